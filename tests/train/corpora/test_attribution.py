"""PolNeAR: rows of words with BIO tags, and links from brat's annotation of the text."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from dragoman.models.labels import ATTRIBUTION_TAGS
from tests.train.archives import write_tar
from train.corpora.attribution import attributions_of, polnear, word_at

TEXT = "The mayor of Strelsau said the bridge is late. “It leaks,” she added, “and it rusts.”\nNobody paid."
WORDS = re.compile(r"\w+|[^\w\s]")


def span(words: str) -> str:
    start = TEXT.index(words)
    return f"{start} {start + len(words)}"


ANNOTATION = "\n".join(
    [
        f"T1\tSource {span('The mayor of Strelsau')}\tThe mayor of Strelsau",
        f"T2\tCue {span('said')}\tsaid",
        f"T3\tContent {span('the bridge is late')}\tthe bridge is late",
        f"T4\tAttribution {span('said')}\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        f"T5\tContent {span('“It leaks,”')};{span('“and it rusts.”')}\t“It leaks,” “and it rusts.”",
        f"T6\tCue {span('added')}\tadded",
        f"T7\tSource {span('she')}\tshe",
        f"T8\tAttribution {span('added')}\tadded",
        "E2\tAttribution:T8 Cue:T6 Source:T7 Content:T5 Source2:T1",
        "A1\tNested E2",
        f"T9\tContent {span('Nobody paid')}\tNobody paid",
        f"T10\tAttribution {span('Nobody')}\tNobody",
        "E3\tAttribution:T10 Content:T9",
    ]
)


def row(name: str, words: str, labels: str, at: int = 0) -> dict[str, object]:
    start = TEXT.index(words, at)
    found = [(m.group(), [start + m.start(), start + m.end()]) for m in WORDS.finditer(words)]
    return {"id": name, "tokens": [w for w, _ in found], "offsets": [o for _, o in found], "labels": labels.split()}


def rows() -> list[dict[str, object]]:
    source, content = "B-source I-source I-source I-source", "B-content I-content I-content I-content"
    leaks, rusts = f"{content} I-content", f"{content} I-content I-content"
    return [
        row("strelsau", "The mayor of Strelsau said the bridge is late.", f"{source} B-cue {content} O"),
        row("strelsau", "“It leaks,” she added, “and it rusts.”", f"{leaks} B-source B-cue O {rusts}"),
        row("strelsau", "Nobody paid.", "O O O"),
        row("another", "Nobody paid.", "O O O"),
    ]


def folder(path: Path) -> Path:
    lines = "".join(json.dumps(row) + "\n" for row in rows())
    (path / "instances.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    write_tar(
        path / "text_and_attributions.tar.gz", {"text/strelsau.txt": TEXT, "attributions/strelsau.ann": ANNOTATION}
    )
    return path


def test_an_article_is_an_example_with_its_paragraphs_as_units(tmp_path: Path) -> None:
    first, second = polnear(folder(tmp_path))
    assert (first.corpus, second.corpus) == ("polnear", "polnear")
    assert [" ".join(first.words[a:b]) for a, b in first.units()] == [
        "The mayor of Strelsau said the bridge is late .",
        "“ It leaks , ” she added , “ and it rusts . ”",
        "Nobody paid .",
    ]
    assert second.words == ["Nobody", "paid", "."]


def test_the_tags_are_those_of_the_rows(tmp_path: Path) -> None:
    first, second = polnear(folder(tmp_path))
    wanted = [label for row in rows()[:3] for label in row["labels"]]  # type: ignore[attr-defined]
    assert [ATTRIBUTION_TAGS[tag] for tag in first.tags["attribution"]] == wanted
    assert second.tags["attribution"] == [0, 0, 0]


def test_each_piece_of_a_source_or_content_is_linked_to_its_cue(tmp_path: Path) -> None:
    first, second = polnear(folder(tmp_path))
    assert first.links is not None
    linked = {(first.words[a], a, first.words[b]) for a, b in first.links}
    said = {("The", 0, "said"), ("the", 5, "said")}
    assert linked == said | {("“", 10, "added"), ("“", 18, "added"), ("she", 15, "added"), ("The", 0, "added")}
    assert second.links == []  # it has no annotation; and an attribution without a cue has no links


def test_attributions_of_an_annotation() -> None:
    found = attributions_of(ANNOTATION)
    assert [sorted(name for name, spans in parts.items() if spans) for parts in found] == [
        ["Content", "Cue", "Source"],
        ["Content", "Cue", "Source"],
        ["Content"],
    ]
    assert [TEXT[a:b] for a, b in found[1]["Content"]] == ["“It leaks,”", "“and it rusts.”"]
    assert [TEXT[a:b] for a, b in found[1]["Source"]] == ["she", "The mayor of Strelsau"]
    assert attributions_of("") == []


def test_the_word_at_a_place_is_the_one_that_holds_it_or_stands_before_it() -> None:
    assert [word_at([2, 5, 9], place) for place in (0, 2, 4, 5, 8, 9, 99)] == [0, 0, 0, 1, 1, 2, 2]
