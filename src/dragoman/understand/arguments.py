"""Who and what belongs to a verb or event noun: its subject, and what follows it with the word that ties it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import lexicon
from dragoman.types import MentionKind
from dragoman.understand.parse import BE, DETERMINERS, PREPOSITIONS, Chunk, Parse, VerbGroup

__all__ = ["Link", "clause_end", "governor_of", "is_calendar", "left_edge", "links_after", "subject_of"]

_RELATIVE = ("who", "which", "that", "whom")
_STOPS = ("that", "who", "which", "while", "because", "but", ";", ":", "when", "where", "if", "unless", "as", "whose")
_COORDINATES = ("and", ",", "or", "&", "including", "plus")
_MARKS = ('"', "“", "”", "'", "‘", "’", "(", ")", "«", "»")
_WORDS = {key: frozenset(words) for key, words in lexicon.load("grammar").items()}
_OVER_OF = ("the", "their", "its", "these", "those")
_CLAUSE_STARTS = (",", "and", ";", "but", "while", "that", "who", "which", "as")
_CONJUNCTIONS = ("as", "after", "before", "since", "until")
_PLANNING = ("plan", "schedule", "set", "slate", "expect")
_LASTING = ("last", "end", "conclude", "run", "continue", "finish", "go")
_PLANS = tuple(frozenset(nouns) for nouns in lexicon.load("status")["nouns"].values())
_MEMBERS = ("countries", "nations", "members", "states")
_OWNERS = (MentionKind.PERSON, MentionKind.OFFICE)
_REACH = 40
_CLAUSE = 6
"""So many words at most are the subject of a relative clause: "that the two foreign ministers had promised"."""


@dataclass(frozen=True, slots=True)
class Link:
    """A chunk after a trigger with the word that ties it: "object", a preposition, or "" when it is another's.

    `preposition` is the last one before the chunk, whoever's it is.
    """

    chunk: Chunk
    tie: str
    preposition: str = ""


def is_calendar(lower: str) -> bool:
    """Whether a word belongs to a time rather than to a name."""
    return lower in _WORDS["calendar"] or lower[:1].isdigit()


def left_edge(parse: Parse, first: int, *, name: bool = False) -> int:
    """The first token of the noun phrase whose head starts at `first`: determiner, adjectives, possessors.

    A name (`name`) has no time among its adjectives: "by the spring President Petro had ...".
    """
    index = first
    while index > 0 and first - index < _REACH:
        before, lower = index - 1, parse.lower(index - 1)
        at = index - 1 if lower in _OVER_OF else index  # "the third round of the political dialogue"
        if parse.lower(at - 1) == "of" and parse.lower(at - 2) in _WORDS["quantities"] and parse.chunk(at - 2) is None:
            index = at - 2
            continue
        closed = lower in PREPOSITIONS or lower in ("and", "or", "but", "that") or lower in _WORDS["particles"]
        if parse.group(before) is not None or closed:
            break
        if is_calendar(lower) and (parse.tokens[before].text[:1].isupper() or (name and lower.isalpha())):
            break
        chunk = parse.chunk(before)
        if chunk is not None:
            if not _possessor(parse, chunk, index):
                break
            index = chunk.first
        elif lower in ("'s", "'", "’") and parse.chunk(before - 1) is not None:
            index = parse.chunk(before - 1).first  # type: ignore[union-attr]
        elif lower == "'s" and is_calendar(parse.lower(before - 1)):
            index = before - 1  # "this year's meeting"
        elif lower in ("'s", "'", "’") and parse.lower(before - 1) in _WORDS["group_nouns"]:
            index = before - 1  # "the next leaders' meeting"
        elif (lower == "+" or lower.replace("-", "").isalnum()) and (
            not lower.endswith("ly") or lower in _WORDS["ly_adjectives"]
        ):
            index = before
            if lower in DETERMINERS:
                break
        else:
            break
    return index


def _possessor(parse: Parse, chunk: Chunk, index: int) -> bool:
    """Whether a chunk right before a noun modifies it: "Russian talks", "the NATO summit"."""
    return chunk.end == index and chunk.head.kind in (
        MentionKind.PEOPLE,
        MentionKind.PLACE,
        MentionKind.ORGANISATION,
        MentionKind.OFFICE,
    )


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
    if chunk and persuades and chunk.first >= over.end and not over.passive:
        return _coordinated(parse, chunk)
    if persuades and group.to >= 0 and not over.passive and over.end < group.first and not _is_promise(parse, over):
        return ()  # "asked me to come", "urged the rebels to meet"
    return subject_of(parse, over, depth=depth + 1)


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
    """The chunk that a relative pronoun after `index` points to."""
    if parse.lower(index) == ",":
        index -= 1
    chunk = parse.chunk(index)
    return (chunk,) if chunk else ()


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
            if _is_participle(parse, edge - 1):
                index, skipped = edge - 3, True  # "militias supporting the government warned"
                continue
            if tie == "of" and _is_person(parse.chunk(edge - 2)):
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
        if chunk is None and parse.lower(index - 1) == "of" and _is_person(parse.chunk(index - 2)):
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
        if lower in _MEMBERS and (body := parse.chunk(index - 1)) is not None and _is_body(body):
            counted = parse.lower(body.first - 1)
            several = counted in (*DETERMINERS - {"the"}, "other", "fellow", "certain") or counted[:1].isdigit()
            return () if several else (body,)  # "the G7 countries signed", not "two G7 countries"
        if lower in _WORDS["group_nouns"] and parse.chunk(index - 1) is not None:
            return _coordinated(parse, parse.chunk(index - 1))  # type: ignore[arg-type]
        if not _passable(parse, index, lower) or not (inserted or skipped or _slight(lower)):
            return ()
        index -= 1
    return ()


def _is_named_after(parse: Parse, chunk: Chunk) -> bool:
    """Whether a person's name stands between commas after a noun that is no name: "China's top diplomat, Wang Yi,"."""
    noun = chunk.first - 2
    if not _is_person(chunk) or parse.lower(chunk.first - 1) != "," or parse.chunk(noun) is not None:
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


def _is_participle(parse: Parse, index: int) -> bool:
    """Whether a word is the participle that a plural before it is described by: "countries fighting the group"."""
    lower, noun = parse.lower(index), parse.lower(index - 1)
    free = parse.chunk(index) is None and parse.chunk(index - 1) is None and parse.group(index - 1) is None
    return free and len(lower) > 5 and lower.endswith("ing") and len(noun) > 3 and noun.endswith("s") and noun.isalpha()


def _with_body(parse: Parse, members: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Those who are named, with the body that they are named as the members of: "the Council of Peru and Chile met"."""
    before = parse.chunk(members[0].first - 1)
    if _is_body(members[0]) and before is not None and before.paired(parse.text):
        return (before, *members)  # "the Egypt-Sudan Joint Commission"
    edge = left_edge(parse, members[0].first, name=True)
    body = parse.chunk(edge - 2) if parse.lower(edge - 1) == "of" else None
    return (body, *members) if body is not None and _is_body(body) else members


def _is_person(chunk: Chunk | None) -> bool:
    return chunk is not None and chunk.head.kind == MentionKind.PERSON


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
        if joint == "and" and tie in PREPOSITIONS and tie not in ("of", "from", "by", "between", "as"):
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


def links_after(parse: Parse, index: int) -> Iterator[Link]:
    """What follows a trigger, in order, each with its tie; ends where another clause begins."""
    tie, last_tie, noun_between, preposition = "object", "", False, ""
    end = min(len(parse.tokens), index + _REACH)
    while index < end:
        chunk, lower = parse.chunk(index), parse.lower(index)
        if parse.group(index) is not None or (chunk is None and lower in _STOPS and not _as_office(parse, index)):
            return
        if lower == "one" and parse.lower(index - 1) == "the" and parse.lower(index + 1) in ("in", "at"):
            return  # "the third session, after the one in Lima"
        if chunk is not None and chunk.first < index:
            yield from _inside(parse, chunk, index)
            index = chunk.end
            continue
        if chunk is not None and _is_modifier(parse, chunk):
            index = chunk.end + 1  # "named Xi Jinping ally Li Qiang"
            continue
        if chunk is not None and _is_owner(parse, chunk):
            index = chunk.end + 1  # "sanctioned the president's son", "talks with Putin's envoy X"
            continue
        if chunk is not None:
            if _starts_clause(parse, chunk, tie):
                return
            yield Link(chunk, tie, preposition)
            last_tie, tie, noun_between, index = tie, "", False, chunk.end
            continue
        if noun_between and _is_participle(parse, index):
            return  # "aid to countries fighting the group"
        if lower == "," and chunk is None and not _lists_on(parse, index):
            index = _after_insertion(parse, index)
            tie = ""
            continue
        if lower in _COORDINATES:
            tie = last_tie or tie
        elif lower == "of" and not tie and last_tie in ("in", "at") and parse.lower(index - 1) in _WORDS["locatives"]:
            tie, noun_between, preposition = last_tie, False, lower  # "in the Polish city of Gdansk"
        elif lower in PREPOSITIONS:
            members = lower == "of" and _has_members(parse.chunk(index - 1))
            own = last_tie if members else _tie(parse, index, tie, noun_between)
            tie, noun_between, preposition = own, False, lower
        elif lower.isalpha() and not is_calendar(lower) and lower not in DETERMINERS and tie != "":
            noun_between = lower not in _WORDS["adverbs"] and not lower.endswith("ly")
        index += 1


def _is_body(chunk: Chunk | None) -> bool:
    """Whether a chunk is a body whose members may follow: "the Joint Commission of Brazil and Angola"."""
    return chunk is not None and chunk.head.kind == MentionKind.ORGANISATION


def _has_members(chunk: Chunk | None) -> bool:
    """Whether who belongs to a chunk may follow it: a body, or "the presidents" of some countries."""
    plural = chunk is not None and chunk.head.kind == MentionKind.OFFICE and "plural" in chunk.head.by
    return plural or _is_body(chunk)


def _as_office(parse: Parse, index: int) -> bool:
    """ "Appointed X as foreign minister": "as" before an office begins no clause."""
    after = index + 2 if parse.lower(index + 1) in DETERMINERS else index + 1
    chunk = parse.chunk(after)
    return parse.lower(index) == "as" and chunk is not None and chunk.head.kind == MentionKind.OFFICE


def _inside(parse: Parse, chunk: Chunk, index: int) -> Iterator[Link]:
    """What is named in the rest of a chunk that a trigger begins in: "reached an [agreement with Jordan]"."""
    start = parse.tokens[index].span.start
    for mention in chunk.mentions:
        if mention.span.start < start or mention.kind == MentionKind.INSTRUMENT:
            continue
        first = next(k for k in range(index, chunk.end) if parse.tokens[k].span.end > mention.span.start)
        own = Chunk(first, chunk.end, mention.span, (mention,))
        yield Link(own, parse.lower(first - 1), parse.lower(first - 1))


def _after_insertion(parse: Parse, comma: int) -> int:
    """Where the clause goes on after a comma: at a preposition right there, else after the next comma.

    "... visits Riga on 9 May, the ministry in Minsk said" does not go on; "met Tusk, the premier, in Warsaw" does.
    """
    if parse.lower(comma + 1) in PREPOSITIONS:
        return comma + 1
    end = len(parse.tokens)
    return next((k + 1 for k in range(comma + 1, end) if parse.lower(k) == "," and parse.chunk(k) is None), end)


def _lists_on(parse: Parse, comma: int) -> bool:
    """Whether a comma goes on with a list: "A, B and C", not "... in Mexico, U.S. officials said"."""
    index = comma + 1
    for _ in range(_REACH):
        if parse.lower(index) in ("and", "or", "including", "plus"):
            return True
        chunk = parse.chunk(index)
        if chunk is None and parse.lower(index) not in (*DETERMINERS, ",", '"', "“", "”"):
            return False
        index = chunk.end if chunk else index + 1
    return False


def _tie(parse: Parse, index: int, tie: str, noun_between: bool) -> str:
    """The tie that a preposition makes: none of the trigger's when a noun of its own stands before it."""
    lower, before = parse.lower(index), parse.lower(index - 1)
    if lower in ("alongside",) or (lower == "with" and before in ("together", "along", "jointly")):
        return "with"
    if before in _WORDS["locatives"] and lower == "of":
        return "in" if tie in ("in", "on", "at", "within", "across") else tie
    passed = _WORDS["quantities"]
    if (before in _WORDS["group_nouns"] and lower in ("of", "from")) or (before in passed and lower == "of"):
        return tie
    if lower in ("in", "at") and before in _WORDS["group_nouns"]:
        return lower
    nested = noun_between and parse.chunk(index - 1) is None and not is_calendar(before)
    return "" if nested else lower


def _is_owner(parse: Parse, chunk: Chunk) -> bool:
    """Whether a person only says whose somebody or something is, not "the head of the ministry's department"."""
    owns = chunk.head.kind in _OWNERS and parse.lower(chunk.end) in ("'s", "'", "’")
    return owns and not any(parse.lower(k) == "of" for k in range(chunk.first, chunk.end))


def _is_modifier(parse: Parse, chunk: Chunk) -> bool:
    """Whether a person only says whose ally or aide the next one is."""
    after = parse.chunk(chunk.end + 1)
    return _is_person(chunk) and parse.lower(chunk.end) in _WORDS["relations"] and _is_person(after)


def _starts_clause(parse: Parse, chunk: Chunk, tie: str) -> bool:
    """Whether a chunk is the subject of a verb that follows it, not what the trigger is tied to."""
    end = chunk.end
    while tie == "object" and end - chunk.end < _NOUNS and _is_plain(parse, end):
        end += 1  # "warned the US missile strike had crossed a line"
    group = parse.group(end)
    if group is None or not group.finite or (end > chunk.end and not group.auxiliaries and group.modal < 0):
        return False
    return tie == "object" or (tie == "" and parse.lower(chunk.first - 1) in (",", "and"))


def _is_plain(parse: Parse, index: int) -> bool:
    """Whether a word is neither named, nor a verb, nor one that ties others together."""
    lower = parse.lower(index)
    free = parse.chunk(index) is None and parse.group(index) is None and lower not in _STOPS
    return (
        free and lower.isalpha() and lower not in PREPOSITIONS and lower not in _COORDINATES and not is_calendar(lower)
    )


_NOUNS = 3
"""So many nouns at most stand between a country and the verb that they are the subject of with it."""


def _describes(parse: Parse, group: VerbGroup) -> bool:
    """Whether a participle says for when the noun right before it is: "the meeting planned for 5 March"."""
    planned = group.first == group.head and group.lemma in _PLANNING and group.form == "past"
    chunk = parse.chunk(group.first - 1)
    thing = chunk is None or chunk.head.kind == MentionKind.PLACE
    return planned and thing and parse.lower(group.end) in ("for", "on", "in")


def clause_end(parse: Parse, index: int) -> int:
    """The token index at which the next finite verb with a subject of its own begins, or the sentence ends."""
    for group in parse.groups:
        if group.first <= index:
            continue
        goes_on = parse.lower(group.first - 1) in ("and", "then") and group.lemma in _LASTING
        if group.finite and not goes_on and not _describes(parse, group):
            edge = group.first - 1
            while edge > index and parse.lower(edge) not in (
                ",",
                "and",
                ";",
                "but",
                "while",
                "that",
                "who",
                "which",
                "as",
            ):
                edge -= 1
            return edge if edge > index else group.first
    return len(parse.tokens)
