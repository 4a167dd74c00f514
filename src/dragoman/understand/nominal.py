"""Did it happen, for an event noun: from the verb that carries it, the verb it is subject of, or its preposition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import MentionKind, Status
from dragoman.understand.edges import is_calendar, left_edge
from dragoman.understand.parse import BE, DETERMINERS, PREPOSITIONS, Parse, VerbGroup
from dragoman.understand.recurrence import edition_number
from dragoman.understand.status import Reading, conditional, governor_category, phrase_at, verb_reading
from dragoman.understand.stretches import stretch_at, time_end

__all__ = ["Carried", "named_reading", "noun_reading", "planned_at", "running_at"]

_MARKERS = {"past_markers": Status.OCCURRED, "future_markers": Status.ANNOUNCED}
_GOVERNED = ("announced", "proposed", "refused", "postponed", "rescheduled", "cancelled", "confirmed")
_MOVING = ("arrive", "come", "travel", "go", "fly")
_WINDOW = 30
_FIRST = ("first", "second")
_TOGETHER = ("meet", "gather", "assemble", "convene", "sit", "host", "welcome", "receive")
"""Verbs after which what it was for is as true as they are: "hosted the envoy for talks"."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The reading of an event noun and the verbs around it.

    `carrier` is a verb whose subject takes part in the event ("held talks"); `verb` one whose subject is the
    event ("the talks took place"), so that the places after it are the event's. `counts` where it only says which one
    the event told before was ("it was their third meeting"), `phrase` where no verb tells of it.
    """

    reading: Reading
    carrier: VerbGroup | None = None
    verb: VerbGroup | None = None
    beside: bool = False
    counts: bool = False
    phrase: bool = False


def noun_reading(parse: Parse, first: int, end: int) -> Carried | None:
    """The status of the event noun at tokens `first` to `end` (half-open); None when the words leave it open."""
    edge = left_edge(parse, first)
    found = (
        _become_of(parse, edge)
        or _asked_for(parse, edge)
        or _ongoing(parse, edge, first)
        or _as_object(parse, edge)
        or _after_preposition(parse, edge)
        or _as_subject(parse, edge, end)
        or _held_there(parse, end)
        or _marked(parse, edge, first)
        or _dated_phrase(parse, edge, end)
    )
    found = _not_yet(parse, edge, first, found) if found is not None else None
    if found is not None and parse.lower(edge) == "no":
        words = (parse.words(edge, end), *found.reading.words)
        return replace(found, reading=Reading(Status.DENIED, words))
    return found


def _not_yet(parse: Parse, edge: int, first: int, found: Carried) -> Carried | None:
    """What was read, unless a word before the noun says that it is to come, or that there may be none at all.

    "At the planned meeting", "before any summit".
    """
    surely = lexicon.load("status")["surely_future"]
    hit = next((k for k in range(edge, first) if parse.lower(k) in surely and parse.chunk(k) is None), None)
    if hit is not None and found.beside and found.reading.status is Status.OCCURRED:
        return replace(found, reading=found.reading.over(Status.ANNOUNCED, parse.words(hit, hit + 1)))
    open_ = parse.lower(edge) == "any" and found.reading.status is not Status.DENIED
    return None if open_ else found


def named_reading(parse: Parse, first: int, end: int) -> Carried | None:
    """The reading of an event that is called by a name: only where a verb is said of it, or somebody attends it.

    Who proposes or asks for something "at the Council" tells of no event.
    """
    edge = left_edge(parse, first)
    found = _become_of(parse, edge) or _as_object(parse, edge) or _as_subject(parse, edge, end)
    return found if found is not None and found.reading.status != Status.PROPOSED else None


def _held_there(parse: Parse, end: int) -> Carried | None:
    """ "The accord of the summit held in Lima in May": a participle with place and time; the time says what it was."""
    group = next((g for g in parse.groups if g.first >= end), None)
    if group is None or group.lemma not in _HELD or group.form not in ("past", "part"):
        return None
    bare = not group.auxiliaries and group.modal < 0 and group.to < 0 and group.negation < 0
    of = group.first == end or parse.lower(end) in ("of", "between", "among", "with")
    if not bare or not of or any(parse.lower(k) in (";", ":", "which", "that") for k in range(end, group.first)):
        return None
    last = parse.chunk(group.first - 1)
    if last is not None and parse.lower(left_edge(parse, last.first, name=True) - 1) not in (*PREPOSITIONS, "and"):
        return None  # "the summit of ministers Kenya held in"
    after = time_end(parse, group.end)
    placed = parse.chunk(after + 1) if after > group.end and parse.lower(after) in ("in", "at") else None
    there = placed is not None and placed.head.kind == MentionKind.PLACE
    if not there and stretch_at(parse, group.end) is None:
        return None
    return Carried(Reading(Status.UNKNOWN, (parse.words(group.first, group.end),)), verb=group, phrase=True)


_HELD = ("hold", "host", "convene")


def _dated_phrase(parse: Parse, edge: int, end: int) -> Carried | None:
    """ "The round table in Warsaw on 5 October", "last Friday's meeting": told by no verb; its time says what it was.

    Not where a preposition before it has said that it was to come.
    """
    before = lexicon.load("status")["before"]
    if parse.lower(edge - 1) in before or f"{parse.lower(edge - 2)} {parse.lower(edge - 1)}" in before:
        return None
    owned = any(parse.lower(k) == "'s" and is_calendar(parse.lower(k - 1)) for k in range(edge + 1, end))
    stop = next((g.first for g in parse.groups if g.first >= end), len(parse.tokens))
    dated = [
        k for k in range(end, min(stop, end + _DATED)) if parse.lower(k) == "on" and parse.lower(k + 1)[:1].isdigit()
    ]
    near = dated and not any(parse.lower(k) in (",", ";", ":", "which", "that") for k in range(end, dated[0]))
    near = near or _placed_behind(parse, end, stop)
    if not owned and not (near and parse.lower(edge) == "the"):
        return None
    return Carried(Reading(Status.UNKNOWN, (parse.words(edge, end),)), phrase=True)


def _placed_behind(parse: Parse, end: int, stop: int) -> bool:
    """Whether a place and a time stand behind a noun, or behind whose it is: "the talks of X and Y in Lima in May"."""
    if stretch_at(parse, end) is not None:
        return True
    marks = (k for k in range(end, stop) if parse.lower(k) in (",", ";", ":", "which", "that", "who"))
    behind = range(end, min(next(marks, stop), end + _OF_WHOM))
    return parse.lower(end) in ("of", "between", "among") and any(stretch_at(parse, k) is not None for k in behind)


_OF_WHOM = 16
_DATED = 10
"""So many tokens behind a noun its day may stand: "the talks in Geneva on 4 March"."""


def _become_of(parse: Parse, edge: int) -> Carried | None:
    """ "The postponement of the summit": what became of it, unless it is only asked for."""
    table = lexicon.load("status")["becomes"]
    noun = parse.lower(edge - 2)
    status = next((name for name, nouns in table.items() if noun in nouns), None)
    if parse.lower(edge - 1) != "of" or status is None:
        return None
    start = left_edge(parse, edge - 2)
    over = next((g for g in reversed(parse.groups) if g.end <= start), None)
    wished = over is not None and (governor_category(parse, over) or over.modal >= 0 or over.negation >= 0)
    if wished or parse.lower(start) not in ("the", "this", noun):
        return None
    return Carried(Reading(Status(status), (parse.words(edge - 2, edge - 1),)))


def _asked_for(parse: Parse, edge: int) -> Carried | None:
    """ "The request for a meeting", "plans for the first summit": what the noun over it makes of it."""
    if parse.lower(edge - 1) != "for" or parse.chunk(edge - 2) is not None:
        return None
    nouns = lexicon.load("status")["nouns"]
    kind = next((name for name in ("announced", "proposed") if parse.lower(edge - 2) in nouns[name]), None)
    over = next((g for g in reversed(parse.groups) if g.end <= edge - 2), None)
    if kind is None or (over is not None and over.negation >= 0) or "no" in _before(parse, edge - 2):
        return None
    return Carried(Reading(Status(kind), (parse.words(edge - 2, edge - 1),)))


def _before(parse: Parse, noun: int) -> list[str]:
    """The words of a noun phrase before its noun."""
    return [parse.lower(k) for k in range(left_edge(parse, noun), noun)]


def _ongoing(parse: Parse, edge: int, first: int) -> Carried | None:
    """ "Ongoing talks": under way, whatever is said of them."""
    markers = lexicon.load("status")["ongoing_markers"]
    hit = next((k for k in range(edge, first) if parse.lower(k) in markers and parse.chunk(k) is None), None)
    return Carried(Reading(Status.UNDER_WAY, (parse.words(hit, hit + 1),))) if hit is not None else None


def _over_object(parse: Parse, edge: int) -> VerbGroup | None:
    """The verb whose object begins at a token, particles between ("called off talks", "ruled out a meeting")."""
    direct = parse.group(edge - 1) if edge else None
    if direct is not None:
        return direct
    near = next((g for g in reversed(parse.groups) if g.end <= edge), None)
    phrases = [phrase_at(parse, near, kind) for kind in ("governors", "light")] if near else []
    return near if any(phrase and phrase[1] == edge for phrase in phrases) else None


def _as_object(parse: Parse, edge: int) -> Carried | None:
    """ "Held talks", "will open the meeting", "postponed the visit", "there was no meeting"."""
    group = _over_object(parse, edge)
    if group is None:
        return None
    if group.lemma == "be" and parse.lower(group.first - 1) in ("it", "this", "that") and _numbered(parse, edge):
        reading = verb_reading(parse, group)
        status = Status.OCCURRED if reading and reading.status is Status.UNKNOWN else reading and reading.status
        return Carried(Reading(status, reading.words), counts=True) if reading and status else None
    if group.lemma == "be" and parse.lower(group.first - 1) == "there":
        reading = verb_reading(parse, group)
        return Carried(reading) if reading and reading.status != Status.UNKNOWN else None
    if not group.auxiliaries and group.form == "part":
        return None  # "a planned visit": it describes the noun, and another verb tells of it
    light = phrase_at(parse, group, "light")
    category = governor_category(parse, group)
    if light and light[1] <= edge:
        reading = verb_reading(parse, group)
        ahead = reading is not None and reading.status in (Status.ANNOUNCED, Status.PROPOSED)
        if ahead and group.lemma in lexicon.load("status")["stopping"]:
            return None  # "agreed to end the joint exercises"
        return Carried(reading, group) if reading else None
    if category in _GOVERNED and not group.passive:
        return _governed(parse, group, category, carrier=group)
    if phrase_at(parse, group, "denies") and group.past and group.negation < 0 and not _definite(parse, edge):
        return Carried(Reading(Status.DENIED, (parse.words(group.first, group.end),)))
    return None


def _definite(parse: Parse, edge: int) -> bool:
    """ "Denied the talks" may be access to them, "denied any talks" is not."""
    return parse.lower(edge) in ("the", "this", "that", "these", "their", "his", "her", "its")


def _numbered(parse: Parse, edge: int) -> bool:
    """Whether a number stands in a noun phrase: "the third", "their 12th"."""
    return any(edition_number(parse.lower(k)) or parse.lower(k) in _FIRST for k in (edge, edge + 1, edge + 2))


def _governed(parse: Parse, group: VerbGroup, category: str, *, carrier: VerbGroup | None) -> Carried | None:
    """What a verb such as plan, postpone or cancel makes of its noun: only if it is said to be so itself."""
    own = verb_reading(parse, group)
    words = (parse.words(group.first, group.end),)
    if conditional(parse, group):
        return None
    if group.negation >= 0:
        return Carried(Reading(Status.DENIED if category == "announced" else Status.UNKNOWN, words), carrier)
    if own is None and not group.past and not group.passive and not _headline_passive(parse, group):
        return None
    if own and own.status in (Status.PROPOSED, Status.DENIED, Status.UNKNOWN) and group.modal >= 0:
        return Carried(Reading(own.status, words), carrier)
    return Carried(Reading(Status(category), own.words if own else words), carrier)


def _after_preposition(parse: Parse, edge: int) -> Carried | None:
    """ "After talks with", "ahead of the summit", "arrived for a meeting", "will be followed by the signing of"."""
    data = lexicon.load("status")
    one, two = parse.lower(edge - 1), f"{parse.lower(edge - 2)} {parse.lower(edge - 1)}"
    if one not in PREPOSITIONS and not is_calendar(one):
        return None
    start = edge - 2 if two in data["before"] else edge - 1
    main = _main_group(parse, start)
    carried = main and phrase_at(parse, main, "light")
    if main and carried and carried[1] == edge:
        reading = verb_reading(parse, main)
        return Carried(reading, main) if reading else None
    if main and main.lemma == "follow" and main.passive and one == "by" and main.end == edge - 1:
        reading = verb_reading(parse, main)
        return Carried(reading, None) if reading else None
    words = (parse.words(start, edge),)
    if main is None:
        return Carried(Reading(Status.ANNOUNCED, words)) if two in data["before"] else None
    if one == "before" and main.past:
        return None  # "landed a day before the visit" does not say whether it was to come or has been
    if two in data["before"] or one in data["before"] or one in data["purpose"]:
        return _purpose(parse, main, words, one in data["purpose"], start)
    begins = (
        parse.lower(start - 1) in ("", ",") or parse.group(start - 1) is not None or parse.chunk(start - 1) is not None
    )
    if one == "in" and not begins:
        return None  # "an interest in talks" is no talk
    if one == "on" and main.lemma == "be" and main.end == edge - 1 and not main.past and main.modal < 0:
        return Carried(Reading(Status.UNDER_WAY, (parse.words(main.first, edge),)), main)
    back = one == "from" and main.lemma in ("return", "come", "arrive", "fly")
    on_visit = one == "on" and (main.lemma in _MOVING or (main.lemma == "be" and main.end == edge - 1))
    if one in data["after"] or one == "in" or on_visit or back:
        if main.to >= 0 and any(parse.lower(k) == "," for k in range(main.end, start)):
            return None  # "pushed them to act, a new tone in talks at the summit"
        main = _told_by(parse, main)
        reading = verb_reading(parse, main)
        if reading is None or not _settled(reading):
            return None
        if "that" in [parse.lower(k) for k in range(main.end, start)]:
            main = None  # "reported that after a meeting ...": who reports was not in it
        announced = reading.status == Status.ANNOUNCED and main is not None and main.to < 0
        over = one in data["done"] and not announced
        return Carried(reading.over(Status.OCCURRED if over else reading.status, *words), main, beside=True)
    return None


def _told_by(parse: Parse, main: VerbGroup) -> VerbGroup:
    """The verb of the past over an infinitive: "warned him to stay away during a call" tells of a call that was."""
    over = next((g for g in reversed(parse.groups) if g.end <= main.first and g.finite), None)
    return over if main.to >= 0 and over is not None and over.past else main


def _purpose(parse: Parse, main: VerbGroup, words: tuple[Span, ...], purpose: bool, start: int) -> Carried | None:
    there = any(parse.lower(k) in ("in", "at", "here", "there") for k in range(main.end, start))
    if purpose and main.lemma == "be" and not there and parse.lower(main.end) != "to":
        return None  # "was a matter for the talks" is no journey, as "was in Oslo for talks" is
    reading = verb_reading(parse, main)
    if reading is None or reading.status not in (Status.OCCURRED, Status.UNDER_WAY, Status.ANNOUNCED, Status.UNKNOWN):
        return None
    if purpose and not (phrase_at(parse, main, "moving") or phrase_at(parse, main, "light")):
        return None
    gathered = main.lemma in _TOGETHER and reading.status == Status.OCCURRED
    return Carried(reading.over(reading.status if gathered else Status.ANNOUNCED, *words), main)


def _settled(reading: Reading) -> bool:
    return reading.status in (Status.OCCURRED, Status.UNDER_WAY, Status.ANNOUNCED, Status.UNKNOWN)


def _main_group(parse: Parse, index: int) -> VerbGroup | None:
    """The verb that a prepositional phrase belongs to: the nearest before it, else the first after it."""
    before = next((g for g in reversed(parse.groups) if g.end <= index), None)
    return before or next((g for g in parse.groups if g.first > index and g.finite), None)


def _as_subject(parse: Parse, edge: int, end: int) -> Carried | None:
    """ "The talks took place", "the visit was postponed", "the meeting, which will be held"."""
    if parse.lower(edge - 1) in PREPOSITIONS or _is_attended(parse, edge):
        return None
    group = _verb_of_subject(parse, end)
    if group is None:
        return None
    ended = _in_the_end(parse, group, edge)
    if ended is not None:
        return ended
    group = planned_at(parse, group)
    category = governor_category(parse, group)
    if (group.passive or _headline_passive(parse, group)) and category in _GOVERNED:
        governed = _governed(parse, group, category, carrier=None)
        return governed and replace(governed, verb=group)
    if group.passive and phrase_at(parse, group, "light"):
        reading = verb_reading(parse, group)
        return Carried(reading, verb=group) if reading else None
    if phrase_at(parse, group, "not_happens"):
        return None
    if phrase_at(parse, group, "falls_to"):
        reading = verb_reading(parse, group)
        fell = reading is not None and reading.status is Status.OCCURRED
        return Carried(Reading(Status.CANCELLED, reading.words), verb=group) if reading and fell else None
    running = _copula(parse, group) if group.lemma == "be" else None
    if phrase_at(parse, group, "happens") or running or (group.lemma == "be" and _is_dated(parse, group)):
        reading = running or verb_reading(parse, group)
        return Carried(reading, verb=group) if reading else None
    return None


def planned_at(parse: Parse, group: VerbGroup) -> VerbGroup:
    """The infinitive right behind a form of be, whose subject the event is: "the summit is to be held in May"."""
    after = parse.group(group.end)
    bare = group.lemma == "be" and group.modal < 0 and group.to < 0 and not group.auxiliaries and group.negation < 0
    return after if bare and after is not None and after.to == group.end else group


def _is_attended(parse: Parse, edge: int) -> bool:
    """Whether a participle has the noun for its object: "leaders attending the summit are urged to ..."."""
    group = parse.group(edge - 1)
    return group is not None and group.form == "ing" and not group.auxiliaries


def _in_the_end(parse: Parse, group: VerbGroup, edge: int) -> Carried | None:
    """What became of a plan, by a second verb of the same subject: "was to be held in July and was postponed"."""
    reach = group
    while (more := parse.group(reach.end)) is not None and more.to >= 0:
        reach = more
    after = next((g for g in parse.groups if g.first >= reach.end and g.finite), None)
    if after is None or parse.lower(after.first - 1) not in ("and", "but"):
        return None
    own = verb_reading(parse, reach)
    plan = governor_category(parse, group) == "announced" or (own and own.status is Status.ANNOUNCED)
    category = governor_category(parse, after)
    off = after.passive and category in ("postponed", "rescheduled", "cancelled")
    happens = phrase_at(parse, after, "happens") or (after.passive and phrase_at(parse, after, "light"))
    if not plan or not (off or (happens and after.negation >= 0)):
        return None
    if off:
        governed = _governed(parse, after, str(category), carrier=None)
        return governed and replace(governed, verb=after)
    reading = verb_reading(parse, after)
    return Carried(reading, verb=after) if reading else None


def _headline_passive(parse: Parse, group: VerbGroup) -> bool:
    """ "Visit to Minsk cancelled after ...", "the meeting, postponed in November, ...": a participle without be."""
    bare = not group.auxiliaries and group.form in ("past", "part") and group.to < 0
    if group.lemma == "move":
        return False  # "the talks moved on to health"
    takes_object = parse.chunk(group.end) is not None or parse.lower(group.end) in DETERMINERS
    return bare and not takes_object and governor_category(parse, group) in ("postponed", "cancelled", "rescheduled")


def _new_subject(parse: Parse, end: int, verb: int) -> bool:
    """Whether a comma and another subject stand between a noun and a verb: "of his trip, the leaders are expected"."""
    commas = [k for k in range(end, verb) if parse.lower(k) == "," and parse.chunk(k) is None]
    if not commas or commas[-1] == verb - 1:
        return False
    after = commas[-1] + 1
    last, before = parse.chunk(after), parse.chunk(commas[-1] - 1)
    if last is not None and before is not None and parse.lower(last.end) == "and" and parse.chunk(last.end + 1):
        return parse.lower(before.first - 1) not in ("of", "between", "among")  # "a summit of Kenya, Uganda and Chad"
    return parse.chunk(after) is not None or parse.lower(after) in DETERMINERS


def _is_aside(parse: Parse, group: VerbGroup) -> bool:
    """A relative clause before the main verb: "the session, which was to be held in May, has been postponed".

    Only where the main verb says what became of the event.
    """
    at = group.first - 1 if group.to < 0 else group.to - 2
    subject = parse.chunk(at)  # "which Putin was invited to attend"
    opener = parse.lower(at if subject is None else subject.first - 1)
    if opener not in ("which", "that"):
        return False
    fell = (g for g in parse.groups if g.first >= group.end and (g.finite or phrase_at(parse, g, "falls_to")))
    after = next(fell, None)
    gap = range(group.end, after.first) if after is not None else ()
    if after is None or any(parse.lower(k) in ("and", "but", "or", "that", "which", "who", ";", ":") for k in gap):
        return False
    chunk = parse.chunk(after.first - 1)
    tied = chunk is None or parse.lower(left_edge(parse, chunk.first, name=True) - 1) in PREPOSITIONS
    held = phrase_at(parse, after, "happens") or (after.passive and phrase_at(parse, after, "light"))
    became = governor_category(parse, after) in _GOVERNED or phrase_at(parse, after, "falls_to")
    return tied and bool(held or became)


def _reduced(parse: Parse, group: VerbGroup) -> bool:
    """A participle that only describes the noun: "the visit planned for May was postponed"."""
    if _headline_passive(parse, group):
        return False
    if group.lemma in lexicon.load("status")["governors"]["adjectives_announced"] and not group.auxiliaries:
        return group.modal < 0 and group.to < 0  # "talks due in Cairo"
    bare = not group.auxiliaries and group.modal < 0 and group.to < 0 and group.form in ("past", "part", "ing")
    happens = phrase_at(parse, group, "happens")
    if bare and ((happens and parse.chunk(happens[1]) is not None) or phrase_at(parse, group, "falls_to")):
        return False  # "the meeting on 18 August brought together X and Y"
    takes_object = parse.chunk(group.end) is not None or parse.lower(group.end) in DETERMINERS
    return bare and (group.form != "past" or (not takes_object and governor_category(parse, group) == "announced"))


def running_at(parse: Parse, group: VerbGroup) -> tuple[str, int] | None:
    """ "Are under way": the words after a form of be, with the token index after them; None when they do not say so."""
    phrases = [tuple(p.split()) for p in lexicon.load("status")["under_way"]]
    for words in sorted(phrases, key=len, reverse=True):
        end = group.end + len(words)
        if group.lemma == "be" and tuple(parse.lower(k) for k in range(group.end, end)) == words:
            return "under way", end
    return None


def _copula(parse: Parse, group: VerbGroup) -> Reading | None:
    """ "The talks are under way"."""
    found = running_at(parse, group)
    if found is None or group.past or group.form == "past" or group.modal >= 0:
        return None
    return Reading(Status.UNDER_WAY, (parse.words(group.first, found[1]),))


def _is_dated(parse: Parse, group: VerbGroup) -> bool:
    """Whether a day follows a verb soon, or right behind a place: "was in the old port of Haifa in May"."""
    end = group.end
    if parse.lower(end) in ("in", "at"):
        places = (parse.chunk(k) for k in range(end + 1, min(end + _TO_PLACE, len(parse.tokens))))
        end = next(
            (c.end for c in places if c is not None and c.head.kind == MentionKind.PLACE and not c.paired(parse.text)),
            end,
        )
    return any(is_calendar(parse.lower(k)) for k in range(end, min(end + 4, len(parse.tokens))))


_TO_PLACE = 7


def _verb_of_subject(parse: Parse, end: int) -> VerbGroup | None:
    """The first finite verb after a noun phrase and its attributes; None when another subject comes first."""
    index = end
    while index < min(len(parse.tokens), end + _WINDOW):
        group, lower = parse.group(index), parse.lower(index)
        if group is not None and _is_aside(parse, group):
            index = group.end
            while (more := parse.group(index)) is not None and more.to >= 0:
                index = more.end
            continue
        if group is not None and not _reduced(parse, group):
            if _new_subject(parse, end, group.first):
                return _after_relative(parse, end, group)
            return group if group.to < 0 or parse.lower(group.to - 1) in BE else None
        if group is not None:
            index = group.end
            continue
        if parse.chunk(index) is None and lower in ("who", "because", "but", ";", ":", "when", "if", "as"):
            return None
        index += 1
    return None


def _after_relative(parse: Parse, end: int, inner: VerbGroup) -> VerbGroup | None:
    """The verb behind a clause of another subject: "the summit that Malta was to host this year has been postponed"."""
    opener = next((k for k in range(end, inner.first) if parse.lower(k) in ("that", "which")), None)
    if opener is None or any(parse.lower(k) in (";", ":") for k in range(end, inner.first)):
        return None
    reach = inner
    while (more := parse.group(reach.end)) is not None and more.to >= 0:
        reach = more
    after = next((g for g in parse.groups if g.first >= reach.end and g.finite), None)
    return None if after is None or _new_subject(parse, reach.end, after.first) else after


def _marked(parse: Parse, edge: int, first: int) -> Carried | None:
    """ "The upcoming summit", "his latest visit", "ongoing talks": the last resort."""
    data = lexicon.load("status")
    for index in range(edge, first):
        for name, status in _MARKERS.items():
            if parse.lower(index) in data[name] and parse.chunk(index) is None:
                return Carried(Reading(status, (parse.words(index, index + 1),)), None)
    return None
