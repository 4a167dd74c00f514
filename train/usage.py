"""The weights that tell a place from who acts there, fitted to GeoWebNews; cross-validated by document.

    python -m train usage           fit on all documents, and write `src/dragoman/data/place_usage.json`
    python -m train usage --cross   print the scores of documents that were left out of the fit, as one line of JSON

Needs scikit-learn, which is never needed to use them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.understand.place_usage import Floats, Weights, features_of
from evals.metonymy import TextRead, read, scores_of, texts_of

__all__ = ["cross", "fit", "train"]

TARGET = Path("src/dragoman/data/place_usage.json")
FOLDER = "toponyms/GeoWebNews"
FOLDS = 5
LEAST = 3
"""How often a feature must occur to get a weight."""
STRENGTH = 0.2
SCALE = 0.15
"""What a column of the encoder's reading counts beside a feature that is there or not."""


def train(texts: Sequence[TextRead]) -> Weights:
    """The weights fitted to some texts."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [features_of(t.text, one.span, t.signals) for t in texts for one in t.toponyms]
    truth = [one.usage == "literal" for t in texts for one in t.toponyms]
    seen = Counter(name for row in rows for name in set(row))
    kept = [{name: 1.0 for name in row if seen[name] >= LEAST} for row in rows]
    readings, middle, width = _on_one_scale([r for t in texts for r in t.readings])
    names = DictVectorizer(sparse=False)
    model = LogisticRegression(C=STRENGTH, max_iter=3_000)
    model.fit(np.concatenate([names.fit_transform(kept), readings * SCALE], axis=1), truth)
    found = names.get_feature_names_out()
    weights, columns = model.coef_[0][: len(found)], model.coef_[0][len(found) :] * SCALE / width
    constant = float(model.intercept_[0])
    pairs = sorted((str(name), round(float(w), 3)) for name, w in zip(found, weights, strict=True))
    return Weights(
        features={name: w for name, w in pairs if w},
        columns=np.array([float(f"{w:.3e}") for w in columns]),
        heard=round(constant - float(middle @ columns), 4),
        unheard=round(constant, 4),
    )


def _on_one_scale(readings: Sequence[Floats | None]) -> tuple[Floats, Floats, Floats]:
    """Readings less their mean, by their spread; 0 where there is none. With the mean and the spread."""
    known = np.stack([r for r in readings if r is not None])
    middle, width = known.mean(0), known.std(0)
    width[width < 1e-6] = 1.0
    zero = np.zeros(len(middle))
    return np.stack([zero if r is None else (r - middle) / width for r in readings]), middle, width


def fit(data: Path, target: Path = TARGET) -> str:
    """Fit on all texts and write the weights; a line that says so."""
    texts = [read(*found) for found in texts_of(data / FOLDER)]
    weights = train(texts)
    held = {
        "features": dict(weights.features),
        "columns": weights.columns.tolist(),
        "heard": weights.heard,
        "unheard": weights.unheard,
    }
    target.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    return f"written: {target}, {len(weights.features)} features from {len(texts)} texts"


def cross(data: Path) -> dict[str, Any]:
    """The scores with each text read by weights that did not see it."""
    texts = [read(*found) for found in texts_of(data / FOLDER)]
    weights = [train([t for n, t in enumerate(texts) if n % FOLDS != fold]) for fold in range(FOLDS)]
    scores, _ = scores_of(texts, lambda n: weights[n % FOLDS])
    return scores
