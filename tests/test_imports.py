"""Which part may import which: a stage sees the nouns and its own folder, and only the wiring sees several stages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dragoman"

NOUNS = {"types", "spans", "errors", "lexicon", "_version"}
STAGES = ["read", "clean", "understand", "ground", "models", "merge", "store", "export", "demo"]
SERVED = {"understand": {"models"}}  # what reads is handed the encoder, and knows its type
WIRING = {"pipeline", "serve", "__init__"}
ALONE: dict[str, set[str]] = {
    "_version": set(),
    "errors": set(),
    "spans": {"errors"},
    "types": {"errors", "spans"},
    "lexicon": {"errors"},
}
ONLY_IN = {"onnxruntime": "models", "typer": "serve", "rich": "serve", "sqlalchemy": "store", "alembic": "store"}

FILES = sorted(SOURCE.rglob("*.py"))


def part_of(file: Path) -> str:
    """The folder or file right under the package that a file belongs to."""
    first = file.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, inside functions too; relative imports made absolute."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative import"
            assert node.module
            own = node.module == "dragoman"
            yield from (f"dragoman.{alias.name}" for alias in node.names) if own else [node.module]


def parts_seen(file: Path) -> set[str]:
    names = [name.split(".") for name in imported(file)]
    return {name[1] for name in names if name[0] == "dragoman" and len(name) > 1}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_sees_the_nouns_and_itself(stage: str) -> None:
    allowed = NOUNS | {stage, "__version__"} | SERVED.get(stage, set())
    found = {str(file.relative_to(SOURCE)): parts_seen(file) - allowed for file in FILES if part_of(file) == stage}
    assert {name: parts for name, parts in found.items() if parts} == {}


@pytest.mark.parametrize("noun", sorted(ALONE))
def test_a_noun_sees_only_those_before_it(noun: str) -> None:
    assert parts_seen(SOURCE / f"{noun}.py") <= ALONE[noun]


def test_every_file_belongs_to_a_part_with_a_rule() -> None:
    assert {part_of(file) for file in FILES} <= {*STAGES, *WIRING, *ALONE}


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_imported_in_one_place(library: str) -> None:
    users = {part_of(file) for file in FILES if library in {name.split(".")[0] for name in imported(file)}}
    assert users <= {ONLY_IN[library]}


def test_only_the_command_line_prints_and_ends_the_process() -> None:
    found = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            words = ast.unparse(node.func)
            if words in ("print", "exit", "quit", "sys.exit", "os._exit") and part_of(file) != "serve":
                found.append(f"{file.relative_to(SOURCE)}:{node.lineno} {words}")
    assert found == []


def test_no_module_is_called_utils_or_helpers() -> None:
    assert [str(f) for f in FILES if f.stem in ("utils", "helpers", "util", "helper", "misc", "common")] == []
