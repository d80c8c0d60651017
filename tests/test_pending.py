"""Pending law: a text adopted without a date, or only proposed, binds nobody; it can be shown, and supposed to be in force."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from evaluator import BadInput, Case, Record, Rulebook, Session, UsageError, assess
from evaluator.documents.pending import as_if, pending
from evaluator.doors.cli import app
from evaluator.doors.library import shown
from evaluator.doors.replay import assessed
from evaluator.doors.sweep import sweep
from evaluator.passes.check import check
from evaluator.passes.verify import Verifier

GOOD = Path(__file__).parent / "bad_input" / "rulebook"
MEND: dict[str, Any] = {
    "bearer": "owner",
    "arises from": {"notice": {"by": "the Office", "to": "owner"}},
    "done by": {"repair": {"by": "owner", "answers": "notice"}},
    "within": "3 days of notice",
}
SOONER = {**MEND, "within": "1 day of notice"}
IN_FORCE, DELAYED, PROPOSED = "1 CFR 2.1(a)", "1 CFR 2.1(b)", "1 CFR 2.1(c)"
HEAD = {"authority": "85 FR 1", "gist": "[1: Mend it within 3 days]."}
WAITS = {"as of": "2021-06-01", "waits for": "an approval"}
BY = {"as of": "2021-06-01", "by": "the Office, for comment"}
CARDS = {
    "(a)": [
        {"effective": "2020-01-01", **HEAD, "duty mend": {"phrases": ["1"], **MEND}},
        {"proposed": BY, **HEAD, "gist": "[1: Mend it within 1 day].", "duty mend": {"phrases": ["1"], **SOONER}},
    ],
    "(b)": [{"delayed": WAITS, **HEAD, "duty mend at last": {"phrases": ["1"], **MEND}}],
    "(c)": [{"proposed": BY, **HEAD, "duty mend perhaps": {"phrases": ["1"], **MEND}}],
}  # fmt: skip
CASE = {
    "case": "a notice and no repair",
    "zone": "America/New_York",
    "parties": {"ann": {"name": "Ann"}, "office": {"name": "the Office"}},
    "facts": [{"notice": {"id": "letter", "happened": "2021-03-01T12:00:00", "by": "office", "to": "ann"}}],
    "complete": [{"records": ["repair"], "about": "ann", "through": "2021-06-01T00:00:00-04:00"}],
}
AT = "2021-06-01T00:00:00-04:00"
Written = Callable[[dict[str, Any]], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A small rulebook with one more section, of the cards given."""

    def write(cards: dict[str, Any]) -> Path:
        folder = Path(shutil.copytree(GOOD, tmp_path / "rules"))
        page = {"section": "1 CFR 2.1", "calendar": "office", "parties": {"owner": "whoever was notified"}}
        (folder / "extra.yaml").write_text(json.dumps({**page, "paragraphs": cards}), "utf-8")
        return folder

    return write


@pytest.fixture
def book(written: Written) -> Rulebook:
    """A duty in force that a proposal would shorten, one adopted without a date, one only proposed."""
    return Rulebook.load(written(CARDS))


@pytest.fixture
def case(book: Rulebook, tmp_path: Path) -> Case:
    """A notice of March 1, 2021 that nobody answered, on a complete record."""
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(CASE), "utf-8")
    return Case.load(tmp_path / "case.yaml", rulebook=book)


def owed(record: Record) -> dict[str, str]:
    """The duties of the added section, with their statuses."""
    return {f"{f.citation} {f.name}": f.status for f in record.findings if f.citation.startswith("1 CFR 2.1(")}


def test_what_is_pending_binds_nobody(book: Rulebook, case: Case) -> None:
    """Neither a text without a date nor a proposal makes anybody owe anything."""
    assert owed(assess(book, case, at=AT)) == {f"{IN_FORCE} mend": "violated"}
    assert {*pending(book)} == {IN_FORCE, DELAYED, PROPOSED}


@pytest.mark.parametrize(
    ("named", "more"),
    [
        ([DELAYED], {f"{DELAYED} mend at last": "violated"}),
        ([PROPOSED], {f"{PROPOSED} mend perhaps": "violated"}),
        ([PROPOSED, DELAYED, PROPOSED], {f"{DELAYED} mend at last": "violated", f"{PROPOSED} mend perhaps": "violated"}),
    ],
)  # fmt: skip
def test_what_is_named_is_applied_as_if_it_were_law(
    named: list[str], more: dict[str, str], book: Rulebook, case: Case
) -> None:
    """The paragraphs named bind as if they had always been in force, whichever sort they are; the others do not."""
    record = assess(book, case, at=AT, as_if=named)
    assert owed(record) == {f"{IN_FORCE} mend": "violated", **more}
    assert record.document()["as_if"] == sorted(set(named))
    assert record.document()["counterfactual"] is True


def test_a_pending_text_stands_in_the_place_of_the_present_one(book: Rulebook, case: Case) -> None:
    """A proposal that shortens a time is applied instead of the text in force, also under the law of a day."""
    ends = [
        [f.due.earliest for f in assess(book, case, at=AT, as_if=named, law=law).about(IN_FORCE) if f.due]
        for named, law in (((), None), ([IN_FORCE], None), ([IN_FORCE], "2021-01-01"))
    ]
    assert ends[1] == ends[2]
    assert ends[0][0] - ends[1][0] == 2 * 86_400_000_000


def test_the_record_of_a_what_if_is_checked_and_made_again(book: Rulebook, case: Case) -> None:
    """The proof checker accepts it, replay makes it again to the byte, and without the mark both refuse."""
    record = assess(book, case, at=AT, as_if=[DELAYED])
    document = json.loads(record.to_json())
    assert record.verify() == ()
    assert Verifier(book, case).refusals(document) == []
    assert assessed(document, book, case).to_json() == record.to_json()
    bare = {key: value for key, value in document.items() if key != "as_if"}
    assert any("1 CFR 2.1(b)" in str(each) for each in Verifier(book, case).refusals(bare))


@pytest.mark.parametrize("named", [[], "1 CFR 2.1(b)", [DELAYED, DELAYED], [1], ["1 CFR 2.1(z)"]])
def test_a_mark_that_cannot_be_is_refused(named: object, book: Rulebook, case: Case) -> None:
    """An empty list, a text, a repetition, a number or a paragraph without pending text is no mark of a what-if."""
    document = {**json.loads(assess(book, case, at=AT, as_if=[DELAYED]).to_json()), "as_if": named}
    assert Verifier(book, case).refusals(document)


def test_the_second_engine_agrees_on_a_what_if(book: Rulebook, case: Case) -> None:
    """The other engine decides the same case under the same pending text, and says the same."""
    second = assess(book, case, at=AT, as_if=[DELAYED], second_opinion=True).second
    assert second is not None
    assert second.agreed


def test_sessions_and_readings_keep_the_what_if(book: Rulebook, case: Case) -> None:
    """A session and a sweep over all readings apply the same pending text as an assessment."""
    assert f"{DELAYED} mend at last" in owed(Session(book, case, at=AT, as_if=[DELAYED]).record())
    assert f"{DELAYED} mend at last" in owed(sweep(book, case, at=AT, as_if=[DELAYED]).record)


@pytest.mark.parametrize(("named", "help"), [("1 CFR 2.1(d)", "did you mean"), ("nonsense", "1 CFR 2.1(a)")])
def test_only_what_is_pending_can_be_supposed(named: str, help: str, book: Rulebook, case: Case) -> None:
    """A paragraph without a pending text is refused, with those that have one."""
    with pytest.raises(UsageError, match="no text that is adopted or proposed") as told:
        assess(book, case, at=AT, as_if=[named])
    assert help in str(told.value)
    assert as_if(book, []) is book


def test_the_command_says_that_it_is_a_what_if(book: Rulebook, case: Case, tmp_path: Path) -> None:
    """`--as-if` is said in the first words of a report, and above a list of what is owed."""
    for command, words in (("assess", "as if 1 CFR 2.1(b)"), ("due", "As if 1 CFR 2.1(b)")):
        how = ["--at", AT, "--rules", str(tmp_path / "rules"), "--as-if", DELAYED]
        done = CliRunner().invoke(app, [command, str(tmp_path / "case.yaml"), *how])
        said = " ".join(done.stdout.split())
        assert f"{words} were in force in a text that is not (COUNTERFACTUAL)" in said
        assert "mend at last" in said


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        (DELAYED, "  ADOPTED, NOT IN FORCE: waits for an approval  (85 FR 1)"),
        (PROPOSED, "  PROPOSED, NOT LAW: by the Office, for comment, as of 2021-06-01  (85 FR 1)"),
        (IN_FORCE, "  proposed, not in force: Mend it within 1 day."),
        (IN_FORCE, "    proposed    only proposed, by the Office, for comment"),
    ],
)
def test_what_is_pending_is_shown_as_such(cited: str, line: str, book: Rulebook) -> None:
    """A pending text is shown on any day, alone or beside the one in force, and in capitals where it is all there is."""
    assert line in shown(cited, "2021-06-01", Path(book.root)).splitlines()


@pytest.mark.parametrize(
    ("version", "problem"),
    [
        ({"proposed": BY, "delayed": WAITS}, "a version has one of `effective`, `delayed` and `proposed`"),
        ({"proposed": BY, "effective": "2020-01-01"}, "a version has one of `effective`, `delayed` and `proposed`"),
        ({"proposed": {"by": "the Office"}}, "`proposed` lacks `as of`"),
        ({"proposed": {**BY, "as of": "soon"}}, "soon"),
        ({"delayed": {"as of": "2021-06-01"}}, "`delayed` lacks `waits for`"),
    ],
)
def test_a_pending_version_says_what_it_is(version: dict[str, Any], problem: str, written: Written) -> None:
    """It has one sort of beginning, a day of which its state is told, and what it waits for or who proposed it."""
    with pytest.raises(BadInput) as told:
        Rulebook.load(written({"(a)": [{**version, **HEAD, "left out": {"phrase 1": "because"}}]}))
    assert problem in str(told.value)


def test_the_norms_of_a_pending_text_are_checked_too(written: Written) -> None:
    """A slip in a text that is not in force is found before somebody supposes that it is."""
    slip = {**MEND, "done by": {"repare": {"by": "owner"}}}
    card = {"proposed": BY, **HEAD, "duty mend": {"phrases": ["1"], **slip}}
    found = check(Rulebook.load(written({"(c)": [card]})))
    assert any("repare" in each.what for each in found)
