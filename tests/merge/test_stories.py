"""Stories: the same whatever the order, told apart by days, each decision replayed from its numbers."""

from __future__ import annotations

import dataclasses
import itertools
import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.stories import (
    Stories,
    StoryItem,
    compare,
    days_around,
    item_from_json,
    item_to_json,
    mended,
    partition,
    rules,
    story_item,
    story_texts,
)
from dragoman.merge.stories.compare import FEATURES, weighed
from dragoman.merge.stories.days import Days
from dragoman.merge.stories.item import SCALE, quantised, words_of
from dragoman.merge.stories.partition import APART
from dragoman.models import Vectors
from dragoman.pipeline import record_of
from dragoman.read import page_from_record
from dragoman.types import Reason

DAY = date(2031, 5, 12)


def item(
    name: str,
    words: str = "envoys of zembla and freedonia sign ferry pact",
    *,
    day: date | None = DAY,
    events: tuple[date, ...] = (),
    said: tuple[date, ...] = (),
    turn: float = 0.0,
) -> StoryItem:
    """A document whose meaning is turned away from that of others by `turn` radians."""
    vector = np.repeat(np.array([np.cos(turn), np.sin(turn)], dtype=np.float32), 32) / np.float32(32**0.5)
    terms = tuple(dict.fromkeys(words.split()))
    return StoryItem(
        name, (day, day) if day else None, quantised(vector), quantised(vector), terms, terms, (), events, said
    )


def told(stories: Stories) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.story_id, story.document_ids) for story in stories.all()]


LOOSE = dataclasses.replace(
    rules(),
    weights={
        **{"meaning": 3.0, "titles": 1.0, "title": 4.0, "rare": 1.0, "rare_same_day": 0.2},
        **{"days": -0.7, "same_day": 0.5, "other_day": -1.0},
    },
    bias=-6.0,
    together=0.4,
    meaning=0.05,
)
"""Rules by which many made-up documents are neither clearly alike nor clearly not."""


@st.composite
def items(draw: st.DrawFn) -> list[StoryItem]:
    vocabulary = ["zembla", "freedonia", "ferry", "pact", "envoys", "strike", "harbour", "talks", "the", "of"]
    found = []
    for number in range(draw(st.integers(1, 12))):
        words = draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=6))
        day = draw(st.none() | st.integers(0, 6).map(lambda n: DAY + timedelta(n)))
        events = draw(st.sets(st.integers(0, 2).map(lambda n: DAY + timedelta(n)), max_size=1))
        turn = draw(st.floats(0, 1.5))
        found.append(item(f"d{number}", " ".join(words), day=day, events=tuple(events), said=tuple(events), turn=turn))
    return found


@given(items(), st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(documents: list[StoryItem], chance: random.Random) -> None:
    whole = Stories(documents, by=LOOSE)
    shuffled = documents.copy()
    chance.shuffle(shuffled)
    one_by_one = Stories(by=LOOSE)
    for document in shuffled:
        one_by_one.add(document)
        assert one_by_one.story(document.document_id)  # asked in between, as a stream does
    assert told(one_by_one) == told(whole)
    assert [one_by_one.explain(d.document_id) for d in documents] == [whole.explain(d.document_id) for d in documents]


@given(items(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_stories_mended_batch_by_batch_are_those_of_all(
    documents: list[StoryItem], chance: random.Random, size: int
) -> None:
    order = documents.copy()
    chance.shuffle(order)
    held: dict[str, tuple[StoryItem, str, str]] = {}  # the document, its component and its story, as a database keeps
    for start in range(0, len(order), size):
        new = order[start : start + size]
        first, last = days_around(new, by=LOOSE) or (date.max, date.min)
        days = {name: one.published[0] for name, (one, _, _) in held.items() if one.published}
        near = [held[name][:2] for name in sorted(days) if first <= days[name] <= last]

        def members(component_id: str) -> list[StoryItem]:
            return [one for one, key, _ in held.values() if key == component_id]

        for component in list(mended(new, near, members, by=LOOSE)):
            items_of = {one.document_id: one for one in component.items}
            for story in component.stories:
                told_now = {n: (items_of[n], component.component_id, story.story_id) for n in story.document_ids}
                held.update(told_now)
        whole = Stories(order[: start + size], by=LOOSE).all()
        assert {name: story_id for name, (_, _, story_id) in held.items()} == {
            name: story.story_id for story in whole for name in story.document_ids
        }


def test_only_what_a_new_document_touches_is_mended() -> None:
    strike = "harbour pilots of ruritania walk out over wages"
    near = [(item("a"), "a"), (item("c", strike, turn=1.2), "c")]
    (component,) = mended([item("b")], near, lambda key: [one for one, of in near if of == key])
    assert [story.document_ids for story in component.stories] == [("a", "b")]
    assert component.component_id == "a"


def test_an_undated_document_touches_nothing() -> None:
    assert days_around([item("a", day=None)]) is None
    (component,) = mended([item("a", day=None)], [(item("b"), "b")], lambda key: [])
    assert [story.document_ids for story in component.stories] == [("a",)]


@given(items())
def test_an_item_comes_back_from_json_as_it_was(documents: list[StoryItem]) -> None:
    for one in documents:
        back = item_from_json(one.document_id, item_to_json(one))
        assert (back.vector == one.vector).all()
        assert (back.title_vector == one.title_vector).all()
        for name in ("document_id", "published", "title_terms", "terms", "names", "event_days", "said_days"):
            assert getattr(back, name) == getattr(one, name)


def test_what_is_no_item_is_turned_away() -> None:
    with pytest.raises(ValueError, match="no story item"):
        item_from_json("d", "{}")


@given(items())
def test_every_decision_replays_from_its_numbers(documents: list[StoryItem]) -> None:
    stories = Stories(documents, by=LOOSE)
    for document in documents:
        explained = stories.explain(document.document_id)
        assert explained
        assert explained.replayed() == frozenset(explained.story.document_ids)
        assert explained.story == stories.story(document.document_id)
        assert (explained.reason is Reason.UNDATED) == (document.published is None)


@given(items())
def test_each_document_is_in_one_story(documents: list[StoryItem]) -> None:
    within = [name for story in Stories(documents, by=LOOSE).all() for name in story.document_ids]
    assert sorted(within) == sorted(d.document_id for d in documents)


@given(items())
def test_documents_of_other_event_days_are_never_together(documents: list[StoryItem]) -> None:
    days = {d.document_id: set(d.event_days) for d in documents}
    linked = dataclasses.replace(LOOSE, window=10, meaning=-1.0)
    for story in Stories(documents, by=linked).all():
        for one, other in itertools.combinations(story.document_ids, 2):
            assert not days[one] or not days[other] or days[one] & days[other]


def test_documents_about_one_thing_are_one_story_and_others_another() -> None:
    strike = "harbour pilots of ruritania walk out over wages"
    stories = Stories([item("a"), item("b"), item("c", strike, turn=1.2), item("d", strike, turn=1.2)])
    assert told(stories) == [("a", ("a", "b")), ("c", ("c", "d"))]


def test_a_recurring_happening_is_told_apart_by_its_own_day() -> None:
    words = "weekly briefing of the foreign ministry of zembla"
    one, other = DAY, DAY + timedelta(1)
    alike = [item("a", words, day=other), item("b", words, day=other)]
    assert told(Stories(alike)) == [("a", ("a", "b"))]
    dated = [item("a", words, day=other, events=(one,)), item("b", words, day=other, events=(other,))]
    assert told(Stories(dated)) == [("a", ("a",)), ("b", ("b",))]


@pytest.mark.parametrize(
    ("title", "other", "days", "together"),
    [
        ("ferry talks what to know on day 12", "ferry talks what to know on day 13", 1, False),
        ("ferry talks what to know on day 12", "ferry talks what to know on day 12", 1, True),
        ("ferry sinks off zembla 12 missing", "ferry sinks off zembla 13 missing", 0, True),
        ("ferry sinks off zembla", "ferry sinks off zembla 13 missing", 1, True),
    ],
)
def test_the_numbers_of_a_series_are_told_apart(title: str, other: str, days: int, together: bool) -> None:
    stories = Stories([item("a", title), item("b", other, day=DAY + timedelta(days))])
    assert (stories.story("a") == stories.story("b")) is together


def test_a_third_document_does_not_bring_two_of_other_days_together() -> None:
    one, other = item("a", events=(DAY,)), item("b", events=(DAY + timedelta(1),))
    for between in ("c", "c c2", "c c2 c3 c4"):
        stories = Stories([one, other, *(item(name) for name in between.split())])
        assert stories.story("a") != stories.story("b")


def test_days_that_are_only_spoken_of_count_against_it_and_do_not_decide() -> None:
    by = rules()
    plain = compare(weighed(item("a"), by), weighed(item("b"), by), by=by)
    said = (item("a", said=(DAY,)), item("b", said=(DAY - timedelta(9),)))
    spoken = compare(*(weighed(i, by) for i in said), by=by)
    assert spoken.likeness < plain.likeness
    assert not spoken.apart


def test_documents_published_far_apart_are_not_compared() -> None:
    late = item("b", day=DAY + timedelta(rules().window + 1))
    assert told(Stories([item("a"), late])) == [("a", ("a",)), ("b", ("b",))]


def test_an_undated_document_stands_alone_and_says_why() -> None:
    stories = Stories([item("a"), item("b", day=None)])
    explained = stories.explain("b")
    assert explained
    assert (explained.story.document_ids, explained.reason, explained.comparisons) == (("b",), Reason.UNDATED, ())


def test_a_document_published_later_does_not_rename_a_story() -> None:
    stories = Stories([item("m")])
    assert told(stories) == [("m", ("m",))]
    stories.add(item("a", day=DAY + timedelta(1)))
    assert told(stories) == [("m", ("m", "a"))]


def test_an_id_from_before_an_earlier_document_came_still_finds_the_story() -> None:
    stories = Stories([item("m"), item("n")])
    stories.add(item("z", day=DAY - timedelta(1)))
    found = stories.story("m")
    assert found
    assert (found.story_id, found.document_ids) == ("z", ("z", "m", "n"))


def test_a_known_document_changes_nothing() -> None:
    stories = Stories([item("a"), item("b")])
    stories.add(item("a", "something else altogether"))
    assert told(stories) == [("a", ("a", "b"))]
    assert len(stories) == 2
    assert "a" in stories
    assert "c" not in stories


def test_an_unknown_document_has_no_story() -> None:
    assert Stories().story("a") is None
    assert Stories().explain("a") is None
    assert Stories().all() == ()


def test_the_parts_of_a_comparison_come_to_its_likeness() -> None:
    by = rules()
    compared = compare(weighed(item("a"), by), weighed(item("b", turn=0.4), by), by=by)
    total = compared.bias + sum(adds for _, _, adds in compared.parts)
    assert compared.likeness == pytest.approx(1 / (1 + np.exp(-total)), abs=1e-3)
    assert tuple(name for name, _, _ in compared.parts) == FEATURES


def test_a_comparison_is_the_same_from_both_sides() -> None:
    by = rules()
    one, other = weighed(item("a"), by), weighed(item("b", "zembla ferry sinks", turn=0.7), by)
    assert compare(one, other, by=by) == compare(other, one, by=by)


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        ({}, [["a"], ["b"], ["c"], ["d"]]),
        ({("a", "b"): 0.9}, [["a", "b"], ["c"], ["d"]]),
        # a chain is not one group: the mean over all pairs of {a, b} and {c} is .4
        ({("a", "b"): 0.9, ("b", "c"): 0.8}, [["a", "b"], ["c"], ["d"]]),
        ({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.4}, [["a", "b", "c"], ["d"]]),
        ({("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): APART}, [["a", "b"], ["c"], ["d"]]),
        ({("c", "d"): 0.9, ("b", "d"): 0.95, ("b", "c"): APART}, [["a"], ["b", "d"], ["c"]]),
        ({("a", "b"): 0.5, ("c", "d"): 0.5}, [["a", "b"], ["c", "d"]]),
    ],
)
def test_groups_are_joined_while_their_mean_is_high(
    links: dict[tuple[str, str], float], groups: list[list[str]]
) -> None:
    for order in itertools.permutations(links.items()):
        for members in ("abcd", "dcba"):
            assert partition(members, dict(order), together=0.5) == groups
    backwards = {(other, one): likeness for (one, other), likeness in links.items()}
    assert partition("abcd", backwards, together=0.5) == groups


def test_the_index_looks_at_the_days_around_only() -> None:
    days = Days()
    vector = item("a").vector
    for row in range(40):
        day = DAY + timedelta(row)
        days.add(row, (day, day), vector)
    assert days.near((DAY + timedelta(20), DAY + timedelta(21)), vector, window=2, meaning=0.0) == list(range(18, 24))


@given(st.integers(0, 2**32 - 1))
def test_products_of_stored_vectors_do_not_depend_on_how_they_are_summed(seed: int) -> None:
    chance = np.random.default_rng(seed)
    drawn = chance.normal(size=(2, 384)).astype(np.float32)
    one, other = (quantised(v / np.linalg.norm(v)).astype(np.float32) for v in drawn)
    order = chance.permutation(384)
    assert float(one @ other) == float(one[order] @ other[order]) == float((one.astype(int) * other.astype(int)).sum())
    assert float(one @ one) == pytest.approx(SCALE**2, rel=0.02)


def test_words_are_folded() -> None:
    assert words_of("Élysée’s U.N. 2-day TALKS, again") == ["elysee", "un", "2", "day", "talks", "again"]


NEWS = {
    "one": (
        "Freedonia and Zembla agree on ferry line",
        "The transport ministers of Freedonia and Zembla met in Onhava on Tuesday and agreed on a ferry line.",
    ),
    "two": (
        "Ferry between Zembla and Freedonia to sail again",
        "A ferry line will join Zembla and Freedonia again, their ministers said after talks in Onhava on Tuesday.",
    ),
    "other": (
        "Harbour pilots strike in Ruritania",
        "Pilots stopped work in the ports of Ruritania on Tuesday and asked for higher wages.",
    ),
}


def test_records_become_stories() -> None:
    vectors, found = Vectors.load(), {}
    for name, (title, text) in NEWS.items():
        fields = {"title": title, "text": text, "date": "2031-05-14", "url": f"https://{name}.example/1"}
        record = record_of(page_from_record(fields, name=name))
        found[name] = story_item(record, vectors.of(story_texts(record)))
    assert found["one"].published == (date(2031, 5, 14), date(2031, 5, 14))
    assert found["one"].said_days == (date(2031, 5, 13),)
    assert {"ferry", "onhava"} <= set(found["one"].terms)
    stories = Stories(found.values())
    ids = {name: stories.story(i.document_id) for name, i in found.items()}
    assert ids["one"] == ids["two"] != ids["other"]
