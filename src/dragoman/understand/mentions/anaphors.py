"""Names said again by a noun: "the agency", "the ministry", "the press service", "the spokesman"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Mention, MentionKind

__all__ = ["named_again"]

REACH = 1_500
"""Code points between a noun and the name that it goes back to."""

_OUTLETS = r"agency|channel|newspaper|daily|broadcaster|portal|website|magazine|wire"
_NOUN = re.compile(
    rf"\b[Tt]he\s+(?:(?:news|television|TV)\s+)?(?P<noun>{_OUTLETS}|ministry|press service|press office"
    r"|spokes(?:man|woman|person))\b(?!\s+(?:of|for|in|at|from)\b|[-–])"
)
_PRESS_BEFORE = re.compile(r"\bpress (?:service|office) (?:of|at) (?:the )?$")
_PRESS_AFTER = re.compile(r"['’]s? press (?:service|office)\b")


def named_again(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], publisher: str = ""
) -> tuple[Mention, ...]:
    """The mentions with what nouns name again, in order of the text.

    A noun goes back to the last name of its sort in reach: the outlet called so ("the Zarechna agency ... the agency"),
    the one ministry named so far, the body whose press service or nameless spokesman spoke. Where several would do it
    names nobody. "The Belarusian ministry" is the one ministry of that country that the document names in full.
    """
    full = _in_full(mentions)
    found = sorted((_completed(m, full) for m in mentions), key=lambda m: m.span)
    own = frozenset({publisher} if " " in publisher else ())
    found = _outlets_again(text, sentences, [_same_spokesman(text, m, found) for m in found], own)
    taken = {at for m in found for at in (m.span.start, m.span.end - 1)}
    again = [m for s in sentences for m in _in_sentence(text, s, found) if m.span.start not in taken]
    return tuple(sorted((*found, *again), key=lambda m: m.span))


def _in_full(mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """The full names of ministries that a document has, by country."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind is MentionKind.ORGANISATION and mention.country and _is_ministry(mention):
            found.setdefault(mention.country, set()).add(mention.name)
    return found


def _is_ministry(mention: Mention) -> bool:
    return mention.name.startswith("Ministry of ") and mention.name.count(" of ") > 1


def _completed(mention: Mention, full: dict[str, set[str]]) -> Mention:
    """ "The Belarusian ministry" with the name of the one ministry of Belarus."""
    bare = mention.by == "body and country" and re.fullmatch(r"Ministry of (?:the )?[^ ]+(?: [A-Z]\w+)*", mention.name)
    known = full.get(mention.country or "", set())
    if not bare or mention.name in known or mention.name.count(" of ") > 1 or len(known) != 1:
        return mention
    return replace(mention, name=next(iter(known)))


def _near(found: Sequence[Mention], span: Span) -> Sequence[Mention]:
    """Of mentions in order, those that may touch a span: none is longer than `REACH`."""
    first, last = (bisect_left(found, at, key=lambda m: m.span.start) for at in (span.start - REACH, span.end))
    return found[first:last]


def _before(found: Sequence[Mention], at: int) -> list[Mention]:
    """Of mentions in order, those that lie before a place, within `REACH`."""
    return [m for m in _near(found, Span(at, at)) if m.span.end <= at]


def _same_spokesman(text: str, mention: Mention, found: Sequence[Mention]) -> Mention:
    """ "The spokesman" with the office of the one who spoke before."""
    bare = mention.kind is MentionKind.OFFICE and mention.office and mention.office.title == "Spokesperson"
    alone = bare and mention.office and not (mention.office.organisation or mention.office.country)
    if not alone or text[max(0, mention.span.start - 4) : mention.span.start].lower() != "the ":
        return mention
    before = _before(found, mention.span.start)
    named = _antecedent(text, "spokesman", before)
    return replace(mention, office=named.office, country=named.country, by="said again") if named else mention


_OUTLET = re.compile(
    r"\b[Tt]he\s+(?P<name>[A-Z][\w-]{1,30}(?:\s+[A-Z][\w-]{1,30}){0,3}),?\s+(?:an?\s+(?:[A-Z]\w{1,20}\s+)?)?"
    r"(?:(?:news|television|TV|radio)\s+)?(?:agency|channel|newspaper|daily|broadcaster|portal|website|magazine|wire)\b"
)
_SURE = ("given name", "title", "surname of a person named in full")


def _called_outlets(text: str, sentence: Span, found: Sequence[Mention]) -> Iterator[str]:
    """The names that a noun calls an outlet ("the Vostok Six television channel"), unless they name something else."""
    for match in _OUTLET.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span("name"))
        inside = [m for m in _near(found, span) if m.span.overlaps(span)]
        described = match["name"].endswith(("-language", "-speaking"))
        if not described and all(m.kind is MentionKind.PERSON and m.by not in _SURE for m in inside):
            yield match["name"]


def _as_outlet(mention: Mention) -> Mention:
    if mention.kind is not MentionKind.PERSON or mention.by in _SURE:
        return mention
    return replace(mention, kind=MentionKind.ORGANISATION, office=None, office_span=None, by="outlet")


def _outlets_again(
    text: str, sentences: Sequence[Span], found: Sequence[Mention], own: frozenset[str]
) -> list[Mention]:
    """The mentions with every further place where an outlet is named that the document calls one, or that issued it."""
    called = {" ".join(n.split()) for s in sentences for n in _called_outlets(text, s, found)}
    names = sorted({m.name for m in found if m.by == "outlet"} | called | own)
    outlets = frozenset(names)
    kept = [_as_outlet(m) if m.name in outlets else m for m in found]
    if not names:
        return kept
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
    again: list[Mention] = []
    for sentence in sentences:
        inside = [m for m in _near(kept, sentence) if m.extent.overlaps(sentence)]
        for match in pattern.finditer(text, sentence.start, sentence.end):
            span = Span(match.start(), match.end())
            if not any(m.span.overlaps(span) for m in inside):
                again.append(Mention(span, MentionKind.ORGANISATION, match.group(), by="outlet"))
    return sorted((*kept, *again), key=lambda m: m.span)


def _in_sentence(text: str, sentence: Span, mentions: Sequence[Mention]) -> Iterator[Mention]:
    for match in _NOUN.finditer(text, sentence.start, sentence.end):
        if _goes_on(text, match.end()):
            continue
        before = _before(mentions, match.start())
        named = _antecedent(text, match["noun"], before)
        if named:
            span = Span(match.start("noun"), match.end())
            office = named.office if named.kind is MentionKind.OFFICE else None
            own = span if office else None
            yield Mention(span, named.kind, named.name, named.country, office, own, by="said again")


_NEXT = re.compile(r"\s+([a-z]{1,20})")
_OF_IT = frozenset(
    ("chief", "head", "staff", "official", "officials", "report", "reports", "statement", "building", "employee")
)


def _goes_on(text: str, at: int) -> bool:
    """Whether a noun follows, so that this one only describes it ("the agency chief")."""
    match = _NEXT.match(text, at)
    return bool(match) and match is not None and match.group(1) in _OF_IT


def _antecedent(text: str, noun: str, before: Sequence[Mention]) -> Mention | None:
    """The mention that a noun goes back to; None where there is none or more than one."""
    if noun.startswith("spokes"):
        offices = [m for m in before if m.office and m.office.title == "Spokesperson" and m.office.organisation]
        return _spoken(offices[-1]) if offices and len({m.office for m in offices}) == 1 else None
    bodies = [m for m in before if m.kind is MentionKind.ORGANISATION]
    if noun == "ministry":
        fitting = [m for m in bodies if m.name.startswith("Ministry of ")]
    elif noun.startswith("press"):
        fitting = [m for m in bodies if _has_press_service(text, m)]
    else:
        last = [m for m in bodies if _called(text, m, noun) or m.span.of(text).lower().endswith(" " + noun)][-1:]
        return next((m for m in last if _called(text, m, noun)), None)
    return fitting[-1] if len({m.name for m in fitting}) == 1 else None


def _spoken(mention: Mention) -> Mention:
    """An office alone, whoever holds it."""
    assert mention.office is not None
    return Mention(mention.span, MentionKind.OFFICE, mention.office.title, mention.office.country, mention.office)


def _has_press_service(text: str, mention: Mention) -> bool:
    after = _PRESS_AFTER.match(text, mention.span.end)
    return bool(after or _PRESS_BEFORE.search(text[max(0, mention.span.start - 30) : mention.span.start]))


def _called(text: str, mention: Mention, noun: str) -> bool:
    """Whether an outlet is called so beside its name ("the Vostok Six television channel"), or is a known agency."""
    words = re.findall(r"\w+", text[mention.span.end : mention.span.end + 40].lower())[:4]
    beside = noun in words[:2] or (noun in words and text[mention.span.end : mention.span.end + 1] == ",")
    return beside or (noun == "agency" and mention.name.lower() in _agencies())


def _agencies() -> frozenset[str]:
    """The names of known news agencies."""
    return frozenset(load("names")["agencies"])
