"""Records for the tests of this folder: of short texts that look as a wire sends them."""

from __future__ import annotations

from datetime import date

from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.types import Record, Report, Value

DATELINE = "RIGA, 14 March 2024 (Amber Wire) - "
FILLER = "The weather in the city was cold, and many of the shops near the harbour were closed for the day."
"""A paragraph that tells of nothing, so that the language can be told."""
KARINS = "Latvian Foreign Minister Krisjanis Karins"
TSAHKNA = "Estonian Foreign Minister Margus Tsahkna"


def record(text: str, *, name: str = "text.txt") -> Record:
    """The record of the bytes of a text."""
    found = record_of(page_from_bytes(text.encode(), name=name))
    assert found.skipped is None, found.skipped
    return found


def wire(*paragraphs: str, headline: str = "", dateline: str = DATELINE) -> Record:
    """The record of a dated text, its headline over the dateline and a paragraph about the weather below."""
    body = "\n\n".join([*paragraphs, FILLER])
    return record(f"{headline}\n\n{dateline}{body}\n" if headline else f"{dateline}{body}\n")


def of_mode(found: Record, mode: str) -> list[Report]:
    """The reports of one mode, in order."""
    return [r for r in found.reports if r.mode == mode]


def only(found: Record, mode: str) -> Report:
    """The one report of a mode."""
    (report,) = of_mode(found, mode)
    return report


def names(report: Report) -> set[str]:
    """Who takes part in a report."""
    return {p.name for p in report.participants}


def days(report: Report) -> tuple[date | None, date | None]:
    """The first and last day of a report's time, which must be known."""
    assert isinstance(report.time, Value), report.time
    return report.time.value.first_day, report.time.value.last_day


def place(report: Report) -> str | None:
    """The name of a report's place; None when it has none."""
    return report.place.value.name if isinstance(report.place, Value) else None
