"""What a paragraph is by those around it: headline, captions, sections that hold on to what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman import lexicon
from dragoman.clean.datelines import place_alone
from dragoman.clean.pieces import Piece, folded
from dragoman.clean.shapes import SEPARATOR, is_photo_credit
from dragoman.clean.wording import section_of, told_before
from dragoman.types import ZoneKind

__all__ = ["abbreviates", "bare", "captioned", "headlined", "listed", "sectioned", "signed"]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TOP = 12  # pieces in which a headline is looked for


def bare(text: str) -> str:
    """Words alone, for comparing lines."""
    return " ".join("".join(c if c.isalnum() else " " for c in folded(text)).split())


def headlined(pieces: Sequence[Piece], titles: Sequence[str]) -> list[Piece]:
    """The same pieces with the headline known: the title of the metadata, else h1, else the first short line on top."""
    found = _by_title(pieces, titles)
    by = "structure: the title of the page" if found is not None else "structure: first heading"
    if found is None:
        pieces = _with_masthead(pieces)
        found = _first_heading(pieces)
    if found is None:
        return list(pieces)
    pieces = [p.as_(*_ABOVE) if i < found and _kicker(p) else p for i, p in enumerate(pieces)]
    return [p.as_(ZoneKind.HEADLINE, by) if i == found else p for i, p in enumerate(pieces)]


MASTHEAD = "structure: masthead"
_MASTHEAD_WORDS, _HEADLINE_WORDS = 4, 5


def _with_masthead(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces with a paper's name on top, and its motto, known: short lines above a longer heading.

    A name is written in capitals, begins with "The", is used again in the text, or ends as papers' names do: then the
    headline may be short.
    """
    found = list(pieces)
    lines = [i for i, p in enumerate(found[:_TOP]) if p.kind is None][:4]
    heads = [i for i in lines if found[i].heading and not section_of(found[i])]
    first = heads[0] if heads and heads[0] == lines[0] else None
    if first is None or found[first].tag in _HEADINGS or not _is_masthead(found, first):
        return found
    least = 2 if _is_paper(found[first]) else _HEADLINE_WORDS
    headline = next((i for i in heads[1:] if found[i].words >= least), None)
    if headline is None:
        return found
    found[first] = found[first].as_(ZoneKind.CREDITS, MASTHEAD)
    for i in range(first + 1, headline):
        found[i] = found[i].as_(ZoneKind.PROMO, "structure: motto") if found[i].kind is None else found[i]
    return found


def _is_masthead(pieces: Sequence[Piece], first: int) -> bool:
    name = pieces[first]
    capital = all(w[0].isupper() for w in name.text.split() if w.lower() not in ("of", "the", "and", "for"))
    if not capital or name.ends or not 2 <= name.words <= _MASTHEAD_WORDS:
        return False
    again = any(name.folded in p.folded for p in pieces[first + 1 :] if p.words > name.words)
    short = any(abbreviates(agency, name.text) for p in pieces for agency in agencies_in(p))
    return name.text.isupper() or name.text.startswith("The ") or again or short or _is_paper(name)


def _is_paper(name: Piece) -> bool:
    """Whether a line ends as the names of papers do: "The Ellerby Courier"."""
    return name.words > 1 and name.folded.split()[-1] in lexicon.load("clean")["papers"]


def abbreviates(short: str, name: str) -> bool:
    """Whether capitals stand for a name: in order, the first for its beginning, the last for its last word."""
    words = name.lower().split()
    low = short.lower()
    if not (short.isalpha() and short.isupper() and 1 < len(words) <= len(low) <= 6 and words[0] != low):
        return False
    letters = iter("".join(words))
    return low[0] == words[0][0] and low[-1] == words[-1][0] and all(c in letters for c in low)


_ABOVE = (ZoneKind.PROMO, "structure: short line above the headline")


def _kicker(piece: Piece) -> bool:
    """Whether a line above the headline is the name of a section and not a sentence."""
    return piece.kind is None and piece.words <= 3 and piece.heading and not piece.ends


def _by_title(pieces: Sequence[Piece], titles: Sequence[str]) -> int | None:
    known = {bare(t) for t in titles} | {
        bare(t.rsplit(sign, 1)[0]) for t in titles for sign in (" | ", " - ", " — ", " – ")
    }
    if not known - {""}:
        return None
    for i, piece in enumerate(pieces[: 4 * _TOP]):
        if piece.words <= 40 and bare(piece.text) in known:
            return i
    return None


def _first_heading(pieces: Sequence[Piece]) -> int | None:
    for i, piece in enumerate(pieces):
        if piece.tag == "h1" and (piece.kind is None or not piece.main):
            return i
    lines = [i for i, p in enumerate(pieces[:_TOP]) if p.kind is None]
    tagged = next((i for i in lines if pieces[i].tag in _HEADINGS), None)
    if tagged is not None and not any(pieces[i].ends and pieces[i].words > 8 for i in lines if i < tagged):
        return tagged
    if not lines or not pieces[lines[0]].heading or section_of(pieces[lines[0]]):
        return None
    first, second = lines[0], lines[1] if len(lines) > 1 else lines[0]
    kicker = pieces[first].words <= 2 and pieces[second].heading and pieces[second].words >= 4 and second != first
    return second if kicker else first


def signed(pieces: Sequence[Piece], publishers: Sequence[str]) -> list[Piece]:
    """The same pieces with what stands above an agency's first sentence known: a place alone, names with the agency."""
    known = {bare(name) for name in publishers} | {bare(a) for p in pieces for a in agencies_in(p)}
    body = next((i for i, p in enumerate(pieces) if p.kind is None and p.words > 8 and p.ends), 0)
    found = list(pieces)
    for i, piece in enumerate(pieces[: body + 1]):
        if piece.kind is not None or piece.ends:
            continue
        if i and place_alone(piece.text) and i + 1 == body:
            found[i] = piece.as_(ZoneKind.DATELINE, "shape: place alone")
        elif i and i + 1 == body and _beside_date(found, i):
            found[i] = piece.as_(ZoneKind.CREDITS, "structure: a name beside the date")
        elif "," in piece.text and piece.words <= 10 and bare(piece.text.rsplit(",", 1)[1]) in known - {""}:
            found[i] = piece.as_(ZoneKind.CREDITS, "structure: names with the agency")
    return found


_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]{0,20}(?: [^\W\d_a-z][\w.'’-]{0,20}){1,2}")


def _beside_date(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a line is nothing but a name of two or three words right after a line of date."""
    before = pieces[i - 1]
    dated = before.kind is ZoneKind.DATELINE and any(c.isdigit() for c in before.text) and not before.text.endswith(")")
    return dated and bool(_NAME.fullmatch(pieces[i].text)) and pieces[i].tag not in _HEADINGS


def agencies_in(piece: Piece) -> list[str]:
    """The agency that a dateline names."""
    if piece.kind is not ZoneKind.DATELINE or "(" not in piece.text:
        return []
    return [piece.text.split("(", 1)[1].split(")", 1)[0]]


def captioned(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces with captions known: before a picture's credit, doubled, or doubled with credit and size."""
    found = list(pieces)
    for i, piece in enumerate(found):
        if piece.kind is not None or not piece.heading or piece.tag in _HEADINGS:
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        labelled = i + 2 < len(found) and found[i + 2].kind is ZoneKind.CAPTION
        why = "" if labelled else _caption_before(piece, following, seen=i > 0)
        if why:
            found[i] = piece.as_(ZoneKind.CAPTION, why)
            if following is not None and following.kind is None:
                found[i + 1] = following.as_(ZoneKind.CAPTION, why)
    return found


def _caption_before(piece: Piece, following: Piece | None, *, seen: bool) -> str:
    if following is None or piece.ends:
        return ""
    if following.kind is None and piece.words >= 2 and following.folded.startswith(piece.folded):
        rest = following.folded[len(piece.folded) :]
        if rest.startswith((" - ", ", ", " | ")) and any(c.isdigit() for c in rest):
            return "structure: doubled with size and date"
        if not rest and seen:
            return "structure: doubled line"
    return "structure: before a picture credit" if is_photo_credit(following) else ""


def listed(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with the headings under "Read also" and at the very end known as related."""
    found, holding = list(pieces), False
    for i, piece in enumerate(found):
        if piece.kind is ZoneKind.RELATED:
            holding = piece.words <= 6 or holding
        elif holding and _listed_under(piece):
            found[i] = piece.as_(ZoneKind.RELATED, "structure: under a heading of related links")
        elif piece.kind not in (ZoneKind.DATELINE, ZoneKind.PROMO):
            holding = False
    return _tail_listed(found)


def _listed_under(piece: Piece) -> bool:
    """Whether a line under "Read also" is a link: a heading, or what an element keeps apart from the article."""
    apart = not piece.main and piece.kind is ZoneKind.PROMO and piece.by.startswith("element")
    return apart or (piece.kind is None and piece.heading and not piece.ends and section_of(piece) is None)


def _tail_listed(pieces: list[Piece]) -> list[Piece]:
    """Two or more headings after the last paragraph are links to other articles."""
    open_ends = sum(p.kind is None and p.words > 12 and not p.ends for p in pieces)
    closed = sum(p.kind is None and p.words > 12 and p.ends for p in pieces)
    last = max((i for i, p in enumerate(pieces) if p.kind is None and p.ends and p.words > 8), default=None)
    if last is None or open_ends > closed:
        return pieces
    tail = [i for i in range(last + 1, len(pieces)) if pieces[i].kind is None]
    if len(tail) == 1 and _names(pieces[tail[0]]):
        pieces[tail[0]] = pieces[tail[0]].as_(ZoneKind.KEYWORDS, "structure: list of names at the end")
        return pieces
    if len(tail) < 2 or closed < 3 or not all(_link(pieces[i]) for i in tail):
        return pieces
    for i in tail:
        pieces[i] = pieces[i].as_(ZoneKind.RELATED, "structure: headings at the end")
    return pieces


def _names(piece: Piece) -> bool:
    """Whether a line is a list of at least three short names."""
    items = piece.text.split(",")
    return len(items) >= 3 and not piece.ends and piece.heading and all(0 < len(i.split()) <= 3 for i in items)


def _link(piece: Piece) -> bool:
    return (
        piece.heading
        and not piece.text.rstrip("\"'”’)").endswith((".", "…"))
        and piece.words >= 3
        and section_of(piece) is None
    )


_CLOSING = (
    ZoneKind.RELATED,
    ZoneKind.PROMO,
    ZoneKind.CREDITS,
    ZoneKind.KEYWORDS,
    ZoneKind.HEADLINE,
    ZoneKind.QUOTATION,
)


def sectioned(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces with background and quotations known: by label, and held on to until something else begins."""
    found, holding, introduced, open_quote = list(pieces), "", False, 0
    for i, piece in enumerate(found):
        if open_quote and piece.kind is None:
            found[i] = piece.as_(ZoneKind.QUOTATION, "structure: the quotation goes on")
            open_quote = 0 if piece.folded.count('"') % 2 else open_quote - 1
            continue
        open_quote = 0
        if piece.kind in _CLOSING:
            holding, introduced = "", False
            continue
        if piece.kind is not None:
            continue
        section = section_of(piece)
        if section is None and introduced and _is_quoted(piece):
            found[i] = piece.as_(ZoneKind.QUOTATION, "structure: introduced as a quotation")
            continue
        introduced = False
        if section is not None:
            holding = section[0]
            introduced = holding == "quotation" and section[2]
            found[i] = _labelled(piece, section)
            open_quote = (
                _LONGEST_QUOTE if _opened(found[i]) and _closed_later(found[i + 1 : i + 1 + _LONGEST_QUOTE]) else 0
            )
            holding = "" if holding == "quotation" else holding
        elif told_before(piece):
            found[i] = piece.as_(ZoneKind.BACKGROUND, f"wording: {told_before(piece)}")
        elif _new_section(piece):
            holding = ""
            if _heads(found, i):
                found[i] = piece.as_(ZoneKind.HEADLINE, "structure: heading inside the text")
        elif holding == "background":
            found[i] = piece.as_(ZoneKind.BACKGROUND, "structure: under a label of background")
    return found


def _labelled(piece: Piece, section: tuple[str, str, bool]) -> Piece:
    kind, label, _ = section
    if kind == "background":
        return piece.as_(ZoneKind.BACKGROUND, f"label: {label}")
    if kind == "quotation" and ('"' in piece.folded or section[2]):
        return piece.as_(ZoneKind.QUOTATION, f"label: {label}")
    return piece


def _new_section(piece: Piece) -> bool:
    """Whether a piece is a heading inside the body."""
    return piece.tag in _HEADINGS or (piece.words <= 10 and piece.heading and not piece.ends)


_LONGEST_QUOTE = 6  # paragraphs that a quotation may go on for


def _opened(piece: Piece) -> bool:
    """Whether a quotation begins in a piece and does not end there."""
    return piece.kind is ZoneKind.QUOTATION and piece.folded.count('"') % 2 == 1


def _closed_later(following: Sequence[Piece]) -> bool:
    return any(p.folded.count('"') % 2 and p.kind is None for p in following)


def _heads(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a heading stands between paragraphs; an element says so, a line of text has to look like one."""
    piece = pieces[i]
    if piece.tag in _HEADINGS:
        return True
    if i == 0 or i + 1 >= len(pieces) or not piece.text[0].isupper() or piece.words > 8:
        return False
    before, after = pieces[i - 1], pieces[i + 1]
    return (
        before.kind in _READ
        and before.ends
        and before.words > 8
        and after.kind is None
        and after.ends
        and after.words > 8
    )


_READ = (None, ZoneKind.BODY, ZoneKind.BACKGROUND, ZoneKind.QUOTATION)


def _is_quoted(piece: Piece) -> bool:
    return piece.folded[:1] == '"' and '"' in piece.folded[1:]


def is_separator(piece: Piece) -> bool:
    """Whether a piece has no words."""
    return piece.by == SEPARATOR
