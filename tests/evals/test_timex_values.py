"""The days of TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest

from evals.timex_values import days_of_value


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2032-02", ("2032-02-01", "2032-02-29")),
        ("2031-03-11", ("2031-03-11", "2031-03-11")),
        ("2031-03-11T10:00", ("2031-03-11", "2031-03-11")),
        ("2031-03-11TMO", ("2031-03-11", "2031-03-11")),
        ("2031-W11", ("2031-03-10", "2031-03-16")),
        ("2031-W11-WE", ("2031-03-15", "2031-03-16")),
        ("2031-Q2", ("2031-04-01", "2031-06-30")),
        ("2031-H2", ("2031-07-01", "2031-12-31")),
        ("2031-WI", ("2031-12-01", "2032-02-29")),
        ("203", ("2030-01-01", "2039-12-31")),
        ("19", ("1901-01-01", "2000-12-31")),
    ],
)
def test_what_says_days(value: str, days: tuple[str, str]) -> None:
    assert days_of_value(value) == tuple(map(date.fromisoformat, days))


@pytest.mark.parametrize(
    "value",
    [None, "", "P3D", "PAST_REF", "XXXX-05-03", "2031-WXX", "2031-W60", "2031-13", "2031-02-30", "0000", "BC0218"],
)
def test_what_says_none(value: str | None) -> None:
    assert days_of_value(value) is None
