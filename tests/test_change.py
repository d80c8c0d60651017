from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from letters import AT, NAMES, TRAFFIC, assessed, block, complete, cutoff, letter, notice, seen, told, word
from situations import MEASURES, MITIGATE, case_of

from evaluator import Case, Record
from evaluator.doors.explained import again_for, changes_of, report
from evaluator.doors.text import text
from evaluator.passes.change import Change, Changes, changes
from evaluator.passes.phrases import Phrases

BLOCK = ("answer", "may-block-all", "*", "target")
REMOVED = ("answer", "must-refuse-traffic", "*", "target")
MIT = ("finding", MITIGATE, "letter", "target")
DONE = (complete(),)
EFFECTIVE = word("effective mitigation", "cutoff")
REPORT = {
    "measures report": {
        "id": "plan",
        "happened": "2022-07-20",
        "by": "target",
        "to": ["fcc", "consortium"],
        "answers": "letter",
    }
}


def ways(found: Changes, target: tuple[str, ...], to: str, kind: str = "fact") -> list[tuple[str, ...]]:
    """What turns a status into another, in words."""
    return [change.given for change in found.of(target) if change.to == to and change.kind == kind]


def says(given: tuple[str, ...], *expected: str) -> bool:
    """Whether each of the words, in their order, holds one of the texts expected."""
    return len(given) == len(expected) and all(part in words for words, part in zip(given, expected, strict=True))


# -- facts still to come


def test_a_word_on_the_letter_closes_the_permission() -> None:
    """Where nothing was done, one word of the Bureau that the letter was effectively mitigated turns the answer to no."""
    found = changes_of(assessed(letter(declared=DONE)))
    assert [w for w in ways(found, BLOCK, "no") if says(w, 'says yes to "effective mitigation" of the notice `letter`')]


def test_an_act_that_comes_to_light_needs_its_judgement() -> None:
    """A cut-off in time that was not on file turns the answer to no only together with the word that it was effective."""
    found = changes_of(assessed(letter(declared=DONE)))
    both = [w for w in ways(found, BLOCK, "no") if w[0].startswith("a mitigation by Example Voice LLC")]
    assert [len(words) for words in both] == [2]
    assert says(
        both[0], "done by Sat 9 July 2022 00:00 EDT, comes to light", 'says yes to "effective mitigation" of it'
    )
    assert [w for w in ways(found, BLOCK, "undetermined") if says(w, "comes to light")]


def test_a_late_cure_changes_nothing_under_the_default_reading() -> None:
    """A cut-off done only now does not close the permission, and the reading under which it would is named."""
    found = changes_of(assessed(letter(declared=DONE), "2022-07-12T00:00:00-04:00"))
    assert [words for target, words in found.futile if target == BLOCK and words.endswith(", now")]
    [given] = ways(found, BLOCK, "no", "fact under a reading")
    assert given[1] == "cure_after_blocking = ends on cure (47 CFR 64.1200(k)(4))"


def test_a_relapse_opens_the_permission() -> None:
    """After an effective cut-off, like traffic seen now and judged similar turns the answer to yes; neither does alone."""
    found = changes_of(assessed(letter(cutoff(), words=(EFFECTIVE,)), "2022-07-12T00:00:00-04:00"))
    assert [w for w in ways(found, BLOCK, "yes") if says(w, "traffic seen from", 'says yes to "same or similar" of it')]
    assert not [w for w in ways(found, BLOCK, "yes") if len(w) == 1 and "traffic seen" in w[0]]


def test_an_act_of_the_commission_opens_the_permission() -> None:
    """Whatever the burdens say, an authorization by the Commission's own act turns the answer to yes."""
    found = changes_of(assessed(letter(cutoff(), words=(EFFECTIVE,))))
    assert [
        w for w in ways(found, BLOCK, "yes") if says(w, "a blocking authorization by FCC Enforcement Bureau toward")
    ]


def test_a_pending_burden_is_met_by_the_act_and_its_judgement() -> None:
    """While the window is open, a cut-off now and the word that it was effective discharge the burden."""
    found = changes_of(assessed(letter(), "2022-07-08T12:00:00-04:00"))
    assert [w for w in ways(found, MIT, "discharged") if says(w, ", now", 'says yes to "effective mitigation" of it')]


TAKEN_BACK = "a rescission by FCC Enforcement Bureau of the notice `letter`, now"


def test_two_limbs_are_closed_together() -> None:
    """Where both limbs are open, facts about each of them together turn the answer to no, at most three, or a rescission."""
    found = changes_of(assessed(letter(declared=DONE), "2022-07-25T00:00:00-04:00"))
    closing = ways(found, BLOCK, "no")
    assert closing
    assert [given for given in closing if len(given) == 1] == [(TAKEN_BACK,)]
    assert {len(given) for given in closing if given != (TAKEN_BACK,)} <= {2, 3}
    assert [
        w
        for w in closing
        if any('"effective mitigation"' in x for x in w)
        and any('"effective measures"' in x or "extension" in x for x in w)
    ]


def test_a_removal_order_makes_others_refuse() -> None:
    """A removal order turns the question of refusing to yes at once under the text of 2022, and not at once under that of 2023."""
    assert ways(changes_of(assessed(letter())), REMOVED, "yes") == [
        ("a removal order by FCC Enforcement Bureau toward Example Voice LLC, now",)
    ]
    later = letter(happened="2023-09-05", stated_due={})
    assert ways(changes_of(assessed(later, "2023-09-06T00:00:00-04:00")), REMOVED, "yes") == []


def test_a_blocker_sees_what_would_have_protected_it() -> None:
    """A block without notice turns into a protected use if a notice in time comes to light."""
    declared = (*DONE, complete("blocker", "blocking notice"))
    found = changes_of(assessed(letter(block("2022-07-11T10:00"), declared=declared), "2022-07-12T00:00:00-04:00"))
    use = ("finding", "47 CFR 64.1200(k)(4) block all", "block", "blocker")
    assert [w for w in ways(found, use, "used") if says(w, "a blocking notice by Downstream Inc.")]


def test_an_unjudged_act_waits_for_a_word() -> None:
    """Whatever else settles it, a word either way on the act on file is among the changes of a pending burden."""
    found = changes_of(assessed(letter(cutoff()), "2022-07-08T18:00:00-04:00"))
    assert [
        w
        for w in ways(found, MIT, "discharged")
        if says(w, 'says yes to "effective mitigation" of the mitigation `cutoff`')
    ]


def test_an_extension_reopens_a_lapsed_window() -> None:
    """More time granted now makes a report that was missed pending again."""
    found = changes_of(assessed(letter(declared=DONE), "2022-07-25T00:00:00-04:00"))
    target = ("finding", "FCC 20-96 para. 43 report measures", "letter", "target")
    assert [
        w
        for w in ways(found, target, "pending")
        if says(
            w, "an extension by FCC Enforcement Bureau toward Example Voice LLC of the notice `letter` to 2022-08-08"
        )
    ]


# -- readings


RELAPSE = letter(cutoff(), seen(), words=(EFFECTIVE, word("same or similar", "seen")))
LATE = letter(cutoff("2022-07-11T09:00"), words=(EFFECTIVE,), declared=DONE)
UNJUDGED = letter(cutoff(), REPORT, words=(EFFECTIVE,), declared=DONE)
NOTHING = letter(declared=DONE)
TURNED = {
    "a relapse": (RELAPSE, "2022-07-12", "no", "relapse_window = new notice needed"),
    "a late cure": (LATE, "2022-07-12", "no", "cure_after_blocking = ends on cure"),
    "filing days": (NOTHING, "2022-07-10", "no", "hours_vs_1.4 = two filing days"),
    "the start of the clock": (
        NOTHING,
        "2022-07-10",
        "undetermined",
        "clock_48h_start = e-mail delivery or actual receipt",
    ),
    "a report unjudged": (UNJUDGED, "2022-07-25", "no", "prong_B_report = timely report is enough"),
}


@pytest.mark.parametrize(("case", "at", "to", "reading"), TURNED.values(), ids=TURNED)
def test_the_reading_on_which_an_answer_turns_is_named(case: Case, at: str, to: str, reading: str) -> None:
    """The one switch whose other option gives another answer is named with that option."""
    found = changes_of(assessed(case, f"{at}T00:00:00-04:00"))
    assert [given for (given,) in ways(found, BLOCK, to, "reading") if given.startswith(reading)]


def test_a_settled_answer_names_the_readings_it_turns_on() -> None:
    """The verdict asks the open questions of law on which the answer turns, and none where it holds under every single switch."""
    words = " ".join(text(report(assessed(RELAPSE, "2022-07-12T00:00:00-04:00"))).split())
    assert "It turns on how the law is read:" in words
    assert "Does later traffic revive the first limb? (relapse_window)" in words
    told_exactly = letter(
        happened="2022-07-06T12:00:00", delivered="2022-07-06T12:00:00", received="2022-07-06T12:00:00", declared=DONE
    )
    assert "It turns on" not in text(report(assessed(told_exactly, "2022-07-15T00:00:00-04:00")))


# -- what is missing


def test_what_is_missing_is_what_the_finding_says() -> None:
    """For an undetermined status the missing matters are exactly those of the finding, each leading where it says."""
    record = assessed(letter(cutoff()))
    found = changes_of(record)
    answer = record.answer("may-block-all", toward="target")
    missing = [change for change in found.of(BLOCK) if change.kind == "missing"]
    assert sorted(change.to for change in missing) == sorted(leads for _, leads in answer.missing)
    assert {len(change.given) for change in missing} == {1, 2}


# -- bounds


class Counted:
    """Assesses again and remembers with what."""

    def __init__(self, record: Record) -> None:
        self.again, self.calls = again_for(record), list[tuple[Case | None, Mapping[str, str] | None, Any]]()

    def __call__(self, case: Case | None = None, readings: Mapping[str, str] | None = None) -> Any:
        record = self.again(case, readings)
        self.calls.append((case, readings, record))
        return record


def test_trials_are_bounded() -> None:
    """No more is tried than allowed, and a report that stopped says so."""
    record = assessed(
        letter(cutoff(), cutoff("2022-07-09T10:00", "second"), seen(), block(), told("2022-07-10"), declared=DONE)
    )
    counted = Counted(record)
    found = changes(record, Phrases(record), counted, 7)
    assert len(counted.calls) == found.trials == 7
    assert found.stopped
    whole = Counted(record)
    assert changes(record, Phrases(record), whole).trials == len(whole.calls) <= 200


def test_the_record_asked_about_stays_as_it_is() -> None:
    """Trying changes leaves the case and the record as they were, to the byte."""
    record = assessed(letter(cutoff(), declared=DONE))
    before = record.to_json()
    changes_of(record)
    assert record.to_json() == before
    assert not record.case.supposes


def test_every_change_was_seen_to_happen() -> None:
    """Each change by facts is one that a re-assessment gave, with as many facts added as the change names."""
    record = assessed(letter(declared=DONE))
    counted = Counted(record)
    found = changes(record, Phrases(record), counted)
    own = len(record.case.tellings) + len(record.case.said)
    tried = [(case, again) for case, readings, again in counted.calls if case is not None and not readings]
    seen_to = {
        (len(case.tellings) + len(case.said) - own, again.answer("may-block-all", toward="target").status)
        for case, again in tried
    }
    facts = [change for change in found.of(BLOCK) if change.kind == "fact"]
    assert facts
    assert {(len(change.given), change.to) for change in facts} <= seen_to


def test_changes_are_minimal() -> None:
    """No change by facts contains another with the same result."""
    found = changes_of(assessed(letter(declared=DONE), "2022-07-25T00:00:00-04:00"))
    facts = [change for change in found.found if change.kind == "fact"]

    def within(small: Change, large: Change) -> bool:
        same = small.target == large.target and small.to == large.to and small is not large
        return same and set(small.given) < set(large.given)

    assert [(a, b) for a in facts for b in facts if within(a, b)] == []


def test_a_larger_set_is_dropped_where_a_smaller_one_does() -> None:
    """Where an act alone were enough, the act with its judgement is not told beside it."""
    open_, stopped = assessed(letter(declared=DONE)), assessed(letter(cutoff(), words=(EFFECTIVE,)))

    def again(case: Case | None = None, readings: Mapping[str, str] | None = None) -> Record:
        acts = [] if case is None else [t for t in case.tellings if t.supposed and t.kind == "mitigation"]
        return stopped if acts else open_

    closing = ways(changes(open_, Phrases(open_), again), BLOCK, "no")
    assert closing
    assert {len(given) for given in closing} == {1}


def test_the_same_question_has_the_same_changes() -> None:
    """Asking twice gives the same changes in the same order."""
    record = assessed(letter(declared=DONE))
    assert changes_of(record).found == changes_of(assessed(letter(declared=DONE))).found


def test_what_is_supposed_is_known() -> None:
    """Under an instant of knowledge the facts still to come count as known."""
    found = changes_of(assessed(letter(declared=DONE), known="2022-08-02T00:00:00-04:00"))
    assert [w for w in ways(found, BLOCK, "no") if says(w, 'says yes to "effective mitigation" of the notice `letter`')]


def test_an_office_that_the_case_does_not_name_may_still_act() -> None:
    """Where no party is the Commission, the act still to come is that of the office itself."""
    parties = {name: NAMES[name] for name in ("target", "consortium")}
    facts = [TRAFFIC, notice(by="consortium", stated_due={})]
    case = case_of({"case": "none", "zone": "America/New_York", "parties": parties, "facts": facts})
    expected = ("a blocking authorization by the Commission toward Example Voice LLC, now",)
    assert ways(changes_of(assessed(case)), BLOCK, "yes") == [expected]


def test_measures_are_judged_on_the_letter() -> None:
    """A word that the measures are not effective opens the second limb."""
    found = changes_of(assessed(letter(cutoff(), words=(EFFECTIVE,)), AT))
    target = ("finding", MEASURES, "letter", "target")
    assert [
        w
        for w in ways(found, target, "not discharged")
        if says(w, 'says no to "effective measures" of the notice `letter`')
    ]
