"""Windows of examples with their truth, and batches of them."""

from __future__ import annotations

import random

import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer  # noqa: E402  only after the line above
from tokenizers.models import WordLevel  # noqa: E402

from train.batches import Item, batches, collate, items_of  # noqa: E402
from train.examples import ANY, Example  # noqa: E402

TOKENIZER = Tokenizer(WordLevel({"[UNK]": 100, "Klow": 1, "waits": 2, ".": 3}, unk_token="[UNK]"))


def example(units: int, **more: object) -> Example:
    ends = [3 * unit + 2 for unit in range(units)]
    return Example(["Klow", "waits", "."] * units, "some", ends=ends, **more)  # type: ignore[arg-type]


def items(whole: Example, longest: int) -> list[Item]:
    return list(items_of(TOKENIZER, whole, longest=longest))


def test_each_window_has_its_part_of_the_truth() -> None:
    first, second = items(example(3, tags={"time": list(range(9))}, links=[(0, 4), (3, 8)]), 8)
    assert first.example.tags["time"] == [0, 1, 2, 3, 4, 5]
    assert first.example.links == [(0, 4)]
    assert second.example.tags["time"] == [6, 7, 8]
    assert (first.size, second.size) == (9, 5)  # with the two ends, and one between the units
    assert first.window.first.tolist() == [1, 2, 3, 5, 6, 7]


def test_a_batch_keeps_within_its_pieces() -> None:
    found = [item for units in range(1, 12) for item in items(example(units), 100)] * 3
    plan = batches(found, pieces=90, rng=random.Random(3))
    assert sorted(id(item) for batch in plan for item in batch) == sorted(map(id, found))
    assert all(len(batch) * max(item.size for item in batch) <= 90 for batch in plan)


def test_an_item_that_is_longer_than_a_batch_is_one() -> None:
    found = items(example(9), 100) * 2
    assert [len(batch) for batch in batches(found, pieces=5, rng=random.Random(3))] == [1, 1]


def test_rows_are_padded_with_what_is_not_known() -> None:
    rows = [
        *items(example(2, tags={"time": [1, 2, 0, 0, 0, 0]}, scores={"news": {1: 2.5}}), 100),
        *items(example(1, names=[("B-place",), ("O",), ("O",)], links=[(0, 1)], roles={1: [4, 0, 0]}), 100),
    ]
    sets: dict[tuple[str, ...], int] = {}
    batch = collate(rows, sets)
    assert batch.pieces.tolist() == [[101, 1, 2, 3, 102, 1, 2, 3, 102], [101, 1, 2, 3, 102, 0, 0, 0, 0]]
    assert batch.mask.sum(1).tolist() == [9, 5]
    assert batch.is_word.sum(1).tolist() == [6, 3]
    assert batch.unit.tolist() == [[0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 0, 0]]
    assert batch.tags["time"].tolist() == [[1, 2, 0, 0, 0, 0], [ANY] * 6]
    assert batch.names is not None
    assert batch.names.tolist() == [[ANY] * 6, [0, 1, 1, ANY, ANY, ANY]]
    assert sets == {("B-place",): 0, ("O",): 1}
    assert batch.name_sets.sum(1).tolist() == [1, 1]
    assert (batch.scores, batch.links, batch.roles) == ([("news", 0, 1, 2.5)], [(1, 0, 1)], [(1, 1, [4, 0, 0])])
    assert batch.heads is batch.dependencies is None


def test_a_relation_needs_both_marks_in_its_window() -> None:
    both = items(example(1, marks=[1, 0, 2], relation=(3,)), 100)
    one = items(example(1, marks=[1, 0, 0], relation=(3,)), 100)
    batch = collate([*one, *both], {})
    assert batch.relations == [(1, (3,))]
    assert batch.word_marks.tolist() == [[1, 0, 0], [1, 0, 2]]
