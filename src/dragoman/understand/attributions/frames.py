"""Frames: the drafts of a line with their contents cut, as attributions."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.types import Attribution
from dragoman.understand.attributions.contents import Piece, directness, piece, span_of
from dragoman.understand.attributions.draft import Draft
from dragoman.understand.attributions.drafts import drafts_of
from dragoman.understand.attributions.line import Line, words
from dragoman.understand.attributions.phrases import relays, relays_of
from dragoman.understand.attributions.speakers import Speaker

__all__ = ["attributions_in"]

LEAST = 3
"""A content without quotation marks has at least so many words."""

SETTING = 8
"""A phrase that begins with a preposition and has fewer words is a setting ("In Minsk on Monday, ...")."""

_SETTINGS = frozenset({"asked", "when", "while", "as", "although", "though", "pressed", "questioned", "quoted", "once"})
_NO_REST = frozenset(
    {"while", "who", "which", "as", "whose", "whom", "when", "where", "because", "although", "though", "but"}
)


def attributions_in(line: Line) -> tuple[Attribution, ...]:
    """What is said in a line, in order of the cues; () when nobody says anything."""
    drafts, relayed = drafts_of(line), relays_of(line)
    found = []
    left = 0
    for number, draft in enumerate(drafts):
        limit = _limit(line, drafts, number, [at for at, _ in relayed])
        pieces = _pieces(line, draft, left, limit)
        if draft.shape == "around" and pieces:
            left = max(draft.end, pieces[-1][1])
        if pieces and _enough(line, pieces):
            speaker, through = _through(line, draft, drafts, relayed)
            found.append(_built(line, draft, pieces, speaker, through))
    return tuple(found)


def _built(
    line: Line, draft: Draft, pieces: Sequence[Piece], speaker: Speaker | None, through: Sequence[Speaker]
) -> Attribution:
    """The attribution of a draft and its pieces."""
    relayers = draft.through + tuple(s.span for s in through)
    return Attribution(
        tuple(span_of(line, p) for p in pieces),
        directness(line, pieces),
        speaker.span if speaker else None,
        draft.cue,
        relayers,
        f"attributions:{draft.by}",
    )


def _through(
    line: Line, draft: Draft, drafts: Sequence[Draft], relayed: Sequence[tuple[int, Speaker]]
) -> tuple[Speaker | None, tuple[Speaker, ...]]:
    """The speaker, and the outlet that relays them where the line says "TASS reported, citing the ministry"."""
    if draft.speaker is None or not relays(line, draft.speaker):
        return draft.speaker, _passed_on(line, draft, drafts)
    inside = [s for at, s in relayed if draft.speaker.end <= at and line.items[at].span.start < draft.cue.start]
    if len(inside) == 1:
        return inside[0], (draft.speaker,)
    following = [speaker for at, speaker in relayed if at >= draft.end]
    between = [
        d for d in drafts if d is not draft and d.start > draft.end and following and d.start < following[0].first
    ]
    if not following or between:
        return draft.speaker, ()
    return following[0], (draft.speaker,)


def _passed_on(line: Line, draft: Draft, drafts: Sequence[Draft]) -> tuple[Speaker, ...]:
    """The outlet behind "..., Ivanova said on Thursday, according to the agency", right after what was said."""
    found = [d for d in drafts if d.by == "phrase" and draft.shape == "around" and draft.end <= d.start < draft.end + 5]
    outlet = found[0].speaker if found else None
    return (outlet,) if outlet is not None and relays(line, outlet) else ()


def _limit(line: Line, drafts: Sequence[Draft], number: int, cuts: Sequence[int]) -> int:
    """Where a content after this draft has to stop."""
    draft = drafts[number]
    stops = [
        d.cut for d in drafts if d is not draft and d.cut is not None and d.cut >= max(draft.opening.first, draft.end)
    ]
    stops += [at for at in cuts if at >= draft.end]
    return min(stops, default=len(line.items))


def _pieces(line: Line, draft: Draft, left: int, limit: int) -> tuple[Piece, ...]:
    if draft.shape in ("right", "all"):
        found = piece(line, draft.opening.first, limit)
        return (found,) if found else ()
    before = piece(line, left, draft.start) if draft.start > left else None
    if before is not None and _is_setting(line, before):
        return ()
    if before is not None and line.lower(before[1] - 1) in ("which", "who", "that", "and", "but"):
        before = None
    if before is not None and all(line.lower(i) in words("between", "times") for i in range(*before)):
        before = None
    after = _rest(line, draft, before, limit)
    return tuple(p for p in (before, after) if p is not None)


def _is_setting(line: Line, found: Piece) -> bool:
    """Whether what stands before ", Ivanov said" only says when or on what occasion: "Asked about it, ..."."""
    first = line.items[found[0]]
    if not first.plain or any(line.items[i].quoted is not None for i in range(*found)):
        return False
    if first.lower in words("prepositions"):
        return found[1] - found[0] < SETTING
    return first.lower in _SETTINGS or first.lower.endswith(("ing", "ed"))


def _rest(line: Line, draft: Draft, before: Piece | None, limit: int) -> Piece | None:
    """What goes on after '"...," said Ivanov,': a quotation, or the rest of the clause that was broken off."""
    index = _past_setting(line, draft, before, limit)
    following = line.at(index + 1) if index is not None else None
    if index is None or following is None or index + 1 >= limit:
        return None
    if following.quoted is not None:
        return piece(line, index + 1, limit)
    if before is not None and before[1] - before[0] == 1 and line.items[before[0]].quoted is not None:
        return None
    low = line.lower(index + 1)
    turned = draft.by == "around" and draft.speaker is not None and draft.speaker.span.start > draft.cue.start
    if turned or low in _NO_REST or low.endswith("ing") or (before is not None and low in words("prepositions")):
        return None
    return piece(line, index + 1, limit)


def _past_setting(line: Line, draft: Draft, before: Piece | None, limit: int) -> int | None:
    """The comma or colon after the speaker and the cue: the one right there, or the last before a quotation."""
    first = line.at(draft.end)
    if first is not None and (first.comma or first.text == ":"):
        following = line.at(draft.end + 1)
        if (following is not None and following.quoted is not None) or before is None:
            return _past_apposition(line, draft, limit)
    for index in range(draft.end, min(limit, draft.end + 25)):
        item = line.at(index + 1)
        if item is not None and item.quoted is not None and (line.items[index].comma or line.items[index].text == ":"):
            return index
    return draft.end if first is not None and first.comma and before is not None else None


def _past_apposition(line: Line, draft: Draft, limit: int) -> int:
    """ "According to Ivanov, the minister, the talks ...": the comma after the apposition, or the first one."""
    if draft.by != "phrase" or line.lower(draft.end + 1) not in ("the", "a", "an"):
        return draft.end
    for index in range(draft.end + 2, min(limit, draft.end + 10)):
        if line.lower(index) in words("finite"):
            return draft.end
        if line.items[index].comma and any(line.lower(i) in words("speakers") for i in range(draft.end, index)):
            return index
    return draft.end


def _enough(line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether there are words enough to be something said."""
    if any(line.items[i].quoted is not None for start, end in pieces for i in range(start, end)):
        return True
    return sum(len(" ".join(line.items[i].text for i in range(*p)).split()) for p in pieces) >= LEAST
