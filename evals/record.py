"""record: what only the documents of a folder together show, against `across` of its `expected.yaml` or `record.yaml`.

Cells are: each edition of a series (found by its first day; its place, its status), the recurrence, each period in the
sequence of a kind of instrument, each disagreement (found when two of its values are told apart, each by one of the
documents that give it, in a field of that sort), each status as known on a day, each holder of an office on a day,
each name of the mechanism, each copy, and what must never be. Where the list says which reports are of one event
(`events`), `events_b3` is B-cubed over those of them that the product has. A disagreement of the product that is none
of the list counts as `false_disagreements`; changes (a plan replaced by another) do only where they contradict.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import ReadError
from dragoman.ground.identities import identity_of_body
from dragoman.ground.places import country_name, country_of
from dragoman.merge import KnownActor, copies_of, disagreements, roots_of
from dragoman.merge.gather import Gathered, gathered
from dragoman.merge.history import is_overdue
from dragoman.merge.sightings import sightings_of
from dragoman.pipeline import record_of
from dragoman.read import read_pages
from dragoman.serve.casting import gathered_actors
from dragoman.types import Difference, Disagreement, Edition, Event, Identity, Record, Report, Series, Status, value_of
from evals.cells import RIGHT, WRONG, Cell, folded, verdict
from evals.clusters import b_cubed

__all__ = ["score"]

_FIELDS = {
    "place": ("place",),
    "start": ("start", "time"),
    "time": ("start", "time"),
    "status": ("status",),
    "topics": ("body",),
    "documents": ("documents",),
    "documents announced": ("documents announced",),
    "documents signed": ("documents signed",),
    "why": ("why",),
    "reason": ("why",),
    "number and regularity": ("number",),
    "office": ("office",),
    "name": ("name",),
    "attendance": ("attendance",),
    "length": ("length",),
    "kind and length": ("length",),
}
"""The product's fields for the fields of the list; what is not here has none yet, and is missing."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")


@dataclass(frozen=True)
class Told:
    """What the product says of a folder; `file_of` is the name of each document's file."""

    whole: Gathered
    records: tuple[Record, ...]
    actors: tuple[KnownActor, ...]
    file_of: Mapping[str, str]
    parties: tuple[tuple[str, ...], ...] = ()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def read(self) -> Mapping[str, Report]:
        """The reports as they were read, by id, with all their words."""
        return {report.report_id: report for record in self.records for report in record.reports}

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Those of events and series, and those of who held which office."""
        return (*self.whole.disagreements, *disagreements(self.actors))

    def of_parties(self, parties: Sequence[str], kind: str = "") -> Series | None:
        """The series of just these parties, else of most of them: of a kind in these words, then with most editions."""
        words = set(folded(kind).split())
        ranked = [
            (
                len(set(parties) & set(s.parties)) / len(set(parties) | set(s.parties)),
                sum(word in words for k in s.kinds for word in k.split()),
                len(s.editions),
                s.series_id,
                s,
            )
            for s in self.whole.series
        ]
        best = max(ranked, key=lambda r: r[:4], default=None)
        return best[4] if best and best[0] > 0 else None

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The editions of all series that are wanted, the first series first."""
        held = [self.of_parties(parties) for parties in self.parties]
        return tuple(e for series in held if series for e in series.editions)

    def event_of(self, report_ids: Sequence[str]) -> Event | None:
        """The event that most of some reports are of; None where none is."""
        counted = Counter(e.event_id for e in self.whole.events for key in report_ids if key in e.report_ids)
        return self.whole.by_id[max(counted, key=lambda e: (counted[e], e))] if counted else None

    def report(self, document: str, words: str) -> str | None:
        """The report of a file whose sentence holds these words, and whose trigger is among them, else its verb."""
        told = [t for t in self.whole.tellings.values() if self.file_of[t.document_id] == document]
        around = [t for t in told if words in " ".join(t.report.sentence.exact.split())]
        exact = [t for t in around if t.report.trigger.exact in words]
        verbs = [t for t in around if any(e.exact in words for e in self.read[t.key].status_evidence)]
        found = exact or verbs
        return found[0].key if found else None

    def status_on(self, event: Event, day: date) -> Status:
        """The status of an event as the documents of a day and before tell it together, by most of its reports."""
        known = (r for r in self.records if (time := value_of(r.document.published)) and (time.first_day or day) <= day)
        then = replace(self, whole=gathered(known))
        found = then.event_of(event.report_ids)
        if found is None:
            return Status.UNKNOWN
        return Status.OVERDUE if is_overdue(found, then.whole.due(found), day) else found.status

    def files(self, ids: Sequence[str]) -> set[str]:
        """The files of some reports or documents."""
        documents = (self.whole.tellings[i].document_id if i in self.whole.tellings else i for i in ids)
        return {self.file_of[d] for d in documents}


def score(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Counts and share of the cells, the disagreements that are none, and each cell as a line."""
    across = _across(folder)
    told = _told(folder, across)
    cells = list(_cells(across, told))
    for cell in cells:
        if cell.verdict != RIGHT:
            print(f"{cell.verdict}: {cell.path}: expected: {cell.expected}, said: {cell.said}", file=sys.stderr)
    false = [d for d in told.disagreements if not _is_listed(across, told, d)]
    for one in false:
        print(f"false: {one.field} of {one.about}: {[c.value for c in one.claims]}", file=sys.stderr)
    counts = Counter(cell.verdict for cell in cells)
    by_sort = {
        sort: f"{sum(c.verdict == RIGHT for c in cells if c.path.startswith(sort))}"
        f"/{sum(c.path.startswith(sort) for c in cells)}"
        for sort in dict.fromkeys(c.path.split("[")[0].split(".")[0] for c in cells)
    }
    scores: dict[str, Any] = {
        "n": len(cells),
        "right": counts[RIGHT],
        "wrong": counts[WRONG],
        "missing": len(cells) - counts[RIGHT] - counts[WRONG],
        "share": round(counts[RIGHT] / len(cells), 4) if cells else 0.0,
        **by_sort,
        **_b_cubed(across, told),
        "said_disagreements": len(told.disagreements),
        "false_disagreements": len(false),
    }
    return scores, [
        {"path": c.path, "expected": c.expected, "said": c.said, "verdict": c.verdict} for c in cells
    ]  # fmt: skip


def _across(folder: Path) -> dict[str, Any]:
    for name in ("expected.yaml", "record.yaml"):
        for path in (folder / name, folder.parent / name):
            if path.exists():
                return dict(yaml.safe_load(path.read_text("utf-8")).get("across", {}))
    raise FileNotFoundError(f"{folder}: no expected.yaml or record.yaml there or above")


def _b_cubed(across: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """How the reports of the list fall into events: B-cubed over those that the product has, and how many it has."""
    true: dict[str, int] = {}
    wanted = [(number, r) for number, event in enumerate(across.get("events", ())) for r in event["reports"]]
    for number, report in wanted:
        key = told.report(report["document"], report["words"])
        if key:
            true[key] = number
    if not wanted:
        return {}
    event_of = {key: e.event_id for e in told.whole.events for key in e.report_ids}
    agreement = b_cubed(true, {key: event_of[key] for key in true})
    return {
        "events_b3": round(agreement.f1, 4),
        "events_precision": round(agreement.precision, 4),
        "events_recall": round(agreement.recall, 4),
        "events_reports": f"{len(true)}/{len(wanted)}",
    }


def _told(folder: Path, across: Mapping[str, Any]) -> Told:
    records: list[Record] = []
    for page in read_pages([str(folder)]):
        if not isinstance(page, ReadError):
            records.append(record_of(page))
    actors = gathered_actors(s for r in records for s in sightings_of(r))
    parties = tuple(tuple(sorted(map(_party, s["parties"]))) for s in across.get("series", ()))
    told = Told(
        gathered(records),
        tuple(records),
        actors,
        {r.document.document_id: Path(r.document.name).name for r in records},
        parties,
    )
    named = {
        event["name"]: tuple(filter(None, (told.report(r["document"], r["words"]) for r in event["reports"])))
        for event in across.get("events", ())
    }
    return replace(told, named=named)


def _cells(across: Mapping[str, Any], told: Told) -> Iterator[Cell]:
    for wanted in across.get("series", ()):
        yield from _series(wanted, told)
    for wanted in across.get("instruments", ()):
        yield from _sequence(wanted, told)
    for number, wanted in enumerate(across.get("disagreements", ()), start=1):
        found = next((d for d in told.disagreements if _fits(wanted, told, d)), None)
        name = f"{wanted.get('event') or wanted.get('actor')}: {wanted['field']}"
        yield verdict(name, found and [c.value for c in found.claims], found is not None, f"disagreements[{number}]")
    for number, wanted in enumerate(across.get("status_as_known", ()), start=1):
        yield _known(wanted, told, f"status_as_known[{number}]")
    for number, wanted in enumerate(across.get("offices", ()), start=1):
        yield _office(wanted, told, f"offices[{number}]")
    for number, wanted in enumerate(across.get("naming_variants", ()), start=1):
        yield _variant(wanted, told, f"naming_variants[{number}]")
    for number, wanted in enumerate(across.get("copies", ()), start=1):
        yield _copy(wanted, told, f"copies[{number}]")
    for number, wanted in enumerate(across.get("never", ()), start=1):
        yield _never(wanted, told, f"never[{number}]")


def _copy(wanted: Mapping[str, Any], told: Told, path: str) -> Cell:
    """Whether all the files of a copy come to one source with the file that they are of."""
    root_of = {told.file_of[d]: root for d, root in roots_of(told.records, copies_of(told.records)).items()}
    files = [wanted["of"], *wanted["in"]]
    said = [root_of.get(file) for file in files]
    return verdict(files, said, None not in said and len(set(said)) == 1, path)


def _series(wanted: Mapping[str, Any], told: Told) -> Iterator[Cell]:
    parties = sorted(map(_party, wanted["parties"]))
    series = told.of_parties(parties, wanted.get("kind", ""))
    said = sorted(series.parties) if series else None
    yield verdict(parties, said, said == parties, "series.parties")
    if wanted.get("recurrence"):
        recurrences = [c.value for c in series.recurrences] if series else []
        yield verdict(wanted["recurrence"], recurrences, wanted["recurrence"] in recurrences, "series.recurrence")
    for number, edition in enumerate(wanted["editions"], start=1):
        path = f"series.editions[{number}]"
        found = _edition(edition, series.editions if series else (), told)
        yield verdict(edition, found and found.event_id, found is not None, path)
        if edition.get("place"):
            places = [c.value.name for c in told.whole.by_id[found.event_id].places] if found else []
            right = [folded(p) for p in places[:1]] == [folded(edition["place"])]
            yield verdict(edition["place"], places[:1], right, f"{path}.place")
        if "status" in edition:
            status = found.status.value if found else None
            yield verdict(edition["status"], status, status == edition["status"], f"{path}.status")


def _party(name: str) -> str:
    """A party as events have it: a country's code, a body's identity, else its name."""
    body = identity_of_body(name, None)
    return country_of(name) or (body.identity_id if isinstance(body, Identity) else f"organisation:{name.casefold()}")


def _edition(wanted: Mapping[str, Any], editions: Sequence[Edition], told: Told) -> Edition | None:
    """The edition with a time on its first day; one without a day is found by its place and year of telling."""
    if "start" in wanted:
        return next((e for e in editions if e.first and e.first == e.last == _day(wanted["start"])), None)
    year = _day(wanted["start_after"]).year
    for edition in editions:
        event = told.whole.by_id[edition.event_id]
        days = [h.known_on for h in event.history if h.known_on]
        undated = edition.first is None or edition.first != edition.last
        places = {folded(c.value.name) for c in event.places}
        placed = "place" not in wanted or not places or folded(wanted["place"]) in places
        if undated and placed and any(day.year == year for day in days):
            return edition
    return None


def _sequence(wanted: Mapping[str, Any], told: Told) -> Iterator[Cell]:
    of_kind = [i for i in told.whole.instruments if i.kind == wanted["kind"] and i.period]
    periods = [_years(i.period.first_day, i.period.last_day) for i in of_kind if i.period]
    for number, period in enumerate(wanted["sequence"], start=1):
        path = f"instruments.{wanted['kind']}[{number}]"
        yield verdict(period, period if period in periods else None, periods.count(period) == 1, path)
    in_order = [p for p in periods if p in wanted["sequence"]] == list(wanted["sequence"])
    yield verdict(wanted["sequence"], periods, in_order, f"instruments.{wanted['kind']}.order")


def _years(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"


def _fits(wanted: Mapping[str, Any], told: Told, found: Disagreement) -> bool:
    """Whether a disagreement of the product tells two of the values apart, by documents that give them."""
    fields = _FIELDS.get(wanted["field"], ())
    if found.field not in fields and found.field.split()[0] not in fields:
        return False
    values = {folded(claim.value.partition(",")[0]) for claim in found.claims}  # "Brest, BY" is the list's Brest
    if sum(folded(v["value"]) in values for v in wanted["values"]) > 1 and _shares_files(wanted, told, found):
        return True
    claimed = [told.files(claim.report_ids) for claim in found.claims]
    hits = [{n for n, files in enumerate(claimed) if files & set(v["by"])} for v in wanted["values"]]
    return any(a - b and b - a for i, a in enumerate(hits) for b in hits[i + 1 :])


def _shares_files(wanted: Mapping[str, Any], told: Told, found: Disagreement) -> bool:
    files = {f for claim in found.claims for f in told.files(claim.report_ids)}
    return bool(files & {f for v in wanted["values"] for f in v["by"]})


def _is_listed(across: Mapping[str, Any], told: Told, found: Disagreement) -> bool:
    listed = any(_fits(wanted, told, found) for wanted in across.get("disagreements", ()))
    return listed or found.kind is Difference.CHANGE


def _known(wanted: Mapping[Any, Any], told: Told, path: str) -> Cell:
    day = _day(wanted.get("on") or wanted[True])  # YAML takes a bare "on" for true
    event = _event(wanted["event"], told)
    said = told.status_on(event, day).value if event else None
    return verdict(f"{wanted['event']} on {day}: {wanted['status']}", said, said == wanted["status"], path)


def _event(words: str, told: Told) -> Event | None:
    """The event that words name: one of `events`, an edition by its day, drills, the signing of a plan for a year."""
    day = _DAY.search(words)
    listed = [
        keys for name, keys in told.named.items() if name == words or (day and day.group() in name and words in name)
    ]
    if listed:
        return told.event_of(listed[0])
    near = None if day else _closest(words, told.named)
    if near:
        return told.event_of(told.named[near])
    if day:
        edition = _edition({"start": day.group()}, told.editions, told)
        return told.whole.by_id[edition.event_id] if edition else None
    if "drills" in words or "training" in words:
        exercises = [e for e in told.whole.events if e.family == "exercise"]
        return max(exercises, key=lambda e: len(e.report_ids), default=None)
    if words.startswith("signing of the "):
        kind, year = words.removeprefix("signing of the ").split()[0], words.split()[-1]
        ids = {i.instrument_id for i in told.whole.instruments if i.kind == kind and i.period and _of(i.period, year)}
        signings = [e for e in told.whole.events if e.family == "sign"]
        return next((e for e in signings if any(t.about & ids for t in told.whole.told(e))), None)
    return None


def _closest(words: str, names: Iterable[str]) -> str | None:
    """The one name of a list that has nearly all of some words: it calls the event by more of them."""
    wanted = set(folded(words).split()) - _SMALL
    shares = sorted(((len(wanted & set(folded(name).split())), name) for name in names), reverse=True)
    clear = bool(shares) and shares[0][0] >= _NEARLY * len(wanted) and (len(shares) < 2 or shares[1][0] < shares[0][0])
    return shares[0][1] if clear else None


_NEARLY = 0.75
_SMALL = frozenset(("the", "of", "in", "on", "to", "and"))


def _of(period: Any, year: str) -> bool:
    return _years(period.first_day, period.last_day) == year


def _office(wanted: Mapping[str, Any], told: Told, path: str) -> Cell:
    seen = _day(wanted["seen"])
    for actor in told.actors:
        named = any(folded(wanted["holder"]) == folded(name) for name in (actor.name, *actor.names))
        for tenure in actor.tenures if named else ():
            country = country_name(tenure.office.country or "")
            said = f"{tenure.office.title}, {country}"
            within = tenure.first is not None and tenure.last is not None and tenure.first <= seen <= tenure.last
            if said == wanted["office"] and within:
                return verdict(wanted["office"], said, True, path)
    others = [t.office.words for a in told.actors for t in a.tenures if a.name == wanted["holder"]]
    return verdict(f"{wanted['holder']}: {wanted['office']} on {seen}", others, False, path)


def _variant(wanted: str, told: Told, path: str) -> Cell:
    """Whether a name of the mechanism stands in the words of an edition."""
    events = [told.whole.by_id[e.event_id] for e in told.editions]
    words = [folded(t.report.sentence.exact) for event in events for t in told.whole.told(event)]
    return verdict(wanted, wanted if any(folded(wanted) in w for w in words) else None,
                   any(folded(wanted) in w for w in words), path)  # fmt: skip


def _never(wanted: str, told: Told, path: str) -> Cell:
    """What must not be, in the forms that the lists use."""
    days = [_day(found) for found in _DAY.findall(wanted)]
    if "as one event" in wanted and not days:
        days = [e.first for e in told.editions if e.first]
        wrong = len(days) < 2
    elif "as one event" in wanted:
        wrong = any({_edge(t) for t in told.whole.told(e)} >= set(days) for e in told.whole.events)
    elif "that occurred" in wanted:
        events = [e for e in told.whole.events if e.family == "encounter" and e.status is Status.OCCURRED]
        wrong = any(c.value.first_day == c.value.last_day == days[0] for e in events for c in e.times)
    else:
        names = re.split(r",\s*|\s+and\s+", wanted.split(" as ")[0])
        held = [{n for n, a in enumerate(told.actors) if name in (a.name, *a.names)} for name in names]
        together = bool(set.intersection(*held)) if all(held) else False
        wrong = together if "as one person" in wanted else not together
    return Cell(path, wanted, "it is" if wrong else "it is not", WRONG if wrong else RIGHT)


def _edge(telling: Any) -> date | None:
    time = telling.time
    return time.first_day if time and time.first_day == time.last_day else None


def _day(words: Any) -> date:
    return date.fromisoformat(str(words)[:10])
