"""Decoding: tags against all sequences that BIO allows, trees against all trees with one root."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dragoman.models.decode import best_tags, bio_steps, spans_of, tree_of

OUT, B_X, I_X, B_Y, I_Y = range(5)  # the columns of two labels


def scores(*rows: Sequence[float]) -> NDArray[np.float32]:
    return np.array(rows, dtype=np.float32)


# --- tags


def test_the_best_of_each_word_where_bio_allows_it() -> None:
    found = best_tags(scores([0, 3, 0, 0, 0], [0, 0, 2, 0, 0], [1, 0, 0, 0, 0], [0, 0, 0, 4, 0]), [(0, 4)])
    assert found == [B_X, I_X, OUT, B_Y]


def test_an_inside_never_begins_a_unit_nor_follows_outside_or_another_label() -> None:
    assert best_tags(scores([0, 0, 9, 1, 0]), [(0, 1)]) == [B_Y]
    # the inside of y would be best by itself; outside before it is worth less than the begin of y
    assert best_tags(scores([3, 0, 0, 2, 0], [0, 0, 0, 0, 5]), [(0, 2)]) == [B_Y, I_Y]
    # here outside is worth more than what the inside brings
    assert best_tags(scores([9, 0, 0, 2, 0], [1, 0, 0, 0, 5]), [(0, 2)]) == [OUT, OUT]
    assert best_tags(scores([0, 9, 0, 0, 0], [0, 0, 1, 0, 5]), [(0, 2)]) == [B_X, I_X]


def test_a_label_does_not_go_on_in_the_next_unit() -> None:
    two = scores([0, 5, 0, 0, 0], [1, 0, 5, 0, 0])
    assert best_tags(two, [(0, 2)]) == [B_X, I_X]
    assert best_tags(two, [(0, 1), (1, 2)]) == [B_X, OUT]


def test_units_without_words_have_no_tags() -> None:
    one = scores([0, 5, 0, 0, 0])
    assert best_tags(one, [(0, 0), (0, 1), (1, 1)]) == [B_X]
    assert best_tags(np.zeros((0, 5), dtype=np.float32), [(0, 0)]) == best_tags(np.zeros((0, 5), np.float32), []) == []


def test_steps_are_added_to_what_bio_allows() -> None:
    two = scores([0, 2, 0, 0, 0], [1, 0, 0, 0, 0])
    assert best_tags(two, [(0, 2)]) == [B_X, OUT]
    steps = np.zeros((5, 5), dtype=np.float32)
    steps[B_X, B_Y] = 4
    assert best_tags(two, [(0, 2)], steps) == [B_X, B_Y]
    steps[OUT, I_Y] = 100  # what BIO forbids, no step brings back
    assert best_tags(two, [(0, 2)], steps) == [B_X, B_Y]


def test_bio_steps() -> None:
    allowed = {(a, b) for a, b in product(range(5), repeat=2) if bio_steps(5)[a, b] == 0}
    into_insides = {(B_X, I_X), (I_X, I_X), (B_Y, I_Y), (I_Y, I_Y)}
    assert allowed == into_insides | set(product(range(5), (OUT, B_X, B_Y)))


@settings(max_examples=60)
@given(st.data())
def test_no_other_sequence_that_bio_allows_is_better(data: st.DataObject) -> None:
    numbers = st.integers(-9, 9)
    count = data.draw(st.integers(1, 4))
    rows = scores(*data.draw(st.lists(st.lists(numbers, min_size=5, max_size=5), min_size=count, max_size=count)))
    steps = scores(*data.draw(st.lists(st.lists(numbers, min_size=5, max_size=5), min_size=5, max_size=5)))

    def total(tags: tuple[int, ...]) -> float:
        return float(rows[range(count), tags].sum() + sum(steps[a, b] for a, b in pairwise(tags)))

    allowed = [t for t in product(range(5), repeat=count) if _is_bio(t)]
    found = tuple(best_tags(rows, [(0, count)], steps))
    assert found in allowed
    assert total(found) == max(map(total, allowed))


def _is_bio(tags: tuple[int, ...]) -> bool:
    return all(tag not in (I_X, I_Y) or before in (tag - 1, tag) for before, tag in pairwise((OUT, *tags)))


# --- spans


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("", []),
        ("O O", []),
        ("B-x", [(0, 1, "x")]),
        ("B-x I-x O B-y", [(0, 2, "x"), (3, 4, "y")]),
        ("B-x B-x", [(0, 1, "x"), (1, 2, "x")]),
        ("B-x I-y", [(0, 1, "x"), (1, 2, "y")]),
        ("I-x I-x", [(0, 2, "x")]),
        ("O I-x I-y B-y I-y", [(1, 2, "x"), (2, 3, "y"), (3, 5, "y")]),
        ("I-x B-x I-x", [(0, 1, "x"), (1, 3, "x")]),
        ("B-x O I-x", [(0, 1, "x"), (2, 3, "x")]),
        ("B-acl:relcl I-acl:relcl", [(0, 2, "acl:relcl")]),
    ],
)
def test_spans_of_odd_tags(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert list(spans_of(tags.split())) == spans


@given(st.lists(st.sampled_from(["O", "B-x", "I-x", "B-y", "I-y"]), max_size=12))
def test_spans_hold_all_words_that_are_not_outside(tags: list[str]) -> None:
    found = list(spans_of(tags))
    assert [i for a, b, _ in found for i in range(a, b)] == [i for i, tag in enumerate(tags) if tag != "O"]
    assert all(tags[i][2:] == label for a, b, label in found for i in range(a, b))
    assert sum(tag.startswith("B-") for tag in tags) <= len(found)


# --- trees


def tree(matrix: NDArray[np.float32]) -> list[int]:
    """The tree for scores [dependent, head], those of the root on the diagonal."""
    return tree_of(matrix, np.eye(len(matrix), dtype=np.float32))


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    """Whether one word is its own head and all others lead there."""
    if sum(head == index for index, head in enumerate(heads)) != 1:
        return False
    for index in range(len(heads)):
        node = index
        for _ in heads:
            node = heads[node]
        if heads[node] != node:
            return False
    return True


@cache
def trees(count: int) -> tuple[tuple[int, ...], ...]:
    return tuple(heads for heads in product(range(count), repeat=count) if is_tree(heads))


def total(matrix: NDArray[np.float32], heads: tuple[int, ...] | list[int]) -> float:
    return float(matrix[range(len(heads)), list(heads)].sum())


def matrices(count: int, most: int) -> st.SearchStrategy[NDArray[np.float32]]:
    row = st.lists(st.integers(-most, most), min_size=count, max_size=count)
    return st.lists(row, min_size=count, max_size=count).map(lambda rows: np.array(rows, dtype=np.float32))


def test_the_trees_to_compare_with_are_all() -> None:
    assert [len(trees(n)) for n in range(1, 6)] == [n ** (n - 1) for n in range(1, 6)]  # Cayley


def test_no_words_and_one_word() -> None:
    assert tree(np.zeros((0, 0), dtype=np.float32)) == []
    assert tree(scores([-7])) == [0]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    # 0 and 1 like each other best; 2 is the root, and 1 hangs from it almost as gladly
    assert tree(scores([0, 9, 1], [9, 0, 8], [0, 0, 5])) == [1, 2, 2]


def test_of_two_that_would_be_the_root_one_is() -> None:
    assert tree(scores([8, 0, 1], [0, 8, 7], [0, 0, 9])) == [2, 2, 2]


def test_the_best_tree_may_hang_from_a_worse_root() -> None:
    # 0 is the better root by itself, but a bad head
    assert tree(scores([9, 6, 0], [-9, 7, -9], [-9, 5, 0])) == [1, 1, 1]


@settings(max_examples=300)
@given(st.integers(1, 5).flatmap(lambda n: st.one_of(matrices(n, 2), matrices(n, 50))))
def test_no_other_tree_with_one_root_is_better(matrix: NDArray[np.float32]) -> None:
    found = tree(matrix)
    assert is_tree(found)
    assert total(matrix, found) == max(total(matrix, heads) for heads in trees(len(matrix)))


@settings(max_examples=60)
@given(st.integers(6, 24).flatmap(lambda n: st.integers(0, 2**32 - 1).map(lambda seed: (n, seed))))
def test_long_sentences_have_one_tree_that_no_other_head_makes_better(case: tuple[int, int]) -> None:
    count, seed = case
    matrix = np.random.default_rng(seed).integers(-20, 20, (count, count)).astype(np.float32)
    found = tree(matrix)
    assert is_tree(found)
    for word, head in product(range(count), repeat=2):
        other = [*found[:word], head, *found[word + 1 :]]
        assert not is_tree(other) or total(matrix, other) <= total(matrix, found)


def test_a_whole_window_of_words_that_all_want_each_other_ends() -> None:
    count = 200
    matrix = np.full((count, count), -1, dtype=np.float32)
    for index in range(count):
        matrix[index, index ^ 1] = 9  # pairs, all of them cycles
        matrix[index, index] = 0  # and all would be the root
    assert is_tree(tree(matrix))
