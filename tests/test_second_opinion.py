from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from engines_made import NAME, Breaking, Dying, Hanging, Made, leaving_out, other_status, put
from typer.testing import CliRunner, Result

from evaluator import IntegrityError, Record, Rulebook, Ruling, UsageError, assess, demo
from evaluator.doors.cli import app
from evaluator.doors.demos import demo_case
from evaluator.doors.replay import replay
from evaluator.doors.stored import read_record
from evaluator.engines import registry
from evaluator.engines.agreement import compared
from evaluator.engines.opinions import Answered, Found, NoOpinion, Opinion
from evaluator.engines.second import Disagreement
from evaluator.passes.record import digest
from evaluator.passes.verify import Verifier

AT = "2022-07-10T00:00:00-04:00"
DEMO = str(Path(__file__).parent.parent / "evaluator" / "demos" / "sipkonnect.yaml")
MITIGATE = "47 CFR 64.1200(k)(4) mitigate"


def supposed(**more: Any) -> Record:
    """The demo letter with nothing done about it and all records complete, with a second opinion."""
    record: Record = assess(Rulebook.load(), demo_case("sipkonnect", AT, Rulebook.load())[0], at=AT, **more)
    return record


def told(*arguments: str) -> Result:
    """A command about the demo letter."""
    return CliRunner().invoke(app, [*arguments, DEMO, "--at", AT])


def code(result: Result) -> int:
    """The exit code of a command as the program leaves with it."""
    from evaluator.doors.leaving import leave

    return leave(result.exception) if isinstance(result.exception, IntegrityError | UsageError) else result.exit_code


# -- laid side by side


def test_the_same_words_agree() -> None:
    """An engine that says the same agrees, and what was compared is counted: every finding and every answer."""
    one = Opinion("one", (Found("n", "letter", "a", "", "pending", (1, 2)),), (Answered("q", "a", "", "no"),), {}, ())
    found = compared(one, one._replace(engine="two"))
    assert (found.agreed, found.findings, found.answers) == (True, 1, 1)


@pytest.mark.parametrize(
    "other",
    [
        Found("n", "letter", "a", "", "missed", (1, 2)),
        Found("n", "letter", "a", "", "pending", (1, 3)),
        Found("n", "letter", "a", "", "pending", None),
        Found("n", "letter", "b", "", "pending", (1, 2)),
        Found("n", "reply", "a", "", "pending", (1, 2)),
        Found("m", "letter", "a", "", "pending", (1, 2)),
    ],
)
def test_any_other_word_is_a_difference(other: Found) -> None:
    """Another status, either end of the window, another party, fact or norm: each is a difference that names both sides."""
    one = Opinion("one", (Found("n", "letter", "a", "", "pending", (1, 2)),), (), {}, ())
    found = compared(one, one._replace(engine="two", findings=(other,)))
    assert not found.agreed
    said = {entry for each in found.differences for entry in each.said if entry is not None}
    assert said == {one.findings[0], other}


def test_what_stands_twice_has_to_stand_twice() -> None:
    """Two findings of one norm about one fact are compared as often as they are there, in any order."""
    twice = (Found("n", "letter", "a", "", "pending", None), Found("n", "letter", "a", "", "missed", None))
    one = Opinion("one", twice, (), {}, ())
    assert compared(one, one._replace(engine="two", findings=twice[::-1])).agreed
    [lacking] = compared(one, one._replace(engine="two", findings=twice[:1])).differences
    assert lacking.said == (twice[1], None)


def test_what_is_not_decided_is_left_out() -> None:
    """A norm or question that either engine declares it does not decide is no difference, and is not counted as compared."""
    one = Opinion("one", (Found("n", "letter", "a", "", "pending", None),), (Answered("q", "a", "", "no"),), {}, ())
    other = Opinion("two", (), (), {"n": "no dates", "q": "no dates"}, ())
    found = compared(one, other)
    assert (found.agreed, found.findings, found.answers) == (True, 0, 0)
    assert compared(other, one).agreed


# -- the Python door


def test_agreement_is_written_into_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with a second opinion says by which engine, how much was compared and what the engine shares; all else stays as it was."""
    put(monkeypatch, Made())
    plain, record = supposed().document(), supposed(second_opinion=True)
    document = record.document()
    second = document.pop("second_opinion")
    assert second == {
        "engine": NAME,
        "agreed": True,
        "why_none": None,
        "compared": {"findings": len(plain["findings"]), "answers": len(plain["answers"])},
        "unsupported": [],
        "shared": ["the whole of the reference"],
    }
    assert {**document, "digest": ""} == {**plain, "digest": ""}
    assert record.verify() == ()


def test_a_difference_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engines differ there is no record: the error names the norm by its citation, the party, both statuses and both ends."""
    put(monkeypatch, Made(other_status))
    with pytest.raises(Disagreement) as refusal:
        supposed(second_opinion=True)
    line = next(line for line in str(refusal.value).splitlines() if MITIGATE in line)
    assert "on letter, sipkonnect: `not discharged`, due" in line
    assert "(reference), `discharged`, due" in line
    assert "Sat 9 July 2022 00:00" in line  # 48 hours after the first instant of July 7
    assert "Sat 9 July 2022 00:00:01" in line  # the end that the other engine says


@pytest.mark.parametrize(
    ("engine", "why"),
    [
        (Hanging(), "gave no answer within 0.2 seconds"),
        (Dying(), "ended before it answered (exit code -9)"),
        (Breaking(), "failed (KeyError)"),
    ],
)
def test_a_failure_is_no_second_opinion(monkeypatch: pytest.MonkeyPatch, engine: Made, why: str) -> None:
    """An engine that hangs, is killed or breaks gives no second opinion: the reference's answer is untouched and the record says why."""
    put(monkeypatch, engine)
    record = supposed(second_opinion=True)
    second = record.document()["second_opinion"]
    assert (second["agreed"], second["compared"]) == (None, None)
    assert why in second["why_none"]
    assert [f.status for f in record.findings] == [f.status for f in supposed().findings]
    assert record.verify() == ()


def test_an_engine_that_is_not_there_is_no_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library of an engine is missing, as on a Python without it, that is said and nothing breaks."""
    monkeypatch.setitem(registry.ENGINES, NAME, ("evaluator.engines.nowhere", "Nothing"))
    monkeypatch.delitem(registry._MADE, NAME, raising=False)
    second = supposed(second_opinion=True).second
    assert second is not None
    assert second.words() == (
        "No second opinion: the engine `durable` cannot be loaded here (there is no `evaluator.engines.nowhere`)."
    )


def test_norms_left_out_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other engine does not decide is listed with its reason, and not counted as compared."""
    put(monkeypatch, Made(leaving_out({MITIGATE: "no relapses", "may-block-all": "no relapses"})))
    record = supposed(second_opinion=True)
    second = record.document()["second_opinion"]
    assert second["unsupported"] == [{"why": "no relapses", "names": [MITIGATE, "may-block-all"]}]
    assert second["compared"]["findings"] == sum(f.norm.id != MITIGATE for f in record.findings)
    assert record.verify() == ()


def test_a_second_opinion_is_asked_beside_the_reference() -> None:
    """No second opinion is asked of the engine that answers itself."""
    with pytest.raises(UsageError, match="beside `reference`"):
        supposed(engine=NAME, second_opinion=True)


def test_an_unknown_engine_is_refused_with_the_nearest_name() -> None:
    """A slip in the name of an engine is a question that cannot be asked that way."""
    with pytest.raises(UsageError, match="did you mean `durable`"):
        supposed(engine="durabel")


def test_an_engine_by_itself_gives_no_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another engine alone gives statuses, ends and answers, the same as the reference's, and says that it gives no reasons."""
    put(monkeypatch, Made())
    ruling = assess(Rulebook.load(), demo("sipkonnect"), at=AT, engine=NAME)
    record = assess(Rulebook.load(), demo("sipkonnect"), at=AT)
    assert isinstance(ruling, Ruling)
    assert sorted(f.status for f in ruling.findings) == sorted(f.status for f in record.findings)
    document = json.loads(ruling.to_json())
    assert document["engine"] == {"asked": NAME, "answered": NAME}
    assert document["format"] == "callrules ruling 1"
    assert "gives no reasons" in "\n".join(ruling.lines())


def test_an_engine_alone_that_fails_gives_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing falls back in silence: an engine asked alone that cannot answer is an error, not the reference's answer."""
    put(monkeypatch, Dying())
    with pytest.raises(IntegrityError, match="gives no answer: its process ended"):
        assess(Rulebook.load(), demo("sipkonnect"), at=AT, engine=NAME)


# -- kept records


def test_a_record_with_a_second_opinion_replays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A record with agreement, or without a second opinion because the engine died that day, is made again to the byte."""
    for number, engine in enumerate((Made(), Dying())):
        put(monkeypatch, engine)
        file = tmp_path / f"{number}.json"
        file.write_text(supposed(second_opinion=True).to_json(), "utf-8")
        put(monkeypatch, Made())
        case = demo_case("sipkonnect", AT, Rulebook.load())[0]
        assert replay(read_record(file), Rulebook.load(), lambda case=case: case).identical


def test_agreement_that_is_not_there_again_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A replay in which the other engine fails says so: the agreement in the record is not made again."""
    put(monkeypatch, Made())
    file = tmp_path / "record.json"
    file.write_text(supposed(second_opinion=True).to_json(), "utf-8")
    put(monkeypatch, Dying())
    case = demo_case("sipkonnect", AT, Rulebook.load())[0]
    found = replay(read_record(file), Rulebook.load(), lambda: case)
    assert [each.key for each in found.differences if "second_opinion" in each.key]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"compared": {"findings": 1, "answers": 1}}, "compared other findings"),
        ({"agreed": False}, "agreement or nothing"),
        ({"why_none": "it was asleep"}, "there is one and that there is none"),
        ({"agreed": None}, "there is one and that there is none"),
        ({"more": 1}, "no account"),
    ],
)
def test_a_changed_second_opinion_is_refused(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], what: str
) -> None:
    """The proof checker refuses a second opinion that does not fit the findings it is said to be about."""
    put(monkeypatch, Made())
    record = supposed(second_opinion=True)
    document = json.loads(record.to_json())
    document["second_opinion"] |= changed
    document["digest"] = digest({**document, "digest": ""})
    refused = Verifier(record.program.rulebook, record.case).refusals(document)
    assert [str(each) for each in refused if what in str(each)]


# -- the command line


def test_the_report_tells_of_the_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    """`assess --second-opinion` says at its end that another engine says the same, and of how much."""
    put(monkeypatch, Made())
    result = told("assess", "--second-opinion")
    assert result.exit_code == 0
    assert "SECOND OPINION" in result.stdout
    assert "the engine durable says the same of" in " ".join(result.stdout.split())


def test_the_report_tells_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """`assess --second-opinion` of an engine that dies answers as ever and says why there is no second opinion."""
    put(monkeypatch, Dying())
    result = told("assess", "--second-opinion")
    assert result.exit_code == 0
    assert "No second opinion: its process ended before it answered" in " ".join(result.stdout.split())


@pytest.mark.parametrize("command", ["assess", "due", "explain"])
def test_a_difference_leaves_with_5(monkeypatch: pytest.MonkeyPatch, command: str, tmp_path: Path) -> None:
    """Where the engines differ nothing is answered: exit code 5, nothing on standard output, the difference in the message."""
    put(monkeypatch, Made(other_status))
    complete = tmp_path / "complete.yaml"
    complete.write_text(
        "complete:\n  - {records: [answer], about: sipkonnect, through: 2022-07-10T00:00:00-04:00}\n", "utf-8"
    )
    result = told(command, "--second-opinion", "--suppose", str(complete))
    assert (code(result), result.stdout) == (5, "")
    assert MITIGATE in str(result.exception)


@pytest.mark.parametrize("command", ["due", "explain"])
def test_lists_tell_of_the_second_opinion_beside_the_answer(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """`due` and `explain` tell of the second opinion as talk, so that what they print stays what it was."""
    put(monkeypatch, Made())
    result, plain = told(command, "--second-opinion"), told(command)
    assert result.stdout == plain.stdout
    assert "the engine durable says the same of" in result.stderr


def test_an_engine_alone_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """`assess --engine durable` prints statuses with both ends of each window, says that there are no reasons, and knows `--for`."""
    put(monkeypatch, Made())
    result = told("assess", "--engine", NAME)
    assert result.exit_code == 0
    assert "This engine gives no reasons" in result.stdout
    undetermined = (
        f"undetermined: {MITIGATE} on letter, sipkonnect; due Sat 9 July 2022 00:00 EDT to the end of Sat 9 July"
    )
    assert undetermined in result.stdout
    assert told("assess", "--engine", NAME, "--for", "sipkonnect").exit_code == 3
    assert json.loads(told("assess", "--engine", NAME, "--json").stdout)["engine"]["answered"] == NAME


@pytest.mark.parametrize(
    "arguments", [("explain",), ("due",), ("assess", "--all-readings"), ("assess", "--format", "svg")]
)
def test_what_needs_reasons_is_refused_of_an_engine_without(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Explanations, lists with reasons, sweeps and pictures are not made from an engine that gives no reasons: exit code 2."""
    put(monkeypatch, Made())
    result = told(*arguments, "--engine", NAME)
    assert code(result) == 2
    assert "gives no reasons" in str(result.exception)


def test_the_engines_of_the_registry_are_found_by_name() -> None:
    """The reference and at least one other engine stand in the registry; one that cannot be loaded says why."""
    assert registry.REFERENCE in registry.ENGINES
    assert registry.others()
    with pytest.raises(UsageError, match="unknown engine `rete`"):
        registry.engine("rete")


def test_a_module_that_cannot_be_imported_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine whose library does not load here is named with what it lacks."""
    monkeypatch.setitem(registry.ENGINES, "absent", ("evaluator.engines.absent", "Absent"))
    with pytest.raises(NoOpinion, match=r"there is no `evaluator\.engines\.absent`"):
        registry.engine("absent")
