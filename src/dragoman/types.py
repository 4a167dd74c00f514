"""The nouns: what each stage hands to the next. All are frozen, and made of the standard library only.

    bytes -> Page -> Document -> Analysis -> Record (reports and what belongs to them)
      read    clean    understand   ground

Every span is a half-open range of code points of `Document.text`, unless its field says otherwise. A field
that can be unknown is a `Field`: a `Value` with its evidence, or an `Absent` with the reason why not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from dragoman.errors import SpanError
from dragoman.spans import OffsetMap, Span

T = TypeVar("T")


# --- values and reasons -------------------------------------------------------------------------


class Reason(StrEnum):
    """Why a field has no value."""

    NOT_STATED = "not stated"
    AMBIGUOUS = "ambiguous"
    UNDATED = "undated"
    NO_YEAR = "no year given"
    NO_ANCHOR = "nothing to count from"
    NOT_IN_GAZETTEER = "not in the gazetteer"
    NOT_IN_TABLES = "not in the tables"
    NOT_SUPPORTED = "not supported"
    IMPLAUSIBLE = "implausible"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that a value was taken from, and what took them.

    `span` is a range of the document's text. It is None only where the words stand in the page's metadata
    (JSON-LD, meta elements, a URL); `by` then names the field, such as "json-ld:datePublished".
    """

    document_id: str
    span: Span | None
    exact: str
    by: str


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value with the words behind it. `note` says what was inferred (a year from the dateline, say)."""

    value: T
    evidence: tuple[Evidence, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """No value, and why. `evidence` holds the words that were looked at, where there are any."""

    reason: Reason
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()


Field = Value[T] | Absent
NOT_STATED = Absent(Reason.NOT_STATED)


# --- time ---------------------------------------------------------------------------------------


class Granularity(StrEnum):
    """How fine a time was said."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part of day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Modifier(StrEnum):
    """How a time bounds what happened in it."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of time, half-open: `start` lies in it, `end` does not. None is an open end.

    Both are naive: `zone` says in which zone they count ("UTC", "+03:00"), None when the text gives none.
    "19 January" is [19th 00:00, 20th 00:00) with granularity day.
    """

    start: datetime | None
    end: datetime | None
    granularity: Granularity
    modifier: Modifier = Modifier.NONE
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"an interval that runs backwards: {self.start}..{self.end}")

    @property
    def first_day(self) -> date | None:
        """The first day of it; None when its start is open."""
        return self.start.date() if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last day that has a part in it; None when its end is open."""
        return (self.end - timedelta(microseconds=1)).date() if self.end else None

    @property
    def one_day(self) -> date | None:
        """The day that all of it lies in; None when it is longer or open."""
        return self.first_day if self.first_day == self.last_day else None


@dataclass(frozen=True, slots=True)
class Dating:
    """One candidate for the time of publication, and why it was or was not taken."""

    interval: Interval
    evidence: Evidence
    chosen: bool
    why: str


# --- pages and documents ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageField:
    """A piece of a page's metadata: `source` is where it stood ("json-ld:headline", "meta:og:title", "json:title")."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption or list item of a page, with the element that held it.

    `span` is a range of `Page.text`, None when the block could not be aligned to it ("unaligned"). `tag` is
    an HTML name (p, h1, h2, blockquote, figcaption, li, time, aside, footer, nav...) or "line" in plain text.
    `main` says whether the page's structure has it as part of the article.
    """

    text: str
    span: Span | None
    tag: str
    main: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A page as found. Spans of its blocks are ranges of `text`, the page's visible text.

    `name` is how messages call it: the path as given, a URL, or either with "#n" for the n-th record of a
    file (from 1). `fields` may repeat a name: all candidates are kept, in the order found. Names used:
    title, published, modified, author, publisher, language, keywords, description, caption, url.
    """

    name: str
    url: str | None
    fetched_at: datetime | None
    media_type: str
    encoding: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    fields: tuple[PageField, ...] = ()
    notes: tuple[str, ...] = ()

    def values(self, name: str) -> tuple[PageField, ...]:
        """All fields of that name, as found; empty when there are none."""
        return tuple(f for f in self.fields if f.name == name)


class ZoneKind(StrEnum):
    """What a stretch of a document is."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    CREDITS = "credits"
    BODY = "body"
    QUOTATION = "quotation"
    BACKGROUND = "background"
    CAPTION = "caption"
    KEYWORDS = "keywords"
    PROMO = "promo"
    RELATED = "related"
    REPEAT = "repeat"
    NOTE = "note"


READ_ZONES = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.QUOTATION, ZoneKind.BACKGROUND})
"""The zones that reports may be read from; of the headlines, only the first."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a document and what it is. `by` names the rule; `repeats` is what a repeat copies."""

    kind: ZoneKind
    span: Span
    by: str
    repeats: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A page cleaned: its text in zones, and what it says of itself.

    `document_id` is made of the URL and the page's hash, so a changed page is a new version with an id of
    its own. Zones lie in order and never overlap. `to_page` maps spans of `text` to spans of `Page.text`.
    """

    document_id: str
    name: str
    url: str | None
    text: str
    zones: tuple[Zone, ...]
    to_page: OffsetMap
    title: Field[str]
    publisher: Field[str]
    published: Field[Interval]
    datings: tuple[Dating, ...]
    language: Field[str]
    authors: tuple[Value[str], ...] = ()
    live: Value[bool] | None = None

    def evidence(self, span: Span, *, by: str) -> Evidence:
        """Evidence for a span of this document; raises `SpanError` when it is empty or does not fit."""
        if not len(span):
            raise SpanError("evidence without words", subject=self.document_id)
        return Evidence(self.document_id, span, span.of(self.text), by)

    def zone_at(self, position: int) -> Zone | None:
        """The zone that holds a code point; None between zones."""
        last = bisect_right(self.zones, position, key=lambda z: z.span.start) - 1
        return self.zones[last] if last >= 0 and position < self.zones[last].span.end else None

    def zones_of(self, *kinds: ZoneKind) -> tuple[Zone, ...]:
        """The zones of these kinds, in order."""
        return tuple(z for z in self.zones if z.kind in kinds)


# --- understanding ------------------------------------------------------------------------------


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    PEOPLE = "people"
    OFFICE = "office"
    INSTRUMENT = "instrument"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Office:
    """An office: "Minister of Foreign Affairs" of "Russia", "Spokesperson" of an organisation of a country.

    `title` is the usual form from the lexicon, `country` an ISO 3166 alpha-2 code, or None.
    """

    title: str
    organisation: str | None = None
    country: str | None = None

    @property
    def words(self) -> str:
        """ "Minister of Foreign Affairs, RU"; with the organisation where it has one."""
        return ", ".join(part for part in (self.title, self.organisation, self.country) if part)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names somebody, something or some place.

    The span is the name alone, without article, title or possessive ending; `name` is its usual form.
    `office` and `office_span` are set where an office stands beside the name ("Russian Foreign Minister
    Sergey Lavrov", "Sergei Lavrov, the Minister of ..."), and on a mention of kind office itself.
    `country` is the ISO 3166 alpha-2 code that the words give ("Belarusian", "Moscow"), or None.
    `kin` is true for "his Belarusian counterpart": an office said through somebody else's. `literal` is how likely the
    name of a place stands for the place itself, and not for who acts there ("Minsk said"); None where nothing was read.
    """

    span: Span
    kind: MentionKind
    name: str
    country: str | None = None
    office: Office | None = None
    office_span: Span | None = None
    kin: bool = False
    by: str = ""
    literal: float | None = None

    @property
    def extent(self) -> Span:
        """The name together with the office beside it."""
        if self.office_span is None:
            return self.span
        return Span(min(self.span.start, self.office_span.start), max(self.span.end, self.office_span.end))


class TimexType(StrEnum):
    """What sort of time TimeML takes a time expression for."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex3:
    """An element of TimeML: its words, type and value in the manner of ISO 8601 (None where none can be written)."""

    span: Span
    type: TimexType
    value: str | None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its words, its interval (or why not), the rule that read it and what it counts from.

    `anchor` is in words, such as "dateline 2023-01-12"; "" for a time that needs none. `deictic` is true
    when another event has to be known ("on the eve of the meeting", "the same day"). `timex3` is the time as TimeML
    writes it: one element, or one for each end of a range; a length or a repetition has a value there and no interval.
    """

    span: Span
    interval: Field[Interval]
    rule: str
    anchor: str = ""
    deictic: bool = False
    timex3: tuple[Timex3, ...] = ()


class Directness(StrEnum):
    """Whether a content is in quotation marks, in part, or not."""

    DIRECT = "direct"
    PART = "part"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, with which words. `contents` are the pieces of what is said, in order.

    `speaker` is the span of the name, pronoun or noun that says it, None when nobody is named ("it is
    reported that"). `through` are those who relay it, outermost last ("Zakharova told BelTA": BelTA). `spoken` is
    false where the words say that somebody thinks, plans or wants it, or do not say who: that is no quotation.
    """

    contents: tuple[Span, ...]
    direct: Directness
    speaker: Span | None = None
    cue: Span | None = None
    through: tuple[Span, ...] = ()
    by: str = ""
    spoken: bool = True

    @property
    def extent(self) -> Span:
        """From the first to the last word of what is said."""
        return Span(self.contents[0].start, self.contents[-1].end)


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One who passes something on. `cue` is the word that says so ("referring to"); None at the publisher."""

    name: str
    evidence: Evidence
    cue: Evidence | None = None


class Status(StrEnum):
    """Whether something happened, by the words of one report. `OVERDUE` is only ever derived."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    UNDER_WAY = "under way"
    OCCURRED = "occurred"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    DENIED = "denied"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    OVERDUE = "overdue"


TO_COME = frozenset((Status.PROPOSED, Status.ANNOUNCED, Status.CONFIRMED, Status.RESCHEDULED))
"""Still to come for who tells it."""

TOOK_PLACE = frozenset((Status.OCCURRED, Status.UNDER_WAY))

CALLED_OFF = frozenset((Status.DENIED, Status.REFUSED, Status.CANCELLED))
"""Not to be, or not to have been, for who tells it."""


class Role(StrEnum):
    """What a participant or circumstance is to an event. Actor and recipient are PLOVER's."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    OTHER = "other"
    PLACE = "place"
    TIME = "time"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class Argument:
    """A span with its role to a trigger: the words of a mention, a timex or an instrument."""

    role: Role
    span: Span
    by: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of an event in a sentence, with type and mode of the ontology, status and arguments.

    `clause` is the stretch of the sentence whose times and places are the event's. `status_words` are the
    words that the status rests on. `reciprocal` marks a type where all sides are actors (a meeting), as
    PLOVER has it. `definite` marks a noun that may point back to an event told before ("the training").
    """

    span: Span
    clause: Span
    type: str
    mode: str
    status: Status
    status_words: tuple[Span, ...]
    arguments: tuple[Argument, ...] = ()
    reciprocal: bool = False
    definite: bool = False
    by: str = ""


class Stage(StrEnum):
    """How far an instrument is, by the words of one document."""

    PROPOSED = "proposed"
    NEGOTIATED = "negotiated"
    DRAFTED = "drafted"
    EXPECTED = "expected"
    ADOPTED = "adopted"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IN_FORCE = "in force"
    EXPIRED = "expired"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """Words that name a treaty, programme, plan, resolution...

    `span` is the whole phrase; `kind` is from the lexicon; `title` the proper title within it, if it has
    one; `period` the words of its years; `parties` the words of its parties; `stage` with its words.
    """

    span: Span
    kind: str
    title: Span | None = None
    period: Span | None = None
    parties: tuple[Span, ...] = ()
    stage: Stage = Stage.UNKNOWN
    stage_words: tuple[Span, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing on the agenda, or that a statement is about."""

    span: Span
    name: str
    agenda: bool = False


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Words that say that an event recurs ("yearly", "the 25th"), with their usual form ("annual", "25th")."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the outlet's own that take sides; `about` says what kind of wording it is."""

    span: Span
    about: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the words of one document say, each a span; nothing is tied together or looked up yet."""

    document_id: str
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()
    topics: tuple[Topic, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    wordings: tuple[Wording, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    skipped: Absent | None = None

    @property
    def said(self) -> tuple[Attribution, ...]:
        """The attributions of what was said, not only thought or planned."""
        return tuple(a for a in self.attributions if a.spoken)


# --- the record of one document -----------------------------------------------------------------


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"


BY_TABLE = "table:offices"
"""What the evidence of an office is `by` that no words of the document give, only the table of offices."""


DOUBTED = "the table of offices has another"
"""What the note of an office says that the words of the document give and the table does not."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what somebody is beyond one document: a row of the shipped tables, and its usual name there.

    `identity_id` says the table and the row: "iso:BY", "organisation:nato", "person:sergei-aleinik:BY".
    """

    identity_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who the mentions of one document resolve to. `actor_id` holds within the document.

    `name` is the fullest form that the document gives; `also` are its other forms there. `identity` is who that is
    beyond the document, or the reason why it is not said. `office` is what the document says; where it says none,
    what the table of offices says of the day of publication, and then the note names the table.
    """

    actor_id: str
    kind: ActorKind
    name: str
    also: tuple[str, ...]
    office: Field[Office]
    country: str | None
    mentions: tuple[Span, ...]
    identity: Field[Identity] = Absent(Reason.NOT_IN_TABLES)


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a report, with the words that put it there."""

    actor_id: str
    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is. `latitude` and `longitude` are degrees (WGS 84), None for a country or region.

    `country` is an ISO 3166 alpha-2 code; `source_id` the row of the gazetteer.
    """

    name: str
    kind: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a document names, as it does so first: where that is, or why it is not said, and all mentions."""

    name: str
    place: Field[Place]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """An actor in one document, as it is gathered across documents; `actor_id` is its id there.

    `published` is the day of publication, None where it is not known to the day. `words` are those that say the
    office; "" where the document says none.
    """

    document_id: str
    publisher: str | None
    published: date | None
    kind: ActorKind
    name: str
    country: str | None
    identity: Identity | None
    office: Office | None
    words: str
    mentions: int
    actor_id: str = ""

    @property
    def key(self) -> str:
        """The id of the document, and of the actor in it."""
        return f"{self.document_id}/{self.actor_id}"


class Part(StrEnum):
    """Whether a document tells something as its news or as background to it."""

    NEWS = "news"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says of one occurrence.

    `trigger` holds the words of the event, `sentence` the sentence. For a reciprocal type all sides are in
    `actor` and `recipient` is empty. `status_evidence` are the words that the status rests on. `venue` is the house or
    ground in the words of the text; `place` is the town, region or country. `why` is the reason, in these words too,
    for which it was put off, called off, refused or not held.
    `instruments` and `attributed_to` refer to the same record.
    """

    report_id: str
    document_id: str
    type: str
    mode: str
    part: Part
    status: Status
    status_evidence: tuple[Evidence, ...]
    trigger: Evidence
    sentence: Evidence
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    others: tuple[Participant, ...]
    place: Field[Place]
    time: Field[Interval]
    attributed_to: Field[str]
    instruments: tuple[str, ...] = ()
    topics: tuple[Value[str], ...] = ()
    recurrence: Value[str] | None = None
    also_at: tuple[Evidence, ...] = ()
    venue: Field[str] = NOT_STATED
    why: Field[str] = NOT_STATED

    @property
    def participants(self) -> tuple[Participant, ...]:
        """All who took part, on either side."""
        return self.actor + self.recipient + self.others


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, programme, plan, resolution... as one document speaks of it."""

    instrument_id: str
    kind: str
    name: str
    title: Field[str]
    parties: Field[tuple[str, ...]]
    period: Field[Interval]
    stage: Stage
    stage_evidence: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody says, with the words. `said` is when; `through` who relays it, outermost last."""

    quotation_id: str
    speaker: Field[str]
    direct: Directness
    contents: tuple[Evidence, ...]
    cue: Evidence | None
    said: Field[Interval]
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All that Dragoman takes from one document, in the order of the text; the source chain has the origin first.

    `places` are the places that its words name, apart from those that stand for an actor; `times` are its times.
    """

    document: Document
    source_chain: tuple[ChainLink, ...]
    actors: tuple[Actor, ...]
    reports: tuple[Report, ...]
    quotations: tuple[Quotation, ...]
    instruments: tuple[Instrument, ...]
    topics: tuple[Value[str], ...] = ()
    wording: tuple[Evidence, ...] = ()
    skipped: Absent | None = None
    places: tuple[NamedPlace, ...] = ()
    times: tuple[Timex, ...] = ()


# --- across documents ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that was compared, how it came out, and the weight that has: "time", "same day", 3.0."""

    what: str
    outcome: str
    weight: float


@dataclass(frozen=True, slots=True)
class Join:
    """Why two reports are of one event. `score` is the sum of the weights."""

    one: str
    other: str
    score: float
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, order=True)
class JudgedBy:
    """A person who decided something, and the day on which; `judgement_id` is that of the judgement."""

    judgement_id: int
    by: str
    on: date

    @property
    def words(self) -> str:
        """ "judged by A. Reader on 2031-07-01"."""
        return f"judged by {self.by} on {self.on}"


@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """A value and the reports that give it; `roots` is the number of independent sources among them.

    `judged` are people who said that it is the value of a report. A report that says another is not among the reports
    then, and where no document says it there is no report and no source.
    """

    value: T
    report_ids: tuple[str, ...]
    roots: int
    judged: tuple[JudgedBy, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """What one report says of an event's status; `known_on` is the day of its publication, None without one.

    `judged` is who said that it is so, None where the words of the report alone do.
    """

    status: Status
    known_on: date | None
    report_id: str
    document_id: str
    judged: JudgedBy | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Reports of one occurrence.

    `times`, `places`, `parties`, `numbers` and `whys` (the reasons why it was put off or not held, in their words) have
    every value that is said, the one told most first; `history` has
    what each report says of its status, by the day it was known. `status` is the last of news; commands give it as of a
    day, when it may be `OVERDUE`. `joins` say why its reports are one event; one report alone has none.
    """

    event_id: str
    family: str
    name: str
    status: Status
    history: tuple[StatusChange, ...]
    times: tuple[Claim[Interval], ...]
    places: tuple[Claim[Place], ...]
    parties: tuple[Claim[str], ...]
    numbers: tuple[Claim[int], ...]
    report_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    joins: tuple[Join, ...]
    whys: tuple[Claim[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One event of a series; `first` is its first day as most say, None where none is said."""

    event_id: str
    first: date | None
    last: date | None
    status: Status
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What comes next in a series: `announced` by an event, or only expected of the rhythm between two days."""

    event_id: str | None
    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring mechanism and its editions in order.

    `names` are what reports call it, most used first; `recurrences` what they say of how often it comes. `period` is
    the middle of the days from one edition to the next, None below three editions. `gaps` are the pairs of editions
    that follow each other at more than one and a half periods. `next` is what comes after the last edition. `judged`
    are people who decided that an edition is or is not one of it.
    """

    series_id: str
    family: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    parties: tuple[str, ...]
    editions: tuple[Edition, ...]
    recurrences: tuple[Claim[str], ...]
    period: int | None
    gaps: tuple[tuple[str, str], ...]
    next: Expectation | None
    judged: tuple[JudgedBy, ...] = ()


@dataclass(frozen=True, slots=True)
class StageChange:
    """What one document says of how far an instrument is; `known_on` is its day of publication, None without one."""

    stage: Stage
    known_on: date | None
    document_id: str
    instrument_id: str


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """One instrument across documents.

    `stages` has what each document says of it, by day; `stage` is the furthest that any says, `expected` whether
    nothing beyond expectation is said. `follows` is the one of its kind and parties whose period ends before its own
    begins, `None` where there is none. `judged` are people who decided what is and what is not it.
    """

    instrument_id: str
    kind: str
    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    period: Interval | None
    stage: Stage
    stages: tuple[StageChange, ...]
    document_ids: tuple[str, ...]
    follows: str | None
    judged: tuple[JudgedBy, ...] = ()


class Difference(StrEnum):
    """How two values differ: both cannot hold, or the later replaced the earlier, or only the words are others."""

    CONTRADICTION = "contradiction"
    CHANGE = "change"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field of one event, actor, series or instrument with values that differ, each with who gives it.

    `about` is its id. The claims are of report ids for an event and of document ids otherwise; the one that most
    independent sources give is first, which does not make it the true one.
    """

    about: str
    field: str
    kind: Difference
    claims: tuple[Claim[str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The documents about one happening, by first day of publication, then by id. `story_id` is the id of the first.

    So a document that is published later never changes the id, whenever it arrives. One that was published before all
    others does; the old id is still that of a document in it, and finds it.
    """

    story_id: str
    document_ids: tuple[str, ...]


class Verdict(StrEnum):
    """What a person decided: two things are one or two; a report is wrong, or a value of it; a value of it is right."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"


class Judged(StrEnum):
    """What a judgement is about: a report or quotation that is right or wrong, or things that are one or two."""

    REPORT = "report"
    QUOTATION = "quotation"
    EVENT = "event"
    SERIES = "series"
    INSTRUMENT = "instrument"
    ACTOR = "actor"


class JudgedField(StrEnum):
    """What can be right or wrong of a report, and of a quotation: who says it.

    `NUMBER` is which of a row the event of a report is; `PARTICIPANTS` and `INSTRUMENTS` are judged one by one.
    """

    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    STATUS = "status"
    PARTICIPANTS = "participants"
    INSTRUMENTS = "instruments"
    SPEAKER = "speaker"


ONE_BY_ONE = frozenset((JudgedField.PARTICIPANTS, JudgedField.INSTRUMENTS))
"""The fields of a report that have several values, of which a judgement is about one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something of one document as it was when it was judged: a newer version may give it another id.

    It is a report, a quotation, an actor or an instrument; an event and a series stand for one of their reports.
    `start` is where its words begin in the text of the document, in code points, None where they stand outside; `words`
    are a report's trigger, what is quoted, the first mention of an actor, what an instrument is called first. `mode` is
    what it was read as: the mode of a report, whether a quotation is direct, the kind of an actor or an instrument.
    """

    found_id: str
    document_id: str
    start: int | None
    words: str
    mode: str


@dataclass(frozen=True, slots=True)
class Link:
    """An actor or an instrument of the same document that a report has, or has not.

    `role` is what an actor is in the event, None for an instrument, and where the report says it; `instead_of` is the
    one whose place it takes.
    """

    to: Anchor
    role: Role | None = None
    instead_of: Anchor | None = None


JudgedValue = Interval | Place | Status | int | Link | str
"""A value of a field that can be judged; of a speaker the name."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, kept apart from what Dragoman reads, and replayed whenever documents are gathered.

    `other` is None for `RIGHT` and `WRONG`; of what is `DIFFERENT` it is the one that is taken out. `field` is None but
    for one field, and `value` then what is right, or what was read and is wrong. Times are naive, in UTC;
    `taken_back_at` is None while the judgement holds. `without_effect` is the reason why it changes nothing, "" where
    it does: commands find that out anew, it is not kept.
    """

    judgement_id: int
    verdict: Verdict
    one: Anchor
    other: Anchor | None
    field: JudgedField | None
    by: str
    made_at: datetime
    note: str = ""
    taken_back_at: datetime | None = None
    about: Judged = Judged.EVENT
    value: JudgedValue | None = None
    without_effect: str = ""

    @property
    def judged_by(self) -> JudgedBy:
        """Who decided, and when."""
        return JudgedBy(self.judgement_id, self.by, self.made_at.date())


def first_evidence(field_: Field[T]) -> Evidence | None:
    """The first words behind a field, or None."""
    return field_.evidence[0] if field_.evidence else None


def value_of(field_: Field[T]) -> T | None:
    """The value of a field, or None where there is only a reason."""
    return field_.value if isinstance(field_, Value) else None


def spans_of(evidence: Iterable[Evidence]) -> tuple[Span, ...]:
    """The spans of evidence that stands in the text."""
    return tuple(e.span for e in evidence if e.span is not None)
