"""The weights of pronouns: fitted to texts made by hand, and choosing only who is far ahead."""

from __future__ import annotations

import pytest

from dragoman.ground.actors.people import Person, taken_apart
from dragoman.ground.actors.pronouns import Candidate, candidates_of, choice
from dragoman.lexicon import load
from dragoman.spans import Span
from dragoman.types import Mention, MentionKind

pytest.importorskip("sklearn", reason="scikit-learn comes with the extra train")

from train.pronouns import Text, trained

TEXT = "Anda Zarina met Juris Berzs. She thanked him. She left Riga."


def mention(words: str, kind: MentionKind = MentionKind.PERSON, *, after: int = 0) -> Mention:
    start = TEXT.index(words, after)
    return Mention(Span(start, start + len(words)), kind, words.lower() if kind is MentionKind.PRONOUN else words)


def text_of() -> Text:
    anda, juris = mention("Anda Zarina"), mention("Juris Berzs")
    people = [Person(taken_apart(m.name), m.name, [m]) for m in (anda, juris)]
    first, last = (mention("She", MentionKind.PRONOUN, after=at) for at in (0, TEXT.rindex("She")))
    groups = {m.span.end - 1: group for m, group in ((anda, "1"), (juris, "2"), (first, "1"), (last, "1"))}
    by_person = {id(people[0]): "1", id(people[1]): "2"}
    return Text("t", TEXT, (anda, juris, first, last), ((anda, people[0]), (juris, people[1])), groups, by_person)


def test_candidates_are_those_named_before_the_last_named_first() -> None:
    text = text_of()
    pronoun = text.mentions[2]
    found = candidates_of(TEXT, pronoun, list(text.order), {id(p): "" for _, p in text.order})
    assert [c.person.name for c in found] == ["Juris Berzs", "Anda Zarina"]
    known = {id(text.order[0][1]): "f", id(text.order[1][1]): "m"}
    assert [c.person.name for c in candidates_of(TEXT, pronoun, list(text.order), known)] == ["Anda Zarina"]


def test_weights_are_fitted_to_what_they_themselves_lead_to() -> None:
    weights = trained([text_of()])
    assert set(weights) == set(load("pronouns")["weights"])
    cases = text_of().cases(weights, 0.0)
    assert len(cases) == 2
    assert all(case.chosen is not None for case in cases)


def test_nobody_is_chosen_below_the_threshold() -> None:
    person = text_of().order[0][1]
    candidates = [Candidate(person, {"bias": 1.0}), Candidate(person, {"bias": 1.0})]
    assert choice(candidates, {"bias": 1.0}, 0.7) == 0
    assert choice(candidates, {"bias": 1.0}, 0.8) is None
    assert choice([], {"bias": 1.0}, 0.1) is None
