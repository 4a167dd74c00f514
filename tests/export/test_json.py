"""Records as JSON: by the published schema, without loss, and harmless on a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dragoman import Record, page_from_bytes, read_pages, record_of
from dragoman.demo import paths
from dragoman.errors import FormatError
from dragoman.export.json import (
    CopyLine,
    Kind,
    ReportLine,
    SourceLine,
    StoryLine,
    merged_to_json,
    record_from_json,
    record_to_json,
    report_to_json,
    schema_of,
)
from dragoman.merge import anchor_of, gathered
from dragoman.types import (
    Claim,
    Difference,
    Disagreement,
    Event,
    Granularity,
    Interval,
    JudgedField,
    Judgement,
    KnownInstrument,
    Page,
    Place,
    Series,
    Status,
    Verdict,
)

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    names = [str(path) for path in paths()[:12] if path.suffix != ".html"]
    pages = [page for page in read_pages(names) if isinstance(page, Page)]
    assert len(pages) >= 6
    return [record_of(page) for page in pages]


def test_back_again_nothing_is_lost(records: list[Record]) -> None:
    for record in records:
        assert record_from_json(record_to_json(record)) == record


def test_records_are_valid_by_the_schema_and_hold_something(records: list[Record]) -> None:
    validator = Draft202012Validator(schema_of(Kind.RECORD))
    lines = [json.loads(record_to_json(record)) for record in records]
    assert [e.message for line in lines for e in validator.iter_errors(line)] == []
    assert any(line["record"]["reports"] for line in lines)
    assert any(line["record"]["quotations"] for line in lines)


def test_the_schema_turns_away_what_is_no_record(records: list[Record]) -> None:
    validator = Draft202012Validator(schema_of(Kind.RECORD))
    line = json.loads(record_to_json(records[0]))
    del line["record"]["document"]["text"]
    line["record"]["reports"] = [{"status": "held"}]
    found = {".".join(map(str, error.path)) for error in validator.iter_errors(line)}
    assert {"record.document", "record.reports.0"} <= found


def test_reports_alone_are_valid_by_their_schema(records: list[Record]) -> None:
    record = next(r for r in records if r.reports)
    document = record.document
    line = ReportLine(document.document_id, "here", None, "Zarechna", document.published, "en", record.reports[0])
    made = json.loads(report_to_json(line))
    Draft202012Validator(schema_of(Kind.REPORT)).validate(made)
    assert made["found"]["report"]["report_id"] == record.reports[0].report_id


@pytest.mark.parametrize("kind", Kind)
def test_the_published_schema_is_the_one_of_the_code(kind: Kind) -> None:
    assert json.loads((SCHEMAS / f"{kind}-1.json").read_text("utf-8")) == schema_of(kind), "run: make schema"


def test_what_is_told_together_is_valid_by_its_schema(records: list[Record]) -> None:
    whole = gathered(records)
    anchor = anchor_of(records[0].reports[0])
    found: dict[Kind, tuple[Event | Series | KnownInstrument | Disagreement | Judgement | StoryLine, ...]] = {
        Kind.EVENT: whole.events,
        Kind.SERIES: whole.series,
        Kind.INSTRUMENT: whole.instruments,
        Kind.DISAGREEMENT: (
            Disagreement("e1", "time", Difference.CONTRADICTION, (Claim("2031-03-09", ("a-r1",), 1),)),
        ),
        Kind.JUDGEMENT: (
            Judgement(1, Verdict.DIFFERENT, anchor, anchor, None, "A. Reader", datetime(2031, 3, 1, 9, 30)),
            Judgement(2, Verdict.WRONG, anchor, None, JudgedField.TIME, "A. Reader", datetime(2031, 3, 1), "why"),
            *(
                Judgement(3, Verdict.RIGHT, anchor, None, field, "A. Reader", datetime(2031, 3, 1), value=value)
                for field, value in (
                    (JudgedField.TIME, Interval(datetime(2031, 3, 1), datetime(2031, 3, 2), Granularity.DAY)),
                    (JudgedField.PLACE, Place("Tartu", "city", "EE", 58.381, 26.722, "geonames:588335")),
                    (JudgedField.NUMBER, 25),
                    (JudgedField.STATUS, Status.OCCURRED),
                )
            ),
        ),
        Kind.STORY: (
            StoryLine("a", ("a", "b")),
            StoryLine(
                "a", ("a", "b"), (CopyLine("a", "b", 0.5, 1.0, "a", "names it"),), (SourceLine("a", ("a", "b")),)
            ),
        ),
    }
    for kind, several in found.items():
        assert several, kind
        validator = Draft202012Validator(schema_of(kind))
        for one in several:
            validator.validate(json.loads(merged_to_json(one)))


def test_times_are_naive_by_the_schema() -> None:
    start = schema_of(Kind.RECORD)["$defs"]["Interval"]["properties"]["start"]["anyOf"][0]
    validator = Draft202012Validator(start)
    assert validator.is_valid("2023-01-19T00:00:00")
    assert not validator.is_valid("2023-01-19T00:00:00Z")
    assert not validator.is_valid("19 January")


def test_one_line_and_nothing_that_steers_a_terminal() -> None:
    text = "A headline\n\n\u009b31mred \u202eback\u202c and\u2028on \x7f"
    record = record_of(page_from_bytes(text.encode(), name="steering.txt"))
    record = replace(record, document=replace(record.document, name="\x1b[2J\u009b"))
    line = record_to_json(record)
    assert not [c for c in line if not c.isprintable()]
    assert record_from_json(line) == record


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "not a record of dragoman/record-1"),
        ('{"schema": "dragoman/record-2", "record": {}}', "dragoman/record-2"),
        ('{"schema": "dragoman/record-1", "record": {}}', "document"),
        ('{"schema": "dragoman/record-1"}', "no such record"),
    ],
)
def test_what_is_no_record_is_an_error_with_the_name(text: str, why: str) -> None:
    with pytest.raises(FormatError, match=why) as raised:
        record_from_json(text, name="here.json")
    assert raised.value.subject == "here.json"
