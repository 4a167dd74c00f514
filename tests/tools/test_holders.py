"""What the table of holders is made of."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.ground.offices import Holding, joined
from dragoman.types import Office
from tools import holders
from tools.holder_agreement import agreement
from tools.holder_sources import _plain_name, _since, written

LINES = """
as_of: 2020-01-01
tenures:
  Minister of Foreign Affairs:
    LV: Ada Brink = A. Brink 2010-05/2012; Bo Lund (acting) 2012-02-03/..; Cy Dahl 2013/..2014-02-01
  Spokesperson:
    LV/Ministry of Foreign Affairs: Di Holt 2015-01-01/
    NATO: Ed Frost 2015-01-01/2016-01-01
  Permanent Representative:
    LV > United Nations: Fay Moss 2011-01/2012-01
"""


def of(folder: Path, text: str) -> list[Holding]:
    (folder / "lines.yaml").write_text(text, "utf-8")
    return list(written(folder))


def test_lines_become_holdings(tmp_path: Path) -> None:
    first, second, third, fourth, fifth, sixth = of(tmp_path, LINES)
    assert (first.name, first.also, first.begins, first.ends) == ("Ada Brink", ("A. Brink",), "2010-05", "2012")
    assert (second.acting, second.ends, second.seen) == (True, "", (date(2012, 2, 3), date(2020, 1, 1)))
    assert (third.seen, third.as_of) == ((date(2013, 12, 31), date(2014, 2, 1)), "2020-01-01")
    assert (fourth.office, fourth.seen) == (Office("Spokesperson", "Ministry of Foreign Affairs", "LV"), None)
    assert fifth.office == Office("Spokesperson", "NATO")
    assert (sixth.office, sixth.posted_to) == (Office("Permanent Representative", None, "LV"), "United Nations")


@pytest.mark.parametrize("line", ["Ada Brink", "Ada Brink 2010", "Ada Brink soon/later"])
def test_a_line_without_its_form_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match=r"no tenure|isoformat"):
        of(tmp_path, LINES.replace("Cy Dahl 2013/..2014-02-01", line))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alyaksandr LUKASHENKA", "Alyaksandr Lukashenka"),
        ("XI Jinping", "Xi Jinping"),
        ("HANS-ADAM II", "Hans-Adam II"),
        ("Gen. (ret.) Joko O'NEILL", "Joko O'Neill"),
        ("Lt. Gen. Joko O'NEILL", "Joko O'Neill"),
        ("Ahmad bin Abdallah al-MAHMUD", "Ahmad bin Abdallah al-Mahmud"),
        ("one WHO was, two who WERE", None),
        ("vacant", None),
    ],
)
def test_names_in_capitals(text: str, name: str | None) -> None:
    assert _plain_name(text) == name


@pytest.mark.parametrize(
    ("text", "day"), [("9 February 2022", "2022-02-09"), ("July 2020", "2020-07"), ("2019", "2019"), ("early 2019", "")]
)
def test_since_when(text: str, day: str) -> None:
    assert _since(text) == day


def test_dates_that_agree_are_counted(tmp_path: Path) -> None:
    ours = of(tmp_path, LINES)
    place = Office("Minister of Foreign Affairs", None, "LV")
    theirs = [
        Holding("Ada Brink", (), place, begins="2010-05-09", ends="2013-01-02"),
        Holding("Cy Dahl", (), place, begins="2015-01-01"),
        Holding("No Body", (), place, begins="2015-01-01"),
        Holding("No Body", (), Office("President", None, "LV"), begins="2015-01-01"),
    ]
    assert agreement(ours, theirs) == {"same": 1, "3 days": 1, "more": 1, "nobody": 1}


def test_the_lines_that_are_kept_have_their_form() -> None:
    rows = list(written(holders.ROOT / "lexicon" / "holders"))
    assert len(rows) > 2000
    assert all(h.earliest and h.earliest <= h.latest for h in rows)
    assert joined(rows[:50]) == joined(reversed(rows[:50]))


def test_the_index_of_the_shipped_table_is_that_of_its_names() -> None:
    assert holders.main(["--check"]) == 0


def test_the_text_is_json_with_a_line_for_each_row() -> None:
    data = {"rows": [["a"], ["b"]], "index": {}}
    text = holders.text_of(data)
    assert json.loads(text) == data
    assert text.count("\n") == 5
