"""Groups as a person left them, of things that are letters here: what is two is parted, what is one is joined."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.judged_pairs import NONE_JUDGED, Pairs, pairs_of, regrouped
from dragoman.types import Anchor, Judged, Judgement, Verdict

Made = tuple[Verdict, str, str]

LETTERS = "abcdefg"
GROUPS = (("a", "b", "c"), ("d", "e"), ("f",), ("g",))


def pairs(*made: Made) -> Pairs:
    judgements = [
        Judgement(number, verdict, anchor(one), anchor(other), None, "A. Reader", datetime(2031, 7, 1))
        for number, (verdict, one, other) in enumerate(made, start=1)
    ]
    return pairs_of(judgements, Judged.EVENT, lambda found: found.found_id)


def anchor(letter: str) -> Anchor:
    return Anchor(letter, "document", 0, letter, "letter")


def left(*made: Made) -> list[str]:
    return sorted("".join(sorted(group)) for group in regrouped(GROUPS, pairs(*made), lambda letter: [letter]))


def reasons(*made: Made) -> dict[int, str]:
    groups = regrouped(GROUPS, pairs(*made), lambda letter: [letter])
    return {j.judgement_id: j.without_effect for j in pairs(*made).unmet_among(groups)}


def test_nothing_judged_changes_nothing() -> None:
    assert regrouped(GROUPS, NONE_JUDGED, lambda letter: [letter]) == GROUPS
    assert not NONE_JUDGED


def test_what_is_named_second_is_taken_out() -> None:
    assert left((Verdict.DIFFERENT, "a", "c")) == ["ab", "c", "de", "f", "g"]
    assert left((Verdict.DIFFERENT, "c", "a")) == ["a", "bc", "de", "f", "g"]
    assert left((Verdict.DIFFERENT, "a", "d")) == ["abc", "de", "f", "g"]


def test_whole_groups_are_joined() -> None:
    assert left((Verdict.SAME, "a", "d"), (Verdict.SAME, "f", "e")) == ["abcdef", "g"]


def test_who_decided_is_said_of_what_is_so() -> None:
    said = pairs((Verdict.SAME, "a", "b"), (Verdict.DIFFERENT, "a", "f"), (Verdict.SAME, "d", "g"))
    assert [[by.judgement_id for by in said.deciders(group)] for group in ("ab", "bc", "f", "d")] == [
        [1, 2],
        [],
        [2],
        [],
    ]


def test_what_is_gone_is_said() -> None:
    assert reasons((Verdict.SAME, "a", "z")) == {1: "what it is about is not there any more"}
    assert reasons((Verdict.SAME, "a", "a")) == {1: "both are one and the same now"}


made = st.lists(
    st.tuples(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]), *[st.sampled_from(LETTERS)] * 2), max_size=8
)


@given(made)
def test_every_judgement_holds_or_has_a_reason(said: list[Made]) -> None:
    groups = left(*said)
    assert sorted("".join(groups)) == [*LETTERS]
    lost = reasons(*said)
    for number, (verdict, one, other) in enumerate(said, start=1):
        together = any(one in group and other in group for group in groups)
        if number not in lost:
            assert together is (verdict is Verdict.SAME)


@given(made, st.randoms())
def test_groups_are_the_same_whatever_order_they_come_in(said: list[Made], random: st.DataObject) -> None:
    shuffled = [list(group) for group in GROUPS]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = regrouped(shuffled, pairs(*said), lambda letter: [letter])
    assert sorted("".join(sorted(group)) for group in found) == left(*said)
