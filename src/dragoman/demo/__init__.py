"""Demonstration coverage: forty short articles of eight invented publishers, with their true record beside them."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

__all__ = ["folder", "paths"]


def folder() -> Path:
    """The folder of the coverage files; an installed wheel has it as plain files."""
    return Path(str(resources.files("dragoman.demo").joinpath("coverage")))


def paths() -> tuple[Path, ...]:
    """The coverage files in order of time; last come the two NDJSON files, of three records each."""
    return tuple(sorted(path for path in folder().iterdir() if path.is_file()))
