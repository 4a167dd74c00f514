"""Countries as actors, and capitals that stand for them."""

from __future__ import annotations

import re

from dragoman.ground.places import country_name, metonym_capital
from dragoman.lexicon import load
from dragoman.types import Mention, MentionKind

SURELY_NOT = 0.2
"""The most likely that a name may be the place itself for its use alone to make it its country."""

PAIRED = re.compile(r"\s*(?:and|,|-|–|/|as well as)\s+(?:the\s+)?([A-Z][\w'’-]+)|[-–]([A-Z][\w'’-]+)")
BEFORE = re.compile(r"\b(?:of|between|with|from|by|both|against|to)\s+(?:the\s+)?$")
LOCATED = re.compile(
    r"\b(?:in|at|near|from|to|into|outside)\s+(?:\w+\s+|(?:[A-Z][\w'’-]+\s+){1,3}and\s+)?$", re.IGNORECASE
)
"""Before a place where something is, alone or behind another ("to Washington and Moscow")."""

NEXT = re.compile(
    r"\s+(?:(?:has|have|had|will|would|also|is|was|again|does|did|not|repeatedly|officially|long)\s+){0,3}(\w+)"
)


def is_country(mention: Mention) -> bool:
    """Whether a mention names a country or its people, and not a place in it."""
    if mention.country is None:
        return False
    if mention.kind is MentionKind.PEOPLE:
        return True
    return mention.kind is MentionKind.PLACE and mention.name == country_name(mention.country)


def metonym_country(mention: Mention, text: str) -> str | None:
    """The country that a capital stands for: it says or decides something, or is paired with another capital.

    Where neither is seen, what the understanding says of the name's use decides, if it is sure. None for a capital
    where something happens, and for every other place.
    """
    if mention.kind is not MentionKind.PLACE or is_country(mention):
        return None
    code = metonym_capital(mention.name)
    if code is None or _located(text, mention):
        return None
    used = mention.literal is not None and mention.literal <= SURELY_NOT
    return code if used or _acts(text, mention) or _paired(text, mention) else None


def _located(text: str, mention: Mention) -> bool:
    before = text[max(0, mention.span.start - 40) : mention.span.start]
    return bool(LOCATED.search(before)) and not re.search(r"\b(?:between|with)\s*$", before)


def _acts(text: str, mention: Mention) -> bool:
    after = text[mention.span.end : mention.span.end + 60]
    found = NEXT.match(after)
    return bool(found) and found is not None and found.group(1).lower() in _verbs()


def _paired(text: str, mention: Mention) -> bool:
    """ "the policy of Minsk and Moscow", "Moscow-Beijing ties"."""
    after = PAIRED.match(text[mention.span.end : mention.span.end + 40])
    if after and metonym_capital(after.group(1) or after.group(2)):
        return True
    before = text[max(0, mention.span.start - 40) : mention.span.start]
    found = re.search(r"([A-Z][\w'’-]+)(?:\s+and\s+|\s*[-–]\s*)$", before)
    return bool(found) and found is not None and metonym_capital(found.group(1)) is not None


def _verbs() -> frozenset[str]:
    return frozenset(load("offices")["deciding"])
