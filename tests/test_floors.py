from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "evaluator"

# The house, from the ground up. A module imports only from lines above its own (in this list: lower floors come first);
# modules on one line never import each other. A new module makes these tests fail until it has its place here.
FLOORS = {
    "words": (
        "citations errors truth unhindered yaml_layout",
        "fixed formula nodes times workdays",
        "calendar_page clocks counted files hours json_source lookback sometime throughout yaml_advice",
        "holiday_rules",
        "calendar_days",
        "calendar_files yaml_source",
        "calendars source",
        "plain_source",
    ),
    "documents": (
        "content digests folder reader terms",
        "bound comparisons lookback numbers vocabulary windows",
        "case measures reread vocabulary_file",
        "inherited items questions stretches",
        "constructs local_hours order roles tellings values yearly",
        "amounts cards classes declarations leaves near parties",
        "entries rulebook shape",
        "demands pending provisions",
        "intake",
    ),
    "passes": (
        "templates issues kept names reasons tell verify_nodes verify_second verify_strange verify_wordings",
        "amounts",
        "program",
        "check_cards check_files check_moved check_reread check_unfinished definitions encoded_times heading naming samples say settle "
        "verify_definitions verify_hours verify_leaves",
        "verify_counted",
        "blocks check_words endings findings grounds likeness namesakes proof resolved term_changes verify_law verify_matches",
        "assess check_amendments contradicted cost folded in_force lower matters norm_changes partly phrase_coverage verify_facts whens",
        "against check_fields check_impossible check_meant check_norms exercised law_changes phrases record verify_parties verify_windows",
        "check_clashes check_sense check_windows compare cost_words hypotheses miscast sentences stated_times timeline verify_instances",
        "cautions check_gist ways",
        "assumptions check differences duties plain_no verify_proof verify_yearly",
        "at_rest change deeds questions verify_settled",
        "all_told",
        "lasting lifted owed_alike to_do verify_acts",
        "verdict",
        "explain verify_uses",
        "verify_questions",
        "verify_claims verify_cost verify_in_force",
        "verify_printed",
        "verify_account",
        "verify_listed",
        "verify",
    ),
    "engines": (
        "durable_memory durable_parcel durable_rete opinions plans rivals yearly",
        "agreement durable durable_scope durable_table durable_terms durable_words matching registry",
        "counting durable_counts",
        "conditions durable_truths second",
        "durable_match durable_sheet statuses windows",
        "consulted durable_near durable_norms durable_record durable_years worded",
        "durable_conditions instances",
        "durable_measures durable_windows",
        "acts durable_settle",
        "durable_owed uses",
        "durable_rivals reference",
        "durable_acts stated sweeping",
        "durable_asked",
        "durable_decide",
        "durable_child",
    ),
    "doors": (
        "arguments case_schema covered drafted formatted markdown paragraphs record_model rereading rule_schema svg text verified",
        "given inquiry ruling ruling_model sweep_model topics",
        "api stored",
        "causes demos explained library options schemas session sweep verdict witnesses",
        "asking law_diff render replay",
        "commands_records commands_rules diff leaving",
        "commands_diff",
        "cli",
    ),
}
FRONT = ("evaluator", "evaluator.__main__")  # what the world imports stands above all floors
MOST_LINES, MEDIAN_LINES = 300, 180


def heights() -> dict[str, int]:
    """How high each module of the table stands: 0 is the ground."""
    lines = [[f"evaluator.{band}.{name}" for name in line.split()] for band, lines in FLOORS.items() for line in lines]
    return {name: height for height, names in enumerate([*lines, *([name] for name in FRONT)]) for name in names}


def sources() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = sources()
BANDS = {f"evaluator.{band}" for band in FLOORS}


def imported(name: str, path: Path, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """What a module imports, and on which line: the module where one is named, else where the name comes from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
            above = parts[: len(parts) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield (inner if inner in MODULES else source, node.lineno)


def climbs(name: str, path: Path, text: str) -> list[str]:
    """Each import of a module that does not go down, as file:line."""
    height = heights()
    return [
        f"{path.name}:{line}: {name} imports {target}"
        for target, line in imported(name, path, ast.parse(text))
        if target.split(".")[0] == "evaluator" and height.get(target, len(height)) >= height[name]
    ]


def test_every_module_has_one_place() -> None:
    """The table names every module of the package exactly once, and nothing that is not there."""
    named = [f"evaluator.{band}.{name}" for band, lines in FLOORS.items() for line in lines for name in line.split()]
    twice = [name for name, count in Counter(named).items() if count > 1]
    there = set(MODULES) - BANDS - set(FRONT)
    assert (twice, sorted(there - set(named)), sorted(set(named) - there)) == ([], [], [])


@pytest.mark.parametrize("name", sorted(set(MODULES) - BANDS))
def test_imports_only_go_down(name: str) -> None:
    """A module imports only from lower lines of the table, inside functions and for type checking too."""
    if name not in heights():
        pytest.fail(f"{name} has no place in the table of this file")
    assert climbs(name, MODULES[name], MODULES[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", sorted(BANDS))
def test_a_band_itself_is_empty(name: str) -> None:
    """The package of a band imports nothing, so that importing one module never pulls in its neighbours."""
    assert list(imported(name, MODULES[name], ast.parse(MODULES[name].read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "text",
    [
        "from evaluator.words.source import read",
        "import evaluator.doors.cli",
        "from evaluator.words import truth",
        "from . import truth",
        "from ..documents import case",
        "def late():\n    from evaluator import assess",
        "from evaluator.words.unheard_of import anything",
    ],
)
def test_a_climb_is_seen(text: str) -> None:
    """An import that goes up or sideways from the ground floor is seen in every way of writing it."""
    assert len(climbs("evaluator.words.truth", PACKAGE / "words" / "truth.py", text)) == 1


def test_no_module_is_long() -> None:
    """No module is over 300 lines, and half of those with any content are at most 180."""
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
    assert median(length for length in lengths.values() if length) <= MEDIAN_LINES
