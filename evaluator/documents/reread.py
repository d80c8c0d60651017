"""Which texts of a rulebook a person has read beside the law as they stand: a ledger of digests in the folder of the rules.

2026-11-21 3f0c7d9a52b81e46 47-cfr/64.1200.yaml                     # the bytes of the file: nothing in it has changed
2026-11-21 90b1a4cc1d27e5f3 47-cfr/64.1200.yaml: (k)(4) 2020-10-14   # one text of it, however it is laid out
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from json import dumps
from pathlib import Path

from evaluator.documents.folder import BESIDE, rule_files
from evaluator.documents.numbers import cite
from evaluator.words.errors import BadInput, Problem, TimeProblem
from evaluator.words.files import decode, read_bytes
from evaluator.words.nodes import Listed, Mapped, Node
from evaluator.words.source import RULE_BYTES
from evaluator.words.times import parse_date

LEDGER = "reread.txt"
REST = "outside its paragraphs"  # what a section says outside its cards: heading, parties, layer, calendar
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) ([0-9a-f]{16}) (.+?\.yaml)(?:: (\S.*))?")
_SHAPE = "a line is `DAY DIGEST FILE` or `DAY DIGEST FILE: TEXT`; `callrules reread` writes them"

Name = tuple[str, str]  # a file, by its path below the folder, and a text in it; empty for the file as a whole


@dataclass(frozen=True)
class Read:
    """One line of the ledger: what was read on which day, the digest it had, and the line."""

    day: date
    digest: str
    line: int


@dataclass(frozen=True)
class Written:
    """One text as the rules have it: its name in the ledger, how people call it, what they ask for it by, its digest and its place."""

    name: str
    called: str
    asked: str
    digest: str
    line: int
    column: int


def ledger(root: str | Path) -> tuple[dict[Name, Read] | None, list[Problem]]:
    """Every line of the ledger, with every problem of it; None where the folder has none."""
    path = Path(root) / LEDGER
    if not os.path.lexists(path):  # a link that leads nowhere is a ledger that cannot be read
        return None, []
    try:
        text = decode(read_bytes(str(path), RULE_BYTES), str(path))
    except BadInput as bad:
        return None, list(bad.problems)
    found: dict[Name, Read] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.rstrip())
        day = _day(match[1]) if match is not None else None
        if match is None or day is None:
            problems.append(Problem(str(path), number, 1, "this line tells of no text that was read", _SHAPE))
        elif (name := (match[3], match[4] or "")) in found:
            what = f"`{': '.join(filter(None, name))}` is told of twice, first in line {found[name].line}"
            problems.append(Problem(str(path), number, 1, what, "keep the line that is true"))
        else:
            found[name] = Read(day, match[2], number)
    return found, problems


def remarks(root: str | Path) -> Iterator[tuple[list[str], Name | None]]:
    """The remarks of a ledger that is whole, with the text whose line follows them; at last those at its end, with None."""
    path, said = Path(root) / LEDGER, list[str]()
    text = decode(read_bytes(str(path), RULE_BYTES), str(path)) if path.exists() else ""
    for line in text.splitlines():
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            said.append(line.rstrip())
            continue
        yield said, (match[3], match[4] or "")
        said = []
    yield said, None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except TimeProblem:
        return None


def files(root: str | Path) -> list[Path]:
    """Every file of the folder that can be read beside the law, what stands beside the rules among them."""
    return [*rule_files(Path(root)), *sorted((Path(root) / BESIDE).glob("*.yaml"))]


def whole(path: Path) -> str:
    """The digest of a file as a whole, by its bytes."""
    return sha256(read_bytes(str(path), RULE_BYTES)).hexdigest()[:16]


def texts(file: str, data: Node) -> Iterator[Written]:
    """Every text of a file: each version of each paragraph of a section and the rest of it, each entry of another file."""
    top = data if isinstance(data, Mapped) else Mapped()
    paragraphs = top.get("paragraphs")
    if not isinstance(paragraphs, Mapped):
        for name, node in _entries(top, deep=not file.startswith(f"{BESIDE}/")):
            yield Written(name, f"`{name}` of {file}", f"{file}: {name}", digest_of(node), *_place(top, name))
        return
    section = str(top.get("section", top.get("instrument", "")))
    rest = Mapped((key, node) for key, node in top.items() if key not in ("paragraphs", "reread"))
    yield Written(REST, f"what {file} says {REST}", f"{file}: {REST}", digest_of(rest), 1, 1)
    for number, versions in paragraphs.items():
        called = cite(section, number)
        seen: list[str] = []
        for version in versions if isinstance(versions, Listed) else ():
            day = _called(version)
            seen.append(day)
            again = f" {seen.count(day)}" if seen.count(day) > 1 else ""
            place = (version.line, version.column)
            yield Written(f"{number} {day}{again}", f"{called}, {day}{again}", called, digest_of(version), *place)


def _called(version: Node) -> str:
    """A version by its first day, or by what it is as long as it has none."""
    if isinstance(version, Mapped):
        if "effective" in version:
            return str(version["effective"])
        return next((key for key in ("delayed", "proposed") if key in version), "undated")
    return "undated"


def _entries(top: Mapped, *, deep: bool) -> Iterator[tuple[str, Node]]:
    """The entries of a file that is no section; a list of them by name, such as the kinds of fact, entry by entry."""
    for key, node in top.items():
        if key == "reread":
            continue
        if deep and isinstance(node, Mapped) and node and all(isinstance(each, Mapped) for each in node.values()):
            yield from ((f"{key}: {below}", each) for below, each in node.items())
        else:
            yield key, node


def _place(top: Mapped, name: str) -> tuple[int, int]:
    key, _, below = name.partition(": ")
    inner = top.get(key)
    return inner.place_of(below) if below and isinstance(inner, Mapped) else top.place_of(key)


def digest_of(node: Node) -> str:
    """The digest of a text by what it says: the order of keys, the layout and the remarks make no difference."""
    return sha256(dumps(node, sort_keys=True).encode()).hexdigest()[:16]
