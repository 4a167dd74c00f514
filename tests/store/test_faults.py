"""Files that are locked, full, foreign, damaged, newer or read-only; killed processes; changed text."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dragoman.errors import ForeignError, FullError, LockedError, StoreError, VersionError
from dragoman.store import Outcome, Store, open_store
from tests.store.records import story

ROOT = Path(__file__).resolve().parents[2]


def worker(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.worker", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lines_of(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    return iter(process.stdout)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with open_store(path) as store, store.batch():
        for number in range(8):
            store.add(*story(number), locator=f"file:///{number}")
    return path


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


# --- killed -------------------------------------------------------------------------------------


def killed_run(path: Path, count: int, after_lines: int, wait_s: float) -> tuple[set[int], bool]:
    """The numbers that a run reported as done, and whether the kill came before its end."""
    process = worker("ingest", str(path), str(count))
    done = []
    for line in lines_of(process):
        done.append(int(line.split()[0]))
        if len(done) == after_lines:
            time.sleep(wait_s)
            process.send_signal(signal.SIGKILL)
    return set(done), process.wait() == -signal.SIGKILL


def test_a_kill_loses_nothing_that_was_reported_as_done(path: Path) -> None:
    moments = random.Random(7)
    count, done, kills = 400, set[int](), 0
    for number in range(5):
        after_lines, wait_s = 20 * number + moments.randrange(1, 20), moments.random() / 20
        reported, killed = killed_run(path, count, after_lines=after_lines, wait_s=wait_s)
        done, kills = done | reported, kills + killed
        with open_store(path) as store:
            stored = {int(h.locator.removeprefix("file:///")) for h in store.documents()}
            assert done <= stored
            assert list(store.verify()) == []
            assert sum(info.finished is None for info in store.runs()) == kills
            assert sum(info.counts.get("new", 0) for info in store.runs()) == len(stored)
    assert kills >= 3
    process = worker("ingest", str(path), str(count))
    outcomes = dict(line.split() for line in lines_of(process))
    assert process.wait() == 0
    assert not {number for number, outcome in outcomes.items() if outcome == "new"} & {str(n) for n in done}
    with open_store(path) as store:
        assert store.counts()["documents"] == count
        assert list(store.verify()) == []


# --- locked and shared ---------------------------------------------------------------------------


def test_a_locked_file_is_an_error_in_bounded_time(filled: Path) -> None:
    process = worker("lock", str(filled))
    try:
        assert next(lines_of(process)) == "locked\n"
        started = time.monotonic()
        with open_store(filled, wait_s=0.3) as store:
            with pytest.raises(LockedError, match="in use by another process"):
                store.add(*story(99), locator="99")
            assert len(list(store.documents())) == 8
        assert time.monotonic() - started < 10
    finally:
        process.kill()
        process.wait()
    with open_store(filled) as store:
        assert store.add(*story(99), locator="99") is Outcome.NEW


def test_two_that_open_a_new_file_at_once_both_can(path: Path) -> None:
    both = [worker("ingest", str(path), "8") for _ in range(2)]
    outcomes = [line.split()[1] for process in both for line in lines_of(process)]
    assert [process.wait() for process in both] == [0, 0]
    assert (len(outcomes), outcomes.count("new")) == (16, 8)


def test_reading_goes_on_while_another_writes(filled: Path) -> None:
    with open_store(filled) as writer, open_store(filled) as reader:
        listed = reader.reports()
        next(listed)
        with writer.batch():
            writer.add(*story(50), locator="50")
            assert len(list(reader.documents())) == 8
        assert len(list(listed)) == 15
        assert len(list(reader.documents())) == 9


# --- full ---------------------------------------------------------------------------------------


@contextmanager
def at_most(pages: int) -> Iterator[None]:
    """Every file opened meanwhile may grow to so many pages only, as on a full disk."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def fill(store: Store, *, size: int) -> int:
    """Add until it is full; the number of stories in committed batches."""
    done = 0
    while done < 10_000:
        with store.batch():
            for number in range(done, done + size):
                store.add(*story(number, reports=10), locator=str(number))
        done += size
    return done


@pytest.mark.parametrize("size", [1, 25])
def test_a_full_disk_is_an_error_and_leaves_the_file_good(path: Path, size: int) -> None:
    with at_most(400), open_store(path) as store:
        with pytest.raises(FullError, match="no space left"):
            fill(store, size=size)
        kept = store.counts()["documents"]
        assert kept >= 4
        assert kept % size == 0
        assert list(store.verify()) == []
    with open_store(path) as store:
        assert store.counts()["documents"] == kept
        assert store.add(*story(5000), locator="5000") is Outcome.NEW
        assert list(store.verify()) == []


def test_what_follows_a_full_disk_in_a_batch_is_not_kept_by_halves(path: Path) -> None:
    """A caller that goes on after the error must not be told that the batch was written when it was not."""
    with at_most(400), open_store(path) as store:
        kept = 0
        try:
            with store.batch():
                for number in range(300):
                    try:
                        store.add(*story(number, reports=10), locator=str(number))
                        kept += 1
                    except StoreError:
                        continue
        except StoreError:
            kept = 0
        assert store.counts()["documents"] == kept
        assert list(store.verify()) == []


# --- foreign, damaged, newer ---------------------------------------------------------------------


def test_files_of_others_are_told_apart_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Not a database at all, only words.")
    (tmp_path / "short.db").write_bytes(b"SQL")
    sql(tmp_path / "other.db", "CREATE TABLE guests (name TEXT)")
    sql(tmp_path / "marked.db", "PRAGMA application_id = 7")
    for name in ("text.db", "short.db", "other.db", "marked.db"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(ForeignError, match=name):
            open_store(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(ForeignError, match="a folder"):
        open_store(tmp_path)


def test_no_file_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database there yet"):
        open_store(tmp_path / "news.db", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="its folder is not there"):
        open_store(tmp_path / "none" / "news.db")


def test_an_empty_file_becomes_ours(path: Path) -> None:
    path.touch()
    with open_store(path) as store:
        assert store.counts()["documents"] == 0


def test_a_newer_file_says_so(filled: Path) -> None:
    sql(filled, "PRAGMA user_version = 900")
    with pytest.raises(VersionError, match="newer Dragoman"):
        open_store(filled)


def cut(data: bytearray) -> bytearray:
    return data[: len(data) // 2 + 100]


def overwritten(data: bytearray) -> bytearray:
    for start in range(4096, len(data), 3 * 4096):
        data[start : start + 2048] = b"\xff" * 2048
    return data


@pytest.mark.parametrize("damage", [cut, overwritten])
def test_damage_is_found_and_said(filled: Path, damage: Callable[[bytearray], bytearray]) -> None:
    sql(filled, "PRAGMA wal_checkpoint(TRUNCATE)")
    filled.write_bytes(damage(bytearray(filled.read_bytes())))
    assert any("damaged" in said or "malformed" in said or "is not" in said for said in complaints(filled))


def complaints(path: Path) -> list[str]:
    """What opening and verifying have to say against a file."""
    try:
        with open_store(path) as store:
            return [fault.message for fault in store.verify()]
    except ForeignError as error:
        return [error.message]


def test_a_read_only_folder_says_so() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        said = worker("open", str(folder / "news.db")).communicate()[0]
        assert said.startswith("StoreError ")
        assert "folder" in said
        folder.chmod(0o755)


# --- tampered -----------------------------------------------------------------------------------

TAMPERED = [
    ("UPDATE versions SET text = replace(text, 'Vilnius', 'Villnius') WHERE id = 3", "evidence"),
    ("UPDATE versions SET text = replace(text, 'Vilnius', 'Warsawa') WHERE id = 3", "text"),
    ("UPDATE versions SET text = substr(text, 1, 150) WHERE id = 3", "zones"),
    ("UPDATE versions SET page_text = 'short' WHERE id = 3", "to_page"),
    ("UPDATE versions SET title = 'Talks in Warsaw' WHERE id = 3", "title"),
    ("UPDATE versions SET record = '{}' WHERE id = 3", "record"),
    ("UPDATE versions SET record = replace(record, 'will meet', 'has met !') WHERE id = 3", "text"),
    ("UPDATE evidence SET start = start + 1 WHERE version_id = 3 AND number = 9", "evidence"),
    ("UPDATE reports SET status = 'occurred' WHERE version_id = 3 AND number = 0", "reports"),
    ("DELETE FROM participants WHERE version_id = 3 AND number = 0", "participants"),
    ('UPDATE mentions SET "end" = 9999 WHERE version_id = 3 AND number = 0', "mentions"),
]


@pytest.mark.parametrize(("statement", "what"), TAMPERED, ids=[t[0][:60] for t in TAMPERED])
def test_tampering_is_named(filled: Path, statement: str, what: str) -> None:
    tampered = story(2)[1].document.document_id
    sql(filled, statement)
    with open_store(filled) as store:
        faults = list(store.verify())
    assert {fault.document_id for fault in faults} == {tampered}
    assert what in {fault.what for fault in faults}


def test_an_index_that_is_off_is_a_fault(filled: Path) -> None:
    sql(filled, "DROP TRIGGER versions_updated", "UPDATE versions SET title = title || ' today' WHERE id = 3")
    with open_store(filled) as store:
        assert "text_index" in {fault.what for fault in store.verify()}


def test_a_row_that_points_nowhere_is_a_fault(filled: Path) -> None:
    sql(filled, "UPDATE documents SET current_id = 4000 WHERE id = 1")
    with open_store(filled) as store:
        assert "documents" in {fault.what for fault in store.verify()}


def test_an_interruption_in_the_middle_of_a_statement_stays_one(path: Path) -> None:
    def interrupted(cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO versions"):
            raise KeyboardInterrupt

    with open_store(path) as store:
        store.add(*story(1), locator="1")
        event.listen(Engine, "do_execute", interrupted)
        try:
            with pytest.raises(KeyboardInterrupt), store.batch():
                store.add(*story(2), locator="2")
        finally:
            event.remove(Engine, "do_execute", interrupted)
        assert [header.locator for header in store.documents()] == ["1"]
        assert store.add(*story(2), locator="2") is Outcome.NEW
