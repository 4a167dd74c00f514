"""Bytes and records to pages, by their format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from dragoman.errors import EmptyError, FormatError, TooLargeError
from dragoman.read.bounds import Bounds
from dragoman.read.encoding import declared_in_html, decoded, sound
from dragoman.read.html import HtmlPage, html_fragment, html_page
from dragoman.read.plain import blocks_of_text
from dragoman.read.records import NAMES, Candidate, candidates, canonical, parsed, records_of
from dragoman.read.sniff import HEAD, Format, format_of
from dragoman.read.structured import page_field
from dragoman.spans import Span
from dragoman.types import Block, Page, PageField

__all__ = ["checked_mapping", "page_from_bytes", "page_from_record"]

_CHARSET = re.compile(r"(?i)charset\s{0,8}=\s{0,8}[\"']?([A-Za-z0-9_:.+-]{2,40})")
_MARKUP = re.compile(
    r"(?i)</(?:p|div|article|body|h[1-6]|li|blockquote|span|figure)\s{0,8}>|<(?:p|br|div)\s{0,8}/?>|<!doctype"
)
_FULL_PAGE = re.compile(r"(?i)<(?:html|body)[\s>]")


def page_from_bytes(
    data: bytes,
    *,
    name: str,
    url: str | None = None,
    media_type: str | None = None,
    fetched_at: datetime | None = None,
    mapping: Mapping[str, str] | None = None,
    bounds: Bounds = Bounds(),
) -> Page:
    """The page that the bytes of one file or response are: plain text, HTML, or one JSON record.

    `name` is how messages call it (its suffix helps to tell the format), `media_type` what the server said. Raises
    a `ReadError`: `EmptyError` for nothing to read, `FormatError`, `EncodingError`, `TooLargeError` over the bounds.
    """
    if len(data) > bounds.max_bytes:
        raise TooLargeError(f"more than {bounds.max_bytes} bytes", subject=name)
    if not data.strip():
        raise EmptyError("nothing in it", subject=name)
    form = format_of(data[:HEAD], name=name, media_type=media_type)
    charset = _CHARSET.search(media_type or "")
    declared = charset.group(1) if charset else None
    if form in (Format.JSON, Format.NDJSON):
        record = _only_record(decoded(data, name=name).text, name)
        return page_from_record(record, name=name, url=url, mapping=mapping, fetched_at=fetched_at, bounds=bounds)
    if form is Format.HTML:
        declared = declared or declared_in_html(data)
    text = decoded(data, name=name, declared=declared)
    if len(text.text) > bounds.max_text and form is Format.TEXT:
        raise TooLargeError(f"more than {bounds.max_text} characters of text", subject=name)
    made = html_page(text.text, name=name, url=url, bounds=bounds) if form is Format.HTML else _plain(text.text, name)
    _check(made, name, bounds)
    return Page(
        name=name,
        url=url or _own_url(made.fields),
        fetched_at=fetched_at,
        media_type=form.value,
        encoding=text.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        text=made.text,
        blocks=made.blocks,
        fields=made.fields,
        notes=text.notes + made.notes,
    )


def page_from_record(
    record: Mapping[str, object],
    *,
    name: str,
    url: str | None = None,
    mapping: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    bounds: Bounds = Bounds(),
) -> Page:
    """The page of one JSON record: its text (or its lede, or its title alone) with the title as the first block.

    The usual names of fields are recognised; `mapping` says where one of our names stands instead ({"text":
    "data.body"}), and then no other field is tried for it. Text that is HTML is read as HTML. Raises `EmptyError`
    for a record without text and title, `FormatError` for a mapping of unknown names, `TooLargeError` over the bounds.
    """
    checked_mapping(mapping, name=name)
    found = {ours: candidates(record, ours, mapping=mapping) for ours in NAMES}
    title = _title(found["title"])
    body, path = _body(found)
    if not (body or title):
        raise EmptyError("no field with a text and none with a title", subject=name)
    if len(body) > bounds.max_bytes:
        raise TooLargeError(f"more than {bounds.max_bytes} characters", subject=name)
    body, notes = sound(body)
    made = _made(body, name, bounds)
    _check(made, name, bounds)
    text, blocks = _with_title(title, made)
    if len(text) > bounds.max_text:
        raise TooLargeError(f"more than {bounds.max_text} characters of text", subject=name)
    fields = (*_fields(found), *made.fields)
    return Page(
        name=name,
        url=url or _own_url(fields),
        fetched_at=fetched_at,
        media_type=Format.JSON.value,
        encoding="utf-8",
        sha256=hashlib.sha256(canonical(record)).hexdigest(),
        text=text,
        blocks=blocks,
        fields=fields,
        notes=(*notes, *made.notes, f"text from {path}") if body else (*notes, "title alone"),
    )


def checked_mapping(mapping: Mapping[str, str] | None, *, name: str = "") -> None:
    """Nothing, when every key is one of our names; raises `FormatError` when one is not."""
    for ours in mapping or ():
        if ours not in NAMES:
            raise FormatError(f"unknown name {ours!r} in the mapping; known: {', '.join(NAMES)}", subject=name)


def _only_record(text: str, name: str) -> Mapping[str, Any]:
    records = records_of(parsed(text, name=name), depth=0)
    if records is None or len(records) != 1 or not isinstance(records[0], dict):
        count = "no" if not records else str(len(records))
        raise FormatError(f"{count} records where one was expected", subject=name)
    return records[0]


def _check(made: HtmlPage, name: str, bounds: Bounds) -> None:
    if len(made.blocks) > bounds.max_blocks:
        raise TooLargeError(f"more than {bounds.max_blocks} paragraphs or lines", subject=name)


def _plain(text: str, name: str) -> HtmlPage:
    blocks = blocks_of_text(text)
    if not blocks:
        raise EmptyError("nothing but white space in it", subject=name)
    return HtmlPage(text, blocks, (), ())


def _made(body: str, name: str, bounds: Bounds) -> HtmlPage:
    if not body.strip():
        return HtmlPage("", (), (), ())
    if _FULL_PAGE.search(body):
        return html_page(body, name=name, bounds=bounds)
    if _MARKUP.search(body):
        return html_fragment(body, name=name, bounds=bounds)
    return _plain(body, name)


def _body(found: Mapping[str, Sequence[Candidate]]) -> tuple[str, str]:
    """The text of a record and the field it is from: a list of paragraphs is one text; without any, the lede."""
    for ours in ("text", "description"):
        for first in found[ours][:1]:
            parts = [c.value for c in found[ours] if c.path == first.path]
            return "\n\n".join(parts), f"json:{first.path}"
    return "", ""


def _title(found: Sequence[Candidate]) -> str:
    tidy = page_field("title", found[0].value, "") if found else None
    return tidy.value if tidy else ""


def _with_title(title: str, made: HtmlPage) -> tuple[str, tuple[Block, ...]]:
    """The text and blocks with the title as first block, unless the text begins with it."""
    if not title:
        return made.text, made.blocks
    first = made.blocks[0] if made.blocks else None
    if first and _folded(first.text) == _folded(title):
        return made.text, (Block(first.text, first.span, "h1", True), *made.blocks[1:])
    lead = f"{title}\n\n" if made.text else title
    heading = Block(title, Span(0, len(title)), "h1")
    moved = (Block(b.text, b.span.shifted(len(lead)) if b.span else None, b.tag, b.main) for b in made.blocks)
    return lead + made.text, (heading, *moved)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(".")


def _fields(found: Mapping[str, Sequence[Candidate]]) -> list[PageField]:
    made = [
        page_field(ours, candidate.value, f"json:{candidate.path}")
        for ours in NAMES[1:]
        for candidate in found[ours]
        if _fits(ours, candidate.value)
    ]
    return list(dict.fromkeys(f for f in made if f))


def _fits(ours: str, value: str) -> bool:
    """A URL is no publisher or author, and nothing else is a URL."""
    return _is_url(value) if ours == "url" else not (ours in ("publisher", "author", "title") and _is_url(value))


def _own_url(fields: Sequence[PageField]) -> str | None:
    return next((f.value for f in fields if f.name == "url" and _is_url(f.value)), None)


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
