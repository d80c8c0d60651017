"""What is still to be done: the section of the report that tells each party what it owes, by when, and what would settle what is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from letters import assessed, block, complete, cutoff, letter, word
from situations import Data, case_of

from evaluator import Case, Record, Rulebook, assess
from evaluator.doors.explained import report
from evaluator.doors.markdown import markdown
from evaluator.doors.render import due_lines
from evaluator.doors.text import text
from evaluator.passes.blocks import Heading, Paragraph, Report

DEMANDS = [
    {"id": "look", "do": "investigation"},
    {"id": "stop", "do": "cessation", "only if": "necessary"},
    {"id": "tell", "do": "status report", "tell": ["fcc", "consortium"], "within": "48 hours"},
]
HEADING = "What is still to be done"
NOON = "2022-07-07T12:00:00-04:00"
AFTER = "2022-07-10T00:00:00-04:00"
DECIDERS = "the court, the Commission, the Enforcement Bureau, the Wireline Competition Bureau, the auditor or Example Voice LLC itself"


def items(made: Report) -> list[tuple[str, str]]:
    """The items of the section, each as its lead and its words."""
    found: list[tuple[str, str]] = []
    inside = False
    for part in made.blocks:
        if isinstance(part, Heading):
            inside = part.text == HEADING
        elif inside and isinstance(part, Paragraph):
            found.append((part.lead, str(part)))
    return found


def told(record: Record, reader: str = "target") -> list[tuple[str, str]]:
    """What one party is told to do."""
    return items(report(record, reader=reader, change=False))


def test_the_soonest_comes_first() -> None:
    """On the day of the letter the 48 hours of 47 CFR 64.1200(k)(4) stand before the 14 days of FCC 20-96, and what has no end last."""
    # (n)(2) of that day asks for prompt steps and a prompt report, without a number of hours
    assert told(assessed(letter(demands=DEMANDS), NOON)) == [
        (
            "By Sat 9 July 2022 00:00 EDT to be safe, Sun 10 July 2022 00:00 EDT at the latest (the hour of the notice is not known)",
            'A mitigation, judged effective mitigation, for `campaign` (the burden "mitigate" on the notice `letter`). '
            "[47 CFR 64.1200(k)(4)] A status report to FCC Enforcement Bureau and the traceback consortium "
            '(the demand "tell" on the notice `letter`). [agency letter demand]',
        ),
        (
            "By the end of Thu 21 July 2022",
            'A measures report to the Commission and the traceback consortium (the burden "report measures" on the notice `letter`). '
            "[FCC 20-96 para. 43]",
        ),
        (
            "No time is set",
            'A measures report, judged effective measures (the burden "measures" on the notice `letter`). [47 CFR 64.1200(k)(4)] '
            "A mitigation, judged effective mitigation, for `campaign` and an investigation report, judged prompt report, for `campaign` "
            '(the duties "mitigate" and "report" on the notice `letter`). Whether it binds at all is open: find out "elements" of the '
            "notice `letter`. [47 CFR 64.1200(n)(2) before 2024] "
            'An investigation (the demand "look" on the notice `letter`). A cessation (the demand "stop" on the notice `letter`). '
            f'Whether it binds at all is open: have "condition of the demand met" of the demand `stop` decided, by {DECIDERS}. '
            "[agency letter demand]",
        ),
    ]


@pytest.mark.parametrize(
    ("record", "settling"),
    [
        (
            assessed(letter(), AFTER),
            "To settle it: enter a mitigation, if there was one in time; "
            "or if there was none, declare the record of mitigation complete through the end of Sat 9 July 2022.",
        ),
        (
            assessed(letter(cutoff(), declared=(complete(),)), AFTER),
            f'To settle it: have "effective mitigation" of the mitigation `cutoff` decided, by {DECIDERS}.',
        ),
        (
            assessed(letter(declared=(complete(),)), "2022-07-09T12:00:00-04:00"),
            "To settle it: find out the hour of the notice `letter`.",
        ),
    ],
    ids=["a declaration or an act", "a determination", "a fact"],
)
def test_what_is_open_says_what_would_settle_it(record: Record, settling: str) -> None:
    """For an open burden the item names the declaration, the determination or the fact that would settle it (design, section 10)."""
    lead, words = told(record)[0]
    assert lead.startswith("Open, by Sat 9 July 2022 00:00 EDT to be safe")
    assert settling in words


def test_an_act_in_time_waits_for_its_judgement() -> None:
    """A cut-off on file that nobody judged leaves the burden pending, and the item says that it waits for a judgement."""
    record = assessed(letter(cutoff("2022-07-07T15:00")), "2022-07-08T12:00:00-04:00")
    assert (
        f'On file and not judged: have "effective mitigation" of the mitigation `cutoff` decided, by {DECIDERS}.'
        in told(record)[0][1]
    )


def test_what_is_done_is_not_asked_for_and_what_was_missed_stands_last() -> None:
    """What is met is asked for no more, nor what was done late; what was missed stands after all that has time (47 CFR 64.1200(k)(4))."""
    done = assessed(letter(cutoff(), words=(word("effective mitigation", "cutoff"),)), AFTER)
    late = assessed(
        letter(cutoff("2022-07-11T09:00"), words=(word("effective mitigation", "cutoff"),), declared=(complete(),)),
        "2022-07-12T00:00:00-04:00",
    )
    missed = told(assessed(letter(declared=(complete(),)), AFTER))
    assert [words for _, words in told(done) if '"mitigate"' in words] == []  # nor the duty of (n)(2), if it binds
    assert [words for _, words in told(late) if 'the burden "mitigate"' in words] == []
    assert missed[-1] == (
        "Missed",
        'A mitigation, judged effective mitigation, for `campaign` (the burden "mitigate" on the notice `letter`). '
        "It was due by Sun 10 July 2022 00:00 EDT at the latest. [47 CFR 64.1200(k)(4)]",
    )
    assert [lead for lead, words in missed if 'the burden "mitigate"' in words] == ["Missed"]


@pytest.mark.parametrize(("option", "still"), [
    ("blocking may go on", "Done now it is too late to turn any answer."),
    ("ends on cure", "Done now it is late, and would still turn may-block-all to no."),
])  # fmt: skip
def test_what_was_missed_says_what_doing_it_now_would_turn(option: str, still: str) -> None:
    """An act after the 48 hours of 47 CFR 64.1200(k)(4) ends the permission to block only if that is how the law is read."""
    case = letter(declared=(complete(),))
    record = assessed(case, AFTER, readings={"cure_after_blocking": option})
    (words,) = (words for lead, words in items(report(record, reader="target")) if 'the burden "mitigate"' in words)
    assert still in words


def test_each_party_has_its_own_list() -> None:
    """Without a reader every party with something ahead is told under its name; a reader with nothing ahead is told so."""
    record = assessed(letter(block()), "2022-07-12T00:00:00-04:00")
    names = [words for lead, words in items(report(record, change=False)) if not lead]
    assert names == ["Downstream Inc.:", "Example Voice LLC:"]
    blocker = told(record, "blocker")
    assert [lead for lead, _ in blocker] == [
        "Open, strictly before the blocking `block` (Mon 11 July 2022, hour unknown)",
        "Open, no time is set",
    ]
    assert "A blocking notice to the Commission" in blocker[0][1]
    assert (
        "A contact point" in blocker[1][1]
    )  # 47 CFR 64.1200(k)(8): whoever blocks offers one, without a number of days
    assert told(record, "fcc") == [("", "Nothing is pending or open for FCC Enforcement Bureau.")]


def test_markdown_has_the_section_too() -> None:
    """The section stands in Markdown right after the verdict, with its leads set off."""
    words = markdown(report(assessed(letter(), NOON), change=False))
    assert words.index("## Verdict") < words.index(f"## {HEADING}") < words.index("## Assumptions")
    assert "- **By the end of Thu 21 July 2022:** A measures report" in words


# -- the list of what is due


def lines(record: Record, party: str | None = None) -> Sequence[str]:
    """The lines of `due`."""
    return due_lines(record, party).splitlines()


def test_the_list_of_what_is_due_fits_a_narrow_terminal() -> None:
    """No line of `due` is wider than 80 columns, and its second column begins at one place."""
    found = lines(assessed(letter(demands=DEMANDS), AFTER))
    assert max(map(len, found)) <= 80
    width = len("undetermined  ")
    assert {line[:width].strip() for line in found} == {"", "pending", "undetermined"}
    assert all(line[width - 2 : width] == "  " and line[width] != "" for line in found)


def test_a_party_is_not_named_in_its_own_list() -> None:
    """With `--for` the name of the party, the same on every line, is left out."""
    record = assessed(letter(), NOON)
    assert 'the burden "report measures" [FCC 20-96 para. 43]' in " ".join(due_lines(record, "target").split())
    assert "Example Voice LLC" not in due_lines(record, "target")
    assert "Example Voice LLC: the burden" in due_lines(record, None)
    assert due_lines(record, "fcc") == "nothing on file sets off a duty or a burden of FCC Enforcement Bureau"


def test_an_answer_names_the_immunity() -> None:
    """Where all calls may be blocked, the answer says under which laws nobody is liable for it, as 47 CFR 64.1200(k)(4) does."""
    said = "Who uses it as it says is not liable under the Communications Act and the Commission rules."
    for at, there in ((AFTER, True), (NOON, False)):
        made = report(assessed(letter(declared=(complete(),)), at), change=False)
        assert (said in [sentence.text for sentence in made.sentences()]) is there


ROLES: dict[str, Any] = {
    "case": "roles",
    "zone": "America/New_York",
    "parties": {"acme": {"name": "Acme Voice"}, "fcc": {"name": "FCC Enforcement Bureau"}},
    "facts": [
        {"traffic": {"id": "junk", "roles": {"acme": "originating provider"}}},
        {"notice": {"id": "letter", "happened": "2023-07-08T12:00:00", "by": "fcc", "to": "acme", "traffic": ["junk"]}},
    ],
}
TOLD = {
    "records": ["role"],
    "about": "acme",
    "through": "2023-07-20T00:00:00-04:00",
    "said by": "acme",
    "dated": "2023-07-20",
}


def leads(case: dict[str, object]) -> list[str]:
    """The leads of the items of a case of 2023, and the words of those about one declaration."""
    book = Rulebook.load()
    made = items(report(assess(book, case_of(case, book), at="2023-07-20T00:00:00-04:00"), reader="acme", change=False))
    return [words if lead == "One declaration" else lead for lead, words in made]


def test_what_hangs_on_other_roles_is_one_item() -> None:
    """What binds a gateway provider alone is told once to a provider of another role, with the declaration that settles it."""
    [declared] = [words for words in leads(ROLES) if words.startswith("If ")]
    assert declared.startswith(
        "If Acme Voice has no other role than is on file, declare the record of role complete; it then owes nothing under the "
        'duties "block identified", "certify and plan" and "report". [47 CFR 64.1200(n)(5)(i)(A), today (n)(2)(i)(A)] '
        "If it has, the first is to be done by the end of Mon 24 July 2023"
    )


def test_what_hangs_on_no_other_role_is_not_told() -> None:
    """Once the roles are declared complete nothing is left to be declared, and the duties of gateway providers are gone."""
    assert not [words for words in leads({**ROLES, "complete": [TOLD]}) if words.startswith("If ")]
    gateway = {
        **ROLES,
        "facts": [{"traffic": {"id": "junk", "roles": {"acme": "gateway provider"}}}, *ROLES["facts"][1:]],
    }
    assert not [words for words in leads(gateway) if words.startswith("If ")]


# -- what two sources tell differently


TOLD_TWICE = (
    ({"happened": "2022-07-08", "source": "email"}, {"happened": "2022-07-11", "source": "ticket"}),
    ("that of Fri 8 July 2022, hour unknown (email)", "that of Mon 11 July 2022, hour unknown (ticket)"),
)
OTHER_TRAFFIC = (
    (
        {"happened": "2022-07-08", "source": "email"},
        {"happened": "2022-07-08", "source": "ticket", "traffic": ["more"]},
    ),
    ('that with "traffic" campaign (email)', 'that with "traffic" more (ticket)'),
)


@pytest.mark.parametrize(("ways", "words"), [TOLD_TWICE, OTHER_TRAFFIC], ids=["times", "traffic"])
def test_which_of_two_tellings_is_right_is_to_be_found_out(ways: tuple[Data, Data], words: tuple[str, str]) -> None:
    """Where a burden is open only because two sources tell its act differently, the way out is told, and both are named."""
    acts = [{"mitigation": {**cutoff()["mitigation"], **way}} for way in ways]
    more: Data = {"traffic": {"id": "more", "roles": {"target": "originating provider"}}}
    case = letter(more, *acts, words=(word("effective mitigation", "cutoff"),), declared=(complete(),))
    record = assessed(case, AFTER)
    said = " ".join(text(report(record, change=False)).split())
    out = f"To settle it: find out which telling of the mitigation `cutoff` is right, {words[0]} or {words[1]}, and leave out the rest."
    (mitigate,) = [f for f in record.about("mitigate") if f.citation == "47 CFR 64.1200(k)(4)"]
    assert (mitigate.status, mitigate.disputed) == ("undetermined", True)
    assert out in said.partition("WHAT IS STILL TO BE DONE")[2].partition("ASSUMPTIONS")[0]
    both = " and ".join(each.removeprefix("that ") for each in words)
    assert (
        f"contradict each other: the mitigation `cutoff` is told as {both}. To settle it, find out which is right"
        in said
    )
    assert "No three matters together" not in said
    sources = "Source: the mitigation `cutoff`: email and the mitigation `cutoff`: ticket."
    assert (sources in said) is (
        ways[0]["happened"] != ways[1]["happened"]
    )  # one that speaks of other traffic is no act on it


def test_sources_that_agree_are_not_told_apart() -> None:
    """Two sources that tell an act alike leave nothing to find out between them."""
    acts = [{"mitigation": {**cutoff()["mitigation"], "source": source}} for source in ("email", "ticket")]
    record = assessed(letter(*acts, words=(word("effective mitigation", "cutoff"),), declared=(complete(),)), AFTER)
    assert "which telling" not in text(report(record, change=False))


def test_the_list_of_what_is_due_says_what_may_not_bind() -> None:
    """47 CFR 64.1200(n)(1) of 2023 gives a gateway 24 hours: to one of whom only another role is told, whether that binds is open."""
    facts = [
        {"call": {"id": "a", "happened": "2023-02-01T10:00", "roles": {"acme": "originating provider"}}},
        {"traceback request": {"id": "tb", "happened": "2023-02-17T16:30", "by": "the traceback consortium", "to": "acme", "call": ["a"]}},
    ]  # fmt: skip
    case = {"case": "traced", "zone": "America/New_York", "parties": {"acme": {"name": "Acme"}}, "facts": facts}
    book = Rulebook.load()
    said = due_lines(assess(book, case_of(case, book), at="2023-02-18T00:00:00-05:00"), None)
    told = {" ".join(each.split()) for each in said.split("pending")[1:]}
    open_ones = [each for each in told if each.endswith("; whether it binds is open")]
    assert len(told) == 2
    assert ['"answer as gateway"' in each for each in open_ones] == [True]


def test_nobody_below_those_who_disagree_is_asked_to_settle_it(tmp_path: Path) -> None:
    """Where the Bureau says both yes and no, a later word of it or of who stands above settles that, the provider's does not."""
    file = tmp_path / "case.yaml"
    file.write_text(
        "case: both\nzone: America/New_York\nparties:\n  acme: {name: Acme Voice}\n  eb: {name: Enforcement Bureau}\nfacts:\n"
        "  - traffic: {id: t, roles: {acme: originating provider}}\n"
        "  - notice: {id: letter, happened: 2022-07-07T10:00, by: eb, to: acme, traffic: t}\n"
        "  - mitigation: {id: cut, happened: 2022-07-08T10:00, by: acme, answers: letter, traffic: t}\ndeterminations:\n"
        '  - {standard: effective mitigation, about: cut, says: "yes", by: eb, dated: 2022-07-12}\n'
        '  - {standard: effective mitigation, about: cut, says: "no", by: eb, dated: 2022-07-12}\n'
        "complete:\n  - {records: [answer], about: acme, through: 2022-07-25, said by: acme, dated: 2022-07-26}\n",
        encoding="utf-8",
    )
    book = Rulebook.load()
    record = assess(book, Case.load(file, rulebook=book), at="2022-07-25T09:00:00-04:00")
    said = " ".join(text(report(record, change=False)).split())
    assert (
        'have "effective mitigation" of the mitigation `cut` decided, by the court, the Commission or the Enforcement Bureau'
        in said
    )
