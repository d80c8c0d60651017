from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest
from pytest_bdd import parsers
from pytest_bdd.steps import StepFunctionContext

from features.lint import lint, main, registered_tags
from features.slips import STEP_WORDS, meant

GOOD = """
    Given a notice of "2022-07-07"
    When it is "2022-07-10"
    Then the burden is "not discharged"
"""
REASON = "Because 47 CFR 64.1200(k)(4) gives 48 hours\n"


def _step_function() -> None:
    pass


def definition(kind: str, sentence: str) -> StepFunctionContext:
    return StepFunctionContext(type=kind, step_func=_step_function, parser=parsers.parse(sentence))  # type: ignore[arg-type]  # a plain str


STEPS = [
    definition("given", 'a notice of "{day}"'),
    definition("when", 'it is "{day}"'),
    definition("then", 'the burden is "{status}"'),
]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """What the linter says of one feature file, each problem as its first line."""
    monkeypatch.chdir(tmp_path)

    def tell(text: str) -> list[str]:
        (tmp_path / "letter.feature").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return [str(problem).splitlines()[0] for problem in lint(tmp_path, STEPS, ["fcc"])]

    return tell


def feature(steps: str = GOOD, reason: str = REASON, above: str = "", name: str = "Scenario: no act") -> str:
    """A feature of one scenario: the feature is on line 1, the scenario on line 3, its reason on line 4."""
    scenario = indent(f"{reason}{dedent(steps).strip()}", "    ")
    return f"Feature: a letter\n{above}\n  {name}\n{scenario}\n"


def test_a_good_feature_has_no_problem(told: Callable[[str], list[str]]) -> None:
    """A feature with a reason and its three kinds of steps in order passes, free text and registered tag included."""
    assert told(f"@fcc\n{feature(above='  The letter prints no hour.')}") == []


def test_a_good_outline_has_no_problem(told: Callable[[str], list[str]]) -> None:
    """An outline is matched with its examples filled in."""
    outline = feature(GOOD.replace("2022-07-10", "<day>"), name="Scenario Outline: days")
    assert told(outline + "    Examples:\n      | day |\n      | 2022-07-10 |\n") == []


def test_a_slot_of_a_table_uses_its_column(told: Callable[[str], list[str]]) -> None:
    """A column that only a table under a step uses is a used column, as pytest-bdd fills tables too."""
    steps = GOOD.replace('2022-07-07"', '2022-07-07"\n      | to | <addressee> |')
    outline = feature(steps, name="Scenario Outline: days")
    assert told(outline + "    Examples:\n      | addressee |\n      | acme |\n") == []


BAD = {
    "mistyped Given": (
        feature(GOOD.replace("Given", "Givn")),
        [
            "letter.feature:3:3: no Given in scenario `no act`",
            "letter.feature:5:5: `Givn` in a description looks like `Given`",
        ],
    ),
    "first word that is no step word, before a step": (
        feature(GOOD.replace("Given", "Provided")),
        [
            "letter.feature:3:3: no Given in scenario `no act`",
            'letter.feature:5:5: `a notice of "2022-07-07"` is a step, but `Provided` begins none',
        ],
    ),
    "mistyped Scenario": (
        f'Feature: a letter\n  Senario: no act\n    {REASON}    Given a notice of "2022-07-07"\n',
        [
            "letter.feature:1:1: empty feature",
            "letter.feature:2:3: `Senario:` in a description looks like `Scenario`",
            "letter.feature:4:5: `Given` in a description looks like `Given`",
        ],
    ),
    "empty scenario": (feature(""), ["letter.feature:3:3: empty scenario"]),
    "empty feature": ("Feature: a letter\n", ["letter.feature:1:1: empty feature"]),
    "empty file": ("# nothing\n", ["letter.feature:1:1: empty file"]),
    "outline without examples": (
        feature(name="Scenario Outline: days"),
        ["letter.feature:3:3: empty outline, for it has no examples"],
    ),
    "examples without rows": (
        feature(name="Scenario Outline: days") + "    Examples:\n      | day |\n",
        ["letter.feature:8:5: empty examples"],
    ),
    "slot without a column, column without a slot": (
        feature(GOOD.replace("2022-07-10", "<day>"), name="Scenario Outline: days")
        + "    Examples:\n      | hour |\n      | 12:00 |\n",
        [
            "letter.feature:3:3: no column for `<day>` in the examples",
            "letter.feature:3:3: no step uses the column `hour` of the examples",
        ],
    ),
    "slot in a table without a column": (
        feature(GOOD.replace('2022-07-07"', '2022-07-07"\n      | to | <adressee> |'), name="Scenario Outline: days")
        + "    Examples:\n      | addressee |\n      | acme |\n",
        [
            "letter.feature:3:3: no step uses the column `addressee` of the examples",
            "letter.feature:6:14: no column for `<adressee>` in the examples",
        ],
    ),
    "slot in a table without an outline": (
        feature(GOOD.replace('2022-07-07"', '2022-07-07"\n      | to | <addressee> |')),
        ["letter.feature:6:14: `<addressee>` in a scenario without examples"],
    ),
    "slot in a text without a column": (
        feature(
            GOOD.replace('2022-07-07"', '2022-07-07"\n      """\n      Dear <name>\n      """'),
            name="Scenario Outline: days",
        )
        + "    Examples:\n      | nam |\n      | acme |\n",
        [
            "letter.feature:3:3: no step uses the column `nam` of the examples",
            "letter.feature:6:7: no column for `<name>` in the examples",
        ],
    ),
    "slot without an outline": (
        feature(GOOD.replace("2022-07-10", "<day>")),
        ["letter.feature:3:3: `<day>` in a scenario without examples"],
    ),
    "no Then": (
        feature('Given a notice of "2022-07-07"\nWhen it is "2022-07-10"'),
        ["letter.feature:3:3: no Then in scenario `no act`"],
    ),
    "a second act": (
        feature(GOOD + '    When it is "2022-07-11"\n'),
        ["letter.feature:8:5: When after Then"],
    ),
    "And first": (
        feature('And a notice of "2022-07-07"' + GOOD),
        ["letter.feature:5:5: a scenario cannot begin with And or But"],
    ),
    "unmatched Then": (
        feature(GOOD.replace("the burden is", "the burdn is")),
        ['letter.feature:7:5: no step definition for then `the burdn is "not discharged"`'],
    ),
    "unmatched And after Then": (
        feature(GOOD + "    And all is well\n"),
        ["letter.feature:8:5: no step definition for then `all is well`"],
    ),
    "a Then in a background": (
        feature(above='  Background:\n    Then the burden is "pending"\n'),
        ["letter.feature:3:5: a background holds only Given steps"],
    ),
    "unknown tag": (f"  @ftc\n{feature()}", ["letter.feature:1:3: unknown tag `@ftc`"]),
    "no reason": (feature(reason=""), ["letter.feature:3:3: no reason in scenario `no act`"]),
    "reason without law": (
        feature(reason="Because it seems fair\n"),
        ["letter.feature:4:5: the reason cites neither the law nor the letter"],
    ),
    "nameless scenario": (feature(name="Scenario:"), ["letter.feature:3:3: a scenario without a name"]),
    "no Gherkin": (
        feature() + "    nonsense\n",
        ["letter.feature:8:5: expected: #EOF, #TableRow, #DocStringSeparator, #StepLine"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_feature_is_told(told: Callable[[str], list[str]], name: str) -> None:
    """Each fault is told at its line and column, and nothing else but steps it leaves unused."""
    text, expected = BAD[name]
    said = [line for line in told(text) if "no scenario uses the step" not in line]
    assert len(said) == len(expected), said
    assert all(line.startswith(start) for line, start in zip(said, expected, strict=True)), said


def test_twins_are_told(told: Callable[[str], list[str]]) -> None:
    """Two scenarios of one name are told, as their name is how a failure is found."""
    once = feature()
    twice = once + once.split("\n", 1)[1]
    assert told(twice) == ["letter.feature:9:3: a second scenario `no act`"]


def test_an_unused_step_is_told_where_it_is_defined(told: Callable[[str], list[str]]) -> None:
    """A step definition that no scenario speaks is told at its own file and line."""
    said = told(feature(GOOD.replace("Then the burden is", "Then the duty is")))
    unused = [line for line in said if "no scenario uses" in line]
    line = _step_function.__code__.co_firstlineno
    assert [each.partition("test_feature_linter.py")[2] for each in unused] == [
        f':{line}:1: no scenario uses the step `the burden is "{{status}}"`'
    ]


def test_a_directory_without_features_is_told(tmp_path: Path) -> None:
    """A wrong directory is a problem, not a success."""
    assert [problem.what for problem in lint(tmp_path, [], [])] == ["there is no feature file here"]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file that is not UTF-8 is told with the first bad byte."""
    (tmp_path / "letter.feature").write_bytes(b"Feature: \xff\n")
    assert [problem.what for problem in lint(tmp_path, [], [])] == ["not UTF-8 text at byte 9"]


@pytest.mark.parametrize("word", STEP_WORDS)
def test_every_single_slip_is_seen(word: str) -> None:
    """A step word with a letter lost, doubled or swapped with its neighbour is seen, unless it then is English."""
    lost = {word[:i] + word[i + 1 :] for i in range(len(word))}
    doubled = {word[:i] + word[i] + word[i:] for i in range(len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    english = {"an", "ad", "the", "hen", "ten", "give"}
    unseen = {slip for slip in (lost | doubled | swapped) - english if meant(f"{slip} the rest") is None}
    assert unseen == set()


def test_english_is_left_alone() -> None:
    """Sentences as people write them above a scenario are not taken for steps."""
    sentences = (
        "The letter prints no hour.",
        "They answer within 14 days:",
        "No other notice is presumed",
        "Its rule: none",
    )
    assert [meant(sentence) for sentence in sentences] == [None] * len(sentences)


def test_tags_come_from_the_project_file(tmp_path: Path) -> None:
    """A tag is registered as a pytest marker, with or without an explanation behind it."""
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.pytest.ini_options]\nmarkers = ["fcc: a letter of the FCC", "slow"]\n', encoding="utf-8")
    assert registered_tags(project) == ["fcc", "slow"]


def test_the_command_prints_every_problem_and_exits_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command finds steps and tags by itself and exits 4 with each problem at its place, 0 without any."""
    package = tmp_path / "linted_example"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "steps.py").write_text(
        "from pytest_bdd import given, parsers, then, when\n\n"
        "@given(parsers.parse('a notice of \"{day}\"'))\n@when(parsers.parse('it is \"{day}\"'))\n"
        "@then(parsers.parse('the burden is \"{status}\"'))\ndef _(day='', status=''): pass\n",
        encoding="utf-8",
    )
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    letter = package / "letter.feature"

    letter.write_text(feature(), encoding="utf-8")
    assert (main([str(package)]), capsys.readouterr().out) == (0, "")

    letter.write_text(feature(reason="", name="@ftc\n  Scenario: no act"), encoding="utf-8")
    assert main([str(package)]) == 4
    assert capsys.readouterr().out.splitlines()[::2] == [
        "linted_example/letter.feature:3:3: unknown tag `@ftc`",
        "linted_example/letter.feature:4:3: no reason in scenario `no act`",
    ]


def test_a_wrong_call_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    """A call without a directory is answered with the usage."""
    assert (main([]), capsys.readouterr().err) == (2, "usage: python -m features.lint DIRECTORY\n")


def test_names_in_sentences_are_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of fact or a case that there is not is told by the linter, not only by the slow run, with the nearest name."""
    monkeypatch.chdir(tmp_path)
    steps = [definition("given", 'the case "{case}"'), definition("given", 'the {kind} "{id}"'), *STEPS]
    words = {"case": ["sipkonnect"], "kind": ["notice", "removal order"]}
    good = GOOD.replace('Given a notice of "2022-07-07"', 'Given the case "sipkonnect"\n    And the notice "x"')
    for written, expected in (
        (good, []),
        (good.replace("sipkonnect", "sipkonect"), [("unknown case `sipkonect`", "did you mean `sipkonnect`?")]),
        (
            good.replace("the notice", "the removal ordr"),
            [("unknown kind `removal ordr`", "did you mean `removal order`?")],
        ),
    ):
        (tmp_path / "letter.feature").write_text(feature(written), encoding="utf-8")
        problems = [each for each in lint(tmp_path, steps, [], words) if "no scenario uses" not in each.what]
        assert [(each.what, each.help) for each in problems] == expected


def test_the_nearest_step_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step with a slip is compared by its words, not by what stands in quotation marks."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.feature").write_text(feature(GOOD.replace("the burden is", "the burdn is")), encoding="utf-8")
    more = [definition("then", f'a step "{number}"') for number in range(12)]
    helps = [each.help for each in lint(tmp_path, [*more, *STEPS], []) if "no step definition" in each.what]
    assert helps == ['did you mean `the burden is "{status}"`?']
