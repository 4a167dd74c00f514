"""The ranker of places, fitted to LGL and GeoWebNews; cross-validated by document.

    python -m train places           fit on all documents, and write `src/dragoman/data/place_ranker.json`
    python -m train places --cross   print the scores of documents that were left out of the fit, as one line of JSON

A name of a document is one example: its candidates, those within 161 km of the truth right. The second network learns
from the first's answers on documents that the first did not see. The same data and versions give the same weights.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dragoman.ground.places.board import Board, Floats, lay_out
from dragoman.ground.places.candidates import INSIDE
from dragoman.ground.places.context import features
from dragoman.ground.places.cues import Name
from dragoman.ground.places.ranker import Network, Ranker, shares_of
from dragoman.ground.places.resolve import grouped_names
from dragoman.spans import Span
from evals.places import scores_of
from evals.toponyms import NEAR_KM, Article, Countries, Toponym, articles_of, kilometres
from train.corpora.plain_places import alone, news

__all__ = ["Example", "cross", "examples_of", "fit", "train"]

TARGET = Path("src/dragoman/data/place_ranker.json")
FILES = {"lgl": "toponyms/lgl.xml", "gwn": "toponyms/GWN.xml"}
FOLDS, INNER = 5, 4
SEEDS = (1, 2, 3)
EPOCHS, BATCH, RATE, DECAY, DROPPED = 60, 256, 3e-3, 1e-3, 0.15
HIDDEN = (32, 16)
CLOSE_KM = 15.0
PLAIN_WEIGHT = 0.4
"""What a name of `train.corpora.plain_places` weighs beside one that a person labelled."""

DIGITS = 4
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """The names of an article: their board, the right candidates (a share of each name's), and each name's weight."""

    board: Board
    right: Floats
    weight: Floats


def examples_of(articles: Iterable[Article], weight: float = 1.0) -> list[Example]:
    """The examples of the articles that have a toponym, each name with that weight."""
    found = (_example(article, weight) for article in articles)
    return [example for example in found if example is not None]


def _example(article: Article, weight: float) -> Example | None:
    truth: dict[Span, Toponym] = {}
    for toponym in article.toponyms:
        if toponym.span:
            truth.setdefault(toponym.span, toponym)
    if not truth:
        return None
    names = grouped_names({span: span.of(article.text) for span in truth})
    board = lay_out(article.text, names, article.publisher)
    right = np.zeros(len(board.candidates))
    for number, name in enumerate(names):
        rows = np.flatnonzero(board.owner == number)
        for span in name.spans:
            right[rows] += _right(board, rows, truth[span]) / len(name.spans)
    weights: Floats = _sizes(names) * weight
    weights[np.add.reduceat(right, board.starts) == 0] = 0.0
    return Example(board, right, weights)


def _sizes(names: Sequence[Name]) -> Floats:
    found: Floats = np.sqrt(np.array([len(name.spans) for name in names], dtype=np.float64))
    return found


def _right(board: Board, rows: Ints, truth: Toponym) -> Floats:
    """The right candidates of a name: the nearest, and those little farther; "none of these" where all are far.

    Where the truth is a row of the gazetteer, that one; nothing where it is open.
    """
    if truth.source_id:
        return np.array([float(getattr(board.candidates[row], "source_id", "") == truth.source_id) for row in rows])
    if isnan(truth.latitude):
        return np.zeros(len(rows))
    apart = np.full(len(rows), np.inf)
    own = np.zeros(len(rows), dtype=bool)
    for n, row in enumerate(rows):
        one = board.candidates[row]
        if one is not None:
            apart[n] = kilometres((one.latitude, one.longitude), (truth.latitude, truth.longitude))
            own[n] = one.form < INSIDE
    right = (apart < NEAR_KM) & (apart <= apart.min() + CLOSE_KM)
    if (right & own).any():
        right &= own
    if not right.any():
        right[0] = True
    return right / right.sum()


# --- fitting -----------------------------------------------------------------------------------


def train(examples: Sequence[Example], seeds: Sequence[int] = SEEDS) -> Ranker:
    """A ranker fitted to some examples."""
    rows = [features(e.board, e.board.prior) for e in examples]
    first = tuple(_network(rows, examples, seed) for seed in seeds)
    before = _left_out(rows, examples)
    later = [features(e.board, shares) for e, shares in zip(examples, before, strict=True)]
    return Ranker(first, tuple(_network(later, examples, 100 + seed) for seed in seeds))


def _left_out(rows: Sequence[Floats], examples: Sequence[Example]) -> list[Floats]:
    """The first network's shares of each example, by one that did not see it."""
    found: list[Floats] = [e.board.prior for e in examples]
    for fold in range(INNER):
        seen = [n for n in range(len(examples)) if n % INNER != fold]
        network = _network([rows[n] for n in seen], [examples[n] for n in seen], 50 + fold)
        for n in range(fold, len(examples), INNER):
            found[n] = shares_of((network,), examples[n].board, examples[n].board.prior)
    return found


def _network(rows: Sequence[Floats], examples: Sequence[Example], seed: int) -> Network:
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    stacked = np.concatenate(rows)
    middle, width = stacked.mean(0), stacked.std(0)
    width[width < 1e-3] = 1.0
    counts = [len(e.weight) for e in examples]
    offsets = np.cumsum([0, *counts[:-1]])
    owner = np.concatenate([e.board.owner + offset for e, offset in zip(examples, offsets, strict=True)])
    right = torch.tensor(np.concatenate([e.right for e in examples]), dtype=torch.float32)
    weight = torch.tensor(np.concatenate([e.weight for e in examples]), dtype=torch.float32)
    inputs = torch.tensor((stacked - middle) / width, dtype=torch.float32)
    starts = np.searchsorted(owner, np.arange(sum(counts) + 1))
    net = _layers(stacked.shape[1])
    steps = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.CosineAnnealingLR(steps, EPOCHS)
    for _ in range(EPOCHS):
        for names in torch.randperm(sum(counts)).split(BATCH):
            chosen = torch.from_numpy(np.concatenate([np.arange(starts[n], starts[n + 1]) for n in names.tolist()]))
            own = torch.repeat_interleave(torch.tensor([int(starts[n + 1] - starts[n]) for n in names.tolist()]))
            loss = _loss(net(inputs[chosen])[:, 0], right[chosen], own, weight[names])
            steps.zero_grad()
            loss.backward()
            steps.step()
        pace.step()
    linear = [layer for layer in net if isinstance(layer, nn.Linear)]
    layers = tuple((_rounded(one.weight.detach().numpy().T), _rounded(one.bias.detach().numpy())) for one in linear)
    return Network(_rounded(middle), _rounded(width), layers)


def _layers(inputs: int) -> nn.Sequential:
    first, second = HIDDEN
    return nn.Sequential(
        *(nn.Linear(inputs, first), nn.ReLU(), nn.Dropout(DROPPED)),
        *(nn.Linear(first, second), nn.ReLU(), nn.Linear(second, 1)),
    )


def _loss(scores: Tensor, right: Tensor, own: Tensor, weight: Tensor) -> Tensor:
    """Mostly how little the right candidates get together, and some of how unlike the truth the shares are."""
    most = torch.full((len(weight),), -1e9).scatter_reduce(0, own, scores.detach(), "amax")
    sums = torch.zeros(len(weight)).index_add(0, own, torch.exp(scores - most[own]))
    logs = scores - most[own] - torch.log(sums)[own]
    together = torch.zeros(len(weight)).index_add(0, own, torch.exp(logs) * (right > 0))
    each = torch.zeros(len(weight)).index_add(0, own, right * logs)
    losses = -0.8 * torch.log(together + 1e-9) - 0.2 * each
    return (losses * weight).sum() / weight.sum()


def _rounded(values: Any) -> Floats:
    """Five significant digits: what the shipped file holds is what is scored."""
    shown = np.vectorize(lambda v: float(f"{v:.{DIGITS}e}"))(np.asarray(values, dtype=np.float64))
    return np.ascontiguousarray(shown, dtype=np.float64)


# --- the two commands ----------------------------------------------------------------------------


def fit(data: Path, target: Path = TARGET) -> str:
    """Fit on all documents and write the weights; a line that says so."""
    articles = [article for file in FILES.values() for article in articles_of(data / file)]
    examples = [*examples_of(articles), *_plain(data)]
    ranker = train(examples)
    target.write_text(json.dumps(written(ranker), separators=(",", ":")) + "\n", "utf-8")
    return f"written: {target}, from {len(examples)} documents"


def _plain(data: Path) -> list[Example]:
    """The examples that are no person's: news of diplomacy, and names alone."""
    return [*examples_of(news(data), PLAIN_WEIGHT), *examples_of(alone(), PLAIN_WEIGHT)]


def written(ranker: Ranker) -> dict[str, Any]:
    """A ranker as JSON holds it."""
    return {
        name: [
            {
                "middle": network.middle.tolist(),
                "width": network.width.tolist(),
                "layers": [[weights.tolist(), biases.tolist()] for weights, biases in network.layers],
            }
            for network in networks
        ]
        for name, networks in (("first", ranker.first), ("later", ranker.later))
    }


def cross(data: Path, *, end_to_end: bool = True) -> dict[str, Any]:
    """The scores of each file, every document ranked by one of five rankers that did not see it.

    The other file's documents are always seen. `by outlet` leaves whole publishers of LGL out.
    """
    files = {name: list(articles_of(data / file)) for name, file in FILES.items()}
    plain = _plain(data)
    found: dict[str, Any] = {}
    for name, articles in files.items():
        others = [*plain, *examples_of(a for other, rest in files.items() if other != name for a in rest)]
        folds = [number % FOLDS for number in range(len(articles))]
        found[name] = _crossed(articles, folds, others, end_to_end)
        if name == "lgl":
            outlets = sorted({a.publisher for a in articles})
            folds = [outlets.index(a.publisher) % FOLDS for a in articles]
            found["lgl by outlet"] = _crossed(articles, folds, others, False)
    return found


def _crossed(
    articles: Sequence[Article], folds: Sequence[int], others: Sequence[Example], end_to_end: bool
) -> dict[str, Any]:
    rankers = []
    for fold in range(FOLDS):
        seen = [a for a, f in zip(articles, folds, strict=True) if f != fold]
        rankers.append(train([*examples_of(seen), *others], SEEDS[:1]))
    scores, _ = scores_of(articles, Countries(), lambda n: rankers[folds[n]], end_to_end=end_to_end)
    return scores
