"""The scorer of our own sentences: the truth that it takes from markup, and what it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.markup import parse
from evals.own import Marked, scores_of, trigger_spans, truth_of
from train.corpora.own import example_of

MEETING = (
    "[The ministry|source] [said|cue] [[Ruto|PER actor] will <meet|CONSULT meeting announced> "
    "[Mohamud|PER recipient] in [Nairobi|LOC place]|content]"
)
#          0   1        2    3    4    5    6       7  8


def truth(raw: str) -> Marked:
    return truth_of(example_of(parse(raw))[0])


def test_the_truth_of_a_line() -> None:
    found = truth(MEETING)
    assert found.names == ["O", "O", "O", "B-person", "O", "O", "B-person", "O", "B-place"]
    assert found.attribution == ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 5]
    assert found.triggers == {(5, 6)}
    assert (found.types, found.modes, found.statuses) == ({5: "CONSULT"}, {5: "meeting"}, {5: "announced"})
    assert found.roles == {5: ["O", "O", "O", "actor", "O", "O", "recipient", "O", "place"]}


def test_neighbouring_events_of_one_type_are_two_in_truth() -> None:
    found = truth(
        "<Signing|SUPPORT sign occurred #1> <ratified|SUPPORT - denied #2>, <called up|MOBILIZE - unknown #3>"
    )
    assert found.triggers == {(0, 1), (1, 2), (3, 5)}
    assert found.modes == {0: "sign", 1: "", 3: ""}


def test_neighbouring_words_of_one_type_are_one_trigger_as_said() -> None:
    assert trigger_spans(["O", "AID", "AID", "O", "AGREE", "AID"]) == {(1, 3), (4, 5), (5, 6)}
    assert trigger_spans(["O", "O"]) == set()


def test_what_is_all_right_scores_one() -> None:
    scores = scores_of([truth(MEETING)], [truth(MEETING)])
    assert (scores.pop("n"), scores.pop("events")) == (1, 1)
    assert set(scores.values()) == {1.0}


def test_a_trigger_one_word_too_long_is_wrong_and_its_type_may_be_right() -> None:
    scores = scores_of([truth(MEETING)], [replace(truth(MEETING), triggers={(4, 6)})])
    assert (scores["trigger_f1"], scores["type_accuracy"]) == (0, 1)


def test_labels_are_asked_for_at_the_true_triggers() -> None:
    other = truth("<Talks|CONSULT talks occurred> went on")
    said = replace(other, types={0: "O"}, statuses={0: "under way"}, triggers=set())
    scores = scores_of([truth(MEETING), other], [truth(MEETING), said])
    assert (scores["trigger_precision"], scores["trigger_recall"], scores["trigger_f1"]) == (1, 0.5, 0.6667)
    assert (scores["type_accuracy"], scores["mode_accuracy"], scores["status_accuracy"]) == (0.5, 1, 0.5)
    assert scores["status_macro_f1"] == 0.5


def test_roles_are_counted_by_word() -> None:
    roles = {5: ["O", "O", "O", "actor", "O", "O", "actor", "O", "O"]}
    scores = scores_of([truth(MEETING)], [replace(truth(MEETING), roles=roles)])
    # actor, recipient and place in truth; two actors said, one of them right
    assert (scores["roles_precision"], scores["roles_recall"]) == (0.5, 0.3333)
    assert scores["roles_f1"] == 0.4


@pytest.mark.parametrize(("place", "wanted"), [("B-place", 1.0), ("B-organisation", 0.6667), ("O", 0.8)])
def test_names_need_their_kind(place: str, wanted: float) -> None:
    said = replace(truth(MEETING), names=[*truth(MEETING).names[:-1], place])
    assert scores_of([truth(MEETING)], [said])["names_f1"] == wanted
