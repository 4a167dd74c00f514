"""coverage: every cell of a folder's `expected.yaml` (or `record.yaml`) against what the product says.

The folder holds the documents and the file. The score counts the cells of the documents; those of `across`
(several documents) and of documents that cannot be read are counted apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from dragoman.errors import ReadError
from dragoman.ground.places import country_name
from dragoman.pipeline import record_of
from dragoman.read import read_pages
from dragoman.types import Field, Interval, Office, Record, Report, Value, ZoneKind
from evals import cells, never
from evals.cells import MISSING, RIGHT, WRONG, Cell, Names, choose, day, moment, same_name, touches, value, verdict


def score(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Counts and share of the cells, and each cell as a line."""
    expected = _expected(folder)
    found = _records(folder, expected["documents"])
    all_cells: list[tuple[str, Cell]] = []
    extra = 0
    for name, wanted in expected["documents"].items():
        record = found.get(name)
        these = list(document_cells(wanted, record)) if record else list(_all_missing(wanted, "document"))
        all_cells += [(name, cell) for cell in these]
        extra += max(0, len(record.reports) - len(wanted.get("reports", ()))) if record else 0
    _print(all_cells)
    counts = Counter(cell.verdict for _, cell in all_cells)
    total = len(all_cells)
    scores = {
        "n": total,
        "right": counts[RIGHT],
        "wrong": counts[WRONG],
        "missing": counts[MISSING],
        "share": round(counts[RIGHT] / total, 4) if total else 0.0,
        "documents": len(expected["documents"]),
        "reports_beyond_expected": extra,
    }
    return scores, [{"document": n, "path": c.path, "expected": c.expected, "said": c.said, "verdict": c.verdict}
                    for n, c in all_cells]  # fmt: skip


def _by_table(office: Field[Office]) -> bool:
    """Whether the country of an office is not the document's word but the table's."""
    return isinstance(office, Value) and "in full by the table" in office.note


def _all_missing(wanted: Any, path: str) -> Iterator[Cell]:
    """Every leaf of a document that cannot be read is missing."""
    if isinstance(wanted, dict):
        for key, inner in wanted.items():
            yield from _all_missing(inner, f"{path}.{key}")
    elif isinstance(wanted, list) and any(isinstance(w, dict) for w in wanted):
        for number, inner in enumerate(wanted, start=1):
            yield from _all_missing(inner, f"{path}[{number}]")
    else:
        yield Cell(path, str(wanted), "", MISSING)


def _expected(folder: Path) -> Any:
    path = next(
        p for p in (folder / "expected.yaml", folder / "record.yaml", folder.parent / "record.yaml") if p.exists()
    )
    return yaml.safe_load(path.read_text("utf-8"))


def _records(folder: Path, wanted: Mapping[str, Any]) -> dict[str, Record]:
    """The record of each document that is expected; "name#n" is the n-th record of a file."""
    found = {}
    for page in read_pages([str(folder)]):
        if isinstance(page, ReadError):
            print(f"not read: {page}", file=sys.stderr)
            continue
        name = Path(page.name).name
        key = name if name in wanted else name.removesuffix("#1")
        if key in wanted:
            found[key] = record_of(page)
    return found


def _print(all_cells: list[tuple[str, Cell]]) -> None:
    for name, cell in all_cells:
        if cell.verdict != RIGHT:
            said = f", said: {cell.said}" if cell.said else ""
            print(f"{cell.verdict}: {name} {cell.path}: expected: {cell.expected}{said}", file=sys.stderr)


def document_cells(wanted: Mapping[str, Any], record: Record) -> Iterator[Cell]:
    """Every cell of one document."""
    yield from _head(wanted, record)
    yield from _zones(wanted, record)
    yield from _actors(wanted, record)
    used: set[int] = set()
    for number, expected in enumerate(wanted.get("reports", ()), start=1):
        report = choose(expected, record, used)
        if report is not None:
            used.add(id(report))
        yield from _report(expected, report, record, f"reports[{number}]")
    for number, expected in enumerate(wanted.get("instruments", ()), start=1):
        yield from _instrument(expected, record, f"instruments[{number}]")
    for number, expected in enumerate(wanted.get("quotations", ()), start=1):
        yield from _quotation(expected, record, f"quotations[{number}]")
    yield from _lists(wanted, record)
    for sentence in wanted.get("never", ()):
        found = never.cell(sentence, record)
        if found is None:
            print(f"not checked: {record.document.name}: never: {sentence}", file=sys.stderr)
        else:
            yield found


def _head(wanted: Mapping[str, Any], record: Record) -> Iterator[Cell]:
    document = record.document
    if "publisher" in wanted:
        said = value(document.publisher)
        yield verdict(wanted["publisher"], said, bool(said) and same_name(wanted["publisher"], [said]), "publisher")
    if "published" in wanted:
        yield from _published(wanted["published"], record)
    if "language" in wanted:
        yield verdict(
            wanted["language"], value(document.language), wanted["language"] == value(document.language), "language"
        )
    if "headline" in wanted:
        said = value(document.title)
        yield verdict(wanted["headline"], said, bool(said) and same_name(wanted["headline"], [said]), "headline")
    if "live" in wanted:
        yield verdict(wanted["live"], document.live is not None, wanted["live"] == (document.live is not None), "live")
    if "source_chain" in wanted:
        names = Names(record)
        chain = [link.name for link in record.source_chain]
        right = len(chain) == len(wanted["source_chain"]) and all(
            same_name(e, names.named(s)) for e, s in zip(wanted["source_chain"], chain, strict=True)
        )
        yield verdict(wanted["source_chain"], chain, right, "source_chain")


def _published(wanted: Any, record: Record) -> Iterator[Cell]:
    published = record.document.published
    said: Interval | None = value(published)
    if wanted is None or (isinstance(wanted, dict) and wanted.get("value") is None):
        reason = cells.reason(published)
        yield verdict("no date", moment(said) or reason, said is None, "published")
        return
    expected = wanted if isinstance(wanted, dict) else {"value": wanted}
    yield verdict(expected["value"], moment(said), moment(said) == str(expected["value"]), "published.value")
    if "zone" in expected and said is not None:
        zone = said.zone or "not stated"
        yield verdict(expected["zone"], zone, zone == (expected["zone"] or "not stated"), "published.zone")


def _zones(wanted: Mapping[str, Any], record: Record) -> Iterator[Cell]:
    document = record.document
    for number, expected in enumerate(wanted.get("zones", ()), start=1):
        starting = [z for z in document.zones if cells.starts_like(document, z, expected["starts"])]
        right = any(z.kind == ZoneKind(expected["kind"]) for z in starting)
        if "words" in expected:
            right = right and any(expected["words"].lower() in z.span.of(document.text).lower() for z in starting)
        said = " ".join(dict.fromkeys(z.kind.value for z in starting))
        yield verdict(f"{expected['kind']}: {expected['starts']}", said, right, f"zones[{number}]")


def _actors(wanted: Mapping[str, Any], record: Record) -> Iterator[Cell]:
    names = Names(record)
    for number, expected in enumerate(wanted.get("actors", ()), start=1):
        path = f"actors[{number}]"
        fitting = [a for a in record.actors if same_name(expected["name"], names.forms(a))]
        yield verdict(expected["name"], fitting[0].name if fitting else None, len(fitting) == 1, f"{path}.name")
        if "office" in expected:
            office = value(fitting[0].office) if fitting else None
            country = country_name(office.country) if office and office.country else None
            said = ", ".join(p for p in (office.title, office.organisation, country) if p) if office else None
            forms = [said or "", office.title if office and _by_table(fitting[0].office) else ""]
            right = bool(said) and same_name(expected["office"], forms)
            yield verdict(expected["office"], said, right, f"{path}.office")
        for also in expected.get("also", ()):
            said_also = [f for a in fitting for f in names.forms(a)]
            yield verdict(also, said_also, same_name(also, said_also), f"{path}.also")


def _report(expected: Mapping[str, Any], report: Report | None, record: Record, path: str) -> Iterator[Cell]:
    if report is None:
        for key, wanted in expected.items():
            yield Cell(f"{path}.{key}", str(wanted), "", MISSING)
        return
    names = Names(record)
    time = value(report.time)
    place = value(report.place)
    said: dict[str, Any] = {
        "type": report.type,
        "mode": report.mode,
        "status": report.status.value,
        "part": report.part.value,
        "place": place.name if place else None,
        "start": day(time) if not cells.is_after(time) else None,
        "end": day(time, end=True),
        "start_after": day(time) if cells.is_after(time) else None,
    }
    for key, wanted in expected.items():
        if key in said:
            options = wanted if isinstance(wanted, list) else [wanted]
            right = any(_leaf_is(key, str(o), said[key]) for o in options)
            yield verdict(wanted, said[key], right, f"{path}.{key}")
        else:
            yield _tied(key, wanted, report, names, record, f"{path}.{key}")


def _leaf_is(key: str, wanted: str, said: str | None) -> bool:
    """Whether a leaf is what was wanted; a month or year stands for its first (start) or last (end) day."""
    if said is None:
        return False
    if key == "place":
        return same_name(wanted, [said])
    if key in ("start", "start_after") and len(wanted) < 10:
        return said == (wanted + "-01-01")[:10]
    if key == "end" and len(wanted) < 10:
        return said.startswith(wanted) and (date.fromisoformat(said) + timedelta(days=1)).day == 1
    return wanted == said


def _tied(key: str, wanted: Any, report: Report, names: Names, record: Record, path: str) -> Cell:
    """A cell of a report that speaks of others: participants, instrument, who says so, the words."""
    if key == "words":
        told = any(touches(e, record.document, wanted) for e in cells.evidence_of(report, record))
        return verdict(wanted, report.trigger.exact, told, path)
    if key == "attributed_to":
        said = value(report.attributed_to)
        return verdict(wanted, said, bool(said) and same_name(wanted, names.named(said)), path)
    if key == "instrument":
        own = [i for i in record.instruments if i.instrument_id in report.instruments]
        forms = [w for i in own for w in cells.instrument_words(i)]
        return verdict(wanted, forms, any(cells.instrument_named(wanted, form) for form in forms), path)
    sides = {
        "participants": report.participants,
        "actor": report.actor,
        "recipient": report.recipient,
        "others": report.others,
    }
    forms_of_side = names.of(sides[key])
    expected = wanted if isinstance(wanted, list) else [wanted]
    right = all(any(same_name(e, forms) for forms in forms_of_side) for e in expected)
    said_names = [forms[0] for forms in forms_of_side]
    some = any(same_name(e, forms) for e in expected for forms in forms_of_side)
    if key == "participants" and some and not right:
        return Cell(path, str(wanted), str(said_names), MISSING)  # what is said is right, somebody is left out
    return verdict(wanted, said_names, right, path)


def _instrument(expected: Mapping[str, Any], record: Record, path: str) -> Iterator[Cell]:
    fitting = [i for i in record.instruments if any(touches(e, record.document, expected["words"]) for e in i.evidence)]
    best = next((i for i in fitting if i.kind == expected.get("kind")), fitting[0] if fitting else None)
    for key, wanted in expected.items():
        if best is None:
            yield Cell(f"{path}.{key}", str(wanted), "", MISSING)
            continue
        said: Any = {
            "kind": best.kind,
            "title": value(best.title),
            "parties": list(value(best.parties) or ()),
            "period": cells.period(value(best.period)),
            "stage": best.stage.value if best.stage.value != "unknown" else None,
            "words": best.name,
        }[key]
        if key == "parties":
            right = {cells.folded(w) for w in wanted} == {cells.folded(s) for s in said}
        elif key == "title":
            right = bool(said) and same_name(wanted, [str(said)])
        else:
            right = key == "words" or str(said) == str(wanted)
        yield verdict(wanted, said, right, f"{path}.{key}")


def _quotation(expected: Mapping[str, Any], record: Record, path: str) -> Iterator[Cell]:
    document, names = record.document, Names(record)
    words = expected.get("words") or expected["starts"]
    fitting = [q for q in record.quotations if any(touches(e, document, words) for e in q.contents)]
    speaker = expected.get("speaker")

    def rank(quotation: Any) -> tuple[bool, bool, int]:
        said = value(quotation.speaker)
        named = bool(said) and bool(speaker) and same_name(str(speaker), names.named(str(said)))
        return (not named, not cells.directness(expected.get("direct"), quotation), len(quotation.contents[0].exact))

    best = min(fitting, key=rank, default=None)
    for key, wanted in expected.items():
        if best is None:
            yield Cell(f"{path}.{key}", str(wanted), "", MISSING)
        elif key == "speaker":
            said = value(best.speaker)
            yield verdict(wanted, said, bool(said) and same_name(wanted, names.named(said)), f"{path}.speaker")
        elif key == "direct":
            yield verdict(wanted, best.direct.value, cells.directness(wanted, best), f"{path}.direct")
        elif key == "said":
            said_day = day(value(best.said))
            yield verdict(wanted, said_day, said_day == str(wanted), f"{path}.said")
        elif key == "starts":
            first = " ".join(best.contents[0].exact.split()).lstrip("\"“'‘«")
            yield verdict(wanted, first[:60], first.lower().startswith(wanted.lower()), f"{path}.starts")
        elif key == "through":
            yield verdict(
                wanted,
                list(best.through),
                any(same_name(wanted, names.named(t)) for t in best.through),
                f"{path}.through",
            )
        else:
            yield Cell(f"{path}.{key}", str(wanted), best.contents[0].exact[:60], RIGHT)


def _lists(wanted: Mapping[str, Any], record: Record) -> Iterator[Cell]:
    topics = [t.value for t in record.topics]
    for topic in wanted.get("topics", ()):
        yield verdict(topic, None, any(cells.folded(topic) == cells.folded(t) for t in topics), f"topics.{topic}")
    if "recurrence" in wanted:
        said = [r.recurrence.value for r in record.reports if r.recurrence]
        yield verdict(wanted["recurrence"], said, wanted["recurrence"] in said, "recurrence")
    for words in wanted.get("loaded_wording", ()):
        said_wording = [e.exact for e in record.wording]
        found = any(touches(e, record.document, words) for e in record.wording)
        yield verdict(words, said_wording if found else None, found, f"loaded_wording.{words}")
