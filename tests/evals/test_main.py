"""The command of the scorers: names that are there, and parts where there are some."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from evals.__main__ import NAMES, main


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_a_scorer(name: str) -> None:
    assert callable(importlib.import_module(f"evals.{name}").score)


def test_a_scorer_without_parts_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["evals", "syntax", str(tmp_path), "--part", "dev"])
    with pytest.raises(SystemExit):
        main()
    assert "syntax has no parts" in capsys.readouterr().err


def test_a_scorer_of_the_product_alone_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["evals", "syntax", str(tmp_path), "--theirs", str(tmp_path / "t.jsonl")])
    with pytest.raises(SystemExit):
        main()
    assert "leave out --theirs" in capsys.readouterr().err
