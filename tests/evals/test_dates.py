"""dates: TimeML read, times paired and counted as TempEval-3 does, and the product's answer for texts of ours."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

from evals import dates
from evals.dates import Story, TimeSaid, matched, said_in, scores_of, stories_of, story_of

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>ours</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2031-03-14" functionInDocument="CREATION_TIME">2031-03-14</TIMEX3></DCT>
<TITLE>Talks in Norland</TITLE>
<TEXT>

OSLO, <TIMEX3 tid="t1" type="DATE" value="2031-03-14">March 14</TIMEX3> (Amber Wire) -- The envoys
<EVENT eid="e1" class="OCCURRENCE">met</EVENT> on <TIMEX3 tid="t2" type="DATE" value="2031-03-11">Tuesday</TIMEX3> and
will meet <TIMEX3 tid="t3" type="DATE" value="2031-W12">next week</TIMEX3><TIMEX3 tid="t9" type="SET" value="P1W"/>.
They talked for <TIMEX3 tid="t4" type="DURATION" value="P3D">three days</TIMEX3> &amp; left.

</TEXT></TimeML>
"""


def test_a_file_gives_its_text_its_date_and_the_times_of_its_text() -> None:
    story = story_of("ours.tml", TIMEML.encode())
    assert story.created == "2031-03-14"
    assert "three days & left" in story.text
    assert [(story.text[t.start : t.end], t.type, t.value) for t in story.times] == [
        ("March 14", "DATE", "2031-03-14"),
        ("Tuesday", "DATE", "2031-03-11"),
        ("next week", "DATE", "2031-W12"),
        ("three days", "DURATION", "P3D"),
    ]


def test_a_file_without_text_or_date_is_empty() -> None:
    assert story_of("x.tml", b"<TimeML><DCT/></TimeML>") == Story("x.tml", "", "", ())
    assert said_in(Story("x.tml", "", "", ()), None) == []
    assert said_in(Story("x.tml", " \n", "2031-03-14", ()), None) == []


def test_the_product_reads_the_file() -> None:
    story = story_of("ours.tml", TIMEML.encode())
    scores = scores_of([story], [said_in(story, None)])
    assert (scores["relaxed_f1"], scores["strict_f1"], scores["value_f1"], scores["type_accuracy"]) == (1, 1, 1, 1)


def test_a_text_without_a_date_is_read_from_its_own_years() -> None:
    story = Story("x.tml", "The war began in 1812. On 5 May the fort fell, and the army was gone the next day.", "", ())
    assert [t.value for t in said_in(story, None)] == ["1812", "1812-05-05", "1812-05-06"]


def test_a_creation_time_is_read_in_the_forms_in_use() -> None:
    for created in ("2031-03-14", "20310314", "2031-03-14T10:00:00", "2031-03-14T10:00"):
        (time,) = said_in(Story("x.tml", "The envoys met yesterday.", created, ()), None)
        assert time.value == "2031-03-13", created
    for created in ("2031-03", "2031", "", "PRESENT_REF"):
        (time,) = said_in(Story("x.tml", "The envoys met yesterday.", created, ()), None)
        assert time.value is None, created


def at(start: int, end: int, value: str | None = "v", kind: str = "DATE") -> TimeSaid:
    return TimeSaid(start, end, kind, value)


def test_each_time_pairs_once_and_the_same_extent_goes_first() -> None:
    assert matched([at(0, 10), at(12, 20)], [at(5, 15), at(12, 20)]) == [
        (at(12, 20), at(12, 20)),
        (at(0, 10), at(5, 15)),
    ]
    assert matched([at(0, 4)], [at(4, 8)]) == []


def test_scores_count_pairs_extents_and_values() -> None:
    story = Story("x", "", "", (at(0, 4, "a"), at(5, 9, "b"), at(10, 14, "c"), at(20, 24, "d")))
    said = [at(0, 4, "a"), at(5, 8, "b"), at(10, 14, None), at(30, 34, "e")]
    scores = scores_of([story], [said])
    assert scores["relaxed_f1"] == 0.75
    assert scores["strict_f1"] == 0.5
    assert scores["value_f1"] == 0.5
    assert scores["abstained"] == round(1 / 3, 4)
    assert scores["n"] == 4


def test_nothing_said_scores_nothing() -> None:
    scores = scores_of([Story("x", "", "", (at(0, 4),))], [[]])
    assert (scores["relaxed_f1"], scores["value_f1"], scores["type_accuracy"]) == (0, 0, 0)


def test_a_folder_and_an_archive_give_the_same_and_dev_is_a_part(tmp_path: Path) -> None:
    deep = tmp_path / "data" / "deep"
    deep.mkdir(parents=True)
    for number in range(12):
        (deep / f"story{number}.tml").write_text(TIMEML, "utf-8")
    with tarfile.open(tmp_path / "data.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "data", "data")
    assert stories_of(tmp_path / "data") == stories_of(tmp_path / "data.tar.gz")
    whole, lines = dates.score(tmp_path / "data.tar.gz")
    part, _ = dates.score(tmp_path / "data.tar.gz", part="dev")
    assert whole["n"] == 48
    assert 0 < part["documents"] < 12
    assert set(lines[0]) == {"document", "start", "end", "type", "value"}
    assert lines[0]["document"] == "story0.tml"


def test_the_times_of_another_tool_are_scored_by_the_same_counts(tmp_path: Path) -> None:
    (tmp_path / "ours.tml").write_text(TIMEML, "utf-8")
    scores, lines = dates.score(tmp_path)
    theirs = tmp_path / "theirs.jsonl"
    other = {"document": "other.tml", "start": 0, "end": 3, "type": "DATE", "value": "2031"}
    theirs.write_text("\n".join(json.dumps(line) for line in [*reversed(lines), other]), "utf-8")
    assert dates.score(tmp_path, theirs=theirs) == (scores, lines)
    theirs.write_text(json.dumps({**lines[1], "value": None}), "utf-8")
    scores, _ = dates.score(tmp_path, theirs=theirs)
    assert (scores["precision"], scores["recall"], scores["value_f1"]) == (1, 0.25, 0)
