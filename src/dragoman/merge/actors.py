"""Actors across documents: sightings of one identity, or of names that may be one, as one actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.merge.judged_pairs import NONE_JUDGED, Pairs, regrouped
from dragoman.merge.tenures import Tenure, tenures_of
from dragoman.types import ActorKind, Identity, JudgedBy, Sighting

__all__ = ["KnownActor", "SameName", "TableOf", "known_actors"]

SameName = Callable[[str, str], bool]
"""Whether two names of people may be one person's."""

TableOf = Callable[[Identity], tuple[Tenure, ...]]
"""The tenures of an identity by the table of offices."""


@dataclass(frozen=True)
class KnownActor:
    """An actor across documents, from its sightings in order. `identity` is None where the tables have none.

    `by_table` are the tenures that the table of offices has for it. `judged` are people who decided who is and is not
    it; what one of them took out of another actor has the key of its first sighting.
    """

    kind: ActorKind
    name: str
    country: str | None
    identity: Identity | None
    sightings: tuple[Sighting, ...]
    by_table: tuple[Tenure, ...] = ()
    judged: tuple[JudgedBy, ...] = ()
    taken_out: bool = False

    @property
    def key(self) -> str:
        """The id of the identity; without one kind, name and country, or where it was first seen."""
        if self.identity:
            return self.identity.identity_id
        if self.taken_out:
            return self.sightings[0].key
        return ":".join(part for part in (self.kind.value, self.name.casefold(), self.country or "") if part)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What documents call it, most used first."""
        counted = Counter({s.name: 0 for s in self.sightings})
        counted.update(s.name for s in self.sightings)
        return tuple(sorted(counted, key=lambda name: (-counted[name], name)))

    @cached_property
    def documents(self) -> int:
        """The number of documents."""
        return len({s.document_id for s in self.sightings})

    @cached_property
    def publishers(self) -> int:
        """The number of publishers that are known."""
        return len({s.publisher for s in self.sightings} - {None})

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """The offices that documents give it, by first day."""
        return tenures_of(self.sightings)


def known_actors(
    sightings: Iterable[Sighting],
    *,
    same_name: SameName,
    table: TableOf = lambda _: (),
    judged: Pairs = NONE_JUDGED,
) -> tuple[KnownActor, ...]:
    """The actors, those in most documents first, then by name.

    Sightings of one identity are one actor. Others are one where kind and name are the same and no country speaks
    against it; people also where `same_name` says so of two full names and it says so of no third. A surname alone
    joins nobody. `table` gives the tenures that the table of offices has for an identity. `judged` are pairs of keys of
    sightings; of two that are not one, the one that is taken out has no identity any more if it had the other's.
    """
    groups: dict[tuple[str, ...], list[Sighting]] = {}
    for sighting in sightings:
        groups.setdefault(_key(sighting), []).append(sighting)
    joined = regrouped(_joined(_with_countries(groups), same_name), judged, lambda s: [s.key])
    lent = _lent(joined, judged)
    found = [_actor([replace(s, identity=None) if s.key in lent else s for s in of], table, judged) for of in joined]
    return tuple(
        sorted(_told_apart(found, judged), key=lambda a: (-a.documents, a.name, a.country or "", a.kind, a.key))
    )


def _told_apart(actors: Sequence[KnownActor], judged: Pairs) -> Iterator[KnownActor]:
    """The actors; of several with one key those that were taken out of another have one of their own."""
    shared = Counter(actor.key for actor in actors)
    taken = set(judged.taken.values())
    for actor in actors:
        own = shared[actor.key] > 1 and any(s.key in taken for s in actor.sightings)
        yield replace(actor, taken_out=True) if own else actor


def _lent(groups: Iterable[Sequence[Sighting]], judged: Pairs) -> frozenset[str]:
    """The keys of those that were taken out of the actor whose identity they were given."""
    wanted = {key for pair in judged.apart for key in pair}
    identities = {s.key: s.identity for group in groups for s in group if s.key in wanted} if wanted else {}
    alike = [pair for pair in judged.apart if len({identities.get(key) for key in pair}) == 1]
    return frozenset(judged.taken[pair] for pair in alike)


def _key(sighting: Sighting) -> tuple[str, ...]:
    if sighting.identity:
        return ("identity", sighting.identity.identity_id)
    return (str(sighting.kind), " ".join(sighting.name.casefold().split()), sighting.country or "")


def _with_countries(groups: dict[tuple[str, ...], list[Sighting]]) -> list[list[Sighting]]:
    """A name without a country goes to the same name with one, where there is just one."""
    fuller: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key in groups:
        if key[0] != "identity" and key[-1]:
            fuller.setdefault(key[:-1], []).append(key)
    for key in [k for k in groups if k[0] != "identity" and not k[-1]]:
        same = fuller.get(key[:-1], ())
        if len(same) == 1:
            groups[same[0]].extend(groups.pop(key))
    return list(groups.values())


def _joined(groups: list[list[Sighting]], same_name: SameName) -> list[list[Sighting]]:
    """People whose full names may be one person's, each with the one group that fits; the larger take the smaller."""
    kept: list[list[Sighting]] = []
    blocks: dict[str, list[list[Sighting]]] = {}
    for group in sorted(groups, key=lambda of: (of[0].identity is None, -len(of), of[0].name)):
        block = blocks.setdefault(_block(group), [])
        fitting = [other for other in block if _may_join(group, other, same_name)]
        if len(fitting) == 1:
            fitting[0].extend(group)
            continue
        kept.append(group)
        block.append(group)
    return kept


def _block(group: Sequence[Sighting]) -> str:
    """The first letters of the last word: spellings of a surname rarely differ there."""
    return f"{group[0].kind}:{group[0].name.split()[-1][:2].casefold()}" if group[0].name.split() else ""


def _may_join(group: Sequence[Sighting], other: Sequence[Sighting], same_name: SameName) -> bool:
    one, two = group[0], other[0]
    if one.kind is not ActorKind.PERSON or two.kind is not ActorKind.PERSON or one.identity:
        return False
    if len({s.country for s in (*group, *(other if two.identity is None else other[:1])) if s.country}) > 1:
        return False
    names = {s.name for s in other} | ({two.identity.name} if two.identity else set())
    return " " in one.name and any(" " in name and same_name(one.name, name) for name in sorted(names))


def _actor(sightings: Sequence[Sighting], table: TableOf, judged: Pairs) -> KnownActor:
    ordered = tuple(sorted(sightings, key=lambda s: (s.published is None, s.published, s.document_id)))
    identity = next((s.identity for s in ordered if s.identity), None)
    counted = Counter(s.name for s in ordered)
    usual = max(counted, key=lambda name: (len(name.split()) > 1, counted[name], name))
    country = next((s.country for s in ordered if s.country), None)
    held = table(identity) if identity else ()
    return KnownActor(
        ordered[0].kind,
        identity.name if identity else usual,
        country,
        identity,
        ordered,
        held,
        judged.deciders(s.key for s in ordered),
    )
