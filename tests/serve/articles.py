"""Two articles of our own for the command line to read."""

from __future__ import annotations

from pathlib import Path

VISIT = """Lavrov to visit Minsk

12 January 2023

Russian Foreign Minister Sergey Lavrov will visit Minsk on 19 January, the ministry said in a statement.

The two countries are expected to sign a plan of consultations for 2023.
"""

TALKS = """Ministers met in Moscow

Friday, 15 December 2023

The foreign minister of Belarus, Sergei Aleinik, met Sergey Lavrov in Moscow on 15 December 2023.

"We have agreed on every point," Aleinik said after the talks.
"""


def write(folder: Path) -> Path:
    """The folder with both articles in it, and one file that cannot be read."""
    made = folder / "articles"
    made.mkdir()
    (made / "a-visit.txt").write_text(VISIT, "utf-8")
    (made / "b-broken.txt").write_bytes(b"")
    (made / "c-talks.txt").write_text(TALKS, "utf-8")
    return made
