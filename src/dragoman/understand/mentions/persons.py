"""Names of people: runs of capitalised words that a given name, a title or the rest of the document shows to be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from dragoman.lexicon import load
from dragoman.understand.mentions.line import Line
from dragoman.understand.mentions.phrases import Tag
from dragoman.understand.mentions.spelling import spelling_key
from dragoman.understand.mentions.words import Word, listed

LONGEST = 6
_FIRST_ARTICLES = frozenset(("al", "el", "Al", "El"))
HARD_TAGS = frozenset(
    (Tag.ADJECTIVE, Tag.TITLE, Tag.BODY, Tag.ORGANISATION, Tag.PEOPLE, Tag.REGION, Tag.HONORIFIC, Tag.COUNTERPART)
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, words `first` to before `last` of its line. `why` is the rule that saw it."""

    first: int
    last: int
    why: str


@dataclass(slots=True)
class Known:
    """The people that a document names in full, and the words that it writes in lower case.

    `surnames` has the spelling key of each word that may stand for one of them alone. `perhaps` are names that the
    encoder takes for people's without being sure: enough for a country's name not to be the country, and no more.
    """

    full: set[tuple[str, ...]] = field(default_factory=set)
    perhaps: set[tuple[str, ...]] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    lower: set[str] = field(default_factory=set)

    def add(self, tokens: list[str]) -> None:
        """Remember a full name."""
        self.full.add(tuple(tokens))
        for form in surnames_of(tokens):
            self.surnames.add(spelling_key(form))

    def months(self) -> frozenset[str]:
        """The months that are surnames of these people."""
        return frozenset(m for m in load("names")["months"] if spelling_key(m) in self.surnames)


def surnames_of(tokens: list[str]) -> list[str]:
    """The single words that a later mention may call a person by."""
    kept = [t for t in tokens if t.rstrip(".") and not listed(t.rstrip("."), "suffixes") and t not in ("-", ".")]
    if len(kept) < 2:
        return kept
    if surname_first(tokens):
        return [kept[0]]
    middle = [t for t in kept[1:-1] if len(t) > 2 and not listed(t, "given") and not listed(t, "particles")]
    return [kept[-1], *middle]


def surname_first(tokens: list[str]) -> bool:
    """Whether a name is written surname first ("Xi Jinping", "Kim Jong Un")."""
    words = [t for t in tokens if t != "-"]
    return 2 <= len(words) <= 3 and listed(words[0], "surnames_first") and ("-" in tokens or not _western(words))


def _western(words: list[str]) -> bool:
    """Whether a name like "Kim Darroch" or "Lee Hsien Loong" begins with a given name, by its last word."""
    return len(words) == 2 and listed(words[0], "given") and len(words[1]) > 5


def name_end(line: Line, at: int) -> int:
    """Where a run of name words that starts at a word ends; `at` itself when none starts there."""
    end = at
    while end < len(line.words) and end - at < LONGEST + 3:
        step = _name_step(line, end, end == at)
        if not step:
            break
        end += step
    return end


def _name_step(line: Line, at: int, first: bool) -> int:
    """How many words a name goes on by at a word: a capitalised word, an initial, a particle, a hyphen."""
    word = line.words[at]
    if at in line.taken or word.possessive:
        return 0
    tag = line.inside.get(at)
    if tag and (first or tag.phrase.tag in HARD_TAGS or tag.last - tag.first > 1):
        return 0
    article = word.text in _FIRST_ARTICLES if first else not word.glued and word.text.lower() in ("al", "el")
    if article and line.word(at + 1) == "-":
        return 3 if at + 2 < len(line.words) and line.words[at + 2].capital else 0
    if word.text == "-" and word.glued and not first:
        return (
            2 if at + 1 < len(line.words) and line.words[at + 1].glued and line.words[at + 1].text[0].isalpha() else 0
        )
    if word.capital:
        if len(word.text) == 1 and line.word(at + 1) == "." and at + 1 < len(line.words) and line.words[at + 1].glued:
            return 2
        return 0 if listed(word.text, "never") and not _dotted(word) and not _surname_too(line, at) else 1
    return _particles(line, at)


def _surname_too(line: Line, at: int) -> bool:
    """Whether a month is a surname: "Theresa May", and then "May said", but not "in May" nor "by June 3"."""
    before, after = line.words[at - 1].text if at else "", line.word(at + 1)
    if line.words[at].text not in load("names")["months"] or after[:1].isdigit():
        return False
    return listed(before, "given") or (line.words[at].text in line.months and not _of_a_date(line, at))


def _of_a_date(line: Line, at: int) -> bool:
    """Whether a month is one by the word before it, "in May", "last May", "2 May", or a question: "May we ask"."""
    before = line.word(at - 1)
    months = {month.lower() for month in load("names")["months"]}
    through = before in ("to", "and", "or", "-", "–") and line.word(at - 2) in months
    asks = at == 0 and line.word(at + 1) in load("names")["behind_may"]
    return before[:1].isdigit() or before in load("names")["before_months"] or through or asks


def _particles(line: Line, at: int) -> int:
    """How many lower-case particles stand here before a capitalised word."""
    end = at
    while (
        end < len(line.words)
        and end - at < 3
        and not line.words[end].capital
        and listed(line.words[end].text, "particles")
    ):
        end += 1
    return end - at if end > at and end < len(line.words) and line.words[end].capital and end not in line.taken else 0


def _dotted(word: Word) -> bool:
    return "." in word.text


def tokens_of(line: Line, first: int, last: int) -> list[str]:
    """The words of a name, initials with their full stop."""
    return [w.text for w in line.words[first:last] if w.text != "."]


@cache
def _heads(key: str) -> frozenset[str]:
    return frozenset(load("offices")[key])


def has_head(tokens: list[str], key: str = "heads") -> bool:
    """Whether a run holds a word that is the head of an organisation's (or an instrument's) name."""
    return not _heads(key).isdisjoint(tokens)


def person_in_run(line: Line, first: int, last: int, known: Known) -> PersonName | None:
    """The person's name in a run of capitalised words that has no title before it; None when nothing shows one."""
    tokens = tokens_of(line, first, last)
    if has_head(tokens) or has_head(tokens[:1] + tokens[-1:], "instrument_heads"):
        return None
    if line.titled or any(listed(token, "common") for token in tokens):
        return _known_in(line, first, last, known)
    for start in range(first, min(first + 2, last - 1)):
        names = tokens_of(line, start, last)
        if start > first and first > 0:
            break
        if start > first and listed(tokens[0], "given"):
            break
        if _starts_person(names, line, start):
            return PersonName(start, last, "given name")
    if tuple(tokens) in known.full:
        return PersonName(first, last, "named in full elsewhere")
    if len(tokens) in (2, 3) and first > 0 and _speaks(line, first, last) and not _plain(tokens, known):
        return PersonName(first, last, "speaks")
    return _known_in(line, first, last, known)


def name_like(line: Line, first: int, last: int) -> bool:
    """Whether a run has the form of a full name: two or three words, none of which names a thing or a body."""
    tokens = tokens_of(line, first, last)
    if len([t for t in tokens if t != "-"]) not in (2, 3) or has_head(tokens):
        return False
    return not any(listed(t, "common") or (t.isupper() and len(t) > 1) for t in tokens)


def _starts_person(names: list[str], line: Line, start: int) -> bool:
    if len([n for n in names if n != "-"]) < 2 or len(names) > LONGEST or len(names[-1]) < 2:
        return False
    if listed(names[0], "given") or (len(names[0]) == 1 and names[0].isupper() and len(names) > 1):
        return len(names[0]) > 1 or line.word(start + 1) == "."
    hyphenated = len(names) > 3 and names[1] == "-" and listed(names[0], "given")
    return hyphenated or (
        surname_first(names) and (start > 0 or names[0] not in ("Han", "Ban", "Long", "Song", "Fan", "Fan", "Ma"))
    )


def _speaks(line: Line, first: int, last: int) -> bool:
    return line.word(last) in load("names")["says"] or (
        line.word(first - 1) in ("said", "told") and line.word(last) in (",", ".", "that")
    )


def _plain(tokens: list[str], known: Known) -> bool:
    """Whether a run has a word that the document also writes in lower case, or that is an acronym."""
    return any(t.lower() in known.lower or (t.isupper() and len(t) > 1) for t in tokens)


def _known_in(line: Line, first: int, last: int, known: Known) -> PersonName | None:
    """A person named in full elsewhere, or by surname, inside a run."""
    for start in range(first, last):
        for end in range(min(last, start + LONGEST), start + 1, -1):
            if tuple(tokens_of(line, start, end)) in known.full:
                return PersonName(start, end, "named in full elsewhere")
    bare = first
    while bare < last - 1 and (listed(line.words[bare].text, "particles") or line.words[bare].text == "-"):
        bare += 1
    if bare > first and bare == last - 1 and spelling_key(line.words[bare].text) in known.surnames:
        return PersonName(first, last, "surname of a person named in full")
    for at in range(first, last):
        word = line.words[at]
        if word.capital and len(word.text) > 1 and spelling_key(word.text) in known.surnames:
            if not line.titled and last - first > 1 and at != first:
                continue
            if not line.titled and last - first > 1 and at == first:
                return None
            return PersonName(at, at + 1, "surname of a person named in full")
    return None


def person_after_title(line: Line, at: int, known: Known) -> PersonName | None:
    """The person whose name starts right after a title or form of address."""
    end = name_end(line, at)
    if end == at or (at < len(line.words) and listed(line.words[at].text, "never")):
        return None
    tokens = tokens_of(line, at, end)
    if any(listed(token, "common") for token in tokens):
        return None
    if has_head(tokens) or len([t for t in tokens if t != "-"]) > LONGEST:
        return None
    if not line.titled:
        return PersonName(at, end, "title")
    found = _known_in(line, at, end, known)
    if found and found.first == at:
        return found
    if listed(tokens[0], "given") and len(tokens) > 1:
        return PersonName(at, min(end, at + 2), "title and given name")
    return None
