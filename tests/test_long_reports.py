"""Reports of cases with many parties, papers and calls: what is alike once, the long tail counted, all of it on demand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from letters import assessed, block, complete, cutoff, letter, notice, word
from situations import Data, case_of
from typer.testing import CliRunner

from evaluator import BadInput, Case, Record, Rulebook, assess
from evaluator.doors.cli import app
from evaluator.doors.explained import report
from evaluator.doors.render import due_lines
from evaluator.doors.text import text
from evaluator.passes.blocks import Paragraph, paragraph
from evaluator.passes.folded import MOST, folded
from evaluator.passes.plain_no import nameless

LATER = "2022-08-20T00:00:00-04:00"
OTHERS: Data = {"other": {"name": "Other Lines"}, "third": {"name": "Third Voice"}}
DEMANDS: Data = {"demands": [{"id": "tell us", "do": "status report", "tell": ["fcc"], "within": "48 hours"}]}


def told(record: Record, **how: Any) -> str:
    """The report on one line."""
    assert record.verify() == ()
    return " ".join(text(report(record, change=False, **how)).split())


def two_letters() -> Case:
    """Two letters alike of one day, each to a party of its own over a campaign of its own, and nothing done."""
    roles = {"traffic": {"id": "more", "roles": {"other": "originating provider"}}}
    own = notice(id="own", to="other", traffic=["more"], stated_due={"report measures": "2022-07-21"})
    return letter(roles, own, people={"other": {"name": "Other Lines"}})


def item(number: int, lead: str, tone: Any = "open") -> Paragraph:
    """One line of a long section."""
    return paragraph(f"matter {number}.", lead=lead, tone=tone, depth=1)


# -- what is folded


@pytest.mark.parametrize(("many", "full", "kept"), [
    (MOST, False, MOST),
    (MOST + 1, False, MOST + 1),
    (MOST + 2, False, MOST),
    (MOST + 2, True, MOST + 2),
])  # fmt: skip
def test_a_long_section_keeps_its_first_lines_and_counts_the_rest(many: int, full: bool, kept: int) -> None:
    """From two lines over the measure on, the rest is one counted line, unless all is asked for."""
    found = list(folded([item(number, "UNDETERMINED") for number in range(many)], full))
    lines = [each for each in found if each.lead]
    assert [str(each) for each in lines] == [f"matter {number}." for number in range(kept)]
    rest = [str(each) for each in found if not each.lead]
    assert rest == (
        [f"… and {many - kept} more ({many - kept} undetermined): `--full` tells them."] if kept < many else []
    )


def test_what_is_bad_is_never_folded() -> None:
    """What was missed is told wherever it stands, and the count says of which sorts the rest is."""
    every = [item(number, "RESPECTED", "good") for number in range(20)] + [
        item(20, "VIOLATED", "bad"),
        item(21, "OPEN"),
    ]
    found = list(folded(every))
    assert "matter 20." in [str(each) for each in found]
    assert str(found[-1]) == f"… and {21 - MOST} more ({20 - MOST} respected and 1 open): `--full` tells them."


def test_a_call_with_many_open_prohibitions_is_summed_up() -> None:
    """The verdict names three of the prohibitions a call may break and counts the others; `--full` tells each, the record too."""
    call = {"call": {"id": "call", "happened": "2022-07-01T10:00", "by": "target", "voice": "prerecorded"}}
    record = assessed(letter(call))
    short, full = told(record), told(record, full=True)
    still = [
        f for f in record.findings if f.trigger is not None and f.trigger.id == "call" and f.status == "undetermined"
    ]
    assert len(still) > MOST + 1
    verdict = short.partition("WHAT IS STILL")[0]
    names = {finding.name for finding in still}
    assert f'"call listed number" and {len(names) - 3} more by the call `call` is open' in verdict
    assert "more paragraphs]" in verdict
    parts = [words.partition("ACTS ON RECORD")[2].partition("MAY AND MUST")[0] for words in (short, full)]
    short_acts, acts = (len(re.findall(r" - [A-Z ]+: ", part)) for part in parts)
    assert short_acts == MOST < acts
    assert f"… and {acts - MOST} more (" in short
    assert "`--full` tells" not in full
    assert all(finding.citation in full for finding in still)
    assert len(record.document()["findings"]) == len(record.findings)


def test_the_command_line_tells_all_on_demand() -> None:
    """`assess --full` folds nothing."""
    case = ["assess", "evaluator/demos/sipkonnect-attachment.yaml", "--at", "2022-07-10T00:00:00-04:00"]
    short, full = (CliRunner().invoke(app, [*case, *more]) for more in ([], ["--full"]))
    assert (short.exit_code, full.exit_code) == (0, 0)
    assert "`--full` tells them" in short.output
    assert "`--full` tells" not in full.output
    assert len(full.output.splitlines()) > len(short.output.splitlines())


# -- what is alike


def test_a_plain_no_has_a_line_for_each_question() -> None:
    """Parties of whom the same is told share it, with `it` in the place of their names, and a name that ends with s keeps its own form."""
    record = assessed(two_letters(), LATER)
    said = told(record)
    assert "- NO, may-remove-from-rmd: Of each of Other Lines and Example Voice LLC: nothing on file lets the" in said
    assert "remove its filing from the Robocall Mitigation Database" in said
    assert "deficiency order concerning it (presumed)" in said
    assert "gets Other Lines' calls may block" in said
    assert "Lines's" not in said


def test_named_parties_that_stand_as_anybody_share_a_line() -> None:
    """Who may block because anybody may is named in one line, with what comes before."""
    record = assessed(letter(block("2022-07-12"), declared=(complete(),), people=OTHERS), LATER)
    said = told(record)
    assert "may block all calls of Example Voice LLC, as above." in said
    assert said.count("as above.") == 1


def test_a_name_within_a_name_is_let_alone() -> None:
    """Where a party is told of as `it`, one whose name only begins with the same letters keeps its own."""
    assert (
        nameless("Bell hands calls of Bellevue to Bell's customers", "Bell")
        == "it hands calls of Bellevue to its customers"
    )
    assert nameless("by `who` (name redacted), now", "`who` (name redacted)") == "by it, now"


def test_a_further_answer_that_says_the_same_points_back() -> None:
    """Of two parties that got letters alike, the answer is told whole once; `--full` tells both."""
    short, full = (told(assessed(two_letters(), LATER), full=full) for full in (False, True))
    back = "All else as of Other Lines, above, by its own facts; `explain` tells it."
    assert f"block all calls of Example Voice LLC. [47 CFR 64.1200(k)(4)] {back}" in short
    assert short.count(back) == 3
    assert back not in full


# -- what would mislead


def test_a_settlement_is_told_with_what_it_leaves() -> None:
    """The letter's own demands end; what a rule opened on the notice stays, and the verdict says so (47 CFR 64.1200(k)(4))."""
    decree = {"settlement": {"id": "decree", "happened": "2022-08-01", "by": "fcc", "with": ["target"], "of": "letter"}}
    said = told(assessed(letter(decree, declared=(complete(),), **DEMANDS), LATER)).partition("WHAT IS STILL")[0]
    assert 'LEFT AS IT IS: The settlement `decree` (Mon 1 August 2022, hour unknown) ends the demand "tell us".' in said
    assert "It does not take the notice `letter` back: the burdens " in said
    assert '"report measures" and "measures" and the duties "mitigate" and "report" stand as without it' in said


@pytest.mark.parametrize("lifted", ["rescission", "nothing"])
def test_nothing_is_left_where_the_notice_is_taken_back(lifted: str) -> None:
    """A notice taken back leaves no burden behind, and without an act of lifting there is nothing to tell."""
    back = [{"rescission": {"id": "back", "happened": "2022-08-01", "by": "fcc", "of": "letter"}}]
    record = assessed(letter(*(back if lifted == "rescission" else []), declared=(complete(),), **DEMANDS), LATER)
    assert "LEFT AS IT IS" not in told(record)


def test_a_report_that_came_late_is_named_where_silence_is_deemed() -> None:
    """A report after the fourteen days is no report within them, and the verdict names it beside the deeming (FCC 20-96 para. 43)."""
    late = {
        "measures report": {
            "id": "late",
            "happened": "2022-07-25T10:00",
            "by": "target",
            "to": ["fcc", "consortium"],
            "answers": "letter",
        }
    }
    case = letter(cutoff(), late, words=(word("effective mitigation", "cutoff"),), declared=(complete(),))
    said = told(assessed(case, "2022-07-28T00:00:00-04:00")).partition("WHAT IS STILL")[0]
    assert "for the measures report `late` (Mon 25 July 2022 10:00 EDT) came after the window" in said


def test_a_power_that_was_used_is_told_as_used() -> None:
    """Nobody asks whether the Bureau may find for good where its order is on file: the order is named, after what others must do."""
    bureau: Data = {"bureau": {"name": "Enforcement Bureau"}}
    link = {"connection": {"from": "target", "to": "blocker", "began": "2022-01-01"}}
    first = {
        "initial determination order": {
            "id": "ido",
            "happened": "2024-10-15",
            "by": "bureau",
            "to": "target",
            "of": "letter",
            "time allowed": "14 days",
        }
    }
    final = {
        "final determination order": {
            "id": "fdo",
            "happened": "2024-12-19",
            "by": "bureau",
            "against": "target",
            "of": "ido",
        }
    }
    silent = {
        "records": ["final response"],
        "about": "target",
        "through": "2025-01-20",
        "said by": "target",
        "dated": "2025-01-21",
    }
    case = letter(
        link, first, final, declared=(silent,), people=bureau, happened="2024-08-13", stated_due={}, by="bureau"
    )
    verdict = told(assessed(case, "2025-01-19T00:00:00-05:00")).partition("WHAT IS STILL")[0]
    assert "It has done so: the final determination order `fdo` (Thu 19 December 2024, hour unknown)." in verdict
    assert verdict.index("must block all calls") < verdict.index("It has done so")
    before = told(assessed(case, "2024-12-20T00:00:00-05:00"))
    assert "NO, must-block-all: Nothing on file makes any provider" in before
    assert "block all calls of Example Voice LLC yet." in before
    assert "than those on record (presumed). If nothing more happens, it is yes from Sun 19 January 2025" not in before


@pytest.mark.parametrize(("to", "warned"), [("other", False), ("blocker", True)])
def test_a_party_that_is_only_named_is_told(to: str, warned: bool) -> None:
    """To be named in a public notice starts nothing, and the report says so first, where no letter is to it (47 CFR 64.1200(k)(4))."""
    public = {
        "public notice": {
            "id": "pn",
            "happened": "2022-07-07",
            "by": "fcc",
            "to": ["blocker"],
            "about": ["target", "other"],
        }
    }
    own = notice(id="own", to=to, stated_due={"report measures": "2022-07-21"})
    record = assessed(letter(public, own, people=OTHERS))
    for said in (told(record), due_lines(record, None)):
        words = "The public notice `pn` names Other Lines, and no letter or order on file is to it"
        assert (words in " ".join(said.split()).partition("VERDICT")[0]) is warned


@pytest.mark.parametrize(("name", "warned"), [
    ("Rho Voice LLC d/b/a Other Lines", True),
    ("Rho Voice LLC (also known as Other Lines)", True),
    ("Rho Voice LLC, formerly Other Lines Inc.", True),
    ("Rho Voice LLC d/b/a Other Linesman", False),
    ("Other Lines Holding", False),
])  # fmt: skip
def test_two_names_of_one_party_are_told(name: str, warned: bool) -> None:
    """Where a party names another as its own second name, what one did would not be counted for the other."""
    people: Data = {"rho": {"name": name}, "other": {"name": "Other Lines"}}
    assert ("are two parties here, `rho` and `other`" in told(assessed(letter(people=people)))) is warned


def test_a_name_that_was_blacked_out_is_told_by_its_key() -> None:
    """Several parties may have blacked-out names: each is called by its key."""
    people: Data = {"customer": {"name": "redacted"}}
    call = {"call": {"id": "call", "happened": "2022-07-01T10:00", "by": "customer"}}
    assert "`customer` (name redacted)" in told(assessed(letter(call, people=people)))


def test_a_correction_is_one_paper() -> None:
    """A letter and its correction count as one notice, and the timeline tells one for the other; of two days it tells both."""
    fields = {"to": "target", "by": "fcc", "traffic": ["campaign"], "replaces": "letter"}
    for happened, lines in (("2022-07-07", 1), ("2022-07-08", 2)):
        said = told(assessed(letter({"notice": {"id": "corrected", "happened": happened, **fields}})))
        assert "1 listing, 1 notice" in said
        assert "notice `corrected` by FCC Enforcement Bureau toward Example Voice LLC, in the place of `letter`" in said
        assert said.partition("TIMELINE")[2].partition("DUTIES")[0].count("hour unknown notice `") == lines


# -- ends that wait


SIGNING = {"class": "voice service", "about": "signing"}
REVIEW = ["token review", "review request", "review decision"]
TOKEN: dict[str, Any] = {
    "case": "token",
    "zone": "America/New_York",
    "parties": {"acme": {"name": "Acme Voice"}},
    "facts": [
        {"token revocation": {"id": "revoked", "happened": "2025-03-03T10:00", "of": "acme"}},
        {"filing change": {"id": "change", "happened": "2025-03-03T10:00", "by": "acme", "because of": "revoked", **SIGNING}},
        {"token appeal": {"id": "appeal", "happened": "2025-03-10", "by": "acme", "against": "revoked"}},
    ],
    "complete": [{"records": REVIEW, "about": "acme", "through": "2025-04-01", "said by": "acme", "dated": "2025-04-02"}],
}  # fmt: skip


def test_a_tolled_window_says_what_it_waits_for() -> None:
    """An update that waits for the review of a token names it, and its end is no line of the timeline (47 CFR 64.6305(d)(5)(i))."""
    book = Rulebook.load()
    record = assess(book, case_of(TOKEN), at="2025-04-01T00:00:00-04:00")
    said = told(record)
    assert (
        'PENDING: Acme Voice still has time for the duty "update": on a day not yet known (it waits for a token review).'
        in said
    )
    assert "on a day not yet known (it waits for a token review)" in " ".join(due_lines(record, "acme").split())
    assert "the end of time" not in said


def test_an_end_is_told_by_the_clock_of_the_case_too() -> None:
    """Who has no clock of its own is told ends by that of the case, beside Washington's."""
    data = {
        **TOKEN,
        "zone": "America/Denver",
        "parties": {"acme": {"name": "Acme Voice"}, "eb": {"name": "Enforcement Bureau"}},
        "complete": [],
    }
    data["facts"] = [
        {"traffic": {"id": "t", "roles": {"acme": "originating provider"}}},
        {
            "notice": {
                "id": "letter",
                "happened": "2022-07-07T12:00:00-04:00",
                "by": "eb",
                "to": "acme",
                "traffic": ["t"],
            }
        },
    ]
    record = assess(Rulebook.load(), case_of(data), at="2022-07-08T00:00:00-04:00")
    assert "by Sat 9 July 2022 12:00 EDT (10:00 MDT)" in " ".join(due_lines(record, None).split())


@pytest.mark.parametrize(("to", "said"), [
    ("target", "Example Voice LLC still has time for the burden \"report measures\":"),
    ("redacted", "would still have time for the burden \"report measures\", if it binds, which is open:"),
])  # fmt: skip
def test_what_may_not_bind_is_told_so(to: str, said: str) -> None:
    """A letter to somebody whose name is blacked out may be to anybody: nobody is told to owe what it asks."""
    assert said in told(assessed(letter(to=to))).partition("WHAT IS STILL")[0]


def test_a_time_that_was_blacked_out_is_left_out() -> None:
    """The word for what was blacked out is no time, and the advice says what to do."""
    with pytest.raises(BadInput) as wrong:
        letter(happened="redacted")
    assert [each.help for each in wrong.value.problems] == ["a time that was blacked out is not known: leave it out"]
