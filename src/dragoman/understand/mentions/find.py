"""Find the mentions of a document: offices and names first, then bodies, and what is left of places and peoples."""

from __future__ import annotations

from dragoman.spans import Span
from dragoman.types import Document, Mention, MentionKind, ZoneKind
from dragoman.understand.mentions.line import Line, line_of
from dragoman.understand.mentions.naming import Naming
from dragoman.understand.mentions.persons import Known
from dragoman.understand.mentions.pronouns import pronouns
from dragoman.understand.mentions.rest import name_bodies, name_runs, name_the_rest

NAMING_ZONES = (ZoneKind.CREDITS,)


def find_mentions(document: Document, sentences: tuple[Span, ...]) -> tuple[Mention, ...]:
    """The mentions in these sentences and in the credits, in order of the text; empty when nothing is named.

    Mentions overlap only where they share a head ("the foreign ministries of Belarus and Russia" is two
    mentions, the longer one around the shorter); no two have the same span. A name that nothing shows to be
    one is left out. The names that the document gives in full decide over its headlines and short forms.
    """
    spans = sorted((*sentences, *_credit_lines(document, sentences)))
    known = Known()
    _note_lower(document.text, spans, known)
    for span in spans:
        line = line_of(document.text, span)
        if not line.titled:
            _mentions_of(line, known)
    found: dict[Span, Mention] = {}
    for span in spans:
        for mention in _mentions_of(line_of(document.text, span), known):
            found.setdefault(mention.span, mention)
    return tuple(found[span] for span in sorted(found))


def _mentions_of(line: Line, known: Known) -> list[Mention]:
    naming = Naming(line, known)
    naming.name_offices()
    name_bodies(line, naming.mentions)
    name_runs(line, naming)
    name_the_rest(line, naming.mentions)
    naming.mentions.extend(pronouns(line))
    for mention in naming.mentions:
        assert mention.span.end <= len(line.text)
        if mention.kind is MentionKind.PERSON:
            tokens = [t for t in mention.name.replace("-", " - ").split() if t]
            if len(tokens) > 1 and not line.titled:
                known.add([t.rstrip(".") if len(t) == 2 else t for t in tokens])
    return naming.mentions


def _note_lower(text: str, spans: list[Span], known: Known) -> None:
    for span in spans:
        known.lower.update(w for w in span.of(text).split() if w.islower())


def _credit_lines(document: Document, sentences: tuple[Span, ...]) -> list[Span]:
    """The lines of the credits that no sentence covers: they name people with their offices."""
    found = []
    for zone in document.zones_of(*NAMING_ZONES):
        start = zone.span.start
        for line in zone.span.of(document.text).splitlines(keepends=True):
            span = Span(start, start + len(line.rstrip()))
            start += len(line)
            if len(span) and not any(s.overlaps(span) for s in sentences):
                found.append(span)
    return found
