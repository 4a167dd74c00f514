"""Write `docs/limits.md`: what is not there yet, by hand, and what is known to fail, from the tests.

usage: python -m tools.limits [--check]      (--check: write nothing, exit 1 when the file is out of date)

A known failure is a case under `tests/cases/` that is marked as one, in whatever way the test of its folder marks
it, or a test in `tests/` that is marked `xfail` by itself. What is marked is expected to fail; a case that begins to
pass fails the tests until its mark goes.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
HEAD, TARGET = ROOT / "tools" / "limits.head.md", ROOT / "docs" / "limits.md"
CASES, TESTS = ROOT / "tests" / "cases", ROOT / "tests"

AREAS = {
    "read": "Reading",
    "zones": "Zones, publication, publisher",
    "clean": "Zones, publication, publisher",
    "sentences": "Sentences",
    "mentions": "Names and actors",
    "quotations": "Quotation marks",
    "attributions": "Who says what",
    "chains": "Source chains",
    "instruments": "Instruments",
    "topics": "Topics",
    "recurrence": "Recurrence",
    "wording": "Wording",
    "triggers": "Events and their status",
    "understand": "Events and their status",
    "times": "Times",
    "ground": "Reports of one document",
    "store": "Store",
    "serve": "Command line",
}
"""The folders of cases and of tests, in the order of the pipeline, and what their rows stand under."""

_LISTS = ("known_failures", "todo")
_MARKUP = re.compile(r"[<\[](?:[0-9?]{1,3}:)?([^|<>\[\]]{1,300})\|[^<>\[\]]{0,300}[>\]]")
_LONGEST = 110


class Limit(NamedTuple):
    """One thing that is known to fail: its area, why, and the beginning of an example ("" where there is none)."""

    area: str
    what: str
    example: str


def limits() -> list[Limit]:
    """All known failures, in the order of the areas, then of the files."""
    found = [*_from_cases(), *_from_tests()]
    order = list(dict.fromkeys(AREAS.values()))
    return sorted(found, key=lambda limit: order.index(limit.area))


def written() -> str:
    """The whole text of `docs/limits.md`."""
    lines = [HEAD.read_text("utf-8").rstrip("\n")]
    alike: dict[str, dict[str, list[str]]] = {}
    for limit in limits():
        alike.setdefault(limit.area, {}).setdefault(limit.what, []).append(limit.example)
    for area, rows in alike.items():
        lines += ["", f"### {area}", "", "| what is not right yet | for example | cases |", "|---|---|---|"]
        lines += [f"| {_cell(what)} | {_cell(examples[0])} | {len(examples)} |" for what, examples in rows.items()]
    return "\n".join(lines) + "\n"


# --- cases ----------------------------------------------------------------------------------------


def _from_cases() -> Iterator[Limit]:
    for path in sorted(CASES.rglob("*.yaml")):
        area = AREAS.get(path.relative_to(CASES).parts[0])
        if area is None:
            continue
        for case in _failing(_loaded(path), inside=path.stem in _LISTS):
            yield Limit(area, _why(case), _example(case))


def _loaded(path: Path) -> Any:
    """What a file holds, all scalars as they are written: some cases hold days that no calendar has."""
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _failing(data: Any, *, inside: bool) -> Iterator[dict[str, Any]]:
    """The cases that are marked, or stand in a list of known failures; what lies within a case is not looked at."""
    if isinstance(data, list):
        for one in data:
            if isinstance(one, dict) and (inside or _is_marked(one)):
                yield one
    elif isinstance(data, dict):
        for key, one in data.items():
            yield from _failing(one, inside=inside or key in _LISTS)


def _is_marked(case: dict[str, Any]) -> bool:
    return bool(case.get("known_failure") or case.get("fails")) or case.get("origin") == "known-failure"


def _why(case: dict[str, Any]) -> str:
    said = [case.get(key) for key in ("fails", "known_failure", "why", "cause", "name")]
    return next((s for s in said if s and s != "true"), "see the case")


def _example(case: dict[str, Any]) -> str:
    """The words of a case without its markup; of a case that is a whole document its name."""
    text = case.get("text") or case.get("line") or ""
    zones = case.get("zones")
    if not text and isinstance(zones, list):
        text = " ".join(str(words) for zone in zones if isinstance(zone, dict) for words in zone.values())
    return str(case.get("name", "")) if "origin" in case else _MARKUP.sub(r"\1", text)


# --- tests ----------------------------------------------------------------------------------------


def _from_tests() -> Iterator[Limit]:
    for path in sorted(TESTS.rglob("test_*.py")):
        area = AREAS.get(path.relative_to(TESTS).parts[0])
        if area is None:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        marks = {name for node in tree.body for name in _mark_names(node)}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                yield from (Limit(area, _sentence(node.name), example) for example in _marked(node, marks))


def _mark_names(node: ast.stmt) -> list[str]:
    """The names that a statement gives to an xfail mark."""
    if not (isinstance(node, ast.Assign) and _is_mark(node.value, set())):
        return []
    return [target.id for target in node.targets if isinstance(target, ast.Name)]


def _is_mark(node: ast.expr | None, marks: set[str]) -> bool:
    """Whether an expression is an xfail mark, or one of the names for one."""
    if isinstance(node, ast.Name):
        return node.id in marks
    words = ast.unparse(node) if node is not None else ""
    return words.startswith("pytest.mark.xfail")


def _marked(function: ast.FunctionDef, marks: set[str]) -> Iterator[str]:
    """An example for each mark: "" for a whole test, the first words of a parameter that is written out."""
    parametrized = any(ast.unparse(d).startswith("pytest.mark.parametrize") for d in function.decorator_list)
    if not parametrized and any(_is_mark(d, marks) for d in function.decorator_list):
        yield ""
    for decorator in function.decorator_list:
        for node in ast.walk(decorator):
            if isinstance(node, ast.Call) and any(k.arg == "marks" and _is_mark(k.value, marks) for k in node.keywords):
                words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                yield from words[:1]


def _sentence(name: str) -> str:
    return f"not so yet: {name.removeprefix('test_').replace('_', ' ')}"


# --- the table ------------------------------------------------------------------------------------


def _cell(text: str) -> str:
    """The words on one line, shortened, with nothing in them that Markdown would read."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return re.sub(r"([\\`*_|<>\[\]])", r"\\\1", words)


def main(arguments: list[str]) -> int:
    """Write the file, or check it; returns the exit status."""
    text = written()
    stale = not TARGET.exists() or TARGET.read_text("utf-8") != text
    if stale and "--check" not in arguments:
        TARGET.write_text(text, "utf-8")
    print(f"{'stale' if '--check' in arguments else 'written'}: {TARGET.name}" if stale else "up to date")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
