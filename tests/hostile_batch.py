"""Reads a batch of names in a process of its own and prints what came of each, with the time and memory it took.

`python -m tests.hostile_batch NAMES.json [VANISHES]`: the file VANISHES is removed once the first page has been read.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from dragoman import DragomanError, read_pages, record_to_json, safe_record_of
from dragoman.types import Page

__all__ = ["outcome_of"]


def outcome_of(page: Page | DragomanError) -> dict[str, object]:
    """What came of a page: its record as JSON, or the error's class, subject and message."""
    found = page if isinstance(page, DragomanError) else safe_record_of(page)
    if isinstance(found, DragomanError):
        return {"error": type(found).__name__, "name": found.subject, "message": str(found)}
    assert isinstance(page, Page)
    return {"error": "", "name": page.name, "record": record_to_json(found)}


def _tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def main(names: Path, vanishes: Path | None) -> None:
    """Print a line of JSON for each outcome, and one with the seconds and the peak memory of all."""
    for page in read_pages(json.loads(names.read_text("utf-8"))):
        start = time.process_time()
        outcome = outcome_of(page)
        if vanishes is not None:
            vanishes.unlink(missing_ok=True)
        _tell({**outcome, "seconds": time.process_time() - start})
    used = resource.getrusage(resource.RUSAGE_SELF)
    _tell({"cpu_s": used.ru_utime + used.ru_stime, "peak_mb": _peak_mb(used.ru_maxrss)})


def _peak_mb(counted: int) -> float:
    """The most memory that this program held; where the system tells, without that of the process that started it."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    own = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), counted)
    return int(own) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
