"""Copies: what is one and what only looks like one, with exact spans; families and roots; the order changes nothing."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.merge.copies import Copy, CopyIndex, OwnText, compare, families, fingerprints, own_text, words_of
from dragoman.merge.copies.fingerprints import RUN, WIDE
from dragoman.merge.copies.index import ALWAYS_REPEATED, COMPARED, LONG_DAYS, REPEATED
from dragoman.merge.roots import roots
from dragoman.read.plain import blocks_of_text
from dragoman.spans import Span
from dragoman.types import ChainLink, Evidence, Granularity, Interval, Page, PageField

TALKS = [
    "The two delegations sat down in the old customs house shortly after nine and did not come out before the evening.",
    "On the table lay a draft on fishing grounds that their predecessors had put aside four winters ago.",
    "People close to the talks said that a map had been agreed, though not who would watch over the line on it.",
    "The harbour towns on either shore have waited for such a line since the last boats were seized.",
    "A second round is to be held in the spring, in a place that the hosts would not name.",
]
BRIDGE = [
    "Engineers closed the northern bridge on Sunday after a crack as long as a bus was seen from a passing barge.",
    "Lorries will have to take the ferry until a steel plate has been fitted, which may take until the autumn.",
    "The mayor wants the state to pay, the state points to a contract that nobody has been able to find.",
    "Shops on the far bank say that half of their trade went over that bridge.",
]
WORDS = re.findall(
    r"\w+",
    """
    harbour envoy winter ledger signal quarry orchard lantern cabinet meadow treaty granite ferry copper summit willow
    barrel canyon thimble river anchor velvet castle pepper magnet saddle pillow garden basket window hammer
    """,
)


def day(text: str) -> Interval:
    start = datetime.fromisoformat(text)
    return Interval(start, start + timedelta(days=1), Granularity.DAY)


def own(
    name: str,
    paragraphs: Sequence[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    credits: tuple[str, ...] = (),
    quoted: Sequence[Span] = (),
) -> OwnText:
    """A document of paragraphs, all its own words except what is quoted."""
    text = "\n\n".join(paragraphs)
    cuts = [0, *(at for span in quoted for at in (span.start, span.end)), len(text)]
    spans = tuple(Span(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=True) if low < high)
    return OwnText(name, text, spans, publisher, day(published) if published else None, credits)


def found(*owns: OwnText) -> tuple[Copy, ...]:
    index = CopyIndex()
    for document in owns:
        index.add(document)
    return index.copies()


def story(seed: int, words: int) -> list[str]:
    """Paragraphs of words that no other seed puts in the same order."""
    chance = random.Random(seed)
    return [" ".join(chance.choice(WORDS) for _ in range(20)) for _ in range(words // 20)]


# --- what is a copy --------------------------------------------------------------------------------

COPIES = {
    "whole": TALKS,
    "shortened": TALKS[:2],
    "other order": [TALKS[3], TALKS[0], TALKS[4], TALKS[2], TALKS[1]],
    "capitals, quotation marks and spaces": [p.upper().replace(" ", "  ") for p in TALKS],
    "inside a longer text": [*BRIDGE, *TALKS[1:4]],
    "a word changed in every sentence": [p.replace("the", "its", 1).replace("and", "plus", 1) for p in TALKS],
}


@pytest.mark.parametrize("name", sorted(COPIES))
def test_a_copy_is_found_and_its_shared_words_are_exact(name: str) -> None:
    one, other = own("a", TALKS), own("b", COPIES[name])
    (copy,) = found(one, other)
    assert (copy.one, copy.other) == ("a", "b")
    shorter = copy.share_of_one if len(words_of(one)) <= len(words_of(other)) else copy.share_of_other
    assert copy.containment == shorter >= 0.3
    for left, right in copy.spans:
        assert plain(left.of(one.text)) == plain(right.of(other.text))
        assert len(plain(left.of(one.text))) >= RUN
    assert sum(len(plain(left.of(one.text))) for left, _ in copy.spans) == copy.words


def plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_a_shared_run_is_as_long_as_it_can_be() -> None:
    (copy,) = found(own("a", ["Opening of one kind here.", TALKS[0]]), own("b", ["Quite another beginning.", TALKS[0]]))
    ((left, right),) = copy.spans
    text = "Opening of one kind here.\n\n" + TALKS[0]
    assert left.of(text) == TALKS[0].rstrip(".")
    assert len(left) == len(right)


def test_different_texts_are_no_copies() -> None:
    assert found(own("a", TALKS), own("b", BRIDGE)) == ()


def test_what_both_quote_is_no_copy() -> None:
    quoted = "We came with open hands and we leave with a map, which is more than our fathers had when they went home."
    both = []
    for name, paragraphs in (("a", TALKS[:2]), ("b", BRIDGE[:2])):
        text = "\n\n".join([*paragraphs, quoted])
        both.append(own(name, [*paragraphs, quoted], quoted=[Span(text.index(quoted), len(text))]))
    assert found(*both) == ()
    assert len(found(own("a", [*TALKS[:2], quoted]), own("b", [*BRIDGE[:2], quoted]))) == 1


def test_a_run_is_cut_where_a_quotation_stood() -> None:
    text = "\n\n".join(TALKS)
    hole = Span(text.index("a draft on"), text.index("that their"))
    (copy,) = found(own("a", TALKS, quoted=[hole]), own("b", TALKS, quoted=[hole]))
    assert not any(left.overlaps(hole) for left, _ in copy.spans)


def test_a_few_words_alike_are_no_copy_and_neither_is_an_empty_text() -> None:
    assert (
        found(own("a", [TALKS[0]]), own("b", ["The two delegations sat down in the old school, says a guard."])) == ()
    )
    assert found(own("a", ["Too short."]), own("b", ["Too short."]), own("c", []), own("d", [])) == ()


# --- boilerplate -----------------------------------------------------------------------------------

FOOTER = (
    "Readers who send us a card with the name of their street get the almanac at half its price, as long as the press "
    "still has some, and a seat at the summer reading in the courtyard behind the works."
)


def footed(count: int, *, days: int, publisher: str = "Halden Post") -> list[OwnText]:
    """Short texts of one publisher with one footer, so many days apart."""
    start = datetime(2031, 3, 1)
    return [
        own(
            f"d{number:02}",
            [*story(number, 40), FOOTER],
            published=(start + timedelta(days=days * number)).date().isoformat(),
            publisher=publisher,
        )
        for number in range(count)
    ]


def test_what_a_publisher_repeats_over_weeks_is_boilerplate() -> None:
    few = REPEATED - 1
    assert len(found(*footed(few, days=LONG_DAYS))) == few * (few - 1) // 2
    assert found(*footed(REPEATED, days=LONG_DAYS)) == ()


def test_versions_of_one_story_in_a_day_are_copies_and_not_boilerplate() -> None:
    versions = [
        own(f"v{n}", [*TALKS, *story(n, 20)], published="2031-03-01", publisher="Halden Post") for n in range(5)
    ]
    assert len(found(*versions)) == 10


def test_what_very_many_repeat_is_boilerplate_on_one_day_too() -> None:
    assert found(*footed(ALWAYS_REPEATED, days=0)) == ()


def test_boilerplate_of_long_texts_is_boilerplate_of_a_short_one_too() -> None:
    long = [
        own(f"l{n}", [*story(n, 200), FOOTER], published=f"2031-03-{7 * n + 1:02}", publisher="Halden Post")
        for n in range(4)
    ]
    short = [own(f"s{n}", [TALKS[n], FOOTER], published="2031-03-09", publisher="Halden Post") for n in range(2)]
    assert found(*long, *short) == ()
    assert len(found(*short)) == 1


def test_boilerplate_is_of_one_publisher() -> None:
    elsewhere = own("z", [*TALKS, FOOTER], publisher="Nordwind")
    (copy,) = found(*footed(6, days=7), elsewhere, own("y", TALKS, publisher="Sudblatt"))
    assert (copy.one, copy.other) == ("y", "z")


# --- the index -------------------------------------------------------------------------------------


def coverage(seed: int) -> list[OwnText]:
    """Copies of some stories, whole and in part, with footers, more of one than are compared with all others."""
    chance = random.Random(seed)
    owns = footed(8, days=2)
    for number in range(50):
        stories = [chance.choice([100, 101, 102]) for _ in range(chance.randint(1, 2))]
        paragraphs = [p for s in stories for p in chance.sample(story(s, 120), chance.randint(2, 6))]
        owns.append(own(f"c{number:02}", [*paragraphs, *story(200 + number, 20)], publisher=f"P{number % 3}"))
    return owns


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 5), st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_nothing(seed: int, chance: random.Random) -> None:
    owns = coverage(seed)
    expected = found(*owns)
    held = Counter(kind for o in owns for kind in fingerprints(words_of(o)).kinds)
    assert max(held.values()) > COMPARED
    assert len(expected) > COMPARED
    chance.shuffle(owns)
    assert found(*owns) == expected


def test_asking_in_between_changes_nothing() -> None:
    index = CopyIndex()
    for document in coverage(1):
        index.add(document)
        index.copies()
    assert index.copies() == found(*coverage(1))


def test_adding_says_the_copies_of_the_document() -> None:
    index = CopyIndex()
    assert index.add(own("a", TALKS)) == ()
    assert [c.other for c in index.add(own("b", TALKS))] == ["b"]
    assert index.add(own("b", BRIDGE)) == ()
    assert len(index) == 2


def test_a_story_that_everybody_prints_is_one_family_without_all_its_pairs() -> None:
    everybody = 5 * COMPARED
    copies = found(*(own(f"n{n:03}", TALKS, publisher=f"P{n}") for n in range(everybody)))
    (family,) = families(copies)
    assert len(family.documents) == everybody
    assert len(copies) < everybody * COMPARED


@given(st.integers(0, 1000), st.integers(0, 200), st.integers(0, 200))
def test_a_passage_of_a_window_has_a_fingerprint_in_both(seed: int, before: int, after: int) -> None:
    passage = " ".join(story(seed, RUN + WIDE + 20)).split()[: RUN + WIDE - 1]
    texts = [story(seed + 2000, before), story(seed + 5000, after)]
    both = [fingerprints(words_of(own("x", [*text, " ".join(passage), *text]))).kinds for text in texts]
    assert both[0] & both[1]


# --- origin, families, roots -----------------------------------------------------------------------


def test_who_is_credited_is_the_origin_before_who_was_earlier() -> None:
    agency = own("b", TALKS, publisher="The Nordwire", published="2031-03-02")
    paper = own("a", TALKS, publisher="Halden Post", published="2031-03-01", credits=("Nordwire",))
    copy = compare(paper, agency)
    assert copy is not None
    assert (copy.origin, copy.why) == ("b", "Halden Post credits The Nordwire")


def test_who_was_earlier_is_the_origin() -> None:
    copy = compare(own("a", TALKS, published="2031-03-02"), own("b", TALKS, published="2031-03-01"))
    assert copy is not None
    assert (copy.origin, copy.why) == ("b", "published earlier: 2031-03-01 before 2031-03-02")


def test_zones_count_where_both_are_known() -> None:
    def at(hour: int, zone: str | None) -> Interval:
        start = datetime(2031, 3, 1, hour)
        return Interval(start, start + timedelta(minutes=1), Granularity.MINUTE, zone=zone)

    def origin(one: Interval, other: Interval) -> str | None:
        texts = [OwnText(n, TALKS[0], (Span(0, len(TALKS[0])),), None, when) for n, when in (("a", one), ("b", other))]
        copy = compare(*texts)
        assert copy is not None
        return copy.origin

    assert origin(at(10, "+03:00"), at(8, "UTC")) == "a"
    assert origin(at(10, "-05:00"), at(11, "Z")) == "b"
    assert origin(at(10, None), at(8, "UTC")) == "b"


@pytest.mark.parametrize(("one", "other"), [(None, "2031-03-01"), ("2031-03-01", "2031-03-01")])
def test_where_nothing_says_so_there_is_no_origin(one: str | None, other: str) -> None:
    copy = compare(own("a", TALKS, published=one, credits=("Nordwire",)), own("b", TALKS, published=other))
    assert copy is not None
    assert copy.origin is None
    assert copy.why


def test_what_both_credit_is_said() -> None:
    copy = compare(own("a", TALKS, credits=("Nordwire",)), own("b", TALKS, credits=("The Nordwire",)))
    assert copy is not None
    assert (copy.origin, copy.why) == (None, "undated; both credit Nordwire")


def test_a_family_has_the_earliest_as_root() -> None:
    owns = [own(name, TALKS, published=f"2031-03-0{d}") for name, d in (("a", 3), ("b", 1), ("c", 2))]
    (family,) = families(found(*owns))
    assert (family.root, family.documents) == ("b", ("b", "a", "c"))
    assert "published earlier: 2031-03-01" in family.why


def test_an_undated_family_has_the_fuller_text_or_the_first_by_id_and_says_so() -> None:
    assert families(found(own("b", TALKS), own("a", TALKS)))[0].root == "a"
    (family,) = families(found(own("a", TALKS[:3]), own("b", TALKS)))
    assert (family.root, family.why) == ("b", "the fuller text, or first by id (undated)")


def test_a_digest_does_not_make_one_family_of_what_is_in_it() -> None:
    owns = [
        own("talks", TALKS, published="2031-03-01"),
        own("bridge", BRIDGE, published="2031-03-01"),
        own("digest", [*TALKS, *BRIDGE], published="2031-03-02"),
    ]
    (family,) = families(found(*owns))
    assert family.documents == ("talks", "digest")


def test_a_short_item_does_not_make_one_family_of_all_that_print_it() -> None:
    item = TALKS[0]
    owns = [own("item", [item], published="2031-03-01")]
    owns += [own(f"long{n}", [item, *story(n, 400)], published="2031-03-02") for n in range(3)]
    assert len(found(*owns)) == 3
    assert families(found(*owns)) == ()


def chain(document: str, *names: str) -> tuple[ChainLink, ...]:
    return tuple(ChainLink(name, Evidence(document, None, name, "test")) for name in names)


def test_roots_are_families_and_named_origins() -> None:
    copies = found(own("a", TALKS, published="2031-03-01"), own("b", TALKS, published="2031-03-02"))
    chains = {
        "b": chain("b", "Vesna Orlic", "Halden Post"),
        "c": chain("c", "Vesna Orlic", "Sudblatt"),
        "d": chain("d", "Nordwire"),
    }
    one, two, three = roots(["a", "b", "c", "d", "e"], copies, chains)
    assert (one.source, one.documents) == ("Vesna Orlic", ("a", "b", "c"))
    assert one.why == (
        "copies of a: published earlier: 2031-03-01 before 2031-03-02",
        "all from Vesna Orlic",
    )
    assert (two.source, two.documents) == ("Nordwire", ("d",))
    assert (three.source, three.documents) == ("e", ("e",))
    assert three.why == ("no other document shares its text or its source",)


def test_a_copy_that_is_not_asked_about_still_ties_two_that_are() -> None:
    owns = [own(name, TALKS, published=f"2031-03-0{n}") for n, name in enumerate("abc", 1)]
    (root,) = roots(["b", "c"], found(*owns), {})
    assert (root.source, root.documents) == ("b", ("b", "c"))


def test_without_documents_there_are_no_roots() -> None:
    assert roots([], (), {}) == ()


@given(st.permutations(["a", "b", "c", "d", "e", "f"]))
def test_roots_do_not_depend_on_order(order: list[str]) -> None:
    copies = found(own("a", TALKS), own("b", TALKS), own("e", BRIDGE), own("f", BRIDGE))
    chains = {name: chain(name, "Nordwire") for name in "bce"}
    assert roots(order, copies[:: 1 if order[0] < "d" else -1], chains) == roots("abcdef", copies, chains)


# --- documents -------------------------------------------------------------------------------------


def test_the_own_text_is_the_news_without_quotations() -> None:
    text = 'Talks in Halden\n\nThe envoys met. "We came with a map," one of them said.'
    fields = (
        PageField("title", "Talks in Halden", "json:title"),
        PageField("publisher", "Halden Post", "json:publisher"),
    )
    digest = sha256(text.encode()).hexdigest()
    document = clean(Page("p", None, None, "text/plain", "utf-8", digest, text, blocks_of_text(text), fields))
    quotation = '"We came with a map,"'
    quoted = Span(document.text.index(quotation), document.text.index(quotation) + len(quotation))
    made = own_text(document, quoted=[quoted], chain=chain("p", "Nordwire", "Halden Post"))
    assert [s.of(made.text).strip() for s in made.spans] == ["The envoys met.", "one of them said."]
    assert (made.document_id, made.publisher, made.credits) == (document.document_id, "Halden Post", ("Nordwire",))
