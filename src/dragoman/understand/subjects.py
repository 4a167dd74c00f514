"""Who does what a verb says: its subject, by the words around it."""

from __future__ import annotations

from dragoman import lexicon
from dragoman.types import MentionKind
from dragoman.understand.edges import is_calendar, is_organisation, is_participle, is_person, left_edge
from dragoman.understand.parse import BE, DETERMINERS, PREPOSITIONS, Chunk, Parse, VerbGroup

__all__ = ["governor_of", "subject_of"]

_RELATIVE = ("who", "which", "that", "whom")
_MARKS = ('"', "“", "”", "'", "‘", "’", "(", ")", "«", "»")
_WORDS = {key: frozenset(words) for key, words in lexicon.load("grammar").items()}
_CONJUNCTIONS = ("as", "after", "before", "since", "until")
_TIES = ("of", "from", "by", "between", "as")
_PLANS = tuple(frozenset(nouns) for nouns in lexicon.load("status")["nouns"].values())
_MEMBERS = ("countries", "nations", "members", "states")
_REACH = 40
_CLAUSE = 6
"""So many words at most are the subject of a relative clause: "that the two foreign ministers had promised"."""


def governor_of(parse: Parse, group: VerbGroup) -> VerbGroup | None:
    """The nearest verb group before another."""
    return next((g for g in reversed(parse.groups) if g.end <= group.first), None)


def subject_of(parse: Parse, group: VerbGroup, *, depth: int = 0) -> tuple[Chunk, ...]:
    """The chunks that are the subject of a verb; empty when it is no mention, or cannot be told."""
    if depth > 4:
        return ()
    over = governor_of(parse, group)
    if group.to >= 0 and parse.lower(group.to - 1) in BE:
        return _walk(parse, group.to - 2, joined=False, depth=depth)  # "are to be signed"
    if group.to >= 0 or (not group.finite and group.form == "ing"):
        return _controller(parse, group, over, depth)
    if parse.lower(group.first - 1) in _RELATIVE:
        return _antecedent(parse, group.first - 2)
    if parse.lower(group.first - 1) in ("and", "but", "or", "then"):
        before = [g for g in reversed(parse.groups) if g.end <= group.first and g.finite]
        if parse.lower(group.first - 2) == ",":  # "to attend a summit that starts on Friday, and will return"
            before = [g for g in before if parse.lower(g.first - 1) not in _RELATIVE] or before
        alike = [g for g in before if g.auxiliaries[:1] == group.auxiliaries[:1] and (g.modal < 0) == (group.modal < 0)]
        if group.auxiliaries or group.modal >= 0:
            before = alike or before  # "has denied the regime carried it out, and has denounced"
        return subject_of(parse, before[0], depth=depth + 1) if before else ()
    joined = parse.lower(group.first - 1) == ","
    return _walk(parse, group.first - 1, joined=joined, depth=depth)


def _controller(parse: Parse, group: VerbGroup, over: VerbGroup | None, depth: int) -> tuple[Chunk, ...]:
    """The subject of an infinitive or participle: the object of "urged X to", else the subject of its governor."""
    chunk = parse.chunk(group.first - 1)
    owners = _owners(parse, group, over)
    if owners is not None:
        return owners
    if over is None:
        if chunk and group.to >= 0:
            return _coordinated(parse, chunk)
        main = next((g for g in parse.groups if g.first > group.head and g.finite), None)
        return subject_of(parse, main, depth=depth + 1) if main and parse.lower(group.first - 1) != "without" else ()
    persuades = over.lemma in _WORDS["persuading"]
    if persuades and group.to >= 0 and not over.passive and chunk is None:
        chunk = _persuaded(parse, over, group)
    if chunk and persuades and chunk.first >= over.end and not over.passive:
        return _coordinated(parse, chunk)
    if persuades and group.to >= 0 and not over.passive and over.end < group.first and not _is_promise(parse, over):
        return ()  # "asked me to come", "urged the rebels to meet"
    return subject_of(parse, over, depth=depth + 1)


def _persuaded(parse: Parse, over: VerbGroup, group: VerbGroup) -> Chunk | None:
    """The object of "urged the Council on Friday to": a name, with nothing but a time between it and "to"."""
    start = over.end + (parse.lower(over.end) in DETERMINERS)
    chunk = parse.chunk(start)
    if chunk is None or chunk.first != start:
        return None
    between = (parse.lower(k) for k in range(chunk.end, group.first))
    return chunk if all(is_calendar(lower) or lower in ("on", "in", "at") for lower in between) else None


def _is_promise(parse: Parse, over: VerbGroup) -> bool:
    """Whether what stands behind a verb is no object of it: an adverb, a time, "for" or "with" somebody."""
    lower = parse.lower(over.end)
    return lower in PREPOSITIONS or is_calendar(lower) or lower in _WORDS["adverbs"] or lower.endswith("ly")


def _owners(parse: Parse, group: VerbGroup, over: VerbGroup | None) -> tuple[Chunk, ...] | None:
    """Whose the noun over an infinitive is: "cited Russia's efforts to arm them"; None for nobody's own.

    That of "its efforts" is the subject of the verb before, if nobody else is named since.
    """
    noun = group.to - 1
    if group.to < 0 or not any(parse.lower(noun) in nouns for nouns in _PLANS) or parse.group(noun) is not None:
        return None
    edge = left_edge(parse, noun)
    named = [chunk for k in range(edge, noun) if (chunk := parse.chunk(k)) is not None]
    if named:
        return _coordinated(parse, named[-1])
    if parse.lower(edge) not in ("its", "their") or over is None:
        return None
    return () if any(parse.chunk(k) is not None for k in range(over.end, edge)) else None


def _antecedent(parse: Parse, index: int) -> tuple[Chunk, ...]:
    """The chunk that a relative pronoun after `index` points to; none for "the attack in Kabul that killed"."""
    closed = parse.lower(index) == ","
    chunk = parse.chunk(index - closed)
    if chunk is None:
        return ()
    where = chunk.head.kind == MentionKind.PLACE and parse.lower(index + 1) != "who" and not closed
    tie = parse.lower(left_edge(parse, chunk.first, name=True) - 1)
    return () if where and tie in PREPOSITIONS and tie != "of" else (chunk,)


def _walk(parse: Parse, index: int, *, joined: bool, depth: int) -> tuple[Chunk, ...]:
    """Leftwards from a verb to its subject, over adverbs, marks, prepositional phrases and insertions."""
    inserted = parse.lower(index) == ","
    skipped = False
    for _ in range(_REACH):
        if index < 0:
            return ()
        chunk, group, lower = parse.chunk(index), parse.group(index), parse.lower(index)
        if chunk is not None:
            edge = left_edge(parse, chunk.first, name=True)
            tie = parse.lower(edge - 1)
            if "not" in (tie, parse.lower(chunk.first - 1)):
                return ()  # "... but not Russia - will reach agreement"
            if tie in ("like", "unlike"):
                return ()  # "like X, a man who ... called"
            if tie == "than" and parse.lower(edge - 2) == "rather":
                index, skipped = edge - 3 - (parse.lower(edge - 3) == ","), False
                continue
            if is_participle(parse, edge - 1):
                index, skipped = edge - 3, True  # "militias supporting the government warned"
                continue
            if tie == "of" and is_person(parse.chunk(edge - 2)):
                index = edge - 2  # "King Abdullah of Jordan received ..."
                continue
            of_group = tie in ("of", "from", "for") and _group_noun_before(parse, edge - 1)
            if tie in PREPOSITIONS and not of_group and (skipped or tie not in _CONJUNCTIONS):
                index, skipped = edge - 2, True
                continue
            governed = parse.group(edge - 1)
            if joined and not skipped and governed is not None and governed.finite:
                return subject_of(parse, governed, depth=depth + 1)  # "is visiting Israel, will meet Netanyahu"
            if governed is not None and not governed.finite:
                index, skipped = governed.first - 1, True  # the object of "visiting El Salvador" does nothing itself
                continue
            if governed is not None and parse.lower(governed.first - 1) in _RELATIVE and (inserted or skipped):
                return _antecedent(parse, governed.first - 2)  # "Perez, who has criticised Trump, did not ..."
            if inserted and not skipped and _is_named_after(parse, chunk):
                return _with_before(parse, chunk)
            if inserted and skipped is False and parse.lower(chunk.first - 1) == ",":
                index, inserted = chunk.first - 2, False
                continue
            return _with_body(parse, _coordinated(parse, chunk))
        if chunk is None and parse.lower(index - 1) == "of" and is_person(parse.chunk(index - 2)):
            index -= 2  # the country after a name: "King Abdullah of Jordan received ..."
            continue
        if group is not None:
            document = _told_of(parse, group)
            if document is not None:
                return (document,)
            if joined and not skipped:
                return subject_of(parse, group, depth=depth + 1)
            if parse.lower(group.first - 1) in _RELATIVE:
                return _antecedent(parse, group.first - 2)
            return subject_of(parse, group, depth=depth + 1) if joined and group.finite else ()
        if lower in _MEMBERS and (body := parse.chunk(index - 1)) is not None and is_organisation(body):
            counted = parse.lower(body.first - 1)
            several = counted in (*DETERMINERS - {"the"}, "other", "fellow", "certain") or counted[:1].isdigit()
            return () if several else (body,)  # "the G7 countries signed", not "two G7 countries"
        if lower in _WORDS["group_nouns"] and parse.chunk(index - 1) is not None:
            return _coordinated(parse, parse.chunk(index - 1))  # type: ignore[arg-type]
        if not _passable(parse, index, lower) or not (inserted or skipped or _slight(lower)):
            return _before_unnamed(parse, index)
        index -= 1
    return ()


def _before_unnamed(parse: Parse, index: int) -> tuple[Chunk, ...]:
    """Those who are named before others who are not: "Iran and six world powers struck"."""
    if not parse.lower(index).endswith("s") or parse.group(index) is not None:
        return ()
    edge = left_edge(parse, index)
    before = parse.chunk(edge - 2) if parse.lower(edge - 1) == "and" else None
    named = any(parse.chunk(k) is not None for k in range(edge, index))
    return _coordinated(parse, before) if before is not None and not named else ()


def _is_named_after(parse: Parse, chunk: Chunk) -> bool:
    """Whether a person's name stands between commas after a noun that is no name: "China's top diplomat, Wang Yi,"."""
    noun = chunk.first - 2
    if not is_person(chunk) or parse.lower(chunk.first - 1) != "," or parse.chunk(noun) is not None:
        return False
    plain = parse.lower(noun).isalpha() and parse.group(noun) is None and not is_calendar(parse.lower(noun))
    return plain and any(parse.chunk(k) is not None for k in range(left_edge(parse, noun), noun))


def _with_before(parse: Parse, chunk: Chunk) -> tuple[Chunk, ...]:
    """The person who is named after a noun, with who is joined to the noun: "X and the diplomat, Y,"."""
    edge = left_edge(parse, chunk.first - 2)
    before = parse.chunk(edge - 2) if parse.lower(edge - 1) == "and" else None
    return (*_coordinated(parse, before), chunk) if before is not None else (chunk,)


def _told_of(parse: Parse, group: VerbGroup) -> Chunk | None:
    """The document that a relative clause with a subject of its own is about: "the treaty that envoys had promised"."""
    for index in range(group.first - 1, max(-1, group.first - 1 - _CLAUSE), -1):
        if parse.group(index) is not None or parse.lower(index) in (",", ";", ":"):
            return None
        if parse.lower(index) in ("that", "which"):
            chunk = parse.chunk(index - 1 - (parse.lower(index - 1) == ","))
            return chunk if chunk is not None and chunk.head.kind == MentionKind.INSTRUMENT else None
    return None


def _with_body(parse: Parse, members: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Those who are named, with the body that they are named as the members of: "the Council of Peru and Chile met"."""
    before = parse.chunk(members[0].first - 1)
    if is_organisation(members[0]) and before is not None and before.paired(parse.text):
        return (before, *members)  # "the Egypt-Sudan Joint Commission"
    edge = left_edge(parse, members[0].first, name=True)
    body = parse.chunk(edge - 2) if parse.lower(edge - 1) == "of" else None
    return (body, *members) if body is not None and is_organisation(body) else members


def _slight(lower: str) -> bool:
    """Whether a word is no noun that could be the subject itself: a mark, an adverb, a preposition, a time."""
    small = lower in _MARKS or lower in PREPOSITIONS or lower in _WORDS["adverbs"] or is_calendar(lower)
    return small or not lower.isalpha() or lower.endswith("ly") or lower in ("and", "but", "then")


def _passable(parse: Parse, index: int, lower: str) -> bool:
    """Whether a word between a subject and its verb may be passed over."""
    if lower in _MARKS or lower in (",", "and", "but", "then", "-", "–", "—") or is_calendar(lower):
        return True
    if lower.endswith("ly") or lower in _WORDS["adverbs"] or lower in PREPOSITIONS:
        return True
    edge = left_edge(parse, index)
    return parse.lower(edge - 1) in PREPOSITIONS and parse.lower(edge - 1) != "of"


def _group_noun_before(parse: Parse, preposition: int) -> bool:
    return parse.lower(preposition - 1) in _WORDS["group_nouns"]


def _coordinated(parse: Parse, last: Chunk) -> tuple[Chunk, ...]:
    """A chunk with those joined to it from before: "A, B and C"."""
    found, chunk = [last], last
    while True:
        edge = left_edge(parse, chunk.first, name=True)
        joint = parse.lower(edge - 1)
        before = parse.chunk(edge - 2)
        if joint == "and" and before is None and parse.lower(edge - 2) == ",":
            before = parse.chunk(edge - 3)
        if before is None and parse.lower(edge - 3) == "of":
            before = parse.chunk(edge - 4)  # "Sergei Martynov of Belarus and Sergey Lavrov"
        pair = joint == "," and before is not None and before.head.kind == chunk.head.kind and _opens(parse, before)
        if before is None or not (joint == "and" or (joint == "," and len(found) > 1) or pair):
            return tuple(reversed(found))
        tie = parse.lower(left_edge(parse, before.first, name=True) - 1)
        if joint == "and" and tie in PREPOSITIONS and tie not in (*_TIES, *_CONJUNCTIONS):
            return tuple(reversed(found))  # "... sanctions on Iran and the Council imposed": "and" joins two clauses
        found.append(before)
        chunk = before


def _opens(parse: Parse, chunk: Chunk) -> bool:
    """Whether a sentence begins with a chunk, or a list of its kind up to it: "US, Philippines, Japan set to hold"."""
    while chunk.first > 1 and parse.lower(chunk.first - 1) == ",":
        before = parse.chunk(chunk.first - 2)
        if before is None or before.head.kind != chunk.head.kind:
            return False
        chunk = before
    return chunk.first == 0
