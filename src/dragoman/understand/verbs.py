"""Verb forms: which words can be forms of which verbs, from the lexicon's lemmas and irregular tables."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman import lexicon

__all__ = ["Form", "forms_of", "lemma_of", "readings"]

Form = str
"""One of "base", "s", "past", "part" (past participle) and "ing"."""


@cache
def forms_of(lemma: str) -> dict[str, frozenset[Form]]:
    """Every form of a verb with what it can be: {"met": {"past", "part"}, ...}."""
    words = lexicon.load("verbs")["irregular"].get(lemma) or _regular(lemma)
    found: dict[str, set[Form]] = {lemma: {"base"}}
    for word, form in zip(words, ("s", "past", "part", "ing"), strict=True):
        found.setdefault(word, set()).add(form)
    if lemma.endswith("l") and lemma in lexicon.load("verbs")["doubling"]:  # American spelling: canceled, traveling
        found |= {lemma + "ed": {"past", "part"}, lemma + "ing": {"ing"}}
    if lemma == "be":
        found |= {"am": {"s"}, "are": {"s"}, "were": {"past"}}
    return {word: frozenset(forms) for word, forms in found.items()}


def _regular(lemma: str) -> list[str]:
    stem = lemma + lemma[-1] if lemma in lexicon.load("verbs")["doubling"] else lemma
    if lemma.endswith("e"):
        past, ing = lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    return [_third(lemma), past, past, ing]


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _known_lemmas() -> Iterable[str]:
    """The first words of all verbs that any lexicon of this stage names, in a fixed order."""
    status, verbs = lexicon.load("status"), lexicon.load("verbs")
    phrases = [*verbs["irregular"], *verbs["common"], *status["light"], *status["happens"], *status["not_happens"]]
    phrases += [p for group in status["governors"].values() for p in group]
    phrases += [p for mode in lexicon.load("triggers").values() for p in mode["verbs"]]
    return dict.fromkeys(p.split()[0] for p in phrases if "adjective" not in p)


@cache
def _table() -> dict[str, tuple[tuple[str, frozenset[Form]], ...]]:
    table: dict[str, list[tuple[str, frozenset[Form]]]] = {}
    for lemma in _known_lemmas():
        for word, forms in forms_of(lemma).items():
            table.setdefault(word, []).append((lemma, forms))
    return {word: tuple(found) for word, found in table.items()}


def readings(word: str) -> tuple[tuple[str, frozenset[Form]], ...]:
    """The verbs that a lower-case word can be a form of, with the forms; empty when it is no verb.

    A word that the lexicon does not know but that ends as a past form does is taken for one of itself.
    """
    found = _table().get(word, ())
    if not found and word.startswith("re"):  # "reimposed", "retook"
        found = _table().get(word[2:], ())
    if not found and len(word) > 4 and word.endswith("ed") and word.isalpha() and not word.endswith("eed"):
        return ((word, frozenset({"past", "part"})),)
    return found


def lemma_of(word: str) -> str | None:
    """The first verb that a lower-case word can be a form of, or None."""
    found = readings(word)
    return found[0][0] if found else None
