"""Which place each name of a document means: ranked candidates with their shares, and the one to be told, if any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.ground.places.board import Board, lay_out
from dragoman.ground.places.candidates import BORROWED, INSIDE, Candidate
from dragoman.ground.places.cues import Name
from dragoman.ground.places.gazetteer import ALIAS
from dragoman.ground.places.keys import key_of, names_unit
from dragoman.ground.places.ranker import Ranker
from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Absent, Place, Reason

__all__ = ["LEAST_SHARE", "Resolution", "grouped_names", "rank_places", "resolved"]

LEAST_SHARE = 0.8
"""The least share of a candidate for a record to name it: of those named, 96 of 100 lay right in LGL, 95 in GWN."""

USUAL = 100.0
"""By how much the odds of a city of `lexicon/cities.yaml` are raised."""

CERTAIN = 0.9
"""The share from which no odds are raised."""

MOST_AT_ONCE = 256
"""Names of a document that are weighed side by side: what that takes grows with their square."""

_HALF = 0.5
_POINTED = ("city", "capital")
_TOWN = 0.25
"""The least share of a town or state, as a part of the likeliest of its name, for it to be told instead."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name can mean in its document: candidates with their shares, the likeliest first.

    The shares and that of "none of these" add up to 1. Candidates that only lie near (a name inside the words, another
    place of the document) are among them: `best` gives them too, `place` never.
    """

    text: str
    ranked: tuple[tuple[Candidate, float], ...]

    @property
    def best(self) -> Candidate | None:
        """The likeliest, however likely; None without any candidate."""
        return self.ranked[0][0] if self.ranked else None

    def place(self, *, least_share: float = LEAST_SHARE) -> Place | Absent:
        """The place that is meant: without coordinates for a country or region.

        A town and the unit around it that bears its name count together; the town is told unless the words name a unit.
        So do a state and its town of that name; the state is told. A sea or region of the lexicon is told from
        half on, and where no other place has its name always.
        `AMBIGUOUS` for a direction ("the South"), else with the candidates where none has the least share;
        `NOT_IN_GAZETTEER` where none has the name.
        """
        own = [(one, share) for one, share in self.ranked if one.form not in (INSIDE, BORROWED)]
        if not own:
            return Absent(Reason.NOT_IN_GAZETTEER, self.text)
        first, most = own[0]
        if _is_direction(self.text) and first.source_id.startswith("geonames:"):
            return Absent(Reason.AMBIGUOUS, f"{self.text}: a direction")
        group = [row for row in own if row[0] == first or _town_and_unit(row[0], first)]
        if sum(share for _, share in group) < least_share and not _is_listed(own):
            said = ", ".join(f"{c.kind} {c.country or ''}".strip() for c, _ in own[:5])
            return Absent(Reason.AMBIGUOUS, f"{self.text}: {said}")
        likely = [one for one, share in group if share >= _TOWN * most]
        state = next((one for one in likely if one.kind == "country"), None)
        towns = [one for one in likely if one.kind in _POINTED and not names_unit(self.text)]
        return place_of(state or next(iter(towns), first), self.text)


def _is_listed(own: Sequence[tuple[Candidate, float]]) -> bool:
    """Whether a name's likeliest place is a sea or region of the lexicon, alone or likelier than all others together.

    The Middle East is no unknown village, nor likely the one in Ohio.
    """
    first, share = own[0]
    return first.source_id.startswith("region:") and (len(own) == 1 or share >= _HALF)


def _is_direction(text: str) -> bool:
    """Whether a name is no more than a direction: "the South East" of any country."""
    return all(word in load("regions")["directions"] for word in key_of(text).removeprefix("the ").split())


def _town_and_unit(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are a town and the unit or country around it, both of the very name."""
    if ALIAS in (one.form, other.form) or one.country != other.country:
        return False
    kinds = {one.kind, other.kind}
    return not kinds.isdisjoint(_POINTED) and ("country" in kinds or (one.unit == other.unit and len(kinds) > 1))


def place_of(one: Candidate, said: str) -> Place:
    """A candidate as a place of a record, without the diacritics that the text leaves out."""
    name = said if said.isascii() and not one.name.isascii() and key_of(said) == key_of(one.name) else one.name
    kind = one.kind if one.kind in ("country", "city", "capital") else "region"
    if kind not in _POINTED:
        return Place(name, kind, one.country, source_id=one.source_id)
    return Place(name, kind, one.country, one.latitude, one.longitude, one.source_id)


def rank_places(
    text: str, names: Mapping[Span, str], *, publisher: str = "", ranker: Ranker | None = None
) -> dict[Span, Resolution]:
    """The resolution of each name of a place in a text, by its span. One name has one sense in a text.

    `names` has the name at each span: its words, or the usual form of them. `publisher` is the publisher's name or
    domain, "" where unknown.
    """
    grouped = grouped_names(names)
    blocks = (grouped[at : at + MOST_AT_ONCE] for at in range(0, len(grouped), MOST_AT_ONCE))
    found = [one for block in blocks for one in resolved(lay_out(text, block, publisher), ranker)]
    return {span: one for name, one in zip(grouped, found, strict=True) for span in name.spans}


def resolved(board: Board, ranker: Ranker | None = None) -> list[Resolution]:
    """The resolution of each name of a board, in order."""
    shares = (ranker or Ranker.load()).shares(board)
    ends = [*board.starts[1:], len(board.candidates)]
    found = []
    for name, start, end in zip(board.names, board.starts, ends, strict=True):
        rows = [(one, float(shares[n])) for n in range(start + 1, end) if (one := board.candidates[n]) is not None]
        rows = _with_usual(name.text, rows, float(shares[start]))
        found.append(Resolution(name.text, tuple(sorted(rows, key=lambda row: -row[1]))))
    return found


def _with_usual(name: str, rows: list[tuple[Candidate, float]], none: float) -> list[tuple[Candidate, float]]:
    """The shares again, with the odds of a city that news of diplomacy means by a name, and of its region, raised.

    The ranker learns most of its odds from local papers, where Geneva is in Illinois. `none` is the share of "none of
    these". Where one is certain, as with a place of the same state beside it, or without such a city, nothing changes.
    """
    country = _usual_cities().get(key_of(name))
    if country is None or max((share for _, share in rows), default=0.0) >= CERTAIN:
        return rows
    raised = [
        (c, share * (USUAL if c.country == country and c.form not in (INSIDE, BORROWED) else 1.0)) for c, share in rows
    ]
    whole = none + sum(share for _, share in raised)
    return [(c, share / whole) for c, share in raised] if whole > 0 else rows


@cache
def _usual_cities() -> dict[str, str]:
    """The country of each city of the lexicon, by every name it has there."""
    rows = load("cities")["cities"]
    return {
        key_of(name): row["country"]
        for row in rows
        for name in (row.get("name", row["geonames"]), *row.get("names", ()))
    }


def grouped_names(names: Mapping[Span, str]) -> tuple[Name, ...]:
    """The names in order of the text, each with all its places."""
    found: dict[str, list[Span]] = {}
    words: dict[str, str] = {}
    for span in sorted(names):
        said = " ".join(names[span].split()).removesuffix("'s").removesuffix("’s")
        key = said if len(said) < 4 else key_of(said)
        words.setdefault(key, said)
        found.setdefault(key, []).append(span)
    return tuple(Name(words[key], tuple(places)) for key, places in found.items())
