"""The index of provisions that tests hold the rulebook to: `python scripts/provisions.py FOLDER` takes it from a digest of the law.

Ids, citations, the days of versions, how sure they are, and structured deadlines; none of the prose. It is made once, and again when the
digest has changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
INDEX = ROOT / "tests" / "law" / "provisions"
DEADLINE = ("amount", "unit", "date", "month_day", "runs_from", "clock")


def index(digest: dict[str, Any]) -> dict[str, Any]:
    """What the index keeps of one digest."""
    provisions = [
        {"id": each["id"], "citation": each["citation"], "versions": [_version(told) for told in each["versions"]]}
        for each in digest["provisions"]
    ]
    return {"section": digest["section"], "provisions": provisions}


def _version(told: dict[str, Any]) -> dict[str, Any]:
    kept = {key: told[key] for key in ("from", "to", "confidence")}
    if "deadline" in told:
        kept["deadline"] = {key: told["deadline"][key] for key in DEADLINE if key in told["deadline"]}
        if "pauses" in told["deadline"]:
            kept["deadline"]["pauses"] = "yes"
    return kept


def main() -> None:
    """Write the index of every digest in the folder named."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python scripts/provisions.py FOLDER")
    INDEX.mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        kept = index(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
        text = yaml.dump(kept, sort_keys=False, allow_unicode=True, width=130, default_flow_style=None)
        head = "# An index made by scripts/provisions.py; no prose of the law.\n"
        (INDEX / path.name).write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
