"""places: where the toponyms of news are, and which the product finds itself.

DATA is the XML of LGL or its likes (see `evals.toponyms`). Every gold toponym that has coordinates counts; the gold
spans are given. acc161 is the share whose likeliest candidate lies within 161 km. country_accuracy is the share whose
country is right, of those whose country is stated or that have a populated place within 161 km, whose country counts
then; so it does for a candidate without a country. places_told are those that a record would name; told_acc161 is the
share of these within 161 km. end_to_end_f1 is of the places that the product finds in the raw text: one is right when
its span overlaps a gold span and it lies within 161 km of it; each pairs with one at most.

The shipped ranker was fitted to LGL and GWN: on these two files `python -m train places --cross` has the scores of
documents left out, and this command those of documents seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.clean import clean
from dragoman.errors import ReadError
from dragoman.ground.places import Resolution, rank_places
from dragoman.ground.places.candidates import Candidate
from dragoman.ground.places.ranker import Ranker
from dragoman.models import Encoder
from dragoman.read import page_from_bytes
from dragoman.spans import Span
from dragoman.types import Document, MentionKind, Place
from dragoman.understand import understand
from evals.attribution_document import file_positions, in_file
from evals.metrics import Counts, Scored, rounded
from evals.toponyms import NEAR_KM, Article, Countries, Toponym, articles_of, kilometres

__all__ = ["score", "scores_of"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a gold toponym: the likeliest candidate, None for none, and whether a record would name it."""

    article: Article
    toponym: Toponym
    best: Candidate | None
    told: bool


def score(path: Path) -> Scored:
    """The scores of a file by the shipped ranker, and the answer to each gold toponym."""
    shipped = Ranker.load()
    return scores_of(list(articles_of(path)), Countries(), lambda _: shipped)


def scores_of(
    articles: Sequence[Article], countries: Countries, ranker_of: Callable[[int], Ranker], *, end_to_end: bool = True
) -> Scored:
    """The scores of some articles, each by the ranker of its number."""
    answers = [a for n, article in enumerate(articles) for a in _answers(article, ranker_of(n))]
    near = [_near(a.best, a.toponym) for a in answers]
    told = [right for a, right in zip(answers, near, strict=True) if a.told]
    known = [(a, true) for a in answers if (true := _country(a.toponym, countries))]
    scores = {
        "n": len(answers),
        "articles": len(articles),
        "acc161": _share(sum(near), len(answers)),
        "country_accuracy": _share(sum(_country_of(a.best, countries) == true for a, true in known), len(known)),
        "countries": len(known),
        "places_told": len(told),
        "told_acc161": _share(sum(told), len(told)),
    }
    if end_to_end:
        counts = sum((_found(article, ranker_of(n)) for n, article in enumerate(articles)), Counts())
        scores |= {
            "end_to_end_f1": counts.f1,
            "end_to_end_precision": counts.precision,
            "end_to_end_recall": counts.recall,
        }
    return rounded(scores), [_line(answer) for answer in answers]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _answers(article: Article, ranker: Ranker) -> list[Answer]:
    names = {t.span: t.span.of(article.text) for t in article.toponyms if t.span}
    ranked = rank_places(article.text, names, publisher=article.publisher, ranker=ranker)
    found = []
    for toponym in article.toponyms:
        one = ranked[toponym.span] if toponym.span else None
        found.append(Answer(article, toponym, one.best if one else None, bool(one) and _is_told(one)))
    return found


def _is_told(one: Resolution | None) -> bool:
    return one is not None and isinstance(one.place(), Place)


def _near(best: Candidate | None, toponym: Toponym) -> bool:
    if best is None:
        return False
    return kilometres((best.latitude, best.longitude), (toponym.latitude, toponym.longitude)) <= NEAR_KM


def _country(toponym: Toponym, countries: Countries) -> str | None:
    return toponym.country or countries.at(toponym.latitude, toponym.longitude)


def _country_of(best: Candidate | None, countries: Countries) -> str | None:
    if best is None:
        return None
    return best.country or countries.at(best.latitude, best.longitude)


def _line(answer: Answer) -> dict[str, Any]:
    best, span = answer.best, answer.toponym.span
    return {
        "document": answer.article.name,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "latitude": best.latitude if best else None,
        "longitude": best.longitude if best else None,
        "country": best.country if best else None,
    }


# --- end to end ----------------------------------------------------------------------------------


def _found(article: Article, ranker: Ranker) -> Counts:
    """The counts of one article: places that the product finds, against gold."""
    names = dict(places_in(article.text))
    ranked = rank_places(article.text, names, publisher=article.publisher, ranker=ranker)
    said = [(span, one.best) for span, one in ranked.items() if one.best]
    free, right = dict(enumerate(article.toponyms)), 0
    for span, best in said:
        match = next((n for n, t in free.items() if t.span and t.span.overlaps(span) and _near(best, t)), None)
        if match is not None:
            del free[match]
            right += 1
    return Counts(right, len(article.toponyms), len(said))


@cache
def places_in(text: str) -> tuple[tuple[Span, str], ...]:
    """What the product reads as places in a text, with their names; nothing in a text that it cannot read."""
    try:
        page = page_from_bytes(text.encode("utf-8"), name="article.txt")
    except ReadError:
        return ()
    document: Document = clean(page)
    kept = file_positions(text, page.text)
    mentions = understand(document, Encoder.load()).mentions
    found = ((in_file(document, kept, (m.span,)), m.name) for m in mentions if m.kind is MentionKind.PLACE)
    return tuple((Span(*ranges[0]), name) for ranges, name in found if ranges)
