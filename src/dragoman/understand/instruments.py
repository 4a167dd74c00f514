"""Instruments: the words that name a treaty, programme, plan, resolution and their like, and how far each is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dragoman import lexicon
from dragoman.spans import Span, covering
from dragoman.types import InstrumentMention, Mention, MentionKind, Stage
from dragoman.understand.instrument_phrase import (
    Extent,
    is_headline,
    parties_of,
    period_of,
    title_of,
)
from dragoman.understand.instrument_stage import (
    LEGAL,
    Staged,
    counted,
    is_adopted,
    joins,
    listed_before,
    stage_of,
    stage_of_list,
)
from dragoman.understand.noun_phrase import QUOTES, is_word, left_edge, lower_at, right_edge, years_at
from dragoman.understand.phrasebook import Phrasebook
from dragoman.understand.tokens import Token, tokenize

__all__ = ["find_instruments"]

_VERBAL = frozenset(
    [
        "to",
        "will",
        "would",
        "can",
        "could",
        "must",
        "should",
        "not",
        "n't",
        "may",
        "might",
        "shall",
        "who",
        "we",
        "they",
        "i",
        "you",
        "cannot",
        "let",
        "let's",
    ]
)
_AFTER_VERB = frozenset(
    [
        "a",
        "an",
        "the",
        "no",
        "both",
        "all",
        "any",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "each",
        "every",
        "us",
        "them",
        "him",
        "it",
    ]
)
_DEFINITE = frozenset(("the", "this", "that"))
_TWO_SIDED = frozenset(("deal", "agreement", "pact", "accord", "memorandum", "framework", "treaty"))
_BY_ADOPTION = frozenset(("resolution", "declaration", "charter", "protocol", "convention", "roadmap", "decree"))
_AGAIN = "instruments:again"
_INSIDE = frozenset(("of", "on", "for", "in", "about", "under", "to", "from", "by"))
"""Words that put what follows inside another phrase, or beside the deed."""
_LOOSE = frozenset(("convention", "programme", "plan", "deal"))
"""Kinds whose proper names are often of something else ("Democratic National Convention")."""
_PLACES = frozenset((MentionKind.PLACE, MentionKind.PEOPLE, MentionKind.ORGANISATION))


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    needs: str
    plural: bool
    not_with: frozenset[str]
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    extent: Extent
    head: _Head
    title: tuple[int, int] | None
    period: tuple[int, int] | None
    parties: tuple[Span, ...]
    staged: Staged
    by: str = "instruments:phrase"
    shared: bool = False


@cache
def _heads() -> Phrasebook[_Head]:
    return Phrasebook(entry for head in lexicon.load("instruments")["heads"] for entry in _forms(head))


def _forms(head: dict[str, Any]) -> list[tuple[str, _Head]]:
    shared = (frozenset(head.get("not_with", ())), tuple(head.get("not_before", ())))
    made = {plural: _Head(head["kind"], head["needs"], plural, *shared) for plural in (False, True)}
    return [(f, made[False]) for f in head["one"]] + [(f, made[True]) for f in head["many"]]


@cache
def _named() -> Phrasebook[str]:
    entries = lexicon.load("instruments")["named"]
    return Phrasebook(((form, e["kind"]) for e in entries for form in (e["name"], *e["also"])), exact=True)


@cache
def _never() -> Phrasebook[bool]:
    return Phrasebook((phrase, True) for phrase in lexicon.load("instruments")["never"])


@cache
def _modifiers(kind: str) -> frozenset[str]:
    data = lexicon.load("instruments")
    return frozenset(data["modifiers"]) - frozenset(data["weak_for"].get(kind, ()))


@cache
def _joint() -> frozenset[str]:
    return frozenset(lexicon.load("instruments")["joint"])


def find_instruments(
    text: str, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]
) -> tuple[InstrumentMention, ...]:
    """Noun phrases that name an instrument, with kind, title, period, parties and stage, in order of the text.

    A phrase may lie inside another ("programme of ... as parties to the Treaty on ..."). Acts of speech,
    activities ("nuclear programme") and solving ("resolution of the conflict") are none. Empty when there are none.
    """
    ordered = sorted(mentions, key=lambda m: m.span)
    found: list[InstrumentMention] = []
    at = 0
    for sentence in sentences:
        while at < len(ordered) and ordered[at].span.end <= sentence.start:
            at += 1
        after = bisect_left(ordered, sentence.end, lo=at, key=lambda m: m.span.start)
        inside = [m for m in ordered[at : min(after, at + 400)] if sentence.overlaps(m.span)]
        found.extend(_in_sentence(tokenize(text, sentence), inside))
    return tuple(_with_antecedent(sorted(found, key=lambda m: m.span)))


def _with_antecedent(found: Sequence[InstrumentMention]) -> Iterator[InstrumentMention]:
    """All but what points back ("the deal") to nothing of its kind."""
    family = lexicon.load("instruments")["family"]
    kinds: set[str] = set()
    for mention in found:
        kind = family.get(mention.kind, mention.kind)
        if mention.by != _AGAIN:
            kinds.add(kind)
        if mention.by != _AGAIN or kind in kinds:
            yield mention


def _in_sentence(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[InstrumentMention]:
    """The instruments of a sentence, and what may be one said again ("the deal"), marked as such."""
    named = [n for n in _named().all(tokens) if not _is_body(tokens, n[1])]
    taken = {k for first, end, _ in named for k in range(first, end)}
    found = [_of_name(tokens, first, end, kind) for first, end, kind in named]
    heads = [h for h in _heads().all(tokens) if taken.isdisjoint(range(h[0], h[1]))]
    candidates = [_candidate(tokens, first, end, head, mentions) for first, end, head in heads]
    for candidate in with_list_stages(tokens, candidates):
        if any(candidate.extent.first == f and e == candidate.extent.head for f, e, _ in named):
            continue  # "the USMCA deal" names the USMCA once
        if _holds(tokens, candidate, mentions):
            found.append(candidate)
        elif _may_be_again(tokens, candidate):
            found.append(replace(candidate, by=_AGAIN))
    return [_mention(tokens, c) for c in found]


def with_list_stages(tokens: Sequence[Token], candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates, those of one list ("A, B and C are to be signed") with the stage that is said of it once."""
    ordered = sorted(candidates, key=lambda c: c.extent.first)
    lists: list[list[_Candidate]] = []
    for candidate in ordered:
        if lists and joins(tokens, lists[-1][-1].extent.last, candidate.extent.first):
            lists[-1].append(candidate)
        else:
            lists.append([candidate])
    return [c for row in lists for c in _sharing(tokens, row)]


def _sharing(tokens: Sequence[Token], row: Sequence[_Candidate]) -> list[_Candidate]:
    said = next((c.staged for c in row if c.staged.cue in LEGAL and c.staged.stage is not Stage.UNKNOWN), None)
    named = row[0].head.kind == "document" and len(row) == 1
    staged = said or (None if named else stage_of_list(tokens, row[0].extent.first, row[-1].extent.last))
    if staged is None or staged.cue not in LEGAL:
        return list(row)
    plain = (Stage.UNKNOWN, None)
    return [replace(c, staged=staged, shared=True) if (c.staged.stage, c.staged.cue) == plain else c for c in row]


def _is_body(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name goes on to that of a body: "North Atlantic Treaty Organization"."""
    return index < len(tokens) and tokens[index].lower in ("organization", "organisation", "council", "association")


def _of_name(tokens: Sequence[Token], first: int, end: int, kind: str) -> _Candidate:
    staged = stage_of(tokens, first, first, end)
    head = _Head(kind, "always", False, frozenset(), ())
    return _Candidate(Extent(first, first, end, end), head, (first, end), None, (), staged, "instruments:name")


def _candidate(tokens: Sequence[Token], head: int, end: int, entry: _Head, mentions: Sequence[Mention]) -> _Candidate:
    extent = Extent(left_edge(tokens, head), head, end, right_edge(tokens, end))
    title = None if is_headline(tokens, extent) else title_of(tokens, extent, mentions)
    if title:
        first = title[0] if title[0] <= head else extent.first
        extent = Extent(first, head, end, max(extent.last, title[1]))
    extent = _with_years(tokens, extent)
    period = period_of(tokens, extent)
    parties = parties_of(tokens, extent, mentions)
    return _Candidate(extent, entry, title, period, parties, stage_of(tokens, extent.first, head, extent.last))


def _with_years(tokens: Sequence[Token], extent: Extent) -> Extent:
    """ "The present programme, for 2008-2009,": the phrase with its years set off by a comma."""
    at = extent.last
    if lower_at(tokens, at) != "," or lower_at(tokens, at + 1) not in ("for", "covering"):
        return extent
    years = years_at(tokens, at + 2)
    return replace(extent, last=years[1]) if years else extent


def _mention(tokens: Sequence[Token], c: _Candidate) -> InstrumentMention:
    first, last = c.extent.first, c.extent.last
    quoted = c.title and c.title[0] > c.extent.head_end
    if quoted and c.title and c.title[1] == last and last < len(tokens) and tokens[last].text in QUOTES:
        last += 1
    return InstrumentMention(
        span=covering(t.span for t in tokens[first:last]),
        kind=c.head.kind,
        title=covering(t.span for t in tokens[slice(*c.title)]) if c.title else None,
        period=covering(t.span for t in tokens[slice(*c.period)]) if c.period else None,
        parties=c.parties,
        stage=c.staged.stage,
        stage_words=c.staged.words,
        by=c.by,
    )


# --- what is an instrument at all ---------------------------------------------------------------


def _holds(tokens: Sequence[Token], c: _Candidate, mentions: Sequence[Mention]) -> bool:
    if _is_modifier(tokens, c) or _is_verb(tokens, c) or _never().at(tokens, c.extent.first):
        return False
    named = c.head.kind not in _LOOSE or (c.title and c.title[0] < c.extent.head_end) or _is_quoted(tokens, c)
    if c.title and not c.head.plural and c.head.needs != "adopted" and named:
        return c.head.kind not in _LOOSE or not _excluded(tokens, c)
    if _excluded(tokens, c):
        return False
    if c.head.plural:
        return _plural_holds(tokens, c)
    return c.head.needs == "always" or _licensed(tokens, c, mentions)


def _is_quoted(tokens: Sequence[Token], c: _Candidate) -> bool:
    return bool(c.title and c.title[0] > 0 and tokens[c.title[0] - 1].text in QUOTES)


def _is_modifier(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether the head stands before another noun ("treaty obligations", "Treaty Organization")."""
    index = c.extent.head_end
    if index >= len(tokens) or not is_word(tokens[index]) or (c.title and index < c.title[1]):
        return False
    word = tokens[index]
    if word.text[0].isupper():
        return tokens[c.extent.head].text[0].isupper()
    if index + 1 < len(tokens) and tokens[index + 1].lower in _AFTER_VERB:
        return False  # "the treaty obliges both sides"
    return not word.lower.endswith(("ed", "ing", "en")) and not word.lower[0].isdigit()


def _is_verb(tokens: Sequence[Token], c: _Candidate) -> bool:
    return (
        c.extent.first == c.extent.head
        and c.extent.head > 0
        and tokens[c.extent.head].text.islower()
        and tokens[c.extent.head - 1].lower in _VERBAL
    )


def _excluded(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether words beside the head make it something else."""
    first = max(0, c.extent.first - 1)
    if any(t.lower in c.head.not_with for t in tokens[first : c.extent.head]):
        return True
    behind = " ".join(t.lower for t in tokens[c.extent.head_end : c.extent.head_end + 4])
    if any(behind.startswith(b) for b in c.head.not_before):
        return True
    return behind.startswith("to ") and c.head.kind in ("plan", "programme") and c.extent.first == c.extent.head


def _plural_holds(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether a plural speaks of certain instruments, not of treaties in general."""
    if c.head.kind == "document" and c.head.needs == "always":
        return True
    if c.head.needs == "counted":
        return counted(tokens, c.extent.first) and is_adopted(tokens, c.staged, signed=True) and _is_near(tokens, c)
    if c.head.needs == "joint":
        return bool(_modifiers_of(tokens, c) & _joint()) and c.staged.cue in (Stage.ADOPTED, Stage.SIGNED)
    if counted(tokens, c.extent.first) and is_adopted(tokens, c.staged):
        return True
    return c.staged.cue is Stage.SIGNED or (c.staged.cue is Stage.RATIFIED and bool(c.parties))


def _licensed(tokens: Sequence[Token], c: _Candidate, mentions: Sequence[Mention]) -> bool:
    needs, cue, kind = c.head.needs, c.staged.cue, c.head.kind
    modifiers = _modifiers_of(tokens, c)
    if needs == "joint":
        told = modifiers & set(lexicon.load("instruments")["told"])
        return bool(modifiers & _joint()) or (not told and _is_adopted(tokens, c))
    if needs == "adopted":
        return (c.title is not None or c.extent.last > c.extent.head_end) and _is_adopted(tokens, c)
    if needs in ("counted", "signed") and c.extent.first > 0 and tokens[c.extent.first - 1].lower == "one":
        return cue in (Stage.SIGNED, Stage.ADOPTED) and _is_near(tokens, c)
    if needs == "counted":
        return False
    if needs == "signed" or cue is Stage.SIGNED:
        return cue is Stage.SIGNED
    if c.period or modifiers & _modifiers(kind) or cue is Stage.RATIFIED:
        return True
    if (c.parties and kind not in ("plan", "programme", "contract")) or len(c.parties) > 1:
        return True
    if c.shared and c.extent.last > c.extent.head_end and cue is Stage.ADOPTED:
        return True
    if cue is Stage.ADOPTED or cue is Stage.REJECTED:
        return kind in _BY_ADOPTION or (c.extent.last > c.extent.head_end and kind in _TWO_SIDED)
    return kind in _TWO_SIDED and _placed(tokens, c, mentions)


def _is_near(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether its stage is said behind it or right before its number: not "adopted a child and two papers wrote"."""
    words = c.staged.words[-1]
    return words.start > tokens[c.extent.head].span.start or words.overlaps(tokens[max(0, c.extent.first - 2)].span)


def _modifiers_of(tokens: Sequence[Token], c: _Candidate) -> set[str]:
    return {t.lower for t in tokens[c.extent.first : c.extent.head]}


def _is_adopted(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether it is itself adopted, alone or in a list: not the vision in "adopted a statement on a vision"."""
    before = c.extent.first - 1
    if before > 0 and tokens[before].lower in ("a", "an", "the", "its", "their"):
        before -= 1
    inside = (
        before >= 0
        and tokens[before].lower in _INSIDE
        and not any(tokens[before].span.overlaps(words) for words in c.staged.words)
    )
    return not inside and (is_adopted(tokens, c.staged) or _is_listed(tokens, c))


def _is_listed(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether it is one of several documents that are counted and listed: "adopted two papers: a statement on ..."."""
    return c.staged.cue in (Stage.ADOPTED, Stage.SIGNED) and listed_before(tokens, c.extent.first) is not None


def _placed(tokens: Sequence[Token], c: _Candidate, mentions: Sequence[Mention]) -> bool:
    """Whether a place or a people stands among the modifiers ("the Iran deal")."""
    if c.extent.first == c.extent.head:
        return False
    side = covering(t.span for t in tokens[c.extent.first : c.extent.head])
    return any(m.kind in _PLACES and m.span.overlaps(side) for m in mentions)


def _may_be_again(tokens: Sequence[Token], c: _Candidate) -> bool:
    """Whether a bare noun points back: "the deal", "this agreement"; never a verb, a plural or an excluded one."""
    if c.head.plural or c.head.needs in ("joint", "signed") or c.extent.first != c.extent.head or not c.extent.head:
        return False
    if _is_modifier(tokens, c) or _is_verb(tokens, c) or _excluded(tokens, c):
        return False
    return tokens[c.extent.head - 1].lower in _DEFINITE
