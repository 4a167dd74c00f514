"""What a paragraph is by its element and its shape, whatever its words are."""

from __future__ import annotations

import re

from dragoman.clean.bylines import is_byline
from dragoman.clean.datelines import is_dateline
from dragoman.clean.pieces import Piece
from dragoman.types import ZoneKind

__all__ = ["BY_TAG", "SEPARATOR", "is_photo_credit", "kind_by_shape", "kind_by_tag"]

SEPARATOR = "shape: no words"
BY_TAG = {
    "figcaption": ZoneKind.CAPTION,
    "caption": ZoneKind.CAPTION,
    "blockquote": ZoneKind.QUOTATION,
    "time": ZoneKind.DATELINE,
    "address": ZoneKind.CREDITS,
    "related": ZoneKind.RELATED,
    "byline": ZoneKind.CREDITS,
    "keywords": ZoneKind.KEYWORDS,
    "promo": ZoneKind.PROMO,
}
_CHROME = frozenset(("nav", "footer", "aside", "form", "button", "menu", "select", "label"))
_SIGNED = re.compile(r"[-—–] ?[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,3}")
_GALLERY = re.compile(r"\b(?:hide|show|toggle|view) caption \d{1,4} (?:of|/) \d{1,4}\b", re.IGNORECASE)
_POST = re.compile(r"[-—–] ?[^()@]{2,60} \(@\w{2,30}\)")
_PASSED_ON = re.compile(r", (?:referring to|with reference to|citing|quoting|via|according to|after) ")
_LINKING = frozenset(["the", "of", "and", "agency", "news", "newspaper", "website", "portal", "channel", "site"])
_PHOTO = re.compile(r"(?:©|\(c\)|photo|image|picture|credit|photograph|screenshot)\b|^©", re.IGNORECASE)


def kind_by_tag(piece: Piece) -> tuple[ZoneKind, str] | None:
    """The kind that the element says; None for paragraphs and headings."""
    if piece.tag in BY_TAG:
        return BY_TAG[piece.tag], f"element: {piece.tag}"
    if piece.tag in _CHROME or not piece.main:
        return ZoneKind.PROMO, f"element: {piece.tag}, outside of the article"
    return None


def kind_by_shape(piece: Piece) -> tuple[ZoneKind, str] | None:
    """The kind that the shape of a line says: date, byline, list of keywords, photo credit, no words at all."""
    if not any(c.isalnum() for c in piece.text):
        return ZoneKind.PROMO, SEPARATOR
    if _GALLERY.search(piece.text):
        return ZoneKind.CAPTION, "shape: pictures of a gallery"
    if _POST.match(piece.text):
        return ZoneKind.CREDITS, "shape: signed with an account"
    if is_dateline(piece.text):
        return ZoneKind.DATELINE, "shape: date and time alone"
    if is_byline(piece):
        return ZoneKind.CREDITS, "shape: byline"
    if _is_list(piece):
        return ZoneKind.KEYWORDS, "shape: list without sentence"
    if _is_path(piece):
        return ZoneKind.KEYWORDS, "shape: path of sections"
    if _passes_on(piece):
        return ZoneKind.CREDITS, "shape: one referring to another"
    if _SIGNED.fullmatch(piece.text):
        return ZoneKind.CREDITS, "shape: signed with a name"
    if _name_of_picture(piece):
        return ZoneKind.CREDITS, "shape: agency and photographer"
    return None


def _is_list(piece: Piece) -> bool:
    """Comma lists in lower case throughout, and rows of hash tags."""
    text = piece.text.strip()
    words = text.split()
    if len(words) > 60 or text.endswith((".", "!", "?", ":")):
        return False
    if all(w.startswith("#") for w in words):
        return True
    items = [i.strip() for i in text.split(", ")]
    lower = text == text.lower() and any(c.isalpha() for c in text) and not any(c.isdigit() for c in text)
    return lower and len(items) >= 2 and all(0 < len(i.split()) <= 6 for i in items)


def _is_path(piece: Piece) -> bool:
    """ "Home > World > Europe"."""
    for sign in (" > ", " » ", " › ", " / "):
        items = piece.text.split(sign)
        if len(items) >= 3 and piece.words <= 20 and all(0 < len(i.split()) <= 3 for i in items):
            return True
    return False


def _passes_on(piece: Piece) -> bool:
    """ "X, referring to Y" on a line of its own, with no sentence around it."""
    match = _PASSED_ON.search(piece.text) if piece.words <= 14 else None
    if match is None or piece.ends:
        return False
    before, after = piece.text[: match.start()].split(), piece.text[match.end() :].split()
    return bool(after) and len(before) <= 5 and all(w[0].isupper() or w in _LINKING for w in (*before, *after))


def _name_of_picture(piece: Piece) -> bool:
    """ "Agency/Jane Roe" or "Jane Roe/AGENCY" alone."""
    parts = piece.text.split("/")
    return (
        len(parts) == 2
        and piece.words <= 7
        and not any(c.isdigit() for c in piece.text)
        and all(part.strip() and len(part.split()) <= 4 for part in parts)
        and all(w[0].isupper() for part in parts for w in part.split())
        and any(len(part.split()) >= 2 for part in parts)
    )


def is_photo_credit(piece: Piece) -> bool:
    """Whether a line of credits belongs to a picture."""
    if piece.kind is not ZoneKind.CREDITS or piece.words > 25:
        return False
    return piece.by.endswith("photographer") or (
        bool(_PHOTO.search(piece.text)) and "rights reserved" not in piece.folded
    )
