"""Files of data, gzipped or plain."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["json_lines", "text_of"]


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, unpacked where its name ends in .gz."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one on each line; empty lines are passed over."""
    return (json.loads(line) for line in text_of(path).split("\n") if line.strip())
