"""Wiring only. The pipeline, as a shell pipe:

    bytes | read | clean | understand | ground > record

`read` touches disk and network and is called by the command line and the store; from a `Page` on everything is
a pure function, and the same page and version give the same record.
"""

from __future__ import annotations

from dragoman.clean import clean
from dragoman.errors import DragomanError
from dragoman.ground import HolderTable, ground
from dragoman.models import Encoder
from dragoman.types import Page, Record
from dragoman.understand import understand

__all__ = ["record_of", "safe_record_of"]


def record_of(page: Page, *, encoder: Encoder | None = None, holders: HolderTable | None = None) -> Record:
    """The record of one page; with the shipped encoder and the shipped table of offices when they are left out."""
    document = clean(page)
    return ground(document, understand(document, encoder or Encoder.load()), holders=holders)


def safe_record_of(
    page: Page, *, encoder: Encoder | None = None, holders: HolderTable | None = None
) -> Record | DragomanError:
    """The record of one page, or the error as a value, with the page's name: the per-document seam."""
    try:
        return record_of(page, encoder=encoder, holders=holders)
    except DragomanError as error:
        return DragomanError(error.message, subject=error.subject or page.name)
    except Exception as error:  # noqa: BLE001  one document must never end the run; the report counts it
        return DragomanError(f"cannot be read: {type(error).__name__}: {error}", subject=page.name)
