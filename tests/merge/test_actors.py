"""Actors across documents: what is one, which offices are learned and what does not fit."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest

from dragoman.merge import KnownActor, Tenure, disagreements, known_actors
from dragoman.merge.judged import judged_actors
from dragoman.merge.judged_pairs import Pairs, pairs_of
from dragoman.types import ActorKind, Anchor, Identity, Judged, Judgement, Office, Sighting, Verdict

FOREIGN = Office("Minister of Foreign Affairs", None, "LV")
DEFENCE = Office("Minister of Defence", None, "LV")


def seen(
    name: str,
    day: str | None,
    office: Office | None = None,
    *,
    country: str | None = "LV",
    identity: Identity | None = None,
    kind: ActorKind = ActorKind.PERSON,
) -> Sighting:
    published = date.fromisoformat(day) if day else None
    words = f"{office.title} {name}" if office else ""
    document = f"{name}-{day}".replace(" ", "-").lower()
    return Sighting(document, "Halden Post", published, kind, name, country, identity, office, words, 1, "person:1")


def alike(one: str, other: str) -> bool:
    """The letters of two names without those that transliterations differ in."""
    plain = [name.lower().replace("k", "").replace("y", "i") for name in (one, other)]
    return plain[0] == plain[1]


def test_sightings_of_one_identity_are_one_actor_whatever_they_are_called() -> None:
    alliance = Identity("organisation:nato", "NATO")
    of = [
        seen(name, "2031-01-01", country=None, identity=alliance, kind=ActorKind.ORGANISATION)
        for name in ("NATO", "North Atlantic Alliance")
    ]
    (actor,) = known_actors(of, same_name=alike)
    assert (actor.name, actor.documents, actor.identity) == ("NATO", 2, alliance)
    assert actor.names == ("NATO", "North Atlantic Alliance")


def test_two_spellings_of_a_full_name_are_one_person_and_a_surname_alone_is_nobody() -> None:
    of = [seen("Anda Zakrina", "2031-01-01"), seen("Anda Zarina", "2031-01-02"), seen("Zarina", "2031-01-03")]
    assert [a.names for a in known_actors(of, same_name=alike)] == [("Anda Zakrina", "Anda Zarina"), ("Zarina",)]


def test_a_name_that_fits_two_people_joins_neither() -> None:
    of = [
        *[seen("Anda Zarina", "2031-01-01", country="LV"), seen("Anda Zakrina", "2031-01-01", country="EE")],
        seen("Anda Zarkina", "2031-01-02", country=None),
    ]
    assert [a.country for a in known_actors(of, same_name=alike)] == ["EE", "LV", None]


def test_people_of_two_countries_are_two() -> None:
    of = [seen("Anda Zarina", "2031-01-01", country=c) for c in ("LV", "EE")]
    assert len(known_actors(of, same_name=alike)) == 2


def test_a_name_without_a_country_brings_no_two_countries_together() -> None:
    of = [
        *(seen("Anda Zarina", f"2031-01-0{n}", country=None) for n in (1, 2)),
        *[seen("Anda Zakrina", "2031-01-01", country="LV"), seen("Anda Zarkina", "2031-01-02", country="EE")],
    ]
    assert len(known_actors(of, same_name=alike)) == 2


def test_a_name_without_a_country_goes_to_the_same_name_with_one() -> None:
    of = [seen("Anda Zarina", "2031-01-01"), seen("Anda Zarina", "2031-01-02", country=None)]
    assert [a.country for a in known_actors(of, same_name=alike)] == ["LV"]


def test_a_tenure_runs_from_the_first_to_the_last_day_it_is_said_on() -> None:
    of = [seen("Anda Zarina", day, FOREIGN) for day in ("2031-03-01", "2031-01-05", "2031-02-01")]
    (actor,) = known_actors([*of, seen("Anda Zarina", "2032-01-01")], same_name=alike)
    (tenure,) = actor.tenures
    assert (tenure.first, tenure.last, len(tenure.sightings)) == (date(2031, 1, 5), date(2031, 3, 1), 3)


def test_an_office_from_the_table_alone_is_no_evidence() -> None:
    sighting = Sighting("d", None, date(2031, 1, 1), ActorKind.PERSON, "Anda Zarina", "LV", None, FOREIGN, "", 1)
    (actor,) = known_actors([sighting], same_name=alike)
    assert actor.tenures == ()


def test_what_somebody_was_is_no_tenure() -> None:
    (actor,) = known_actors([seen("Anda Zarina", "2031-01-01", Office("Former President"))], same_name=alike)
    assert actor.tenures == ()


def test_an_office_without_a_country_is_the_one_with_it() -> None:
    of = [seen("Anda Zarina", "2031-01-01", FOREIGN), seen("Anda Zarina", "2031-01-02", Office(FOREIGN.title))]
    (actor,) = known_actors(of, same_name=alike)
    assert [(t.office, len(t.sightings)) for t in actor.tenures] == [(FOREIGN, 2)]


def test_a_minister_is_the_minister_of_what_other_documents_say() -> None:
    of = [seen("Anda Zarina", "2031-01-01", FOREIGN), seen("Anda Zarina", "2031-01-02", Office("Minister"))]
    (actor,) = known_actors(of, same_name=alike)
    assert [(t.office, len(t.sightings)) for t in actor.tenures] == [(FOREIGN, 2)]
    of.append(seen("Anda Zarina", "2032-01-01", DEFENCE))
    (actor,) = known_actors(of, same_name=alike)
    assert {t.office.title for t in actor.tenures} == {"Minister", FOREIGN.title, DEFENCE.title}


def test_undated_documents_say_an_office_but_no_day() -> None:
    (actor,) = known_actors([seen("Anda Zarina", None, FOREIGN)], same_name=alike)
    assert [(t.first, t.last) for t in actor.tenures] == [(None, None)]


def test_another_office_in_the_midst_of_a_tenure_is_a_disagreement() -> None:
    before_and_after = [seen("Anda Zarina", day, FOREIGN) for day in ("2031-01-01", "2031-03-01")]
    between = seen("Anda Zarina", "2031-02-01", DEFENCE)
    (found,) = disagreements(known_actors([*before_and_after, between], same_name=alike))
    assert (found.about, found.field) == ("person:anda zarina:LV", "office")
    assert [(c.value, len(c.report_ids)) for c in found.claims] == [
        ("Minister of Foreign Affairs, LV", 2),
        ("Minister of Defence, LV", 1),
    ]


def test_one_office_after_another_is_a_career() -> None:
    days = [("2031-01-01", FOREIGN), ("2031-02-01", FOREIGN), ("2031-03-01", DEFENCE), ("2031-04-01", DEFENCE)]
    of = [seen("Anda Zarina", day, office) for day, office in days]
    assert disagreements(known_actors(of, same_name=alike)) == ()


def test_a_head_of_government_may_hold_a_ministry() -> None:
    days = [("2031-01-01", FOREIGN), ("2031-02-01", Office("Prime Minister", None, "LV")), ("2031-03-01", FOREIGN)]
    of = [seen("Anda Zarina", day, office) for day, office in days]
    assert disagreements(known_actors(of, same_name=alike)) == ()


def test_somebody_else_in_the_midst_of_a_tenure_is_a_disagreement() -> None:
    of = [seen("Anda Zarina", day, FOREIGN) for day in ("2031-01-01", "2031-03-01")]
    (found,) = disagreements(known_actors([*of, seen("Juris Berzs", "2031-02-01", FOREIGN)], same_name=alike))
    assert (found.about, found.field) == ("Minister of Foreign Affairs, LV", "holder")
    assert [c.value for c in found.claims] == ["Anda Zarina", "Juris Berzs"]


def test_another_given_name_in_the_same_office_is_a_name_that_differs() -> None:
    of = [seen("Anda Zarina", day, FOREIGN) for day in ("2031-01-01", "2031-03-01")]
    (found,) = disagreements(known_actors([*of, seen("Ilze Zarina", "2031-03-03", FOREIGN)], same_name=alike))
    assert (found.field, [c.value for c in found.claims]) == ("name", ["Anda Zarina", "Ilze Zarina"])


def test_the_table_of_offices_counts_like_what_documents_tell() -> None:
    identity = Identity("person:anda-zarina:LV", "Anda Zarina")
    of = [seen("Anda Zarina", "2031-02-01", DEFENCE, identity=identity)]
    known = known_actors(
        of, same_name=alike, table=lambda _: (Tenure(FOREIGN, (), (date(2030, 1, 1), date(2032, 1, 1))),)
    )
    (found,) = disagreements(known)
    assert [(c.value, c.report_ids) for c in found.claims] == [
        ("Minister of Foreign Affairs, LV", ()),
        ("Minister of Defence, LV", ("anda-zarina-2031-02-01",)),
    ]


def test_many_may_be_what_many_are() -> None:
    envoy = Office("Diplomat", None, "LV")
    of = [seen("Anda Zarina", day, envoy) for day in ("2031-01-01", "2031-03-01")]
    assert disagreements(known_actors([*of, seen("Juris Berzs", "2031-02-01", envoy)], same_name=alike)) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    of = [
        *[seen("Anda Zarina", day, FOREIGN) for day in ("2031-01-01", "2031-03-01")],
        *[seen("Anda Zakrina", "2031-02-01", DEFENCE), seen("Juris Berzs", "2031-02-02", FOREIGN, country=None)],
        *[seen("Zarina", "2031-02-03", country=None), seen("Anda Zarina", None, FOREIGN, country=None)],
    ]
    shuffled = random.Random(seed).sample(of, len(of))
    one, other = (known_actors(sightings, same_name=alike) for sightings in (of, shuffled))
    assert one == other
    assert disagreements(one) == disagreements(other)


# --- what a person judged -----------------------------------------------------------------------

ZARINA = Identity("person:anda-zarina:LV", "Anda Zarina")
OLD, NEW = (seen("Anda Zarina", day, FOREIGN, identity=ZARINA) for day in ("2031-01-01", "2032-01-01"))
WED = seen("Anda Berza", "2033-01-01", FOREIGN)
SEEN = (OLD, NEW, WED)


def judged(number: int, verdict: Verdict, one: Sighting, other: Sighting) -> Judgement:
    mine, theirs = (Anchor(s.actor_id, s.document_id, 0, s.name, "person") for s in (one, other))
    made = datetime(2034, 1, number)
    return Judgement(number, verdict, mine, theirs, None, "A. Reader", made, about=Judged.ACTOR)


def pairs(*judgements: Judgement) -> Pairs:
    return pairs_of(judgements, Judged.ACTOR, lambda anchor: f"{anchor.document_id}/{anchor.found_id}")


def actors(*judgements: Judgement, of: tuple[Sighting, ...] = SEEN) -> tuple[KnownActor, ...]:
    return known_actors(of, same_name=alike, judged=pairs(*judgements))


def test_two_actors_judged_the_same_are_one_with_both_names() -> None:
    assert [(a.name, a.documents, a.judged) for a in actors()] == [("Anda Zarina", 2, ()), ("Anda Berza", 1, ())]
    (actor,) = actors(judged(1, Verdict.SAME, OLD, WED))
    assert (actor.identity, actor.names) == (ZARINA, ("Anda Zarina", "Anda Berza"))
    assert [by.judgement_id for by in actor.judged] == [1]
    assert [(t.first, t.last) for t in actor.tenures] == [(date(2031, 1, 1), date(2033, 1, 1))]


def test_an_actor_judged_another_is_taken_out_and_has_not_the_identity() -> None:
    found = actors(judged(1, Verdict.DIFFERENT, OLD, NEW))
    assert sorted((a.name, a.identity, a.key) for a in found if a.name == "Anda Zarina" and not a.identity) == [
        ("Anda Zarina", None, "person:anda zarina:LV")
    ]
    assert [a.sightings for a in found if a.identity] == [(OLD,)]


def test_two_of_one_name_judged_two_have_keys_of_their_own() -> None:
    one, other = (seen("Juris Berzs", day, FOREIGN) for day in ("2031-01-01", "2032-01-01"))
    found = actors(judged(1, Verdict.DIFFERENT, one, other), of=(one, other))
    assert {a.key for a in found} == {"person:juris berzs:LV", other.key}


def test_who_was_taken_out_can_be_somebody_else() -> None:
    made = judged(1, Verdict.DIFFERENT, OLD, NEW), judged(2, Verdict.SAME, NEW, WED)
    assert sorted(a.documents for a in actors(*made)) == [1, 2]
    for seed in range(6):
        shuffled = random.Random(seed)
        again = actors(*shuffled.sample(made, 2), of=tuple(shuffled.sample(SEEN, 3)))
        assert again == actors(*made)


def test_actors_that_another_judgement_keeps_apart_stay_two() -> None:
    made = judged(1, Verdict.DIFFERENT, OLD, WED), judged(2, Verdict.SAME, NEW, WED)
    found = actors(*made)
    assert [a.documents for a in found] == [2, 1]
    unmet = pairs(*made).unmet_among([s.key for s in a.sightings] for a in found)
    assert [(j.judgement_id, j.without_effect) for j in unmet] == [(2, "judgement 1 keeps them apart")]


def test_an_actor_of_a_document_that_is_gone_is_not_found() -> None:
    found = judged_actors([judged(1, Verdict.SAME, OLD, WED)], {})
    assert [j.without_effect for j in found.lost] == ["its words are not found any more, or are read otherwise"]
