"""An HTML page: its visible text, its blocks, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resiliparse.parse.html import HTMLTree

from dragoman.errors import EmptyError, FormatError, TooLargeError
from dragoman.read.align import aligned, squeezed
from dragoman.read.article import blocks_of_dom
from dragoman.read.bounds import Bounds
from dragoman.read.dom import DomText, scanned
from dragoman.read.maintext import main_paragraphs
from dragoman.read.structured import structured_fields
from dragoman.spans import Span
from dragoman.types import Block, PageField

__all__ = ["HtmlPage", "html_fragment", "html_page"]

_TAG = re.compile(r"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"'][^\s>]*)?)?""")
_MOST_ATTRIBUTES = 2_000
_MAIN_TAGS, _MAIN_DEPTH = 30_000, 240


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page gives: `Page`'s text, blocks, fields and notes."""

    text: str
    blocks: tuple[Block, ...]
    fields: tuple[PageField, ...]
    notes: tuple[str, ...]


def html_page(html: str, *, name: str, url: str | None = None, bounds: Bounds = Bounds()) -> HtmlPage:
    """The page behind markup.

    Paragraphs of the main text that the visible text does not have become blocks without a span, and a note says
    how many. Raises `TooLargeError` over the bounds, `EmptyError` when nothing but links and menus is visible.
    """
    tree, dom = _parsed(html, name, bounds)
    fields = structured_fields(tree, url=url)
    paragraphs, notes = _main(tree, dom)
    spans = aligned(paragraphs, squeezed(dom.text))
    titles = [f.value for f in fields if f.name == "title"]
    blocks = blocks_of_dom(dom, [s for s in spans if s], titles=titles).blocks
    lost = _lost(paragraphs, spans)
    if not blocks and not lost:
        raise EmptyError("nothing but links and menus on the page", subject=name)
    if lost:
        notes = (*notes, f"unaligned: {len(lost)} of {len(paragraphs)} paragraphs are not in the visible text")
    return HtmlPage(dom.text, _with_lost(blocks, lost), tuple(fields), notes)


def html_fragment(html: str, *, name: str, bounds: Bounds = Bounds()) -> HtmlPage:
    """The text of markup that is an article already (a field of a JSON record): all of it is main text.

    Raises `TooLargeError` over the bounds, `EmptyError` when nothing is visible.
    """
    _, dom = _parsed(html, name, bounds)
    return HtmlPage(dom.text, blocks_of_dom(dom, (), fragment=True).blocks, (), ())


def _parsed(html: str, name: str, bounds: Bounds) -> tuple[HTMLTree, DomText]:
    _check_markup(html, name, bounds)
    try:
        tree = HTMLTree.parse(html)
    except (RuntimeError, ValueError) as error:
        raise FormatError(f"not HTML that can be read ({error})", subject=name) from error
    dom = scanned(tree.body, name=name, bounds=bounds) if tree.body else DomText("", (), (), 0, 0)
    if not dom.stretches:
        raise EmptyError("nothing is visible on the page", subject=name)
    return tree, dom


def _check_markup(html: str, name: str, bounds: Bounds) -> None:
    """Refuse what the parser would be slow on: its time grows with the square of the attributes of one element."""
    at = count = 0
    while found := _TAG.search(html, at):
        count, attributes, at = count + 1, 0, found.end()
        while attribute := _ATTRIBUTE.match(html, at):
            attributes, at = attributes + 1, attribute.end()
            if attributes > _MOST_ATTRIBUTES:
                raise TooLargeError(f"an element with more than {_MOST_ATTRIBUTES} attributes", subject=name)
        if count > 2 * bounds.max_tags:
            raise TooLargeError(f"more than {bounds.max_tags} elements", subject=name)


def _main(tree: HTMLTree, dom: DomText) -> tuple[list[str], tuple[str, ...]]:
    """The main text of what is visible; this takes the hidden elements out of the tree."""
    if dom.tags > _MAIN_TAGS or dom.depth > _MAIN_DEPTH:
        return [], ("main text by structure alone: too many elements for extraction",)
    for element in dom.hidden:
        element.decompose()
    paragraphs = main_paragraphs(tree.document.html if tree.document else "")
    return paragraphs, () if paragraphs else ("main text by structure alone: extraction found none",)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A paragraph with no place in the visible text, and the place of the paragraph before it."""

    block: Block
    after: int


def _lost(paragraphs: Sequence[str], spans: Sequence[Span | None]) -> list[_Lost]:
    lost, after = [], -1
    for words, span in zip(paragraphs, spans, strict=True):
        if span:
            after = span.start
        else:
            lost.append(_Lost(Block(words, None, "p"), after))
    return lost


def _with_lost(blocks: Sequence[Block], lost: Sequence[_Lost]) -> tuple[Block, ...]:
    """The blocks with the lost paragraphs where the main text has them."""
    merged, waiting = [], sorted(lost, key=lambda one: one.after)
    for block in blocks:
        while waiting and block.span and block.span.start > waiting[0].after:
            merged.append(waiting.pop(0).block)
        merged.append(block)
    return (*merged, *(one.block for one in waiting))
