"""The draw of articles to be read by a person: the same each time, with its checks."""

from __future__ import annotations

import json
from pathlib import Path

from evals import sample

_TEXT = "Kenyan President William Ruto met Somali President Hassan Sheikh Mohamud in Nairobi on Monday, officials said."


def test_the_draw_counts_and_lists_the_reports(tmp_path: Path) -> None:
    data = tmp_path / "articles.jsonl"
    articles = [{"title": "Ruto and Mohamud meet", "text": _TEXT, "date": "2024-05-07"}, {"title": "", "text": "None."}]
    data.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")
    counts, lines = sample.score(data)
    assert (counts["n"], counts["errors"], counts["reports"]) == (2, 0, 1)
    assert (counts["spans_not_their_words"], counts["reports_from_other_zones"]) == (0, 0)
    assert [(line["status"], line["place"], line["start"]) for line in lines] == [("occurred", "Nairobi", "2024-05-06")]
    assert sample.score(data) == (counts, lines)
