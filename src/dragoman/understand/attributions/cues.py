"""Cues: the words of saying in a line, with their form and what may follow them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import MentionKind
from dragoman.understand.attributions.line import Line, words

__all__ = ["Cue", "Saying", "cue_kind", "cues_in"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of saying: what kind it is, and what it takes as its content (see lexicon/sayings.yaml)."""

    lemma: str
    kind: str
    takes: frozenset[str]
    also_noun: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of saying at the items `first` to `end` (exclusive) of a line, in the form base, s, past or ing."""

    first: int
    end: int
    saying: Saying
    form: str
    span: Span


def cue_kind(cue_words: str) -> str | None:
    """The kind of a cue by its words ("denied" is "deny", "according to" is "say"); None for no known cue.

    Kinds: say, announce, confirm, claim, deny, promise, threaten, propose, ask, think.
    """
    low = " ".join(cue_words.lower().split())
    found = _table().get(low) or _table().get(low.split(" ")[-1] if low else "")
    if found:
        return found[0].kind
    phrases = lexicon.load("sayings")["phrases"]
    return next((p["kind"] for p in phrases if p["words"] == low), None)


@cache
def _table() -> dict[str, tuple[Saying, str]]:
    """Every form of every word of saying."""
    table: dict[str, tuple[Saying, str]] = {}
    for entry in lexicon.load("sayings")["verbs"]:
        takes = frozenset(entry["takes"]) | {"quote"}
        saying = Saying(entry["lemma"], entry["kind"], takes, bool(entry.get("also_noun")))
        for form, written in _forms(entry):
            table.setdefault(written, (saying, form))
    return table


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _table())


def _forms(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    lemma = entry["lemma"]
    if "forms" in entry:
        for written in entry["forms"]:
            yield ("ing" if written.split()[0].endswith("ing") else "past"), written
        return
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = entry.get("past", stem + "ed")
    yield "past", past
    yield "past", entry.get("participle", past)
    yield "ing", entry.get("ing", stem + "ing")
    yield "base", lemma
    yield "s", _third_person(lemma)


def _third_person(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")


def cues_in(line: Line) -> Iterator[Cue]:
    """The words of saying outside names and quotations, in order; those negated or unfit as verbs are left out."""
    index = 0
    while index < len(line.items):
        cue = _cue_at(line, index)
        if cue is not None and _is_verb(line, cue):
            yield cue
            index = cue.end
        else:
            index += 1


def _cue_at(line: Line, index: int) -> Cue | None:
    """The longest cue that begins here."""
    if line.lower(index) not in _first_words():
        return None
    for length in (4, 3, 2, 1):
        pieces = [line.lower(index + i) for i in range(length)]
        found = _table().get(" ".join(pieces)) if all(pieces) else None
        if found:
            span = Span(line.items[index].span.start, line.items[index + length - 1].span.end)
            return Cue(index, index + length, found[0], found[1], span)
    return None


def _is_verb(line: Line, cue: Cue) -> bool:
    """Whether the word is a verb that says something: no noun, nothing negated, no bare infinitive."""
    before = [line.lower(i) for i in range(max(0, cue.first - 3), cue.first)]
    if set(before) & words("negations"):
        return False
    last = before[-1] if before else ""
    if last in words("determiners", "prepositions") and cue.form != "ing":
        return False
    if cue.form == "ing":
        return last not in words("determiners")
    if cue.form == "base" and not set(before) & words("modal"):
        return _plural_before(line, cue.first - 1)
    return not (cue.form == "base" and last == "to")


def _plural_before(line: Line, index: int) -> bool:
    """Whether a subject of many stands before a base form: "officials say", "they say"."""
    while line.lower(index) in words("between"):
        index -= 1
    item = line.at(index)
    if item is None:
        return False
    if item.mention is not None:
        return item.mention.kind == MentionKind.PEOPLE or line.lower(index - 1) == "and" or item.text.endswith("s")
    return item.lower in ("we", "they", "i", "you", "who", "people", "police", "media") or (
        item.lower in words("speakers") and item.lower.endswith("s")
    )
