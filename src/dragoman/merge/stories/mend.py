"""Stories mended where new documents touch them; all others stay as they are kept.

new documents, those of the days around > links > components that are touched > their stories
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.merge.stories.compare import Rules, rules
from dragoman.merge.stories.gather import Stories
from dragoman.merge.stories.item import LONGEST_TIME, StoryItem
from dragoman.merge.stories.near import Near
from dragoman.types import Story

__all__ = ["Component", "days_around", "mended"]


@dataclass(frozen=True, slots=True)
class Component:
    """Documents that are linked to one another, directly or through others, with their stories.

    No story has documents of two components, so one can be gathered without the others. `component_id` is the first id
    of its documents.
    """

    items: tuple[StoryItem, ...]
    stories: tuple[Story, ...]

    @property
    def component_id(self) -> str:
        """The first of the ids of its documents."""
        return min(item.document_id for item in self.items)


def days_around(items: Iterable[StoryItem], *, by: Rules | None = None) -> tuple[date, date] | None:
    """The first and last day on which the publication may begin of what some documents are compared with.

    None where all of them are undated: they are compared with nothing.
    """
    days = [day for item in items for day in item.published or ()]
    if not days:
        return None
    window = timedelta((by or rules()).window)
    return min(days) - window - timedelta(LONGEST_TIME), max(days) + window


def mended(
    new: Sequence[StoryItem],
    near: Iterable[tuple[StoryItem, str]],
    members: Callable[[str], Iterable[StoryItem]],
    *,
    by: Rules | None = None,
) -> Iterator[Component]:
    """The components that new documents are in, as `Stories` would have them from all documents.

    `near` are the kept documents of `days_around`, or more, each with the id of its component; `members` gives the
    documents of a component. What is not given back has not changed.
    """
    by = by or rules()
    found, keys = Near(by), list[str]()
    for item, component_id in near:
        found.add(item)
        keys.append(component_id)
    groups = {item.document_id: {item.document_id} for item in new}
    for item in new:
        row = found.add(item)
        keys.append(item.document_id)
        for other, compared in found.around(row):
            if compared.is_link(by.together):
                _join(groups, keys[row], keys[other])
    own = {item.document_id: item for item in new}
    for group in {min(group): group for group in groups.values()}.values():
        items = [item for key in sorted(group) for item in ((own[key],) if key in own else members(key))]
        yield Component(tuple(items), Stories(items, by=by).all())


def _join(groups: dict[str, set[str]], one: str, other: str) -> None:
    """Make two groups of keys one."""
    both = groups[one] | groups.get(other, {other})
    groups.update(dict.fromkeys(both, both))
