"""Sentences of our own: words, and all that is marked in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.models.labels import ATTRIBUTION_TAGS, MODES, NAME_TAGS, RELATIONS, ROLES, STATUSES, TYPES
from evals.markup import parse
from train.corpora.own import example_of, own, word_spans
from train.examples import ANY, Example


def example(raw: str) -> Example:
    return example_of(parse(raw))[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The King won't go.", "The King wo n't go ."),
        ("Gladz’s envoys didn’t come", "Gladz ’s envoys did n’t come"),
        ("A Syldavian-born ex-spy, they've said", "A Syldavian-born ex-spy , they 've said"),
        ("At 17.30 (“sharp”)…", "At 17.30 ( “ sharp ” ) …"),
        ("the U.S. and the envoys' aides", "the U.S . and the envoys ' aides"),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert [text[a:b] for a, b in word_spans(text)] == words.split()


def test_names_attributions_and_links() -> None:
    found = example("[The [Syldavian|PEOPLE] [king|OFFICE]|source] [said|cue] [[Gladz|PER] is in [Klow|LOC]|content]")
    assert [t for (t,) in found.names or ()] == [
        "O", "B-people", "B-office", "O", "B-person", "O", "O", "B-place",
    ]  # fmt: skip
    assert [ATTRIBUTION_TAGS[t] for t in found.tags["attribution"]] == [
        "B-source", "I-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "I-content",
    ]  # fmt: skip
    assert found.links == [(0, 3), (4, 3)]
    assert {t for (t,) in found.names or ()} <= set(NAME_TAGS)


def test_of_attributions_within_each_other_the_outer_one_is_tagged_and_both_are_linked() -> None:
    found = example(
        "[Klow radio|source#1] [said|cue#1] [[Gladz|source#2] [claims|cue#2] [all is well|content#2]|content#1]"
    )
    tags = [ATTRIBUTION_TAGS[t] for t in found.tags["attribution"]]
    assert tags == ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 4]
    assert sorted(found.links or ()) == [(0, 2), (3, 2), (3, 4), (5, 4)]


def test_a_content_without_a_cue_has_no_link() -> None:
    assert example("[All is well|content], and nobody asks").links == []


def test_an_event_has_type_mode_and_status_on_its_words_alone() -> None:
    found = example("[Gladz|PER actor] has <called off|REJECT - under-way> the parade")
    assert [TYPES[t] for t in found.tags["type"]] == ["O", "O", "REJECT", "REJECT", "O", "O"]
    assert [MODES[t] for t in found.tags["mode"][2:4]] == ["", ""]
    assert [STATUSES[t] for t in found.tags["status"][2:4]] == ["under way", "under way"]
    for head in ("mode", "status", "future", "negated"):
        assert [t for i, t in enumerate(found.tags[head]) if i not in (2, 3)] == [ANY] * 4


@pytest.mark.parametrize(
    ("status", "future", "negated"),
    [
        ("announced", 1, 0),
        ("occurred", 0, 0),
        ("under-way", 0, 0),
        ("postponed", 1, ANY),
        ("denied", ANY, 1),
        ("cancelled", ANY, ANY),
        ("unknown", ANY, ANY),
    ],
)
def test_status_says_what_lies_ahead_and_what_is_negated(status: str, future: int, negated: int) -> None:
    found = example(f"A <visit|CONSULT visit {status}>")
    assert (found.tags["future"][1], found.tags["negated"][1]) == (future, negated)


def test_roles_are_those_to_the_event_with_their_number() -> None:
    found = example(
        "[Gladz|PER actor#1 recipient#2] <came|CONSULT visit occurred #1> and was <arrested|COERCE - occurred #2> in "
        "[Klow|LOC place#1 place#2]"
    )
    assert sorted(found.roles) == [1, 4]
    assert [ROLES[r] for r in found.roles[1]] == ["actor", "O", "O", "O", "O", "O", "place"]
    assert [ROLES[r] for r in found.roles[4]] == ["recipient", "O", "O", "O", "O", "O", "place"]


def test_a_longer_role_holds_a_shorter_one() -> None:
    found = example("<Talks|CONSULT talks occurred> [hours before [May|actor] ended|time]")
    assert [ROLES[r] for r in found.roles[0]] == ["O", *["time"] * 4]


# --- relations


def relations(folder: Path, raw: str) -> list[tuple[list[int], str]]:
    (folder / "lines.txt").write_text(f"# topic: none\n{raw}\n", "utf-8")
    found = [e for e in own(folder) if e.corpus == "own_relation"]
    return [(e.marks or [], RELATIONS[e.relation[0]]) for e in found]


def test_an_event_with_actor_and_recipient_is_a_relation(tmp_path: Path) -> None:
    raw = "[Borduria|LOC actor] <condemned|ACCUSE disapprove occurred> [King Ottokar|PER recipient]"
    assert relations(tmp_path, raw) == [([1, 0, 2, 2], "ACCUSE")]


def test_of_two_actors_alone_the_second_is_the_recipient(tmp_path: Path) -> None:
    raw = "[Gladz|PER actor] and [Ottokar|PER actor] <met|CONSULT meeting occurred>"
    assert relations(tmp_path, raw) == [([1, 0, 2, 0], "CONSULT")]


def test_yielding_is_one_root_and_other_acts_are_none(tmp_path: Path) -> None:
    raw = (
        "[Gladz|PER actor#1 actor#2] <freed|RETREAT - occurred #1> [Ottokar|PER recipient#1 recipient#2] "
        "and <crowned|OTHER appoint occurred #2> him"
    )
    assert relations(tmp_path, raw) == [([1, 0, 2, 0, 0, 0], "YIELD")]


@pytest.mark.parametrize(
    "raw",
    [
        "[Gladz|PER actor] <apologised|CONCEDE - occurred>",
        "[Gladz|PER recipient] was <sued|ACCUSE - occurred>",
        "[Gladz|PER actor], [Ottokar|PER actor] and [Tapioca|PER actor] <met|CONSULT meeting occurred>",
    ],
)
def test_with_one_side_alone_there_is_none(tmp_path: Path, raw: str) -> None:
    assert relations(tmp_path, raw) == []


def test_all_files_of_a_folder_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("# topic: b\n\nSecond\n", "utf-8")
    (tmp_path / "a.txt").write_text("First\nThen\n", "utf-8")
    (tmp_path / "README.md").write_text("[not|READ]", "utf-8")
    found = list(own(tmp_path))
    assert {e.corpus for e in found} == {"own"}
    assert [e.words for e in found] == [["First"], ["Then"], ["First", "Then"], ["Second"]]
    assert [e.ends for e in found] == [[], [], [0, 1], []]
