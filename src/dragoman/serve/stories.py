"""Stories of all current documents, kept in the database: only those that new documents touch are gathered again.

records > gists with vectors (kept) | what new ones touch, gathered > stories (kept) | what a command wants
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dragoman.errors import FullError, LockedError
from dragoman.merge.stories import (
    Explanation,
    Stories,
    StoryItem,
    days_around,
    item_from_json,
    item_to_json,
    mended,
    story_item,
    story_texts,
)
from dragoman.models import Vectors
from dragoman.serve.whole import Steps, maker
from dragoman.store import STORIES, KeptGist, KeptPlace, KeptStories, Store
from dragoman.types import Record, Story

__all__ = ["Told", "stories_of"]


class Told(Protocol):
    """What `merge.stories.Stories` has, and a database that keeps it."""

    def all(self) -> tuple[Story, ...]:
        """All stories, by their id."""

    def explain(self, document_id: str) -> Explanation | None:
        """Why a document is in its story; None when it is not known."""


def stories_of(store: Store, *, steps: Steps = iter) -> Told:
    """The stories of all current documents; what is kept is brought up to date first.

    While another process writes to the database, or where its disk is full, they are gathered and not kept. Use it
    while the store is open.
    """
    made = maker(Vectors.load().version)
    try:
        for _ in steps(store.keep_new_gists(STORIES, lambda record: item_to_json(_item(record)), made)):
            pass
        for _ in steps(store.keep_new_stories(_places, made)):
            pass
    except (LockedError, FullError):
        return Stories(_item(record) for record in steps(store.records()))
    return _Kept(store)


class _Kept:
    """The stories that a database keeps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[Story, ...]:
        return self._store.stories()

    def explain(self, document_id: str) -> Explanation | None:
        return Stories(map(_item_in, self._store.linked(document_id))).explain(document_id)


def _places(new: Sequence[KeptGist], kept: KeptStories) -> Iterator[KeptPlace]:
    """The places of new documents, and of those in the components that they touch."""
    items = [_item_in(one) for one in new]
    days = days_around(items)
    near = [(_item_in(one), component_id) for one, component_id in kept.between(*days)] if days else []
    for component in mended(items, near, lambda key: map(_item_in, kept.members(key))):
        first_days = {item.document_id: item.published and item.published[0] for item in component.items}
        for story in component.stories:
            for document_id in story.document_ids:
                yield KeptPlace(document_id, story.story_id, component.component_id, first_days[document_id])


def _item(record: Record) -> StoryItem:
    return story_item(record, Vectors.load().of(story_texts(record)))


def _item_in(kept: KeptGist) -> StoryItem:
    return item_from_json(kept.document_id, kept.gist)
