"""Stories, kept: of each current document the story that it is in, and what has to be gathered again.

They come of the gists for stories, and are thrown away where these are made otherwise. The store does not know how
documents are gathered: who knows it is handed new ones and what is near them, and gives places back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, insert, select

from dragoman.store.gathering import KeptGist
from dragoman.store.schema import documents, gists, makers, stories, versions
from dragoman.types import Story

__all__ = [
    "STORIES",
    "Gather",
    "KeptPlace",
    "KeptStories",
    "forget_changed",
    "headings",
    "keep_new_stories",
    "list_stories",
    "together",
]

STORIES = "stories"
"""The purpose of the gists that stories are gathered from."""

_MAKER = "kept stories"
_MANY = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list shows of a document; `first_day` is the first on which it may have been published, where known."""

    document_id: str
    name: str
    title: str | None
    publisher: str | None
    first_day: date | None


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """The story of a document, and the component of documents that can only be gathered together.

    `first_day` is the first on which it may have been published, None where it is undated.
    """

    document_id: str
    story_id: str
    component_id: str
    first_day: date | None


class KeptStories:
    """What is kept of other documents than the new ones."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def between(self, first: date, last: date) -> Iterator[tuple[KeptGist, str]]:
        """The gists of documents whose first day is one of these, both included, each with the id of its component."""
        days = stories.c.first_day.between(first.isoformat(), last.isoformat())
        for row in self._connection.execute(_placed(days)):
            yield KeptGist(row.document_id, row.gist), row.component_id

    def members(self, component_id: str) -> Iterator[KeptGist]:
        """The gists of the documents of a component."""
        for row in self._connection.execute(_placed(stories.c.component_id == component_id)):
            yield KeptGist(row.document_id, row.gist)


Gather = Callable[[Sequence[KeptGist], KeptStories], Iterable[KeptPlace]]
"""The new places of new documents, and of all others whose place changes by them."""


def forget_changed(connection: Connection, made: str) -> None:
    """Take out what was made otherwise than `made`, and every component of which a document has gone.

    Where a document was read anew, `gathering.forget_version` took its component out.
    """
    before = connection.execute(select(makers.c.made).where(makers.c.purpose == _MAKER)).scalar_one_or_none()
    if before != made:
        connection.execute(delete(stories))
        connection.execute(insert(makers).prefix_with("OR REPLACE"), {"purpose": _MAKER, "made": made})
    still = exists().where(documents.c.current_id == stories.c.version_id)
    gone = select(stories.c.component_id).where(~still).distinct()
    for component_id in connection.execute(gone).scalars().all():
        connection.execute(delete(stories).where(stories.c.component_id == component_id))


def keep_new_stories(connection: Connection, gather: Gather, *, limit: int) -> int:
    """Gather current documents that have no place yet, at most so many, by publication; how many they were."""
    lacking = select(documents.c.current_id).where(~exists().where(stories.c.version_id == documents.c.current_id))
    if connection.execute(lacking.limit(1)).first() is None:
        return 0  # by the index alone: what follows reads all gists
    query = select(versions.c.document_id, gists.c.gist).join(gists, _of_version())
    order = (versions.c.published_start.is_(None), versions.c.published_start, versions.c.document_id)
    rows = connection.execute(query.where(versions.c.id.in_(lacking)).order_by(*order).limit(limit)).all()
    new = [KeptGist(*row) for row in rows]
    places = [(p.first_day and p.first_day.isoformat(), *_ids(p)) for p in gather(new, KeptStories(connection))]
    if places:
        connection.exec_driver_sql(_KEEP, places)
    return len(new)


def list_stories(connection: Connection) -> Iterator[Story]:
    """The stories that are kept, by id."""
    query = select(stories.c.story_id, versions.c.document_id).join(versions, versions.c.id == stories.c.version_id)
    order = (stories.c.story_id, stories.c.first_day.is_(None), stories.c.first_day, versions.c.document_id)
    for story_id, rows in groupby(connection.execute(query.order_by(*order)), key=lambda row: row.story_id):
        yield Story(story_id, tuple(row.document_id for row in rows))


def headings(connection: Connection, document_ids: Iterable[str]) -> Iterator[Heading]:
    """The headings of these documents, in no order."""
    columns = (versions.c[name] for name in ("document_id", "name", "title", "publisher", "published_start"))
    query, wanted = select(*columns), iter(document_ids)
    while some := list(islice(wanted, _MANY)):
        for row in connection.execute(query.where(versions.c.document_id.in_(some))):
            first_day = datetime.fromisoformat(row.published_start).date() if row.published_start else None
            yield Heading(row.document_id, row.name, row.title, row.publisher, first_day)


def together(connection: Connection, document_id: str) -> Iterator[KeptGist]:
    """The gists of the component that a document is in; none where it has no place."""
    query = select(stories.c.component_id).join(versions, versions.c.id == stories.c.version_id)
    component_id = connection.execute(query.where(versions.c.document_id == document_id)).scalar_one_or_none()
    if component_id is not None:
        yield from KeptStories(connection).members(component_id)


_KEEP = """
INSERT OR REPLACE INTO stories (version_id, first_day, component_id, story_id)
SELECT id, ?, ?, ? FROM versions WHERE document_id = ?
"""


def _ids(place: KeptPlace) -> tuple[str, str, str]:
    return place.component_id, place.story_id, place.document_id


def _placed(which: ColumnElement[bool]) -> Select[tuple[str, str, str]]:
    query = select(versions.c.document_id, gists.c.gist, stories.c.component_id)
    query = query.join(stories, stories.c.version_id == versions.c.id).join(gists, _of_version())
    return query.where(which).order_by(versions.c.document_id)


def _of_version() -> ColumnElement[bool]:
    return and_(gists.c.version_id == versions.c.id, gists.c.purpose == STORIES)
