"""Events told by a noun: "held talks", "the visit was postponed", "after a meeting with"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dragoman import lexicon
from dragoman.types import MentionKind, Role, Status
from dragoman.understand.arguments import Link, links_after
from dragoman.understand.edges import is_calendar, left_edge
from dragoman.understand.found import Found, is_kind, noun_frames, roles_of, verb_frames
from dragoman.understand.nominal import Carried, named_reading, noun_reading, planned_at, running_at
from dragoman.understand.parse import DETERMINERS, PREPOSITIONS, Chunk, Parse, VerbGroup
from dragoman.understand.recurrence import edition_number
from dragoman.understand.status import Reading, governor_category, phrase_at, verb_reading
from dragoman.understand.stretches import stretch_at, stretches_from
from dragoman.understand.subjects import governor_of, subject_of

__all__ = ["event_of", "events_of_nouns"]

_RELATIVE = ("which", "that")
_WORDS_OF_WHICH = 3
_LEADING = ("chair", "co-chair", "lead", "head", "attend")
_OFF = (Status.DENIED, Status.REFUSED, Status.CANCELLED, Status.POSTPONED)
_NEAR = 14
"""Tokens between an event noun and the relative clause about it: "the session of the commission of X and Y, which"."""


def events_of_nouns(parse: Parse) -> Iterator[Found]:
    index = 0
    while index < len(parse.tokens):
        found = _noun_at(parse, index)
        if found:
            yield found
            yield from _after_all(parse, found)
        index = found.end if found else index + 1
    yield from _listed_editions(parse)


def _noun_at(parse: Parse, index: int) -> Found | None:
    one = _elided(parse, index) or _the_one(parse, index) or _it(parse, index) or _next_host(parse, index)
    if one is not None:
        return one
    named = _named(parse, index)
    if named is not None:
        return named
    group = parse.group(index)
    if parse.chunk(index) is not None or (group is not None and group.head == index):
        return None
    for mode, rest, frame in noun_frames().get(parse.lower(index), ()):
        end = index + 1 + len(rest)
        settled = _context(parse, mode, index, end) and _says_of_what(parse, frame, index, end)
        if tuple(parse.lower(k) for k in range(index + 1, end)) == rest and settled:
            carried = _begun(mode, noun_reading(parse, index, end))
            verb = (carried.carrier or carried.verb) if carried else None
            if "carriers" in frame and (verb is None or verb.lemma not in frame["carriers"]):
                return None
            found = carried and _noun_found(parse, carried, mode, frame, index, end)
            if found and frame.get("points_back"):
                return replace(found, by="pointing") if _which_one(parse, index) else None
            return found if found and _sufficient(found) else None
    return None


def _says_of_what(parse: Parse, frame: dict[str, Any], index: int, end: int) -> bool:
    """Whether a noun that needs it has a word beside it that makes it one of states, or two sides: "conference"."""
    if frame.get("alone") and not _is_free(parse, end):
        return False  # "a roundtable discussion"
    if "context" not in frame:
        return True
    edge = left_edge(parse, index)
    sides = [k.chunk for k in links_after(parse, end) if k.tie in frame["links"]]
    before = [parse.chunk(k) for k in range(edge, index)]
    bodies = any(c is not None and is_kind(c, MentionKind.ORGANISATION) for c in before)
    return bodies or len(sides) > 1 or any(parse.lower(k) in frame["context"] for k in range(edge, index))


def _named(parse: Parse, index: int) -> Found | None:
    """What is held, attended or put off under its own name: "the OSCE Ministerial Council opened in Skopje"."""
    chunk, entry = parse.chunk(index), lexicon.load("triggers")["meeting"]["named"]
    if chunk is None or chunk.first != index or not _names_gathering(parse, chunk, entry["words"]):
        return None
    if chunk.mentions[-1].kind != MentionKind.ORGANISATION or not _is_free(parse, chunk.end):
        return None
    carried = named_reading(parse, index, chunk.end)
    verb = (carried.carrier or carried.verb) if carried else None
    if carried is None or verb is None or verb.lemma not in entry["carriers"]:
        return None
    phrase = phrase_at(parse, verb, "happens")
    if carried.carrier is None and not verb.passive and not _is_free(parse, phrase[1] if phrase else verb.end):
        return None  # "the Commission opened an inquiry"
    frame: dict[str, Any] = {"links": {"poss": "actor", "of": "actor", "between": "actor", "with": "actor"}}
    found = _noun_found(parse, carried, "meeting", frame, index, chunk.end)
    first = min(found.first, left_edge(parse, index) + (parse.lower(left_edge(parse, index)) in DETERMINERS))
    own = Link(chunk, "poss")
    return replace(found, first=first, links=(own, *found.links), definite=False)


def _names_gathering(parse: Parse, chunk: Chunk, words: Sequence[str]) -> bool:
    """Whether a name is of several words and ends in the noun of a gathering, or has its number: "COP28"."""
    numbered = tuple(lexicon.load("merging")["numbered"])
    if parse.lower(chunk.end - 1).startswith(numbered) and parse.lower(chunk.end - 1)[-1].isdigit():
        return True
    return chunk.end - chunk.first > 1 and _head_word(parse, chunk) in words


def _head_word(parse: Parse, chunk: Chunk) -> str:
    """The noun of a name: "commission" of "the Joint Commission on Cooperation"."""
    ends = (k for k in range(chunk.first + 1, chunk.end) if parse.lower(k) in ("on", "for"))
    return parse.lower(next(ends, chunk.end) - 1)


def _is_free(parse: Parse, index: int) -> bool:
    """Whether no object and no other noun follows: the clause goes on with a time, a place or nothing more."""
    lower = parse.lower(index)
    word = lower.isalpha() and lower not in PREPOSITIONS and not is_calendar(lower) and not lower.endswith("ly")
    closed = parse.group(index) is not None or lower in ("and", "but", "which", "that", "who", "when")
    return parse.chunk(index) is None and (closed or not word) and lower not in DETERMINERS


def _elided(parse: Parse, index: int) -> Found | None:
    """ "The first was held in Weimar", "last year's took place in May": of the kind told before, without its noun."""
    group = parse.group(index + 1)
    if group is None or group.first != index + 1 or not group.finite:
        return None
    group = planned_at(parse, group)  # "the twelfth is to be held"
    lower, before = parse.lower(index), parse.lower(index - 1)
    another = lexicon.load("grammar")["another"]
    numbered = before == "the" and (lower in another or edition_number(lower) is not None)
    if not numbered and not (lower == "'s" and is_calendar(before)):
        return None
    carried = noun_reading(parse, index, index + 1)
    if carried is None or carried.verb is None or carried.verb is not group:
        return None
    links = (*links_after(parse, group.end), *_verb_places(parse, carried, index + 1))
    dated = any(is_calendar(parse.lower(k)) for k in range(group.end, min(group.end + 6, len(parse.tokens))))
    off = carried.reading.status in _OFF
    if not dated and not off and not any(is_kind(link.chunk, MentionKind.PLACE) for link in links):
        return None  # "was held in low regard"
    frame: dict[str, Any] = {"links": {}}
    return Found("meeting", frame, index, index + 1, carried.reading, (), links, "one", True, group.end)


def _the_one(parse: Parse, index: int) -> Found | None:
    """ "After the one in Busan in May 2023", "the one planned for Lima in 2014 was called off": with place and time."""
    planned = parse.lower(index + 1) in lexicon.load("status")["governors"]["adjectives_announced"]
    held = parse.lower(index + 1) in _HELD
    if parse.lower(index - 1) != "the" or parse.lower(index) != "one":
        return None
    stretch = stretch_at(parse, index + 1 + (planned or held), ties=("in", "at", *(("for",) if planned else ("on",))))
    if stretch is None:
        return None
    place = Link(stretch.place, "in")
    frame: dict[str, Any] = {"links": {}}
    carried = noun_reading(parse, index, index + 1) if parse.group(stretch.end) is not None else None
    if carried is not None and carried.verb is not None and carried.verb is parse.group(stretch.end):
        return Found(
            "meeting", frame, index, index + 1, carried.reading, (), (place,), "one", True, carried.verb.end
        )  # fmt: skip
    if not any(f[0] in _CONVERSATIONS for k in range(index) for f in noun_frames().get(parse.lower(k), ())):
        return None  # "the attack was worse than the one in Paris in 2015"
    reading = Reading(Status.UNKNOWN, (parse.words(index, index + 1),))
    listed = {**frame, "listed": True}
    return None if planned else Found("meeting", listed, index, stretch.end, reading, (), (place,), "one", True)


def _listed_editions(parse: Parse) -> Iterator[Found]:
    """ "There have been four: in Lima on 4 May 2011, in Quito on ...": of the kind told before, each with its day."""
    for colon in (k for k in range(len(parse.tokens)) if parse.lower(k) == ":"):
        group = next((g for g in reversed(parse.groups) if g.end <= colon), None)
        counts = [parse.lower(k) for k in range(group.end, colon)] if group else []
        if group is None or group.lemma != "be" or group.negation >= 0 or group.modal >= 0:
            continue
        subject, reading = parse.lower(group.first - 1), verb_reading(parse, group)
        counted = counts[:1] and counts[0] in lexicon.load("instruments")["counts"]
        told = (subject == "it" and not counts) or (
            subject == "there" and counted and counts[1:] in ([], ["more"], ["others"])
        )
        stretches = stretches_from(parse, colon + 1)
        if not told or len(stretches) < _FEWEST or reading is None or reading.status is not Status.OCCURRED:
            continue
        for one in stretches:
            frame = {"links": {}, "listed": True}
            yield Found("meeting", frame, one.first, one.end, reading, (), (Link(one.place, "in"),), "one", True)


def _next_host(parse: Parse, index: int) -> Found | None:
    """ "China would be the next host", of what was told before."""
    edge = index - 2
    be = parse.group(edge - 1)
    if parse.lower(index) != "host" or [parse.lower(edge), parse.lower(edge + 1)] != ["the", "next"] or be is None:
        return None
    chunk, reading = parse.chunk(be.first - 1), verb_reading(parse, be)
    if be.lemma != "be" or chunk is None or not is_kind(chunk, MentionKind.PLACE) or reading is None:
        return None
    if reading.status not in (Status.ANNOUNCED, Status.PROPOSED, Status.UNKNOWN) or not _is_free(parse, index + 1):
        return None
    if parse.lower(index + 1) in ("of", "for"):
        return None  # "the next host of the World Cup"
    reading = Reading(Status.ANNOUNCED, reading.words) if reading.status is Status.UNKNOWN else reading
    return Found("meeting", {"links": {}}, index - 1, index + 1, reading, (), (Link(chunk, "in"),), "one", True)


def _after_all(parse: Parse, found: Found) -> Iterator[Found]:
    """What became of it after that: "was put off twice and in the end was not held" is put off, and denied."""
    if found.mode not in _CONVERSATIONS or found.reading.status not in (Status.POSTPONED, Status.RESCHEDULED):
        return
    after = next((g for g in parse.groups if g.first >= found.reach and g.finite), None)
    if after is None or not any(parse.lower(k) in ("and", "but") for k in range(found.reach, after.first)):
        return
    if any(
        parse.chunk(k) is not None or parse.lower(k) in DETERMINERS - {"the"} for k in range(found.reach, after.first)
    ):
        return
    held = phrase_at(parse, after, "happens") or (after.passive and phrase_at(parse, after, "light"))
    reading = verb_reading(parse, after)
    off = after.passive and governor_category(parse, after) == "cancelled" and after.negation < 0
    if off:
        yield replace(found, reading=Reading(Status.CANCELLED, (parse.words(after.first, after.end),)))
    elif held and after.negation >= 0 and reading is not None and reading.status is Status.DENIED:
        yield replace(found, reading=reading)


_FEWEST = 2
"""So many places with their days are a list at least."""
_HELD = ("held", "hosted", "convened")


def _it(parse: Parse, index: int) -> Found | None:
    """ "It will be held in Vilnius", "but it never took place": what is said of the event told right before."""
    group = parse.group(index + 1)
    if parse.lower(index) != "it" or group is None or group.first != index + 1:
        return None
    if parse.lower(index - 1) == "that" and parse.group(index - 2) is None:
        return None  # "found nothing: not that it was held, not that it was called off"
    carried = noun_reading(parse, index, index + 1)
    verb = carried.verb if carried else None
    if carried is None or verb is None:
        return None
    took_place = phrase_at(parse, verb, "happens") is not None and verb.lemma == "take"
    held = (verb.passive and verb.lemma == "hold") or (took_place and parse.lower(verb.end + 1) != "of")
    if not held and governor_category(parse, verb) not in _BECOMES:
        return None
    links = (*links_after(parse, verb.end), *_verb_places(parse, carried, index + 1))
    return Found("meeting", {"links": {}}, index, index + 1, carried.reading, (), links, "it", False, verb.end)


_BECOMES = ("postponed", "cancelled", "rescheduled")


def _which_one(parse: Parse, index: int) -> bool:
    """Whether a noun that points back says which it is, and nothing of what: "the next round", "the 60th round"."""
    edge = left_edge(parse, index)
    before = [parse.lower(k) for k in range(edge, index)]
    another = lexicon.load("grammar")["another"]
    says = any(w in another or edition_number(w) is not None for w in before)
    return says and len(before) <= _WORDS_OF_WHICH and parse.lower(index + 1) not in ("of", "-")


def _begun(mode: str, carried: Carried | None) -> Carried | None:
    """What lasts and has begun is under way ("drills began on Monday"), if nothing says that it is over."""
    verb = (carried.verb or carried.carrier) if carried else None
    lasts = mode in ("exercise", "visit") and verb is not None and verb.lemma in lexicon.load("status")["beginning"]
    if carried is None or not lasts or carried.reading.status != Status.OCCURRED:
        return carried
    return replace(carried, reading=Reading(Status.UNDER_WAY, carried.reading.words))


_CONVERSATIONS = ("call", "meeting", "talks")
_TELLING = ("tell", "inform", "assure", "ask", "urge", "remind", "brief", "warn", "promise")


def event_of(parse: Parse, index: int, mode: str, frame: dict[str, Any], carried: Carried) -> Found:
    """The event that a noun is known to tell, with those who are tied to it by the links of `frame`."""
    found = _noun_found(parse, carried, mode, frame, index, index + 1)
    return replace(found, first=index, by="encoder", definite=False)


def _noun_found(parse: Parse, carried: Carried, mode: str, frame: dict[str, Any], index: int, end: int) -> Found:
    edge = left_edge(parse, index)
    direct = carried.carrier is not None and carried.carrier is parse.group(edge - 1) and mode != "exercise"
    watches = direct and carried.carrier.lemma in lexicon.load("status")["takes_no_part"]  # type: ignore[union-attr]
    subject = subject_of(parse, carried.carrier) if carried.carrier and not watches else ()
    hosted = carried.carrier is not None and carried.carrier.lemma in ("host", "see", "witness")
    hosts = tuple(Link(c, "in") for c in subject if hosted and is_kind(c, MentionKind.PLACE))
    to_host, host = _relative_host(parse, end)
    hosts += to_host
    links = (*_possessors(parse, edge, index), *links_after(parse, end), *_verb_places(parse, carried, end), *hosts)
    links = (*links, *_relative_guests(parse, end))
    if carried.beside and mode in _CONVERSATIONS and carried.carrier and carried.carrier.lemma in _TELLING:
        told = (k.chunk for k in links_after(parse, carried.carrier.end) if k.tie == "object")
        links = (*links, *(Link(chunk, "with") for chunk in told))  # "told him in a phone call"
    pointing = parse.lower(edge) in ("the", "this", "that", "these", "their", "his", "her")
    definite = (pointing or _owned(parse, edge, index)) and not _of_a_time(parse, edge, index)
    subject = tuple(c for c in subject if not (hosts and is_kind(c, MentionKind.PLACE)))
    plural = any("plural" in chunk.head.by and chunk.head.kind != MentionKind.PRONOUN for chunk in subject)
    several = (len(subject) > 1 or plural) and parse.lower(edge - 1) in ("at", "in", "during")
    if carried.beside and parse.lower(edge) in ("the", "this", "that", "these") and not several:
        subject = ()  # who said something "at the summit" need not be who met
    if parse.lower(edge - 1) in PREPOSITIONS and sum(link.tie == "between" for link in links) > 1:
        subject = ()  # "killed ahead of talks between the government and the rebels"
    first = _trigger_first(parse, edge, index)
    verbs = [g.end for g in (carried.verb, carried.carrier, _relative_verb(parse, end), host) if g is not None]
    by = "count" if carried.counts else "phrase" if carried.phrase else "noun"
    reading = carried.reading
    if host is not None and reading.status is Status.ANNOUNCED:
        reading = Reading(reading.status, (*reading.words, parse.words(host.first, host.end)))
    return Found(mode, frame, first, end, reading, subject, links, by, definite, max([end, *verbs]))


def _relative_host(parse: Parse, end: int) -> tuple[tuple[Link, ...], VerbGroup | None]:
    """Who was to hold it, by the clause right behind the noun, with its verb: "the summit that Malta was to host"."""
    opener = next((k for k in (end, end + 1) if parse.lower(k) in ("that", "which")), None)
    host = next((g for g in parse.groups if opener is not None and g.first > opener and g.lemma in _HOSTING), None)
    if opener is None or host is None:
        return (), None
    between = range(opener + 1, host.first)
    chunks = {id(c): c for c in (parse.chunk(k) for k in between) if c is not None}
    if len(chunks) != 1 or any(parse.lower(k) in (",", ";") for k in between):
        return (), None
    (chunk,) = chunks.values()
    return ((Link(chunk, "in"), Link(chunk, "poss")), host) if is_kind(chunk, MentionKind.PLACE) else ((), None)


def _relative_guests(parse: Parse, end: int) -> tuple[Link, ...]:
    """Who comes to it, by the clause right behind the noun: "the summit, which the president of X will attend"."""
    opener = next((k for k in (end, end + 1) if parse.lower(k) in ("that", "which")), None)
    group = next((g for g in parse.groups if opener is not None and g.first > opener), None)
    if group is None or group.lemma not in ("attend", "join") or group.negation >= 0 or group.passive:
        return ()
    reading = verb_reading(parse, group)
    if reading is None or reading.status not in (Status.OCCURRED, Status.ANNOUNCED, Status.UNDER_WAY):
        return ()
    return tuple(Link(chunk, "with") for chunk in subject_of(parse, group))


_HOSTING = ("host", "hold", "convene", "stage", "organise", "organize")


def _owned(parse: Parse, edge: int, index: int) -> bool:
    """Whether a possessive stands before the noun: "Lavrov's visit"."""
    return any(parse.lower(k) in ("'s", "'", "’") for k in range(edge, index))


def _of_a_time(parse: Parse, edge: int, index: int) -> bool:
    """Whether a time owns the noun: "this week's summit" is told by its time, and points back to nothing."""
    return any(parse.lower(k) == "'s" and is_calendar(parse.lower(k - 1)) for k in range(edge + 1, index))


def _context(parse: Parse, mode: str, index: int, end: int) -> bool:
    """Whether a noun that means other things too ("training", "session") has words beside it that settle it."""
    entry = lexicon.load("triggers")[mode]
    behind = f"{parse.lower(end)} {parse.lower(end + 1)}"
    if parse.lower(index - 1) in entry.get("not_with", ()) or behind in entry.get("not_before", ()):
        return False
    wanted = lexicon.load("triggers")[mode].get("noun_context")
    edge = left_edge(parse, index)
    if not wanted or (parse.lower(edge) in ("the", "these", "this") and edge == index - 1):
        return True
    before = " ".join(parse.lower(k) for k in range(edge, index))
    return any(f" {word} " in f" {before} " for word in wanted)


def _trigger_first(parse: Parse, edge: int, index: int) -> int:
    """Where the words of the trigger begin: with its adjectives, without determiner and possessor."""
    first, outside = index, DETERMINERS | {"'s", "'", "’"}
    while first > edge and parse.chunk(first - 1) is None:
        of = parse.lower(first - 2) == "of" and parse.lower(first - 3) in ("round", "rounds")
        if parse.lower(first - 1) in outside and not of:
            break
        first -= 1
    return first


def _possessors(parse: Parse, edge: int, index: int) -> tuple[Link, ...]:
    chunks = [parse.chunks[c] for c in sorted({parse.chunk_at[k] for k in range(edge, index)} - {-1})]
    kept = (c for c in chunks if not _in_its_name(parse, c, index))
    return tuple(Link(c, "in" if _is_venue(parse, c) else "poss") for c in kept)


def _is_venue(parse: Parse, chunk: Chunk) -> bool:
    """Whether a place before a noun is where it was: "the Geneva talks", not "Moscow's talks" nor a country's."""
    towns = ("lexicon:city", "lexicon:region", "lexicon:site")
    owns = parse.lower(chunk.end) in ("'s", "'", "’")
    return is_kind(chunk, MentionKind.PLACE) and chunk.head.by in towns and not owns and not chunk.paired(parse.text)


def _in_its_name(parse: Parse, chunk: Chunk, index: int) -> bool:
    """Whether a place is part of an event's name and no side of it: "the Africa Climate Summit".

    In a headline whose every word is capitalised nothing says so.
    """
    named = any(parse.tokens[k].text[:1].isupper() and parse.chunk(k) is None for k in range(chunk.end, index))
    if not named or not is_kind(chunk, MentionKind.PLACE) or chunk.paired(parse.text):
        return False
    return not all(parse.tokens[g.head].text[:1].isupper() for g in parse.groups)


def _verb_places(parse: Parse, carried: Carried, end: int) -> tuple[Link, ...]:
    """Places tied to the verbs around the noun: "arrived in Moscow for talks", "the talks were held in Minsk"."""
    groups = [carried.verb, carried.carrier, _relative_verb(parse, end)]
    over = carried.carrier
    while over is not None and over.to >= 0:
        over = governor_of(parse, over)
        groups.append(over)
    planned = carried.verb is not None and governor_category(parse, carried.verb) == "announced"
    then = parse.group(carried.verb.end) if planned and carried.verb is not None else None
    groups.append(then if then is not None and then.to >= 0 else None)  # "was planned to be held in Nairobi"
    found = list(_led(parse, end))
    for group in (g for g in groups if g is not None):
        to = [tie for _, _, frame in verb_frames().get(group.lemma, ()) for tie in frame.get("to", ())]
        phrase = phrase_at(parse, group, "happens") or phrase_at(parse, group, "light") or running_at(parse, group)
        after = links_after(parse, max(group.end, phrase[1] if phrase else 0))
        ties = ("in", "at", "on", *to) if group is not carried.verb else ("in", "at", *to)
        ties = (*ties, "for") if governor_category(parse, group) == "announced" else ties  # "was planned for Nairobi"
        elsewhere = group is carried.verb and group.lemma in lexicon.load("status")["leads_to"]
        foreign = False
        for link in after:
            foreign = _of_a_noun(parse, link, group) if parse.lower(_tie_at(parse, link)) == link.tie else foreign
            if elsewhere and link.tie in ties:
                continue  # "the meeting sparked riots in Tripoli"
            if link.tie in ties and link.tie != "on":
                found.append(Link(link.chunk, "in"))
            elif group is carried.verb and link.tie in ("between", "with", "by") and not foreign:
                found.append(link)
            elif group is carried.verb and link.tie == "object" and parse.lower(group.end) == "together":
                found.append(replace(link, tie="with"))
    return tuple(found)


def _tie_at(parse: Parse, link: Link) -> int:
    """The token before the noun phrase of a link: its preposition, or what joins it to the one before."""
    return left_edge(parse, link.chunk.first) - 1


def _of_a_noun(parse: Parse, link: Link, group: VerbGroup) -> bool:
    """Whether a preposition belongs to a noun behind the verb: "is to be held amid competition with China"."""
    before = _tie_at(parse, link) - 1
    lower = parse.lower(before)
    other = is_calendar(lower) or lower.endswith("ly") or lower in (*PREPOSITIONS, "place", "together", "way")
    return before > group.end and lower.isalpha() and parse.chunk(before) is None and not other


def _led(parse: Parse, end: int) -> Iterator[Link]:
    """Who led it, after a comma: "the session took place in Aswan, chaired by the ministers of Egypt and Sudan"."""
    for group in parse.groups:
        bare = not group.auxiliaries and group.modal < 0 and group.to < 0 and parse.lower(group.first - 1) == ","
        if group.first >= end and bare and group.lemma in _LEADING and parse.lower(group.end) == "by":
            yield from (replace(k, tie="with") for k in links_after(parse, group.end) if k.tie == "by")


def _relative_verb(parse: Parse, end: int) -> VerbGroup | None:
    """The verb of "the training, which will take place ..."."""
    opener = next((k for k in range(end, min(end + _NEAR, len(parse.tokens))) if parse.lower(k) in _RELATIVE), -1)
    between = () if opener < 0 else range(end, opener)
    if opener < 0 or any(parse.group(k) is not None or parse.lower(k) in (";", ":") for k in between):
        return None
    group = parse.group(opener + 1)
    return (parse.group(group.end) or group) if group is not None and group.lemma == "be" else group


def _sufficient(found: Found) -> bool:
    """Whether the noun has the participants that its mode needs; a definite one may point back to an event."""
    needs = lexicon.load("triggers")[found.mode].get("noun_needs", "")
    roles = {role for role, _ in roles_of(found)}
    off = found.reading.status in _OFF and found.mode in ("meeting", "talks")
    if (found.definite or off) and found.mode not in ("sign", "expel", "disapprove"):
        return True  # who was not to meet may have been told before
    if found.mode == "exercise" and Role.PLACE in roles:
        return True
    if needs == "instrument":
        return Role.INSTRUMENT in roles
    if needs == "actor and recipient":
        return {Role.ACTOR, Role.RECIPIENT} <= roles
    if needs == "actor and place":
        return Role.ACTOR in roles and (Role.RECIPIENT in roles or Role.PLACE in roles)
    return Role.ACTOR in roles
