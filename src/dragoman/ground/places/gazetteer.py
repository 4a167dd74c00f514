"""The shipped gazetteer: every name with the places that bear it, in compressed blocks that are opened when asked for.

A file is `MAGIC`, the length of the index, the index, the blocks. The index is compressed JSON: for each block its
first key and where it ends. A block is compressed text, a line for each key in order: the key, a tab, and its rows with
tabs between them; a row has its fields with "|" between them. Written by `tools/gazetteer.py`.
"""

from __future__ import annotations

import json
import mmap
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from typing import NamedTuple

from dragoman.errors import LexiconError

__all__ = ["ALIAS", "BARE", "MAIN", "Gazetteer", "Row", "decoded", "encoded"]

MAGIC = b"dragoman places 1\n"
MAIN, ALIAS, BARE = 0, 1, 2
"""How a row's key names its place: by its name, by another, by its name without the kind of unit."""

_BLOCK = 6_000
"""Bytes of a block before it is compressed: small enough to open in some ten microseconds."""
_WIDTH = 4


class Row(NamedTuple):
    """A place under one of its names. `kind` is "P" (a populated place), "1" or "2" (a unit of that order).

    `unit` is GeoNames' code of the first-order unit, `at` degrees (WGS 84), `number` the GeoNames id.
    """

    name: str
    kind: str
    country: str
    unit: str
    latitude: float
    longitude: float
    people: int
    number: int
    form: int


class Gazetteer:
    """The places by key. Nothing but the index is in memory until it is asked for."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Raises `ValueError` when the data is not a gazetteer."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a gazetteer")
        start = len(MAGIC) + _WIDTH
        end = start + int.from_bytes(data[len(MAGIC) : start], "big")
        self._keys, self._ends = json.loads(zlib.decompress(data[start:end]))
        self._data, self._start = data, end
        self.rows = lru_cache(maxsize=4_096)(self._rows)

    @staticmethod
    @cache
    def load() -> Gazetteer:
        """The shipped one; raises `LexiconError` when the installation lacks it or it is damaged."""
        try:
            with (
                resources.as_file(resources.files("dragoman") / "data" / "places.bin") as path,
                path.open("rb") as file,
            ):
                return Gazetteer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError, zlib.error) as error:
            raise LexiconError(f"cannot be loaded ({error}); install dragoman again", subject="places") from error

    def _rows(self, key: str) -> tuple[Row, ...]:
        """The places that a key names, the largest first; empty for one that is not there."""
        number = bisect_right(self._keys, key) - 1
        if number < 0 or not key:
            return ()
        block = self._block(number)
        mark = f"\n{key}\t".encode()
        at = block.find(mark)
        if at < 0:
            return ()
        line = block[at + len(mark) : block.index(b"\n", at + 1)]
        return tuple(sorted((_row(text) for text in line.decode().split("\t")), key=lambda r: (-r.people, r.number)))

    def _block(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return zlib.decompress(self._data[self._start + start : self._start + self._ends[number]])

    def every(self) -> list[tuple[str, Row]]:
        """All keys with their rows, in order of the keys: some 300,000."""
        found = []
        for number in range(len(self._keys)):
            for line in self._block(number).decode().strip("\n").split("\n"):
                key, *rows = line.split("\t")
                found += [(key, _row(text)) for text in rows]
        return found


def _row(text: str) -> Row:
    name, kind, country, unit, latitude, longitude, people, number, form = text.split("|")
    return Row(name, kind, country, unit, float(latitude), float(longitude), int(people), int(number), int(form))


def encoded(rows: Sequence[tuple[str, Row]]) -> bytes:
    """The file of some keys with their rows, sorted."""
    blocks: list[tuple[str, bytes]] = []
    lines: list[str] = []
    first, size = "", 0
    for key, group in groupby(rows, key=lambda pair: pair[0]):
        line = "\t".join((key, *("|".join(map(str, row)) for _, row in group)))
        first = first if lines else key
        lines.append(line)
        size += len(line)
        if size > _BLOCK:
            blocks.append((first, zlib.compress(("\n" + "\n".join(lines) + "\n").encode(), 9)))
            lines, size = [], 0
    if lines:
        blocks.append((first, zlib.compress(("\n" + "\n".join(lines) + "\n").encode(), 9)))
    ends, total = [], 0
    for _, block in blocks:
        total += len(block)
        ends.append(total)
    index = zlib.compress(json.dumps([[key for key, _ in blocks], ends]).encode(), 9)
    return b"".join((MAGIC, len(index).to_bytes(_WIDTH, "big"), index, *(block for _, block in blocks)))


def decoded(data: bytes) -> list[tuple[str, Row]]:
    """What `encoded` was given."""
    return sorted(Gazetteer(data).every())
