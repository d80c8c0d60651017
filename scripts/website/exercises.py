"""Who puts a norm to the test: the scenarios of features and the cases of the conformance kit, each with what it expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from evaluator.documents.rulebook import Rulebook
from evaluator.passes.exercised import LOADER, SIDES, Exercise, exercised
from features.scenes import FeatureFile, Scenario, read

from .places import slug

_STATUS = re.compile(r'"([^"]+)"(?: for "[^"]*")?(?: by "[^"]*")?(?: toward "[^"]*")? is "([^"]+)"')
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True)
class Scene:
    """A scenario of a feature: where it is shown, and every norm and question that it names, each with the answers expected."""

    page: str
    feature: str
    name: str
    reason: str
    names: dict[str, dict[str, None]]


@dataclass(frozen=True)
class Feature:
    """A feature file: its page, its title, its free text, its text as it stands, and its scenarios."""

    page: str
    title: str
    told: str
    source: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True)
class Exercises:
    """All that exercises a rulebook. `kit` holds (file, status) by norm; `norms` says on which sides each one is tried."""

    features: tuple[Feature, ...]
    kit: dict[str, list[tuple[str, str]]]
    norms: dict[str, Exercise]

    def scenes(self, name: str) -> Iterator[tuple[Scene, tuple[str, ...]]]:
        """Every scenario that names a norm or a question, with the answers it expects of it."""
        for feature in self.features:
            for scene in feature.scenes:
                if name in scene.names:
                    yield scene, tuple(scene.names[name])


def exercises(book: Rulebook, root: Path) -> Exercises:
    """Everything below `tests/conformance` and `features` of a checkout."""
    kit, features = root / "tests" / "conformance", root / "features"
    known = {norm.norm: norm for norm in exercised(book, kit, features)}
    asked = {
        f"{section.cite(card.number)} {name}"
        for section, card in book.cards()
        for v in card.versions
        for _, name in v.constructs
    }
    names = frozenset(asked | set(book.questions))
    told = tuple(_feature(path, names) for path in sorted(features.rglob("*.feature")))
    return Exercises(told, _kit(kit), known)


def _feature(path: Path, known: frozenset[str]) -> Feature:
    source = path.read_text(encoding="utf-8")
    file: FeatureFile = read(path, path.name)
    title = next(
        (line.split(":", 1)[1].strip() for line in source.splitlines() if line.startswith("Feature:")), path.stem
    )
    page = f"{slug(path.parent.name)}-{slug(path.stem)}.md"
    reasons = {line for scenario in file.scenarios for line in scenario.reason}
    first = min((scenario.name.line for scenario in file.scenarios), default=0)
    told = " ".join(line.text for line in file.prose if line not in reasons and line.line < first)
    return Feature(page, title, told, source, tuple(_scene(page, title, each, known) for each in file.scenarios))


def _scene(page: str, feature: str, scenario: Scenario, known: frozenset[str]) -> Scene:
    names: dict[str, dict[str, None]] = {}
    for step in scenario.spoken():
        for name in _QUOTED.findall(step.line.text):
            if name in known:
                names.setdefault(name, {})
        for name, status in _STATUS.findall(step.line.text):
            if name in known:
                names[name][status] = None
    reason = " ".join(line.text for line in scenario.reason)
    return Scene(page, feature, scenario.name.text, reason, names)


def _kit(folder: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)["cases"]:
            for expected in case.get("expect", ()):
                if "norm" in expected:
                    found.setdefault(expected["norm"], []).append((path.name, expected["status"]))
    return found


def sides(exercise: Exercise) -> str:
    """On which sides a norm is tried, in words."""
    if exercise.sides == 2:
        return "tried on both sides"
    good, bad = SIDES[exercise.kind]
    if not exercise.statuses:
        return "tried nowhere"
    other = " or ".join(bad if set(good) & set(exercise.statuses) else good)
    return f"tried on one side only: {', '.join(exercise.statuses)} (the other one: {other})"
