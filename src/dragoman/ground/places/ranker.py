"""The ranker: two small networks weigh the candidates of all names of a document, the second with the first's answer.

Its weights are `data/place_ranker.json`, written by `python -m train places`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from dragoman.ground.places.board import Board, Floats
from dragoman.ground.places.context import features
from dragoman.lexicon import load

__all__ = ["Network", "Ranker"]

PASSES = 2
"""How often the second network is asked, each time with its own last answer."""


@dataclass(frozen=True)
class Network:
    """Layers of weights (inputs, outputs) and biases (outputs,), the last with one output; between them what is below 0
    is cut off. `middle` and `width` bring each feature to one scale."""

    middle: Floats
    width: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    @classmethod
    def read(cls, data: Any) -> Network:
        """A network from what JSON holds."""
        layers = tuple((np.array(w, dtype=np.float64), np.array(b, dtype=np.float64)) for w, b in data["layers"])
        return cls(np.array(data["middle"]), np.array(data["width"]), layers)

    def scores(self, rows: Floats) -> Floats:
        """The score of each row of features, shape (rows,)."""
        values = (rows - self.middle) / self.width
        for number, (weights, biases) in enumerate(self.layers):
            values = values @ weights + biases
            if number < len(self.layers) - 1:
                values = np.maximum(values, 0.0)
        found: Floats = values[:, 0]
        return found


@dataclass(frozen=True)
class Ranker:
    """The networks of the first and of the later passes; of several, the mean score counts."""

    first: tuple[Network, ...]
    later: tuple[Network, ...]

    @staticmethod
    @cache
    def load() -> Ranker:
        """The shipped one; raises `LexiconError` when the installation lacks it."""
        return Ranker.read(load("place_ranker"))

    @classmethod
    def read(cls, data: Any) -> Ranker:
        """A ranker from what JSON holds."""
        return cls(*(tuple(Network.read(n) for n in data[name]) for name in ("first", "later")))

    def shares(self, board: Board) -> Floats:
        """How likely each candidate of a board is; those of a name, "none of these" among them, add up to 1."""
        if not board.candidates:
            return np.zeros(0)
        found = shares_of(self.first, board, board.prior)
        for _ in range(PASSES):
            found = shares_of(self.later, board, found)
        return found


def shares_of(networks: Sequence[Network], board: Board, before: Floats) -> Floats:
    """The shares that networks give, from the shares before."""
    rows = features(board, before)
    scores = sum(network.scores(rows) for network in networks) / len(networks)
    assert not isinstance(scores, float)
    powers: Floats = np.exp(scores - np.maximum.reduceat(scores, board.starts)[board.owner])
    shares: Floats = powers / np.add.reduceat(powers, board.starts)[board.owner]
    return shares
