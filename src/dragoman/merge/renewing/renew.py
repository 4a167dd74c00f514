"""What a shelf has of many documents, brought up to date where some of them changed.

    documents > names, instruments > reports, as judged > groups > events that may be of a series > rows of these
              > events, series > disagreements

The shelf has in the end what `merge.gathered` makes of all documents, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from dragoman.merge.compared import blocks_of
from dragoman.merge.disagreements import disagreements_of, of_series, signings_of
from dragoman.merge.events import Groups, event_of, event_order, joined_by
from dragoman.merge.gists import Gist
from dragoman.merge.judged import Replayed, judged_instruments, replayed
from dragoman.merge.judged_pairs import Pairs
from dragoman.merge.judged_records import edited_gist, judged_records
from dragoman.merge.renewing.groups import renewed_groups, renewed_pairs
from dragoman.merge.renewing.instruments import instrument_of, renewed_instruments
from dragoman.merge.renewing.names import lent_from, renewed_names
from dragoman.merge.renewing.shelf import First, Group, Said, Shelf, Shown
from dragoman.merge.series import Row, Signs, rows_of, series_order, signs_of
from dragoman.merge.settled import RootsOf, Settled, settled_groups, settled_row, with_roots
from dragoman.merge.tellings import Telling, with_instruments, with_lent
from dragoman.types import ONE_BY_ONE, Event, Join, Judged, Judgement, KnownInstrument, Record

__all__ = ["renew", "rooted"]

GistOf = Callable[[str], Gist | None]
"""The gist of a current document by its id; None for one that is not current, or tells nothing."""


_Told = tuple[list[Telling], list[Join]]
"""The reports of an event, and why they are one."""


def renew(
    shelf: Shelf,
    document_ids: Iterable[str],
    gist_of: GistOf,
    judgements: Iterable[Judgement] = (),
    *,
    roots: RootsOf,
    record_of: Callable[[str], Record | None],
) -> None:
    """Bring a shelf up to date: some documents are new, or were changed, or are gone, or a person judged them.

    The judgements are all that were made, those that were taken back too; `document_ids` has the documents that those
    hold on to which were made or taken back since. `record_of` is as in `merge.gathered_from`.
    """
    _Renewal(shelf, gist_of, judgements, roots, record_of).of(sorted(set(document_ids)))


def rooted(shelf: Shelf, report_id: str) -> Telling | None:
    """A report with the independent source that it comes to among the documents of its event; None for none."""
    telling: Telling | None = shelf.get("telling", report_id)
    root: str | None = shelf.get("root", report_id)
    return replace(telling, root=root) if telling and root is not None else telling


class _Renewal:
    """One time of bringing a shelf up to date."""

    def __init__(
        self,
        shelf: Shelf,
        gist_of: GistOf,
        judgements: Iterable[Judgement],
        roots: RootsOf,
        record_of: Callable[[str], Record | None],
    ) -> None:
        self._shelf, self._gist_of, self._roots = shelf, gist_of, roots
        self._judgements = tuple(judgements)
        self._edited = judged_records(
            self._judgements, lambda one: record_of(one) if gist_of(one) else None, ONE_BY_ONE
        )
        self._gists: dict[str, Gist | None] = {}
        self._asked: set[str] = set()

    def of(self, document_ids: Sequence[str]) -> None:
        """Do it: each stage takes what changed in the one before it."""
        shelf = self._shelf
        for document_id in document_ids:
            for id in shelf.ids("roots", document_id):
                shelf.drop("roots", id)
        names = {key for one in document_ids for key in renewed_names(shelf, one, self._gist(one))}
        named = [i for one in self._documents(Judged.INSTRUMENT) if (gist := self._gist(one)) for i in gist.instruments]
        of_instruments = judged_instruments(self._judgements, named)
        new = (i for gist in map(self._gist, document_ids) if gist for i in gist.instruments)
        others = renewed_instruments(shelf, document_ids, new, [i.key for i in named], of_instruments)
        asking = {document_id for key in names for document_id in shelf.ids("said", key)}
        touched = {*document_ids, *others, *asking}
        judged = self._judged(touched.union(*map(self._documents, Judged)))
        changed, beside = self._put_tellings(touched, set(document_ids), judged)
        keys, groups = renewed_groups(shelf, changed, beside, judged.apart)
        events = self._put_events(*self._with_judged(keys, groups, judged), judged)
        self._put_disagreements(events, touched)
        self._put_unmet(judged, of_instruments)

    def _gist(self, document_id: str) -> Gist | None:
        if document_id not in self._gists:
            read = self._gist_of(document_id)
            self._gists[document_id] = edited_gist(read, self._edited) if read else None
        return self._gists[document_id]

    def _documents(self, about: Judged) -> list[str]:
        """The documents that judgements of one kind hold on to."""
        made = (j for j in self._judgements if j.about is about)
        return sorted({anchor.document_id for j in made for anchor in (j.one, j.other) if anchor})

    def _keys_judged(self, about: Judged) -> set[str]:
        """The reports of these documents: whichever of them a judgement is of now, or was before."""
        return {key for one in self._documents(about) for key in self._shelf.ids("telling", f"in {one}")}

    def _judged(self, document_ids: Iterable[str]) -> Replayed:
        """The reports of some documents with what others add, as a person left them."""
        gists = [gist for one in sorted(document_ids) if (gist := self._gist(one))]
        named = (instrument_of(self._shelf, i.key) for gist in gists for i in gist.instruments)
        known: dict[str, KnownInstrument] = {one.instrument_id: one for one in named if one}
        told = (with_lent(t, lambda key: lent_from(self._shelf, key)) for gist in gists for t in gist.tellings)
        return replayed(self._judgements, with_instruments(told, known.values()))

    def _put_tellings(
        self, touched: Collection[str], all_of: Collection[str], judged: Replayed
    ) -> tuple[set[str], set[str]]:
        """Put the reports of some documents there; the ids of those that changed, and whom they were compared with.

        Of `all_of` each counts as changed: their texts may share other words now.
        """
        shelf = self._shelf
        told = [telling for telling in judged.tellings if telling.document_id in touched]
        gone = {key for one in touched for key in shelf.ids("telling", f"in {one}")} - {t.key for t in told}
        now = [t for t in told if t.document_id in all_of or shelf.get("telling", t.key) != t]
        for key in gone:
            shelf.drop("telling", key)
            shelf.drop("root", key)
        orders = {one: count() for one in touched}
        places = {t.key: f"{t.document_id}\t{next(orders[t.document_id]):06}" for t in told}
        for telling in now:
            keys = (*blocks_of(telling), f"in {telling.document_id}")
            shelf.put("telling", telling.key, telling, keys=keys, place=places[telling.key])
        changed = gone | {telling.key for telling in now}
        return changed, renewed_pairs(shelf, changed, now)

    def _with_judged(self, keys: set[str], groups: Sequence[Group], judged: Replayed) -> tuple[set[str], Groups]:
        """Groups that were made anew and those that a person said more of, joined as was said; all reports of these."""
        shelf = self._shelf
        said = {key for join in judged.joins for key in (join.one, join.other)}
        if any(judgement.about is Judged.EVENT for judgement in self._judgements):  # whom it joined may be alone now
            said.update(
                key for one in keys for id in shelf.ids("event", one) for key in shelf.get("event", id).event.report_ids
            )
        ids = {id for key in said for id in shelf.ids("group", key)}
        held = {group.reports[0]: group for group in (*groups, *(shelf.get("group", id) for id in ids))}
        machine: Groups = [(self._told(group.reports), list(group.joins)) for group in held.values()]
        keys = keys.union(*(group.reports for group in held.values()))
        return keys, joined_by(judged.joins, machine, judged.apart)

    def _put_events(self, keys: set[str], groups: Groups, judged: Replayed) -> list[Event]:
        """Put the events and series there that some groups are; those that were made anew."""
        shelf = self._shelf
        fresh = {f"e{told[0].key}": (told, joins) for told, joins in with_roots(groups, self._roots_of)}
        touched, signs = self._put_firsts(keys, fresh)
        old, new = self._rows(touched, signs, judged)
        kept = {id for id in old.keys() & new.keys() if old[id] == new[id] and not touched & set(new[id].event_ids)}
        for id in old.keys() - kept:
            self._drop_row(id)
        freed = {event_id for id in old.keys() - kept for event_id in old[id].event_ids if shelf.get("first", event_id)}
        settled: list[Settled] = []
        for id in sorted(new.keys() - kept):
            shelf.put("row", id, new[id], keys=new[id].event_ids)
            of = [fresh.get(event_id) or self._first(event_id) for event_id in new[id].event_ids]
            settled.append(settled_row(new[id], of, judged, self._roots_of))
            self._put_series(id, settled[-1])
        alone = (fresh.keys() | freed) - {event_id for row in new.values() for event_id in row.event_ids}
        settled.append(settled_groups([fresh.get(event_id) or self._first(event_id) for event_id in sorted(alone)]))
        for one in settled:
            keys = keys.union(one.tellings)
        self._drop_events(keys)
        for one in settled:
            self._put_settled(one)
        return [event for one in settled for event in one.events]

    def _put_firsts(self, keys: Iterable[str], fresh: Mapping[str, _Told]) -> tuple[set[str], list[Signs]]:
        """Put the events there that may be of a series; all that changed or were judged, and signs before and now."""
        shelf = self._shelf
        wanted = self._keys_judged(Judged.SERIES)
        before = {id for key in keys for id in shelf.ids("first", key)}
        signs: list[Signs] = [shelf.get("first", id).signs for id in before]
        for id in before:
            shelf.drop("first", id)
        for id, (told, joins) in fresh.items():
            one = signs_of(event_of(told, joins), told)
            signs.append(one)
            if one.counts or wanted & set(one.reports):
                shelf.put("first", id, First(one, tuple(joins)), keys=(*one.reports, *_keys_of(one)))
        judged = {id for key in wanted for id in shelf.ids("first", key)}
        return before | fresh.keys() | judged, signs

    def _rows(
        self, touched: Iterable[str], signs: Iterable[Signs], judged: Replayed
    ) -> tuple[dict[str, Row], dict[str, Row]]:
        """The rows of the events that parties in common link with some signs: those of before, and those of now."""
        shelf = self._shelf
        ids = {id for key in self._keys_judged(Judged.SERIES) for id in shelf.ids("first", key)}
        waiting = {key for one in (*signs, *(shelf.get("first", id).signs for id in ids)) for key in _keys_sought(one)}
        seen: set[str] = set()
        while waiting:
            seen |= waiting
            found = {id: one.signs for key in waiting for id, one in self._firsts(key)}
            ids |= found.keys()
            waiting = {key for one in found.values() for key in _keys_sought(one)} - seen
        now = rows_of((shelf.get("first", id).signs for id in ids), judged.series)
        before = {row for id in (*ids, *touched) for row in shelf.ids("row", id)}
        return {id: shelf.get("row", id) for id in before}, {row.event_ids[0]: row for row in now}

    def _firsts(self, key: str) -> Iterator[tuple[str, First]]:
        return ((one.signs.event_id, one) for one in self._shelf.find("first", key))

    def _first(self, event_id: str) -> _Told:
        """The reports of an event before editions are moved, with their roots, and why they are one."""
        held: First = self._shelf.get("first", event_id)
        ((told, joins),) = with_roots([(self._told(held.signs.reports), list(held.joins))], self._roots_of)
        return told, joins

    def _told(self, keys: Iterable[str]) -> list[Telling]:
        return [self._shelf.get("telling", key) for key in keys]

    def _drop_row(self, id: str) -> None:
        shelf = self._shelf
        for series_id in shelf.ids("series", f"row {id}"):
            shelf.drop("series", series_id)
            self._drop_all("disagreement", series_id)
        shelf.drop("row", id)

    def _put_series(self, row_id: str, settled: Settled) -> None:
        for one in settled.series:
            size, _ = series_order(one)
            keys = (f"row {row_id}", *(edition.event_id for edition in one.editions))
            self._shelf.put("series", one.series_id, one, keys=keys, place=f"{10**9 + size}\t{one.series_id}")
            for found in of_series([one], {event.event_id: event for event in settled.events}):
                place = f"~\t{10**9 + size}\t{one.series_id}"
                self._shelf.put("disagreement", f"{one.series_id} 0", found, keys=(one.series_id,), place=place)

    def _drop_events(self, keys: Iterable[str]) -> None:
        shelf = self._shelf
        for event_id in {id for key in keys for id in shelf.ids("event", key)}:
            held: Shown = shelf.get("event", event_id)
            if (id := _of_documents(held.event.document_ids)) not in self._asked:
                shelf.drop("roots", id)
            shelf.drop("event", event_id)
            self._drop_all("disagreement", event_id)

    def _put_settled(self, settled: Settled) -> None:
        shelf = self._shelf
        for event in settled.events:
            told = [settled.tellings[key] for key in event.report_ids]
            shown = Shown(
                event,
                tuple(dict.fromkeys(p.name for t in told for p in t.report.participants)),
                max((t.due for t in told if t.due), default=None),
            )
            shelf.put("event", event.event_id, shown, keys=event.report_ids, place=_place(event))
            for telling in told:
                if shelf.get("telling", telling.key).root != telling.root:
                    shelf.put("root", telling.key, telling.root)
                elif shelf.get("root", telling.key) is not None:
                    shelf.drop("root", telling.key)

    def _put_disagreements(self, events: Iterable[Event], touched: Iterable[str]) -> None:
        """Put the disagreements of some events there, and of all that some documents tell."""
        shelf = self._shelf
        beside = {id for one in touched for key in shelf.ids("telling", f"in {one}") for id in shelf.ids("event", key)}
        for id in sorted({event.event_id for event in events} | beside):
            event: Event = shelf.get("event", id).event
            told = {key: one for key in event.report_ids if (one := rooted(shelf, key))}
            said: dict[str, Said] = {one: shelf.get("said", one) for one in event.document_ids}
            bodies = {one: held.bodies for one, held in said.items()}
            signed = [t for one in event.document_ids for t in shelf.find("telling", f"in {one}") if t.family == "sign"]
            names = {i: shelf.get("instrument", i).name for telling in signed for i in telling.about}
            self._drop_all("disagreement", id)
            for number, found in enumerate(disagreements_of(event, told, bodies, signings_of(signed), names)):
                place = f"{_place(event)}\t{number:03}"
                shelf.put("disagreement", f"{id} {number:03}", found, keys=(id,), place=place)

    def _put_unmet(self, judged: Replayed, of_instruments: Pairs) -> None:
        """Put the judgements there that changed nothing."""
        shelf = self._shelf
        self._drop_all("unmet", "")
        keys = [key for pairs in (judged.events, judged.series) for pair in (*pairs.same, *pairs.apart) for key in pair]
        events = {id: None for key in keys for id in shelf.ids("event", key)}
        series = {one.series_id: one for id in events for one in shelf.find("series", id)}
        events.update((edition.event_id, None) for one in series.values() for edition in one.editions)
        named = [key for pair in (*of_instruments.same, *of_instruments.apart) for key in pair]
        known = {i.instrument_id: i for key in named if (i := instrument_of(shelf, key))}
        apart = of_instruments.unmet_among(
            [f"{s.document_id}/{s.instrument_id}" for s in i.stages] for i in known.values()
        )
        unmet = (
            *judged.unmet_in([shelf.get("event", id).event for id in events], list(series.values())),
            *apart,
            *self._edited.lost,
        )
        for number, one in enumerate(sorted(unmet, key=lambda j: j.judgement_id)):
            shelf.put("unmet", f"{number:06}", one, keys=("",), place=f"{number:06}")

    def _drop_all(self, kind: str, key: str) -> None:
        for id in self._shelf.ids(kind, key):
            self._shelf.drop(kind, id)

    def _roots_of(self, document_ids: Sequence[str]) -> Mapping[str, str]:
        """The independent sources of some documents; those that were asked for before are not looked for again."""
        id = _of_documents(document_ids)
        self._asked.add(id)
        held: dict[str, str] | None = self._shelf.get("roots", id)
        if held is None:
            held = dict(self._roots(document_ids))
            self._shelf.put("roots", id, held, keys=document_ids)
        return held


def _of_documents(document_ids: Iterable[str]) -> str:
    return blake2b(" ".join(sorted(document_ids)).encode(), digest_size=16).hexdigest()


def _keys_of(signs: Signs) -> Iterator[str]:
    """What an event that counts for series is found by: its parties, and each of them for who may be among others."""
    return _keys(signs, "alone" if signs.joins_others else "beside")


def _keys_sought(signs: Signs) -> Iterator[str]:
    """What others are found by that may be of one series with an event."""
    return _keys(signs, "beside" if signs.joins_others else "alone")


def _keys(signs: Signs, beside: str) -> Iterator[str]:
    if signs.counts:
        yield f"{signs.family}: {' '.join(signs.parties)}"
        if signs.joins_others or len(signs.parties) > 1:
            yield from (f"{signs.family} {beside} {party}" for party in signs.parties)


def _place(event: Event) -> str:
    first, event_id = event_order(event)
    return f"{first}\t{event_id}"
