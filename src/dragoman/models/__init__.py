"""The encoder: one small network that reads names, attributions, events, status and syntax; and vectors of texts.

The only part that imports onnxruntime.
"""

from dragoman.models.encoder import Encoder
from dragoman.models.reading import Reading
from dragoman.models.vectors import Vectors

__all__ = ["Encoder", "Reading", "Vectors"]
