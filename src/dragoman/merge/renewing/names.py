"""Countries that documents give for people and bodies of others: counted, so that one document changes a count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.merge.gists import Gist
from dragoman.merge.renewing.shelf import Name, Said, Shelf
from dragoman.merge.tellings import Lent, asked_by, lent_by

__all__ = ["lent_from", "renewed_names"]


def renewed_names(shelf: Shelf, document_id: str, gist: Gist | None) -> Iterator[str]:
    """Count what a document gives now, and not what it gave before; the names whose countries are others now.

    `gist` is None for a document that is gone.
    """
    before: Said | None = shelf.get("said", document_id)
    now = said_by(gist) if gist else None
    if now:
        shelf.put("said", document_id, now, keys=now.asks)
    else:
        shelf.drop("said", document_id)
    counted = Counter(now.gives if now else ())
    counted.subtract(Counter(before.gives if before else ()))
    changed = {key for (key, _), count in counted.items() if count}
    for key in sorted(changed):
        held: Name = shelf.get("name", key) or Name(())
        answer = lent_from(shelf, key)
        counts = Counter(dict(held.given))
        counts.update({value: count for (of, value), count in counted.items() if of == key})
        given = tuple(sorted((value, count) for value, count in counts.items() if count > 0))
        shelf.put("name", key, Name(given)) if given else shelf.drop("name", key)
        if lent_from(shelf, key) != answer:
            yield key


def said_by(gist: Gist) -> Said:
    """What one document says, by the keys of names."""
    gives = tuple(sorted((key, value) for telling in gist.tellings for key, value in lent_by(telling)))
    asks = {key for telling in gist.tellings for key in asked_by(telling)}
    return Said(gives, tuple(sorted(asks)), gist.bodies)


def lent_from(shelf: Shelf, key: str) -> Lent:
    """The countries of a name, where the documents agree; none where they do not."""
    held: Name | None = shelf.get("name", key)
    return tuple(held.given[0][0].split()) if held and len(held.given) == 1 else ()
