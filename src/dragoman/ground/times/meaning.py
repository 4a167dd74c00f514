"""What a time expression says before it is counted from anything: small frozen values, nested where words nest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.spans import Span
from dragoman.types import Modifier, Reason

__all__ = [
    "Again",
    "Ago",
    "Ahead",
    "BeforeEra",
    "CalendarDay",
    "Century",
    "Clock",
    "ClosedRange",
    "Decade",
    "Deictic",
    "Direction",
    "FiscalYear",
    "Holiday",
    "Kind",
    "Length",
    "Meaning",
    "MonthOf",
    "NthWeekday",
    "Part",
    "Repeat",
    "Season",
    "Segment",
    "Shift",
    "SoFar",
    "TimexWords",
    "Unread",
    "Vague",
    "WeekHolding",
    "WeekdayOf",
    "Which",
    "Window",
    "YearOf",
]


class Direction(StrEnum):
    """Where a time lies from the moment of writing, by tense and status of its clause."""

    FORWARD = "forward"
    BACK = "back"
    NONE = "none"


class Kind(StrEnum):
    """What sort of time a phrase says, as TimeML parts them; VAGUE is a word such as "recently"."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class Which(StrEnum):
    """The word before a name of the calendar: "this Monday", "last spring"; PAST and COMING are always the nearest."""

    BARE = ""
    THIS = "this"
    LAST = "last"
    NEXT = "next"
    PAST = "past"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year said by number, by its distance from the present one ("next year"), or not at all.

    `short` marks a number of two digits, whose century is open; `event` is the distance from the year of the
    event spoken of ("in March of the same year").
    """

    number: int | None = None
    shift: int | None = None
    short: bool = False
    event: int | None = None

    @property
    def said(self) -> bool:
        """Whether the words give a year in some way."""
        return self.number is not None or self.shift is not None or self.event is not None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month; month and year may be missing. `swapped`: day and month may be the other way round."""

    day: int
    month: int | None = None
    year: YearOf = YearOf()
    weekday: int | None = None
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A month of a year."""

    month: int
    year: YearOf = YearOf()
    which: Which = Which.BARE


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A day of the week, 0 for Monday; `week` counts weeks from the present one ("Tuesday last week")."""

    weekday: int
    which: Which = Which.BARE
    week: int | None = None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th such day of the week of a month, -1 for its last."""

    number: int
    weekday: int
    of: MonthOf


@dataclass(frozen=True, slots=True)
class WeekHolding:
    """The week that a day lies in."""

    day: CalendarDay


@dataclass(frozen=True, slots=True)
class Season:
    """A season; `to` is the second year of "winter 2023-24"."""

    name: str
    year: YearOf = YearOf()
    which: Which = Which.BARE
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The n-th quarter or half (by `parts`: 4 or 2) of a year, or the n-th half of a month."""

    number: int
    parts: int
    of: YearOf | MonthOf = YearOf()


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years; below 100 the century is the twentieth ("the nineties")."""

    start: int


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years, from the year ending in 01 as historians count."""

    number: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a name of its own, which is a key of the lexicon's holidays."""

    name: str
    year: YearOf = YearOf()
    which: Which = Which.BARE


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year by the number it is named after; `month` is the one it begins with, None where whose it is is open.

    `ends` says that it is named after the year in which it ends, not after that in which it begins.
    """

    number: int
    month: int | None = None
    ends: bool = True


@dataclass(frozen=True, slots=True)
class BeforeEra:
    """A year before the common era, which the calendar of intervals does not have."""

    number: int


@dataclass(frozen=True, slots=True)
class Shift:
    """The unit of the calendar so many from the present one: today is 0 days, last week -1 weeks."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before the present; a count of None is "several"."""

    unit: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many units on ("in two weeks"). `sure` is false where it may be a duration as well."""

    unit: str
    count: int | None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The last or the next so many units, up to or from the present; a count of None is "few"."""

    unit: str
    count: int | None
    ahead: bool


@dataclass(frozen=True, slots=True)
class Deictic:
    """So many units from the time of another event; with a weekday, the first such day after or before it."""

    unit: str
    count: int | None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """The quarter, the week: the one spoken of before, or how long something takes. `ended`: the latest quarter."""

    unit: str
    ended: bool = False


@dataclass(frozen=True, slots=True)
class SoFar:
    """The part of a time before the present day's end ("earlier this month") or from its start ("later this year")."""

    of: Meaning
    ahead: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day, as a range of hours counted from its midnight; `name` is its key in the lexicon."""

    of: Meaning
    first_hour: int
    end_hour: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A reading of the clock on a day, which may be missing; `minute` is None for "3 p.m."."""

    hour: int
    minute: int | None
    zone: str | None
    of: Meaning | None = None


@dataclass(frozen=True, slots=True)
class ClosedRange:
    """From the first to the last, both within it."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class Length:
    """How long: so many units; a count of None is "several". `half`: and a half."""

    unit: str
    count: int | None
    half: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often: every so many units ("every two years"), or whenever a time of the calendar comes ("each Monday")."""

    unit: str = ""
    count: int = 1
    of: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A word that lies behind, ahead or in the present, and says no more ("recently"): BACK, FORWARD, NONE."""

    where: Direction


@dataclass(frozen=True, slots=True)
class Unread:
    """Words of time that give no interval, and why."""

    reason: Reason
    detail: str = ""


Meaning = (
    CalendarDay
    | MonthOf
    | WeekdayOf
    | NthWeekday
    | WeekHolding
    | Season
    | Segment
    | Decade
    | Century
    | YearOf
    | Holiday
    | FiscalYear
    | BeforeEra
    | Shift
    | Ago
    | Ahead
    | Window
    | Deictic
    | SoFar
    | Part
    | Clock
    | ClosedRange
    | Again
    | Length
    | Repeat
    | Vague
    | Unread
)


@dataclass(frozen=True, slots=True)
class TimexWords:
    """The words of one time expression and what they say, not yet counted from anything.

    `parts` are the words of the two ends of a `ClosedRange` ("16 January" and "1 February"), where both have words.
    """

    span: Span
    kind: Kind
    rule: str
    meaning: Meaning
    modifier: Modifier = Modifier.NONE
    deictic: bool = False
    parts: tuple[Span, Span] | None = None
