"""Find the mentions of a document: offices and names first, then bodies, and what is left of places and peoples."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dragoman.spans import Span
from dragoman.types import Document, Mention, MentionKind, Value, ZoneKind
from dragoman.understand.heard import Heard
from dragoman.understand.mentions.anaphors import named_again
from dragoman.understand.mentions.gatherings import name_gatherings
from dragoman.understand.mentions.heard import full_names, perhaps_people, with_heard
from dragoman.understand.mentions.line import Line, line_of, unread
from dragoman.understand.mentions.naming import Naming
from dragoman.understand.mentions.persons import Known
from dragoman.understand.mentions.pronouns import pronouns
from dragoman.understand.mentions.rest import name_bodies, name_runs, name_the_rest

LONGEST_LINE = 1_500
"""Code points of a sentence that are looked at together; a longer one is no sentence, and is cut at a space."""


def find_mentions(document: Document, sentences: tuple[Span, ...], heard: Heard | None = None) -> tuple[Mention, ...]:
    """The mentions in these sentences and in the credits, in order of the text; empty when nothing is named.

    Mentions overlap only where they share a head ("the foreign ministries of Belarus and Russia" is two
    mentions, the longer one around the shorter); no two have the same span. A name that nothing shows to be
    one is left out. The names that the document gives in full decide over its headlines and short forms. What the
    encoder `heard` adds the names that no list, title or form shows.
    """
    text = document.text
    whole = sorted((*sentences, *_credit_lines(document, sentences)))
    spans = [piece for span in whole for piece in _pieces(text, span)]
    known = Known()
    for tokens in full_names(heard) if heard else ():
        known.add(tokens)
    known.perhaps.update(map(tuple, perhaps_people(heard) if heard else ()))
    for span in spans:
        known.lower.update(w for w in span.of(text).split() if w.islower())
    lines = [line_of(text, span) for span in spans]
    for line in lines:
        _mentions_of(unread(line), known)
    found: dict[Span, Mention] = {}
    months = known.months()
    for line in lines:
        line.months = months
        for mention in _mentions_of(line, known):
            found.setdefault(mention.span, mention)
    named = [found[span] for span in sorted(found)]
    publisher = document.publisher.value if isinstance(document.publisher, Value) else ""
    return named_again(text, spans, with_heard(named, heard) if heard else named, publisher)


def _mentions_of(line: Line, known: Known) -> list[Mention]:
    """The mentions of a line; the full names among them become known."""
    naming = Naming(line, known)
    naming.name_offices()
    name_bodies(line, naming.mentions)
    name_gatherings(line, naming.mentions)
    name_runs(line, naming)
    name_the_rest(line, naming)
    naming.mentions.extend(pronouns(line))
    for mention in naming.mentions:
        if mention.kind is MentionKind.PERSON and (mention.office_span or not line.titled):
            tokens = mention.name.replace("-", " - ").replace(".", "").split()
            if len(tokens) > 1:
                known.add(tokens)
    return naming.mentions


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span itself, or pieces of at most `LONGEST_LINE`, cut at a space where there is one."""
    start = span.start
    while span.end - start > LONGEST_LINE:
        cut = text.rfind(" ", start + 1, start + LONGEST_LINE)
        cut = cut if cut > start else start + LONGEST_LINE
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _credit_lines(document: Document, sentences: tuple[Span, ...]) -> list[Span]:
    """The lines of the credits that no sentence covers: they name people with their offices."""
    ordered = sorted(sentences)
    found = []
    for zone in document.zones_of(ZoneKind.CREDITS):
        start = zone.span.start
        for line in zone.span.of(document.text).splitlines(keepends=True):
            span = Span(start, start + len(line.rstrip()))
            start += len(line)
            near = ordered[max(0, bisect_right(ordered, span) - 1) :][:2]
            if len(span) and not any(s.overlaps(span) for s in near):
                found.append(span)
    return found
