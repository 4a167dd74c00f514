"""What the tests of this folder build their documents from, and how they read their cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.spans import OffsetMap, Span
from dragoman.types import NOT_STATED, Document, Evidence, Mention, MentionKind, Value, Zone, ZoneKind

CASES = Path(__file__).parent.parent / "cases"


def cases(path: str) -> list[Any]:
    """The cases of a file under tests/cases, each a parameter; known failures must fail."""
    found = []
    for number, case in enumerate(yaml.safe_load((CASES / path).read_text("utf-8")), start=1):
        failure = case.get("known_failure")
        marks = [pytest.mark.xfail(reason=failure, strict=True)] if failure else []
        found.append(pytest.param(case, marks=marks, id=f"{number}"))
    return found


def document_of(zones: Sequence[tuple[ZoneKind, str]], *, publisher: str = "") -> Document:
    """A document with these zones, a blank line between them."""
    text, found = "", []
    for kind, words in zones:
        text += "\n\n" if text else ""
        found.append(Zone(kind, Span(len(text), len(text) + len(words)), "test"))
        text += words
    named = Value(publisher, (Evidence("d", None, publisher, "test"),)) if publisher else NOT_STATED
    return Document(
        "d", "d", None, text, tuple(found), OffsetMap.identity(len(text)), NOT_STATED, named, NOT_STATED, (), NOT_STATED
    )


def mentions_of(document: Document, names: dict[str, str]) -> tuple[Mention, ...]:
    """A mention wherever one of these names stands; "Name = Full Name" gives it another usual form."""
    found: list[Mention] = []
    for key, kind in sorted(names.items(), key=lambda pair: -len(pair[0])):
        written, _, usual = (part.strip() for part in key.partition("="))
        for match in re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", document.text):
            span = Span(*match.span())
            if not any(span.overlaps(m.span) for m in found):
                found.append(Mention(span, MentionKind(kind), usual or written))
    return tuple(sorted(found, key=lambda m: m.span))
