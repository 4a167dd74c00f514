"""The weights with which pronouns go to people, fitted to GUM; cross-validated by document.

Needs scikit-learn, which is never needed to use them. `--cross` prints how often the pronouns of texts that were left
out are right, wrong and left alone at several thresholds.
"""

from __future__ import annotations

import json
import zlib
from bisect import insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dragoman.clean import clean
from dragoman.errors import ReadError
from dragoman.ground.actors.people import Person, people_of
from dragoman.ground.actors.pronouns import GENDERS, Candidate, candidates_of, choice
from dragoman.models import Encoder
from dragoman.read import page_from_bytes
from dragoman.types import Mention, MentionKind
from dragoman.understand import understand
from train.corpora.gum import GumDocument, documents_in

__all__ = ["cross", "fit"]

ARCHIVE = "syntax_ud/gum_train_dev.tar.gz"
TARGET = Path("src/dragoman/data/pronouns.json")
SURE = 0.75
FOLDS = 5
ROUNDS = 4
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
Weights = Mapping[str, float]
SPOKEN = ("conversation", "vlog", "podcast", "reddit")
"""Genres whose pronouns are not those of news."""


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun, its candidates, and which of them is right: an index, or None. `chosen` is what was said."""

    candidates: Sequence[Candidate]
    right: int | None
    chosen: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the product reads it: mentions, people by their mentions, and the true entity of each place in it."""

    name: str
    text: str
    mentions: tuple[Mention, ...]
    order: tuple[tuple[Mention, Person], ...]
    groups: Mapping[int, str]
    people: Mapping[int, str]

    def cases(self, weights: Weights | None, sure: float) -> list[Case]:
        """The pronouns in order, each seen after those before it were resolved, by these weights or in truth."""
        order, found = list(self.order), list[Case]()
        genders = {id(person): person.gender for _, person in order}
        for mention in self.mentions:
            group = self.groups.get(mention.span.end - 1)
            if mention.kind is not MentionKind.PRONOUN or mention.name not in GENDERS or group is None:
                continue
            candidates = candidates_of(self.text, mention, order, genders)
            right = next((n for n, c in enumerate(candidates) if self.people.get(id(c.person)) == group), None)
            chosen = right if weights is None else choice(candidates, weights, sure)
            found.append(Case(candidates, right, chosen))
            if chosen is not None:
                person = candidates[chosen].person
                genders[id(person)] = GENDERS[mention.name]
                insort(order, (mention, person), key=lambda pair: pair[0].span.start)
        return found


def texts_in(archive: Path) -> list[Text]:
    """The texts of GUM as the product reads them; without those it cannot read."""
    wanted = (d for d in documents_in(archive) if d.name.split("_")[1] not in SPOKEN)
    return [text for text in map(_text, wanted) if text]


def _text(gum: GumDocument) -> Text | None:
    try:
        document = clean(page_from_bytes(gum.text.encode("utf-8"), name=f"{gum.name}.txt"))
    except ReadError:
        return None
    mentions = understand(document, Encoder.load()).mentions
    named = [m for m in mentions if m.kind is MentionKind.PERSON]
    _, who = people_of(named)
    order = sorted(((named[n], who[n]) for n in who), key=lambda pair: pair[0].span.start)
    true = {m.head_end - 1: m.group for m in gum.mentions}
    groups, votes = dict[int, str](), dict[int, Counter[str]]()
    for mention in mentions:
        origin = document.to_page.to_origin(mention.span)
        group = true.get(origin.end - 1) if origin else None
        if group:
            groups[mention.span.end - 1] = group
    for mention, person in order:
        group = groups.get(mention.span.end - 1)
        votes.setdefault(id(person), Counter()).update([group] if group else [])
    people = {key: counted.most_common(1)[0][0] for key, counted in votes.items() if counted}
    return Text(gum.name, document.text, mentions, tuple(order), groups, people)


def trained(texts: Sequence[Text]) -> Weights:
    """Weights from what they themselves lead to: the pronouns before are first resolved in truth, then by them."""
    weights = None
    for _ in range(ROUNDS):
        weights = _weights([case for text in texts for case in text.cases(weights, SURE)])
    assert weights is not None
    return weights


def _weights(cases: Sequence[Case]) -> Weights:
    """Logistic weights by feature, from every candidate of every case."""
    rows = [(c.features, float(n == case.right)) for case in cases for n, c in enumerate(case.candidates)]
    names = sorted(rows[0][0])
    x = np.array([[features[name] for name in names] for features, _ in rows])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=2000).fit(x, np.array([label for _, label in rows]))
    return {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}


def cross(data: Path) -> list[dict[str, Any]]:
    """Right, wrong and left alone at several thresholds, each text judged by weights of the others."""
    texts = texts_in(data / ARCHIVE)
    folds = [[t for t in texts if zlib.crc32(t.name.encode()) % FOLDS == fold] for fold in range(FOLDS)]
    judged = [(held, trained([t for fold in folds if fold is not held for t in fold])) for held in folds]
    lines = []
    for sure in THRESHOLDS:
        cases = [case for held, weights in judged for text in held for case in text.cases(weights, sure)]
        right = sum(case.chosen is not None and case.chosen == case.right for case in cases)
        wrong = sum(case.chosen is not None and case.chosen != case.right for case in cases)
        share = round(right / (right + wrong), 3) if right + wrong else 0.0
        lines.append({"sure": sure, "n": len(cases), "right": right, "wrong": wrong, "precision": share})
    return lines


def fit(data: Path, *, target: Path = TARGET) -> Weights:
    """Fit to all of GUM in the folder of the data sets and write the weights; gives them back."""
    weights = trained(texts_in(data / ARCHIVE))
    made = {"source": "GUM, by python -m train pronouns", "sure": SURE, "weights": weights}
    target.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", "utf-8")
    return weights
