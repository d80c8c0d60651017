"""A case given in memory: a service that holds its facts as mappings or texts needs no file."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from letters import AT, NAMES, TRAFFIC, cutoff, notice
from situations import MITIGATE, Data, findings_of, only

from evaluator import BadInput, Case, Rulebook, Session, UsageError, assess
from evaluator.doors.given import form_of


def told() -> Data:
    """The letter and a cut-off, as a case file holds them."""
    return {"case": "given", "zone": "America/New_York", "parties": dict(NAMES), "facts": [TRAFFIC, notice(), cutoff()]}


def in_a_file(folder: Path, given: Data, name: str = "case.json") -> Path:
    """The same in a file."""
    path = folder / name
    path.write_text(json.dumps(given, indent=2), encoding="utf-8")
    return path


FORMS: dict[str, tuple[Any, str]] = {
    "mapping": (told(), "yaml"),
    "mapping that cannot be changed": (MappingProxyType(told()), "yaml"),
    "text": (json.dumps(told()), "json"),
    "bytes": (json.dumps(told()).encode(), "json"),
    "YAML": (f"case: given\nzone: America/New_York\nparties: {json.dumps(NAMES)}\nfacts: {json.dumps(told()['facts'])}\n", "yaml"),
    "lines": ("\n".join(map(json.dumps, [{k: v for k, v in told().items() if k != "facts"}, *told()["facts"]])), "jsonl"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_case_given_in_memory_is_the_case_of_a_file(form: str, tmp_path: Path) -> None:
    """Whatever form it is given in, the record is to the byte that of a file which says the same."""
    given, written = FORMS[form]
    book = Rulebook.load()
    expected = assess(book, Case.load(in_a_file(tmp_path, told())), at=AT).to_json()
    assert assess(book, Case.read(given, form=written), at=AT).to_json() == expected  # type: ignore[arg-type]


def test_problems_stand_where_the_mapping_has_them(tmp_path: Path) -> None:
    """Every problem is told at once, at the line and column it has in the mapping as a file that is written from it has it."""
    wrong = told()
    wrong["facts"][1]["notice"]["hapened"] = wrong["facts"][1]["notice"].pop("happened")
    wrong["facts"][2]["mitigation"]["by"] = "targt"
    with pytest.raises(BadInput) as given:
        Case.read(wrong, name="matter 7")
    path = in_a_file(tmp_path, wrong)
    with pytest.raises(BadInput) as filed:
        Case.load(path)
    assert str(given.value) == str(filed.value).replace(str(path), "matter 7")
    assert "did you mean `happened`?" in str(given.value)
    assert "did you mean `target`?" in str(given.value)


def test_what_is_no_value_hides_nothing() -> None:
    """A value that is none is left out and told, with every other problem of the case and of what is supposed."""
    wrong = told()
    wrong["facts"][1]["notice"] |= {"received": None, "hapened": "2022-07-07"}
    wrong["facts"][2]["mitigation"] |= {"by": "targt", "note": {1, 2}}
    for given in (
        wrong,
        json.dumps({**wrong, "facts": [*wrong["facts"][:2], told()["facts"][2] | {"by": "x"}]}, default=str),
    ):
        with pytest.raises(BadInput) as caught:
            Case.read(given, suppose=[{"determinations": [{"standard": "effective mitigatio", "about": None}]}])
        said = str(caught.value)
        assert "is no value" in said
        assert "did you mean `happened`?" in said
        assert "case supposed 1:" in said
    with pytest.raises(BadInput) as caught:
        Case.read(wrong)
    lines = json.dumps(wrong, indent=2, default=str).split("\n")
    begins = [lines[p.line - 1][p.column - 1 :].rstrip(",") for p in caught.value.problems]
    assert begins == ["null", '"hapened": "2022-07-07"', '"targt"', '"{1, 2}"']


@pytest.mark.parametrize("odd", ["société", 'a "quoted" key', "日本", "tab\tkey", 7])
def test_places_are_those_of_the_usual_dump(odd: Any) -> None:
    """A problem stands at the line and column it has in `json.dumps(given, indent=2, default=str)`, whatever its keys hold."""
    wrong = told()
    wrong["facts"] += [{"traffic": {"id": "more", "roles": {odd: ["gatewy provider", Decimal("2.50")]}}}]
    wrong["facts"][2]["mitigation"]["happened"] = date(2022, 7, 8)
    lines = json.dumps(wrong, indent=2, default=str).split("\n")
    with pytest.raises(BadInput) as caught:
        Case.read(wrong)
    assert caught.value.problems
    for each in caught.value.problems:
        begins = lines[each.line - 1][each.column - 1 :]
        assert begins.startswith(('"gatewy provider"', '"2.50"', json.dumps(str(odd))))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("case: x\nfacts: []\n", "yaml"),
        ('\ufeff {"case": "x",\n\t"facts": []}', "json"),
        ('{"case": "x", "facts": []}\n\n', "json"),
        ('{"case": "x"}\n{"facts": []}\n', "jsonl"),
        ("{", "json"),
    ],
)
def test_the_form_of_a_text_is_plain(text: str, form: str) -> None:
    """A text that begins with a brace is JSON, or lines of it where its first line is whole and others follow; any other is YAML."""
    assert form_of(text) == form


def test_what_is_supposed_is_laid_over_it(tmp_path: Path) -> None:
    """An overlay given in memory does what an overlay in a file does, and its problems go by its own name."""
    judged: Data = {
        "standard": "effective mitigation",
        "about": "cutoff",
        "says": "yes",
        "by": "fcc",
        "dated": "2022-07-09",
    }
    supposed = {"determinations": [judged]}
    book = Rulebook.load()
    case = Case.read(told(), suppose=[supposed])
    record = assess(book, case, at=AT)
    assert only(findings_of(record, MITIGATE)).status == "discharged"
    assert only(findings_of(assess(book, Case.read(told()), at=AT), MITIGATE)).status == "undetermined"
    files = in_a_file(tmp_path, told()), in_a_file(tmp_path, supposed, "what-if.json")
    assert record.to_json() == assess(book, Case.load(files[0], suppose=[files[1]]), at=AT).to_json()
    with pytest.raises(BadInput, match=r"^case supposed 2:\d+:\d+: "):
        Case.read(told(), suppose=[supposed, {"determinations": [{**judged, "says": "perhaps"}]}])
    with pytest.raises(BadInput, match="case supposed 1: this file says the same as `case`"):
        Case.read(told(), suppose=[told()])


def test_dates_and_instants_of_python_are_those_they_print() -> None:
    """An aware datetime among the facts is the instant it is, and the mapping that was given is left as it was."""
    given = told()
    given["facts"][2]["mitigation"]["happened"] = datetime(2022, 7, 8, 19, tzinfo=UTC)
    before = deepcopy(given)
    assert Case.read(given).digest != Case.read(told()).digest
    written = told()
    written["facts"][2]["mitigation"]["happened"] = "2022-07-08T19:00:00+00:00"
    assert Case.read(given).digest == Case.read(written).digest
    assert given == before


def test_a_session_goes_on_from_it() -> None:
    """A session takes a case that was given in memory as it takes one from a file."""
    session = Session(Rulebook.load(), Case.read(told()), at=AT)
    changed = session.post({"standard": "effective mitigation", "about": "cutoff", "says": "yes", "by": "fcc"})
    assert f"{MITIGATE} on letter, target: undetermined → discharged" in map(str, changed)


REFUSED: dict[str, tuple[Any, dict[str, Any], str]] = {
    "a path": (Path("case.yaml"), {}, "case is a PosixPath"),
    "a list": ([], {}, "case is a list"),
    "nothing": (None, {}, "case is a NoneType"),
    "a form unheard of": ("case: x", {"form": "xml"}, "`form` is none of the forms of a text"),
    "a name of two lines": (told(), {"name": "a\nb"}, "`name` is no name"),
    "one overlay alone": (told(), {"suppose": {"facts": []}}, "`suppose` is no list"),
    "two things that are no case": (3, {"suppose": [4]}, "case supposed 1 is an int"),
    "a rulebook that is none": (told(), {"rulebook": "rules"}, "what is given as the rulebook is none"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_is_no_case_is_refused(wrong: str) -> None:
    """What cannot be a case is a usage error that says what it is and what to give."""
    given, how, said = REFUSED[wrong]
    with pytest.raises(UsageError) as caught:
        Case.read(given, **how)
    assert said in str(caught.value)
    assert caught.value.help


CIRCLE: dict[str, Any] = {"case": "circle"}
CIRCLE["facts"] = [CIRCLE]
BROKEN: dict[str, tuple[Any, str]] = {
    "no value": ({"case": "x", "facts": None}, r"case:3:12: `None` is no value"),
    "no number": ({"case": "x", "facts": [], "zone": float("nan")}, r"case:4:11: `nan` is no number"),
    "a number without end": (
        {"case": "x", "facts": [], "zone": 10**5000},
        r"case:4:11: a number of thousands of digits",
    ),
    "a set in it": ({"case": {1}, "facts": []}, r"case:2:11: a set is no value here"),
    "a key that is none": ({"case": "x", "facts": [], (1, 2): 3}, r"case:4:3: `\(1, 2\)` is no key"),
    "a circle": (CIRCLE, r"nested deeper than 64 levels"),
    "a null in JSON": ('{"case": "x", "facts": [], "zone": null}', r"case:1:36: `null` is no value"),
    "a note that hides keys": (
        {**told(), "facts": [{"traffic": {"id": "t", "note": {"id": "x"}}}]},
        r"`note` should be",
    ),
    "a path": ("matters/case.json", r"case: this is the path of a file"),
    "empty": ({}, "the case lacks `facts`"),
    "another encoding": ("case: x".encode("utf-16"), "the file is written in UTF-16"),
    "no text": ("", "the file is empty"),
    "a hidden sign": ({"case": "x\u202e", "facts": []}, r"case:2:"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_case_is_bad_input(broken: str) -> None:
    """What is wrong inside is told as of a file, with its place."""
    given, said = BROKEN[broken]
    with pytest.raises(BadInput, match=said):
        Case.read(given)


def test_a_case_nested_without_end_is_bad_input() -> None:
    """A depth that no case needs is refused, not a crash."""
    deep: dict[str, Any] = {}
    inner = deep
    for _ in range(100_000):
        inner["facts"] = inner = {}
    with pytest.raises(BadInput, match="nested deeper"):
        Case.read(deep)
