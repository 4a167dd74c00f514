"""Which stretches of a page's text become its blocks, and which of them are the article.

The main text decides (trafilatura's, aligned to the DOM). An element that says it is something else, but holds most
of the main text, is not believed: whole pages stand in forms, and in elements of class "has-sidebar".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.read.dom import DomText, Mark, Stretch
from dragoman.read.marks import CHROME, longest
from dragoman.spans import Span
from dragoman.types import Block

__all__ = ["Region", "blocks_of_dom"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORDY = frozenset({"p", "li", "blockquote", "pre", "dd", "dt"}) | _HEADINGS
_PARTS = frozenset({"figcaption", "caption", "byline", "time", "address"})
_BESIDE = frozenset({"related", "aside"})
_MOST, _LINKED, _NEAR, _BESIDE_LIMIT, _TITLE = 0.5, 0.6, 6, 1000, 12


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks of a page, and the range of its text from the first to the last; None when there are none."""

    blocks: tuple[Block, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A stretch with its tag and what there is to judge by."""

    span: Span
    tag: str
    covered: bool
    linked: bool
    inside: bool
    heading: bool


def blocks_of_dom(dom: DomText, main: Sequence[Span], *, titles: Sequence[str] = (), fragment: bool = False) -> Region:
    """The blocks of the article and what stands in and beside it, in document order.

    `main` are the ranges of the main text; with none, the article element or all paragraphs are taken. `titles`
    save a heading that is the page's title from the furniture around it. A `fragment` is all article.
    """
    covered = _covered(dom.stretches, main)
    void = _void_marks(dom, covered)
    article = None if fragment else _article(dom, covered)
    judged = [_judged(s, c, void, article, fragment) for s, c in zip(dom.stretches, covered, strict=True)]
    bare = not any(covered) and article is None
    core = [i for i, j in enumerate(judged) if _is_main(j, bare)] or [i for i, j in enumerate(judged) if _is_open(j)]
    if not core:
        return Region((), None)
    is_title = _title_test(dom.text, titles)
    mains = set(core) | {i for i, j in enumerate(judged) if j.heading and is_title(j)}
    kept = _with_what_is_beside(judged, mains, core[0], core[-1])
    blocks = tuple(_block(dom.text, judged[i], i in mains) for i in kept)
    return Region(blocks, Span(judged[kept[0]].span.start, judged[kept[-1]].span.end))


def _block(text: str, judged: _Judged, main: bool) -> Block:
    tag = "h1" if judged.heading and main else judged.tag
    return Block(judged.span.of(text), judged.span, tag, main)


def _covered(stretches: Sequence[Stretch], main: Sequence[Span]) -> list[int]:
    """How many code points of each stretch are main text."""
    counts, spans, first = [], sorted(main), 0
    for stretch in stretches:
        while first < len(spans) and spans[first].end <= stretch.span.start:
            first += 1
        count, at, reached = 0, first, stretch.span.start
        while at < len(spans) and spans[at].start < stretch.span.end:
            low, high = max(spans[at].start, reached), min(spans[at].end, stretch.span.end)
            count, reached, at = count + max(high - low, 0), max(high, reached), at + 1
        counts.append(count)
    return counts


def _void_marks(dom: DomText, covered: Sequence[int]) -> set[Mark]:
    """The marks that are not believed, because they hold most of the main text, or too much for what they say."""
    weights = covered if any(covered) else [len(s.span) for s in dom.stretches]
    held: dict[Mark, int] = {}
    for stretch, weight in zip(dom.stretches, weights, strict=True):
        for mark in stretch.marks:
            held[mark] = held.get(mark, 0) + weight
    most = _MOST * sum(weights)
    return {
        m for m in dom.marks if (not m.firm and held.get(m, 0) > most) or m.end - m.start > (longest(m.kind) or m.end)
    }


def _article(dom: DomText, covered: Sequence[int]) -> Mark | None:
    """The innermost article element with most of the main text; with no main text, most of what articles hold."""
    weights = covered if any(covered) else [len(s.span) for s in dom.stretches]
    held: dict[Mark, int] = {}
    for stretch, weight in zip(dom.stretches, weights, strict=True):
        for mark in stretch.marks:
            if mark.kind == "article":
                held[mark] = held.get(mark, 0) + weight
    most = _MOST * (sum(covered) or max(held.values(), default=0))
    enough = [m for m in dom.marks if m.kind == "article" and held.get(m, 0) > most]
    return min(enough, key=lambda m: m.end - m.start, default=None)


def _judged(stretch: Stretch, covered: int, void: set[Mark], article: Mark | None, fragment: bool) -> _Judged:
    size = len(stretch.span)
    inside = fragment or (article is not None and any(m is article for m in stretch.marks))
    kinds = [m.kind for m in stretch.marks if m not in void and m.kind != "article"]
    foreign = article is not None and not inside and any(_is_beside_article(m, article) for m in stretch.marks)
    tag = CHROME if foreign else _tag(stretch.tag, kinds)
    return _Judged(
        span=stretch.span,
        tag=tag,
        covered=covered >= _MOST * size,
        linked=stretch.linked >= _LINKED * size,
        inside=inside,
        heading=stretch.tag == "h1",
    )


def _is_beside_article(mark: Mark, article: Mark) -> bool:
    """Whether a mark is another article: the page of one story ends in the beginnings of others."""
    return mark.kind == "article" and not (mark.start <= article.start and article.end <= mark.end)


def _tag(tag: str, kinds: Sequence[str]) -> str:
    for strong in (CHROME, "related", "figcaption", "caption", "aside"):
        if strong in kinds:
            return strong
    return tag if tag in _HEADINGS or not kinds else kinds[-1]


def _title_test(text: str, titles: Sequence[str]) -> Callable[[_Judged], bool]:
    folded = [_folded(t) for t in titles]

    def is_title(judged: _Judged) -> bool:
        words = _folded(judged.span.of(text))
        return len(words) >= _TITLE and any(words in title and len(words) > _MOST * len(title) for title in folded)

    return is_title


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _is_main(judged: _Judged, bare: bool) -> bool:
    """`bare` says that the page has neither main text nor article: then every paragraph that is not a link is taken."""
    if judged.tag == CHROME or judged.tag in _BESIDE:
        return False
    if judged.linked and judged.tag not in _HEADINGS and (judged.tag != "p" or not judged.covered):
        return judged.tag in _PARTS and judged.inside
    if judged.covered:
        return True
    return (judged.inside and judged.tag in _PARTS) or ((judged.inside or bare) and judged.tag in _WORDY)


def _is_open(judged: _Judged) -> bool:
    return judged.tag != CHROME and judged.tag not in _BESIDE and not judged.linked


def _with_what_is_beside(judged: Sequence[_Judged], mains: set[int], first: int, last: int) -> list[int]:
    """The indices of the main blocks and of what stands between or near them, the nearest first as far as it fits."""
    room = max(_BESIDE_LIMIT, sum(len(judged[i].span) for i in mains))
    beside = [i for i, j in enumerate(judged) if i not in mains and _is_beside(j, max(first - i, i - last, 0))]
    kept = set(mains)
    for i in sorted(beside, key=lambda i: (max(first - i, i - last, 0), i)):
        room -= len(judged[i].span)
        if room < 0:
            break
        kept.add(i)
    return sorted(kept)


def _is_beside(judged: _Judged, distance: int) -> bool:
    if judged.tag == CHROME:
        return False
    near = distance <= _NEAR and (not judged.linked or judged.tag in _BESIDE)
    return judged.inside or distance == 0 or near
