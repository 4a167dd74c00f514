"""A sentence with its words and the phrases found in it: what the rules for each kind of mention work on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dragoman.spans import Span
from dragoman.understand.mentions.phrases import Found, Tag, find_phrases
from dragoman.understand.mentions.words import Word, title_case, words_of

STATES = (Tag.COUNTRY, Tag.ADJECTIVE)
TOWARDS = ("pro", "anti")
"""Before a country and a hyphen: a pro-Russian minister is not Russia's."""


@dataclass(slots=True)
class Line:
    """One sentence. `taken` are the words that a mention already has, `inside` those of phrases.

    `titled` says that capitals say nothing in it. `months` are those that are surnames in its document.
    """

    text: str
    words: list[Word]
    found: list[Found]
    titled: bool
    starts: dict[int, Found]
    ends: dict[int, Found]
    inside: dict[int, Found]
    taken: set[int] = field(default_factory=set)
    months: frozenset[str] = frozenset()

    def span(self, first: int, last: int) -> Span:
        """The range of the text from word `first` to before word `last`."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)

    def word(self, at: int) -> str:
        """A word in lower case; "" outside the sentence."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def tag_at(self, at: int, *tags: Tag) -> Found | None:
        """The phrase of one of these kinds that starts at a word."""
        found = self.starts.get(at)
        return found if found and found.phrase.tag in tags else None

    def tag_before(self, at: int, *tags: Tag) -> Found | None:
        """The phrase of one of these kinds that ends just before a word."""
        found = self.ends.get(at)
        return found if found and found.phrase.tag in tags else None

    def take(self, first: int, last: int) -> None:
        """Mark words as belonging to a mention."""
        self.taken.update(range(first, last))

    def free(self, first: int, last: int) -> bool:
        """Whether no mention has any of these words yet."""
        return self.taken.isdisjoint(range(first, last))

    def drop(self, found: Found) -> None:
        """Forget a phrase: its words turned out to be part of a name."""
        self.found.remove(found)
        del self.starts[found.first], self.ends[found.last]
        for at in range(found.first, found.last):
            del self.inside[at]


def unread(line: Line) -> Line:
    """The line as it was before any mention was found in it."""
    return replace(
        line, found=[*line.found], starts={**line.starts}, ends={**line.ends}, inside={**line.inside}, taken=set()
    )


def line_of(text: str, span: Span) -> Line:
    """The line for one sentence."""
    words = words_of(text, span)
    found = find_phrases(words)
    starts, ends = {f.first: f for f in found}, {f.last: f for f in found}
    inside = {at: f for f in found for at in range(f.first, f.last)}
    return Line(text, words, found, title_case(words), starts, ends, inside)


def states_before(line: Line, at: int) -> tuple[list[Found], int]:
    """The countries named just before a word, and the first word of them ("Russian and Belarusian", "Iran's")."""
    end = at - 1 if at > 0 and line.words[at - 1].possessive else at
    last = line.tag_before(end, *STATES)
    if last is None or (line.word(last.first - 1) == "-" and line.word(last.first - 2) in TOWARDS):
        return [], at
    found, first = [last], last.first
    while (cut := _joined(line, first)) is not None:
        before = line.tag_before(cut, *STATES)
        if before is None or (line.word(cut) == "," and before.phrase.tag is not found[0].phrase.tag):
            break
        found, first = [before, *found], before.first
    return found, first


def states_after(line: Line, at: int) -> tuple[list[Found], int]:
    """The countries named from a word on ("the Russian Federation", "Belarus and Russia"), and where they end."""
    start = at + (line.word(at) == "the")
    one = line.tag_at(start, Tag.COUNTRY)
    if one is None:
        return [], at
    found, end = [one], one.last
    while line.word(end) in (",", "and"):
        after = end + (2 if line.word(end + 1) in ("and", "the") else 1)
        more = line.tag_at(after, Tag.COUNTRY)
        if more is None:
            break
        found, end = [*found, more], more.last
    return found, end


def _joined(line: Line, at: int) -> int | None:
    """Where the words before a joining "and", comma, slash or hyphen end; None where there is none."""
    if line.word(at - 1) in ("and", "&"):
        return at - 2 if line.word(at - 2) == "," else at - 1
    return at - 1 if line.word(at - 1) in (",", "-", "–", "/") else None
