"""Events told by a verb: "met", "will visit", "imposed sanctions"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dragoman import lexicon
from dragoman.types import MentionKind, Role, Status
from dragoman.understand.arguments import Link, links_after
from dragoman.understand.edges import is_calendar, left_edge
from dragoman.understand.found import Found, body_before, is_body, is_kind, roles_of, verb_frames
from dragoman.understand.parse import BE, PREPOSITIONS, Chunk, Parse, VerbGroup
from dragoman.understand.status import Reading, verb_reading
from dragoman.understand.subjects import governor_of, subject_of

__all__ = ["event_of", "events_of_verbs"]

_GAP = 6
_AGREED = ("to", "on", "upon", "that", ",", ".", ";", '"', "“")
_NOT_MET = frozenset(lexicon.load("grammar")["not_met"])


def events_of_verbs(parse: Parse) -> Iterator[Found]:
    for group in parse.groups:
        for mode, rest, frame in verb_frames().get(group.lemma, ()):
            end = _phrase_end(parse, group, rest)
            if end is None:
                continue
            reading = _invited(parse, group, verb_reading(parse, group), frame)
            found = reading and _verb_found(parse, group, mode, frame, end, reading)
            if found and _complete(parse, found, group):
                yield found
                break


def event_of(parse: Parse, group: VerbGroup, mode: str, frame: dict[str, Any], reading: Reading) -> Found | None:
    """The event that a verb is known to tell, with those who are tied to it by the links of `frame`."""
    found = _verb_found(parse, group, mode, frame, group.head + 1, reading)
    return replace(found, by="encoder") if found else None


def _invited(parse: Parse, group: VerbGroup, reading: Reading | None, frame: dict[str, Any]) -> Reading | None:
    """An invitation that was given proposes a visit."""
    if not frame.get("inviting") or reading is None:
        return reading
    return Reading(Status.PROPOSED, reading.words) if reading.status == Status.OCCURRED else None


def _negated(parse: Parse, chunks: Iterable[Chunk], reading: Reading) -> Reading:
    """ "No documents were signed": what is said of no thing did not happen."""
    for chunk in chunks:
        edge = left_edge(parse, chunk.first)
        if "no" in (parse.lower(edge), parse.lower(chunk.first)):
            return Reading(Status.DENIED, (parse.words(edge, chunk.end), *reading.words))
    return reading


def _neither(parse: Parse, group: VerbGroup, reading: Reading) -> Reading:
    """ "Neither X nor Y had met": what neither did was not done, no other verb standing between."""
    for index in range(group.first - 1, -1, -1):
        if parse.group(index) is not None:
            break
        if parse.lower(index) == "neither" and reading.status is Status.OCCURRED:
            return Reading(Status.DENIED, (parse.words(index, index + 1), *reading.words))
    return reading


def _phrase_end(parse: Parse, group: VerbGroup, rest: tuple[str, ...]) -> int | None:
    """The token after the last word of a phrase ("impose ... sanctions"); None when it is not there."""
    index = group.head + 1
    for word in rest:
        limit = min(len(parse.tokens), index + _GAP + (4 if word in ("by", "on") else 0))
        hit = next((k for k in range(index, limit) if parse.lower(k) == word), None)
        if hit is None or any(parse.group(k) not in (None, group) for k in range(index, hit)):
            return None
        index = hit + 1
    return index


def _verb_found(
    parse: Parse, group: VerbGroup, mode: str, frame: dict[str, Any], end: int, reading: Reading
) -> Found | None:
    between = links_after(parse, group.head + 1) if end - group.head > 2 else iter(())
    links = [*(link for link in between if link.chunk.end <= end), *links_after(parse, end)]
    if frame.get("loose") or mode == "aid":
        people = (MentionKind.PERSON, MentionKind.OFFICE)
        links = [
            replace(k, tie=k.tie or k.preposition)
            for k in links
            if mode == "aid" or k.chunk.head.kind in people or k.tie in ("in", "at")
        ]
    subject = subject_of(parse, group)
    reading = _neither(parse, group, _negated(parse, subject, reading))
    if frame.get("needs") == "instrument":
        reading = _negated(parse, (k.chunk for k in links if is_kind(k.chunk, MentionKind.INSTRUMENT)), reading)
    if "status" in frame and reading.status == Status.OCCURRED:
        reading = Reading(Status(frame["status"]), reading.words)
    of_instrument = frame.get("needs") == "instrument" and bool(subject) and is_kind(subject[0], MentionKind.INSTRUMENT)
    bare = not group.auxiliaries and group.modal < 0 and group.to < 0 and group.form == "past"
    blamed = bare and _is_blamed(parse, group, mode, frame)
    if group.passive or _passive_by_coordination(parse, group) or (of_instrument and bare) or blamed:
        agents = [link.chunk for link in links if link.tie == "by"]
        rest = [Link(k.chunk, "complement" if k.tie == "object" else k.tie) for k in links if k.tie != "by"]
        links = [*(Link(c, "object") for c in subject), *rest]
        subject = tuple(agents)
    if frame.get("inviting"):
        subject = tuple(link.chunk for link in links if link.tie == "object")
        links = [link for link in links if link.tie != "object"]
    nobody = not subject or (len(subject) == 1 and subject[0].head.name == "it")
    lone = bool(frame.get("body")) and nobody and body_before(parse, group.first)
    return Found(mode, frame, group.first, end, reading, subject, tuple(links), "body" if lone else "verb", lone)


def _is_blamed(parse: Parse, group: VerbGroup, mode: str, frame: dict[str, Any]) -> bool:
    """ "Americans accused of ...", "Austria criticised for ...": a participle without "be", in a headline."""
    after = parse.lower(group.end)
    if group.lemma == "accuse":
        return after == "of"
    return mode == "disapprove" and "object" in frame["links"] and after in ("for", "over", "by")


def _office_after(parse: Parse, index: int) -> bool:
    """Whether the title of an office follows soon: "appointed Hugo de Zela as foreign minister"."""
    words = lexicon.load("triggers")["appoint"]["office_words"]
    return any(parse.lower(k) in words for k in range(index, index + 9))


def _passive_by_coordination(parse: Parse, group: VerbGroup) -> bool:
    """ "Were seized and accused": the second participle is passive as the first is."""
    over = governor_of(parse, group)
    bare = not group.auxiliaries and group.form in ("past", "part") and group.to < 0
    return (
        bare and parse.lower(group.first - 1) == "and" and over is not None and over.passive and bool(over.auxiliaries)
    )


def _complete(parse: Parse, found: Found, group: VerbGroup) -> bool:
    """Whether the verb has what its frame needs, so that it is this event and not another use of the word."""
    if group.lemma == "blame" and group.to >= 0 and parse.lower(group.to - 1) in BE:
        return False  # "were to blame" blames nobody in particular
    if "after" in found.frame and parse.lower(group.end) not in found.frame["after"]:
        return False
    if found.frame.get("motion") or found.frame.get("inviting"):
        return _moves(found) and (not group.passive or "inviting" in found.frame)
    needs = found.frame.get("needs")
    bodies = [c for c in found.subject if is_body(c)]
    if needs == "chaired body":
        chaired = [link.chunk for link in found.links if link.tie == "object"]
        return (len(found.subject) > 1 or (bool(found.subject) and _plural(found))) and any(map(is_body, chaired))
    if found.by == "body":
        return True
    if needs == "no object":
        after = parse.lower(group.end)
        alone = not after.isalpha() or after in PREPOSITIONS or is_calendar(after) or after.endswith("ly")
        if not alone or any(is_kind(c, MentionKind.PEOPLE) for c in found.subject):
            return False  # "gathered his ministers", and a people that gathers in the streets
    if found.mode == "statement" and _issues_more(parse, found, group):
        return False
    if needs == "instrument":
        objects = [k.chunk for k in found.links if k.tie == "object" and is_kind(k.chunk, MentionKind.INSTRUMENT)]
        return bool(objects) and ("several" not in found.frame or _of_several(parse, found, objects))
    if needs == "person":
        people = (MentionKind.PERSON, MentionKind.OFFICE)
        return bool(found.subject) and any(k.tie == "object" and k.chunk.head.kind in people for k in found.links)
    if needs == "office":
        own = [link.chunk for link in found.links if link.tie in ("object", "complement", "as", "to")]
        named = any(chunk.head.office or is_kind(chunk, MentionKind.OFFICE) for chunk in own)
        return named or (any(is_kind(c, MentionKind.PERSON) for c in own) and _office_after(parse, found.end))
    recipients = any(role == Role.RECIPIENT for role, _ in roles_of(found))
    if needs == "aid words":
        return recipients and _aid(parse, group)
    if needs == "office holder":
        spoken = [link.chunk for link in found.links if link.tie in found.frame["links"]]
        return bool(found.subject) and any(c.head.office or is_kind(c, MentionKind.OFFICE) for c in spoken)
    if needs == "warning words":
        words = lexicon.load("triggers")["threaten"]["warning_words"]
        if found.subject and _warns_of_own_act(parse, group):
            return True
        near = [parse.lower(k) for k in range(group.end, group.end + _GAP * 3)]
        return recipients and (any(word in words for word in near) or "not to" in " ".join(near))
    if found.mode == "agree" and not _agrees_on_something(parse, found, group):
        return False
    near = [parse.lower(k) for k in range(found.end, found.end + _GAP)]
    if found.mode == "meeting" and any(word in _NOT_MET for word in near):
        return False
    if lexicon.load("ontology")["modes"][found.mode]["reciprocal"]:
        alone = len(found.subject) < 2 and not any(link.tie in found.frame["links"] for link in found.links)
        alone = alone and not (found.frame.get("body") and bodies)
        return bool(found.subject) and (found.mode in ("agree", "sign") or not alone or _plural(found))
    return bool(found.subject) or (group.passive and recipients)


def _warns_of_own_act(parse: Parse, group: VerbGroup) -> bool:
    """ "Warned that it would respond", "warned on Monday it will take action"."""
    acts = lexicon.load("triggers")["threaten"]["own_acts"]
    act = next((g for g in parse.groups if g.first >= group.end), None)
    if act is None or act.lemma not in acts or parse.lower(act.modal) not in ("will", "would", "'ll"):
        return False
    own = parse.chunk(act.first - 1)
    return parse.lower(act.first - 1) in ("it", "he", "she", "they", "we") or (
        own is not None and is_kind(own, MentionKind.PLACE)
    )


def _of_several(parse: Parse, found: Found, objects: Sequence[Chunk]) -> bool:
    """Whether what is issued is a document of several sides: it is joint, or more than one issues it."""
    data = lexicon.load("triggers")["sign"]["issued"]
    if not any(chunk.head.name in data for chunk in objects):
        return False
    joint = lexicon.load("instruments")["joint"]
    own = [parse.lower(k) for chunk in objects for k in range(chunk.first, chunk.end)]
    return any(word in joint for word in own) or len(found.subject) > 1 or (bool(found.subject) and _plural(found))


def _issues_more(parse: Parse, found: Found, group: VerbGroup) -> bool:
    """Whether a statement is issued after another document: "issued a joint declaration and a joint statement"."""
    issued = lexicon.load("triggers")["sign"]["issued"]
    between = [chunk for k in range(group.end, found.end) if (chunk := parse.chunk(k)) is not None]
    return any(is_kind(c, MentionKind.INSTRUMENT) and c.head.name in issued for c in between)


def _agrees_on_something(parse: Parse, found: Found, group: VerbGroup) -> bool:
    """Whether an agreement is to do something, on something or of several, and not the sharing of an opinion."""
    if found.end - group.head > 1:
        return True
    window = [parse.lower(k) for k in range(found.end, found.end + _GAP * 2)]
    window = window[: next((k for k, word in enumerate(window) if word in (":", ";")), len(window))]
    with_whom = "with" in window[:2]
    to = next((word for word in window[: len(window) if with_whom else 3] if word in _AGREED), None)
    done = group.past or group.to >= 0 or group.modal >= 0
    return to == "to" or (to in ("on", "upon") and done)


def _plural(found: Found) -> bool:
    """Whether the subject is a plural ("the ministers met", "they met")."""
    return "plural" in found.subject[0].head.by or found.subject[0].head.name == "they"


def _moves(found: Found) -> bool:
    """Whether somebody who can travel is said to go to a place."""
    to, movers = found.frame["to"], (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PRONOUN)
    traveller = found.subject and found.subject[0].head.kind in movers
    return bool(traveller) and any(
        link.tie in to and is_kind(link.chunk, MentionKind.PLACE) for link in found.links[:1]
    )


def _aid(parse: Parse, group: VerbGroup) -> bool:
    around = (*range(max(0, group.first - 8), group.first), *range(group.end, min(len(parse.tokens), group.end + 16)))
    window = " ".join(parse.lower(k) for k in around)
    words = lexicon.load("triggers")["aid"]["aid_words"]
    return any(f" {word} " in f" {window} " for word in words)
