"""Words of a sentence, for the rules that find mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.lexicon import load
from dragoman.spans import Span

WORD = re.compile(
    r"(?:[A-Z]\.){2,5}"  # U.S.
    r"|[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*"  # Lavrov, O'Brien, Sana'a
    r"|\d+"
    r"|[^\w\s]|_"
)
MARKS = ("'s", "’s", "'S", "’S", "ʼs", "`s", "‘s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark. `glued` says that no white space stands before it; `index` counts in the sentence."""

    text: str
    span: Span
    glued: bool
    index: int

    @property
    def lower(self) -> str:
        """The word for look-ups that do not care about case."""
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        """Whether it is the ending of a possessive."""
        return self.text in MARKS


def words_of(text: str, span: Span) -> list[Word]:
    """The words of a range of a text, in order; a possessive ending is a word of its own."""
    found: list[Word] = []
    end_before = -1
    for match in WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        cut = end - 2 if match.group().endswith(MARKS) and end - start > 2 else end
        found.append(Word(text[start:cut], Span(start, cut), start == end_before, len(found)))
        if cut < end:
            found.append(Word(text[cut:end], Span(cut, end), True, len(found)))
        end_before = end
    return found


def key_of(phrase: str) -> tuple[str, ...]:
    """A phrase of a lexicon as the words that a text would have for it."""
    if phrase.replace(" ", "").isalpha():
        return tuple(phrase.split())
    return tuple(w.text.replace("’", "'") for w in words_of(phrase, Span(0, len(phrase))))


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[str]]:
    """The sets of `lexicon/names.yaml`."""
    data = load("names")
    sets = {key: frozenset(data[key].split()) for key in ("male", "female", "surnames_first", "never", "common")}
    sets["given"] = sets["male"] | sets["female"]
    sets["particles"] = frozenset(data["particles"])
    sets["suffixes"] = frozenset(s.rstrip(".") for s in data["suffixes"])
    return sets


def listed(word: str, kind: str) -> bool:
    """Whether a word stands in one of the name lists: given, surnames_first, particles, suffixes, never."""
    names = _names()[kind]
    return word in names or (len(word) > 3 and word.isupper() and word.capitalize() in names)


def title_case(words: list[Word]) -> bool:
    """Whether capitals say nothing here: all is in capitals, or of four or more words none but small
    ones begins in lower case, and no full stop ends them."""
    letters = [w for w in words if w.text[0].isalpha() and not w.possessive]
    if sum(len(w.text) > 1 and w.text.isupper() for w in letters) >= max(4, 0.8 * len(letters)):
        return True
    if len(letters) < 4 or words[-1].text == ".":
        return False
    small = load("names")["small"]
    return all(w.capital or w.lower in small for w in letters)
