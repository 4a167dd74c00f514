"""Make the table of offices and holders that the package ships: `src/dragoman/data/holders.json`.

usage: python -m tools.holders [KNOWLEDGE] [--check]    (--check: write nothing, exit 1 when it is out of date)

KNOWLEDGE is a folder with the sources: `factbook/office_mentions_from_git.csv` and `factbook/latest` (The World
Factbook, public domain), `officeholders_wikidata` (Wikidata, CC0), `us` (congress-legislators, CC0) and
`countries/countryInfo.txt` (GeoNames). `lexicon/holders/*.yaml` is ours. Without KNOWLEDGE only the index of names is
made anew, or checked.

What does not fit is told on standard error with `--verbose`: a source's holder that a better source rules out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.ground.offices.holding import Holding
from dragoman.ground.offices.joining import joined
from dragoman.ground.offices.sounds import index_of
from dragoman.ground.offices.table import encoded
from tools.holder_sources import factbook, written
from tools.holder_tables import congress, wikidata

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "dragoman" / "data" / "holders.json"
SINCE, SENT_SINCE = "1945-01-01", "2000-01-01"
"""Tenures that ended before are left out; those of whoever was sent somewhere, from the second day on."""


def compiled(knowledge: Path) -> dict[str, Any]:
    """The table of all sources."""
    rows = [*written(ROOT / "lexicon" / "holders"), *wikidata(knowledge), *congress(knowledge), *factbook(knowledge)]
    kept = [h for h in rows if h.latest.isoformat() >= (SENT_SINCE if h.posted_to else SINCE)]
    found = joined(kept)
    if "--verbose" in sys.argv:
        print("\n".join(_lost(kept, found)), file=sys.stderr)
    return encoded(h for h in found if h.known)


def _lost(before: Iterable[Holding], after: Iterable[Holding]) -> list[str]:
    """The rows whose person no longer stands in the office."""
    left = {(h.office, h.posted_to, name) for h in after for name in h.names}
    return [
        f"ruled out: {h.name}, {h.office.title}, {h.office.organisation or ''} {h.office.country} {h.begins}/{h.ends}"
        for h in before
        if (h.office, h.posted_to, h.name) not in left
    ]


def reindexed(data: dict[str, Any]) -> dict[str, Any]:
    """The table with its index made anew, after a change to how names are spelled alike."""
    return {**data, "index": index_of((row[0], *row[1]) for row in data["rows"])}


def text_of(data: dict[str, Any]) -> str:
    """The JSON, a line for each row."""
    parts = []
    for key, value in sorted(data.items()):
        if key == "rows":
            rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in value)
            parts.append(f'"rows":[\n{rows}\n]')
        else:
            parts.append(f'"{key}":' + json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return "{" + ",\n".join(parts) + "}\n"


def main(arguments: list[str]) -> int:
    """Write or check the file; returns the exit status."""
    folder = next((Path(a) for a in arguments if not a.startswith("-")), None)
    data = compiled(folder) if folder else reindexed(json.loads(TARGET.read_text("utf-8")))
    text = text_of(data)
    fresh = TARGET.exists() and TARGET.read_text("utf-8") == text
    if "--check" in arguments:
        print(f"up to date: {len(data['rows'])} rows" if fresh else f"stale: {TARGET.name}")
        return int(not fresh)
    TARGET.write_text(text, "utf-8")
    print(f"written: {TARGET.name}: {len(data['rows'])} rows, {len(data['offices'])} offices, {len(text) // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
