"""Instruments of one document: all mentions of one treaty, programme, plan... in one value."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Document,
    Evidence,
    Field,
    Granularity,
    Instrument,
    InstrumentMention,
    Interval,
    Modifier,
    Reason,
    Stage,
    Value,
)

__all__ = ["ground_instruments", "period_in_words"]

BY = "ground.instruments"
MOST = 300
"""So many instruments at most are told apart in one document; a text with more is a list, or hostile."""

NEAR = 1_500
"""Code points between "the deal" and what it points back to, where there are several of its kind."""

_FURTHEST = (
    Stage.EXPIRED,
    Stage.IN_FORCE,
    Stage.RATIFIED,
    Stage.SIGNED,
    Stage.ADOPTED,
    Stage.REJECTED,
    Stage.EXPECTED,
    Stage.DRAFTED,
    Stage.NEGOTIATED,
    Stage.PROPOSED,
    Stage.UNKNOWN,
)
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*(?:-|–|—|/|to|and|through|until)\s*((?:(?:19|20)\d\d)|\d\d))?\b")
_INTERRUPTION = re.compile(r" as [\"“][^\"”]{0,300}[\"”]")
_JOINT = re.compile(r"\b(?:joint|bilateral|trilateral|common|tripartite)\b", re.IGNORECASE)
_JOINT_LIST = re.compile(r"\bjoint documents?\b[^.;]{0,60}\b(?:including|among them|such as)\b[^.;]*$", re.IGNORECASE)
_TOGETHER = re.compile(
    r"(?:\b(?:the|both|two)\s+(?:two\s+)?(?:foreign\s+)?(?:ministers|parties|sides|boards|collegia|collegiums|delegations"
    r"|presidents|leaders|ministries|countries)\s|(?:^|[.\n]\s*|– |- )[A-Z][\w' ]{2,30} and [A-Z][\w' ]{2,30}\s)"
    r"(?:have |had |will |are |is |to |expected |due |also |set ){0,5}"
    r"(?:sign|adopt|approve|conclude)(?:ed|d)?\s[^.;\n]{0,120}$",
)
_DONE_TOGETHER = (Stage.EXPECTED, Stage.SIGNED, Stage.ADOPTED)
_DEFINITE = re.compile(r"\b(?:the|this|that|its|their|under)\s*$|['’]s\s*$", re.IGNORECASE)
_NO = re.compile(r"\bno\s+$", re.IGNORECASE)

Countries = Callable[[Span], str | None]
Parties = Callable[[Span], Field[tuple[str, ...]]]
Periods = Callable[[Span], Field[Interval]]


@dataclass(frozen=True, slots=True)
class _Said:
    """A mention with what tells it from others: its name, family, words and years."""

    mention: InstrumentMention
    family: str
    name: str
    words: frozenset[str]
    period: str
    bare: bool
    definite: bool


@dataclass(slots=True)
class _Group:
    """Mentions of one instrument, the fullest first, and where they end, in order."""

    said: _Said
    words: frozenset[str]
    members: list[InstrumentMention]
    ends: list[int]


def ground_instruments(
    document: Document,
    found: tuple[InstrumentMention, ...],
    *,
    country_of: Countries,
    periods: Periods | None = None,
    parties_of_meeting: Parties | None = None,
) -> tuple[tuple[Instrument, ...], dict[Span, str]]:
    """The instruments of a document in order of the text, and the id of each mention that belongs to one.

    Mentions are one instrument when they share a title, or kind and period, or when the shorter says nothing
    that the fuller does not ("the programme"); what points back to nothing, and what is only talked of in
    general ("a trade deal" that nobody proposes), gets none. `country_of` names the country or body of a
    party's words, None where it cannot. `periods` reads the words of a period; without it, or where it cannot,
    plain years are read. `parties_of_meeting` is asked, with the span of a mention, for the parties of an
    instrument that is said to be joint and states none. Empty where nothing was found.
    """
    groups = [g for g in _grouped(document.text, found) if not _general(document.text, g)]
    groups.sort(key=lambda g: min(m.span for m in g.members))
    made: list[Instrument] = []
    ids: dict[Span, str] = {}
    numbers: dict[str, int] = {}
    for group in groups:
        kind = group.members[0].kind
        numbers[kind] = numbers.get(kind, 0) + 1
        instrument_id = f"instrument:{kind.replace(' ', '-')}:{numbers[kind]}"
        made.append(_instrument(document, instrument_id, group, country_of, periods, parties_of_meeting))
        ids.update({m.span: instrument_id for m in group.members})
    return tuple(made), dict(sorted(ids.items()))


# --- which mentions are one ---------------------------------------------------------------------


@cache
def _usual_names() -> dict[str, tuple[str, str]]:
    """Every name of a well-known instrument, with its usual name and kind."""
    named = lexicon.load("instruments")["named"]
    return {form.lower(): (e["name"], e["kind"]) for e in named for form in (e["name"], *e["also"])}


@cache
def _family() -> dict[str, str]:
    """Kinds that one text uses for one thing ("deal", "agreement")."""
    family: dict[str, str] = lexicon.load("instruments")["family"]
    return family


def _name_of(text: str, mention: InstrumentMention) -> str:
    """The usual name or the title, "" where it has none."""
    title = mention.title.of(text) if mention.title else ""
    for words in (mention.span.of(text), title):
        if words.lower() in _usual_names():
            return _usual_names()[words.lower()][0]
    return " ".join(title.split())


def _content(text: str, mention: InstrumentMention) -> frozenset[str]:
    words = re.findall(r"[^\W_][\w'’-]*", mention.span.of(text).lower())
    return frozenset(w for w in words if w not in ("the", "a", "an", "of", "on", "for", "in", "and", "with", "between"))


def _read(text: str, mention: InstrumentMention) -> _Said:
    words = _content(text, mention)
    return _Said(
        mention=mention,
        family=_family().get(mention.kind, mention.kind),
        name=_name_of(text, mention).lower(),
        words=words,
        period=mention.period.of(text) if mention.period else "",
        bare=not (mention.title or mention.period or mention.parties) and len(words) <= len(mention.kind.split()),
        definite=_definite(text, mention),
    )


def _definite(text: str, mention: InstrumentMention) -> bool:
    return bool(_DEFINITE.search(text[max(0, mention.span.start - 12) : mention.span.start]))


def _grouped(text: str, found: Sequence[InstrumentMention]) -> list[_Group]:
    groups: list[_Group] = []
    read = [_read(text, m) for m in found]
    for said in sorted(read, key=lambda s: (s.bare, -len(s.name), -len(s.mention.span), s.mention.span)):
        group = _group_of(said, groups)
        if group:
            group.members.append(said.mention)
            insort(group.ends, said.mention.span.end)
        elif len(groups) < MOST and not (said.bare and said.definite):
            groups.append(_Group(said, _all_words(said), [said.mention], [said.mention.span.end]))
    return groups


def _all_words(said: _Said) -> frozenset[str]:
    """The words of a mention, and of all names of the instrument that it names."""
    forms = [form for form, (usual, _) in _usual_names().items() if usual.lower() == said.name] if said.name else []
    return said.words.union(*(re.findall(r"[\w'’-]+", form) for form in forms))


def _group_of(said: _Said, groups: Sequence[_Group]) -> _Group | None:
    """The one group that a mention belongs to; None where none or several would do."""
    if said.name:
        return next((g for g in groups if g.said.name == said.name), None)
    near = [g for g in groups if g.said.family == said.family and _fits(said, g)]
    if said.bare and not said.definite:
        near = [g for g in near if g.members[0].stage is said.mention.stage]
    if len(near) > 1 and said.definite:
        return _latest(said.mention.span.start, near)
    return near[0] if len(near) == 1 else None


def _fits(said: _Said, group: _Group) -> bool:
    if said.period or (group.said.period and not said.bare and not said.definite):
        return said.period == group.said.period
    return said.bare or said.words - frozenset(_family()) <= group.words


def _latest(start: int, groups: Sequence[_Group]) -> _Group | None:
    """The group spoken of last before a place in the text, within reach."""
    ends = [(g.ends[at - 1], -index) for index, g in enumerate(groups) if (at := bisect_right(g.ends, start))]
    end, index = max(ends, default=(-NEAR - 1, 0))
    return groups[-index] if start - end <= NEAR and ends else None


def _general(text: str, group: _Group) -> bool:
    """Whether nothing says that there is such an instrument, or that there is none: no name, years, parties, stage.

    An article says so too, and "no joint statement was adopted" tells of one that was not.
    """
    return not any(
        m.title or m.period or m.parties or m.stage is not Stage.UNKNOWN or _definite(text, m) or _none(text, m)
        for m in group.members
    )


def _none(text: str, mention: InstrumentMention) -> bool:
    return bool(mention.stage_words) and bool(_NO.search(text[max(0, mention.span.start - 5) : mention.span.start]))


# --- what is said of one ------------------------------------------------------------------------


def _instrument(
    document: Document,
    instrument_id: str,
    group: _Group,
    country_of: Countries,
    periods: Periods | None,
    parties_of_meeting: Parties | None,
) -> Instrument:
    fullest = group.members[0]
    stage = min((m.stage for m in group.members), key=_FURTHEST.index)
    inside = sorted(group.members, key=lambda m: m.span)
    staged = [span for m in inside if m.stage is stage for span in m.stage_words]
    return Instrument(
        instrument_id=instrument_id,
        kind=fullest.kind,
        name=_full_name(document.text, fullest),
        title=_title(document, group),
        parties=_parties(document, inside, country_of, parties_of_meeting),
        period=_period(document, inside, periods),
        stage=stage,
        stage_evidence=tuple(document.evidence(s, by=BY) for s in dict.fromkeys(staged)),
        evidence=tuple(document.evidence(m.span, by=m.by or BY) for m in inside),
    )


def _full_name(text: str, fullest: InstrumentMention) -> str:
    """The usual name, or the fullest phrase without the remark that interrupts it."""
    usual = _usual_names().get(fullest.span.of(text).lower())
    return usual[0] if usual else " ".join(_INTERRUPTION.sub("", fullest.span.of(text)).split())


def _title(document: Document, group: _Group) -> Field[str]:
    spans = [m.title for m in group.members if m.title]
    if not spans:
        return NOT_STATED
    longest = max(spans, key=lambda s: (len(s), -s.start))
    words = " ".join(longest.of(document.text).split())
    usual = _usual_names().get(words.lower())
    note = f"usual name of {words}" if usual and usual[0] != words else ""
    return Value(usual[0] if usual else words, (document.evidence(longest, by=BY),), note)


def _parties(
    document: Document, members: Sequence[InstrumentMention], country_of: Countries, meeting: Parties | None
) -> Field[tuple[str, ...]]:
    for mention in sorted(members, key=lambda m: -len(m.parties)):
        named = [(name, span) for span in mention.parties if (name := country_of(span))]
        if named:
            evidence = tuple(document.evidence(span, by=BY) for _, span in named)
            return Value(tuple(dict.fromkeys(name for name, _ in named)), evidence)
    for mention in members:
        found = meeting(mention.span) if meeting and _is_joint(document.text, mention) else NOT_STATED
        if isinstance(found, Value):
            return Value(found.value, found.evidence, found.note or "parties of the meeting that it comes from")
    looked_at = tuple(document.evidence(s, by=BY) for m in members for s in m.parties)
    return Absent(Reason.NOT_IN_GAZETTEER, evidence=looked_at) if looked_at else NOT_STATED


def _is_joint(text: str, mention: InstrumentMention) -> bool:
    """Whether an instrument is said to be of all sides: "joint", or one of a list of joint documents."""
    if mention.title:
        return False  # "Joint" in a name says nothing of this meeting
    before = text[max(0, mention.span.start - 200) : mention.span.start]
    if mention.stage in _DONE_TOGETHER and _TOGETHER.search(before):
        return True
    return bool(_JOINT.search(mention.span.of(text)) or _JOINT_LIST.search(before))


def _period(document: Document, members: Sequence[InstrumentMention], periods: Periods | None) -> Field[Interval]:
    for mention in members:
        if mention.period is None:
            continue
        read = periods(mention.period) if periods else NOT_STATED
        if isinstance(read, Value):
            return read
        interval = period_in_words(mention.period.of(document.text))
        evidence: tuple[Evidence, ...] = (document.evidence(mention.period, by=BY),)
        return Value(interval, evidence) if interval else Absent(Reason.NOT_SUPPORTED, evidence=evidence)
    return NOT_STATED


def period_in_words(words: str) -> Interval | None:
    """The interval of plain years: "2022-2023", "2024-26", "2021 to 2025", "until 2030"; None for other words.

    >>> period_in_words("2022-2023").last_day
    datetime.date(2023, 12, 31)
    """
    match = _YEARS.search(words)
    if not match:
        return None
    first = int(match.group(1))
    last = int(match.group(2) or first)
    last = last if last > 99 else first // 100 * 100 + last
    if last < first:
        return None
    if words.lower().startswith(("until", "through", "till")):
        return Interval(None, datetime(last + 1, 1, 1), Granularity.YEAR, Modifier.UNTIL)
    return Interval(datetime(first, 1, 1), datetime(last + 1, 1, 1), Granularity.YEAR)
