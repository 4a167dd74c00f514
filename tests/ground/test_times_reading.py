"""The times of a document: directions by verbs, years by the story, quarters spoken of again, years of names."""

from __future__ import annotations

from datetime import date

from dragoman.ground.times import read_timexes, timex_value
from dragoman.spans import OffsetMap, Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Analysis,
    Document,
    Field,
    Granularity,
    Interval,
    Reason,
    Value,
    Zone,
    ZoneKind,
    value_of,
)
from dragoman.understand.sentences import split_span
from tests.ground.test_times import interval_of
from tests.ground.texts import FILLER, KARINS, days, only, record, wire


def document(text: str, day: str | None) -> Document:
    """A document with one zone, published on a day or undated."""
    interval = interval_of(day)
    published: Field[Interval] = Value(interval, ()) if interval else Absent(Reason.UNDATED)
    zones = (Zone(ZoneKind.BODY, Span(0, len(text)), "test"),)
    same = OffsetMap.identity(len(text))
    absent = NOT_STATED
    return Document("d", "d", None, text, zones, same, absent, absent, published, (), Value("en", ()))


def values(text: str, day: str | None = "2023-01-12") -> dict[str, str | None]:
    """The TIMEX3 value of each time of a text."""
    read = document(text, day)
    sentences = tuple(split_span(text, Span(0, len(text))))
    found = read_timexes(read, Analysis("d", sentences=sentences))
    return {t.span.of(text): timex_value(w, t)[1] for w, t in zip(found.words, found.timexes, strict=True)}


def test_a_time_without_an_event_looks_where_its_verb_looks() -> None:
    assert values("The storm reached the coast on Tuesday.") == {"Tuesday": "2023-01-10"}
    assert values("The storm will reach the coast on Tuesday.") == {"Tuesday": "2023-01-17"}
    assert values("Storm warning for Tuesday.") == {"Tuesday": "XXXX-WXX-2"}


def test_a_near_day_does_not_go_with_a_verb_that_looks_the_other_way() -> None:
    assert values("The firm declared a dividend, payable 10 February.") == {"10 February": "2023-02-10"}


def test_a_month_that_opens_its_clause_goes_with_its_verb_however_far() -> None:
    assert values("In January, the board named a chief.", "2022-10-28") == {"January": "2022-01"}
    assert values("The firm has a deal with the port of Riga in January.", "2022-10-28") == {"January": "2023-01"}


def test_a_quarter_of_a_past_verb_is_not_one_to_come() -> None:
    assert values("Sales grew to a peak in the first quarter.", "2022-10-26") == {"the first quarter": "2022-Q1"}
    assert values("The firm expects third-quarter sales to fall.", "2022-10-26") == {"third-quarter": "2022-Q3"}


def test_a_day_of_the_week_that_its_clause_leaves_open_is_the_one_told_of() -> None:
    told = "They signed on Tuesday. Reactions to Tuesday's deal."
    assert set(values(told).values()) == {"2023-01-10"}
    both = "They signed on Tuesday. They will leave on Tuesday. Reactions to Tuesday's deal."
    assert values(both)["Tuesday"] == "XXXX-WXX-2"
    assert values("They signed on Monday. Reactions to Tuesday's deal.")["Tuesday"] == "XXXX-WXX-2"


def test_a_day_that_owns_something_is_open_where_its_verb_has_another() -> None:
    told = values("The court ruled on Tuesday. He will look for a way around Tuesday's ruling.")
    assert told == {"Tuesday": "XXXX-WXX-2"}
    assert values("He will come to Tuesday's hearing.") == {"Tuesday": "2023-01-17"}


def test_an_hour_is_on_the_day_of_its_sentence_or_of_the_one_before() -> None:
    assert values("They were due at 15:00 GMT, he said today.")["15:00 GMT"] == "2023-01-12T15:00"
    assert values("They met on Tuesday. They left at 3 p.m. for home.")["3 p.m."] == "2023-01-10T15:00"
    assert values("They met on Tuesday.\nThey left at 3 p.m. for home.")["3 p.m."] == "XXXX-XX-XXT15:00"
    assert (
        values("They met on Tuesday, rested on Wednesday and left at 3 p.m. for home.")["3 p.m."] == "XXXX-XX-XXT15:00"
    )


def test_a_range_to_a_weekday_ends_near_the_writing() -> None:
    (_, last) = ends_of("The shares were bought from 14 December to Tuesday.")
    assert last == date(2023, 1, 10)


def ends_of(text: str) -> tuple[date | None, date | None]:
    """The first and last day of the only time of a text."""
    found = read_timexes(document(text, "2023-01-12"), Analysis("d", sentences=(Span(0, len(text)),)))
    interval = value_of(found.timexes[0].interval)
    assert interval is not None
    return interval.first_day, interval.last_day


STORY = "The siege began in 1812. On 5 May the wall fell. In October they left. In January a new one began."


def test_an_undated_story_carries_its_year_on() -> None:
    assert values(STORY, None) == {"1812": "1812", "5 May": "1812-05-05", "October": "1812-10", "January": "1813-01"}


def test_a_history_carries_its_year_on_whatever_its_own_date() -> None:
    long_ago = "It was so in 1801, in 1803, in 1805, in 1807 and in 1809. "
    assert values(long_ago + STORY, "2023-01-12")["5 May"] == "1812-05-05"


def test_what_lies_ahead_and_days_of_the_week_of_a_history_are_of_its_own_date() -> None:
    long_ago = "It was so in 1801, in 1803, in 1805, in 1807 and in 1809. The siege began in March 1812. "
    assert values(f"{long_ago}He said so on Tuesday.")["Tuesday"] == "2023-01-10"
    assert values(f"{long_ago}Over the weekend they left.", "2023-01-11")["the weekend"] == "2023-W01-WE"
    assert values(f"{long_ago}A meeting will be held in April.")["April"] == "2023-04"


def test_a_story_carries_its_month_and_its_week_on() -> None:
    text = "They landed on 6 June 1944. On the 9th they marched. On Monday it rained. By the 3rd it was over."
    told = {"6 June 1944": "1944-06-06", "the 9th": "1944-06-09", "Monday": "1944-06-12", "the 3rd": "1944-07-03"}
    assert values(text, None) == told


def test_a_weekday_of_a_year_is_not_told() -> None:
    assert values("It began in 1944. On Monday it rained.", None)["Monday"] == "XXXX-WXX-1"


def test_news_does_not_carry_a_year_on() -> None:
    assert values("He fled in 2014, and on 5 May he returned.")["5 May"] == "XXXX-05-05"


def test_a_year_before_does_not_hinder_what_is_ahead_or_a_weekday() -> None:
    assert values("He fled in 2014. He will return on 5 May.")["5 May"] == "2023-05-05"
    assert values("Trade fell from 2014 on. The two on Tuesday signed a plan.")["Tuesday"] == "2023-01-10"
    assert values("It has grown since 2014. In October, it bought a mill.")["October"] == "2022-10"


def test_a_year_in_brackets_does_not_move_a_story_on() -> None:
    text = "The siege began in 1812. Its hero (born in 1785) died on 5 May."
    assert values(text, None)["5 May"] == "1812-05-05"


def test_an_undated_text_without_years_gives_none() -> None:
    assert values("The wall fell on 5 May.", None) == {"5 May": "XXXX-05-05"}


def test_the_quarter_is_the_one_spoken_of_before() -> None:
    text = "Exports fell in the third quarter of 2022. In the quarter, imports rose."
    assert values(text)["the quarter"] == "2022-Q3"
    assert values("In the quarter, imports rose.") == {"the quarter": "P1Q"}


def test_a_year_ago_is_the_same_quarter_where_a_quarter_is_compared() -> None:
    text = "Exports fell in the third quarter of 2022, from more a year ago."
    assert values(text)["a year ago"] == "2021-Q3"
    assert values("Exports were higher a year ago.") == {"a year ago": "2022"}


def test_a_year_ago_beside_figures_is_of_the_quarter_told_before() -> None:
    text = "The mill had a loss in the third quarter of 2022. Sales were $5 million, from $7 million a year ago."
    assert values(text)["a year ago"] == "2021-Q3"


def test_the_latest_quarter_is_over() -> None:
    text = "Sales fell in the third quarter. They will fall in the first quarter. In the latest quarter, it paid less."
    assert values(text, "2023-01-20")["the latest quarter"] == "2022-Q3"


def test_a_year_in_brackets_is_one_of_a_name() -> None:
    found = values("The accord (2015) and others (Ozola, 2016; Berg, 2017) were read.")
    assert found == {"2015": "2015", "2016": "2016", "2017": "2017"}


def test_a_time_beside_another_verb_is_not_that_of_the_event() -> None:
    report = f"Just ahead of the two-day visit of {KARINS} to Estonia, the ministry on Sunday issued a note."
    found = wire(report)
    (sunday,) = [t for t in found.times if t.span.of(found.document.text) == "Sunday"]
    assert sunday.timex3[0].value == "2024-03-10"


def test_words_given_as_times_are_read_and_no_others() -> None:
    text = "He (1774) came in 1790."
    read = document(text, None)
    analysis = Analysis("d", sentences=(Span(0, len(text)),))
    (timex,) = read_timexes(read, analysis, given=[Span(4, 8)]).timexes
    interval = value_of(timex.interval)
    assert interval is not None
    assert (interval.first_day, interval.granularity) == (date(1774, 1, 1), Granularity.YEAR)


def test_the_year_of_a_name_dates_no_report() -> None:
    report = only(wire(f"{KARINS} visited Estonia under the 2015 accord."), "visit")
    assert isinstance(report.time, Absent)


def test_a_length_or_a_set_dates_no_report() -> None:
    for words in ("for three days", "every year", "annually", "for the quarter", "for a year or so"):
        report = only(wire(f"{KARINS} visited Estonia {words}."), "visit")
        assert isinstance(report.time, Absent), words


def test_a_report_of_an_undated_story_has_the_year_of_the_story() -> None:
    found = record(f"The crisis began in 2014. {KARINS} visited Estonia on 5 May.\n\n{FILLER}\n")
    report = only(found, "visit")
    assert days(report) == (date(2014, 5, 5),) * 2
    assert isinstance(report.time, Value)
    assert report.time.note == "the year is that of the time spoken of before"


def test_a_plan_of_the_past_is_not_of_next_year() -> None:
    told = f"In February, {KARINS} was in Riga with plans to visit Tallinn after the vote."
    report = only(wire(told, dateline="RIGA, 30 June 2023 (Neris) - "), "visit")
    assert days(report) == (date(2023, 2, 1), date(2023, 2, 28))
    told = f"In February, {KARINS} will visit Tallinn, his ministry said."
    report = only(wire(told, dateline="RIGA, 30 June 2023 (Neris) - "), "visit")
    assert days(report) == (date(2024, 2, 1), date(2024, 2, 29))


def test_the_next_day_of_a_month_is_no_day() -> None:
    found = values("They met in February 2031. The next day they signed.", "2031-06-30")
    assert found["The next day"] is None
