"""Families of copies: each with the document that the others come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.merge.copies.compare import LEAST_SHARE, Copy

__all__ = ["Family", "families"]


@dataclass(frozen=True, slots=True)
class Family:
    """Documents whose text comes from one of them: the root first, the others by id. `why` says why it is the root."""

    root: str
    documents: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Descent:
    """A copy read as: the child comes from the parent. `share` is how much of the child that is."""

    child: str
    parent: str
    share: float
    copy: Copy


def families(copies: Iterable[Copy]) -> tuple[Family, ...]:
    """The families, by their roots. A document without copies is in none.

    A document comes from those that it credits or that were earlier; where that is not said the fuller text goes
    first, then the first by id. Each joins only the one that it shares most words with, and none where it is mostly its
    own text: so a digest does not make one family of all that is in it, nor a sentence of all who print it.
    """
    descents = sorted(
        map(_descent, copies), key=lambda d: (-d.copy.words, d.copy.origin is None, d.copy.one, d.copy.other)
    )
    shares: dict[str, float] = {}
    for descent in descents:
        shares[descent.child] = shares.get(descent.child, 0) + descent.share
    parents: dict[str, _Descent] = {}
    for d in descents:
        if d.child not in parents and shares[d.child] >= LEAST_SHARE and _root(parents, d.parent) != d.child:
            parents[d.child] = d
    members: dict[str, set[str]] = {}
    for child in parents:
        members.setdefault(_root(parents, child), set()).add(child)
    return tuple(_family(root, members[root], parents) for root in sorted(members))


def _descent(copy: Copy) -> _Descent:
    one_first = copy.origin == copy.one if copy.origin else copy.share_of_one <= copy.share_of_other
    if one_first:
        return _Descent(copy.other, copy.one, copy.share_of_other, copy)
    return _Descent(copy.one, copy.other, copy.share_of_one, copy)


def _root(parents: Mapping[str, _Descent], document: str) -> str:
    while document in parents:
        document = parents[document].parent
    return document


def _family(root: str, others: set[str], parents: Mapping[str, _Descent]) -> Family:
    """The family, with the reasons of the copies that come straight from its root, each once."""
    straight = {parents[other].copy for other in others if parents[other].parent == root}
    said = sorted({c.why if c.origin else f"the fuller text, or first by id ({c.why})" for c in straight})
    return Family(root, (root, *sorted(others)), "; ".join(said))
