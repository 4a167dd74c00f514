"""Examples to windows, windows to batches: padded tensors with `ANY` where nothing is known."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.models.inputs import Window, encode, pieces_of, windows_of
from dragoman.models.labels import NAME_TAGS
from train.examples import ANY, Example

__all__ = ["Batch", "Item", "batches", "collate", "items_of"]


@dataclass(slots=True)
class Item:
    """One window with its part of an example's truth; words are counted from the window's first."""

    window: Window
    example: Example
    size: int


@dataclass(slots=True)
class Batch:
    """Padded tensors: pieces (B, T), words (B, N); truth as in `Example`, by row."""

    pieces: Tensor
    casing: Tensor
    marks: Tensor
    mask: Tensor
    first: Tensor
    is_word: Tensor
    unit: Tensor
    word_marks: Tensor
    tags: dict[str, Tensor] = field(default_factory=dict)
    names: Tensor | None = None
    name_sets: Tensor = field(default_factory=lambda: torch.zeros(0))
    scores: list[tuple[str, int, int, float]] = field(default_factory=list)
    roles: list[tuple[int, int, list[int]]] = field(default_factory=list)
    links: list[tuple[int, int, int]] = field(default_factory=list)
    heads: Tensor | None = None
    dependencies: Tensor | None = None
    relations: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)


def items_of(tokenizer: Tokenizer, example: Example, *, longest: int) -> Iterator[Item]:
    """The windows of an example, each with the truth about its words."""
    units = [example.words[a:b] for a, b in example.units()]
    sizes = [[len(pieces_of(tokenizer, word)) for word in unit] for unit in units]
    for a, b in windows_of(units, sizes, longest=longest):
        part = example.part(a, b)
        window = encode(tokenizer, part.words, ends=part.ends, marks=part.marks)
        yield Item(window, part, len(window.pieces))


def batches(items: Sequence[Item], *, pieces: int, rng: random.Random) -> list[list[Item]]:
    """Items of about the same length together, at most `pieces` padded pieces in a batch, in random order."""
    order = sorted(items, key=lambda item: item.size * rng.uniform(0.9, 1.1))
    found: list[list[Item]] = []
    now: list[Item] = []
    for item in order:
        if now and max(item.size, *(i.size for i in now)) * (len(now) + 1) > pieces:
            found.append(now)
            now = []
        now.append(item)
    found.append(now)
    rng.shuffle(found)
    return found


def collate(items: Sequence[Item], sets: dict[tuple[str, ...], int]) -> Batch:
    """One batch; `sets` numbers the sets of name tags met so far, and grows."""
    length = max(item.size for item in items)
    width = max(len(item.example.words) for item in items)
    grid = {name: np.zeros((len(items), length), dtype=np.int64) for name in ("pieces", "casing", "marks")}
    mask = np.zeros((len(items), length), dtype=bool)
    first, unit, marks = (np.zeros((len(items), width), dtype=np.int64) for _ in range(3))
    is_word = np.zeros((len(items), width), dtype=bool)
    for row, item in enumerate(items):
        for name, values in grid.items():
            values[row, : item.size] = getattr(item.window, name)
        mask[row, : item.size] = True
        count = len(item.example.words)
        first[row, :count] = item.window.first
        is_word[row, :count] = True
        unit[row, :count] = _units(item.example)
        marks[row, :count] = item.example.marks or 0
    arrays = (grid["pieces"], grid["casing"], grid["marks"], mask, first, is_word, unit, marks)
    batch = Batch(*(torch.from_numpy(array) for array in arrays))
    for row, item in enumerate(items):
        _add(batch, row, item.example, sets, width, len(items))
    batch.name_sets = torch.tensor([[tag in s for tag in NAME_TAGS] for s in sets] or [[True] * len(NAME_TAGS)])
    return batch


def _units(example: Example) -> list[int]:
    stops = set(example.ends)
    found, now = [], 0
    for index in range(len(example.words)):
        found.append(now)
        now += index in stops
    return found


def _add(batch: Batch, row: int, example: Example, sets: dict[tuple[str, ...], int], width: int, rows: int) -> None:
    count = len(example.words)
    empty = torch.full((rows, width), ANY)
    for head, tags in example.tags.items():
        batch.tags.setdefault(head, empty.clone())[row, :count] = torch.tensor(tags)
    if example.names:
        batch.names = empty.clone() if batch.names is None else batch.names
        batch.names[row, :count] = torch.tensor([sets.setdefault(s, len(sets)) for s in example.names])
    if example.heads and example.dependencies:
        batch.heads = empty.clone() if batch.heads is None else batch.heads
        batch.dependencies = empty.clone() if batch.dependencies is None else batch.dependencies
        batch.heads[row, :count] = torch.tensor(example.heads)
        batch.dependencies[row, :count] = torch.tensor(example.dependencies)
    batch.scores += [(scale, row, w, v) for scale, found in example.scores.items() for w, v in found.items()]
    batch.roles += [(row, trigger, roles) for trigger, roles in example.roles.items()]
    batch.links += [(row, a, b) for a, b in example.links or ()]
    if example.relation and {1, 2} <= set(example.marks or ()):
        batch.relations.append((row, example.relation))
