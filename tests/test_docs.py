"""The documentation: generated pages are current, examples are parsed, commands are run, names and links lead somewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml
from situations import MEASURES, REPORT, Data, case_of, findings_of, only

from evaluator import Case, Rulebook, assess
from evaluator.documents import amounts, cards, constructs, items, windows
from evaluator.documents.demands import DEMAND
from evaluator.documents.entries import COMMON
from evaluator.documents.intake import TOP, Intake
from evaluator.documents.vocabulary import SIMPLE
from evaluator.passes.check import check
from evaluator.passes.lower import lower
from evaluator.words.source import load_text
from scripts.docs import pages

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BY_HAND = [*sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md"]
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, the word behind it (a role or a file's name), its text, its first line, its part of the page."""

    language: str
    about: str
    text: str
    line: int
    part: str


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        language, _, about = match["info"].strip().partition(" ")
        before = text[: match.start()]
        part = re.findall(r"^## (.+)$", before, re.MULTILINE)[-1:]
        found.append(Block(language, about, match["text"], before.count("\n") + 2, "".join(part)))
    return found


def told(about: str, page: str) -> list[Any]:
    """The blocks of one role on one page, as parameters named by their lines."""
    return [pytest.param(b, id=f"{page}:{b.line}") for b in blocks(DOCS / page) if b.about == about]


# -- generated pages


GENERATED = (
    "case.schema.json",
    "commands.md",
    "fidelity.md",
    "record.schema.json",
    "rules.schema.json",
    "ruling.schema.json",
    "sipkonnect.svg",
    "vocabulary.md",
)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Every generated page by its name, as it should be."""
    return {path.name: text for path, text in pages().items()}


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_current(name: str, made: dict[str, str]) -> None:
    """A generated page says what the rules and the program say now; `python scripts/docs.py` writes it."""
    assert (DOCS / name).read_text(encoding="utf-8") == made[name]


def test_every_generated_page_is_compared(made: dict[str, str]) -> None:
    """The list of pages to compare is the list of pages that are made."""
    assert sorted(made) == sorted(GENERATED)


# -- names and links


def test_tests_that_pages_name_are_there() -> None:
    """Every test that a page leans on exists."""
    files = [*(ROOT / "tests").glob("test_*.py"), *(ROOT / "features").glob("test_*.py")]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in files)
    defined = {*re.findall(r"^def (test_\w+)", tests, re.MULTILINE), *(path.stem for path in files)}
    text = {page.name: page.read_text(encoding="utf-8") for page in BY_HAND}
    named = {(page, name) for page in text for name in re.findall(r"\btest_\w+", text[page])}
    assert named
    assert sorted((page, name) for page, name in named if name not in defined) == []


def test_links_lead_somewhere() -> None:
    """Every link between pages leads to a file of the checkout."""
    link = re.compile(r"\]\((?!https?:)([^)#\s]+)")
    found = [(page, to) for page in BY_HAND for to in link.findall(page.read_text(encoding="utf-8"))]
    assert found
    assert [(page.name, to) for page, to in found if not (page.parent / to).exists()] == []


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts(path: Path) -> None:
    """A decision says what was decided, why, and what follows, under a number that its title repeats."""
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {int(path.name[:4])}\. ", text)
    assert [part for part in ("**Decision.**", "**Why.**", "**Consequences.**") if part not in text] == []


def test_decisions_are_numbered_without_gaps() -> None:
    """Decisions count up from 1."""
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


# -- the language


def page_names(page: str) -> set[str]:
    """Every word that a page sets off, and the first word of each that is written as `key: value`."""
    set_off = re.findall(r"`([^`\n]+)`", (DOCS / page).read_text(encoding="utf-8"))
    return {*set_off, *(word.split(":")[0] for word in set_off)}


WORDS: Mapping[str, Any] = {
    "constructs": constructs.KEYS,
    "keys of constructs": {key for _, allowed in constructs.KEYS.values() for key in allowed},
    "keys of files": cards.FILE_KEYS,
    "keys of versions": cards.VERSION_KEYS,
    "keys of windows": windows.KEYS,
    "keys of rows": amounts.ROW,
    "keys of terms": items.OWN,
    "statuses": set(constructs.STATUSES["burden"]) | set(constructs.STATUSES["duty"]),
    "layers": cards.LAYERS,
    "types of fields": SIMPLE,
}


@pytest.mark.parametrize("what", WORDS)
def test_the_page_on_the_language_names_every_word(what: str) -> None:
    """Every word that the reader of rules knows stands on the page."""
    assert sorted(set(WORDS[what]) - page_names("language.md")) == []


@pytest.mark.parametrize("words", [TOP, COMMON, DEMAND], ids=["top", "facts", "demands"])
def test_the_page_on_cases_names_every_key(words: tuple[str, ...]) -> None:
    """Every key that a case may hold besides the kinds and their fields stands on the page or in its examples."""
    text = (DOCS / "cases.md").read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in text and f"{word}:" not in text] == []


HEAD = """
instrument: Examples
layer: statute
calendar: fcc
parties: {target: the notified provider, blocker: a provider that gets its calls}
paragraphs:
"""
CARD = '  all:\n    - effective: 2018-02-12\n      authority: 83 FR 1566\n      gist: "[1: An example]."\n'


def indented(text: str, by: int) -> str:
    """A text moved to the right."""
    return "".join(f"{' ' * by}{line}" for line in text.splitlines(keepends=True))


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rulebook to write in."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))


def test_every_construct_has_an_example() -> None:
    """Each construct of the language is shown on the page at least once."""
    shown = {block.values[0].text.split(" ")[0] for block in told("construct", "language.md")}
    assert set(constructs.KEYS) - shown == set()


def test_examples_of_constructs_are_rules(rules: Path) -> None:
    """All constructs of the page together are a card in which `check` finds nothing, under every option of every reading."""
    shown = [block.values[0] for block in told("construct", "language.md")]
    text = HEAD + CARD + "".join(indented(block.text, 6) for block in shown)
    (rules / "examples.yaml").write_text(text, encoding="utf-8")
    assert check(Rulebook.load(rules)) == []


@pytest.mark.parametrize("block", told("version", "language.md"))
def test_examples_of_versions_are_rules(block: Block, rules: Path) -> None:
    """Versions on the page, put in the place of the card they are an example of, are read and lowered."""
    file = rules / "47-cfr" / "64.1200.yaml"
    section = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    section["paragraphs"]["(k)(5)"] = yaml.load(block.text, Loader=yaml.BaseLoader)
    file.write_text(yaml.safe_dump(section, sort_keys=False), encoding="utf-8")
    wordings = lower(Rulebook.load(rules)).norms["47 CFR 64.1200(k)(5) block 911"].wordings
    assert [wording.construct.despite for wording in wordings] == [(), (*wordings[1].construct.despite,)]
    assert "47 CFR 64.1200(k)(4) block all" in wordings[1].construct.despite


@pytest.mark.parametrize("block", told("file", "language.md"))
def test_examples_of_files_are_rules(block: Block, rules: Path) -> None:
    """A file on the page is read as a rule file."""
    text = block.text.replace("section: 47 CFR 64.1200 ", "section: 47 CFR 64.9999 ")
    (rules / "examples.yaml").write_text(text, encoding="utf-8")
    assert Rulebook.load(rules).sections["47 CFR 64.9999"].calendar == "fcc"


# -- cases


FIRST = blocks(DOCS / "cases.md")[0]


def base_of(text: str) -> Any:
    """A text of YAML in which every value stays as it was written."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def whole(block: Block) -> Data:
    """A piece of a case from the page, added to the first one."""
    piece, base = base_of(block.text), base_of(FIRST.text)
    if "case" in piece:
        return dict(piece)
    parties = {**base["parties"], **piece.get("parties", {})}
    return {**base, **piece, "parties": parties, "facts": base["facts"] + piece.get("facts", [])}


PIECES = [p for p in told("case", "cases.md") if p.values[0].language in ("yaml", "json")]


@pytest.mark.parametrize("block", PIECES)
def test_examples_of_cases_are_cases(block: Block) -> None:
    """Every example on the page is read without a problem and fits the published schema."""
    data = whole(block)
    assert case_of(data).name
    jsonschema.validate(data, json.loads((DOCS / "case.schema.json").read_text(encoding="utf-8")))


def test_the_example_of_json_lines_is_the_same_case() -> None:
    """The example in JSON Lines says what the one in JSON says, and one declaration more."""
    [plain] = [b for b in blocks(DOCS / "cases.md") if b.language == "json"]
    [lines] = [b for b in blocks(DOCS / "cases.md") if b.language == "jsonl"]
    intake = Intake(Rulebook.load().vocabulary)
    intake.take(load_text(lines.text, "case.jsonl", "jsonl"))
    one, other = intake.case("case.jsonl"), case_of(json.loads(plain.text))
    assert (one.name, [t.id for t in one.tellings]) == (other.name, [t.id for t in other.tellings])
    assert len(one.complete) == 1


def test_the_example_of_a_supposition_lies_over_a_case(tmp_path: Path) -> None:
    """The overlay on the page is read over the first example, and the case then says that it supposes something."""
    [overlay] = [b for b in blocks(DOCS / "cases.md") if b.about == "overlay"]
    (tmp_path / "case.yaml").write_text(FIRST.text, encoding="utf-8")
    (tmp_path / "what-if.yaml").write_text(overlay.text, encoding="utf-8")
    assert Case.load(tmp_path / "case.yaml", suppose=[tmp_path / "what-if.yaml"]).supposes


TIMES = re.compile(r"^\| (`[^|]+`) \|", re.MULTILINE)


def test_times_on_the_page_are_times() -> None:
    """Every way to write a time that the page shows is read."""
    section = (DOCS / "cases.md").read_text(encoding="utf-8").split("## Times")[1].split("##")[0]
    shown = [time for row in TIMES.findall(section) for time in re.findall(r"`([^`]+)`", row)]
    assert len(shown) >= 8
    for time in shown:
        data = base_of(FIRST.text)
        data["facts"].append({"mitigation": {"happened": time, "by": "acme"}})
        assert case_of(data).tellings


# -- what the decisions claim


BASE: Data = {
    "case": "decided",
    "zone": "America/New_York",
    "parties": {
        "acme": {"name": "Acme Voice"},
        "downstream": {"name": "Downstream"},
        "stranger": {"name": "A Stranger"},
        "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    },
}
TRAFFIC: Data = {"traffic": {"id": "autowarranty", "roles": {"acme": "originating provider"}}}
NOTICE: Data = {"id": "letter", "happened": "2022-07-07", "by": "fcc", "to": "acme", "traffic": ["autowarranty"]}
DEMANDS = [
    {"id": "look", "do": "investigation"},
    {"id": "say", "do": "status report", "within": "48 hours"},
    {"id": "tell", "do": "measures report", "due": "2022-07-21", "silence means": "no effective measures"},
]
LETTER: Data = {"notice": {**NOTICE, "demands": DEMANDS}}
AFTER = "2022-07-30T00:00"
COMPLETE: Data = {"records": ["answer"], "about": "acme", "through": AFTER, "said by": "acme"}
REPORTED: Data = {"by": "acme", "to": ["fcc", "the traceback consortium"], "answers": "letter"}
DEMAND_MET = "agency letter demand meet"


def asked(*facts: Data, at: str = AFTER, book: Rulebook | None = None, **more: Any) -> Any:
    """The assessment of a small case."""
    rulebook = book or Rulebook.load()
    return assess(rulebook, case_of({**BASE, "facts": [TRAFFIC, *facts], **more}, rulebook), at=at)


def status(record: Any, norm: str, trigger: str | None = None) -> str:
    """The status of the one finding of a norm."""
    return str(only(findings_of(record, norm, trigger)).status)


def test_an_act_answers_the_demands_of_its_kind() -> None:
    """A status report that answers the letter meets the demand for one, and leaves the demands for other acts missed."""
    report = {"status report": {"id": "said", "happened": "2022-07-08", **REPORTED}}
    record = asked(LETTER, report, complete=[COMPLETE])
    assert status(record, DEMAND_MET, "say") == "fulfilled"
    assert status(record, DEMAND_MET, "tell") == "violated"
    assert status(record, DEMAND_MET, "look") == "pending"


def test_more_time_for_the_letter_moves_its_report_too() -> None:
    """An extension of the letter moves the ends of the order's burden and of the letter's demand, one of the demand only that one."""
    more = {"id": "more", "happened": "2022-07-20", "by": "fcc", "to": "acme", "new date": "2022-08-04"}
    record = asked(LETTER, {"extension": {**more, "of": "letter"}}, complete=[COMPLETE])
    assert [status(record, REPORT), status(record, DEMAND_MET, "tell"), status(record, MEASURES)] == ["pending"] * 3
    record = asked(LETTER, {"extension": {**more, "of": "tell"}}, complete=[COMPLETE])
    assert [status(record, REPORT), status(record, DEMAND_MET, "tell")] == ["not discharged", "pending"]


@pytest.mark.parametrize(("by", "expected"), [("stranger", "undetermined"), ("acme", "discharged")])
def test_a_stranger_decides_nothing(by: str, expected: str) -> None:
    """A word of somebody whom the standard does not rank leaves it open, where the party's own would settle it."""
    act = {
        "mitigation": {
            "id": "cutoff",
            "happened": "2022-07-08",
            "by": "acme",
            "answers": "letter",
            "traffic": ["autowarranty"],
        }
    }
    said = {"standard": "effective mitigation", "about": "cutoff", "says": "yes", "by": by}
    record = asked(LETTER, act, complete=[COMPLETE], determinations=[said])
    assert status(record, "47 CFR 64.1200(k)(4) mitigate") == expected


def call_blocked(of: str, began: str) -> Data:
    """One blocked call."""
    how = {"scope": "one call", "call type": of, "relies on": "47 CFR 64.1200(k)(4)"}
    return {"blocking": {"id": "block", "began": began, "by": "downstream", "of": "acme", **how}}


def test_911_is_never_blocked() -> None:
    """A blocked call to 911 breaks the prohibition, and is covered by no permission, although the burden is missed."""
    record = asked(LETTER, call_blocked("911", "2022-07-12"), complete=[COMPLETE])
    assert status(record, "47 CFR 64.1200(k)(5) block 911") == "violated"
    assert status(record, "47 CFR 64.1200(k)(4) block all") == "used while not available"


def test_calls_for_public_safety_have_two_shapes() -> None:
    """Before September 16, 2022 a prohibition looks at a blocked call for public safety, from that day a duty of the blocker."""
    prohibition, duty = (f"47 CFR 64.1200(k)(6) {name}" for name in ("block public safety", "spare public safety"))
    before = asked(LETTER, call_blocked("public safety", "2022-07-12"), complete=[COMPLETE])
    after = asked(LETTER, call_blocked("public safety", "2022-09-16"), complete=[COMPLETE], at="2022-10-01T00:00")
    found = [[len(findings_of(record, norm)) for norm in (prohibition, duty)] for record in (before, after)]
    assert found == [[1, 0], [0, 1]]


def test_a_late_report_does_not_undo_silence() -> None:
    """A report after the day, judged effective, is shown as late and leaves the measures not discharged."""
    report = {"measures report": {"id": "late", "happened": "2022-07-23", **REPORTED}}
    said = {"standard": "effective measures", "about": "late", "says": "yes", "by": "fcc"}
    record = asked(LETTER, report, complete=[COMPLETE], determinations=[said])
    assert [(act.id, late) for act, late in only(findings_of(record, REPORT)).done] == [("late", True)]
    assert status(record, MEASURES) == "not discharged"


def test_a_role_that_is_not_known_is_asked_for() -> None:
    """After a removal, an acceptance without a role is undetermined, and one in a role that is not bound is no finding."""
    order = {"removal order": {"id": "order", "happened": "2022-11-22", "by": "fcc", "of": "acme"}}
    taken = {"id": "taken", "happened": "2022-12-01", "by": "downstream", "of": "acme", "call type": "ordinary"}
    for role, expected in (
        ({}, ["undetermined"]),
        ({"in role": "terminating"}, ["violated"]),
        ({"in role": "gateway"}, ["violated"]),
        ({"in role": "originating"}, []),
    ):
        record = asked(order, {"acceptance": {**taken, **role}}, at="2022-12-10T00:00")
        assert [f.status for f in findings_of(record, "RMD removal effect accept")] == expected


def test_a_version_binds_from_its_compliance_date(rules: Path) -> None:
    """A burden does not arise from a letter between the day the text takes effect and the day it asks for compliance."""
    file = rules / "47-cfr" / "64.1200.yaml"
    text = file.read_text(encoding="utf-8")
    dated = "  (k)(4):\n    - effective: 2020-10-14\n"
    assert text.count(dated) == 1
    file.write_text(text.replace(dated, f"{dated}      compliance: 2022-07-08\n"), encoding="utf-8")
    book = Rulebook.load(rules)
    for day, expected in ("2022-07-07", []), ("2022-07-08", ["not discharged"]):
        letter = {"notice": {**NOTICE, "happened": day}}
        found = findings_of(asked(letter, complete=[COMPLETE], book=book), "47 CFR 64.1200(k)(4) mitigate")
        assert [finding.status for finding in found] == expected


# -- the tutorial


TUTORIAL = DOCS / "tutorial.md"
PARTS = re.findall(r"^## (.+)$", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE)
CLONED = ("evaluator", "rules", "features", "tests", "pyproject.toml")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what a clone holds of the rules, the features and the program."""
    folder = tmp_path / "clone"
    folder.mkdir()
    for name in CLONED:
        if (ROOT / name).is_dir():
            # what is compiled already comes along, but for what another process is just writing
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc.*", "golden", "bad_input"))
        else:
            shutil.copy(ROOT / name, folder / name)
    (tmp_path / "bin").mkdir()
    for name, words in ("python", ""), ("callrules", "-m evaluator"):
        script = tmp_path / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return folder


def run(command: str, folder: Path) -> str:
    """What a command of the tutorial prints, on both channels."""
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    own = {
        "PATH": path,
        "PYTHONPATH": str(folder),
        "NO_COLOR": "1",
        "PYTHONDONTWRITEBYTECODE": "",
    }  # compiled once a clone
    channels: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    found = subprocess.run(command, shell=True, cwd=folder, env={**os.environ, **own}, timeout=300, **channels)
    return str(found.stdout)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what is shown of its output."""
    for piece in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = piece.partition("\n")
        yield command, shown


def shows(shown: str, printed: str) -> bool:
    """Whether an output is what a page shows: the same words in the same order, with anything at all for `…`."""
    pieces = [re.escape(" ".join(piece.split())) for piece in shown.split("…")]
    return re.fullmatch(r"\s*.*?\s*".join(pieces), " ".join(printed.split())) is not None


def changed(text: str, diff: str) -> str:
    """A text after the change that a block shows; the lines it starts from stand in the text exactly once."""
    lines = diff.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " +")
    assert text.count(old) == 1, f"{text.count(old)} times in the file:\n{old}"
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a b\n  c", "a b c\n", True),
        ("a …\nd", "a b\nc d", True),
        ("…\na", "a", True),
        ("a b", "a b c", False),
        ("a … c", "a b d", False),
        ("", "a", False),
    ],
)
def test_what_is_shown_is_compared(shown: str, printed: str, same: bool) -> None:
    """Words count and line breaks do not, an ellipsis stands for anything, and what is not shown must not be there."""
    assert shows(shown, printed) is same


def follow(page: Path, clone: Path, part: str | None = None) -> None:
    """Write each file of a page (of one part of it), make each change, run each command, and compare what it prints."""
    for block in blocks(page):
        if part not in (None, block.part):
            continue
        file = clone / block.about
        if block.language == "console":
            for command, shown in commands(block.text):
                printed = run(command, clone)
                assert shows(shown, printed), f"{page.name}:{block.line}: $ {command}\n{printed}"
        elif block.language == "python":
            (clone / "example.py").write_text(block.text, encoding="utf-8")
            printed = run("python example.py", clone)
            assert "Error" not in printed, f"{page.name}:{block.line}\n{printed}"
        elif block.language == "diff":
            file.write_text(changed(file.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        else:
            file.write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize("part", PARTS)
def test_the_tutorial_works(part: str, clone: Path) -> None:
    """Every file of the tutorial is written, every change made and every command run, and each prints what the page shows."""
    follow(TUTORIAL, clone, part)


def test_the_page_on_records_works(clone: Path) -> None:
    """Every file of the page on records is written, every command and example run, and each prints what the page shows."""
    follow(DOCS / "records.md", clone)


def test_the_tutorial_touches_no_python() -> None:
    """Nobody who follows the tutorial writes or changes a Python file."""
    named = [block.about for block in blocks(TUTORIAL) if block.language != "console"]
    assert named
    assert [name for name in named if not name.endswith((".yaml", ".feature"))] == []
