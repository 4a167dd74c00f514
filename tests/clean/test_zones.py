"""Zones and what a document says of itself, by the cases in tests/cases/zones: one test for each document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.clean import clean
from dragoman.types import Absent, Document, Interval, Page, PageField, Value, Zone, ZoneKind
from tests.clean.pages import page_of

CASES = Path(__file__).parent.parent / "cases" / "zones"
_BEFORE = " (\"'[|•·*-–—>/“‘»«"
_ASIDE = (ZoneKind.PROMO, ZoneKind.RELATED)


def cases() -> list[Any]:
    """All cases of all files; what is known to fail fails strictly."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            failing = case["origin"] == "known-failure"
            marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if failing else []
            found.append(pytest.param(case, id=f"{path.stem}-{case['name']}", marks=marks))
    return found


def page_for(case: dict[str, Any]) -> Page:
    """The page of a case, as `read` gives it for HTML and by hand for text."""
    if not case.get("html"):
        return page_of(case["text"], url=case.get("url"), fields=case.get("fields"))
    from dataclasses import replace

    from dragoman.read import page_from_bytes

    page = page_from_bytes(case["text"].encode(), name=case["name"], url=case.get("url"), media_type="text/html")
    more = tuple(PageField(name, str(value), f"json:{name}") for name, value in case.get("fields", {}).items())
    return replace(page, fields=(*page.fields, *more))


def squeezed(text: str) -> str:
    """Words without white space between them and without marks before them."""
    return " ".join(text.split()).lstrip(_BEFORE)


def worded(document: Document, zone: Zone) -> bool:
    """Whether a zone has a letter or a digit."""
    return any(c.isalnum() for c in zone.span.of(document.text))


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    page = page_for(case)
    document = clean(page)
    if "zones" in case:
        same_zones(case, document, page)
    for kind, words in case.get("absent", []):
        holding = [z.span.of(document.text) for z in document.zones_of(ZoneKind(kind))]
        assert not [text for text in holding if squeezed(words) in squeezed(text)], (
            f"{words!r} in a zone of kind {kind}"
        )
    same_fields(case, document)


def same_zones(case: dict[str, Any], document: Document, page: Page) -> None:
    """Every zone expected, in order, and no other; on an HTML page what stands outside the article may be there."""
    expected = [(str(kind), squeezed(str(words))) for kind, words in case["zones"]]
    found = [z for z in document.zones if worded(document, z)]
    if case.get("html"):
        listed = [words for _, words in expected]
        found = [z for z in found if not _furniture(z, document, listed)]
        expected = [
            (k, w) for k, w in expected if k not in _ASIDE or any(squeezed(b.text).startswith(w) for b in page.blocks)
        ]
    got = [(z.kind.value, squeezed(z.span.of(document.text))) for z in found]
    wanted = [(kind, words[:40]) for kind, words in expected]
    shown = [
        (kind, words[: len(expected[i][1][:40]) if i < len(expected) else 40]) for i, (kind, words) in enumerate(got)
    ]
    assert shown == wanted


def _furniture(zone: Zone, document: Document, listed: list[str]) -> bool:
    text = zone.span.of(document.text)
    return zone.kind in _ASIDE and not any(squeezed(text).startswith(words[:40]) for words in listed)


def same_fields(case: dict[str, Any], document: Document) -> None:
    """The other values of a case, where it has them."""
    if "published" in case:
        assert start_of(document.published) == case["published"]
    if "zone" in case and isinstance(document.published, Value):
        assert document.published.value.zone == case["zone"]
    if "reason" in case:
        assert isinstance(document.published, Absent)
        assert document.published.reason.value == case["reason"]
    for name in ("publisher", "title", "language"):
        if name in case:
            assert plain(getattr(document, name)) == case[name]
    if "live" in case:
        assert (document.live is not None and document.live.value) is bool(case["live"])


def plain(field: Value[str] | Absent) -> str | None:
    """A value, or None."""
    return field.value if isinstance(field, Value) else None


def start_of(field: Value[Interval] | Absent) -> str | None:
    """The start of an interval, as fine as it is known."""
    if isinstance(field, Absent) or field.value.start is None:
        return None
    length = {"minute": 16, "hour": 13, "day": 10, "month": 7, "year": 4}[field.value.granularity.value]
    return field.value.start.isoformat()[:length]
