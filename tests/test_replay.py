"""Records made again: identical to the byte, or every difference named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gaps import Plan, told
from hypothesis import Phase, given, settings
from letters import AT, complete, cutoff, letter, word
from situations import MITIGATE, case_of
from strategies import plans
from typer.testing import CliRunner

from evaluator import BadInput, Case, Record, Rulebook, assess
from evaluator.doors.cli import app, main
from evaluator.doors.demos import FOLDER, demo_case
from evaluator.doors.record_model import RecordModel
from evaluator.doors.replay import Replay, replay
from evaluator.doors.stored import Stored, read_record
from evaluator.doors.verified import verify
from evaluator.passes.record import canonical, digest
from evaluator.words import nodes

RULES = Path(__file__).parent.parent / "rules"
BAD = Path(__file__).parent / "bad_input" / "record"
RECORDS = sorted(path.name for path in BAD.iterdir() if path.suffix != ".txt")
DEMO = FOLDER / "sipkonnect.yaml"
CASE = letter(cutoff(), words=(word("effective mitigation", "cutoff"),), declared=(complete(),))


def stored(text: str) -> Stored:
    """A record as a file would hold it."""
    return Stored("record.json", text, json.loads(text))


def again(text: str, case: Case = CASE, rulebook: Rulebook | None = None) -> Replay:
    """A record made again."""
    return replay(stored(text), rulebook or Rulebook.load(), lambda: case)


def made(**how: Any) -> Record:
    """The record of a letter that was answered in time."""
    return assess(Rulebook.load(), CASE, **{"at": AT, **how})


# -- identical


@settings(max_examples=25, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
@given(plans())
def test_every_record_replays(plan: Plan) -> None:
    """The record of any case, read back from its text, is made again to the byte, from the same facts read anew."""
    data = told(plan)
    record = assess(Rulebook.load(), case_of(data), at=plan.at, readings=plan.readings)
    text = record.to_json()
    RecordModel.model_validate(json.loads(text))
    assert again(text, case_of(data)).identical


def test_a_backslash_hides_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A sound record with a backslash before a `b` is read as any other; a sign that is written hidden is found behind one, too."""
    case, file = letter(cutoff(id="trunk\\blue")), tmp_path / "record.json"
    text = assess(Rulebook.load(), case, at=AT).to_json()
    assert r"trunk\\blue" in text
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(nodes, "MAX_NODES", 10)  # as of a record that is too large to be read with its places
    assert read_record(file).document == json.loads(text)
    file.write_text(text.replace(r"\\blue", r"\\\u001bblue"), encoding="utf-8")
    with pytest.raises(BadInput, match="more than 10 keys"):
        read_record(file)


@pytest.mark.parametrize(
    "how",
    [
        {"known": "2022-07-09T00:00:00-04:00"},
        {"law": "2020-10-14"},
        {"law": "2018-02-12"},
        {"readings": {"dst": "wall clock", "relapse_window": "new notice needed"}},
        {"readings": {"dst": "elapsed time"}},
        {"presume": False},
        {"at": "2022-07-10T00:00:00.000001-04:00"},
    ],
    ids=str,
)
def test_a_record_holds_all_it_needs_to_be_made_again(how: dict[str, Any]) -> None:
    """Whatever an assessment was asked with is in the head of its record: the three instants, readings, presumptions."""
    text = made(**how).to_json()
    assert again(text).identical
    assert again(text).record is not None


def test_a_record_is_of_what_was_known() -> None:
    """A record of what was known at an instant replays from a file to which later facts were added since."""
    known = "2022-07-11T00:00:00-04:00"
    later = word("effective mitigation", "cutoff") | {"recorded": "2022-07-12"}
    before, after = letter(cutoff(), declared=()), letter(cutoff(), words=(later,), declared=())
    text = assess(Rulebook.load(), before, at=AT, known=known).to_json()
    assert again(text, after).identical
    assert not again(assess(Rulebook.load(), before, at=AT).to_json(), after).identical


def test_facts_may_be_written_otherwise(tmp_path: Path) -> None:
    """The same facts in another file, order and form are the same facts."""
    book = Rulebook.load()
    text = assess(book, Case.load(DEMO, rulebook=book), at=AT).to_json()
    other = tmp_path / "other.yaml"
    other.write_text(
        "# the same\n"
        + DEMO.read_text("utf-8").replace("zone: America", 'zone: "America', 1).replace("New_York\n", 'New_York"\n', 1)
    )
    assert again(text, Case.load(other, rulebook=book)).identical


@pytest.mark.parametrize(
    ("end", "identical"), [("", True), ("\n", True), ("\r\n", False), ("\r", False), ("\n\n", False), (" ", False)]
)
def test_only_one_line_end_may_follow_a_record(end: str, identical: bool, tmp_path: Path) -> None:
    """A record is the same to the byte with one line feed behind it or none; with anything else it was changed."""
    file = tmp_path / "record.json"
    file.write_bytes(f"{made().to_json()}{end}".encode())
    assert replay(read_record(file), Rulebook.load(), lambda: CASE).identical == identical


def test_a_mark_before_a_record_is_no_part_of_it(tmp_path: Path) -> None:
    """A byte order mark that an editor put before a record can be read, and makes it another file."""
    file = tmp_path / "record.json"
    file.write_bytes(b"\xef\xbb\xbf" + made().to_json().encode())
    assert not replay(read_record(file), Rulebook.load(), lambda: CASE).identical


# -- a record that was tampered with


Tamper = Callable[[dict[str, Any]], object]


def flip(document: dict[str, Any]) -> None:
    """Another status in one finding."""
    next(f for f in document["findings"] if f"{f['citation']} {f['name']}" == MITIGATE)["status"] = "not discharged"


def an_hour_later(document: dict[str, Any]) -> None:
    """Another window in one finding."""
    due = next(f for f in document["findings"] if f["due"] and f["name"] == "mitigate")["due"]
    due["latest"] = due["latest"].replace("T04:", "T05:")


def in_a_proof(document: dict[str, Any]) -> None:
    """Another truth deep inside a proof."""
    document["findings"][0]["because"][0]["truth"] = "open"


TAMPERS: dict[str, tuple[Tamper, str]] = {
    "status": (flip, "`status`: `not discharged` in the record, `discharged` when made again"),
    "window": (an_hour_later, "`due.latest`: `2022-07-10T05:00:00Z` in the record, `2022-07-10T04:00:00Z` when made again"),
    "proof": (in_a_proof, "`because[0].truth`: `open` in the record, `yes` when made again"),
    "answer": (lambda d: d["answers"][0].update(status="yes"), "may-block-all toward blocker: `status`: `yes` in the record"),
    "finding removed": (lambda d: d["findings"].pop(0), "missing from the record; made again it is `discharged`"),
    "finding added": (lambda d: d["findings"].append({**d["findings"][0], "bearer": "fcc"}), "letter, fcc: in the record"),
    "finding twice": (lambda d: d["findings"].append(d["findings"][0]), "in the record (`discharged`), and not when made again"),
    "reordered": (lambda d: d["findings"].reverse(), "`order of findings`: "),
    "answers reordered": (lambda d: d["answers"].reverse(), "`order of answers`: "),
    "facts": (lambda d: d["case"].update(digest="0" * 64), "the facts are not those it was made from (000000000000; these are "),
    "instant": (lambda d: d.update(at="2022-07-08T04:00:00Z"), "`discharged` in the record, `pending` when made again"),
    "law": (lambda d: d.update(law="2018-02-12"), "`counterfactual`: `false` in the record, `true` when made again"),
    "reading": (lambda d: d.update(readings={"prong_B_report": "timely report is enough"}), "`readings"),
    "unknown reading": (lambda d: d.update(readings={"dts": "wall clock"}), "it cannot be made again: unknown reading `dts`"),
    "law before the rulebook": (lambda d: d.update(law="2017-12-31"), "made again: `law`: this rulebook does not hold the law"),
    "package": (lambda d: d.update(package="0.0.1"), "`package`: made by callrules 0.0.1; this is "),
    "engine": (lambda d: d["engine"].update(asked="columnar"), "made by the engine `columnar`, which is not here"),
    "engine answered": (lambda d: d["engine"].update(answered="durable"), "`engine.answered`: `durable` in the record, `reference`"),
    "counterfactual": (lambda d: d.update(counterfactual=True), "`counterfactual`: `true` in the record, `false` when made again"),
}  # fmt: skip


@pytest.mark.parametrize("resealed", [False, True], ids=["as it was sealed", "sealed anew"])
@pytest.mark.parametrize("name", TAMPERS)
def test_a_tampered_record_is_refused(name: str, resealed: bool) -> None:
    """Each change of a record is named, also where whoever made it put in the digest of the changed record."""
    tamper, expected = TAMPERS[name]
    document = json.loads(made().to_json())
    tamper(document)
    if resealed:
        document["digest"] = digest({**document, "digest": ""})
    found = again(canonical(document).decode())
    lines = list(found.lines())
    assert not found.identical
    assert any(expected in line for line in lines), lines
    assert any("its own digest is of other content" in line for line in lines) is not resealed


def test_an_instant_that_changes_nothing_is_still_tampering() -> None:
    """An instant moved within a span in which nothing changes is seen by the digest of the record alone."""
    text = made().to_json()
    assert '"at":"2022-07-10T04:00:00Z"' in text
    moved = text.replace('"at":"2022-07-10T04:00:00Z"', '"at":"2022-07-10T04:00:01Z"')
    assert any("its own digest" in line for line in again(moved).lines())


def test_a_record_written_otherwise_is_not_identical() -> None:
    """The same content with other white space is told as that, for a record is kept to the byte."""
    document = json.loads(made().to_json())
    [line] = again(json.dumps(document, indent=1)).lines()
    assert "it says the same, but is not written as it was" in line


def test_a_digest_alone_is_seen() -> None:
    """A digest that is not that of the record is named."""
    text = made().to_json()
    document = json.loads(text)
    [line] = again(text.replace(document["digest"], "f" * 64)).lines()
    assert line.endswith("it is not as it was written: its own digest is of other content")


def test_a_record_of_another_rulebook_names_it(tmp_path: Path) -> None:
    """A rulebook with one more comment is another rulebook: the record is not made again, and says which one it was made with."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    (folder / "readings.yaml").write_text((folder / "readings.yaml").read_text("utf-8") + "# one more\n", "utf-8")
    other, book = Rulebook.load(folder), Rulebook.load()
    [line] = again(made().to_json(), rulebook=other).lines()
    assert (
        f"made with the rulebook {book.version} ({book.digest[:12]}), and this is {other.version} ({other.digest[:12]})"
        in line
    )
    assert "--rules" in line


def test_other_damage_of_a_record_of_another_rulebook_is_told_too() -> None:
    """That a record is not as it was written needs no rulebook: `replay` and the proof checker say it beside what stopped them."""
    document = json.loads(made().to_json())
    document["rulebook"]["digest"] = "0" * 64
    document["findings"][0]["status"] = "fulfilled"
    first, second = again(json.dumps(document)).lines()
    assert "it was made with the rulebook" in first
    assert second.endswith("it is not as it was written: its own digest is of other content")
    said = [each.what for each in verify(document, Rulebook.load(), CASE)]
    assert said == [
        "it was made from another rulebook, or this one was changed since",
        "`digest` is not that of the rest of it: it is not as it was written",
    ]


def test_a_record_that_names_an_engine_without_proofs_is_told() -> None:
    """An engine that is here and writes no records is not called missing."""
    document = json.loads(made().to_json())
    document["engine"] = {"asked": "durable", "answered": "durable"}
    first, _ = again(json.dumps(document)).lines()
    assert first.endswith("it names the engine `durable`, and only the engine `reference` writes records")


@pytest.mark.parametrize("sign", ["\u202e", "\a", "\b", "\u2066", "\x9b"])
@pytest.mark.parametrize("escaped", [False, True])
def test_signs_that_cannot_be_seen_are_refused(sign: str, escaped: bool, tmp_path: Path) -> None:
    """A record in which a control or a mark that turns the writing stands, as no case can have it, is refused at its place."""
    file = tmp_path / "record.json"
    document = json.loads(made().to_json())
    document["case"]["name"] = f"a{sign}b"
    file.write_text(json.dumps(document, ensure_ascii=escaped), "utf-8")
    with pytest.raises(BadInput, match="holds an invisible"):
        read_record(file)


def test_the_name_of_a_case_is_told_in_one_line() -> None:
    """A case may have a name of several lines: it takes no line of its own in what `replay` says."""
    case = case_of({"case": "one\nrecord.json: identical to the byte", "zone": "UTC", "facts": []})
    record = assess(Rulebook.load(), case, at=AT)
    assert [len(line.splitlines()) for line in again(record.to_json(), case).lines()] == [1]


def test_a_ruling_is_no_record(tmp_path: Path) -> None:
    """What another engine said is told in one sentence to be no record, and not key by key."""
    file = tmp_path / "ruling.json"
    ruling = assess(Rulebook.load(), CASE, at=AT, engine="durable")
    file.write_text(json.dumps(ruling.document()), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_record(file)
    [problem] = caught.value.problems
    assert problem.what == "this is a ruling of the engine `durable`; only the engine `reference` writes records"


# -- the command


def run(*arguments: object) -> tuple[int, str]:
    """The exit code and what is printed."""
    result = CliRunner().invoke(app, [*map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_the_command_says_identical(tmp_path: Path) -> None:
    """A record from the command line replays from its case, and one of a demo without naming any file."""
    record = tmp_path / "record.json"
    record.write_text(run("assess", DEMO, "--at", AT, "--json")[1], "utf-8")
    assert run("replay", record, "--case", DEMO) == (
        0,
        f"{record}: identical to the byte (case `sipkonnect-2022`, at 2022-07-10T04:00:00Z)\n",
    )
    assert run("replay", record)[0] == 0
    record.write_text(run("demo", "--json")[1], "utf-8")
    assert run("replay", record)[0] == 0


def test_suppositions_are_named_again(tmp_path: Path) -> None:
    """The first file is the case and the next ones are laid over it, as `--suppose` did; without them it differs."""
    over, record = tmp_path / "over.yaml", tmp_path / "record.json"
    over.write_text(
        "facts:\n  - mitigation: {id: cut, happened: 2022-07-08T15:00, by: sipkonnect, answers: letter}\n", "utf-8"
    )
    record.write_text(run("assess", DEMO, "--suppose", over, "--at", AT, "--json")[1], "utf-8")
    assert run("replay", record, "--case", DEMO, "--case", over)[0] == 0
    code, text = run("replay", record, "--case", DEMO)
    assert code == 5
    assert "the facts are not those it was made from" in text


def test_a_difference_leaves_with_5(tmp_path: Path) -> None:
    """A flipped status exits 5 and is named, in words and as data."""
    record = tmp_path / "record.json"
    record.write_text(
        run("assess", DEMO, "--at", AT, "--json")[1].replace('"status":"pending"', '"status":"fulfilled"', 1), "utf-8"
    )
    assert run("replay", record, "--case", DEMO)[0] == 5
    code, text = run("replay", record, "--case", DEMO, "--json")
    document = json.loads(text)
    assert (code, document["identical"]) == (5, False)
    assert [each["key"] for each in document["differences"]] == ["status"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["replay", "nowhere.json"], 4, "nowhere.json: there is no such file"),
        (["replay", str(DEMO)], 4, ": this is no record: that is the JSON which `assess --json` prints"),
        (["assess", str(DEMO), "--at", AT, "--reading", "dts=wall clock"], 2, "unknown reading `dts`\n  help: did you mean `dst`?"),
        (["assess", str(DEMO), "--at", AT, "--reading", "dst=wall clok"], 2, "unknown option `wall clok` of the reading `dst`"),
        (["assess", str(DEMO), "--at", AT, "--reading", "x", "--reading", "dts=wall clock", "--reading", "dst=wall clok"], 2,
         "`--reading x` has no option\n  help: write `--reading NAME=OPTION`; `callrules show readings` lists them\n"
         "unknown reading `dts`\n  help: did you mean `dst`?\nunknown option `wall clok` of the reading `dst`"),
        (["explain", str(DEMO), "--at", AT, "--toward", "x", "--by", "y"], 2, "unknown party `x`"),
        (["explain", str(DEMO), "--at", AT, "--toward", "x", "--by", "y"], 2, "unknown party `y`"),
        (["explain", str(DEMO), ""], 2, "nothing here is called ``"),
        (["diff", "--from", "2020-01-01", "--to", "2020-01-02", "1 CFR 77(b)", "1 CFR 88(b)"], 2, "1 CFR 77(b)"),
        (["diff", "--from", "2020-01-01", "--to", "2020-01-02", "1 CFR 77(b)", "1 CFR 88(b)"], 2, "1 CFR 88(b)"),
        (["due", str(DEMO), "--at", AT, "--law", "2017-12-31"], 2, "the law of 2017-12-31\n  help: it holds the law from 2018-02-12"),
        (["explain", str(DEMO), "--at", AT, "--law", "2022"], 2, "`law`: `2022`"),
        (["assess", str(DEMO), "--at", AT, "--known", "2022-07-09"], 2, "`known`: `2022-07-09` is a day, not an instant"),
        (["assess", str(DEMO), "--at", AT, "--format", "svg", "--all-readings"], 2, "a picture shows one choice of readings"),
    ],
    ids=["no file", "a case", "reading", "option", "three readings", "toward", "by", "no name", "paragraph", "other",
         "law", "no day", "known", "picture"],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(
    arguments: list[str], code: int, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown file, reading or option and a day without law leave with their exit code and one clear message."""
    monkeypatch.setattr("sys.argv", ["callrules", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == code
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.out == ""


def test_a_record_whose_case_is_not_at_hand_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its case a record that is of no demo cannot be made again, and the case is named."""
    record = tmp_path / "record.json"
    record.write_text(made().to_json(), "utf-8")
    monkeypatch.setattr("sys.argv", ["callrules", "replay", str(record)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "was made from the case `example`, which a record does not hold" in capsys.readouterr().err


# -- what is no record


@pytest.mark.parametrize("name", RECORDS)
def test_every_bad_record_is_refused_with_its_stored_message(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no record, or a damaged one, gives exactly the message stored with it, each problem at its place."""
    monkeypatch.chdir(BAD)
    with pytest.raises(BadInput) as caught:
        read_record(name)
    assert f"{caught.value}\n" == (BAD / f"{name}.txt").read_text("utf-8")


def test_every_stored_record_message_has_its_file() -> None:
    """No stored message outlives its bad record."""
    assert sorted(path.name for path in BAD.glob("*.txt")) == [f"{name}.txt" for name in RECORDS]
    assert len(RECORDS) >= 10


def test_the_demo_replays_at_any_instant() -> None:
    """What is supposed beside a demo reaches to the instant asked about, and the record still finds its facts."""
    book = Rulebook.load()
    case, at = demo_case("sipkonnect", "2022-07-12T00:00:00-04:00", book)
    assert again(assess(book, case, at=at).to_json(), case).identical


def test_a_record_of_other_facts_is_told_in_few_words() -> None:
    """With another case all else follows from the other facts: that is said, and not each line of it."""
    other = letter(cutoff("2022-07-11T09:00"))
    lines = list(again(made().to_json(), other).lines())
    assert "`case.digest`: the facts are not those it was made from" in lines[0]
    assert len(lines) == 2
    assert lines[1].endswith("more differences, as of other facts; `--json` names each")


def test_a_record_is_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who assesses a record again is told what it is in one sentence, not each key of it."""
    file = tmp_path / "record.json"
    book = Rulebook.load()
    file.write_text(
        assess(book, Case.load(DEMO, rulebook=book), at="2022-07-10T00:00:00-04:00").to_json(), encoding="utf-8"
    )
    with pytest.raises(BadInput) as refused:
        Case.load(file, rulebook=book)
    assert [problem.what for problem in refused.value.problems] == ["this is what an assessment printed, and no case"]
