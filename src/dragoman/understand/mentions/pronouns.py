"""Personal pronouns."""

from __future__ import annotations

from dragoman.lexicon import load
from dragoman.types import Mention, MentionKind
from dragoman.understand.mentions.line import Line
from dragoman.understand.mentions.phrases import Tag
from dragoman.understand.verbs import readings

FORMS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "they": "they", "them": "they"}
FORMS |= {"their": "they", "it": "it", "its": "it"}
_AUXILIARIES = frozenset(word for kind in ("be", "have", "do", "modals") for word in load("grammar")[kind])
POSSESSIVE = frozenset(("his", "her", "their", "its"))


def pronouns(line: Line) -> list[Mention]:
    """The pronouns of a line, and "the two sides", each a mention whose name is its usual form."""
    found = []
    for word in line.words:
        usual = FORMS.get(word.lower)
        if usual and word.index not in line.taken and not (word.text.isupper() and len(word.text) > 1):
            by = "pronoun:possessive" if word.lower in POSSESSIVE else "pronoun"
            found.append(Mention(word.span, MentionKind.PRONOUN, usual, by=by))
    for tag in line.found:
        if tag.phrase.tag is Tag.PARTIES and line.free(tag.first, tag.last):
            span = line.span(tag.first, tag.last)
            found.append(Mention(span, MentionKind.PRONOUN, tag.phrase.name, by="pronoun:plural"))
    found += [m for word in line.words if (m := _the_two(line, word.index)) is not None]
    return found


def _the_two(line: Line, index: int) -> Mention | None:
    """ "The two" right before a verb: "the two held talks"."""
    if line.word(index) != "the" or line.word(index + 1) != "two" or not line.free(index, index + 2):
        return None
    after = line.word(index + 2)
    finite = after in _AUXILIARIES or any("past" in forms for _, forms in readings(after))
    return Mention(line.span(index + 1, index + 2), MentionKind.PRONOUN, "two", by="pronoun:plural") if finite else None
