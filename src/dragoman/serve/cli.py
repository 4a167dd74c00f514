"""The command line: `dragoman COMMAND`. Exit status 0: all done; 1: something was not; 2: asked for wrongly."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman._version import __version__
from dragoman.errors import DragomanError
from dragoman.serve.output import BROKEN_PIPE, Output, quiet_stdout
from dragoman.serve.reading import demo, read, schema

__all__ = ["app", "main", "run"]

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(epilog="Exit status: 0 all done, 1 something was not (said on standard error), 2 asked for wrongly.")
def dragoman(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    """Read news coverage of diplomacy and keep the record: who met whom, where and when, who says so, and whether it
    happened, each value with the words it was taken from."""
