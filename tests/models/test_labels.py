"""Labels: every head's are distinct, and those that tests and data share have the same names everywhere."""

from __future__ import annotations

import pytest

from dragoman.models import labels
from evals import markup

LISTS = [name for name in labels.__all__ if name.isupper() and name != "OUTSIDE"]


@pytest.mark.parametrize("name", LISTS)
def test_no_label_stands_twice(name: str) -> None:
    found = getattr(labels, name)
    assert len(set(found)) == len(found)


def test_begins_and_insides() -> None:
    assert labels.begins_and_insides(("x", "y")) == ("O", "B-x", "I-x", "B-y", "I-y")
    assert labels.begins_and_insides(()) == ("O",)


def test_all_that_is_marked_in_our_sentences_has_a_label() -> None:
    assert set(markup.TYPES) == set(labels.TYPES) - {"O"}
    assert {m.replace("-", " ").strip() for m in markup.MODES} == set(labels.MODES)
    assert {s.replace("-", " ") for s in markup.STATUSES} == set(labels.STATUSES)
    assert set(markup.ROLES) == set(labels.ROLES) - {"O"}
    assert len(markup.KINDS) == len(labels.KINDS) - 1  # a work has a name, but is not marked
