"""Source chains: who relays whom, the origin first and the publisher last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman import lexicon
from dragoman.spans import Span
from dragoman.types import (
    Attribution,
    ChainLink,
    Directness,
    Document,
    Evidence,
    Mention,
    MentionKind,
    Value,
    ZoneKind,
)
from dragoman.understand.attributions import cue_kind
from dragoman.understand.attributions.after import is_medium, medium_words
from dragoman.understand.credit_lines import Named, source_lines

__all__ = ["source_chain"]

LEAST_SHARE = 0.15
"""A speaker who says less of the news than this is a voice in it, not where it comes from."""

_NEWS = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.QUOTATION})
_ORIGINS = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.OFFICE})
_AGENCY = re.compile(r"[/(]([A-Z][\w .&-]{1,30})[/)]")


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution with the one mention that it resolves to; None for an unnamed speaker."""

    attribution: Attribution
    mention: Mention | None


def source_chain(
    document: Document, mentions: tuple[Mention, ...], attributions: tuple[Attribution, ...]
) -> tuple[ChainLink, ...]:
    """Who the document has its news from, the origin first and the publisher last; () when nothing is known.

    A source line goes before the wording of the body; the speaker to whom most of the news is attributed is
    the origin. Several speakers of equal weight are no chain: then, as where nobody is named, only the
    publisher stands. Bylines are no sources. Names are in the fullest form of the document.
    """
    people = _fullest(document, mentions)
    said = _news(document, mentions, attributions)
    credited = _credited(document, people)
    links = credited or tuple(link for link in _agency(document) if not _is_publisher(document, link))
    if not any(_is_origin(link, people) for link in links):
        links = (_from_lead(document, said, people) if not links else ()) or (
            _from_body(document, said, people, alone=not links) + links
        )
    return _ended(document, links)


def _ended(document: Document, links: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """The links without repeats, and the publisher at the end."""
    publisher = document.publisher
    kept: list[ChainLink] = []
    last = _key(publisher.value) if isinstance(publisher, Value) else ""
    for link in links:
        if _key(link.name) != last and _key(link.name) not in {_key(k.name) for k in kept}:
            kept.append(link)
    if isinstance(publisher, Value):
        fallback = Evidence(document.document_id, None, publisher.value, "publisher")
        kept.append(ChainLink(publisher.value, publisher.evidence[0] if publisher.evidence else fallback))
    return tuple(kept)


def _is_publisher(document: Document, link: ChainLink) -> bool:
    return isinstance(document.publisher, Value) and _key(link.name) == _key(document.publisher.value)


def _key(name: str) -> str:
    """A name for comparison: small letters, no article, letters and digits only."""
    return re.sub(r"\W+", "", name.lower().removeprefix("the "))


# --- names -----------------------------------------------------------------------------------------


def _fullest(document: Document, mentions: Iterable[Mention]) -> dict[str, str]:
    """For each last name of a person, the longest form in the document.

    Left out where two people share it, and where the text below the headline has the last name before any
    fuller form: the fuller one may be somebody else's.
    """
    below = document.zones_of(ZoneKind.BODY, ZoneKind.QUOTATION, ZoneKind.BACKGROUND)
    forms: dict[str, list[str]] = {}
    for mention in mentions:
        counts = " " in mention.name or any(z.span.contains(mention.span) for z in below)
        if mention.kind == MentionKind.PERSON and mention.name and counts:
            forms.setdefault(mention.name.split()[-1].lower(), []).append(mention.name)
    found = {}
    for last, names in forms.items():
        firsts = {name.split()[0].lower() for name in names if " " in name}
        if " " in names[0] and len(firsts) == 1:
            found[last] = max(names, key=len)
    return found


def _full(name: str, people: dict[str, str]) -> str:
    return people.get(name.lower(), name)


def _is_origin(link: ChainLink, people: dict[str, str]) -> bool:
    """Whether a link is somebody who knows, not an outlet that passes on."""
    return not medium_words(link.name)


# --- source lines and datelines --------------------------------------------------------------------


def _credited(document: Document, people: dict[str, str]) -> tuple[ChainLink, ...]:
    """The links of the source lines: persons first, then the one part that relays; unrelated outlets give none."""
    parts = [p for zone in document.zones_of(ZoneKind.CREDITS) for p in source_lines(document.text, zone.span)]
    persons = [n for part in parts for n in part if len(part) == 1 and _is_origin_named(document, n, people, parts)]
    relays = [part for part in parts if not (len(part) == 1 and part[0] in persons)]
    named = persons[:1] + list(relays[0] if len(relays) == 1 else ())
    return tuple(_named_link(document, n, people) for n in named)


def _is_origin_named(document: Document, named: Named, people: dict[str, str], parts: Sequence[object]) -> bool:
    """Whether a part of a source line is somebody who knows: a person, or a body that is no outlet beside one."""
    words = named.span.of(document.text)
    body = len(parts) == 2 and " " in words and not medium_words(words)
    return _is_person(document, named, people) or body


def _is_person(document: Document, named: Named, people: dict[str, str]) -> bool:
    words = named.span.of(document.text)
    return not medium_words(words) and (named.person or words.split()[-1].lower() in people)


def _named_link(document: Document, named: Named, people: dict[str, str]) -> ChainLink:
    return ChainLink(
        _full(named.span.of(document.text), people),
        document.evidence(named.span, by="chain:source line"),
        document.evidence(named.cue, by="chain:source line"),
    )


def _agency(document: Document) -> tuple[ChainLink, ...]:
    """The agency that a dateline names: "MINSK, 12 January /TASS/"."""
    for zone in document.zones_of(ZoneKind.DATELINE):
        for match in _AGENCY.finditer(document.text, zone.span.start, zone.span.end):
            span = Span(match.start(1), match.end(1))
            if medium_words(span.of(document.text)):
                return (ChainLink(span.of(document.text), document.evidence(span, by="chain:dateline")),)
    return ()


# --- the body --------------------------------------------------------------------------------------


def _news(document: Document, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> tuple[_Said, ...]:
    """The attributions that tell the news, each with its mention; a pronoun is the last person who spoke."""
    by_start = {m.span.start: m for m in mentions if m.kind in _ORIGINS}
    zones = document.zones_of(*_NEWS)
    found: list[_Said] = []
    last: Mention | None = None
    for attribution in attributions:
        start = attribution.extent.start
        if attribution.speaker is None or not any(z.span.start <= start < z.span.end for z in zones):
            continue
        if attribution.speaker.of(document.text).lower() in ("he", "she"):
            mention = last if last is not None and last.kind == MentionKind.PERSON else None
        else:
            mention = by_start.get(attribution.speaker.start) or _spoken_for(document, attribution.speaker, mentions)
            last = mention or last
        found.append(_Said(attribution, mention))
    return tuple(found)


_PRESS = re.compile(r"(?:the )?press (?:service|office) (?:of|at) |.*['’]s? press (?:service|office)$", re.IGNORECASE)


def _spoken_for(document: Document, speaker: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The one body whose press service speaks; None for other phrases."""
    if len(speaker) > 120 or not _PRESS.match(speaker.of(document.text)):
        return None
    at = bisect_left(mentions, speaker.start, key=lambda m: m.span.start)
    inside = [m for m in mentions[at : at + 20] if m.kind in _ORIGINS and speaker.contains(m.span)]
    return inside[0] if len(inside) == 1 else None


def _from_lead(document: Document, said: Sequence[_Said], people: dict[str, str]) -> tuple[ChainLink, ...]:
    """The one who told the first sentence, and the outlets that pass it on; () when nobody or several did.

    "..., Ivanova said, according to the agency" is Ivanova and the agency; so is "Ivanova told the agency".
    """
    whole = [s for s in said if _tells_lead(document, s)]
    speakers = [s for s in whole if s.mention is not None and _has_name(s.mention) and _is_speaker(document, s.mention)]
    media = [s for s in whole if s.mention is not None and not _is_speaker(document, s.mention)]
    names = {_name_of(s.mention, people) for s in speakers if s.mention}
    if len(whole) != len(speakers) + len(media) or len(names) > 1:
        return ()
    origin = [_speaker_link(document, s, people) for s in speakers[:1]]
    passed = [link for s in whole for link in _through(document, s.attribution)]
    return (*origin, *passed, *(_speaker_link(document, s, people) for s in media))


def _tells_lead(document: Document, said: _Said) -> bool:
    """Whether an attribution holds the first sentence of the body, as news and not as what somebody thinks."""
    body = document.zones_of(ZoneKind.BODY)[:1]
    contents = said.attribution.contents
    if not body or not contents or contents[0].start >= body[0].span.end:
        return False
    start = body[0].span.start + len(body[0].span.of(document.text)) - len(body[0].span.of(document.text).lstrip())
    begins = min(said.attribution.extent.start, contents[0].start) <= start + 1
    told = _kind(document, said) in ("say", "announce", "confirm") and said.attribution.direct != Directness.DIRECT
    return begins and told and sum(map(len, contents)) >= LEAST_LEAD


LEAST_LEAD = 40
"""Code points of the first sentence that are somebody's."""


def _has_name(mention: Mention) -> bool:
    """Whether somebody is named: a person or body, or the spokesman of one, not an office alone."""
    spoken = mention.office is not None and mention.office.title == "Spokesperson" and mention.office.organisation
    return mention.kind is not MentionKind.OFFICE or bool(spoken)


def _is_speaker(document: Document, mention: Mention) -> bool:
    return mention.kind is MentionKind.PERSON or not is_medium(document.text, mention)


def _speaker_link(document: Document, said: _Said, people: dict[str, str]) -> ChainLink:
    """The speaker of an attribution as a link."""
    assert said.mention is not None
    cue = said.attribution.cue
    evidence = document.evidence(said.mention.span, by="chain:speaker")
    by = document.evidence(cue, by="chain:speaker") if cue and len(cue) else None
    return ChainLink(_name_of(said.mention, people), evidence, by)


def _through(document: Document, way: Attribution) -> tuple[ChainLink, ...]:
    """The outlets through which an attribution reaches the publisher."""
    cue = document.evidence(way.cue, by="chain:relay") if way.cue else None
    return tuple(ChainLink(t.of(document.text), document.evidence(t, by="chain:relay"), cue) for t in way.through)


def _from_body(
    document: Document, said: Sequence[_Said], people: dict[str, str], *, alone: bool
) -> tuple[ChainLink, ...]:
    """The main speaker and those who relay them; () when no one speaker stands out."""
    main = _main_speaker(document, said, people)
    if main is None:
        return ()
    first = next(s for s in said if s.mention is not None and _name_of(s.mention, people) == main)
    origin = _speaker_link(document, first, people)
    return (origin, *(_relays(document, said, people, main) if alone else ()))


def _relays(document: Document, said: Sequence[_Said], people: dict[str, str], main: str) -> tuple[ChainLink, ...]:
    """The outlets through which the main speaker reaches the publisher, where the text says one way only."""
    ways = [s for s in said if s.mention and _name_of(s.mention, people) == main and s.attribution.through]
    names = {tuple(_key(t.of(document.text)) for t in s.attribution.through) for s in ways}
    if len(names) != 1:
        return ()
    return _through(document, ways[0].attribution)


def _name_of(mention: Mention, people: dict[str, str]) -> str:
    """The name of a speaker; of a nameless spokesman, the body that they speak for."""
    if mention.kind == MentionKind.PERSON:
        return _full(mention.name, people)
    office = mention.office
    if office is None or office.title != "Spokesperson" or not (office.organisation and office.country):
        return mention.name
    country = str(lexicon.load("countries")["countries"][office.country]["name"])
    article = "the " if office.country in lexicon.load("countries")["article"] else ""
    return office.organisation if country in office.organisation else f"{office.organisation} of {article}{country}"


def _main_speaker(document: Document, said: Sequence[_Said], people: dict[str, str]) -> str | None:
    """The one with more than half of what is said, if it is a good part of the news; of several, one of the lead."""
    told = [s for s in said if _kind(document, s) != "think"]
    counts = Counter(_name_of(s.mention, people) for s in told if s.mention is not None)
    if not counts:
        return None
    name, most = counts.most_common(1)[0]
    own = [s for s in told if s.mention is not None and _name_of(s.mention, people) == name]
    if 2 * most <= len(told) or _share(document, own) < LEAST_SHARE:
        return None
    return name if len(counts) == 1 or _in_lead(document, own) else None


def _share(document: Document, said: Sequence[_Said]) -> float:
    """Which part of the news, in code points, these sayings are."""
    whole = sum(len(z.span) for z in document.zones_of(ZoneKind.BODY, ZoneKind.QUOTATION))
    return sum(len(c) for s in said for c in s.attribution.contents) / max(1, whole)


def _in_lead(document: Document, said: Sequence[_Said]) -> bool:
    """Whether one of these stands in the headline or the first two paragraphs."""
    lead = document.zones_of(ZoneKind.BODY)[:2]
    return any(s.attribution.extent.start < lead[-1].span.end for s in said) if lead else False


def _kind(document: Document, said: _Said) -> str | None:
    """The kind of the word of saying; None for a quotation without one."""
    cue = said.attribution.cue
    if cue is None or said.attribution.direct == Directness.DIRECT:
        return None
    return cue_kind(cue.of(document.text))
