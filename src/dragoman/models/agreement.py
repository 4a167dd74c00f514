"""One name, one kind in a text: scores of a name's words that take account of all places where the text has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["agreed"]

_LEAST = 1e-3
"""What is added to every probability, so that one sure reading does not forbid the others."""


def agreed(scores: NDArray[np.float32], words: Sequence[str]) -> NDArray[np.float32]:
    """Log probabilities (N, tags) of BIO tags, a capitalised word's kinds being those of all its places together.

    `scores` has shape (N, tags): outside, begin and inside of each kind. The places of one word come to agree on the
    mean of what is probable at each; whether it begins a name or goes on with one stays each place's own. Its casing
    does not count, but that of the words beside it does: "North" of "North Korea" is not that of "the North".
    After one sense per discourse (Gale, Church and Yarowsky, 1992).
    """
    own = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
    own /= own.sum(1, keepdims=True)
    found: NDArray[np.float32] = np.log(own + np.float32(1e-9))
    capital = [word[:1].isupper() for word in (*words, "")]  # the last one is also before the first
    places = defaultdict(list)
    for index, word in enumerate(words):
        if capital[index] and len(word) > 1 and not _is_short(word):
            places[word.lower(), capital[index - 1], capital[index + 1]].append(index)
    for several in places.values():
        if len(several) > 1:
            kinds = _kinds(own[several])
            found[several] += _tags(np.log(kinds.mean(0) + _LEAST) - np.log(kinds + _LEAST))
    return found


def _is_short(word: str) -> bool:
    """Whether a word is a short form with one full stop ("Mr.", "Gen."): a title, whoever it stands before."""
    return word.endswith(".") and word.count(".") == 1


def _kinds(tags: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities of tags (N, 1 + 2 * kinds) as those of kinds (N, 1 + kinds), outside first."""
    return np.concatenate([tags[:, :1], tags[:, 1::2] + tags[:, 2::2]], axis=1)


def _tags(kinds: NDArray[np.float32]) -> NDArray[np.float32]:
    """A number for each kind as the same for its begin and its inside."""
    return np.concatenate([kinds[:, :1], np.repeat(kinds[:, 1:], 2, axis=1)], axis=1)
