"""What came of generated cases before, kept beside the checkout, so that many can be reached in several sittings.

A batch is taken over only if nothing has changed on which it may depend: the rules, the program, the generator, these scripts, Python and
the library. Only batches in which everything was compared and nothing differed are kept.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.generated.agreeing import Tally

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".agree.json"
EVERYTHING = (
    "rules/**/*.yaml",
    "evaluator/**/*.py",
    "evaluator/**/*.yaml",
    "tests/generated/*.py",
    "scripts/agree*.py",
)
PLAIN = ("cases", "bad", "norms", "findings", "answers")
COUNTED = ("statuses", "answered")
TIMES = ("alone", "second")
GRAIN = 10_000  # times are kept in parts of a second
SECONDS = 20  # between two writings


def state(engine: str) -> str:
    """One digest of all that an agreement may depend on."""
    whole = sha256(f"{engine} {sys.version} {_library()}\n".encode())
    for path in sorted({path for pattern in EVERYTHING for path in ROOT.glob(pattern) if path.is_file()}):
        whole.update(f"{path.relative_to(ROOT)}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _library() -> str:
    try:
        return version("durable-rules")
    except PackageNotFoundError:
        return ""


class Results:
    """The file of batches; written now and then and when it is left, in whatever way. What belongs to another state is forgotten."""

    def __init__(self, engine: str, path: Path = KEPT) -> None:
        """A file that is not there or cannot be read holds nothing."""
        self.path, self.state, self.written = path, state(engine), time.monotonic()
        self.kept: dict[str, dict[str, Any]] = {}
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if found["state"] == self.state:
                self.kept = found["batches"]
        except (OSError, ValueError, KeyError, TypeError):
            pass

    def known(self, seeds: range) -> Tally | None:
        """What came of a batch in this very state."""
        found = self.kept.get(_name(seeds))
        return None if found is None else _tally(found)

    def keep(self, seeds: range, tally: Tally) -> None:
        """Note what came of a batch, if all of it was compared and nothing differed."""
        if tally.differences or tally.none or tally.cases + tally.bad != len(seeds):
            return
        self.kept[_name(seeds)] = _document(tally)
        if time.monotonic() - self.written > SECONDS:
            self.write()

    def write(self) -> None:
        """Put it all in the file, at once or not at all."""
        beside = self.path.with_suffix(".new")
        beside.write_text(json.dumps({"state": self.state, "batches": self.kept}, indent=0), encoding="utf-8")
        os.replace(beside, self.path)
        self.written = time.monotonic()

    def __enter__(self) -> Results:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.write()


def _name(seeds: range) -> str:
    return f"{seeds.start}-{seeds.stop}"


def _document(tally: Tally) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(tally, name) for name in (*PLAIN, *COUNTED, "unsupported")}
    times = {name: Counter(str(round(each * GRAIN)) for each in getattr(tally, name)) for name in TIMES}
    return {**told, **times, "shared": list(tally.shared)}


def _tally(told: Mapping[str, Any]) -> Tally:
    tally = Tally(shared=tuple(told["shared"]))
    for name in (*PLAIN, "unsupported"):
        setattr(tally, name, told[name])
    for name in COUNTED:
        setattr(tally, name, Counter(told[name]))
    for name in TIMES:
        setattr(tally, name, [int(each) / GRAIN for each in Counter(told[name]).elements()])
    return tally
