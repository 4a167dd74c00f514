"""Copies planted among real articles (see `planting`): found pairs, precision and recall.

DATA is a file of articles with id, outlet, date, title, topic and text, one JSON object a line. All of them are read,
with the planted ones, by the product's own path: cleaned, their quotations found, and put into one index.

A pair that is found is right where one is made from the other. It counts as wrong where they are not and their
sources do not overlap by themselves; where they do (`natural`) it is not scored, for there the truth is not known.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from dragoman.clean import clean
from dragoman.merge.copies import Copy, CopyIndex, OwnText, own_text
from dragoman.read.plain import blocks_of_text
from dragoman.types import Document, Page, PageField
from dragoman.understand.quotations import quoted_spans
from evals.files import json_lines
from evals.planting import COPIED, Article, Pair, alike, plant

SEED = 20
EACH = 150


def score(data: Path, *, seed: int = SEED, each: int = EACH) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Scores and one line for each pair that was planted, was found or was wrong."""
    real = [article_of(line) for line in json_lines(data)]
    made, pairs = plant(real, seed=seed, each=each)
    by_id = {article.article_id: article for article in made}
    index = CopyIndex()
    for article in made:
        index.add(own_text_of(document_of(article), article.article_id))
    found = {(c.one, c.other): c for c in index.copies()}
    judged = [_judged(pair, found) for pair in pairs]
    sources = {a.article_id: a for a in real}
    others = [_other(copy, by_id, sources) for copy in _rest(found, pairs)]
    return _scores(judged, others, len(made)), judged + others


def article_of(line: dict[str, Any]) -> Article:
    """An article of the data."""
    paragraphs = tuple(p.strip() for p in line["text"].split("\n") if p.strip())
    day = date.fromisoformat(line["date"][:10]) if line["date"] else None
    return Article(line["id"], line["outlet"], line["title"], day, line["topic"], paragraphs)


def document_of(article: Article) -> Document:
    """An article read and cleaned, as a page of plain text that says its title, publisher and day."""
    said = {"title": article.title, "publisher": article.outlet}
    if article.day:
        said["published"] = datetime.combine(article.day, time()).date().isoformat()
    fields = tuple(PageField(name, value, f"json:{name}") for name, value in said.items())
    digest = hashlib.sha256(f"{article.article_id}\n{article.text}".encode()).hexdigest()
    blocks = blocks_of_text(article.text)
    return clean(Page(article.article_id, None, None, "text/plain", "utf-8", digest, article.text, blocks, fields))


def own_text_of(document: Document, name: str) -> OwnText:
    """The own text of a document, under another id."""
    zones = tuple(zone.span for zone in document.zones)
    quoted = (q.span for q in quoted_spans(document.text, zones) if not q.short)
    own = own_text(document, quoted=quoted)
    return OwnText(name, own.text, own.spans, own.publisher, own.published, own.credits)


def _judged(pair: Pair, found: dict[tuple[str, str], Copy]) -> dict[str, Any]:
    copy = found.get((min(pair.one, pair.other), max(pair.one, pair.other)))
    line = {"kind": pair.kind, "one": pair.one, "other": pair.other, "true": pair.copy, "said": copy is not None}
    if copy is not None:
        line |= {"containment": round(copy.containment, 3), "origin": copy.origin, "why": copy.why}
    return line


def _rest(found: dict[tuple[str, str], Copy], pairs: Iterable[Pair]) -> list[Copy]:
    """What was found beside the planted pairs."""
    known = {(min(p.one, p.other), max(p.one, p.other)) for p in pairs}
    return [copy for ids, copy in found.items() if ids not in known]


def _other(copy: Copy, by_id: dict[str, Article], sources: dict[str, Article]) -> dict[str, Any]:
    """A pair that was not planted: natural where the sources overlap by themselves, else wrong.

    Of two real articles nothing is known: they are natural whatever they share.
    """
    one, other = (by_id[name] for name in (copy.one, copy.other))
    left, right = (sources[a.made_from or a.article_id] for a in (one, other))
    natural = not (one.made_from or other.made_from) or alike(left, right)
    kind = "natural" if natural else "unplanned"
    return {"kind": kind, "one": copy.one, "other": copy.other, "true": None if natural else False, "said": True}


def _scores(judged: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]], documents: int) -> dict[str, Any]:
    right = [line for line in judged if line["true"] and line["said"]]
    true = sum(line["true"] for line in judged)
    wrong = [line for line in (*judged, *others) if line["true"] is False and line["said"]]
    planted = Counter(line["kind"] for line in judged)
    said = Counter(line["kind"] for line in judged if line["said"])
    return {
        "precision": round(len(right) / max(1, len(right) + len(wrong)), 4),
        "recall": round(len(right) / max(1, true), 4),
        "n": len(judged),
        "documents": documents,
        "found_of": {kind: [said[kind], count] for kind, count in planted.items()},
        "wrong": dict(Counter(line["kind"] for line in wrong)),
        "natural": sum(line["kind"] == "natural" for line in others),
    }


__all__ = ["COPIED", "article_of", "document_of", "own_text_of", "score"]
