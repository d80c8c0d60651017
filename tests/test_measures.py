"""Measures: how many facts of a stretch of time there are, and what share, from what surely counts to what may."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from situations import Data, case_of

from evaluator import Record, Rulebook, assess
from evaluator.documents.items import ItemParser, Scope
from evaluator.documents.measures import parse_over
from evaluator.documents.reader import Reader
from evaluator.doors.explained import report
from evaluator.doors.text import text
from evaluator.engines.second import second_opinion
from evaluator.engines.stated import stated
from evaluator.passes.check import check
from evaluator.words.counted import Counted, within
from evaluator.words.formula import Leaf, View
from evaluator.words.nodes import Text
from evaluator.words.source import load_text
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, decided

BOOK = Rulebook.load(Path(__file__).parent / "rules_measure")
AT = "2024-06-01T00:00:00-04:00"
COMPLETE = [{"records": ["call"], "about": "acme", "through": AT}]


def calls(*hours: str, seconds: str = "1", **more: str) -> list[Data]:
    """Calls that a person answered, at these times."""
    fields = {"by": "acme", "campaign": "c1", "answered by": "person", "seconds to agent": seconds, **more}
    return [{"call": {"id": f"{hour}-{seconds}", "happened": hour, **fields}} for hour in hours]


def dropped(*hours: str, **more: str) -> list[Data]:
    """Calls that a person answered and that were abandoned."""
    return calls(*hours, seconds="3", **more)


def record(*facts: Data, complete: bool = True, at: str = AT) -> Record:
    """The record of a case of one caller, every proof of which is accepted."""
    told: dict[str, Any] = {
        "case": "count",
        "zone": "America/New_York",
        "parties": {"acme": {"name": "Acme"}, "bell": {"name": "Bell"}},
    }
    told |= {"facts": list(facts), **({"complete": COMPLETE} if complete else {})}
    found = assess(BOOK, case_of(told, BOOK), at=at)
    assert found.verify() == ()
    return found


def status(norm: str, *facts: Data, of: str = "2024-03-04T12:00-3", complete: bool = True, at: str = AT) -> str:
    """What a norm comes to for one call."""
    [found] = [
        f
        for f in record(*facts, complete=complete, at=at).findings
        if f.name == norm and f.trigger and f.trigger.id == of
    ]
    return found.status


ONE = dropped("2024-03-04T12:00")
MORE = calls("2024-03-04T17:00", "2024-03-04T18:00", "2024-03-04T19:00", "2024-03-04T20:00")
IN_TURN = calls("2024-02-10T00:00", "2024-02-20T12:00", "2024-03-10T23:59")
OTHER = {"campaign start": {"id": "start", "happened": "2024-02-10", "campaign": "c2"}}
THREE = calls("2024-03-04T13:00", "2024-03-04T14:00", "2024-03-04T15:00")


def test_the_worked_measures_are_clean() -> None:
    """`check` finds nothing in the worked provisions."""
    assert check(BOOK) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([*ONE, *THREE], "excused"),
        ([*ONE, *THREE[:2]], "violated"),
        ([*ONE, *THREE[:2], *calls("2024-03-05T00:00")], "violated"),
        ([*ONE, *THREE[:2], *calls("2024-03-04T00:00")], "excused"),
        ([*ONE, *THREE[:2], *calls("2024-03-04T16:00", campaign="c2")], "violated"),
        ([*ONE, *THREE[:2], *calls("2024-03-04T16:00", by="bell")], "violated"),
        ([*ONE, *THREE, *dropped("2024-03-04T17:00")], "violated"),
        ([*ONE, *THREE, *dropped("2024-03-04T17:00", campaign="c2")], "excused"),
        ([*ONE, *THREE[:2], *calls("2024-03-04")], "excused"),
        ([*ONE, *THREE[:2], *calls("2024-03-03T23:30 to 2024-03-04T00:30")], "undetermined"),
        ([*ONE, *THREE, *calls("2024-03-04T17:00", **{"answered by": "redacted"}, seconds="3")], "undetermined"),
        ([*ONE, *THREE, *calls("2024-03-04T17:00", seconds="redacted")], "undetermined"),
        ([*ONE, *THREE, *MORE, *calls("2024-03-04T21:00", seconds="redacted")], "excused"),
    ],
)  # fmt: skip
def test_a_share_of_a_day(facts: list[Data], expected: str) -> None:
    """A quarter of the answered calls of one campaign on one day, of what surely counts and what may."""
    assert status("daily share", *facts) == expected


def test_an_open_record_decides_no_share() -> None:
    """Where calls may be missing from the record, any share is possible."""
    assert status("daily share", *ONE, *THREE, complete=False) == "undetermined"


def test_a_record_is_complete_enough_once_the_day_is_over() -> None:
    """A count of a day needs the record of that day, not of what comes later."""
    facts = [*ONE, *THREE]
    told: Data = {"case": "count", "zone": "America/New_York", "parties": {"acme": {"name": "Acme"}}, "facts": facts}
    found = []
    for through in ("2024-03-04T23:59:59.999999-05:00", "2024-03-04T23:59:59.999998-05:00"):
        told["complete"] = [{"records": ["call"], "about": "acme", "through": through}]
        made = assess(BOOK, case_of(told, BOOK), at=AT)
        assert made.verify() == ()
        found += [f.status for f in made.findings if f.name == "daily share"]
    assert found == ["excused", "undetermined"]


@pytest.mark.parametrize(
    ("facts", "complete", "expected"),
    [
        (ONE, True, "excused"),
        ([*ONE, *dropped("2024-03-04T23:59")], True, "violated"),
        ([*ONE, *dropped("2024-03-04T23:59")], False, "violated"),
        (ONE, False, "undetermined"),
        ([*ONE, *dropped("2024-03-05T00:00")], True, "excused"),
        ([*ONE, *calls("2024-03-04T23:59", seconds="redacted")], True, "undetermined"),
    ],
)
def test_a_number_of_a_day(facts: list[Data], complete: bool, expected: str) -> None:
    """A number that is passed already is passed whatever else there is; one that is not needs the whole record."""
    assert status("daily count", *facts, complete=complete) == expected


START = [{"campaign start": {"id": "start", "happened": "2024-02-10", "campaign": "c1"}}]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([*START, *ONE, *THREE], "excused"),
        ([*START, *ONE, *IN_TURN], "excused"),
        ([*START, *ONE, *calls("2024-02-09T23:59", "2024-02-20T12:00", "2024-03-10T23:59")], "violated"),
        ([*START, *ONE, *calls("2024-02-10T00:00", "2024-02-20T12:00", "2024-03-11T00:00")], "violated"),
        ([*ONE, *THREE], "violated"),
        ([*ONE, *calls("2024-02-20T12:00", "2024-02-21T12:00", "2024-03-10T23:59")], "violated"),
        ([OTHER, *ONE, *IN_TURN], "violated"),
    ],
)  # fmt: skip
def test_a_share_of_thirty_days_in_turn(facts: list[Data], expected: str) -> None:
    """Thirty days are counted from the day of the campaign's start; what cannot be shown excuses nobody."""
    assert status("monthly share", *facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([*ONE, *calls("2024-02-03T00:00", "2024-02-20T12:00", "2024-03-04T11:59")], "excused"),
        ([*ONE, *calls("2024-02-02T23:59", "2024-02-20T12:00", "2024-03-04T11:59")], "violated"),
        ([*ONE, *calls("2024-02-20T12:00", "2024-03-04T11:59", "2024-03-04T12:01")], "violated"),
    ],
)
def test_a_share_of_the_thirty_days_before(facts: list[Data], expected: str) -> None:
    """The thirty days before a call are counted as whole days, up to the call itself."""
    assert status("rolling share", *facts) == expected


def test_what_would_decide_a_count_is_told() -> None:
    """An undetermined count tells what decides it, and each way leads to what it says."""
    found = record(*ONE, *THREE, complete=False)
    [daily] = [f for f in found.findings if f.name == "daily share"]
    assert {leads for _, leads in daily.missing} == {"excused"}
    assert found.verify() == ()


def test_a_count_is_told_in_words() -> None:
    """The report says what a measure comes to and what is asked of it."""
    words = " ".join(text(report(record(*ONE, *THREE[:2]), change=False)).split())
    assert "the daily is 33.33 %, where share at most 25 % is asked" in words
    assert "the abandoned is 1, where count less than 2 is asked" in words


@pytest.mark.parametrize("seed", range(24))
def test_both_engines_count_alike(seed: int) -> None:
    """Whatever calls there are, told well or badly, the second engine comes to the same of each norm with a measure."""
    made = record(*crowd(Random(seed)), complete=seed % 3 > 0)
    opinion = second_opinion(
        stated(made.findings, made.answers), "durable", made.program, made.reckoning.facts, made.at, True
    )
    assert opinion.agreed or "durable-rules is not there" in opinion.why
    assert opinion.document()["unsupported"] == []


def crowd(random: Random) -> list[Data]:
    """Calls round the edges of days and of stretches of thirty, some of them told by halves or by two sources."""
    days = ("2024-02-02", "2024-02-03", "2024-02-10", "2024-03-03", "2024-03-04", "2024-03-05", "2024-03-11")
    facts: list[Data] = []
    for number in range(random.randint(3, 9)):
        hour = random.choice(("T00:00:00", "T12:00", "T23:59:59.999999", "", "T12:00 to 2024-03-12T00:00"))
        call: Data = {
            "id": f"call {number}",
            "happened": f"{random.choice(days)}{hour}",
            "by": random.choice(("acme", "acme", "bell")),
        }
        call["campaign"] = random.choice(("c1", "c1", "c1", "c2", "redacted"))
        call["answered by"] = random.choice(("person", "person", "machine", "redacted"))
        call["seconds to agent"] = random.choice(("1", "3", "3", "redacted"))
        facts.append({"call": call})
        if random.random() < 0.2:
            facts[-1] = {"call": {**call, "source": "one"}}
            facts.append({"call": {**call, "source": "two", "happened": random.choice(days)}})
    starts = random.choice(
        (("2024-02-10",), ("2024-02-03",), ("2024-02-03", "2024-02-10"), ("2024-02-01 to 2024-02-06",), ())
    )
    return [*facts, *({"campaign start": {"id": f"start {day}", "happened": day, "campaign": "c1"}} for day in starts)]


# -- the count itself, against every way of filling the gaps


@pytest.mark.parametrize("seed", range(120))
def test_a_count_is_sure_only_if_every_way_agrees(seed: int) -> None:
    """Whatever is said of a count is so under every way of filling what is open."""
    random = Random(seed)
    share = random.random() < 0.6
    pairs = []
    for _ in range(random.randint(0, 5)):
        among = random.choice([YES, YES, OPEN, NO])
        counts = NO if among == NO else random.choice([among, OPEN, NO])
        pairs.append((among, counts))
    text = random.choice(["at most", "less than", "at least", "more than"])
    bound = random.choice([0, 1, 2, 25, 50] if share else [0, 1, 2, 3])
    low, included = text in ("at least", "more than"), text in ("at most", "at least")
    bounds = (Decimal(bound), None, included, True) if low else (None, Decimal(bound), True, included)
    node = Counted("m", "w", bounds, share, [(Leaf(a), Leaf(c)) for a, c in pairs], Leaf(NO))
    seen = set()
    both = [*product((YES, NO), repeat=2)]
    fills = [
        [(a, c) for a, c in both if among in (OPEN, a) and counts in (OPEN, c) and (c == NO or a == YES)]
        for among, counts in pairs
    ]
    for way in product(*fills):
        number = sum(c == YES for _, c in way)
        base = sum(a == YES for a, _ in way)
        value = Decimal(100 * number) / base if share and base else Decimal(number if not share else 0)
        seen.add(within(value, bounds))
    truth = node.truth(View(0))
    if decided(truth):
        assert seen == {truth == YES}
    elif all(among == YES for among, _ in pairs):
        assert seen == {True, False}


def test_what_is_disputed_leaves_a_count_disputed() -> None:
    """A count that turns on what is disputed is disputed."""
    node = Counted("m", "w", (None, Decimal(0), True, True), False, [(Leaf(DISPUTED), Leaf(DISPUTED))], Leaf(NO))
    assert node.truth(View(0)) == DISPUTED


# -- how it is written


@pytest.mark.parametrize(
    "written", ["each week", "30 days", "each 30 days", "each 5 hours from call", "30 days before call", "days before"]
)
def test_a_stretch_that_is_none_is_refused(written: str) -> None:
    """A stretch is each day, so many days from a fact, or so many before."""
    reader = Reader("card.yaml")
    assert parse_over(reader, Text(written, 1, 1), {"call": None}) is None
    assert [problem.what for problem in reader.problems] == [f"`{written}` is no stretch over which to count"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("daily: {around: call}", "one of `share` and `count` is asked"),
        ("daily: {share: at most 3 %}", "lacks `around`"),
        ("daily: {around: coll, count: at most 3}", "unknown fact of this card `coll`"),
        ("daily: {around: call, share: 3}", "`share` takes a comparison, not `3`"),
        ("daily: {around: call, share: at most 3, number: 4}", "unknown key `number`"),
        ("no daily: {around: call, share: at most 3}", "a measure is no fact"),
    ],
)
def test_what_is_asked_of_a_measure_is_checked(written: str, said: str) -> None:
    """Of a measure one bound is asked, around a fact of the card."""
    reader = Reader("card.yaml")
    scope = Scope(frozenset(), BOOK.vocabulary, frozenset({"daily"}), {"call": "call"}, measured=frozenset({"daily"}))
    ItemParser(reader, scope, ()).item(load_text(f"{written}\n", "card.yaml").data, "when")
    assert [said in problem.what for problem in reader.problems] == [True]
