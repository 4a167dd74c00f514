"""CoNLL++ and CrossNER: documents, and the tags of ours that each of theirs may be."""

from __future__ import annotations

from pathlib import Path

from dragoman.models.labels import NAME_TAGS
from train.corpora.names import CONLL, CROSSNER, conll, crossner, documents
from train.examples import allowed_kinds

CONLL_FILE = """-DOCSTART- -X- -X- O

Borduria NNP B-NP B-LOC
waits VBZ B-VP O
. . O O

Plekszy NNP B-NP B-PER
Gladz NNP I-NP I-PER

-DOCSTART- -X- -X- O

The DT B-NP O
Syldavian JJ I-NP B-MISC
Guard NNP I-NP B-ORG
"""
CROSSNER_FILE = (
    "Gladz\tB-politician\nleads\tO\nthe\tO\nBorduria\tB-politicalparty\nFirst\tI-politicalparty\n\nYes\tO\n\n"
)


def write(folder: Path, text: str) -> Path:
    path = folder / "train.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_file_with_docstart_has_documents_of_sentences(tmp_path: Path) -> None:
    assert list(documents(write(tmp_path, CONLL_FILE))) == [
        [(["Borduria", "waits", "."], ["B-LOC", "O", "O"]), (["Plekszy", "Gladz"], ["B-PER", "I-PER"])],
        [(["The", "Syldavian", "Guard"], ["O", "B-MISC", "B-ORG"])],
    ]


def test_a_file_without_has_one_document_for_each_sentence(tmp_path: Path) -> None:
    found = list(documents(write(tmp_path, CROSSNER_FILE)))
    assert [[words for words, _ in document] for document in found] == [
        [["Gladz", "leads", "the", "Borduria", "First"]],
        [["Yes"]],
    ]


def test_an_empty_file_has_none(tmp_path: Path) -> None:
    assert list(documents(write(tmp_path, "\n\n"))) == []


def test_an_article_is_an_example_with_its_sentences_as_units(tmp_path: Path) -> None:
    first, second = conll(write(tmp_path, CONLL_FILE))
    assert (first.corpus, first.words, first.ends) == (
        "conllpp",
        ["Borduria", "waits", ".", "Plekszy", "Gladz"],
        [2, 4],
    )
    assert first.names == [("B-place",), *[("O", "B-office", "I-office")] * 2, ("B-person",), ("I-person",)]
    assert second.names == [
        ("O", "B-office", "I-office"),
        ("B-people", "B-event", "B-instrument", "B-work"),
        ("B-organisation",),
    ]


def test_a_party_is_an_organisation_and_a_politician_a_person(tmp_path: Path) -> None:
    first, second = crossner(write(tmp_path, CROSSNER_FILE))
    assert (first.corpus, first.ends) == ("crossner", [4])
    assert first.names is not None
    assert [names[0] for names in first.names] == ["B-person", "O", "O", "B-organisation", "I-organisation"]
    assert second.words == ["Yes"]


def test_each_of_their_tags_is_some_of_ours() -> None:
    for kinds in (CONLL, CROSSNER):
        for label in set(kinds) - {"O"}:
            assert set(allowed_kinds(f"B-{label}", kinds)) <= set(NAME_TAGS)
        assert set(allowed_kinds("O", kinds)) <= set(NAME_TAGS)
