"""The words of a person's name, for `names_match`: titles and particles off, each word with its part in the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from itertools import groupby

from dragoman.ground.actors.spelling import VOWELS, folded, plain
from dragoman.lexicon import load

LONGEST = 120
MOST = 10
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?\.?|[A-Z]\.?|[A-Z][a-z]\.")
_CLUMP = re.compile(r"[A-Z]{2,3}")
_SERVANT = re.compile(r"^abd(?:[aeiou]+l)?(?=.)")


class Role(Enum):
    """The part of a word in a name."""

    NAME = "name"
    INITIAL = "initial"
    FATHER = "name of the father"
    PATRONYMIC = "patronymic"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name.

    `text` is plain lower case, `keys` its spelling (see `folded`) in one or two ways, `sounds` its consonants, `vowels`
    those of its spelling, `forms` the groups of forms that it stands in, `foreign` whether one of them is of another
    script, `article` whether "al" or "el" was before it, `given` whether it is known as a given name.
    """

    text: str
    keys: frozenset[str]
    sounds: frozenset[str]
    vowels: str
    forms: frozenset[int]
    foreign: bool
    role: Role = Role.NAME
    article: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words in their order. `number` is "jr" or a king's number, "" for none.

    `whole` names have a given name that is never said in part (East Asia). `may_turn`: the surname may stand first.
    """

    text: str
    words: tuple[Word, ...]
    number: str = ""
    whole: bool = False
    may_turn: bool = False

    @property
    def turned(self) -> Name:
        """The name with its first word last."""
        return replace(self, words=(*self.words[1:], self.words[0]))

    @property
    def joined(self) -> str:
        """The letters of all words as one."""
        return "".join(word.text for word in self.words)


@lru_cache(maxsize=8192)
def name_of(name: str) -> Name:
    """A name as words; without any where it has no letters. Only `LONGEST` characters and `MOST` words are read."""
    front, _, back = " ".join(name[:LONGEST].split()).partition(", ")
    turned = bool(back) and not _is_suffix(back)
    raw = [*back.split(), *front.split()] if turned else [*front.split(), *back.split()]
    raw, number = _without_suffix(_without_titles([word for word in raw if plain(word)][:MOST]))
    words = tuple(_words(raw))
    return Name(name, words, number, _whole(raw), not turned and _may_turn(raw, words))


def surname_first(words: list[str]) -> bool:
    """Whether a name is written surname first, as in East Asia ("Xi Jinping", "Kim Jong Un")."""
    if not 2 <= len(words) <= 3 or words[0] not in name_lists()["surnames_first"]:
        return False
    western = len(words) == 2 and is_given(words[0]) and len(words[1]) > 5 and "-" not in words[1]
    return not western


def is_given(word: str) -> bool:
    """Whether a word, as it is written, is listed as a given name."""
    return word in name_lists()["given"]


@cache
def name_lists() -> dict[str, frozenset[str]]:
    """The lists of `lexicon/names.yaml` that taking a name apart needs, as they are written there."""
    data = load("names")
    found = {key: frozenset(data[key].split()) for key in ("male", "female", "surnames_first", "titles")}
    found |= {key: frozenset(data[key]) for key in ("particles", "fathers", "sons", "servants")}
    found["given"] = found["male"] | found["female"]
    found["suffixes"] = frozenset(s.rstrip(".") for s in data["suffixes"])
    found["articles"] = frozenset(p.lower() for p in data["particles"] if len(p) > 1) - found["servants"]
    return found


def _without_titles(raw: list[str]) -> list[str]:
    first = next((i for i, word in enumerate(raw) if plain(word) not in name_lists()["titles"]), len(raw) - 1)
    return raw[max(first, 0) :]


def _is_suffix(text: str) -> bool:
    return plain(text) in ("jr", "sr") or plain(text) in load("names")["numerals"]


def _without_suffix(raw: list[str]) -> tuple[list[str], str]:
    """The words without "Jr." or a number in capitals at the end, and that."""
    last = raw[-1] if len(raw) > 1 else ""
    if _is_suffix(last) and ((last.isupper() and not last.endswith(".")) or plain(last) in ("jr", "sr")):
        return raw[:-1], plain(last)
    return raw, ""


def _whole(raw: list[str]) -> bool:
    turned = len(raw) == 2 and raw[-1] in name_lists()["surnames_first"] and "-" in raw[0]
    return surname_first(raw) or turned


def _may_turn(raw: list[str], words: tuple[Word, ...]) -> bool:
    """Whether the first word may be the surname: it is no given name, and not two given names follow it."""
    if len(words) < 2 or (is_given(raw[0]) and not surname_first(raw)):
        return False
    rest = [word for word in words[1:] if word.role is Role.NAME]
    return len(rest) <= 1 or surname_first(raw)


def _words(raw: list[str]) -> list[Word]:
    """The words of a name: particles dropped, "bin" and its like turned into the part of the next word."""
    pieces = [piece for number, word in enumerate(raw) for piece in _pieces(word, raw, number)]
    lists = name_lists()
    found: list[Word] = []
    before = ""
    for number, (piece, role) in enumerate(pieces):
        text, last = plain(piece), number == len(pieces) - 1
        inside = number > 0 or piece.islower() or piece.lower() in ("al", "el")
        if text in lists["sons"] and found:
            found[-1] = replace(found[-1], role=Role.FATHER)
        elif not last and inside and text in lists["articles"]:
            before = before if before in lists["servants"] else text
        elif not last and text in lists["servants"]:
            before = text
        elif text:
            found.append(_word(piece, role, before))
            before = ""
    return found


def _pieces(word: str, raw: list[str], number: int) -> list[tuple[str, Role]]:
    """A word of a name cut at hyphens, or into initials."""
    clump = _CLUMP.fullmatch(word) and word.title() not in name_lists()["surnames_first"]
    if _INITIALS.fullmatch(word) or (clump and number < len(raw) - 1 and not all(w.isupper() for w in raw)):
        letters = [word.rstrip(".")] if len(word) == 3 and word[1].islower() else [c for c in word if c.isalpha()]
        return [(letter, Role.INITIAL) for letter in letters]
    return [(piece, Role.NAME) for piece in word.split("-") if plain(piece)]


@lru_cache(maxsize=8192)
def _word(piece: str, role: Role, before: str) -> Word:
    """The word of a piece; `before` is the particle that was before it."""
    lists = name_lists()
    text = plain(piece)
    if before in lists["servants"]:
        text = ("abd" if before.startswith("abd") else "abu") + text
    if before in lists["fathers"]:
        role = Role.FATHER
    elif role is Role.NAME and len(text) > 6 and text.endswith(tuple(load("names")["patronymics"])):
        role = Role.PATRONYMIC
    text = _SERVANT.sub("abd", text)
    keys = frozenset((folded(text), folded("".join(load("names")["twofold"].get(c, c) for c in piece.lower()))))
    if before in lists["servants"]:
        keys = frozenset((folded(text),))
    forms, foreign = _forms_of(keys)
    vowels = "".join(c for c in folded(text) if c in VOWELS)
    return Word(text, keys, _sounds(text), vowels, forms, foreign, role, before in ("al", "el"), is_given(piece))


def _sounds(text: str) -> frozenset[str]:
    """The consonants of a word, an initial vowel as "a"; in more ways where "j" or a Belarusian "ou" may be either."""
    bare = text.removesuffix("h") if text[-2:-1] in ("a", "e", "o") else text
    ways = [bare, bare.replace("j", "zh")]
    for old, new in load("names")["belarusian"]:
        bare = bare.replace(old, new)
    return frozenset(_consonants(way) for way in (*ways, bare))


@lru_cache(maxsize=8192)
def _consonants(text: str) -> str:
    for old, new in load("names")["sounds"]:
        text = text.replace(old, new)
    text = "".join(letter for letter, _ in groupby(text.lstrip("jy") or text))
    first = "a" if text[:1] in VOWELS else ""
    return first + "".join(c for c in text if c not in VOWELS and c not in "yj")


def _forms_of(keys: frozenset[str]) -> tuple[frozenset[int], bool]:
    found = [_forms()[key] for key in sorted(keys) if key in _forms()]
    return frozenset().union(*(groups for groups, _ in found)), any(foreign for _, foreign in found)


@cache
def _forms() -> dict[str, tuple[frozenset[int], bool]]:
    """For the spelling of a name the groups of forms that it stands in, and whether one is of another script."""
    data = load("names")
    found: dict[str, tuple[frozenset[int], bool]] = {}
    groups = [
        (group, key != "equivalents") for key in ("equivalents", "transliterated", "surnames") for group in data[key]
    ]
    for number, (group, foreign) in enumerate(groups):
        for name in group:
            key = folded(_SERVANT.sub("abd", plain(name)))
            known, before = found.get(key, (frozenset[int](), False))
            found[key] = (known | {number}, before or foreign)
    return found
