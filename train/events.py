"""The weights by which two events, and two documents, are one occurrence; fitted to ECB+'s training topics.

    fit      to all training topics, and write `src/dragoman/data/event_pairs.json`
    cross    scores of thirds of the training topics by weights of the others, with true topics for the events

Logistic models, which need scikit-learn only here. Pairs of events are those of one topic, from sentences in which
something is tied: in the others nobody looked. A pair weighs less the more events its topic has.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from dragoman.merge.same_event.documents import (
    DOCUMENT_FEATURES,
    DocumentFeatures,
    document_values,
    topics_of_likeness,
)
from dragoman.merge.same_event.features import EventFeatures, Floats
from dragoman.merge.same_event.pairs import FEATURES, Model, values_of
from dragoman.merge.stories import likeness_of
from dragoman.merge.stories.partition import partition
from evals.clusters import b_cubed, conll_f1
from evals.coreference import tied_events
from evals.editions import confused_share
from evals.event_reading import document_features, event_features, readings_of
from train.corpora.ecb import EcbDocument, documents_in

__all__ = ["cross", "fit"]

ARCHIVE = "event_coref_ecbplus/topics_1-35.tar.gz"
TARGET = Path("src/dragoman/data/event_pairs.json")
FOLDS = 3
OTHER_TOPIC = 0.05
"""What two documents of different topics weigh in the fit: most are easily told apart, and there are many."""

CONFUSED = 0.5
"""How much a share of confused pairs counts against B-cubed where the threshold of documents is chosen."""

STEPS = [round(0.2 + 0.025 * n, 3) for n in range(24)]
"""The mean likenesses that are tried as thresholds."""


@dataclass(frozen=True)
class Events:
    """Pairs of events of one topic: `values` and whether they are one, `weights` and which two; all in one order."""

    events: Sequence[EventFeatures]
    topic: Sequence[str]
    true: Sequence[str]
    pairs: Sequence[tuple[int, int]]
    values: Floats


@dataclass(frozen=True)
class Texts:
    """Pairs of documents and their values."""

    documents: Sequence[EcbDocument]
    pairs: Sequence[tuple[int, int]]
    values: Floats


def fit(data: Path, *, target: Path = TARGET) -> dict[str, Any]:
    """Fit to the training topics, thresholds from cross-validation; write the weights and give the thresholds back."""
    events, texts = _material(data)
    chosen = _crossed(events, texts)
    models = {"events": _event_model(events, chosen["together"]), "documents": _text_model(texts, chosen["documents"])}
    table = {
        "source": "training topics of ECB+, by python -m train events",
        **_table(models["events"]),
        "documents": _table(models["documents"]),
    }
    target.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return chosen


def cross(data: Path) -> dict[str, Any]:
    """Mean scores of the topics left out, at the thresholds that are best over all folds."""
    return _crossed(*_material(data))


def _table(model: Model) -> dict[str, Any]:
    return {"weights": dict(model.weights), "bias": model.bias, "together": model.together}


def _material(data: Path) -> tuple[Events, Texts]:
    documents = documents_in(data / ARCHIVE, part="train")
    tied = tied_events(documents)
    true = {f"{d.name}:{m.mention_id}": m.cluster for d in documents for m in d.events}
    subtopic = {d.name: d.subtopic for d in documents}
    events: list[EventFeatures] = []
    signatures: list[DocumentFeatures] = []
    for read in readings_of(documents):
        signatures.append(document_features(read))
        events += [event for event in event_features(read) if event.event_id in tied]
    topic = [subtopic[event.document_id] for event in events]
    pairs = _pairs_within(topic)
    values = np.array([values_of(events[a], events[b]) for a, b in pairs], dtype=np.float32)
    compared = document_values(signatures)
    texts = Texts(documents, list(compared), np.array(list(compared.values()), dtype=np.float32))
    return Events(events, topic, [true[event.event_id] for event in events], pairs, values), texts


def _pairs_within(groups: Sequence[str]) -> list[tuple[int, int]]:
    by_group: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        by_group.setdefault(group, []).append(index)
    return [pair for members in by_group.values() for pair in combinations(members, 2)]


def _model(names: Sequence[str], values: Floats, same: Sequence[bool], weights: Sequence[float]) -> Model:
    """A logistic model, its weights for values as they are, to four places."""
    scaler = StandardScaler().fit(values)
    fitted = LogisticRegression(max_iter=1000).fit(scaler.transform(values), same, sample_weight=weights)
    by_value = fitted.coef_[0] / scaler.scale_
    bias = float(fitted.intercept_[0] - by_value @ scaler.mean_)
    return Model({n: round(float(w), 4) for n, w in zip(names, by_value, strict=True)}, round(bias, 4), 0.0)


def _likeness(model: Model, names: Sequence[str], values: Floats) -> list[float]:
    weights = np.array([model.weights[name] for name in names])
    return [likeness_of(float(total)) for total in values @ weights + model.bias]


def _event_model(of: Events, together: float, kept: Callable[[int], bool] = lambda _: True) -> Model:
    rows = [n for n, (a, _) in enumerate(of.pairs) if kept(a)]
    sizes = Counter(of.topic)
    same = [of.true[a] == of.true[b] for a, b in (of.pairs[n] for n in rows)]
    weights = [1 / sizes[of.topic[of.pairs[n][0]]] ** 0.5 for n in rows]
    scale = sum(weights) / len(weights)
    model = _model(FEATURES, of.values[rows], same, [w / scale for w in weights])
    return Model(model.weights, model.bias, together)


def _text_model(of: Texts, together: float, kept: Callable[[int], bool] = lambda _: True) -> Model:
    rows = [n for n, (a, b) in enumerate(of.pairs) if kept(a) and kept(b)]
    two = [(of.documents[a], of.documents[b]) for a, b in (of.pairs[n] for n in rows)]
    weights = [1.0 if one.topic == other.topic else OTHER_TOPIC for one, other in two]
    model = _model(DOCUMENT_FEATURES, of.values[rows], [a.subtopic == b.subtopic for a, b in two], weights)
    return Model(model.weights, model.bias, together)


def _crossed(events: Events, texts: Texts) -> dict[str, Any]:
    """The best thresholds over folds of topics, and the mean scores there."""
    topics = sorted({d.topic for d in texts.documents}, key=int)
    by_events: dict[float, list[float]] = {step: [] for step in STEPS}
    by_texts: dict[float, list[tuple[float, float]]] = {step: [] for step in STEPS}
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        for step, score in _events_held(events, held).items():
            by_events[step].append(score)
        for step, scores in _texts_held(texts, held).items():
            by_texts[step].append(scores)
    best = max(STEPS, key=lambda step: sum(by_events[step]))
    best_text = max(STEPS, key=lambda step: sum(b3 - CONFUSED * confused for b3, confused in by_texts[step]))
    b3, confused = (sum(each) / FOLDS for each in zip(*by_texts[best_text], strict=True))
    return {
        "together": best,
        "conll_f1": round(sum(by_events[best]) / FOLDS, 4),
        "documents": best_text,
        "b3_f1": round(b3, 4),
        "confused_share": round(confused, 4),
    }


def _events_held(of: Events, held: set[str]) -> dict[float, float]:
    """CoNLL F1 at each threshold for the topics held out, by a model of the others, with true topics."""
    is_held = [event.document_id.split("_")[0] in held for event in of.events]
    model = _event_model(of, 0.0, lambda event: not is_held[event])
    rows = [n for n, (a, _) in enumerate(of.pairs) if is_held[a]]
    likeness = _likeness(model, FEATURES, of.values[rows])
    ids = {a: of.events[a].event_id for a, is_in in enumerate(is_held) if is_in}
    links = {(ids[of.pairs[n][0]], ids[of.pairs[n][1]]): p for n, p in zip(rows, likeness, strict=True) if p >= 0.02}
    true = {ids[a]: of.true[a] for a in ids}
    found = {}
    for step in STEPS:
        said = {e: group[0] for group in partition(ids.values(), links, together=step) for e in group}
        found[step] = conll_f1(true, said)
    return found


def _texts_held(of: Texts, held: set[str]) -> dict[float, tuple[float, float]]:
    """B-cubed and the share confused at each threshold for the topics held out, by a model of the others."""
    inside = [n for n, d in enumerate(of.documents) if d.topic in held]
    place = {n: k for k, n in enumerate(inside)}
    model = _text_model(of, 0.0, lambda n: n not in place)
    rows = [n for n, (a, b) in enumerate(of.pairs) if a in place and b in place]
    likeness = np.eye(len(inside))
    for n, p in zip(rows, _likeness(model, DOCUMENT_FEATURES, of.values[rows]), strict=True):
        a, b = place[of.pairs[n][0]], place[of.pairs[n][1]]
        likeness[a, b] = likeness[b, a] = p
    documents = [of.documents[n] for n in inside]
    true = {d.name: d.subtopic for d in documents}
    found = {}
    for step in STEPS:
        topics = topics_of_likeness([d.name for d in documents], likeness, together=step)
        said = {name: names[0] for names in topics for name in names}
        found[step] = (b_cubed(true, said).f1, confused_share(documents, said))
    return found
