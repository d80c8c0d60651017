"""Ends of windows in words: exact letters, letters without an hour or a day, days that no table covers, acts that came too soon."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from letters import assessed, cutoff, letter, word
from situations import case_of, findings_of

from evaluator import Record, Rulebook, assess
from evaluator.documents.intake import load_case
from evaluator.doors.explained import report, report_on
from evaluator.doors.render import due_lines
from evaluator.doors.text import text
from evaluator.passes.phrases import Phrases
from evaluator.words.errors import BadInput

ROOT = Path(__file__).parent.parent
DEMANDS = [{"id": "tell", "do": "status report", "within": "48 hours"}]
FAR = """case: far
zone: America/New_York
parties: {acme: {name: Acme}}
facts:
  - traffic: {id: campaign, roles: {acme: originating provider}}
  - notice: {id: letter, happened: 2042-07-07, by: FCC Enforcement Bureau, to: acme, traffic: [campaign]}
  - notice: {id: other, happened: 2043-07-07, by: FCC Enforcement Bureau, to: acme, traffic: [campaign]}
"""


DAYS_OF_A_NOTICE = (  # since 2024-01-08 the notice of (n)(2) and its answers have windows in days, beside the report of FCC 20-96
    "47 CFR 64.1200(n)(2)(i)(A) block identified",
    "47 CFR 64.1200(n)(2)(i)(A) certify and plan",
    "47 CFR 64.1200(n)(2)(i)(A) report",
    "47 CFR 64.1200(n)(2)(i)(B) name the source",
    "FCC 20-96 para. 43 report measures",
)


def due_of(reader: str = "target", **fields: Any) -> str:
    """When the 48 hours of a letter end, as a reader is told on the next day."""
    record = assessed(letter(**fields), "2022-07-08T12:00:00-04:00")
    (finding,) = findings_of(record, "47 CFR 64.1200(k)(4) mitigate")
    return Phrases(record, reader).due(finding)


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        ("2022-07-07T14:05:00", "by Sat 9 July 2022 14:05 EDT"),
        ("2022-07-07T14:05", "by Sat 9 July 2022 14:05 EDT"),
        (
            "2022-07-07T14:00 to 2022-07-07T14:30",
            "by Sat 9 July 2022 14:00 EDT to be safe, Sat 9 July 2022 14:31 EDT at the latest (the minute of the notice is not known)",
        ),
        (
            "2022-07-07",
            "by Sat 9 July 2022 00:00 EDT to be safe, Sun 10 July 2022 00:00 EDT at the latest (the hour of the notice is not known)",
        ),
        (
            "2022-07-05 to 2022-07-07",
            "by Thu 7 July 2022 00:00 EDT to be safe, Sun 10 July 2022 00:00 EDT at the latest (the time of the notice is not known)",
        ),
        ("before 2022-07-08", "at the latest Sun 10 July 2022 00:00 EDT (the day of the notice is not known)"),
        (
            "after 2022-07-06",
            "by Sat 9 July 2022 00:00 EDT to be safe; the end is not known (the day of the notice is not known)",
        ),
    ],
)
def test_what_is_not_known_of_a_letter_is_called_by_its_name(happened: str, said: str) -> None:
    """Of 48 hours from a letter told to the minute nothing is uncertain that matters; of a day it is the hour, of an open end the day."""
    assert due_of(happened=happened) == said


def test_the_other_side_is_shown_the_late_end_of_a_minute() -> None:
    """Whoever may block is told when the 48 hours are surely over, be it by a minute."""
    assert due_of("blocker", happened="2022-07-07T14:05").startswith("surely over from Sat 9 July 2022 14:06 EDT")


def test_a_letter_without_a_day_ends_on_no_day() -> None:
    """Where nobody knows when the letter came, no window of it has an end, and nothing speaks of the beginning of time."""
    fields = {"id": "letter", "by": "fcc", "to": "target", "traffic": ["campaign"], "demands": DEMANDS}
    parties = {"target": {"name": "Example Voice LLC"}, "fcc": {"name": "FCC Enforcement Bureau"}}
    traffic = {"traffic": {"id": "campaign", "roles": {"target": "originating provider"}}}
    data = {"case": "no day", "zone": "America/New_York", "parties": parties, "facts": [traffic, {"notice": fields}]}
    record = assess(Rulebook.load(), case_of(data), at="2022-07-09T12:00:00-04:00")
    words = due_lines(record, None)
    told = " ".join(words.split())
    for what in (
        'burden "mitigate" [47',
        'burden "report measures" [FCC',
        'duty "certify and plan" [47',
        'demand "tell" [agency',
    ):
        assert f"no day can be given (the day of the notice is not known) Example Voice LLC: the {what}" in told
    assert not re.search(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d", words)
    assert "beginning of time" not in words + text(report(record))


def test_days_that_no_table_covers_are_told_at_their_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters of 2042 and 2043, from which days run of which nobody knows the holidays, are told at their places, once for each window."""
    monkeypatch.chdir(tmp_path)
    Path("far.yaml").write_text(FAR, encoding="utf-8")
    book = Rulebook.load()
    with pytest.raises(BadInput) as refused:
        assess(book, load_case("far.yaml", book.vocabulary), at="2022-07-08T00:00:00-04:00")
    assert [str(problem) for problem in refused.value.problems] == [
        f"far.yaml:{line}:5: the window of `{norm}` from this notice cannot be counted: "
        f"the calendar `fcc` knows the holidays of 1987, 2018 to 2027, not of {year}\n"
        "  help: look at its date; if that is right, add the year to the calendar of the rulebook"
        for line, year in ((6, 2042), (7, 2043))
        for norm in DAYS_OF_A_NOTICE
    ]


def test_a_trial_beyond_the_table_is_left_out() -> None:
    """What would change an answer is told at the end of the last year with a table too, without trials that lie beyond it."""
    record = assessed(letter(), "2027-12-31T12:00:00-05:00")
    assert "WHAT WOULD CHANGE IT" in text(report(record))


def noticed(record: Record) -> list[str]:
    """What a report wants a person to look at."""
    return [str(s) for s in report(record, change=False).sentences() if str(s).startswith("To be looked at")]


def test_an_act_before_its_letter_is_noticed() -> None:
    """A cut-off of the day before the letter that it answers counts, as design section 3 has it, and a person is asked to look."""
    record = assessed(letter(cutoff("2022-07-06T15:00"), words=(word("effective mitigation", "cutoff"),)))
    (finding,) = findings_of(record, "47 CFR 64.1200(k)(4) mitigate")
    assert finding.status == "discharged"
    assert noticed(record) == [
        "To be looked at by a person: the mitigation `cutoff` (Wed 6 July 2022 15:00 EDT) came before the notice `letter` "
        "(Thu 7 July 2022, hour unknown) that it answers. It counts as an answer all the same."
    ]


@pytest.mark.parametrize("happened", ["2022-07-07T09:00", "2022-07-08T15:00"])
def test_an_act_on_the_day_of_its_letter_or_later_is_no_notice(happened: str) -> None:
    """An act that may have come after a letter without an hour, or surely did, is as it should be."""
    assert noticed(assessed(letter(cutoff(happened)))) == []


# -- what would decide


def test_the_shortest_ways_come_first_and_the_rest_is_in_explain() -> None:
    """Of many ways to decide a status the verdict tells the shortest and one at least to each status, and `explain` tells all."""
    record = assessed(letter(happened="before 2022-07-09"), "2022-07-10T12:00:00-04:00")
    (finding,) = findings_of(record, "47 CFR 64.1200(k)(4) mitigate")
    ways = [(len(each), leads) for each, leads in finding.missing]
    answer = record.answer("may-block-all", toward="target")
    assert len(ways) > 3
    assert len(answer.missing) > 3
    verdict = text(report(record)).partition("ASSUMPTIONS")[0]
    assert len(answer.missing) == 4
    assert "`explain` tells one more way" in " ".join(verdict.split())
    told = " ".join(text(report_on(record, [answer, finding])).split())
    assert "`explain` tells" not in told
    assert all(f"It would be {leads} if" in told for _, leads in ways if leads != "not arisen")


@pytest.mark.parametrize(
    ("facts", "words", "said"),
    [
        ([cutoff()], (), 'or if whoever may decide says yes to "effective mitigation" of the mitigation `cutoff`.'),
        (
            [cutoff("2022-07-09T10:00")],
            (word("effective mitigation", "cutoff"),),
            "the hour of the notice `letter` is such that the act was in time",
        ),
    ],
    ids=["nobody judged", "the hour"],
)  # fmt: skip
def test_what_would_decide_is_said_in_plain_words(facts: list[Any], words: tuple[Any, ...], said: str) -> None:
    """A standard that nobody answered and an hour that nobody knows are said as whole clauses."""
    record = assessed(letter(*facts, words=words))
    (finding,) = findings_of(record, "47 CFR 64.1200(k)(4) mitigate")
    assert said in " ".join(text(report_on(record, [finding])).split())
