"""A process of its own for the tests that kill, lock and lose their rights.

usage: python -m tests.store.worker ingest|lock|open PATH [COUNT]
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time

from dragoman.errors import DragomanError
from dragoman.store import open_store
from tests.store.records import story


def say(*words: object) -> None:
    """A line to whoever started this process."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def ingest(path: str, count: int) -> None:
    """Add stories in batches of four, and say which are done after each commit."""
    with open_store(path, wait_s=30) as store, store.run():
        for first in range(0, count, 4):
            outcomes = []
            with store.batch():
                for number in range(first, first + 4):
                    page, record = story(number)
                    outcomes.append((number, store.add(page, record, locator=f"file:///{number}")))
            for number, outcome in outcomes:
                say(number, outcome)


def lock(path: str) -> None:
    """Hold the database alone until killed."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    say("locked")
    time.sleep(60)


def try_open(path: str) -> None:
    """Open and add without the rights of root, which may write everywhere; say which error comes out."""
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        with open_store(path) as store:
            page, record = story(1)
            say(store.add(page, record, locator="file:///1"))
    except DragomanError as error:
        say(type(error).__name__, error.message)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ingest", path, count]:
            ingest(path, int(count))
        case ["lock", path]:
            lock(path)
        case ["open", path]:
            try_open(path)
