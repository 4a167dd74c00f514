"""A line: a sentence, or the sentences that one quotation holds together, as words, names and quotations in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import READ_ZONES, Document, Mention, MentionKind, Zone, ZoneKind
from dragoman.understand.quotations import Quoted, quoted_spans
from dragoman.understand.tokens import tokenize

__all__ = ["Item", "Line", "lines", "words"]

SPEAKING = frozenset(
    {
        MentionKind.PERSON,
        MentionKind.ORGANISATION,
        MentionKind.PLACE,
        MentionKind.PEOPLE,
        MentionKind.OFFICE,
    }
)


@cache
def words(*names: str) -> frozenset[str]:
    """The words of these lists of lexicon/sayings.yaml."""
    data = lexicon.load("sayings")
    return frozenset(word for name in names for word in data[name])


@cache
def _no_names() -> frozenset[str]:
    """Words that have a capital only because a sentence or a date begins with them."""
    starters: list[str] = lexicon.load("sentences")["starters"]
    return words("times", "determiners", "prepositions", "between", "finite", "pronouns").union(starters)


@dataclass(frozen=True, slots=True)
class Item:
    """A word or mark, a name with its office, or an outermost quotation, seen as one."""

    span: Span
    text: str
    lower: str
    mention: Mention | None = None
    quoted: Quoted | None = None

    @property
    def plain(self) -> bool:
        """Whether it is a word or mark, neither a name nor a quotation."""
        return self.mention is None and self.quoted is None

    @property
    def speaks(self) -> bool:
        """Whether it is a name of a kind that can say something."""
        return self.mention is not None and self.mention.kind in SPEAKING

    @property
    def comma(self) -> bool:
        """Whether it is a comma or a dash, which set a phrase off."""
        return self.plain and self.text in (",", "—", "–", "--", "-")

    @property
    def capital(self) -> bool:
        """Whether it is a word with a capital that may be an unknown name."""
        return self.plain and self.text[0].isupper() and self.lower not in _no_names()


@dataclass(frozen=True, slots=True)
class Line:
    """The items of one stretch of text, the zone it stands in and the number of its paragraph.

    `lows` has the word of each item in small letters, "" for names and quotations.
    """

    text: str
    span: Span
    items: tuple[Item, ...]
    kind: ZoneKind
    paragraph: int
    lows: tuple[str, ...]

    def lower(self, index: int) -> str:
        """The word at an index in small letters; "" for a name, a quotation, or outside the line."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def at(self, index: int) -> Item | None:
        """The item at an index, None outside the line."""
        return self.items[index] if 0 <= index < len(self.items) else None


def lines(document: Document, sentences: Sequence[Span], mentions: Sequence[Mention]) -> tuple[Line, ...]:
    """The lines of a document, in order. Sentences that one pair of marks encloses are one line."""
    zones = document.zones_of(*READ_ZONES)
    quotes = [q for q in quoted_spans(document.text, tuple(z.span for z in zones)) if q.depth == 0]
    blocks = _Blocks(document.text, quotes, sorted(mentions, key=lambda m: (m.extent.start, -m.extent.end)))
    found: list[Line] = []
    paragraph = 0
    for span, zone in _joined(sentences, zones, quotes):
        if found and (zone.kind != found[-1].kind or "\n" in document.text[found[-1].span.end : span.start]):
            paragraph += 1
        items = tuple(blocks.items(span))
        found.append(Line(document.text, span, items, zone.kind, paragraph, tuple(i.lower for i in items)))
    return tuple(found)


def _joined(sentences: Sequence[Span], zones: Sequence[Zone], quotes: Sequence[Quoted]) -> Iterator[tuple[Span, Zone]]:
    """Each sentence with its zone; those that a quotation crosses are joined."""
    next_zone = next_quote = 0
    joined: Span | None = None
    for sentence in sentences:
        whole = Span(joined.start, sentence.end) if joined else sentence
        while next_quote < len(quotes) and quotes[next_quote].span.end <= whole.end:
            next_quote += 1
        while next_zone < len(zones) and zones[next_zone].span.end < whole.end:
            next_zone += 1
        if next_zone >= len(zones):
            return
        crossed = next_quote < len(quotes) and quotes[next_quote].span.start < whole.end
        joined = whole if crossed else None
        if not crossed:
            yield whole, zones[next_zone]


@dataclass(slots=True)
class _Blocks:
    """Quotations and names, given out in order to the lines that hold them."""

    text: str
    quotes: Sequence[Quoted]
    mentions: Sequence[Mention]
    _quote: int = 0
    _mention: int = 0

    def items(self, span: Span) -> Iterator[Item]:
        """The items of a line; lines must be asked for in order."""
        position = span.start
        for block in self._blocks(span):
            if block.span.start < position:
                continue
            yield from self._plain(Span(position, block.span.start))
            yield block
            position = block.span.end
        yield from self._plain(Span(position, span.end))

    def _plain(self, span: Span) -> Iterator[Item]:
        for token in tokenize(self.text, span):
            yield Item(token.span, token.text, token.lower)

    def _blocks(self, span: Span) -> list[Item]:
        found: list[Item] = []
        while self._quote < len(self.quotes) and self.quotes[self._quote].span.start < span.end:
            quoted = self.quotes[self._quote]
            if span.contains(quoted.span):
                found.append(Item(quoted.span, quoted.span.of(self.text), "", quoted=quoted))
            self._quote += 1
        while self._mention < len(self.mentions) and self.mentions[self._mention].extent.start < span.end:
            mention = self.mentions[self._mention]
            if span.contains(mention.extent) and mention.kind not in (MentionKind.PRONOUN, MentionKind.INSTRUMENT):
                found.append(Item(mention.extent, mention.extent.of(self.text), "", mention=mention))
            self._mention += 1
        return sorted(found, key=lambda item: (item.span.start, item.mention is not None, -item.span.end))
