"""links: who and what the names of whole texts are: raw text in, through the product, against GUM's annotation.

DATA is GUM's archive or a folder of .conllu files with entities. Scored are the mentions of persons, organisations and
places, given; texts of forums, whose words GUM withholds, are left out. `accuracy` is over all mentions whose article
is known: the one that the product says must have that title among the names it knows for it; a title that says its
region after a comma counts without. `answered` is the share it says anything of, `precision` how much of that is
right. `b3_f1` and `conll_f1` are over all mentions, as clusters; a mention that resolves to nobody stands alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dragoman.errors import ReadError
from dragoman.ground.identities import names_of
from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.types import Identity, Place, Record, value_of
from evals.clusters import Agreement, b_cubed, ceaf_e, muc
from evals.metrics import Scored, rounded
from train.corpora.gum import GumDocument, GumMention, documents_in

__all__ = ["score"]

_KINDS = ("person", "organization", "place")
_NONE = Agreement(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Said:
    """What the product makes of one mention: its cluster, if any, and its identity, if any."""

    cluster: str | None
    identity: Identity | None


def score(path: Path, *, part: str = "all") -> Scored:
    """Accuracy of identities, and agreement of clusters; the prediction of each mention."""
    counts: Counter[str] = Counter()
    agreements = [_NONE, _NONE, _NONE]
    lines: list[dict[str, Any]] = []
    for document in documents_in(path, part=part):
        mentions = [m for m in document.mentions if m.kind in _KINDS]
        if not mentions or document.text.count("___") > 20:
            continue
        said = said_of(document, mentions)
        for mention, one in zip(mentions, said, strict=True):
            counts.update(outcome(mention, one))
            lines.append(_line(document, mention, one))
        true = {number: m.group for number, m in enumerate(mentions)}
        ours = {number: one.cluster or f"alone:{number}" for number, one in enumerate(said)}
        agreements = [a + measure(true, ours) for a, measure in zip(agreements, (muc, b_cubed, ceaf_e), strict=True)]
    linked = counts["linked"]
    scores = {
        "n": linked,
        "accuracy": counts["right"] / linked if linked else 0.0,
        "answered": counts["answered"] / linked if linked else 0.0,
        "precision": counts["right"] / counts["answered"] if counts["answered"] else 0.0,
        "mentions": counts["all"],
        "b3_f1": agreements[1].f1,
        "b3_precision": agreements[1].precision,
        "b3_recall": agreements[1].recall,
        "conll_f1": sum(a.f1 for a in agreements) / 3,
    }
    return rounded(scores), lines


def outcome(mention: GumMention, said: Said) -> list[str]:
    """What counts for one mention."""
    if not mention.identity:
        return ["all"]
    right = said.identity is not None and is_title(mention.identity, said.identity)
    return ["all", "linked", *(["answered"] if said.identity else []), *(["right"] if right else [])]


def is_title(title: str, identity: Identity) -> bool:
    """Whether the title of an article is one of the names that the product knows for an identity."""
    wanted = {_plain(form) for form in (title, title.split("%2C")[0])}
    return not wanted.isdisjoint(_plain(name) for name in names_of(identity))


def _plain(name: str) -> str:
    """A title or name without what only tells articles apart: "United_States_Congress", "US Congress"."""
    words = unquote(name).replace("_", " ").split(" (")[0].casefold().split()
    return " ".join("united states" if word in ("us", "u.s.") else word for word in words)


def said_of(document: GumDocument, mentions: Sequence[GumMention]) -> list[Said]:
    """What the product makes of each mention: the smallest of its own that holds the head's last word."""
    try:
        record = record_of(page_from_bytes(document.text.encode("utf-8"), name=f"{document.name}.txt"))
    except ReadError:
        return [Said(None, None) for _ in mentions]
    found = _resolved(record)
    starts = [span.start for span, _ in found]
    return [_at(mention, found, starts) for mention in mentions]


def _resolved(record: Record) -> list[tuple[Span, Said]]:
    """The spans of the page's text that are somebody or some place, in order."""
    known = [(Said(a.actor_id, value_of(a.identity)), a.mentions) for a in record.actors]
    known += [(Said(f"place:{p.name}", _identity(value_of(p.place))), p.mentions) for p in record.places]
    placed = ((record.document.to_page.to_origin(span), said) for said, spans in known for span in spans)
    return sorted(((span, said) for span, said in placed if span), key=lambda pair: (pair[0], pair[1].cluster or ""))


def _identity(place: Place | None) -> Identity | None:
    return Identity(place.source_id, place.name) if place else None


def _at(mention: GumMention, found: Sequence[tuple[Span, Said]], starts: Sequence[int]) -> Said:
    near = found[max(0, bisect_right(starts, mention.head_start) - 20) : bisect_right(starts, mention.head_end - 1)]
    whole = Span(mention.start, mention.end)
    inside = [
        pair
        for pair in near
        if pair[0].start <= mention.head_end - 1 < pair[0].end and (whole.contains(pair[0]) or pair[0].contains(whole))
    ]
    return min(inside, key=lambda pair: len(pair[0]))[1] if inside else Said(None, None)


def _line(document: GumDocument, mention: GumMention, said: Said) -> dict[str, Any]:
    return {
        "document": document.name,
        "start": mention.start,
        "end": mention.end,
        "cluster": said.cluster,
        "identity": said.identity.identity_id if said.identity else None,
        "name": said.identity.name if said.identity else None,
    }
