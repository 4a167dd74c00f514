"""People: which names of one document are one person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.ground.actors.name_words import is_given, name_lists, surname_first
from dragoman.ground.actors.names_match import same_name
from dragoman.ground.actors.spelling import alike, frame
from dragoman.lexicon import load
from dragoman.types import Mention, Office


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart. `surnames` are the words that may stand for it alone, the usual one first."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(slots=True)
class Person:
    """The mentions of one person so far. `full` is the name that `parts` are of."""

    parts: Parts
    full: str
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


IsOther = Callable[[Mention, str], bool]
"""Whether a surname with an office is known to be another's than a full name: "President Trump", "Ivanka Trump"."""


def people_of(
    mentions: list[Mention], is_other: IsOther = lambda _mention, _name: False
) -> tuple[list[Person], dict[int, Person]]:
    """The people of a document in order of their first full name, and the person of each mention by its place.

    A name that two of them may have stays out: two people are never made one for it. But a surname that they share
    goes to the one that holds an office, or the only one named so far.
    """
    roll = Roll()
    who: dict[int, Person] = {}
    full = [(m, taken_apart(m.name)) for m in mentions]
    for number, (mention, parts) in enumerate(full):
        if parts.given:
            found = [p for p in roll.like(parts.surnames[0]) if _same(p.full, mention.name)]
            if len(found) > 1:
                continue
            person = found[0] if found else roll.enter(Person(parts, mention.name))
            if len(parts.given) > len(person.parts.given):
                person.parts, person.full = parts, mention.name
            person.add(mention)
            who[number] = person
    alone = [number for number, (_, parts) in enumerate(full) if not parts.given]
    alone.sort(key=lambda n: full[n][0].office is None)  # who "the president" is helps with the others
    for number in alone:
        mention, parts = full[number]
        known = _whose(mention, parts, roll, is_other)
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


def _whose(mention: Mention, parts: Parts, roll: Roll, is_other: IsOther) -> Person | None:
    """The person that a surname alone stands for; a new one for a name that nobody has."""
    found = [p for p in roll.like(parts.surnames[0]) if _may_be(mention, p)]
    if mention.office is not None:
        found = [p for p in found if p.offices or not p.parts.given or not is_other(mention, p.full)]
    if not found:
        return roll.enter(Person(parts, mention.name))
    if mention.country and len(found) > 1:
        found = [p for p in found if not p.countries or mention.country in p.countries]
    if len(found) > 1:
        holders = [p for p in found if p.offices]
        found = holders if len(holders) == 1 else _named_before(found, mention)
    return found[0] if len(found) == 1 else None


def _may_be(mention: Mention, person: Person) -> bool:
    """Whether one name may be a person's: "King Salman" is called by the name that he was given, which is no surname.

    So is whoever has such a title and a name that is a given one, or that of somebody's father ("bin Salman").
    """
    regnal = mention.office is not None and mention.office.title in load("offices")["regnal"]
    if not regnal or not person.parts.given or alike(mention.name, person.parts.given[0]):
        return True
    fathers = {word for word in person.full.lower().split() if word in load("names")["fathers"]}
    return not fathers and not is_given(mention.name)


def _named_before(people: list[Person], mention: Mention) -> list[Person]:
    return [p for p in people if any(m.span < mention.span for m in p.mentions)]


def taken_apart(name: str) -> Parts:
    """A name as given names and surnames; "Lavrov" has no given name, "Xi Jinping" its surname first."""
    lists = name_lists()
    tokens = [t for t in name.split() if t.rstrip(".") not in lists["suffixes"]] or name.split()
    if len(tokens) < 2:
        return Parts((), (tokens[0],))
    if surname_first(tokens):
        return Parts(tuple(tokens[1:]), (tokens[0],))
    cut = next((i for i, t in enumerate(tokens) if i and t in lists["particles"]), len(tokens) - 1)
    if tokens[0] in lists["particles"]:
        return Parts((), (tokens[-1],))
    given = tuple(tokens[:cut])
    middle = tuple(t for t in tokens[1:-1] if len(t) > 2 and not is_given(t) and t not in lists["particles"])
    return Parts(
        given, (tokens[-1].split("-", 1)[-1] if tokens[-1].lower().startswith(("al-", "el-")) else tokens[-1], *middle)
    )


def _same(one: str, other: str) -> bool:
    return same_name(one, other).verdict == "same"


def _gender(mention: Mention, parts: Parts) -> str:
    if mention.by.startswith("address:"):
        return mention.by[-1]
    if len(parts.given) and is_given(parts.given[0]):
        in_both = parts.given[0] in name_lists()["male"], parts.given[0] in name_lists()["female"]
        if in_both != (True, True):
            return "m" if in_both[0] else "f"
    return "f" if parts.surnames[0].endswith(("ova", "eva", "skaya", "ska")) else ""
