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
from pathlib import Path

from evals.dates import TimeSaid, day_of, stories_of
from evals.intervals import texts_of

__all__ = ["main", "times_of"]

Asked = tuple[str, str, str]
"""Name, text and day of writing of a document."""

_TIMEX3 = re.compile(r"<TIMEX3 (?P<attributes>[^>]*)>(?P<words>.*?)</TIMEX3>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_LINE = "python -m tools.heideltime"


def documents_of(path: Path) -> list[Asked]:
    """The documents of TimeML files, or else those of GUM that have dates."""
    stories = [(s.name, s.text, s.created) for s in stories_of(path)]
    return stories or [(t.name, t.text, t.created) for t in texts_of(path) if t.dates]


def times_of(answer: str, text: str) -> list[TimeSaid]:
    """The times of HeidelTime's answer, with their places in the text that it was asked about.

    The answer is the text with TIMEX3 elements in it, and but for these no XML: nothing in it is escaped.
    Raises `ValueError` where it is not that text, white space apart.
    """
    body = answer.partition("<TimeML>")[2].rpartition("</TimeML>")[0]
    said: list[TimeSaid] = []
    at = done = 0
    for found in _TIMEX3.finditer(body):
        at = _past(body[done : found.start()], text, at)
        start, at = _next(text, at), _past(found["words"], text, at)
        attributes = dict(_ATTRIBUTE.findall(found["attributes"]))
        said.append(TimeSaid(start, at, attributes.get("type", ""), attributes.get("value")))
        done = found.end()
    _past(body[done:], text, at)
    return said


def _past(piece: str, text: str, at: int) -> int:
    """The place in the text after a piece of the answer that stands from a place on."""
    for letter in piece:
        if not letter.isspace():
            at = _next(text, at) + 1
            if text[at - 1 : at] != letter:
                raise ValueError(f"the answer has {piece[:40]!r} where the text has {text[at - 1 : at + 39]!r}")
    return at


def _next(text: str, at: int) -> int:
    """The place of the next letter that is no white space."""
    while text[at : at + 1].isspace():
        at += 1
    return at


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
