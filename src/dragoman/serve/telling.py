"""The commands on which documents tell one happening, and which are copies: `stories`, `story`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import NotFoundError
from dragoman.export.json import CopyLine, SourceLine, StoryLine, merged_to_json
from dragoman.serve.asking import Most
from dragoman.serve.keeping import Database
from dragoman.serve.output import Line, Output
from dragoman.serve.progress import Counter
from dragoman.serve.reading import Json
from dragoman.serve.record_view import styled
from dragoman.serve.words import plural
from dragoman.types import Story

if TYPE_CHECKING:
    from dragoman.merge.copies import Copy
    from dragoman.merge.stories import Comparison
    from dragoman.serve.stories import Told
    from dragoman.store import Heading, Store

__all__ = ["stories", "story"]

Least = Annotated[int, typer.Option("--least", metavar="N", min=1, help="Only stories of N documents or more.")]
Wanted = Annotated[str, typer.Argument(metavar="ID", help="A document of the story; the beginning of its id will do.")]


def stories(db: Database = Path("dragoman.db"), least: Least = 2, limit: Most = None, as_json: Json = False) -> None:
    """List stories: documents about one happening.

    Those of most documents are first.
    """
    output = Output()
    with _told(output, db) as (store, told):
        found = [one for one in told.all() if len(one.document_ids) >= least]
        chosen = sorted(found, key=lambda s: (-len(s.document_ids), s.story_id))[:limit]
        to_json = (lambda one: merged_to_json(StoryLine(one.story_id, one.document_ids))) if as_json else None
        headings = {} if as_json else store.headings(key for one in chosen for key in one.document_ids)
        count = output.each(chosen, lambda one: [_row(one, headings)], to_json)
    output.note(plural(count, "story", "stories"))


def story(wanted: Wanted, db: Database = Path("dragoman.db"), as_json: Json = False) -> None:
    """Show the story that a document is in.

    Its documents, what is copied from where, and why they are together.
    """
    from dragoman.merge import copies_of, roots_of

    output = Output()
    with _told(output, db) as (store, told):
        found = store.find(wanted)
        explained = told.explain(found.record.document.document_id)
        if explained is None:
            raise NotFoundError("an older version of its page, which is in no story", subject=wanted)
        one = explained.story
        headers = store.headings(one.document_ids)
        records = [store.record(document_id) for document_id in one.document_ids]
    copies = copies_of(records)
    roots = roots_of(records, copies)

    def screen(one: Story) -> Iterator[Line]:
        return _screen(one, headers, copies, roots, explained.comparisons)

    output.each([one], screen, (lambda one: merged_to_json(_line(one, copies, roots))) if as_json else None)


@contextmanager
def _told(output: Output, db: Path) -> Iterator[tuple[Store, Told]]:
    """The database, and the stories of its documents."""
    from dragoman.serve.stories import stories_of
    from dragoman.store import open_store

    with open_store(db, create=False) as store, Counter(output, "documents") as counter:
        yield store, stories_of(store, steps=counter.counted)


def _row(one: Story, headings: Mapping[str, Heading]) -> Line:
    held = [headings[document_id] for document_id in one.document_ids]
    title = next((h.title for h in held if h.title), held[0].name)
    publishers = ", ".join(dict.fromkeys(h.publisher for h in held if h.publisher))
    told = " · ".join(part for part in (plural(len(held), "document"), publishers) if part)
    return Line(styled(title, "bold") + styled(f" · {told}") + styled(f"  {one.story_id}", "dim"), _day(held[0]))


def _line(one: Story, copies: Iterable[Copy], roots: Mapping[str, str]) -> StoryLine:
    shared = (CopyLine(c.one, c.other, c.share_of_one, c.share_of_other, c.origin, c.why) for c in copies)
    by_source: dict[str, list[str]] = {}
    for document_id in one.document_ids:
        by_source.setdefault(roots[document_id], []).append(document_id)
    sources = (SourceLine(source, tuple(of)) for source, of in by_source.items())
    return StoryLine(one.story_id, one.document_ids, tuple(shared), tuple(sources))


def _day(heading: Heading) -> str:
    return str(heading.first_day or "undated")


def _screen(
    one: Story,
    headers: Mapping[str, Heading],
    copies: Iterable[Copy],
    roots: Mapping[str, str],
    comparisons: Iterable[Comparison],
) -> Iterator[Line]:
    sources = len({roots[document_id] for document_id in one.document_ids})
    count = f"{plural(len(one.document_ids), 'document')} · {plural(sources, 'independent source')}"
    yield Line(styled(count, "bold") + styled(f"  {one.story_id}", "dim"))
    for document_id in one.document_ids:
        header = headers[document_id]
        name = " · ".join(part for part in (header.publisher, header.title or header.name) if part)
        yield Line(styled(name) + styled(f"  {document_id}", "dim"), _day(header), 2)
        for copy in copies:
            if document_id in (copy.one, copy.other):
                yield from _copy(copy, document_id, headers)
    members = set(one.document_ids)
    pairs = [c for c in comparisons if c.one in members and c.other in members]
    if pairs:
        yield Line(styled(""))
        yield Line(styled("Why these documents are one story", "bold"), depth=2)
    for pair in sorted(pairs, key=lambda c: (c.apart, -c.likeness, c.one, c.other)):
        parts = ", ".join(
            f"{name.replace('_', ' ')} {value:.2f} ({adds:+.1f})" for name, value, adds in pair.parts if adds
        )
        like = "apart" if pair.apart else f"{pair.likeness:.2f}"
        yield Line(styled(f"{pair.one} = {pair.other} ({like}): ") + styled(parts, "dim"), depth=4)


def _copy(copy: Copy, document_id: str, headers: Mapping[str, Heading]) -> Iterator[Line]:
    """What a document shares with another, said at the one that is not the origin; at the first where that is open."""
    if document_id == (copy.origin or copy.other):
        return
    other = copy.other if document_id == copy.one else copy.one
    share = copy.share_of_one if document_id == copy.one else copy.share_of_other
    name = headers[other].publisher or headers[other].name
    verb = "copied from" if copy.origin else "shared with"
    yield Line(styled(f"{share:.0%} of its own words {verb} {name}", "yellow") + styled(f"  {other}", "dim"), depth=15)
