"""Scores of partitions, against values worked out by hand."""

from __future__ import annotations

import pytest

from evals.clusters import Agreement, b_cubed, ceaf_e, conll_f1, muc, pairs

TRUE = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
SAID = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}


def test_the_same_partition_is_perfect_whatever_its_names() -> None:
    said = {item: f"group {cluster}" for item, cluster in TRUE.items()}
    assert [m(TRUE, said).f1 for m in (muc, b_cubed, ceaf_e, pairs)] == [1, 1, 1, 1]
    assert conll_f1(TRUE, said) == 1


def test_muc_counts_links() -> None:
    # said: {a b} has one link, {c d e} two, of which c-d is wrong; true: {a b c} has two, one kept, {d e} one, kept
    assert muc(TRUE, SAID) == Agreement(2, 3, 2, 3)


def test_b_cubed_counts_items() -> None:
    # precise: a, b 1; c 1/3; d, e 2/3; recalled: a, b 2/3; c 1/3; d, e 1
    found = b_cubed(TRUE, SAID)
    assert found.precision == pytest.approx((2 + 1 / 3 + 4 / 3) / 5)
    assert found.recall == pytest.approx((4 / 3 + 1 / 3 + 2) / 5)


def test_ceaf_matches_clusters_one_to_one() -> None:
    # {a b c} with {a b}: 4/5, {d e} with {c d e}: 4/5
    assert ceaf_e(TRUE, SAID).f1 == pytest.approx(0.8)


def test_ceaf_takes_the_best_matching_not_the_first() -> None:
    true = {1: "p", 2: "p", 3: "p", 4: "q", 5: "q", 6: "q", 7: "q"}
    said = {1: "x", 2: "x", 3: "y", 4: "y", 5: "x", 6: "x", 7: "x"}
    # p-x 4/8 and q-y 2/6 give .83; p-y 2/5 and q-x 6/9 give 1.07
    assert ceaf_e(true, said).right_true == pytest.approx(2 / 5 + 6 / 9)


def test_single_items_have_no_links_but_count_otherwise() -> None:
    alone = dict(zip("abc", range(3), strict=True))
    together = dict.fromkeys("abc", 0)
    assert muc(alone, alone).f1 == 0
    assert b_cubed(alone, together).precision == pytest.approx(1 / 3)
    assert pairs(together, alone) == Agreement(0, 0, 0, 3)


def test_other_items_are_an_error() -> None:
    for measure in (muc, b_cubed, ceaf_e, pairs):
        with pytest.raises(ValueError, match="not over the same items"):
            measure({"a": 1}, {"b": 1})


def test_nothing_scores_nothing() -> None:
    assert [m({}, {}).f1 for m in (muc, b_cubed, ceaf_e, pairs)] == [0, 0, 0, 0]
