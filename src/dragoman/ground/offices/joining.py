"""One list of holdings from several sources: one tenure for all its spellings, without what a better source rules out.

by office > by person > overlapping tenures made one, the better source's dates first > cut where another is known
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from dragoman.ground.actors.names_match import contradictory, same_name
from dragoman.ground.offices.holding import Holding, first_day, last_day
from dragoman.ground.offices.roles import has_several
from dragoman.ground.offices.sounds import sounds_of
from dragoman.lexicon import load
from dragoman.types import Office

__all__ = ["RANKS", "are_apart", "is_same_person", "joined"]

SEATED = 60
"""Days by which two sources may differ on when a seat was taken."""

RANKS = ("general knowledge", "congress-legislators", "Wikidata", "World Factbook")
"""The sources, the one whose dates go first at the front; any other comes last."""


def joined(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """All holdings as one list, by office, then by time; the order in which they come makes no difference.

    Tenures of one person in one office that may overlap are one: its dates are those of the better source (`RANKS`),
    made finer by the others, and it was seen whenever one of them saw it. Of an office with one holder, what a source
    says is cut off where a better one knows another holder, and a listing ends when the next one began.
    """
    found: list[Holding] = []
    for (office, _), group in groupby(sorted(holdings, key=_place), key=_place):
        people = _by_person(sorted(group, key=_order))
        tenures = [tenure for person in people for tenure in _tenures(person)]
        found += sorted(tenures if has_several(Office(*office)) else _settled(tenures), key=_time)
    return tuple(found)


def is_same_person(one: Holding, other: Holding) -> bool:
    """Whether two holdings of one office are one person's: the same item of Wikidata, or names that fit.

    Where an office has one holder, one day of beginning and one word of the name are enough ("Hun Sen", "Hun Saen").
    """
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    if are_apart(one, other):
        return False
    if len(one.begins) == len("2013-05-01") and one.begins == other.begins and not has_several(one.office):
        return any(sounds_of(a) & sounds_of(b) for a in one.names for b in other.names)
    return any(same_name(a, b).verdict == "same" for a in one.names for b in other.names)


def are_apart(one: Holding, other: Holding) -> bool:
    """Whether something shows two people of one name: items of Wikidata, initials, or two seats at one time."""
    if one.wikidata and other.wikidata:
        return one.wikidata != other.wikidata
    if any(contradictory(a, b) for a in one.names for b in other.names):
        return True
    if one.office != other.office or one.office.title not in load("offices")["seats"]:
        return False
    starts = [h.earliest for h in (one, other) if h.earliest]
    return len(starts) == 2 and abs((starts[0] - starts[1]).days) > SEATED and _meet(one, other)


def _place(holding: Holding) -> tuple[tuple[str, str, str], str]:
    office = holding.office
    return (office.title, office.organisation or "", office.country or ""), holding.posted_to or ""


def _rank(holding: Holding) -> int:
    return min((RANKS.index(s) if s in RANKS else len(RANKS) for s in holding.sources), default=len(RANKS))


def _time(holding: Holding) -> tuple[date, str, str, str]:
    start = holding.earliest or (holding.seen[0] if holding.seen else date.min)
    return start, holding.ends or "9", holding.name, repr(holding)


def _order(holding: Holding) -> tuple[int, tuple[date, str, str, str]]:
    return _rank(holding), _time(holding)


def _by_person(holdings: Iterable[Holding]) -> list[list[Holding]]:
    people: list[list[Holding]] = []
    for holding in holdings:
        mine = next((p for p in people if any(is_same_person(holding, other) for other in p)), None)
        if mine is None:
            people.append([holding])
        else:
            mine.append(holding)
    return people


def _tenures(person: list[Holding]) -> list[Holding]:
    """The tenures of one person, the better source's first."""
    found: list[Holding] = []
    for holding in person:
        at = next((i for i, known in enumerate(found) if _may_be_one(known, holding)), None)
        if at is None:
            found.append(holding)
        else:
            found[at] = _one(found[at], holding)
    return found


def _may_be_one(known: Holding, other: Holding) -> bool:
    """Whether two tenures may overlap; of one source, only where they have one beginning, or are known to overlap."""
    if _rank(known) == _rank(other) and (
        known.acting != other.acting or not (_fits(known, other) or _meet(known, other))
    ):
        return False
    starts = [h.earliest or (h.seen[0] if h.seen else date.min) for h in (known, other)]
    return starts[0] <= other.latest and starts[1] <= known.latest


def _fits(known: Holding, other: Holding) -> bool:
    """Whether the beginnings that one source states of one person may be one."""
    if not (known.begins and other.begins):
        return True
    return first_day(known.begins) <= last_day(other.begins) and first_day(other.begins) <= last_day(known.begins)


def _meet(known: Holding, other: Holding) -> bool:
    one, two = known.known, other.known
    return one is not None and two is not None and max(one[0], two[0]) < min(one[1], two[1])


def _one(better: Holding, other: Holding) -> Holding:
    """Two tenures as one, with the dates of the better where both have them."""
    begins, ends = _finer(better.begins, other.begins), _finer(better.ends, other.ends)
    if not better.ends and other.ends:
        known = better.known
        ends = other.ends if known is None or last_day(other.ends) >= known[1] else ""
    days = [day for h in (better, other) if h.seen for day in h.seen]
    low = first_day(begins) if begins else date.min
    high = last_day(ends) if ends else date.max
    inside = [min(max(day, low), high) for day in days]
    spellings = dict.fromkeys(n for n in (*better.also, *other.names) if n.casefold() != better.name.casefold())
    return replace(
        better,
        also=tuple(spellings),
        begins=begins,
        ends=ends,
        seen=(min(inside), max(inside)) if inside else None,
        sources=tuple(dict.fromkeys((*better.sources, *other.sources))),
        as_of=max(better.as_of, other.as_of),
        wikidata=better.wikidata or other.wikidata,
    )


def _finer(better: str, other: str) -> str:
    """The better date, or the other where it is finer and lies within it, or is the only one."""
    return other if other.startswith(better) else better


def _settled(tenures: list[Holding]) -> list[Holding]:
    """The tenures of an office with one holder, what better sources rule out cut off; nothing is left of some."""
    accepted: list[Holding] = []
    for tenure in sorted(tenures, key=_order):
        left: Holding | None = tenure
        for rival in accepted:
            if left is not None and _rank(rival) < _rank(tenure):
                left = _without(left, rival)
        if left is not None:
            accepted.append(left)
    return [_until_next(tenure, accepted) for tenure in accepted]


def _without(tenure: Holding, rival: Holding) -> Holding | None:
    """A tenure without the days on which the rival is known; None where none is left."""
    mine, other = tenure.known, rival.known
    if mine is None or other is None or mine[1] <= other[0] or mine[0] >= other[1]:
        return tenure
    if mine[0] >= other[0] and mine[1] <= other[1]:
        return None
    if mine[0] < other[0]:
        return replace(tenure, ends=other[0].isoformat(), seen=_within(tenure.seen, date.min, other[0]))
    return replace(tenure, begins=other[1].isoformat(), seen=_within(tenure.seen, other[1], date.max))


def _within(seen: tuple[date, date] | None, low: date, high: date) -> tuple[date, date] | None:
    if seen is None or seen[0] > high or seen[1] < low:
        return None
    return max(seen[0], low), min(seen[1], high)


def _until_next(tenure: Holding, all_of_them: list[Holding]) -> Holding:
    """A tenure without a stated end that a list still has when the next has begun: it ended then.

    What we wrote stands as it is: where two governments claim an office, it has two holders.
    """
    if tenure.ends or tenure.seen is None or tenure.acting or _rank(tenure) == 0:
        return tenure
    start = tenure.earliest or tenure.seen[0]
    later = [
        h.begins
        for h in all_of_them
        if h is not tenure and not h.acting and len(h.begins) == len("2013-05-01") and h.begins > start.isoformat()
    ]
    following = min(later, default="")
    if not following or first_day(following) >= tenure.seen[1]:
        return tenure
    return replace(tenure, ends=following, seen=_within(tenure.seen, date.min, first_day(following)))
