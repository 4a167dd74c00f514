"""Features of a candidate by itself: its size and kind, how the words name it, what stands around, who publishes."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from dragoman.ground.places.candidates import BORROWED, Candidate
from dragoman.ground.places.cues import Cues, Name
from dragoman.ground.places.home import Home, vector_of
from dragoman.ground.places.keys import key_of
from dragoman.lexicon import load

__all__ = ["EARTH_KM", "KINDS", "LOCAL", "of_candidate", "of_nothing"]

EARTH_KM = 6371.0
KINDS = ("country", "region", "district", "city", "capital")

LOCAL = (
    *("people", "people to the largest", "is the largest", "candidates", "only one", "nothing"),
    *(f"kind {kind}" for kind in (*KINDS, "natural")),
    *("other name", "bare name", "short form", "inside", "borrowed", "share of words"),
    *("unit word fits", "unit word differs", "container fits", "container differs", "contains the name before"),
    *("capitals", "opens the text", "mentions", "first name", "after in", "after of", "before possessive"),
    *("publisher country", "publisher country differs", "publisher names it", "publisher unit", "publisher near"),
    "is in the United States",
)


def of_nothing(group: Sequence[Candidate], name: Name) -> list[float]:
    """The features of "none of these" among the candidates of a name."""
    values = dict.fromkeys(LOCAL, 0.0)
    exact = [c for c in group if c.form <= 3]
    values["nothing"] = 1.0
    values["candidates"] = log10(1 + len(exact))
    values["only one"] = float(len(exact) == 1)
    values["people"] = max((log10(1 + c.people) for c in exact), default=0.0) / 7
    values["inside"] = float(not exact and any(c.form == 4 for c in group))
    values["borrowed"] = float(not any(c.form <= 4 for c in group))
    values["mentions"] = log10(len(name.spans) or 1)
    return list(values.values())


def of_candidate(
    one: Candidate,
    group: Sequence[Candidate],
    name: Name,
    cues: Cues,
    earlier: Sequence[Candidate],
    home: Home,
    number: int,
) -> list[float]:
    """The features of a candidate of the name with that number; `earlier` are those of names before it and a comma."""
    exact = [c for c in group if c.form <= 3]
    most = max((c.people for c in exact), default=0)
    kind = one.kind if one.kind in KINDS else "natural"
    fitting = load("regions")["unit_kinds"].get(cues.unit, ())
    inside = [(country, unit) for country, unit in cues.containers if one.kind != "country"]
    fits = any(country == one.country and unit in ("", one.unit) for country, unit in inside)
    holds = any(_holds(one, c) for c in earlier)
    words, own = name.text.split(), one.name.split()
    return [
        log10(1 + one.people) / 7,
        log10((1 + one.people) / (1 + most)) / 4 if one.form < BORROWED and one.people else 0.0,
        float(one.people == most),
        log10(1 + len(exact)),
        float(len(exact) == 1),
        0.0,
        *(float(kind == k) for k in (*KINDS, "natural")),
        *(float(one.form == form) for form in (1, 2, 3, 4, 5)),
        min(1.0, len(own) / len(words)) if words and one.form >= 4 else 0.0,
        float(bool(fitting) and one.kind in fitting),
        float(bool(fitting) and one.kind not in fitting),
        float(fits),
        float(bool(inside) and not fits),
        float(holds),
        float(cues.capitals),
        float(cues.opens),
        log10(len(name.spans) or 1),
        float(number == 0),
        float(cues.after_in),
        float(cues.after_of),
        float(cues.possessive),
        float(bool(home.country) and one.country == home.country),
        float(bool(home.country) and one.country != home.country),
        float(key_of(one.name) in home.keys),
        float((one.country, one.unit) in home.units),
        _nearest(one, home),
        float(one.country == "US"),
    ]


def _holds(outer: Candidate, inner: Candidate) -> bool:
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    return (
        outer.kind == "region" and (inner.country, inner.unit) == (outer.country, outer.unit) and inner.kind != "region"
    )


def _nearest(one: Candidate, home: Home) -> float:
    if not home.points or one.kind == "country":
        return 0.0
    here = vector_of(one.latitude, one.longitude)
    closest = max(sum(a * b for a, b in zip(here, there, strict=True)) for there in home.points)
    return 1.0 / (1.0 + (2.0 - 2.0 * min(1.0, closest)) * (EARTH_KM / 100.0) ** 2)
