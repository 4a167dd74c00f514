"""The seam of the stage: `understand` asks an annotator for mentions, attributions and triggers, whoever answers."""

from __future__ import annotations

from typing import Protocol

from dragoman.spans import Span
from dragoman.types import (
    READ_ZONES,
    Absent,
    Analysis,
    Attribution,
    Document,
    InstrumentMention,
    Mention,
    Reason,
    Recurrence,
    Trigger,
)
from dragoman.understand.attributions import find_attributions
from dragoman.understand.chain import source_chain
from dragoman.understand.instruments import find_instruments
from dragoman.understand.mentions import find_mentions
from dragoman.understand.quotations import quoted_spans
from dragoman.understand.recurrence import find_recurrences, usual_form
from dragoman.understand.sentences import split_sentences
from dragoman.understand.topics import find_topics
from dragoman.understand.triggers import find_triggers
from dragoman.understand.wording import find_wordings

__all__ = ["Annotator", "RuleAnnotator", "understand"]


class Annotator(Protocol):
    """Who reads names, attributions and events out of sentences: rules today, a network when there is one."""

    def mentions(self, document: Document, sentences: tuple[Span, ...]) -> tuple[Mention, ...]:
        """The names of a document, in order."""
        ...

    def attributions(
        self, document: Document, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]
    ) -> tuple[Attribution, ...]:
        """Who says what."""
        ...

    def triggers(
        self,
        document: Document,
        sentences: tuple[Span, ...],
        mentions: tuple[Mention, ...],
        instruments: tuple[InstrumentMention, ...],
    ) -> tuple[Trigger, ...]:
        """The events with status and arguments."""
        ...


class RuleAnnotator:
    """Lexicons, capitalised runs and a shallow parse. Reads English only."""

    def mentions(self, document: Document, sentences: tuple[Span, ...]) -> tuple[Mention, ...]:
        """The names of a document, by lexicon, title and capitals."""
        return find_mentions(document, sentences)

    def attributions(
        self, document: Document, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]
    ) -> tuple[Attribution, ...]:
        """Who says what, by quotation marks and cue words."""
        return find_attributions(document, sentences, mentions)

    def triggers(
        self,
        document: Document,
        sentences: tuple[Span, ...],
        mentions: tuple[Mention, ...],
        instruments: tuple[InstrumentMention, ...],
    ) -> tuple[Trigger, ...]:
        """The events of the diplomatic core, by the lexicon of triggers."""
        return find_triggers(document.text, sentences, mentions, instruments)


def understand(document: Document, *, annotator: Annotator | None = None) -> Analysis:
    """The analysis of a document; empty, with the reason in `skipped`, when its language is not read."""
    if isinstance(document.language, Absent) or document.language.value != "en":
        return Analysis(document.document_id, skipped=_language_reason(document))
    reader = annotator or RuleAnnotator()
    sentences = split_sentences(document)
    mentions = reader.mentions(document, sentences)
    attributions = reader.attributions(document, sentences, mentions)
    instruments = find_instruments(document.text, sentences, mentions)
    quoted = quoted_spans(document.text, tuple(z.span for z in document.zones if z.kind in READ_ZONES))
    return Analysis(
        document_id=document.document_id,
        sentences=sentences,
        mentions=mentions,
        attributions=attributions,
        triggers=reader.triggers(document, sentences, mentions, instruments),
        instruments=instruments,
        topics=find_topics(document.text, sentences, mentions),
        recurrences=tuple(
            Recurrence(span, usual_form(span.of(document.text))) for span in find_recurrences(document.text, sentences)
        ),
        wordings=find_wordings(document, sentences, tuple(q.span for q in quoted if not q.short)),
        chain=source_chain(document, mentions, attributions),
    )


def _language_reason(document: Document) -> Absent:
    if isinstance(document.language, Absent):
        return Absent(Reason.NOT_SUPPORTED, f"the language is {document.language.reason.value}")
    return Absent(Reason.NOT_SUPPORTED, f"reports are read from English only, this is {document.language.value!r}")
