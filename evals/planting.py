"""Copies planted into real coverage, with the truth by construction: one seed, one planting.

An article is its paragraphs, title, outlet and day. Each kind of copy changes one as a desk might; each kind of
look-alike shares something that makes no copy.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["COPIED", "Article", "Pair", "alike", "overlap", "plant"]

_CASES = Path(__file__).parent / "cases" / "copies.yaml"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_CLAUSE = re.compile(r", (?:which|who|where|while|although)\b[^,.;“”\"]{5,80},")
_RUN = 5
UNRELATED = 0.02
RELATED = 0.1
"""Of the word runs of the shorter of two articles, at least so many in the other: they overlap by themselves."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what its page says of it. `day` is None where it is undated.

    `made_from` is the id of the article that a planted one was made from, "" for a real one.
    """

    article_id: str
    outlet: str
    title: str
    day: date | None
    topic: str
    paragraphs: tuple[str, ...]
    made_from: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, with an empty line between them."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles and whether one is made from the other: `kind` says how, `one` is the source."""

    kind: str
    one: str
    other: str
    copy: bool


def plant(articles: Sequence[Article], *, seed: int, each: int) -> tuple[list[Article], list[Pair]]:
    """What to compare, and the pairs whose truth is known, `each` of a kind.

    Copies are beside their sources. What shares only a quotation or a footer stands in place of its source.
    """
    chance = random.Random(seed)
    fit = [a for a in articles if len(a.paragraphs) >= 8 and 250 <= len(a.text.split()) <= 2500]
    chance.shuffle(fit)
    copies: list[Article] = []
    pairs: list[Pair] = []
    for kind, change in COPIED.items():
        for source in _taken(fit, each):
            copies.append(_issued(change(source, chance), kind, chance))
            pairs.append(Pair(kind, source.article_id, copies[-1].article_id, True))
    planted: list[Article] = []
    for plant_some in (_quotations, _footers):
        some, of = plant_some(fit, chance, each)
        planted.extend(some)
        pairs.extend(of)
    replaced = {article.made_from for article in planted}
    kept = [article for article in articles if article.article_id not in replaced]
    return kept + copies + planted, pairs + _same_story(kept, chance, each)


def alike(one: Article, other: Article) -> bool:
    """Whether two articles share so many runs of words that one may be a copy of the other, or of a third."""
    return overlap(one.text, other.text) >= RELATED


def overlap(one: str, other: str) -> float:
    """The share of the runs of five words of the text with fewer that the other has too; 0 where there are none."""
    few, many = sorted((_runs(one), _runs(other)), key=len)
    return len(few & many) / len(few) if few else 0.0


@cache
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(words[shift:] for shift in range(_RUN)), strict=False))


@cache
def _cases() -> dict[str, Any]:
    cases: dict[str, Any] = yaml.safe_load(_CASES.read_text("utf-8"))
    return cases


def _taken(fit: list[Article], count: int) -> list[Article]:
    """So many that have not been taken yet."""
    taken, fit[:] = fit[:count], fit[count:]
    return taken


def _issued(article: Article, kind: str, chance: random.Random) -> Article:
    """The copy as another outlet has it: a headline of its own, a day later, and the boilerplate of that outlet."""
    day = article.day + timedelta(days=1) if article.day else None
    number = chance.randrange(len(_cases()["footers"]))
    paragraphs = article.paragraphs if kind in _BARE else _framed(article.paragraphs, number)
    return replace(
        _planted(article, kind, paragraphs),
        outlet=f"Planted Courier {number}",
        title=chance.choice(_cases()["headlines"]),
        day=day,
    )


def _planted(article: Article, kind: str, paragraphs: Sequence[str]) -> Article:
    made = f"{kind}-{article.article_id}"
    return replace(article, article_id=made, paragraphs=tuple(paragraphs), made_from=article.article_id)


def _framed(paragraphs: Sequence[str], number: int) -> tuple[str, ...]:
    """The boilerplate of a publisher before and after paragraphs."""
    headers, footers = _cases()["headers"], _cases()["footers"]
    header = headers[number % len(headers)].strip().split("\n")
    return (*header, *paragraphs, " ".join(footers[number].split("\n")).strip())


# --- copies ----------------------------------------------------------------------------------------


def _whole(article: Article, chance: random.Random) -> Article:
    return article


def _shortened(article: Article, chance: random.Random) -> Article:
    kept = round(len(article.paragraphs) * chance.uniform(0.3, 0.6))
    return replace(article, paragraphs=article.paragraphs[:kept])


def _excerpt(article: Article, chance: random.Random) -> Article:
    """Three to six paragraphs on end, and more where they are short, below a sentence of the copying outlet's own."""
    first = chance.randrange(1, len(article.paragraphs) // 2)
    last = first + chance.randint(3, 6)
    while last < len(article.paragraphs) and len(" ".join(article.paragraphs[first:last]).split()) < 80:
        last += 1
    return replace(article, paragraphs=(chance.choice(_cases()["intros"]), *article.paragraphs[first:last]))


def _reordered(article: Article, chance: random.Random) -> Article:
    order = list(article.paragraphs)
    chance.shuffle(order)
    return replace(article, paragraphs=tuple(order))


def _edited(article: Article, chance: random.Random) -> Article:
    """Words changed as a desk does, clauses and sentences left out, sentences put in, the outlet renamed."""
    paragraphs = []
    for paragraph in article.paragraphs:
        sentences = [s for s in _SENTENCE.split(paragraph) if chance.random() > 0.1]
        changed = " ".join(_CLAUSE.sub("", _swapped(s, chance)) for s in sentences)
        if chance.random() < 0.2:
            changed = f"{changed} {chance.choice(_cases()['inserted'])}".strip()
        if changed:
            paragraphs.append(changed.replace(article.outlet.split(" (")[0], "our newspaper"))
    return replace(article, paragraphs=tuple(paragraphs))


def _swapped(sentence: str, chance: random.Random) -> str:
    for one, other in _cases()["swaps"]:
        old, new = (one, other) if re.search(rf"\b{re.escape(one)}(?!\w)", sentence) else (other, one)
        if chance.random() < 0.7:
            sentence = re.sub(rf"\b{re.escape(old)}(?!\w)", new, sentence)
    return sentence


def _all_at_once(article: Article, chance: random.Random) -> Article:
    return _edited(_shortened(article, chance), chance)


Change = Callable[[Article, random.Random], Article]
COPIED: dict[str, Change] = {
    "whole": _whole,
    "shortened": _shortened,
    "excerpt": _excerpt,
    "reordered": _reordered,
    "edited": _edited,
    "framed": _whole,
    "all": _all_at_once,
}
"""How copies are made, by kind; those of the last two kinds stand between the boilerplate of their publisher."""

_BARE = frozenset(COPIED) - {"framed", "all"}


# --- what is no copy -------------------------------------------------------------------------------


def _quotations(fit: list[Article], chance: random.Random, each: int) -> tuple[list[Article], list[Pair]]:
    """Short articles on different things in which the same long quotation stands, said by the same speaker."""
    made, pairs = [], []
    for one, other, third in zip(*(_taken(fit, each) for _ in range(3)), strict=False):
        if overlap(one.text, other.text) >= UNRELATED:
            continue
        words = re.sub(r"[“”\"]", "", " ".join(third.paragraphs[2:6])).split()[: chance.randint(40, 90)]
        quotation = f"“{' '.join(words).rstrip('.,')},” the speaker of the house {chance.choice(('said', 'told us'))}."
        both = [_holding(article, quotation, chance) for article in (one, other)]
        made.extend(both)
        pairs.append(Pair("quotation", both[0].article_id, both[1].article_id, False))
    return made, pairs


def _holding(article: Article, quotation: str, chance: random.Random) -> Article:
    kept = list(article.paragraphs[: chance.randint(4, 8)])
    kept.insert(chance.randint(1, 3), quotation)
    return replace(_planted(article, "quotation", kept), outlet=f"Planted Herald {chance.randrange(40)}")


def _footers(fit: list[Article], chance: random.Random, each: int) -> tuple[list[Article], list[Pair]]:
    """Short articles of one publisher below which its footer stands, in pairs that share nothing else."""
    made, pairs = [], []
    footers = _cases()["footers"]
    for number, (one, other) in enumerate(zip(_taken(fit, each), _taken(fit, each), strict=False)):
        if overlap(one.text, other.text) >= UNRELATED:
            continue
        footer = " ".join(footers[number % len(footers)].split("\n")).strip()
        both = [
            replace(
                _planted(article, "footer", (*article.paragraphs[: chance.randint(3, 6)], footer)),
                outlet=f"Planted Tribune {number % len(footers)}",
            )
            for article in (one, other)
        ]
        made.extend(both)
        pairs.append(Pair("footer", both[0].article_id, both[1].article_id, False))
    return made, pairs


def _same_story(articles: Sequence[Article], chance: random.Random, each: int) -> list[Pair]:
    """Real articles of different outlets, of the same topic and day with like titles, that do not overlap much."""
    by_day: dict[tuple[str, date], list[Article]] = {}
    for article in articles:
        if article.day:
            by_day.setdefault((article.topic, article.day), []).append(article)
    found = [
        Pair("story", one.article_id, other.article_id, False)
        for of in by_day.values()
        for number, one in enumerate(of)
        for other in of[:number]
        if one.outlet != other.outlet and _like_titles(one, other) and not alike(one, other)
    ]
    return chance.sample(found, min(each, len(found)))


def _like_titles(one: Article, other: Article) -> bool:
    """Three words of four letters or more in both."""
    left, right = ({w for w in re.findall(r"\w+", a.title.lower()) if len(w) > 3} for a in (one, other))
    return len(left & right) >= 3
