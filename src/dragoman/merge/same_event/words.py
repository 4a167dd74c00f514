"""Lemmas and what they are derived from, by a small table: enough to see that two triggers are one word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.lexicon import load

__all__ = ["are_kin", "content_of", "is_light", "lemma_of", "stem_of"]

_HISSING = ("ss", "sh", "ch", "x", "z")
_NO_PLURAL = ("ss", "us", "is")
_VERBAL = ("ing", "ed")


def lemma_of(word: str, *, verb: bool) -> str:
    """The lemma of a word, lower case: of a verb "hosting" and "hosted" are "host", of a noun "talks" is "talk"."""
    lower = word.casefold()
    if lower in _irregular():
        return _irregular()[lower]
    if verb:
        for ending in _VERBAL:
            if lower.endswith(ending) and len(lower) > len(ending) + 2:
                return _base(lower, lower.removesuffix(ending))
    return _singular(lower)


def _base(word: str, stem: str) -> str:
    """What a verb is without its ending; a final e stays off, stems are what is compared."""
    if word.endswith("ying") and len(stem) < 3:
        return stem[:-1] + "ie"
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_NO_PLURAL) and len(word) > 3:
        return word[:-1]
    return word


@cache
def _irregular() -> dict[str, str]:
    """The irregular forms of verbs, and the words of families that endings would mislead on ("loss", "invade")."""
    found = {form: lemma for lemma, forms in reversed(load("verbs")["irregular"].items()) for form in forms}
    for word in (word for family in load("derivations")["families"] for word in family):
        if not word.endswith((*_VERBAL, "s")) or word.endswith(_HISSING):
            found.setdefault(word, word)
        if word.endswith("e"):
            for form in (word + "d", word + "s", word[:-1] + "ing"):
                found.setdefault(form, word)
    return {**found, "dying": "die"}


@cache
def stem_of(lemma: str) -> str:
    """What words derived from one another share: the first word of their family, else the lemma without endings."""
    family = _families().get(lemma)
    if family:
        return family
    data = load("derivations")
    for ending in sorted(data["endings"], key=len, reverse=True):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= data["least"]:
            stem = lemma.removesuffix(ending)
            return _families().get(stem) or _families().get(stem + "e") or stem.rstrip("eiy")
    return lemma


@cache
def _families() -> dict[str, str]:
    return {word: family[0] for family in load("derivations")["families"] for word in family}


@cache
def are_kin(one: str, other: str) -> bool:
    """Whether two lemmas that are not derived from one another may name one occurrence: "quake" and "tremor"."""
    return bool(_rows(one) & _rows(other))


@cache
def _rows(lemma: str) -> frozenset[int]:
    """The rows of kin that a lemma is in, or a word derived from it."""
    stem = stem_of(lemma)
    return frozenset(n for n, row in enumerate(load("derivations")["kin"]) if any(stem_of(w) == stem for w in row))


@cache
def is_light(lemma: str) -> bool:
    """Whether a lemma says little about what happens: "make", "hold"."""
    return stem_of(lemma) in {stem_of(word) for word in load("derivations")["light"]}


def content_of(words: Iterable[str]) -> frozenset[str]:
    """The lemmas of words that say something: no words of grammar, nothing without a letter or digit."""
    folded = (word.casefold() for word in words if any(c.isalnum() for c in word))
    return frozenset(lemma_of(word, verb=False) for word in folded if word not in _grammar())


@cache
def _grammar() -> frozenset[str]:
    classes = load("grammar")
    return frozenset(word for words in classes.values() if isinstance(words, list) for word in words)
