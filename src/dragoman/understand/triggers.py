"""Triggers of the diplomatic core, with type, mode, status and arguments, from the lexicon and a shallow parse."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.spans import Span, shared_out
from dragoman.types import InstrumentMention, Mention, MentionKind, Trigger
from dragoman.understand.found import Found
from dragoman.understand.heard import Heard
from dragoman.understand.heard_events import completed, heard_triggers
from dragoman.understand.noun_events import events_of_nouns
from dragoman.understand.parse import Parse, parse_sentence
from dragoman.understand.roles import triggers_of
from dragoman.understand.verb_events import events_of_verbs

__all__ = ["find_triggers"]


def find_triggers(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    instruments: Sequence[InstrumentMention],
    heard: Heard | None = None,
) -> tuple[Trigger, ...]:
    """The triggers of all sentences, in order.

    A trigger whose words leave open whether it happened, or that lacks what its mode needs (participants for a
    meeting), is left out. What the encoder `heard` adds events whose words no lexicon has, and missing participants.
    """
    named = [*(m for m in mentions if "possessive" not in m.by), *(_as_mention(i) for i in instruments)]
    triggers: list[Trigger] = []
    inside = shared_out(sentences, named, lambda m: m.extent)
    for sentence, own in zip(sentences, inside, strict=True):
        parse = parse_sentence(text, sentence, own)
        found = [] if _asks(parse) else _in_sentence(parse)
        if heard and not _asks(parse):
            found = [completed(trigger, parse, heard) for trigger in found]
            found = sorted((*found, *heard_triggers(parse, heard, found)), key=lambda t: t.span)
        triggers += found
    return tuple(triggers)


def _asks(parse: Parse) -> bool:
    """A question tells of nothing."""
    return any(parse.lower(len(parse.tokens) - k) == "?" for k in (1, 2))


def _as_mention(instrument: InstrumentMention) -> Mention:
    return Mention(instrument.span, MentionKind.INSTRUMENT, instrument.kind, by=instrument.by)


def _in_sentence(parse: Parse) -> list[Trigger]:
    found = [*events_of_verbs(parse), *events_of_nouns(parse)]
    found = [f for f in found if not _only_agrees(parse, f, found)]
    found.sort(key=lambda f: (f.first, f.end))
    return [t for f in found for t in triggers_of(parse, f)]


def _only_agrees(parse: Parse, found: Found, others: Sequence[Found]) -> bool:
    """Whether an agreement is told by what was agreed: "agreed to meet" is the meeting that is announced."""
    span = parse.words(found.first, found.end)
    return found.mode == "agree" and any(
        o is not found and o.first >= found.end and any(w.overlaps(span) for w in o.reading.words) for o in others
    )
