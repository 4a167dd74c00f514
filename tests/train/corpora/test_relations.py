"""PLV and the sentences of CAMEO's manual."""

from __future__ import annotations

from pathlib import Path

from dragoman.models.labels import RELATIONS
from train.corpora.relations import FOLDS, cameo, fold_of, marked, plv, plv_rows

PLV = (
    "\tsentence_id\tsentence\tmarked_sentence\tgold_root\n"
    "0\t7\tBorduria accused Syldavia.\t<s>Borduria</s> accused <t>Syldavia</t>.\tACCUSE\n"
    '1\t8\tThe "Red Guard" met Gladz.\t"The <s>""Red Guard""</s> met <t>Gladz</t>."\tCONSULT\n'
    "2\t9\tGladz resigned.\t<s>Gladz</s> resigned.\tYIELD\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_marked_words() -> None:
    words, marks = marked("<s>The King's envoy</s> and <t>Borduria</t> (at last) agreed, it <said>.")
    assert list(zip(words, marks, strict=True))[:7] == [
        ("The", 1), ("King", 1), ("'", 1), ("s", 1), ("envoy", 1), ("and", 0), ("Borduria", 2),
    ]  # fmt: skip
    assert words[7:] == ["(", "at", "last", ")", "agreed", ",", "it", "<", "said", ">", "."]
    assert set(marks[7:]) == {0}
    assert marked("") == ([], [])


def test_a_sentence_with_both_marks_is_an_example(tmp_path: Path) -> None:
    path = write(tmp_path, "PLV.tsv", PLV)
    assert [row["gold_root"] for row in plv_rows(path)] == ["ACCUSE", "CONSULT", "YIELD"]
    first, second = plv(path)
    assert (first.words, first.marks) == (["Borduria", "accused", "Syldavia", "."], [1, 0, 2, 0])
    assert (first.corpus, first.relation) == ("plv", (RELATIONS.index("ACCUSE"),))
    assert (second.words, second.marks) == (
        ["The", '"', "Red", "Guard", '"', "met", "Gladz", "."],
        [0, 1, 1, 1, 1, 0, 2, 0],
    )


def test_equal_sentences_lie_in_one_fold() -> None:
    sentences = [f"Envoy {number} met the king." for number in range(400)]
    assert {fold_of(sentence) for sentence in sentences} == set(range(FOLDS))
    assert all(fold_of(s) == fold_of("".join(s.upper().split()) + "!") for s in sentences)


CLASSES = "Borduria bombed Syldavia.\t4\nGladz hailed the King.\t1\nNothing happened to Gladz in Borduria.\t0\n"
NAMES = """Borduria B-S
bombed O
Syldavia B-T
. O

The B-S
King I-S
waits O
for O
Gladz B-T

Gladz B-S
hailed O
the B-T
King I-T
. O

Nothing B-S
happened O
to O
Gladz B-T
in O
Borduria O
. O
"""


def test_a_quad_class_is_all_of_its_roots(tmp_path: Path) -> None:
    first, second = cameo(write(tmp_path, "class.tsv", CLASSES), write(tmp_path, "ner.txt", NAMES))
    assert (first.words, first.marks) == (["Borduria", "bombed", "Syldavia", "."], [1, 0, 2, 0])
    assert [RELATIONS[i] for i in first.relation] == ["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"]
    assert (second.words, second.marks) == (["Gladz", "hailed", "the", "King", "."], [1, 0, 2, 2, 0])
    assert [RELATIONS[i] for i in second.relation] == ["AGREE", "CONSULT", "SUPPORT"]


def test_every_root_belongs_to_one_quad_class(tmp_path: Path) -> None:
    classes = write(tmp_path, "class.tsv", "".join(f"Gladz did {n} to Borduria.\t{n}\n" for n in range(1, 5)))
    block = "Gladz B-S\ndid O\n{} O\nto O\nBorduria B-T\n. O\n\n"
    names = write(tmp_path, "ner.txt", "".join(block.format(n) for n in range(1, 5)))
    roots = [root for example in cameo(classes, names) for root in example.relation]
    assert sorted(roots) == list(range(len(RELATIONS)))
