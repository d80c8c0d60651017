"""A day of each year: one instance for each year in which a filing is on file (47 CFR 64.6305(h), 91 FR 5242)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from situations import Data, case_of

from evaluator import Finding, Record, Rulebook, assess
from evaluator.doors.explained import changes_of, report
from evaluator.doors.text import text
from evaluator.engines.stated import Reference
from evaluator.passes.change import target_of
from evaluator.passes.record import digest
from evaluator.passes.verify import Verifier
from evaluator.words.errors import UsageError
from evaluator.words.times import parse_instant, rfc3339

HERE = Path(__file__).parent
BOOK = Rulebook.load(HERE / "rules_language")
LISTING: Data = {"id": "filing one", "of": "acme", "filing": "f1", "began": "2022-01-01"}


def case(*facts: Data, listing: Data | None = None, through: str | None = "2027-06-30") -> Any:
    """A filer with a filing, and with its record of recertifications declared complete."""
    data: Data = {
        "case": "yearly",
        "zone": "America/New_York",
        "parties": {"acme": {"name": "Acme Voice"}, "fcc": {"name": "FCC", "office": "the Commission"}},
        "facts": [{"listing": {**LISTING, **(listing or {})}}, *facts],
    }
    if through is not None:
        data["complete"] = [{"records": ["recertification"], "about": "acme", "through": through, "said by": "acme"}]
    return case_of(data, BOOK)


def again(happened: str, id: str = "again") -> Data:
    """A recertification."""
    return {"recertification": {"id": id, "by": "acme", "filing": "f1", "happened": happened}}


def years(record: Record) -> dict[int, Finding]:
    """The findings of a record by their year; every proof of it is accepted."""
    assert record.verify() == ()
    found = {
        each["year"]: finding for each, finding in zip(record.document()["findings"], record.findings, strict=True)
    }
    assert len(found) == len(record.findings)
    return found


def statuses(*facts: Data, at: str, **more: Any) -> dict[int, str]:
    """The status of each year's duty."""
    return {year: finding.status for year, finding in years(assess(BOOK, case(*facts, **more), at=at)).items()}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2026-01-31T23:59:59.999999-05:00", {}, id="the portal opens on February 1"),
        pytest.param("2026-02-01T00:00:00-05:00", {2026: "pending"}, id="it has opened"),
        pytest.param("2026-03-02T23:59:59.999999-05:00", {2026: "pending"}, id="to the end of Monday the 2nd"),
        pytest.param("2026-03-03T00:00:00-05:00", {2026: "violated"}, id="over"),
        pytest.param("2027-01-31T23:59:59.999999-05:00", {2026: "violated"}, id="the next year is not open yet"),
        pytest.param("2027-02-01T00:00:00-05:00", {2026: "violated", 2027: "pending"}, id="the next year"),
        pytest.param("2027-03-01T23:59:59.999999-05:00", {2026: "violated", 2027: "pending"}, id="a Monday"),
        pytest.param("2027-03-02T00:00:00-05:00", {2026: "violated", 2027: "violated"}, id="both missed"),
    ],
)
def test_each_year_is_a_duty_of_its_own(at: str, expected: dict[int, str]) -> None:
    """Each year has an instance, from its opening on; March 1, 2026, is a Sunday and moves on (47 CFR 1.4(j)), March 1, 2027, a Monday."""
    assert statuses(at=at) == expected


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        pytest.param("2026-01-31T23:59:59.999999-05:00", "violated", id="before it opens"),
        pytest.param("2026-02-01T00:00:00-05:00", "fulfilled", id="as it opens"),
        pytest.param("2026-01-31 to 2026-02-01", "undetermined", id="on the day before it opens or on the day"),
        pytest.param("2026-03-02T23:59:59.999999-05:00", "fulfilled", id="at the last instant"),
        pytest.param("2026-03-03T00:00:00-05:00", "violated", id="a microsecond later"),
        pytest.param("2027-01-31T23:59:59.999999-05:00", "violated", id="late, before the next year opens"),
        pytest.param("2027-02-01T00:00:00-05:00", "violated", id="for the next year"),
    ],
)
def test_a_filing_counts_in_the_window_of_its_year(happened: str, expected: str) -> None:
    """Recertification is between February 1 and March 1 (91 FR 5242; DA 26-72); what is filed before does not count, after is late."""
    found = years(assess(BOOK, case(again(happened)), at="2027-02-10T00:00:00-05:00"))[2026]
    assert found.status == expected
    late = happened.startswith(("2026-03-03", "2027-01-31"))
    assert [act_late for _, act_late in found.done] == ([True] if late else [False] if expected == "fulfilled" else [])


def test_an_act_of_one_year_does_not_serve_the_next() -> None:
    """Each year asks for its own act: one filed in February 2026 leaves March 2027 open, one of February 2027 does not mend 2026."""
    both = again("2026-02-10"), again("2027-02-10", "and again")
    assert statuses(both[0], at="2027-03-02T00:00:00-05:00") == {2026: "fulfilled", 2027: "violated"}
    assert statuses(both[1], at="2027-03-02T00:00:00-05:00") == {2026: "violated", 2027: "fulfilled"}
    assert statuses(*both, at="2027-03-02T00:00:00-05:00") == {2026: "fulfilled", 2027: "fulfilled"}


@pytest.mark.parametrize(
    ("listing", "at", "expected"),
    [
        pytest.param(
            {"began": "2026-03-01"}, "2026-03-03T00:00:00-05:00", {2026: "violated"}, id="filed on the last day"
        ),
        pytest.param(
            {"began": "2026-03-03T00:00:00-05:00"}, "2026-03-04T00:00:00-05:00", {}, id="filed too late for the year"
        ),
        pytest.param(
            {"ended": "2026-02-10"}, "2026-02-12T00:00:00-05:00", {}, id="removed before the day: nothing more is owed"
        ),
        pytest.param({"ended": "2026-02-10"}, "2026-02-09T00:00:00-05:00", {2026: "pending"}, id="not yet removed"),
        pytest.param(
            {"ended": "2026-03-03"}, "2027-03-04T00:00:00-05:00", {2026: "violated"}, id="removed after the day"
        ),
        pytest.param(
            {"ended": "2026-03-01 to 2026-03-05"},
            "2026-03-06T00:00:00-05:00",
            {2026: "undetermined"},
            id="removed at about the day",
        ),
    ],
)
def test_the_filing_has_to_be_on_file(listing: Data, at: str, expected: dict[int, str]) -> None:
    """The duty is that of a provider with a filing in the database: it falls on a filing that is there when the year's time ends."""
    assert statuses(listing=listing, at=at) == expected


def test_what_nobody_declares_complete_is_open() -> None:
    """With no record declared complete, silence proves no miss once the time is over."""
    found = years(assess(BOOK, case(through=None), at="2026-03-03T00:00:00-05:00"))[2026]
    assert found.status == "undetermined"
    assert found.missing


def test_a_reading_keeps_the_day_strict() -> None:
    """Whether a yearly day that is a Sunday moves on is a reading: strictly, March 1, 2026, ends with that day."""
    record = assess(BOOK, case(), at="2026-03-02T00:00:00-05:00", readings={"recert_rollover": "strict"})
    found = years(record)[2026]
    assert found.status == "violated"
    assert found.due is not None
    assert rfc3339(found.due.latest) == "2026-03-02T05:00:00Z"
    assert "recert_rollover" in found.all_readings


def test_more_time_is_for_its_year() -> None:
    """A later day granted in 2026 moves the end of that year, and of no other."""
    grant = {
        "extension": {"id": "grant", "happened": "2026-02-20", "by": "fcc", "to": "acme", "new date": "2026-03-16"}
    }
    found = years(assess(BOOK, case(grant), at="2027-02-02T00:00:00-05:00"))
    ends = {year: rfc3339(each.due.latest) for year, each in found.items() if each.due is not None}
    assert ends == {2026: "2026-03-17T04:00:00Z", 2027: "2027-03-02T05:00:00Z"}
    assert statuses(grant, at="2026-03-16T23:59:59.999999-04:00") == {2026: "pending"}
    assert statuses(grant, at="2026-03-17T00:00:00-04:00") == {2026: "violated"}


def test_until_and_what_is_asked() -> None:
    """A pending duty is missed from the first instant after its time; who must recertify is asked by year."""
    record = assess(BOOK, case(), at="2027-02-10T00:00:00-05:00")
    found = years(record)
    assert found[2027].until is not None
    assert rfc3339(found[2027].until) == "2027-03-02T05:00:00Z"
    assert record.answer("must-recertify", toward="acme").status == "yes"
    said = " ".join(text(report(record)).split())
    assert 'the duty "recertify" on the listing `filing one` in 2027' in said
    assert "by March 1 each year" in said


def test_a_year_beyond_the_calendar_is_refused() -> None:
    """The calendar knows the holidays of 2028: what falls due in 2029 cannot be counted, and asking of it is refused, not answered."""
    assert 2028 in years(assess(BOOK, case(), at="2029-01-31T23:59:59-05:00"))
    with pytest.raises(UsageError, match="2029-02-01T05:00:00Z"):
        assess(BOOK, case(), at="2029-02-01T00:00:00-05:00")


def test_no_engine_has_an_opinion_of_a_year_beyond_the_calendar() -> None:
    """Laid side by side the reference declines such a year, as the durable engine does, so that neither speaks alone."""
    program, facts = assess(BOOK, case(), at="2028-06-01T00:00:00Z").program, case().facts()
    beyond = parse_instant("2029-02-01T00:00:00-05:00", None)
    with pytest.raises(UsageError, match="2029-02-01T05:00:00Z"):
        Reference().opinion(program, facts, beyond)


def test_a_filing_that_is_gone_reaches_no_later_year() -> None:
    """Once a filing is gone nothing falls due on it, so an instant that no calendar reaches can be asked about."""
    assert statuses(again("2026-02-10"), listing={"ended": "2026-06-01"}, at="2031-01-01T00:00:00-05:00") == {
        2026: "fulfilled"
    }


def test_a_record_beyond_the_calendar_is_not_accepted() -> None:
    """A record that was moved to an instant beyond the calendar is refused, whatever it says of the years before."""
    record = assess(BOOK, case(), at="2029-01-31T23:59:59-05:00")
    document = {**record.document(), "at": "2029-02-01T05:00:00Z"}
    document["digest"] = digest({**document, "digest": ""})
    refused = [str(each) for each in Verifier(BOOK, record.case).refusals(document)]
    assert any("no calendar counts the years" in each for each in refused)


def test_what_would_change_it() -> None:
    """Of a duty still open, the act asked for is told as what would meet it."""
    record = assess(BOOK, case(through=None), at="2027-03-10T00:00:00-05:00")
    of = years(record)
    for year, other in ((2026, 2027), (2027, 2026)):
        found = changes_of(record).of(target_of(of[year]))
        done = [each.given for each in found if each.to == "fulfilled"]
        assert any("comes to light" in word for words in done for word in words), year
        assert not any(f"{other}" in word for words in done for word in words if "comes to light" in word)


def test_the_leap_day_lies_in_the_window() -> None:
    """In 2028 the time runs over February 29; a filing of that day is in time, and March 1 (a Wednesday) still is."""
    done = again("2028-02-29T23:59:59-05:00")
    assert statuses(done, at="2028-03-01T12:00:00-05:00", through="2028-03-31")[2028] == "fulfilled"
    assert statuses(at="2028-03-01T23:59:59-05:00", through="2028-03-31")[2028] == "pending"


def test_the_law_of_the_day_counts() -> None:
    """(h) binds from March 1, 2026: under the law of the day before, nothing falls due; as a what-if it does in 2026 and after."""
    at = "2027-04-01T00:00:00-04:00"
    assert [f.status for f in assess(BOOK, case(), at=at, law="2026-02-04").findings] == []
    assert statuses(at=at) == {2026: "violated", 2027: "violated"}
    assert sorted(years(assess(BOOK, case(), at=at, law="2026-03-01"))) == [2026, 2027]
