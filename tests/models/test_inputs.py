"""Inputs: casing, windows over units, and the pieces of a window."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from dragoman.models.inputs import CASINGS, casing_of, encode, pieces_of, quoted_words, windows_of


@pytest.mark.parametrize(
    ("word", "casing"),
    [
        ("", 0),
        (",", 0),
        ("“", 0),
        ("—", 0),
        ("\x00", 0),
        ("👩‍👧", 0),
        ("talks", 1),
        ("n't", 1),
        ("co-operate", 1),
        ("Minsk", 2),
        ("D'affaires", 2),
        ("Élysée", 2),
        ("NATO", 3),
        ("U.S", 3),
        ("A", 4),
        ("J.", 4),
        ("McAllister", 5),
        ("eU", 5),
        ("Asia-Pacific", 5),
        ("İ", 4),
        ("G7", 6),
        ("25th", 6),
        ("2026", 7),
        ("1,200", 7),
        ("٣", 7),
        ("外交", 5),
        ("a", 1),
    ],
)
def test_casing(word: str, casing: int) -> None:
    assert casing_of(word) == casing


@given(st.text(max_size=8))
def test_each_word_has_one_of_the_casings(word: str) -> None:
    assert casing_of(word) in range(CASINGS)


# --- windows

Units = list[list[tuple[str, int]]]

WORDS = st.tuples(st.sampled_from(["Oslo", "said", "and", ",", ";", ".", "?", "”"]), st.integers(1, 4))
UNITS = st.lists(st.lists(st.one_of(WORDS, WORDS, WORDS, st.just(("x" * 30, 14))), max_size=30), max_size=8)
LIMITS = st.integers(4, 40)


def windows(units: Units, longest: int) -> list[tuple[int, int]]:
    words = [[word for word, _ in unit] for unit in units]
    return list(windows_of(words, [[size for _, size in unit] for unit in units], longest=longest))


def bounds(units: Units) -> list[tuple[int, int]]:
    return list(pairwise(accumulate((len(unit) for unit in units), initial=0)))


@given(UNITS, LIMITS)
def test_windows_hold_all_words_once_and_in_order(units: Units, longest: int) -> None:
    found = windows(units, longest)
    assert all(start < end for start, end in found)
    assert [word for start, end in found for word in range(start, end)] == list(range(sum(map(len, units))))


@given(UNITS, LIMITS)
def test_a_window_keeps_within_the_limit_or_is_one_word(units: Units, longest: int) -> None:
    sizes = [size for unit in units for _, size in unit]
    stops = {end - 1 for start, end in bounds(units) if end > start}
    for start, end in windows(units, longest):
        pieces = sum(sizes[start:end]) + len(stops & set(range(start, end - 1)))
        assert pieces <= longest or end - start == 1


@given(UNITS, LIMITS)
def test_units_stay_whole_where_they_fit(units: Units, longest: int) -> None:
    found = windows(units, longest)
    for unit, (start, end) in zip(units, bounds(units), strict=True):
        if start < end and sum(size for _, size in unit) + 1 <= longest:
            assert [a <= start and end <= b for a, b in found].count(True) == 1


@given(UNITS, LIMITS)
def test_windows_are_filled(units: Units, longest: int) -> None:
    """Two windows that follow each other never fit into one, if they part between two units."""
    sizes = [size for unit in units for _, size in unit]
    stops = {end for start, end in bounds(units) if end > start}
    found = windows(units, longest)
    whole = [(a, b) for a, b in found if a in {0, *stops} and b in stops]
    for a, b in whole:
        if b < len(sizes):
            following = next((s, e) for s, e in bounds(units) if s == b and e > s)
            most = sum(sizes[a : following[1]]) + len(stops & set(range(a + 1, following[1] + 1)))
            assert most > longest


def test_a_text_without_words_has_no_windows() -> None:
    assert windows([], 9) == windows([[], []], 9) == []


def test_units_follow_each_other_in_a_window_and_each_counts_its_end() -> None:
    three = [[("Oslo", 1), ("waits", 1)]] * 3
    assert windows(three, 9) == [(0, 6)]
    assert windows(three, 8) == [(0, 4), (4, 6)]
    assert windows([three[0], [], three[0]], 6) == [(0, 4)]


def one(text: str) -> Units:
    return [[(word, 1) for word in text.split()]]


@pytest.mark.parametrize(
    ("text", "longest", "first"),
    [
        ("The envoy left . Nobody , he said , had asked", 8, "The envoy left . Nobody ,"),  # the stop is too early
        ("He came , he saw . Nobody , it seems , asked", 9, "He came , he saw ."),
        ("He came ; he saw and he left them in Riga", 6, "He came ; he saw"),
        ("He came and then ; he saw and left them in Riga", 8, "He came and then ;"),
        ("Will they come ? No , not yet , says Bern", 7, "Will they come ? No ,"),
        ("Who will go and ask ? Nobody , said the guard", 9, "Who will go and ask ?"),
        ("one two three four five six seven eight nine", 5, "one two three four"),
        (". one two three four five six seven eight nine", 5, ". one two three"),
    ],
)
def test_a_long_unit_is_cut_after_the_last_full_stop_of_its_second_half(text: str, longest: int, first: str) -> None:
    start, end = windows(one(text), longest)[0]
    assert " ".join(text.split()[start:end]) == first


def test_a_word_that_is_longer_than_a_window_is_one() -> None:
    assert windows([[("Oslo", 1), ("x" * 90, 12), ("waits", 1)]], 8) == [(0, 1), (1, 2), (2, 3)]
    assert windows([[("x" * 90, 12)], [("y" * 90, 12)]], 8) == [(0, 1), (1, 2)]


def test_a_very_long_unit_ends() -> None:
    found = windows([[("word", 1)] * 200_000], 200)
    assert len(found) == 1006
    assert found[-1][1] == 200_000


# --- pieces

BEGIN, END, UNKNOWN = 101, 102, 100


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Words of two small vocabularies: whole ones, and letters for all others."""
    vocabulary = {"[UNK]": UNKNOWN, "Oslo": 1, "waits": 2, ".": 3, "un": 4, "##like": 5, "##ly": 6, "##a": 7, "a": 8}
    return Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))


def test_a_window_has_its_ends_and_the_first_piece_of_each_word(tokenizer: Tokenizer) -> None:
    found = encode(tokenizer, ["Oslo", "unlikely", "waits", "."])
    assert found.pieces.tolist() == [BEGIN, 1, 4, 5, 6, 2, 3, END]
    assert found.casing.tolist() == [0, 2, 1, 1, 1, 1, 0, 0]
    assert found.marks.tolist() == [0] * 8
    assert found.first.tolist() == [1, 2, 5, 6]


def test_a_unit_ends_with_a_piece_but_for_the_last(tokenizer: Tokenizer) -> None:
    found = encode(tokenizer, ["Oslo", "waits", "Oslo", "."], ends=[1, 3], marks=[1, 0, 2, 0])
    assert found.pieces.tolist() == [BEGIN, 1, 2, END, 1, 3, END]
    assert found.marks.tolist() == [0, 1, 0, 0, 2, 0, 0]
    assert found.first.tolist() == [1, 2, 4, 5]


def test_marks_are_on_all_pieces_of_a_word(tokenizer: Tokenizer) -> None:
    assert encode(tokenizer, ["unlikely", "."], marks=[2, 0]).marks.tolist() == [0, 2, 2, 2, 0, 0]


def test_a_word_has_at_least_one_piece_and_at_most_twelve(tokenizer: Tokenizer) -> None:
    assert pieces_of(tokenizer, "") == (UNKNOWN,)
    assert pieces_of(tokenizer, "Zürich") == (UNKNOWN,)
    assert pieces_of(tokenizer, "a" * 40) == (8, *[7] * 11)


def test_no_words_are_a_window_of_its_ends(tokenizer: Tokenizer) -> None:
    found = encode(tokenizer, [])
    assert found.pieces.tolist() == [BEGIN, END]
    assert len(found.first) == 0


def test_words_between_quotation_marks_are_quoted() -> None:
    words = ["“", "We", "wait", ",", "”", "she", "said", ".", '"', "Now", '"', "``", "so", "''", "it", "«", "is", "»"]
    quoted = [index for index, is_quoted in enumerate(quoted_words(words)) if is_quoted]
    assert quoted == [0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 15, 16, 17]


def test_a_unit_ends_a_quotation_that_was_not_closed() -> None:
    words = ["“", "We", "wait", ".", "She", "left", "."]
    assert quoted_words(words, {3}) == [True, True, True, True, False, False, False]
    assert quoted_words(words) == [True] * 7


def test_a_quoted_word_has_a_casing_of_its_own(tokenizer: Tokenizer) -> None:
    words = ["“", "Klow", "”", "Klow"]
    window = encode(tokenizer, words, ends=[3])
    quoted, plain = (window.casing[window.first[index]] for index in (1, 3))
    assert (quoted, plain) == (CASINGS // 2 + casing_of("Klow"), casing_of("Klow"))
