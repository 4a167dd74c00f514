"""Which way the words around a time look: back or ahead, by the verb that it goes with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.ground.times.meaning import Direction
from dragoman.ground.times.phrases import list_of, table
from dragoman.ground.times.tokens import PAD, Token, tokens_of
from dragoman.spans import Span

__all__ = ["Tenses", "tenses_of"]

_GROUP = 4
"""So many words behind its first a verb group may still go on ("will not have been finally signed")."""


_TOOK = (["took"], ["take"], ["takes"], ["taken"])
_NOT_BEFORE = (["as", "soon", "as"], ["as", "early", "as"], ["no", "later", "than"])


@dataclass(frozen=True, slots=True)
class Group:
    """A verb group: its first token, the one after its last, and which way it looks. `owned`: "the planned trip"."""

    first: int
    end: int
    look: Direction
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Tenses:
    """The verb groups of a sentence, in order, and where its tokens begin."""

    tokens: Sequence[Token]
    starts: tuple[int, ...]
    groups: tuple[Group, ...]

    def at(self, span: Span) -> Direction:
        """The direction of a time in the sentence, by the verb before it, or the one behind it where it opens a clause.

        NONE where there is no verb, or one of the present.
        """
        first, last, before, after = self._around(span)
        if self._is_deadline(first, last):
            return Direction.FORWARD
        near = before is not None and before.end >= first - 1
        next_to = after is not None and after.first == last and not near  # "the ministry on Sunday issued"
        if after is not None and (before is None or next_to or self._opens(first, last)):
            return after.look
        return before.look if before is not None else Direction.NONE

    def beside(self, span: Span) -> tuple[Direction, Span] | None:
        """The direction and the place of the verb that touches a time ("on Sunday issued", "met on Sunday")."""
        first, last, before, after = self._around(span)
        near = before is not None and before.end >= first - (self.tokens[first - 1].word in list_of("before_time"))
        group = before if near else after if after is not None and after.first == last else None
        if group is None or group.owned:
            return None
        return group.look, Span(self.tokens[group.first].start, self.tokens[group.end - 1].end)

    def opens(self, span: Span) -> bool:
        """Whether a clause begins with a time, and a verb follows."""
        first, last, _, after = self._around(span)
        return after is not None and self._opens(first, last)

    def _around(self, span: Span) -> tuple[int, int, Group | None, Group | None]:
        """The tokens of a time, from and up to, and the verb groups before and behind it."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        number = bisect_left(self.groups, first + 1, key=lambda g: g.end)
        before = self.groups[number - 1] if number else None
        number = bisect_left(self.groups, last, key=lambda g: g.first)
        behind = (g for g in self.groups[number:] if not g.owned)
        return first, last, before, next(behind, None)

    def _is_deadline(self, first: int, last: int) -> bool:
        """Whether a time is one that something waits for: no later than, postponed until, until Friday to reply."""
        words = [t.word for t in self.tokens[max(0, first - 3) : first]]
        if words in _NOT_BEFORE:
            return True
        off = len(words) > 1 and words[-1] in ("until", "till", "to") and words[-2] in list_of("puts_off")
        given = words[-1:] == ["until"] and self.tokens[last].word == "to" and words[-2:-1] not in _TOOK
        return off or given

    def _opens(self, first: int, last: int) -> bool:
        """Whether a clause begins with a time, its preposition apart; in brackets of its own it does not."""
        at = first - 1
        while at >= 0 and self.tokens[at].word in list_of("before_time"):
            at -= 1
        if at >= 0 and self.tokens[at].word == "(" and self.tokens[last].word == ")":
            return False
        return at < 0 or self.tokens[at].word in list_of("opens_clause")


def tenses_of(text: str, sentence: Span) -> Tenses:
    """The verb groups of a sentence, in order; linear in its length."""
    tokens = tokens_of(text, sentence)
    groups: list[Group] = []
    at = 0
    while at < len(tokens) - PAD:
        found = _group(tokens, at)
        if found is not None:
            groups.append(found)
        at = found.end if found else at + 1
    return Tenses(tokens, tuple(t.start for t in tokens[:-PAD]), tuple(groups))


def _group(t: Sequence[Token], i: int) -> Group | None:
    """The verb group that begins at a token, with all that belongs to it; None where there is none."""
    word = t[i].word
    if word == "am" and t[i - 1].kind in ("number", "clock"):
        return None
    if word in list_of("looks_ahead") and not (word == "may" and t[i].capital):
        end = _group_end(t, i)
        had = any(t[k].word in ("have", "'ve") for k in range(i + 1, min(end, i + 3)))
        return Group(i, end, Direction.BACK if had and word not in ("will", "shall", "'ll") else Direction.FORWARD)
    if _is_plan(t, i):
        return Group(i, _plan_end(t, i), Direction.FORWARD, _is_owned(t, i))
    if word in list_of("looks_back") or word in list_of("looks_at_now"):
        end = _group_end(t, i)
        plan = next((k for k in range(i + 1, end + 1) if _is_plan(t, k)), None)
        if plan is not None:
            over = word in ("had", "'d") or t[i + 1].word == "been"  # "it had been due to expire"
            return Group(i, _plan_end(t, plan), Direction.BACK if over else Direction.FORWARD)
        to = word in list_of("looks_at_now") and word != "'s" and t[i + 1].word == "to"
        if word == "'s" and (end == i + 1 or _is_time(t[i - 1])):
            return None  # "Friday's meeting"
        back = word in list_of("looks_back") and word != "having"
        if to:
            return Group(i, _plan_end(t, i), Direction.FORWARD)
        return Group(i, end, Direction.BACK if back else Direction.NONE)
    return Group(i, i + 1, Direction.BACK) if _is_past(t, i) else None


def _is_time(token: Token) -> bool:
    """Whether a word names a day or a longer time, so that an 's behind it owns what follows."""
    names = ("weekdays", "months", "units")
    return token.word in ("today", "yesterday", "tomorrow") or any(token.word in table(name) for name in names)


def _group_end(t: Sequence[Token], i: int) -> int:
    """The token after the last participle or helping verb of a group."""
    end = i + 1
    for at in range(i + 1, i + 1 + (1 if t[i].word == "'s" else _GROUP)):
        word = t[at].word
        helps = word in list_of("looks_back") or word in list_of("looks_at_now")
        if helps or _past_shape(t[at]) or word.endswith("ing"):
            end = at + 1
        elif t[at].kind != "word" or word in ("the", "a", "an", "and", "that", "to") or t[at].capital:
            break
    return end


def _is_plan(t: Sequence[Token], i: int) -> bool:
    word = t[i].word
    if word not in list_of("plans"):
        return False
    if word == "due" and t[i + 1].word == "to" and (t[i + 2].word in list_of("year_owners") or t[i + 2].capital):
        return False  # "due to the weather"
    return word not in list_of("plans_to") or t[i + 1].word == "to"


def _is_owned(t: Sequence[Token], i: int) -> bool:
    """Whether a word of planning only describes a noun: "the planned visit", "their hastily scheduled talks"."""
    at = i - 1
    at -= 1 if at >= 0 and t[at].word.endswith("ly") else 0
    return at >= 0 and t[at].word in list_of("year_owners")


def _plan_end(t: Sequence[Token], i: int) -> int:
    """The token after a plan and its infinitive ("is expected to be signed")."""
    if t[i + 1].word != "to":
        return i + 1
    return max(_group_end(t, i + 1), i + 3)


def _is_past(t: Sequence[Token], i: int) -> bool:
    token = t[i]
    return _past_shape(token) and not token.capital and t[i - 1].word not in ("to", "a", "an")


def _past_shape(token: Token) -> bool:
    word = token.word
    if token.kind != "word" or word in list_of("no_pasts"):
        return False
    return word in _irregular() or (word.endswith("ed") and len(word) > 3)


@cache
def _irregular() -> frozenset[str]:
    """Pasts and participles of the irregular verbs, without those that are their own base form."""
    table: dict[str, list[str]] = lexicon.load("verbs")["irregular"]
    return list_of("pasts") | {form for base, forms in table.items() for form in forms[1:3] if form != base}
