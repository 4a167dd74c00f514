"""What the encoder's heads can say: the tags of each, in the order of their columns.

Names after DESIGN's kinds, with `work` for what has a name and is none of them; attributions as in PolNeAR; types and
modes as in the ontology; parts of speech and relations of Universal Dependencies 2; roles after ACE and PLOVER.
"""

from __future__ import annotations

__all__ = [
    "AHEAD",
    "ATTRIBUTION_TAGS",
    "DEPENDENCIES",
    "KINDS",
    "MODES",
    "NAME_TAGS",
    "OUTSIDE",
    "PARTS_OF_SPEECH",
    "RELATIONS",
    "ROLES",
    "STATUSES",
    "TIME_TAGS",
    "TYPES",
    "begins_and_insides",
]

OUTSIDE = "O"


def begins_and_insides(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The BIO tags of some labels: outside first, then begin and inside of each."""
    return (OUTSIDE, *(f"{mark}-{label}" for label in labels for mark in "BI"))


KINDS = ("person", "organisation", "place", "people", "office", "event", "instrument", "work")
NAME_TAGS = begins_and_insides(KINDS)
ATTRIBUTION_TAGS = begins_and_insides(("source", "cue", "content"))
TIME_TAGS = begins_and_insides(("time",))

TYPES = (
    OUTSIDE,
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER"),
)
MODES = (
    *("", "meeting", "talks", "visit", "call", "press conference", "sign", "agree", "exercise", "aid"),
    *("statement", "appoint", "impose", "expel", "threaten", "disapprove"),
)
STATUSES = (
    *("proposed", "announced", "confirmed", "under way", "occurred", "postponed", "rescheduled"),
    *("cancelled", "denied", "refused", "unknown"),
)
AHEAD = ("proposed", "announced", "confirmed", "postponed", "rescheduled")
"""The statuses of what has not happened yet."""
ROLES = (OUTSIDE, "actor", "recipient", "other", "place", "time", "instrument")

RELATIONS = (
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT"),
    *("REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"),
)

PARTS_OF_SPEECH = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"),
    *("SCONJ", "SYM", "VERB", "X"),
)
DEPENDENCIES = (
    *("acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc"),
    *("cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass"),
    *("dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list"),
    *("mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod"),
    *("obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative"),
    *("xcomp", "nmod:npmod", "obl:npmod", "nmod:tmod", "obl:tmod", "flat:foreign", "flat:name"),
)
