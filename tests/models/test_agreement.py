"""One name has one kind wherever a text has it."""

from __future__ import annotations

import numpy as np

from dragoman.models.agreement import agreed
from dragoman.models.labels import NAME_TAGS


def _scores(*tags: dict[str, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Scores of words from the logarithms of a few tags' probabilities, all others being improbable."""
    return np.log(np.array([[row.get(tag, 1e-6) for tag in NAME_TAGS] for row in tags], dtype=np.float32))


def _best(scores: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> list[str]:
    return [NAME_TAGS[index] for index in scores.argmax(1)]


SURE = {"B-person": 0.98}
UNSURE = {"B-place": 0.6, "B-person": 0.35}
SMALL = {"O": 0.99}


def test_a_doubtful_place_follows_the_sure_ones() -> None:
    words = ["Vance", "said", "that", "Vance", "would", "wait"]
    scores = _scores(SURE, SMALL, SMALL, UNSURE, SMALL, SMALL)
    assert _best(scores)[3] == "B-place"
    assert _best(agreed(scores, words))[3] == "B-person"


def test_casing_does_not_part_a_headline_from_its_text() -> None:
    words = ["VANCE", "waits", ",", "says", "Vance"]
    assert _best(agreed(_scores(UNSURE, SMALL, SMALL, SMALL, SURE), words))[0] == "B-person"


def test_a_word_of_a_longer_name_is_another() -> None:
    words = ["Vance", "said", "that", "Vance", "County", "would", "wait"]
    scores = _scores(SURE, SMALL, SMALL, UNSURE, {"I-place": 0.9}, SMALL, SMALL)
    assert _best(agreed(scores, words))[3] == "B-place"


def test_what_stands_once_stays_as_it_is() -> None:
    scores = _scores(UNSURE, SMALL)
    shares = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
    np.testing.assert_allclose(np.exp(agreed(scores, ["Vance", "waits"])), shares, atol=1e-5)


def test_small_words_and_titles_are_left_alone() -> None:
    words = ["Gen.", "Ode", "met", "Gen.", "Ode"]
    scores = _scores({"O": 0.9}, SURE, SMALL, {"B-office": 0.9}, SURE)
    assert _best(agreed(scores, words))[::3] == ["O", "B-office"]


def test_a_begin_stays_a_begin_and_an_inside_an_inside() -> None:
    words = ["the", "Ode", ",", "the", "Ode"]
    scores = _scores(SMALL, {"I-person": 0.9}, SMALL, SMALL, {"B-place": 0.5, "B-person": 0.45})
    assert _best(agreed(scores, words))[1::3] == ["I-person", "B-person"]


def test_no_words() -> None:
    assert agreed(np.zeros((0, len(NAME_TAGS)), np.float32), []).shape == (0, len(NAME_TAGS))
