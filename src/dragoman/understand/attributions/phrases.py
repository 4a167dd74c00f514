"""Passives and phrases: "It is reported that", "quoted as saying", "according to", and who relays whom."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.spans import Span
from dragoman.understand.attributions.after import Opening, is_medium, opening
from dragoman.understand.attributions.cues import Cue
from dragoman.understand.attributions.draft import Draft
from dragoman.understand.attributions.line import Line, words
from dragoman.understand.attributions.speakers import Speaker, left_of, starting_at

__all__ = ["passive", "phrases", "quoted_as_saying", "relays", "relays_of"]


def passive(line: Line, cue: Cue, be: int) -> Draft | None:
    """ "It is reported that ...", "Ivanov is said to have ...": somebody says it, and nobody is named."""
    low = line.lower(cue.first)
    subject = line.lower(be - 1) if line.lower(be - 1) not in words("between") else line.lower(be - 2)
    if subject == "it" and low in words("passive"):
        agent = starting_at(line, cue.end + 1) if line.lower(cue.end) == "by" else None
        content = opening(line, cue, agent.end if agent else cue.end)
        return (
            Draft(cue.span, agent, be - 1, cue.end, content, "right", None, "passive") if content.by == "that" else None
        )
    if low in words("passive_to") and line.lower(cue.end) == "to":
        first = be - 1
        while (
            first > 0 and not line.items[first - 1].comma and line.lower(first - 1) not in ("that", ";", "but", "while")
        ):
            first -= 1
        return Draft(cue.span, None, first, cue.end, Opening(first, "clause"), "all", None, "passive")
    return None


def quoted_as_saying(line: Line, cue: Cue) -> Draft | None:
    """ "TASS quoted Ivanov as saying ...", "Ivanov was quoted by TASS as saying ..."."""
    verb = next((i for i in range(cue.first - 2, max(-1, cue.first - 15), -1) if line.lower(i) in _QUOTED), None)
    content = opening(line, cue, cue.end)
    if verb is None:
        return None
    if not content.by:
        return _quoted_before(line, cue, verb)
    whole = Span(line.items[verb].span.start, cue.span.end)
    if line.lower(verb - 1) in words("be"):
        speaker = left_of(line, verb - 1)
        relay = starting_at(line, verb + 2) if line.lower(verb + 1) == "by" else None
    else:
        speaker, relay = starting_at(line, verb + 1), left_of(line, verb)
    if speaker is None:
        return None
    through = (relay.span,) if relay is not None and not relay.pronoun else ()
    if line.lower(content.first) == "by" and content.by == "clause":
        return None
    return Draft(whole, speaker, verb, cue.end, content, "right", None, "quoted", through)


def _quoted_before(line: Line, cue: Cue, verb: int) -> Draft | None:
    """ "..., TASS quoted Ivanov as saying": the content stands before the outlet."""
    relay, speaker = left_of(line, verb), starting_at(line, verb + 1)
    before = line.at(relay.first - 1) if relay is not None else None
    if relay is None or speaker is None or before is None or not (before.comma or before.quoted):
        return None
    whole = Span(line.items[verb].span.start, cue.span.end)
    start = relay.first
    return Draft(whole, speaker, start, cue.end, Opening(cue.end, ""), "around", start, "quoted", (relay.span,))


_QUOTED = frozenset({"quoted", "cited", "quotes", "cites", "quoting", "citing"})


def phrases(line: Line) -> Iterator[Draft]:
    """ "According to Ivanov, ...", "as reported by the agency, ..."."""
    for index in range(len(line.items)):
        end = _phrase_end(line, index)
        speaker = starting_at(line, end) if end else None
        if speaker is None or (speaker.pronoun and line.lower(speaker.first) == "it"):
            continue
        cue = Span(line.items[index].span.start, line.items[end - 1].span.end)
        yield Draft(cue, speaker, index, speaker.end, Opening(speaker.end, ""), "around", index, "phrase")


def _phrase_end(line: Line, index: int) -> int:
    """The item after a phrase that introduces a speaker; 0 when none begins here."""
    low = line.lower(index)
    if low == "according" and line.lower(index + 1) == "to":
        return index + 2
    if low == "in" and line.lower(index + 1) == "the" and line.lower(index + 2) in ("words", "opinion", "view"):
        return index + 4 if line.lower(index + 3) == "of" else 0
    if low == "as" and line.lower(index + 2) == "by" and line.lower(index + 1) in words("passive"):
        return index + 3
    return 0


def relays_of(line: Line) -> tuple[tuple[int, Speaker], ...]:
    """Where a line names whom an outlet relays ("citing the ministry"), with the one relayed."""
    found = []
    for index in range(1, len(line.items)):
        end = _relay_end(line, index)
        speaker = starting_at(line, end) if end else None
        if speaker is not None and not speaker.pronoun:
            found.append((index, speaker))
    return tuple(found)


def _relay_end(line: Line, index: int) -> int:
    if line.lower(index) in ("citing", "quoting"):
        return index + 1
    for phrase in _RELAYING:
        if line.lows[index : index + len(phrase)] == phrase:
            return index + len(phrase)
    return 0


_RELAYING = (("referring", "to"), ("with", "reference", "to"), ("with", "a", "reference", "to"))


def relays(line: Line, speaker: Speaker | None) -> bool:
    """Whether a speaker is an outlet, which relays rather than says."""
    return speaker is not None and speaker.mention is not None and is_medium(line.text, speaker.mention)
