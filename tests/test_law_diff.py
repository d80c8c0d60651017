"""The law of two days compared: each change is told, and each case that is given for one comes out as it says."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from evaluator import Case, Rulebook, assess
from evaluator.documents.rulebook import load_rulebook
from evaluator.doors.cli import app
from evaluator.doors.law_diff import LawDiff, law_diff
from evaluator.doors.witnesses import Witness
from evaluator.passes.law_changes import LawChange, law_changes
from evaluator.words.times import rfc3339

GOOD = Path(__file__).parent / "bad_input" / "rulebook"
FIRST, LAST = "2022-07-07", "2026-11-21"


@pytest.fixture(scope="module")
def told() -> LawDiff:
    """From the day of the SipKonnect letter to the day on which the rules were last reread."""
    return law_diff(Rulebook.load(), FIRST, LAST)


def found(told: LawDiff, citation: str, sort: str, day: str) -> list[tuple[LawChange, Witness | None]]:
    """The changes of one paragraph of one sort and day."""
    return [(c, w) for c, w in told.changes if (c.citation, c.sort, str(c.day)) == (citation, sort, day)]


@pytest.mark.parametrize(
    ("citation", "sort", "day", "words"),
    [
        ("47 CFR 64.1200(n)(4)", "renumbered", "2024-01-08", "what was 47 CFR 64.1200(n)(3) is 47 CFR 64.1200(n)(4)"),
        ("47 CFR 64.6305(g)(1)", "renumbered", "2022-09-16", "what was 47 CFR 64.6305(c) is 47 CFR 64.6305(e)(1)"),
        ("47 CFR 64.6305(g)(1)", "renumbered", "2023-08-21", "what was 47 CFR 64.6305(e)(1) is 47 CFR 64.6305(g)(1)"),
        ("47 CFR 64.6305(g)(2)", "renumbered", "2022-09-16", "what was 47 CFR 64.6305(c) is 47 CFR 64.6305(e)(2)"),
        ("47 CFR 64.1200(n)(1)", "shorter", "2024-01-08", "the time now ends after 24 hours from the traceback request"),
        ("47 CFR 64.1200(k)(9)", "changed", "2026-03-25", "must be `SIP 603+` instead of `SIP 603`, `SIP 607` or `SIP 608`"),
        ("47 CFR 64.1200(k)(6)", "became duty", "2022-09-16", "became the duty `spare public safety`"),
        ("47 CFR 64.1200(o)", "added", "2022-09-16", "a new paragraph: A gateway provider"),
        ("47 CFR 64.1200(p)", "added", "2023-05-11", "a new paragraph: A mobile wireless provider"),
        ("47 CFR 64.1200(n)(5)", "wider", "2024-01-08", "may have any `in role`; only `gateway` counted"),
    ],
)  # fmt: skip
def test_a_change_of_the_law_is_told_with_a_witness(
    citation: str, sort: str, day: str, words: str, told: LawDiff
) -> None:
    """Renumberings, the 24-hour traceback (88 FR 43446) and the response code of 2026 (90 FR 13416) are told, each with a case."""
    [(change, witness)] = found(told, citation, sort, day)
    assert words in change.words
    assert witness is not None


def test_a_day_of_each_year_is_told(told: LawDiff) -> None:
    """A new duty that falls due on a day of each year is told with that day (47 CFR 64.6305(h))."""
    words = [change.words for change, _ in found(told, "47 CFR 64.6305(h)", "new duty", "2026-02-05")]
    assert "a new duty `recertify` on filer, within March 1 of each year" in words


def test_the_witness_of_the_traceback_is_a_request_left_unanswered(told: LawDiff) -> None:
    """Nobody was late in 2022, when an answer had to be timely without a number of hours, and is today (47 CFR 64.1200(n)(1))."""
    [(_, witness)] = found(told, "47 CFR 64.1200(n)(1)", "shorter", "2024-01-08")
    assert witness is not None
    assert (witness.before, witness.after) == ("pending", "violated")


def test_the_witness_of_the_response_code_sends_the_new_one(told: LawDiff) -> None:
    """SIP 603+ fulfils the duty since 2026-03-25 and was no code of the list before (47 CFR 64.1200(k)(9))."""
    [(_, witness)] = found(told, "47 CFR 64.1200(k)(9)", "changed", "2026-03-25")
    assert witness is not None
    assert "SIP 603+" in witness.yaml()
    assert (witness.before, witness.after) == ("pending", "fulfilled")


def test_the_witness_of_the_lists_is_no_gateway(told: LawDiff) -> None:
    """A provider that is gateway of no call had no list to keep until December 14, 2025, and has since (47 CFR 64.1200(o), 90 FR 13416)."""
    changes = found(told, "47 CFR 64.1200(o)", "wider", "2025-12-15")
    assert [change.norm for change, _ in changes] == [
        "47 CFR 64.1200(o) keep a list",
        "47 CFR 64.1200(o) let a listed number through",
    ]
    for _, witness in changes:
        assert witness is not None
        assert witness.days == (date(2025, 12, 14), date(2025, 12, 15))
        assert "in role: gateway" not in witness.yaml()
        assert (witness.before, witness.after) in {("nothing", "fulfilled"), ("nothing", "violated")}


def test_an_amendment_is_not_shown_by_what_came_with_the_norm(told: LawDiff) -> None:
    """What a norm says anew is shown by a case of the day of its change where it was not in force on both days that are compared."""
    days = {"47 CFR 64.1200(n)(5)": date(2024, 1, 8), "47 CFR 64.6305(e)(4)": date(2024, 2, 26)}
    for citation, day in days.items():
        shown = [w for c, w in told.changes if c.citation == citation and c.day == day and c.amends]
        assert shown
        assert {w.days[1] for w in shown if w is not None} == {day}


END = re.compile(r", (due [^,]+|with no fixed time)")  # of a status in the words of a witness that two ends tell apart


def test_every_witness_comes_out_as_it_says(told: LawDiff, tmp_path: Path) -> None:
    """Each case given for a change, written to a file and assessed under both laws, has the answers that stand above it."""
    book = Rulebook.load()
    files = told.save(tmp_path)
    seen = set()
    for _, witness in told.changes:
        if witness is None or witness.norm in seen:
            continue
        seen.add(witness.norm)
        [file] = [path for path in files if path.read_text("utf-8") == witness.yaml()] or [None]
        if file is None:  # another witness of the norm, between two other days, was written in its place
            continue
        case = Case.load(file, rulebook=book)
        for law, says in zip(witness.days, (witness.before, witness.after), strict=True):
            record = assess(book, case, at=witness.at, law=law)
            about = [f for f in record.findings if f.norm.id in (witness.norm, rides_on(book, witness.norm))]
            said = (witness.norm, law, says)
            assert {f.status for f in about} == {*END.sub("", says).split(", ")} - {"nothing"}, said
            ends = {rfc3339(f.due.latest - 1) for f in about if f.due}
            assert {end.removeprefix("due ") for end in END.findall(says) if end.startswith("due ")} <= ends, said
    assert len(seen) > 20


def rides_on(book: Rulebook, norm: str) -> str:
    """The norm that an extension or a deeming rides on."""
    from evaluator.passes.lower import lower

    wordings = lower(book).norms[norm].wordings
    construct = wordings[-1].construct if wordings else None
    return (construct.extends or (construct.deems or ("", ""))[1]) if construct is not None else ""


def test_nothing_changes_within_a_day(told: LawDiff) -> None:
    """Between a day and itself nothing changes, and what took effect on the first day is no change after it."""
    book = Rulebook.load()
    assert law_changes(book, date(2024, 1, 8), date(2024, 1, 8)) == []
    assert {str(change.day) for change in law_changes(book, date(2024, 1, 7), date(2024, 1, 8))} == {"2024-01-08"}
    assert told.changes


# -- one card, amended in every way

BURDEN = {
    "bearer": "owner",
    "arises from": {"notice": {"by": "the Office", "to": "owner"}},
    "done by": {"repair": {"by": "owner", "answers": "notice"}},
}


def amended(tmp_path: Path, before: dict[str, object], after: dict[str, object]) -> list[LawChange]:
    """What is told of a card with these two versions of its burden."""
    folder = Path(shutil.copytree(GOOD, tmp_path / "rules"))
    head = {"authority": "85 FR 2", "gist": "[1: Mend it]."}
    versions = [
        {"effective": day, **head, **{name: {"phrases": ["1"], **keys} for name, keys in norms.items()}}
        for day, norms in (("2020-01-01", before), ("2021-01-01", after))
    ]
    page = {"section": "1 CFR 2.1", "calendar": "office", "paragraphs": {"(a)": versions}}
    page["parties"] = {"owner": "whoever was notified", "neighbour": "whoever is beside the owner"}
    (folder / "extra.yaml").write_text(yaml.safe_dump(page, sort_keys=False), encoding="utf-8")
    changes = law_changes(load_rulebook(folder), date(2020, 6, 1), date(2021, 6, 1))
    return [change for change in changes if change.citation == "1 CFR 2.1(a)"]


def burden(**changes: object) -> dict[str, object]:
    """The burden with some keys changed; None takes one away."""
    made = {**BURDEN, **{key.replace("_", " "): value for key, value in changes.items()}}
    return {"burden patch": {key: value for key, value in made.items() if value is not None}}


BAN = {"bearer": "owner", "act": {"closing": {"by": "owner"}}}


@pytest.mark.parametrize(
    ("before", "after", "sorts"),
    [
        (burden(), burden(), []),
        (burden(), burden(bearer="neighbour"), ["bearer"]),
        (burden(), burden(within="3 days of notice"), ["shorter"]),
        (burden(within="3 days of notice"), burden(within="5 days of notice"), ["longer"]),
        (burden(within="5 days of notice"), burden(within="48 hours of notice"), ["shorter"]),
        (burden(within="3 days of notice"), burden(), ["longer"]),
        (burden(when=["report: {by: owner}"]), burden(), ["condition dropped"]),
        (burden(), burden(when=["report: {by: owner}"]), ["condition added"]),
        (burden(), burden(unless=["report: {by: owner}"]), ["exception added"]),
        (burden(unless=["report: {by: owner}"]), burden(), ["exception dropped"]),
        (burden(), {"duty patch": BURDEN}, ["became duty"]),
        (burden(), {**burden(), "prohibition close": BAN}, ["new prohibition"]),
        ({**burden(), "prohibition close": BAN}, burden(), ["prohibition ended"]),
        (burden(), burden(done_by={"repair": {"by": "owner", "answers": "notice", "how": "by hand"}}), ["narrower"]),
        (burden(done_by={"repair": {"by": "owner", "answers": "notice", "how": "by hand"}}), burden(), ["wider"]),
    ],
)  # fmt: skip
def test_each_sort_of_amendment_is_told(
    before: dict[str, object], after: dict[str, object], sorts: list[str], tmp_path: Path
) -> None:
    """What an amendment did to a norm is told as one change of the right sort, with its day."""
    text = json.dumps([before, after]).replace('"report: {by: owner}"', '{"report": {"by": "owner"}}')
    found = amended(tmp_path, *json.loads(text))
    assert [change.sort for change in found] == sorts
    assert {str(change.day) for change in found} <= {"2021-01-01"}


# -- the command


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--from", FIRST], "two laws are compared from one day to another"),
        (["--from", LAST, "--to", FIRST], "`--to 2022-07-07` lies before `--from 2026-11-21`"),
        (["--from", "2000-01-01", "--to", LAST], "this rulebook does not hold the law of 2000-01-01"),
        (["one.json"], "`diff` compares two records, and 1 is given"),
        ([], "`diff` compares two records, and none is given"),
        (["47 CFR 64.1200(z)", "--from", FIRST, "--to", LAST], "nothing in the rulebook is cited `47 CFR 64.1200(z)`"),
        (["--from", FIRST, "--to", LAST, "--case", "c.yaml"], "`--case` goes with two records, not with two days"),
    ],
)
def test_what_cannot_be_compared_is_told(words: list[str], problem: str) -> None:
    """One day alone, days the wrong way round, one record alone and an unknown paragraph are refused with what is asked for."""
    done = CliRunner().invoke(app, ["diff", *words])
    assert done.exception is not None
    assert problem in str(done.exception)


def test_a_paragraph_is_meant_by_its_number_of_either_day() -> None:
    """`(c)` of 2022 and `(g)(1)` of today name the same paragraph of 47 CFR 64.6305."""
    command = ["diff", "--from", FIRST, "--to", LAST, "--no-witness", "--json"]
    told = [
        json.loads(CliRunner().invoke(app, [*command, f"47 CFR 64.6305{number}"]).stdout)
        for number in ("(c)", "(g)(1)")
    ]
    one, other = ({change["citation"] for change in each["changes"]} for each in told)
    assert other == {"47 CFR 64.6305(g)(1)"}
    assert one == {"47 CFR 64.6305(g)(1)", "47 CFR 64.6305(g)(2)"}


def test_the_words_print_a_witness_once_and_point_to_it(told: LawDiff) -> None:
    """A case stands in full below the first change of its norm, and later ones point to it."""
    lines = list(told.lines())
    assert lines.count("    # 47 CFR 64.1200(n)(1) answer") == 1
    assert any(line.endswith("that of `47 CFR 64.1200(n)(1) answer` above") for line in lines)
