"""Independent roots: how many sources stand behind several documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.merge.copies import Copy, families
from dragoman.merge.copies.compare import bare_name
from dragoman.types import ChainLink, Record, Value

__all__ = ["Root", "named_chain", "roots", "roots_of"]


@dataclass(frozen=True, slots=True)
class Root:
    """Documents that come to one source, by id, and why: one reason for each thing that ties them together.

    `source` is who their source chains begin with; where those name nobody, the id of the document that the others
    copy, or of the only one.
    """

    source: str
    documents: tuple[str, ...]
    why: tuple[str, ...]


def roots(
    documents: Iterable[str], copies: Iterable[Copy], chains: Mapping[str, Sequence[ChainLink]]
) -> tuple[Root, ...]:
    """The independent roots of documents: as many as there are sources, those of most documents first.

    Documents of one copy family are one, and so are those whose source chains (the origin first) begin with the same
    name. A document whose chain is not known stands for itself.
    """
    wanted = sorted(set(documents))
    groups = {d: [d] for d in wanted}
    reasons: dict[str, list[str]] = defaultdict(list)
    by_family = _by_family(wanted, copies)
    for ties, why in (*by_family, *_by_origin(wanted, chains)):
        reasons[ties[0]].append(why)
        for other in ties[1:]:
            _join(groups, ties[0], other)
    found = {id(g): g for g in groups.values()}.values()
    copied = {ties[0] for ties, _ in by_family}
    made = [_root(sorted(g), reasons, chains, copied) for g in found]
    return tuple(sorted(made, key=lambda r: (-len(r.documents), r.documents)))


def roots_of(records: Iterable[Record], copies: Iterable[Copy]) -> dict[str, str]:
    """The independent source that each document comes to, by document id."""
    chains = {record.document.document_id: named_chain(record) for record in records}
    found = roots(chains, copies, chains)
    return {document: root.source for root in found for document in root.documents}


def named_chain(record: Record) -> tuple[ChainLink, ...]:
    """The source chain with the usual names of those who are known, so that two spellings are one source."""
    usual = {
        name: actor.identity.value.name
        for actor in record.actors
        if isinstance(actor.identity, Value)
        for name in (actor.name, *actor.also)
    }
    return tuple(replace(link, name=usual.get(link.name, link.name)) for link in record.source_chain)


def _by_family(wanted: Sequence[str], copies: Iterable[Copy]) -> list[tuple[list[str], str]]:
    """Documents of one family, the root first where it is among them."""
    kept = set(wanted)
    ties = [([d for d in f.documents if d in kept], f"copies of {f.root}: {f.why}") for f in families(copies)]
    return [tie for tie in ties if len(tie[0]) > 1]


def _by_origin(wanted: Sequence[str], chains: Mapping[str, Sequence[ChainLink]]) -> list[tuple[list[str], str]]:
    """Documents whose chains begin with one name."""
    named: dict[str, list[str]] = {}
    for document in wanted:
        if chains.get(document):
            named.setdefault(bare_name(chains[document][0].name), []).append(document)
    return [(of, f"all from {chains[of[0]][0].name}") for of in named.values() if len(of) > 1]


def _join(groups: dict[str, list[str]], one: str, other: str) -> None:
    if groups[one] is groups[other]:
        return
    groups[one].extend(groups[other])
    for document in groups[other]:
        groups[document] = groups[one]


def _root(
    group: Sequence[str],
    reasons: Mapping[str, Sequence[str]],
    chains: Mapping[str, Sequence[ChainLink]],
    copied: Collection[str],
) -> Root:
    """The source of a group: the origin that most of its documents name, then the first by name; else who is copied."""
    why = tuple(why for document in group for why in reasons.get(document, ()))
    names = Counter(chains[d][0].name for d in group if chains.get(d))
    source = (
        min(names, key=lambda name: (-names[name], name))
        if names
        else next((d for d in group if d in copied), group[0])
    )
    return Root(source, tuple(group), why or ("no other document shares its text or its source",))
