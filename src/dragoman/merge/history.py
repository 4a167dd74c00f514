"""What was known of an event on a day, and what is overdue.

The status on a day is the last that news published up to it says. An event whose time has passed by then, and of which
nothing published up to it says that it took place or will not, is overdue: nobody says what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.merge.events import event_of
from dragoman.merge.tellings import Telling
from dragoman.types import Event, Status

__all__ = ["as_known_on", "is_overdue", "status_on"]

_OPEN = frozenset((Status.ANNOUNCED, Status.CONFIRMED, Status.RESCHEDULED, Status.UNDER_WAY))
"""What is promised, or was still going on; a proposal or an invitation is no promise."""


def as_known_on(event: Event, tellings: Iterable[Telling], day: date) -> Event | None:
    """The event as the reports published up to a day have it, the day included; None where none was.

    `tellings` are those of the event. Reports without a day of publication are left out.
    """
    known = [t for t in tellings if t.key in event.report_ids and t.published and t.published <= day]
    keys = {t.key for t in known}
    return event_of(known, [j for j in event.joins if {j.one, j.other} <= keys]) if known else None


def status_on(event: Event, tellings: Sequence[Telling], day: date) -> Status:
    """The status on a day; `UNKNOWN` before anything was published, `OVERDUE` where the time passed without word."""
    known = as_known_on(event, tellings, day)
    if known is None:
        return Status.UNKNOWN
    told = [t for t in tellings if t.key in known.report_ids]
    return Status.OVERDUE if is_overdue(known, told, day) else known.status


def is_overdue(event: Event, tellings: Iterable[Telling], day: date) -> bool:
    """Whether the last day that any report gives is before a day, and no report says what became of the event.

    An event of which no report says by when is never overdue: there is no day to be late for.
    """
    due = [t.due for t in tellings if t.due]
    return event.status in _OPEN and bool(due) and max(due) < day
