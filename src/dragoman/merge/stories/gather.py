"""Documents gathered into stories, one at a time; what comes out depends on the documents, not on their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.merge.stories.compare import Comparison, Rules, rules
from dragoman.merge.stories.item import StoryItem
from dragoman.merge.stories.near import Near
from dragoman.merge.stories.partition import APART, partition
from dragoman.types import Reason, Story

__all__ = ["Explanation", "Stories", "Story"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document is in its story.

    `comparisons` are all that bear on it: of the documents that are linked to it, or to one that is, and so on.
    `together` is the mean likeness from which two groups are one story. `reason` is set where nothing was compared.
    """

    document_id: str
    story: Story
    comparisons: tuple[Comparison, ...]
    together: float
    reason: Reason | None = None

    @property
    def own(self) -> tuple[Comparison, ...]:
        """The comparisons of the document itself, the likest first."""
        own = (c for c in self.comparisons if self.document_id in (c.one, c.other))
        return tuple(sorted(own, key=lambda c: (c.apart, -c.likeness, c.one, c.other)))

    def replayed(self) -> frozenset[str]:
        """The documents of the story, decided again from the numbers of the comparisons alone."""
        members = {self.document_id, *(i for c in self.comparisons for i in (c.one, c.other))}
        groups = partition(members, links_of(self.comparisons), together=self.together)
        return next(frozenset(group) for group in groups if self.document_id in group)


def links_of(comparisons: Iterable[Comparison]) -> dict[tuple[str, str], float]:
    """The links that comparisons come to."""
    return {(c.one, c.other): APART if c.apart else c.likeness for c in comparisons}


class Stories:
    """Stories of all documents so far.

    A document is compared with those published within some days of it. Where two are likely of one story, their
    groups of linked documents are one component, and only that is partitioned anew when its stories are asked for.
    """

    def __init__(self, items: Iterable[StoryItem] = (), *, by: Rules | None = None) -> None:
        """Start with these documents, under the shipped rules or others."""
        self._by = by or rules()
        self._near = Near(self._by)
        self._rows: dict[str, int] = {}
        self._links: list[dict[int, float]] = []
        self._component: list[list[int]] = []
        self._story: dict[int, Story] = {}
        for item in items:
            self.add(item)

    def __len__(self) -> int:
        """The number of documents."""
        return len(self._rows)

    def __contains__(self, document_id: str) -> bool:
        """Whether a document is there."""
        return document_id in self._rows

    def add(self, item: StoryItem) -> None:
        """Take in a document; nothing changes when its id is known."""
        if item.document_id in self._rows:
            return
        row = self._rows[item.document_id] = self._near.add(item)
        self._links.append({})
        self._component.append([row])
        self._link(row)

    def story(self, document_id: str) -> Story | None:
        """The story that a document is in; so also the story of an id that it once had. None when it is not known."""
        row = self._rows.get(document_id)
        if row is None:
            return None
        if row not in self._story:
            self._partition(self._component[row])
        return self._story[row]

    def all(self) -> tuple[Story, ...]:
        """All stories, by their id."""
        found = {story.story_id: story for story in map(self.story, self._rows) if story}
        return tuple(found[story_id] for story_id in sorted(found))

    def explain(self, document_id: str) -> Explanation | None:
        """Why a document is in its story; None when it is not known."""
        story = self.story(document_id)
        if story is None:
            return None
        row = self._rows[document_id]
        pairs = [(n, m) for n in self._component[row] for m in self._within(n) if n < m]
        found = sorted((self._near.compared(n, m) for n, m in pairs), key=lambda c: (c.one, c.other))
        undated = Reason.UNDATED if self._near.items[row].published is None else None
        return Explanation(document_id, story, tuple(found), self._by.together, undated)

    def _link(self, row: int) -> None:
        """Compare with what is near, keep what may matter, and join components where a likeness is high enough."""
        for other, compared in self._near.around(row):
            if not compared.apart and compared.likeness < self._by.least:
                continue
            self._links[row][other] = self._links[other][row] = APART if compared.apart else compared.likeness
            if compared.is_link(self._by.together):
                self._join(row, other)
        self._touch(self._component[row])

    def _join(self, row: int, other: int) -> None:
        """Make the components of two rows one: the smaller goes into the larger."""
        large, small = self._component[row], self._component[other]
        if large is small:
            return
        if len(large) < len(small):
            large, small = small, large
        self._touch(small)
        self._touch(large)
        large.extend(small)
        for moved in small:
            self._component[moved] = large

    def _touch(self, rows: Iterable[int]) -> None:
        for row in rows:
            self._story.pop(row, None)

    def _within(self, row: int) -> dict[int, float]:
        """The links of a row inside its component: those to others can never count."""
        component = self._component[row]
        return {other: value for other, value in self._links[row].items() if self._component[other] is component}

    def _partition(self, rows: list[int]) -> None:
        ids = {row: self._near.items[row].document_id for row in rows}
        links = {(ids[n], ids[m]): value for n in rows for m, value in self._within(n).items() if n < m}
        for group in partition(ids.values(), links, together=self._by.together):
            members = sorted(group, key=self._order)
            story = Story(members[0], tuple(members))
            self._story.update((self._rows[document_id], story) for document_id in members)

    def _order(self, document_id: str) -> tuple[bool, str, str]:
        published = self._near.items[self._rows[document_id]].published
        return published is None, published[0].isoformat() if published else "", document_id
