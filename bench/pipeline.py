"""How fast the pipeline is: articles a second, in each stage and in all, with the processor time and memory it takes.

`python -m bench.pipeline [--articles N] [FOLDER]` reads the demonstration coverage, or a folder, again and again until
N articles have been read, and prints one line of JSON. Times are processor time, so that what else runs counts little.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from dragoman import DragomanError, Page, __version__, read_pages, record_to_json
from dragoman.clean import clean
from dragoman.demo import folder
from dragoman.ground import ground
from dragoman.models import Encoder
from dragoman.understand import understand
from dragoman.understand.tokens import tokenize

_STARTS = 3
LENGTH = 2_500
"""Characters of an article of usual length."""


@dataclass(slots=True)
class Clock:
    """The processor time of each stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = 0.0

    def start(self) -> None:
        """Begin to count."""
        self._since = time.process_time()

    def lap(self, stage: str) -> None:
        """Count what has passed for a stage, and go on."""
        now = time.process_time()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", nargs="?", default=str(folder()), help="articles, a folder or a file of them; default: the demo's"
    )
    parser.add_argument("--articles", type=int, default=400, metavar="N", help="how many to read (default: 400)")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(asked.folder, asked.articles)))


def measured(name: str, articles: int) -> dict[str, object]:
    """The figures: articles a second in each stage and in all, seconds, peak memory, and the start of a command."""
    clock = Clock()
    characters, count = 0, 0
    warm = next(_pages(name), None)
    if warm is None:
        raise SystemExit(f"no article in {name}")
    _taken(warm, Clock())
    wall = time.perf_counter()
    clock.start()
    for page in islice(_again(name), articles):
        clock.lap("read")
        characters, count = characters + len(page.text), count + 1
        _taken(page, clock)
    total = sum(clock.seconds.values())
    return {
        "dragoman": __version__,
        "python": platform.python_version(),
        "articles": count,
        "characters_per_article": round(characters / count),
        "articles_per_s": round(count / total, 1),
        "articles_per_s_by_stage": {stage: round(count / s, 1) for stage, s in clock.seconds.items()},
        "ms_per_2500_characters": {
            stage: round(1000 * s * LENGTH / characters, 1) for stage, s in clock.seconds.items()
        },
        "cpu_s": round(total, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "start_s": {"help": _start("--help"), "read": _start("read", str(_smallest()))},
    }


def _pages(name: str) -> Iterator[Page]:
    return (page for page in read_pages([name]) if not isinstance(page, DragomanError))


def _again(name: str) -> Iterator[Page]:
    """The pages without end, read from the disk each time."""
    return (page for again in cycle([name]) for page in _pages(again))


def _taken(page: Page, clock: Clock) -> None:
    """One article through all stages, its sentences not yet known from the last time that it was read."""
    tokenize.cache_clear()
    clock.start()
    document = clean(page)
    clock.lap("clean")
    analysis = understand(document, Encoder.load())
    clock.lap("understand")
    record = ground(document, analysis)
    clock.lap("ground")
    record_to_json(record)
    clock.lap("write")


def _smallest() -> Path:
    """The smallest article of the demonstration."""
    return min((p for p in folder().rglob("*") if p.is_file()), key=lambda path: (path.stat().st_size, path))


def _start(*arguments: str) -> float:
    """The processor time of a whole command from nothing, the least of several."""
    return min(_command(arguments) for _ in range(_STARTS))


def _command(arguments: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "import sys; from dragoman.serve.cli import run; sys.exit(run(sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", code, *arguments], check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


if __name__ == "__main__":
    main()
