"""How the weights were made: `python -m train all` trains on everything, exports, and prints what to measure.

    python -m train fit  [--data ../shared/data] [--run .cache/run] [--epochs N] [--without NAME]
    python -m train export [--run .cache/run] [--to FOLDER] [--version V]
    python -m train all  fit, then export into the package
    python -m train all --start src/dragoman/models/weights
                         the same, but going on from exported weights: a fifth of the time, for data that came later
    python -m train events|places|pronouns|stories|usage [--data ../shared/data] [--cross]
                         the small models of one module each (`train/places.py` and so on): fit, and write into
                         the package; or print the scores of documents left out, as one line of JSON

A run that was cut off goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import sys
from pathlib import Path

from train.data import CORPORA

DATA = Path("../shared/data")
RUN = Path(".cache/run")
SMALL = ("events", "places", "pronouns", "stories", "usage")


def main() -> int:
    """Run one of the steps; 2 when an argument does not fit."""
    parser = argparse.ArgumentParser(
        prog="python -m train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("step", choices=("fit", "export", "all", *SMALL))
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the data sets")
    parser.add_argument("--run", type=Path, default=RUN, help="where checkpoints and the log are kept")
    parser.add_argument("--to", type=Path, help="where to export to; the package when left out")
    parser.add_argument("--version", default="1", help="the version of the weights, kept in their manifest")
    parser.add_argument("--start", type=Path, help="a folder of exported weights to go on from")
    parser.add_argument("--epochs", type=int, help="how often the data is read")
    parser.add_argument("--without", action="append", default=[], choices=sorted(CORPORA), help="leave a data set out")
    parser.add_argument("--cross", action="store_true", help="small models: cross-validate, write nothing")
    arguments = parser.parse_args()
    if arguments.step != "export" and not arguments.data.is_dir():
        parser.error(f"{arguments.data} is not there: --data FOLDER says where the data sets are")
    if arguments.step in SMALL:
        step = importlib.import_module(f"train.{arguments.step}")
        print(json.dumps(step.cross(arguments.data)) if arguments.cross else step.fit(arguments.data))
    if arguments.step in ("fit", "all"):
        _fit(arguments)
    if arguments.step in ("export", "all"):
        _export(arguments)
    return 0


def _fit(arguments: argparse.Namespace) -> None:
    from train.loop import GOING_ON, Settings, train

    start = str(arguments.start) if arguments.start else ""
    settings = dataclasses.replace(GOING_ON if start else Settings(), start=start, without=tuple(arguments.without))
    if arguments.epochs and start:
        settings = dataclasses.replace(settings, again=arguments.epochs)
    elif arguments.epochs:
        settings = dataclasses.replace(settings, epochs=arguments.epochs)
    train(arguments.data, arguments.run, settings)


def _export(arguments: argparse.Namespace) -> None:
    from train.export import SHIPPED, export
    from train.loop import FINAL

    folder = arguments.to or SHIPPED
    export(arguments.run / FINAL, folder, version=arguments.version)
    print(f"exported to {folder}; measure with python -m evals NAME DATA", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
