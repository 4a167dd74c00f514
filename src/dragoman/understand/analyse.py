"""The stage in one function: sentences, what the encoder hears in them, each kind of finding, how places are used."""

from __future__ import annotations

from dataclasses import replace

from dragoman.models import Encoder
from dragoman.types import READ_ZONES, Absent, Analysis, Document, Reason, Recurrence
from dragoman.understand.attributions import find_attributions
from dragoman.understand.chain import source_chain
from dragoman.understand.heard import hear
from dragoman.understand.instruments import find_instruments
from dragoman.understand.mentions import find_mentions
from dragoman.understand.place_usage import with_usage
from dragoman.understand.quotations import quoted_spans
from dragoman.understand.recurrence import find_recurrences, usual_form
from dragoman.understand.sentences import split_sentences
from dragoman.understand.topics import find_topics
from dragoman.understand.triggers import find_triggers
from dragoman.understand.wording import find_wordings

__all__ = ["understand"]


def understand(document: Document, encoder: Encoder | None = None) -> Analysis:
    """The analysis of a document; empty, with the reason in `skipped`, when its language is not read.

    Without an encoder rules read alone: they find fewer names and sayings.
    """
    if isinstance(document.language, Absent) or document.language.value != "en":
        return Analysis(document.document_id, skipped=_language_reason(document))
    sentences = split_sentences(document)
    heard = hear(encoder, document.text, sentences) if encoder else None
    mentions = find_mentions(document, sentences, heard)
    attributions = find_attributions(document, sentences, mentions, heard)
    instruments = find_instruments(document.text, sentences, mentions)
    quoted = quoted_spans(document.text, tuple(z.span for z in document.zones if z.kind in READ_ZONES))
    analysis = Analysis(
        document_id=document.document_id,
        sentences=sentences,
        mentions=mentions,
        attributions=attributions,
        triggers=find_triggers(document.text, sentences, mentions, instruments, heard),
        instruments=instruments,
        topics=find_topics(document.text, sentences, mentions),
        recurrences=tuple(
            Recurrence(span, usual_form(span.of(document.text))) for span in find_recurrences(document.text, sentences)
        ),
        wordings=find_wordings(document, sentences, tuple(q.span for q in quoted if not q.short)),
        chain=source_chain(document, mentions, tuple(a for a in attributions if a.spoken)),
    )
    return replace(analysis, mentions=with_usage(document.text, analysis, heard)) if heard else analysis


def _language_reason(document: Document) -> Absent:
    if isinstance(document.language, Absent):
        return Absent(Reason.NOT_SUPPORTED, f"the language is {document.language.reason.value}")
    return Absent(Reason.NOT_SUPPORTED, f"reports are read from English only, this is {document.language.value!r}")
