"""TimeBank: events with tense and polarity, time expressions, paragraphs."""

from __future__ import annotations

from pathlib import Path

from dragoman.models.labels import TIME_TAGS
from tests.train.archives import write_tar
from train.corpora.times import is_dev, timebank
from train.examples import ANY, Example

TEXT = """
<EVENT eid="e1" class="OCCURRENCE">Talks</EVENT> <SIGNAL sid="s1">on</SIGNAL> <TIMEX3 tid="t1" type="DATE"
value="2031-05-05">5 May</TIMEX3> <EVENT eid="e2" class="OCCURRENCE">failed</EVENT>

The King won't <EVENT eid="e3" class="OCCURRENCE">travel</EVENT> and may <EVENT eid="e4">abdicate</EVENT> &amp; go.
"""
INSTANCES = {
    "e1": 'tense="NONE" aspect="NONE" polarity="POS"',
    "e2": 'tense="PAST" aspect="NONE" polarity="POS"',
    "e3": 'tense="FUTURE" aspect="NONE" polarity="NEG" modality="will"',
    "e4": 'tense="PRESENT" aspect="NONE" polarity="POS" modality="may"',
}


def document(text: str = TEXT, instances: dict[str, str] = INSTANCES, *, positives: int = 6) -> str:
    more = {f"e{90 + i}": 'tense="PAST" polarity="POS"' for i in range(positives)}
    made = "".join(f'<MAKEINSTANCE eiid="i{e}" eventID="{e}" {rest}/>' for e, rest in {**instances, **more}.items())
    head = '<DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-06">2031-05-06</TIMEX3></DCT><TITLE>Not read</TITLE>'
    return f'<?xml version="1.0" ?><TimeML><DOCID>d</DOCID>{head}<TEXT>{text}</TEXT>{made}</TimeML>'


def read(folder: Path, text: str) -> Example:
    path = write_tar(folder / "times.tar.gz", {"times/a.tml": text, "times/a.txt": "not read"})
    (found,) = (example for dev in (False, True) for example in timebank(path, dev=dev))
    return found


def of(example: Example, head: str) -> dict[str, int]:
    """What is known of each word, by the word."""
    return {w: tag for w, tag in zip(example.words, example.tags[head], strict=True) if tag != ANY}


def test_the_words_of_the_text_alone_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, document())
    assert " ".join(found.words) == "Talks on 5 May failed The King wo n't travel and may abdicate & go ."
    assert found.corpus == "timebank"
    assert all(len(tags) == len(found.words) for tags in found.tags.values())


def test_events_are_marked(tmp_path: Path) -> None:
    found = of(read(tmp_path, document()), "event")
    assert [word for word, tag in found.items() if tag] == ["Talks", "failed", "travel", "abdicate"]


def test_tense_says_what_lies_ahead_where_no_modal_is_in_the_way(tmp_path: Path) -> None:
    assert of(read(tmp_path, document()), "future") == {"failed": 0, "travel": 1}


def test_polarity_says_what_is_negated(tmp_path: Path) -> None:
    found = of(read(tmp_path, document()), "negated")
    assert found == {"Talks": 0, "failed": 0, "travel": 1, "abdicate": 0}


def test_polarity_is_not_believed_where_too_much_is_negated(tmp_path: Path) -> None:
    assert of(read(tmp_path, document(positives=1)), "negated") == {"Talks": 0, "failed": 0, "travel": 1, "abdicate": 0}
    assert of(read(tmp_path, document(positives=0)), "negated") == {}


def test_an_event_without_an_instance_is_an_event_of_which_nothing_is_known(tmp_path: Path) -> None:
    found = read(tmp_path, document(instances={}))
    assert of(found, "event")["travel"] == 1
    assert of(found, "future") == of(found, "negated") == {}


def test_times_are_begun_and_gone_on_with(tmp_path: Path) -> None:
    found = read(tmp_path, document())
    assert [(w, TIME_TAGS[t]) for w, t in of(found, "time").items() if t] == [("5", "B-time"), ("May", "I-time")]


def test_a_paragraph_that_ends_with_a_mark_is_a_unit(tmp_path: Path) -> None:
    found = read(tmp_path, document())
    assert [" ".join(found.words[a:b]) for a, b in found.units()] == [
        "Talks on 5 May failed",
        "The King wo n't travel and may abdicate & go .",
    ]


def test_a_paragraph_that_ends_with_other_words_is_a_unit(tmp_path: Path) -> None:
    found = read(tmp_path, document('<EVENT eid="e1">Talks</EVENT> failed at last.\n\nThe King waits.\n\nSo do we.'))
    assert [" ".join(found.words[a:b]) for a, b in found.units()] == [
        "Talks failed at last .",
        "The King waits .",
        "So do we .",
    ]


def test_a_document_without_words_is_left_out(tmp_path: Path) -> None:
    path = write_tar(tmp_path / "times.tar.gz", {"times/a.tml": document(" ")})
    assert [*timebank(path, dev=True), *timebank(path, dev=False)] == []


def test_each_document_is_in_one_part(tmp_path: Path) -> None:
    names = [f"times/{number}.tml" for number in range(20)]
    path = write_tar(tmp_path / "times.tar.gz", {name: document(f"Number {name}") for name in names})
    parts = {dev: [example.words for example in timebank(path, dev=dev)] for dev in (True, False)}
    assert len(parts[True]) == sum(map(is_dev, names))
    assert len(parts[True]) + len(parts[False]) == 20
    assert 0 < len(parts[True]) < 10


def test_the_part_of_a_document_does_not_depend_on_its_folder() -> None:
    assert all(is_dev(f"a/b/{n}.tml") == is_dev(f"{n}.tml") for n in range(50))
