"""The command as a process: pipes that close, interruptions, other encodings, a terminal."""

from __future__ import annotations

import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = [str(Path(sys.executable).with_name("dragoman"))]
if not Path(COMMAND[0]).exists():
    COMMAND = [sys.executable, "-c", "from dragoman.serve.cli import main; main()"]


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM")}
    return {**kept, "TERM": "xterm-256color", **more}


def on_terminal(*arguments: str, **more: str) -> str:
    """What the command writes to a terminal, standard error with it."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([*COMMAND, *arguments], stdout=follower, stderr=follower, env=environment(**more))
    os.close(follower)
    written = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    process.wait(timeout=60)
    os.close(leader)
    return written.decode("utf-8", "replace")


def visible(written: str) -> str:
    """What is left to see: without colours, and of each line what was written after it was last erased."""
    lines = (line.rstrip("\r").rpartition("\x1b[2K")[2] for line in written.split("\n"))
    return "\n".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line).replace("\r", "") for line in lines)


def test_a_reader_that_goes_away_is_no_error(articles: Path) -> None:
    many = [str(articles / "a-visit.txt")] * 60
    process = subprocess.Popen([*COMMAND, "read", "--json", *many], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(timeout=60) == 141
    assert said == b""


def test_output_that_cannot_be_written_is_said(articles: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:  # noqa: PTH123  a device, not a path of ours
        ended = subprocess.run([*COMMAND, "read", str(articles)], stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 1
    assert "standard output cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_encoding_without_our_signs_gets_question_marks(articles: Path) -> None:
    env = environment(PYTHONIOENCODING="ascii")
    ended = subprocess.run([*COMMAND, "read", str(articles / "a-visit.txt")], capture_output=True, env=env, check=True)
    assert b"? announced   visit" in ended.stdout


def reports_in(database: Path) -> int:
    """How many reports are kept; none where there is no table yet."""
    if not database.exists():
        return 0
    try:
        with closing(sqlite3.connect(database)) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_an_interruption_is_said_in_one_line(articles: Path, tmp_path: Path) -> None:
    many = [str(articles / "a-visit.txt")] * 70  # so many that some are written before standard input is read
    command = [*COMMAND, "ingest", *many, "-"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    for _ in range(1200):
        if reports_in(tmp_path / "dragoman.db"):
            break
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.startswith("interrupted: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("columns", [60, 140])
def test_lines_fit_the_terminal(articles: Path, columns: int) -> None:
    written = on_terminal("read", "--evidence", str(articles / "c-talks.txt"), COLUMNS=str(columns))
    assert "\x1b[" in written
    lines = visible(written).splitlines()
    assert any("Ministers met in Moscow" in line for line in lines)
    assert max(map(len, lines)) <= columns


def test_no_colour_when_it_is_not_wanted(articles: Path) -> None:
    written = on_terminal("read", str(articles / "c-talks.txt"), NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", written)
    assert "● occurred" in written
