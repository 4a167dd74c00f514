"""How fast places are resolved: opening the gazetteer, and the names of an article.

`python -m bench.places [--rounds N] [FOLDER]` reads the demonstration coverage, or a folder, and prints one line of
JSON. Its articles are put together until each has at least 2,500 code points, and their places resolved with the
gazetteer open, each round with nothing remembered of the names before; the median of the rounds counts. Megabytes are
those that the process grew by.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dragoman import DragomanError, __version__, read_pages
from dragoman.clean import clean
from dragoman.demo import folder
from dragoman.ground.places import rank_places
from dragoman.ground.places.candidates import candidates_of
from dragoman.ground.places.gazetteer import Gazetteer
from dragoman.ground.places.home import home_of
from dragoman.ground.places.ranker import Ranker
from dragoman.models import Encoder
from dragoman.spans import Span
from dragoman.types import Mention, MentionKind
from dragoman.understand import understand

_TYPICAL = 2_500
"""Code points of the article that BENCHMARKS speaks of."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(folder()), help="articles; default: the coverage of the demo")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each is timed (default: 5)")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(asked.folder, asked.rounds)))


def measured(name: str, rounds: int) -> dict[str, object]:
    """Milliseconds of opening and of an article; megabytes of the gazetteer."""
    before = _megabytes()
    opening = [_timed(_open) for _ in range(rounds)]
    after = _megabytes()
    pages = [page for page in read_pages([name]) if not isinstance(page, DragomanError)]
    documents = [clean(page) for page in pages]
    encoder = Encoder.load()
    read = _joined([(document.text, understand(document, encoder).mentions) for document in documents])
    Ranker.load()
    taken: dict[str, list[float]] = {"fresh": [], "again": []}
    for _ in range(rounds):
        _forget()
        taken["fresh"].append(_timed(lambda: [rank_places(*one) for one in read]))
        taken["again"].append(_timed(lambda: [rank_places(*one) for one in read]))
    per = {which: 1000 * statistics.median(found) / len(read) for which, found in taken.items()}
    return {
        "dragoman": __version__,
        "articles": len(read),
        "code_points": round(statistics.mean(len(text) for text, _ in read)),
        "places": round(statistics.mean(len(names) for _, names in read), 1),
        "open_ms": round(1000 * statistics.median(opening), 2),
        "open_first_ms": round(1000 * opening[0], 2),
        "open_megabytes": round(after - before, 1),
        "ms_per_article": round(per["fresh"], 2),
        "ms_names_known": round(per["again"], 2),
    }


def _joined(articles: Sequence[tuple[str, Sequence[Mention]]]) -> list[tuple[str, dict[Span, str]]]:
    """Texts of at least `_TYPICAL` code points with their places, from articles in their order; the rest is left."""
    found: list[tuple[str, dict[Span, str]]] = []
    text, names = "", dict[Span, str]()
    for more, mentions in articles:
        names |= {m.span.shifted(len(text)): m.name for m in mentions if m.kind is MentionKind.PLACE}
        text += more + "\n\n"
        if len(text) >= _TYPICAL:
            found.append((text, names))
            text, names = "", {}
    return found


def _open() -> None:
    Gazetteer.load.cache_clear()
    Gazetteer.load().rows("minsk")


def _forget() -> None:
    """Drop what is remembered of names and publishers; the gazetteer stays open."""
    Gazetteer.load().rows.cache_clear()
    candidates_of.cache_clear()
    home_of.cache_clear()


def _timed(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return time.process_time() - before


def _megabytes() -> float:
    """The resident memory of this process; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4096 / 1e6 if status.exists() else 0.0


if __name__ == "__main__":
    main()
