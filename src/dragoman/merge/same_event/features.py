"""What is compared of two events, whoever found them: a report of the product, or a mention that a person marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.same_event.words import content_of, is_light, lemma_of
from dragoman.merge.stories import story_text
from dragoman.types import Interval, Participant, Place, Record, Report, value_of

__all__ = ["TEXTS", "WINDOW", "EventFeatures", "Floats", "head_of", "of_record"]

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

    `lemma` is that of the trigger's head, `words` those of all its words. `type` and `mode` are the ontology's, "" where
    none is said. `negated` and `ahead` are probabilities that it is said not to be, and to be still to come. `around`
    are the words that say something in its sentence; names, places, times and numbers are the sentence's too. `time`
    and `place` are set where they are known. `vectors` has shape (texts, dimensions), rows of length 1.
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
