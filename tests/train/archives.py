"""Archives as the corpora are published, made of a few texts."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

__all__ = ["write_tar"]


def write_tar(path: Path, files: Mapping[str, str]) -> Path:
    """A gzipped tar of some texts by their names."""
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            data = text.encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path
