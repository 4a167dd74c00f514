"""Compile `lexicon/*.yaml` into `src/dragoman/data/*.json`.

usage: python -m tools.lexicon [--check]      (--check: write nothing, exit 1 when something is out of date)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TARGET = ROOT / "lexicon", ROOT / "src" / "dragoman" / "data"


def compiled(path: Path) -> str:
    """The JSON for one YAML file; the keys `source` and `licence` at its top stay behind."""
    data = yaml.safe_load(path.read_text("utf-8"))
    if isinstance(data, dict):
        data = {key: value for key, value in data.items() if key not in ("source", "licence")}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def main(arguments: list[str]) -> int:
    """Compile all, or check all; returns the exit status."""
    stale = []
    for path in sorted(SOURCE.glob("*.yaml")):
        target, text = TARGET / f"{path.stem}.json", compiled(path)
        if not target.exists() or target.read_text("utf-8") != text:
            stale.append(target.name)
            if "--check" not in arguments:
                target.write_text(text, "utf-8")
    print("\n".join(f"{'stale' if '--check' in arguments else 'written'}: {name}" for name in stale) or "up to date")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
