"""Phrases of the lexicons, and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.lexicon import load
from dragoman.understand.mentions.words import Word, key_of


class Tag(StrEnum):
    """What a phrase of the lexicons is."""

    COUNTRY = "country"
    CAPITAL = "capital"
    CITY = "city"
    REGION = "region"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    ORGANISATION = "organisation"
    BODY = "body"
    TITLE = "title"
    MODIFIER = "modifier"
    HONORIFIC = "honorific"
    COUNTERPART = "counterpart"
    PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry: `name` is the usual form; `extra` the modifier's prefix, the body of a title, or a gender."""

    tag: Tag
    name: str
    country: str | None = None
    plural: bool = False
    extra: str = ""
    common: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a sentence: words `first` to before `last`."""

    phrase: Phrase
    first: int
    last: int


SHOUTED = 1_000_000
"""People of a city that is looked for in capitals as well."""
Table = dict[str, list[tuple[tuple[str, ...], Phrase]]]


def find_phrases(words: list[Word]) -> list[Found]:
    """The phrases of a sentence, longest first from the left, never overlapping."""
    exact, folded = _tables()
    texts = [w.text.replace("’", "'") for w in words]
    lower = [t.lower() for t in texts]
    found, at = [], 0
    while at < len(words):
        best = _longest(exact, texts, at) if texts[at] in exact else None
        other = _longest(folded, lower, at) if lower[at] in folded else None
        if other and (best is None or other.last > best.last):
            best = other
        if best:
            found.append(best)
        at = best.last if best else at + 1
    return found


def _longest(table: Table, words: list[str], at: int) -> Found | None:
    for key, phrase in table.get(words[at]) or ():
        if len(key) == 1 or tuple(words[at : at + len(key)]) == key:
            return Found(phrase, at, at + len(key))
    return None


@cache
def _tables() -> tuple[Table, Table]:
    exact: Table = {}
    folded: Table = {}
    for phrase, forms in (*_place_entries(), *_organisation_entries()):
        _enter(exact, phrase, forms)
    for phrase, forms in _office_entries():
        _enter(folded, phrase, forms)
    for table in (exact, folded):
        for rows in table.values():
            rows.sort(key=lambda row: -len(row[0]))
    return exact, folded


def _enter(table: Table, phrase: Phrase, forms: list[str]) -> None:
    for form in dict.fromkeys(forms):
        key = key_of(form)
        rows = table.setdefault(key[0], [])
        if all(row[0] != key for row in rows):
            rows.append((key, phrase))


def _shouted(forms: list[str]) -> list[str]:
    """The forms, and each in capitals where it is too long for an acronym."""
    return [*forms, *(f.upper() for f in forms if len(f) > 3)]


def _place_entries() -> Iterator[tuple[Phrase, list[str]]]:
    data = load("countries")
    for code, entry in data["countries"].items():
        names = [entry["name"], *entry.get("names", [])]
        yield Phrase(Tag.COUNTRY, entry["name"], code), _shouted(names)
        yield Phrase(Tag.ADJECTIVE, entry["name"], code), _shouted(entry.get("adjectives", []))
        yield Phrase(Tag.PEOPLE, entry["name"], code), _shouted(entry.get("peoples", []))
    for entry in data["regions"]:
        yield (
            Phrase(Tag.REGION, entry["name"], entry.get("country")),
            _shouted([entry["name"], *entry.get("names", [])]),
        )
    for word in data["regional"]["adjectives"]:
        yield Phrase(Tag.ADJECTIVE, word), [word]
    for word in data["regional"]["peoples"]:
        yield Phrase(Tag.PEOPLE, word), [word]
    yield from _city_entries({(c, e["capital"]) for c, e in data["countries"].items() if "capital" in e})


def _city_entries(capitals: set[tuple[str, str]]) -> Iterator[tuple[Phrase, list[str]]]:
    common = frozenset(load("cities")["common"])
    rows = load("places")
    for capital in (True, False):
        for name, country, people, others in rows:
            is_capital = not capitals.isdisjoint((country, n) for n in (name, *others))
            if is_capital == capital:
                forms = [name, *others]
                unsure = name in common or people < 300_000
                tag = Tag.CAPITAL if capital else Tag.CITY
                shouted = _shouted(forms) if capital or people >= SHOUTED else forms
                yield Phrase(tag, name, country, common=unsure and not capital), shouted


def _organisation_entries() -> Iterator[tuple[Phrase, list[str]]]:
    for rows in (group for group in load("organisations").values() if isinstance(group, list)):
        for row in rows:
            names = [item for item in row if isinstance(item, str)]
            country = next((item["country"] for item in row if isinstance(item, dict)), None)
            yield Phrase(Tag.ORGANISATION, names[0], country), names


def _office_entries() -> Iterator[tuple[Phrase, list[str]]]:
    data = load("offices")
    weak, weak_bodies = set(data["weak"]), set(data["weak_bodies"])
    for row in data["bodies"]:
        yield from _numbers(Tag.BODY, row["name"], row, common=row["name"] in weak_bodies)
    for row in data["titles"]:
        yield from _numbers(Tag.TITLE, row["title"], row, common=row["title"] in weak)
    for form, prefix in data["modifiers"].items():
        yield Phrase(Tag.MODIFIER, form, extra=prefix), [form]
    for form, gender in data["honorifics"].items():
        yield Phrase(Tag.HONORIFIC, form, extra=gender), [form]
    for form in data["counterparts"]:
        yield Phrase(Tag.COUNTERPART, "counterpart"), [form]
        yield Phrase(Tag.COUNTERPART, "counterparts", plural=True), [form + "s"]
    for form in data["plural_parties"]:
        yield Phrase(Tag.PARTIES, form.split()[-1], plural=True), [form]


def _numbers(tag: Tag, name: str, row: dict[str, Any], *, common: bool) -> Iterator[tuple[Phrase, list[str]]]:
    """The singular and the plural of a row."""
    forms: list[str] = row["forms"]
    extra = "alone" if row.get("alone") else row.get("body", "")
    yield Phrase(tag, name, row.get("fixed"), extra=extra, common=common), forms
    plural = row.get("plural", [_plural(form) for form in forms if not form.endswith(".")])
    yield Phrase(tag, name, row.get("fixed"), plural=True, extra=extra, common=common), plural


def _plural(form: str) -> str:
    """foreign minister -> foreign ministers; minister of defence -> ministers of defence."""
    head, *rest = form.partition(" of ") if " of " in form else form.partition(" for ")
    return (head[:-1] + "ies" if head.endswith(("try", "ncy", "ary")) else head + "s") + "".join(rest)
