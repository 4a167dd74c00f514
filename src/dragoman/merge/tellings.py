"""Reports with what their documents add: who says it and when, in a form that two documents can be compared in."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from dragoman.lexicon import load
from dragoman.types import (
    DOUBTED,
    TO_COME,
    TOOK_PLACE,
    Actor,
    ActorKind,
    Document,
    Field,
    Interval,
    JudgedBy,
    JudgedField,
    KnownInstrument,
    Office,
    Part,
    Place,
    Record,
    Report,
    Status,
    Value,
    value_of,
)

__all__ = [
    "Lent",
    "Telling",
    "asked_by",
    "lent_by",
    "number_in",
    "post_of",
    "says_away",
    "tellings_of",
    "with_instruments",
    "with_known_parties",
    "with_lent",
]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AWAY = re.compile(
    r"\b(?:(?:did|does|do|will|would|has|have|had) not|not to|(?:did|wo|has|does)n['’]t|refus(?:es|ed|ing) to"
    r"|declin(?:es|ed|ing) to|no longer expected to|not expected to)"
    r" (?:be )?(?:attend(?:ed|ing)?|take part|taking part|participat(?:e|ed|ing)|join(?:ed|ing)?)\b"
    r"|\b(?:was|were) absent\b|\bstay(?:s|ed|ing)? away\b|\bskip(?:s|ped|ping)?\b|\bboycott(?:s|ed|ing)?\b"
    r"|\b(?:pull(?:s|ed|ing)? out|withdr(?:aws|ew|awn|awing)) (?:of|from)\b|\bshun(?:s|ned|ning)?\b"
)
"""Words by which somebody is said not to have taken part in what others did."""

_JOINT = ("board", "commission", "committee", "council", "forum", "dialogue")
_NUMBER = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Telling:
    """One report and its document.

    `parties` has for each country or body that takes part the posts it is there with ("foreign affairs"), none where
    that is not said, or where the table of offices has another; `people` are keys of persons with their party, and
    `names_of_people` the same keys with the usual name. `published` is the day of publication, None without one.
    `origin` is whom the document has it from, by its source chain, else its publisher; `root` the independent source
    that it comes to, "" where copies were not looked for. `about` are the ids of the known instruments that it is
    about. `due` is the last day by which what is expected was to be: that of its own time, or of the one encounter
    that its document announces with it. `bodies` are the joint bodies that met, which are no parties of their own;
    `absent` are people of whom it says that they did not take part; `visitors` are the parties that visit, where it is
    a visit; `gives_day` says that the words of its time have a number: it was not told by a day of the week. `judged`
    is who decided on which of its fields, and `replaced` the fields that have another value than the document gives.
    `inside` are the countries that belong to a body that is itself a party ("the BRICS summit"). `given` are parties
    that a person says take part, and not the document, each with who decided it.
    """

    report: Report
    document_id: str
    publisher: str | None
    published: date | None
    origin: str
    family: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    people: tuple[tuple[str, str], ...]
    names_of_people: tuple[tuple[str, str], ...]
    number: int | None
    about: frozenset[str] = frozenset()
    due: date | None = None
    root: str = ""
    bodies: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()
    visitors: tuple[str, ...] = ()
    gives_day: bool = False
    judged: tuple[tuple[JudgedField, JudgedBy], ...] = ()
    replaced: frozenset[JudgedField] = frozenset()
    inside: frozenset[str] = frozenset()
    given: tuple[tuple[str, JudgedBy], ...] = ()

    @property
    def key(self) -> str:
        """The id of the report."""
        return self.report.report_id

    @property
    def time(self) -> Interval | None:
        """When it was or will be; None where that is not said."""
        return value_of(self.report.time)

    @property
    def place(self) -> Place | None:
        """Where; None where that is not said."""
        return value_of(self.report.place)

    @property
    def why(self) -> str | None:
        """Why it was put off or not held; None where that is not said, or only why somebody stayed away."""
        return value_of(self.report.why) if self.report.status is not Status.UNKNOWN else None

    @property
    def names(self) -> tuple[str, ...]:
        """The parties without their posts."""
        return tuple(name for name, _ in self.parties)

    def judged_by(self, field: JudgedField | None) -> JudgedBy | None:
        """Who decided on a field; None where nobody did."""
        return next((by for judged, by in self.judged if judged is field), None)

    @property
    def sides(self) -> tuple[str, ...]:
        """The parties without countries that are there as members of another: whoever of NATO came to its summit."""
        return tuple(name for name in self.names if name not in self.inside) or self.names

    @property
    def expected(self) -> bool:
        """Whether it was still to come for who told it."""
        return self.report.status in TO_COME

    @property
    def is_news(self) -> bool:
        """Whether it is news in its document, not background."""
        return self.report.part is Part.NEWS


def tellings_of(record: Record) -> tuple[Telling, ...]:
    """The reports of one record as tellings, in its order."""
    actors = {actor.actor_id: actor for actor in record.actors}
    document = record.document
    interval = value_of(document.published)
    published = interval.one_day if interval else None
    publisher = value_of(document.publisher)
    origin = record.source_chain[0].name if record.source_chain else publisher or document.name
    announced = {day for r in record.reports if _family(r.mode) == "encounter" for day in _due(r)}
    lent = announced.pop() if len(announced) == 1 else None
    told = (_at_the_one_attended(r, record.reports) for r in record.reports)
    return _with_absent([_telling(r, record.document, published, publisher, origin, actors, lent) for r in told])


def _with_absent(told: list[Telling]) -> tuple[Telling, ...]:
    """The tellings; "Mutua did not attend the meeting" is said of the one meeting that the document tells as news."""
    away = [t for t in told if t.absent and t.time is None and t.place is None and t.family == "encounter"]
    held = [t for t in told if t.family == "encounter" and not t.absent and t.is_news and t.report.status in TOOK_PLACE]
    if len(held) != 1 or not away:
        return tuple(told)
    there = dict(held[0].names_of_people)
    absent = tuple(sorted({pair for t in away for pair in t.absent if pair[0] not in there}))
    return tuple(replace(t, absent=absent) if t is held[0] else t for t in told)


def _not_at_the_body(report: Report, actors: dict[str, Actor]) -> bool:
    """Whether people are said not to meet, beside a body: they are not at its meeting, which is held without them."""
    if report.status not in (Status.DENIED, Status.REFUSED) or report.mode not in _ENCOUNTERS:
        return False
    held = [actors.get(p.actor_id) for p in report.participants]
    bodies = [a for a in held if a is not None and a.kind is ActorKind.ORGANISATION]
    people = [a for a in held if a is not None and a.kind is ActorKind.PERSON]
    groupings = {*load("groupings")["meets"], *load("groupings")["members"]}
    return bool(people) and len(bodies) == 1 and bodies[0].name in groupings and len(held) == len(people) + 1


def _at_the_one_attended(report: Report, reports: Sequence[Report]) -> Report:
    """ "Both ministers attended the session": when and where the one session of the document was."""
    if not _attends(report) or report.mode not in _ENCOUNTERS:
        return report
    noun = report.trigger.exact.split()[-1].casefold()
    others = [r for r in reports if r is not report and not _attends(r) and r.mode in _ENCOUNTERS]
    same = [r for r in others if r.trigger.exact.split()[-1].casefold() == noun and r.status is report.status]
    if len(same) != 1 or value_of(report.time) is not None:
        return report
    return replace(report, time=same[0].time, place=same[0].place if value_of(report.place) is None else report.place)


_ENCOUNTERS = ("meeting", "talks")


def _attends(report: Report) -> bool:
    return any(e.exact.casefold().startswith("attend") for e in report.status_evidence)


def says_away(sentence: str) -> bool:
    """Whether a sentence says that somebody did not, or will not, take part in what others do."""
    return bool(_AWAY.search(sentence.casefold()))


def _telling(
    report: Report,
    document: Document,
    published: date | None,
    publisher: str | None,
    origin: str,
    actors: dict[str, Actor],
    lent: date | None,
) -> Telling:
    """One report; who is said to have stayed away takes no part in it, and says nothing of its status."""
    away = says_away(report.sentence.exact) or _not_at_the_body(report, actors)
    attends = _attends(report)
    named = _names_of_people(report, actors)
    parties, bodies = _parties(report, actors)
    if away or attends:  # who came, or did not, is not who met in which post
        parties = tuple((party, ()) for party, _ in parties)
    if report.status in TO_COME and published is not None and "next" in report.trigger.exact.casefold().split():
        report = replace(report, time=_from_then_on(report.time, published))
    return Telling(
        report=replace(report, status=Status.UNKNOWN) if away else report,
        document_id=document.document_id,
        publisher=publisher,
        published=published,
        origin=origin,
        family=_family(report.mode),
        parties=parties,
        people=() if away or attends else _people(report, actors),
        names_of_people=() if away else _own(report, named, actors),
        number=_number(report),
        due=next(iter(_due(report)), lent),
        bodies=bodies,
        absent=named if away else (),
        visitors=_visitors(report, actors),
        gives_day=any(c.isdigit() for e in report.time.evidence for c in e.exact),
        inside=_inside(report, [party for party, _ in parties]),
    )


def with_instruments(tellings: Iterable[Telling], known: Iterable[KnownInstrument]) -> tuple[Telling, ...]:
    """The tellings, each with the known instruments that its report is about."""
    ids = {(s.document_id, s.instrument_id): one.instrument_id for one in known for s in one.stages}
    about = ((t, frozenset(ids.get((t.document_id, i), "") for i in t.report.instruments) - {""}) for t in tellings)
    return tuple(replace(t, about=found) if found != t.about else t for t, found in about)


Lent = tuple[str, ...]
"""The countries of a person or body by what other documents say; none where they say none, or others."""


def with_known_parties(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """The tellings, with the countries that other documents give: of people, and of those who meet in a joint body.

    A person or a body that is there for one country in one document and for another in another stays as it is.
    """
    told = tuple(tellings)
    given: dict[str, set[str]] = defaultdict(set)
    for telling in told:
        for key, countries in lent_by(telling):
            given[key].add(countries)

    def lent(key: str) -> Lent:
        return tuple(next(iter(given[key])).split()) if len(given.get(key, ())) == 1 else ()

    return tuple(with_lent(t, lent) for t in told)


def lent_by(telling: Telling) -> Iterator[tuple[str, str]]:
    """What a report says of the countries of people and joint bodies: the key of the name, and their codes in order."""
    for key, name in telling.names_of_people:
        yield from ((_person_of(name), country) for k, country in telling.people if k == key and country)
    states = {name for name in telling.names if len(name) == _CODE}
    if len(states) > 1 and len(states) == len(telling.names):
        yield from ((f"body {body.casefold()}", " ".join(sorted(states))) for body in telling.bodies)


def asked_by(telling: Telling) -> Iterator[str]:
    """The keys of the names that a report would have countries for."""
    for party in telling.names:
        kind, _, name = party.partition(":")
        if kind in ("person", "organisation"):
            yield _person_of(name) if kind == "person" else f"body {name}"
    yield from (f"body {body.casefold()}" for body in telling.bodies)


_CODE = 2
"""The length of a country's code."""


def with_lent(telling: Telling, lent: Callable[[str], Lent]) -> Telling:
    """The telling with the countries that are lent to it, by the key of a name."""
    found: dict[str, set[str]] = {}
    for party, posts in telling.parties:
        kind, _, name = party.partition(":")
        keys = {"person": _person_of(name), "organisation": f"body {name}"}
        for state in (lent(keys[kind]) if kind in keys else ()) or (party,):
            found.setdefault(state, set()).update(posts)
    for body in telling.bodies if len(found) < 2 else ():
        for state in lent(f"body {body.casefold()}"):
            found.setdefault(state, set())
    return replace(telling, parties=tuple(sorted((party, tuple(sorted(posts))) for party, posts in found.items())))


def _person_of(name: str) -> str:
    return f"person {_plain_name(name)}"


def _plain_name(name: str) -> str:
    """A name in small letters without marks: two outlets write one man with and without them."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def post_of(office: Office) -> str:
    """What an office is of: "foreign affairs" for a foreign minister and his ministry's, else its title."""
    for post, words in load("merging")["posts"].items():
        if office.organisation in words or any(office.title in (word, f"Minister of {word}") for word in words):
            return str(post)
    return office.title.casefold()


@cache
def _numbered() -> re.Pattern[str]:
    """A name with its number: "cop28", "cop 28"."""
    return re.compile(rf"\b(?:{'|'.join(load('merging')['numbered'])})[ -]?(\d{{1,3}})\b")


@cache
def _families() -> dict[str, str]:
    return {mode: family for family, modes in load("merging")["families"].items() for mode in modes}


def _family(mode: str) -> str:
    return _families().get(mode, mode)


def _visitors(report: Report, actors: dict[str, Actor]) -> tuple[str, ...]:
    """The parties that visit; none where it is no visit."""
    if _family(report.mode) != "visit":
        return ()
    return tuple(
        sorted({party for p in report.actor for party, _ in _party(actors.get(p.actor_id), p.actor_id, p.name)})
    )


def _inside(report: Report, parties: Iterable[str]) -> frozenset[str]:
    """The countries that belong to a body which takes part itself."""
    groupings = load("groupings")
    names = {p.name for p in report.participants}
    states = {state for name in names for state in groupings["states"].get(name, ())}
    if names & set(groupings["universal"]):
        states.update(party for party in parties if len(party) == _CODE)
    own = [party for party in parties if _is_conference(party)]
    return frozenset(states.union(party for party in parties if party not in own)) if own else frozenset(states)


def _is_conference(party: str) -> bool:
    """Whether a party is a conference under its own name or number: whoever comes to it is its guest, and no side."""
    kind, _, name = party.partition(":")
    return kind == "organisation" and (name in load("merging")["numbered"] or name.endswith(" conference"))


def _due(report: Report) -> Iterator[date]:
    """The last day of the time of a report, if it has one with an end."""
    time = value_of(report.time)
    if time is not None and time.last_day is not None:
        yield time.last_day


def _parties(
    report: Report, actors: dict[str, Actor]
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """The parties with their posts, and the joint bodies ("the Cooperation Council") where there are two parties."""
    found: dict[str, set[str]] = {}
    joint: list[str] = []
    for participant in report.participants:
        actor = actors.get(participant.actor_id)
        if actor is not None and _is_joint(actor):
            joint.append(actor.name)
            continue
        for party, post in _party(actor, participant.actor_id, participant.name):
            found.setdefault(party, set()).update([post] if post else [])
    if len(found) < 2 and joint:
        for name in joint:
            states = load("groupings")["members"].get(name) or [f"organisation:{name.casefold()}"]
            for state in states:
                found.setdefault(state, set())
    return tuple(sorted((party, tuple(sorted(posts))) for party, posts in found.items())), tuple(joint)


def _is_joint(actor: Actor) -> bool:
    """Whether an organisation is a body of several states that no table knows: a council, commission or forum."""
    unknown = actor.kind is ActorKind.ORGANISATION and value_of(actor.identity) is None
    words = actor.name.casefold().split()
    if actor.name in load("groupings")["members"]:
        return True
    return unknown and any(noun in words for kind in _JOINT for noun in load("merging")["kinds"][kind])


def _party(actor: Actor | None, actor_id: str, name: str) -> Iterator[tuple[str, str]]:
    """The country or body that somebody is there for, and the post; a person of no known country is a party alone."""
    if actor is None:
        yield name.casefold(), ""
        return
    office = value_of(actor.office)
    country = office.country if office and office.country else actor.country
    if country is None:
        identity = value_of(actor.identity)
        name = _numbered().sub(_unnumbered, _plain_name(actor.name))
        yield (identity.identity_id if identity else f"{actor.kind.value}:{name}"), ""
        return
    if office is None and actor.kind in (ActorKind.ORGANISATION, ActorKind.OFFICE):
        title = actor.name.split(",")[0]
        office = Office(re.sub(r"^Ministry of (.*?)(?: of .*)?$", r"Minister of \1", title), None, country)
    doubted = isinstance(actor.office, Value) and DOUBTED in actor.office.note
    yield country, post_of(office) if office and not doubted else ""


def _unnumbered(found: re.Match[str]) -> str:
    """The mechanism that all of a row are of: "cop" of "cop28", whose number is kept apart."""
    return found.group().rstrip("0123456789- ")


def _people(report: Report, actors: dict[str, Actor]) -> tuple[tuple[str, str], ...]:
    """Persons by identity, else by surname, each with the country it is there for."""
    found = set()
    for actor in _persons(report, actors):
        office = value_of(actor.office)
        found.add((_person_key(actor), (office.country if office else None) or actor.country or ""))
    return tuple(sorted(found))


def _names_of_people(report: Report, actors: dict[str, Actor]) -> tuple[tuple[str, str], ...]:
    found = {}
    for actor in _persons(report, actors):
        identity = value_of(actor.identity)
        found[_person_key(actor)] = identity.name if identity else actor.name
    return tuple(sorted(found.items()))


def _persons(report: Report, actors: dict[str, Actor]) -> list[Actor]:
    held = (actors.get(participant.actor_id) for participant in report.participants)
    return [actor for actor in held if actor is not None and actor.kind is ActorKind.PERSON]


def _person_key(actor: Actor) -> str:
    identity = value_of(actor.identity)
    return identity.identity_id if identity else _plain_name(actor.name).split()[-1]


def _from_then_on(time: Field[Interval], published: date) -> Field[Interval]:
    """ "The next meeting will be in 2025", told in July: in the rest of that year."""
    if not isinstance(time, Value) or time.value.start is None or time.value.last_day is None:
        return time
    start = datetime.combine(published + timedelta(days=1), datetime.min.time(), time.value.start.tzinfo)
    if not time.value.start < start or time.value.last_day <= published:
        return time
    return replace(time, value=replace(time.value, start=start))


def _own(report: Report, named: tuple[tuple[str, str], ...], actors: dict[str, Actor]) -> tuple[tuple[str, str], ...]:
    """The people that "the next meeting" has in its own sentence: others are those of the one told before it."""
    words = report.trigger.exact.casefold().split()
    if not set(words) & set(load("grammar")["another"]) or report.sentence.span is None:
        return named
    here = [p for p in report.participants if p.evidence.span and report.sentence.span.contains(p.evidence.span)]
    keys = {_person_key(actors[p.actor_id]) for p in here if p.actor_id in actors}
    return tuple((key, name) for key, name in named if key in keys)


def _number(report: Report) -> int | None:
    """Which of a series it is, by its own words; a "first visit" may be one of anything."""
    if _family(report.mode) == "visit":
        return None
    said = (*(evidence.exact for evidence in (report.trigger, *report.also_at)), *_recurs(report))
    numbers = map(number_in, said)
    own = next((number for number in numbers if number is not None), None)
    named = (_numbered().search(p.name.casefold()) for p in report.participants)
    return own if own is not None else next((int(found.group(1)) for found in named if found), None)


def _recurs(report: Report) -> tuple[str, ...]:
    """The recurrence, in its usual form: "3rd" where it is said before the names ("the third EU-Japan summit")."""
    return (report.recurrence.value,) if report.recurrence else ()


def number_in(words: str) -> int | None:
    """Which of a series some words say that it is: 25 of "25th joint session", 28 of "COP28"; None where none."""
    small = words.casefold()
    found = _NUMBER.search(small) or _numbered().search(small)
    if found:
        return int(found.group(1))
    ordinals = load("merging")["ordinals"]
    return next((int(ordinals[word]) for word in _WORD.findall(small) if word in ordinals), None)
