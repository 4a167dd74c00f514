"""Documents to occurrences on small files in the form of ECB+, and what counts as confused."""

from __future__ import annotations

from pathlib import Path

from evals.editions import confused_share, score
from tests.evals.small_ecb import write
from train.corpora.ecb import documents_in

_FIRST = "A quake of magnitude 5.1 shook Borvik on 3 May , Mayor Anna Kell said ."
_SECOND = "A quake of magnitude 6.8 struck Tamsur on 19 June , Governor Idris Palo said ."


def _topic(folder: Path) -> Path:
    write(folder, "43_1ecb.xml", ["Quake shakes Borvik", _FIRST], {"shook": ""})
    write(folder, "43_2ecb.xml", ["Borvik counts damage after quake", _FIRST], {"shook": ""})
    write(folder, "43_1ecbplus.xml", ["Quake strikes Tamsur", _SECOND], {"struck": ""})
    write(folder, "43_2ecbplus.xml", ["Tamsur mourns after quake", _SECOND], {"struck": ""})
    return folder


def test_two_quakes_are_two_clusters(tmp_path: Path) -> None:
    scores, lines = score(_topic(tmp_path))
    said = {line["document"]: line["cluster"] for line in lines}
    assert said["43_1ecb.xml"] == said["43_2ecb.xml"] != said["43_1ecbplus.xml"] == said["43_2ecbplus.xml"]
    assert (scores["n"], scores["b3_f1"], scores["confused_share"], scores["clusters"]) == (4, 1.0, 0.0, 2)


def test_confused_are_the_pairs_of_two_occurrences_that_are_put_together(tmp_path: Path) -> None:
    documents = documents_in(_topic(tmp_path))
    said = {d.name: "one" if d.name != "43_2ecbplus.xml" else "two" for d in documents}
    assert confused_share(documents, said) == 0.5
    assert confused_share(documents, {d.name: d.name for d in documents}) == 0
    assert confused_share(documents[:1], {documents[0].name: "one"}) == 0
