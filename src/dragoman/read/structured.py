"""What a page says of itself: meta elements, title, language, time elements, the canonical link.

Every candidate is kept, in the order found, with where it stood; nothing is judged here. All of it is a stranger's
word: values are text, never markup, and cut to a length.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from dragoman import lexicon
from dragoman.read.encoding import sound
from dragoman.read.jsonld import fields_of_json_ld
from dragoman.read.marks import mark_of
from dragoman.types import PageField

__all__ = ["clean_value", "page_field", "structured_fields"]

_LONGEST = 5000
_MOST, _MOST_TIMES = 500, 50
_OTHERS = ("related", "aside")


def structured_fields(tree: Any, *, url: str | None = None) -> list[PageField]:
    """The fields of an HTML page, best described first: JSON-LD, then meta, then title, language, link and times.

    Empty when the page says nothing of itself.
    """
    nodes = _elements(tree)
    metas = list(_metas(nodes["meta"]))
    title = nodes["title"][0].text if nodes["title"] else ""
    titles = [f.value for f in metas if f.name == "title"] + [title]
    scripts = (node.text for node in nodes["script"] if _is_json_ld(node))
    found = [
        *(page_field(*f) for f in fields_of_json_ld(scripts, titles=titles)),
        *metas,
        page_field("title", title, "html:title"),
        *_language(nodes["html"]),
        *_canonical(nodes["link"], url),
        *_times(nodes["time"]),
    ]
    return list(dict.fromkeys(f for f in found if f is not None))[:_MOST]


def page_field(name: str, value: str, source: str) -> PageField | None:
    """A field with its value tidied; None when nothing is left of it."""
    tidy = clean_value(value)
    return PageField(name, tidy, source) if tidy else None


def clean_value(value: str) -> str:
    """The value without entities, runs of white space and characters no store takes, cut to 5000 characters."""
    return " ".join(sound(html.unescape(value[: 2 * _LONGEST]))[0].split())[:_LONGEST]


def _elements(tree: Any) -> dict[str, list[Any]]:
    """The first elements of each kind that says something, in one walk: the parser's own search is quadratic."""
    nodes: dict[str, list[Any]] = {tag: [] for tag in ("html", "title", "meta", "link", "script", "time")}
    node = tree.document.first_child
    while node is not None:
        found = nodes.get(node.tag or "")
        if found is not None and len(found) < _MOST:
            found.append(node)
        node = node.first_child or _following(node)
    return nodes


def _following(node: Any) -> Any:
    while node is not None and node.next_sibling is None:
        node = node.parent
    return node.next_sibling if node is not None else None


def _is_json_ld(node: Any) -> bool:
    return (node.getattr("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def _metas(nodes: list[Any]) -> Iterator[PageField]:
    names = lexicon.load("read")["meta"]
    for node in nodes:
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            label = (node.getattr(attribute) or "").strip().lower()
            found = page_field(names[label], node.getattr("content") or "", f"meta:{label}") if label in names else None
            if found and not (found.name == "author" and _is_url(found.value)):
                yield found
                break


def _language(nodes: list[Any]) -> Iterator[PageField | None]:
    for node in [n for n in nodes if hasattr(n, "getattr")][:1]:  # a doctype may be called html, too
        yield page_field("language", node.getattr("lang") or node.getattr("xml:lang") or "", "html:lang")


def _canonical(nodes: list[Any], url: str | None) -> Iterator[PageField | None]:
    for node in nodes:
        if "canonical" in (node.getattr("rel") or "").lower().split():
            link = _joined(url, (node.getattr("href") or "").strip())
            yield page_field("url", link, "html:canonical") if _is_url(link) else None


def _joined(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return ""


def _times(nodes: list[Any]) -> Iterator[PageField | None]:
    """Time elements outside menus, boxes and lists of other articles; the first of each kind is this page's own."""
    seen: set[str] = set()
    for node in nodes[:_MOST_TIMES]:
        name = _time_name(node)
        if name in seen or _is_aside(node):
            continue
        seen.add(name)
        yield page_field(name, node.getattr("datetime") or node.text or "", "html:time")


def _time_name(node: Any) -> str:
    words = " ".join(node.getattr(a) or "" for a in ("itemprop", "class", "id")).lower()
    return "modified" if any(w in words for w in ("modified", "updated")) else "published"


def _is_aside(node: Any) -> bool:
    while (node := node.parent) is not None and node.tag not in ("article", "main", "body"):
        if node.tag in ("nav", "aside", "footer", "li") or mark_of(node.tag, node, in_article=True) in _OTHERS:
            return True
    return False


def _is_url(value: str) -> bool:
    try:
        return urlsplit(value).scheme in ("http", "https")
    except ValueError:
        return False
