"""The visible text of a page's DOM, and the stretches of it that its block elements hold.

White space is laid out as a browser would: runs become one space, a block begins on a new line. Every stretch is
a range of that text, exact because both are written in one walk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from resiliparse.parse.html import NodeType

from dragoman.errors import TooLargeError
from dragoman.read.bounds import Bounds
from dragoman.read.marks import hidden, mark_of
from dragoman.spans import Span

__all__ = ["DomText", "Mark", "Stretch", "scanned"]

_ARTICLE = frozenset({"article", "main"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STICKY = frozenset({"li", "blockquote", "dd", "dt", "td", "th", "pre"}) | _HEADINGS
_BLOCKS = _STICKY | frozenset(
    {
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "html",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_FIRM = frozenset({"nav", "menu", "button"})
_MOST_MARKS = 32
_WRAPPERS = frozenset({"html", "body"}) | _ARTICLE


@dataclass(slots=True, eq=False)
class Mark:
    """An element that says what it is ("aside", "byline", "chrome"...) or is an article, and its range of the text.

    `firm` is true of elements whose name alone decides, whatever they hold.
    """

    kind: str
    start: int
    end: int = 0
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text of one block element between its inner block elements. `marks` are those around it, outermost first."""

    span: Span
    tag: str
    marks: tuple[Mark, ...]
    linked: int


@dataclass(frozen=True, slots=True)
class DomText:
    """The text of a page with its stretches, in order, all marks, and the elements that markup hides."""

    text: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    tags: int
    depth: int
    hidden: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree a node stands."""

    tag: str = "body"
    marks: tuple[Mark, ...] = ()
    depth: int = 0
    in_article: bool = False
    in_link: bool = False
    preformatted: bool = False


@dataclass(slots=True)
class _Writer:
    """Writes the text; a stretch is open from the first word after a block boundary to the next boundary."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    stretches: list[Stretch] = field(default_factory=list)
    start: int = 0
    blank: bool = True
    breaks: int = 0
    words_end: int = 0
    linked: int = 0
    places: list[_Place] = field(default_factory=list)

    def write(self, text: str, place: _Place) -> None:
        words = text if place.preformatted else " ".join(text.split())
        if not words.strip():
            self._space(bool(text))
            return
        self._before(words, text[0].isspace())
        if place not in self.places[-1:]:
            self.places.append(place)
        self._append(words)
        self.words_end = self.length - (len(words) - len(words.rstrip()))
        self.linked += len(words) if place.in_link else 0
        if text[-1].isspace() and not words[-1].isspace():
            self._space(True)

    def line_break(self) -> None:
        self.breaks += 1

    def flush(self) -> None:
        """End the open stretch, if there is one."""
        if self.places:
            span = Span(self.start, self.words_end)
            self.stretches.append(Stretch(span, self.places[0].tag, _shared(self.places), self.linked))
            self._append("\n")
        self.start, self.blank, self.breaks, self.linked, self.places = self.length, True, 0, 0, []

    def _before(self, words: str, spaced: bool) -> None:
        if self.breaks and self.places and self._break_splits(words):
            self.flush()
        elif self.breaks and self.places:
            self._append("\n")
            self.blank = True
        self.breaks = 0
        self._space(spaced)
        if not self.places:
            self.start = self.length + len(words) - len(words.lstrip())

    def _break_splits(self, words: str) -> bool:
        """A line break ends a paragraph, except in a heading and where the sentence clearly goes on."""
        if self.places[-1].tag in _HEADINGS or self.places[-1].tag == "pre":
            return False
        return self.breaks > 1 or not (words[0].islower() or self.parts[-1].rstrip().endswith(","))

    def _space(self, wanted: bool) -> None:
        if wanted and not self.blank:
            self._append(" ")
            self.blank = True

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)
        self.blank = words[-1].isspace()


def _shared(places: list[_Place]) -> tuple[Mark, ...]:
    """The marks around all of a stretch: "By <a rel=author>X</a>" is not all in the author's element."""
    first, *rest = (p.marks for p in places)
    return tuple(m for i, m in enumerate(first) if all(len(o) > i and o[i] is m for o in rest))


def scanned(body: Any, *, name: str, bounds: Bounds) -> DomText:
    """The visible text below an element; empty when nothing is visible.

    Raises `TooLargeError` when it has more elements, depth or text than the bounds allow.
    """
    writer = _Writer()
    marks: list[Mark] = []
    unseen: list[Any] = []
    tags = depth = 0
    todo: list[tuple[Any, _Place, Mark | None, bool]] = [(body, _Place(), None, False)]
    while todo:
        node, place, mark, leaving = todo.pop()
        if leaving:
            _leave(writer, node, mark)
        elif node.type == NodeType.TEXT:
            writer.write(node.value or "", place)
            _check(tags, depth, writer.length, name, bounds)
        elif node.type == NodeType.ELEMENT:
            tags, depth = tags + 1, max(depth, place.depth)
            _check(tags, depth, writer.length, name, bounds)
            if hidden(node.tag.lower(), node):
                unseen.append(node)
            else:
                _enter(writer, node, place, marks, todo)
    writer.flush()
    return DomText("".join(writer.parts), tuple(writer.stretches), tuple(marks), tags, depth, tuple(unseen))


def _check(tags: int, depth: int, length: int, name: str, bounds: Bounds) -> None:
    if tags > bounds.max_tags:
        raise TooLargeError(f"more than {bounds.max_tags} elements", subject=name)
    if depth > bounds.max_depth:
        raise TooLargeError(f"elements nested more than {bounds.max_depth} deep", subject=name)
    if length > bounds.max_text:
        raise TooLargeError(f"more than {bounds.max_text} characters of text", subject=name)


def _enter(writer: _Writer, node: Any, place: _Place, marks: list[Mark], todo: list[Any]) -> None:
    tag = node.tag.lower()
    if tag == "br":
        writer.line_break()
        return
    if tag in _BLOCKS:
        writer.flush()
    mark = _mark(tag, node, place, writer.length)
    if mark:
        marks.append(mark)
    inner = _inner(tag, place, mark)
    todo.append((tag, place, mark, True))
    child = node.last_child
    while child is not None:
        todo.append((child, inner, None, False))
        child = child.previous_sibling


def _leave(writer: _Writer, tag: str, mark: Mark | None) -> None:
    if tag in _BLOCKS:
        writer.flush()
    if mark:
        mark.end = writer.length


def _mark(tag: str, node: Any, place: _Place, start: int) -> Mark | None:
    if tag in _WRAPPERS:
        return Mark("article", start) if tag in _ARTICLE else None
    kind = mark_of(tag, node, in_article=place.in_article)
    return Mark(kind, start, firm=tag in _FIRM) if kind and len(place.marks) < _MOST_MARKS else None


def _inner(tag: str, place: _Place, mark: Mark | None) -> _Place:
    return _Place(
        tag=_inner_tag(tag, place.tag),
        marks=(*place.marks, mark) if mark else place.marks,
        depth=place.depth + 1,
        in_article=place.in_article or tag in _ARTICLE,
        in_link=place.in_link or tag == "a",
        preformatted=place.preformatted or tag == "pre",
    )


def _inner_tag(tag: str, outer: str) -> str:
    """A paragraph in a quotation is a quotation; a list in one, or a heading, is what it is."""
    if tag in _STICKY:
        return tag
    if tag not in _BLOCKS or outer in _STICKY:
        return outer
    return tag if tag == "p" else "div"
