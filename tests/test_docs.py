"""The documents: links that lead somewhere, commands that exist, outputs that are real, limits that are today's."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import typer

from dragoman import lexicon, page_from_bytes, record_of
from dragoman.serve.cli import app, run
from dragoman.types import Reason, Status, ZoneKind
from evals.__main__ import NAMES as SCORERS
from tools import limits

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "plans").glob("*.md"), *(ROOT / "tools").glob("*.md")]
)
GUIDE = ROOT / "docs" / "guide.md"

_LINK = re.compile(r"\]\(([^)\s]{1,300})\)")
_CODE = re.compile(r"```.*?```|`(?:[^`\n]|\n(?!\n)){1,200}`|(?m:^ {4}\S[^\n]*$)", re.DOTALL)
_MODULE = re.compile(r"python -m ((?:evals|tools|bench|train)[\w.]*)(?: +([\w-]+))?")
_COMMAND = re.compile(r"(?:^|[\s`(|])dragoman ([a-z]+)((?: +[^\n`|]{1,200})?)", re.MULTILINE)
_MAKE = re.compile(r"(?:^|[\s`])make(?: --silent)? ([a-z]+)(?=$|[\s`;#])", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")

MACHINE = re.compile(
    r"(?<![\w.~*-])/(?:work|root|Users|home/\w+)/"
    + r"|\b(?:pypi|pythonhosted|npmjs|crates|rubygems)\."
    + r"(?:org|io|com)\b"
)

COMMAND_LINE: Any = typer.main.get_command(app)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_of(path: Path) -> str:
    """All that is set as code in a document, one piece after the other."""
    return "\n".join(found.strip("`") for found in _CODE.findall(path.read_text("utf-8")))


# --- links and names ------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"(?m)^#{1,6} +(.+)$", path.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    base = ROOT / "docs" if path == limits.HEAD else path.parent
    dead = []
    for link in _LINK.findall(_without_code(path)):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        found = (base / target).resolve() if target else path
        if not found.exists() or (anchor and found.suffix == ".md" and anchor not in anchors(found)):
            dead.append(link)
    assert dead == []


def _without_code(path: Path) -> str:
    return _CODE.sub("", path.read_text("utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_module_that_a_document_runs_exists(path: Path) -> None:
    for module, first in _MODULE.findall(code_of(path)):
        found = importlib.util.find_spec(f"{module}.__main__" if (ROOT / module.replace(".", "/")).is_dir() else module)
        assert found is not None, f"python -m {module}"
        assert module != "evals" or first == "NAME" or first in SCORERS, f"python -m {module} {first}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_and_option_that_a_document_names_exists(path: Path) -> None:
    wrong = []
    for name, rest in _COMMAND.findall(code_of(path)):
        command = COMMAND_LINE.commands.get(name)
        known = {o for p in command.params for o in p.opts} | {"--help"} if command else set()
        wrong += [f"{name} {option}" for option in _OPTION.findall(rest) if option not in known]
        wrong += [] if command else [name]
    assert wrong == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_target_of_make_that_a_document_names_exists(path: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    assert set(_MAKE.findall(code_of(path))) <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_path_that_a_document_names_exists(path: Path) -> None:
    folders = "src|lexicon|tests|docs|plans|tools|evals"
    named = re.findall(rf"(?<![\w/.-])(?:{folders})/[\w./-]*\w", code_of(path))
    assert [n for n in named if not (ROOT / n).exists()] == []


# --- what the documents say -----------------------------------------------------------------------


def test_the_limits_are_written_from_todays_known_failures() -> None:
    assert limits.TARGET.read_text("utf-8") == limits.written(), "run: python -m tools.limits"


def test_the_limits_know_every_kind_of_mark() -> None:
    """At least one row from each way in which the tests mark a known failure."""
    areas = {limit.area for limit in limits.limits()}
    assert {"Zones, publication, publisher", "Names and actors", "Sentences", "Instruments", "Times"} <= areas


def test_a_row_of_the_limits_is_one_line() -> None:
    assert [limit for limit in limits.limits() if not limit.what.strip()] == []
    rows = [line for line in limits.written().splitlines() if re.search(r"\| \d+ \|$", line)]
    assert len(rows) > 10
    assert [row for row in rows if len(re.findall(r"(?<!\\)\|", row)) != 4] == []


@pytest.mark.parametrize("kind", [Status, ZoneKind, Reason])
def test_the_glossary_has_every_value(kind: type[StrEnum]) -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert [v.value for v in kind if not re.search(rf"(?m)^\| {re.escape(v.value)}(?: \S)? \|", text)] == []


def test_the_glossary_has_every_mode_with_its_type() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    modes = lexicon.load("ontology")["modes"]
    assert [m for m, entry in modes.items() if f"\n| {m} | {entry['type']} |" not in text] == []


def examples() -> list[tuple[str, str]]:
    """The sentence that the glossary gives for each status."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    return re.findall(r"(?m)^\| ([a-z ]+) \S \|[^|\n]*\| ([A-Z][^|\n]+\.) \|$", text)


def test_every_status_but_the_derived_one_has_an_example() -> None:
    assert {status for status, _ in examples()} == {s.value for s in Status} - {Status.OVERDUE.value}


@pytest.mark.parametrize(("status", "sentence"), examples(), ids=[status for status, _ in examples()])
def test_an_example_of_the_glossary_has_its_status(status: str, sentence: str) -> None:
    text = f"Ministers and their travels\n\nLJUBLJANA, 2 May 2024 (Baltic Wire) - {sentence}\n\nIt rained on the coast."
    reports = record_of(page_from_bytes(text.encode(), name="example.txt")).reports
    assert [(r.mode, r.status.value) for r in reports] == [("visit", status)]


# --- the outputs of the guide ---------------------------------------------------------------------


def blocks() -> Iterator[tuple[str, str]]:
    """Each command of the guide with the output that is shown below it."""
    for block in re.findall(r"(?s)```console\n(.*?)```", GUIDE.read_text("utf-8")):
        for piece in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, shown = piece.partition("\n")
            yield command, shown


def test_the_guide_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "src").symlink_to(ROOT / "src", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_DB", raising=False)
    for command, shown in blocks():
        words = shlex.split(command)
        if words[0] == "cat":
            Path(words[1]).write_text(shown, "utf-8")
            continue
        status = run(words[1:])
        printed = "".join(capsys.readouterr())
        assert status == 0, f"{command}: {printed}"
        missing = not_shown(shown, printed)
        assert not missing, f"{command}\nnot printed: {missing}\nprinted:\n{printed}"


def not_shown(shown: str, printed: str) -> str:
    """The first line shown that is not printed after the ones before it, "..." standing for anything; "" for none."""
    left = iter(printed.splitlines())
    for line in (line for line in shown.splitlines() if line.strip() != "..."):
        pattern = re.compile(re.escape(line).replace(r"\.\.\.", ".*") + r"\Z")
        if not any(pattern.match(other) for other in left):
            return line
    return ""


def test_a_line_that_is_not_printed_is_found() -> None:
    assert not_shown("a\n...\nc x... z", "a\nb\nc xy z") == ""
    assert not_shown("a\nc", "c\na") == "c"
    assert not_shown("a b", "a bc") == "a b"


# --- what belongs to no repository ------------------------------------------------------------------


def tracked() -> list[Path]:
    """The files under version control; without it, all that lie in the folders of the project."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"(?:^|/)(?:\.(?!ci/|gitignore)|__pycache__)")
        return [p for p in ROOT.rglob("*") if p.is_file() and not hidden.search(name_of(p))]
    return [p for n in done.stdout.decode("utf-8").split("\0") if n and (p := ROOT / n).is_file()]


@pytest.mark.parametrize("words", ["cd /work/x", "in /home/jo/x", '"/Users/jo"', "https://pypi.org/x"])
def test_what_belongs_to_no_repository_is_told(words: str) -> None:
    assert MACHINE.search(words)


@pytest.mark.parametrize("words", ["https://example.org/work/x", "~/work/x", "src/root/x", "a/home/x"])
def test_what_only_looks_like_it_is_not(words: str) -> None:
    assert not MACHINE.search(words)


def test_no_file_names_a_path_of_a_machine_or_a_host_of_packages() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{name_of(path)}: {m.group()}" for m in MACHINE.finditer(text) if path != Path(__file__)]
    assert found == []
