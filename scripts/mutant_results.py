"""What became of mutants before, kept beside the checkout, so that a run may be broken off and taken up again, and one after it is quicker.

A fate is taken over only if nothing has changed on which any may depend: the rules, the program, the scenarios and rows, and these scripts.
Else it is a hint: the check that killed a mutant last is asked first.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".mutants.json"
EVERYTHING = (
    "rules/**/*.yaml",
    "evaluator/**/*.py",
    "evaluator/**/*.yaml",
    "features/*",
    "tests/*.py",
    "tests/*.yaml",
    "tests/conformance/*",
    "scripts/mutant*.py",
)
REFUSED = "refused"
SECONDS = 20  # between two writings


class Outcome(NamedTuple):
    """What became of a mutant, and by what."""

    fate: str
    by: str = ""


def state() -> str:
    """One digest of all that a fate may depend on; the explanations are not among it."""
    whole = sha256()
    for path in sorted({path for pattern in EVERYTHING for path in ROOT.glob(pattern) if path.is_file()}):
        whole.update(f"{path.relative_to(ROOT)}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


class Results:
    """The file of fates; written now and then and when it is left, in whatever way."""

    def __init__(self, path: Path = KEPT) -> None:
        """A file that is not there or cannot be read holds nothing."""
        self.path, self.state, self.written, self.afresh = path, state(), time.monotonic(), False
        try:
            self.kept: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.kept = {}

    def known(self, mutant: str) -> Outcome | None:
        """What became of a mutant in this very state, if it was seen to; nothing if all is to be found out `afresh`."""
        state, fate, by = self.kept.get(mutant, ("", "", ""))
        return Outcome(fate, by) if state == self.state and not self.afresh else None

    def hint(self, mutant: str) -> str:
        """The check that killed it last, in whatever state, or that it was refused."""
        _, fate, by = self.kept.get(mutant, ("", "", ""))
        return "" if self.afresh else REFUSED if fate == REFUSED else by

    def keep(self, mutant: str, outcome: Outcome) -> None:
        """Note what became of a mutant."""
        self.kept[mutant] = [self.state, *outcome]
        if time.monotonic() - self.written > SECONDS:
            self.write()

    def write(self) -> None:
        """Put it all in the file, at once or not at all."""
        beside = self.path.with_suffix(".new")
        beside.write_text(json.dumps(self.kept, indent=0), encoding="utf-8")
        os.replace(beside, self.path)
        self.written = time.monotonic()

    def __enter__(self) -> Results:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.write()
