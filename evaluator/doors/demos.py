"""The demo cases that come with the program: a real letter, and what is supposed beside it."""

from __future__ import annotations

from pathlib import Path

from evaluator.documents.intake import Intake
from evaluator.documents.reader import hint, quoted
from evaluator.doors import api
from evaluator.doors.arguments import to_instant
from evaluator.words.errors import UsageError
from evaluator.words.nodes import Mapped
from evaluator.words.source import load_path, load_text
from evaluator.words.times import rfc3339

FOLDER = api.HERE / "demos"


def demos() -> dict[str, tuple[str, str]]:
    """Each demo's name, what it is about, and the instant it is asked about by default; the first is the usual one."""
    index = load_path(FOLDER / "index.yaml").data
    entries = index if isinstance(index, Mapped) else Mapped()
    return {str(n): (str(e["about"]), str(e["at"])) for n, e in entries.items() if isinstance(e, Mapped)}


def demo(name: str, *, rulebook: api.Rulebook | None = None) -> api.Case:
    """A case that comes with the package, without what is supposed beside it: `sipkonnect`, the letter alone."""
    return api.Case.load(_file(name), rulebook=rulebook)


def _file(name: object) -> Path:
    """Where a demo lies; UsageError for a name that is of none."""
    known = demos()
    if not isinstance(name, str) or name not in known:
        raise UsageError(f"unknown demo {quoted(str(name))}", hint(str(name), known))
    return FOLDER / f"{name}.yaml"


def demo_case(name: str, at: str, book: api.Rulebook) -> tuple[api.Case, int]:
    """A demo case with what it supposes through `at`, and `at` as µs; an empty name or instant is the usual one."""
    known = demos()
    name = name or next(iter(known))
    source = load_path(_file(name))
    intake = Intake(book.vocabulary)
    intake.take(source)
    instant = to_instant(at or known[name][1], intake.zone)
    beside = FOLDER / f"{name}.supposed.yaml"
    if beside.exists():
        written = beside.read_text(encoding="utf-8").replace("{at}", rfc3339(instant))
        supposed = load_text(written, beside.name)
        intake.take(supposed, supposed=True)
    return api.Case.of(intake.case(source.file)), instant
