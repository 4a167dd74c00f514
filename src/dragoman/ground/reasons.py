"""Why something was put off, called off, refused or not held, in the words of the sentence that says so.

The words are kept with what makes them a reason ("because of the floods", "after the death of ..."), so that a reader
sees how plainly it is said. Where the sentence gives none, nothing is inferred.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import CALLED_OFF, NOT_STATED, Document, Field, Status, Trigger, Value

__all__ = ["why_of_trigger"]

_OFF = (*CALLED_OFF, Status.POSTPONED, Status.RESCHEDULED, Status.REFUSED, Status.DENIED)
_PUT_OFF = (Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED)
_ABOUT = ("meeting", "talks", "call", "agree", "sign", "statement", "press conference")
"""Modes of what is itself about something."""
_FAR = 120
"""Code points between the words of the status and those of the reason."""
_LONGEST, _LONGEST_WORDS = 30, 400
"""Words and code points of a reason; what is longer is a tale."""
_BREAK = re.compile(
    r"[;:]|,\s+and\b|\b(?:but|which|who|while|when|said|told|says|reported|reports|wrote|writes|according)\b"
    r"|\band (?:the|a|his|her|its|will|was|were|would|ha[ds])\b"
)


def why_of_trigger(document: Document, trigger: Trigger, sentence: Span) -> Field[str]:
    """The reason, with its words; "not stated" where the sentence says none, or the event was not put off."""
    words = {w for span in trigger.status_words for w in span.of(document.text).lower().split()}
    if trigger.status not in _OFF or words & set(load("reasons")["denying"]):
        return NOT_STATED  # "denied that they met because of": why somebody denies is no reason of the event
    found = _behind(document, trigger, sentence) or _in_front(document, trigger, sentence)
    return Value(found.of(document.text), (document.evidence(found, by="why"),)) if found else NOT_STATED


def _behind(document: Document, trigger: Trigger, sentence: Span) -> Span | None:
    """The reason behind the event and the words of its status: "the visit was called off because of the floods"."""
    said = max((w.end for w in trigger.status_words if sentence.contains(w)), default=sentence.start)
    start = max(trigger.span.end, said)
    governed = said <= trigger.span.end
    end = min(sentence.end, start + _FAR + _LONGEST_WORDS)
    for match in _marker().finditer(document.text, start, end):
        if match.start() - start > _FAR or _BREAK.search(document.text, start, match.start()):
            return None
        marker = " ".join(match.group(1).lower().split())
        topic = governed and trigger.mode in _ABOUT and marker in load("reasons")["topical"]
        only_before = marker in load("reasons")["before"] and trigger.status not in _PUT_OFF
        between = document.text[start : match.start()]
        quarrel = " ".join(between.lower().split()).endswith(tuple(f" {q}" for q in load("reasons")["quarrels"]))
        of_other = marker == "over" and ("," in between or quarrel)  # ", hampered by a row over"
        if topic or only_before or of_other:
            continue
        found = _reason(document.text, match, min(sentence.end, match.end() + _LONGEST_WORDS))
        if found is not None:
            return found
    return None


def _in_front(document: Document, trigger: Trigger, sentence: Span) -> Span | None:
    """The reason at the head of the sentence: "Citing his health, Petro cancelled his visit"."""
    match = _marker().match(document.text, sentence.start, sentence.end)
    if match is None or match.group(1).lower() not in load("reasons")["fronted"]:
        return None
    found = _reason(document.text, match, min(sentence.end, match.end() + _LONGEST_WORDS))
    follows = found is not None and document.text[found.end : found.end + 1] == ","
    return found if found and follows and found.end <= trigger.span.start else None


def _reason(text: str, match: re.Match[str], end: int) -> Span | None:
    """The words from a marker to where the reason ends; None where they speak of a time, or are too many."""
    stop = _end().search(text, match.end(), end)
    last = stop.start() if stop else end
    words = text[match.end() : last].split()
    first = [w.strip("'’\"”“").lower() for w in words[:2]]
    bare = [w for w in first if w not in ("the", "a", "an", "this", "its", "his", "her")]
    if not words or len(words) > _LONGEST or first[0][:1].isdigit() or bare[:1] == []:
        return None
    if match.group(1).lower() == "citing" and set(re.findall(r"[a-z]+", " ".join(words).lower())) & _sources():
        return None
    plain = match.group(1).lower() in ("over", "after", "following")
    if plain and (bare[0] in load("reasons")["times"] or (len(words) < 2 and not words[0][:1].isupper())):
        return None
    return Span(match.start(1), match.start(1) + len(text[match.start(1) : last].rstrip(" .!”\"'’)")))


@cache
def _sources() -> frozenset[str]:
    return frozenset(load("reasons")["sources"])


@cache
def _marker() -> re.Pattern[str]:
    markers = "|".join(
        r"\s+".join(map(re.escape, m.split())) for m in sorted(load("reasons")["markers"], key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)({markers}|for(?=\s+(?!the same)(?:[\w-]+\s+){{1,4}}?reasons?\b))\s+", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    ends = "|".join(re.escape(e).replace(r"\ ", r"\s+") for e in load("reasons")["ends"])
    return re.compile(rf",|;|:|\s[–—-]\s|\(|\s(?:{ends})\b|[.!?][\"”’']?$")
