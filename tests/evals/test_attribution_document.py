"""The scorer of attributions in whole articles: which contents match, whose speaker is right, and where words stand."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path, PurePath

import pytest

from dragoman.clean import clean
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from evals.attribution_document import (
    Article,
    Quote,
    articles_of,
    file_positions,
    files_in,
    in_file,
    matched,
    scores_of,
)

TEXT = "Amina said abcde fghij . Omar denied klmno ."
AMINA, OMAR = (0, 5), (25, 29)
FIRST, SECOND = (11, 22), (37, 42)  # "abcde fghij", of ten letters, and "klmno"
ARTICLE = Article("a", TEXT, (Quote((FIRST,), (AMINA,)), Quote((SECOND,), (OMAR,))))


def test_the_ranges_are_the_words_meant() -> None:
    words = [TEXT[start:end] for start, end in (AMINA, OMAR, FIRST, SECOND)]
    assert words == ["Amina", "Omar", "abcde fghij", "klmno"]


@pytest.mark.parametrize(
    ("contents", "right"),
    [
        (((11, 22),), True),
        (((10, 23),), True),  # spaces do not count
        (((11, 20),), True),  # eight letters of ten
        (((11, 19),), False),  # seven
        (((9, 22),), True),  # ten letters of eleven
        (((11, 16), (17, 22)), True),  # two pieces
        (((11, 16),), False),
    ],
    ids=str,
)
def test_contents_match_from_four_fifths_on(contents: tuple[tuple[int, int], ...], right: bool) -> None:
    assert matched(ARTICLE, [Quote(contents, ())]) == ([(0, 0)] if right else [])


def test_each_content_pairs_with_one_the_best_first() -> None:
    worse, best, second = Quote(((11, 20),), ()), Quote((FIRST,), ()), Quote((SECOND,), ())
    assert sorted(matched(ARTICLE, [second, worse, best])) == [(0, 2), (1, 0)]
    assert matched(ARTICLE, [best, best]) == [(0, 0)]


def test_contents_and_speakers_are_counted_over_all_articles() -> None:
    said = [
        [Quote((FIRST,), ((0, 10),)), Quote((SECOND,), (AMINA,)), Quote(((0, 5),), ())],
        [Quote((FIRST,), (OMAR,))],
    ]
    scores = scores_of([ARTICLE, ARTICLE], said)
    # three of four contents, four said; of three speakers one shares letters with the true one
    assert (scores["n"], scores["contents"]) == (2, 4)
    assert (scores["content_precision"], scores["content_recall"], scores["content_f1"]) == (0.75, 0.75, 0.75)
    assert scores["speaker_accuracy"] == 0.3333


def test_a_speaker_counts_only_where_truth_has_one_and_none_said_is_wrong() -> None:
    nobody = Article("b", TEXT, (Quote((FIRST,), ()), Quote((SECOND,), (OMAR,))))
    assert scores_of([nobody], [[Quote((FIRST,), (AMINA,)), Quote((SECOND,), (OMAR,))]])["speaker_accuracy"] == 1
    assert scores_of([nobody], [[Quote((SECOND,), ())]])["speaker_accuracy"] == 0


def test_nothing_said_scores_nothing() -> None:
    scores = scores_of([ARTICLE], [[]])
    assert (scores["content_f1"], scores["speaker_accuracy"]) == (0, 0)


ANNOTATION = (
    "T1\tSource 0 5\tAmina\nT2\tCue 6 10\tsaid\nT3\tContent 11 16;17 22\tabcde fghij\nT4\tAttribution 6 10\tsaid\n"
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT5\tCue 30 36\tdenied\nT6\tAttribution 30 36\tdenied\n"
    "E2\tAttribution:T6 Cue:T5\n"
)
FILES = {"text/a.txt": TEXT, "attributions/a_1f.ann": ANNOTATION, "attributions/a_2e.ann": ""}


def test_each_annotator_of_a_text_is_an_article_and_an_attribution_without_content_is_left_out() -> None:
    found = list(articles_of({PurePath(name): text.encode() for name, text in FILES.items()}))
    quote = Quote(((11, 16), (17, 22)), (AMINA,))
    assert found == [Article("a_1f", TEXT, (quote,)), Article("a_2e", TEXT, ())]


def test_files_are_found_packed_and_unpacked(tmp_path: Path) -> None:
    packed, unpacked = tmp_path / "packed", tmp_path / "unpacked"
    packed.mkdir()
    with tarfile.open(packed / "text_and_attributions.tar.gz", "w:gz") as tar:
        for name, text in FILES.items():
            (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
            (unpacked / name).write_bytes(text.encode())
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    wanted = {PurePath(name): text.encode() for name, text in FILES.items()}
    assert files_in(packed) == files_in(unpacked) == files_in(packed / "text_and_attributions.tar.gz") == wanted


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_span_is_found_again_in_the_file(mark: str) -> None:
    text = mark + "Talks in Accra\r\n\r\nThe envoy\u00ad of  Gha\u00adna\tsaid nothing.\r\n"
    page = page_from_bytes(text.encode(), name="a.txt")
    document = clean(page)
    start = document.text.index("of Ghana said")
    ((first, end),) = in_file(document, file_positions(text, page.text), [Span(start, start + len("of Ghana said"))])
    assert text[first:end] == "of  Gha\u00adna\tsaid"


def test_a_page_that_is_not_its_file_is_an_error() -> None:
    with pytest.raises(ValueError, match="not that of the file"):
        file_positions("<p>words</p>", "words")
