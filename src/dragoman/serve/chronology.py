"""Reports of several documents by date: what is said to be when, with its status and who says so.

Reports are not merged: one line stands for reports that say the same of the same day in the same words of the
record. What differs stands beside it, and an analyst sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from rich.text import Text

from dragoman.serve.output import Line
from dragoman.serve.record_view import STATUS_STYLES, styled
from dragoman.serve.words import between, interval_words, place_words, status_words, title_of
from dragoman.types import Interval, Part, Place, Record, Report, Status, Value, value_of

__all__ = ["Entry", "chronology_lines", "entries_of"]

_LAST = "~"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What several reports say alike."""

    day: str
    when: str
    status: Status
    what: str
    who: str
    where: str
    instruments: tuple[str, ...]


def entries_of(records: Iterable[Record], *, background: bool = False) -> dict[Entry, tuple[str, ...]]:
    """Each entry with who says so, in order of time, the undated last."""
    found: dict[Entry, list[str]] = {}
    for record in records:
        for report in record.reports:
            if background or report.part == Part.NEWS:
                found.setdefault(_entry(record, report), []).append(_teller(record, report))
    return {entry: tuple(dict.fromkeys(found[entry])) for entry in sorted(found)}


def _entry(record: Record, report: Report) -> Entry:
    time, place = value_of(report.time), value_of(report.place)
    titles = {i.instrument_id: title_of(i) for i in record.instruments}
    day, when = _when(record, time)
    return Entry(
        day=day,
        when=when,
        status=report.status,
        what=report.mode,
        who=between(report.actor, report.recipient, report.others),
        where=_where(place),
        instruments=tuple(titles.get(i, i) for i in report.instruments),
    )


def _when(record: Record, time: Interval | None) -> tuple[str, str]:
    """What to sort by, and the heading. The undated come last, by the publication of what tells of them."""
    if time:
        return str(time.first_day or time.last_day), interval_words(time)
    published = value_of(record.document.published)
    told = f"told {published.first_day}" if published else "in a document without a date"
    return f"{_LAST}{told}", f"undated, {told}"


def _where(place: Place | None) -> str:
    return place_words(place) if place else ""


def _teller(record: Record, report: Report) -> str:
    """The publisher, and whom it has it from: "Zarechna (Vladimir Makei)"."""
    publisher = value_of(record.document.publisher) or PurePath(record.document.name).name
    return f"{publisher} ({report.attributed_to.value})" if isinstance(report.attributed_to, Value) else publisher


def chronology_lines(entries: dict[Entry, tuple[str, ...]]) -> Iterator[Line]:
    """The screen: one heading a time, under it what is said of it."""
    heading = None
    for entry, tellers in entries.items():
        if entry.when != heading:
            yield Line(Text())
            yield Line(styled(entry.when, "bold"))
            heading = entry.when
        yield _line(entry)
        yield Line(styled(f"says {'; '.join(tellers)}", "dim"), depth=16)


def _line(entry: Entry) -> Line:
    text = styled(f"{status_words(entry.status):<14}", STATUS_STYLES.get(entry.status.value, ""))
    text.append_text(styled(entry.what, "bold"))
    for words in (entry.who, entry.where, *entry.instruments):
        text.append_text(styled(f" · {words}" if words else ""))
    return Line(text, depth=2)
