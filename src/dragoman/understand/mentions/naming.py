"""People with the offices beside their names, and offices that stand alone."""

from __future__ import annotations

from dragoman.spans import Span
from dragoman.types import Mention, MentionKind, Office
from dragoman.understand.mentions.languages import is_language
from dragoman.understand.mentions.line import Line
from dragoman.understand.mentions.offices import DETERMINERS, OfficePhrase, office_phrases
from dragoman.understand.mentions.persons import (
    Known,
    PersonName,
    name_end,
    name_like,
    person_after_title,
    person_in_run,
    tokens_of,
)
from dragoman.understand.mentions.phrases import Found, Tag
from dragoman.understand.mentions.words import listed

NAMEABLE = frozenset((Tag.COUNTRY, Tag.CITY, Tag.CAPITAL, Tag.REGION, Tag.ORGANISATION))
LONGEST_FULL = 3
"""Words of a full name whose first is also a place or people: longer runs are headlines."""
GIVEN = NAMEABLE - {Tag.ORGANISATION} | {Tag.ADJECTIVE}
CLOSES = frozenset((",", ".", ";", ")", "—", "–", "-", ":", "who", ""))


class Naming:
    """Names the people and offices of one line; `mentions` is what has been found so far."""

    def __init__(self, line: Line, known: Known) -> None:
        self.line = line
        self.known = known
        self.mentions: list[Mention] = []

    def name_offices(self) -> None:
        """People with a title before or after the name, then the offices without a name."""
        self._free_given_names()
        for office in office_phrases(self.line):
            if self.line.free(office.first, office.last):
                self._name_one(office)
        self._name_addressed()

    def _name_one(self, office: OfficePhrase) -> None:
        person = person_after_title(self.line, office.last, self.known)
        person = person or self._after_comma(office) or self._first_of_two(office)
        if person:
            self._with_all(person, office)
            return
        before = self._before_comma(office)
        if before:
            self._with_office(before, office, None)
            return
        self._alone(office)

    def _with_all(self, person: PersonName, office: OfficePhrase) -> None:
        """The person beside an office; of a plural ("Foreign Ministers A of X and B of Y") the second one as well.

        Two countries before the title go to two people in their order.
        """
        country = self._country_after(person, office)
        second = self._second(person, office) if office.head.plural else None
        if second is None:
            self._with_office(person, office, country)
            return
        shares = office.countries if len(office.countries) == 2 else office.countries[:1] * 2 or (None, None)
        self._with_office(person, office, country or shares[0])
        named = self.mentions[-1]
        code = self._country_after(second, office) or shares[1]
        self.line.take(second.first, second.last)
        said = named.office and Office(named.office.title, named.office.organisation, code)
        span = self.line.span(second.first, second.last)
        name = name_of(self.line, second)
        self.mentions.append(Mention(span, MentionKind.PERSON, name, code, said, None, office.kin, second.why))

    def _second(self, person: PersonName, office: OfficePhrase) -> PersonName | None:
        """The name joined to the first by "and", past the country of the first."""
        line, at = self.line, person.last
        if line.word(at) == "of" and not office.countries:
            state = line.tag_at(at + 1 + (line.word(at + 1) == "the"), Tag.COUNTRY)
            at = state.last if state else at
        return person_after_title(line, at + 1, self.known) if line.word(at) == "and" else None

    def _country_after(self, person: PersonName, office: OfficePhrase) -> str | None:
        """ "Prime Minister Narendra Modi of India": the country after the name."""
        if office.countries or self.line.word(person.last) != "of":
            return None
        found = self.line.tag_at(person.last + 1 + (self.line.word(person.last + 1) == "the"), Tag.COUNTRY)
        if found is None:
            return None
        self.line.take(found.first, found.last)
        return found.phrase.country

    def _after_comma(self, office: OfficePhrase) -> PersonName | None:
        """ "Russia's foreign minister, Sergei Lavrov, said": the name between commas after the office."""
        line, at = self.line, office.last
        if line.word(at) != "," or not (office.definite or office.countries):
            return None
        end = name_end(line, at + 1)
        person = person_in_run(line, at + 1, end, self.known) if end > at + 1 else None
        if person is None and office.countries and line.word(end) == "," and name_like(line, at + 1, end):
            return PersonName(at + 1, end, "apposition to an office")
        whole = person is not None and person.first == at + 1 and person.last == end and end - at > 2
        return person if whole and line.word(end) in CLOSES else None

    def _first_of_two(self, office: OfficePhrase) -> PersonName | None:
        """ "The presidents of X and Y, A and B, met": the first of two names between commas after two offices."""
        line, at = self.line, office.last + 1
        if line.word(office.last) != "," or not office.head.plural or len(office.countries) != 2:
            return None
        end = name_end(line, at)
        last = name_end(line, end + 1) if line.word(end) == "and" else at
        names = name_like(line, at, end) and last > at and name_like(line, end + 1, last)
        return PersonName(at, end, "apposition to an office") if names and line.word(last) == "," else None

    def _before_comma(self, office: OfficePhrase) -> PersonName | None:
        """ "Vladimir Putin, the President of Russia, ...": the name before the comma before the office."""
        line = self.line
        at = office.first - (line.word(office.first - 1) in DETERMINERS)
        if office.kin or line.word(at - 1) not in (",", "(") or line.word(office.last) not in CLOSES:
            return None
        start = at - 1
        while start > 0 and at - start < 9 and name_end(line, start - 1) >= at - 1:
            start -= 1
        while start < at - 1 and name_end(line, start) != at - 1:
            start += 1
        if start >= at - 1:
            return None
        person = person_in_run(line, start, at - 1, self.known)
        if (
            person is None
            and line.titled
            and listed(line.words[start].text, "given")
            and name_like(line, start, at - 1)
        ):
            return PersonName(start, at - 1, "given name beside an office")
        bound = office.countries or (office.offices and office.offices[0].organisation)
        if person is None and bound and not line.titled and name_like(line, start, at - 1):
            return PersonName(start, at - 1, "apposition to an office")
        return person if person and person.last == at - 1 else None

    def _with_office(self, person: PersonName, office: OfficePhrase, country: str | None) -> None:
        line = self.line
        code = country or (office.countries[0] if len(set(office.countries)) == 1 else None)
        said = office.offices[0] if len(office.offices) == 1 or (office.offices and country) else None
        if said and code and (said.country is None or country):
            said = Office(said.title, said.organisation, code)
        end = person.last
        span = line.span(person.first, end)
        office_span = line.span(office.first, office.last)
        line.take(person.first, end)
        line.take(office.first, office.last)
        self.mentions.append(
            Mention(span, MentionKind.PERSON, name_of(line, person), code, said, office_span, office.kin, person.why)
        )

    def _alone(self, office: OfficePhrase) -> None:
        """An office without a name: one mention for each country that it is said of."""
        line = self.line
        if not self._shown(office):
            return
        line.take(office.first, office.last)
        countries = office.countries or (None,)
        for number, code in enumerate(countries):
            first = office.starts[number] if number < len(office.starts) and number else office.first
            said = office.offices[number] if number < len(office.offices) else None
            span = self._share(office, number, first)
            by = "office:plural" if office.head.plural else "office"
            name = said.title if said else office.head.name
            self.mentions.append(Mention(span, MentionKind.OFFICE, name, code, said, span, office.kin, by))

    def _share(self, office: OfficePhrase, number: int, first: int) -> Span:
        """The words of one country's share in an office said of several."""
        if len(office.countries) > 1 and len(office.starts) < len(office.countries):
            ends = [f.last for f in self.line.found if f.phrase.country == office.countries[number]]
            last = max((e for e in ends if office.title_end < e <= office.last), default=office.last)
            return self.line.span(office.first, last)
        return self.line.span(first, office.last)

    def _shown(self, office: OfficePhrase) -> bool:
        """Whether an office stands for somebody: a weak title needs a country or a body beside it."""
        if office.kin or office.countries or (office.offices and office.offices[0].organisation):
            return True
        if office.head.common:
            return False
        capital = self.line.words[office.first].capital and not self.line.titled and office.first > 0
        return (
            office.definite or office.head.plural or capital or office.head.name in ("Spokesperson", "Prime Minister")
        )

    def _name_addressed(self) -> None:
        """ "Mr Lavrov", "Dr Tedros"."""
        for tag in [f for f in self.line.found if f.phrase.tag is Tag.HONORIFIC]:
            if not self.line.free(tag.first, tag.last) or not self.line.words[tag.first].capital:
                continue
            person = person_after_title(self.line, tag.last, self.known)
            if person and self.line.free(person.first, person.last):
                self.line.take(tag.first, person.last)
                span = self.line.span(person.first, person.last)
                by = f"address:{tag.phrase.extra}" if tag.phrase.extra else "address"
                self.mentions.append(Mention(span, MentionKind.PERSON, name_of(self.line, person), by=by))

    def _free_given_names(self) -> None:
        """Forget places and peoples that are part of a name ("Israel Katz", "Danish Siddiqui"), and languages."""
        line = self.line
        adjectives = [f for f in line.found if f.phrase.tag is Tag.ADJECTIVE]
        for tag in [f for f in adjectives if is_language(line, f.first, f.last)]:
            line.take(tag.first, tag.last)
        for tag in [f for f in line.found if line.free(f.first, f.last)]:
            place = tag.phrase.tag in NAMEABLE and part_of_name(line, tag.first, tag.last)
            place = place or (tag.phrase.tag in GIVEN and self._opens_full_name(tag))
            if place or (tag.phrase.tag is Tag.TITLE and _surname(line, tag.first, tag.last)):
                line.drop(tag)

    def _opens_full_name(self, tag: Found) -> bool:
        """Whether a place's or people's single word is the first of a person's full name in this document."""
        first, last, known = tag.first, tag.last, self.known
        if self.line.titled or last - first > 1 or not self.line.words[first].capital:
            return False
        ends = range(first + 2, min(first + LONGEST_FULL, len(self.line.words)) + 1)
        full = (tuple(tokens_of(self.line, first, end)) for end in ends)
        named = known.full | known.perhaps if tag.phrase.tag is Tag.COUNTRY else known.full
        return any(name in named for name in full) and last not in self.line.starts


def _surname(line: Line, first: int, last: int) -> bool:
    """ "Larry King", "Amir-Abdollahian": a title's word that is part of a name."""
    if last - first > 1 or not line.words[first].capital or line.titled:
        return False
    if line.word(last) == "-" and line.words[last].glued and line.word(first - 1) != "-":
        return last + 1 < len(line.words) and line.words[last + 1].capital
    before = first - 1
    return (
        before >= 0
        and before not in line.starts
        and before + 1 not in line.ends
        and listed(line.words[before].text, "given")
    )


def part_of_name(line: Line, first: int, last: int) -> bool:
    """Whether the words of a place are a given name before, or a surname after, another part of a name."""
    before, after = first - 1, last
    if line.titled or (last - first > 1 and line.starts[first].phrase.tag is Tag.ORGANISATION):
        return False
    given_before = before >= 0 and before not in line.starts and listed(line.words[before].text, "given")
    if given_before and line.words[first].capital and not line.words[first].text.isupper():
        return True
    town = line.tag_at(after, Tag.CITY)  # "Elizabeth Warren": both are towns
    if after >= len(line.words) or (after in line.starts and not town) or not line.words[after].capital:
        return False
    word = line.words[first].text
    unlisted = not listed(line.words[after].text, "never")
    return last - first == 1 and listed(word, "given") and unlisted and line.words[after].text.isalpha()


def name_of(line: Line, person: PersonName) -> str:
    """A name as the document writes it, on one line."""
    return " ".join(line.span(person.first, person.last).of(line.text).split())
