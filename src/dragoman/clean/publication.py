"""When a document was published: all candidates with their words, one chosen, and why.

In order of trust: the page's own field of publication, the line of date and time, an agency's dateline with its
year, the path of the URL, a line of date below the text. A time of updating is never taken for it. Dates in the
prose are no candidates, and neither is the day on which the page was fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from dragoman.clean.datelines import label_of
from dragoman.clean.dates import Moment, moment_in, possible
from dragoman.clean.pieces import Piece
from dragoman.types import Absent, Dating, Evidence, Field, Interval, Page, Reason, Value, ZoneKind

__all__ = ["published_of"]

FIELD, LINE, HEAD, URL, BELOW, MODIFIED = (
    "field of the page",
    "line of date",
    "dateline",
    "URL",
    "line below the text",
    "time of updating",
)
_TRUST = {FIELD: 0, LINE: 1, HEAD: 2, URL: 3, BELOW: 4}
_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>1[0-2]|0[1-9]|[1-9](?!\d)|[a-z]{3})(?:[/-]?(?P<d>[0-3]?\d)(?![\d]))?(?=[/-]|$)"
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR = timedelta(days=3)
_FAR = timedelta(days=100)
_MOST = 200  # lines of date that are compared with each other


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time that may be that of publication. `moment.day.readings` says in how many ways it can be read."""

    moment: Moment
    evidence: Evidence
    where: str
    note: str = ""

    @property
    def readings(self) -> tuple[tuple[int, int, int], ...]:
        """All readings of its date."""
        return self.moment.day.readings

    @property
    def sure(self) -> date | None:
        """Its day, when there is but one reading and it has a year and a day."""
        one = self.readings[0] if len(self.readings) == 1 else (0, 0, 0)
        return date(*one) if all(one) else None

    @property
    def fine(self) -> bool:
        """Whether it has a time of day."""
        return self.moment.clock is not None


def published_of(page: Page, document_id: str, pieces: Sequence[Piece]) -> tuple[Field[Interval], tuple[Dating, ...]]:
    """The time of publication or the reason why there is none, and all candidates.

    Undated where nothing is said; ambiguous where 03/04/2023 stands alone; no year where only "January 12" stands;
    implausible where the calendar or the time of fetching rules out what is said.
    """
    found = [_decided(c) for c in _candidates(page, document_id, pieces)]
    found = [_plausible(c, page) for c in found]
    found = [_completed(c, found) for c in found]
    usable = [c for c in found if c.where != MODIFIED and len(c.readings) == 1 and c.readings[0][0] and _finest(c)]
    chosen = min(usable, key=lambda c: (_TRUST[c.where], not c.readings[0][2]), default=None)
    if chosen is None:
        return _why_not(found), tuple(_datings(found, None, ""))
    chosen, why = _refined(chosen, usable)
    return _value(chosen, why, usable), tuple(_datings(found, chosen, why))


def _finest(candidate: Candidate) -> bool:
    return bool(candidate.readings[0][1])


def _candidates(page: Page, document_id: str, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    for name, where in (("published", FIELD), ("modified", MODIFIED)):
        for item in page.values(name):
            moment = _without_midnight(moment_in(_spelt(item.value.strip())), item.value)
            if moment:
                yield Candidate(moment, Evidence(document_id, None, item.value, item.source), where)
    yield from islice(_from_pieces(document_id, pieces), _MOST)
    yield from _from_url(page, document_id)


def _spelt(words: str) -> str:
    """A compact time of a record, 20231207T214500Z, with its marks; all others as they are."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(?:\d\d)?(Z?)", words)
    return "{}-{}-{}T{}:{}{}".format(*match.groups()) if match else words


def _without_midnight(moment: Moment | None, words: str) -> Moment | None:
    """A field that says midnight to the second is filled with a day alone."""
    if moment and moment.clock and re.search(r"T00:00(:00)?", words) and moment.clock.minute == 0:
        return replace(moment, clock=None)
    return moment


def _from_pieces(document_id: str, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    last_body = max((i for i, p in enumerate(pieces) if p.kind is ZoneKind.BODY), default=-1)
    bodies = 0
    for i, piece in enumerate(pieces):
        bodies += piece.kind is ZoneKind.BODY
        if piece.kind is not ZoneKind.DATELINE or not _own(pieces, i):
            continue
        head = piece.by == "shape: agency dateline"
        label = None if head else label_of(piece.text)
        below = bodies > 2 and not label and not head
        if below and i < last_body:
            continue
        where = HEAD if head else MODIFIED if label and label[0] == "modified" else BELOW if below else LINE
        if head and bodies > 2:
            continue
        yield from _in_line(document_id, piece, where, label[1] if label else 0)


def _own(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a line of date is this document's, and not that of a link beside it."""
    return i == 0 or pieces[i - 1].kind is not ZoneKind.RELATED


def _in_line(document_id: str, piece: Piece, where: str, start: int) -> Iterator[Candidate]:
    """The date of a line; two of them where it says when it was published and when updated."""
    cut = re.search(r"(?i)\b(?:last )?(?:updated|modified|edited)\b", piece.text[start + 1 :])
    ends = [(start, len(piece.text), where)]
    if cut and where != HEAD:
        at = start + 1 + cut.start()
        ends = [(start, at, where), (at, len(piece.text), MODIFIED)]
    for low, high, which in ends:
        part = piece.part(low, high)
        moment = moment_in(part.text)
        if moment:
            span = moment.span.shifted(part.span.start)
            words = moment.span.of(part.text)
            yield Candidate(moment, Evidence(document_id, span, words, f"zone: {which}"), which)


def _from_url(page: Page, document_id: str) -> Iterator[Candidate]:
    match = _PATH.search(page.url) if page.url else None
    if match is None or page.url is None:
        return
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    month = match["m"]
    if month not in months and not month.isdigit():
        return
    number = int(month) if month.isdigit() else months.index(month) + 1
    moment = moment_in(f"{match['y']}-{number:02}-{int(match['d'] or 0) or 1:02}")
    if moment is None:
        return
    if not int(match["d"] or 0) or not moment.day.readings:
        moment = replace(moment, day=replace(moment.day, readings=((int(match["y"]), number, 0),)))
    yield Candidate(moment, Evidence(document_id, None, match.group(), "url"), URL)


def _decided(candidate: Candidate) -> Candidate:
    """A weekday decides between two readings, and is noted where it contradicts the only one."""
    weekday, readings = candidate.moment.weekday, candidate.readings
    if weekday is None or not readings or not all(all(r) for r in readings):
        return candidate
    fitting = tuple(r for r in readings if date(*r).weekday() == weekday)
    if len(readings) > 1 and len(fitting) == 1:
        return _reading(candidate, fitting, f"{_WEEKDAYS[weekday]} decides the order of day and month")
    if len(readings) == 1 and not fitting:
        real = _WEEKDAYS[date(*readings[0]).weekday()]
        return replace(candidate, note=f"{_WEEKDAYS[weekday]} is said, but the day was a {real}")
    return candidate


def _reading(candidate: Candidate, readings: tuple[tuple[int, int, int], ...], note: str) -> Candidate:
    day = replace(candidate.moment.day, readings=readings)
    return replace(candidate, moment=replace(candidate.moment, day=day), note=note)


def _plausible(candidate: Candidate, page: Page) -> Candidate:
    """Without the readings that lie after the fetching of the page, and without the first second of 1970."""
    epoch = "1970-01-01"
    limit = page.fetched_at.date() + timedelta(days=2) if page.fetched_at else date.max
    kept = tuple(r for r in candidate.readings if not r[0] or date(r[0], r[1], r[2] or 1) <= limit)
    if candidate.evidence.exact.startswith(epoch):
        kept = ()
    if kept == candidate.readings:
        return candidate
    return _reading(candidate, kept, "a reading lies after the page was fetched" if kept else "")


def _completed(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    """The candidate with its year or the order of its numbers taken from another one, where another gives it."""
    others = [c for c in found if c is not candidate]
    if len(candidate.readings) > 1:
        return _ordered(candidate, others)
    if candidate.moment.day.yearless:
        return _with_year(candidate, others)
    return candidate


def _ordered(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    for other in others:
        known = other.sure
        near = [r for r in candidate.readings if known and abs(date(*r) - known) <= _NEAR]
        if len(near) == 1:
            return _reading(candidate, (near[0],), f"order of day and month after {other.evidence.exact!r}")
    return candidate


def _with_year(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    _, month, day = candidate.readings[0]
    for other in sorted(others, key=lambda c: c.where == MODIFIED):
        for year, nearby, nearest in other.readings if len(other.readings) == 1 else ():
            anchor = date(year, nearby, nearest or 15) if year else None
            options = [(y, month, day) for y in (year - 1, year, year + 1)] if anchor else []
            close = [r for r in options if possible(r) and anchor and abs(date(r[0], r[1], r[2] or 1) - anchor) <= _FAR]
            if len(close) == 1:
                return _reading(candidate, (close[0],), f"year after {other.evidence.exact!r}")
    return candidate


def _refined(chosen: Candidate, usable: Sequence[Candidate]) -> tuple[Candidate, str]:
    """The finest candidate of the same day, and in words why it was taken."""
    why = f"{chosen.where} is what is trusted most here"
    same = [c for c in usable if _agrees(chosen, c) and c is not chosen]
    finer = [c for c in same if (c.fine, bool(c.readings[0][2])) > (chosen.fine, bool(chosen.readings[0][2]))]
    if finer:
        best = min(finer, key=lambda c: (not c.fine, _TRUST[c.where]))
        return best, f"{best.where} is finer than {chosen.where}, and of the same day"
    against = [c.evidence.exact for c in usable if c.sure and chosen.sure and abs(c.sure - chosen.sure) > _NEAR]
    if same:
        why += "; agrees with " + ", ".join(repr(c.evidence.exact) for c in same)
    if against:
        why += "; differs from " + ", ".join(repr(words) for words in against)
    return chosen, why


def _agrees(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates name the same day, or the day of one lies in the month of the other."""
    a, b = one.readings[0], other.readings[0]
    return a[:2] == b[:2] and (a[2] == b[2] or not a[2] or not b[2])


def _value(chosen: Candidate, why: str, usable: Sequence[Candidate]) -> Value[Interval]:
    notes = [why, chosen.note, chosen.moment.day.note, chosen.moment.clock.note if chosen.moment.clock else ""]
    confirming = [c.evidence for c in usable if c is not chosen and _agrees(chosen, c)]
    return Value(
        chosen.moment.interval(chosen.readings[0]), (chosen.evidence, *confirming), "; ".join(n for n in notes if n)
    )


def _datings(found: Sequence[Candidate], chosen: Candidate | None, why: str) -> Iterator[Dating]:
    for candidate in found:
        for reading in candidate.readings:
            if not reading[0]:
                continue
            is_chosen = candidate is chosen
            yield Dating(
                candidate.moment.interval(reading), candidate.evidence, is_chosen, _reason(candidate, is_chosen, why)
            )


def _reason(candidate: Candidate, is_chosen: bool, why: str) -> str:
    notes = [candidate.note, candidate.moment.day.note]
    if is_chosen:
        notes.insert(0, why)
    elif candidate.where == MODIFIED:
        notes.insert(0, "a time of updating, not of publication")
    elif len(candidate.readings) > 1:
        notes.insert(0, "may be read with the day or the month first")
    else:
        notes.insert(0, f"{candidate.where}; another is trusted more")
    return "; ".join(n for n in notes if n)


def _why_not(found: Sequence[Candidate]) -> Absent:
    stated = [c for c in found if c.where != MODIFIED]
    said = tuple(c.evidence for c in stated)
    if any(len(c.readings) > 1 for c in stated):
        return Absent(Reason.AMBIGUOUS, "day and month may stand in either order", said)
    if any(not c.readings for c in stated):
        return Absent(Reason.IMPLAUSIBLE, "no such day, or after the page was fetched", said)
    if stated:
        return Absent(Reason.NO_YEAR, "a day is said, but no year", said)
    detail = "only a time of updating is said" if found else "no date is said"
    return Absent(Reason.UNDATED, detail, tuple(c.evidence for c in found))
