"""The shallow parse: verb groups with tense, modals and negation, and what holds of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.spans import Span
from dragoman.types import Mention, MentionKind, ZoneKind
from dragoman.understand.parse import Parse, VerbGroup, parse_sentence
from tests.understand.building import document_of, mentions_of

NAMES = {"Karins": "person", "Tsahkna": "person", "Riga": "place", "Tallinn": "place", "Latvia": "place"}


def parsed(text: str) -> Parse:
    """The parse of a sentence in which the names above are known."""
    mentions = mentions_of(document_of([(ZoneKind.BODY, text)]), NAMES)
    return parse_sentence(text, Span(0, len(text)), mentions)


def group(text: str, lemma: str) -> VerbGroup:
    """The one group of a verb in a sentence."""
    (found,) = [g for g in parsed(text).groups if g.lemma == lemma]
    return found


@pytest.mark.parametrize(
    ("text", "lemma", "words"),
    [
        ("Karins will meet Tsahkna.", "meet", "will meet"),
        ("Karins met Tsahkna.", "meet", "met"),
        ("Karins has met Tsahkna.", "meet", "has met"),
        ("Karins had already met Tsahkna.", "meet", "had already met"),
        ("Karins is meeting Tsahkna.", "meet", "is meeting"),
        ("Karins is going to meet Tsahkna.", "meet", "to meet"),
        ("Karins will not visit Tallinn.", "visit", "will not visit"),
        ("Karins did not visit Tallinn.", "visit", "did not visit"),
        ("Karins was received by Tsahkna.", "receive", "was received"),
        ("Karins may have visited Tallinn.", "visit", "may have visited"),
        ("Karins plans to visit Tallinn.", "visit", "to visit"),
        ("Karins won't visit Tallinn.", "visit", "won't visit"),
    ],
)
def test_a_verb_with_its_auxiliaries_is_one_group(text: str, lemma: str, words: str) -> None:
    found = group(text, lemma)
    assert parsed(text).words(found.first, found.end).of(text) == words


def test_a_modal_is_known() -> None:
    assert group("Karins will meet Tsahkna.", "meet").modal >= 0
    assert group("Karins met Tsahkna.", "meet").modal == -1


@pytest.mark.parametrize("text", ["Karins did not visit Tallinn.", "Karins never visited Tallinn."])
def test_a_negation_is_known(text: str) -> None:
    assert group(text, "visit").negation >= 0


def test_a_passive_is_known() -> None:
    assert group("Karins was received by Tsahkna.", "receive").passive
    assert not group("Karins has received Tsahkna.", "receive").passive


def test_tenses_are_told() -> None:
    assert group("Karins met Tsahkna.", "meet").past
    assert not group("Karins is meeting Tsahkna.", "meet").past
    assert group("Karins is meeting Tsahkna.", "meet").progressive
    assert group("Karins has met Tsahkna.", "meet").perfect
    assert not group("Karins wants to meet Tsahkna.", "meet").finite
    assert group("Karins wants to meet Tsahkna.", "want").finite


@pytest.mark.parametrize(
    "text", ["The meeting lasted.", "Their visit ended.", "A sign fell down.", "The visits ended."]
)
def test_a_noun_after_a_determiner_is_no_verb(text: str) -> None:
    assert not [g for g in parsed(text).groups if g.lemma in ("meet", "visit", "sign")]


def test_a_person_with_a_country_is_one_chunk() -> None:
    parse = parsed("Karins of Latvia met Tsahkna.")
    assert [c.span.of(parse.text) for c in parse.chunks] == ["Karins of Latvia", "Tsahkna"]
    assert parse.chunks[0].head.kind == MentionKind.PERSON


def test_a_sentence_without_words_has_nothing() -> None:
    parse = parse_sentence("  ", Span(0, 2), ())
    assert (parse.tokens, parse.chunks, parse.groups) == ((), (), ())


_VOCABULARY = (
    "Karins|Tsahkna|Riga|met|will|meet|,|and|to visit|the talks|with|who|signed|not|no|was|being|been|has|had|did|do|"
    "postponed|by|which|in|.|that|'|'s|n't|-|after|;|(|)"
)
_WORDS = st.sampled_from(_VOCABULARY.split("|"))
_TEXTS = st.one_of(st.text(max_size=100), st.lists(_WORDS, max_size=25).map(" ".join))


@st.composite
def _sentences(draw: st.DrawFn) -> tuple[str, Span, list[Mention]]:
    """A text, a stretch of it, and mentions at any places within that stretch."""
    text = draw(_TEXTS)
    start = draw(st.integers(0, len(text)))
    span = Span(start, draw(st.integers(start, len(text))))
    mentions = []
    for _ in range(draw(st.integers(0, 3)) if len(span) else 0):
        first = draw(st.integers(span.start, span.end - 1))
        end = draw(st.integers(first + 1, span.end))
        mentions.append(Mention(Span(first, end), draw(st.sampled_from(MentionKind)), text[first:end]))
    return text, span, mentions


@given(_sentences())
def test_everything_lies_in_the_sentence_and_in_order(sentence: tuple[str, Span, list[Mention]]) -> None:
    text, span, mentions = sentence
    parse = parse_sentence(text, span, mentions)
    assert all(span.contains(t.span) for t in parse.tokens)
    assert all(span.contains(c.span) for c in parse.chunks)
    for one, following in zip(parse.chunks, parse.chunks[1:], strict=False):
        assert one.span.end <= following.span.start
    for earlier, later in zip(parse.groups, parse.groups[1:], strict=False):
        assert earlier.end <= later.first
    for found in parse.groups:
        assert 0 <= found.first <= found.head < found.end <= len(parse.tokens)
        assert parse.group(found.head) is found


@given(_sentences())
def test_no_token_is_both_name_and_verb(sentence: tuple[str, Span, list[Mention]]) -> None:
    parse = parse_sentence(*sentence)
    for index in range(len(parse.tokens)):
        group_ = parse.group(index)
        assert parse.chunk(index) is None or group_ is None or group_.head != index
