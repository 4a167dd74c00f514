"""A time that belongs to the act of proposing, announcing or cancelling is not given to the event."""

from __future__ import annotations

import pytest

from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.types import NOT_STATED, Value, value_of

_HEAD = "Talks\n\nLIMA, 3 April 2020 - "
_TAIL = " The harbour there is old, and the weather has been mild.\n"
_PERU, _CHILE = "Peruvian Foreign Minister Gustavo Meza", "Chilean Foreign Minister Teodoro Ribera"


def _time(sentence: str) -> tuple[str, str] | None:
    (report,) = record_of(page_from_bytes((_HEAD + sentence + _TAIL).encode(), name="talks.txt")).reports
    found = value_of(report.time)
    if found is None:
        assert report.time == NOT_STATED
        return None
    assert isinstance(report.time, Value)
    return str(found.first_day), report.time.evidence[0].exact


@pytest.mark.parametrize(
    "sentence",
    [
        f"{_PERU} on Thursday proposed a meeting with {_CHILE}.",
        f"{_PERU} offered on Monday to hold talks with {_CHILE}.",
        f"On 1 April {_PERU} called off talks with {_CHILE}.",
        f"On 1 April {_PERU} cancelled a meeting with {_CHILE}.",
    ],
)
def test_the_time_of_the_act_is_not_that_of_the_event(sentence: str) -> None:
    assert _time(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        (f"{_PERU} agreed to meet {_CHILE} on Monday.", ("2020-04-06", "Monday")),
        (f"{_PERU} on Thursday announced a meeting with {_CHILE} on 9 April.", ("2020-04-09", "9 April")),
        (f"On Monday {_PERU} will meet {_CHILE}.", ("2020-04-06", "Monday")),
        (f"On Monday {_PERU} is expected to meet {_CHILE}.", ("2020-04-06", "Monday")),
    ],
)
def test_the_time_of_the_event_stays(sentence: str, day: tuple[str, str]) -> None:
    assert _time(sentence) == day
