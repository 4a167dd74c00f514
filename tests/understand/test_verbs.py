"""Verb forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import lexicon
from dragoman.understand.verbs import forms_of, lemma_of, readings

LEMMAS = sorted(
    {
        *lexicon.load("verbs")["irregular"],
        *(p.split()[0] for mode in lexicon.load("triggers").values() for p in mode["verbs"]),
    }
)


@pytest.mark.parametrize(
    ("lemma", "third", "past", "participle", "ing"),
    [
        ("meet", "meets", "met", "met", "meeting"),
        ("visit", "visits", "visited", "visited", "visiting"),
        ("sign", "signs", "signed", "signed", "signing"),
        ("fly", "flies", "flew", "flown", "flying"),
        ("speak", "speaks", "spoke", "spoken", "speaking"),
        ("arrive", "arrives", "arrived", "arrived", "arriving"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("expel", "expels", "expelled", "expelled", "expelling"),
        ("travel", "travels", "travelled", "travelled", "travelling"),
        ("agree", "agrees", "agreed", "agreed", "agreeing"),
        ("go", "goes", "went", "gone", "going"),
        ("discuss", "discusses", "discussed", "discussed", "discussing"),
        ("play", "plays", "played", "played", "playing"),
        ("hold", "holds", "held", "held", "holding"),
        ("have", "has", "had", "had", "having"),
    ],
)
def test_forms(lemma: str, third: str, past: str, participle: str, ing: str) -> None:
    forms = forms_of(lemma)
    assert "base" in forms[lemma]
    assert "s" in forms[third]
    assert "past" in forms[past]
    assert "part" in forms[participle]
    assert "ing" in forms[ing]


def test_be_has_its_many_forms() -> None:
    forms = forms_of("be")
    assert {"am", "is", "are", "was", "were", "been", "being"} <= set(forms)
    assert "past" in forms["were"]


@pytest.mark.parametrize("word", ["minister", "Riga", "", "the", "red", "need", "ted", "x" * 300, "éed", "123ed"])
def test_a_word_that_is_no_past_is_not_taken_for_one_of_itself(word: str) -> None:
    assert word not in [lemma for lemma, _ in readings(word) if lemma.endswith("ed") and lemma != "need"]


def test_an_unknown_word_in_ed_may_be_a_past_of_itself() -> None:
    assert readings("frobnicated") == (("frobnicated", frozenset({"past", "part"})),)


@pytest.mark.parametrize("lemma", LEMMAS)
def test_every_form_leads_back_to_its_verb(lemma: str) -> None:
    for word, forms in forms_of(lemma).items():
        assert (lemma, forms) in readings(word)


@pytest.mark.parametrize("lemma", LEMMAS)
def test_a_verb_has_all_five_forms(lemma: str) -> None:
    assert frozenset().union(*forms_of(lemma).values()) == {"base", "s", "past", "part", "ing"}


@given(st.text(max_size=30))
def test_any_word_can_be_asked_for(word: str) -> None:
    found = readings(word)
    assert lemma_of(word) == (found[0][0] if found else None)
    assert all(forms <= {"base", "s", "past", "part", "ing"} and forms for _, forms in found)
