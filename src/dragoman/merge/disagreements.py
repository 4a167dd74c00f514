"""Disagreements: values for one field of one event that cannot both hold, each with who gives it.

What is more precise does not contradict what is less: only days are compared with days, and cities with cities. A plan
that another day or place replaced has changed, it does not contradict. Copies and relays of one origin are one source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import combinations
from math import cos, hypot, radians
from typing import TypeVar

from dragoman.lexicon import load
from dragoman.merge.events import claims
from dragoman.merge.likeness import days_of, is_fine
from dragoman.merge.tellings import Telling
from dragoman.types import (
    CALLED_OFF,
    TOOK_PLACE,
    Claim,
    Difference,
    Disagreement,
    Event,
    Granularity,
    JudgedField,
    Place,
    Series,
    Status,
)

__all__ = ["Signings", "disagreements_of", "instrument_lists", "of_bodies", "of_events", "of_series", "signings_of"]

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Signings:
    """What is signed, or is to be, by document and whether it is still to come: ids of instruments, and the reports."""

    instruments: Mapping[tuple[str, bool], set[str]]
    reports: Mapping[tuple[str, bool], Sequence[Telling]]


def signings_of(tellings: Iterable[Telling]) -> Signings:
    """The signings among some reports, without what was called off or is background."""
    by_document: dict[tuple[str, bool], set[str]] = defaultdict(set)
    reports: dict[tuple[str, bool], list[Telling]] = defaultdict(list)
    for telling in (t for t in tellings if t.family == "sign"):
        if telling.report.status not in (*CALLED_OFF, *_NOT_HELD) and telling.is_news:
            by_document[telling.document_id, telling.expected].update(telling.about)
            reports[telling.document_id, telling.expected].append(telling)
    return Signings(by_document, reports)


def disagreements_of(
    event: Event,
    tellings: Mapping[str, Telling],
    bodies: Mapping[str, frozenset[str]],
    signed: Signings,
    names: Mapping[str, str],
) -> tuple[Disagreement, ...]:
    """All that documents disagree on of one event, in a fixed order; `tellings` are by report id.

    `bodies` are those among the topics of each document, `signed` what its documents say is signed, `names` those of
    instruments by id.
    """
    found = list(of_events([event], tellings))
    if event.family == "encounter":
        found.extend(instrument_lists([event], signed, tellings, names))
        found.extend(of_bodies([event], bodies, tellings))
    return tuple(found)


def of_events(events: Iterable[Event], tellings: Mapping[str, Telling]) -> tuple[Disagreement, ...]:
    """The disagreements of some events, event by event, fields in a fixed order; `tellings` are theirs by report id."""
    found: list[Disagreement] = []
    for event in events:
        told = [tellings[key] for key in event.report_ids]
        for one in (f(event, told) for f in (_time, _length, _place, _status, _why, _number, _attendance)):
            found.extend([one] if one else [])
    return tuple(found)


def of_series(series: Iterable[Series], events: Mapping[str, Event]) -> tuple[Disagreement, ...]:
    """Series whose editions are numbered so that the numbers cannot all be right."""
    found = []
    named = {f"organisation:{name}" for name in load("merging")["numbered"]}
    for one in series:
        if named & set(one.parties):
            continue  # the number of "COP28" is its name: what is told for another year was dated wrongly
        numbered = [(n.value, n, e.first) for e in one.editions if e.first for n in events[e.event_id].numbers]
        held = [e for e in one.editions if e.first and e.status in TOOK_PLACE]
        days = [(n.value, e.first) for e in held for n in events[e.event_id].numbers if e.first]
        told = [(number, first) for number, _, first in numbered if first]
        if _goes_back(days) or _is_out_of_step(told, slower=_is_yearly(one), faster="round" not in one.kinds):
            said = tuple(
                Claim(f"number {number} on {first}", claim.report_ids, claim.roots, claim.judged)
                for number, claim, first in numbered
            )
            found.append(Disagreement(one.series_id, "number", Difference.CONTRADICTION, said))
    return tuple(found)


def of_bodies(
    events: Iterable[Event], bodies: Mapping[str, frozenset[str]], tellings: Mapping[str, Telling]
) -> Iterator[Disagreement]:
    """Events of which some documents have one body on the agenda and others one that is often taken for it.

    `bodies` are those among the topics of each document, by its id. A document that has both says nothing here. Which
    bodies are taken for each other is a list of the lexicon.
    """
    confusable = load("organisations")["confusable"]
    pairs = sorted({tuple(sorted((name, other))) for name, others in confusable.items() for other in others})
    for event in events:
        named = {d: bodies[d] for d in event.document_ids if bodies[d]}
        if len(named) < 2:
            continue
        for one, other in pairs:
            mine = {d for d, held in named.items() if one in held}
            theirs = {d for d, held in named.items() if other in held}
            if mine and theirs and not mine & theirs:
                said = claims([tellings[key] for key in event.report_ids], _named_one(one, mine, other, theirs))
                yield Disagreement(event.event_id, "body", Difference.CONTRADICTION, said)


def _named_one(one: str, mine: set[str], other: str, theirs: set[str]) -> Callable[[Telling], list[str]]:
    return lambda t: [name for name, documents in ((one, mine), (other, theirs)) if t.document_id in documents]


def _goes_back(numbered: Sequence[tuple[int, date]]) -> bool:
    """Whether of two editions on different days the later has no higher number than the earlier, or a day has two."""
    ordered = sorted(numbered, key=lambda n: (n[1], n[0]))
    return any(
        (later > earlier and other <= one) or (later == earlier and other != one)
        for (one, earlier), (other, later) in combinations(ordered, 2)
    )


def _is_yearly(series: Series) -> bool:
    return any(claim.value == "annual" for claim in series.recurrences)


def _is_out_of_step(numbered: Sequence[tuple[int, date]], *, slower: bool, faster: bool) -> bool:
    """Whether between two editions lie more numbers than years (`faster`), or fewer (`slower`), by more than one.

    Fewer is no contradiction of what does not say that it is yearly, nor more of rounds, which come as they come.
    """
    pairs = combinations(sorted(numbered, key=lambda n: n[1]), 2)
    ahead = [(other - one) - (later.year - earlier.year) for (one, earlier), (other, later) in pairs]
    return any((faster and more > 1) or (slower and more < -1) for more in ahead)


def _time(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """Days that differ: of what lasts, the first day; and a month or season that was announced and another that was.

    A day that one source alone gives, by the day of the week, contradicts nobody, nor do days of a summit of several.
    """
    dated = [t for t in told if t.time and t.report.status not in CALLED_OFF]
    fine = [t for t in dated if t.time and is_fine(t.time) and t.time.start]
    lasting = event.family in load("merging")["lasting"]
    if event.family == "exercise":
        fine = [t for t in fine if _says_when_it_begins(t)]
    found = claims(fine, lambda t: [str(days_of(t.time)[0])] if t.time else [], JudgedField.TIME)
    by_key = {t.key: t for t in fine}
    sure = [c for c in found if c.judged or c.roots > 1 or any(by_key[key].gives_day for key in c.report_ids)]
    days = [days_of(t.time)[0] for t in fine if t.time]
    of_one_summit = _is_of_several(event) and bool(days) and max(days) - min(days) <= _longest(event)
    if len(sure) > 1 and (lasting or not _overlap(fine)) and not of_one_summit:
        return Disagreement(event.event_id, "start" if lasting else "time", _kind(fine, found), found)
    wide = [t for t in dated if t.expected and t not in fine]
    moved = [t for t in wide if fine and not any(_overlap([t, day]) for day in fine)]
    found = claims([*moved, *fine], lambda t: [_stretch(t)], JudgedField.TIME)
    return Disagreement(event.event_id, "time", Difference.CHANGE, found) if moved else None


def _says_when_it_begins(telling: Telling) -> bool:
    """Whether a time is that of a whole exercise, or of one to come: what is told of a day in it says no first day."""
    first, last = days_of(telling.time) if telling.time else (None, None)
    return telling.expected or first != last or telling.judged_by(JudgedField.TIME) is not None


def _length(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """How long a visit or exercise lasts, by its words ("a two-day visit") or its first and last day.

    Weeks are taken for about as many days: two of them do not contradict sixteen days.
    """
    if event.family not in load("merging")["lasting"]:
        return None
    lengths = {t.key: _days_long(t) for t in told if t.report.status not in (*CALLED_OFF, *_NOT_HELD)}
    known = {key: found for key, found in lengths.items() if found}
    found = claims([t for t in told if t.key in known], lambda t: [_in_days(known[t.key][0])])
    apart = any(
        abs(mine - theirs) > (_ABOUT if rough or other else 0)
        for (mine, rough), (theirs, other) in combinations(known.values(), 2)
    )
    if len(found) < 2 or not apart:
        return None
    return Disagreement(event.event_id, "length", _kind([t for t in told if t.key in known], found), found)


_LASTS = re.compile(
    r"\b(\d{1,2}|[a-z]+)[- ](day|week)s?(?:[- ]long)?(?: of)?(?: [a-z-]+){0,3}? "
    r"(?:visit|exercises?|drills|manoeuvres|maneuvers)\b"
)
_ABOUT = 2


def _days_long(telling: Telling) -> tuple[int, bool] | None:
    """How many days, and whether they were counted in weeks; None where nothing says so."""
    numbers = load("merging")["numbers"]
    for number, unit in _LASTS.findall(telling.report.sentence.exact.casefold()):
        if number.isdigit() or number in numbers:
            count = int(numbers.get(number, number))
            return (count, False) if unit == "day" else (count * 7, True)
    if telling.time is None or not telling.time.first_day or not telling.time.last_day:
        return None
    days = (telling.time.last_day - telling.time.first_day).days + 1
    return (days, False) if days > 1 and telling.time.granularity is Granularity.DAY else None


def _in_days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _is_of_several(event: Event) -> bool:
    """Whether more than two meet, or a body, in what is called a summit or conference: that takes days."""
    parties = [claim.value for claim in event.parties]
    long = set(event.name.casefold().split()) & set(load("merging")["takes days"])
    return event.family == "encounter" and bool(long) and (len(parties) > 2 or any(":" in name for name in parties))


def _longest(event: Event) -> timedelta:
    """So long it may last: days, and weeks where it is a gathering of the whole world."""
    words = " ".join((event.name, *(claim.value for claim in event.parties))).casefold()
    return _OF_ALL if any(word in words for word in load("merging")["takes weeks"]) else _SUMMIT


_SUMMIT, _OF_ALL = timedelta(days=3), timedelta(days=18)


def _stretch(telling: Telling) -> str:
    """A time in words, from its first day to its last."""
    assert telling.time is not None
    first, last = days_of(telling.time)
    return str(first) if first == last else f"{first} to {last}"


def _overlap(fine: Sequence[Telling]) -> bool:
    """Whether all the times have days in common."""
    days = [days_of(t.time) for t in fine if t.time]
    return max(first for first, _ in days) <= min(last for _, last in days)


def _place(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """Cities that differ, and do not lie within or beside each other; a visit may go to several."""
    if event.family in load("merging")["lasting"]:
        return None
    placed = [t for t in told if t.place and t.place.kind not in ("country", "region")]
    found = claims(placed, lambda t: [f"{t.place.name}, {t.place.country}"] if t.place else [], JudgedField.PLACE)
    places = [t.place for t in placed if t.place]
    if len(found) < 2 or all(_are_near(one, other) for one, other in combinations(places, 2)):
        return None
    return Disagreement(event.event_id, "place", _kind(placed, found), found)


def _are_near(one: Place, other: Place) -> bool:
    """Whether two places are one, or so near that a report of one may mean the other: a city and its district."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return one.source_id == other.source_id
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(radians((one.latitude + other.latitude) / 2))
    return hypot(north, east) * _KM_OF_A_DEGREE < _NEAR_KM


_KM_OF_A_DEGREE, _NEAR_KM = 111.2, 30


def _status(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """That it took place against that it did not, and postponed against cancelled.

    What was called off or denied before the day, and took place nevertheless, has changed. Who refuses to condemn where
    others condemn contradicts nobody: only what people come together for is compared.
    """
    if event.family not in load("merging")["attended"] or _is_of_one_side(event):
        return None
    held = [t for t in told if _ENDS.get(t.report.status) == "occurred"]
    denied = dict.fromkeys(_NOT_HELD, "did not take place") if held else {}
    ends = {**_ENDS, **denied}
    modes = {t.report.mode for t in held}  # talks that somebody would not begin are not the summit where he said so
    said = [t for t in told if t.report.status in ends]
    said = [t for t in said if t.report.status not in _NOT_HELD or t.report.mode in modes]
    found = claims(said, lambda t: [ends[t.report.status]])
    if len(found) < 2:
        return None
    told_by = {t.document_id for t in held}  # who tells both tells how it came to be
    against = [t for t in said if t not in held and t.document_id not in told_by]
    early = len(found) == 2 and bool(held) and _were_before(against, held)
    return Disagreement(event.event_id, "status", Difference.CHANGE if early else Difference.CONTRADICTION, found)


def _why(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """Reasons that have nothing in common, by sources that are independent, where both are said to be reasons.

    That something was "after" another thing does not exclude any reason.
    """
    before = tuple(load("reasons")["before"])
    given = [t for t in told if t.why and not t.why.casefold().startswith(before)]
    apart = any(
        (one.root or one.document_id) != (other.root or other.document_id)
        and one.report.status is other.report.status
        and not _reason_words(one.why or "") & _reason_words(other.why or "")
        for one, other in combinations(given, 2)
    )
    if not apart:
        return None
    found = claims(given, lambda t: [t.why] if t.why else [])
    return Disagreement(event.event_id, "why", Difference.CONTRADICTION, found)


def _reason_words(why: str) -> frozenset[str]:
    """What a reason is made of: its words without small ones, those of one thing by its name."""
    data = load("reasons")
    marks = {word for marker in data["markers"] for word in marker.split()} | {"for", "reason", "reasons"}
    words = {w.rstrip("s") for w in _REASON_WORD.findall(why.casefold()) if w not in marks}
    names = {w.rstrip("s"): name for name, held in data["alike"].items() for w in held}
    small = {w.rstrip("s") for w in (*load("merging")["plain"], *load("grammar")["prepositions"], "the")}
    return frozenset(names.get(w, w) for w in words if len(w) > 2 and w not in small)


_REASON_WORD = re.compile(r"[^\W\d_]+(?:-\w+)*")


def _is_of_one_side(event: Event) -> bool:
    """Whether of two who met only one country is known: with whom it met and did not meet may be two others."""
    parties = [claim.value for claim in event.parties]
    return event.family in load("merging")["of two"] and len(parties) == 1 and ":" not in parties[0]


def _were_before(told: Sequence[Telling], held: Sequence[Telling]) -> bool:
    """Whether all were published before the first day on which others have it."""
    days = [days_of(t.time)[0] if t.time and is_fine(t.time) else t.published for t in held]
    known = [day for day in days if day]
    return bool(known) and all(t.published and t.published < min(known) for t in told)


_ENDS = {
    Status.OCCURRED: "occurred",
    Status.UNDER_WAY: "occurred",
    Status.POSTPONED: "postponed",
    Status.RESCHEDULED: "postponed",
    Status.CANCELLED: "cancelled",
}
_NOT_HELD = (Status.DENIED, Status.REFUSED)


def _number(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """Which of a row it is."""
    found = claims(told, lambda t: [str(t.number)] if t.number is not None else [], JudgedField.NUMBER)
    if len(found) < 2:
        return None
    return Disagreement(event.event_id, "number", Difference.CONTRADICTION, found)


def _attendance(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """Who took part: documents that name several, of whom they share some, and each somebody else for one party.

    A shorter list is less complete, and contradicts nothing.
    """
    if event.family not in load("merging")["attended"]:
        return None
    party_of = {person: party for t in told for person, party in t.people}
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for telling in told:
        if telling.report.status not in CALLED_OFF and telling.is_news:
            lists[telling.document_id].update(telling.names_of_people)
    denied = _denied(event, told)
    if denied:
        return denied
    several = {document: held for document, held in lists.items() if len(held) > 1}
    against = {
        document
        for document, mine in several.items()
        if any(_other_lists(mine, theirs, party_of) for theirs in several.values())
    }
    first = {t.document_id: t for t in reversed(told) if t.document_id in against}
    found = claims(list(first.values()), lambda t: ["; ".join(sorted(several[t.document_id].values()))])
    if len(found) < 2:
        return None
    return Disagreement(event.event_id, "attendance", Difference.CONTRADICTION, found)


def _denied(event: Event, told: Sequence[Telling]) -> Disagreement | None:
    """Somebody whom one document has taking part and another staying away.

    Who was to take part, or to stay away, and did otherwise, has changed his mind.
    """
    absent = {key: name for t in told for key, name in t.absent}
    for key, name in sorted(absent.items()):
        there = [t for t in told if key in dict(t.names_of_people) and t.report.status in TOOK_PLACE]
        away = [t for t in told if key in dict(t.absent)]
        if there and away:
            said = dict.fromkeys((t.key for t in there), f"{name} attended")
            said |= dict.fromkeys((t.key for t in away), f"{name} did not attend")
            found = claims([t for t in told if t.key in said], lambda t, said=said: [said[t.key]])  # type: ignore[misc]
            kind = Difference.CHANGE if _were_before(away, there) else Difference.CONTRADICTION
            return Disagreement(event.event_id, "attendance", kind, found)
    return None


def _other_lists(mine: Mapping[str, str], theirs: Mapping[str, str], party_of: Mapping[str, str]) -> bool:
    """Whether two lists share somebody and have others for one party; another given name is no other person here."""
    lacking, more = mine.keys() - theirs.keys(), theirs.keys() - mine.keys()
    parties = ({party_of.get(key, "") for key in keys} - {""} for keys in (lacking, more))
    if not set.intersection(*parties):
        return False
    surnames = ({held[key].split()[-1] for key in keys} for held, keys in ((mine, lacking), (theirs, more)))
    spelled = any(_spelled_alike(mine[one], theirs[other]) for one in lacking for other in more)
    return bool(mine.keys() & theirs.keys() and lacking and more and not set.intersection(*surnames) and not spelled)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two names may be two spellings of one: Miçotakis, Mitsotakis."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE


_ALIKE = 0.75


def _kind(told: Sequence[Telling], found: Sequence[Claim[str]]) -> Difference:
    """A change where one value is only said before the event, and the other by those who say that it took place."""
    tellers = [[t for t in told if t.key in c.report_ids or {by for _, by in t.judged} & {*c.judged}] for c in found]
    planned = [all(t.expected for t in of) for of in tellers]
    held = [any(t.report.status in TOOK_PLACE for t in of) for of in tellers]
    return Difference.CHANGE if sum(planned) == len(found) - 1 and any(held) else Difference.CONTRADICTION


def instrument_lists(
    events: Iterable[Event], signed: Signings, tellings: Mapping[str, Telling], names: Mapping[str, str]
) -> Iterator[Disagreement]:
    """Encounters of which documents name other instruments; `names` are by instrument id.

    Of what is announced, and of what is signed, the documents that name at least two are compared, where they have one
    in common. What is announced and not among what is signed, by whoever, is a change.
    """
    by_document = signed.instruments
    for event in events:
        told = [tellings[key] for key in event.report_ids]
        for expected, field in ((True, "documents announced"), (False, "documents signed")):
            held = {d: by_document.get((d, expected), set()) for d in event.document_ids}
            lists = {d: ids for d, ids in held.items() if len(ids) > 1}
            found = claims([t for t in told if t.document_id in lists], _listing(lists, names))
            if len(found) > 1 and set.intersection(*lists.values()):
                yield Disagreement(event.event_id, field, Difference.CONTRADICTION, found)
        yield from _not_signed(event, told, by_document, names)
        yield from _counted(event, told, signed.reports)


def _counted(
    event: Event, told: Sequence[Telling], signed: Mapping[tuple[str, bool], Sequence[Telling]]
) -> Iterator[Disagreement]:
    """How many documents were signed at an encounter, or were to be, where two documents count the same sort."""
    for expected, field in ((True, "documents announced"), (False, "documents signed")):
        said = {d: _count(signed.get((d, expected), ())) for d in event.document_ids}
        found = claims([t for t in told if said.get(t.document_id)], lambda t, said=said: [said[t.document_id] or ""])  # type: ignore[misc]
        if len(found) > 1 and len({claim.value.split()[-1] for claim in found}) == 1:
            yield Disagreement(event.event_id, field, Difference.CONTRADICTION, found)


def _count(signings: Iterable[Telling]) -> str | None:
    """ "21 agreements", by the words of the signings of one document; None where none or several are counted."""
    numbers = load("merging")["numbers"]
    found = {
        f"{numbers.get(number, number)} {noun}"
        for telling in signings
        for number, noun in _COUNTED.findall(telling.report.sentence.exact.casefold())
        if number.isdigit() or number in numbers
    }
    return found.pop() if len(found) == 1 else None


_COUNTED = re.compile(r"\b(\d{1,3}|[a-z]+) (?:[a-z]+ )?(documents|agreements|papers|accords|memoranda|contracts)\b")


def _not_signed(
    event: Event, told: Sequence[Telling], by_document: Mapping[tuple[str, bool], set[str]], names: Mapping[str, str]
) -> Iterator[Disagreement]:
    """What was announced for an encounter that took place, where something was signed and that was not."""
    lists = [
        {d: by_document[d, expected] for d in event.document_ids if by_document.get((d, expected))}
        for expected in (True, False)
    ]
    announced, signed = (set().union(*held.values()) for held in lists)
    if not (announced & signed and announced - signed):
        return
    found = [
        claim
        for held, whole in zip(lists, (announced, signed), strict=True)
        for claim in claims([t for t in told if t.document_id in held], _listing(dict.fromkeys(held, whole), names))
    ]
    yield Disagreement(event.event_id, "documents", Difference.CHANGE, tuple(found))


def _listing(lists: Mapping[str, set[str]], names: Mapping[str, str]) -> Callable[[Telling], Iterable[str]]:
    return lambda t: ["; ".join(sorted(names[i] for i in lists[t.document_id]))]
