"""Independent roots: how many sources stand behind several documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.merge.copies import Copy, families
from dragoman.merge.copies.compare import bare_name
from dragoman.types import ChainLink

__all__ = ["Root", "roots"]


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
    for ties, why in (*_by_family(wanted, copies), *_by_origin(wanted, chains)):
        reasons[ties[0]].append(why)
        for other in ties[1:]:
            _join(groups, ties[0], other)
    found = {id(g): g for g in groups.values()}.values()
    made = [_root(sorted(g), reasons, chains) for g in found]
    return tuple(sorted(made, key=lambda r: (-len(r.documents), r.documents)))


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
    group: Sequence[str], reasons: Mapping[str, Sequence[str]], chains: Mapping[str, Sequence[ChainLink]]
) -> Root:
    """The source of a group is the origin that most of its documents name, then the first by name."""
    why = tuple(why for document in group for why in reasons.get(document, ()))
    names = Counter(chains[d][0].name for d in group if chains.get(d))
    source = min(names, key=lambda name: (-names[name], name)) if names else _first(group, why)
    return Root(source, tuple(group), why or ("no other document shares its text or its source",))


def _first(group: Sequence[str], why: Sequence[str]) -> str:
    """The document that the others copy, where it is one of them."""
    return next((d for d in group if any(w.startswith(f"copies of {d}:") for w in why)), group[0])
