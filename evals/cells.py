"""Comparing what a careful reader takes from a document with what the product says, cell by cell.

A cell is a leaf of `expected.yaml`: right, wrong or missing. A field where the product abstains is missing, one
where it says something else is wrong. Names are compared folded: case, accents, and the usual transliterations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.ground.places import country_name
from dragoman.spans import Span
from dragoman.types import (
    Absent,
    Actor,
    Directness,
    Document,
    Evidence,
    Field,
    Instrument,
    Interval,
    Modifier,
    Participant,
    Quotation,
    Record,
    Report,
    Value,
    Zone,
)

RIGHT, WRONG, MISSING = "right", "wrong", "missing"
_FOLDS = (("ey", "ei"), ("iy", "i"), ("yi", "i"), ("kh", "h"), ("zh", "j"), ("enko", "enka"), ("ou", "u"), ("y", "i"))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})
_SPELLINGS = (
    ("program ", "programme "),
    ("organis", "organiz"),
    ("organizations", "organisations"),
    ("labor", "labour"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One leaf: where it is, what was expected, what was said, and the verdict."""

    path: str
    expected: str
    said: str
    verdict: str


def folded(name: str) -> str:
    """A name for comparing: no case, accents, punctuation; usual transliterations made one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    plain = re.sub(r"[^a-z0-9 -]+", " ", plain.translate(_LETTERS).replace("-", " "))
    for old, new in (*_SPELLINGS, *_FOLDS):
        plain = plain.replace(old, new)
    return " ".join(plain.removeprefix("the ").split())


def same_name(expected: str, said: Iterable[str]) -> bool:
    """Whether one of several forms of a name is the expected one."""
    return folded(expected) in {folded(s) for s in said}


def verdict(expected: Any, said: Any, right: bool, path: str) -> Cell:
    """A cell: right; else wrong when something was said, missing when nothing was."""
    empty = said is None or said == "" or said == [] or said == ()
    return Cell(path, str(expected), "" if empty else str(said), RIGHT if right else MISSING if empty else WRONG)


def value(field: Field[Any]) -> Any:
    """The value of a field, None for a reason."""
    return field.value if isinstance(field, Value) else None


def day(interval: Interval | None, end: bool = False) -> str | None:
    """The first or last day of an interval, None when open or unknown."""
    found = (interval.last_day if end else interval.first_day) if interval else None
    return found.isoformat() if found else None


def moment(interval: Interval | None) -> str | None:
    """The start of an interval to its minute, or to its day when it was said no finer."""
    if interval is None or interval.start is None:
        return None
    return interval.start.strftime("%Y-%m-%dT%H:%M" if interval.granularity.value in ("minute", "hour") else "%Y-%m-%d")


class Names:
    """The forms under which a record knows its actors."""

    def __init__(self, record: Record) -> None:
        self.actors = {a.actor_id: a for a in record.actors}

    def forms(self, actor: Actor) -> list[str]:
        """All forms of an actor's name, the usual one of its identity too; an office also by "title, country"."""
        forms = [actor.name, *actor.also]
        if isinstance(actor.identity, Value):
            forms.append(actor.identity.value.name)
        if actor.country and actor.kind.value in ("organisation", "office"):
            bare = re.sub(rf"\b(of|for)\s+(the\s+)?{re.escape(country_name(actor.country))}$", "", actor.name).strip()
            forms += [f"{form}, {country_name(actor.country)}" for form in (actor.name, bare, *actor.also)]
        return forms

    def of(self, sides: Iterable[Participant]) -> list[list[str]]:
        """The forms of each participant."""
        return [self.forms(self.actors[p.actor_id]) if p.actor_id in self.actors else [p.name] for p in sides]

    def named(self, said: str) -> list[str]:
        """All forms of the actor that goes by a name; the name itself when there is none."""
        for actor in self.actors.values():
            if folded(said) in {folded(f) for f in self.forms(actor)}:
                return [said, *self.forms(actor)]
        return [said]


def touches(evidence: Evidence | None, document: Document, words: str) -> bool:
    """Whether evidence lies in or overlaps an occurrence of some words in the document."""
    if evidence is None or evidence.span is None:
        return False
    return any(evidence.span.overlaps(span) for span in occurrences(document.text, words))


def occurrences(text: str, words: str) -> list[Span]:
    """Every place of some words in a text, white space, case and the kind of quotation mark apart."""
    pattern = r"\s+".join(re.escape(w) for w in words.translate(_QUOTES).split())
    return [Span(m.start(), m.end()) for m in re.finditer(pattern, text.translate(_QUOTES), re.IGNORECASE)]


_QUOTES = str.maketrans("“”‘’", "\"\"''")


def starts_like(document: Document, zone: Zone, starts: str) -> bool:
    """Whether a zone begins with some words, brackets and white space apart."""
    words = " ".join(zone.span.of(document.text).translate(_QUOTES).split())
    return words.lstrip("([|•·-–— ").lower().startswith(_plain(starts))


def _plain(starts: str) -> str:
    return " ".join(starts.translate(_QUOTES).split()).lstrip("([|•·-–— ").lower()


def evidence_of(report: Report, record: Record) -> tuple[Evidence, ...]:
    """The words of a report's event and status: its trigger, where else it is told, and its instruments."""
    own = [i for i in record.instruments if i.instrument_id in report.instruments]
    return (report.trigger, *report.also_at, *report.status_evidence, *(e for i in own for e in i.evidence))


def instrument_named(wanted: str, said: str) -> bool:
    """Whether a name for an instrument has the expected one's words (articles and "the field of" apart)."""
    words = set(folded(wanted).replace("programme", "program").split()) - {"a", "of", "the", "for"}
    have = set(folded(said).replace("programme", "program").split())
    years = {y for w in have for y in w.split()}
    return all(w in have or w in years for w in words)


def choose(expected: Mapping[str, Any], record: Record, used: set[int]) -> Report | None:
    """The unused report whose words are those expected; by type and mode, then actor, then the tightest trigger."""
    fitting = [
        r
        for r in record.reports
        if id(r) not in used and any(touches(e, record.document, expected["words"]) for e in evidence_of(r, record))
    ]

    def rank(report: Report) -> tuple[bool, bool, bool, bool, int]:
        alike = report.type == expected["type"] and report.mode == expected.get("mode", report.mode)
        surname = (folded(str(expected.get("actor", ""))).split() or [""])[-1]
        named = surname in folded(" ".join(p.name for p in report.actor))
        own = [w for i in record.instruments if i.instrument_id in report.instruments for w in instrument_words(i)]
        signed = "instrument" not in expected or any(instrument_named(expected["instrument"], w) for w in own)
        told = any(touches(e, record.document, expected["words"]) for e in (report.trigger, *report.also_at))
        return (not alike, not signed, not named, not told, len(report.trigger.exact))

    return min(fitting, key=rank, default=None)


def directness(expected: Any, quotation: Quotation) -> bool:
    """Whether a quotation is as direct as expected: true, false or "part"."""
    wanted = {True: Directness.DIRECT, False: Directness.INDIRECT}.get(expected, Directness.PART)
    return quotation.direct == wanted


def instrument_words(instrument: Instrument) -> list[str]:
    """All names that a record has for an instrument."""
    title = value(instrument.title)
    return [instrument.name, *([title] if title else []), *(e.exact for e in instrument.evidence)]


def period(interval: Interval | None) -> str | None:
    """The years of a period, "2023" or "2022-2023"."""
    if interval is None or interval.first_day is None or interval.last_day is None:
        return None
    first, last = interval.first_day.year, interval.last_day.year
    return str(first) if first == last else f"{first}-{last}"


def reason(field: Field[Any]) -> str:
    """The reason of a field without value, "" of one with a value."""
    return field.reason.value if isinstance(field, Absent) else ""


def is_after(interval: Interval | None) -> bool:
    """Whether an interval says no more than "after"."""
    return interval is not None and interval.modifier in (Modifier.AFTER, Modifier.SINCE)
