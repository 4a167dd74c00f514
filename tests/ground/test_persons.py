"""Who a named person is by the table of offices: what ties a name to a holder, and what stands against it."""

from __future__ import annotations

import json

import pytest

from dragoman.ground.actors.names_match import contradictory
from dragoman.pipeline import record_of
from dragoman.read import page_from_bytes
from dragoman.types import Absent, Actor, value_of

PADDING = " Observers said that nothing had been decided yet, and that the next round of the talks would be held later."


def person(text: str, name: str, day: str) -> Actor:
    """The actor of that name in a text of that day."""
    page = page_from_bytes(json.dumps({"title": "", "text": text + PADDING, "date": day}).encode(), name="a.json")
    return next(a for a in record_of(page).actors if a.name == name)


@pytest.mark.parametrize(
    ("text", "name", "day", "identity"),
    [
        ("In London Tony Blair spoke again.", "Tony Blair", "2015-03-02", "Tony Blair"),
        ("In Moscow Igor Ivanov was heard as well.", "Igor Ivanov", "2003-03-02", "Igor Ivanov"),
        ("A law of President Truman still stands in the United States.", "Truman", "2016-05-02", "Harry Truman"),
        ("George W. Bush stayed in the United States.", "George W. Bush", "2012-05-02", "George W. Bush"),
        ("George H.W. Bush stayed in the United States.", "George H.W. Bush", "2012-05-02", "George H. W. Bush"),
        ("President John F. Kennedy had said so.", "John F. Kennedy", "2018-05-02", "John F. Kennedy"),
        ("Admiral Mike Rogers came to the United States.", "Mike Rogers", "2017-05-02", "Michael S. Rogers"),
        ("The American Senator Jeff Flake objected.", "Jeff Flake", "2017-05-02", "Jeff Flake"),
        ("The American candidate was Donald Trump.", "Donald Trump", "2016-03-02", "Donald Trump"),
    ],
)
def test_a_name_with_what_ties_it_to_a_holder_is_that_holder(text: str, name: str, day: str, identity: str) -> None:
    found = value_of(person(text, name, day).identity)
    assert found is not None
    assert found.name == identity


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("The American Representative Mike Rogers objected.", "Mike Rogers", "2013-05-02"),  # there were two
        ("George Bush stayed in the United States.", "George Bush", "2012-05-02"),  # father or son
        ("The American Ambassador Jeff Flake came.", "Jeff Flake", "2014-05-02"),  # a senator is no ambassador
        ("In Washington Katie Hill objected.", "Katie Hill", "2016-05-02"),  # a nickname of an ambassador's second name
    ],
)
def test_a_name_alone_or_with_another_office_is_nobody(text: str, name: str, day: str) -> None:
    assert isinstance(person(text, name, day).identity, Absent)


def test_who_is_not_in_office_yet_has_an_identity_and_no_office() -> None:
    found = person("The American candidate was Donald Trump.", "Donald Trump", "2016-03-02")
    assert value_of(found.office) is None


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("John F. Kennedy", "John N. Kennedy", True),
        ("John F. Kennedy", "John Neely Kennedy", True),
        ("John F. Kennedy", "John Kennedy", False),
        ("George H.W. Bush", "George W. Bush", True),
        ("Jose Manuel Barroso", "Jose M. D. Barroso", False),
        ("Kim Jong Un", "Kim Il Un", False),
        ("", "A. B. C", False),
    ],
)
def test_initials_between_the_same_words_tell_two_apart(one: str, other: str, against: bool) -> None:
    assert contradictory(one, other) is against
    assert contradictory(other, one) is against
