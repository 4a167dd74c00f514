"""intervals: GUM's dates read, days counted, and the product's answer for a text of ours."""

from __future__ import annotations

import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from evals import intervals
from evals.intervals import days_of, raw_in, said_in, scores_of, text_of

ROWS = """<text id="GUM_bio_ours" dateCreated="2031-03-14" type="bio">
<head>
<s type="frag">
Siege\tNN\tx
</s>
</head>
<p>
<s type="decl">
It\tPP\tx
began\tVVD\tx
(\t(\tx
<date when="1774">
1774\tCD\tx
</date>
)\t)\tx
and\tCC\tx
on\tIN\tx
<date when="1774-05-05">
5\tCD\tx
May\tNP\tx
</date>
the\tDT\tx
wall\tNN\tx
fell\tVVD\tx
.\tSENT\tx
</s>
<s type="decl">
Every\tDT\tx
<date from="--06" to="--08">
summer\tNN\tx
</date>
it\tPP\tx
is\tVBZ\tx
told\tVVN\tx
<date when="2031-03-14">
today\tNN\tx
</date>
.\tSENT\tx
</s>
</p>
</text>
"""


def test_a_file_gives_its_text_and_its_dates() -> None:
    text = text_of("GUM_bio_ours", ROWS.encode())
    assert text.text == "Siege\n\nIt began (1774) and on 5 May the wall fell. Every summer it is told today."
    assert [text.text[d.start : d.end] for d in text.dates] == ["1774", "5 May", "today"]
    assert text.dates[0].days == (date(1774, 1, 1), date(1774, 12, 31))
    assert text.created == "2031-03-14"


@pytest.mark.parametrize(
    ("attributes", "days"),
    [
        ({"when": "1818"}, ("1818-01-01", "1818-12-31")),
        ({"when": "2024-02"}, ("2024-02-01", "2024-02-29")),
        ({"when": "1818-03-05T10:00:00"}, ("1818-03-05", "1818-03-05")),
        ({"from": "1818", "to": "1820-03"}, ("1818-01-01", "1820-03-31")),
        ({"notBefore": "1818-03-05", "notAfter": "1819"}, ("1818-03-05", "1819-12-31")),
    ],
)
def test_days_of_tei(attributes: dict[str, str], days: tuple[str, str]) -> None:
    assert days_of(attributes) == tuple(map(date.fromisoformat, days))


@pytest.mark.parametrize(
    "attributes",
    [
        *({}, {"when": "--06"}, {"when": "-0218"}, {"when": "w"}, {"when": "1818-13"}),
        *({"from": "1818"}, {"notAfter": "1818"}, {"from": "1820", "to": "1818"}),
    ],
)
def test_what_has_no_two_ends_in_a_year_is_not_counted(attributes: dict[str, str]) -> None:
    assert days_of(attributes) is None


def test_the_product_reads_the_dates() -> None:
    text = text_of("GUM_bio_ours", ROWS.encode())
    assert said_in(text, None) == [d.days for d in text.dates[:1]] + [None] + [text.dates[2].days]


def test_the_raw_text_and_another_tool_are_scored_alike(tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    folder.mkdir()
    (folder / "GUM_bio_ours.xml").write_text(ROWS, "utf-8")
    text = text_of("GUM_bio_ours", ROWS.encode())
    days = [d.days for d in text.dates]
    assert raw_in(text, None) == [days[0], None, days[2]]
    theirs = tmp_path / "theirs.jsonl"
    said = [(text.dates[0], "1774"), (text.dates[1], "1774-05"), (text.dates[2], None)]
    lines = [{"document": text.name, "start": d.start, "end": d.end, "value": value} for d, value in said]
    theirs.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    scores, _ = intervals.score(folder, theirs=theirs)
    assert (scores["exact"], scores["abstained"]) == (0.3333, 0.3333)


def test_scores_of_days() -> None:
    year, day = (date(2020, 1, 1), date(2020, 12, 31)), (date(2020, 1, 1), date(2020, 1, 1))
    half = (date(2020, 1, 1), date(2020, 7, 1))
    scores = scores_of([year, day, year, day], [year, None, half, (date(2021, 1, 1), date(2021, 1, 1))])
    assert scores["exact"] == 0.25
    assert scores["overlap"] == round((1 + 0.5) / 4, 4)
    assert scores["abstained"] == 0.25
    assert scores["exact_of_told"] == round(1 / 3, 4)


def test_parts_are_folders_and_lines_say_what_was_said(tmp_path: Path) -> None:
    for part in ("train", "dev"):
        folder = tmp_path / "gum" / "xml" / part
        folder.mkdir(parents=True)
        (folder / f"GUM_bio_{part}.xml").write_text(ROWS, "utf-8")
    with tarfile.open(tmp_path / "gum.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "gum", "gum")
    for data in (tmp_path / "gum", tmp_path / "gum.tar.gz"):
        scores, lines = intervals.score(data, part="dev")
        assert scores["n"] == 3
        assert {line["document"] for line in lines} == {"GUM_bio_dev"}
        assert lines[0]["days"] == ["1774-01-01", "1774-12-31"]
        assert lines[1]["days"] is None
    assert intervals.score(tmp_path / "gum")[0]["n"] == 6
