"""Documents held against those of the days around them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from dragoman.merge.stories.compare import Comparison, Rules, Weighed, compare, weighed
from dragoman.merge.stories.days import Days
from dragoman.merge.stories.item import StoryItem

__all__ = ["Near"]

_KEPT_WEIGHED = 4096
"""Documents whose weights are kept ready: those of the days that are being read."""


class Near:
    """Documents by row, in the order in which they were added; each is compared with those near it."""

    def __init__(self, by: Rules) -> None:
        self.items: list[StoryItem] = []
        self._by = by
        self._days = Days()
        self._weighed: OrderedDict[int, Weighed] = OrderedDict()

    def add(self, item: StoryItem) -> int:
        """Keep a document; its row. An undated one is near no other."""
        self.items.append(item)
        if item.published:
            self._days.add(len(self.items) - 1, item.published, item.vector)
        return len(self.items) - 1

    def around(self, row: int) -> Iterator[tuple[int, Comparison]]:
        """The rows of other documents near a document, each with their comparison."""
        item = self.items[row]
        if item.published is None:
            return
        found = self._days.near(item.published, item.vector, window=self._by.window, meaning=self._by.meaning)
        yield from ((other, self.compared(row, other)) for other in found if other != row)

    def compared(self, row: int, other: int) -> Comparison:
        """Two dated documents compared."""
        return compare(self._ready(row), self._ready(other), by=self._by)

    def _ready(self, row: int) -> Weighed:
        if row not in self._weighed:
            self._weighed[row] = weighed(self.items[row], self._by)
            if len(self._weighed) > _KEPT_WEIGHED:
                self._weighed.popitem(last=False)
        return self._weighed[row]
