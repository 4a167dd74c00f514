"""Who issued a document: by the page's metadata, else by how the text speaks of itself, with a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from dragoman import lexicon
from dragoman.clean.context import MASTHEAD, abbreviates
from dragoman.clean.datelines import agency_head
from dragoman.clean.pieces import Piece, folded
from dragoman.spans import Span
from dragoman.types import READ_ZONES, Absent, Evidence, Field, Page, Reason, Value, ZoneKind

__all__ = ["publisher_of"]

ENOUGH = 2  # votes that a name needs
DATELINE_VOTE = 2
HOST_VOTE = 2
MASTHEAD_VOTE = 3
MOST = 200  # votes of each kind that are counted

_NAME_WORD = r"[^\W\d_a-z][\w&-]{0,30}(?:\.[\w&-]{1,20}){0,3}"
_NAME = rf"(?P<name>(?:[Tt]he )?{_NAME_WORD}(?:[ ](?:of |the |and |& )?{_NAME_WORD}){{0,4}}?)"
_GENERIC = frozenset(
    ("our", "us", "the", "this", "photo", "getty", "images", "source", "your", "news", "team", "independent")
)


@dataclass(frozen=True, slots=True)
class Vote:
    """A name that the text calls itself by, with its words."""

    name: str
    span: Span
    weight: int
    by: str


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    """The forms of self-reference: what stands before the name, the whole, and the weight."""
    found = []
    for entry in lexicon.load("clean")["self_references"]:
        form = entry["form"]
        pattern = (
            re.escape(form)
            .replace(r"\{name\}", "\0")
            .replace(r"\{year\}", r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?")
        )
        before, after = (f"(?i:{part})" if part else "" for part in pattern.split("\0"))
        start = r"(?<!\w)" if form[0].isalpha() or form.startswith("{") else ""
        name = _NAME if after else _NAME.replace("{0,4}?", "{0,4}")
        found.append((form, re.compile(start + before + name + after + ("" if after else r"(?!\w)")), entry["weight"]))
    return tuple(found)


@cache
def _keys() -> tuple[str, ...]:
    """A piece of each form that a line must hold to be looked at."""
    return tuple(
        max(re.split(r"\{\w+\}", entry["form"]), key=len).strip() for entry in lexicon.load("clean")["self_references"]
    )


def publisher_of(page: Page, document_id: str, text: str, pieces: Sequence[Piece]) -> Field[str]:
    """The name of the publisher, in its usual form; not stated where neither metadata nor text say it.

    Where a name and a longer one that begins with it both stand ("Sputnik", "Sputnik International"), the more used.
    An agency in a dateline counts only where the page's address does not speak against it: papers print agencies.
    """
    kinds = (_self_references(pieces), _agency_votes(page, pieces), _masthead_votes(pieces))
    votes = [vote for votes_of in kinds for vote in islice(votes_of, MOST)]
    fields = [f for f in page.values("publisher") if f.value.strip()]
    if fields:
        return _from_fields(document_id, fields[0].value.strip(), fields[0].source, text, votes)
    tally = _tally(page, votes)
    best = max(tally, key=lambda name: (tally[name], -len(name), name), default=None)
    if best is None or tally[best] < ENOUGH:
        return Absent(Reason.NOT_STATED, "neither metadata nor the text say who issued it")
    rivals = [n for n in tally if n != best and tally[n] == tally[best] and not _same(n, best)]
    if rivals:
        return Absent(Reason.AMBIGUOUS, f"{best} or {', '.join(sorted(rivals))}")
    usual = _usual(best, votes)
    said = [v for v in votes if _same(v.name, best)]
    evidence = tuple(Evidence(document_id, v.span, v.span.of(text), v.by) for v in said)
    return Value(usual, evidence, "how the text speaks of itself")


def _from_fields(document_id: str, name: str, source: str, text: str, votes: Sequence[Vote]) -> Value[str]:
    """The name in the metadata, or the shorter form of it that the text uses of itself."""
    said = [v for v in votes if _same(v.name, name)]
    usual = _usual(name, said) if said else name
    inside = tuple(Evidence(document_id, v.span, v.span.of(text), v.by) for v in said)
    return Value(usual, (Evidence(document_id, None, name, source), *inside))


def _self_references(pieces: Sequence[Piece]) -> Iterator[Vote]:
    for piece in pieces:
        if piece.kind is ZoneKind.RELATED or piece.words > 400:
            continue
        low = piece.folded
        for key, (form, pattern, weight) in zip(_keys(), _forms(), strict=True):
            if key not in low or (piece.kind in READ_ZONES and not _tells_who(form)):
                continue
            match = pattern.search(piece.text)
            if match and not _generic(match["name"]):
                yield _vote(piece, match.span("name"), weight, f"self-reference: {form}")


def _masthead_votes(pieces: Sequence[Piece]) -> Iterator[Vote]:
    """The name on top of the page; in capitals there, it is spelt as the text spells it."""
    for piece in (p for p in pieces if p.by == MASTHEAD):
        pattern = re.compile(rf"(?<!\w){re.escape(piece.text)}(?!\w)", re.IGNORECASE)
        spelt = [(p, m) for p in pieces if p is not piece for m in [pattern.search(p.text)] if m and not m[0].isupper()]
        if piece.text.isupper() and spelt:
            yield _vote(spelt[0][0], spelt[0][1].span(), MASTHEAD_VOTE, MASTHEAD)
        else:
            name = piece.text.title() if piece.text.isupper() else piece.text
            yield Vote(name, piece.span, MASTHEAD_VOTE, MASTHEAD)


def _tells_who(form: str) -> bool:
    """Whether a form may stand in the report itself: "X is live as", "told X's correspondent"."""
    return form.startswith("{name}") or "correspondent" in form


def _vote(piece: Piece, at: tuple[int, int], weight: int, by: str) -> Vote:
    name = piece.text[slice(*at)].rstrip(".,")
    name = name[:-2] if name.endswith(("'s", "’s")) else name
    start = piece.span.start + at[0]
    return Vote(name, Span(start, start + len(name)), weight, by)


def _generic(name: str) -> bool:
    return all(w.strip(".") in _GENERIC for w in folded(name).split())


def _agency_votes(page: Page, pieces: Sequence[Piece]) -> Iterator[Vote]:
    for piece in pieces:
        if piece.by != "shape: agency dateline":
            continue
        head = (
            agency_head(piece.text + " -", first=True)
            if not piece.text.endswith(("-", "–", "—"))
            else agency_head(piece.text, first=True)
        )
        if head and head.agency:
            vote = _vote(piece, (head.agency.start, head.agency.end), DATELINE_VOTE, "agency in the dateline")
            if page.url is None or _of_host(vote.name, page.url):
                yield vote


def _of_host(name: str, url: str) -> bool:
    """Whether the host of a URL is made of this name."""
    parts = url.split("/")
    host = parts[2] if len(parts) > 2 else parts[0]
    letters = "".join(c for c in folded(name) if c.isalnum())
    return bool(letters) and letters in "".join(c for c in host.lower() if c.isalnum())


def _tally(page: Page, votes: Sequence[Vote]) -> dict[str, int]:
    """The votes of each name, with those of its longer and shorter forms; a host made of it counts as well."""
    found = {}
    for name in dict.fromkeys(v.name for v in votes):
        total = sum(v.weight for v in votes if _same(v.name, name))
        found[name] = total + (HOST_VOTE if page.url and _of_host(name, page.url) else 0)
    return found


def _same(one: str, other: str) -> bool:
    """Whether one name begins with the other, article aside, or is its abbreviation."""
    if abbreviates(one, other) or abbreviates(other, one):
        return True
    a, b = (folded(n).removeprefix("the ") for n in (one, other))
    return a == b or a.startswith(b + " ") or b.startswith(a + " ")


def _usual(name: str, votes: Sequence[Vote]) -> str:
    """Of all forms of a name, the one used most; of two used alike, the shorter; no abbreviation beside a name."""
    longer = next((v.name for v in votes if abbreviates(name, v.name)), None)
    if longer is not None:
        return longer
    counts: dict[str, int] = {}
    for vote in votes:
        if _same(vote.name, name) and not abbreviates(vote.name, name):
            counts[vote.name] = counts.get(vote.name, 0) + 1
    return max(counts, key=lambda n: (counts[n], -len(n), n), default=name)
