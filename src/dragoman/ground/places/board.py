"""The board: the candidates of all names of a document side by side, and what stays the same while they are weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.ground.places.candidates import BORROWED, SHORT, Candidate, candidates_of
from dragoman.ground.places.cues import Name, after_commas, cues_of
from dragoman.ground.places.home import Home, home_of
from dragoman.ground.places.local import EARTH_KM, KINDS, LOCAL, of_candidate, of_nothing

__all__ = ["RADII_KM", "Board", "Floats", "lay_out"]

Floats = NDArray[np.float64]
RADII_KM = (30.0, 120.0, 500.0)
LARGE = 200_000
"""People of a city whose name needs no other place of the document to stand for it."""

_LENDING = ("city", "capital", "district")


@dataclass(frozen=True)
class Board:
    """The candidates of all names of a document in one row, and what does not change while they are weighed.

    `starts` has where each name's candidates begin; the first of each is "none of these", which has no place.
    `local` has shape (candidates, len(LOCAL)); `near` has for each radius (candidates, candidates).
    """

    names: tuple[Name, ...]
    candidates: tuple[Candidate | None, ...]
    starts: NDArray[np.int64]
    owner: NDArray[np.int64]
    local: Floats
    near: tuple[Floats, ...]
    prior: Floats
    places: Floats
    countries: NDArray[np.int64]
    units: NDArray[np.int64]
    is_country: Floats
    is_unit: Floats
    is_district: Floats
    beside: Floats


def lay_out(text: str, names: Sequence[Name], publisher: str = "") -> Board:
    """The board of a document's names. `publisher` is its publisher's name or its domain, "" where unknown."""
    own = [candidates_of(name.text) for name in names]
    rows: list[Candidate | None] = []
    owner: list[int] = []
    local: list[list[float]] = []
    home = home_of(publisher)
    lent = _lent(own, names, home)
    held = after_commas(text, names)
    for number, name in enumerate(names):
        group = [*own[number], *_borrowed(own[number], lent)]
        cues = cues_of(text, name)
        earlier = [c for n in held.get(number, ()) for c in own[n]]
        local.append(of_nothing(group, name))
        local.extend(of_candidate(c, group, name, cues, earlier, home, number) for c in group)
        rows += [None, *group]
        owner += [number] * (len(group) + 1)
    return _board(
        names, rows, np.array(owner, dtype=np.int64), np.array(local, dtype=np.float64).reshape(-1, len(LOCAL))
    )


def _borrowed(own: Sequence[Candidate], lent: Sequence[Candidate]) -> list[Candidate]:
    """The places lent to a name: fewer where it has its own, none where these are wide."""
    exact = [c for c in own if c.form <= SHORT]
    if any(c.kind in ("country", "region", "capital") or c.people > LARGE for c in exact):
        return []
    have = {c.source_id for c in own}
    return [c for c in lent if c.source_id not in have][: 4 if exact else 8]


def _lent(own: Sequence[tuple[Candidate, ...]], names: Sequence[Name], home: Home) -> list[Candidate]:
    """Cities and districts of the document that another name, unknown or unlikely, may lie beside: the surest first.

    Surer are those of the countries that the document names, or whose publisher it is.
    """
    named = {home.country, *(c.country for group in own for c in group[:1] if c.kind in ("country", "capital"))}
    sure = sorted(
        (not any(c.country in named for c in group), len(group), -len(names[n].spans), -max(c.people for c in group), n)
        for n, group in enumerate(own)
        if any(c.kind in _LENDING and c.form <= SHORT for c in group)
    )
    found: dict[str, Candidate] = {}
    for *_, n in sure[:8]:
        for one in [c for c in own[n] if c.kind in _LENDING][:2]:
            found.setdefault(one.source_id, one._replace(form=BORROWED))
    return list(found.values())


def _board(names: Sequence[Name], rows: Sequence[Candidate | None], owner: NDArray[np.int64], local: Floats) -> Board:
    starts = np.searchsorted(owner, np.arange(len(names)))
    angles = np.radians(np.array([(c.latitude, c.longitude) if c else (0.0, 0.0) for c in rows]).reshape(-1, 2))
    cosine = np.cos(angles[:, 0])
    places = np.stack((cosine * np.cos(angles[:, 1]), cosine * np.sin(angles[:, 1]), np.sin(angles[:, 0])), axis=1)
    apart = np.maximum(2.0 - 2.0 * (places @ places.T), 0.0)
    country_codes: dict[str, int] = {}
    unit_codes: dict[tuple[str, str], int] = {}
    countries = [country_codes.setdefault(c.country, len(country_codes)) if c and c.country else -1 for c in rows]
    units = [
        unit_codes.setdefault((c.country, c.unit), len(unit_codes)) if c and c.country and c.unit else -1 for c in rows
    ]
    pointed = np.array([float(c is not None and c.kind != "country" and c.form < BORROWED) for c in rows])
    near = tuple(pointed[None, :] / (1.0 + apart * (EARTH_KM / radius) ** 2) for radius in RADII_KM)
    return Board(
        names=tuple(names),
        candidates=tuple(rows),
        starts=starts,
        owner=owner,
        local=local,
        near=near,
        prior=_prior(rows, owner, len(names)),
        places=places,
        countries=np.array(countries, dtype=np.int64),
        units=np.array(units, dtype=np.int64),
        is_country=_kind(rows, "country"),
        is_unit=_kind(rows, "region"),
        is_district=_kind(rows, "district"),
        beside=_beside(names),
    )


def _kind(rows: Sequence[Candidate | None], kind: str) -> Floats:
    return np.array([float(c is not None and c.kind == kind and c.form < BORROWED) for c in rows])


def _beside(names: Sequence[Name]) -> Floats:
    """Shape (names, names): 1 where two names stand within eighty code points of each other somewhere."""
    found = np.zeros((len(names), len(names)))
    ordered = sorted((span, number) for number, name in enumerate(names) for span in name.spans)
    for (one, a), (other, b) in pairwise(ordered):
        if a != b and other.start - one.end < 80:
            found[a, b] = found[b, a] = 1.0
    return found


_WEIGHTS = {"country": 3e8, "region": 4.0, "district": 0.2, "capital": 4.0, "city": 1.0}


def _prior(rows: Sequence[Candidate | None], owner: NDArray[np.int64], count: int) -> Floats:
    """What is likely before any context: by people and kind, each name's shares adding up to 1."""
    weights = np.array(
        [
            0.0 if c is None or c.form == BORROWED
            else _WEIGHTS["country"] if c.kind == "country"
            else 3e7 if c.kind not in KINDS or not c.people
            else _WEIGHTS[c.kind] * (c.people + 300)
            for c in rows
        ]
    )  # fmt: skip
    weights = weights**0.7
    sums = np.bincount(owner, weights, minlength=count)
    shares: Floats = weights / np.maximum(sums, 1e-9)[owner]
    return shares
