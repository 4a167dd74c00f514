"""What the world may use: the exported names, and commands that are all documented."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer

import dragoman
from dragoman.serve.cli import app

ROOT = Path(__file__).parent.parent

EXPORTED = [
    "Absent",
    "Actor",
    "Bounds",
    "Document",
    "DragomanError",
    "Evidence",
    "Field",
    "Instrument",
    "Interval",
    "Page",
    "Quotation",
    "Reason",
    "Record",
    "Report",
    "Span",
    "Status",
    "Value",
    "__version__",
    "open_store",
    "page_from_bytes",
    "page_from_record",
    "read_pages",
    "record_from_json",
    "record_of",
    "record_to_json",
    "safe_record_of",
    "value_of",
]
COMMANDS = [
    *("actors", "demo", "disagreements", "event", "events", "ingest", "instruments", "judge"),
    *("judgements", "places", "read", "reports", "schema", "search", "series", "show", "stories", "story"),
    *("update", "verify"),
]

COMMAND_LINE: Any = typer.main.get_command(app)
DOCUMENTED = (ROOT / "docs" / "commands.md").read_text("utf-8")


def options_of(command: Any) -> list[str]:
    return [
        option
        for parameter in command.params
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option not in ("--help", "-h")
    ]


def section(command: str) -> str:
    found = re.search(rf"(?ms)^## dragoman {command}$(.*?)(?=^## |\Z)", DOCUMENTED)
    assert found, f"docs/commands.md has no section for {command}"
    return found.group(1)


def test_the_exported_names_are_these() -> None:
    assert sorted(dragoman.__all__) == sorted(EXPORTED)
    assert [name for name in EXPORTED if getattr(dragoman, name, None) is None] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="records_of"):
        _ = dragoman.records_of


def test_the_version_is_that_of_the_package() -> None:
    assert dragoman.__version__ == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_the_commands_are_these() -> None:
    assert sorted(COMMAND_LINE.commands) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_every_documented_option_exists(name: str) -> None:
    options = options_of(COMMAND_LINE.commands[name])
    assert set(re.findall(r"`(--[a-z-]+)[ `]", section(name))) == set(options)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_argument_has_a_help_text(name: str) -> None:
    command = COMMAND_LINE.commands[name]
    assert command.help
    assert [p.name for p in command.params if not getattr(p, "help", None)] == []


def test_every_status_is_documented_with_its_glyph() -> None:
    from dragoman.serve.words import GLYPHS

    assert set(GLYPHS) == set(dragoman.Status)
    assert len(set(GLYPHS.values())) == len(GLYPHS)
    assert [s for s, glyph in GLYPHS.items() if f"{s.value} {glyph}" not in DOCUMENTED.replace("\n", " ")] == []
