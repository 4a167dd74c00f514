"""The scorer of places, on files of our own in the forms of LGL, GWN and GeoVirus."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from dragoman.ground.places.ranker import Ranker
from evals.places import score, scores_of
from evals.toponyms import Countries, articles_of, kilometres

TEXT = "The ministers of Belarus and Russia met in Minsk. The delegation left Minsk for Moscow."


def lgl(*toponyms: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><articles><article docid="7"><domain>courier.example.by</domain>'
        f"<text><![CDATA[{TEXT}]]></text><toponyms>{''.join(toponyms)}</toponyms></article></articles>"
    )


def toponym(phrase: str, start: int, latitude: float | None, longitude: float = 0.0, country: str = "") -> str:
    where = f"<gaztag><lat>{latitude}</lat><lon>{longitude}</lon>{country}</gaztag>" if latitude is not None else ""
    return f"<toponym><start>{start}</start><end>{start + len(phrase)}</end><phrase>{phrase}</phrase>{where}</toponym>"


BELARUS = "<country>Belarus</country>"
MINSK = toponym("Minsk", TEXT.find("Minsk"), 53.9, 27.57, BELARUS)
MOSCOW = toponym("Moscow", TEXT.find("Moscow"), 55.75, 37.62)
FAR = toponym("Belarus", TEXT.find("Belarus"), -33.0, 151.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "toponyms.xml"


def test_lgl_is_read(file: Path) -> None:
    file.write_text(lgl(MINSK, toponym("Russia", 29, None), MOSCOW), "utf-8")
    (article,) = articles_of(file)
    assert (article.name, article.publisher, article.text) == ("7", "courier.example.by", TEXT)
    assert [(t.phrase, t.country, t.latitude) for t in article.toponyms] == [
        ("Minsk", "BY", 53.9),
        ("Moscow", None, 55.75),
    ]
    assert all(t.span and t.span.of(TEXT) == t.phrase for t in article.toponyms)


def test_gwn_is_read(file: Path) -> None:
    file.write_text(
        "<articles><article file='3'><title>t</title><link>https://news.example.com/a/b</link>"
        f"<text>{TEXT}</text><toponyms><toponym><extractedName>Minsk</extractedName><start>43</start><end>48</end>"
        "<latitude>53.9</latitude><longitude>27.57</longitude></toponym>"
        "<toponym><extractedName>ministers</extractedName><start>4</start><end>13</end></toponym>"
        "</toponyms></article></articles>",
        "utf-8",
    )
    (article,) = articles_of(file)
    assert (article.name, article.publisher) == ("3", "news.example.com")
    assert [t.phrase for t in article.toponyms] == ["Minsk"]


def test_geovirus_is_read_with_or_without_offsets(file: Path) -> None:
    file.write_text(
        f"<articles><article source='https://wiki.example.org/x'><text>{TEXT}</text><locations>"
        "<location><name>Minsk</name><altName/><lat>53.9</lat><lon>27.57</lon><start>-4</start><end>1</end></location>"
        "<location><name>Minsk</name><lat>53.9</lat><lon>27.57</lon></location>"
        "<location><name>Vitebsk</name><lat>55.2</lat><lon>30.2</lon></location>"
        "</locations></article></articles>",
        "utf-8",
    )
    (article,) = articles_of(file)
    first, last = TEXT.find("Minsk"), TEXT.rfind("Minsk")
    assert [t.span.start if t.span else None for t in article.toponyms] == [first, last, None]


def test_every_toponym_with_coordinates_counts(file: Path) -> None:
    file.write_text(lgl(MINSK, MOSCOW, FAR, toponym("Russia", 29, None)), "utf-8")
    scores, lines = score(file)
    assert (scores["n"], scores["acc161"]) == (3, pytest.approx(2 / 3, abs=1e-4))
    assert scores["country_accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["end_to_end_recall"] <= 2 / 3 + 1e-4
    assert set(lines[0]) == {"document", "start", "end", "latitude", "longitude", "country"}
    assert (lines[0]["country"], lines[0]["start"]) == ("BY", TEXT.find("Minsk"))
    assert lines[0]["latitude"] == pytest.approx(53.9, abs=0.1)


def test_a_toponym_that_is_nowhere_in_the_text_is_wrong(file: Path) -> None:
    file.write_text(lgl(toponym("Vitebsk", 0, 55.2, 30.2)), "utf-8")
    scores, lines = score(file)
    assert (scores["n"], scores["acc161"], scores["country_accuracy"]) == (1, 0.0, 0.0)
    assert lines[0]["start"] is None


def test_a_file_without_toponyms_has_no_score(file: Path) -> None:
    file.write_text("<articles><article><text>Nothing.</text></article></articles>", "utf-8")
    scores, lines = score(file)
    assert (scores["n"], scores["acc161"], scores["end_to_end_f1"], lines) == (0, 0.0, 0.0, [])


def test_the_gold_span_is_given_and_the_ranker_may_be_another(file: Path) -> None:
    file.write_text(lgl(MINSK), "utf-8")
    asked: list[int] = []

    def ranker_of(number: int) -> Ranker:
        asked.append(number)
        return Ranker.load()

    scores, _ = scores_of(list(articles_of(file)), Countries(), ranker_of, end_to_end=False)
    assert asked == [0]
    assert "end_to_end_f1" not in scores


def test_kilometres() -> None:
    assert kilometres((53.9, 27.57), (55.75, 37.62)) == pytest.approx(676, abs=10)
    assert kilometres((10.0, 179.9), (10.0, -179.9)) == pytest.approx(
        0.2 * 111.19 * math.cos(math.radians(10)), abs=0.1
    )


def test_the_country_of_a_point() -> None:
    countries = Countries()
    assert countries.at(53.9, 27.57) == "BY"
    assert countries.at(10.0, -150.0) is None
