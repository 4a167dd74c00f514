"""ECB+'s documents as merging sees them: what the product's encoder reads in them, as features of events and texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dragoman.merge.same_event import DocumentFeatures, EventFeatures
from dragoman.merge.same_event.features import WINDOW, Floats, tells_a_day
from dragoman.merge.same_event.words import lemma_of
from dragoman.merge.stories.item import words_of
from dragoman.models import Encoder, Vectors
from dragoman.models.decode import spans_of
from dragoman.models.labels import OUTSIDE
from dragoman.models.reading import Reading
from train.corpora.ecb import EcbDocument, EcbMention

__all__ = ["ReadDocument", "document_features", "event_features", "readings_of"]

_SAYING = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_ACTOR = ("nsubj", "csubj", "obl:agent", "nmod:poss")
_RECIPIENT = ("obj", "iobj", "nsubj:pass", "ccomp", "xcomp", "compound", "nmod")
_LEAD = 3


@dataclass(frozen=True)
class ReadDocument:
    """A document and the reading of its tokens; `vectors` are those of its title, its beginning and its text."""

    document: EcbDocument
    reading: Reading
    vectors: Floats

    @cached_property
    def parts(self) -> list[str]:
        """The part of speech of each token."""
        return self.reading.parts_of_speech

    @cached_property
    def tree(self) -> tuple[list[int], list[str]]:
        """The head of each token, itself at a root, and its relation to it."""
        heads: list[int] = []
        relations: list[str] = []
        for unit, (start, _) in enumerate(self.reading.units):
            found, tied = self.reading.tree(unit)
            heads += [start + head for head in found]
            relations += tied
        return heads, relations

    @cached_property
    def names(self) -> list[tuple[int, int, str]]:
        """The names, as half-open ranges of tokens and their kinds."""
        return list(spans_of(self.reading.names))

    @cached_property
    def times(self) -> list[int]:
        """The tokens of times."""
        return [index for index, tag in enumerate(self.reading.times) if tag != OUTSIDE]

    def head(self, tokens: Sequence[int]) -> int:
        """The token of a mention that the others hang on."""
        heads, inside = self.tree[0], set(tokens)
        return next((t for t in tokens if heads[t] not in inside or heads[t] == t), tokens[-1])

    def tied(self, head: int, unit: tuple[int, int], relations: Collection[str]) -> Iterator[int]:
        """The tokens of what hangs on `head` by one of some relations."""
        heads, names = self.tree
        tops = {t for t in range(*unit) if heads[t] == head != t and names[t] in relations}
        return (t for t in range(*unit) if not tops.isdisjoint(self._above(t)))

    def _above(self, token: int) -> Iterator[int]:
        yield token
        while self.tree[0][token] != token:
            token = self.tree[0][token]
            yield token

    def saying(self, tokens: Iterable[int]) -> Iterator[int]:
        """Those of some tokens that say something by their part of speech."""
        words = self.document.tokens
        return (t for t in tokens if self.parts[t] in _SAYING and any(c.isalnum() for c in words[t]))

    def lemmas(self, tokens: Iterable[int], without: Collection[int]) -> frozenset[str]:
        """The lemmas of the tokens that say something."""
        kept = [t for t in self.saying(tokens) if t not in without]
        return frozenset(lemma_of(self.document.tokens[t], verb=self.parts[t] == "VERB") for t in kept)

    def named(self, start: int, end: int, *kinds: str, words: int = 1) -> list[str]:
        """The last words, folded, of the names of some kinds that begin in a range of tokens; of all without kinds."""
        found = [(a, b) for a, b, kind in self.names if start <= a < end and (not kinds or kind in kinds)]
        tokens = self.document.tokens
        return [" ".join(words_of(" ".join(tokens[max(a, b - words) : b]))) for a, b in found]


def readings_of(documents: Iterable[EcbDocument]) -> Iterator[ReadDocument]:
    """Each document as the shipped encoder reads it, with the vectors of its texts."""
    encoder, vectors = Encoder.load(), Vectors.load()
    for document in documents:
        reading = encoder.read([document.tokens[a:b] for a, b in document.units])
        texts = [" ".join(document.tokens[a:b]) for a, b in _stretches(document)]
        yield ReadDocument(document, reading, vectors.of(texts))


def _stretches(document: EcbDocument) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """Title, beginning and text, as ranges of tokens; an address before the title belongs to none of them."""
    units = document.units
    if document.tokens[0].startswith("http") and len(units) > 1:
        units = units[1:]
    start = units[0][0]
    lead = units[min(_LEAD, len(units) - 1)][1]
    return (start, units[0][1]), (start, lead), (start, len(document.tokens))


def document_features(read: ReadDocument) -> DocumentFeatures:
    """A document as it is compared with others."""
    words, (title, lead, text) = read.document.tokens, _stretches(read.document)
    whole = range(*text)
    said = [[words[t].casefold() for t in read.saying(range(*stretch))] for stretch in (text, lead, title)]
    days = [words[t].casefold() for t in read.times if t in whole]
    bags = (
        *said,
        read.named(*text),
        read.named(*text, "person", words=2),
        read.named(*text, "organisation", words=2),
        read.named(*text, "place", "people", words=2),
        [words[t] for t in whole if read.parts[t] == "NUM" and any(c.isdigit() for c in words[t])],
        [day for day in days if tells_a_day(day)],
    )
    return DocumentFeatures(read.document.name, read.vectors, tuple(Counter(filter(None, bag)) for bag in bags))


def event_features(read: ReadDocument) -> list[EventFeatures]:
    """The events of a document as they are compared with others, in order."""
    texts = [text for mention in read.document.events for text in _texts(mention, read)]
    rows = Vectors.load().of(texts)
    return [_event(m, read, rows[3 * n : 3 * n + 3]) for n, m in enumerate(read.document.events)]


def _unit(mention: EcbMention, read: ReadDocument) -> tuple[int, int]:
    head = read.head(mention.tokens)
    return next((a, b) for a, b in read.document.units if a <= head < b)


def _texts(mention: EcbMention, read: ReadDocument) -> tuple[str, str, str]:
    """The trigger, with the words around it, and its sentence."""
    words, (start, end) = read.document.tokens, _unit(mention, read)
    first, last = mention.tokens[0], mention.tokens[-1]
    window = words[max(start, first - WINDOW) : min(end, last + WINDOW + 1)]
    return " ".join(words[t] for t in mention.tokens), " ".join(window), " ".join(words[start:end])


def _event(mention: EcbMention, read: ReadDocument, rows: Floats) -> EventFeatures:
    document, reading, own = read.document, read.reading, mention.tokens
    head, unit, words = read.head(own), _unit(mention, read), document.tokens
    days = (words[t].casefold() for t in read.times if t in range(*unit))
    kind = reading.types[head]
    return EventFeatures(
        event_id=f"{document.name}:{mention.mention_id}",
        document_id=document.name,
        lemma=lemma_of(words[head], verb=True),
        words=frozenset(lemma_of(words[t], verb=True) for t in own),
        vectors=np.concatenate([rows, read.vectors[[0, 2]]]),
        type="" if kind == OUTSIDE else kind,
        mode=reading.mode(head),
        negated=reading.is_negated(head),
        ahead=reading.is_future(head),
        actors=read.lemmas(read.tied(head, unit, _ACTOR), own),
        recipients=read.lemmas(read.tied(head, unit, _RECIPIENT), own),
        around=read.lemmas(range(*unit), own),
        names=frozenset(read.named(*unit, "person", "organisation")) - {""},
        places=frozenset(read.named(*unit, "place", "people")) - {""},
        times=frozenset(filter(tells_a_day, days)),
        numbers=frozenset(words[t] for t in range(*unit) if read.parts[t] == "NUM"),
    )
