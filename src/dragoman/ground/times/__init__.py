"""Time expressions: where they stand (`find_timexes`), and which interval they say (`resolve`).

Finding needs the text alone. Resolving is given everything that it counts from: the time of publication, the
direction in which the clause looks, the time of an event spoken of before. What is not given is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.ground.times.find import find_timexes, timex_of
from dragoman.ground.times.meaning import Direction, Kind, TimexWords, Window
from dragoman.ground.times.reading import (
    Occasions,
    direction_of,
    distance,
    of_the_act,
    publication_day,
    read_timexes,
)
from dragoman.ground.times.resolve import resolve
from dragoman.ground.times.timeml import timex3s, timex_value
from dragoman.ground.times.years import NAMED_YEAR
from dragoman.spans import Span
from dragoman.types import Interval, Timex, Timex3, value_of

__all__ = [
    "NAMED_YEAR",
    "Direction",
    "Kind",
    "Occasions",
    "Timex3",
    "TimexWords",
    "direction_of",
    "distance",
    "find_timexes",
    "joined",
    "of_the_act",
    "publication_day",
    "read_timexes",
    "resolve",
    "timex3s",
    "timex_of",
    "timex_value",
    "timexes",
]


def timexes(
    text: str,
    sentences: Sequence[Span],
    *,
    anchor: Interval | None,
    anchor_name: str,
    directions: Sequence[Direction] | Callable[[Span], Direction],
    document_id: str = "",
) -> tuple[Timex, ...]:
    """The times of the sentences in order, resolved; without durations, sets and vague words, which say no date.

    `directions` has one direction for each sentence, or is asked with the span of each time.
    """
    found = []
    for number, sentence in enumerate(sentences):
        for words in find_timexes(text, sentence):
            if words.kind in (Kind.DURATION, Kind.SET, Kind.VAGUE) and not isinstance(words.meaning, Window):
                continue
            direction = directions(words.span) if callable(directions) else directions[number]
            found.append(
                resolve(
                    words,
                    text=text,
                    anchor=anchor,
                    anchor_name=anchor_name,
                    direction=direction,
                    document_id=document_id,
                )
            )
    return tuple(found)


def joined(first: Timex, last: Timex) -> Interval | None:
    """The interval from the start of one time to the end of another ("start on 16 January and last until 1 February").

    None when either has no interval, or the second ends before the first begins.
    """
    start, end = value_of(first.interval), value_of(last.interval)
    if start is None or end is None or start.start is None or end.end is None or end.end <= start.start:
        return None
    return Interval(start.start, end.end, end.granularity, zone=start.zone or end.zone)
