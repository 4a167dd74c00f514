"""The encoder: one small network that reads names, attributions, events, status and syntax. The only user of onnxruntime."""

from dragoman.models.encoder import Encoder
from dragoman.models.reading import Reading

__all__ = ["Encoder", "Reading"]
