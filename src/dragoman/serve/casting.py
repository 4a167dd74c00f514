"""The commands that say who and where: `actors`, `places`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman.errors import NotFoundError
from dragoman.export.json import ActorLine, OfficeLine, PlaceLine, SaidBy, actor_to_json, place_to_json
from dragoman.serve.asking import Most, day_of
from dragoman.serve.keeping import Database
from dragoman.serve.output import Line, Output
from dragoman.serve.reading import Json
from dragoman.serve.record_view import styled
from dragoman.serve.words import place_words, plural, shortened
from dragoman.types import ActorKind, Disagreement, Identity, Judged, Judgement, Sighting

if TYPE_CHECKING:
    from dragoman.merge import KnownActor, Pairs, Tenure
    from dragoman.store import PlaceCount, Store

__all__ = ["actors", "actors_in", "gathered_actors", "places", "unmet_of_actors"]

Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="The beginning of a name, in any spelling.")]
Kind = Annotated[
    ActorKind | None,
    typer.Option("--kind", metavar="KIND", help="Only a person, office, organisation, country or group."),
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="Only of this country, by its name or code.")
]
KnownOn = Annotated[
    str | None,
    typer.Option("--as-known-on", metavar="DAY", help="Only from what was published up to this day, month or year."),
]
Contradicted = Annotated[
    bool, typer.Option("--contradicted", help="Only those of whose offices documents say what cannot all hold.")
]
Where = Annotated[
    str | None, typer.Option("--where", metavar="PLACE", help="The beginning of a name, or a country by name or code.")
]


def actors(
    db: Database = Path("dragoman.db"),
    who: Who = None,
    kind: Kind = None,
    country: Country = None,
    as_known_on: KnownOn = None,
    contradicted: Contradicted = False,
    limit: Most = None,
    as_json: Json = False,
) -> None:
    """List actors, with the offices they are said to hold.

    An office runs from the first to the last day on which a document says it; nothing is said of days outside.
    """
    from dragoman.merge import disagreements
    from dragoman.store import open_store
    from dragoman.store.fold import country_codes

    output = Output()
    until = day_of(as_known_on, "--as-known-on", last=True)
    if country is not None and not country_codes(country):
        raise typer.BadParameter(f"{country!r} is no country by its name or code", param_hint="--country")
    with open_store(db, create=False) as store:
        known = actors_in(store, who=who, kind=kind.value if kind else None, country=country, until=until)
    against = _Contradictions(disagreements(known))
    chosen = [a for a in known if not contradicted or against.of(a)][:limit]
    count = output.each(
        ((actor, against.of(actor)) for actor in chosen),
        lambda pair: _actor(*pair),
        (lambda pair: actor_to_json(_actor_line(*pair))) if as_json else None,
    )
    output.note(plural(count, "actor"))


def actors_in(
    store: Store,
    *,
    who: str | None = None,
    kind: str | None = None,
    country: str | None = None,
    until: date | None = None,
) -> tuple[KnownActor, ...]:
    """The actors of a database, as a person left them; those who are chosen as `Store.sightings` chooses.

    Who was judged is chosen by any of the names, whatever each document says.
    """
    judged = _judged(store)
    seen = list(store.sightings(who=who, kind=kind, country=country, until=until))
    if not judged or (who, kind, country) == (None, None, None):
        return gathered_actors(seen, judged)
    wanted = {sighting.key for sighting in seen}
    touched = (a for a in gathered_actors(store.sightings(until=until), judged) if a.judged)
    seen.extend(s for actor in touched for s in actor.sightings if s.key not in wanted)
    return tuple(a for a in gathered_actors(seen, judged) if any(s.key in wanted for s in a.sightings))


def unmet_of_actors(store: Store) -> tuple[Judgement, ...]:
    """The judgements of actors that change nothing, with the reason."""
    known = actors_in(store)
    return _judged(store).unmet_among([s.key for s in actor.sightings] for actor in known)


def _judged(store: Store) -> Pairs:
    from dragoman.merge import judged_actors

    made = [j for j in store.judgements() if j.about is Judged.ACTOR and j.taken_back_at is None]
    documents = {anchor.document_id for j in made for anchor in (j.one, j.other) if anchor}
    records = {}
    for document_id in sorted(documents):
        with suppress(NotFoundError):
            records[document_id] = store.record(document_id)
    return judged_actors(made, records)


def gathered_actors(sightings: Iterable[Sighting], judged: Pairs | None = None) -> tuple[KnownActor, ...]:
    """Actors across documents, by the product's own comparison of names and the shipped table of offices."""
    from dragoman.ground.actors.names_match import same_name
    from dragoman.ground.actors.persons import holdings_of
    from dragoman.ground.offices import shipped_table
    from dragoman.merge import NONE_JUDGED, Tenure, known_actors

    def table(identity: Identity) -> tuple[Tenure, ...]:
        return tuple(Tenure(h.office, (), h.known) for h in holdings_of(identity, shipped_table()) if h.known)

    return known_actors(
        sightings,
        same_name=lambda one, other: same_name(one, other).verdict == "same",
        table=table,
        judged=judged or NONE_JUDGED,
    )


def places(db: Database = Path("dragoman.db"), where: Where = None, limit: Most = None, as_json: Json = False) -> None:
    """List the places that documents name.

    With where they are, or the reason why that is not said.
    """
    from dragoman.store import open_store

    output = Output()
    with open_store(db, create=False) as store:
        found = store.places(where=where, limit=limit)
        count = output.each(found, lambda one: [_place(one)], _place_json if as_json else None)
    output.note(plural(count, "place"))


class _Contradictions:
    """Disagreements by what they are about, and by the values that are claimed."""

    def __init__(self, found: Iterable[Disagreement]) -> None:
        self._about: dict[str, dict[int, Disagreement]] = defaultdict(dict)
        self._claimed: dict[str, dict[int, Disagreement]] = defaultdict(dict)
        for number, one in enumerate(found):
            self._about[one.about][number] = one
            for claim in one.claims:
                self._claimed[claim.value][number] = one

    def of(self, actor: KnownActor) -> tuple[Disagreement, ...]:
        """What is said of the offices of an actor, or of who holds them, that cannot hold beside each other."""
        held = {**self._about.get(actor.key, {}), **self._claimed.get(actor.name, {})}
        return tuple(held[number] for number in sorted(held))


def _actor(actor: KnownActor, others: tuple[Disagreement, ...]) -> Iterator[Line]:
    head = styled(actor.name, "bold") + styled(f" · {actor.kind.value}")
    if actor.country and actor.kind is not ActorKind.COUNTRY:
        head.append_text(styled(f", {actor.country}"))
    told = f" · {plural(actor.documents, 'document')} of {plural(actor.publishers, 'publisher')}"
    head.append_text(styled(told))
    told_apart = "" if actor.identity else ", not in the tables"
    yield Line(head + styled(f"{told_apart}  {actor.key}", "dim"))
    also = [name for name in actor.names if name != actor.name]
    if also:
        yield Line(styled(", ".join(also), "dim"), "also", 4)
    for tenure in actor.tenures:
        yield Line(_tenure(tenure), "office", 4)
    for by in actor.judged:
        yield Line(styled(f"by {by.by} on {by.on} (judgement {by.judgement_id})", "magenta"), "judged", 4)
    for other in others:
        words = " against ".join(f"{c.value} ({plural(len(c.report_ids), 'document')})" for c in other.claims)
        yield Line(styled(words, "yellow"), other.field, 4)


def _tenure(tenure: Tenure) -> Text:
    days = [str(day) for day in (tenure.first, tenure.last) if day]
    when = " to ".join(dict.fromkeys(days)) or "undated"
    count = len({s.document_id for s in tenure.sightings})
    text = styled(f"{tenure.office.words} · {when}")
    return text + styled(f" ({plural(count, 'document')}) “{shortened(tenure.sightings[0].words, to=60)}”", "dim")


def _place_json(one: PlaceCount) -> str:
    return place_to_json(PlaceLine(one.name, one.place, one.absent, one.documents, one.mentions))


def _place(found: PlaceCount) -> Line:
    text = styled(place_words(found.place) if found.place else found.name, "bold")
    if found.place is None:
        text.append_text(styled(f" · {found.absent}", "yellow"))
    else:
        text.append_text(styled(f" · {found.place.kind}"))
        if found.place.latitude is not None and found.place.longitude is not None:
            text.append_text(styled(f" · {found.place.latitude:.4f}, {found.place.longitude:.4f}"))
    counts = f" · {plural(found.documents, 'document')}, {plural(found.mentions, 'mention')}"
    source = f"  {found.place.source_id}" if found.place else ""
    return Line(text + styled(counts) + styled(source, "dim"))


def _actor_line(actor: KnownActor, others: tuple[Disagreement, ...]) -> ActorLine:
    offices = tuple(
        OfficeLine(t.office, t.first, t.last, tuple(_said_by(s) for s in t.sightings)) for t in actor.tenures
    )
    return ActorLine(
        name=actor.name,
        kind=actor.kind.value,
        country=actor.country,
        identity=actor.identity,
        names=actor.names,
        documents=actor.documents,
        publishers=actor.publishers,
        offices=offices,
        contradicted=others,
        actor_id=actor.key,
        judged=actor.judged,
    )


def _said_by(sighting: Sighting) -> SaidBy:
    assert sighting.office is not None
    s = sighting
    return SaidBy(s.document_id, s.publisher, s.published, s.name, sighting.office, s.words)
