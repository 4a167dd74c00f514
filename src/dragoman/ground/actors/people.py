"""People: which names of one document are one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from dragoman.ground.actors.spelling import alike, folded, frame
from dragoman.lexicon import load
from dragoman.types import Mention, Office


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart. `surnames` are the words that may stand for it alone, the usual one first."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(slots=True)
class Person:
    """The mentions of one person so far."""

    parts: Parts
    mentions: list[Mention] = field(default_factory=list)
    offices: list[tuple[Office, Mention]] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest form; the first of them where several are as full."""
        return max((m.name for m in self.mentions), key=lambda n: len(n.split()))

    def add(self, mention: Mention) -> None:
        """Take a mention in, with the office and country beside it."""
        self.mentions.append(mention)
        if mention.office:
            self.offices.append((mention.office, mention))
        if mention.country:
            self.countries.add(mention.country)

    @property
    def gender(self) -> str:
        """ "f" or "m" as the name and the words beside it say, "" where they do not or disagree."""
        said = {_gender(m, self.parts) for m in self.mentions} - {""}
        return said.pop() if len(said) == 1 else ""


def people_of(mentions: list[Mention]) -> tuple[list[Person], dict[int, Person]]:
    """The people of a document in order of their first full name, and the person of each mention by its place.

    A surname that two of them share goes to the one that holds an office, or the only one named so far;
    otherwise it stays out: two people are never made one for it.
    """
    roll = Roll()
    who: dict[int, Person] = {}
    full = [(m, taken_apart(m.name)) for m in mentions]
    for number, (mention, parts) in enumerate(full):
        if parts.given:
            found = roll.like(parts.surnames[0])
            person = next((p for p in found if same_person(p.parts, parts)), None) or roll.enter(Person(parts))
            person.parts = max((person.parts, parts), key=lambda p: len(p.given))
            person.add(mention)
            who[number] = person
    for number, (mention, parts) in enumerate(full):
        known = None if parts.given else _whose(mention, parts, roll)
        if known:
            known.add(mention)
            who[number] = known
    for person in roll.people:
        person.mentions.sort(key=lambda m: m.span)
        person.offices.sort(key=lambda pair: pair[1].span)
    return roll.people, who


@dataclass(slots=True)
class Roll:
    """The people of a document, found by any of their surnames."""

    people: list[Person] = field(default_factory=list)
    _by_frame: dict[str, list[Person]] = field(default_factory=dict)

    def enter(self, person: Person) -> Person:
        """Add a person, and give it back."""
        self.people.append(person)
        for surname in person.parts.surnames:
            self._by_frame.setdefault(frame(surname), []).append(person)
        return person

    def like(self, surname: str) -> list[Person]:
        """The people with a surname that is spelled alike, in order."""
        near = self._by_frame.get(frame(surname), [])
        return [p for p in near if any(alike(surname, s) for s in p.parts.surnames)]


def _whose(mention: Mention, parts: Parts, roll: Roll) -> Person | None:
    """The person that a surname alone stands for; a new one for a name that nobody has."""
    found = roll.like(parts.surnames[0])
    if not found:
        return roll.enter(Person(parts))
    if mention.country and len(found) > 1:
        found = [p for p in found if not p.countries or mention.country in p.countries]
    if len(found) > 1:
        holders = [p for p in found if p.offices]
        found = holders if len(holders) == 1 else _named_before(found, mention)
    return found[0] if len(found) == 1 else None


def _named_before(people: list[Person], mention: Mention) -> list[Person]:
    return [p for p in people if any(m.span < mention.span for m in p.mentions)]


def taken_apart(name: str) -> Parts:
    """A name as given names and surnames; "Lavrov" has no given name, "Xi Jinping" its surname first."""
    lists = _lists()
    tokens = [t for t in name.split() if t.rstrip(".") not in lists["suffixes"]] or name.split()
    if len(tokens) < 2:
        return Parts((), (tokens[0],))
    if tokens[0] in lists["surnames_first"] and len(tokens) <= 3 and not _western(tokens):
        return Parts(tuple(tokens[1:]), (tokens[0],))
    cut = next((i for i, t in enumerate(tokens) if i and t in lists["particles"]), len(tokens) - 1)
    if tokens[0] in lists["particles"]:
        return Parts((), (tokens[-1],))
    given = tuple(tokens[:cut])
    middle = tuple(t for t in tokens[1:-1] if len(t) > 2 and t not in lists["given"] and t not in lists["particles"])
    return Parts(
        given, (tokens[-1].split("-", 1)[-1] if tokens[-1].lower().startswith(("al-", "el-")) else tokens[-1], *middle)
    )


def _western(tokens: list[str]) -> bool:
    return len(tokens) == 2 and tokens[0] in _lists()["given"] and len(tokens[1]) > 5 and "-" not in tokens[1]


def same_person(one: Parts, other: Parts) -> bool:
    """Whether two full names may be one person's: the surnames alike and no given name against it."""
    if not alike(one.surnames[0], other.surnames[0]):
        return False
    return any(_given_alike(a, b) for a in one.given for b in other.given)


def _given_alike(one: str, other: str) -> bool:
    first, second = one.rstrip("."), other.rstrip(".")
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    groups = _equivalents()
    shared = groups.get(folded(first), frozenset()) & groups.get(folded(second), frozenset())
    return bool(shared) or alike(first, second)


@cache
def _equivalents() -> dict[str, frozenset[int]]:
    """For a folded given name the groups of `equivalents` that it stands in."""
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(load("names")["equivalents"]):
        for name in group:
            found[folded(name)] = found.get(folded(name), frozenset()) | {number}
    return found


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = load("names")
    found = {key: frozenset(data[key].split()) for key in ("male", "female", "surnames_first")}
    found["given"] = found["male"] | found["female"]
    found["particles"] = frozenset(data["particles"])
    found["suffixes"] = frozenset(s.rstrip(".") for s in data["suffixes"])
    return found


def _gender(mention: Mention, parts: Parts) -> str:
    if mention.by.startswith("address:"):
        return mention.by[-1]
    if len(parts.given) and parts.given[0] in _lists()["given"]:
        in_both = parts.given[0] in _lists()["male"], parts.given[0] in _lists()["female"]
        if in_both != (True, True):
            return "m" if in_both[0] else "f"
    return "f" if parts.surnames[0].endswith(("ova", "eva", "skaya", "ska")) else ""
