"""What is overdue as of a day: its time has passed, and nobody says what became of it.

What was known on a day is gathered from the documents published up to it.
"""

from __future__ import annotations

from datetime import date

from dragoman.lexicon import load
from dragoman.types import Event, Status

__all__ = ["is_overdue"]

_OPEN = frozenset((Status.ANNOUNCED, Status.CONFIRMED, Status.RESCHEDULED))
"""What is promised; a proposal or an invitation is no promise."""


def is_overdue(event: Event, due: date | None, day: date) -> bool:
    """Whether the last day that any report gives is before a day, and no report says what became of the event.

    An event of which no report says by when is never overdue: there is no day to be late for. What was seen under way
    took place; of what lasts, its end is still open.
    """
    open_ = event.status in _OPEN or (event.status is Status.UNDER_WAY and event.family in load("merging")["lasting"])
    return open_ and due is not None and due < day
