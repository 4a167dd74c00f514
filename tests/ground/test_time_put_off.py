"""The old day of what was put off or called off: ahead, or just past; nothing where neither is near."""

from __future__ import annotations

import pytest

from dragoman import page_from_bytes, record_of
from dragoman.types import Absent, Reason, value_of


@pytest.mark.parametrize(
    ("planned", "first_day"),
    [
        ("planned for June", "2023-06-01"),
        ("scheduled for March", "2023-03-01"),
        ("planned for 12 June", "2023-06-12"),
        ("planned for November 2023", "2023-11-01"),
        ("planned for November", None),
    ],
)
def test_the_day_that_was_planned(planned: str, first_day: str | None) -> None:
    text = f"HALDEN, 4 May 2023 (Neris) - The summit of Kenya and Uganda, {planned}, has been postponed."
    (report,) = record_of(page_from_bytes(text.encode(), name="x.txt")).reports
    time = value_of(report.time)
    assert (str(time.first_day) if time else None) == first_day
    if first_day is None:
        assert isinstance(report.time, Absent)
        assert report.time.reason is Reason.AMBIGUOUS
