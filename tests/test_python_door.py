"""The Python door as a service uses it: arguments of any type, rulebooks side by side, what travels and what does not."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from copy import copy, deepcopy
from datetime import datetime, tzinfo
from pathlib import Path
from shutil import copytree
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from letters import AT, letter

import evaluator
from evaluator import (
    Answered,
    BadInput,
    Case,
    Comparison,
    Difference,
    Disagreement,
    IntegrityError,
    Moved,
    Problem,
    Record,
    Rulebook,
    Ruling,
    SecondOpinion,
    Session,
    Sweep,
    Swept,
    UsageError,
    assess,
    check,
    demo,
    sweep,
)  # fmt: skip
from evaluator.doors.api import rules_folder
from evaluator.words.errors import TimeProblem


class Nowhere(tzinfo):
    """A zone that says of no time how far it is from UTC."""

    def utcoffset(self, when: datetime | None) -> None:
        return None


def asked(**changes: Any) -> Any:
    """An assessment of the letter with some of its arguments changed."""
    given: dict[str, Any] = {"rulebook": Rulebook.load(), "case": letter(), "at": AT, **changes}
    return assess(**given)


# -- one rulebook for the case and the question


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with one more spelling of an office's name."""
    folder = tmp_path_factory.mktemp("amended") / "rules"
    copytree(rules_folder(), folder)
    file = folder / "vocabulary.yaml"
    text = file.read_text(encoding="utf-8")
    before = "also: [FCC Enforcement Bureau, "
    assert before in text
    file.write_text(text.replace(before, f"{before}Robocall Office, "), encoding="utf-8")
    return Rulebook.load(folder)


@pytest.mark.parametrize("ask", [assess, sweep, Session], ids=["assess", "sweep", "session"])
def test_a_case_read_by_other_words_is_refused(ask: Any, amended: Rulebook) -> None:
    """A case that was loaded for another rulebook is not answered by this one, and the message says how to load it."""
    with pytest.raises(UsageError, match="another rulebook") as caught:
        ask(amended, letter(), at=AT)
    assert "`Case.load(path, rulebook=book)`" in caught.value.help


def test_two_loads_of_one_rulebook_are_one() -> None:
    """A case loaded for a rulebook is assessed by the same rulebook read again."""
    again = Rulebook.load(rules_folder())
    assert again is not Rulebook.load()
    assert asked(rulebook=again).to_json() == asked().to_json()


# -- arguments of any type


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"law": datetime(2022, 7, 7)}, "`law` is no day"),
        ({"law": 20220707}, "`law` is no day"),
        ({"law": b"2022-07-07"}, "`law` is no day"),
        ({"at": datetime(2022, 7, 10, tzinfo=Nowhere())}, "`at` is a datetime without a zone"),
        ({"readings": [("a", "b")]}, "`readings` is no mapping"),
        ({"readings": "clock"}, "`readings` is no mapping"),
        ({"readings": {"clock_48h_start": None}}, "`readings` holds something else than texts"),
        ({"readings": {5: "a"}}, "`readings` holds something else than texts"),
        ({"as_if": "47 CFR 64.1200(a)(10)"}, "`as_if` is no list of texts"),
        ({"as_if": None}, "`as_if` is no list of texts"),
        ({"as_if": [5]}, "`as_if` holds something else than texts"),
        ({"engine": None}, "`engine` is no name of an engine"),
        ({"engine": ["durable"]}, "`engine` is no name of an engine"),
        ({"presume": "none"}, "`presume` is neither True nor False"),
        ({"second_opinion": "durable"}, "`second_opinion` is neither True nor False"),
        ({"rulebook": None}, "what is given as the rulebook is none"),
        ({"case": {"case": "x", "facts": []}}, "what is given as the case is none"),
    ],
    ids=lambda given: repr(given)[:50] if isinstance(given, dict) else "",
)
def test_an_argument_of_another_type_is_a_usage_error(given: dict[str, Any], what: str) -> None:
    """Whatever is given for an argument of `assess`, what cannot be meant is told in words."""
    with pytest.raises(UsageError) as caught:
        asked(**given)
    assert caught.value.what == what


def test_every_wrong_argument_is_told_at_once() -> None:
    """Arguments that are wrong in several ways are refused with all of them in one message."""
    with pytest.raises(UsageError) as caught:
        asked(at="x", known="y", law="z", readings={"q": "w"}, as_if=["v"], engine="u", presume=0)
    told = str(caught.value)
    for part in (
        "`at`: `x`",
        "`known`: `y`",
        "`law`: `z`",
        "reading `q`",
        "`v` has no text",
        "engine `u`",
        "`presume`",
    ):
        assert part in told


def test_a_path_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    """A single path for `suppose`, and what is no path at all, are refused before anything is read."""
    file = tmp_path / "case.json"
    file.write_text('{"case": "x", "facts": []}', encoding="utf-8")
    wrong: list[Any] = [str(file), file, None, [None]]
    for suppose in wrong:
        with pytest.raises(UsageError, match="`suppose` is no"):
            Case.load(file, suppose=suppose)
    nothing: Any = None
    number: Any = 5
    with pytest.raises(UsageError, match="`path` is no path"):
        Case.load(nothing)
    with pytest.raises(UsageError, match="`path` is no path"):
        Rulebook.load(number)
    with pytest.raises(UsageError, match="as the rulebook"):
        Case.load(file, rulebook=number)


@pytest.mark.parametrize("given", [{"readings": "clock"}, {"as_if": "x"}, {"case": None}], ids=repr)
def test_a_session_looks_at_its_arguments(given: dict[str, Any]) -> None:
    """What `assess` refuses a session refuses in the same words."""
    arguments: dict[str, Any] = {"rulebook": Rulebook.load(), "case": letter(), "at": AT, **given}
    with pytest.raises(UsageError, match=r"`readings`|`as_if`|as the case"):
        Session(**arguments)


def test_a_post_can_be_nested_too_deep() -> None:
    """A post of thousands of levels is bad input like one of a hundred."""
    deep: list[Any] = []
    for _ in range(3000):
        deep = [deep]
    session = Session(Rulebook.load(), letter(), at=AT)
    with pytest.raises(BadInput, match=r"post 1:\d+:\d+: nested deeper than 64 levels"):
        session.post({"mitigation": deep})


@pytest.mark.parametrize("name", ["nope", "index", "sipkonnect.supposed", "", "../demos/sipkonnect", "\0", None])
def test_an_unknown_demo_names_those_there_are(name: Any) -> None:
    """What is no demo is refused, also where a file of that name lies beside the demos, and those there are are named."""
    with pytest.raises(UsageError, match="unknown demo") as caught:
        demo(name)
    assert re.search("`(sipkonnect|xcast|one-eye)`", caught.value.help)


def test_a_demo_is_read_for_a_rulebook(amended: Rulebook) -> None:
    """A demo can be assessed by a rulebook with words of its own."""
    assert assess(amended, demo("sipkonnect", rulebook=amended), at=AT).findings


# -- names to import


def test_the_types_of_the_public_door_can_be_imported() -> None:
    """Whatever the functions and classes of the package take and give can be named by who uses them."""
    shown = [assess, sweep, demo, check, Session.__init__, Session.post, Session.record, Record.answer, Record.about]
    shown += [
        Record.seconded,
        Ruling.findings.fget,
        Ruling.answers.fget,
        Sweep,
        Swept,
        SecondOpinion,
        Moved,
        Comparison,
    ]
    types = {part for each in shown for hint in get_type_hints(each).values() for part in parts(hint)}
    own = {each.__name__ for each in types if each.__module__.startswith("evaluator")}
    inner = {"Table"}  # of `Swept`: every combination, for `under`
    assert own - inner <= set(evaluator.__all__)
    assert {name: getattr(evaluator, name).__name__ for name in own - inner} == {name: name for name in own - inner}
    assert {*evaluator.__all__} >= {"Instant", "Refusal", "Disagreement", "Difference"}


def parts(hint: Any) -> Iterator[type]:
    """Every class that a type is made of."""
    if isinstance(get_origin(hint) or hint, type):
        yield get_origin(hint) or hint
    for each in get_args(hint):
        yield from parts(each)


def test_an_unsound_rulebook_can_be_told(tmp_path: Path) -> None:
    """A folder is loaded without being checked, and `check` tells what is wrong with it."""
    folder = tmp_path / "rules"
    copytree(Path(__file__).parent / "rules_measure", folder)
    assert not check(Rulebook.load(folder))
    file = folder / "measure.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("phrases: [5]", "phrases: [9]"), encoding="utf-8")
    assert check(Rulebook.load(folder))


# -- what travels to another process, and what does not

TOLD_APART = Disagreement(
    (Difference(("reference", "durable"), (Answered("may", "*", "a", "no"), Answered("may", "*", "a", "yes"))),),
    ZoneInfo("America/New_York"),
)


@pytest.mark.parametrize(
    "error",
    [
        BadInput([Problem("b", 2, 1, "late"), Problem("a", 1, 1, "early", "help")]),
        UsageError("what", "help"),
        UsageError("what"),
        IntegrityError("what"),
        TimeProblem("what", "help"),
        TOLD_APART,
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_travels(error: Exception) -> None:
    """An error that a worker process raises says the same where it arrives, and carries the same."""
    sent = pickle.loads(pickle.dumps(error))
    assert (type(sent), str(sent), vars(sent)) == (type(error), str(error), vars(error))


def test_a_rulebook_that_was_used_travels() -> None:
    """A rulebook can be pickled after it was lowered, as small as before, and answers the same where it arrives."""
    book = Rulebook.load(rules_folder())
    fresh = len(pickle.dumps(book))
    pending = "47 CFR 64.1200(a)(10) as adopted in 2026"
    here = asked(rulebook=book), asked(rulebook=book, as_if=[pending])
    packed = pickle.dumps(book)
    assert len(packed) < fresh * 1.01
    sent = pickle.loads(packed)
    there = asked(rulebook=sent), asked(rulebook=sent, as_if=[pending])
    assert [each.to_json() for each in there] == [each.to_json() for each in here]
    assert not there[0].verify()


def test_what_is_read_off_formulas_says_what_travels() -> None:
    """A record, a finding, an answer, a sweep, a ruling and a session cannot be pickled, and name what can be sent."""
    record = asked()
    swept = sweep(Rulebook.load(), letter(), at=AT)
    ruling = asked(engine="durable")
    session = Session(Rulebook.load(), letter(), at=AT)
    for kept in (record, record.findings[0], record.answers[0], swept, ruling, session):
        with pytest.raises(UsageError, match=r"^an? \w+ cannot be pickled(?s:.)*`to_json\(\)`"):
            pickle.dumps(kept)


def test_a_copy_of_what_is_frozen_is_itself() -> None:
    """Copies of a record and what it is made of are the same things, so that they say the same bytes and verify."""
    record = asked()
    for each in (record, record.findings[0], record.answers[0], record.case, Rulebook.load(), asked(engine="durable")):
        assert copy(each) is each
        assert deepcopy([each])[0] is each


def test_nothing_is_taken_from_a_record() -> None:
    """Neither a record nor a finding loses an attribute by `del`."""
    record = asked()
    with pytest.raises(AttributeError, match="`findings` of a record"):
        del record.findings
    with pytest.raises(AttributeError, match="`status` of a finding"):
        del record.findings[0].status
    assert record.findings[0].status
