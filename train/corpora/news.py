"""Real news with events and roles that we marked (`train/news/`); of names and attributions nothing is known there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evals.marked_news import articles_of
from train.corpora.own import TOGETHER, example_of, relations_of
from train.examples import Example, neighbours

__all__ = ["news"]


def news(marks: Path, articles: Path) -> Iterator[Example]:
    """Each marked paragraph alone and with its neighbours; each event with both sides as a relation."""
    for article in articles_of(marks, articles):
        found = []
        for line in article.lines:
            example, spans = example_of(line)
            del example.tags["attribution"]
            example.names, example.links = None, None
            found.append(example)
            yield example
            yield from relations_of(line, example.words, spans)
        yield from neighbours(found, TOGETHER)
