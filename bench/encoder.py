"""How fast the encoder reads, side by side in one run: our passes, the bare encoder without heads, torch.

`python -m bench.encoder [--rounds N] [FOLDER]` reads the demonstration coverage, or a folder, and prints one line of
JSON: pieces of the vocabulary a second on one thread, as medians over rounds in which each of them takes its turn.
`torch` is the bare network in 32 bits, window by window, and left out where torch is not installed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np

from dragoman import DragomanError, __version__, read_pages
from dragoman.clean import clean
from dragoman.demo import folder
from dragoman.models import Encoder, Vectors
from dragoman.models.inputs import Window
from dragoman.types import Document
from dragoman.understand import understand
from dragoman.understand.heard import hear
from dragoman.understand.sentences import split_sentences
from dragoman.understand.tokens import tokenize

_TYPICAL = 2_500
"""Code points of the article that the issue and BENCHMARKS speak of."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(folder()), help="articles; default: the coverage of the demo")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each is timed (default: 5)")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(asked.folder, asked.rounds)))


def measured(name: str, rounds: int) -> dict[str, object]:
    """Pieces a second of each, what an article takes, and the share of the encoder's pass in it."""
    pages = [page for page in read_pages([name]) if not isinstance(page, DragomanError)]
    documents = [clean(page) for page in pages]
    encoder, vectors = Encoder.load(), Vectors.load()
    windows = [window for document in documents for window in _windows(encoder, document)]
    pieces = sum(len(window.pieces) for window in windows)
    rivals: dict[str, Callable[[], object]] = {
        "encoder_with_heads": lambda: [encoder.run(window) for window in windows],
        "bare_encoder": lambda: [vectors.run(window.pieces) for window in windows],
        "read": lambda: [_read(encoder, document) for document in documents],
        "understand": lambda: [_understood(encoder, document) for document in documents],
    }
    torch = _torch(windows)
    if torch:
        rivals["torch"] = torch
    seconds: dict[str, list[float]] = {rival: [] for rival in rivals}
    for _ in range(rounds):
        for rival, run in rivals.items():
            seconds[rival].append(_timed(run))
    taken = {rival: statistics.median(found) for rival, found in seconds.items()}
    characters = sum(len(document.text) for document in documents)
    per_article = {rival: round(1000 * s * _TYPICAL / characters, 1) for rival, s in taken.items()}
    return {
        "dragoman": __version__,
        "weights": encoder.version,
        "articles": len(documents),
        "pieces": pieces,
        "pieces_per_s": {rival: round(pieces / s) for rival, s in taken.items()},
        "times_torch": round(taken["torch"] / taken["encoder_with_heads"], 2) if torch else None,
        "share_of_bare": round(taken["bare_encoder"] / taken["encoder_with_heads"], 2),
        "ms_per_article_of_2500": per_article,
        "share_of_pass": round(taken["encoder_with_heads"] / taken["understand"], 2),
    }


def _windows(encoder: Encoder, document: Document) -> list[Window]:
    heard = hear(encoder, document.text, split_sentences(document))
    words = [list(heard.reading.words[a:b]) for a, b in heard.reading.windows]
    return [encoder.window(part) for part in words]


def _read(encoder: Encoder, document: Document) -> object:
    return hear(encoder, document.text, split_sentences(document))


def _understood(encoder: Encoder, document: Document) -> object:
    tokenize.cache_clear()
    return understand(document, encoder)


def _timed(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return time.process_time() - before


def _torch(windows: Sequence[Window]) -> Callable[[], object] | None:
    """The same network as torch runs it, on one thread; None where it is not installed."""
    try:
        import torch

        from train.network import Encoder as Network
    except ImportError:
        return None
    torch.set_num_threads(1)
    network = Network.start().eval()
    inputs = [[torch.from_numpy(np.asarray(a)[None]) for a in (w.pieces, w.casing, w.marks)] for w in windows]

    def run() -> object:
        with torch.no_grad():
            return [network(*arrays, torch.ones_like(arrays[0], dtype=torch.bool)) for arrays in inputs]

    return run


if __name__ == "__main__":
    main()
