"""editions: documents to what they tell of, on ECB+: two occurrences of one kind are kept apart.

DATA is a folder of ECB+'s topics or an archive of them. Each topic has documents of two occurrences of one kind. All
documents are handed over together, without topics. `b3_f1` is B-cubed over the documents; `confused_share` is the
share, of all pairs of documents of one topic that tell of different occurrences, that are put together. `clusters` is
how many clusters are found, `true_clusters` how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from dragoman.merge.same_event import topics_of
from evals.clusters import b_cubed
from evals.event_reading import document_features, readings_of
from evals.metrics import Scored, rounded
from train.corpora.ecb import EcbDocument, documents_in

__all__ = ["confused_share", "score"]


def score(path: Path, *, part: str = "all") -> Scored:
    """B-cubed and the share of pairs confused; the cluster of each document, called after its first."""
    documents = documents_in(path, part=part)
    topics = topics_of([document_features(read) for read in readings_of(documents)])
    said = {name: names[0] for names in topics for name in names}
    true = {document.name: document.subtopic for document in documents}
    agreement = b_cubed(true, said)
    scores = {
        "n": len(documents),
        "b3_f1": agreement.f1,
        "b3_precision": agreement.precision,
        "b3_recall": agreement.recall,
        "confused_share": confused_share(documents, said),
        "clusters": len(topics),
        "true_clusters": len(set(true.values())),
    }
    return rounded(scores), [{"document": d.name, "cluster": said[d.name]} for d in documents]


def confused_share(documents: Sequence[EcbDocument], said: Mapping[str, str]) -> float:
    """Of the pairs of one topic and two occurrences, the share that is put together; 0 where there are none."""
    pairs = [
        (one.name, other.name)
        for one, other in combinations(documents, 2)
        if one.topic == other.topic and one.subtopic != other.subtopic
    ]
    return sum(said[one] == said[other] for one, other in pairs) / len(pairs) if pairs else 0.0
