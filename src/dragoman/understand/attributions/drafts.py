"""Drafts: each cue of a line with its speaker and the place where its clause begins, before contents are cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.spans import Span
from dragoman.understand.attributions.after import Opening, is_medium, opening
from dragoman.understand.attributions.cues import Cue, cues_in
from dragoman.understand.attributions.line import Line, words
from dragoman.understand.attributions.speakers import Speaker, first_subject, left_of, right_of, starting_at

__all__ = ["Draft", "drafts_of"]

_JOINING = frozenset({"and", "but", "while", "whereas", "or", "though", "although", "then", "yet"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A cue and its speaker. `start` is the first item of its clause, `end` the first after speaker and cue.

    `cut` is where a content before it has to stop, None when its clause is part of that content. `shape` is
    right (content follows), around (content stands before it, or on both sides) or all (the whole clause).
    """

    cue: Span
    speaker: Speaker | None
    start: int
    end: int
    opening: Opening
    shape: str
    cut: int | None
    by: str
    through: tuple[Span, ...] = ()


def drafts_of(line: Line) -> tuple[Draft, ...]:
    """The drafts of a line in order of their cues; () when nobody says anything in it."""
    found: list[Draft] = []
    for cue in cues_in(line):
        draft = _draft(line, cue, found[-1] if found else None)
        if draft is not None:
            found.append(draft)
    found.extend(_phrases(line))
    found.sort(key=lambda d: d.cue.start)
    return tuple(found)


def _draft(line: Line, cue: Cue, previous: Draft | None) -> Draft | None:
    if line.lower(cue.first - 1) == "as" and cue.form == "ing":
        return _quoted_as_saying(line, cue)
    be = _be_before(line, cue)
    if be is not None and cue.form == "past":
        return _passive(line, cue, be)
    if cue.form == "ing" and be is None:
        return _participle(line, cue, previous)
    return _finite(line, cue, cue.first if be is None else be, previous)


def _be_before(line: Line, cue: Cue) -> int | None:
    """Where a form of "to be" stands before a cue, adverbs between; None when there is none."""
    index = cue.first - 1
    while index > 0 and (line.lower(index) in ("also", "being", "been", "not") or line.lower(index).endswith("ly")):
        if line.lower(index) in words("be"):
            return index
        index -= 1
    return index if line.lower(index) in words("be") and index >= 0 else None


# --- a subject and its verb ------------------------------------------------------------------------


def _finite(line: Line, cue: Cue, verb: int, previous: Draft | None) -> Draft | None:
    turned = _turned_round(line, cue)
    if turned is not None:
        return turned
    speaker = left_of(line, verb)
    if speaker is None:
        return _elided(line, cue, verb, previous)
    content = opening(line, cue, cue.end)
    if not _fits(cue, speaker, content):
        return None
    if content.by and not _only_circumstance(line, cue, content) and not _said_before(line, speaker, cue, content):
        return Draft(
            cue.span, speaker, speaker.first, cue.end, content, "right", _cut(line, speaker), "clause", content.through
        )
    if _may_stand_around(line, cue, speaker.first):
        return _around(line, cue, speaker, speaker.first, cue.end, content)
    return None


def _fits(cue: Cue, speaker: Speaker, content: Opening) -> bool:
    """Whether the subject is one for this verb: an unknown name or a noun-like form needs a clear content."""
    clear = content.by in ("that", "quote", "to")
    if cue.saying.also_noun and cue.form in ("s", "base") and not clear:
        return speaker.pronoun or speaker.mention is not None
    named = speaker.mention is not None or speaker.pronoun
    return (
        clear or named or cue.saying.kind in ("say", "announce", "confirm", "claim", "deny", "promise", "ask", "think")
    )


def _only_circumstance(line: Line, cue: Cue, content: Opening) -> bool:
    """Whether what seems to be a bare clause is too short to be one."""
    return content.by == "clause" and len(line.items) - content.first < 2


def _said_before(line: Line, speaker: Speaker, cue: Cue, content: Opening) -> bool:
    """Whether a quotation before the subject is the content, and what seemed to be one stands too far behind."""
    before = line.at(speaker.first - 1)
    if before is not None and before.quoted is not None and content.by == "quote":
        return True
    return _quote_before(line, speaker.first) and content.by != "quote" and content.first - cue.end > 1


def _turned_round(line: Line, cue: Cue) -> Draft | None:
    """'"...", said Ivanova': content before, subject after."""
    before = line.at(cue.first - 1)
    if (
        cue.form not in ("past", "s")
        or before is None
        or not (before.comma or before.quoted or before.text in ("?", "!"))
    ):
        return None
    speaker = right_of(line, cue.end)
    if speaker is None or not _may_stand_around(line, cue, cue.first):
        return None
    if before.comma and _left_is_apposition(line, cue, speaker):
        return None
    return _around(line, cue, speaker, cue.first, speaker.end, Opening(speaker.end, ""))


def _left_is_apposition(line: Line, cue: Cue, speaker: Speaker) -> bool:
    """Whether "Ivanov, the minister, said Moscow ..." is the better reading.

    It is where a verb follows on the right, or a quotation stands right before the name on the left.
    """
    left = left_of(line, cue.first)
    if left is None:
        return False
    before = line.at(left.first - 1)
    if before is not None and before.quoted is not None:
        return True
    tail = [line.lower(i) for i in range(speaker.end, len(line.items))]
    return bool(set(tail) & words("finite")) or (cue.first < 8 and not tail)


def _may_stand_around(line: Line, cue: Cue, start: int) -> bool:
    """Whether a content may stand before the clause that begins at `start`: it ends with a comma or a quotation."""
    if not _quote_before(line, start) and not _takes_what_stands_before(cue):
        return False
    if line.lower(start - 1) == "as" and start >= 2:
        return True
    before = line.at(start - 1)
    if before is None or (start < 2 and before.quoted is None):
        return False
    return before.comma or before.quoted is not None or before.text in ("?", "!")


def _takes_what_stands_before(cue: Cue) -> bool:
    """Whether a clause without marks before "..., Ivanov said" may be the content of this word."""
    if cue.form == "base" and cue.saying.lemma not in ("say", "believe", "think"):
        return False
    return "clause" in cue.saying.takes or ("that" in cue.saying.takes and cue.saying.kind == "say")


def _quote_before(line: Line, start: int) -> bool:
    for index in (start - 1, start - 2):
        item = line.at(index)
        if item is not None and item.quoted is not None:
            return True
    return False


def _around(line: Line, cue: Cue, speaker: Speaker, start: int, end: int, content: Opening) -> Draft:
    start = start - 1 if line.lower(start - 1) == "as" else start
    return Draft(cue.span, speaker, start, end, content, "around", start, "around", content.through)


def _cut(line: Line, speaker: Speaker) -> int | None:
    """Where the clause of a subject parts from what stands before: at ", while Ivanov said ..."."""
    before = line.lower(speaker.first - 1)
    if before in ("while", "whereas", "but", "though", "although"):
        return speaker.first - 1
    item = line.at(speaker.first - 2)
    joined = before in ("and", "or") and item is not None and item.comma
    return speaker.first - 1 if joined or before == ";" else None


def _elided(line: Line, cue: Cue, verb: int, previous: Draft | None) -> Draft | None:
    """ "... and added that ...": the subject of the verb before."""
    index = verb - 1
    while index > 0 and (line.lower(index) in words("between") or line.lower(index).endswith("ly")):
        index -= 1
    before = line.at(index)
    if cue.form != "past" or before is None or not (line.lower(index) in _JOINING or before.comma):
        return None
    content = opening(line, cue, cue.end)
    if content.by not in ("that", "quote", "to") and not (content.by == "clause" and cue.saying.lemma == "say"):
        return None
    speaker = _subject_before(line, index, previous)
    return (
        Draft(cue.span, speaker, index, cue.end, content, "right", index, "elided", content.through)
        if speaker
        else None
    )


def _subject_before(line: Line, index: int, previous: Draft | None) -> Speaker | None:
    if previous is not None:
        return previous.speaker
    found = first_subject(line, index)
    if found is None or line.lower(found.first) == "it":
        return None
    return found if found.mention or found.pronoun or found.end - found.first < 6 else None


def _participle(line: Line, cue: Cue, previous: Draft | None) -> Draft | None:
    """ ", saying that ...": the subject of the main clause, or the noun it follows ("a statement saying")."""
    before = line.at(cue.first - 1)
    content = opening(line, cue, cue.end)
    if before is None or (
        content.by not in ("that", "quote") and cue.saying.lemma not in ("say", "add", "claim", "warn", "call for")
    ):
        return None
    if not content.by or content.by == "to":
        return None
    if before.comma or before.quoted is not None:
        speaker = _subject_before(line, cue.first - 1, previous)
        cut: int | None = cue.first - 1 if before.comma else cue.first
    else:
        speaker, cut = left_of(line, cue.first), None
        if speaker is None and cue.saying.lemma == "say":
            speaker = _subject_before(line, cue.first - 1, previous)
    if speaker is None:
        return None
    return Draft(cue.span, speaker, cue.first, cue.end, content, "right", cut, "participle", content.through)


# --- passives and phrases --------------------------------------------------------------------------


def _passive(line: Line, cue: Cue, be: int) -> Draft | None:
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


def _quoted_as_saying(line: Line, cue: Cue) -> Draft | None:
    """ "TASS quoted Ivanov as saying ...", "Ivanov was quoted by TASS as saying ..."."""
    verb = next((i for i in range(cue.first - 2, max(-1, cue.first - 15), -1) if line.lower(i) in _QUOTED), None)
    content = opening(line, cue, cue.end)
    if verb is None or not content.by:
        return None
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


_QUOTED = frozenset({"quoted", "cited", "quotes", "cites", "quoting", "citing"})


def _phrases(line: Line) -> Iterator[Draft]:
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
