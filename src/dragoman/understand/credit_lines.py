"""Source lines: who is named in "Source: Ivanova, spokeswoman; The Daily, referring to AGENCY", and who relays whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.spans import Span, trimmed
from dragoman.understand.verbs import readings

__all__ = ["Named", "relayed_in", "source_lines"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a source line, with the word that says it is passed on; `person` is true beside an office."""

    span: Span
    cue: Span
    person: bool = False


_LABEL = re.compile(
    r"^[ \t]*(?P<label>sources?|via|original source|based on (?:materials|reports) (?:of|from|by))[ \t]*[:—–-][ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_RELAY = re.compile(
    r",?\s+(?P<cue>referring to|with (?:a )?(?:reference|link) to|citing|quoting|with reference to|via)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:minist(?:er|ry)|spokes\w{1,10}|president|ambassador|secretary|head|chief|chairman|chairwoman|speaker|commander"
    r"|director|deputy|envoy|adviser|advisor|official|governor|mayor|general|premier|chancellor|representative)\b",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"^(?:(?:in|on|at|from|during)\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?:interview|comments?|statement|post|facebook|telegram"
    r"|twitter|briefing)\b)|^(?:press service|website)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 80


def source_lines(text: str, zone: Span) -> Iterator[tuple[Named, ...]]:
    """The parts of each source line in a credits zone, each innermost first: B before A in "A, referring to B".

    Nothing comes from a byline, a photographer's credit or a copyright line.
    """
    for match in _LABEL.finditer(text, zone.start, zone.end):
        end = text.find("\n", match.end(), zone.end)
        rest = Span(match.end(), zone.end if end < 0 else end)
        label = Span(match.start("label"), match.end("label"))
        for part in _split(text, rest, ";"):
            named = relayed_in(text, part, label)
            if named:
                yield named


def _split(text: str, span: Span, mark: str) -> Iterator[Span]:
    start = span.start
    while start <= span.end:
        end = text.find(mark, start, span.end)
        end = span.end if end < 0 else end
        piece = trimmed(text, Span(start, end), " \t\n.")
        if len(piece):
            yield piece
        start = end + 1


def relayed_in(text: str, part: Span, label: Span) -> tuple[Named, ...]:
    """The names of one part, the one who is relayed before the one who relays; () when it holds no name."""
    found: list[Named] = []
    start, cue = part.start, label
    for match in _RELAY.finditer(text, part.start, part.end):
        found.extend(_name(text, Span(start, max(start, match.start())), cue))
        start, cue = match.end(), Span(match.start("cue"), match.end("cue"))
    found.extend(_name(text, Span(start, max(start, part.end)), cue))
    return tuple(reversed(found))


def _name(text: str, span: Span, cue: Span) -> list[Named]:
    """The name at the beginning of a stretch: up to the first comma; what follows may be the office."""
    comma = text.find(",", span.start, span.end)
    name = trimmed(text, Span(span.start, comma if comma >= 0 else span.end), " \t\n.,'\"“”«»")
    rest = text[comma + 1 : span.end].strip() if comma >= 0 else ""
    words = name.of(text)
    if not words or len(words) > _LONGEST_NAME or not words[0].isupper() or _SETTING.match(words):
        return []
    if any(_tells(word) for word in words.split()):
        return []
    return [Named(name, cue, bool(_OFFICE.search(rest)))]


def _tells(word: str) -> bool:
    """Whether a word is the verb of a sentence: "Source: Ministry sending report" is a claim, not a name."""
    return word == "will" or any(
        lemma == "be" or forms <= {"past", "part", "ing"} for lemma, forms in readings(word) if word.islower()
    )
