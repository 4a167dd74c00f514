"""Two events compared: how likely they are one occurrence, with every number that says so."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.lexicon import load
from dragoman.merge.same_event.features import EventFeatures
from dragoman.merge.same_event.words import are_kin, is_light, stem_of
from dragoman.merge.stories import likeness_of, rules
from dragoman.merge.stories.partition import APART
from dragoman.types import Compared, Interval, Place

__all__ = [
    "FEATURES",
    "Model",
    "Verdict",
    "apart",
    "compare",
    "likeness_between",
    "model",
    "model_of",
    "values_of",
]

_SINGLE = (
    *("same_word", "derived", "kin", "spelling", "words", "trigger", "window", "sentence", "title", "document"),
    *("same_type", "other_type", "same_mode", "negated", "ahead", "actors", "other_actors", "recipients"),
    *("other_recipients", "crossed", "around", "contained", "names", "other_names", "places", "other_places"),
    *("times", "other_times", "numbers", "other_numbers", "rare", "light", "tells", "one_document"),
)
_PRODUCTS = (
    *("same_word*window", "same_word*contained", "same_word*rare", "same_word*other_actors"),
    *("same_word*other_recipients", "derived*window", "kin*window", "kin*trigger", "light*window", "light*contained"),
    *("trigger*trigger", "trigger*window", "trigger*contained", "trigger*title", "trigger*document"),
    *("window*window", "contained*contained"),
)
FEATURES = (*_SINGLE, *_PRODUCTS)
"""What is compared; shares and cosines lie in [0, 1], what is said or not is 1 or 0.

- same_word, derived, kin: the triggers' heads have one lemma; are derived from one another; are words for one kind.
- spelling: the share of letters that both begin with. words: how much of all their words, by weight, both have.
- trigger, window, sentence, title, document: cosines of the vectors.
- negated, ahead: how far apart the two are there.
- actors, recipients: how much of the shorter's words, by weight, the other has; crossed: of one's actors among the
  other's recipients. Names, places, times and numbers so too; contained, of the words of the sentences. `other_` is 1
  where both have some and share none. around: how much of all words of the sentences both have.
- rare: the weight of the commoner head, in hundredths. light: a head says little.
- tells: how many of the heads stand in the other's sentence.
- a*b: the product of two of them; what a likeness is worth depends on what else is alike.
"""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model over `FEATURES`; groups are joined while the mean likeness of their events is `together`."""

    weights: Mapping[str, float]
    bias: float
    together: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two events compared, `one` before `other` by id. `compared` has each feature, its value and what that adds.

    `likeness` is in [0, 1], to four places: the logistic of `bias` and all that is added. `apart` says why they are two
    whatever else they share: "another time" or "another place"; "" where nothing does.
    """

    one: str
    other: str
    compared: tuple[Compared, ...]
    bias: float
    apart: str = ""

    @property
    def likeness(self) -> float:
        """How likely the two are one occurrence; what `apart` says is not in it."""
        return likeness_of(self.bias + math.fsum(c.weight for c in self.compared))


@cache
def model() -> Model:
    """The shipped model; `LexiconError` where the installation lacks it."""
    return model_of(load("event_pairs"))


def model_of(data: Mapping[str, Any]) -> Model:
    """The model of a table with weights, bias and together."""
    return Model(data["weights"], data["bias"], data["together"])


def compare(one: EventFeatures, other: EventFeatures, *, by: Model | None = None) -> Verdict:
    """The comparison of two events; the same whichever is given first."""
    by = by or model()
    a, b = sorted((one, other), key=lambda e: e.event_id)
    compared = tuple(
        Compared(name, f"{value:.3f}", round(value * by.weights[name], 4))
        for name, value in zip(FEATURES, values_of(a, b), strict=True)
        if value
    )
    return Verdict(a.event_id, b.event_id, compared, by.bias, apart(a, b))


def likeness_between(one: EventFeatures, other: EventFeatures, *, by: Model) -> float:
    """The likeness that `compare` would give, without its explanation; `APART` where the two contradict each other."""
    if apart(one, other):
        return APART
    a, b = sorted((one, other), key=lambda e: e.event_id)
    adds = (round(value * by.weights[name], 4) for name, value in zip(FEATURES, values_of(a, b), strict=True))
    return likeness_of(by.bias + math.fsum(adds))


def apart(one: EventFeatures, other: EventFeatures) -> str:
    """Why two events cannot be one: times that share no moment, places in two countries or two places of one kind."""
    if one.time and other.time and _never_together(one.time, other.time):
        return "another time"
    if one.place and other.place and _elsewhere(one.place, other.place):
        return "another place"
    return ""


def _never_together(one: Interval, other: Interval) -> bool:
    pairs = ((one.last_day, other.first_day), (other.last_day, one.first_day))
    return any(last is not None and first is not None and last < first for last, first in pairs)


def _elsewhere(one: Place, other: Place) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    wide = ("country", "region")
    return one.source_id != other.source_id and one.kind not in wide and other.kind not in wide


def values_of(one: EventFeatures, other: EventFeatures) -> tuple[float, ...]:
    """The values of `FEATURES`, to three places; the same whichever is given first."""
    trigger, window, sentence, title, document = (one.vectors * other.vectors).sum(1).tolist()
    same = one.lemma == other.lemma
    stems = stem_of(one.lemma), stem_of(other.lemma)
    derived = not same and stems[0] == stems[1]
    kin = not same and not derived and are_kin(one.lemma, other.lemma)
    values = (
        *(same, derived, kin, 1.0 if same else _beginning(one.lemma, other.lemma), _common(one.words, other.words)),
        *(trigger, window, sentence, title, document),
        *(one.type == other.type != "", "" != one.type != other.type != "", one.mode == other.mode != ""),
        *(abs(one.negated - other.negated), abs(one.ahead - other.ahead)),
        *_found(one.actors, other.actors),
        *_found(one.recipients, other.recipients),
        max(_share(one.actors, other.recipients), _share(one.recipients, other.actors)),
        *(_common(one.around, other.around), _share(one.around, other.around)),
        *_found(one.names, other.names),
        *_found(one.places, other.places),
        *_found(one.times, other.times),
        *_found(one.numbers, other.numbers),
        *(min(_weight(one.lemma), _weight(other.lemma)) / 100, is_light(one.lemma) or is_light(other.lemma)),
        *(((one.lemma in other.around) + (other.lemma in one.around)) / 2, one.document_id == other.document_id),
    )
    single = dict(zip(_SINGLE, (round(float(value), 3) for value in values), strict=True))
    products = (round(single[a] * single[b], 3) for a, b in (name.split("*") for name in _PRODUCTS))
    return (*single.values(), *products)


def _weight(word: str) -> int:
    """The weight of a word: less for one that most news has."""
    return rules().weight(word)


def _total(words: frozenset[str]) -> int:
    return sum(map(_weight, words))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    shared = one & other
    return _total(shared) / _total(one | other) if shared else 0.0


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shared = one & other
    return _total(shared) / min(_total(one), _total(other)) if shared else 0.0


def _found(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """How much of the one with less is in the other, and whether both have some and share none."""
    return _share(one, other), float(bool(one) and bool(other) and one.isdisjoint(other))


def _beginning(one: str, other: str) -> float:
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return length / max(len(one), len(other))
