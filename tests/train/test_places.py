"""How the ranker of places and the weights of usage are made, on a handful of texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("sklearn")

from dragoman.ground.places.ranker import Ranker
from dragoman.spans import Span
from dragoman.types import Analysis
from dragoman.understand.place_usage import Signals
from evals.metonymy import Named, TextRead
from evals.toponyms import Article, Toponym
from train import places, usage
from train.corpora.plain_places import alone, plain

TEXT = "Ministers of Belarus and Russia met in Brest, and the Belarusian side left for Minsk."
NAMES = {"Belarus": (53.0, 28.0), "Russia": (60.0, 100.0), "Brest": (52.1, 23.7), "Minsk": (53.9, 27.57)}


def article(**moved: tuple[float, float]) -> Article:
    found = (
        Toponym(name, Span(TEXT.find(name), TEXT.find(name) + len(name)), *moved.get(name, at), None)
        for name, at in NAMES.items()
    )
    return Article("1", TEXT, "", tuple(found))


def right_of(example: places.Example, name: str) -> list[str]:
    number = [n.text for n in example.board.names].index(name)
    rows = np.flatnonzero((example.board.owner == number) & (example.right > 0))
    return [getattr(example.board.candidates[row], "country", None) or "none" for row in rows]


def test_the_nearest_candidates_are_right() -> None:
    (example,) = places.examples_of([article()])
    assert set(right_of(example, "Brest")) == {"BY"}
    assert right_of(example, "Russia") == ["RU"]
    np.testing.assert_allclose(np.add.reduceat(example.right, example.board.starts), 1.0)


def test_none_of_them_is_right_where_all_are_far() -> None:
    (example,) = places.examples_of([article(Brest=(-40.0, 100.0))])
    assert right_of(example, "Brest") == ["none"]


def test_what_is_open_weighs_nothing() -> None:
    nan = float("nan")
    (example,) = places.examples_of([article(Brest=(nan, nan))], weight=0.5)
    number = [n.text for n in example.board.names].index("Brest")
    assert example.weight[number] == 0.0
    assert sorted(set(example.weight)) == [0.0, 0.5]


def test_articles_without_toponyms_give_no_example() -> None:
    assert places.examples_of([Article("1", TEXT, "", ())]) == []


def test_a_ranker_learns_is_written_and_read_and_comes_out_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "EPOCHS", 120)
    examples = places.examples_of([article() for _ in range(8)])
    ranker = places.train(examples, seeds=(1,))
    shares = ranker.shares(examples[0].board)
    chosen = examples[0].right > 0
    assert float(shares[chosen].sum()) > 0.8 * len(NAMES)
    again = Ranker.read(json.loads(json.dumps(places.written(ranker))))
    np.testing.assert_array_equal(again.shares(examples[0].board), shares)
    twin = places.train(examples, seeds=(1,))
    assert places.written(twin) == places.written(ranker)


def test_plain_names() -> None:
    minsk, france = plain("Minsk"), plain("France")
    assert minsk
    assert (minsk.kind, minsk.country) == ("capital", "BY")
    assert france
    assert france.kind == "country"
    assert plain("Georgia") is None
    assert plain("Springfield") is None
    assert sum(1 for _ in alone()) > 300


def test_usage_learns_from_the_words() -> None:
    texts = [
        TextRead(str(n), text, Signals.of(Analysis("d")), (Named(Span(at, at + 5), label),), (None,))
        for n in range(12)
        for text, at, label in (("Minsk said no.", 0, "Metonymic"), ("They met in Minsk.", 12, "Literal"))
    ]
    texts = [
        TextRead(t.name, t.text, t.signals, t.toponyms, (np.array([float(n % 3), 1.0]),)) for n, t in enumerate(texts)
    ]
    weights = usage.train(texts)
    assert weights.features["after1 said"] < 0 < weights.features["before1 in"]
    assert weights.columns.shape == (2,)


def test_usage_is_written_where_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "toponyms" / "GeoWebNews"
    folder.mkdir(parents=True)
    for n in range(4):
        (folder / f"{n}.txt").write_text("Minsk said no. They met in Minsk.", "utf-8")
        (folder / f"{n}.ann").write_text("T1\tMetonymic 0 5\tMinsk\nT2\tLiteral 27 32\tMinsk\n", "utf-8")
    target = tmp_path / "place_usage.json"
    assert "from 4 texts" in usage.fit(tmp_path, target)
    assert set(json.loads(target.read_text("utf-8"))) == {"features", "columns", "heard", "unheard"}
    assert usage.cross(tmp_path)["n"] == 8
