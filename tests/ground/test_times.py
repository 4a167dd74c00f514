"""Times: cases as data, dates in every common order read back the same, and no text that breaks it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ground.times import Direction, Kind, find_timexes, joined, resolve, timex3s, timex_of, timexes
from dragoman.ground.times.calendar import holiday
from dragoman.ground.times.meaning import YearOf
from dragoman.ground.times.phrases import table
from dragoman.ground.times.tense import tenses_of
from dragoman.spans import Span
from dragoman.types import Granularity, Interval, Modifier, Timex, Value

CASES = Path(__file__).parent.parent / "cases" / "times"
MONTHS = [date(2000, number, 1).strftime("%B") for number in range(1, 13)]


def cases(*names: str) -> list[Any]:
    """The cases of these files, each with its text as its name; all values are plain strings."""
    return [
        pytest.param(case, id=f"{name}: {case['text'][:60]!r} {case.get('look', '')}")
        for name in names
        for case in yaml.load((CASES / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    ]


def interval_of(words: str | None) -> Interval | None:
    """The interval of "2023-01-12" or "2023-01"; None for "none"."""
    if words in (None, "none"):
        return None
    start = datetime.fromisoformat(f"{words}-01" if len(str(words)) == 7 else str(words))
    if len(str(words)) == 7:
        return Interval(start, (start + timedelta(days=31)).replace(day=1), Granularity.MONTH)
    return Interval(start, start + timedelta(days=1), Granularity.DAY)


def said(timex: Timex) -> str:
    """A time in the notation of the cases."""
    tail = ", deictic" if timex.deictic else ""
    if not isinstance(timex.interval, Value):
        return timex.interval.reason.value + tail
    one = timex.interval.value
    assert one.start is not None
    assert one.end is not None
    extra = "".join(f", {piece}" for piece in (one.modifier.value, one.zone) if piece)
    if one.granularity is Granularity.DAY and one.end - one.start == timedelta(days=1):
        return f"{one.start.date()} day{extra}{tail}"
    if one.granularity in _FINE:
        return f"{one.start.isoformat()[:16]}..{one.end.isoformat()[:16]} {one.granularity}{extra}{tail}"
    return f"{one.start.date()}..{one.end.date()} {one.granularity}{extra}{tail}"


_FINE = (Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY)


def read(case: dict[str, Any]) -> dict[str, str]:
    """All times of a case with what they say, durations and the like without an interval left out."""
    text, reference = case["text"], case.get("reference")
    anchor = interval_of(str(case.get("anchor", "2023-01-12")))
    found = {}
    for words in find_timexes(text, Span(0, len(text))):
        timex = resolve(
            words,
            text=text,
            anchor=anchor,
            anchor_name="dateline",
            direction=Direction(case.get("look", "none")),
            reference=interval_of(str(reference)) if reference else None,
        )
        if words.kind in (Kind.DATE, Kind.TIME) or "window" in words.rule or "recent" in words.rule:
            found[words.span.of(text)] = said(timex)
    return found


def expected(case: dict[str, Any]) -> dict[str, str]:
    return {str(words): str(outcome) for words, outcome in case["times"].items()}


@pytest.mark.parametrize("case", cases("calendar", "relative", "clock", "deictic", "negatives"))
def test_case(case: dict[str, Any]) -> None:
    assert read(case) == expected(case)


@pytest.mark.parametrize("case", [c for c in cases("negatives") if "lengths" in c.values[0]])
def test_lengths_are_known_as_such(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [w.span.of(text) for w in find_timexes(text, Span(0, len(text))) if w.kind in (Kind.DURATION, Kind.SET)]
    assert found == case["lengths"]


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="see the case")
def test_known_failure(case: dict[str, Any]) -> None:
    assert read(case) == expected(case)


FORMS = (
    "{day} {month} {year}",
    "{day} {short}. {year}",
    "{month} {day}, {year}",
    "{short} {day}, {year}",
    "{month} {ordinal}, {year}",
    "the {ordinal} of {month} {year}",
    "{ordinal} {month} {year}",
    "{weekday}, {day} {month} {year}",
    "{weekday} {month} {day}, {year}",
    "{year}-{number:02}-{day:02}",
    "{day:02}.{number:02}.{year}",
    "{day}.{number}.{year}",
)


def ordinal(day: int) -> str:
    suffix = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def written(form: str, day: date) -> str:
    month = MONTHS[day.month - 1]
    return form.format(
        day=day.day,
        number=day.month,
        month=month,
        short=month[:3],
        year=day.year,
        ordinal=ordinal(day.day),
        weekday=f"{day:%A}",
    )


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
def test_a_date_reads_back_the_same_in_every_order(day: date, form: str) -> None:
    text = f"They met on {written(form, day)} in Oslo."
    (timex,) = timexes(
        text, [Span(0, len(text))], anchor=None, anchor_name="", directions=[Direction.NONE], document_id="d"
    )
    assert timex.span.of(text) == written(form, day)
    assert isinstance(timex.interval, Value)
    assert (timex.interval.value.first_day, timex.interval.value.last_day) == (day, day)
    assert timex.interval.evidence[0].exact == written(form, day)
    assert timex.anchor == ""


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 200), st.booleans())
def test_a_day_without_year_lies_where_its_clause_looks(anchor: date, away: int, back: bool) -> None:
    day = anchor + timedelta(days=-away if back else away)
    text = f"{day.day} {MONTHS[day.month - 1]}"
    if (day.month, day.day) == (2, 29):
        return
    (words,) = find_timexes(text, Span(0, len(text)))
    timex = resolve(
        words,
        text=text,
        anchor=interval_of(anchor.isoformat()),
        anchor_name="dateline",
        direction=Direction.BACK if back else Direction.FORWARD,
    )
    assert said(timex) == f"{day} day"
    assert timex.anchor == "dateline"


WORDS = """on in the of until from to May March 19 31 2023 2000 19th Monday last next this early late week year days ago
two and - – , . : ( ) 10:00 GMT p.m. Q3 1990s first half end quarter spring tomorrow earlier 9999 0 00 '"""
ODDITIES = ["\n\n", "  ", "99999999999999999999", "٣", "２０２３", "\u202e", "\x00"]
PIECES = st.sampled_from([*WORDS.split(), *ODDITIES])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES).map("".join))
ANCHORS = st.one_of(
    st.none(),
    st.dates(date(1, 1, 1), date(9999, 12, 30)).map(lambda d: interval_of(d.isoformat())),
    st.just(Interval(None, None, Granularity.YEAR)),
)


@given(TEXTS, ANCHORS, st.sampled_from(Direction), ANCHORS)
def test_never_raises_and_never_overlaps(
    text: str, anchor: Interval | None, direction: Direction, reference: Interval | None
) -> None:
    end = 0
    for words in find_timexes(text, Span(0, len(text))):
        assert words.span.start >= end
        assert len(words.span) > 0
        assert words.span.of(text) == words.span.of(text).strip()
        end = words.span.end
        resolve(words, text=text, anchor=anchor, anchor_name="a", direction=direction, reference=reference)


@given(TEXTS, st.integers(0, 40))
def test_a_span_is_counted_in_the_whole_text(text: str, before: int) -> None:
    alone = find_timexes(text, Span(0, len(text)))
    inside = find_timexes("." * before + " " + text + " .", Span(before + 1, before + 1 + len(text)))
    assert [w.span.shifted(before + 1) for w in alone] == [w.span for w in inside]


def test_a_long_line_takes_linear_time() -> None:
    hostile = ("18, " * 50_000) + ("from 1 to " * 20_000) + "9" * 200_000 + " Monday to" * 20_000
    found = find_timexes(hostile, Span(0, len(hostile)))
    assert len(found) == 10_000


def both(text: str) -> tuple[Timex, ...]:
    anchor = interval_of("2023-01-12")
    return timexes(text, [Span(0, len(text))], anchor=anchor, anchor_name="a", directions=lambda _: Direction.FORWARD)


def test_joined_start_and_end() -> None:
    first, last = both("It is set to start on 16 January and last until 1 February.")
    whole = joined(first, last)
    assert whole is not None
    assert (whole.start, whole.end) == (datetime(2023, 1, 16), datetime(2023, 2, 2))
    assert whole.modifier is Modifier.NONE


def test_joined_is_nothing_without_both_ends() -> None:
    first, last = both("It starts on 16 January; the 31 April is no day.")
    assert joined(first, last) is None
    assert joined(*reversed(both("It starts on 16 January and ends on 1 February."))) is None


def test_timexes_leaves_out_lengths_and_takes_a_direction_for_each_sentence() -> None:
    text = "They met for three days on Tuesday. They meet on Tuesday."
    sentences = [Span(0, 35), Span(36, len(text))]
    found = timexes(
        text,
        sentences,
        anchor=interval_of("2023-01-12"),
        anchor_name="dateline 2023-01-12",
        directions=[Direction.BACK, Direction.FORWARD],
    )
    assert [said(t) for t in found] == ["2023-01-10 day", "2023-01-17 day"]
    assert {t.anchor for t in found} == {"dateline 2023-01-12"}


@pytest.mark.parametrize("case", cases("tenses"))
def test_the_verb_says_which_way_a_time_lies(case: dict[str, Any]) -> None:
    before, time, after = case["text"].replace("]", "[").split("[")
    text = before + time + after
    tenses = tenses_of(text, Span(0, len(text)))
    assert tenses.at(Span(len(before), len(before) + len(time))) is Direction(case["look"])


@pytest.mark.parametrize("case", cases("timeml"))
def test_timex3(case: dict[str, Any]) -> None:
    text = case["text"]
    found: dict[str, str] = {}
    for words in find_timexes(text, Span(0, len(text))):
        timex = resolve(
            words,
            text=text,
            anchor=interval_of(str(case.get("anchor", "2023-01-12"))),
            anchor_name="dateline",
            direction=Direction(case["look"]),
        )
        found |= {one.span.of(text): f"{one.type} {one.value or '-'}" for one in timex3s(words, timex)}
    assert found == {str(words): str(outcome) for words, outcome in case["timex3"].items()}


@given(TEXTS, ANCHORS, st.sampled_from(Direction))
def test_timex3_never_raises_and_stays_inside_its_time(text: str, anchor: Interval | None, look: Direction) -> None:
    for words in find_timexes(text, Span(0, len(text))):
        timex = resolve(words, text=text, anchor=anchor, anchor_name="a", direction=look)
        assert all(words.span.contains(one.span) and len(one.span) for one in timex3s(words, timex))


@given(st.integers(1600, 2400))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    day = holiday(year, {"after": 0}).first_day
    assert day is not None
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "rule", "day"),
    [
        (2024, {"after": 0}, "2024-03-31"),
        (2025, {"after": 0}, "2025-04-20"),
        (2024, {"after_orthodox": 0}, "2024-05-05"),
        (2025, {"after_orthodox": 0}, "2025-04-20"),
        (2024, {"month": 11, "weekday": 3, "nth": 4}, "2024-11-28"),
        (2024, {"month": 5, "weekday": 0, "nth": -1}, "2024-05-27"),
    ],
)
def test_holidays_that_move(year: int, rule: dict[str, int], day: str) -> None:
    assert str(holiday(year, rule).first_day) == day


def test_every_holiday_of_the_lexicon_has_a_day_and_is_found() -> None:
    for name, rule in table("holidays").items():
        written = name.title().replace("'S", "'s").replace(" Of ", " of ")
        (words,) = find_timexes(f"They met on {written}.", Span(0, 13 + len(written)))
        assert words.rule == "holiday", name
        assert holiday(2023, rule).first_day is not None


def test_words_known_to_be_a_time_need_no_cue() -> None:
    text = "He (1774) and 1790 readers."
    first, second = (timex_of(text, Span(0, len(text)), Span(a, a + 4)) for a in (4, 14))
    assert first is not None
    assert first.meaning == YearOf(number=1774)
    assert second is not None  # what stands behind the words is not looked at
    assert timex_of(text, Span(0, len(text)), Span(0, 2)) is None
