"""Readings made by hand: what the scores of heads come to."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np
import pytest

from dragoman.models import Reading
from dragoman.models.labels import DEPENDENCIES, MODES, RELATIONS, ROLES, STATUSES
from dragoman.models.reading import Floats

ACTOR, PLACE = ROLES.index("actor"), ROLES.index("place")


def reading(
    lengths: list[int],
    windows: list[tuple[int, int]] | None = None,
    tables: dict[str, Floats] | None = None,
    **heads: Floats,
) -> Reading:
    ends = list(accumulate(lengths, initial=0))
    units = tuple(pairwise(ends))
    words = tuple(f"w{i}" for i in range(ends[-1]))
    return Reading(words, units, tuple(windows or [(0, ends[-1])]), heads, tables or {})


def zeros(count: int, columns: int) -> Floats:
    return np.zeros((count, columns), dtype=np.float32)


def with_roles(lengths: list[int], windows: list[tuple[int, int]] | None = None) -> Reading:
    """Every word says to be an actor, more so the later it stands."""
    count, width = sum(lengths), len(ROLES)
    word = zeros(count, width)
    word[:, ACTOR] = np.arange(1, count + 1)
    return reading(
        lengths, windows, role_query=zeros(count, 2 * width), role_key=zeros(count, 2 * width), role_word=word
    )


# --- units and roles


def test_the_unit_of_a_word() -> None:
    found = reading([2, 0, 3])
    assert [found.unit_at(word) for word in range(5)] == [(0, 2), (0, 2), (2, 5), (2, 5), (2, 5)]


@pytest.mark.parametrize(
    ("trigger", "roles"),
    [(0, "actor actor O O O O"), (3, "O O actor actor actor O"), (5, "O O O O O actor")],
)
def test_roles_stay_within_the_unit_of_their_trigger(trigger: int, roles: str) -> None:
    assert with_roles([2, 3, 1]).roles(trigger) == roles.split()


def test_scores_of_roles_are_of_all_words_of_the_window() -> None:
    found = with_roles([2, 3, 1], [(0, 2), (2, 6)])
    assert found.role_scores(3)[:, ACTOR].tolist() == [3, 4, 5, 6]


def test_roles_of_a_long_unit_stay_within_the_window_of_their_trigger() -> None:
    found = with_roles([1, 4, 1], [(0, 3), (3, 6)])
    assert found.roles(2) == ["O", "actor", "actor", "O", "O", "O"]
    assert found.roles(3) == ["O", "O", "O", "actor", "actor", "O"]


def test_a_role_is_that_of_a_word_to_its_trigger() -> None:
    count = 3
    query, key = zeros(count, 2 * len(ROLES)), zeros(count, 2 * len(ROLES))
    query[1].reshape(-1, 2)[PLACE] = (2, 0)
    key[2].reshape(-1, 2)[PLACE] = (3, 9)
    key[0].reshape(-1, 2)[PLACE] = (-3, 9)
    found = reading([3], role_query=query, role_key=key, role_word=zeros(count, len(ROLES)))
    assert found.role_scores(1)[:, PLACE].tolist() == [-6, 0, 6]
    assert found.roles(1) == ["O", "O", "place"]
    assert found.roles(0) == ["O", "O", "O"]


# --- links


def with_links() -> Reading:
    """In both windows of three words, the first has a fifth of the shares, the second a tenth, the third the rest."""
    key = np.log([[0.2], [0.1], [0.7]] * 2).astype(np.float32)
    return reading([2, 4], [(0, 3), (3, 6)], link_query=zeros(6, 1) + 1, link_key=key)


@pytest.mark.parametrize(
    ("word", "cues", "cue", "share"),
    [(0, [0, 1, 2], 2, 0.7), (0, [1, 0], 0, 0.2), (2, [1, 3, 5], 1, 0.1), (3, [0, 2, 4, 3], 3, 0.2), (5, [5], 5, 0.7)],
)
def test_a_cue_is_the_best_of_those_in_the_window(word: int, cues: list[int], cue: int, share: float) -> None:
    found = with_links().cue_of(word, cues)
    assert found is not None
    assert found[0] == cue
    assert found[1] == pytest.approx(share)


def test_without_a_cue_in_the_window_there_is_none() -> None:
    assert with_links().cue_of(5, [0, 2]) is None
    assert with_links().cue_of(0, []) is None


# --- labels of words


def test_status_and_mode_are_the_likeliest() -> None:
    status, mode = zeros(2, len(STATUSES)), zeros(2, len(MODES))
    status[1, STATUSES.index("denied")] = 50
    mode[1, MODES.index("visit")] = 1
    found = reading([2], status=status, mode=mode)
    assert found.status(1) == ("denied", 1)
    assert found.status(0)[1] == pytest.approx(1 / len(STATUSES))
    assert (found.mode(0), found.mode(1)) == ("", "visit")


def test_factuality_has_two_scales_with_ends() -> None:
    found = reading([2], factuality=np.array([[0.5, -7], [4, 1]], dtype=np.float32))
    assert [found.factuality(word) for word in (0, 1)] == [0.5, 3]
    assert [found.crowd_factuality(word) for word in (0, 1)] == [-3, 1]


def test_shares_of_large_scores_are_numbers() -> None:
    scores = np.array([[1000, -1000], [-1000, 1000]], dtype=np.float32)
    found = reading([2], future=scores, negated=scores, event=scores, status=only("occurred", 2))
    for share in (found.is_future, found.is_negated, found.is_event):
        assert (share(0), share(1)) == pytest.approx((0, 1))


def only(status: str, words: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    scores = zeros(words, len(STATUSES))
    scores[:, STATUSES.index(status)] = 50
    return scores


@pytest.mark.parametrize(("status", "ahead"), [("proposed", 1), ("postponed", 1), ("occurred", 0), ("denied", 0)])
def test_a_plan_lies_ahead_whatever_its_tense(status: str, ahead: int) -> None:
    found = reading([1], future=np.array([[50, 0]], dtype=np.float32), status=only(status, 1))
    assert found.is_future(0) == pytest.approx(ahead, abs=1e-6)


def test_a_relation_is_of_actor_recipient_and_all_words() -> None:
    scores = zeros(3, 3 * len(RELATIONS)).reshape(3, 3, -1)
    aid, accuse = RELATIONS.index("AID"), RELATIONS.index("ACCUSE")
    scores[0, 0, aid] = scores[2, 1, aid] = 2
    scores[1, 2, accuse] = 9
    found = reading([3], relation=scores.reshape(3, -1))
    assert found.relation([0], [2]) == "AID"  # 2 + 2 against 9 / 3
    assert found.relation([2], [0]) == "ACCUSE"


# --- trees


def with_arcs(lengths: list[int], heads: list[int], windows: list[tuple[int, int]] | None = None) -> Reading:
    """Every word wants the head that is given; relations are all alike but for "root"."""
    count = len(heads)
    query = zeros(count, count)
    query[range(count), heads] = 1
    table = zeros(1, 1)
    return reading(
        lengths,
        windows,
        {"dependency_table": np.broadcast_to(table, (len(DEPENDENCIES), 2, 2))},
        arc_query=query,
        arc_key=np.eye(count, dtype=np.float32),
        dependency_word=zeros(count, 1),
        dependency_head=zeros(count, 1),
    )


def test_a_tree_is_counted_from_its_unit() -> None:
    found = with_arcs([2, 3], [1, 1, 3, 3, 3])
    assert found.tree(0) == ([1, 1], [DEPENDENCIES[0], "root"])
    assert found.tree(1) == ([1, 1, 1], [DEPENDENCIES[0], "root", DEPENDENCIES[0]])


def test_a_word_never_hangs_from_another_unit() -> None:
    heads, relations = with_arcs([2, 2], [2, 0, 0, 2]).tree(0)
    assert (heads, relations) == ([0, 0], ["root", DEPENDENCIES[0]])


def test_a_unit_over_two_windows_has_a_root_in_each() -> None:
    heads, relations = with_arcs([4], [0, 0, 2, 2], [(0, 2), (2, 4)]).tree(0)
    assert heads == [0, 0, 2, 2]
    assert [relation == "root" for relation in relations] == [True, False, True, False]


def test_a_unit_without_words_has_an_empty_tree() -> None:
    assert with_arcs([2, 0, 1], [0, 0, 2]).tree(1) == ([], [])
