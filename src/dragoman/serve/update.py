"""The command `update`: newer office holders, fetched when the user asks, into a file of the user's."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, TextIO

import typer
import urllib3

from dragoman.errors import FullError, StoreError
from dragoman.ground.offices import HolderTable, Holding, encoded, joined, shipped_table
from dragoman.serve.output import Output
from dragoman.serve.wikidata import ENDPOINT, QUESTIONS, Service, holdings_in, query_of
from dragoman.serve.words import plural

__all__ = ["fetch_holders", "table_with", "update"]

To = Annotated[
    Path, typer.Option("--to", envvar="DRAGOMAN_HOLDERS", metavar="FILE", help="Where the holders are written.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Print what would be asked; ask and write nothing.")]
Rows = Annotated[int, typer.Option("--page", min=1, metavar="N", help="Rows to ask for at a time.")]


def update(to: To = Path("dragoman-holders.json"), dry_run: Dry = False, page: Rows = 2000) -> None:
    """Fetch newer office holders from Wikidata.

    Heads of state and government, foreign and defence ministers, heads of international organisations. Nothing else
    is fetched or sent. The file is read besides the table that comes with Dragoman, and replaced as a whole: an
    update that fails leaves it as it was.
    """
    output = Output()
    if dry_run:
        queries = "\n\n".join(f"# {question}\n{query_of(question, size=page)}" for question in QUESTIONS)
        output.raw(f"# would ask {ENDPOINT}\n\n{queries}\n")
        output.note(f"nothing was asked; the answers would go to {to}")
        return
    with urllib3.PoolManager() as pool:
        found = fetch_holders(Service(pool, note=output.note), today=date.today(), size=page)
    if not found:
        raise StoreError("nothing was found, and the file is left as it was", subject=str(to))
    write_table(found, to)
    output.note(f"{plural(len(found), 'tenure')} in {to}")


def fetch_holders(service: Service, *, today: date, size: int) -> tuple[Holding, ...]:
    """All holdings that the service tells of, joined, in order. Raises `FetchError`."""

    def all_of_them() -> Iterator[Holding]:
        for question in QUESTIONS:
            yield from holdings_in(question, service.rows(question, size=size), today=today)

    return joined(all_of_them())


def write_table(holdings: tuple[Holding, ...], to: Path) -> None:
    """Write the table of some holdings, whole or not at all. Raises `FullError` or `StoreError`."""
    with _replaced(to) as file:
        json.dump(encoded(holdings), file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


def table_with(path: Path | None, *, shipped: Callable[[], HolderTable] = shipped_table) -> HolderTable:
    """The shipped table, joined with the one of a file where one is named.

    Raises `StoreError` for a file that cannot be read, `LexiconError` for one that is no table of holders.
    """
    if path is None:
        return shipped()
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"cannot be read as a table of holders ({error})", subject=str(path)) from error
    return HolderTable(data, older=shipped())


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """A file to write that takes the place of another when all of it is written; else nothing is left of it."""
    name = ""
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(number)
        Path(name).replace(path)
    except OSError as error:
        kind = FullError if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreError
        raise kind(f"cannot be written ({error.strerror})", subject=str(path)) from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)
