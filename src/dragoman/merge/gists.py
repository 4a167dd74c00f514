"""Gists: of a record what gathering needs, small enough to be kept beside it and read anew for each gathering."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from dragoman.merge.instruments import InstrumentTelling, instrument_tellings_of
from dragoman.merge.roots import named_chain
from dragoman.merge.tellings import Telling, tellings_of
from dragoman.types import NOT_STATED, Absent, ActorKind, Record, Report, Value

__all__ = ["Gist", "gist_from_json", "gist_of", "gist_to_json"]

F = TypeVar("F", Value[Any], Absent, Value[Any] | Absent)


@dataclass(frozen=True, slots=True)
class Gist:
    """The reports and instruments of a document, in its order, and the bodies that are among its topics.

    Reports are without what only their document needs: the words behind values, who says it, topics, venue.
    """

    document_id: str
    tellings: tuple[Telling, ...]
    instruments: tuple[InstrumentTelling, ...]
    bodies: frozenset[str]


def gist_of(record: Record) -> Gist:
    """The gist of a record. The root of its tellings is who its source chain begins with, else its own id."""
    document_id = record.document.document_id
    root = next((link.name for link in named_chain(record)), document_id)
    topics = {topic.value for topic in record.topics}
    return Gist(
        document_id,
        tuple(replace(t, root=root, report=_bare(t.report)) for t in tellings_of(record)),
        instrument_tellings_of(record),
        frozenset(a.name for a in record.actors if a.kind is ActorKind.ORGANISATION and a.name in topics),
    )


def _bare(report: Report) -> Report:
    return replace(
        report,
        status_evidence=(),
        place=_without_words(report.place),
        time=_without_words(report.time),
        attributed_to=NOT_STATED,
        topics=(),
        recurrence=_without_words(report.recurrence) if report.recurrence else None,
        also_at=(),
        venue=NOT_STATED,
        why=_without_words(report.why),
    )


def _without_words(field: F) -> F:
    return replace(field, evidence=())


def gist_to_json(gist: Gist) -> str:
    """The gist as JSON; "" where it adds nothing to a gathering."""
    return _gists().dump_json(gist).decode("utf-8") if gist.tellings or gist.instruments else ""


def gist_from_json(text: str) -> Gist:
    """The gist that `gist_to_json` was given; raises `ValueError` for anything else."""
    return _gists().validate_json(text)


@cache
def _gists() -> TypeAdapter[Gist]:
    return TypeAdapter(Gist)
