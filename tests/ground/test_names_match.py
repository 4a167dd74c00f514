"""Whether two names are one person's: names made for these tests, and properties over any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ground.actors.name_words import LONGEST, MOST, Role, name_of
from dragoman.ground.actors.names_match import same_name

SAME = [
    ("Sergej Sakharov", "Sergey Zakharov", "another alphabet's letters"),
    ("Alyaksandr Harelenka", "Alexander Harelenko", "Belarusian and Russian"),
    ("Valery Rybakou", "Valery Rybakov", "a Belarusian ending"),
    ("Jürgen Böhm", "Juergen Boehm", "two letters for an umlaut"),
    ("Ömer Çelikoğlu", "Omer Celikoglu", "no marks"),
    ("Ruiz, José", "José Ruiz Molina", "the surname first, and a second one"),
    ("Tanaka Hiroshi", "Hiroshi Tanaka", "the surname first"),
    ("Petrenko, Oksana", "Oksana Petrenko", "a comma"),
    ("Kim Min-su", "Kim Min Su", "a hyphen"),
    ("Kim Min-su", "Min-su Kim", "a hyphen and turned"),
    ("Abdel Karim Nasser", "Abdulkarim Nasser", "a servant's name in two words"),
    ("A. Petrov", "Anton Petrov", "an initial"),
    ("Anton B. Petrov", "Anton Borisovich Petrov", "an initial and a patronymic"),
    ("Petrov A.B.", "Anton Petrov", "initials behind"),
    ("MK Verma", "M. K. Verma", "initials without stops"),
    ("President Anton Petrov", "Anton Petrov", "a title"),
    ("Prime Minister Dr. Anna Lind", "Anna Lind", "titles"),
    ("Bill Marlow", "William Marlow", "a short form"),
    ("Anton Vladimirovich Petrov", "Anton Petrov", "a patronymic"),
    ("Nasser bin Omar", "Nasser bin Omar Al Harthi", "a family after a father"),
    ("Rami al-Khatib", "Rami Khatib", "an article"),
    ("Rami el-Amin", "Rami Elamin", "an article in the word"),
    ("Lucía Vega", "Lucía Vega Montes", "a second surname"),
    ("Ana Luisa Prado", "Luisa Prado", "a first name left out"),
    ("Clara Holm Berg", "Clara Berg", "a name before marriage"),
    ("Henrik II", "King Henrik II", "a king"),
    ("Nabil Mektari", "Nabil Miktari", "a vowel, beside a name of another script"),
]
DIFFERENT = [
    ("Anton Petrov", "Andrei Petrov", "given names"),
    ("Anton Petrov", "Anton Petrenko", "surnames"),
    ("Anton Petrov", "Antonina Petrova", "man and woman"),
    ("Anton Kowalski", "Anton Kowalska", "endings of men and women"),
    ("A. Petrov", "Boris Petrov", "an initial"),
    ("John C. Marlow", "John D. Marlow", "middle initials"),
    ("John C. Marlow", "John Clarke", "a surname is no middle initial"),
    ("John W. Marlow", "John H. W. Marlow", "a second initial"),
    ("Juan Manuel Prado", "Juan Carlos Prado", "middle names"),
    ("Kim Min Su", "Kim Min Ho", "the second half of a given name"),
    ("Wang Bo", "Wang Bolin", "the first half of a given name"),
    ("Nasser bin Omar", "Omar bin Khalid", "father and son"),
    ("Nasser bin Omar", "Khalid bin Omar", "brothers"),
    ("Anton Borisovich Petrov", "Boris Antonovich Petrov", "a patronymic"),
    ("Henrik II", "Henrik III", "kings"),
    ("Carlos Martin", "Martin Vega", "a surname that is a given name"),
    ("Henrik Alder", "Ingrid Borg", "nothing in common"),
]
UNCLEAR = [
    ("Petrov", "Anton Petrov", "a surname alone"),
    ("Anton", "Anton Petrov", "a given name alone"),
    ("John Marlow", "John Marlow Jr.", "a son, or not"),
    ("Enrico Conte", "Enrico Conti", "a vowel"),
    ("Juan Carlos", "Juan Carlos Prado", "two given names"),
    ("Anton Borisovich", "Anton Borisovich Petrov", "a patronymic last"),
    ("", "Anton Petrov", "no name"),
    ("...", "!!", "no letters"),
]
KNOWN_FAILURES = [
    ("Taro Ono", "Tarou Oono", "same", "long vowels of Japanese"),
    ("Chow Tse-min", "Zhou Zemin", "same", "Wade-Giles"),
    ("Valery Rybkau", "Valery Rybkov", "same", "a Belarusian ending after another vowel"),
    ("Kyaw Min", "Kyaw Min Thu", "different", "Burmese names have no surname"),
]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        pytest.param(one, other, verdict, id=f"{verdict}: {why}")
        for verdict, rows in (("same", SAME), ("different", DIFFERENT), ("unclear", UNCLEAR))
        for one, other, why in rows
    ],
)
def test_verdict(one: str, other: str, verdict: str) -> None:
    found = same_name(one, other)
    assert found.verdict == verdict, found.reasons
    assert found.reasons
    assert same_name(other, one) == found


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [pytest.param(*row[:3], id=row[3], marks=pytest.mark.xfail(strict=True, reason=row[3])) for row in KNOWN_FAILURES],
)
def test_known_failure(one: str, other: str, verdict: str) -> None:
    assert same_name(one, other).verdict == verdict


def test_the_parts_of_a_name() -> None:
    words = name_of("Sheikh Nasser bin Omar Al Harthi").words
    assert [(w.text, w.role) for w in words] == [
        ("nasser", Role.NAME),
        ("omar", Role.FATHER),
        ("harthi", Role.NAME),
    ]
    assert name_of("Robert Marlow Jr.").number == "jr"


def test_reasons_say_what_stands_against_it() -> None:
    assert same_name("Anton Petrov", "Andrei Petrov").reasons == ("andrei and anton: are not one name",)


NAMES = st.text(alphabet=st.characters(codec="utf-8"), max_size=40) | st.lists(
    st.sampled_from([*"ABm", "al", "bin", "Jr.", "II", "S.V.", "Kim", "Anton", "Petrov", "Ould", "Abdel", "-", ","]),
    max_size=9,
).map(" ".join)


@given(NAMES, NAMES)
def test_order_does_not_matter_and_a_name_is_itself(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one).verdict in ("same", "unclear")


def test_a_long_name_costs_what_a_short_one_does() -> None:
    long = ["Ab-" * 500_000, "al " * 500_000 + "x", "S." * 500_000, "bin " * 500_000, "a " * 500_000]
    started = time.perf_counter()
    for one in long:
        for other in long:
            same_name(one, other)
        assert len(name_of(one).words) <= LONGEST
        assert len(name_of("a b " * 100).words) <= MOST
    assert time.perf_counter() - started < 5
