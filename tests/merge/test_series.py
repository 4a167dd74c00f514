"""Series: editions, rhythm, what is next, and editions that a document dates otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.merge.disagreements import instrument_lists, of_events, of_series, signings_of
from dragoman.merge.events import event_of, events_of
from dragoman.merge.moved import joins_of
from dragoman.merge.series import series_of
from dragoman.merge.tellings import Telling, with_known_parties
from dragoman.types import Difference, Disagreement, Event, Interval, Join, Series, Status, Value
from tests.merge.told import MINISTERS, PEOPLE, RIGA, TARTU, on, told


def read(*tellings: Telling) -> tuple[tuple[Series, ...], dict[str, Event], dict[str, Telling]]:
    by_key = {t.key: t for t in tellings}
    events = events_of(tellings)
    joins = joins_of(series_of(events, by_key), {e.event_id: e for e in events}, by_key)
    events = events_of(tellings, joins)
    return series_of(events, by_key), {e.event_id: e for e in events}, by_key


def yearly(*years: int) -> list[Telling]:
    return [told(f"y{y}", f"{y}-03-10", time=on(f"{y}-03-09"), place=RIGA) for y in years]


def test_editions_stand_in_order_with_their_rhythm() -> None:
    ((series,), events, _) = read(*yearly(2031, 2033, 2032))
    assert [e.first for e in series.editions] == [date(y, 3, 9) for y in (2031, 2032, 2033)]
    assert (series.parties, series.period, series.gaps) == (("EE", "LV"), 366, ())
    assert len(events) == 3


def test_what_is_next_is_expected_of_the_rhythm_and_said_to_be() -> None:
    ((series,), _, _) = read(*yearly(2031, 2032, 2033))
    assert series.next is not None
    assert series.next.event_id is None
    assert series.next.first < date(2034, 3, 10) < series.next.last
    assert "rhythm" in series.next.why


def test_what_is_announced_is_next() -> None:
    ahead = told("n", "2033-05-01", status=Status.ANNOUNCED, time=on("2034-03-20"), place=TARTU)
    ((series,), _, _) = read(*yearly(2031, 2032, 2033), ahead)
    assert series.next is not None
    assert (series.next.event_id, series.next.first) == ("en-r0", date(2034, 3, 20))


def test_a_year_without_an_edition_is_a_gap() -> None:
    ((series,), _, _) = read(*yearly(2031, 2032, 2033, 2035))
    assert series.gaps == (("ey2033-r0", "ey2035-r0"),)


def test_one_meeting_is_a_series_only_where_it_is_said_to_come_again() -> None:
    assert read(*yearly(2031))[0] == ()
    again = told("a", "2031-03-10", time=on("2031-03-09"), recurs="annual")
    ((series,), _, _) = read(again)
    assert [(c.value, c.roots) for c in series.recurrences] == [("annual", 1)]


def test_a_number_says_which_it_is_not_how_often_it_comes() -> None:
    ((series,), _, _) = read(told("a", "2031-03-10", time=on("2031-03-09"), recurs="25th", edition=25))
    assert (series.recurrences, series.editions[0].numbers) == ((), (25,))


def test_summits_of_two_make_no_series_by_themselves() -> None:
    def summit(year: int, words: str) -> Telling:
        return told(f"y{year}", f"{year}-03-10", words=words, time=on(f"{year}-03-09"), place=RIGA)

    assert read(summit(2031, "summit"), summit(2032, "summit"))[0] == ()
    ((series,), _, _) = read(summit(2031, "annual summit"), summit(2032, "annual summit"))
    assert len(series.editions) == 2


def test_what_is_told_once_without_a_day_is_no_edition_unless_it_is_the_next() -> None:
    held = [told(f"y{y}", f"{y}-03-10", words="board", time=on(f"{y}-03-09"), place=RIGA) for y in (2031, 2032)]
    vague = told("z", "2036-05-01", words="board")
    assert [len(s.editions) for s in read(*held, vague)[0]] == [2]
    ahead = told("z", "2036-05-01", words="next board", status=Status.ANNOUNCED)
    assert [len(s.editions) for s in read(*held, ahead)[0]] == [3]


THREE = tuple((c, ("foreign affairs",)) for c in ("EE", "LT", "LV"))


def test_days_of_one_summit_of_several_are_one_edition() -> None:
    def day(document: str, on_: str, **more: object) -> Telling:
        return told(document, on_, words="annual summit", time=on(on_), parties=THREE, **more)  # type: ignore[arg-type]

    (series, _, _) = read(day("a", "2031-03-09"), day("b", "2031-03-11"), day("c", "2032-03-09"))
    assert [len(s.editions) for s in series] == [2]
    elsewhere = day("b", "2031-03-11", place=TARTU)
    (series, _, _) = read(day("a", "2031-03-09", place=RIGA), elsewhere, day("c", "2032-03-09"))
    assert [len(s.editions) for s in series] == [3]
    two = [told(d, on_, words="annual summit", time=on(on_)) for d, on_ in (("a", "2031-03-09"), ("b", "2031-03-11"))]
    assert [len(s.editions) for s in read(*two)[0]] == [2]


def test_the_summit_of_one_is_no_edition_of_that_of_several() -> None:
    row = [
        told(f"y{y}", f"{y}-03-10", words="annual summit", time=on(f"{y}-03-09"), parties=THREE) for y in (2031, 2032)
    ]
    own = told("z", "2036-05-01", words="annual summit", time=on("2036-05-01"), parties=THREE[:1])
    assert [len(s.editions) for s in read(*row, own)[0]] == [2]


def test_a_plain_meeting_is_no_edition() -> None:
    assert (
        read(*(told(d, f"{y}-03-10", words="met", time=on(f"{y}-03-09")) for d, y in (("a", 2031), ("b", 2032))))[0]
        == ()
    )


def test_names_change_and_the_mechanism_stays() -> None:
    of = [
        told("a", "2031-03-10", words="joint session", sentence="joint session of the boards", time=on("2031-03-09")),
        told("b", "2032-03-10", words="met", sentence="the collegiums met", time=on("2032-03-09"), recurs="annual"),
    ]
    ((series,), _, _) = read(*of)
    assert (series.names, len(series.editions)) == (("joint session", "met"), 2)


def test_another_pair_of_countries_has_a_series_of_its_own() -> None:
    lithuania = (("EE", ("foreign affairs",)), ("LT", ("foreign affairs",)))
    other = [told(f"x{y}", f"{y}-03-10", time=on(f"{y}-03-09"), parties=lithuania) for y in (2031, 2032)]
    assert [s.parties for s in read(*yearly(2031, 2032), *other)[0]] == [("EE", "LT"), ("EE", "LV")]


def test_presidents_have_a_series_of_their_own() -> None:
    presidents = (("EE", ("head of state",)), ("LV", ("head of state",)))
    other = [told(f"x{y}", f"{y}-05-10", time=on(f"{y}-05-09"), parties=presidents) for y in (2031, 2032)]
    assert [len(s.editions) for s in read(*yearly(2031, 2032), *other)[0]] == [2, 2]


# --- dated otherwise


def test_what_was_announced_for_a_season_is_the_next_edition_that_was_held() -> None:
    season = told("n", "2033-01-05", status=Status.ANNOUNCED, time=on("2033-01-01", "2033-02-28"), place=RIGA)
    (series, events, by_key) = read(*yearly(2031, 2032, 2033), season)
    assert len(series[0].editions) == 3
    event = events["en-r0"]
    assert {h.status for h in event.history} == {Status.ANNOUNCED, Status.OCCURRED}
    assert event.joins[-1].compared[0].outcome == "the next edition after the announced time"
    (found,) = of_events([event], by_key)
    assert (found.field, found.kind) == ("time", Difference.CHANGE)
    assert [c.value for c in found.claims] == ["2033-01-01 to 2033-02-28", "2033-03-09"]


def test_the_previous_session_is_the_one_before_whatever_year_it_is_given() -> None:
    own = told("a", "2033-03-10", time=on("2033-03-09"), place=RIGA)
    wrong = told("a", "2033-03-10", number=1, words="previous session", time=on("2030-03-09"), background=True)
    (_, events, by_key) = read(*yearly(2031, 2032), own, wrong)
    (found,) = of_events(events.values(), by_key)
    assert (found.field, [c.value for c in found.claims]) == ("time", ["2030-03-09", "2032-03-09"])


# --- disagreements


def disagreements(*tellings: Telling) -> list[Disagreement]:
    (_, events, by_key) = read(*tellings)
    return list(of_events(events.values(), by_key))


def test_two_cities_contradict_and_a_moved_plan_has_changed() -> None:
    one, other = (told(d, "2031-03-10", time=on("2031-03-09"), place=p) for d, p in (("a", RIGA), ("b", TARTU)))
    (found,) = disagreements(one, other)
    assert (found.field, found.kind) == ("place", Difference.CONTRADICTION)
    plan = told("b", "2031-03-01", status=Status.ANNOUNCED, time=on("2031-03-09"), place=TARTU)
    (found,) = disagreements(one, plan)
    assert (found.field, found.kind) == ("place", Difference.CHANGE)


def test_a_district_of_the_city_and_the_stops_of_a_tour_contradict_nobody() -> None:
    district = replace(RIGA, name="Jugla", kind="district", latitude=56.98, longitude=24.25, source_id="geonames:1")
    one, other = (told(d, "2031-03-10", time=on("2031-03-09"), place=p) for d, p in (("a", RIGA), ("b", district)))
    assert disagreements(one, other) == []
    tour = {"words": "visit", "mode": "visit", "family": "visit", "time": on("2031-03-09")}
    stops = (told(d, "2031-03-10", place=p, **tour) for d, p in (("a", RIGA), ("b", TARTU)))  # type: ignore[arg-type]
    assert disagreements(*stops) == []


def test_a_day_of_the_week_of_one_source_contradicts_nobody_and_of_two_it_does() -> None:
    visit = {"words": "visit", "mode": "visit", "family": "visit", "place": RIGA}

    def arrived(document: str, day: str, *, by_weekday: bool) -> Telling:
        return told(document, "2031-03-10", time=on(day), by_weekday=by_weekday, **visit)  # type: ignore[arg-type]

    dated = arrived("a", "2031-03-08", by_weekday=False)
    sunday, again = (arrived(d, "2031-03-09", by_weekday=True) for d in ("b", "c"))
    assert disagreements(dated, sunday) == []
    assert [d.field for d in disagreements(dated, sunday, again)] == ["start"]


def test_the_days_of_a_summit_of_several_contradict_nobody_and_those_of_two_do() -> None:
    def on_day(document: str, day: str, parties: object) -> Telling:
        return told(document, "2031-03-12", words="summit", time=on(day), parties=parties)  # type: ignore[arg-type]

    for parties, fields in ((THREE, []), (MINISTERS, ["time"])):
        tellings = [on_day("a", "2031-03-09", parties), on_day("b", "2031-03-11", parties)]
        joined = Join("a-r0", "b-r0", 3.0, ())
        (event,) = events_of(tellings, [joined])
        assert [d.field for d in of_events([event], {t.key: t for t in tellings})] == fields


def test_what_was_denied_before_the_day_and_held_has_changed_and_afterwards_it_is_contested() -> None:
    held = told("a", "2031-03-10", time=on("2031-03-09"), place=RIGA)
    for published, kind in (("2031-03-07", Difference.CHANGE), ("2031-03-11", Difference.CONTRADICTION)):
        off = told("b", published, status=Status.DENIED, time=on("2031-03-09"), place=RIGA)
        (found,) = disagreements(held, off)
        assert (found.field, found.kind) == ("status", kind)


def test_only_who_is_seen_there_contradicts_that_he_stayed_away() -> None:
    place = {"time": on("2031-03-09"), "place": RIGA}
    away = replace(told("b", "2031-03-11", **place), absent=(("person:zarina:LV", "Zarina"),))  # type: ignore[arg-type]
    invited = told("a", "2031-03-01", status=Status.ANNOUNCED, people=PEOPLE, **place)  # type: ignore[arg-type]
    assert "attendance" not in {d.field for d in disagreements(invited, away)}
    seen = told("c", "2031-03-10", people=PEOPLE, **place)  # type: ignore[arg-type]
    (found,) = (d for d in disagreements(seen, away) if d.field == "attendance")
    assert found.kind is Difference.CONTRADICTION


def test_postponed_and_cancelled_contradict_announced_and_occurred_do_not() -> None:
    def said(document: str, status: Status) -> Telling:
        return told(document, "2031-03-08", status=status, time=on("2031-03-09"), place=RIGA)

    assert disagreements(said("a", Status.ANNOUNCED), said("b", Status.OCCURRED)) == []
    (found,) = disagreements(said("a", Status.POSTPONED), said("b", Status.CANCELLED))
    assert (found.field, {c.value for c in found.claims}) == ("status", {"postponed", "cancelled"})


def test_the_first_day_of_a_visit_is_compared_and_its_length_is_not_of_a_meeting() -> None:
    visits = [
        told(d, "2031-03-10", words="visit", mode="visit", family="visit", time=t, place=RIGA)
        for d, t in (("a", on("2031-03-08", "2031-03-09")), ("b", on("2031-03-09")))
    ]
    assert [d.field for d in disagreements(*visits)] == ["start"]
    meetings = [
        told(d, "2031-03-10", time=t, place=RIGA)
        for d, t in (("a", on("2031-03-08", "2031-03-09")), ("b", on("2031-03-09")))
    ]
    assert disagreements(*meetings) == []


def test_numbers_out_of_step_with_the_years_are_a_disagreement_of_the_series() -> None:
    def numbered(year: int, number: int) -> Telling:
        return told(f"y{year}", f"{year}-03-10", time=on(f"{year}-03-09"), edition=number, parties=MINISTERS)

    (series, events, _) = read(numbered(2031, 3), numbered(2032, 4))
    assert of_series(series, events) == ()
    (series, events, _) = read(numbered(2031, 3), numbered(2032, 25))
    (found,) = of_series(series, events)
    assert [c.value for c in found.claims] == ["number 3 on 2031-03-09", "number 25 on 2032-03-09"]


def test_somebody_else_for_a_party_is_a_contested_attendance_and_a_shorter_list_is_not() -> None:
    def with_people(document: str, *people: str) -> Telling:
        keys = tuple(sorted((f"person:{name}:LV", "LV") for name in people))
        return told(document, "2031-03-10", time=on("2031-03-09"), place=RIGA, people=keys)

    full, other, short = with_people("a", "kask", "zarina"), with_people("b", "kask", "berzs"), with_people("c", "kask")
    (found,) = disagreements(full, other)
    assert (found.field, [c.value for c in found.claims]) == ("attendance", ["Kask; Zarina", "Berzs; Kask"])
    assert disagreements(full, short) == []


def test_three_who_meet_without_a_word_of_their_mechanism_are_an_edition_of_it() -> None:
    three = tuple((c, ("foreign affairs",)) for c in ("EE", "LT", "LV"))
    of = [
        told("a", "2031-03-10", words="met", sentence="met as the Halden Trio", time=on("2031-03-09"), parties=three),
        told("b", "2032-03-10", words="met", time=on("2032-03-09"), parties=three),
        told("c", "2033-03-10", words="met", time=on("2033-03-09")),
    ]
    ((series,), _, _) = read(*of)
    assert [e.event_id for e in series.editions] == ["ea-r0", "eb-r0"]
    assert series.kinds == ("halden trio",)


def test_the_next_meeting_is_not_the_one_that_was() -> None:
    held = told("a", "2031-03-09", words="met", time=on("2031-03-09"), place=RIGA, people=PEOPLE)
    ahead = told(
        "b",
        "2031-03-09",
        words="next meeting",
        status=Status.ANNOUNCED,
        time=on("2031-01-01", "2031-12-31"),
        people=PEOPLE,
    )
    assert len(events_of([held, ahead])) == 2


# --- bodies as sides, numbers, and days that differ -------------------------------------------------------------------

ASEAN, UNION, GULF = ("asean", ()), ("european-union", ()), ("gulf-cooperation-council", ())


def ministerial(document: str, day: str, number: int | None, *sides: tuple[str, tuple[str, ...]]) -> Telling:
    return told(document, day, words="ministerial meeting", time=on(day), edition=number, parties=sides)


def test_bodies_that_meet_again_and_again_are_the_parties_of_a_series() -> None:
    met = [ministerial("a", "2031-02-01", 24, ASEAN, UNION), ministerial("b", "2032-12-01", 25, ASEAN, UNION)]
    (series, *others), _, _ = read(*met, ministerial("c", "2032-10-10", 27, GULF, UNION))
    assert (series.parties, series.kinds, len(series.editions)) == (("asean", "european-union"), ("ministerial",), 2)
    assert [other.parties for other in others] == [("gulf-cooperation-council", "european-union")]


def test_two_numbers_on_one_day_are_one_edition_with_a_disagreement() -> None:
    day = on("2032-03-09")
    one, other = told("a", "2032-03-10", time=day, edition=3), told("b", "2032-03-10", time=day, edition=4)
    (series,), events, by_key = read(*yearly(2031), one, other)
    assert [e.numbers for e in series.editions] == [(), (3, 4)]
    assert [d.field for d in of_events(events.values(), by_key)] == ["number"]


def test_a_numbered_session_that_was_put_off_is_the_one_held_later() -> None:
    off = told("a", "2032-04-02", status=Status.POSTPONED, time=on("2032-04-01", "2032-04-30"), edition=4)
    held = told("b", "2032-12-10", time=on("2032-12-09"), edition=4)
    (series,), events, _ = read(*yearly(2031), off, held)
    assert [e.first for e in series.editions] == [date(2031, 3, 9), date(2032, 12, 9)]
    assert len(events) == 2


def test_a_number_of_years_later_is_another_session() -> None:
    early = told("a", "2032-04-02", status=Status.ANNOUNCED, time=on("2032-04-01", "2032-04-30"), edition=4)
    (series,), _, _ = read(early, told("b", "2036-12-10", time=on("2036-12-09"), edition=4))
    assert len(series.editions) == 2


def test_rounds_and_sessions_of_the_same_two_are_two_series() -> None:
    rounds = [
        told(f"r{y}", f"{y}-05-02", words="round of the exploratory contacts", time=on(f"{y}-05-01"), edition=y - 1970)
        for y in (2031, 2036)
    ]
    sessions = [
        replace(
            told(f"s{y}", f"{y}-05-10", words="session", time=on(f"{y}-05-09"), edition=y - 2030), bodies=("Council",)
        )
        for y in (2031, 2036)
    ]
    series, events, _ = read(*rounds, *sessions)
    assert sorted(len(one.editions) for one in series) == [2, 2]
    assert of_series([one for one in series if "round" in one.kinds], events) == ()


def test_a_day_that_one_source_has_otherwise_is_no_other_edition_of_a_rare_series() -> None:
    wrong = told("w", "2034-05-01", time=on("2033-03-23"), place=RIGA)
    (series,), events, by_key = read(*yearly(2031, 2032, 2033, 2034), wrong)
    assert len(series.editions) == 4
    assert [d.field for d in of_events(events.values(), by_key)] == ["time"]


def test_talks_on_the_eve_are_not_the_meeting() -> None:
    met = told("a", "2031-03-10", time=on("2031-03-09"), people=PEOPLE)
    eve = told("b", "2031-03-10", mode="talks", words="talks", time=on("2031-03-08"), people=PEOPLE)
    assert len(events_of([met, eve])) == 2


def test_a_man_of_no_known_country_is_there_for_the_one_that_another_document_gives() -> None:
    people = (("person:berzs:LV", "LV"),)
    known = told("a", "2031-03-10", time=on("2031-03-09"), people=people)
    unknown = told(
        "b",
        "2032-03-10",
        time=on("2032-03-09"),
        parties=(MINISTERS[0], ("person:bērzs", ())),
        people=(("person:berzs", ""),),
    )
    _, found = with_known_parties([known, replace(unknown, names_of_people=(("person:berzs", "Bērzs"),))])
    assert found.names == ("EE", "LV")


def test_a_council_is_there_for_those_whom_another_document_names_with_it() -> None:
    named = replace(told("a", "2031-03-10"), bodies=("Baltic River Council",))
    bare = (("organisation:baltic river council", ()),)
    alone = replace(told("b", "2032-03-10", parties=bare), bodies=("Baltic River Council",))
    assert with_known_parties([named, alone])[1].names == ("EE", "LV")
    other = replace(named, parties=(("FI", ()), ("SE", ())))
    assert with_known_parties([named, other, alone])[2].names == ("organisation:baltic river council",)


def test_lengths_that_differ_are_told_apart_and_weeks_are_no_days() -> None:
    def stay(document: str, sentence: str, time: Interval | None = None) -> Telling:
        return told(document, "2031-03-10", words="visit", sentence=sentence, mode="visit", family="visit", time=time)

    def lengths(*tellings: Telling) -> list[list[str]]:
        (event,) = [event_of(tellings, ())]
        found = of_events([event], {t.key: t for t in tellings})
        return [[c.value for c in d.claims] for d in found if d.field == "length"]

    two, one = stay("a", "He came on a two-day visit."), stay("b", "It was a one-day working visit.")
    assert lengths(two, one) == [["2 days", "1 day"]]
    assert lengths(two, stay("c", "He stayed.", on("2031-03-09", "2031-03-10"))) == []
    assert lengths(stay("d", "A two-week visit."), stay("e", "It went on.", on("2031-03-01", "2031-03-16"))) == []


def test_counts_of_documents_that_differ_are_a_disagreement_of_their_meeting() -> None:
    day = on("2031-03-09")
    met = [told(d, "2031-03-10", time=day) for d in "ab"]

    def signing(document: str, sentence: str) -> Telling:
        return told(document, "2031-03-10", number=1, words="signed", sentence=sentence, mode="sign", family="sign")

    def said(*sentences: str) -> list[list[str]]:
        signed = [signing(d, s) for d, s in zip("ab", sentences, strict=True)]
        found = instrument_lists(events_of(met), signings_of(signed), {t.key: t for t in (*met, *signed)}, {})
        return [[c.value for c in d.claims] for d in found]

    assert said("They signed 21 agreements.", "They signed twenty new agreements.") == [
        ["21 agreements", "20 agreements"]
    ]
    assert said("They signed 21 agreements.", "They signed three documents.") == []
    assert said("They signed 21 agreements.", "They signed agreements.") == []


def test_whoever_of_its_members_came_it_is_the_summit_of_the_body() -> None:
    def summit(document: str, year: int, guest: str) -> Telling:
        sides = ((guest, ("head of state",)), ("organisation:brics", ()))
        plain = told(document, f"{year}-08-25", words="summit", time=on(f"{year}-08-23"), parties=sides)
        return replace(plain, inside=frozenset(("BR", "CN", "IN", "RU", "ZA")))

    (series,), events, _ = read(summit("a", 2031, "RU"), summit("b", 2031, "CN"), summit("c", 2032, "BR"))
    assert (series.parties, len(series.editions), len(events)) == (("organisation:brics",), 2, 2)


def test_a_conference_put_off_is_the_next_under_its_name_even_in_one_document() -> None:
    def of_the_conference(number: int, status: Status, when: str) -> Telling:
        one = told("a", "2032-07-07", number=number, status=status, words="Amber Conference", time=on(when))
        return replace(one, parties=(("organisation:amber conference", ()),))

    off, held = (
        of_the_conference(1, Status.POSTPONED, "2031-07-07"),
        of_the_conference(2, Status.OCCURRED, "2032-07-07"),
    )
    by_key = {t.key: t for t in (off, held)}
    events = events_of(by_key.values())
    (join,) = joins_of(series_of(events, by_key), {e.event_id: e for e in events}, by_key)
    assert (join.one, join.other) == ("a-r1", "a-r2")


def test_reasons_of_two_sources_disagree_where_they_have_nothing_in_common() -> None:
    def called_off(document: str, why: str) -> Telling:
        one = told(document, "2031-03-08", status=Status.CANCELLED, time=on("2031-03-09"), place=RIGA)
        return replace(one, report=replace(one.report, why=Value(why, (one.report.trigger,))))

    first = called_off("a", "because of the floods")
    assert [d.field for d in disagreements(first, called_off("b", "over a row about fish"))] == ["why"]
    assert disagreements(first, called_off("b", "due to bad weather")) == []
    assert disagreements(first, called_off("b", "after the election")) == []
    assert disagreements(first, replace(called_off("b", "over a row about fish"), root="a")) == []
