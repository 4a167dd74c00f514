"""Recurrence said in a sentence of its own: "The joint session is held annually", "Such meetings take place yearly"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Document, Part, Recurrence, Report, Value

__all__ = ["with_recurrences"]

MOST = 50
"""So many words of recurrence, and so many reports, of one document are looked at."""

_WORD = re.compile(r"[^\W\d_]+")
_DENIED = frozenset(("not", "no", "never", "nor", "neither"))


def with_recurrences(
    document: Document, sentences: Sequence[Span], recurrences: Sequence[Recurrence], reports: Sequence[Report]
) -> tuple[Report, ...]:
    """The reports, with the recurrence that another sentence says of the same mechanism.

    A sentence speaks of a report's event when it has its noun ("session"), or the bodies that met ("the boards meet
    once a year"). Where two events of the news would do, none gets it; numbered editions ("the 25th") are of one.
    """
    found = list(reports)
    for said in recurrences[:MOST]:
        sentence = _sentence(sentences, said.span)
        if sentence is None or said.name[:1].isdigit():
            continue
        words = _words(sentence.of(document.text))
        fitting = [i for i, r in enumerate(found[:MOST]) if _fits(document, sentences, sentence, words, r)]
        if len(fitting) == 1 and found[fitting[0]].recurrence is None and not words & _DENIED:
            evidence = (document.evidence(said.span, by="recurrence"),)
            found[fitting[0]] = replace(found[fitting[0]], recurrence=Value(said.name, evidence))
    return tuple(found)


def _sentence(sentences: Sequence[Span], span: Span) -> Span | None:
    at = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return sentences[at] if at >= 0 and sentences[at].contains(span) else None


def _words(text: str) -> frozenset[str]:
    """The words of a text in small letters, plurals as singulars."""
    return frozenset(_singular(w.lower()) for w in _WORD.findall(text))


def _singular(word: str) -> str:
    if word in ("collegia", "collegiums"):
        return "collegium"
    return word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word


def _fits(document: Document, sentences: Sequence[Span], sentence: Span, words: frozenset[str], report: Report) -> bool:
    span = report.trigger.span
    if report.part is not Part.NEWS or report.mode != "meeting" or span is None or sentence.overlaps(span):
        return False
    nouns = {_singular(n.split()[-1]) for n in load("triggers")[report.mode]["nouns"]}
    own = _words(span.of(document.text))
    if words & nouns & own or ("meeting" in words and own & {"met", "meet"}):
        return True
    around = _sentence(sentences, span)
    bodies = words & frozenset(load("recurrence")["bodies"]) if words & {"meet", "met", "convene", "gather"} else ()
    return bool(around and bodies and bodies & _words(around.of(document.text)))
