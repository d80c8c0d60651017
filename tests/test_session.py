"""A live case: one fact at a time, and what changes with it."""

from __future__ import annotations

import doctest
import json
from datetime import date, datetime
from typing import Any

import pytest
from gaps import Plan, told
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from letters import AT, complete, cutoff, letter, word
from situations import MITIGATE, REPORT, Data, case_of
from strategies import plans

from evaluator import Answer, BadInput, Finding, Moved, Rulebook, Session, UsageError, assess
from evaluator.doors import session as module

LATER = "2022-07-22T00:00:00-04:00"


def begun(at: str = AT, **how: Any) -> Session:
    """A session that begins with the letter alone."""
    return Session(Rulebook.load(), letter(), at=at, **how)


def turned(moved: tuple[Moved, ...]) -> dict[str, tuple[str | None, str | None]]:
    """What changed, by the question or the norm's id, as statuses before and after."""
    found = {}
    for each in moved:
        one = each.new or each.old
        name = one.asked.question.name if isinstance(one, Answer) else one.norm.id if one else ""
        found[name] = (each.old.status if each.old else None, each.new.status if each.new else None)
    return found


# -- what a file says, in whatever order it comes


@settings(max_examples=25, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
@given(plans(), st.randoms(use_true_random=False))
def test_a_session_ends_with_the_record_of_the_whole_case(plan: Plan, random: Any) -> None:
    """After any sequence of posts, each fact after those it names, the record is to the byte that of a file that says it all."""
    data = told(plan)
    first, rest = data["facts"][:3], data["facts"][3:]
    entries = [*rest, *data["complete"], *data["determinations"]]
    book = Rulebook.load()
    session = Session(book, case_of({**data, "facts": first, "complete": [], "determinations": []}), at=plan.at)
    random.shuffle(entries)
    waiting = entries
    while waiting:
        refused = [entry for entry in waiting if not posted(session, entry)]
        assert len(refused) < len(waiting), refused
        waiting = refused
    assert session.record().to_json() == assess(book, case_of(data), at=plan.at).to_json()


def posted(session: Session, entry: Data) -> bool:
    """Whether a session takes an entry; one that names what is not there yet is refused and changes nothing."""
    before = session.record()
    try:
        session.post(entry)
    except BadInput as bad:
        whats = [problem.what for problem in bad.problems]
    else:
        return True
    assert all("not in the case" in what or "not declare" in what for what in whats), whats
    assert session.record() is before
    return False


def test_what_is_supposed_lies_over_what_is_posted() -> None:
    """A supposition that came with the case still takes the place of a fact that is posted later."""
    from evaluator.doors.demos import demo_case

    book = Rulebook.load()
    case, at = demo_case("sipkonnect", "", book)
    session = Session(book, case, at=at)
    session.post({"mitigation": {"id": "cut", "happened": "2022-07-08T15:00", "by": "sipkonnect", "answers": "letter"}})
    assert session.record().case.supposes
    assert session.record().answer("may-block-all", toward="sipkonnect").status == "undetermined"


# -- what changed


def test_a_fact_that_changes_nothing_returns_nothing() -> None:
    """The same fact again, word for word, changes no finding and no answer."""
    session = begun()
    session.post(cutoff())
    assert session.post(cutoff()) == ()


def test_each_post_returns_what_it_changed() -> None:
    """A cut-off in time, found effective by the Bureau, discharges the burden and closes the permission."""
    session = begun()
    session.post(complete())
    assert session.record().answer("may-block-all", toward="target").status == "yes"
    assert turned(session.post(cutoff()))[MITIGATE] == ("not discharged", "undetermined")
    moved = session.post(word("effective mitigation", "cutoff"))
    assert turned(moved)["may-block-all"] == ("undetermined", "no")
    assert turned(moved)[MITIGATE] == ("undetermined", "discharged")
    assert {str(each) for each in moved} >= {f"{MITIGATE} on letter, target: undetermined → discharged"}


def test_time_goes_on_and_returns_what_it_changed() -> None:
    """With records complete, the end of July 21 turns the report from pending to not discharged; an earlier instant is refused."""
    session = begun()
    session.post(complete())
    assert turned(session.advance(LATER))[REPORT] == ("pending", "not discharged")
    assert session.record().to_json() == assess(Rulebook.load(), session.case, at=LATER).to_json()
    with pytest.raises(UsageError, match="forward only"):
        session.advance(AT)


def test_a_new_party_can_be_declared_once() -> None:
    """A party that comes later is declared like in a case file; a second time it is refused, for it would change in silence."""
    session = begun()
    moved = session.post({"parties": {"carrier": {"name": "Carrier Inc."}}})
    assert {str(each) for each in moved} >= {"may-block-all toward carrier: nothing → no"}
    with pytest.raises(BadInput, match=r"post 2:3:5: the party `carrier` is declared already"):
        session.post({"parties": {"carrier": {"name": "Another Inc."}}})


def test_a_party_that_spoils_an_old_entry_is_told_there() -> None:
    """Where a new party makes an earlier entry unclear, the problem is at its place in that entry, and the session stays as it was."""
    carrier = {"located": "domestic", "provider": "yes"}
    case = letter(people={"blocker": {"name": "Downstream Inc.", **carrier}})
    session = Session(Rulebook.load(), case, at=AT)
    session.post(cutoff())
    session.post({"parties": {"bell": {"name": "Bell", **carrier}}})
    notice = {"public notice": {"id": "told", "happened": "2022-07-09", "by": "fcc", "to": "all U.S. providers"}}
    lines = json.dumps(notice, indent=2).split("\n")
    session.post(notice)
    before = session.record()
    with pytest.raises(BadInput) as caught:
        session.post({"parties": {"q": {"name": "Q Corp", "located": "domestic"}}})
    [problem] = caught.value.problems
    assert problem.file == "post 3"
    assert lines[problem.line - 1][problem.column - 1 :] == '"all U.S. providers"'
    assert "whether `q` is one is not said" in problem.what
    assert session.record() is before


def test_values_may_be_dates_and_datetimes() -> None:
    """A day and an instant of Python are read as a file's would be."""
    written, given_in_python = begun(), begun()
    written.post(cutoff("2022-07-08T15:00:00"))
    fact = cutoff()
    fact["mitigation"]["happened"] = datetime(2022, 7, 8, 15)
    given_in_python.post(fact)
    extension = {"by": "fcc", "to": "target", "of": "letter", "id": "more", "happened": "2022-07-09"}
    written.post({"extension": {**extension, "new date": "2022-08-04"}})
    given_in_python.post({"extension": {**extension, "new date": date(2022, 8, 4)}})
    assert given_in_python.record().to_json() == written.record().to_json()


# -- what is refused, with nothing half done


@pytest.mark.parametrize(
    ("entry", "told_as"),
    [
        (
            {"mitigatoin": {"by": "target"}},
            ["post 1:2:3: unknown kind of fact `mitigatoin`\n  help: did you mean `mitigation`? `callrules facts` lists them all"],
        ),
        (
            {"mitigation": {"by": "nobody", "happened": "soon", "answers": "leter"}},
            ["post 1:3:11: unknown party `nobody`", "post 1:4:17: `happened`: `soon` is not", "post 1:5:16: `answers` names `leter`"],
        ),
        ({"mitigation": {"id": object(), "note": None}}, ["post 1:3:11: an object is no value here", "post 1:4:13: `None` is no value"]),
        ({}, ["post 1:1:1: a fact is one kind with its fields, not nothing"]),
        ({"standard": "effective", "about": "letter"}, ["post 1:1:1: a determination lacks `says`"]),
        ({"records": "mitigation", "about": "target"}, ["post 1:1:1: a declaration of completeness lacks `through`"]),
        ({"mitigation": {"id": "a", "replaces": "b"}}, ["post 1:4:17: `a` replaces `b`, which is not in the case"]),
    ],
    ids=["kind", "three", "no values", "nothing", "determination", "declaration", "correction"],
)  # fmt: skip
def test_a_bad_entry_is_refused_whole(entry: Data, told_as: list[str]) -> None:
    """Every problem of a bad entry is told at once at its place, and the session stays as it was."""
    session = begun()
    before = session.record()
    with pytest.raises(BadInput) as caught:
        session.post(entry)
    lines = [str(problem) for problem in caught.value.problems]
    for expected in told_as:
        assert any(line.startswith(expected) for line in lines), lines
    assert session.record() is before
    session.post(cutoff())
    assert session.record().to_json() == assess(Rulebook.load(), letter(cutoff()), at=AT).to_json()


@pytest.mark.parametrize("entry", [["mitigation"], None, "mitigation: {}"])
def test_what_is_no_entry_is_a_usage_error(entry: Any) -> None:
    """What is no mapping is refused before it is read."""
    with pytest.raises(UsageError, match="what is posted is"):
        begun().post(entry)


def test_a_case_put_together_otherwise_is_refused() -> None:
    """A session needs what was read from files, and does not go on from a case that was changed since."""
    from dataclasses import replace

    with pytest.raises(UsageError, match="as it was read"):
        Session(Rulebook.load(), replace(letter(), tellings=()), at=AT)


def test_a_session_goes_on_from_the_case_of_another() -> None:
    """The case of a session can be kept and begun from again."""
    session = begun()
    session.post(cutoff())
    again = Session(Rulebook.load(), session.case, at=AT)
    again.post(word("effective mitigation", "cutoff"))
    session.post(word("effective mitigation", "cutoff"))
    assert again.record().to_json() == session.record().to_json()


def test_the_arguments_of_assess_hold_throughout() -> None:
    """Instants, law, readings and presumptions given at the start hold for every post."""
    how: dict[str, Any] = {"known": AT, "law": "2020-10-14", "readings": {"dst": "wall clock"}, "presume": False}
    session = begun(**how)
    session.post(cutoff())
    assert session.record().to_json() == assess(Rulebook.load(), letter(cutoff()), at=AT, **how).to_json()


def test_the_example_runs() -> None:
    """The example in the documentation of a session is true."""
    assert doctest.testmod(module).failed == 0
    assert isinstance(begun().record().findings[0], Finding)
