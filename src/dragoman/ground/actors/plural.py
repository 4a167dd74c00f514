"""Plurals: who "the ministers" and "the two sides" are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dragoman.ground.actors.offices import fits
from dragoman.spans import Span
from dragoman.types import Actor, ActorKind, Mention, MentionKind, value_of

REACH = 1_500
TITLED = frozenset(("leaders", "pair", "two"))


def plural_members(
    mention: Mention, mentions: Sequence[Mention], actors: Mapping[str, Actor], spans: Mapping[Span, str]
) -> tuple[str, ...]:
    """The ids of the two who a plural stands for: the two before it that fit; () where there are not just two.

    "The ministers" are people with an office of that title, "the two leaders" people, "the two sides" countries.
    Only what stands in the text within some sentences before counts. `actors` and `spans` are those of
    `resolve_actors`, the former by id.
    """
    if "plural" not in mention.by:
        return ()
    first = bisect_left(mentions, mention.span.start - REACH, key=lambda m: m.span.start)
    after = bisect_left(mentions, mention.span.start, key=lambda m: m.span.start)
    before = [m for m in mentions[first:after] if m.span.end <= mention.span.start and m.span in spans]
    fitting = [spans[m.span] for m in reversed(before) if _fits(mention, actors[spans[m.span]])]
    last = list(dict.fromkeys(fitting))
    return tuple(reversed(last)) if len(last) == 2 else ()


def _fits(mention: Mention, actor: Actor) -> bool:
    if mention.kind is MentionKind.OFFICE:
        office = value_of(actor.office)
        return bool(mention.office and office and actor.kind is ActorKind.PERSON and fits(mention.office, office))
    if mention.name in TITLED:
        return actor.kind is ActorKind.PERSON
    if mention.name in ("countries", "nations", "states", "capitals"):
        return actor.kind is ActorKind.COUNTRY
    return actor.kind is ActorKind.COUNTRY if mention.name in ("sides", "parties", "delegations") else False
