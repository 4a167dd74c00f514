"""What the other names of a document say for each candidate, and all features together."""

from __future__ import annotations

from math import log10

import numpy as np
from numpy.typing import NDArray

from dragoman.ground.places.board import RADII_KM, Board, Floats
from dragoman.ground.places.local import LOCAL

__all__ = ["FEATURES", "around", "features"]

CONTEXT = (
    *("country share", "country named", "unit share", "unit named", "inside a named district"),
    *(f"near {int(r)} km, mean" for r in RADII_KM),
    *(f"near {int(r)} km, most" for r in RADII_KM),
    *("near the first", "near those beside", "prior", "prior to the best", "other names"),
)
FEATURES = (*LOCAL, *CONTEXT)


def around(board: Board, shares: Floats) -> Floats:
    """The features that depend on what the other names are likely to mean; shape (candidates, len(CONTEXT)).

    `shares` has how likely each candidate is, each name's adding up to 1 at most.
    """
    count, rows = len(board.names), len(board.candidates)
    others = max(count - 1, 1)
    own = (np.arange(rows), board.owner)
    columns: list[Floats] = []
    columns += _of_same(board, board.countries, shares, shares * board.is_country)
    columns += _of_same(board, board.units, shares, shares * board.is_unit)
    columns.append(_of_same(board, board.units, shares, shares * board.is_district)[1])
    closeness = []
    for near in board.near:
        weighted = np.add.reduceat(near * shares[None, :], board.starts, axis=1)
        weighted[own] = 0.0
        closeness.append(weighted)
    columns += [weighted.sum(1) / others for weighted in closeness]
    columns += [weighted.max(1) for weighted in closeness]
    columns.append(closeness[1][:, 0])
    beside = board.beside[board.owner]
    columns.append((closeness[1] * beside).max(1))
    best = np.maximum.reduceat(shares, board.starts)
    columns.append(shares)
    columns.append(shares / np.maximum(best, 1e-9)[board.owner])
    columns.append(np.full(rows, log10(1 + others) if count > 1 else 0.0))
    found = np.stack(columns, axis=1)
    found[board.starts] = 0.0
    return found


def _of_same(board: Board, groups: NDArray[np.int64], shares: Floats, named: Floats) -> list[Floats]:
    """For each candidate the mean share that other names give to its group, and the most that one of them names it."""
    count, size = len(board.names), int(groups.max(initial=-1)) + 1
    if size == 0 or count < 2:
        return [np.zeros(len(shares)), np.zeros(len(shares))]
    known = groups >= 0
    place = np.maximum(groups, 0)
    cell = board.owner * size + place
    every = np.bincount(cell, shares * known, minlength=count * size).reshape(count, size)
    said = np.bincount(cell, named * known, minlength=count * size).reshape(count, size)
    mean = (every.sum(0)[place] - every.ravel()[cell]) / (count - 1)
    most, second = np.partition(said, (count - 2, count - 1), axis=0)[[count - 1, count - 2]]
    top = most[place]
    named_by = np.where(said.ravel()[cell] >= top - 1e-12, second[place], top)
    return [mean * known, named_by * known]


def features(board: Board, shares: Floats) -> Floats:
    """All features of all candidates, shape (candidates, len(FEATURES))."""
    return np.concatenate([board.local, around(board, shares)], axis=1)
