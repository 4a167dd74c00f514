"""Inline markup: what a line says, and what is said of a line that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.markup import MODES, STATUSES, TYPES, Event, Line, MarkupError, lines_of, main, parse


def marked(line: Line) -> list[tuple[str, str, str]]:
    return [(line.text[m.start : m.end], m.label, m.number) for m in line.marks]


def test_a_line_without_marks_is_its_text() -> None:
    assert parse("Nobody came.") == Line("Nobody came.", (), ())
    assert parse("") == Line("", (), ())


def test_the_example_of_the_grammar() -> None:
    line = parse(
        "[Gladz|PER actor] will <meet|CONSULT meeting announced> [Ottokar|PER actor] in [Klow|LOC place] "
        "on [Friday|time]"
    )
    assert line.text == "Gladz will meet Ottokar in Klow on Friday"
    assert line.events == (Event(11, 15, "CONSULT", "meeting", "announced"),)
    assert marked(line) == [
        ("Gladz", "PER", ""),
        ("Gladz", "actor", ""),
        ("Ottokar", "PER", ""),
        ("Ottokar", "actor", ""),
        ("Klow", "LOC", ""),
        ("Klow", "place", ""),
        ("Friday", "time", ""),
    ]


def test_brackets_nest() -> None:
    line = parse("[[the [Bordurian|PEOPLE] guard|actor] [says|cue] [it <fled|RETREAT - denied>|content]|OFFICE] !")
    assert line.text == "the Bordurian guard says it fled !"
    assert marked(line) == [
        ("Bordurian", "PEOPLE", ""),
        ("the Bordurian guard", "actor", ""),
        ("says", "cue", ""),
        ("it fled", "content", ""),
        ("the Bordurian guard says it fled", "OFFICE", ""),
    ]
    assert [line.text[e.start : e.end] for e in line.events] == ["fled"]


def test_an_event_may_hold_a_name_and_a_name_an_event() -> None:
    line = parse("the <[Klow|LOC] talks|CONSULT talks unknown #1> and the [Grand <Ball|OTHER - unknown #2>|EVENT]")
    assert [line.text[e.start : e.end] for e in line.events] == ["Klow talks", "Ball"]
    assert marked(line) == [("Klow", "LOC", ""), ("Grand Ball", "EVENT", "")]


def test_events_stand_in_the_order_of_the_text() -> None:
    line = parse("<a <b|AID aid occurred #2> c|AID - occurred #1> <d|AID - occurred #3>")
    assert [e.number for e in line.events] == ["1", "2", "3"]


def test_numbers_say_which_event_and_which_attribution() -> None:
    line = parse(
        "[Gladz|actor#1 recipient#2] <came|CONSULT visit occurred #1>, was <shot|ASSAULT - occurred #2>, "
        "[she|source#a] [said|cue#a] [to me|content#a] [he|source#b] [wrote|cue#b]"
    )
    assert [e.number for e in line.events] == ["1", "2"]
    assert marked(line)[:2] == [("Gladz", "actor", "1"), ("Gladz", "recipient", "2")]
    assert [(m.label, m.number) for m in line.of("cue", "source")] == [
        *(("source", "a"), ("cue", "a")),
        *(("source", "b"), ("cue", "b")),
    ]


def test_a_mode_is_none_with_a_dash() -> None:
    assert parse("<left|RETREAT - occurred>").events[0].mode == ""


def test_a_content_needs_no_cue() -> None:
    assert marked(parse("[All is well|content].")) == [("All is well", "content", "")]


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_known(status: str) -> None:
    assert parse(f"<x|OTHER - {status}>").events[0].status == status


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("Gladz|PER] came", r"labels without their bracket at 5: 'Gladz|PER\] came'"),
        ("[Gladz|PER came", "labels without their bracket at 6"),
        ("[Gladz|PER> came", "labels without their bracket at 6"),
        ("<met|CONSULT meeting occurred]", "labels without their bracket at 4"),
        ("[a <b|LOC] c|AID aid occurred>", "labels without their bracket at 5"),
        ("[|PER] came", "nothing is marked at 1"),
        ("in <|AID aid occurred>", "nothing is marked at 4"),
        ("[Gladz] came", r"\] without labels at 6: '\[Gladz\] cam'"),
        ("it is 3 > 2", "> without labels at 8"),
        ("[Gladz came", r"\[ is never closed"),
        ("[Klow|LOC] is < Borduria", "< is never closed"),
        ("<met|CONSULT meeting>", r"an event needs type, mode and status, not \['CONSULT', 'meeting'\]"),
        ("<met|>", r"an event needs type, mode and status, not \[\]"),
        ("<met|#1>", r"an event needs type, mode and status, not \[\]"),
        ("<met|CONSULT meeting occurred actor>", "an event needs type, mode and status, not"),
        ("<met|MEET meeting occurred>", f"'MEET' is none of {' '.join(TYPES)}"),
        ("<met|CONSULT meet occurred>", f"'meet' is none of {' '.join(MODES)}"),
        ("<met|CONSULT meeting happened>", f"'happened' is none of {' '.join(STATUSES)}"),
        ("[Gladz|] came", "a bracket without labels"),
        ("[Gladz|PERSON] came", "'PERSON' is none of PER ORG LOC PEOPLE OFFICE EVENT INSTR actor recipient"),
        ("[Gladz|PER #1] came", "'' is none of PER"),
        ("<met|CONSULT meeting occurred> and <ate|OTHER - occurred>", "several events need numbers: #1, #2"),
        ("<met|CONSULT meeting occurred #1> and <ate|OTHER - occurred #1>", "several events need numbers"),
        ("[Gladz|PER actor] slept", "actor# belongs to no event"),
        ("[Gladz|PER actor] <met|CONSULT meeting occurred #1>", "actor# belongs to no event"),
        ("[Gladz|PER actor#2] <met|CONSULT meeting occurred #1>", "actor#2 belongs to no event"),
        ("[he|source] [said|cue] and [wrote|cue]", r"several attributions need numbers: source#1 cue#1 content#1"),
        ("[he|source#2] [said|cue#1]", "source#2 belongs to no cue"),
        ("[so|content] [said|cue#1]", "content# belongs to no cue"),
    ],
)
def test_a_line_that_does_not_fit_says_why(raw: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse(raw)


def test_lines_of_a_file_leave_comments_and_empty_lines_out(tmp_path: Path) -> None:
    path = tmp_path / "topic.txt"
    path.write_text("# topic: [none\n\n  Gladz waits in [Klow|LOC].  \n   \nSo do I.\n", "utf-8")
    assert [line.text for line in lines_of(path)] == ["Gladz waits in Klow.", "So do I."]


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "topic.txt"
    path.write_text("# topic: none\n\n[Klow|LOC]\n[Gladz|KING]\n", "utf-8")
    with pytest.raises(MarkupError, match=r"topic\.txt:4: 'KING' is none of"):
        list(lines_of(path))


def test_the_checker_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "topic.txt"
    path.write_text("# topic: none\n<Talks|CONSULT talks occurred> ended\nNobody came\n", "utf-8")
    assert main([str(path), str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: 2 lines, 1 events\n" * 2 + "4 lines\n"
