"""JSON-LD (schema.org) of a page: the article's fields, as (name, value, where it stood)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman import lexicon

__all__ = ["fields_of_json_ld"]

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_MOST_NODES, _LONGEST = 5000, 2_000_000
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
FieldTriple = tuple[str, str, str]


def fields_of_json_ld(scripts: Iterable[str], *, titles: Sequence[str] = ()) -> list[FieldTriple]:
    """The fields of the page's article, in the order found.

    Where several articles are described, the one whose headline is in a title of the page is taken, and none when
    no single one is. Broken JSON is passed over. Nothing found: an empty list.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = _own([node for node in nodes if _is_article(node)], titles)
    return [triple for node in articles for triple in _fields(node, by_id)]


def _parsed(script: str) -> Any:
    if len(script) > _LONGEST:
        return None
    try:
        return json.loads(_WRAPPING.sub("", script).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """All objects in lists, graphs and main entities, in order."""
    todo, count = [data], 0
    while todo and count < _MOST_NODES:
        count += 1
        here = todo.pop()
        if isinstance(here, list):
            todo.extend(reversed(here))
        elif isinstance(here, dict):
            yield here
            todo.extend(here[key] for key in reversed(_INTO) if isinstance(here.get(key), (dict, list)))


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    known = lexicon.load("read")["json_ld"]["types"]
    names = types if isinstance(types, list) else [types]
    return any(isinstance(t, str) and t.rpartition("/")[2].lower() in known for t in names)


def _own(articles: list[dict[str, Any]], titles: Sequence[str]) -> list[dict[str, Any]]:
    if len(articles) < 2:
        return articles
    folded = [_folded(t) for t in titles]
    own = [a for a in articles if any(_same(_folded(str(a.get("headline") or "")), t) for t in folded)]
    return own if len({_folded(str(a.get("headline") or "")) for a in own}) == 1 else []


def _same(headline: str, title: str) -> bool:
    return bool(headline and title) and (headline in title or title in headline)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _fields(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[FieldTriple]:
    for key, value in node.items():
        name = lexicon.load("read")["json_ld"]["fields"].get(key)
        for words, path in _values(value, key, by_id) if name else ():
            if not (name == "caption" and words.startswith("http")):
                yield name, words, f"json-ld:{path}"


def _values(value: Any, path: str, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one, path
        elif isinstance(one, dict):
            yield from _named(one, path, by_id)


def _named(node: dict[str, Any], path: str, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The name of a person, organisation or language; the caption of an image; through "@id" where it refers."""
    node = by_id.get(str(node.get("@id")), node) if "name" not in node else node
    for key in ("caption",) if path == "image" else ("name", "@value"):
        words = node.get(key)
        if isinstance(words, str):
            yield words, f"{path}.{key}"
            return
