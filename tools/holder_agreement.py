"""How far the tenures that we wrote agree with the sources, before they are joined.

usage: python -m tools.holder_agreement KNOWLEDGE

prints one JSON line for each source: the dates since 1990 that it states of offices that we wrote of, and whether the
nearest date that we have of that person there is the same (as fine as both are), off by at most 3 or 31 days, or by
more; "nobody" is a person that we do not have in that office, "open" a date that we leave open.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dragoman.ground.offices.holding import Holding, first_day, last_day
from dragoman.ground.offices.joining import is_same_person
from tools.holder_sources import factbook, written
from tools.holder_tables import wikidata
from tools.holders import ROOT

SINCE = "1990-01-01"

Place = tuple[object, str | None]


def agreement(ours: Iterable[Holding], theirs: Iterable[Holding]) -> Counter[str]:
    """How many of their dates, each once, are "same", "3 days", "31 days", "more", "nobody" or "open"."""
    places: dict[Place, list[Holding]] = {}
    for holding in ours:
        places.setdefault((holding.office, holding.posted_to), []).append(holding)
    found: dict[tuple[Place, str, str, str], str] = {}
    for other in theirs:
        place = (other.office, other.posted_to)
        mine = [h for h in places.get(place, ()) if is_same_person(h, other)]
        for field in ("begins", "ends"):
            said = getattr(other, field)
            if said >= SINCE and place in places and not other.acting:
                found[place, mine[0].name if mine else other.name, field, said] = _compared(mine, field, said)
    return Counter(found.values())


def _compared(mine: list[Holding], field: str, said: str) -> str:
    if not mine:
        return "nobody"
    dates = [d for d in (getattr(h, field) for h in mine) if d]
    if not dates:
        return "open"
    days = min(_apart(d, said) for d in dates)
    return "same" if days == 0 else "3 days" if days <= 3 else "31 days" if days <= 31 else "more"


def _apart(one: str, other: str) -> int:
    """Days between two dates; 0 where the finer may be the coarser."""
    gap = max(first_day(one), first_day(other)) - min(last_day(one), last_day(other))
    return max(gap.days, 0)


def main(arguments: list[str]) -> int:
    """Print the counts of each source; returns the exit status."""
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    knowledge = Path(arguments[0])
    ours = list(written(ROOT / "lexicon" / "holders"))
    for name, rows in (("Wikidata", wikidata(knowledge)), ("World Factbook", factbook(knowledge))):
        counts = agreement(ours, rows)
        print(json.dumps({"source": name, "dates": counts.total(), **dict(sorted(counts.items()))}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
