"""Sentences: where they end, in spite of titles, initials, short forms, ellipses and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span, trimmed
from dragoman.types import READ_ZONES, Document

__all__ = ["paragraphs", "split_sentences", "split_span"]

LONGEST = 1_500
"""A stretch without an end is cut after so many code points: what reads a sentence may take its square."""

_CLOSING = "\"'”’»›)]"
_OPENING = "\"'“‘„«‹([—–-*•"
_END = re.compile(r"[.!?…]+")
_NEWLINE = re.compile(r"\n\s*")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_LETTERS = re.compile(r"(?:[^\W\d_]\.){1,7}[^\W\d_]$")
_SAYS = re.compile(
    r"(?:said|says|asked|asks|wrote|writes|added|adds|tweeted|exclaimed|replied|wondered|declared|cried|demanded|insisted"
    r"|argued|shouted|responded|joked|answered|told|noted|continued|concluded|warned|chanted)\b"
)
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


@cache
def _words(*names: str) -> frozenset[str]:
    data = lexicon.load("sentences")
    return frozenset(word for name in names for word in data[name])


def split_sentences(document: Document) -> tuple[Span, ...]:
    """The sentences of all zones that reports may be read from, in order; none crosses a zone or a paragraph."""
    zones = document.zones_of(*READ_ZONES)
    return tuple(sentence for zone in zones for sentence in split_span(document.text, zone.span))


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span, without white space at their ends; a line that breaks off inside a sentence goes on."""
    start = span.start
    for match in _NEWLINE.finditer(text, span.start, span.end):
        if _wrapped(text, start, match, span.end):
            continue
        yield from _kept(text, start, match.start())
        start = match.end()
    yield from _kept(text, start, span.end)


def _wrapped(text: str, start: int, gap: re.Match[str], limit: int) -> bool:
    """Whether a single line break stands inside a sentence: a small letter follows, and no mark precedes."""
    if gap.group().count("\n") > 1 or gap.end() >= limit or gap.start() <= start or not text[gap.end()].islower():
        return False
    before = text[max(start, gap.start() - 8) : gap.start()].rstrip(" \t\r")[-1:]
    return before.isalnum() or before in (",", "-", "–")


def _kept(text: str, start: int, end: int) -> Iterator[Span]:
    line = trimmed(text, Span(start, max(start, end)))
    if len(line):
        yield line


def split_span(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of a text, trimmed; a quotation of several sentences is several of them.

    Closing marks belong to the sentence they close. Short forms are those of lexicon/sentences.yaml.
    """
    for paragraph in paragraphs(text, span):
        start = paragraph.start
        for end in _ends(text, paragraph):
            if end > start:
                yield from _cut(text, trimmed(text, Span(start, end)))
                start = end


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, in pieces of at most `LONGEST`, cut at white space where there is any."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > start else start + LONGEST
        yield from _kept(text, start, cut)
        start = cut
    yield from _kept(text, start, sentence.end)


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    """Where the sentences of a paragraph end, the last at the paragraph's end."""
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.start() < start:
            continue
        end = _past_closing(text, match.end(), paragraph.end)
        if end < paragraph.end and _is_end(text, start, match, end, paragraph.end):
            yield end
            start = end
    yield paragraph.end


def _past_closing(text: str, position: int, limit: int) -> int:
    """The position after the marks that close here; a mark that a letter follows at once opens something."""
    end = position
    while end < limit and text[end] in _CLOSING:
        end += 1
    opens = end > position and end < limit and text[end].isalnum() and text[end - 1] in "\"'"
    return end - 1 if opens else end


def _is_end(text: str, start: int, mark: re.Match[str], end: int, limit: int) -> bool:
    """Whether a sentence ends at a mark, by what stands on both sides of it."""
    if not text[end].isspace():
        return _runs_together(text, mark, end, limit)
    after = _WORD.search(text, end, min(limit, end + 60))
    if after is None:
        return end != mark.end() or mark.group() != "."
    if text[end : after.start()].strip(_OPENING + " \t\xa0\u2009\u202f"):
        return True
    word = after.group()
    if word[0].islower():
        return False
    closed = end > mark.end()
    if mark.group() == "." and not closed:
        return not _short(text, start, mark.start(), word)
    if closed and not mark.group().endswith(".") and _asked_by(text, after.start(), limit):
        return False
    return not (_is_ellipsis(mark) and not closed and text[mark.start() - 1].isspace() and not _starts(word))


def _is_ellipsis(mark: re.Match[str]) -> bool:
    return mark.group() in ("...", "..", "…")


def _starts(word: str) -> bool:
    return word.lower() in _words("starters")


def _runs_together(text: str, mark: re.Match[str], end: int, limit: int) -> bool:
    """Whether two sentences stand without a space between them: "he said.The talks"."""
    if mark.start() < 2 or end + 1 >= limit:
        return False
    first = text[end].lstrip(_OPENING) or text[end + 1]
    begin = end if text[end] not in _OPENING else end + 1
    second = text[begin + 1 : begin + 2]
    if not first.isupper() or not (second.islower() or second == " "):
        return False
    if end == mark.end() and not (text[mark.start() - 1].isalnum() and text[mark.start() - 2].isalnum()):
        return False
    word = _WORD.match(text, begin)
    return word is not None and word.group().lower() not in _words("domains")


def _asked_by(text: str, position: int, limit: int) -> bool:
    """Whether a name and a word of saying follow: '"When?" Ivanova asked.'"""
    for seen, word in enumerate(_WORD.finditer(text, position, min(limit, position + 80))):
        if _SAYS.match(word.group()):
            return seen > 0
        if seen > 3 or (_starts(word.group()) and word.group().lower() not in ("the", "a", "an", "one")):
            return False
        if text[word.end() : word.end() + 1] in (",", ".", "?", "!", ";"):
            return False
    return False


def _short(text: str, start: int, dot: int, after: str) -> bool:
    """Whether a full stop belongs to a short form, an initial or a number, and ends no sentence."""
    before = _last_word(text, start, dot)
    low = before.lower()
    if after[0].isdigit():
        return low in _words("numbered", "titles", "small") or (before[:1].isupper() and low in _words("calendar"))
    if low in _words("small") or (before[:1].isupper() and low in _words("titles")):
        return True
    if before.isdigit():
        return _numbers_a_line(text, start, dot, before) or (len(before) <= 2 and _MONTH.match(after) is not None)
    return _may_end(before) and not _starts(after)


def _may_end(before: str) -> bool:
    """Whether a word is a short form that may also be the last word of a sentence."""
    low = before.lower()
    if len(before) == 1:
        return before.isupper() and before != "I"
    if _LETTERS.match(before) or low in _words("perhaps_small"):
        return True
    return before[:1].isupper() and low in _words("perhaps", "calendar")


def _last_word(text: str, start: int, dot: int) -> str:
    """The word before a full stop, with inner full stops ("U.S", "a.m")."""
    begin = dot
    while begin > start and dot - begin < 20 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    return text[begin:dot]


def _numbers_a_line(text: str, start: int, dot: int, number: str) -> bool:
    """Whether the number is the first thing in the sentence, as in "1. The sides agreed"."""
    return len(number) <= 2 and not text[start : dot - len(number)].strip(_OPENING + " \t\xa0")
