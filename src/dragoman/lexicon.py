"""Shipped word lists: compiled by `tools/lexicon.py` from `lexicon/*.yaml` into `src/dragoman/data/*.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from dragoman.errors import LexiconError

__all__ = ["load"]


@cache
def load(name: str) -> Any:
    """The content of one compiled lexicon, such as "clean" or "places"; treat it as read-only.

    Raises `LexiconError` when the installation lacks it or it is damaged.
    """
    try:
        text = resources.files("dragoman").joinpath("data", f"{name}.json").read_text("utf-8")
        return json.loads(text)
    except (OSError, ValueError) as error:
        raise LexiconError(f"cannot be loaded ({error}); install dragoman again", subject=name) from error
