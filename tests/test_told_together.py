"""What is alike is told once: ways, duties, documents; and ends by the clock of whoever owes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from situations import case_of

from evaluator import Case, Record, Rulebook, assess
from evaluator.documents.reader import Reader
from evaluator.doors.explained import report
from evaluator.doors.render import due_lines, rendered
from evaluator.doors.text import text
from evaluator.passes.say import article, plural
from evaluator.passes.ways import factored
from evaluator.passes.whens import own_clock
from evaluator.words.times import parse_time

Made = Callable[[str, str], Record]
EASTERN, PACIFIC = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles")
FDO = """
case: downstream
zone: America/New_York
parties:
  bad: {name: Bad Voice LLC}
  down: {name: Down Carrier, zone: America/Los_Angeles}
  bureau: {name: Enforcement Bureau}
facts:
  - connection: {from: bad, to: down, began: 2023-01-01}
  - final determination order: {id: order, happened: 2025-01-31, by: bureau, against: bad}
"""
LETTER = """
case: letter
zone: America/New_York
parties:
  acme: {name: Acme Voice LLC, zone: America/Los_Angeles}
  bell: {name: Bell Carrier}
  bureau: {name: Enforcement Bureau}
facts:
  - traffic: {id: t, roles: {acme: originating provider, bell: originating provider}}
  - notice: {id: letter, happened: "%s", by: bureau, to: [acme, bell], traffic: [t], time allowed: 14 days,
      elements: [traffic described, grounds given, law cited, compliance directed]}
"""


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Assesses a case that is given as text."""

    def record(words: str, at: str) -> Record:
        (tmp_path / "case.yaml").write_text(words, encoding="utf-8")
        book = Rulebook.load()
        return assess(book, Case.load(tmp_path / "case.yaml", rulebook=book), at=at)

    return record


@pytest.mark.parametrize(
    ("noun", "one", "several"),
    [
        ("calls handled", "calls handled", "calls handled"),
        ("leave to refile", "a leave to refile", "leaves to refile"),
        ("inquiry", "an inquiry", "inquiries"),
        ("registry copy", "a registry copy", "registry copies"),
        ("record made", "a record made", "records made"),
        ("loss", "a loss", "losses"),
        ("traffic seen", "traffic seen", "traffic seen"),
        ("notice", "a notice", "notices"),
        ("survey", "a survey", "surveys"),
    ],
)
def test_a_kind_of_fact_has_its_article_and_its_plural(noun: str, one: str, several: str) -> None:
    """The noun of a kind takes them, wherever it stands in the name."""
    assert (article(noun), plural(noun)) == (one, several)


def test_what_several_ways_share_is_told_once() -> None:
    """Three ways that differ in one matter become one; two are told as they are."""
    ways = [["it is known", f"a {kind} by X comes to light"] for kind in ("call", "pitch", "charge")]
    assert factored(ways) == ["it is known, and a call, a pitch or a charge by X comes to light"]
    assert factored(ways[:2]) == [
        "it is known and a call by X comes to light",
        "it is known and a pitch by X comes to light",
    ]


def test_all_pairs_of_two_sorts_are_one_of_each() -> None:
    """Where each of some matters with each of others is a way, the two sorts are told."""
    assert factored([["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]]) == ["a or b, and c or d"]


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("2024-03-11T19:00:00-04:00", "16:00 PDT"),
        ("2024-03-11T00:00:00-04:00", "Sun 10 March 21:00 PDT"),
        ("2024-03-11T23:59:59.999999-04:00", "before 21:00 PDT"),
    ],
)
def test_the_clock_of_another_place_is_told(told: str, own: str) -> None:
    """An hour as it is there, with the day if that is another; the last microsecond of a minute is before the next."""
    us = parse_time(told, None).earliest
    assert own_clock(us, EASTERN, PACIFIC) == own
    assert own_clock(us, EASTERN, EASTERN) == "" == own_clock(us, EASTERN, None)


def test_an_end_is_told_by_both_clocks(made: Made) -> None:
    """Whoever answers on the Pacific coast reads the agency's time and its own."""
    told = due_lines(made(LETTER % "2025-03-07T18:30:00", "2025-03-08T12:00:00-05:00"), "acme")
    assert "by Sun 9 March 2025 19:30 EDT (16:30 PDT)" in told
    assert "by the end of Fri 21 March 2025 (before 21:00 PDT)" in told


def test_what_begins_later_is_told_with_its_day(made: Made) -> None:
    """Before day 30 of 47 CFR 64.1200(n)(3) a carrier downstream reads from when it must block, in the list and in the verdict."""
    record = made(FDO, "2025-02-20T12:00:00-05:00")
    assert due_lines(record, "down").startswith("pending  from Mon 3 March 2025 00:00 EST on")
    words = " ".join(rendered(record, "text").split())
    assert (
        "NOT YET: Any provider that gets Bad Voice LLC's calls must block all calls of Bad Voice LLC from Mon 3 March 2025"
        in words
    )
    assert "From Mon 3 March 2025 00:00 EST on: A blocking" in words


def test_parties_that_owe_the_same_share_a_sentence(made: Made) -> None:
    """Two addressees of one letter are told of together, and each norm once."""
    one_clock = LETTER.replace(", zone: America/Los_Angeles", "")
    words = " ".join(rendered(made(one_clock % "2025-03-07", "2025-03-07T12:00:00-05:00"), "text").split())
    assert 'still have time for the burden "mitigate": by' in words
    assert 'still has time for the burden "mitigate" and the burden "mitigate"' not in words


def test_a_use_without_its_history_is_no_breach_of_the_agency(made: Made) -> None:
    """An order whose forerunners are not on file is told as not shown to rest on anything, apart from what was missed."""
    history = LETTER % "2025-01-07" + (
        "  - initial determination order: {id: first, happened: 2025-02-10, by: bureau, to: acme, of: letter, time allowed: 14 days}\n"
        "  - final determination order: {id: order, happened: 2025-03-03, by: bureau, against: bell}\n"
    )
    words = " ".join(rendered(made(history, "2025-03-07T12:00:00-05:00"), "text").split())
    assert (
        'NOT COVERED: Nothing on file entitled the Enforcement Bureau to use the power "find finally" toward Bell Carrier'
        in words
    )


def test_days_in_doubt_near_an_end_are_named(made: Made) -> None:
    """A fourteenth day within the weeks of 2025 without funds is told as doubtful, one of another year is not."""
    assert "suspended most operations" in " ".join(
        rendered(made(LETTER % "2025-10-20", "2025-10-25T12:00:00-04:00"), "text").split()
    )
    assert "Days in doubt" not in rendered(made(LETTER % "2025-03-07", "2025-03-08T12:00:00-05:00"), "text")


def test_words_people_write_instead_are_answered_with_the_name() -> None:
    """A word that is meant for a name brings that name, whatever its case and hyphens; another brings the nearest."""
    reader = Reader(
        "case.yaml", {"opt out": ("stop request",), "response": ("traceback answer", "status report", "cure")}
    )
    assert reader.hint("Opt-Out", ["stop request", "notice"]) == "did you mean `stop request`?"
    known = ["traceback answer", "status report"]
    assert reader.hint("response", known) == "did you mean `traceback answer` or `status report`?"
    assert reader.hint("notise", ["notice"]) == "did you mean `notice`?"


def test_two_duties_of_one_name_have_one_party() -> None:
    """A change that is to be told to two registers is owed by one party, and its name stands once before what it still has time for."""
    book = Rulebook.load()
    data: dict[str, Any] = {
        "case": "moved",
        "zone": "America/New_York",
        "parties": {"acme": {"name": "Acme Voice"}},
        "facts": [
            {"filing change": {"id": "one", "happened": "2026-02-06", "by": "acme", "class": "voice service", "about": "form"}},
            {"registration change": {"id": "two", "happened": "2026-02-06", "by": "acme"}},
        ],
    }  # fmt: skip
    record = assess(book, case_of(data, book), at="2026-02-10T00:00:00-05:00")
    said = " ".join(text(report(record, change=False)).split())
    assert 'PENDING: Acme Voice still has time for the duty "update": by the end of Mon 23 February 2026.' in said
