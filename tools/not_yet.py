"""Write the list of the cells of the demonstration coverage that are not right yet.

usage: python -m tools.not_yet      (writes tests/cases/demo/not_yet.txt)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman import demo
from evals import coverage
from evals.cells import RIGHT

LIST = Path(__file__).resolve().parent.parent / "tests" / "cases" / "demo" / "not_yet.txt"


def key(line: dict[str, Any]) -> str:
    """A cell's name: its document, path and what was expected."""
    return f"{line['document']} {line['path']}: {' '.join(line['expected'].split())}"


def main() -> None:
    """Score the demonstration coverage and write the list, one cell a line, sorted."""
    _, lines = coverage.score(demo.folder())
    found = sorted(f"{line['verdict']}: {key(line)}" for line in lines if line["verdict"] != RIGHT)
    LIST.parent.mkdir(parents=True, exist_ok=True)
    LIST.write_text("".join(f"{entry}\n" for entry in found), "utf-8")
    print(f"{len(found)} of {len(lines)} cells are not right yet")


if __name__ == "__main__":
    main()
