"""The demo cases that come with the program: a real letter, and what is supposed beside it."""

from __future__ import annotations

from evaluator.documents.intake import Intake
from evaluator.doors import api
from evaluator.words.errors import UsageError, advise
from evaluator.words.source import load_path, load_text
from evaluator.words.times import rfc3339

FOLDER = api.HERE / "demos"


def demo_case(name: str, at: str, book: api.Rulebook) -> tuple[api.Case, int]:
    """A demo case with what it supposes through `at`, and `at` as µs; UsageError for an unknown one."""
    names = sorted(path.stem for path in FOLDER.glob("*.yaml") if "." not in path.stem)
    if name not in names:
        raise UsageError(f"unknown demo `{name}`", advise(name, names))
    source = load_path(FOLDER / f"{name}.yaml")
    intake = Intake(book.vocabulary)
    intake.take(source)
    instant = api.to_instant(at, intake.zone)
    written = (FOLDER / f"{name}.supposed.yaml").read_text(encoding="utf-8").replace("{at}", rfc3339(instant))
    supposed = load_text(written, f"{name}.supposed.yaml")
    intake.take(supposed, supposed=True)
    return api.Case.of(intake.case(f"{name}.yaml", [source.digest, supposed.digest])), instant
