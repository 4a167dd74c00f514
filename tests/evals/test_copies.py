"""Copies planted for the scorer: one seed gives one planting, each kind is what it says, the score counts them."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from evals.copies import score
from evals.planting import COPIED, Article, alike, overlap, plant

VOCABULARY = re.findall(
    r"\w+",
    """
    council member river treaty border harvest fleet minister signal village winter paper railway senate island engine
    doctor forest market copper bridge lantern cabinet envoy ledger quarry orchard summit willow barrel canyon
    """,
)
EACH = 2


def article(number: int) -> Article:
    """An article of made-up sentences, with a clause to leave out and a word to swap now and then."""
    chance = random.Random(number)

    def sentence() -> str:
        words = [chance.choice(VOCABULARY) for _ in range(12)]
        return f"The {' '.join(words[:6])}, which {' '.join(words[6:9])}, said {' '.join(words[9:])}."

    paragraphs = tuple(f"{sentence()} {sentence()} {sentence()}" for _ in range(9))
    day = date(2031, 1, 1) + timedelta(days=9 * number)
    return Article(f"a{number:02}", f"Outlet {number % 4}", f"Title {number}", day, "harvest", paragraphs)


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [article(number) for number in range(40)]


def test_one_seed_gives_one_planting(articles: list[Article]) -> None:
    assert plant(articles, seed=1, each=EACH) == plant(articles, seed=1, each=EACH)
    assert plant(articles, seed=1, each=EACH) != plant(articles, seed=2, each=EACH)


def test_every_copy_stands_beside_its_source_and_every_look_alike_in_its_place(articles: list[Article]) -> None:
    made, pairs = plant(articles, seed=1, each=EACH)
    by_id = {a.article_id: a for a in made}
    assert len(by_id) == len(made)
    assert Counter(p.kind for p in pairs if p.copy) == dict.fromkeys(COPIED, EACH)
    assert Counter(p.kind for p in pairs if not p.copy) == {"quotation": EACH, "footer": EACH}
    for pair in pairs:
        one, other = by_id[pair.one], by_id[pair.other]
        if pair.copy:
            assert other.made_from == one.article_id
            assert (other.title, other.outlet) != (one.title, one.outlet)
        else:
            assert one.made_from not in by_id
            assert overlap(one.text, other.text) > 0


def test_copies_are_changed_and_still_overlap(articles: list[Article]) -> None:
    made, pairs = plant(articles, seed=1, each=EACH)
    by_id = {a.article_id: a for a in made}
    for pair in pairs:
        if pair.copy:
            one, other = by_id[pair.one], by_id[pair.other]
            assert alike(one, other)
            assert (one.text == other.text) == (pair.kind == "whole")


def test_overlap_is_of_the_text_with_fewer_runs() -> None:
    text = "one two three four five six seven"
    assert overlap(text, f"{text} eight nine ten") == 1
    assert overlap(text, "quite another thing that nobody said before") == 0
    assert overlap("", text) == 0


def test_the_score_counts_what_was_planted(articles: list[Article], tmp_path: Path) -> None:
    data = tmp_path / "articles.jsonl"
    lines = [
        {"id": a.article_id, "outlet": a.outlet, "title": a.title, "date": str(a.day), "topic": a.topic, "text": a.text}
        for a in articles
    ]
    data.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    scores, predictions = score(data, each=EACH)
    planted = [p for p in predictions if p["kind"] not in ("natural", "unplanned")]
    wrong = [p for p in predictions if p["true"] is False and p["said"]]
    right = [p for p in planted if p["true"] and p["said"]]
    assert scores["n"] == len(planted) == EACH * (len(COPIED) + 2)
    assert scores["documents"] == len(articles) + EACH * len(COPIED)
    assert scores["recall"] == 1.0
    assert scores["precision"] == round(len(right) / len(right + wrong), 4)
    assert sum(scores["wrong"].values()) == len(wrong)
    assert scores["found_of"]["quotation"] == [0, EACH]
