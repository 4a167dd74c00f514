"""Triggers: cases in tests/cases/triggers, one sentence or short text each, with the truth marked in it.

`<words|TYPE/mode status>` is a trigger and `[words|role]` an argument of the nearest trigger before it, or of the
first one. Where a text has several triggers they are numbered: `<1:words|...>`, `[words|1:actor 2:recipient]`. A
trigger that may be found or not begins with a question mark: `<?:words|...>`. `names` is a text that follows and
makes names known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import Document, Role, Status, Trigger, ZoneKind
from dragoman.understand.instruments import find_instruments
from dragoman.understand.mentions import find_mentions
from dragoman.understand.sentences import split_sentences
from dragoman.understand.triggers import find_triggers
from tests.understand.building import CASES, document_of

_FOLDER = CASES / "triggers"
_MARK = re.compile(r"<(?:(\d|\?):)?([^<>|]+)\|(\w+)/([\w ]+?) (" + "|".join(Status) + r")>|\[([^][|]+)\|([^][|]+)\]")
_ALIKE = {"talks": "meeting"}


@dataclass(frozen=True)
class Expected:
    """One marked trigger: its words, kind and status, and the marked arguments."""

    span: Span
    type: str
    mode: str
    status: Status
    optional: bool
    arguments: tuple[tuple[Role, Span], ...]


def unmarked(text: str) -> tuple[str, list[Expected]]:
    """The text without its marks, and the triggers that they mark."""
    plain, last = "", 0
    triggers: dict[str, tuple[Span, re.Match[str]]] = {}
    arguments: list[tuple[str, Role, Span]] = []
    nearest = ""
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        words = match.group(2) or match.group(6)
        span, last = Span(len(plain), len(plain) + len(words)), match.end()
        plain += words
        if match.group(2):
            nearest = f"{len(triggers) + 1}" if match.group(1) in (None, "?") else match.group(1)
            assert nearest not in triggers, f"two triggers with the number {nearest}"
            triggers[nearest] = (span, match)
            continue
        for role in match.group(7).split():
            number, _, name = role.rpartition(":")
            arguments.append((number or nearest or "1", Role(name), span))
    plain += text[last:]
    assert not set("<>[]|") & set(plain), f"a mark that is none: {plain}"
    assert {number for number, _, _ in arguments} <= set(triggers), "an argument of no trigger"
    found = []
    for number, (span, match) in triggers.items():
        roles = tuple((role, where) for n, role, where in arguments if n == number)
        kind, mode, status = match.group(3, 4, 5)
        found.append(Expected(span, kind, mode, Status(status), match.group(1) == "?", roles))
    return plain, found


def triggers_of(text: str, *, kind: ZoneKind = ZoneKind.BODY, names: str = "") -> tuple[Document, tuple[Trigger, ...]]:
    """The triggers of a text, found as `understand` finds them, in a zone of its own.

    `names` is a body after it, which makes the full names known that a headline leaves out; it tells of no event.
    """
    body = [(ZoneKind.BODY, names)] if names else []
    document = document_of([(kind, text), *body])
    sentences = split_sentences(document)
    mentions = find_mentions(document, sentences)
    instruments = find_instruments(document.text, sentences, mentions)
    return document, find_triggers(document.text, sentences, mentions, instruments)


def _fits(wanted: Expected, found: Trigger) -> bool:
    """Whether a found trigger is the one that was marked, with at least the arguments that were."""
    if not wanted.span.overlaps(found.span) or wanted.mode != found.mode or wanted.status != found.status:
        return False
    given_roles = [(a.role, a.span) for a in found.arguments]
    return found.type == wanted.type and all(
        any(role == r and span.overlaps(s) for r, s in given_roles) for role, span in wanted.arguments
    )


def _points_back(found: Trigger, expected: list[Expected]) -> bool:
    """Whether a found trigger is a definite noun without arguments, after a marked event of its mode."""
    mode = _ALIKE.get(found.mode, found.mode)
    before = any(_ALIKE.get(e.mode, e.mode) == mode and e.span.start < found.span.start for e in expected)
    return found.definite and not found.arguments and before


def _told(text: str, found: tuple[Trigger, ...]) -> str:
    lines = []
    for t in found:
        roles = ", ".join(f"{a.role}={a.span.of(text)!r}" for a in t.arguments)
        lines.append(f"{t.span.of(text)!r} {t.type}/{t.mode} {t.status} ({roles})")
    return "; ".join(lines) or "nothing"


def _params() -> list[Any]:
    """Every case, with its file and first words as id; those of known_failures.yaml have to fail."""
    found, seen = [], set()
    for path in sorted(_FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")) or []:
            plain, _ = unmarked(case["text"])
            name = f"{case.get('zone', path.stem)}: {plain[:70]}"
            assert plain not in seen, f"the same case twice: {plain}"
            seen.add(plain)
            kind = ZoneKind.HEADLINE if case.get("zone", path.stem) == "headlines" else ZoneKind.BODY
            cause = case.get("cause") if path.stem == "known_failures" else None
            marks = [pytest.mark.xfail(reason=cause, strict=True)] if cause else []
            found.append(pytest.param(case["text"], kind, case.get("names", ""), id=name, marks=marks))
    return found


@pytest.mark.parametrize(("marked", "kind", "names"), _params())
def test_says_what_a_careful_reader_says(marked: str, kind: ZoneKind, names: str) -> None:
    plain, expected = unmarked(marked)
    _, found = triggers_of(plain, kind=kind, names=names)
    for wanted in expected:
        shown = f"{wanted.span.of(plain)!r} {wanted.mode} {wanted.status}"
        assert wanted.optional or any(_fits(wanted, f) for f in found), f"{shown} is missing; got {_told(plain, found)}"
    kinds = {(e.mode, e.status) for e in expected}
    spare = tuple(f for f in found if (f.mode, f.status) not in kinds and not _points_back(f, expected))
    assert not spare, f"not said: {_told(plain, spare)}"


def test_the_cases_cover_every_mode_and_every_status() -> None:
    expected = [e for p in _params() for e in unmarked(p.values[0])[1]]
    assert {e.mode for e in expected} == set(lexicon.load("triggers"))
    assert {e.status for e in expected} == set(Status) - {Status.OVERDUE}


def test_the_cases_are_typed_as_the_ontology_has_them() -> None:
    modes = lexicon.load("ontology")["modes"]
    for param in _params():
        for wanted in unmarked(param.values[0])[1]:
            assert wanted.type == modes[wanted.mode]["type"], param.id


# --- what holds of any text -----------------------------------------------------------------------

_VOCABULARY = (
    "Foreign Minister Sergey Lavrov|met|will|meet|,|and|to visit|Minsk|the talks|with|who|signed|a treaty|not|no|if|"
    "by|postponed|President|Macron|which|was|in|.|said that|'|'s|-|after|before|been|has plans|;|(|)"
)
_WORDS = st.sampled_from(_VOCABULARY.split("|"))
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=30).map(" ".join))


@given(_TEXTS)
def test_any_text_is_read_and_every_span_lies_in_its_sentence(text: str) -> None:
    document, found = triggers_of(text)
    sentences = split_sentences(document)
    for trigger in found:
        home = [s for s in sentences if s.contains(trigger.span)]
        assert len(home) == 1
        assert home[0].contains(trigger.clause)
        assert all(home[0].contains(w) and len(w) for w in trigger.status_words)
        assert all(home[0].contains(a.span) and len(a.span) for a in trigger.arguments)


@given(_TEXTS)
def test_the_same_text_gives_the_same_triggers(text: str) -> None:
    assert triggers_of(text)[1] == triggers_of(text)[1]


@given(_TEXTS)
def test_type_reciprocity_and_status_words_follow_the_ontology(text: str) -> None:
    modes = lexicon.load("ontology")["modes"]
    for trigger in triggers_of(text)[1]:
        assert trigger.type == modes[trigger.mode]["type"]
        assert trigger.reciprocal == modes[trigger.mode]["reciprocal"]
        assert trigger.status != Status.OVERDUE
        assert trigger.status_words
