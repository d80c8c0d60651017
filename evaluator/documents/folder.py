"""The folder of a rulebook: which of its files hold rules, and what looks as if it held some and is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evaluator.words.errors import Problem

BESIDE = "provisions"  # a folder about the rules, which holds none: which card encodes which provision of a digest
ENDING = ".yaml"
_ALIKE = re.compile(r"(.+?)\.(?:ya?ml|json)\b.*", re.IGNORECASE)


def rule_files(folder: Path) -> list[Path]:
    """Every file that holds rules, in order; not what stands beside them."""
    return sorted(path for path in folder.rglob(f"*{ENDING}") if path.relative_to(folder).parts[0] != BESIDE)


def unread(folder: Path) -> Iterator[Problem]:
    """Files that look like rules and are none by their ending or place, links to folders, which are not followed, odd names."""
    for path in sorted(folder.rglob("*")):
        under = path.relative_to(folder).parts
        if path.name.endswith(ENDING) and not "".join(under).isprintable():
            what = "the name of this file holds a sign that cannot be seen, such as a line end"
            yield Problem(str(path), 0, 0, what, "give it another name")
        if path.is_symlink() and path.is_dir():
            advice = "put the folder itself here, or take the link away"
            yield Problem(str(path), 0, 0, "this link leads to a folder, and what lies there is not read", advice)
            continue
        if path.name.endswith(ENDING) and under[0] == BESIDE and len(under) > 2:
            what = f"this file is not read, for it lies in a folder below `{BESIDE}`"
            yield Problem(str(path), 0, 0, what, f"put it into `{BESIDE}` itself, or take it away")
            continue
        found = _ALIKE.fullmatch(path.name)
        if found is None or path.name.endswith(ENDING) or path.name.startswith("."):
            continue
        meant = f"{found[1]}{ENDING}"
        plain = path.suffix.lower() in (".yml", ENDING, ".json")
        if (
            plain or not path.with_name(meant).exists()
        ):  # a copy that an editor left beside the file itself is none of our business
            what = f"this looks like a file of rules and is not read, for its name does not end with `{ENDING}`"
            yield Problem(str(path), 0, 0, what, f"call it `{meant}`, or take it away")
