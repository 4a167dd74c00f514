"""links: GUM's format, what counts as the same title, and the product's answer for a text of ours."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from dragoman.types import Identity
from evals import links
from evals.links import Said, is_title, outcome
from train.corpora.gum import GumMention, document_of, documents_in

FILE = """# newdoc id = GUM_news_talks
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# meta::dateCreated = 2031-03-02
# newpar
# text = Norland's leader praised Turkey.
1-2\tNorland's\t_\t_\t_\t_\t_\t_\t_\t_
1\tNorland\tNorland\tPROPN\tNNP\t_\t3\tnmod\t_\tEntity=(1-person-new-cf1-x-2-coref(2-place-new-cf1-x-1-sgl
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tEntity=2)
3\tleader\tleader\tNOUN\tNN\t_\t4\tnsubj\t_\tEntity=1)
4\tpraised\tpraise\tVERB\tVBD\t_\t0\troot\t_\t_
5\tTurkey\tTurkey\tPROPN\tNNP\t_\t4\tobj\t_\tEntity=(3-place-new-cf1-x-1-coref-Turkey)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# text = It is near Foix, France.
1\tIt\tit\tPRON\tPRP\t_\t4\tnsubj\t_\tEntity=(3-place-giv-cf1-x-1-ana-Turkey)
2\tis\tbe\tAUX\tVBZ\t_\t4\tcop\t_\t_
3\tnear\tnear\tADP\tIN\t_\t4\tcase\t_\t_
4\tFoix\tFoix\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(4-place-new-cf1-x-1,3-sgl-Foix|SpaceAfter=No
5\t,\t,\tPUNCT\t,\t_\t6\tpunct\t_\t_
6\tFrance\tFrance\tPROPN\tNNP\t_\t4\tappos\t_\tEntity=(5-place-new-cf1-x-1-sgl-France)4)|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


def test_the_text_of_a_file_is_put_together_again() -> None:
    document = document_of("GUM_news_talks", FILE)
    assert document.text == "Norland's leader praised Turkey.\n\nIt is near Foix, France."
    assert document.created == "2031-03-02"


def test_mentions_have_their_words_heads_and_titles() -> None:
    document = document_of("GUM_news_talks", FILE)
    found = [
        (document.text[m.start : m.end], document.text[m.head_start : m.head_end], m.kind, m.group, m.identity)
        for m in document.mentions
    ]
    assert found == [
        ("Norland's leader", "'s", "person", "1", ""),
        ("Norland's", "Norland", "place", "2", ""),
        ("Turkey", "Turkey", "place", "3", "Turkey"),
        ("It", "It", "place", "3", "Turkey"),
        ("Foix, France", "Foix", "place", "4", "Foix"),
        ("France", "France", "place", "5", "France"),
    ]


@pytest.mark.parametrize(
    ("title", "identity", "same"),
    [
        ("Turkey", Identity("iso:TR", "Turkey"), True),
        ("United_States", Identity("iso:US", "United States"), True),
        ("United_States_Congress", Identity("organisation:us-congress", "US Congress"), True),
        ("NATO", Identity("organisation:nato", "NATO"), True),
        ("North_Atlantic_Treaty_Organization", Identity("organisation:nato", "NATO"), True),
        ("Foix%2C_Ari%C3%A8ge", Identity("geonames:3017924", "Foix"), True),
        ("Foix_(horse)", Identity("geonames:3017924", "Foix"), True),
        ("Council_of_Europe", Identity("organisation:european-council", "European Council"), False),
        ("Turkey", Identity("iso:GR", "Greece"), False),
    ],
)
def test_a_title_is_one_of_the_names_of_an_identity(title: str, identity: Identity, same: bool) -> None:
    assert is_title(title, identity) is same


def test_what_has_no_article_counts_only_as_a_mention() -> None:
    plain = GumMention(0, 1, 0, 1, "person", "1", "")
    assert outcome(plain, Said("person:x", Identity("iso:TR", "Turkey"))) == ["all"]


def test_an_answer_is_right_or_wrong_and_silence_is_neither() -> None:
    linked = GumMention(0, 1, 0, 1, "place", "1", "Turkey")
    assert outcome(linked, Said("country:TR", Identity("iso:TR", "Turkey"))) == ["all", "linked", "answered", "right"]
    assert outcome(linked, Said("country:GR", Identity("iso:GR", "Greece"))) == ["all", "linked", "answered"]
    assert outcome(linked, Said("place:Turkey", None)) == ["all", "linked"]


def test_the_product_links_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "GUM_news_talks.conllu").write_text(FILE, "utf-8")
    scores, lines = links.score(tmp_path, part="dev")
    assert (scores["n"], scores["mentions"], len(lines)) == (4, 6, 6)
    said = {line["name"] for line in lines}
    assert {"Turkey", "France"} <= said
    assert scores["precision"] == 1


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "GUM_news_talks.conllu").write_text(FILE, "utf-8")
    with tarfile.open(tmp_path / "gum.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "dev", "gum/dep/dev")
    assert list(documents_in(tmp_path / "gum.tar.gz", part="dev")) == list(documents_in(tmp_path / "dev", part="dev"))
    assert list(documents_in(tmp_path / "gum.tar.gz", part="train")) == []
