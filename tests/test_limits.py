"""What an answer never reaches, what it cites, and whose misses a verdict tells first."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator import Case, Record, Rulebook, UsageError, assess, demo
from evaluator.doors.explained import report, report_on
from evaluator.doors.render import due_lines, explanation
from evaluator.doors.text import text

NOTIFIED = """case: notified
zone: America/New_York
parties:
  badco: {name: Badco Gateway LLC, located: domestic}
  us: {name: Prairie Carrier Inc, located: domestic}
  eb: {name: FCC Enforcement Bureau}
facts:
  - traffic: {id: t, roles: {badco: gateway provider, us: intermediate provider}}
  - connection: {from: badco, to: us, began: before 2024-01-01}
  - notice:
      id: letter
      happened: 2024-03-04T10:00
      by: eb
      to: badco
      traffic: t
      elements: [traffic described, grounds given, law cited, compliance directed, 14 days allowed]
      time allowed: 14 days
%s
complete:
  - {records: [answer, investigation report], about: badco, through: 2024-04-01, said by: eb, dated: 2024-04-02}
"""
FINAL = """  - initial determination order: {id: ido, happened: 2024-04-02, by: eb, to: badco, of: letter, time allowed: 14 days}
  - final determination order: {id: fdo, happened: 2024-05-06, by: eb, against: badco, of: ido}"""
REMOVED = """  - listing: {id: l, of: badco, began: 2023-01-01, ended: 2024-08-12, class: gateway, submitted: affirmatively}
  - removal order: {id: rem, happened: 2024-08-12, by: eb, of: badco}
  - acceptance: {id: a1, happened: 2024-08-15, by: us, of: badco, in role: intermediate, upstream class: gateway, call type: ordinary}"""


def assessed(tmp_path: Path, facts: str, at: str) -> Record:
    """The notice of suspected traffic with more facts, at an instant."""
    file = tmp_path / "case.yaml"
    file.write_text(NOTIFIED % facts, encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at=at)
    assert record.verify() == ()
    return record


def flat(words: str) -> str:
    """A text on one line."""
    return " ".join(words.split())


@pytest.mark.parametrize("by", ["*", "us"])
def test_911_is_spared_when_all_must_be_blocked(tmp_path: Path, by: str) -> None:
    """47 CFR 64.1200(k)(5) prevails over (n)(3): the answer that all calls must be blocked says that none to 911 may be."""
    record = assessed(tmp_path, FINAL, "2024-06-08T12:00:00-04:00")
    answer = record.answer("must-block-all", toward="badco", by=by)
    assert answer.status == "yes"
    said = flat(text(report_on(record, [answer], change=False)))
    assert 'Never: "No call to 911 is ever blocked' in said
    (told,) = (
        each for each in record.document()["answers"]
        if (each["question"], each["by"], each["toward"]) == ("must-block-all", by, "badco")
    )  # fmt: skip
    assert [each["citation"] for each in told["never"]] == ["47 CFR 64.1200(k)(5)"]


def test_the_verdict_on_blocking_all_spares_911_too(tmp_path: Path) -> None:
    """The headline of what must be blocked (47 CFR 64.1200(n)(3)) does not read as if 911 were meant."""
    said = flat(text(report(assessed(tmp_path, FINAL, "2024-06-08T12:00:00-04:00"), change=False)))
    headline = said.partition("must block all calls of Badco Gateway LLC")[2].partition("YES:")[0]
    assert 'Never: "No call to 911 is ever blocked' in headline


@pytest.mark.parametrize(("facts", "at"), [
    (REMOVED, "2024-08-20T12:00:00-04:00"),
    (REMOVED, "2024-08-13T12:00:00-04:00"),
    (FINAL, "2024-06-08T12:00:00-04:00"),
])  # fmt: skip
def test_days_to_wind_down_are_no_never(tmp_path: Path, facts: str, at: str) -> None:
    """FCC 23-18 para. 58 lets calls be taken for two business days after a removal; a bar that holds after them has no such limit."""
    record = assessed(tmp_path, facts, at)
    answer = record.answer("must-refuse-traffic", toward="badco")
    assert answer.status == ("no" if "08-13" in at else "yes")
    assert "wind" not in flat(text(report_on(record, [answer], change=False))).partition("Never")[2]
    verdict = flat(text(report(record, change=False))).partition("VERDICT")[2].partition("WHAT IS STILL")[0]
    assert "taking them till then" not in verdict
    for told in record.document()["answers"]:
        assert all("till then" not in each["gist"] for each in told["never"])


def test_a_headline_cites_what_it_rests_on(tmp_path: Path) -> None:
    """Must-refuse-traffic after a removal rests on it, not on 47 CFR 64.6305(g)(1), a bar on other filers; nothing is told twice."""
    said = flat(text(report(assessed(tmp_path, REMOVED, "2024-08-20T12:00:00-04:00"), change=False)))
    verdict = said.partition("VERDICT")[2].partition("WHAT IS STILL")[0]
    assert "64.6305(g)(1)" not in verdict
    assert verdict.count('has missed the duty "report" (within 14 days') == 1


def test_the_reader_s_own_misses_come_first(tmp_path: Path) -> None:
    """A carrier that took calls after the two business days of FCC 23-18 para. 58 reads its own breach before what its upstream missed."""
    record = assessed(tmp_path, REMOVED, "2024-08-20T12:00:00-04:00")
    said = flat(text(report(record, reader="us", change=False)))
    first, second = said.partition("VERDICT")[2].partition("OPEN:")[0].split("MISSED: ")[1:]
    assert first.startswith("Prairie Carrier Inc has broken")
    assert "Badco Gateway LLC has missed" not in first
    assert "Badco Gateway LLC has" in second


def test_a_paragraph_is_cited_by_the_number_of_its_day(tmp_path: Path) -> None:
    """What binds gateway providers stood in 47 CFR 64.1200(n)(5) until 2024-01-08 (88 FR 43446), and stands in (n)(2) today."""
    file = tmp_path / "case.yaml"
    file.write_text(NOTIFIED.replace("2024-03-04", "2023-03-06").replace("2024-04", "2023-04") % "", encoding="utf-8")
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at="2023-03-10T12:00:00-05:00")
    cited = "[47 CFR 64.1200(n)(5)(i)(A), today (n)(2)(i)(A)]"
    assert cited in flat(due_lines(record, "badco"))
    assert cited in flat(text(report(record, change=False)))
    assert ", then (n)" not in flat(text(report(record, change=False)))


def test_a_question_that_nothing_raises_is_no_unknown_name(tmp_path: Path) -> None:
    """Whether calls must be refused (47 CFR 64.6305(g)) is asked where a fact names the provider; elsewhere that is said."""
    record = assessed(tmp_path, "", "2024-08-20T12:00:00-04:00")
    said = flat(explanation(record, "must-refuse-traffic"))
    assert "NOT ASKED, must-refuse-traffic: Nothing on file puts the question" in said
    assert explanation(record, "must-refuse-traffic", form="json") == "[]"
    with pytest.raises(UsageError, match="nothing here is called `must-refuse-trafic`"):
        explanation(record, "must-refuse-trafic")


@pytest.mark.parametrize("at", [None, 1.5, True, b"2024"])
def test_what_is_no_instant_is_refused_in_words(at: object) -> None:
    """An instant is text, an aware datetime or microseconds; anything else is the caller's slip, not a failure inside."""
    with pytest.raises(UsageError, match="`at` is no instant"):
        assess(Rulebook.load(), demo("sipkonnect"), at=at)  # type: ignore[arg-type]  # what a caller without types may give
