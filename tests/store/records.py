"""Pages and records for the tests, made by hand: a story in our own words, with some of every kind of field."""

from __future__ import annotations

import hashlib
from datetime import datetime

from dragoman.spans import OffsetMap, Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Actor,
    ActorKind,
    Block,
    ChainLink,
    Dating,
    Directness,
    Document,
    Evidence,
    Granularity,
    Identity,
    Instrument,
    Interval,
    Modifier,
    NamedPlace,
    Office,
    Page,
    Part,
    Participant,
    Place,
    Quotation,
    Reason,
    Record,
    Report,
    Stage,
    Status,
    Timex,
    Timex3,
    TimexType,
    Value,
    Zone,
    ZoneKind,
)

HEADLINE = "Talks in Vilnius"
BODY = (
    "Norland's Foreign Minister Jörg Ålund will meet Sergei Zaharin in Vilnius on 3 March 2031. "
    "“We expect a plan of work for 2031,” Ålund said. A round in Minsk took place last year."
)


def page_of(text: str, *, name: str = "talks.txt", url: str | None = None, fetched_at: datetime | None = None) -> Page:
    """A page whose text is one block."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    block = Block(text, Span(0, len(text)), "p")
    return Page(name, url, fetched_at, "text/plain", "utf-8", digest, text, (block,))


def story(
    number: int = 0,
    *,
    name: str = "talks.txt",
    url: str | None = None,
    reports: int = 2,
    publisher: str = "Norland Gazette",
    fetched_at: datetime | None = None,
) -> tuple[Page, Record]:
    """A page and its record; another number is another text."""
    text = f"{HEADLINE}\n{BODY}\nNumber {number}."
    page = page_of(text, name=name, url=url, fetched_at=fetched_at)
    return page, _record(page, reports, publisher)


def _record(page: Page, reports: int, publisher: str) -> Record:
    document_id = "d" + hashlib.sha256(f"{page.url or ''}\n{page.sha256}".encode()).hexdigest()[:16]
    words = _Words(document_id, page.text)
    return Record(
        document=_document(page, words, publisher),
        source_chain=(ChainLink("Ålund", words("Ålund said"), words("said")),),
        actors=_actors(words),
        reports=tuple(_meeting(words, n) if n % 2 == 0 else _round(words, n) for n in range(reports)),
        quotations=(_quotation(words),),
        instruments=(_plan(words),),
        topics=(Value("plan of work", (words("plan of work"),)),),
        wording=(words("took place"),),
        places=_places(words),
        times=(_day(words),),
    )


class _Words:
    """Evidence for words of a text, by the words."""

    def __init__(self, document_id: str, text: str) -> None:
        self.document_id, self.text = document_id, text

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def __call__(self, words: str) -> Evidence:
        return Evidence(self.document_id, self.span(words), words, "test")


def _document(page: Page, words: _Words, publisher: str) -> Document:
    published = Interval(datetime(2031, 2, 28, 9, 30), datetime(2031, 2, 28, 9, 31), Granularity.MINUTE, zone="+02:00")
    stated = Evidence(words.document_id, None, "2031-02-28T09:30+02:00", "meta:published")
    headline, body = words.span(HEADLINE), Span(len(HEADLINE) + 1, len(page.text))
    return Document(
        document_id=words.document_id,
        name=page.name,
        url=page.url,
        text=page.text,
        zones=(Zone(ZoneKind.HEADLINE, headline, "first line"), Zone(ZoneKind.BODY, body, "rest", repeats=headline)),
        to_page=OffsetMap.identity(len(page.text)),
        title=Value(HEADLINE, (words(HEADLINE),)),
        publisher=Value(publisher, (Evidence(words.document_id, None, publisher, "meta:publisher"),)),
        published=Value(published, (stated,), note="of two"),
        datings=(Dating(published, stated, True, "stated"),),
        language=Value("en", (words(HEADLINE),)),
        authors=(Value("J. Kask", (Evidence(words.document_id, None, "J. Kask", "meta:author"),)),),
        live=None,
    )


def _actors(words: _Words) -> tuple[Actor, ...]:
    office = Value(Office("Foreign Minister", None, "NL"), (words("Foreign Minister"),))
    identity = Value(Identity("person:jorg-alund:NL", "Jörg Ålund"), (words("Jörg Ålund"),), "by name and office")
    named = (words.span("Jörg Ålund"), words.span("Ålund said"))
    first = Actor("a1", ActorKind.PERSON, "Jörg Ålund", ("Ålund",), office, "NL", named, identity)
    second = Actor("a2", ActorKind.PERSON, "Sergei Zaharin", (), NOT_STATED, "RU", (words.span("Sergei Zaharin"),))
    return first, second


def _places(words: _Words) -> tuple[NamedPlace, ...]:
    nowhere = Absent(Reason.NOT_IN_GAZETTEER, "Minsk", (words("Minsk"),))
    found = Value(Place("Vilnius", "city", "LT", 54.68916, 25.2798, "geonames:593116"), (words("Vilnius"),))
    return (
        NamedPlace("Vilnius", found, (words.span("Vilnius"), words.span("in Vilnius on"))),
        NamedPlace("Minsk", nowhere, (words.span("Minsk"),)),
    )


def _day(words: _Words) -> Timex:
    day = Interval(datetime(2031, 3, 3), datetime(2031, 3, 4), Granularity.DAY)
    span = words.span("3 March 2031")
    written = (Timex3(span, TimexType.DATE, "2031-03-03"),)
    return Timex(span, Value(day, (words("3 March 2031"),)), "day month year", timex3=written)


def _meeting(words: _Words, number: int) -> Report:
    day = Interval(datetime(2031, 3, 3), datetime(2031, 3, 4), Granularity.DAY)
    vilnius = Place("Vilnius", "city", "LT", 54.68916, 25.2798, "593116")
    return Report(
        report_id=f"{words.document_id}-r{number}",
        document_id=words.document_id,
        type="CONSULT",
        mode="meet",
        part=Part.NEWS,
        status=Status.ANNOUNCED,
        status_evidence=(words("will meet"),),
        trigger=words("meet"),
        sentence=words(BODY[: BODY.index(".") + 1]),
        actor=(Participant("a1", "Jörg Ålund", words("Jörg Ålund")),),
        recipient=(Participant("a2", "Sergei Zaharin", words("Sergei Zaharin")),),
        others=(),
        place=Value(vilnius, (words("in Vilnius on"),)),
        time=Value(day, (words("3 March 2031"),)),
        attributed_to=Value("Ålund", (words("Ålund said"),)),
        instruments=("instrument:plan:1",),
        topics=(Value("plan of work", (words("plan of work"),)),),
        recurrence=Value("round", (words("round"),)),
        also_at=(words(HEADLINE),),
    )


def _round(words: _Words, number: int) -> Report:
    return Report(
        report_id=f"{words.document_id}-r{number}",
        document_id=words.document_id,
        type="CONSULT",
        mode="talk",
        part=Part.BACKGROUND,
        status=Status.OCCURRED,
        status_evidence=(words("took place"),),
        trigger=words("round"),
        sentence=words("A round in Minsk took place last year."),
        actor=(Participant("a3", "Norland", words("Norland")),),
        recipient=(),
        others=(),
        place=Value(Place("Minsk", "city", "BY"), (words("Minsk"),)),
        time=Absent(Reason.NO_ANCHOR, "last year", (words("last year"),)),
        attributed_to=NOT_STATED,
    )


def _quotation(words: _Words) -> Quotation:
    return Quotation(
        quotation_id=f"{words.document_id}-q0",
        speaker=Value("Jörg Ålund", (words("Ålund said"),)),
        direct=Directness.DIRECT,
        contents=(words("We expect a plan of work for 2031,"),),
        cue=words("said"),
        said=NOT_STATED,
        through=("Norland Gazette",),
    )


def _plan(words: _Words) -> Instrument:
    year = Interval(datetime(2031, 1, 1), datetime(2032, 1, 1), Granularity.YEAR, Modifier.ABOUT)
    return Instrument(
        instrument_id="instrument:plan:1",
        kind="plan",
        name="a plan of work for 2031",
        title=NOT_STATED,
        parties=Value(("Norland", "Russia"), (words("Norland"),)),
        period=Value(year, (words("for 2031"),)),
        stage=Stage.EXPECTED,
        stage_evidence=(words("expect"),),
        evidence=(words("a plan of work for 2031"),),
    )


def without_gathering() -> str:
    """SQL that takes out of a database of today what it keeps of gatherings, as it was before it kept any."""
    kept = ("stories", "gists", "makers", "shelved", "shelved_keys", "stale", "gathering")
    return "".join(f"DROP TABLE {name};" for name in kept)
