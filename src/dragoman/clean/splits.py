"""Paragraphs that are several things at once, taken apart: dateline and body, caption and credit, body and promo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.clean.datelines import agency_head, is_dateline, label_of
from dragoman.clean.kinds import known
from dragoman.clean.pieces import Piece
from dragoman.clean.shapes import kind_by_shape
from dragoman.clean.text import Flat
from dragoman.clean.wording import kind_of
from dragoman.types import ZoneKind

__all__ = ["pieces_of"]

_LINKS = re.compile(
    r"\b(?P<name>[A-Z][\w'’-]{1,30})(?: [A-Z][\w.'’-]{0,30}){1,4} (?P=name)(?=[A-Z])[^\n]{5,400}? MORE\b"
)
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+|\s+-\s+|\s{2,}")
_CAPTION_LABEL = re.compile(r"(?<=\w) (?=(?:Image|Media|Photo|Video) caption\b)")
_STAMP = re.compile(
    r"(?<=[\w.,)]) (?=(?:Published|Updated|Posted|First published|Last updated|Originally published)\b)"
)
_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,30}: ")
_TAIL = re.compile(r"[.!?…][\"”’)]{0,2} (?=[\"“(]?[^\W\d_a-z])")
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,200}[)\]][.\s]*$")
_PICTURE = re.compile(
    r"(?:\s|^)(?:[(\[](?:[^()\[\]]{0,40}\b(?i:photo|image|picture|credit|courtesy|getty|photograph)\b[^()\[\]]{0,120}|"
    r"[A-Z][\w .'-]{1,40}/[A-Z][\w .,'-]{1,60})[)\]]\.?|©\s?[^.©]{2,80}|[|•] ?[A-Z][\w .'-]{1,40}/[A-Z][\w .,'-]{1,60}|"
    r"(?:Photo|Image|Picture|Photograph|Credit|Screenshot|Illustration|PHOTO|CREDIT)"
    r"(?: [Cc]redit| by)?(?:: ?| (?=©))[^.:]{2,70})$"
)
_SIGNS = ("©", "/", "hoto", "redit", "mage", "icture", "creenshot", "llustration", "PHOTO", "CREDIT", "ourtesy", "etty")
_SHORT = 40  # words of a line that is asked first what it is as a whole
_LONGEST_CAPTION = 80  # words
_SURE_CAPTION = 45  # words; a longer paragraph before a credit is body, unless it says that it is a caption
_LONGEST_TAIL = 26  # words


def pieces_of(flat: Flat, titles: Sequence[str]) -> list[Piece]:
    """The lines of a text as pieces, in order; a line that is several things gives one piece for each."""
    found: list[Piece] = []
    body_seen = _is_transcript(flat)
    for i, line in enumerate(flat.lines):
        piece = Piece(line.span, line.span.of(flat.text), line.tag, line.main or _between(flat, i))
        parts = [p for p in _parts(piece, titles, first=not body_seen) if len(p.span)]
        found.extend(parts)
        body_seen = (body_seen or (line.main and piece.words > 12 and piece.ends)) and not is_dateline(piece.text)
    return found


def _is_transcript(flat: Flat) -> bool:
    """Whether paragraphs begin with names and colons: then a name in capitals is a speaker, not a place."""
    return sum(bool(_SPEAKER.match(flat.text, line.span.start)) for line in flat.lines) > 1


def _between(flat: Flat, i: int) -> bool:
    """Whether a paragraph that the page's structure leaves out is a sentence between two that it has."""
    around = flat.lines[max(0, i - 1) : i] + flat.lines[i + 1 : i + 2]
    words = flat.lines[i].span.of(flat.text)
    sentence = len(words.split()) >= 12 and words.rstrip(" \"'”’»)").endswith((".", "?", "!"))
    return flat.lines[i].tag == "p" and sentence and len(around) == 2 and all(line.main for line in around)


def _parts(piece: Piece, titles: Sequence[str], *, first: bool) -> Iterator[Piece]:
    """A line as pieces, each with its kind where it tells it by itself."""
    if links := _with_links(piece):
        for part in links:
            yield from (part,) if part.kind is not None else _parts(part, titles, first=first)
        return
    short = known(piece, titles) if piece.words <= _SHORT else piece
    apart = _two_lines(piece) or _two_labels(piece)
    if not apart and short.kind is not None:
        apart = _caption_with_credit(piece, asked=True) or [short]
    if not apart:
        apart = _headed(piece, first=first) or _caption_with_credit(piece, asked=False) or list(_without_tail(piece))
    for part in apart:
        yield short if part is piece and piece.words <= _SHORT else known(part, titles)


def _with_links(piece: Piece) -> list[Piece]:
    """A paragraph with the headlines that run into it behind a name, these apart; empty when there are none.

    "Ryan Paul Davis RyanVoters hit ... Senate MORE said": a link's full name, glued to the first headline.
    """
    found, start = list[Piece](), 0
    for links in _LINKS.finditer(piece.text) if "MORE" in piece.text else ():
        found.append(piece.part(start, links.end("name")))
        found.append(piece.part(links.end("name"), links.end(), ZoneKind.RELATED, "shape: headlines behind a name"))
        start = links.end()
    return [p for p in (*found, piece.part(start, len(piece.text))) if len(p.span)] if found else []


def _headed(piece: Piece, *, first: bool) -> list[Piece]:
    """An agency's dateline and what follows it, apart; empty when there is none."""
    head = agency_head(piece.text, first=first)
    if head is None or len(piece.text[head.end :].split()) < 3:
        return []
    dateline = piece.part(0, head.end, ZoneKind.DATELINE, "shape: agency dateline")
    return [dateline, *_without_tail(piece.part(head.end, len(piece.text)))]


def _two_lines(piece: Piece) -> list[Piece]:
    """Byline and dateline on one line, apart; empty when it is no such line."""
    if piece.words > _SHORT or not any(c.isdigit() for c in piece.text) or is_dateline(piece.text):
        return []
    for pattern in (_STAMP, _SEPARATOR):
        cuts = [(m.start(), m.end()) for m in pattern.finditer(piece.text)]
        edges = [0, *(e for _, e in cuts)], [*(s for s, _ in cuts), len(piece.text)]
        parts = [piece.part(start, end) for start, end in zip(*edges, strict=True)]
        parts = [p for p in parts if len(p.span)]
        dated = [p for p in parts if is_dateline(p.text) and (label_of(p.text) or any(c.isdigit() for c in p.text))]
        if 2 <= len(parts) <= 6 and dated and all(p in dated or _beside(p) for p in parts):
            return parts
    return []


def _two_labels(piece: Piece) -> list[Piece]:
    """ "Image copyright X Image caption Y", apart; empty when it is no such line."""
    cut = _CAPTION_LABEL.search(piece.text) if piece.words <= _LONGEST_CAPTION else None
    if cut is None:
        return []
    parts = [piece.part(0, cut.start()), piece.part(cut.end(), len(piece.text))]
    return parts if all(kind_of(p) for p in parts) else []


def _beside(piece: Piece) -> bool:
    """What may stand beside a date on its line: a byline, a name, a section."""
    found = kind_by_shape(piece) or kind_of(piece)
    return bool(found) or (piece.words <= 4 and all(w[0].isupper() for w in piece.text.split()))


def _caption_with_credit(piece: Piece, *, asked: bool) -> list[Piece]:
    """Caption and credit, apart, where a paragraph ends with the credit of a picture; else empty."""
    if piece.words > _LONGEST_CAPTION or not any(sign in piece.text for sign in _SIGNS):
        return []
    match = _PICTURE.search(piece.text, max(0, len(piece.text) - 240))
    if match is None or len(piece.text[: match.start()].split()) < 2:
        return []
    credit = piece.part(match.start(), len(piece.text), ZoneKind.CREDITS, "shape: picture credit at the end")
    if asked and (found := kind_of(piece)) and found[0] not in (ZoneKind.CAPTION, ZoneKind.CREDITS):
        return []
    before = piece.part(0, match.start())
    told = kind_of(before)
    if before.words <= _SURE_CAPTION or (told and told[0] is ZoneKind.CAPTION):
        before = before.as_(ZoneKind.CAPTION, "shape: before a picture credit")
    return [before, credit]


def _without_tail(piece: Piece) -> Iterator[Piece]:
    """A paragraph, and apart from it a last sentence or bracket that is no part of the report."""
    bracket = _BRACKETED.search(piece.text, max(0, len(piece.text) - 220))
    cut = bracket.start() if bracket else None
    if cut is None:
        ends = list(_TAIL.finditer(piece.text, max(0, len(piece.text) - 300)))
        cut = ends[-1].end() if ends else None
    tail = piece.part(cut, len(piece.text)) if cut else None
    found = kind_of(tail) if tail and tail.words <= _LONGEST_TAIL and not _quoted(tail) else None
    if cut and tail and found and found[0] in _TAILS:
        yield piece.part(0, cut)
        yield tail.as_(*found)
    else:
        yield piece


_TAILS = (ZoneKind.PROMO, ZoneKind.RELATED, ZoneKind.CREDITS, ZoneKind.NOTE)


def _quoted(piece: Piece) -> bool:
    """Whether it holds a mark of quotation: then somebody else may be speaking."""
    return '"' in piece.folded
