"""What of a document tells its story: its meaning, its words and names, and its days."""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from sys import intern
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.types import Granularity, Interval, Part, Record, Value, ZoneKind, value_of

__all__ = [
    "SCALE",
    "StoryItem",
    "item_from_json",
    "item_to_json",
    "quantised",
    "story_item",
    "story_texts",
    "words_of",
]

T = TypeVar("T")

SCALE = 400
"""A component of 1 in a stored vector. The product of two vectors stays below 2**24: exact in float32, in any order."""

LONGEST = 600
"""Characters of the body that are looked at: news says what it is about first."""

LONGEST_TIME = 7
"""Days that a time of publication may take; what is vaguer says nothing."""

_DAYS = frozenset({Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY})
_TOLD = (ZoneKind.BODY, ZoneKind.QUOTATION)
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class StoryItem:
    """A document as stories see it.

    `published` is its first and last possible day of publication, None where it is undated. `vector` and `title_vector`
    are int8, as `quantised` gives them; the latter is of the title alone, all 0 without one. `title_terms` are the
    folded words of its title, `terms` those together with the beginning of its body, `names` the folded names of its
    actors and places, as the tables spell them where they have them. `event_days` are the days of the events that it
    reports as news, `said_days` all days that it speaks of. Their order says nothing; each stands once.
    """

    document_id: str
    published: tuple[date, date] | None
    vector: NDArray[np.int8]
    title_vector: NDArray[np.int8]
    title_terms: tuple[str, ...]
    terms: tuple[str, ...]
    names: tuple[str, ...] = ()
    event_days: tuple[date, ...] = ()
    said_days: tuple[date, ...] = ()


def story_texts(record: Record) -> tuple[str, str]:
    """The texts whose vectors a story is told by: title and beginning of the body, and the title; "" for none."""
    title = _title(record)
    return ". ".join(part for part in (title, _body(record)) if part), title


def story_item(record: Record, vectors: NDArray[np.float32]) -> StoryItem:
    """The item of a document; `vectors` are those of `story_texts`, of length 1, shape (2, dimensions)."""
    title, body = words_of(_title(record)), words_of(_body(record))
    news = (value_of(r.time) for r in record.reports if r.part is Part.NEWS)
    return StoryItem(
        record.document.document_id,
        _published(value_of(record.document.published)),
        quantised(vectors[0]),
        quantised(vectors[1] if title else np.zeros_like(vectors[1])),
        _once(title),
        _once((*title, *body)),
        _once(_names(record)),
        _once(_days(news)),
        _once(_days(value_of(t.interval) for t in record.times)),
    )


def item_to_json(item: StoryItem) -> str:
    """The item as JSON, without its document, which whoever keeps it knows."""
    published = [day.isoformat() for day in item.published] if item.published else None
    words = {name: list(getattr(item, name)) for name in _WORDS}
    days = {name: [day.isoformat() for day in getattr(item, name)] for name in _DATES}
    vectors = {name: b64encode(getattr(item, name).tobytes()).decode("ascii") for name in _VECTORS}
    return json.dumps({"published": published, **vectors, **words, **days}, ensure_ascii=False)


def item_from_json(document_id: str, text: str) -> StoryItem:
    """The item that `item_to_json` was given; raises `ValueError` for anything else."""
    kept = json.loads(text)
    try:
        published = [date.fromisoformat(day) for day in kept["published"] or ()]
        title_terms, terms, names = (tuple(map(intern, kept[name])) for name in _WORDS)
        event_days, said_days = (tuple(map(date.fromisoformat, kept[name])) for name in _DATES)
        vector, title_vector = (np.frombuffer(b64decode(kept[name]), np.int8) for name in _VECTORS)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no story item: {error}") from error
    first_last = (published[0], published[1]) if published else None
    return StoryItem(document_id, first_last, vector, title_vector, title_terms, terms, names, event_days, said_days)


_VECTORS = ("vector", "title_vector")
_WORDS = ("title_terms", "terms", "names")
_DATES = ("event_days", "said_days")


def quantised(vector: NDArray[np.float32]) -> NDArray[np.int8]:
    """A vector of length 1 in steps of 1/400: small, and its products do not depend on how they are summed."""
    return np.clip(np.rint(vector * SCALE), -127, 127).astype(np.int8)


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded: no case, marks, possessive ending or dots within.

    >>> words_of("The U.S. and Côte d'Ivoire's envoy")
    ['the', 'us', 'and', 'cote', 'divoire', 'envoy']
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    found = (word.removesuffix("'s") for word in _WORD.findall(plain))
    return [intern(word.replace(".", "").replace("'", "")) for word in found]


def _once(values: Iterable[T]) -> tuple[T, ...]:
    """Each value once, as they come."""
    return tuple(dict.fromkeys(values))


def _title(record: Record) -> str:
    return value_of(record.document.title) or ""


def _body(record: Record) -> str:
    document = record.document
    return " ".join(zone.span.of(document.text) for zone in document.zones_of(*_TOLD))[:LONGEST]


def _names(record: Record) -> Iterable[str]:
    for actor in record.actors:
        name = actor.identity.value.name if isinstance(actor.identity, Value) else actor.name
        yield " ".join(words_of(name))
    yield from (" ".join(words_of(place.name)) for place in record.places)


def _days(times: Iterable[Interval | None]) -> Iterable[date]:
    return (t.first_day for t in times if t and t.first_day and t.granularity in _DAYS)


def _published(time: Interval | None) -> tuple[date, date] | None:
    first, last = (time.first_day, time.last_day) if time else (None, None)
    if first is None or last is None or last - first >= timedelta(days=LONGEST_TIME):
        return None
    return first, last
