"""Did it happen? The status of an event from the verb group over it, with the words that say so.

The rules follow FactBank's distinction of certainty and time (Saurí and Pustejovsky 2009), folded into the
statuses of an analyst's chronology. None means that the words leave it open (a condition, a habit, a wish of
nobody's): then there is no report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import Status
from dragoman.understand.parse import BE, Parse, VerbGroup

__all__ = ["Reading", "conditional", "governor_category", "phrase_at", "verb_reading"]

_DEPTH = 4
_NEAR = 4
_STOPS = (",", ";", "and", "but", "to", "with")


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and the words that it rests on."""

    status: Status
    words: tuple[Span, ...]

    def over(self, status: Status, *words: Span) -> Reading:
        """Another status for the same words and some more."""
        return Reading(status, (*words, *self.words))


@cache
def _phrases(kind: str) -> dict[tuple[str, ...], str]:
    """Phrases of the lexicon by their words: governors with their category, or a list with its own name."""
    data = lexicon.load("status")
    if kind == "governors":
        pairs = [(p, name) for name, group in data["governors"].items() if name[:4] != "adje" for p in group]
        pairs += [(p, "announced") for p in data["governors"]["adjectives_announced"]]
        return {tuple(p.split()): name for p, name in reversed(pairs)}
    return {tuple(p.split()): kind for p in data[kind]}


def phrase_at(parse: Parse, group: VerbGroup, kind: str) -> tuple[str, int] | None:
    """The longest phrase of a list that starts with this verb: its category and the token index after it."""
    table = _phrases(kind)
    for length in (4, 3, 2, 1):
        words = (group.lemma, *(parse.lower(group.head + k) for k in range(1, length)))
        if words in table:
            return table[words], group.head + length
    return None


def governor_category(parse: Parse, group: VerbGroup) -> str | None:
    """What kind of governor a verb is ("announced", "refused"...), or None."""
    found = phrase_at(parse, group, "governors")
    return found[0] if found else None


def verb_reading(parse: Parse, group: VerbGroup, *, depth: int = 0) -> Reading | None:
    """The status that a verb group gives to its event; None when it leaves it open.

    Times are not looked at here: that a present tense with a time to come announces is for grounding to say.
    """
    words = (parse.words(group.first, group.end),)
    if conditional(parse, group) or _caused(parse, group) or depth > _DEPTH:
        return None
    reading = _tensed(parse, group, words, depth)
    if reading is None:
        return None
    if group.negation >= 0:
        if _leaves_open(parse, group):
            return None
        reading = Reading(_negated(reading.status), reading.words)
    return _under_saying(parse, group, reading)


def _tensed(parse: Parse, group: VerbGroup, words: tuple[Span, ...], depth: int) -> Reading | None:
    if group.to >= 0:
        return _infinitive(parse, group, words, depth)
    if group.modal >= 0:
        return _modal(parse, group, words)
    if group.perfect and any(parse.lower(k) == "ever" for k in range(group.first, group.end)):
        return None  # "the first time that a president has ever met" tells of no meeting
    if group.past and group.progressive and group.lemma in lexicon.load("status")["on_the_way"]:
        return Reading(Status.UNKNOWN, words)
    if not group.auxiliaries and group.lemma == "set" and parse.lower(group.end) == "for":
        return Reading(Status.ANNOUNCED, words)  # "leaders set for a first encounter"
    if group.past or (group.passive and not group.auxiliaries):
        return Reading(Status.OCCURRED, words)
    if group.progressive:
        punctual = group.lemma in lexicon.load("status")["punctual"]
        return Reading(Status.ANNOUNCED if punctual else Status.UNDER_WAY, words)
    if group.passive:
        return Reading(Status.OCCURRED, words) if "been" in group.auxiliaries else None
    if group.form == "ing":
        return _participle(parse, group, words, depth)
    return _present(parse, group, words)


def _caused(parse: Parse, group: VerbGroup) -> bool:
    """ "Asked to have him expelled": a participle under a causing verb tells of a wish."""
    over = _group_before(parse, group.first)
    bare = not group.auxiliaries and group.modal < 0 and group.to < 0 and group.form in ("past", "part")
    if over is None or not bare or over.lemma not in ("have", "get", "see", "want", "need"):
        return False
    chunk = parse.chunk(over.end)
    return over.to >= 0 and chunk is not None and chunk.end == group.first


def _leaves_open(parse: Parse, group: VerbGroup) -> bool:
    """Whether a "not" denies no event: a habit ("does not negotiate with"), an opinion ("should not meet")."""
    habit = bool(group.auxiliaries) and group.auxiliaries[0] in ("do", "does") and group.to < 0
    return habit or parse.lower(group.modal) in ("should", "must", "ought", "may", "might", "could", "can")


def _negated(status: Status) -> Status:
    if status in (Status.REFUSED, Status.DENIED, Status.POSTPONED, Status.CANCELLED):
        return Status.UNKNOWN
    return Status.DENIED


def _modal(parse: Parse, group: VerbGroup, words: tuple[Span, ...]) -> Reading | None:
    kind = lexicon.load("status")["modals"].get(parse.lower(group.modal), "possible")
    if group.perfect and kind != "announced":
        return None
    if kind in ("announced", "conditional") and _again_and_again(parse, group):
        return None
    if kind == "conditional":
        return Reading(Status.ANNOUNCED, words) if _past_saying_before(parse, group) else None
    return None if kind == "possible" else Reading(Status(kind), words)


def _again_and_again(parse: Parse, group: VerbGroup) -> bool:
    """ "Will meet once a year": a rule of what is to be, and no one event."""
    words = [parse.lower(k) for k in range(group.end, min(group.end + _NEAR, len(parse.tokens)))]
    stop = next((k for k, word in enumerate(words) if word in _STOPS), len(words))
    habit = {*lexicon.load("status")["habit"], "each"} - {"always", "usually", "normally"}
    return not habit.isdisjoint(words[:stop]) or " ".join(words[:3]).startswith(("once a", "twice a"))


def _past_saying_before(parse: Parse, group: VerbGroup) -> bool:
    """Whether somebody said so in the past, so that "would" is the past of "will"."""
    saying = lexicon.load("status")["saying"]
    return any(g.lemma in saying and g.past for g in parse.groups if g.head != group.head)


def _infinitive(parse: Parse, group: VerbGroup, words: tuple[Span, ...], depth: int) -> Reading | None:
    """An infinitive has the status that its governor gives: a verb, adjective, noun, or the purpose of a verb."""
    before = group.to - 1 if parse.lower(group.to - 1) != "not" else group.to - 2
    lower = parse.lower(before)
    if lower in BE and parse.chunk(before) is None:
        return Reading(Status.ANNOUNCED, words)
    noun = _noun_category(lower)
    governor = _group_before(parse, group.first)
    if noun and parse.lower(before - 1) == "no":
        return Reading(Status.DENIED, (parse.words(before - 1, group.end),)) if noun == "announced" else None
    answer = _answer_to(parse, before) if noun else None
    if answer:
        return Reading(answer, (parse.words(before, group.end),))
    if noun and not (governor and governor.head == before):
        return Reading(Status(noun), (parse.words(before, group.end),))
    if parse.chunk(before) is not None and not any(g.finite for g in parse.groups if g.head < group.head):
        return Reading(Status.ANNOUNCED, words)  # a headline's future: "Putin to visit China"
    if lower == "yet" and parse.lower(before - 1) in ("has", "have", "had"):
        return Reading(Status.DENIED, (parse.words(before - 1, group.end),))
    if governor is None or lower in ("yet", "order", "able", "unable", "than"):
        return None
    if governor.lemma in ("have", "lack", "give") and governor.end <= before and parse.chunk(before) is None:
        return None  # "had no legal force to ratify", "has a mission to discuss"
    if governor.lemma == "be" and governor.end <= before:
        return _after_adjective(parse, before, group, words)
    return _governed(parse, governor, words, depth)


def _answer_to(parse: Parse, noun: int) -> Status | None:
    """ "Declined an invitation to visit", "accepted an offer to": what becomes of the noun over an infinitive."""
    over = next((g for g in reversed(parse.groups) if g.end <= noun), None)
    if over is None or noun - over.end > 3 or over.negation >= 0:
        return None
    if over.lemma == "accept":
        return Status.ANNOUNCED
    return Status.REFUSED if governor_category(parse, over) == "refused" else None


def _after_adjective(parse: Parse, index: int, group: VerbGroup, words: tuple[Span, ...]) -> Reading | None:
    """ "Was willing to negotiate": what the adjective says; None for one that says nothing ("is nice to meet")."""
    adjectives = lexicon.load("status")["adjectives"]
    kind = next((name for name, found in adjectives.items() if parse.lower(index) in found), None)
    return Reading(Status(kind), (parse.words(index, group.end),)) if kind else None


def _noun_category(lower: str) -> str | None:
    return next((name for name, nouns in lexicon.load("status")["nouns"].items() if lower in nouns), None)


def _governed(parse: Parse, governor: VerbGroup, words: tuple[Span, ...], depth: int) -> Reading | None:
    """What a verb over an infinitive makes of it."""
    category = governor_category(parse, governor)
    over = verb_reading(parse, governor, depth=depth + 1)
    if over is None and not (category and not governor.finite) and not _present_tense(governor):
        return None
    own = (parse.words(governor.first, governor.end), *words)
    if category == "occurred":
        return over and over.over(over.status, *words)
    if governor.negation >= 0 and category in ("announced", "occurred", "proposed"):
        return Reading(Status.DENIED, own) if governor.finite else None
    if category in ("announced", "proposed", "refused", "denied"):
        return Reading(Status(category), own)
    if over and over.status in (Status.OCCURRED, Status.UNDER_WAY, Status.ANNOUNCED, Status.CONFIRMED):
        return Reading(Status.ANNOUNCED, own)
    if over is None or (over.status is Status.DENIED and category is None and not _moves(parse, governor)):
        return None  # "would not issue a visa to him to attend the meeting" does not say that there was none
    return Reading(over.status, own)


def _moves(parse: Parse, governor: VerbGroup) -> bool:
    """Whether a verb is one of going, whose purpose is denied with it: "did not travel to Oslo to meet"."""
    return phrase_at(parse, governor, "moving") is not None


def _present_tense(group: VerbGroup) -> bool:
    return group.finite and not group.past and group.modal < 0


def _participle(parse: Parse, group: VerbGroup, words: tuple[Span, ...], depth: int) -> Reading | None:
    """A bare -ing form: "after meeting X" has happened, "before meeting X" is to come, else as the main verb."""
    before = parse.lower(group.first - 1)
    if before == "without":
        return Reading(Status.DENIED, (parse.words(group.first - 1, group.end),))
    if before in ("before", "ahead", "for", "of", "about", "on"):
        told = _group_before(parse, group.first) or next((g for g in parse.groups if g.head > group.head), None)
        return Reading(Status.ANNOUNCED, words) if before == "before" and told is not None and told.past else None
    main = _group_before(parse, group.first)
    if main is not None and main.end == group.first:
        return _complement(parse, main, words, depth)
    over = verb_reading(parse, main, depth=depth + 1) if main and main.finite else None
    if before in ("after", "since", "following"):
        return Reading(Status.OCCURRED, words) if over is None or over.status == Status.OCCURRED else over
    return over.over(over.status, *words) if over and before == "," else None


def _complement(parse: Parse, governor: VerbGroup, words: tuple[Span, ...], depth: int) -> Reading | None:
    """An -ing form as the object of a verb: "is considering imposing", "denied meeting"."""
    over = verb_reading(parse, governor, depth=depth + 1)
    if over is None or over.status in (Status.DENIED, Status.REFUSED):
        return None
    own = (parse.words(governor.first, governor.end), *words)
    if governor.lemma in lexicon.load("status")["denying"]:
        return Reading(Status.DENIED, own)
    category = governor_category(parse, governor)
    return Reading(Status(category), own) if category in ("proposed", "postponed", "announced") else None


def _present(parse: Parse, group: VerbGroup, words: tuple[Span, ...]) -> Reading | None:
    """The simple present: a deed under way after "as" or "while", else open."""
    if any(t.lower in lexicon.load("status")["habit"] for t in parse.tokens):
        return None
    if group.lemma in lexicon.load("status")["lasting"]:
        return Reading(Status.UNDER_WAY, words)
    first = group.first - 1
    while first >= 0 and (parse.chunk(first) is not None or parse.lower(first) in ("and", ",", "the", "his", "her")):
        first -= 1
    if parse.lower(first) in ("as", "while"):
        return Reading(Status.UNDER_WAY, (parse.words(first, first + 1), *words))
    return Reading(Status.UNKNOWN, words)


def _group_before(parse: Parse, index: int) -> VerbGroup | None:
    """The nearest verb group that ends at or before a token."""
    return next((g for g in reversed(parse.groups) if g.end <= index), None)


def conditional(parse: Parse, group: VerbGroup) -> bool:
    """Whether the group stands in a clause that begins with if, unless, whether..."""
    openers = lexicon.load("status")["hypothetical"]
    index = group.first - 1
    while index >= 0 and parse.lower(index) not in (",", ";", ":", "that"):
        if parse.lower(index) in openers and parse.chunk(index) is None and parse.group(index) is None:
            return True
        index -= 1
    return False


def _under_saying(parse: Parse, group: VerbGroup, reading: Reading) -> Reading | None:
    """ "Denied that X met Y" is denied, "confirmed that X will meet Y" confirmed, "a chance X will meet Y" proposed."""
    window = range(max(0, group.first - 7), group.first)
    doubt = next((k for k in window if parse.lower(k) in lexicon.load("status")["doubts"]), None)
    if doubt is not None and reading.status == Status.ANNOUNCED:
        reading = reading.over(Status.PROPOSED, parse.words(doubt, doubt + 1))
    for over in _sayings_over(parse, group):
        words = parse.words(over.first, over.end)
        if over.lemma in lexicon.load("status")["saying"] and over.negation >= 0:
            return None  # "the statement does not say that he agreed"
        if over.lemma in lexicon.load("status")["denying"] and over.negation < 0:
            return reading.over(Status.DENIED, words)
        if over.lemma == "confirm" and over.negation < 0 and reading.status == Status.ANNOUNCED and over.past:
            return reading.over(Status.CONFIRMED, words)
    return reading


def _sayings_over(parse: Parse, group: VerbGroup) -> Sequence[VerbGroup]:
    """The verbs before a group whose that-clause or -ing complement it stands in."""
    found = []
    for over in parse.groups:
        if over.head >= group.head:
            break
        between = [parse.lower(k) for k in range(over.end, min(group.first, over.end + 2))]
        beside = parse.lower(group.first - 1) == "and" and group.auxiliaries and over.auxiliaries == group.auxiliaries
        if beside:
            continue  # "has denied that ..., and has denounced"
        if "that" in between or (group.form == "ing" and not between):
            found.append(over)
    return found
