"""Bad input: every mistake of a case or a rulebook is told at its place and in plain words, all of them at once."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import letters
import pytest
from typer.testing import CliRunner

from evaluator.documents.case import Case
from evaluator.documents.intake import load_case
from evaluator.documents.rulebook import load_rulebook
from evaluator.documents.vocabulary import Vocabulary
from evaluator.doors import api
from evaluator.doors.arguments import to_instant
from evaluator.doors.cli import app
from evaluator.doors.explained import report
from evaluator.doors.text import text
from evaluator.passes.check import check, notes
from evaluator.passes.lower import lower
from evaluator.words.errors import BadInput, CallrulesError, UsageError

BAD = Path(__file__).parent / "bad_input"
CASES = sorted(path.name for path in (BAD / "case").iterdir() if path.suffix != ".txt" and ".suppose." not in path.name)
RULES = sorted(path.name for path in (BAD / "rules").iterdir() if path.is_dir())
STORED = sorted([*(BAD / "case").glob("*.txt"), *(BAD / "rules").glob("*.txt")])
HEADER = "case: made by a test\nzone: America/New_York\nparties:\n  provider: {name: A Provider}\nfacts:\n"
NOTICE = "  - notice: {id: letter, happened: 2022-07-07, by: the FCC, to: provider}\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_rulebook(api.rules_folder()).vocabulary


Load = Callable[..., Case]


@pytest.fixture
def load(vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads a case from a text, as if it stood in a file of that name."""
    monkeypatch.chdir(tmp_path)

    def from_text(text: str | bytes, name: str = "f.yaml", suppose: str | None = None) -> Case:
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
        if suppose is not None:
            Path("s.yaml").write_text(suppose, encoding="utf-8")
        return load_case(name, vocabulary, ["s.yaml"] if suppose is not None else [])

    return from_text


def told(load: Callable[[], object]) -> list[str]:
    """What a refusal says, one entry a problem."""
    with pytest.raises(BadInput) as caught:
        load()
    return [str(problem) for problem in caught.value.problems]


# --- bad files, with what a reader is told -------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_every_bad_case_is_refused_with_its_stored_message(
    name: str, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad case, with the suppositions that lie beside it, gives exactly the message that is stored with it."""
    monkeypatch.chdir(BAD / "case")
    suppose = sorted(path.name for path in Path().glob(f"{Path(name).stem}.suppose.*") if path.suffix != ".txt")
    problems = told(lambda: load_case(name, vocabulary, suppose))
    assert "\n".join(problems) + "\n" == (BAD / "case" / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", RULES)
def test_every_bad_rulebook_is_refused_with_its_stored_message(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad files laid over a good rulebook give exactly the stored message, from reading it or from checking it."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    shutil.copytree(BAD / "rules" / name, tmp_path / "rules", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    try:
        problems = [str(problem) for problem in check(load_rulebook("rules"))]
    except BadInput as refused:
        problems = [str(problem) for problem in refused.problems]
    assert "\n".join(problems) + "\n" == (BAD / "rules" / f"{name}.txt").read_text("utf-8")


def test_what_the_bad_files_are_laid_over_is_good() -> None:
    """The rulebook under the bad ones has no issue of its own, and can be lowered."""
    book = load_rulebook(BAD / "rulebook")
    assert check(book) == []
    assert {note.what for note in notes(book)} == {
        "no rule uses the kind of fact `report` [unused]",
        "no rule uses the kind of fact `opening` [unused]",
    }
    assert set(lower(book).norms) == {
        "1 CFR 1.1(a) mend",
        "1 CFR 1.1(a) close",
        "1 CFR 1.1(b) granted",
        "1 CFR 1.1(c) close one line",
    }


def test_every_stored_message_has_its_bad_file() -> None:
    """No stored message outlives what it is about, and there are many of both."""
    assert [path.name for path in STORED if path.parent.name == "case"] == [f"{name}.txt" for name in CASES]
    assert [path.name for path in STORED if path.parent.name == "rules"] == [f"{name}.txt" for name in RULES]
    assert len(CASES) >= 40
    assert len(RULES) >= 25


@pytest.mark.parametrize("path", STORED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_messages_keep_the_house_style(path: Path) -> None:
    """A message begins in lower case or with a quoted word, ends without a period, and knows nothing of Python."""
    for line in path.read_text("utf-8").splitlines():
        what = re.sub(r"^(\S+?(:\d+:\d+)?: |  help: )", "", line)
        assert not what[0].isupper() or line.startswith("  help: "), line
        assert not what.endswith("."), line
        foreign = r"scalar|Mapped|Listed|\bNone\b|\bdict|\bmapping\b|\bstr\b|Error|Traceback|Interval|<\w|tuple|pydantic|\{'|\['"
        assert not re.search(foreign, what), line


@pytest.mark.parametrize("path", STORED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_places_are_those_of_what_is_wrong(path: Path) -> None:
    """Where a message quotes a word of the file, that word stands at the place it names, or a key of it does."""
    for line in path.read_text("utf-8").splitlines():
        found = re.match(r"(\S+?):(\d+):(\d+): (?:unknown [^`]*|`[\w ]+` names |`[\w ]+`: )`([^`…]+)`", line)
        if found is None:
            continue
        folder = path.parent / path.stem if path.parent.name == "rules" else path.parent
        source = folder / found[1].removeprefix("rules/")
        rest = source.read_text("utf-8").splitlines()[int(found[2]) - 1][int(found[3]) - 1 :]
        pointed = rest.lstrip("\"'no ").startswith(found[4].lstrip("\"'no ")) or found[4] in rest.split(":")[0]
        assert pointed or rest.startswith("calendar"), line


# --- everything at once, and nothing half done ---------------------------------------------------------------------


def test_seven_mistakes_are_seven_problems() -> None:
    """A file with seven separate mistakes reports seven, one at each of their lines."""
    lines = (BAD / "case" / "seven_slips.yaml.txt").read_text("utf-8").splitlines()
    assert [int(line.split(":")[1]) for line in lines if not line.startswith("  ")] == [5, 10, 12, 14, 15, 17, 19]


def test_mistakes_of_all_files_are_told_together(load: Load) -> None:
    """What is wrong in a case and in the suppositions laid over it comes in one refusal."""
    problems = told(lambda: load(HEADER + NOTICE + "  - mitigatio: {}\n", suppose="facts:\n  - notises: {}\n"))
    assert [problem.split(": ")[0] for problem in problems] == ["f.yaml:7:5", "s.yaml:2:5"]


def test_an_unreadable_fact_is_not_blamed_on_those_who_name_it(load: Load) -> None:
    """One slip in a kind gives one problem, although acts, corrections and determinations refer to the fact."""
    text = HEADER + NOTICE.replace("notice", "notise")
    text += "  - mitigation: {id: cut off, happened: 2022-07-08, by: provider, answers: letter}\n"
    text += "  - notice: {id: newer, happened: 2022-07-08, by: the FCC, to: provider, replaces: letter}\n"
    text += "determinations:\n  - {standard: effective mitigation, about: letter, says: no, by: the FCC}\n"
    assert len(told(lambda: load(text))) == 1


def test_an_unknown_zone_is_not_blamed_on_every_time(load: Load) -> None:
    """One slip in the zone gives one problem, although every time of the case is read in it."""
    text = (HEADER + NOTICE * 3).replace("New_York", "New_Yrok")
    assert [problem.split(": ")[0] for problem in told(lambda: load(text))] == ["f.yaml:2:7"]


def test_exact_repetition_is_no_mistake(load: Load) -> None:
    """A fact that stands three times in the same words is one fact."""
    assert [telling.id for telling in load(HEADER + NOTICE * 3).tellings] == ["letter"]


def test_two_sources_may_tell_one_fact(load: Load) -> None:
    """One id told differently by two sources is one event told two ways, no slip."""
    other = NOTICE.replace("2022-07-07", "2022-07-08").replace("}", ", source: mail}")
    assert {telling.root for telling in load(HEADER + NOTICE + other).tellings} == {"letter"}


def test_a_supposition_may_tell_a_fact_anew(load: Load) -> None:
    """What a case says may be supposed otherwise, under the same id."""
    other = "facts:\n" + NOTICE.replace("2022-07-07", "2022-07-08")
    assert len(load(HEADER + NOTICE, suppose=other).tellings) == 2


def test_an_hour_shown_twice_is_a_time_but_no_instant(load: Load) -> None:
    """An hour that the clock shows twice is an interval of a fact, and no instant to ask or to vouch for."""
    text = HEADER + NOTICE.replace("2022-07-07", "2022-11-06T01:30")
    case = load(text)
    assert case.tellings[0].time.latest - case.tellings[0].time.earliest == 61 * 60_000_000  # 01:30 EDT to 01:31 EST
    declared = "complete:\n  - {records: mitigation, about: provider, through: 2022-11-06T01:30}\n"
    assert "shows `2022-11-06T01:30` twice" in told(lambda: load(text + declared))[0]
    with pytest.raises(UsageError, match="shows `2022-11-06T01:30` twice"):
        to_instant("2022-11-06T01:30", case.zone)


@pytest.mark.parametrize("at", ["2022-03-13T02:30", "2022-02-30T12:00", "2022-07-08", "noon", "before 2022-07-08", ""])
def test_an_impossible_or_vague_instant_is_refused(at: str, load: Load) -> None:
    """An hour that the clock skips, a day that is none, a bare date, a word and a range are no instants to ask about."""
    zone = load(HEADER + NOTICE).zone
    with pytest.raises(UsageError, match="`at`: "):
        to_instant(at, zone)


OPTIONS = {
    "--at": "2022-07-10", "--known": "noon", "--law": "2017-01-01", "--reading": "dst=by the sun", "--presume": "some",
    "--as-if": "1 CFR 1.1(a)", "--engine": "durabel",
}  # fmt: skip


def test_wrong_options_are_told_with_the_case(tmp_path: Path) -> None:
    """Every wrong option is told by its name together with every problem of a case that cannot be read, and the command leaves with 4."""
    file = tmp_path / "f.yaml"
    file.write_text(HEADER + NOTICE + "  - notise: {}\n", encoding="utf-8")
    asked = [word for pair in OPTIONS.items() for word in pair]
    with pytest.raises(BadInput) as caught:
        CliRunner().invoke(app, ["assess", str(file), *asked], catch_exceptions=False, standalone_mode=False)
    assert sorted(problem.file for problem in caught.value.problems) == [*sorted(OPTIONS), str(file)]


def test_one_wrong_option_of_a_good_case_is_a_question_that_cannot_be_asked(tmp_path: Path) -> None:
    """A case that can be read leaves a wrong option what it is: a question that cannot be asked that way."""
    file = tmp_path / "f.yaml"
    file.write_text(HEADER + NOTICE, encoding="utf-8")
    for name, word in OPTIONS.items():
        at = [] if name == "--at" else ["--at", "2022-07-10T00:00:00Z"]
        with pytest.raises(UsageError):
            CliRunner().invoke(
                app, ["assess", str(file), *at, name, word], catch_exceptions=False, standalone_mode=False
            )


def test_a_name_of_a_file_is_told_in_plain_characters(tmp_path: Path) -> None:
    """A file whose name holds what a terminal would obey, or no text at all, is named by signs that do nothing."""
    for name in (b"a\x1b[31m\n.yaml", b"a\xff.yaml"):
        path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
        Path(path).write_bytes(b"case: c\n")
        (problem,) = told(lambda path=path: load_case(path, load_rulebook(BAD / "rulebook").vocabulary))
        assert problem.partition(": ")[0].isprintable()
        problem.encode("utf-8")


# --- what a folder of rules may hold


@pytest.mark.parametrize("link", ["a folder", "its own folder"])
def test_links_to_folders_are_told(link: str, tmp_path: Path) -> None:
    """A link to a folder is not followed, so whoever put rules there is told, and a link in a circle reads nothing twice."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    (tmp_path / "more").mkdir()
    (tmp_path / "rules" / "more").symlink_to(tmp_path / ("more" if link == "a folder" else "rules"))
    (problem,) = told(lambda: load_rulebook(tmp_path / "rules"))
    assert "rules/more: this link leads to a folder" in problem


def test_a_broken_definition_is_not_blamed_on_its_users(tmp_path: Path) -> None:
    """Definitions in a circle, and one that cannot be read, are told by themselves: not at each place that uses one."""
    extra = """section: 1 CFR 2.1
calendar: office
parties: {owner: whoever was notified}
paragraphs:
  (a):
    - effective: 2020-01-01
      authority: 85 FR 2
      gist: "[1: x]"
      definition late repair: {phrases: [1], arises from: {repair: {by: owner}}, when: [%s]}
      definition good day: {phrases: [1], arises from: {repair: {by: owner}}, when: [late repair: {as: repair, how: by hand}]}
      burden patch: {phrases: [1], bearer: owner, arises from: {notice: {to: owner}}, done by: {late repair: {by: owner, how: by hand}}}
"""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    for item, words in (
        ("good day: {as: repair}", "in a circle"),
        ("repair: {by: owner, hou: by hand}", "unknown field `hou`"),
    ):
        (tmp_path / "rules" / "extra.yaml").write_text(extra % item, encoding="utf-8")
        found = [str(problem) for problem in check(load_rulebook(tmp_path / "rules"))]
        assert [problem for problem in found if "unknown" in problem or "circle" in problem] == found
        assert len(found) == 1
        assert words in found[0]


# --- types that no kind of fact of the rules has yet ---------------------------------------------------------------


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], object]:
    """Reads one value of a repair, in a vocabulary that has fields of all plain types."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    words = (BAD / "rulebook" / "vocabulary.yaml").read_text("utf-8")
    more = "parts: number, price: money, hour: clock time, note of it: text"
    (tmp_path / "rules" / "vocabulary.yaml").write_text(words.replace("parts: number", more), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    vocabulary = load_rulebook("rules").vocabulary

    def value(field: str, text: str) -> object:
        case = f"case: c\nfacts:\n  - repair: {{id: a, by: the Office, {field}: {json.dumps(text)}}}\n"
        Path("f.yaml").write_text(case, encoding="utf-8")
        return load_case("f.yaml", vocabulary).tellings[0].fields[field]

    return value


@pytest.mark.parametrize(
    ("field", "text", "what"),
    [
        *(
            ("parts", text, "is not a number")
            for text in ("three", "1e5", "NaN", "½", "１２", "1_000", "--1", "1,5", "0x10")
        ),
        *(
            ("price", text, "is not an amount in dollars")
            for text in ("ten", "10 EUR", "1,00 USD", "10.5 USD", "-10 USD")
        ),
        *(
            ("hour", text, "is not an hour of the day")
            for text in ("24:00", "8:00", "17.30", "5 pm", "17:60", "17:30Z")
        ),
    ],
)
def test_values_of_the_wrong_type_are_refused(
    field: str, text: str, what: str, typed: Callable[[str, str], object]
) -> None:
    """A number, an amount or an hour that is none is refused at its place, with the word that was written."""
    (problem,) = told(lambda: typed(field, text))
    assert re.match(rf"f\.yaml:3:\d+: `{field}`: `{re.escape(text)}` {what}", problem)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("parts", "12", Decimal(12)),
        ("parts", "-0.5", Decimal("-0.5")),
        ("price", "42530 USD", Decimal(42530)),
        ("price", "$1,042,530.50", Decimal("1042530.50")),
        ("hour", "08:00", "08:00"),
        ("hour", "23:59:59", "23:59:59"),
        ("note of it", "same as ever: redacted?", "same as ever: redacted?"),
    ],
)
def test_values_of_the_right_type_are_read(
    field: str, text: str, value: object, typed: Callable[[str, str], object]
) -> None:
    """Numbers and amounts are exact decimals, so that rules may compare them; hours and texts stay as written."""
    assert typed(field, text) == value


# --- hostile sizes -------------------------------------------------------------------------------------------------


def as_lines(facts: list[dict[str, object]]) -> str:
    header = {"case": "made by a test", "zone": "America/New_York", "parties": {"provider": {"name": "A Provider"}}}
    letter = {"notice": {"id": "letter", "happened": "2022-07-07", "by": "the FCC", "to": "provider"}}
    return "\n".join(json.dumps(line) for line in [header, letter, *facts])


def act(id: str, **more: object) -> dict[str, object]:
    return {"mitigation": {"id": id, "happened": "2022-07-08", "by": "provider", **more}}


def test_many_facts_are_read(load: Load) -> None:
    """Five thousand acts that answer one letter are all there."""
    case = load(as_lines([act(f"act {n}", answers="letter") for n in range(5_000)]), "f.jsonl")
    assert len(case.tellings) == 5_001


def test_more_than_a_file_may_hold_is_refused(load: Load) -> None:
    """A file of more keys and values than a tree may have is read no further."""
    text = '{"case": "c", "facts": [' + "1, " * 400_000 + "1]}"
    assert "400,000 keys and values" in told(lambda: load(text, "f.json"))[0]


def test_long_chains_of_corrections_are_followed(load: Load) -> None:
    """The last of three thousand corrections of one fact still knows the first, whatever their order."""
    chain = [act(f"a{n}", replaces=f"a{n - 1}") if n else act("a0") for n in range(3_000)]
    for facts in (chain, chain[::-1]):
        roots = {telling.root for telling in load(as_lines(facts), "f.jsonl").tellings}
        assert roots == {"a0", "letter"}


def test_a_long_circle_is_told_once_and_short(load: Load) -> None:
    """Three thousand facts that replace each other in a circle make one problem of readable length."""
    facts = [act(f"a{n}", replaces=f"a{(n + 1) % 3_000}") for n in range(3_000)]
    (problem,) = told(lambda: load(as_lines(facts), "f.jsonl"))
    assert "corrections in a circle" in problem
    assert len(problem) < 300


@pytest.mark.parametrize(
    "fact",
    [
        act("x" * 1_000_000),
        act("cut off", answers="x" * 1_000_000),
        act("cut off", replaces="x" * 1_000_000),
        act("cut off", traffic=["x" * 1_000_000]),
        {"mitigation": {"happened": "9" * 1_000_000}},
        {"mitigation": {"by": "x" * 1_000_000}},
        {"x" * 1_000_000: {"id": "a"}},
        {"mitigation": {"x" * 1_000_000: "a"}},
        {"notice": {"by": "the FCC", "time allowed": "9" * 1_000_000 + " days"}},
        {"notice": {"by": "the FCC", "elements": ["x" * 1_000_000]}},
        {"blocking": {"relies on": "47 CFR " + "(a)" * 300_000}},
        {"traffic": {"id": "x" * 1_000_000}},
        {"traffic": {"id": "a", "roles": {"provider": "x" * 1_000_000}}},
    ],
    ids=lambda fact: re.sub(r"(.)\1{9,}|(\(a\)){9,}", "…", json.dumps(fact))[:60],
)
def test_a_word_of_a_million_letters_is_refused_in_few(fact: dict[str, object], load: Load) -> None:
    """Whatever a word of a megabyte stands for, the message about it can be read."""
    problems = told(lambda: load(as_lines([fact]), "f.jsonl"))
    assert problems
    assert all(len(problem) < 1_000 for problem in problems)


def test_a_case_with_thousands_of_mistakes_shows_the_first_thousand(load: Load) -> None:
    """Five thousand references to nothing are told up to a thousand, and the message says that there are more."""
    problems = told(lambda: load(as_lines([act(f"a{n}", answers=f"b{n}") for n in range(5_000)]), "f.jsonl"))
    assert problems[0] == "f.jsonl: only the first 1,000 of 5,000 problems are shown"
    assert len(problems) == 1_001


def test_thousands_of_unknown_parties_are_told(load: Load) -> None:
    """Who is named in five thousand facts and declared nowhere is reported, without endless search for a near name."""
    facts: list[dict[str, object]] = [{"mitigation": {"by": f"party number {n}"}} for n in range(5_000)]
    assert len(told(lambda: load(as_lines(facts), "f.jsonl"))) == 1_001


def test_advice_in_a_vocabulary_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand unknown kinds in one group the first hundred get advice, and a word too long to be a name gets none."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    page = tmp_path / "rules" / "vocabulary.yaml"
    text = page.read_text("utf-8")
    words = [f"repair{n}" for n in range(10_000)]
    monkeypatch.chdir(tmp_path)

    def advised(members: list[str]) -> list[bool]:
        page.write_text(text.replace("[repair, report]", f"[{', '.join(members)}]"), encoding="utf-8")
        return ["\n  help: did you mean" in problem for problem in told(lambda: load_rulebook("rules"))]

    assert sum(advised(words)) == 100
    assert advised(["repair" * 100_000]) == [False]
    assert advised(["repairs"]) == [True]


@pytest.mark.parametrize("levels", [62, 65, 500, 100_000])
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_deep_nesting_is_refused(levels: int, form: str, load: Load) -> None:
    """A source nested too deeply is refused, by the reader of the file or by the type of the value."""
    nested = "[" * levels + "]" * levels
    text = '{"case": "c", "facts": [{"notice": {"source": ' + nested + "}}]}"
    (problem,) = told(lambda: load(text, f"f.{form}"))
    assert "nested deeper than 64 levels" in problem or "`source` should be a single value" in problem


@pytest.mark.parametrize(
    "demands",
    [[{"do": "mitigation"}] * 1_000, [{"all of": ["mitigation"] * 100_000}], [{"all of": ["mitigation"] * 250}] * 2],
    ids=["a thousand", "all of a hundred thousand", "twice two hundred and fifty, and the two"],
)
def test_too_many_demands_are_refused(demands: list[object], load: Load) -> None:
    """One letter cannot make so many demands that answering it takes for ever."""
    notice = {"notice": {"id": "second", "by": "the FCC", "to": "provider", "demands": demands}}
    (problem,) = told(lambda: load(as_lines([notice]), "f.jsonl"))
    assert "demands in one document\n  help: at most 500 are read" in problem


# --- encodings and paths -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "Café"),
        ("utf-16-le", "Café"),
        ("utf-16-be", "Café"),
        ("utf-32", "Café"),
        ("latin-1", "Café"),
        ("cp1252", "“Café”"),
        ("cp437", "Café"),
        ("shift-jis", "プロバイダー"),
    ],
)
def test_other_encodings_are_refused(encoding: str, name: str, load: Load) -> None:
    """A case saved in another encoding is never read as if it were UTF-8."""
    text = (HEADER + NOTICE).replace("A Provider", name)
    assert told(lambda: load(text.encode(encoding)))


def test_a_byte_order_mark_and_windows_line_ends_are_harmless(load: Load) -> None:
    """What a Windows editor adds to UTF-8 changes nothing."""
    text = "\ufeff" + (HEADER + NOTICE).replace("\n", "\r\n")
    assert [telling.id for telling in load(text).tellings] == ["letter"]


PATHS: list[tuple[str, str]] = [
    ("missing.yaml", "there is no such file"),
    ("nowhere/case.yaml", "there is no folder `nowhere`"),
    ("folder.yaml", "this is a folder, not a file"),
    ("case.txt", "the ending of this file does not say how it is written"),
    ("case", "the ending of this file does not say how it is written"),
    ("good.yaml/case.yaml", "one of the folders in this path is a file"),
    ("broken.yaml", "this link points to `gone.yaml`, which is not there"),
    ("circle.yaml", "cannot be read"),
    ("", "an empty path names no file"),
    ("nul\0.yaml", "no file can have such a name"),
    ("x" * 5_000 + ".yaml", "cannot be read"),
    ("pipe.yaml", "this is a pipe, not a file"),
    ("huge.jsonl", "and at most 33,554,432 are read"),
]


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which everything goes wrong that can go wrong with a path."""
    monkeypatch.chdir(tmp_path)
    Path("good.yaml").write_text(HEADER + NOTICE, encoding="utf-8")
    Path("folder.yaml").mkdir()
    for name in ("case.txt", "case"):
        shutil.copy("good.yaml", name)
    Path("broken.yaml").symlink_to("gone.yaml")
    Path("circle.yaml").symlink_to("circle.yaml")
    os.mkfifo("pipe.yaml")
    with open("huge.jsonl", "wb") as stream:
        stream.truncate(40 * 2**20)
    return tmp_path


@pytest.mark.parametrize(("path", "what"), PATHS, ids=lambda each: repr(each[:24]))
def test_unreadable_paths_are_refused(path: str, what: str, vocabulary: Vocabulary, paths: Path) -> None:
    """A path that gives no case is refused for its reason, as the case itself and as a supposition over a good one."""
    for load in (lambda: load_case(path, vocabulary), lambda: load_case("good.yaml", vocabulary, [path])):
        (problem,) = told(load)
        assert what in problem


def test_all_unreadable_files_are_told_at_once(vocabulary: Vocabulary, paths: Path) -> None:
    """Of a case and two suppositions that cannot be read, all three are named."""
    problems = told(lambda: load_case("missing.yaml", vocabulary, ["folder.yaml", "case.txt"]))
    assert [problem.split(": ")[0] for problem in problems] == ["case.txt", "folder.yaml", "missing.yaml"]


@pytest.mark.parametrize("missing", ["vocabulary.yaml", "readings.yaml", "questions.yaml"])
def test_a_rulebook_lacks_no_file(missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its words, readings or questions a rulebook is not read, and the missing file is named."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    (tmp_path / "rules" / missing).unlink()
    monkeypatch.chdir(tmp_path)
    assert told(lambda: load_rulebook("rules")) == [f"rules/{missing}: this file is missing from the rulebook"]


@pytest.mark.parametrize("name", ["one\nrules/section.yaml", "tab\there", "turned\u202e", "bell\a"])
def test_a_name_that_cannot_be_seen_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule file, or a folder of rules, with a sign in its name that cannot be seen is a problem, told in one line."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    odd = Path("rules", f"{name}.yaml")
    odd.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(BAD / "rulebook" / "rulebook.yaml", odd)
    found = told(lambda: load_rulebook("rules"))
    assert any("the name of this file holds a sign that cannot be seen" in each for each in found)
    assert all(each.split("\n  help: ")[0].isprintable() for each in found)


@pytest.mark.parametrize("folder", ["nowhere", "rules/section.yaml", ""])
def test_a_rulebook_is_a_folder(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that is no folder of rules is refused."""
    shutil.copytree(BAD / "rulebook", tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CallrulesError):
        load_rulebook(folder)


@pytest.mark.parametrize("command", ["assess", "explain", "demo"])
def test_two_formats_are_one_too_many(command: str) -> None:
    """Who asks for Markdown and for JSON in one breath gets neither of them in the place of the other."""
    arguments = [command, *(["case.yaml"] if command != "demo" else []), "--format", "md", "--json"]
    told = CliRunner().invoke(app, arguments)
    assert isinstance(told.exception, UsageError)
    assert str(told.exception).startswith("`--format md` and `--json` ask for two formats")


# --- what is contradictory, and no mistake -------------------------------------------------------------------------


def test_equals_who_disagree_leave_it_disputed() -> None:
    """Two auditors who contradict each other on one cut-off leave the burden undetermined and disputed, and both are named."""
    auditors = {name: {"name": f"Auditor {name}", "office": "auditor"} for name in ("one", "two")}
    words = [letters.word("effective mitigation", "cutoff", says, by) for says, by in (("yes", "one"), ("no", "two"))]
    case = letters.letter(letters.cutoff(), words=tuple(words), declared=(letters.complete(),), people=auditors)
    record = letters.assessed(case)
    findings = record.document()["findings"]  # (n)(2) of that day asks for mitigation too, as a duty
    [mitigate] = [f for f in findings if f["name"] == "mitigate" and f["citation"] == "47 CFR 64.1200(k)(4)"]
    assert (mitigate["status"], mitigate["disputed"]) == ("undetermined", True)
    told_in_words = text(report(record))
    assert "Auditor one" in told_in_words
    assert "Auditor two" in told_in_words
    higher = letters.letter(letters.cutoff(), words=(*words, letters.word("effective mitigation", "cutoff")),
                            declared=(letters.complete(),), people=auditors)  # fmt: skip
    assert letters.assessed(higher).about("mitigate")[0].status == "discharged"  # the Bureau ranks above both


def test_a_correction_of_a_correction_counts() -> None:
    """A cut-off dated too late, corrected to be in time, corrected to be too late again: the last word known is the one that counts."""
    days = ("2022-07-10T09:00", "2022-07-08T15:00", "2022-07-10T09:00")
    told_when = ("2022-07-10T10:00:00", "2022-07-11T10:00:00", "2022-07-12T10:00:00")
    facts = [letters.cutoff(day, f"told-{n}") for n, day in enumerate(days)]
    for number, (fact, when) in enumerate(zip(facts, told_when, strict=True)):
        fact["mitigation"] |= {"recorded": when} | ({"replaces": f"told-{number - 1}"} if number else {})
    words = tuple(letters.word("effective mitigation", f"told-{n}") | {"dated": "2022-07-10"} for n in range(3))
    case = letters.letter(*facts, words=words, declared=(letters.complete(),))
    known = [f"{when[:11]}11:00:00-04:00" for when in told_when]
    statuses = [
        letters.assessed(case, "2022-07-10T12:00:00-04:00", known=k).about("mitigate")[0].status
        for k in ("2022-08-02T00:00:00-04:00",)
    ]
    assert statuses == ["not discharged"]
    declared = {**letters.complete(), "dated": "2022-07-10T10:00:00", "through": "2022-07-10T09:59:59"}
    early = letters.letter(*facts, words=words, declared=(declared,))
    found = [letters.assessed(early, "2022-07-10T09:30:00-04:00", known=k).about("mitigate")[0].status for k in known]
    assert found == ["not discharged", "discharged", "not discharged"]
