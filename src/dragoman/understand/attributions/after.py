"""What follows a word of saying: whom it is said to, when and where, and where the content begins."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.spans import Span
from dragoman.types import Mention, MentionKind
from dragoman.understand.attributions.cues import Cue
from dragoman.understand.attributions.line import Line, words

__all__ = ["Opening", "is_medium", "medium_words", "opening"]

_OBJECTS = frozenset({"him", "her", "them", "me", "us", "you", "it"})
_THAT = frozenset({"that", "whether", "how", "why", "what", "when", "where", "if"})
_REACH = 22


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the content of a cue begins, and by what: that, quote, clause, to, noun or "" when none follows."""

    first: int
    by: str
    through: tuple[Span, ...] = ()


def opening(line: Line, cue: Cue, start: int) -> Opening:
    """Where what is said begins after a cue, `start` being the item after the cue and its subject."""
    index = start
    through: tuple[Span, ...] = ()
    if "whom" in cue.saying.takes:
        index, through = _past_hearer(line, start)
    elif line.lower(start) == "to" and "to" not in cue.saying.takes:
        index, through = _past_hearer(line, start + 1)
    plain = _begins(line, cue, index)
    if plain in ("that", "quote", "to", "noun"):
        return Opening(_past_mark(line, index), plain, through)
    far = _past_circumstances(line, index)
    found = _begins(line, cue, far) if far > index else plain
    if found or far == index:
        return Opening(_past_mark(line, far), found, through)
    return Opening(index, "", through)


def _past_mark(line: Line, index: int) -> int:
    """Past the word "that", or the comma or colon before a quotation."""
    if line.lower(index) == "that":
        return index + 1
    return index + 1 if line.lower(index) in (",", ":") else index


def _begins(line: Line, cue: Cue, index: int) -> str:
    """What begins at an item, if the cue takes it; "" otherwise."""
    item, takes, low = line.at(index), cue.saying.takes, line.lower(index)
    if item is None:
        return ""
    if item.quoted is not None:
        return (
            "quote" if len(takes) > 1 else ""
        )  # "The statement read: ..." needs its mark, "he read "War ..."" has none
    if low in (",", ":"):
        return _after_mark(line, index)
    if low in _THAT:
        return "that" if takes & {"clause", "that", "object"} else ""
    if low == "to":
        return "to" if "to" in takes or "whom" in takes else ""
    if low in words("leads") and "for" in takes:
        return "noun"
    if low.endswith("ing") and "ing" in takes and len(low) > 4:
        return "noun"
    return _bare(line, cue, index)


def _after_mark(line: Line, index: int) -> str:
    following = line.at(index + 1)
    if following is None:
        return ""
    if following.quoted is not None:
        return "quote"
    return "that" if line.lower(index) == ":" and (following.mention or following.text[0].isalnum()) else ""


def _bare(line: Line, cue: Cue, index: int) -> str:
    """A clause or noun phrase that begins without "that"."""
    item, takes = line.items[index], cue.saying.takes
    if item.plain and (not item.text[0].isalnum() and item.text not in ("$", "€", "£", "'")):
        return ""
    if item.plain and item.lower in words("prepositions"):
        return ""
    if item.plain and item.lower in ("and", "or", "but", "so", "as", "because", "then", "himself", "herself", "while"):
        return ""
    if "object" in takes:
        return "noun" if cue.saying.lemma != "describe" or "as" in line.lows[index + 1 : index + 25] else ""
    if "noun" in takes and (item.mention or item.lower in words("determiners")):
        return "noun"
    if "clause" not in takes or (_needs_hearer(cue) and index == cue.end):
        return ""
    if item.plain and cue.saying.lemma != "say" and item.lower in words("finite"):
        return ""  # "the treaty that officials had promised in May was not signed"
    return "clause" if _has_verb(line, index, strict=cue.saying.kind == "think") else ""


def _needs_hearer(cue: Cue) -> bool:
    """Whether the word cannot do without the one spoken to ("told", unlike "warned")."""
    return "whom" in cue.saying.takes and "for" not in cue.saying.takes


def _has_verb(line: Line, index: int, *, strict: bool) -> bool:
    """Whether a clause may stand here: a finite verb follows, or, if not strict, a word that looks like one."""
    for position in range(index, min(len(line.items), index + (15 if strict else 40))):
        low = line.lower(position)
        if low in words("finite") or low == "n't":
            return True
        quoted = line.items[position].quoted
        if not strict and position > index and quoted is not None and quoted.inner.of(line.text)[:1].islower():
            return True
        if not strict and position > index and len(low) > 3 and low.endswith(("ed", "es", "s")):
            return True
    return not strict and len(line.items) - index > 5


def _past_hearer(line: Line, index: int) -> tuple[int, tuple[Span, ...]]:
    """Past the one spoken to; an outlet that is told something is one it passes through."""
    for position in range(index, min(len(line.items), index + 8)):
        item = line.items[position]
        if item.mention is not None:
            if line.lower(position + 1) == "'s":
                continue
            medium = (item.mention.span,) if is_medium(line.text, item.mention) else ()
            noun = position + 1 + (line.lower(position + 1) in ("news", "television", "tv", "radio"))
            if line.lower(noun) in words("hearers", "speakers", "occasion"):
                return noun + 1, medium if line.lower(noun) in words("outlets") else ()
            return position + 1, medium
        if item.quoted is not None or item.lower in _THAT or not (item.text[0].isalnum() or item.lower == "'s"):
            return index, ()
        if position == index and item.lower in _OBJECTS:
            return position + 1, ()
        if item.lower in words("hearers") or item.lower in words("speakers"):
            return position + 1, ()
        if item.lower in words("prepositions"):
            return index, ()
        if item.capital and not _capital(line, position + 1):
            run = Span(_run_start(line, position, index), item.span.end)
            return position + 1, (run,) if medium_words(run.of(line.text)) else ()
    return index, ()


def _capital(line: Line, index: int) -> bool:
    item = line.at(index)
    return item is not None and (item.capital or item.speaks)


def _run_start(line: Line, index: int, lowest: int) -> int:
    while index > lowest and line.items[index - 1].capital:
        index -= 1
    return line.items[index].span.start


def is_medium(text: str, mention: Mention) -> bool:
    """Whether a name is an outlet's, by lexicon/sayings.yaml."""
    if mention.kind not in (MentionKind.ORGANISATION, MentionKind.OFFICE):
        return False
    if medium_words(mention.name) or medium_words(mention.span.of(text)):
        return True
    beside = text[mention.span.end : mention.span.end + 40].lower().split()[:2]
    return bool({w.strip(".,;:") for w in beside[: 1 + (beside[:1] in (["news"], ["television"]))]} & words("outlets"))


def medium_words(name: str) -> bool:
    low = name.lower().removeprefix("the ")
    return low in words("media_names") or bool(set(low.split()) & words("media_words"))


def _past_circumstances(line: Line, index: int) -> int:
    """Past times and occasions: "on Monday", "in an interview with the paper", "on the eve of the meeting"."""
    position = index
    while position < min(len(line.items), index + _REACH):
        end = _circumstance_end(line, position)
        if end == position:
            break
        position = end
    return _to_that(line, position, index)


def _circumstance_end(line: Line, position: int) -> int:
    low = line.lower(position)
    if low in words("times") or low in words("between") or (low.endswith("ly") and len(low) > 4):
        return position + 1
    if low in ("last", "this", "earlier", "next", "late") and line.lower(position + 1) in words("times"):
        return position + 2
    if low not in words("prepositions"):
        return position
    return _phrase_end(line, position)


def _phrase_end(line: Line, start: int) -> int:
    """The end of a prepositional phrase of time or occasion; its beginning when it is of neither."""
    for position in range(start + 1, min(len(line.items), start + 9)):
        item, low = line.items[position], line.lower(position)
        if item.quoted is not None or low in words("finite") or low in _THAT:
            return start
        if low in words("times") or low in words("occasion"):
            return _complement_end(line, position + 1)
        if low[:1].isdigit() and len(low) == 4 and line.lower(position - 1) in ("in", "since"):
            return position + 1
        if low and not (low[0].isalnum() or low == "'s"):
            return start
    return start


def _complement_end(line: Line, index: int) -> int:
    """Past a date's number, and past what an occasion is with, of, to or on."""
    while line.lower(index)[:1].isdigit() or line.lower(index) in words("times"):
        index += 1
    if line.lower(index) in ("with", "of", "to", "on", "by", "for") and line.lower(index + 1) not in words("times"):
        for position in range(index + 1, min(len(line.items), index + 7)):
            item = line.items[position]
            if item.mention is not None or (item.capital and not _capital(line, position + 1)):
                return position + 1
            if item.quoted is not None or not item.text[0].isalnum() or item.lower in words("finite"):
                break
            if item.lower in _THAT or item.lower in words("times"):
                break
            if item.lower in words("occasion") or item.lower in words("speakers"):
                return position + 1
    return index


def _to_that(line: Line, position: int, index: int) -> int:
    """On to the word "that" or a quotation when only a phrase lies between, begun by a preposition or a comma."""
    if position == index and line.lower(index) not in words("prepositions") and not _comma(line, index):
        return position
    for further in range(position, min(len(line.items), index + _REACH)):
        item = line.items[further]
        if item.plain and item.lower == "that" and not _relative(line, further):
            return further
        if item.plain and (
            item.lower in words("finite") or item.lower in (";", ":", ".", "and", "but", "who", "which")
        ):
            break
        if item.quoted is not None and further > 0 and line.lower(further - 1) in (",", ":"):
            return further
    return position


def _comma(line: Line, index: int) -> bool:
    item = line.at(index)
    return item is not None and item.comma


def _relative(line: Line, index: int) -> bool:
    """Whether "that" begins a relative clause: a verb follows it at once."""
    low = line.lower(index + 1)
    return low in words("finite") or low.endswith("ed")
