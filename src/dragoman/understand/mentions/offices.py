"""Offices: "Russian Foreign Minister", "the self-proclaimed President of Belarus", "his Turkish counterpart"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lexicon import load
from dragoman.types import Office
from dragoman.understand.mentions.line import STATES, Line, states_after, states_before
from dragoman.understand.mentions.phrases import Found, Phrase, Tag

DETERMINERS = frozenset(("the", "a", "an", "his", "her", "their", "its", "our", "both", "two", "this", "that"))
OWNERS = frozenset(("his", "her", "their", "its"))
BODIES = (Tag.BODY, Tag.ORGANISATION)
FORMER = "Former"
DESCRIBED = 4
"""Words that may stand between "former" and the office."""

SENT = frozenset(("Ambassador", "Special Envoy", "Permanent Representative", "Consul General", "Chargé d'Affaires"))


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office in a sentence, words `first` to before `last`, its determiner left out.

    `offices` has one entry for each country that it is said of; it is empty for a counterpart (`kin`).
    `title_end` is where the title itself ends: a name may stand there or after the whole.
    """

    first: int
    last: int
    title_end: int
    offices: tuple[Office, ...]
    countries: tuple[str, ...]
    head: Phrase
    kin: bool = False
    definite: bool = False
    starts: tuple[int, ...] = ()


def office_phrases(line: Line) -> list[OfficePhrase]:
    """The offices of a sentence, in order; a weak title ("leader", "head") only with a country, body or name."""
    found = []
    end = 0
    for tag in [f for f in line.found if f.phrase.tag in (Tag.TITLE, Tag.COUNTERPART)]:
        if tag.first < end:
            continue
        office = _counterpart(line, tag) if tag.phrase.tag is Tag.COUNTERPART else _office(line, tag)
        if office:
            found.append(office)
            end = office.last
    return found


def _office(line: Line, tag: Found) -> OfficePhrase | None:
    first, prefix = _modifiers(line, tag.first)
    body, first = _body_before(line, first)
    states, first = states_before(line, first)
    first, outer = _modifiers(line, first)
    if outer and not states:  # "former Ukrainian president"
        states, first = states_before(line, first)
    if FORMER not in (*outer.split(), *prefix.split()):
        outer = " ".join(p for p in (_former_before(line, first), outer) if p)
    last, after_body, after_states = _complement(line, tag, bool(states))
    starts = tuple(s.first for s in states) or (first,)
    states = states or after_states
    body = body or after_body
    countries = tuple(s.phrase.country for s in states if s.phrase.country) or _fixed(tag.phrase, body)
    title = " ".join(dict.fromkeys(p for p in (outer, prefix, tag.phrase.name) if p))
    offices = tuple(Office(title, _body_name(tag.phrase, body), c) for c in countries or (None,))
    definite = line.word(first - 1) in DETERMINERS or (line.word(first - 1) in ("'s", "’s"))
    return OfficePhrase(first, last, tag.last, offices, countries, tag.phrase, definite=definite, starts=starts)


def _former_before(line: Line, at: int) -> str:
    """ "Former" where that stands before some more words that describe an office: "former Republican senator"."""
    for before in range(at - 1, max(at - 1 - DESCRIBED, -1), -1):
        found = line.tag_before(before + 1, Tag.MODIFIER)
        if found and found.phrase.extra == FORMER:
            return FORMER
        if not _describes(line, before):
            return ""
    return ""


def _describes(line: Line, at: int) -> bool:
    """Whether a word may stand between "former" and an office: a name or acronym's part, or one of the list."""
    word, tag = line.words[at], line.inside.get(at)
    if tag and tag.phrase.tag in (Tag.TITLE, Tag.COUNTERPART, Tag.HONORIFIC):
        return False
    if word.lower in load("offices")["describing"] or word.possessive:
        return True
    return tag is not None or (word.capital and word.text.isalpha() and not word.text.isupper())


def _fixed(title: Phrase, body: Found | None) -> tuple[str, ...]:
    code = title.country or (body.phrase.country if body else None)
    return (code,) if code else ()


def _body_name(title: Phrase, body: Found | None) -> str | None:
    """The body of an office: the one said, else none; the lexicon's body of a title is not said."""
    if body is None:
        return None
    return body.phrase.name


def _modifiers(line: Line, at: int) -> tuple[int, str]:
    """Where the words before a title that belong to it begin, and what they add to it ("Former Deputy")."""
    prefix = ""
    while True:
        end = at - 1 if line.word(at - 1) == "-" else at
        found = line.tag_before(end, Tag.MODIFIER)
        if found is None:
            return at, prefix
        said = found.phrase.extra
        at, prefix = found.first, prefix if said in prefix.split() else f"{said} {prefix}".strip()


def _body_before(line: Line, at: int) -> tuple[Found | None, int]:
    end = at - 1 if at > 0 and line.words[at - 1].possessive else at
    found = line.tag_before(end, *BODIES)
    return (found, found.first) if found else (None, at)


def _complement(line: Line, tag: Found, has_state: bool) -> tuple[int, Found | None, list[Found]]:
    """What follows a title and belongs to it: "of Russia", "for the Ministry of ... of Russia", "in Belarus"."""
    at = tag.last
    preposition = line.word(at)
    if preposition in ("of", "for", "at", "with"):
        body, end = _body_after(line, at + 1)
        if body:
            states, end = _of_states(line, end)
            return end, body, states
    if preposition == "of" or (preposition == "for" and not has_state):
        states, end = states_after(line, at + 1)
        if states and tag.phrase.name in SENT:
            end = _destination(line, end)
        return (end, None, states) if states else (at, None, [])
    if tag.phrase.name in SENT:
        return _destination(line, at), None, []
    return at, None, []


def _destination(line: Line, at: int) -> int:
    """Where "to Kyiv", "in Belarus", "for Syria", "to the United Nations" after an envoy's title ends."""
    if line.word(at) not in ("to", "in", "for"):
        return at
    start = at + 1 + (line.word(at + 1) == "the")
    found = line.tag_at(start, Tag.COUNTRY, Tag.CAPITAL, Tag.ORGANISATION, Tag.REGION)
    return found.last if found else at


def _body_after(line: Line, at: int) -> tuple[Found | None, int]:
    start = at + (line.word(at) in ("the", "its", "his"))
    state = line.tag_at(start, *STATES)
    body_at = state.last + (line.word(state.last) == "'s") if state else start
    body = line.tag_at(body_at, *BODIES)
    return (body, body.last) if body else (None, at)


def _of_states(line: Line, at: int) -> tuple[list[Found], int]:
    """The state that a body after a title belongs to: before it ("the Russian Foreign Ministry") or after it."""
    if line.word(at) == "of":
        states, end = states_after(line, at + 1)
        if states:
            return states, end
    body = line.ends.get(at)
    states, _ = states_before(line, body.first) if body else ([], at)
    return states, at


def _counterpart(line: Line, tag: Found) -> OfficePhrase | None:
    """ "his Belarusian counterpart", "his counterpart from Belarus"; None for a "colleague" of nobody's."""
    states, first = states_before(line, tag.first)
    last = tag.last
    starts = tuple(s.first for s in states)
    if not states and line.word(last) in ("from", "in", "of"):
        states, last = states_after(line, last + 1)
        last = last if states else tag.last
    owned = line.word(first - 1) in OWNERS or (first > 0 and line.words[first - 1].possessive)
    colleague = line.word(tag.first).startswith("colleague")
    if (colleague and not (states and owned)) or not (states or owned):
        return None
    if line.word(first - 1) in OWNERS:
        first -= 1
    countries = tuple(s.phrase.country for s in states if s.phrase.country)
    return OfficePhrase(
        first, last, last, (), countries, tag.phrase, kin=True, definite=True, starts=starts or (first,)
    )


def gender_of_title(words: str) -> str:
    """ "f" or "m" where a title or form of address says so, else ""."""
    data = load("offices")
    lower = words.lower().split()
    for word in lower:
        gender: str = data["honorifics"].get(word, "")
        if gender:
            return gender
        if word in data["female"] or word in data["male"]:
            return "f" if word in data["female"] else "m"
    return ""
