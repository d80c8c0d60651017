"""The Python door as a service uses it: arguments of any type, rulebooks side by side, what travels and what does not."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from letters import AT, letter

from evaluator import BadInput, Case, Rulebook, Session, UsageError, assess, sweep
from evaluator.doors.api import rules_folder

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
    for part in ("`at`: `x`", "`known`: `y`", "`law`: `z`", "reading `q`", "`v` has no text", "engine `u`", "`presume`"):
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
    with pytest.raises(BadInput, match="post 1: nested deeper than 64 levels"):
        session.post({"mitigation": deep})
