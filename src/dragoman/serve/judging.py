"""The commands with which a person decides: `judge`, `judgements`."""

from __future__ import annotations

import getpass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import NotFoundError
from dragoman.export.json import merged_to_json
from dragoman.serve.gathering import only_event, whole_in
from dragoman.serve.keeping import Database
from dragoman.serve.output import Line, Output
from dragoman.serve.reading import Json
from dragoman.serve.record_view import styled
from dragoman.serve.words import plural, shortened
from dragoman.types import Anchor, JudgedField, Judgement, Verdict

if TYPE_CHECKING:
    from dragoman.serve.whole import Whole

__all__ = ["Decision", "judge", "judgements"]


class Decision(StrEnum):
    """What `judge` is asked to note, or to take back."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    BACK = "back"


What = Annotated[Decision, typer.Argument(help="same, different or wrong; back takes a judgement back.")]
About = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Two events or reports; one report for wrong, a judgement's number for back."),
]
FieldOption = Annotated[
    JudgedField | None,
    typer.Option("--field", metavar="FIELD", help="With wrong: only this is: time, place or number."),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; you, when left out.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]


def judge(
    decision: What,
    about: About,
    db: Database = Path("dragoman.db"),
    field: FieldOption = None,
    by: By = None,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Decide that two events are the same or different, or that a report is wrong; or take a judgement back.

    Judgements are kept beside what was read, replayed whenever events are gathered, and undone without a trace.
    """
    from dragoman.store import open_store

    output = Output()
    wanted = 1 if decision in (Decision.WRONG, Decision.BACK) else 2
    if len(about) != wanted:
        raise typer.BadParameter(f"{decision} takes {plural(wanted, 'id')}, not {len(about)}", param_hint="ID...")
    if field is not None and decision is not Decision.WRONG:
        raise typer.BadParameter("goes with wrong alone", param_hint="--field")
    if decision is Decision.BACK:
        if not about[0].isdecimal():
            raise typer.BadParameter("the number of a judgement, as in `dragoman judgements`", param_hint="ID")
        with open_store(db, create=False) as store:
            made = store.take_back(int(about[0]))
    else:
        anchors = _anchors(output, db, Verdict(decision), about)
        with open_store(db, create=False) as store:
            made = store.judge(Verdict(decision), *anchors, by=by or getpass.getuser(), field=field, note=note)
    output.each([made], lambda one: [_row(one)], merged_to_json if as_json else None)
    if decision is not Decision.BACK:
        output.note(f"noted; `dragoman judge back {made.judgement_id}` takes it back")


def judgements(db: Database = Path("dragoman.db"), as_json: Json = False) -> None:
    """List what was judged, by whom and when, with what was taken back and what finds its reports no more."""
    from dragoman.store import open_store

    output = Output()
    with open_store(db, create=False) as store:
        found = store.judgements()
    unmet: set[int] = set()
    if found:
        with whole_in(output, db) as whole:
            unmet = {judgement.judgement_id for judgement in whole.unmet}
    count = output.each(
        found, lambda one: [_row(one, lost=one.judgement_id in unmet)], merged_to_json if as_json else None
    )
    output.note(plural(count, "judgement"))


def _anchors(output: Output, db: Path, verdict: Verdict, about: list[str]) -> list[Anchor]:
    """The reports that a judgement is made of; of an event the first."""
    from dragoman.merge import anchor_of

    with whole_in(output, db) as whole:
        if verdict is Verdict.WRONG and about[0] not in whole.tellings:
            raise NotFoundError("no report of an event", subject=about[0])
        found = [whole.tellings[_report(whole, one)] for one in about]
        if len({telling.key for telling in found}) < len(found):
            raise typer.BadParameter("both are the same report", param_hint="ID...")
        families = sorted({telling.family for telling in found})
        if len(families) > 1:
            raise typer.BadParameter(
                f"one is of {families[0]}, one of {families[1]}: never one event", param_hint="ID..."
            )
        return [anchor_of(telling.report) for telling in found]


def _report(whole: Whole, wanted: str) -> str:
    return wanted if wanted in whole.tellings else only_event(whole, wanted).report_ids[0]


def _row(one: Judgement, *, lost: bool = False) -> Line:
    what = f"{one.verdict.value} {one.field.value}" if one.field else one.verdict.value
    text = styled(what, "bold") + styled(" · ")
    text.append_text(styled(" and ".join(_said(anchor) for anchor in (one.one, one.other) if anchor)))
    text.append_text(styled(f" · {one.by}, {one.made_at:%Y-%m-%d %H:%M} UTC", "dim"))
    text.append_text(styled(f" · {one.note}" if one.note else ""))
    if one.taken_back_at:
        text.append_text(styled(f" · taken back {one.taken_back_at:%Y-%m-%d %H:%M} UTC", "yellow"))
    elif lost:
        text.append_text(styled(" · changes nothing: its reports are gone, or another keeps them apart", "yellow"))
    return Line(text, str(one.judgement_id))


def _said(anchor: Anchor) -> str:
    return f"“{shortened(anchor.words, to=40)}” ({anchor.report_id})"
