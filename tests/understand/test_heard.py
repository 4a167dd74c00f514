"""What the encoder adds to the rules, and where it has to yield: with hand-made readings and the shipped weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from dragoman.models import Encoder, Reading
from dragoman.models.labels import ATTRIBUTION_TAGS, MODES, NAME_TAGS, ROLES, STATUSES, TYPES
from dragoman.spans import Span
from dragoman.types import Directness, Mention, MentionKind, Status, Trigger, ZoneKind
from dragoman.understand.attributions.heard import heard_attributions
from dragoman.understand.heard import Heard, hear
from dragoman.understand.heard_events import _mode, heard_triggers
from dragoman.understand.mentions.find import find_mentions
from dragoman.understand.mentions.heard import full_names, with_heard
from dragoman.understand.parse import parse_sentence
from dragoman.understand.tokens import tokenize
from tests.understand.building import document_of


def heard(text: str, names: str = "", sayings: str = "", links: Sequence[tuple[int, int]] = ()) -> Heard:
    """A reading of words apart by blanks, as sure as can be: `names` and `sayings` are BIO tags, "-" for outside."""
    words = text.split()
    spans, at = [], 0
    for word in words:
        at = text.index(word, at)
        spans.append(Span(at, at + len(word)))
        at += len(word)
    count = len(words)
    query, key = np.zeros((count, count), np.float32), np.eye(count, dtype=np.float32)
    for start, cue in links:
        query[start, cue] = 20
    heads = {
        "names": _sure(names.split() or ["-"] * count, NAME_TAGS),
        "attribution": _sure(sayings.split() or ["-"] * count, ATTRIBUTION_TAGS),
        "link_query": query,
        "link_key": key,
    }
    tags = len(ATTRIBUTION_TAGS)
    whole = ((0, count),)
    reading = Reading(tuple(words), whole, whole, heads, {"attribution_steps": np.zeros((tags, tags), np.float32)})
    return Heard(text, reading, tuple(spans))


def _sure(tags: Sequence[str], columns: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    scores = np.zeros((len(tags), len(columns)), np.float32)
    for row, tag in enumerate(tags):
        scores[row, columns.index("O" if tag == "-" else tag)] = 20
    return scores


def mention(text: str, words: str, kind: MentionKind, country: str | None = None) -> Mention:
    start = text.index(words)
    return Mention(Span(start, start + len(words)), kind, words, country, by="lexicon")


def test_a_name_that_no_rule_saw_is_added() -> None:
    text = "Tovel left for Brno"
    brno = mention(text, "Brno", MentionKind.PLACE)
    found = with_heard([brno], heard(text, "B-person - - B-place"))
    assert [(m.name, m.kind, m.by) for m in found] == [
        ("Tovel", MentionKind.PERSON, "encoder"),
        ("Brno", "place", "lexicon"),
    ]


def test_a_rule_stands_where_both_see_a_name() -> None:
    text = "Brno waits"
    brno = mention(text, "Brno", MentionKind.PLACE)
    assert with_heard([brno], heard(text, "B-person -")) == [brno]


def test_a_place_inside_the_name_of_a_body_gives_way_and_leaves_its_country() -> None:
    text = "The Czech Beekeepers Union protests"
    czech = mention(text, "Czech", MentionKind.PEOPLE, "CZ")
    found = with_heard([czech], heard(text, "- B-organisation I-organisation I-organisation -"))
    assert [(m.name, m.country) for m in found] == [("Czech Beekeepers Union", "CZ")]


def test_a_person_inside_the_name_of_a_body_stays() -> None:
    text = "The Havel Library waits"
    havel = mention(text, "Havel", MentionKind.PERSON)
    assert with_heard([havel], heard(text, "- B-organisation I-organisation -")) == [havel]


def test_one_word_has_one_kind_in_a_document() -> None:
    text = "Tovel and Tovel and Tovel"
    found = with_heard([], heard(text, "B-person - B-person - B-place"))
    assert [m.kind for m in found] == [MentionKind.PERSON] * 3


@pytest.mark.parametrize("word", ["Tovel-Brand", "tovel", "T", "Tovel's"])
def test_what_has_not_the_form_of_a_name_is_none(word: str) -> None:
    assert with_heard([], heard(f"{word} waits", "B-person -")) == []


def test_a_country_that_opens_a_full_name_is_a_given_name_there_and_a_country_elsewhere() -> None:
    text = "Then Jordan Novak went back to Jordan"
    document = document_of([(ZoneKind.BODY, text)])
    tags = "- B-person I-person - - - B-place"
    found = find_mentions(document, (Span(0, len(text)),), heard(text, tags))
    assert [(m.name, m.kind) for m in found] == [("Jordan Novak", MentionKind.PERSON), ("Jordan", MentionKind.PLACE)]


def test_full_names_are_those_of_two_capitals() -> None:
    text = "Zora Tovel met Tovel and de Brand"
    assert list(full_names(heard(text, "B-person I-person - B-person - B-person I-person"))) == [["Zora", "Tovel"]]


def test_a_content_goes_to_the_cue_that_it_is_linked_to() -> None:
    text = "Rain will come , Tovel said while Brand denied it"
    tags = "B-content I-content I-content - B-source B-cue - B-source B-cue B-content"
    found = list(heard_attributions(heard(text, sayings=tags, links=[(0, 5), (4, 5), (7, 8), (9, 8)]), ()))
    assert [(a.speaker.of(text), a.contents[0].of(text)) for a in found if a.speaker] == [
        ("Tovel", "Rain will come"),
        ("Brand", "it"),
    ]


def test_a_cue_without_a_source_takes_the_subject_before_it_in_its_sentence() -> None:
    text = "Tovel said no , blaming rain . Nobody knew that it rained"
    tags = "B-source B-cue B-content - B-cue B-content - - B-cue B-content I-content I-content"
    links = [(0, 1), (2, 1), (5, 4), (9, 8)]
    found = list(heard_attributions(heard(text, sayings=tags, links=links), ()))
    assert [a.speaker.of(text) if a.speaker else None for a in found] == ["Tovel", "Tovel", None]


def test_a_content_without_a_cue_is_no_attribution() -> None:
    assert list(heard_attributions(heard("Rain will come", sayings="B-content I-content I-content"), ())) == []


@pytest.mark.parametrize(
    ("text", "direct", "content"),
    [
        ("“ Rain will come ” , Tovel said", Directness.DIRECT, "Rain will come"),
        ("That rain “ will come ” , Tovel said", Directness.PART, "That rain “ will come ”"),
        ("That rain will come - - Tovel said", Directness.INDIRECT, "That rain will come - -"),
    ],
)
def test_marks_around_a_content_make_it_direct(text: str, direct: Directness, content: str) -> None:
    count = len(text.split())
    tags = ["B-content", *["I-content"] * (count - 3), "B-source", "B-cue"]
    (found,) = heard_attributions(
        heard(text, sayings=" ".join(tags), links=[(0, count - 1), (count - 2, count - 1)]), ()
    )
    assert (found.direct, found.contents[0].of(text)) == (direct, content)


@pytest.mark.parametrize(("cue", "spoken"), [("said", True), ("thinks", False), ("painted", False)])
def test_what_is_only_thought_is_not_spoken(cue: str, spoken: bool) -> None:
    text = f"Tovel {cue} rain will come"
    tags = "B-source B-cue B-content I-content I-content"
    (found,) = heard_attributions(heard(text, sayings=tags, links=[(0, 1), (2, 1)]), ())
    assert found.spoken is spoken


def test_sentences_of_a_paragraph_are_read_together_and_words_have_their_spans() -> None:
    text = "Tovel waits. Brand left.\n\nNobody asked."
    sentences = (Span(0, 12), Span(13, 24), Span(26, 39))
    found = hear(Encoder.load(), text, sentences)
    assert [found.reading.words[a:b] for a, b in found.reading.units] == [
        ("Tovel", "waits", ".", "Brand", "left", "."),
        ("Nobody", "asked", "."),
    ]
    assert [span.of(text) for span in found.words] == list(found.reading.words)
    assert found.range_of(sentences[1]) == (3, 6)


def test_a_type_without_a_mode_of_its_own_is_no_event() -> None:
    assert _mode("meeting", "OTHER") is None
    assert _mode("", "AID") == "aid"
    assert _mode("statement", "OTHER") == "statement"


# --- acts


def acts(text: str, types: Mapping[str, str], found: Sequence[Trigger] = (), status: str = "occurred") -> list[Trigger]:
    """The events of a sentence in which the encoder is sure of some words' types and status, and of no role."""
    spans = tuple(token.span for token in tokenize(text, Span(0, len(text))))
    words = tuple(span.of(text) for span in spans)
    count = len(words)
    heads = {
        "type": _sure([types.get(word, "-") for word in words], TYPES),
        "mode": np.zeros((count, len(MODES)), np.float32),
        "status": _sure([status] * count, STATUSES),
        "role_query": np.zeros((count, len(ROLES)), np.float32),
        "role_key": np.zeros((count, len(ROLES)), np.float32),
        "role_word": np.zeros((count, len(ROLES)), np.float32),
    }
    whole = ((0, count),)
    read = Heard(text, Reading(words, whole, whole, heads, {}), spans)
    mentions = find_mentions(document_of([(ZoneKind.BODY, text)]), (Span(0, len(text)),))
    return list(heard_triggers(parse_sentence(text, Span(0, len(text)), mentions), read, found))


def sides(trigger: Trigger, text: str) -> set[tuple[str, str]]:
    return {(argument.role.value, argument.span.of(text)) for argument in trigger.arguments}


def test_a_verb_has_the_sides_that_the_parse_ties_to_it() -> None:
    text = "Norway detained President Oskar Lind on Monday."
    (found,) = acts(text, {"detained": "COERCE"})
    assert (found.type, found.mode, found.status, found.by) == ("COERCE", "coerce", Status.OCCURRED, "encoder")
    assert sides(found, text) == {("actor", "Norway"), ("recipient", "Oskar Lind")}


def test_a_passive_has_them_the_other_way_round() -> None:
    text = "President Oskar Lind was detained by Norway."
    (found,) = acts(text, {"detained": "COERCE"})
    assert sides(found, text) == {("actor", "Norway"), ("recipient", "Oskar Lind")}


def test_a_noun_alone_tells_what_happened_where_the_encoder_is_sure() -> None:
    text = "Observers counted the airstrikes by Norway on Denmark."
    (found,) = acts(text, {"airstrikes": "ASSAULT"})
    assert sides(found, text) == {("actor", "Norway"), ("recipient", "Denmark")}
    assert [words.of(text) for words in found.status_words] == ["airstrikes"]
    assert not acts(text, {"airstrikes": "ASSAULT"}, status="proposed")


def test_what_is_done_to_a_person_is_not_done_by_the_owner_of_the_noun() -> None:
    text = "Norway mourned after President Oskar Lind's killing."
    (found,) = acts(text, {"killing": "ASSAULT"})
    assert ("recipient", "Oskar Lind") in sides(found, text)
    assert ("actor", "Oskar Lind") not in sides(found, text)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("President Oskar Lind gave a speech in Norway.", {"speech": "CONSULT"}),
        ("President Oskar Lind asked whether Norway had won.", {"asked": "REQUEST"}),
        ("Norway's off to war.", {"off": "ASSAULT"}),
        ("Nobody detained anybody.", {"detained": "COERCE"}),
    ],
)
def test_sayings_questions_and_acts_of_nobody_are_no_events(text: str, types: dict[str, str]) -> None:
    assert acts(text, types) == []


def test_a_word_whose_rules_said_no_is_only_asked_for_another_type() -> None:
    text = "Norway sent President Oskar Lind."
    assert acts(text, {"sent": "AID"}) == []
    assert [t.type for t in acts(text, {"sent": "MOBILIZE"})] == ["MOBILIZE"]


def test_a_verb_that_carries_an_event_that_was_found_is_no_second_one() -> None:
    text = "President Oskar Lind will pay a visit to Norway."
    noun, verb = (Span(text.index(w), text.index(w) + len(w)) for w in ("visit", "will pay"))
    visit = Trigger(noun, noun, "CONSULT", "visit", Status.ANNOUNCED, (verb,))
    assert acts(text, {"pay": "CONSULT"}, [visit], "announced") == []
    assert [t.type for t in acts(text, {"pay": "AGREE"}, [visit], "announced")] == ["AGREE"]
