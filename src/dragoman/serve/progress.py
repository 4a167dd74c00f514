"""A bar on standard error while a command works: on a terminal only, and gone at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman.serve.output import Output, printable
from dragoman.serve.words import plural, shortened

__all__ = ["Bar", "Counter"]

_NAME = 36

T = TypeVar("T")


class Bar:
    """Counts files of those named and documents in them. Does nothing where standard error is no terminal."""

    def __init__(self, output: Output, names: Iterable[str]) -> None:
        self._shown = output.err.isatty()
        self._shares_terminal = output.out.isatty()
        self._file = ""
        self._files = self._documents = 0
        console = Console(file=output.err, highlight=False, markup=False, emoji=False)
        columns = (SpinnerColumn(), BarColumn(24), MofNCompleteColumn(), TimeElapsedColumn())
        words = TextColumn("{task.description}", markup=False)
        self._progress = Progress(*columns, words, console=console, transient=True)
        if self._shown:
            self._task = self._progress.add_task("", total=sum(map(_files_of, names)))

    def __enter__(self) -> Bar:
        if self._shown:
            self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            self._progress.stop()

    def step(self, name: str) -> None:
        """One more document is done; `name` is its page's, "file#n" for the n-th record of a file."""
        self._documents += 1
        file = name.rpartition("#")[0] if name.rpartition("#")[2].isdigit() else name
        if file != self._file:
            self._file, self._files = file, self._files + 1
        if self._shown:
            words = f"{plural(self._documents, 'document')}  {shortened(printable(Path(file).name), to=_NAME)}"
            self._progress.update(self._task, completed=self._files, description=words)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Other lines go to the terminal meanwhile: the bar is taken away for them."""
        if not (self._shown and self._shares_terminal):
            yield
            return
        self._progress.stop()
        yield
        self._progress.start()


def _files_of(name: str) -> int:
    """How many files a name stands for: all in a folder, else one."""
    if "://" in name or not Path(name).is_dir():
        return 1
    return sum(len(files) for _, _, files in os.walk(name))


class Counter:
    """Counts what goes through it, of an unknown number. Does nothing where standard error is no terminal."""

    def __init__(self, output: Output, noun: str) -> None:
        console = Console(file=output.err, highlight=False, markup=False, emoji=False)
        columns = (SpinnerColumn(), TextColumn("{task.completed} " + noun), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not output.err.isatty())
        self._task = self._progress.add_task("")

    def __enter__(self) -> Counter:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """The items, each counted as it passes."""
        for item in items:
            self._progress.advance(self._task)
            yield item
