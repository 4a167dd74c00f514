"""How fast times are read: finding, the direction of each by its verb, and resolving, on one core.

`python -m bench.times [--rounds N] [FOLDER]` reads the demonstration coverage, or a folder, and prints a line of JSON:
words a second as the median over the rounds, of processor time. Sentences are split before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence

from dragoman import DragomanError, __version__, read_pages
from dragoman.clean import clean
from dragoman.demo import folder
from dragoman.ground.times import read_timexes
from dragoman.types import Analysis
from dragoman.understand.sentences import split_sentences


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(folder()), help="articles; default: the coverage of the demo")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often it is timed (default: 5)")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(asked.folder, asked.rounds)))


def measured(name: str, rounds: int) -> dict[str, object]:
    """Words a second and times found, over all articles of a folder."""
    documents = [clean(page) for page in read_pages([name]) if not isinstance(page, DragomanError)]
    split = [(d, Analysis(d.document_id, sentences=split_sentences(d))) for d in documents]
    words = sum(len(s.of(d.text).split()) for d, analysis in split for s in analysis.sentences)
    seconds, found = [], 0
    for _ in range(rounds + 1):  # the first loads the word lists
        before = time.process_time()
        found = sum(len(read_timexes(d, analysis).timexes) for d, analysis in split)
        seconds.append(time.process_time() - before)
    return {
        "dragoman": __version__,
        "articles": len(documents),
        "words": words,
        "times": found,
        "words_per_s": round(words / statistics.median(seconds[1:])),
    }


if __name__ == "__main__":
    main()
