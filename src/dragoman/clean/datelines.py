"""Datelines: the line of date and time of a web page, and what an agency puts before its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.clean.dates import LONGEST, clock_in, moment_in, patterns
from dragoman.clean.pieces import folded
from dragoman.spans import Span

__all__ = ["Head", "agency_head", "is_dateline", "label_of", "place_alone"]

_NAME = r"[^\W\d_a-z][\w.'’-]{0,24}"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]{2,24}"
_PLACE = re.compile(
    rf"{_NAME}(?: (?:of|de|al|la|el|the) {_NAME}| {_NAME}){{0,3}}(?:/{_NAME}(?: {_NAME}){{0,2}}){{0,3}}"
)
_LOUD = re.compile(rf"{_CAPITALS}(?: {_CAPITALS}){{0,2}}(?:/{_CAPITALS}(?: {_CAPITALS}){{0,2}}){{0,3}}")
_REGION = re.compile(rf",? (?:\({_NAME}\)|{_NAME}(?: {_NAME}){{0,2}})")
_AGENCY = re.compile(r"[\[(/](?:Corr\.? )?(?P<name>[^\W\d_][\w.&’' -]{1,40})[\])/]\.?")
_DASH = re.compile(r" ?[—–]{1,2} ?| -{1,2} |-{2} ?| - ?")
_COLON = re.compile(rf"({_CAPITALS}(?: {_CAPITALS}){{0,2}}): ?(?=[\"“A-Z])")
_BARE_AGENCY = re.compile(r"[ .,]{1,3}(?P<name>[A-Z]{3,14}(?: [A-Z]{3,14})?)(?= ?[-—–])")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][\w.'’]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Head:
    """An agency's dateline at the head of a paragraph: where it ends, its place and its agency, if named."""

    end: int
    place: Span | None
    agency: Span | None


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    data = lexicon.load("clean_dates")
    pairs = [(words, kind) for kind in ("published", "modified") for words in data[kind]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def label_of(text: str) -> tuple[str, int] | None:
    """ "published" or "modified", and where the label that says so ends; None when a line begins with no label."""
    low = folded(text[:LONGEST])
    for words, kind in _labels():
        if low.startswith(words) and not low[len(words) : len(words) + 1].isalnum():
            return kind, len(words)
    return None


def is_dateline(text: str) -> bool:
    """Whether a whole line is date, time, place and the words that go with them."""
    if len(text) > LONGEST or len(text.split()) > 24 or text[:3].lower() == "by " or text[0] in "•⦁*":
        return False
    if not _DIGIT.search(text) and not _relative(text):
        return False
    if any(w[0].islower() and w.strip(".").lower() not in _small_words() for w in _WORD.findall(text)):
        return False
    label = label_of(text)
    rest = text[label[1] :] if label else text
    moment = moment_in(rest)
    clock = clock_in(rest, Span(0, 0)) if moment is None else None
    relative = _relative(rest)
    if moment is None and clock is None and not (relative and (label or _ago(rest))):
        return False
    clock = moment.clock if moment else clock
    spans = [s for s in ((moment.day.span if moment else None), (clock.span if clock else None)) if s]
    return _nothing_else(rest, spans, dated=moment is not None)


def _relative(text: str) -> bool:
    low = folded(text)
    return any(words in low for words in lexicon.load("clean_dates")["relative"])


def _ago(text: str) -> bool:
    return bool(
        re.fullmatch(r"\W*(?:an?|\d{1,3}) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago\W*", folded(text))
    )


def _nothing_else(text: str, known: list[Span], *, dated: bool) -> bool:
    """Whether what is left beside date and time is fillers, further dates, zones, and at most a name of a place."""
    left = "".join(" " if any(s.start <= i < s.end for s in known) else c for i, c in enumerate(text))
    for _, pattern in patterns().days:
        left = pattern.sub(" ", left)
    left = patterns().zone.sub(" ", patterns().weekday.sub(" ", left))
    fillers = _fillers()
    words = [w for w in _WORD.findall(left) if w.lower().strip(".") not in fillers]
    named = [w for w in words if w[0].isupper()]
    return len(words) == len(named) and len(words) <= (4 if dated else 0)


@cache
def _fillers() -> frozenset[str]:
    data = lexicon.load("clean_dates")
    labels = {w for key in ("published", "modified") for phrase in data[key] for w in phrase.split()}
    return frozenset(data["fillers"]) | labels | {z.lower() for z in (*data["zones"], *data["zones_unclear"])}


@cache
def _small_words() -> frozenset[str]:
    """All words that a line of date and time may have in small letters: prose has others, and is soon done with."""
    data = lexicon.load("clean_dates")
    return _fillers() | frozenset((*data["months"], *data["weekdays"], "st", "nd", "rd", "th"))


def agency_head(text: str, *, first: bool) -> Head | None:
    """The dateline that a paragraph begins with: "MINSK, January 12 (XYZ) -", "LONDON/PARIS, June 3 -".

    A place alone before a dash counts in capitals, and only in the `first` paragraph. None when there is none.
    """
    head = text[:LONGEST]
    return _agency_first(head) or _place_first(head, first=first)


def _agency_first(head: str) -> Head | None:
    """ "(XYZ) - Text": the agency stands alone before the dash."""
    match = _AGENCY.match(head)
    dash = _DASH.match(head, match.end()) if match else None
    if match is None or dash is None or not match["name"][0].isupper() or len(match["name"].split()) > 4:
        return None
    return Head(dash.end(), None, Span(*match.span("name")))


def _place_first(head: str, *, first: bool) -> Head | None:
    place = _PLACE.match(head)
    if place is None:
        return None
    if first and (colon := _COLON.match(head)) and _loud(colon[1]):
        return Head(colon.end(), Span(*colon.span(1)), None)
    trims = [place.end()] + [place.start() + len(p) for p in _shorter(place.group())]
    for end in trims:
        found = _rest_of_head(head, end, first=first)
        if found:
            return found
    return None


def _shorter(name: str) -> list[str]:
    """The name without its last words: the pattern of a name may have taken a month with it."""
    words = name.split(" ")
    return [" ".join(words[:n]).rstrip(".,") for n in range(len(words), 0, -1)]


def _rest_of_head(head: str, end: int, *, first: bool) -> Head | None:
    """The dateline whose place ends at `end`: region, date, agency and dash, as far as they are there."""
    place, at = Span(0, end), end
    dated, at = _date_at(head, at)
    if not dated:
        region = _REGION.match(head, at)
        bracket = _AGENCY.match(head, _skipped(head, at, " ."))
        if region and not (bracket and _DASH.match(head, bracket.end())):
            dated, after = _date_at(head, region.end())
            at = after if dated or _closes(head, region.end()) else at
    agency = _AGENCY.match(head, _skipped(head, at, " .")) or (_BARE_AGENCY.match(head, at) if dated else None)
    at = agency.end() if agency else at
    dash = _DASH.match(head, at)
    named = Span(*agency.span("name")) if agency else None
    if dash and (dated or (agency and _written(head[:end])) or (first and _loud(head[:end]))):
        return _with_agency_after(head, dash.end(), place, named, dated=dated)
    if (
        agency
        and head[at : at + 1] == " "
        and (agency.group().startswith("/") or _without_dash(head, end, at, dated or first))
    ):
        return Head(at + 1, place, named)
    return None


def _without_dash(head: str, end: int, at: int, trusted: bool) -> bool:
    """Whether a sentence begins right behind place and agency: "Nairobi (XYZ) The president ..."."""
    return trusted and _written(head[:end]) and len(head[:end].split()) <= 3 and not head[at + 1 : at + 2].islower()


def _with_agency_after(head: str, at: int, place: Span, agency: Span | None, *, dated: bool) -> Head:
    """The head, with what stands after the dash: "MINSK, January 12 - XYZ. Text", "MINSK - 12 January 2023 - Text"."""
    later, after = _date_at(head, at)
    dash = _DASH.match(head, after) if later else None
    if dash:
        return Head(dash.end(), place, agency)
    match = re.compile(r"([A-Z][\w-]{1,14}(?: [A-Z][\w-]{1,14}){0,2})\. (?=[\"“A-Z])").match(head, at)
    if agency is None and dated and match and match[1].isupper():
        return Head(match.end(), place, Span(*match.span(1)))
    return Head(at, place, agency)


def _closes(head: str, at: int) -> bool:
    """Whether agency or dash come next."""
    return bool(_DASH.match(head, at) or _AGENCY.match(head, _skipped(head, at, " .")))


def _skipped(head: str, at: int, chars: str) -> int:
    while at < len(head) and head[at] in chars:
        at += 1
    return at


def place_alone(text: str) -> bool:
    """Whether a line is the name of a place in capitals, with at most its country: "MUSCAT, Oman"."""
    place = _LOUD.match(text) if len(text) <= 60 else None
    if place is None or not _loud(place.group()):
        return False
    region = _REGION.match(text, place.end())
    return region is not None and region.end() == len(text.rstrip(" .")) and "," in text


def _date_at(head: str, at: int) -> tuple[bool, int]:
    """Whether a date stands here, after a comma, point or space, and where it ends."""
    start = _skipped(head, at, " ,.")
    weekday = patterns().weekday.match(head, start)
    after = _skipped(head, weekday.end(), " ,.") if weekday else start
    for _, pattern in patterns().days:
        match = pattern.match(head, after)
        if match:
            return True, match.start() + len(match.group().rstrip(" ,"))
    return (True, weekday.end()) if weekday and start > at else (False, at)


def _written(place: str) -> bool:
    """Whether every word that is not small begins with a capital, as the name of a place does."""
    return all(w[0].isupper() or w in ("of", "de", "al", "la", "el", "the") for w in place.split())


def _loud(place: str) -> bool:
    """Whether it is in capitals throughout and no other thing that is written so."""
    return bool(_LOUD.fullmatch(place)) and not any(w in _not_places() for w in place.replace("/", " ").split())


@cache
def _not_places() -> frozenset[str]:
    return frozenset(lexicon.load("clean")["not_places"])
