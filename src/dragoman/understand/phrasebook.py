"""A phrasebook: finds the longest of many phrases of words at a place among tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from dragoman.spans import Span
from dragoman.understand.tokens import Token, tokenize

__all__ = ["Phrasebook"]

L = TypeVar("L")


class Phrasebook(Generic[L]):
    """Phrases with a label each, looked up by their words: in small letters, or as written where `exact`."""

    def __init__(self, entries: Iterable[tuple[str, L]], *, exact: bool = False) -> None:
        self._exact = exact
        self._by_first: dict[str, list[tuple[tuple[str, ...], L]]] = {}
        for phrase, label in entries:
            words = tuple(self._word(t) for t in tokenize(phrase, Span(0, len(phrase))))
            self._by_first.setdefault(words[0], []).append((words, label))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, L] | None:
        """The number of tokens and the label of the longest phrase that begins there, or None."""
        token = tokens[index]
        phrases = self._by_first.get(token.text if self._exact else token.lower)
        for words, label in phrases or ():
            end = index + len(words)
            if end <= len(tokens) and all(self._word(t) == w for t, w in zip(tokens[index:end], words, strict=True)):
                return len(words), label
        return None

    def all(self, tokens: Sequence[Token]) -> list[tuple[int, int, L]]:
        """Every longest phrase, left to right, none overlapping, as (first token, token after it, label)."""
        found: list[tuple[int, int, L]] = []
        after = 0
        for index, token in enumerate(tokens):
            if index < after or (token.text if self._exact else token.lower) not in self._by_first:
                continue  # most tokens begin no phrase, and a call for each would cost more than all else here
            match = self.at(tokens, index)
            if match:
                after = index + match[0]
                found.append((index, after, match[1]))
        return found

    def _word(self, token: Token) -> str:
        return token.text if self._exact else token.lower
