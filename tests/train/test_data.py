"""What stands in a dev set is not trained on, and the rest is kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from train.corpora.own import own
from train.data import CORPORA, OWN, OWN_TEST, epoch, without_dev
from train.examples import Example, key_of

UNITS = [
    "The King of Syldavia opened the new bridge .",
    "Nobody from Borduria came to see it .",
    "“ They were not asked , ” said a guard .",
    "So the music played on until the evening .",
]


def example(*units: str) -> Example:
    words = [word for unit in units for word in unit.split()]
    ends, count = [], 0
    for unit in units:
        count += len(unit.split())
        ends.append(count - 1)
    return Example(words, "some", ends=ends, tags={"time": list(range(len(words)))}, links=[])


def left(whole: Example, *out: str) -> list[list[str]]:
    """The units of each part that is left."""
    keys = {key_of([unit]) for unit in out}
    return [[" ".join(part.words[a:b]) for a, b in part.units()] for part in without_dev(whole, keys)]


def test_with_nothing_to_leave_out_all_is_kept_in_one() -> None:
    assert left(example(*UNITS)) == [UNITS]
    assert list(without_dev(example(*UNITS), {"another"})) == [example(*UNITS)]


@pytest.mark.parametrize(
    ("out", "kept"),
    [
        ([0], [[1, 2, 3]]),
        ([3], [[0, 1, 2]]),
        ([1], [[0], [2, 3]]),
        ([0, 2], [[1], [3]]),
        ([1, 2], [[0], [3]]),
        ([0, 1, 2, 3], []),
    ],
)
def test_a_unit_that_stands_in_a_dev_set_is_left_out(out: list[int], kept: list[list[int]]) -> None:
    assert left(example(*UNITS), *(UNITS[i] for i in out)) == [[UNITS[i] for i in part] for part in kept]


def test_the_rest_keeps_its_truth() -> None:
    first, second = without_dev(example(*UNITS), {key_of([UNITS[1]])})
    assert first.tags["time"] == list(range(9))
    assert second.tags["time"] == list(range(17, len(example(*UNITS).words)))


def test_a_sentence_is_the_same_with_other_marks_and_capitals() -> None:
    assert left(example(*UNITS), "THE KING OF SYLDAVIA opened -- the new bridge!") == [UNITS[1:]]


def test_an_example_without_ends_is_one_unit() -> None:
    whole = Example(UNITS[0].split(), "some")
    assert left(whole, UNITS[0]) == []
    assert left(whole, UNITS[1]) == [[UNITS[0]]]


def test_an_example_without_words_is_none() -> None:
    assert list(without_dev(Example([], "some"), set())) == []


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.sets(st.integers(0, 5)))
def test_all_other_units_are_kept_once_and_in_order(numbers: list[int], out: set[int]) -> None:
    words = [f"unit {'abcdef'[number]} of the story" for number in range(6)]
    parts = left(example(*(words[n] for n in numbers)), *(words[n] for n in out))
    assert [unit for part in parts for unit in part] == [words[n] for n in numbers if n not in out]
    assert all(parts)


# --- epochs


def test_a_corpus_is_read_as_often_as_it_says() -> None:
    examples = [Example([str(number)], "some") for number in range(10)]
    found = dict.fromkeys(("polnear", "own", "gum", "plv"), examples)
    count = len(list(epoch(found, random.Random(1))))
    assert count == sum(int(CORPORA[name].often * 10) for name in found)


def test_a_fraction_is_drawn_anew_and_the_same_for_the_same_seed() -> None:
    found = {"gum": [Example([str(number)], "some") for number in range(50)]}
    assert CORPORA["gum"].often < 1
    first, again, other = (list(epoch(found, random.Random(seed))) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len({example.words[0] for example in first}) == len(first)


# --- our own sentences


def test_no_sentence_of_ours_is_both_trained_on_and_tested() -> None:
    def keys(folder: Path) -> set[str]:
        return {key_of(e.words) for e in own(folder) if len(key_of(e.words)) > 24}

    assert keys(OWN) & keys(OWN_TEST) == set()
