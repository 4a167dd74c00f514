"""Drafts: each cue of a line with its speaker and the place where its clause begins, before contents are cut."""

from __future__ import annotations

from dragoman.understand.attributions.after import Opening, opening
from dragoman.understand.attributions.cues import Cue, cues_in
from dragoman.understand.attributions.draft import Draft
from dragoman.understand.attributions.line import Line, words
from dragoman.understand.attributions.phrases import passive, phrases, quoted_as_saying
from dragoman.understand.attributions.speakers import Speaker, first_subject, left_of, right_of

__all__ = ["drafts_of"]

_JOINING = frozenset({"and", "but", "while", "whereas", "or", "though", "although", "then", "yet"})


def drafts_of(line: Line) -> tuple[Draft, ...]:
    """The drafts of a line in order of their cues; () when nobody says anything in it."""
    found: list[Draft] = []
    for cue in cues_in(line):
        draft = _draft(line, cue, found[-1] if found else None)
        if draft is not None:
            found.append(draft)
    found.extend(phrases(line))
    found.sort(key=lambda d: d.cue.start)
    return tuple(found)


def _draft(line: Line, cue: Cue, previous: Draft | None) -> Draft | None:
    if line.lower(cue.first - 1) == "as" and cue.form == "ing":
        return quoted_as_saying(line, cue)
    be = _be_before(line, cue)
    if be is not None and cue.form == "past":
        return passive(line, cue, be)
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
