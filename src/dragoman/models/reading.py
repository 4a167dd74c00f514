"""What the encoder says of some words: scores of every head, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dragoman.models.agreement import agreed
from dragoman.models.decode import best_tags, tree_of
from dragoman.models.labels import (
    AHEAD,
    ATTRIBUTION_TAGS,
    DEPENDENCIES,
    MODES,
    NAME_TAGS,
    OUTSIDE,
    PARTS_OF_SPEECH,
    RELATIONS,
    ROLES,
    STATUSES,
    TIME_TAGS,
    TYPES,
)

__all__ = ["Floats", "Reading"]

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Reading:
    """The heads' answers for N words. Words are counted from 0 over all units together.

    `units` are half-open ranges of words; `windows` are those that were read together: what is said of two words needs
    both in one window. `heads` has one array of shape (N, columns) for each head. `tables` are the small arrays of
    weights that tie two words.
    """

    words: tuple[str, ...]
    units: tuple[tuple[int, int], ...]
    windows: tuple[tuple[int, int], ...]
    heads: dict[str, Floats]
    tables: dict[str, Floats]

    @cached_property
    def name_scores(self) -> Floats:
        """Log probabilities (N, tags) of `NAME_TAGS`, one name having one kind wherever it stands."""
        return agreed(self.heads["names"], self.words)

    @cached_property
    def names(self) -> list[str]:
        """A BIO tag of `NAME_TAGS` for each word."""
        return [NAME_TAGS[t] for t in best_tags(self.name_scores, self.units)]

    @cached_property
    def attribution(self) -> list[str]:
        """A BIO tag of `ATTRIBUTION_TAGS` for each word."""
        tags = best_tags(self.heads["attribution"], self.units, self.tables["attribution_steps"])
        return [ATTRIBUTION_TAGS[t] for t in tags]

    @cached_property
    def times(self) -> list[str]:
        """A BIO tag of `TIME_TAGS` for each word."""
        return [TIME_TAGS[t] for t in best_tags(self.heads["time"], self.units)]

    @cached_property
    def parts_of_speech(self) -> list[str]:
        """A universal part of speech for each word."""
        return [PARTS_OF_SPEECH[i] for i in self.heads["part_of_speech"].argmax(1)]

    @cached_property
    def types(self) -> list[str]:
        """The type of the event that each word is the trigger of, "O" for none."""
        return [TYPES[i] for i in self.heads["type"].argmax(1)]

    def mode(self, word: int) -> str:
        """The mode of the event at a trigger word; "" for none."""
        return MODES[int(self.heads["mode"][word].argmax())]

    def status(self, word: int) -> tuple[str, float]:
        """The status of the event at a word, and its probability."""
        shares = _shares(self.heads["status"][word])
        return STATUSES[int(shares.argmax())], float(shares.max())

    def factuality(self, word: int) -> float:
        """Whether the event at a word happened: -3 (certainly not) to +3 (certainly), on the scale of news (UW)."""
        return float(np.clip(self.heads["factuality"][word, 0], -3, 3))

    def crowd_factuality(self, word: int) -> float:
        """The same on the scale of UDS-IH2, whose readers use the ends of the scale more."""
        return float(np.clip(self.heads["factuality"][word, 1], -3, 3))

    def is_future(self, word: int) -> float:
        """The probability that the event at a word lies ahead, by its tense or by its status, whichever is surer.

        The head learned from tenses; plans in other words ("hopes to host", "the planned visit") have a status.
        """
        statuses = _shares(self.heads["status"][word])
        planned = float(sum(statuses[STATUSES.index(status)] for status in AHEAD))
        return max(float(_shares(self.heads["future"][word])[1]), min(planned, 1.0))

    def is_negated(self, word: int) -> float:
        """The probability that the event at a word is said not to be."""
        return float(_shares(self.heads["negated"][word])[1])

    def is_event(self, word: int) -> float:
        """The probability that a word is an event in the sense of TimeML."""
        return float(_shares(self.heads["event"][word])[1])

    def roles(self, trigger: int) -> list[str]:
        """The role of each word of the trigger's unit to the event at `trigger`; "O" outside it.

        Training saw single sentences, so that of other units nothing is known; nor is it of the part of a long unit
        that lies in another window.
        """
        first, last = self.window_at(trigger)
        start, end = self.unit_at(trigger)
        start, end = max(start, first), min(end, last)
        best = self.role_scores(trigger)[start - first : end - first].argmax(1)
        found = [OUTSIDE] * len(self.words)
        found[start:end] = [ROLES[i] for i in best]
        return found

    def role_scores(self, trigger: int) -> Floats:
        """Scores (words of the trigger's window, roles) to the event at `trigger`."""
        start, end = self.window_at(trigger)
        count = len(ROLES)
        query = self.heads["role_query"][trigger].reshape(count, -1)
        keys = self.heads["role_key"][start:end].reshape(end - start, count, -1)
        scores: Floats = np.einsum("rd,nrd->nr", query, keys) + self.heads["role_word"][start:end]
        return scores

    def cue_of(self, word: int, cues: Sequence[int]) -> tuple[int, float] | None:
        """Which of some cues (first words) the source or content beginning at `word` belongs to; None without any.

        With it comes its probability among all words of the window; only cues of the window are looked at.
        """
        start, end = self.window_at(word)
        near = [c for c in cues if start <= c < end]
        if not near:
            return None
        shares = _shares(self.heads["link_key"][start:end] @ self.heads["link_query"][word])
        best = max(near, key=lambda cue: shares[cue - start])
        return best, float(shares[best - start])

    def tree(self, unit: int) -> tuple[list[int], list[str]]:
        """Heads (indices within the unit, the root's is itself) and dependency relations of one unit's words.

        The unit has to lie in one window; a longer one is taken apart at its windows, each with a root of its own.
        """
        start, end = self.units[unit]
        heads: list[int] = []
        relations: list[str] = []
        for a, b in self.windows:
            first, last = max(a, start), min(b, end)
            if first < last:
                found = tree_of(self.heads["arc_query"][first:last], self.heads["arc_key"][first:last])
                relations.extend(self._dependencies(first, found))
                heads.extend(h + first - start for h in found)
        return heads, relations

    def _dependencies(self, first: int, heads: list[int]) -> list[str]:
        words = np.arange(first, first + len(heads))
        below = _with_one(self.heads["dependency_word"][words])
        above = _with_one(self.heads["dependency_head"][first + np.array(heads)])
        table = self.tables["dependency_table"]
        scores = np.einsum("ni,rij,nj->nr", below, table, above, optimize=True)
        root = DEPENDENCIES.index("root")
        is_root = np.array(heads) + first == words
        scores[is_root] = -np.inf
        scores[~is_root, root] = -np.inf
        scores[is_root, root] = 0
        return [DEPENDENCIES[i] for i in scores.argmax(1)]

    def relation(self, actor: Sequence[int], recipient: Sequence[int]) -> str:
        """PLOVER's root of what the actor does to the recipient; both must have been marked when they were read."""
        parts = np.split(self.heads["relation"], 3, axis=1)
        scores = parts[0][list(actor)].mean(0) + parts[1][list(recipient)].mean(0) + parts[2].mean(0)
        return RELATIONS[int(scores.argmax())]

    def unit_at(self, word: int) -> tuple[int, int]:
        """The unit that a word stands in, as a half-open range of words."""
        return next((a, b) for a, b in self.units if a <= word < b)

    def window_at(self, word: int) -> tuple[int, int]:
        """The window that a word was read in."""
        return next((a, b) for a, b in self.windows if a <= word < b)


def _shares(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    shares: Floats = powers / powers.sum()
    return shares


def _with_one(rows: Floats) -> Floats:
    return np.concatenate([rows, np.ones((len(rows), 1), dtype=rows.dtype)], axis=1)
