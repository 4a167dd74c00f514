"""attribution_document: who says what in whole articles: raw text in, through the product, attributions out.

DATA is a folder as attribution_polnear/dev: text_and_attributions.tar.gz, or its `text` and `attributions` unpacked.
A content is found when the visible characters of all its pieces and those of one that was said overlap by .8 (Jaccard);
each pairs with one at most, the best first. A speaker is right when it shares a character with the true source.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from dragoman.clean import clean
from dragoman.errors import ReadError
from dragoman.models import Encoder
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.types import Document
from dragoman.understand import understand
from evals.metrics import Counts, Scored, rounded
from train.corpora.attribution import attributions_of

__all__ = ["score"]

_ENOUGH = 0.8
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What is said and who says it, as half-open ranges of code points of the file's text."""

    contents: Ranges
    speaker: Ranges


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article: its name, its text as in the file, and its quotes in truth."""

    name: str
    text: str
    quotes: tuple[Quote, ...]


def score(path: Path) -> Scored:
    """F1 of contents, accuracy of the speakers of those found, and the attributions said in each article."""
    articles = list(articles_of(files_in(path)))
    said = [said_in(article.text) for article in articles]
    lines = [
        {"document": a.name, "attributions": [{"contents": q.contents, "speaker": q.speaker} for q in quotes]}
        for a, quotes in zip(articles, said, strict=True)
    ]
    return scores_of(articles, said), lines


def scores_of(articles: Sequence[Article], said: Sequence[Sequence[Quote]]) -> dict[str, Any]:
    """The scores of some articles, from the quotes that are said to be in each."""
    found = [(a, q, matched(a, q)) for a, q in zip(articles, said, strict=True)]
    contents = Counts(
        sum(len(pairs) for _, _, pairs in found),
        sum(len(article.quotes) for article in articles),
        sum(len(quotes) for quotes in said),
    )
    speakers = [
        bool(points(a.text, a.quotes[i].speaker) & points(a.text, quotes[j].speaker))
        for a, quotes, pairs in found
        for i, j in pairs
        if a.quotes[i].speaker
    ]
    return rounded(
        {
            "n": len(articles),
            "contents": contents.true,
            "content_f1": contents.f1,
            "content_precision": contents.precision,
            "content_recall": contents.recall,
            "speaker_accuracy": sum(speakers) / len(speakers) if speakers else 0.0,
        }
    )


def matched(article: Article, said: Sequence[Quote]) -> list[tuple[int, int]]:
    """Which true quote is which said one, by their contents: pairs of indices, the best overlap first."""
    true_points = [points(article.text, quote.contents) for quote in article.quotes]
    said_points = [points(article.text, quote.contents) for quote in said]
    overlaps = [
        (len(a & b) / len(a | b), i, j) for i, a in enumerate(true_points) for j, b in enumerate(said_points) if a & b
    ]
    pairs: dict[int, int] = {}
    for overlap, i, j in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if overlap >= _ENOUGH and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def points(text: str, ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The code points of some ranges that are no white space."""
    return frozenset(i for start, end in ranges for i in range(start, end) if not text[i].isspace())


def articles_of(files: Mapping[PurePath, bytes]) -> Iterator[Article]:
    """The annotated articles; one with several annotators is one article for each. Contents are what counts."""
    texts = {path.stem: data for path, data in files.items() if path.parent.name == "text"}
    for path, data in sorted(files.items()):
        if path.parent.name == "attributions":
            # PolNeAR's annotations are named as the text, or as the text and the annotator
            text = texts[path.stem if path.stem in texts else path.stem.rpartition("_")[0]]
            found = attributions_of(data.decode("utf-8"))
            quotes = tuple(Quote(tuple(q["Content"]), tuple(q["Source"])) for q in found if q["Content"])
            yield Article(path.stem, text.decode("utf-8"), quotes)


@cache
def said_in(text: str) -> tuple[Quote, ...]:
    """The attributions that the product finds in a text; none in one that it cannot read."""
    try:
        page = page_from_bytes(text.encode("utf-8"), name="article.txt")
    except ReadError:
        return ()
    document = clean(page)
    places = file_positions(text, page.text)
    found = []
    for attribution in understand(document, Encoder.load()).attributions:
        speaker = (attribution.speaker,) if attribution.speaker else ()
        found.append(Quote(in_file(document, places, attribution.contents), in_file(document, places, speaker)))
    return tuple(found)


def file_positions(text: str, page_text: str) -> list[int]:
    """Where in a file's text each code point of its page's text stands: reading drops a byte order mark and NULs."""
    kept = [i for i, char in enumerate(text) if char != "\0" and (i or char != "\ufeff")]
    if len(kept) != len(page_text):
        raise ValueError("the page's text is not that of the file")
    return kept


def in_file(document: Document, places: Sequence[int], spans: Iterable[Span]) -> Ranges:
    """Ranges of the file's text for spans of the document's; `places` are those of `file_positions`.

    Cleaning moves nothing in a plain text, it only drops white space and invisible characters: a range stays a range.
    """
    found = (document.to_page.to_origin(span) for span in spans)
    return tuple((places[span.start], places[span.end - 1] + 1) for span in found if span)


def files_in(path: Path) -> dict[PurePath, bytes]:
    """The files of texts and annotations by their path, from one archive or from their folders."""
    archive = path / "text_and_attributions.tar.gz" if path.is_dir() else path
    if not archive.exists():
        return {p.relative_to(path): p.read_bytes() for p in path.glob("*/*") if p.is_file()}
    with tarfile.open(archive) as tar:
        held = ((PurePath(member.name), tar.extractfile(member)) for member in tar)
        return {name: file.read() for name, file in held if file is not None}
