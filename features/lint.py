"""What pytest-bdd lets pass in feature files: `python -m features.lint features/` tells it all and exits 4.

pytest-bdd passes an empty scenario, and one whose first step is mistyped, because Gherkin reads that as a description.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from evaluator import Rulebook
from evaluator.doors.demos import FOLDER
from evaluator.words.errors import BadInput, Problem, advise, nearest
from features.scenes import FeatureFile, Line, Scenario, Step, read
from features.slips import meant

Words: TypeAlias = Mapping[str, Collection[str]]
ORDER = ("given", "when", "then")
CITATION = re.compile(
    r"\b\d+ (CFR|FR|U\.?S\.?C\.?|FCC Rcd) §? ?\d|\b(FCC|DA) \d\d-\d+\b|§ ?\d|\bparas?\. \d|\bthe letter\b"
)
"""What a reason must hold: the law or the paper that the scenario follows."""


def lint(
    directory: Path, steps: Sequence[StepFunctionContext], tags: Collection[str], words: Words | None = None
) -> list[Problem]:
    """Every problem of the feature files below `directory`, given the step definitions and the tags there are.

    `words` are the names that a place of a sentence may be filled with, by the name of the place.
    """
    problems: list[Problem] = []
    files: list[FeatureFile] = []
    paths = sorted(directory.rglob("*.feature"))
    if not paths:
        problems.append(Problem(_shown(directory), 0, 0, "there is no feature file here"))
    for path in paths:
        try:
            files.append(read(path, _shown(path)))
        except BadInput as error:
            problems.extend(error.problems)
    for file in files:
        problems.extend(_in_file(file, steps, tags))
        problems.extend(_unknown(file, steps, words or {}))
    problems.extend(_unused(files, steps))
    return sorted(set(problems))


def _in_file(file: FeatureFile, steps: Sequence[StepFunctionContext], tags: Collection[str]) -> Iterator[Problem]:
    for line in file.empty:
        yield line.problem(
            f"empty {line.text}", "a feature holds scenarios, a scenario steps, an outline rows of examples"
        )
    for line in file.prose:
        yield from _slip(line, steps)
    for tag in file.tags:
        if tag.text not in tags:
            yield tag.problem(f"unknown tag `@{tag.text}`", advise(tag.text, tags))
    for step in file.backgrounds:
        if step.kind != "given":
            yield step.line.problem("a background holds only Given steps", "move this step into the scenarios")
    seen: dict[str, Line] = {}
    for scenario in file.scenarios:
        twin = seen.setdefault(scenario.name.text, scenario.name)
        if twin is not scenario.name:
            yield scenario.name.problem(
                f"a second scenario `{scenario.name.text}`", f"the first is on line {twin.line}"
            )
        yield from _in_scenario(scenario, steps)


def _in_scenario(scenario: Scenario, steps: Sequence[StepFunctionContext]) -> Iterator[Problem]:
    if not scenario.name.text:
        yield scenario.name.problem("a scenario without a name", "say in a few words what it shows")
    if scenario.steps:
        yield from _order(scenario)
    yield from _reason(scenario)
    yield from _slots(scenario)
    for step in scenario.spoken():
        if step.kind != "and" and not any(_matches(definition, step) for definition in steps):
            known = [definition.parser.name for definition in steps if definition.type in (step.kind, None)]
            yield step.line.problem(f"no step definition for {step.kind} `{step.line.text}`", _advice(step, known))


def _unknown(file: FeatureFile, steps: Sequence[StepFunctionContext], words: Words) -> Iterator[Problem]:
    """Names of kinds of fact, cases and standards that there are not: only the run, which is slow, would tell."""
    for scenario in file.scenarios:
        for step in scenario.spoken():
            definition = next((definition for definition in steps if _matches(definition, step)), None)
            filled = definition.parser.parse_arguments(step.line.text) if definition is not None else None
            for place, name in (filled or {}).items():
                if place in words and name not in words[place]:
                    yield step.line.problem(f"unknown {place} `{name}`", advise(str(name), words[place]))


def _advice(step: Step, known: Sequence[str]) -> str:
    """The step that was most likely meant, whatever stands in quotation marks."""
    bare = {re.sub(r'"[^"]*"', '""', name): name for name in known}
    near = nearest(re.sub(r'"[^"]*"', '""', step.line.text), bare)
    return f"did you mean `{bare[near]}`?" if near is not None else advise(step.line.text, known)


def _order(scenario: Scenario) -> Iterator[Problem]:
    """Given, When, Then: each there, and none after a later one; a background may be all the Given there is."""
    reached = 0
    for step in scenario.steps:
        if step.kind == "and":
            yield step.line.problem("a scenario cannot begin with And or But", "begin with Given")
            continue
        if ORDER.index(step.kind) < reached:
            what = f"{step.kind.capitalize()} after {ORDER[reached].capitalize()}"
            yield step.line.problem(what, "the order is Given, When, Then; a second act is a scenario of its own")
        reached = max(reached, ORDER.index(step.kind))
    said = {step.kind for step in scenario.steps} | ({"given"} if scenario.background else set())
    for kind in ORDER:
        if kind not in said:
            yield scenario.name.problem(f"no {kind.capitalize()} in scenario `{scenario.name.text}`")


def _reason(scenario: Scenario) -> Iterator[Problem]:
    """A reason begins with Because and runs to the next blank line."""
    help = "for instance `Because 47 CFR 64.1200(k)(4) gives 48 hours` or `Because the letter prints the day`"
    said = "\n".join(line.text for line in scenario.reason)
    reasons = re.findall(r"^Because\b(?:.+\n?)*", said, re.MULTILINE)
    if not reasons:
        yield scenario.name.problem(f"no reason in scenario `{scenario.name.text}`", help)
    elif not any(CITATION.search(" ".join(reason.split())) for reason in reasons):
        first = next(line for line in scenario.reason if line.text.startswith("Because"))
        yield first.problem("the reason cites neither the law nor the letter", help)


def _slots(scenario: Scenario) -> Iterator[Problem]:
    """Every `<slot>`, of a step or of the table under it, has a column, and every column a slot."""
    found: dict[str, Line] = {}
    for step in (*scenario.background, *scenario.steps):
        for line, name in step.slots():
            found.setdefault(name, scenario.name if line is step.line else line)
    if scenario.rows is None:
        for name in sorted(found):
            yield found[name].problem(f"`<{name}>` in a scenario without examples")
    elif scenario.rows:
        columns = set(scenario.rows[0])
        for name in sorted(found.keys() - columns):
            yield found[name].problem(f"no column for `<{name}>` in the examples", advise(name, columns))
        for name in sorted(set.intersection(*(set(row) for row in scenario.rows)) - found.keys()):
            yield scenario.name.problem(f"no step uses the column `{name}` of the examples")


def _slip(line: Line, steps: Sequence[StepFunctionContext]) -> Iterator[Problem]:
    """Free text that begins like a step or a block, or whose rest is a step."""
    first, _, rest = line.text.partition(" ")
    word = meant(line.text)
    if word:
        yield line.problem(
            f"`{first}` in a description looks like `{word}`", "Gherkin does not run this line; mend or reword it"
        )
    elif rest and any(definition.parser.is_matching(rest) for definition in steps):
        yield line.problem(f"`{rest}` is a step, but `{first}` begins none", "begin with Given, When, Then, And or But")


def _unused(files: Sequence[FeatureFile], steps: Sequence[StepFunctionContext]) -> Iterator[Problem]:
    spoken = [step for file in files for scenario in file.scenarios for step in scenario.spoken()]
    for definition in steps:
        if not any(_matches(definition, step) for step in spoken):
            code = definition.step_func.__code__
            what = f"no scenario uses the step `{definition.parser.name}`"
            yield Problem(_shown(Path(code.co_filename)), code.co_firstlineno, 1, what, "use it or remove it")


def _matches(definition: StepFunctionContext, step: Step) -> bool:
    return definition.type in (step.kind, None) and definition.parser.is_matching(step.line.text)


def _shown(path: Path) -> str:
    """The path as the user would type it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def defined_steps(directory: Path) -> list[StepFunctionContext]:
    """The step definitions in the modules of the package at `directory`, which are imported for it."""
    for path in sorted(directory.rglob("*.py")):
        if not path.name.startswith("test_") and path.resolve() != Path(__file__).resolve():
            parts = path.relative_to(directory.parent).with_suffix("").parts
            import_module(".".join(parts).removesuffix(".__init__"))
    inside = directory.name
    return [
        definition
        for definition in step_function_context_registry.values()
        if definition.step_func.__module__.split(".")[0] == inside
    ]


def registered_tags(project: Path) -> list[str]:
    """The markers that a pyproject.toml registers with pytest, without their explanations."""
    options = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    return [re.split(r"[:(]", marker)[0].strip() for marker in options.get("markers", [])]


def known_words() -> Words:
    """The kinds of fact and standards of the rulebook, and the cases that come with the package."""
    vocabulary = Rulebook.load().vocabulary
    cases = {path.stem for path in FOLDER.glob("*.yaml")}
    return {"kind": vocabulary.kinds.keys(), "standard": vocabulary.standards.keys(), "case": cases}


def main(arguments: Sequence[str]) -> int:
    """Lint the one directory named; 0 if all is well, 4 with every problem on standard output, 2 for a wrong call."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m features.lint DIRECTORY", file=sys.stderr)
        return 2
    directory = Path(arguments[0]).resolve()
    tags = registered_tags(directory.parent / "pyproject.toml")
    problems = lint(directory, defined_steps(directory), tags, known_words())
    for problem in problems:
        print(problem)
    return 4 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
