"""Cross-validation of relations: the network at half-time, which saw no sentence of PLV, finished once for each fold.

    python -m train relations --run FOLDER

A fold's sentences are left out, those of the others, of CAMEO and of our own are read for a few epochs; then each
sentence has been said by a network that never saw it. The finish is short and of relations alone, so these scores are of
a network that is less than the shipped one, and in 32 bits.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from dragoman.models.labels import RELATIONS
from evals.metrics import accuracy, macro_f1
from train.batches import batches, collate, items_of
from train.corpora.relations import FOLDS, fold_of, plv
from train.data import CORPORA, dev_keys, without_dev
from train.examples import Example, key_of
from train.heads import Network, relation_scores
from train.loop import HALF, Run, Settings, new_network, optimiser_of, tokenizer

__all__ = ["cross"]

_SETTINGS = Settings(epochs=5, encoder_rate=1e-4, heads_rate=1e-3)


def cross(data: Path, run: Path) -> dict[str, Any]:
    """Macro F1 and accuracy over all sentences of PLV, each said by the network of its fold; `run` has `half.pt`."""
    sentences = list(plv(data / "relation_plover" / "PLV_train.tsv"))
    keys = dev_keys(data) - {key_of(example.words) for example in sentences}
    others = [part for name in ("cameo", "own") for e in CORPORA[name].read(data) for part in without_dev(e, keys)]
    others = [example for example in others if example.relation]
    true, said = [], []
    for fold in range(FOLDS):
        left_out = [e for e in sentences if _fold(e) == fold]
        network = _finished(run / HALF, [e for e in sentences if _fold(e) != fold] + others)
        true += [RELATIONS[e.relation[0]] for e in left_out]
        said += [_said(network, example) for example in left_out]
        print(f"fold {fold + 1} of {FOLDS}: macro F1 so far {macro_f1(true, said):.4f}", file=sys.stderr, flush=True)
    return {"n": len(true), "macro_f1": round(macro_f1(true, said), 4), "accuracy": round(accuracy(true, said), 4)}


def _fold(example: Example) -> int:
    return fold_of("".join(example.words))


def _finished(half: Path, examples: list[Example]) -> Network:
    """The network of half-time, trained on some relations."""
    network = new_network()
    network.load_state_dict(torch.load(half, weights_only=True))
    pieces = tokenizer()
    items = [item for e in examples for item in items_of(pieces, e, longest=_SETTINGS.longest)]
    with TemporaryDirectory() as folder:
        run = Run(network, optimiser_of(network, _SETTINGS), _SETTINGS, Path(folder))
        for number in range(_SETTINGS.epochs):
            rng = random.Random(_SETTINGS.seed + number)  # noqa: S311  shuffling
            run.epoch(number, batches(items, pieces=1000, rng=rng))
    return network.eval()


@torch.inference_mode()
def _said(network: Network, example: Example) -> str:
    (item,) = items_of(tokenizer(), example, longest=10**6)
    batch = collate([item], {})
    out = network(batch.pieces, batch.casing, batch.marks, batch.mask, batch.first)
    return RELATIONS[int(relation_scores(out["relation"], batch, 0).argmax())]
