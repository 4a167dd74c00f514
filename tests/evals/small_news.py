"""A small file of news, and its marks, in words of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from evals.marked_news import standing_off

URL = "https://news.example/klow"
TEXT = """VIENNA
The Portuguese foreign minister visited Vienna on Tuesday and met Prime Minister Ottokar Muskar, officials said.
Nobody was arrested. Portuguese troops had entered the valley on Monday, and France condemned Portugal."""
MARKED = f"""# article: {URL} # 2021-05-12 # Guests
# 1
The [Portuguese foreign minister|actor#1 actor#2] <visited|CONSULT visit occurred #1> [Vienna|recipient#1] on \
[Tuesday|time#1] and <met|CONSULT meeting occurred #2> [Prime Minister Ottokar Muskar|actor#2], officials said.
# 2
Nobody was arrested. [Portuguese troops|actor#1] had <entered|MOBILIZE - occurred #1> the valley on [Monday|time#1], \
and [France|actor#2] <condemned|ACCUSE disapprove occurred #2> [Portugal|recipient#2].
"""


def news_in(folder: Path, text: str = TEXT) -> Path:
    """A file of one article."""
    path = folder / "news.jsonl.gz"
    row = {"url": URL, "title": "Guests", "date": "2021-05-12", "outlet": "The Danube Herald", "text": text}
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    return path


def marks_in(folder: Path, news: Path, marked: str = MARKED) -> Path:
    """A folder with the marks of the article."""
    source = folder / "marked.txt"
    source.write_text(marked, "utf-8")
    marks = folder / "marks"
    marks.mkdir()
    (marks / "some.jsonl").write_text("".join(line + "\n" for line in standing_off(news, source)), "utf-8")
    return marks
