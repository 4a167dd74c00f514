"""Personal pronouns."""

from __future__ import annotations

from dragoman.types import Mention, MentionKind
from dragoman.understand.mentions.line import Line
from dragoman.understand.mentions.phrases import Tag

FORMS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "they": "they", "them": "they"}
FORMS |= {"their": "they", "it": "it", "its": "it"}
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
    return found
