"""The pipeline as a whole: the same bytes each time, the encoder in its place, errors as values."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.clean import clean
from dragoman.errors import DragomanError
from dragoman.models import Encoder, Reading
from dragoman.pipeline import record_of, safe_record_of
from dragoman.read import page_from_bytes
from dragoman.types import Page, Record
from dragoman.understand import understand

_ROOT = Path(__file__).resolve().parent.parent
_TEXT = (
    "Omani and Kuwaiti foreign ministers to meet in Muscat\n\n"
    "MUSCAT, 6 May 2024 - Omani Foreign Minister Badr Albusaidi will meet Kuwaiti Foreign Minister Abdullah Al-Yahya "
    "in Muscat on Thursday, the Omani foreign ministry said.\n"
)


def _page() -> Page:
    return page_from_bytes(_TEXT.encode(), name="muscat.txt")


def test_the_same_pages_give_the_same_bytes_whatever_the_hash_seed() -> None:
    command = [sys.executable, "-c", "from dragoman.serve.cli import main; main()", "read", "--json"]
    command += [
        "tests/cases/twins/canal.txt",
        "tests/cases/twins/harbour.txt",
        "src/dragoman/demo/coverage/wire.ndjson",
    ]
    runs = [
        subprocess.run(command, cwd=_ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout.count(b"\n") == 5
    assert runs[0].stdout == runs[1].stdout


class Failing(Encoder):
    """An encoder that breaks."""

    def read(
        self,
        units: Sequence[Sequence[str]],
        marks: Sequence[int] | None = None,
        *,
        heads: Sequence[str] | None = None,
    ) -> Reading:
        raise RuntimeError("the weights are gone")


def test_what_no_list_knows_is_read_by_the_encoder() -> None:
    text = (
        "MUSCAT, 6 May 2024 - The two sides have not said what they want, but they were ready to talk.\n\n"
        "Bojana Brzeziova waited in the hall with Prime Minister Anwar Ibrahim until the door was opened for them.\n"
    )
    page = page_from_bytes(text.encode(), name="muscat.txt")
    alone = {mention.name for mention in understand(clean(page)).mentions}
    heard = {mention.name for mention in understand(clean(page), Encoder.load()).mentions}
    assert "Bojana Brzeziova" not in alone
    assert heard == alone | {"Bojana Brzeziova"}


def test_a_document_that_breaks_is_an_error_with_its_name() -> None:
    found = safe_record_of(_page(), encoder=Failing())
    assert isinstance(found, DragomanError)
    assert found.subject == "muscat.txt"
    assert "the weights are gone" in str(found)
    assert isinstance(safe_record_of(_page()), Record)


def test_every_span_of_a_record_leads_into_its_page() -> None:
    page = _page()
    record = record_of(page)
    for report in record.reports:
        assert report.trigger.span is not None
        origin = record.document.to_page.to_origin(report.trigger.span)
        assert origin is not None
        assert origin.of(page.text) == report.trigger.exact
