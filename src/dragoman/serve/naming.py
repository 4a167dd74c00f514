"""What an id on the command line stands for: a report, event, series, instrument or actor among all gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import NotFoundError
from dragoman.types import Judged

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.merge import KnownActor
    from dragoman.serve.whole import Whole

__all__ = ["Named", "command_for", "named"]

_COMMANDS = (
    (re.compile(r"se[0-9a-z]+-r[0-9]+"), "a series", "dragoman series"),
    (re.compile(r"e[0-9a-z]+-r[0-9]+"), "an event", "dragoman event {}"),
    (re.compile(r"id[0-9a-f]+-[a-z].*"), "an instrument across documents", "dragoman instruments"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """Of which kind a thing is, and what it is made of: keys of reports, instruments or sightings, in order.

    A series has the first report of each edition.
    """

    kind: Judged
    keys: tuple[str, ...]


def command_for(wanted: str) -> str:
    """What an id looks like that no document has, with the command that knows it; "" where it looks like nothing."""
    return next((f"{what}, see `{by.format(wanted)}`" for shape, what, by in _COMMANDS if shape.fullmatch(wanted)), "")


def named(whole: Whole, actors: Callable[[], Iterable[KnownActor]], wanted: str) -> Named:
    """What an id stands for, or the beginning of just one.

    An event may be named by any of its reports, with an "e" before it. `actors` are asked only where nothing else has
    the id, and it looks like one of theirs. Raises `NotFoundError`.
    """
    held = _held(whole)
    event_of = {f"e{key}": f"e{event.report_ids[0]}" for event in whole.events for key in event.report_ids}
    exact = held.get(wanted) or held.get(event_of.get(wanted, ""))
    if exact:
        return exact
    begun = {key: one for key, one in held.items() if key.startswith(wanted)}
    if not begun and (":" in wanted or "/" in wanted):
        begun = _of_actors(actors(), wanted)
    if len(begun) != 1:
        some = ", ".join(sorted(begun)[:5])
        message = f"begins {len(begun)} things: {some}" if begun else "no event, report, series, instrument or actor"
        raise NotFoundError(message, subject=wanted)
    return next(iter(begun.values()))


def _held(whole: Whole) -> dict[str, Named]:
    """All but actors, by id; an instrument also by the id that it has in a document."""
    held = {key: Named(Judged.EVENT, (key,)) for key in whole.tellings}
    held |= {event.event_id: Named(Judged.EVENT, event.report_ids) for event in whole.events}
    for one in whole.series:
        keys = tuple(whole.by_id[edition.event_id].report_ids[0] for edition in one.editions)
        held[one.series_id] = Named(Judged.SERIES, keys)
    for known in whole.instruments:
        keys = tuple(f"{stage.document_id}/{stage.instrument_id}" for stage in known.stages)
        held |= {key: Named(Judged.INSTRUMENT, (key,)) for key in keys}
        held[known.instrument_id] = Named(Judged.INSTRUMENT, keys)
    return held


def _of_actors(actors: Iterable[KnownActor], wanted: str) -> dict[str, Named]:
    """The actors of an id or its beginning, across documents, or in one as DOCUMENT/ID."""
    held: dict[str, Named] = {}
    for actor in actors:
        keys = tuple(sighting.key for sighting in actor.sightings)
        held |= {key: Named(Judged.ACTOR, (key,)) for key in keys}
        held[actor.key] = Named(Judged.ACTOR, keys)
    exact = {key: held[key] for key in (wanted,) if key in held}
    return exact or {key: one for key, one in held.items() if key.startswith(wanted)}
