"""Tellings made by hand: reports of invented encounters between Latvia and Estonia."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dragoman.merge.tellings import Telling
from dragoman.spans import Span
from dragoman.types import (
    NOT_STATED,
    Absent,
    Evidence,
    Field,
    Granularity,
    Interval,
    Part,
    Place,
    Reason,
    Report,
    Status,
    Value,
)

RIGA = Place("Riga", "capital", "LV", 56.946, 24.106, "geonames:456172")
TARTU = Place("Tartu", "city", "EE", 58.381, 26.722, "geonames:588335")
LATVIA = Place("Latvia", "country", "LV", source_id="iso:LV")
MINISTERS = (("EE", ("foreign affairs",)), ("LV", ("foreign affairs",)))
PEOPLE = (("person:kask:EE", "EE"), ("person:zarina:LV", "LV"))


def on(first: str, last: str | None = None) -> Interval:
    """A day or a stretch of days."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    fine = (end - start).days < 6
    until = datetime.combine(end + timedelta(days=1), datetime.min.time())
    return Interval(datetime.combine(start, datetime.min.time()), until, Granularity.DAY if fine else Granularity.MONTH)


def told(
    document: str,
    published: str | None,
    *,
    number: int = 0,
    words: str = "joint session",
    sentence: str = "",
    mode: str = "meeting",
    family: str = "encounter",
    status: Status = Status.OCCURRED,
    time: Interval | None = None,
    place: Place | None = None,
    parties: tuple[tuple[str, tuple[str, ...]], ...] = MINISTERS,
    people: tuple[tuple[str, str], ...] = (),
    edition: int | None = None,
    origin: str = "",
    background: bool = False,
    recurs: str = "",
    about: frozenset[str] = frozenset(),
    visitors: tuple[str, ...] = (),
    by_weekday: bool = False,
) -> Telling:
    """A telling of a document; everything that is not given is not stated."""
    trigger = Evidence(document, Span(0, len(words)), words, "test")
    timed: Field[Interval] = Value(time, (trigger,)) if time else Absent(Reason.NOT_STATED)
    placed: Field[Place] = Value(place, (trigger,)) if place else NOT_STATED
    report = Report(
        report_id=f"{document}-r{number}",
        document_id=document,
        type="CONSULT",
        mode=mode,
        part=Part.BACKGROUND if background else Part.NEWS,
        status=status,
        status_evidence=(),
        trigger=trigger,
        sentence=Evidence(document, None, sentence or words, "test"),
        actor=(),
        recipient=(),
        others=(),
        place=placed,
        time=timed,
        attributed_to=NOT_STATED,
        recurrence=Value(recurs, (trigger,)) if recurs else None,
    )
    return Telling(
        report=report,
        document_id=document,
        publisher=f"Publisher of {document}",
        published=date.fromisoformat(published) if published else None,
        origin=origin or document,
        family=family,
        parties=parties,
        people=people,
        names_of_people=tuple((key, key.split(":")[1].title()) for key, _ in people),
        number=edition,
        about=about,
        due=time.last_day if time else None,
        visitors=visitors,
        gives_day=time is not None and not by_weekday,
    )
