"""Event coreference on small files in the form of ECB+: what is read, what is scored, and the rule beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ReadError
from evals.coreference import score, tied_events
from tests.evals.small_ecb import write
from train.corpora.ecb import SENTENCES, documents_in

_HARBOUR = ["A ferry sank off Halden on Monday .", "Rescuers saved nine people ."]
_AGAIN = ["The loss of the ferry off Halden on Monday shocked the town .", "Nine people were saved ."]


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    folder = tmp_path / "topics"
    write(folder, "41_1ecb.xml", _HARBOUR, {"sank": "ACT1", "saved": "ACT2"})
    write(folder, "41_2ecb.xml", _AGAIN, {"loss": "ACT1", "shocked": "", "saved": "ACT2"})
    write(
        folder,
        "42_1ecbplus.xml",
        ["http : / / news . example / 1", "Parliament in Borvik elected Anna Kell as premier ."],
        {"elected": "ACT9"},
    )
    return folder


def test_documents_have_tokens_units_and_events_with_their_clusters(topics: Path) -> None:
    first, second, third = documents_in(topics)
    assert [d.name for d in (first, second, third)] == ["41_1ecb.xml", "41_2ecb.xml", "42_1ecbplus.xml"]
    assert (first.topic, first.subtopic, third.subtopic) == ("41", "41ecb", "42ecbplus")
    assert first.units == ((0, 8), (8, 13))
    assert [(first.tokens[e.tokens[0]], e.cluster) for e in first.events] == [("sank", "ACT1"), ("saved", "ACT2")]
    assert [e.cluster for e in second.events] == ["ACT1", "41_2ecb.xml:2", "ACT2"]


def test_only_checked_sentences_count_where_their_list_lies_beside(topics: Path) -> None:
    (topics.parent / SENTENCES).write_text("Topic,File,Sentence Number\n41,1ecb,1\n41,2ecb,0\n", "utf-8")
    assert [len(d.events) for d in documents_in(topics)] == [1, 2, 0]


def test_a_folder_without_documents_and_a_broken_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no documents"):
        documents_in(tmp_path)
    (tmp_path / "7_1ecb.xml").write_text("<Document><token", "utf-8")
    with pytest.raises(ReadError, match="no XML"):
        documents_in(tmp_path)


def test_tied_events_are_those_of_a_sentence_where_something_is_tied(topics: Path) -> None:
    assert tied_events(documents_in(topics)) == {
        *("41_1ecb.xml:1", "41_1ecb.xml:2"),
        *("41_2ecb.xml:1", "41_2ecb.xml:2", "41_2ecb.xml:3"),
    }


def test_scores_and_predictions_go_over_every_event(topics: Path) -> None:
    scores, lines = score(topics)
    assert (scores["n"], scores["tied_n"], len(lines)) == (6, 5, 6)
    said = {(line["document"], line["event"]): line["cluster"] for line in lines}
    assert said["41_1ecb.xml", "2"] == said["41_2ecb.xml", "3"]
    assert len(set(said.values())) < 6
    assert said["42_1ecbplus.xml", "1"] not in {c for key, c in said.items() if key[0] != "42_1ecbplus.xml"}
    assert scores["lemma_conll_f1"] < 1


def test_the_same_documents_give_the_same_scores(topics: Path) -> None:
    assert score(topics) == score(topics)
