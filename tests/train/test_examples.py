"""Examples: tags of spans, what a corpus's tag may be, keys of sentences, and parts of an example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.models.decode import spans_of
from dragoman.models.labels import begins_and_insides
from train.examples import ANY, Example, allowed_kinds, bio, joined, key_of, neighbours

# --- bio


@pytest.mark.parametrize(
    ("spans", "tags"),
    [
        ([], [0, 0, 0, 0]),
        ([(0, 1, 0)], [1, 0, 0, 0]),
        ([(1, 4, 1)], [0, 3, 4, 4]),
        ([(0, 2, 0), (2, 4, 0)], [1, 2, 1, 2]),
        ([(0, 2, 0), (1, 3, 1)], [1, 2, 0, 0]),  # the first one wins
        ([(1, 3, 1), (0, 4, 0), (0, 1, 0)], [1, 3, 4, 0]),
    ],
)
def test_bio(spans: list[tuple[int, int, int]], tags: list[int]) -> None:
    assert bio(4, spans) == tags


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4), st.integers(0, 2)), max_size=6))
def test_spans_that_do_not_touch_come_back_from_their_tags(drawn: list[tuple[int, int, int]]) -> None:
    labels = ("x", "y", "z")
    spans, end = [], 0
    for gap, length, label in drawn:
        spans.append((end + gap, end + gap + length, label))
        end += gap + length
    tags = [begins_and_insides(labels)[tag] for tag in bio(end, spans)]
    assert list(spans_of(tags)) == [(a, b, labels[label]) for a, b, label in spans]


# --- kinds


def test_a_begin_is_the_begin_of_any_kind_it_may_be() -> None:
    kinds = {"MISC": ("people", "work"), "O": ("office",)}
    assert allowed_kinds("B-MISC", kinds) == ("B-people", "B-work")
    assert allowed_kinds("I-MISC", kinds) == ("I-people", "I-work")


def test_outside_may_be_what_the_corpus_does_not_mark() -> None:
    assert allowed_kinds("O", {"O": ("office", "event")}) == ("O", "B-office", "I-office", "B-event", "I-event")
    assert allowed_kinds("O", {"PER": ("person",)}) == ("O",)


def test_a_label_may_have_a_dash() -> None:
    assert allowed_kinds("B-a-b", {"a-b": ("work",)}) == ("B-work",)


def test_a_label_that_is_not_known_is_an_error() -> None:
    with pytest.raises(KeyError):
        allowed_kinds("B-PLANET", {"PER": ("person",)})


# --- keys


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["The", "King", "'s", "U.S", ".", "envoy"], "thekingsusenvoy"),
        (["The King's U.S. envoy"], "thekingsusenvoy"),
        (["“", "—", "_", "…"], ""),
        ([], ""),
        (["Ärzte", "42", "ИРА"], "ärzte42ира"),
    ],
)
def test_the_key_has_letters_and_digits_alone(words: list[str], key: str) -> None:
    assert key_of(words) == key


@given(st.text(max_size=40))
def test_the_key_does_not_depend_on_how_words_are_cut(text: str) -> None:
    assert key_of(text.split()) == key_of([text])


# --- parts


def whole() -> Example:
    """Six words in units of two, three and one, with all that an example can have."""
    return Example(
        ["a", "b", "c", "d", "e", "f"],
        "some",
        ends=[1, 4, 5],
        marks=[1, 0, 0, 2, 0, 0],
        names=[("O",), ("B-work",), ("O",), ("O", "B-office"), ("O",), ("O",)],
        tags={"time": [0, 1, 2, 0, 0, 0], "status": [ANY, 4, ANY, ANY, 5, ANY]},
        scores={"news": {1: 3.0, 4: -1.0}},
        roles={1: [0, 0, 1, 2, 3, 4], 4: [5, 0, 0, 6, 0, 0]},
        links=[(0, 1), (2, 4), (3, 0)],
        heads=[1, 1, 3, 3, 2, 0],
        dependencies=[10, 11, 12, 13, 14, 15],
        relation=(3,),
    )


def test_units() -> None:
    assert list(whole().units()) == [(0, 2), (2, 5), (5, 6)]
    assert list(Example(["a", "b"], "some").units()) == [(0, 2)]
    assert list(Example(["a", "b"], "some", ends=[0]).units()) == [(0, 1), (1, 2)]


def test_the_whole_is_a_part_of_itself() -> None:
    assert whole().part(0, 6) == whole()


def test_a_part_is_counted_from_its_first_word() -> None:
    part = whole().part(2, 5)
    assert (part.words, part.corpus, part.ends, part.relation) == (["c", "d", "e"], "some", [2], (3,))
    assert part.marks == [0, 2, 0]
    assert part.names == [("O",), ("O", "B-office"), ("O",)]
    assert part.tags == {"time": [2, 0, 0], "status": [ANY, ANY, 5]}
    assert part.scores == {"news": {2: -1.0}}
    assert part.roles == {2: [0, 6, 0]}
    assert part.links == [(0, 2)]  # the other two lead outside
    assert part.heads == [1, 1, 0]
    assert part.dependencies == [12, 13, 14]


def test_a_head_outside_the_part_is_not_known() -> None:
    assert whole().part(1, 3).heads == [0, ANY]
    assert whole().part(5, 6).heads == [ANY]


def test_what_is_not_known_stays_so() -> None:
    part = Example(["a", "b"], "some").part(1, 2)
    assert (part.marks, part.names, part.heads, part.dependencies) == (None,) * 4
    assert (part.tags, part.scores, part.roles, part.ends) == ({}, {}, {}, [])


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))
def test_a_part_of_a_part_is_a_part(a: int, b: int, c: int, d: int) -> None:
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    if d > b - a:
        return
    twice, once = whole().part(a, b).part(c, d), whole().part(a + c, a + d)
    assert (twice.words, twice.ends, twice.tags, twice.roles) == (once.words, once.ends, once.tags, once.roles)
    assert (twice.scores, twice.links) == (once.scores, once.links)


def test_neighbours_are_units_of_one_example() -> None:
    one = Example(["a", "b"], "own", tags={"type": [0, 3]}, roles={1: [2, 0]}, links=[(0, 1)], names=[("O",), ("O",)])
    other = Example(["c"], "own", tags={"type": [4]}, roles={0: [0]}, links=[], names=[("O",)])
    whole = joined([one, other])
    assert whole.words == ["a", "b", "c"]
    assert list(whole.units()) == [(0, 2), (2, 3)]
    assert whole.tags == {"type": [0, 3, 4]}
    assert whole.roles == {1: [2, 0, ANY], 2: [ANY, ANY, 0]}
    assert whole.links == [(0, 1)]
    assert whole.names == [("O",)] * 3


def test_what_only_one_says_is_not_known_of_the_other() -> None:
    whole = joined([Example(["a"], "own", tags={"type": [1]}), Example(["b"], "own", tags={"mode": [2]})])
    assert whole.tags == {"type": [1, ANY], "mode": [ANY, 2]}
    assert whole.names is None


def test_only_those_that_fit_together_are_joined() -> None:
    row = [Example(["w"] * count, "own") for count in (3, 2, 9, 1, 1)]
    assert [[b - a for a, b in e.units()] for e in neighbours(row, 6)] == [[3, 2], [1, 1]]
    assert list(neighbours(row[:1], 6)) == []
