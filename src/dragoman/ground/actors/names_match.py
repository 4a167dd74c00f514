"""Whether two names of people, as news writes them, may be one person's.

    name -> words, each with its part in the name -> paired in their order -> what was left over -> a verdict

Words agree as they are spelled, as forms of one given name, as an initial, or, beside a given name of another script,
by their consonants. One word that stands against another makes two people. Where too little is said the verdict is
"unclear": a surname alone, "Jr." on one side only, a surname that differs in a vowel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from dragoman.ground.actors.name_words import Name, Role, Word, name_of

__all__ = ["NameMatch", "Verdict", "contradictory", "same_name"]

Verdict = Literal["same", "different", "unclear"]
SOUNDS = 3  # consonants from which on two words may be one by them


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What two names are to each other, and what it was decided by, in words."""

    verdict: Verdict
    reasons: tuple[str, ...]


class Grade(Enum):
    """How two words of names agree."""

    NONE = "are not one name"
    CONSONANTS = "have the same consonants"
    INITIAL = "initial and name"
    FORM = "forms of one name"
    EQUAL = "spelled alike"


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Places of words that agree, and the words that stand in one name only."""

    pairs: tuple[tuple[int, int, Grade], ...]
    over: tuple[tuple[Word, ...], tuple[Word, ...]]
    against: tuple[Word, Word] | None = None


def same_name(one: str, other: str) -> NameMatch:
    """Whether two full or partial names may be one person's name.

    "same" where the surname and a given name or its initial agree and nothing stands against it, or where both names
    are one word that is spelled alike; "different" where a word stands against another; "unclear" where too little is
    said. The order of the two does not matter. Of a name 120 characters and 10 words are read; an empty one is
    "unclear".

    >>> same_name("Maria Zaharova", "Mariya Zakharova").verdict
    'same'
    >>> same_name("Kim Jong Un", "Kim Jong Il").verdict
    'different'
    >>> same_name("Lavrov", "Sergei Lavrov").verdict
    'unclear'
    """
    first, second = sorted((name_of(one), name_of(other)), key=lambda name: (len(name.words), name.text))
    if not first.words:
        return NameMatch("unclear", ("a name without letters",))
    if first.number and second.number and first.number != second.number:
        return NameMatch("different", (f"{first.number} and {second.number}",))
    found = _compared(first, second)
    if found.verdict == "same" and first.number != second.number:
        return NameMatch("unclear", (*found.reasons, f"only one is {first.number or second.number}"))
    return found


def contradictory(one: str, other: str) -> bool:
    """Whether two names have their first and last word in common and initials between them that differ.

    "John F. Kennedy" is neither "John N. Kennedy" nor "John Neely Kennedy"; it may be "John Kennedy".
    """
    first, second = _around(one), _around(other)
    if first[0] != second[0] or not (first[1] and second[1]) or not (first[2] or second[2]):
        return False
    return any(a != b for a, b in zip(first[1], second[1], strict=False))


def _around(name: str) -> tuple[tuple[str, str], str, bool]:
    """The first and last word of a name, the initials between them, and whether one stands there as an initial."""
    signs = str.maketrans(dict.fromkeys(",'\"“”", " ") | {".": ". "})
    words = [w.strip(".") for w in name.casefold().translate(signs).split()]
    words = [w for w in words if w and w not in ("jr", "sr")]
    ends = (words[0], words[-1]) if len(words) > 1 else ("", name)
    return ends, "".join(w[0] for w in words[1:-1]), any(len(w) == 1 for w in words[1:-1])


def _compared(first: Name, second: Name) -> NameMatch:
    if len(second.words) == 1:
        return _single(first.words[0], second.words[0])
    if len(first.words) == 1:
        return _alone(first.words[0], second)
    results = [_judged(a, b) for a, b in _orders(first, second)]
    return next((found for found in results if found.verdict == "same"), results[0])


def _orders(first: Name, second: Name) -> list[tuple[Name, Name]]:
    """The two names as they stand, then with one turned, where it may have its surname first."""
    turned = [(first.turned, second)] if first.may_turn else []
    return [(first, second), *turned, *([(first, second.turned)] if second.may_turn else [])]


def _single(one: Word, other: Word) -> NameMatch:
    grade = _graded(one, other)
    verdicts: dict[Grade, Verdict] = {Grade.NONE: "different", Grade.EQUAL: "same"}
    return NameMatch(verdicts.get(grade, "unclear"), (_said(one, other, grade),))


def _alone(word: Word, full: Name) -> NameMatch:
    """A name of one word beside a fuller one."""
    if any(_graded(word, w) is not Grade.NONE for w in full.words):
        return NameMatch("unclear", (f"{word.text} alone",))
    return NameMatch("different", (f"{word.text} is no part of the other",))


def _judged(first: Name, second: Name) -> NameMatch:
    """The verdict on two names of several words in the order in which they stand."""
    if first.joined == second.joined:
        return NameMatch("same", ("the same letters",))
    pairing = _paired(first.words, second.words)
    if pairing.against:
        return NameMatch("different", (_said(*pairing.against, Grade.NONE),))
    return _left_over(first, second, pairing) or _weighed(first, second, pairing)


def _paired(first: tuple[Word, ...], second: tuple[Word, ...]) -> _Pairing:
    """The words of two names in pairs, in their order; it ends at the first two that stand against each other."""
    i = j = 0
    pairs: list[tuple[int, int, Grade]] = []
    over: tuple[list[Word], list[Word]] = ([], [])
    while i < len(first) and j < len(second):
        grade = _graded(first[i], second[j])
        joint = (1, 1) if grade is not Grade.NONE else _joint(first[i:], second[j:])
        if joint:
            i, j = i + joint[0], j + joint[1]
            pairs.append((i - 1, j - 1, Grade.EQUAL if grade is Grade.NONE else grade))
            continue
        left, right = _ahead(second[j], first, i), _ahead(first[i], second, j)
        if left == right == 0:
            return _Pairing(tuple(pairs), (tuple(over[0]), tuple(over[1])), (first[i], second[j]))
        if right == 0 or 0 < left <= right:
            over[0].extend(first[i : i + left])
            i += left
        else:
            over[1].extend(second[j : j + right])
            j += right
    return _Pairing(tuple(pairs), ((*over[0], *first[i:]), (*over[1], *second[j:])))


def _ahead(word: Word, words: tuple[Word, ...], at: int) -> int:
    """How many words on its like stands; 0 when none does. An initial is never looked for."""
    strong = (Grade.EQUAL, Grade.FORM, Grade.CONSONANTS)
    return next((k - at for k in range(at + 1, len(words)) if _graded(word, words[k]) in strong), 0)


def _joint(first: tuple[Word, ...], second: tuple[Word, ...]) -> tuple[int, int] | None:
    """How many words of each are the same letters ("Jong un", "Jongun"), where one side is one word; None if none."""
    for number in (2, 3):
        if len(second) >= number and first[0].text == "".join(w.text for w in second[:number]):
            return 1, number
        if len(first) >= number and second[0].text == "".join(w.text for w in first[:number]):
            return number, 1
    return None


def _left_over(first: Name, second: Name, pairing: _Pairing) -> NameMatch | None:
    """The verdict where one name has words that the other has not; None where they may be left out."""
    names = [[w for w in words if w.role is not Role.INITIAL] for words in pairing.over]
    if all(names):
        return NameMatch("different", (f"{names[0][0].text} and {names[1][0].text} stand in one only",))
    if (first.whole or second.whole) and any(names):
        return NameMatch("different", ("only a part of a given name is the same",))
    grades = {(i, j): grade for i, j, grade in pairing.pairs}
    end = (len(first.words) - 1, len(second.words) - 1)
    firsts, lasts = (0, 0) in grades, end in grades
    if grades.get(end) is Grade.INITIAL:
        return NameMatch("unclear", ("a last name is an initial",))
    if firsts and not lasts:
        return _second_surname(first, second, pairing)
    if not lasts or (not firsts and len(pairing.pairs) < 2):
        return NameMatch("different", ("too few words are the same",))
    return None


def _second_surname(first: Name, second: Name, pairing: _Pairing) -> NameMatch | None:
    """The verdict where one name goes on after the last word of the other; None where that may be a surname."""
    shorter, place = (first, 0) if not pairing.over[0] else (second, 1)
    grades = {pair[place]: pair[2] for pair in pairing.pairs}
    if grades.get(len(shorter.words) - 1) in (None, Grade.INITIAL):
        return NameMatch("different", ("the last names are not the same",))
    if grades[0] is Grade.INITIAL:
        return NameMatch("unclear", ("an initial beside what may be a middle name",))
    last = shorter.words[-1]
    if last.role in (Role.PATRONYMIC, Role.INITIAL) or (last.role is Role.NAME and last.given):
        return NameMatch("unclear", (f"{last.text} may be a given name",))
    return None


def _weighed(first: Name, second: Name, pairing: _Pairing) -> NameMatch:
    """The verdict where nothing stands against two names."""
    pairs = [(first.words[i], second.words[j], grade) for i, j, grade in pairing.pairs]
    reasons = tuple(_said(*pair) for pair in pairs)
    sure = [(a, b) for a, b, grade in pairs if grade in (Grade.EQUAL, Grade.FORM)]
    doubted = [pair for pair in pairs if pair[2] is Grade.CONSONANTS]
    foreign = any(a.foreign and b.foreign for a, b in sure)
    if not sure or len(doubted) > 1 or (doubted and not foreign):
        return NameMatch("unclear", reasons)
    return NameMatch("same", reasons)


def _graded(one: Word, other: Word) -> Grade:
    """How two words agree."""
    if Role.INITIAL in (one.role, other.role):
        return Grade.INITIAL if _initial(one, other) else Grade.NONE
    if (one.role is Role.FATHER) != (other.role is Role.FATHER):
        return Grade.NONE
    if not one.keys.isdisjoint(other.keys) or _articled(one, other) or _articled(other, one):
        return Grade.EQUAL
    if not one.forms.isdisjoint(other.forms):
        return Grade.FORM
    return Grade.CONSONANTS if _sound_alike(one, other) else Grade.NONE


def _sound_alike(one: Word, other: Word) -> bool:
    """Whether two words have the same consonants, enough of them, and vowels that differ in one at most."""
    if all(len(sounds) < SOUNDS for sounds in one.sounds & other.sounds):
        return False
    short, long = sorted((one.vowels, other.vowels), key=len)
    if len(long) - len(short) > 1 or _two_genders(one.text, other.text) or _open_apart(one.text, other.text):
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def _open_apart(one: str, other: str) -> bool:
    """Whether they begin with vowels that no spelling takes for each other: Ushakov and Isakov."""
    return {one[0], other[0]} in ({"u", "i"}, {"u", "e"}, {"o", "i"}, {"o", "e"})


def _initial(one: Word, other: Word) -> bool:
    if Role.FATHER in (one.role, other.role):
        return False
    short, full = (one, other) if one.role is Role.INITIAL else (other, one)
    if full.role is Role.INITIAL:
        return short.text[0] == full.text[0]
    return any(form.startswith(short.text) for form in (full.text, *full.keys))


def _articled(one: Word, other: Word) -> bool:
    """Whether one word with an article before it is the other with the article in it ("el-Araby", "Elaraby")."""
    return one.article and other.text in (f"al{one.text}", f"el{one.text}")


def _two_genders(one: str, other: str) -> bool:
    """Whether just one ends in "a", and the other in a consonant or "i": Ivanov and Ivanova, Kovalsky and Kovalska."""
    ends = {one[-1], other[-1]}
    return "a" in ends and len(ends) == 2 and not ends & set("eoh")


def _said(one: Word, other: Word, grade: Grade) -> str:
    return f"{one.text} and {other.text}: {grade.value}"
