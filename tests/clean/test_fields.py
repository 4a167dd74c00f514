"""What a document says of itself: candidates of its time, its publisher, its authors, its id."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.clean import clean
from dragoman.spans import Span
from dragoman.types import Absent, Granularity, Reason, Value, ZoneKind, value_of
from tests.clean.pages import page_of

BODY = (
    "The two ministers met in the old harbour and agreed on the price of water for one year.\nThe next round is open."
)


def test_all_candidates_are_kept_and_one_is_chosen() -> None:
    page = page_of(
        f"Ministers meet\nPublished: 5 May 2023 14:30 EST\nUpdated: 6 May 2023 09:00 EST\n{BODY}",
        url="https://paper.example/2023/05/05/ministers-meet",
    )
    document = clean(page)
    assert [(d.chosen, d.evidence.exact) for d in document.datings] == [
        (True, "5 May 2023 14:30 EST"),
        (False, "6 May 2023 09:00 EST"),
        (False, "/2023/05/05"),
    ]
    assert isinstance(document.published, Value)
    assert document.published.value.zone == "-05:00"
    assert document.published.value.granularity is Granularity.MINUTE


def test_the_day_of_fetching_is_never_the_day_of_publication() -> None:
    document = clean(page_of(BODY, fetched_at=datetime(2024, 1, 2, tzinfo=UTC)))
    assert document.published == Absent(Reason.UNDATED, "no date is said")
    assert document.datings == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("31.02.2023", Reason.IMPLAUSIBLE),
        ("12 January 2999", Reason.IMPLAUSIBLE),
        ("0099-01-12", Reason.IMPLAUSIBLE),
        ("03/04/2023", Reason.AMBIGUOUS),
        ("Published: 5 May", Reason.NO_YEAR),
        ("Updated: 5 May 2023", Reason.UNDATED),
        ("2 hours ago", Reason.UNDATED),
    ],
)
def test_reasons(line: str, reason: Reason) -> None:
    published = clean(page_of(f"Ministers meet\n{line}\n{BODY}")).published
    assert isinstance(published, Absent)
    assert published.reason is reason


@pytest.mark.parametrize(
    ("line", "start", "zone"),
    [
        ("25/12/2023", datetime(2023, 12, 25), None),
        ("Monday, 03/04/2023", datetime(2023, 4, 3), None),
        ("12.01.2023, 20:16 (UTC+3)", datetime(2023, 1, 12, 20, 16), "+03:00"),
        ("7 June 2013, 10:00 MSK", datetime(2013, 6, 7, 10, 0), None),
        ("7 June 2023, 10:00 MSK", datetime(2023, 6, 7, 10, 0), "+03:00"),
        ("June 7, 2023 8:05 p.m. ET", datetime(2023, 6, 7, 20, 5), None),
        ("12:05 a.m. GMT, 7 June 2023", datetime(2023, 6, 7, 0, 5), "UTC"),
    ],
)
def test_lines_of_date(line: str, start: datetime, zone: str | None) -> None:
    published = clean(page_of(f"Ministers meet\n{line}\n{BODY}")).published
    assert isinstance(published, Value)
    assert (published.value.start, published.value.zone) == (start, zone)


def test_a_wrong_weekday_is_noted() -> None:
    published = clean(page_of(f"Ministers meet\nMonday, 12 January 2023\n{BODY}")).published
    assert isinstance(published, Value)
    assert "the day was a Thursday" in published.note


def test_the_order_of_numbers_is_taken_from_a_second_candidate() -> None:
    page = page_of(f"Ministers meet\n03/04/2023\n{BODY}", url="https://paper.example/2023/04/03/x")
    published = clean(page).published
    assert isinstance(published, Value)
    assert published.value.start == datetime(2023, 4, 3)


def test_a_relayed_agency_is_not_the_publisher_of_a_paper() -> None:
    text = f"LIMA, March 14 (Andes Wire) - {BODY}"
    alone, paper = clean(page_of(text)), clean(page_of(text, url="https://coastpaper.example/a"))
    assert isinstance(alone.publisher, Value)
    assert alone.publisher.value == "Andes Wire"
    assert isinstance(paper.publisher, Absent)


def test_authors_stand_in_the_byline() -> None:
    document = clean(page_of(f"Ministers meet\nBy Jane Roe and John Doe, Andes Wire\n{BODY}"))
    assert [a.value for a in document.authors] == ["Jane Roe", "John Doe"]
    assert all(e.span is not None and e.span.of(document.text) == e.exact for a in document.authors for e in a.evidence)


def test_a_changed_page_is_a_new_version() -> None:
    url = "https://paper.example/a"
    one, same, other = (clean(page_of(t, url=url)).document_id for t in (BODY, BODY, BODY + " It is said."))
    assert one == same != other
    assert one.startswith("d")
    assert len(one) == 17


def test_an_unaligned_block_is_there_and_unmapped() -> None:
    from dataclasses import replace

    page = page_of("First line here.\nSecond line here.")
    page = replace(page, blocks=(page.blocks[0], replace(page.blocks[1], span=None)))
    document = clean(page)
    assert document.text == "First line here.\n\nSecond line here."
    assert document.to_page.to_origin(Span(18, 35)) is None
    assert document.to_page.to_origin(Span(0, 16)) == Span(0, 16)


def test_an_empty_page_is_an_empty_document() -> None:
    document = clean(page_of("\u200b \n"))
    assert (document.text, document.zones, document.live) == ("", (), None)
    assert isinstance(document.title, Absent)


def test_a_repeat_says_what_it_repeats() -> None:
    document = clean(page_of(f"Ministers meet\nMinisters meet\n{BODY}"))
    (repeat,) = document.zones_of(ZoneKind.REPEAT)
    assert repeat.repeats is not None
    assert repeat.repeats.of(document.text) == "Ministers meet"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Omani Foreign Minister Badr Albusaidi will meet Abdullah Al-Yahya in Muscat, the ministry has said.", "en"),
        ("De minister heeft in Den Haag zijn collega ontmoet. Ze was in de hal of is met de auto.", "nl"),
        ("Udenrigsministeren er her for at have et møde med sin kollega. Det var en god dag for byen.", "da"),
        ("Di minister don tok say dem go meet for Abuja on Thursday. E no dey happy with wetin dem do.", "pcm"),
    ],
)
def test_small_words_outweigh_statistics_for_english_alone(text: str, code: str) -> None:
    assert value_of(clean(page_of(text)).language) == code
