"""Sessions of onnxruntime, and the check that shipped weights are those of their manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import WeightsError

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["SHIPPED", "checked", "session"]

SHIPPED = Path(str(resources.files("dragoman") / "models" / "weights"))
"""Where the package has its weights."""


def session(path: Path, *, threads: int) -> onnxruntime.InferenceSession:
    """A session on the processor with a fixed number of threads; `WeightsError` when the file cannot be loaded."""
    import onnxruntime  # takes a fifth of a second: commands that read nothing start without it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, sess_options=options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library has no error of its own for a file that it cannot use
        raise WeightsError(f"cannot be loaded ({error}); install dragoman again", subject=str(path)) from error


def checked(folder: Path, names: Sequence[str]) -> str:
    """The version of the weights; `WeightsError` when one of these files is missing or not that of its manifest."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        for name in names:
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != manifest["sha256"][name]:
                raise WeightsError(f"{name} is not that of its manifest; install dragoman again", subject=str(folder))
        return str(manifest["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:  # no file, no JSON, or JSON of another shape
        raise WeightsError(f"the weights are missing ({error}); install dragoman again", subject=str(folder)) from error
