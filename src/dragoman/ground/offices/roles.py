"""What words for an office mean: the title they are filed under, and what the office is called otherwise.

The words are those of `lexicon/offices.yaml` and of `lexicon/roles.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from dragoman.lexicon import load
from dragoman.types import Office

__all__ = ["called_by_first", "has_several", "meanings", "office_named", "title_of", "usual_body"]

MOST = 16
"""Words that are read of a role."""

_ACTING = "Acting "


@lru_cache(maxsize=2048)
def title_of(words: str) -> str | None:
    """The title that words are filed under: "deputy foreign minister", "Deputy Minister of Foreign Affairs".

    "Acting" and words that add nothing ("current") are left out; "former" stays. None for words that are no office.

    >>> title_of("foreign minister")
    'Minister of Foreign Affairs'
    """
    lower = _plain(words)
    prefix: list[str] = []
    while lower:
        title = _forms().get(lower)
        if title:
            return " ".join([*prefix, title])
        found = next(((m, said) for m, said in _modifiers() if lower.startswith(m + " ")), None)
        if found is None:
            return None
        lower = lower[len(found[0]) + 1 :]
        prefix += [found[1]] if found[1] not in ("", "Acting") else []
    return None


def office_named(words: str, *, organisation: str | None = None, country: str | None = None) -> Office | None:
    """The office that words name, of an organisation by any of its names, and of a country (ISO 3166 alpha-2).

    A country or a body before the title counts where none is handed over. None for words that are no office.

    >>> office_named("Russian foreign ministry spokeswoman")
    Office(title='Spokesperson', organisation='Ministry of Foreign Affairs', country='RU')
    """
    found = list(_readings(_plain(words).split()[:MOST]))
    if not found:
        return None
    title, body, place = next((reading for reading in found if reading[1] in _international()), found[0])
    return Office(title, usual_body(organisation) if organisation else body, country or place)


def _readings(pieces: list[str]) -> Iterator[tuple[str, str | None, str | None]]:
    """The title, body and country of each way to part the words in what stands before a title, and the title."""
    for cut in range(len(pieces)):
        title, before = title_of(" ".join(pieces[cut:])), _before(pieces[:cut])
        if title and before:
            yield title, *before


def _before(pieces: list[str]) -> tuple[str | None, str | None] | None:
    """The body and the country in the words before a title; None where they are anything else."""
    for cut in range(len(pieces) + 1):
        country, body = " ".join(pieces[:cut]), " ".join(pieces[cut:])
        if (not country or country in _countries()) and (not body or body in _organisations()):
            name, of_body = _organisations().get(body, (None, None))
            return name, _countries().get(country) or of_body
    return None


def _plain(words: str) -> str:
    """The words in lower case, without hyphens, possessive endings and an article at the front."""
    lower = words.lower().replace("’", "'").replace("'s ", " ").replace("-", " ").replace(".", "")
    return " ".join(lower.split()).removeprefix("the ")


def meanings(office: Office) -> tuple[Office, ...]:
    """The office, and what it may be filed under instead, the likeliest first."""
    plain = replace(office, title=office.title.removeprefix(_ACTING))
    usual = replace(plain, organisation=plain.organisation and usual_body(plain.organisation))
    found = dict.fromkeys((usual, *_of_body(usual)))
    for rule in _rules()["same"]:
        for one in tuple(found):
            if _applies(rule, one):
                found[replace(one, **rule["means"])] = None
    found |= dict.fromkeys(_on_top(usual))
    return tuple(found)


def has_several(office: Office) -> bool:
    """Whether several people hold such an office at once (an ambassador, a spokesperson)."""
    return office.title in _rules()["several"] or office.title.startswith(("Deputy ", "First Deputy "))


def _of_body(office: Office) -> Iterator[Office]:
    """The office without the body that its title says ("Minister of Foreign Affairs" of the foreign ministry)."""
    if office.organisation and office.organisation == _bodies().get(office.title):
        yield replace(office, organisation=None)


def _on_top(office: Office) -> Iterator[Office]:
    """The usual offices at the top of an international organisation for its "head"."""
    if office.title in ("Head", "Leader") and office.organisation and office.country is None:
        yield from (replace(office, title=title) for title in _rules()["top"])


def _applies(rule: dict[str, Any], office: Office) -> bool:
    return (
        rule["title"] == office.title
        and ("countries" not in rule or office.country in rule["countries"])
        and ("organisations" not in rule or office.organisation in rule["organisations"])
    )


@cache
def _rules() -> dict[str, Any]:
    found: dict[str, Any] = load("roles")
    return found


@cache
def _forms() -> dict[str, str]:
    """The title of each form, hyphens as spaces; those of this table first."""
    titles = load("offices")["titles"]
    pairs = [(form, entry["title"]) for entry in titles for form in (entry["title"], *entry["forms"])]
    pairs += [(form, title) for title, forms in _rules()["forms"].items() for form in (title, *forms)]
    return {_plain(form): title for form, title in pairs}


@cache
def _modifiers() -> list[tuple[str, str]]:
    """The words before a title and what they add to it, longest first."""
    found = {_plain(words): said for words, said in load("offices")["modifiers"].items()}
    return sorted((found | {"caretaker": "Acting"}).items(), key=lambda pair: (-len(pair[0]), pair[0]))


@cache
def _bodies() -> dict[str, str]:
    return {entry["title"]: entry["body"] for entry in load("offices")["titles"] if "body" in entry}


def usual_body(organisation: str) -> str:
    """The usual name of an organisation or a kind of body; a name that no list has, as it is."""
    return _organisations().get(_plain(organisation), (organisation, None))[0]


@cache
def _organisations() -> dict[str, tuple[str, str | None]]:
    """The usual name and the country of each organisation and kind of body, by any of its names."""
    found: dict[str, tuple[str, str | None]] = {}
    for body in load("offices")["bodies"]:
        found |= {_plain(form): (body["name"], body.get("fixed")) for form in (body["name"], *body["forms"])}
    for row in (*load("organisations")["international"], *load("organisations")["national"]):
        names = [name for name in row if isinstance(name, str)]
        country = next((entry.get("country") for entry in row if isinstance(entry, dict)), None)
        found |= {_plain(name): (names[0], country) for name in names}
    return found


@cache
def _international() -> frozenset[str]:
    """The usual names of international organisations: "NATO chief" is the head of NATO, not of some body."""
    return frozenset(row[0] for row in load("organisations")["international"])


@cache
def _countries() -> dict[str, str]:
    """The code of each country by its names, adjectives and the like."""
    found = {}
    for code, entry in load("countries")["countries"].items():
        for name in (entry["name"], *entry.get("names", ()), *entry.get("adjectives", ())):
            found[_plain(name)] = code
    return found


def called_by_first(country: str | None) -> bool:
    """Whether people of a country are called by the first word of their name (Ethiopia, Malaysia)."""
    return country in load("roles")["first_name"]
