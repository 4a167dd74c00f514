"""What HeidelTime says of the same documents, for `python -m evals dates DATA --theirs OUT` and the same of intervals.

usage: python -m tools.heideltime HOME DATA OUT.jsonl [--type narratives]

HeidelTime (GPL) is no part of Dragoman and is not needed by it. HOME is a folder of yours with its jar, its
config.props and the tagger that this names: plans/time.md says how to make one. DATA is what `evals dates` or `evals
intervals` reads. Each document goes to HeidelTime as raw text with its day of writing, as the documents' `--type` (news
if not said), in the language English; one without a day goes as narratives, where nothing is counted from a day. OUT
has one JSON line a time: document, start, end, type, value. Documents that OUT has already are not asked again.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from evals.dates import TimeSaid, day_of, stories_of
from evals.intervals import texts_of

__all__ = ["main", "placed", "times_of"]

Asked = tuple[str, str, str]
"""Name, text and day of writing of a document."""

_LINE = "python -m tools.heideltime"


def documents_of(path: Path) -> list[Asked]:
    """The documents of TimeML files, or else those of GUM that have dates."""
    stories = [(s.name, s.text, s.created) for s in stories_of(path)]
    return stories or [(t.name, t.text, t.created) for t in texts_of(path) if t.dates]


def times_of(answer: str, text: str) -> list[TimeSaid]:
    """The times of HeidelTime's answer, with their places in the text that it was asked about."""
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", answer).strip())
    said: list[tuple[str, ET.Element | None]] = [(root.text or "", None)]
    for child in root:
        said += [("".join(child.itertext()), child), (child.tail or "", None)]
    return list(placed(said, text))


def placed(said: list[tuple[str, ET.Element | None]], text: str) -> Iterator[TimeSaid]:
    """The marked pieces of an answer, in a text that is the same but for white space; `ValueError` where it is not."""
    at = 0
    for piece, element in said:
        start = None
        for letter in piece:
            if letter.isspace():
                continue
            while at < len(text) and text[at].isspace():
                at += 1
            if at == len(text) or text[at] != letter:
                raise ValueError(f"the answer has {piece[:40]!r} where the text has {text[at : at + 40]!r}")
            start = at if start is None else start
            at += 1
        if element is not None and start is not None:
            yield TimeSaid(start, at, element.get("type", ""), element.get("value"))


def asked(home: Path, text: str, created: str, kind: str) -> str:
    """HeidelTime's answer about a text, as it prints it."""
    jar = next(home.glob("*.jar"))
    day = day_of(created)
    dated = ["-t", kind, "-dct", f"{day:%Y-%m-%d}"] if day else ["-t", "narratives"]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(text)
        file.flush()
        command = ["java", "-jar", str(jar.resolve()), *dated, "-l", "english", "-e", "UTF-8", file.name]
        done = subprocess.run(command, cwd=home, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def main(arguments: list[str]) -> int:
    """Ask about each document and write the times; returns the exit status."""
    parser = argparse.ArgumentParser(prog=_LINE, description=(__doc__ or "").split("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--type", choices=("news", "narratives"), default="news")
    told = parser.parse_args(arguments)
    known = told.out.read_text("utf-8").splitlines() if told.out.exists() else []
    done = {json.loads(line)["document"] for line in known}
    with told.out.open("a", encoding="utf-8") as out:
        for name, text, created in documents_of(told.data):
            if name in done:
                continue
            times = times_of(asked(told.home, text, created, told.type), text)
            lines = [
                {"document": name, "start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times
            ]
            out.write("".join(json.dumps(line) + "\n" for line in lines))
            out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
