"""The pieces that times are read from: words, numbers, clock readings and numeric dates, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.spans import Span

__all__ = ["PAD", "Token", "tokens_of"]

# One pass, no nested repetition. A run of digits is one token however long it is; only short ones become numbers.
_TOKEN = re.compile(
    r"""
    (?P<gap>\n[ \t\r]*\n)
  | (?P<iso>(?<![\w-])[12][0-9]{3}-[01][0-9]-[0-3][0-9]
      (?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-][0-2][0-9]:?[0-5][0-9])?)?(?![\w-]))
  | (?P<numeric>[0-9]{1,2}(?P<sep>[./-])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})(?!\w|[./-][0-9]))
  | (?P<clock>[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:]))
  | (?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)\b)
  | (?P<decade>(?:[12][0-9])?[0-9]0['’]?s\b)
  | (?P<hour>[0-9]{1,2}(?=[ap]\.?m\b))
  | (?P<other>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]) | [0-9]+\.[0-9]+(?:\.[0-9]+)* | [0-9]+[^\W\d_]+)
  | (?P<number>[0-9]+)
  | (?P<meridiem>[ap]\.m\b\.?)
  | (?P<word>[^\W\d_][^\W_]*)
  | (?P<owner>['’]s\b)
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DASHES = str.maketrans("–‑−—", "----")

PAD = 12
"""How many empty tokens stand at the end, so that a rule may look ahead (and one back) without asking."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text. `word` is in lower case, with one kind of dash and apostrophe; `value` is set for numbers.

    `kind` is the name of its pattern, "" for the padding. `raw` is the piece as written.
    """

    kind: str
    word: str
    raw: str
    start: int
    end: int
    value: int = -1

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.raw[:1].isupper()


_END = Token("", "", "", -1, -1)


def tokens_of(text: str, span: Span) -> list[Token]:
    """The tokens of a span of the text in order, and `PAD` empty ones behind them; linear in the length of the span."""
    found = [_token(m) for m in _TOKEN.finditer(text, span.start, span.end)]
    return found + [_END] * PAD


def _token(match: re.Match[str]) -> Token:
    raw, kind = match.group(), match.lastgroup or "mark"
    start, end = match.span()
    if kind == "sep":
        kind = "numeric"
    if kind in ("number", "hour"):
        return Token("number", raw, raw, start, end, int(raw) if len(raw) <= 4 else -1)
    if kind == "ordinal":
        return Token(kind, raw.lower(), raw, start, end, int(raw[:-2]))
    if kind == "word":
        return Token(kind, raw.lower(), raw, start, end)
    if kind == "meridiem":
        return Token("word", raw.lower().replace(".", ""), raw, start, end)
    word = raw.lower().replace("’", "'")
    return Token(kind, word.translate(_DASHES) if kind == "mark" else word, raw, start, end)
