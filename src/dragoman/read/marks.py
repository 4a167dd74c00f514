"""What an element says it is, by its name and by the words in its class, id, rel, role and itemprop."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from dragoman import lexicon

__all__ = ["CHROME", "hidden", "longest", "mark_of"]

CHROME = "chrome"
"""Site furniture: menus, share buttons, comment forms. The other marks are tags of blocks."""

_BY_TAG = {
    "nav": CHROME,
    "footer": CHROME,
    "header": CHROME,
    "form": CHROME,
    "button": CHROME,
    "menu": CHROME,
    "dialog": CHROME,
    "aside": "aside",
    "figcaption": "figcaption",
    "caption": "caption",
    "time": "time",
    "address": "address",
}
_UNDRAWN = frozenset(
    {
        "area",
        "audio",
        "base",
        "canvas",
        "datalist",
        "embed",
        "frameset",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    }
)
_NOT_DRAWN_STYLE = re.compile(r"(?i)(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORT = {"byline": 200, "time": 120, "caption": 1500, "address": 400}
_LONGEST_ATTRIBUTE = 1000


def hidden(tag: str, node: Any) -> bool:
    """Whether a browser would draw nothing of the element (by markup alone; no style sheet is read)."""
    if tag in _UNDRAWN:
        return True
    attributes = node.attrs
    if not attributes:
        return False
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    if "style" in attributes and _NOT_DRAWN_STYLE.search(_attribute(node, "style")):
        return True
    return "class" in attributes and bool(_hidden_classes() & set(_attribute(node, "class").lower().split()))


def mark_of(tag: str, node: Any, *, in_article: bool) -> str:
    """The mark of an element, "" for none. Headers and footers of an article are no furniture."""
    if tag in ("header", "footer") and in_article:
        return ""
    by_tag = _BY_TAG.get(tag, "")
    if by_tag not in ("", "aside"):
        return by_tag
    names = [_attribute(node, a) for a in ("itemprop", "rel", "role", "class", "id") if a in node.attrs]
    by_words = next((mark for name in names if (mark := _by_words(name))), "")
    return by_words if by_words == "related" or not by_tag else by_tag


def longest(mark: str) -> int | None:
    """How long the text of such an element can be, None for any: a paragraph in class "author" is no byline."""
    return _SHORT.get(mark)


def _attribute(node: Any, name: str) -> str:
    return (node.getattr(name) or "")[:_LONGEST_ATTRIBUTE]


@lru_cache(maxsize=4096)
def _by_words(names: str) -> str:
    for name in names.split():
        parts = f"-{_CAMEL.sub('-', name).lower().replace('_', '-')}-"
        for mark, words in _words():
            if any(word in parts for word in words):
                return mark
    return ""


@cache
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    marks = lexicon.load("read")["marks"]
    order = ("caption", "byline", "time", "related", "aside", CHROME)
    return tuple((mark, tuple(f"-{word}-" for word in marks[mark])) for mark in order)


@cache
def _hidden_classes() -> frozenset[str]:
    return frozenset(lexicon.load("read")["hidden"])
