"""What format bytes are in: by their first bytes, then by what the name or the server says."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from dragoman.errors import FormatError

__all__ = ["HEAD", "Format", "format_of", "is_gzip", "media_type_of"]

HEAD = 65_536
"""How many bytes are enough to tell a format."""


class Format(StrEnum):
    """The formats that are read."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSON = "application/json"
    NDJSON = "application/x-ndjson"


_BY_SUFFIX = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.NDJSON,
    ".ndjson": Format.NDJSON,
}
_BY_MEDIA_TYPE = {
    "text/plain": Format.TEXT,
    "text/markdown": Format.TEXT,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/json": Format.JSON,
    "application/ld+json": Format.JSON,
    "text/json": Format.JSON,
    "application/x-ndjson": Format.NDJSON,
    "application/jsonl": Format.NDJSON,
}
_NO_PROSE = frozenset({".yaml", ".yml", ".toml", ".ini", ".cfg", ".csv", ".tsv", ".css", ".js", ".py", ".sql", ".log"})
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"{\\rtf", "a rich text document"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"WARC/", "a web archive"),
)
_HTML_START = re.compile(rb"(?i)\s{0,64}<(?:!doctype\s+html|html|head|body)\b")
_HTML_INSIDE = re.compile(rb"(?i)<(?:html|head|body|article|main|div|p|h1)[\s>]")
_JSON_START = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{\]])')
_XML_START = re.compile(rb"\s{0,64}<\?xml\b")


def is_gzip(head: bytes) -> bool:
    """Whether the bytes begin as gzip does."""
    return head.startswith(b"\x1f\x8b")


def media_type_of(header: str) -> str:
    """The media type alone: "text/html" of "Text/HTML; charset=utf-8"; "" of ""."""
    return header.partition(";")[0].strip().lower()


def format_of(head: bytes, *, name: str, media_type: str | None = None) -> Format:
    """The format, from the first bytes, the media type and the suffix of the name, in that order of trust.

    Bytes that give nothing away and have no known name are text. Raises `FormatError` for what is known to be
    none of the formats (an image, a PDF, an archive, an XML feed).
    """
    _refuse_binary(head, name)
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML_START.match(start):
        return Format.HTML
    if _XML_START.match(start):
        return _of_xml(start, name)
    return _BY_MEDIA_TYPE.get(media_type_of(media_type or "")) or _by_suffix(name) or _by_content(start)


def _refuse_binary(head: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise FormatError(f"this is {what}, which is not read; give text, HTML or JSON", subject=name)
    if head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise FormatError("this is an image, a sound or a film, which is not read", subject=name)


def _of_xml(start: bytes, name: str) -> Format:
    if re.search(rb"(?i)<html\b", start):
        return Format.HTML
    raise FormatError("this is XML, but no XHTML page", subject=name)


def _by_suffix(name: str) -> Format | None:
    path = PurePath(name.partition("?")[0])
    suffix = path.suffix.lower()
    if suffix == ".gz":
        suffix = PurePath(path.stem).suffix.lower()
    if suffix in _NO_PROSE:
        raise FormatError(f"{suffix} files are not read; give text, HTML or JSON", subject=name)
    return _BY_SUFFIX.get(suffix)


def _by_content(start: bytes) -> Format:
    begin = start.lstrip()[:1]
    if begin == b"<" and _HTML_INSIDE.search(start):
        return Format.HTML
    return Format.JSON if _JSON_START.match(start) else Format.TEXT
