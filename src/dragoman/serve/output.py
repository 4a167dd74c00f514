"""Where output goes. Plain text in a pipe; colours and wrapped lines on a terminal; nothing from outside steers either.

Results go to standard output, everything about the run to standard error. A reader that has gone away (`| head`) ends
the command quietly, with status 141 as the shell counts it.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TextIO, TypeVar

import typer
from rich.console import Console
from rich.text import Text

__all__ = ["BROKEN_PIPE", "Line", "Output", "printable", "quiet_stdout"]

T = TypeVar("T")

BROKEN_PIPE = 141
_LABEL = 13
_NARROWEST, _WIDEST = 40, 110
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(words: str) -> str:
    """The words with a replacement mark for each character that steers a terminal or turns a line; same length."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", words)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a screen: indented by `depth`, a label in a column of its own or none, then styled words."""

    text: Text
    label: str = ""
    depth: int = 0

    @property
    def lead(self) -> int:
        """How far in the words stand."""
        return self.depth + (_LABEL if self.label else 0)


class Output:
    """The two streams of a command."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.console = Console(file=io.StringIO(), force_terminal=self.out.isatty(), width=_width(self.out))
        for stream in (self.out, self.err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")

    @property
    def pretty(self) -> bool:
        """Whether a person's terminal is at the other end."""
        return self.out.isatty()

    def raw(self, words: str) -> None:
        """Words for standard output as they are, such as JSON, which escapes by itself; flushed."""
        try:
            self.out.write(words)
            self.out.flush()
        except BrokenPipeError:
            raise typer.Exit(BROKEN_PIPE) from None
        except OSError as error:
            self.note(f"dragoman: standard output cannot be written: {error.strerror}")
            raise typer.Exit(1) from error

    def lines(self, lines: Iterable[Line]) -> None:
        """Lines for standard output."""
        self.raw("".join(self._laid_out(line) for line in lines))

    def each(
        self, found: Iterable[T], lines_of: Callable[[T], Iterable[Line]], json_of: Callable[[T], str] | None
    ) -> int:
        """Things one by one, as they come: a line of JSON each where `json_of` is given, else their lines; how many."""
        count = 0
        for count, one in enumerate(found, start=1):  # noqa: B007
            if json_of:
                self.raw(json_of(one) + "\n")
            else:
                self.lines(lines_of(one))
        return count

    def note(self, words: str) -> None:
        """A line about the run, for standard error; lost when nobody reads there."""
        try:
            self.err.write(printable(words) + "\n")
            self.err.flush()
        except OSError:
            return

    def _laid_out(self, line: Line) -> str:
        label = f"{line.label:<{_LABEL}}" if line.label else ""
        if not self.pretty:
            return f"{' ' * line.depth}{label}{line.text.plain}".rstrip() + "\n"
        width = max(min(self.console.width, _WIDEST) - line.lead, _NARROWEST // 2)
        pieces = line.text.wrap(self.console, width) if line.text.plain else [Text()]
        rows = []
        for number, piece in enumerate(pieces):
            lead = Text(" " * line.depth)
            lead.append(label if number == 0 else " " * len(label), "dim")
            piece.rstrip()
            rows.append(lead + piece)
        with self.console.capture() as captured:
            self.console.print(*rows, sep="\n", soft_wrap=True, highlight=False, markup=False, emoji=False)
        return captured.get()


def quiet_stdout() -> None:
    """Nothing more can be written: the interpreter's own last flush must not complain of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _width(stream: TextIO) -> int:
    """The width of the terminal; rich would ask for that of its own file, which is a buffer here."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return max(int(asked), _NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, _NARROWEST)
    except (OSError, ValueError):
        return 80
