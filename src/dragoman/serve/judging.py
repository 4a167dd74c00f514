"""The commands with which a person decides: `judge`, `judgements`."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import NotFoundError
from dragoman.export.json import merged_to_json
from dragoman.serve.casting import actors_in, unmet_of_actors
from dragoman.serve.gathering import whole_in
from dragoman.serve.given import link_given, value_given, value_words
from dragoman.serve.keeping import Database
from dragoman.serve.naming import Named, command_for, named
from dragoman.serve.output import Line, Output
from dragoman.serve.reading import Json
from dragoman.serve.record_view import styled
from dragoman.serve.words import plural, shortened
from dragoman.types import (
    ONE_BY_ONE,
    ActorKind,
    Anchor,
    Judged,
    JudgedField,
    JudgedValue,
    Judgement,
    Quotation,
    Record,
    Verdict,
    value_of,
)

if TYPE_CHECKING:
    from dragoman.serve.whole import Whole
    from dragoman.store import Store

__all__ = ["Decision", "judge", "judgements"]


class Decision(StrEnum):
    """What `judge` is asked to note, or to take back."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"
    BACK = "back"


What = Annotated[Decision, typer.Argument(help="same, different, wrong or right; back takes a judgement back.")]
About = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="Two events, reports, series, instruments or actors; one report or quotation for wrong and right; a "
        "judgement's number for back.",
    ),
]
FieldOption = Annotated[
    JudgedField | None,
    typer.Option(
        "--field",
        metavar="FIELD",
        help="With wrong, right: only its time, place, number, status, one of its participants or instruments; the "
        "speaker of a quotation.",
    ),
]
ValueOption = Annotated[
    str | None,
    typer.Option(
        "--value",
        metavar="VALUE",
        help="With right: what it is instead: 2023-01-19, 2023-01-16/2023-02-01; Minsk; 25; occurred; "
        "recipient=Poland, 'Poland>Latvia'; a speaker's name. With wrong: which participant or instrument.",
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; you, when left out.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")]


def judge(
    decision: What,
    about: About,
    db: Database = Path("dragoman.db"),
    field: FieldOption = None,
    value: ValueOption = None,
    by: By = None,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Decide what is one, two, wrong or right; take it back.

    Two events, series, instruments or actors are the same or different; a report is wrong, or one field of it is wrong,
    right as it was read, or has another value; so is who says a quotation. Judgements are kept beside what was read,
    replayed whenever documents are gathered, and undone without a trace.
    """
    from dragoman.store import open_store

    output = Output()
    _check(decision, about, field, value)
    with open_store(db, create=False) as store:
        if decision is Decision.BACK:
            made = store.take_back(int(about[0]))
        else:
            verdict, who = Verdict(decision), by or getpass.getuser()
            if verdict in (Verdict.WRONG, Verdict.RIGHT):
                kind = Judged.QUOTATION if field is JudgedField.SPEAKER else Judged.REPORT
                of_one = _of_quotation if kind is Judged.QUOTATION else _of_report
                anchor, said = of_one(store, about[0], verdict, field, value)
                made = store.judge(verdict, anchor, by=who, about=kind, field=field, value=said, note=note)
            else:
                kind, one, other = _of_two(output, db, store, about)
                made = store.judge(verdict, one, other, by=who, about=kind, note=note)
    output.each([made], lambda one: [_row(one)], merged_to_json if as_json else None)
    if decision is not Decision.BACK:
        output.note(f"noted; `dragoman judge back {made.judgement_id}` takes it back")


def judgements(db: Database = Path("dragoman.db"), as_json: Json = False) -> None:
    """List judgements: who decided what, and when.

    With what was taken back, and why one changes nothing: its words are gone, or another judgement stands against it.
    """
    from dragoman.store import open_store

    output = Output()
    with open_store(db, create=False) as store:
        found = store.judgements()
        held = [j for j in found if j.taken_back_at is None]
        of_actors = unmet_of_actors(store) if any(j.about is Judged.ACTOR for j in held) else ()
        of_quotations = _unmet_of_quotations(store, held)
    of_reports: tuple[Judgement, ...] = ()
    if any(j.about not in (Judged.ACTOR, Judged.QUOTATION) for j in held):
        with whole_in(output, db) as whole:
            of_reports = whole.unmet
    unmet = {j.judgement_id: j.without_effect for j in (*of_reports, *of_actors, *of_quotations)}
    shown = (replace(j, without_effect=unmet.get(j.judgement_id, "")) for j in found)
    count = output.each(shown, lambda one: [_row(one)], merged_to_json if as_json else None)
    output.note(plural(count, "judgement"))


def _check(decision: Decision, about: list[str], field: JudgedField | None, value: str | None) -> None:
    """Raise `BadParameter` for what does not go together."""
    wanted = 2 if decision in (Decision.SAME, Decision.DIFFERENT) else 1
    if len(about) != wanted:
        raise typer.BadParameter(f"{decision} takes {plural(wanted, 'id')}, not {len(about)}", param_hint="ID...")
    if decision is Decision.BACK and not about[0].isdecimal():
        raise typer.BadParameter("the number of a judgement, as in `dragoman judgements`", param_hint="ID")
    if field is not None and decision not in (Decision.WRONG, Decision.RIGHT):
        raise typer.BadParameter("goes with wrong and right alone", param_hint="--field")
    if field is None and decision is Decision.RIGHT:
        raise typer.BadParameter(f"right needs it: {', '.join(JudgedField)}", param_hint="--field")
    if field in ONE_BY_ONE and value is None and decision in (Decision.WRONG, Decision.RIGHT):
        raise typer.BadParameter(f"{field} needs it: which of them", param_hint="--value")
    if value is not None and decision is not Decision.RIGHT and field not in ONE_BY_ONE:
        raise typer.BadParameter("goes with right, and with participants and instruments", param_hint="--value")


def _of_report(
    store: Store, wanted: str, verdict: Verdict, field: JudgedField | None, value: str | None
) -> tuple[Anchor, JudgedValue | None]:
    """The report, as it was read, and what is right or wrong of it."""
    from dragoman.merge import anchor_of, fields_of, tellings_of

    if command_for(wanted):
        raise NotFoundError(f"{verdict} takes one report; this is {command_for(wanted)}", subject=wanted)
    found = store.find(wanted)
    if found.kind != "report":
        raise NotFoundError(f"a {found.kind}, not a report", subject=wanted)
    telling = next(t for t in tellings_of(found.record) if t.key == found.found_id)
    _must_be_current(store, telling.document_id, wanted)
    anchor = anchor_of(telling.report)
    if field in ONE_BY_ONE and field is not None:
        report = next(r for r in found.record.reports if r.report_id == found.found_id)
        return anchor, link_given(field, verdict, value or "", found.record, report)
    if field is None or value is not None:
        return anchor, value_given(field, value) if field and value is not None else None
    held = fields_of(telling)
    if field not in held:
        has = ", ".join(f"{name} {value_words(one)}" for name, one in held.items()) or "none that can be judged"
        raise typer.BadParameter(f"{found.found_id} has no {field}; it has {has}", param_hint="--field")
    return anchor, held[field]


def _of_quotation(
    store: Store, wanted: str, verdict: Verdict, field: JudgedField | None, value: str | None
) -> tuple[Anchor, JudgedValue | None]:
    """The quotation, as it was read, and who says it or does not."""
    from dragoman.merge import anchor_of_quotation

    found = store.find(wanted)
    if not isinstance(found.value, Quotation):
        raise NotFoundError(f"a {found.kind}, not a quotation: only these have a speaker", subject=wanted)
    document_id = found.record.document.document_id
    _must_be_current(store, document_id, wanted)
    anchor = anchor_of_quotation(found.value, document_id)
    if value is not None:
        return anchor, value_given(JudgedField.SPEAKER, value)
    speaker = value_of(found.value.speaker)
    if speaker is None:
        raise typer.BadParameter(f"{found.found_id} has no speaker", param_hint="--field")
    return anchor, speaker


def _must_be_current(store: Store, document_id: str, wanted: str) -> None:
    if all(header.document_id != document_id for header in store.documents()):
        raise NotFoundError("of an older version of its page, which tells nothing any more", subject=wanted)


def _unmet_of_quotations(store: Store, held: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements of speakers that change nothing, with the reason."""
    from dragoman.merge import judged_records

    if all(j.about is not Judged.QUOTATION for j in held):
        return ()
    current = {header.document_id for header in store.documents()}

    def record_of(document_id: str) -> Record | None:
        return store.record(document_id) if document_id in current else None

    return judged_records(held, record_of, frozenset({JudgedField.SPEAKER})).lost


def _of_two(output: Output, db: Path, store: Store, about: list[str]) -> tuple[Judged, Anchor, Anchor]:
    """What two ids stand for: of each the first that is not of the other too."""
    with whole_in(output, db) as whole:
        one, other = (named(whole, lambda: actors_in(store), wanted) for wanted in about)
        kind = _kind(one, other)
        if one.keys == other.keys:
            raise typer.BadParameter("both are the same", param_hint="ID...")
        if one.kind is not kind or (other.kind is kind and len(one.keys) < len(other.keys)):
            one, other = other, one
        mine = next((key for key in one.keys if key not in other.keys), None)
        if mine is None:
            raise typer.BadParameter("one is all that there is of the other", param_hint="ID...")
        anchors = [_anchor(whole, store, kind, key) for key in (mine, other.keys[0])]
        _check_two(whole, kind, mine, other.keys[0], anchors)
    return kind, anchors[0], anchors[1]


def _kind(one: Named, other: Named) -> Judged:
    """What two things are judged as: an event and a series as an edition of it."""
    kinds = {one.kind, other.kind}
    if kinds == {Judged.EVENT, Judged.SERIES}:
        return Judged.SERIES
    if len(kinds) > 1:
        said = " and ".join(sorted(kinds))
        raise typer.BadParameter(f"never one thing: {said}", param_hint="ID...")
    return one.kind


def _anchor(whole: Whole, store: Store, kind: Judged, key: str) -> Anchor:
    from dragoman.merge import anchor_of, anchor_of_actor, anchor_of_instrument

    document_id, _, local = key.partition("/")
    match kind:
        case Judged.INSTRUMENT:
            held = store.record(document_id).instruments
            return anchor_of_instrument(next(i for i in held if i.instrument_id == local), document_id)
        case Judged.ACTOR:
            record = store.record(document_id)
            return anchor_of_actor(next(a for a in record.actors if a.actor_id == local), record.document)
    return anchor_of(whole.tellings[key].report)


def _check_two(whole: Whole, kind: Judged, one: str, other: str, anchors: list[Anchor]) -> None:
    """Raise `BadParameter` for two things that can never be one."""
    apart: list[str] = []
    if kind in (Judged.EVENT, Judged.SERIES):
        apart = sorted({whole.tellings[key].family for key in (one, other)})
    elif kind is Judged.ACTOR:
        kinds = sorted({anchor.mode for anchor in anchors})
        apart = kinds if {ActorKind.PERSON, ActorKind.COUNTRY} & set(kinds) else []
    if len(apart) > 1:
        raise typer.BadParameter(f"one is of {apart[0]}, one of {apart[1]}: never one {kind}", param_hint="ID...")


def _row(one: Judgement) -> Line:
    alone = one.about in (Judged.REPORT, Judged.QUOTATION)
    what = [one.verdict.value, *([] if alone else [one.about.value])]
    what += [one.field.value] if one.field else []
    what += [value_words(one.value)] if one.value is not None else []
    text = styled(" ".join(what), "bold") + styled(" · ")
    text.append_text(styled(" and ".join(_said(anchor) for anchor in (one.one, one.other) if anchor)))
    text.append_text(styled(f" · {one.by}, {one.made_at:%Y-%m-%d %H:%M} UTC", "dim"))
    text.append_text(styled(f" · {one.note}" if one.note else ""))
    if one.taken_back_at:
        text.append_text(styled(f" · taken back {one.taken_back_at:%Y-%m-%d %H:%M} UTC", "yellow"))
    elif one.without_effect:
        text.append_text(styled(f" · changes nothing: {one.without_effect}", "yellow"))
    return Line(text, str(one.judgement_id))


def _said(anchor: Anchor) -> str:
    where = "" if anchor.found_id.startswith(anchor.document_id) else f"{anchor.document_id}/"
    return f"“{shortened(anchor.words, to=40)}” ({where}{anchor.found_id})"
