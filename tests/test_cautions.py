"""Slips that would make a clean answer are told before the verdict, and an answer with nothing behind it says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evaluator import Case, Rulebook, assess
from evaluator.doors.cli import app
from evaluator.doors.explained import report, report_on, timeline_of
from evaluator.doors.library import kinds
from evaluator.doors.render import due_lines
from evaluator.doors.text import text

CASE = """case: told
zone: America/New_York
parties:
  northline: {name: Northline LLC, located: domestic}
  lynx: {name: Lynx LLC}
  eb: {name: Enforcement Bureau}
facts:
  - traffic: {id: t, roles: {northline: originating provider}}
%s
"""
LETTER = "  - notice: {id: letter, happened: 2023-11-14T10:00, by: %s, to: %s, traffic: t}"
LISTED = """  - registry entry: {id: entry, number: "+1 202 555 0100", began: 2019-05-01}
  - call: {id: call, happened: 2023-11-10T12:00, by: lynx, direction: outbound, purpose: sale, line: residential,
      number: "+1 202 555 0100"}"""
AT = "2023-11-15T12:00:00-05:00"


def told(tmp_path: Path, facts: str, reader: str = "") -> str:
    """The report on a case, on one line."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE % facts, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=AT)
    assert record.verify() == ()
    return " ".join(text(report(record, reader=reader, change=False)).split())


@pytest.mark.parametrize(("by", "to", "expected"), [
    ("northline", "eb", "Is it the other way round, by Enforcement Bureau?"),
    ("lynx", "northline", "An agency under another name is one by `office`, among the parties."),
    ("eb", "northline", ""),
    ("[lynx, eb]", "northline", ""),
    ("FTC", "northline", ""),
])  # fmt: skip
def test_a_letter_by_nobody_is_told_first(tmp_path: Path, by: str, to: str, expected: str) -> None:
    """No norm counts a letter that no agency wrote (47 CFR 64.1200(k)(4): the Commission notifies), so the report warns first."""
    said = told(tmp_path, LETTER % (by, to))
    warning = (
        f"WARNING: The notice `letter` is by {'Northline' if by == 'northline' else 'Lynx'} LLC, who is no agency here"
    )
    assert (warning in said.partition("VERDICT")[0]) == bool(expected)
    assert expected in said


@pytest.mark.parametrize(("facts", "reader", "expected"), [
    (LETTER % ("northline", "eb"), "northline", True),
    ("", "", True),
    (LETTER % ("eb", "northline"), "northline", False),
    (LETTER % ("eb", "northline"), "", False),
    (LISTED, "lynx", False),
    (LISTED, "northline", True),
])  # fmt: skip
def test_nothing_that_binds_is_said(tmp_path: Path, facts: str, reader: str, expected: bool) -> None:
    """Where no fact sets off anything for a party the verdict says so; not where a notice of the Commission runs (47 CFR 64.1200(k)(4))."""
    assert ("NOTHING: Nothing on file binds" in told(tmp_path, facts, reader)) == expected


def test_an_answer_to_a_letter_to_others_is_to_be_looked_at(tmp_path: Path) -> None:
    """An act counts for the party that was notified (47 CFR 64.1200(k)(4)); one of another party that answers the letter may be a slip."""
    act = "\n  - mitigation: {id: m, happened: 2023-11-14T12:00, by: %s, answers: letter, traffic: t}"
    letter = LETTER % ("eb", "northline")
    what = "the mitigation `m` by Lynx LLC answers the notice `letter`, which is to Northline LLC"
    assert what in told(tmp_path, letter + act % "lynx")
    assert "answers the notice `letter`, which is to" not in told(tmp_path, letter + act % "northline")


def test_a_list_of_windows_warns_too(tmp_path: Path) -> None:
    """`due` of a letter with its parties swapped says more than that nothing is owed: a slip is no all-clear."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE % LETTER % ("northline", "eb"), encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=AT)
    assert due_lines(record, None).startswith("WARNING: The notice `letter` is by Northline LLC")


def test_a_day_of_another_zone_is_told_as_such(tmp_path: Path) -> None:
    """A day in Chicago is one day there, not a range of hours in Washington, and the report says by which clocks it tells times."""
    act = "\n  - mitigation: {id: m, happened: 2023-11-14, by: northline, answers: letter, traffic: t}"
    file = tmp_path / "case.yaml"
    written = CASE % (LETTER % ("eb", "northline") + act)
    file.write_text(written.replace("zone: America/New_York", "zone: America/Chicago"), encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=AT)
    said = " ".join(text(report(record, change=False)).split())
    assert [fact.when for fact in timeline_of(record).facts if fact.id == "m"] == [
        "Tue 14 November 2023 in America/Chicago, hour unknown"
    ]
    assert "Times are told by the clocks of America/New_York; the case is told in America/Chicago." in said
    assert "Times are told by" not in told(tmp_path, LETTER % ("eb", "northline"))


def test_how_a_demand_is_written_is_told() -> None:
    """`facts demand` names the keys that a case writes, which are not the names of the fields they fill."""
    said = kinds("demand", None)
    assert "with the keys" in said
    assert "`within`" in said
    assert "with the keys" not in kinds("notice", None)


def test_what_one_call_comes_to_is_told_in_one_sentence(tmp_path: Path) -> None:
    """A call to a listed number breaks two rules of one name, the FTC's and the FCC's; the verdict says it once."""
    said = told(tmp_path, LISTED)
    missed = 'MISSED: Lynx LLC has broken the prohibition "call listed number" by the call `call`.'
    assert f"{missed} [16 CFR 310.4(b)(1)(iii)(B); 47 CFR 64.1200(c)(2)]" in said
    assert said.partition("ASSUMPTIONS")[0].count("by the call `call` is open") == 1


@pytest.mark.parametrize(("at", "law", "warned"), [
    ("2018-02-11T23:00:00-05:00", None, True),
    ("2018-02-12T00:00:00-05:00", None, False),
    ("2015-06-01T12:00:00-04:00", "2022-01-01", False),
])  # fmt: skip
def test_a_day_before_the_law_is_told_first(tmp_path: Path, at: str, law: str | None, warned: bool) -> None:
    """Of a day before the rulebook's law its `no` says nothing, and that is the first thing that is told; not under a law it holds."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE % LETTER % ("eb", "northline"), encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=at, law=law)
    words = "WARNING: The rulebook holds the law from 2018-02-12 on, and "
    said = " ".join(text(report(record, change=False)).split())
    assert (words in said.partition("VERDICT")[0]) is warned
    assert due_lines(record, None).startswith(words) is warned
    answer = next(each for each in record.answers if each.asked.question.name == "may-block-all")
    assert (words in " ".join(text(report_on(record, [answer])).split()).partition("POSITION")[0]) is warned


@pytest.mark.parametrize(("day", "warned"), [("2023-11-13", True), ("2023-11-14", False), ("2023-11-20", False)])
def test_a_day_printed_before_its_letter_is_told_first(tmp_path: Path, day: str, warned: bool) -> None:
    """A demand or a printed date that lies before the letter would be missed at once: one of the two times is wrong."""
    letter = LETTER % ("eb", "northline")
    more = f"stated due: {{report measures: {day}}}, demands: [{{id: tell, do: status report, due: {day}}}]}}"
    said = told(tmp_path, letter.replace("traffic: t}", f"traffic: t, {more}")).partition("VERDICT")[0]
    wrong = f"is due on {day}, before the notice `letter` happened: one of the two times is wrong."
    assert (f"WARNING: The demand `tell` {wrong}" in said) is warned
    assert (f"WARNING: What the notice `letter` calls `report measures` {wrong}" in said) is warned


@pytest.mark.parametrize(("through", "dated", "warned"), [
    ("2030-01-01", "", True),
    ("2023-11-16", "", True),
    ("2023-11-15", "", False),
    ("2023-11-16", ", dated: 2023-11-20", False),
    ("2023-11-16", ", recorded: 2023-11-20", False),
])  # fmt: skip
def test_a_record_vouched_for_ahead_is_told_first(tmp_path: Path, through: str, dated: str, warned: bool) -> None:
    """Nobody vouches for days to come: a declaration that reaches past the instant asked about says when it was made."""
    said = told(tmp_path, f"complete:\n  - {{records: mitigation, about: northline, through: {through}{dated}}}")
    assert ("WARNING: The record of Northline LLC is called complete through" in said.partition("VERDICT")[0]) is warned


@pytest.mark.parametrize(
    ("fact", "warned"),
    [
        ("  - succession: {id: heir, happened: 2023-11-01, by: lynx, of: northline}", True),
        ("  - connection: {id: trunk, from: northline, to: lynx, began: 2023-01-01}", False),
    ],
)
def test_a_fact_that_no_rule_reads_is_told_first(tmp_path: Path, fact: str, warned: bool) -> None:
    """Whoever enters a succession expects that something follows; no rule reads one, so that is said; a connection is read."""
    words = "WARNING: No rule reads a succession, so nothing follows from the succession `heir`"
    assert (words in told(tmp_path, f"{LETTER % ('eb', 'northline')}\n{fact}")) == warned
    assert ("No rule reads" in told(tmp_path, f"{LETTER % ('eb', 'northline')}\n{fact}")) == warned


COMMANDS = [("assess", "--json"), ("assess", "--format", "svg"), ("due",), ("due", "--json"), ("explain", "--json")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_warning_is_told_whatever_the_form(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Who asks for JSON or a picture is warned too, beside it on standard error: nothing follows from a letter that no agency wrote."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE % (LETTER % ("lynx", "northline")), encoding="utf-8")
    name, *more = command
    done = CliRunner().invoke(app, [name, str(file), "--at", AT, *more])
    warning = "WARNING: The notice `letter` is by Lynx LLC, who is no agency here, so nothing follows from it"
    where, other = (done.stderr, done.stdout) if more else (done.stdout, done.stderr)
    assert done.exit_code == 0
    assert " ".join(where.split()).count(warning) == 1
    assert "WARNING" not in other
    if "--json" in more:
        json.loads(done.stdout)


def test_a_service_reads_the_warnings_off_the_record(tmp_path: Path) -> None:
    """A record has the warnings of its report, each once, and none where nothing is odd."""
    file = tmp_path / "case.yaml"
    book = Rulebook.load()
    for by, count in (("lynx", 1), ("eb", 0)):
        file.write_text(CASE % (LETTER % (by, "northline")), encoding="utf-8")
        record = assess(book, Case.load(file, rulebook=book), at=AT)
        printed = " ".join(text(report(record, change=False)).split())
        assert len(record.warnings) == count == printed.count("WARNING")
        assert all(f"WARNING: {each}" in printed for each in record.warnings)


@pytest.mark.parametrize(("changed", "expected"), [
    ("lynx: {name: Lynx LLC, office: auditor}", "wants one by Enforcement Bureau or the Commission: nothing follows from it."),
    ("lynx: {name: Lynx LLC, office: FTC}", "wants one by Enforcement Bureau or the Commission: nothing follows from it."),
    ("lynx: {name: Lynx LLC, office: Enforcement Bureau}", ""),
    ("lynx: {name: Lynx LLC, office: Wireline Competition Bureau}", ""),
])  # fmt: skip
def test_a_letter_by_an_office_that_no_rule_counts_is_told(tmp_path: Path, changed: str, expected: str) -> None:
    """47 CFR 64.1200(k)(4) counts what the Commission and its bureaus send: of a notice by an auditor or the FTC the report says so."""
    facts = LETTER % ("lynx", "northline")
    file = tmp_path / "case.yaml"
    file.write_text((CASE % facts).replace("lynx: {name: Lynx LLC}", changed), encoding="utf-8")
    book = Rulebook.load()
    warned = " ".join(assess(book, Case.load(file, rulebook=book), at=AT).warnings)
    assert expected in warned
    assert bool(warned) == bool(expected)


def test_what_such_a_letter_asks_itself_is_not_denied(tmp_path: Path) -> None:
    """A letter's own demands bind on its author's own authority, whoever that is: the warning does not say that nothing follows from it."""
    asks = (LETTER % ("FTC", "northline")).removesuffix("}") + ", demands: [{id: d, do: investigation}]}"
    assert "nothing follows from it but what it asks itself." in told(tmp_path, asks)
    assert "nothing follows from it." in told(tmp_path, LETTER % ("FTC", "northline"))


def test_a_letter_to_an_agency_alone_is_told(tmp_path: Path) -> None:
    """A notice by one agency to another binds no provider (47 CFR 64.1200(k)(4)): most likely the sides were swapped."""
    said = told(tmp_path, LETTER % ("eb", "FTC"))
    assert (
        "WARNING: The notice `letter` is to FTC, an agency: it binds no provider here. Is it the other way round?"
        in said
    )


def test_a_party_that_is_an_agency_by_its_key_is_told(tmp_path: Path) -> None:
    """A company under the key `fcc` would speak as the Commission: the report says whom it takes it for, and how to say otherwise."""
    facts = LETTER % ("fcc", "northline")
    named = {
        "fcc: {name: Fast Carrier Corp}": True,
        "fcc: {name: FCC}": False,
        "fcc: {name: Fast Carrier Corp, office: none}": False,
    }
    for party, warned in named.items():
        file = tmp_path / "case.yaml"
        file.write_text((CASE % facts).replace("lynx: {name: Lynx LLC}", party), encoding="utf-8")
        book = Rulebook.load()
        said = " ".join(assess(book, Case.load(file, rulebook=book), at=AT).warnings)
        assert ("`fcc`, called Fast Carrier Corp, is taken for the Commission" in said) == warned


@pytest.mark.parametrize(("cited", "day", "expected"), [
    ("47 CFR 64.1200(n)(3)", "2023-11-12", "What has that number now was 47 CFR 64.1200(n)(6) then."),
    ("47 CFR 64.1200(n)(6)", "2023-11-12", None),
    ("47 CFR 64.1200(n)(3)", "2024-02-12", None),
    ("47 CFR 64.1200(n)(6)", "2024-02-12", "allowed such an act at the time"),
    ("47 CFR 64.1200(k)(4)", "2023-11-12", None),
    ("47 CFR 64.1200", "2023-11-12", None),
    ("47 CFR 64.6305", "2023-11-12", "allowed such an act at the time"),
])  # fmt: skip
def test_an_act_that_relies_on_another_paragraph_is_told(
    tmp_path: Path, cited: str, day: str, expected: str | None
) -> None:
    """(n)(6) of 2022 became (n)(3) on January 8, 2024 (88 FR 43446): whoever cites the number of another day is told so."""
    act = f"  - blocking: {{id: cut, began: {day}, by: lynx, of: northline, scope: all traffic, relies on: {cited}}}"
    file = tmp_path / "case.yaml"
    file.write_text(CASE % act, encoding="utf-8")
    book = Rulebook.load()
    warned = " ".join(assess(book, Case.load(file, rulebook=book), at="2024-03-01T00:00:00-05:00").warnings)
    assert (expected or "") in warned
    assert bool(warned) == (expected is not None)


def test_an_act_of_an_unknown_day_is_not_held_against_numbers(tmp_path: Path) -> None:
    """Which paragraph had a number hangs on the day: of an act whose day nobody knows the report does not say that it cites a wrong one."""
    file = tmp_path / "case.yaml"
    file.write_text(
        CASE % "  - blocking: {id: cut, by: lynx, of: northline, scope: all traffic, relies on: 47 CFR 64.6305}",
        encoding="utf-8",
    )
    book = Rulebook.load()
    assert assess(book, Case.load(file, rulebook=book), at=AT).warnings == ()


def test_who_is_asked_does_not_hang_on_the_order_of_the_parties(tmp_path: Path) -> None:
    """What would change an answer names the same office whichever is declared first, as the record does."""
    offices = ["eb: {name: Enforcement Bureau}", "aa: {name: Wireline Competition Bureau}", "fcc: {name: FCC}"]
    told = set()
    for order in (offices, offices[::-1]):
        file = tmp_path / "case.yaml"
        file.write_text(
            (CASE % (LETTER % ("eb", "northline"))).replace("eb: {name: Enforcement Bureau}", "\n  ".join(order)),
            encoding="utf-8",
        )
        book = Rulebook.load()
        told.add(text(report(assess(book, Case.load(file, rulebook=book), at=AT))))
    assert len(told) == 1
    assert "rescission by FCC" in " ".join(told.pop().split())


@pytest.mark.parametrize(
    ("scope", "expected"), [("all traffic", True), ("identified and similar", True), ("one call", False)]
)
def test_a_call_to_911_told_of_a_wider_block_is_told_first(tmp_path: Path, scope: str, expected: bool) -> None:
    """47 CFR 64.1200(k)(5) is about single calls, told apart (decision 8): one told of a wider block is no silent yes."""
    said = told(
        tmp_path,
        f'  - blocking: {{id: cut, began: 2023-11-10, by: lynx, of: northline, scope: {scope}, call type: "911"}}',
    )
    warning = 'WARNING: Of the blocking `cut` "call type" is 911, and the prohibition "block 911" looks only at one of which "scope" is'
    assert (warning in said.partition("VERDICT")[0]) == expected
