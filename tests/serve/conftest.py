from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.articles import write


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own: the default database is made where one is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_DB", raising=False)
