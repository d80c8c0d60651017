"""Open matters in words: what is told to be missing is what would in truth decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Record, Rulebook, assess
from evaluator.doors.explained import report, report_on
from evaluator.doors.text import text

LETTER = """case: told
zone: America/New_York
parties:
  northline: {name: Northline LLC, located: domestic}
  eb: {name: Enforcement Bureau}
  itg: {name: Industry Traceback Group}
facts:
  - traffic: {id: loans, roles: {northline: gateway provider}}
  - notice:
      id: letter
      happened: 2023-11-14T10:00:00
      by: eb
      to: northline
      traffic: [loans]
"""
SUSPECTED = (
    "      elements: [traffic described, grounds given, law cited, compliance directed]\n      time allowed: 14 days\n"
)


def assessed(tmp_path: Path, more: str, at: str) -> Record:
    """The letter, with more written under it, at an instant."""
    file = tmp_path / "case.yaml"
    file.write_text(LETTER + more, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=at)
    assert record.verify() == ()
    return record


def flat(words: str) -> str:
    """A text on one line."""
    return " ".join(words.split())


@pytest.mark.parametrize(("at", "expected"), [
    ("2023-11-15T12:00", {
        "yes": [['an investigation report by Northline LLC, of which "sufficient report" or "lawful traffic" is denied, comes to light']],
        "no": [["the record of investigation report by Northline LLC is complete"]],
    }),
    ("2023-11-30T12:00", {
        "yes": [
            ["the record of investigation report by Northline LLC is complete through the end of Tue 28 November 2023"],
            ['an investigation report by Northline LLC, of which "sufficient report" or "lawful traffic" is denied, comes to light'],
        ],
        "no": [[
            "an investigation report by Northline LLC, in time and good, comes to light",
            "the record of investigation report by Northline LLC is otherwise complete",
        ]],
    }),
])  # fmt: skip
def test_a_finding_against_a_provider_rests_on_a_bad_report(
    tmp_path: Path, at: str, expected: dict[str, list[list[str]]]
) -> None:
    """47 CFR 64.1200(n)(2)(ii) lets the Bureau find against a provider whose report is missing or no good: a good one prevents it."""
    record = assessed(tmp_path, SUSPECTED, at + ":00-05:00")
    answer = record.answer("may-issue-initial-determination", toward="northline")
    (told,) = (each for each in record.document()["answers"] if each["question"] == "may-issue-initial-determination")
    found: dict[str, list[list[str]]] = {}
    for way in told["missing"]:
        found.setdefault(way["then"], []).append(sorted(matter["words"] for matter in way["if"]))
    assert {leads: sorted(ways) for leads, ways in found.items()} == {k: sorted(v) for k, v in expected.items()}
    said = flat(text(report_on(record, [answer], change=False)))
    assert all(words in said for ways in expected.values() for way in ways for words in way)


REPORTED = """  - mitigation: {id: m, happened: 2023-11-15, by: northline, answers: letter, traffic: [loans]}
  - measures report: {id: r, happened: 2023-11-27, by: northline, to: %s, answers: letter}
complete:
  - {records: [answer], about: northline, through: %s, said by: northline}
determinations:
  - {standard: effective mitigation, about: m, says: yes, by: eb}
"""


@pytest.mark.parametrize(("to", "by", "short"), [
    ("[eb]", "2023-12-10", "nothing in time to the traceback consortium is on record"),
    ("[itg]", "2023-12-10", "nothing in time to the Commission is on record"),
    ("[eb, itg]", "2023-12-10", ""),
])  # fmt: skip
def test_a_report_to_one_of_two_is_not_told_as_silence(tmp_path: Path, to: str, by: str, short: str) -> None:
    """FCC 20-96 para. 43 asks that both be told: the verdict names who was not, wherever it rests on that."""
    said = flat(text(report(assessed(tmp_path, REPORTED % (to, by), "2023-12-01T12:00:00-05:00"), change=False)))
    verdict = said.partition("VERDICT")[2].partition("WHAT IS STILL TO BE DONE")[0]
    told = '"silence equals having no effective measures", for ' + short
    assert (told in verdict) == bool(short)
    assert (f'has not discharged the burden "report measures" ({short}).' in verdict) == bool(short)
    left = said.partition("WHAT IS STILL TO BE DONE")[2].partition("ASSUMPTIONS")[0]
    whom = short.removeprefix("nothing in time to ").removesuffix(" is on record")
    asked = f'Missed: A measures report to {whom} (the burden "report measures" on the notice `letter`). It was due'
    assert (asked in left) == bool(short)


def test_while_time_runs_only_the_untold_one_is_asked_for(tmp_path: Path) -> None:
    """FCC 20-96 para. 43: after a report to the Commission one to the consortium is left; before any report, one to both."""
    at = "2023-11-28T12:00:00-05:00"
    first = flat(text(report(assessed(tmp_path, REPORTED % ("[eb]", "2023-11-27"), at), change=False)))
    none = flat(text(report(assessed(tmp_path, "", at), change=False)))
    asked = "By the end of Tue 28 November 2023: A measures report to {}the traceback consortium (the burden"
    assert asked.format("") in first
    assert asked.format("the Commission and ") in none


LATE = "  - mitigation: {id: n, happened: 2023-11-17T16:00, by: northline, answers: letter, traffic: [refunds]}\n"
TWO = """      traffic: [loans, refunds]
  - traffic: {id: refunds, roles: {northline: originating provider}}
  - mitigation: {id: m, happened: 2023-11-15T10:00, by: northline, answers: letter, traffic: [loans]}
complete:
  - {records: [answer], about: northline, through: 2023-11-20, said by: northline}
determinations:
  - {standard: effective mitigation, about: m, says: yes, by: eb}
"""


@pytest.mark.parametrize("late", [False, True])
def test_the_campaign_that_was_not_stopped_is_named(tmp_path: Path, late: bool) -> None:
    """A burden of 47 CFR 64.1200(k)(4) over several campaigns is met for each: the verdict names the one for which it was not in time."""
    after = (
        TWO.replace("complete:", LATE + "complete:").replace(
            "determinations:", "determinations:\n  - {standard: effective mitigation, about: n, says: yes, by: eb}"
        )
        if late
        else TWO
    )
    file = tmp_path / "case.yaml"
    file.write_text(LETTER.replace("      traffic: [loans]\n", "") + after, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at="2023-11-20T12:00:00-05:00")
    said = flat(text(report(record, change=False)))
    verdict = said.partition("VERDICT")[2].partition("WHAT IS STILL TO BE DONE")[0]
    assert (
        'the burden "mitigate" (within 48 hours of the notice): nothing good in time for `refunds` is on record'
        in verdict
    )
    asked = 'Missed: A mitigation, judged effective mitigation, for `refunds` (the burden "mitigate"'
    assert (asked in said) != late  # done late, it is asked for no more


DEMANDED = """      delivered: %s
      demands:
        - {id: tell, do: status report, within: 72 hours, from: %s}
  - call: {id: call-1, happened: 2023-11-15, by: northline, traffic: loans}
complete:
  - {records: [answer], about: northline, through: 2023-11-30, said by: northline}
"""
OPEN_END = "2023-11-18T12:00:00-05:00"


@pytest.mark.parametrize(("more", "norm", "at", "expected"), [
    (DEMANDED % ("2023-11-15", "delivered"), "agency letter demand", OPEN_END, 'the hour of "delivered" of the notice `letter`'),
    (DEMANDED % ("2023-11-15", "received"), "agency letter demand", OPEN_END, "the start of the time for the demand `tell`"),
    (DEMANDED % ("2023-11-15", "call-1"), "agency letter demand", OPEN_END, "the hour of the call `call-1`"),
    (
        SUSPECTED.replace("      time allowed: 14 days\n", ""), "47 CFR 64.1200(n)(2)(i)(A) report", "2023-12-10T12:00:00-05:00",
        '"time allowed" of the notice `letter`',
    ),
])  # fmt: skip
def test_what_leaves_an_end_open_is_named(tmp_path: Path, more: str, norm: str, at: str, expected: str) -> None:
    """47 CFR 1.4(b) counts from the event: of a letter told to the second, what is open is when its time starts, or how long it is."""
    record = assessed(tmp_path, more, at)
    (finding,) = (f for f in record.findings if norm in (f.norm.id, f.citation))
    said = flat(text(report_on(record, [finding], change=False)))
    assert f"({expected} is not known)" in said
    assert "second of the notice" not in flat(text(report(record, change=False)))
    if finding.status == "undetermined":
        assert expected in said.partition("It would be")[2]


def test_what_is_told_to_be_missing_decides(tmp_path: Path) -> None:
    """A letter whose 72 hours run from its delivery: with the hour of delivery the end of 47 CFR 1.4(b)'s window is known, and missed."""
    (finding,) = assessed(tmp_path, DEMANDED % ("2023-11-15T09:00", "delivered"), OPEN_END).about(
        "agency letter demand"
    )
    assert finding.status == "violated"


def test_what_prevents_a_finding_is_not_a_bad_report(tmp_path: Path) -> None:
    """While the notice's elements and time are open, a report found to be no good leads to a finding, and never to none."""
    record = assessed(tmp_path, "", "2024-02-27T00:00:00-05:00")
    (told,) = (each for each in record.document()["answers"] if each["question"] == "may-issue-initial-determination")
    ways = [(way["then"], [matter["words"] for matter in way["if"]]) for way in told["missing"]]
    assert {leads for leads, words in ways if any("is denied" in each for each in words)} == {"yes"}
    assert "no" in dict(ways)
