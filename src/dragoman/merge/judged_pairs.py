"""Two things that a person judged to be one, or one that is two: what holds of it, and groups made anew by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dragoman.types import Anchor, Judged, JudgedBy, Judgement, Verdict

__all__ = ["NONE_JUDGED", "Pair", "Pairs", "pairs_of", "regrouped", "unmet"]

T = TypeVar("T")

Pair = tuple[str, str]
"""Two keys, the smaller first."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What was judged one, and two, among things of one kind: by both keys, in the order of the judgements.

    `taken` has for each pair that is two the key that is taken out; `lost` is what could not be replayed, with the
    reason.
    """

    same: Mapping[Pair, Judgement] = field(default_factory=dict)
    apart: Mapping[Pair, Judgement] = field(default_factory=dict)
    taken: Mapping[Pair, str] = field(default_factory=dict)
    lost: tuple[Judgement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.apart)

    def deciders(self, keys: Iterable[str]) -> tuple[JudgedBy, ...]:
        """Who decided that some keys are together, or that another is not with them, in order of the judgements."""
        if not self:
            return ()
        held = set(keys)
        together = (judgement for pair, judgement in self.same.items() if held >= set(pair))
        without = (judgement for pair, judgement in self.apart.items() if len(held & set(pair)) == 1)
        return tuple(sorted({judgement.judged_by for judgement in (*together, *without)}))

    def unmet_among(self, groups: Iterable[Iterable[str]]) -> tuple[Judgement, ...]:
        """All that changed nothing, with the reason, where the keys are grouped so in the end."""
        found = [*self.lost]
        group_of = {key: number for number, group in enumerate(groups) for key in group} if self else {}
        for pair, judgement in (*self.same.items(), *self.apart.items()):
            one, other = (group_of.get(key) for key in pair)
            if one is None or other is None:
                found.append(unmet(judgement, "what it is about is not there any more"))
            elif pair in self.apart and one == other:
                found.append(unmet(judgement, "both are told by reports of one event"))
            elif pair in self.same and one != other:
                found.append(unmet(judgement, self._parting({one, other}, group_of)))
        return tuple(found)

    def _parting(self, groups: set[int], group_of: Mapping[str, int]) -> str:
        """Which judgement keeps two groups apart."""
        by = [j for (one, other), j in self.apart.items() if {group_of.get(one), group_of.get(other)} == groups]
        return f"judgement {by[0].judgement_id} keeps them apart" if by else "the two cannot be one"


NONE_JUDGED = Pairs()


def pairs_of(
    judgements: Iterable[Judgement],
    about: Judged,
    key_of: Callable[[Anchor], str | None],
    refused: Callable[[str, str], str] = lambda one, other: "",
) -> Pairs:
    """The judgements of one kind that hold, on what is still found; `refused` says why two keys are not judged."""
    same: dict[Pair, Judgement] = {}
    apart: dict[Pair, Judgement] = {}
    taken: dict[Pair, str] = {}
    lost: list[Judgement] = []
    for judgement in _holding(judgements, about):
        one, other = (key_of(anchor) if anchor else None for anchor in (judgement.one, judgement.other))
        if one is None or other is None:
            lost.append(unmet(judgement, "its words are not found any more, or are read otherwise"))
            continue
        why = "both are one and the same now" if one == other else refused(one, other)
        if why:
            lost.append(unmet(judgement, why))
            continue
        pair = (one, other) if one < other else (other, one)
        before = [kind.pop(pair) for kind in (same, apart) if pair in kind]
        lost.extend(unmet(earlier, f"judgement {judgement.judgement_id} on the same is later") for earlier in before)
        if judgement.verdict is Verdict.SAME:
            same[pair] = judgement
        else:
            apart[pair], taken[pair] = judgement, other
    return Pairs(same, apart, taken, tuple(lost))


def regrouped(
    groups: Iterable[Sequence[T]], pairs: Pairs, keys_of: Callable[[T], Iterable[str]]
) -> tuple[tuple[T, ...], ...]:
    """Groups of things as a person left them; those that nobody judged as they were, and first.

    Of two that are not one, the one that is taken out stands alone, and all others stay where they are. Then groups
    are joined, but none that would bring together what is kept apart.
    """
    held = {number: [*group] for number, group in enumerate(groups)}
    if not pairs:
        return tuple(map(tuple, held.values()))
    at = {key: (number, thing) for number, group in held.items() for thing in group for key in keys_of(thing)}
    for pair, key in pairs.taken.items():
        if not at.keys() >= set(pair):
            continue
        (one, mine), (other, theirs) = (at[k] for k in pair)
        if one == other and mine is not theirs:
            number, thing = at[key]
            held[number] = [t for t in held[number] if t is not thing]
            _put(held, at, [thing], keys_of)
    for pair in pairs.same:
        one, other = (at[key][0] if key in at else -1 for key in pair)
        parted = any({at[k][0] if k in at else -1 for k in kept} == {one, other} for kept in pairs.apart)
        if one != other and -1 not in (one, other) and not parted:
            first, second = sorted((one, other), key=lambda n: (-len(held[n]), n))
            _put(held, at, [*held.pop(first), *held.pop(second)], keys_of)
    return tuple(tuple(group) for group in held.values())


def _put(
    held: dict[int, list[T]], at: dict[str, tuple[int, T]], things: list[T], keys_of: Callable[[T], Iterable[str]]
) -> None:
    """A new group of some things."""
    number = max(held, default=-1) + 1
    held[number] = things
    at.update((key, (number, thing)) for thing in things for key in keys_of(thing))


def unmet(judgement: Judgement, why: str) -> Judgement:
    """A judgement that changes nothing, with the reason."""
    return replace(judgement, without_effect=why)


def _holding(judgements: Iterable[Judgement], about: Judged) -> Iterator[Judgement]:
    """The judgements of one kind that were not taken back, in order."""
    held = (j for j in judgements if j.about is about and j.taken_back_at is None)
    return iter(sorted(held, key=lambda j: j.judgement_id))
