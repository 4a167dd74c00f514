"""All corpora, how often each is read in an epoch, and the check that no training sentence stands in a dev set."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from train.corpora import attribution, factuality, names, news, own, places, relations, syntax, times
from train.examples import Example, key_of

__all__ = ["CORPORA", "Corpus", "dev_keys", "epoch", "load", "without_dev"]

OWN = Path(__file__).parent / "own"
OWN_TEST = Path(__file__).parent.parent / "evals" / "own"
NEWS = Path(__file__).parent / "news"
NEWS_TEST = Path(__file__).parent.parent / "evals" / "news"
_NEWS = Path("real_news") / "allsides_foreign_policy_fulltext.jsonl.gz"
_SHORT = 24
"""Sentences of fewer letters ("he said") may stand in both: they are no leak."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A data set: how it is read from the data's folder, and how often each of its examples is read in an epoch.

    `since` is the share of the epochs after which it is read at all: what is small and nearest to the product comes in
    the second half.
    """

    read: Callable[[Path], Iterator[Example]]
    often: float
    dev: Callable[[Path], Iterator[Example]] | None = None
    since: float = 0.0


def _cameo(data: Path) -> Iterator[Example]:
    folder = data / "relation_plover"
    for part in ("train", "test"):
        yield from relations.cameo(
            folder / f"cameo_class_{part}_without_heldout.tsv", folder / f"cameo_ner_{part}_without_heldout.txt"
        )


def _plv(data: Path, *, dev: bool) -> Iterator[Example]:
    for example in relations.plv(data / "relation_plover" / "PLV_train.tsv"):
        if (relations.fold_of("".join(example.words)) == 0) is dev:
            yield example


def _places(data: Path, *, dev: bool) -> Iterator[Example]:
    for row in places.rows_of(data / "event_place" / "train.jsonl.gz"):
        if places.is_dev(row["text"]) is dev:
            yield places.example_of(row)


def _fact(name: str, often: float) -> Corpus:
    def read(data: Path, part: str) -> Iterator[Example]:
        return factuality.factuality(data / "factuality" / name / f"{part}.jsonl")

    return Corpus(lambda data: read(data, "train"), often, lambda data: read(data, "dev"))


CORPORA = {
    "polnear": Corpus(
        lambda d: attribution.polnear(d / "attribution_polnear" / "train"),
        1.0,
        lambda d: attribution.polnear(d / "attribution_polnear" / "dev"),
    ),
    "conllpp": Corpus(
        lambda d: names.conll(d / "ner" / "conllpp_train.txt"),
        1.0,
        lambda d: names.conll(d / "ner" / "conllpp_dev.txt"),
    ),
    "crossner": Corpus(
        lambda d: names.crossner(d / "ner" / "crossner_politics_train.txt"),
        2.0,
        lambda d: names.crossner(d / "ner" / "crossner_politics_dev.txt"),
    ),
    "ewt": Corpus(
        lambda d: syntax.ewt(d / "syntax_ud" / "en_ewt-ud-train.conllu.gz"),
        1.0,
        lambda d: syntax.ewt(d / "syntax_ud" / "en_ewt-ud-dev.conllu.gz"),
    ),
    "gum": Corpus(
        lambda d: syntax.gum(d / "syntax_ud" / "gum_train_dev.tar.gz", "train"),
        0.4,
        lambda d: syntax.gum(d / "syntax_ud" / "gum_train_dev.tar.gz", "dev"),
    ),
    "uw": _fact("UW", 1.0),
    "uds": _fact("UDS_IH2", 0.6),
    "cb": _fact("CB", 0.5),
    "mv2": _fact("MV2", 0.5),
    "rp": _fact("RP", 0.5),
    "event_place": Corpus(lambda d: _places(d, dev=False), 0.7, lambda d: _places(d, dev=True)),
    "timebank": Corpus(
        lambda d: times.timebank(d / "timex" / "TBAQ-cleaned.tar.gz", dev=False),
        1.0,
        lambda d: times.timebank(d / "timex" / "TBAQ-cleaned.tar.gz", dev=True),
    ),
    "plv": Corpus(lambda d: _plv(d, dev=False), 2.5, lambda d: _plv(d, dev=True)),
    "cameo": Corpus(_cameo, 1.0),
    "news": Corpus(lambda d: news.news(NEWS, d / _NEWS), 2.5, lambda d: news.news(NEWS_TEST, d / _NEWS), since=0.5),
    "own": Corpus(lambda d: own.own(OWN), 2.0, lambda d: own.own(OWN_TEST), since=0.5),
}


def dev_keys(data: Path) -> set[str]:
    """What makes the sentences of all dev and test sets recognisable, whatever their task."""
    keys: set[str] = set()
    for corpus in CORPORA.values():
        for example in corpus.dev(data) if corpus.dev else ():
            keys.update(key_of(example.words[a:b]) for a, b in example.units())
    return {key for key in keys if len(key) > _SHORT}


def without_dev(example: Example, keys: Collection[str]) -> Iterator[Example]:
    """What is left of an example without the units that stand in a dev set."""
    if len(example.words) == 0:
        return
    units = [unit for unit in example.units() if key_of(example.words[unit[0] : unit[1]]) not in keys]
    start = units[0][0] if units else 0
    for unit, following in pairwise([*units, (-1, -1)]):
        if following[0] != unit[1]:
            yield example.part(start, unit[1])
            start = following[0]


def load(data: Path, names: Collection[str], keys: Collection[str]) -> dict[str, list[Example]]:
    """The training examples of these corpora without the sentences that stand in a dev set; prints what is left out."""
    found = {}
    for name in names:
        every = list(CORPORA[name].read(data))
        found[name] = [part for example in every for part in without_dev(example, keys)]
        words = sum(len(e.words) for e in found[name])
        out = sum(len(e.words) for e in every) - words
        print(f"{name}: {len(found[name])} examples, {words} words; {out} words left out: they stand in a dev set")
    return found


def epoch(found: dict[str, list[Example]], rng: random.Random, *, rehearsed: float = 1.0) -> Iterator[Example]:
    """The examples of one epoch: each corpus as often as it says, the rest of a fraction drawn anew.

    `rehearsed` is the share of that for the corpora that are read from the start.
    """
    for name, examples in found.items():
        whole, part = divmod(CORPORA[name].often * (1.0 if CORPORA[name].since else rehearsed), 1)
        for _ in range(int(whole)):
            yield from examples
        yield from rng.sample(examples, int(part * len(examples)))
