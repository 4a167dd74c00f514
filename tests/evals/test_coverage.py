"""The coverage scorer on the demonstration coverage, the twins and, where they are at hand, the seeds.

Every cell of the demonstration's true record is a case. Those that are not right yet are listed in
`tests/cases/demo/not_yet.txt`, written by `python -m tools.not_yet`, and have to fail: a cell that becomes right
leaves the list in the same change, one that is lost shows at once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman import demo
from evals import coverage
from evals.cells import RIGHT, WRONG
from tools.not_yet import LIST, key

_ROOT = Path(__file__).resolve().parent.parent.parent
_TWINS = _ROOT / "tests" / "cases" / "twins"
_SEEDS = _ROOT.parent / "shared" / "seeds"


@cache
def _cells(folder: Path) -> dict[str, str]:
    """The verdict of every cell, by document and path."""
    _, lines = coverage.score(folder)
    return {key(line): line["verdict"] for line in lines}


def _share(folder: Path) -> float:
    verdicts = list(_cells(folder).values())
    return verdicts.count(RIGHT) / len(verdicts)


def test_no_cell_of_the_twins_is_wrong() -> None:
    assert [k for k, verdict in _cells(_TWINS).items() if verdict == WRONG] == []
    assert _share(_TWINS) >= 0.97


@pytest.mark.skipif(not _SEEDS.exists(), reason="the seeds are not at hand")
def test_no_cell_of_the_seeds_is_wrong_and_the_twins_are_as_good() -> None:
    assert [k for k, verdict in _cells(_SEEDS).items() if verdict == WRONG] == []
    assert _share(_SEEDS) >= 0.97
    assert abs(_share(_SEEDS) - _share(_TWINS)) <= 0.05


def test_every_cell_of_the_demonstration_is_right_or_listed_as_not_yet() -> None:
    listed = set(LIST.read_text("utf-8").splitlines())
    not_right = {f"{verdict}: {k}" for k, verdict in _cells(demo.folder()).items() if verdict != RIGHT}
    assert sorted(not_right - listed) == [], "lost: these were right before"
    assert sorted(listed - not_right) == [], "won: take these off the list with `python -m tools.not_yet`"


def test_the_demonstration_has_forty_articles_and_most_cells_right() -> None:
    assert len({k.split(" ", 1)[0] for k in _cells(demo.folder())}) == 40
    assert _share(demo.folder()) > 0.75
