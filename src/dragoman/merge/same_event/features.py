"""What is compared of two events, whoever found them: a report of the product, or a mention that a person marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.same_event.words import content_of, is_light, lemma_of
from dragoman.merge.stories.item import words_of
from dragoman.types import (
    CALLED_OFF,
    TO_COME,
    ActorKind,
    Interval,
    Participant,
    Place,
    Record,
    Report,
    Status,
    ZoneKind,
    value_of,
)

__all__ = ["TEXTS", "WINDOW", "EventFeatures", "Floats", "of_record", "of_report", "tells_a_day", "texts_of"]

Floats = NDArray[np.float32]

TEXTS = ("trigger", "window", "sentence", "title", "document")
"""The texts of an event that have a vector, in the order of the rows of `EventFeatures.vectors`."""

WINDOW = 5
"""Words on either side of the trigger that are its window."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_STOPS = frozenset({"of", "on", "in", "at", "with", "to", "for", "between", "by", "from"})


@dataclass(frozen=True, slots=True, eq=False)
class EventFeatures:
    """An event in one document, ready to be compared. Sets of words hold lemmas, those of names folded names.

    `lemma` is that of the trigger's head, `words` those of all its words. `type` and `mode` are the ontology's, ""
    where none is said. `negated` and `ahead` are probabilities that it is said not to be, and to be still to come.
    `around` are the words that say something in its sentence; names, places, times and numbers are the sentence's too.
    `time` and `place` are set where they are known. `vectors` has shape (texts, dimensions), rows of length 1.
    """

    event_id: str
    document_id: str
    lemma: str
    words: frozenset[str]
    vectors: Floats
    type: str = ""
    mode: str = ""
    negated: float = 0.0
    ahead: float = 0.0
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    time: Interval | None = None
    place: Place | None = None


_AHEAD = TO_COME | {Status.POSTPONED}


def of_record(record: Record, vectors: Callable[[Sequence[str]], Floats]) -> tuple[EventFeatures, ...]:
    """The features of all reports of a record, in its order; `vectors` gives a row of length 1 for each text."""
    texts = [text for report in record.reports for text in texts_of(report, record)]
    rows = vectors(texts)
    each = len(TEXTS)
    return tuple(of_report(r, record, rows[n * each : (n + 1) * each]) for n, r in enumerate(record.reports))


def texts_of(report: Report, record: Record) -> tuple[str, ...]:
    """The texts of a report whose vectors it is compared by, in the order of `TEXTS`."""
    trigger, sentence = report.trigger.exact, report.sentence.exact
    before, after = _around(report)
    window = " ".join([*before[-WINDOW:], trigger, *after[:WINDOW]])
    document = record.document
    body = " ".join(zone.span.of(document.text) for zone in document.zones_of(ZoneKind.BODY))
    return (trigger, window, sentence, value_of(document.title) or sentence, body or sentence)


def of_report(report: Report, record: Record, vectors: Floats) -> EventFeatures:
    """The features of one report; `vectors` are those of `texts_of`, shape (texts, dimensions)."""
    before, after = _around(report)
    rest = [*before, *after]
    span = report.sentence.span
    inside = [a for a in record.actors if span and any(span.contains(m) for m in a.mentions)]
    places = [p for p in record.places if span and any(span.contains(m) for m in p.mentions)]
    times = [word for t in record.times if span and span.contains(t.span) for word in _words(t.span.of(_text(record)))]
    numbers = {word for word in rest if word[0].isdigit()}
    words = _words(report.trigger.exact)
    named = (a.name for a in inside if a.kind in (ActorKind.PERSON, ActorKind.ORGANISATION))
    where = [*(p.name for p in places), *(a.name for a in inside if a.kind is ActorKind.COUNTRY)]
    return EventFeatures(
        event_id=f"{record.document.document_id}:{report.report_id}",
        document_id=record.document.document_id,
        lemma=_head(words),
        words=frozenset(lemma_of(word, verb=True) for word in words),
        vectors=vectors,
        type=report.type,
        mode=report.mode,
        negated=float(report.status in CALLED_OFF),
        ahead=float(report.status in _AHEAD),
        actors=_lemmas(report.actor),
        recipients=_lemmas(report.recipient),
        around=content_of(rest),
        names=_last_words(named),
        places=_last_words(where),
        times=frozenset(word.casefold() for word in times if tells_a_day(word.casefold())),
        numbers=frozenset(numbers),
        time=value_of(report.time),
        place=value_of(report.place),
    )


def tells_a_day(word: str) -> bool:
    """Whether a word of a time, lower case, says which day it is: "17th", "Tuesday"; not "yesterday"."""
    return any(c.isdigit() for c in word) or (word.endswith("day") and word not in ("today", "yesterday", "day"))


def _text(record: Record) -> str:
    return record.document.text


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _around(report: Report) -> tuple[list[str], list[str]]:
    """The words of the sentence before and after the trigger; all are after where it does not stand in the sentence."""
    whole, span = report.sentence.span, report.trigger.span
    sentence = report.sentence.exact
    if whole is None or span is None or not whole.contains(span):
        return [], _words(sentence)
    return _words(sentence[: span.start - whole.start]), _words(sentence[span.end - whole.start :])


def _head(words: Sequence[str]) -> str:
    """The lemma of the word of a trigger that says most: the last before a preposition that is not light."""
    stop = next((n for n, word in enumerate(words) if n and word.casefold() in _STOPS), len(words))
    lemmas = [lemma_of(word, verb=True) for word in words[:stop]]
    return next((lemma for lemma in reversed(lemmas) if not is_light(lemma)), lemmas[-1] if lemmas else "")


def _lemmas(participants: Iterable[Participant]) -> frozenset[str]:
    return content_of(word for p in participants for word in _words(p.name))


def _last_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words_of(name)[-1:])
