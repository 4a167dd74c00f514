"""The scorers of single tasks of the encoder: what they count, on truths and answers made by hand."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from dragoman.models import Encoder
from dragoman.models.labels import KINDS
from evals import attribution, event_place, factuality, names, relation, status, syntax
from evals.files import json_lines
from evals.syntax import Tree
from train.corpora.names import CROSSNER, documents
from train.corpora.syntax import sentences


def test_lines_are_read_gzipped_or_plain(tmp_path: Path) -> None:
    text = '{"tokens": ["a\u2028b"]}\n\n{"tokens": []}\n'
    (tmp_path / "rows.jsonl").write_text(text, "utf-8")
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    wanted = [{"tokens": ["a\u2028b"]}, {"tokens": []}]
    assert list(json_lines(tmp_path / "rows.jsonl")) == list(json_lines(tmp_path / "rows.jsonl.gz")) == wanted


# --- relation


def test_the_sides_are_the_marked_words() -> None:
    assert relation.sides_of([0, 1, 1, 0, 2]) == ([1, 2], [4])


def test_a_side_without_a_mark_is_the_whole_sentence() -> None:
    assert relation.sides_of([0, 2, 0]) == ([0, 1, 2], [1])
    assert relation.sides_of([0, 0]) == ([0, 1], [0, 1])


def test_relation_macro_f1_weighs_rare_roots_as_much_as_frequent_ones() -> None:
    true = ["CONSULT"] * 3 + ["AID"]
    scores = relation.scores_of(true, ["CONSULT"] * 4)
    # CONSULT: three found with four said, 6/7; AID: 0
    assert scores == {"n": 4, "macro_f1": 0.4286, "accuracy": 0.75}


# --- attribution


def test_rows_of_one_id_that_follow_each_other_are_one_document() -> None:
    ids = ["a", "a", "b", None, None, "a"]
    rows = [{"tokens": [str(i)]} | ({} if name is None else {"id": name}) for i, name in enumerate(ids)]
    assert list(attribution.documents_of(rows)) == [[["0"], ["1"]], [["2"]], [["3"]], [["4"]], [["5"]]]


def test_attribution_counts_each_part_apart() -> None:
    true = [["B-source", "B-cue", "B-content", "I-content"], ["B-content", "O", "B-source", "B-cue"]]
    said = [["B-source", "B-cue", "B-content", "O"], ["B-content", "O", "B-cue", "B-cue"]]
    scores = attribution.scores_of(true, said)
    assert scores["n"] == 2
    assert (scores["source_f1"], scores["source_precision"], scores["source_recall"]) == (0.6667, 1, 0.5)
    assert (scores["cue_f1"], scores["cue_precision"], scores["cue_recall"]) == (0.8, 0.6667, 1)
    assert (scores["content_f1"], scores["content_precision"], scores["content_recall"]) == (0.5, 0.5, 0.5)


# --- factuality and status


def test_factuality_is_correlation_and_mean_error() -> None:
    assert factuality.scores_of([1, 2, 3], [1, 3, 2]) == {"n": 3, "r": 0.5, "mae": 0.6667}


@pytest.mark.parametrize(("folder", "crowd"), [("UDS_IH2", True), ("my-UDS", True), ("UW", False), ("MV2", False)])
def test_the_scale_is_that_of_the_folder(
    folder: str, crowd: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / folder).mkdir()
    path = tmp_path / folder / "dev.jsonl"
    text = "Bern has signed ."
    row = {"text": text, "targets": [{"span1": [2, 3], "label": 2.5}, {"span1": [9, 10], "label": 0}]}
    path.write_text(json.dumps(row), "utf-8")
    reading = Encoder.load().read([text.split()])
    of = reading.crowd_factuality if crowd else reading.factuality
    monkeypatch.chdir(path.parent)
    for name in (path, Path("dev.jsonl")):
        scores, lines = factuality.score(name)
        assert lines == [{"score": of(2)}, {"score": of(3)}]
        assert set(scores) == {"n", "r", "mae"}


def test_status_counts_from_one_half_on() -> None:
    times = ("FUTURE", "FUTURE", "NON_FUTURE", "UNDERSPECIFIED")
    polarities = ("POS", "NEG", "NEG", "UNDERSPECIFIED")
    events = [{"time": t, "polarity": p} for t, p in zip(times, polarities, strict=True)]
    said = [{"future": f, "negated": n} for f, n in ((0.9, 0.1), (0.2, 0.6), (0.5, 0.49), (0.1, 0.0))]
    scores = status.scores_of(events, said)
    assert (scores["n"], scores["future_f1"], scores["negated_f1"]) == (4, 0.5, 0.6667)
    assert (scores["future_precision"], scores["future_recall"]) == (0.5, 0.5)
    assert (scores["negated_precision"], scores["negated_recall"]) == (1, 0.5)


def test_what_no_link_dates_is_not_scored() -> None:
    events = [{"time": "", "polarity": "NEG"}, {"time": "FUTURE", "polarity": ""}]
    scores = status.scores_of(events, [{"future": 0.9, "negated": 0.9}, {"future": 0.9, "negated": 0.9}])
    assert (scores["n"], scores["future"], scores["negated"]) == (2, 1, 1)
    assert (scores["future_f1"], scores["negated_f1"]) == (1, 1)


TML = """<TimeML><DCT><TIMEX3 tid="t0" functionInDocument="CREATION_TIME" value="2021-05-04">May</TIMEX3></DCT>
<TEXT>Bern <EVENT eid="e1">waited</EVENT>.

Oslo did not <EVENT eid="e2">call off</EVENT> the <EVENT eid="e3">talks</EVENT> of <EVENT eid="e4">May</EVENT>.</TEXT>
<MAKEINSTANCE eventID="e1" eiid="i1" polarity="POS"/><MAKEINSTANCE eventID="e2" eiid="i2" polarity="NEG"/>
<MAKEINSTANCE eventID="e3" eiid="i3" polarity="POS"/>{more}
<TLINK eventInstanceID="i1" relatedToTime="t0" relType="BEFORE"/>
<TLINK timeID="t0" relatedToEventInstance="i3" relType="BEFORE"/>
</TimeML>"""


def test_timeml_gives_events_their_time_by_links_to_the_day_of_the_document(tmp_path: Path) -> None:
    many = "".join(f'<MAKEINSTANCE eventID="f{i}" eiid="g{i}" polarity="POS"/>' for i in range(4))
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        held = TML.format(more=many).encode()
        info = tarfile.TarInfo("one/a.tml")
        info.size = len(held)
        archive.addfile(info, io.BytesIO(held))
    (row,) = status.timeml_rows(tmp_path / "a.tar.gz")
    assert [" ".join(unit) for unit in row["units"]] == [
        "Bern waited .",
        "Oslo did not call off the talks of May .",
    ]
    assert row["events"] == [
        {"start": 1, "end": 2, "time": "NON_FUTURE", "polarity": "POS"},
        {"start": 6, "end": 8, "time": "", "polarity": "NEG"},
        {"start": 9, "end": 10, "time": "FUTURE", "polarity": "POS"},
    ]


# --- names


def test_crossners_labels_become_those_of_conll() -> None:
    tags = ["B-politician", "I-politician", "O", "B-politicalparty", "B-country", "B-election", "I-election", "B-misc"]
    wanted = ["B-PER", "I-PER", "O", "B-ORG", "B-LOC", "B-MISC", "I-MISC", "B-MISC"]
    assert names.translated(tags, names.CROSSNER) == wanted
    assert set(names.CROSSNER) == set(CROSSNER) - {"O"}


def test_conlls_own_labels_stay() -> None:
    tags = ["B-PER", "I-PER", "O", "B-MISC"]
    assert names.translated(tags, names.CROSSNER) == tags


def test_our_kinds_become_those_of_conll_and_an_office_is_no_name() -> None:
    tags = ["B-people", "B-office", "I-office", "B-person", "I-person", "B-work"]
    assert names.translated(tags, names.KINDS) == ["B-MISC", "O", "O", "B-PER", "I-PER", "B-MISC"]
    assert set(names.KINDS) == set(KINDS)


def test_names_count_over_all_types_and_by_type() -> None:
    true = [["B-PER", "I-PER", "O", "B-LOC"], ["B-ORG", "O", "O", "O"]]
    said = [["B-PER", "I-PER", "O", "B-ORG"], ["B-ORG", "O", "B-MISC", "O"]]
    scores = names.scores_of(true, said)
    # two of three found, with four said
    assert (scores["n"], scores["precision"], scores["recall"], scores["f1"]) == (2, 0.5, 0.6667, 0.5714)
    assert (scores["per_f1"], scores["org_f1"], scores["loc_f1"], scores["misc_f1"]) == (1, 0.6667, 0, 0)


def test_a_numbered_file_has_its_words_in_the_second_column(tmp_path: Path) -> None:
    path = tmp_path / "val.conllu"
    path.write_text("0\tAccra\tB-LOC\n1\twaits\tO\n\n0\tSo\tO\n", "utf-8")
    assert list(documents(path, word=1)) == [[(["Accra", "waits"], ["B-LOC", "O"])], [(["So"], ["O"])]]


# --- syntax


def test_a_relation_counts_whole_or_without_its_subtype() -> None:
    true = Tree([2, 0, 2, 2], ["nsubj", "root", "obl:unmarked", "punct"], ["PROPN", "VERB", "NOUN", "PUNCT"])
    said = Tree([2, 0, 2, 3], ["nsubj:pass", "root", "obl", "punct"], ["NOUN", "VERB", "NOUN", "PUNCT"])
    one = Tree([0], ["root"], ["INTJ"])
    scores = syntax.scores_of([true, one], [said, one])
    # heads: all but the mark's; relations: "root" twice, as the mark's head is wrong; parts: all but the first
    assert (scores["n"], scores["words"], scores["uas"], scores["las"]) == (2, 5, 0.8, 0.4)
    assert (scores["las_universal"], scores["part_of_speech_accuracy"]) == (0.8, 0.8)


def test_a_tree_has_the_words_alone_without_ranges_and_empty_nodes() -> None:
    columns = (
        ("1-2", "Let's", "_", "_", "_"),
        ("1", "Let", "VERB", "0", "root"),
        ("2", "'s", "PRON", "1", "obj"),
        ("2.1", "us", "PRON", "_", "_"),
    )
    rows = ("\t".join((i, word, "_", part, "_", "_", head, name, "_", "_")) for i, word, part, head, name in columns)
    text = "# text = Let's\n" + "\n".join(rows) + "\n\n"
    assert [syntax.tree_of(rows) for rows in sentences(text)] == [Tree([0, 1], ["root", "obj"], ["VERB", "PRON"])]


# --- event_place


@pytest.mark.parametrize(
    ("said", "precision", "recall"),
    [([{4}, {0}, {1}], 0.6667, 0.6667), ([{3, 4}, set(), {1}], 1, 1), ([set(), set(), set()], 0, 0)],
    ids=["one of two and one too many", "all", "none"],
)
def test_place_words_are_counted_over_all_sentences(said: list[set[int]], precision: float, recall: float) -> None:
    scores = event_place.scores_of([{3, 4}, set(), {1}], said)
    assert (scores["n"], scores["precision"], scores["recall"]) == (3, precision, recall)
