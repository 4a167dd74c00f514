"""Quality on development data, by the product's own code path.

usage: python -m evals NAME DATA [--predictions OUT.jsonl] [--part dev] [--theirs FILE.jsonl]

prints one JSON line of scores on standard output, and what is not right on standard error. NAME is one of the
modules of this folder. `--part dev` scores only what training leaves out of a file that it reads (relation, status,
event_place, dates), or the folder of that name (intervals). `--theirs` scores what another tool said of the same
documents, in the form of `--predictions` of dates (dates, intervals).
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import sys
import time
from pathlib import Path

NAMES = (
    *(
        "coverage",
        "sample",
        "reading",
        "relation",
        "attribution",
        "attribution_document",
        "factuality",
        "status",
        "names",
    ),
    *("syntax", "event_place", "own", "news", "links", "record", "names_match", "places", "metonymy", "offices"),
    *("dates", "intervals", "stories", "coreference", "editions"),
    "copies",
)
PARTS = ("all", "dev")


def main() -> int:
    """Run one scorer; the exit status is 0 when it ran, whatever the score."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("data", type=Path)
    parser.add_argument("--predictions", type=Path, help="write one JSON line per item here")
    parser.add_argument("--part", choices=PARTS, default="all", help="dev: only what training leaves out of DATA")
    parser.add_argument("--theirs", type=Path, help="score these JSON lines of another tool instead of the product")
    arguments = parser.parse_args()
    if not arguments.data.exists():
        parser.error(f"{arguments.data} is not there")
    started = time.perf_counter()
    scorer = importlib.import_module(f"evals.{arguments.name}")
    taken = inspect.signature(scorer.score).parameters
    parts = {} if arguments.part == "all" else {"part": arguments.part}
    if parts and "part" not in taken:
        parser.error(f"{arguments.name} has no parts: leave out --part")
    theirs = {"theirs": arguments.theirs} if arguments.theirs else {}
    if theirs and "theirs" not in taken:
        parser.error(f"{arguments.name} scores the product alone: leave out --theirs")
    scores, lines = scorer.score(arguments.data, **parts, **theirs)
    if arguments.predictions:
        arguments.predictions.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8"
        )
    scores["seconds"] = round(time.perf_counter() - started, 3)
    print(json.dumps(scores, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
