"""coreference: which events of many documents are one occurrence, on ECB+: the marked words of events are given.

DATA is a folder of ECB+'s topics or an archive of them. Where the published list of checked sentences lies in or
beside it, only events of these count; otherwise all that are annotated do, and many that nothing is tied to are in
sentences where nobody tied anything. Topics are predicted: documents first go to topics, and events of two topics are
never one. `conll_f1` is the mean of MUC, B-cubed and CEAF-e over all documents together, single events counted. `tied_`
is over the events of sentences in which one is tied to another, the nearest to the published list that the data
itself gives. `lemma_` is the rule that events of a topic are one where the heads of their triggers have one lemma.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman.merge.same_event import EventFeatures, same_events, topics_of
from evals.clusters import b_cubed, ceaf_e, muc
from evals.event_reading import document_features, event_features, readings_of
from evals.metrics import Scored, rounded
from train.corpora.ecb import EcbDocument, documents_in

__all__ = ["lemma_rule", "score", "tied_events"]


def score(path: Path, *, part: str = "all") -> Scored:
    """The agreement of our clusters and of the lemma rule's with the true ones; the cluster of each event."""
    documents = documents_in(path, part=part)
    topics, events = _read(documents)
    true = {f"{d.name}:{m.mention_id}": m.cluster for d in documents for m in d.events}
    by_topic: dict[int, list[EventFeatures]] = {}
    for event in events:
        by_topic.setdefault(topics[event.document_id], []).append(event)
    said = {
        event: group.event_ids[0] for of in by_topic.values() for group in same_events(of) for event in group.event_ids
    }
    rule = lemma_rule(events, topics)
    tied = tied_events(documents)
    scores = {
        "n": len(true),
        **_scores(true, said),
        "lemma_conll_f1": _scores(true, rule)["conll_f1"],
        "tied_n": len(tied),
        "tied_conll_f1": _scores(_only(true, tied), _only(said, tied))["conll_f1"],
        "tied_lemma_conll_f1": _scores(_only(true, tied), _only(rule, tied))["conll_f1"],
        "topics": len(set(topics.values())),
    }
    lines = [
        {"document": d.name, "event": m.mention_id, "cluster": said[f"{d.name}:{m.mention_id}"]}
        for d in documents
        for m in d.events
    ]
    return rounded(scores), lines


def _read(documents: Sequence[EcbDocument]) -> tuple[dict[str, int], list[EventFeatures]]:
    """The predicted topic of each document, and the features of all events."""
    signatures, events = [], []
    for read in readings_of(documents):
        signatures.append(document_features(read))
        events += event_features(read)
    return {name: number for number, names in enumerate(topics_of(signatures)) for name in names}, events


def lemma_rule(events: Sequence[EventFeatures], topics: Mapping[str, int]) -> dict[str, str]:
    """The cluster of each event by its topic and the lemma of its head."""
    return {event.event_id: f"{topics[event.document_id]}:{event.lemma}" for event in events}


def tied_events(documents: Sequence[EcbDocument]) -> set[str]:
    """The events of the sentences in which some event is tied to another."""
    sizes = Counter(m.cluster for d in documents for m in d.events)
    tied = {(d.name, m.sentence) for d in documents for m in d.events if sizes[m.cluster] > 1}
    return {f"{d.name}:{m.mention_id}" for d in documents for m in d.events if (d.name, m.sentence) in tied}


def _only(partition: Mapping[str, str], kept: set[str]) -> dict[str, str]:
    return {event: cluster for event, cluster in partition.items() if event in kept}


def _scores(true: Mapping[str, str], said: Mapping[str, str]) -> dict[str, float]:
    each = {
        f"{name}_f1": measure(true, said).f1 for name, measure in (("muc", muc), ("b3", b_cubed), ("ceafe", ceaf_e))
    }
    return {"conll_f1": sum(each.values()) / 3, **each}
