"""The command line: `dragoman COMMAND`. Exit status 0: all done; 1: something was not; 2: asked for wrongly."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from typer.core import TyperGroup

from dragoman._version import __version__
from dragoman.errors import DragomanError
from dragoman.serve.asking import reports, search, show
from dragoman.serve.casting import actors, places
from dragoman.serve.gathering import disagreements, event, events, instruments, series
from dragoman.serve.judging import judge, judgements
from dragoman.serve.keeping import ingest, verify
from dragoman.serve.output import BROKEN_PIPE, Output, quiet_stdout
from dragoman.serve.reading import demo, read, schema
from dragoman.serve.telling import stories, story
from dragoman.serve.update import update

__all__ = ["app", "main", "run"]

_READ = """Examples:

\b
    dragoman read article.html notes.txt
    dragoman read --evidence https://example.org/news/1
    dragoman read folder/ --json | jq -c '.record.reports[] | [.status, .mode]'
    zcat export.ndjson.gz | dragoman read - --mapping text=data.body --mapping published=data.date
"""
_DEMO = """Examples:

\b
    dragoman demo
    dragoman demo --background | grep cancelled
"""
_SCHEMA = """Examples:

\b
    dragoman schema > record-1.json
    dragoman schema --of event
"""
_INGEST = """Examples:

\b
    dragoman ingest folder/ https://example.org/news/1
    dragoman ingest --db minsk.db export.ndjson --mapping text=body
"""
_REPORTS = """Examples:

\b
    dragoman reports --status announced --who lavrov
    dragoman reports --where belarus --since 2022-12 --until 2023-01
    dragoman reports --mode visit --json | jq -r .found.report.report_id
"""
_SHOW = """Examples:

\b
    dragoman show deaf3f7e7a5593adb-r1
    dragoman show --evidence deaf
"""
_SEARCH = """Examples:

\b
    dragoman search plan of consultations
"""
_VERIFY = """Examples:

\b
    dragoman verify --db minsk.db && echo sound
"""

_ACTORS = """Examples:

\b
    dragoman actors --who lavrov
    dragoman actors --kind person --country belarus --as-known-on 2023-01
    dragoman actors --contradicted --json | jq .actor.contradicted
"""
_PLACES = """Examples:

\b
    dragoman places --where belarus
    dragoman places --json | jq -c 'select(.place.place == null) | .place.name'
"""

_EVENTS = """Examples:

\b
    dragoman events --status overdue
    dragoman events --who belarus --since 2022 --contested
    dragoman events --as-known-on 2023-01-15 --json | jq -r .event.event_id
"""
_EVENT = """Examples:

\b
    dragoman event edeaf3f7e7a5593adb-r1
    dragoman event edeaf --as-known-on 2023-01-15
"""
_SERIES = """Examples:

\b
    dragoman series --who belarus
    dragoman series --json | jq -c '.series.editions[] | [.first, .status]'
"""
_INSTRUMENTS = """Examples:

\b
    dragoman instruments --kind programme
"""
_DISAGREEMENTS = """Examples:

\b
    dragoman disagreements
    dragoman disagreements --json | jq -r .disagreement.field | sort | uniq -c
"""
_STORIES = """Examples:

\b
    dragoman stories --least 3
    dragoman stories --json | jq -c .story.document_ids
"""
_STORY = """Examples:

\b
    dragoman story deaf3f7e7a5593adb
"""
_JUDGE = """Examples:

\b
    dragoman judge same edeaf3f7e7a5593adb-r1 e1c09a2b7-r4 --note "one session, two names"
    dragoman judge different deaf3f7e7a5593adb-r1 1c09a2b7-r2
    dragoman judge wrong deaf3f7e7a5593adb-r1 --field place
    dragoman judge right deaf3f7e7a5593adb-r1 --field time --value 2023-01-19
    dragoman judge same person:sergei-aleinik:BY deaf3f7e7a5593adb/person:s-oleynik
    dragoman judge different sedeaf3f7e7a5593adb-r1 e1c09a2b7-r4
    dragoman judge back 3
"""
_JUDGEMENTS = """Examples:

\b
    dragoman judgements --json | jq -c '.judgement | [.judgement_id, .verdict, .by]'
"""
_UPDATE = """Examples:

\b
    dragoman update --dry-run
    dragoman update --to holders.json
"""


class _Commands(TyperGroup):
    """The commands; what is wrong with an option is said without the word that a checker puts before it."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="dragoman",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


app.command(epilog=_READ)(read)
app.command(epilog=_DEMO)(demo)
app.command(epilog=_SCHEMA)(schema)
app.command(epilog=_INGEST)(ingest)
app.command(epilog=_REPORTS)(reports)
app.command(epilog=_SHOW)(show)
app.command(epilog=_SEARCH)(search)
app.command(epilog=_ACTORS)(actors)
app.command(epilog=_PLACES)(places)
app.command(epilog=_EVENTS)(events)
app.command(epilog=_EVENT)(event)
app.command(epilog=_SERIES)(series)
app.command(epilog=_INSTRUMENTS)(instruments)
app.command(epilog=_DISAGREEMENTS)(disagreements)
app.command(epilog=_STORIES)(stories)
app.command(epilog=_STORY)(story)
app.command(epilog=_JUDGE)(judge)
app.command(epilog=_JUDGEMENTS)(judgements)
app.command(epilog=_VERIFY)(verify)
app.command(epilog=_UPDATE)(update)


def _print_version(wanted: bool) -> None:
    if wanted:
        Output().raw(f"dragoman {__version__}\n")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
]


@app.callback(epilog="Exit status: 0 all done; 1 something was not, and standard error says what; 2 asked for wrongly.")
def dragoman(version: Version = False) -> None:
    """Read news coverage of diplomacy and keep the record.

    Who met whom, where and when, who says so, and whether it happened: each value with the words it was taken from.
    """


def main() -> None:
    """The console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Do what the arguments say; returns the exit status."""
    try:
        app(arguments, prog_name="dragoman")
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except DragomanError as error:
        Output().note(f"dragoman: {error}")
        status = 1
    else:
        status = 0
    return _flushed(status)


def _flushed(status: int) -> int:
    """The status, once all output is out; a reader that has gone away is no error to talk about."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = BROKEN_PIPE
    if status == BROKEN_PIPE:
        quiet_stdout()
    return status
