"""The arithmetic of scores, on counts that can be made by hand."""

from __future__ import annotations

import pytest

from evals.metrics import (
    Counts,
    accuracy,
    compared,
    counts_of,
    macro_f1,
    mean_error,
    pearson,
    rounded,
    span_counts,
    total,
)


def test_two_of_four_found_with_three_said() -> None:
    counts = compared({"a", "b", "c", "d"}, {"c", "d", "e"})
    assert counts == Counts(right=2, true=4, said=3)
    assert counts.precision == pytest.approx(2 / 3)
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(4 / 7)


def test_of_nothing_everything_is_zero() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)
    assert accuracy([], []) == macro_f1([], []) == pearson([], []) == mean_error([], []) == 0


def test_a_total_is_micro_averaged() -> None:
    assert total([Counts(1, 1, 1), Counts(0, 3, 1)]) == Counts(1, 4, 2)
    assert total([]) == Counts()


def test_a_span_counts_only_whole_and_with_its_label() -> None:
    true = ["B-PER", "I-PER", "O", "B-LOC", "B-ORG"]
    said = ["B-PER", "O", "O", "B-LOC", "B-LOC"]
    counts = span_counts([true], [said])
    assert counts["PER"] == Counts(0, 1, 1)
    assert counts["LOC"] == Counts(1, 1, 2)
    assert counts["ORG"] == Counts(0, 1, 0)
    assert counts["MISC"] == Counts()


def test_an_inside_without_its_begin_begins_a_span_and_a_begin_ends_one() -> None:
    assert span_counts([["O", "B-PER", "I-PER"]], [["O", "I-PER", "I-PER"]])["PER"] == Counts(1, 1, 1)
    assert span_counts([["B-PER", "B-PER"]], [["B-PER", "I-PER"]])["PER"] == Counts(0, 2, 1)


def test_spans_are_summed_over_rows_and_do_not_go_on_from_one_to_the_next() -> None:
    true = [["O", "B-PER"], ["I-PER", "O"]]
    assert span_counts(true, [["O", "B-PER"], ["O", "O"]])["PER"] == Counts(1, 2, 1)


def test_rows_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="2 tags and 1"):
        span_counts([["O", "O"]], [["O"]])
    with pytest.raises(ValueError, match="shorter"):
        span_counts([["O"], ["O"]], [["O"]])


def test_the_counts_of_one_label() -> None:
    assert counts_of(["A", "A", "B", "C"], ["A", "B", "A", "C"], "A") == Counts(1, 2, 2)


def test_macro_f1_is_the_mean_over_the_labels_that_occur() -> None:
    # A: one of two found, nothing else said A, 2/3; B: found, but said twice, 2/3
    assert macro_f1(["A", "A", "B"], ["A", "B", "B"]) == pytest.approx(2 / 3)
    # C is said and does not occur: it costs B its one item, and is not a label of its own
    assert macro_f1(["A", "B"], ["A", "C"]) == 0.5


def test_accuracy_is_the_share_of_the_same() -> None:
    assert accuracy([(2, "obj"), (0, "root")], [(2, "obl"), (0, "root")]) == 0.5


@pytest.mark.parametrize(
    ("said", "r"), [([2, 4, 6], 1.0), ([3, 2, 1], -1.0), ([1, 3, 2], 0.5), ([7, 7, 7], 0.0)], ids=str
)
def test_pearson(said: list[float], r: float) -> None:
    assert pearson([1, 2, 3], said) == pytest.approx(r)


def test_pearson_of_different_lengths_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 numbers and 2"):
        pearson([1, 2, 3], [1, 2])


def test_the_mean_error_is_absolute() -> None:
    assert mean_error([1, -3, 0], [2, -3, -2]) == 1


def test_only_fractions_are_rounded() -> None:
    assert rounded({"n": 3, "f1": 2 / 3}) == {"n": 3, "f1": 0.6667}
