"""Universal Dependencies: rows of sentences, trees counted from 0 with the root pointing to itself."""

from __future__ import annotations

import gzip
from pathlib import Path

from dragoman.models.labels import DEPENDENCIES, PARTS_OF_SPEECH
from tests.train.archives import write_tar
from train.corpora.syntax import ewt, gum, sentences


def rows(*columns: tuple[str, str, str, str, str]) -> str:
    return "".join(
        "\t".join((index, word, "_", part, "_", "_", head, name, "_", "_")) + "\n"
        for index, word, part, head, name in columns
    )


BARGES = rows(
    ("1", "Barges", "NOUN", "4", "nsubj"),
    ("2-3", "won't", "_", "_", "_"),
    ("2", "wo", "AUX", "4", "aux"),
    ("3", "n't", "PART", "4", "advmod"),
    ("4", "sail", "VERB", "0", "root"),
    ("4.1", "sail", "VERB", "_", "_"),
)
WHY = rows(("1", "Why", "ADV", "0", "root"), ("2", "?", "PUNCT", "1", "punct"))
TEXT = f"# newdoc id = barges\n# text = Barges won't sail\n{BARGES}\n# text = Why?\n{WHY}\n"


def test_ranges_empty_nodes_and_comments_are_no_rows() -> None:
    first, second = sentences(TEXT)
    assert [row[1] for row in first] == ["Barges", "wo", "n't", "sail"]
    assert [row[1] for row in second] == ["Why", "?"]
    assert list(sentences("# only a comment\n\n\n")) == []


def test_a_sentence_is_an_example(tmp_path: Path) -> None:
    (tmp_path / "train.conllu").write_text(TEXT, "utf-8")
    (tmp_path / "train.conllu.gz").write_bytes(gzip.compress(TEXT.encode()))
    first, second = ewt(tmp_path / "train.conllu.gz")
    assert (first.corpus, first.words) == ("ewt", ["Barges", "wo", "n't", "sail"])
    assert first.heads == [3, 3, 3, 3]
    assert [PARTS_OF_SPEECH[i] for i in first.tags["part_of_speech"]] == ["NOUN", "AUX", "PART", "VERB"]
    assert [DEPENDENCIES[i] for i in first.dependencies or ()] == ["nsubj", "aux", "advmod", "root"]
    assert (second.words, second.heads) == (["Why", "?"], [0, 0])
    assert list(ewt(tmp_path / "train.conllu")) == [first, second]


def test_gum_has_its_parts_as_folders_or_at_the_ends_of_names(tmp_path: Path) -> None:
    why = f"# text = Why?\n{WHY}\n"
    path = write_tar(
        tmp_path / "gum.tar.gz",
        {
            "gum/dep/train/GUM_news_barges.conllu": TEXT,
            "gum/dep/dev/GUM_news_why.conllu": why,
            "gum/dep/train/readme.txt": "nothing",
            "gum/en_gum-ud-dev.conllu": why,
        },
    )
    assert [example.words[0] for example in gum(path, "train")] == ["Barges", "Why"]
    assert [(example.corpus, example.words[0]) for example in gum(path, "dev")] == [("gum", "Why")] * 2
