"""The scorer of metonymy, and what it reads: brat files of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.metonymy import LITERAL, read, score, scores_of, texts_of

TEXT = "Minsk said on Monday that the Belarusian envoy had arrived in Moscow. Talks went on in Brest.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        ("Metonymic", "Minsk"),
        ("Non_Literal_Modifier", "Belarusian"),
        ("Literal", "Moscow"),
        ("Literal", "Brest"),
        ("Literal_Expression", "envoy"),
    ]
    lines = [
        f"T{n}\t{label} {TEXT.find(words)} {TEXT.find(words) + len(words)}\t{words}"
        for n, (label, words) in enumerate(rows, start=1)
    ]
    (tmp_path / "1.txt").write_text(TEXT, "utf-8")
    (tmp_path / "1.ann").write_text(
        "\n".join([*lines, "#1\tAnnotatorNotes T1\t625144", "A1\tNon_Locational T2"]), "utf-8"
    )
    return tmp_path


def test_toponyms_are_read_and_expressions_are_not(folder: Path) -> None:
    ((name, text, toponyms),) = texts_of(folder)
    assert (name, text) == ("1", TEXT)
    assert [(t.span.of(text), t.usage) for t in toponyms] == [
        ("Minsk", "associative"),
        ("Belarusian", "associative"),
        ("Moscow", "literal"),
        ("Brest", "literal"),
    ]


def test_each_toponym_gets_its_class(folder: Path) -> None:
    scores, lines = score(folder)
    assert scores["n"] == len(lines) == 4
    assert [line["label"] for line in lines] == ["associative", "associative", "literal", "literal"]
    assert (scores["macro_f1"], scores["narrow_n"], scores["narrow_macro_f1"]) == (1.0, 3, 1.0)


def test_what_is_wrong_costs(folder: Path) -> None:
    from dragoman.understand.place_usage import Weights

    texts = [read(*found) for found in texts_of(folder)]
    columns = Weights.load().columns * 0
    scores, _ = scores_of(texts, lambda _: Weights({}, columns, 1.0, 1.0))
    assert (scores["literal_f1"], scores["associative_f1"]) == (pytest.approx(2 / 3, abs=1e-4), 0.0)


def test_a_text_that_cannot_be_read_is_scored_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "2.txt").write_text(" ", "utf-8")
    (tmp_path / "2.ann").write_text("", "utf-8")
    scores, lines = score(tmp_path)
    assert (scores["n"], lines) == (0, [])


def test_the_classes() -> None:
    assert "Mixed" in LITERAL
