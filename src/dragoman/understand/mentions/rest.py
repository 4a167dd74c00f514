"""Organisations, places and peoples: what is left when people and offices have been named."""

from __future__ import annotations

from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Mention, MentionKind
from dragoman.understand.mentions.line import Line, states_after, states_before
from dragoman.understand.mentions.naming import Naming, name_of
from dragoman.understand.mentions.persons import Known, has_head, name_end, person_in_run, tokens_of
from dragoman.understand.mentions.phrases import Found, Phrase, Tag
from dragoman.understand.mentions.spelling import spelling_key
from dragoman.understand.mentions.words import listed

PLACES = {Tag.COUNTRY, Tag.CAPITAL, Tag.CITY, Tag.REGION}


def name_bodies(line: Line, mentions: list[Mention]) -> None:
    """Bodies of a state with its country ("Russian Foreign Ministry", "the ministries of Belarus and Russia")."""
    for tag in [f for f in line.found if f.phrase.tag is Tag.BODY]:
        if line.free(tag.first, tag.last):
            _name_body(line, tag, mentions)


def _name_body(line: Line, tag: Found, mentions: list[Mention]) -> None:
    before, first = states_before(line, tag.first)
    last = tag.last
    after: list[Found] = []
    if not before and line.word(last) == "of":
        after, last = states_after(line, last + 1)
        last = last if after else tag.last
    states = [s for s in before or after if s.phrase.country]
    if not states and _seated(line, tag, mentions):
        return
    if not states:
        _name_lone_body(line, tag, mentions)
        return
    if not line.free(first, last):
        return
    line.take(first, last)
    for state in states:
        span = line.span(state.first, tag.last) if before else line.span(tag.first, state.last)
        name = f"{tag.phrase.name} of {with_article(state.phrase)}"
        mentions.append(Mention(span, MentionKind.ORGANISATION, name, state.phrase.country, by="body and country"))


def _seated(line: Line, tag: Found, mentions: list[Mention]) -> bool:
    """Name "the defence ministry in Vilnius": a ministry of the country whose capital it is; False for another."""
    seat = line.tag_at(tag.last + 1, Tag.CAPITAL) if line.word(tag.last) == "in" else None
    country = seat.phrase.country if seat else None
    if seat is None or country is None or tag.phrase.plural or not tag.phrase.name.startswith("Ministry of"):
        return False
    if not line.free(tag.first, seat.last):
        return False
    line.take(tag.first, tag.last)
    name = str(load("countries")["countries"][country]["name"])
    article = "the " if country in load("countries")["article"] else ""
    whole = f"{tag.phrase.name} of {article}{name}"
    span = line.span(tag.first, tag.last)
    mentions.append(Mention(span, MentionKind.ORGANISATION, whole, country, by="body and capital"))
    return True


def _name_lone_body(line: Line, tag: Found, mentions: list[Mention]) -> None:
    """A body without a country: only one that names its country by itself, or that is written as a name."""
    written = all(w.capital for w in line.words[tag.first : tag.last] if len(w.text) > 3) or tag.phrase.extra == "alone"
    if tag.phrase.plural or (tag.phrase.country is None and (line.titled or not written)):
        return
    if tag.phrase.common and tag.last - tag.first == 1 and (tag.first == 0 or line.titled):
        return
    line.take(tag.first, tag.last)
    span = line.span(tag.first, tag.last)
    mentions.append(Mention(span, MentionKind.ORGANISATION, tag.phrase.name, tag.phrase.country, by="body"))


def name_runs(line: Line, naming: Naming) -> None:
    """People without a title, and organisations by the head word of their name."""
    at = 0
    while at < len(line.words):
        end = name_end(line, at)
        if end > at:
            _name_run(line, naming, at, end)
        at = max(end, at + 1)


def _name_run(line: Line, naming: Naming, first: int, last: int) -> None:
    while last > first and line.words[last - 1].text in ("-", "."):
        last -= 1
    tokens = tokens_of(line, first, last)
    if not line.titled and has_head(tokens[-1:]):
        last = _with_complement(line, last)
        tokens = tokens_of(line, first, last)
    if not line.titled and len(tokens) > 1 and has_head(tokens) and not has_head(tokens[:1], "instrument_heads"):
        _name_organisation(line, naming.mentions, first, last)
        return
    person = person_in_run(line, first, last, naming.known) if last > first else None
    if person:
        line.take(person.first, person.last)
        span = line.span(person.first, person.last)
        naming.mentions.append(Mention(span, MentionKind.PERSON, name_of(line, person), by=person.why))
    elif last > first and not line.titled and line.free(first, last) and _is_outlet(line, last):
        line.take(first, last)
        span = line.span(first, last)
        naming.mentions.append(Mention(span, MentionKind.ORGANISATION, _words(span, line), by="outlet"))


def _is_outlet(line: Line, at: int) -> bool:
    """Whether the noun of an outlet stands here: "agency", "news agency", "television channel"."""
    at += line.word(at) in ("news", "television", "tv", "radio")
    return line.word(at) in load("names")["outlets"]


def _with_complement(line: Line, at: int) -> int:
    """Where "of Security", "for Peace Studies", "of England" after the head of an organisation's name ends."""
    if line.word(at) not in ("of", "for", "on"):
        return at
    start = at + 1 + (line.word(at + 1) == "the")
    found = line.starts.get(start)
    if found and found.phrase.tag in PLACES and line.free(found.first, found.last):
        return at if _and_another_place(line, found.last) else found.last
    end = name_end(line, start)
    if end == start or has_head(tokens_of(line, start, start + 1), "instrument_heads"):
        return at
    more = name_end(line, end + 1) if line.word(end) == "and" else end
    return more if more > end + 1 and not listed(line.words[end + 1].text, "given") else end


def _and_another_place(line: Line, at: int) -> bool:
    """Whether "and Chile" follows: "the Council of Peru and Chile" is the council of both, and none's name."""
    other = line.starts.get(at + 1 + (line.word(at + 1) == "the")) if line.word(at) in ("and", ",") else None
    return other is not None and other.phrase.tag in PLACES


def _bare_capital(line: Line, at: int) -> bool:
    """Whether a capitalised word that no lexicon knows stands here: the name may begin before what was found."""
    return line.words[at].capital and at not in line.inside


def with_article(state: Phrase) -> str:
    """The name of a country as it stands after "of"."""
    return f"the {state.name}" if state.country in load("countries")["article"] else state.name


def _name_organisation(line: Line, mentions: list[Mention], first: int, last: int) -> None:
    """A capitalised run with a head word, with the country before it ("Belarusian State University")."""
    if line.word(first - 1) in ("and", "&", "of", "for") and first > 1 and _bare_capital(line, first - 2):
        return
    states, start = states_before(line, first)
    country = states[0].phrase.country if len(states) == 1 else None
    start = start if len(states) == 1 and not line.words[first - 1].possessive else first
    if not line.free(start, last):
        start = first
    line.take(start, last)
    span = line.span(start, last)
    name = " ".join(span.of(line.text).split())
    mentions.append(Mention(span, MentionKind.ORGANISATION, name, country, by="head word"))


def name_the_rest(line: Line, naming: Naming) -> None:
    """Organisations, places and peoples of the lexicons that are part of nothing longer; a surname is no city."""
    mentions = naming.mentions
    for tag in [f for f in line.found if f.phrase.tag is Tag.ORGANISATION and _part_of_longer(line, f)]:
        if line.free(tag.first, tag.last):
            _name_longer(line, tag, mentions)
    for tag in line.found:
        if not line.free(tag.first, tag.last):
            continue
        kind = _kind(line, tag)
        if kind is None or (tag.phrase.tag is Tag.CITY and _is_surname(line, tag, naming.known)):
            continue
        capital = _capital_of(line, tag)
        if capital:
            line.take(tag.first, tag.last + 1)
            span = line.span(tag.first, tag.last + 1)
            mentions.append(Mention(span, MentionKind.PLACE, capital, tag.phrase.country, by="capital of"))
            continue
        span = line.span(tag.first, tag.last)
        name = _words(span, line) if tag.phrase.tag in (Tag.ADJECTIVE, Tag.PEOPLE) else tag.phrase.name
        line.take(tag.first, tag.last)
        mentions.append(Mention(span, kind, name, _country(line, tag), by=f"lexicon:{tag.phrase.tag}"))


def _capital_of(line: Line, tag: Found) -> str | None:
    """ "The Belarusian capital": the name of the city; None where the words are no capital, or it has no single one."""
    if tag.phrase.tag is not Tag.ADJECTIVE or line.word(tag.last) != "capital" or not tag.phrase.country:
        return None
    following = line.word(tag.last + 1)
    if following and following[0].isalpha() and following in load("names")["not_cities"]:
        return None
    found = load("countries")["countries"].get(tag.phrase.country, {}).get("capital")
    return str(found) if found else None


def _country(line: Line, tag: Found) -> str | None:
    """The country of a phrase; a city's is that of the state after the comma ("Paris, Texas")."""
    state = line.tag_at(tag.last + 1, Tag.REGION) if line.word(tag.last) == "," else None
    if tag.phrase.tag in (Tag.CITY, Tag.CAPITAL) and state and state.phrase.country:
        return state.phrase.country
    return tag.phrase.country


def _words(span: Span, line: Line) -> str:
    return " ".join(span.of(line.text).split())


def _kind(line: Line, tag: Found) -> MentionKind | None:
    if tag.phrase.tag is Tag.ORGANISATION:
        return MentionKind.ORGANISATION
    if tag.phrase.tag in (Tag.ADJECTIVE, Tag.PEOPLE):
        return MentionKind.PEOPLE
    if tag.phrase.tag not in PLACES or _names_agreement(line, tag) or _prefixed(line, tag):
        return None
    return MentionKind.PLACE if tag.phrase.tag is not Tag.CITY or _is_city(line, tag) else None


def _is_surname(line: Line, tag: Found, known: Known) -> bool:
    """Whether a single word is the surname of somebody whom the document names in full."""
    return tag.last - tag.first == 1 and spelling_key(line.words[tag.first].text) in known.surnames


def _prefixed(line: Line, tag: Found) -> bool:
    """ "Trans-Pacific", "Little Havana": a word before a place that makes it another name."""
    before = line.word(tag.first - 1)
    return before == "little" or (before == "-" and line.word(tag.first - 2) in ("trans", "pan", "intra", "inter"))


def _name_longer(line: Line, tag: Found, mentions: list[Mention]) -> None:
    """Name the whole of what a lexicon knows only the end of."""
    first = tag.first
    while first > 0 and line.words[first - 1].capital and first - 1 not in line.taken:
        if listed(line.words[first - 1].text, "never"):
            break
        first -= 1
    span = line.span(first, tag.last)
    state = line.tag_at(first, Tag.ADJECTIVE, Tag.COUNTRY)
    line.take(first, tag.last)
    country = state.phrase.country if state else None
    mentions.append(Mention(span, MentionKind.ORGANISATION, _words(span, line), country, by="head word"))


def _part_of_longer(line: Line, tag: Found) -> bool:
    """ "the African National Congress", "Kurdistan Democratic Party": the end of a name that no lexicon has."""
    at = tag.first - 1
    if at < 0 or line.titled or not has_head([line.words[tag.last - 1].text]):
        return False
    before, word = line.inside.get(at), line.words[at]
    if before and before.phrase.country in (tag.phrase.country, None) and before.phrase.tag is not Tag.ADJECTIVE:
        return before.phrase.country is None and before.phrase.tag is Tag.REGION
    if before:
        return before.phrase.country != tag.phrase.country
    return word.capital and word.text[0].isalpha() and at > 0 and not listed(word.text, "never")


def _names_agreement(line: Line, tag: Found) -> bool:
    """ "the Minsk agreements", "the Paris climate accord": a city that is part of a title, no place."""
    if tag.phrase.tag not in (Tag.CAPITAL, Tag.CITY):
        return False
    return line.word(tag.last) in load("names")["agreements"] or (
        line.word(tag.last + 1) in load("names")["agreements"] and line.word(tag.last) not in ("and", ",", "'s", "’s")
    )


def _is_city(line: Line, tag: Found) -> bool:
    """Whether the words of a city's name stand for the city: after a preposition, before a country, or a large one."""
    after = tag.last + 1
    if line.word(tag.last) == "," and line.tag_at(after, Tag.COUNTRY, Tag.REGION):
        return True
    alone = tag.last >= len(line.words) or not line.words[tag.last].capital or tag.last in line.starts
    before_at = tag.first - 1
    alone = alone and not (before_at > 0 and line.words[before_at].capital and before_at not in line.ends)
    if not alone:
        return False
    located = line.word(before_at) in load("names")["locatives"] or (
        line.word(before_at) == "of" and line.word(before_at - 1) in ("city", "town", "port")
    )
    return located or (not tag.phrase.common and not line.titled)
