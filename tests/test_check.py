"""Checking a rulebook: each kind of issue is found in a rulebook that has it, at its place, and not in one that lacks it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluator.documents.rulebook import load_rulebook
from evaluator.doors.library import checked
from evaluator.passes.check import check, notes, warnings
from evaluator.passes.check_moved import MOVED
from evaluator.passes.issues import BY_WORDS
from evaluator.words.errors import BadInput

ROOT = Path(__file__).parent.parent
GOOD = Path(__file__).parent / "bad_input" / "rulebook"

HEAD = """section: 1 CFR 2.1
calendar: office
parties: {owner: whoever was notified, neighbour: whoever is beside the owner}
paragraphs:
  (a):
"""
VERSION = """    - effective: 2020-01-01
      authority: 85 FR 2
      gist: "[1: Mend it]."
"""
TRIGGER = "bearer: owner, arises from: {notice: {by: the Office, to: owner}}"
DONE = "done by: {repair: {by: owner, answers: notice}}"
MEND = f"      burden patch: {{phrases: [1], {TRIGGER}, {DONE}}}\n"
CARD = HEAD + VERSION + MEND
HERE = CARD.replace("- effective", "- ¦effective")
Issues = Callable[..., list[str]]


@pytest.fixture
def issues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Issues:
    """What is said of the good rulebook with files laid over it: the text of `extra.yaml`, others by their name."""
    shutil.copytree(GOOD, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)

    def found(extra: str = "", **files: str) -> list[str]:
        for name, text in {"extra": extra, **files}.items():
            if text:
                Path("rules", f"{name}.yaml").write_text(text, encoding="utf-8")
        return [str(problem).splitlines()[0] for problem in check(load_rulebook("rules"))]

    return found


def changed(name: str, old: str, new: str) -> str:
    """A file of the good rulebook with one change."""
    text = (GOOD / f"{name}.yaml").read_text("utf-8")
    assert old in text
    return text.replace(old, new)


def test_an_agency_by_another_spelling_is_answered_with_its_name(issues: Issues) -> None:
    """A party told by a spelling that cases may use is no other agency's name misspelt."""
    assert issues(CARD.replace("by: the Office", "by: office")) == [
        "rules/extra.yaml:9:78: unknown party `office` [unknown-party]"
    ]
    found = check(load_rulebook(Path("rules")))
    assert [problem.help for problem in found] == ["did you mean `the Office`?"]


def test_a_letter_of_another_script_is_named(issues: Issues) -> None:
    """What looks like the right name is told with the letter that is another one."""
    issues(CARD.replace("notice: {by", "n\u043etice: {by"))
    found = check(load_rulebook(Path("rules")))
    assert "did you mean `notice`? What is written here holds U+043E (cyrillic small letter o)" in [
        p.help for p in found
    ]


def test_a_number_that_two_paragraphs_had_is_the_last_one_s(issues: Issues) -> None:
    """Who cites a former number is sent to the paragraph that had it last."""
    late = MEND.replace("patch", "mend again").rstrip()
    card = (
        HEAD.replace("(a)", "(b)")
        + VERSION.replace("- effective: 2020-01-01", "- effective: 2020-01-01\n      formerly: [(z) until 2021-01-01]")
        + MEND
        + "  (c):\n"
        + VERSION.replace("- effective: 2020-01-01", "- effective: 2021-01-01\n      formerly: [(z) until 2024-01-01]")
        + late
        + ", unless: [discharged: (z) patch]}\n".replace("}}", "}")
    ).replace("}, unless:", ", unless:")
    assert any("what stood there until 2024-01-01 is 1 CFR 2.1(c)" in line for line in issues(card))


def test_the_rulebook_is_clean() -> None:
    """The rules that come with the package have no issue."""
    assert [str(problem) for problem in check(load_rulebook(ROOT / "rules"))] == []


def test_a_good_card_has_no_issue(issues: Issues) -> None:
    """The card that the bad ones below are made from has no issue of its own."""
    assert issues(CARD) == []


def marked(text: str) -> str:
    """Line and column of the mark in a text."""
    before = text[: text.index("¦")]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def one(name: str, norm: str) -> str:
    """A card with one version that holds one norm."""
    return HEAD + VERSION + f"      {name}: {norm}\n"


def mend(more: str) -> str:
    """The good card with one more key of its burden."""
    return CARD.replace(DONE, f"{DONE}, {more}")


def fine(of: str, rows: str = "{from: 2020-01-01, at most: 1 USD, source: x}") -> str:
    """The usual card with an amount that covers something, in these rows."""
    amount = f"amount fine: {{of: {of}, picked by: report, values: [{rows}]}}"
    return f"{mend('unless: [no report: {by: owner, answers: notice}]')}      {amount}\n"


def how(value: str) -> str:
    """The good card, asking for a way of mending."""
    return CARD.replace("answers: notice", f"answers: notice, how: {value}")


def versions(*heads: str) -> str:
    """A card whose versions have these days; what is wrong stands at the last of them."""
    rest = 'authority: 85 FR 2, gist: "[1: Mend it].", left out: {phrase 1: because}'
    lines = [f"{{{head}, {rest}}}\n" for head in heads]
    return HEAD + "".join(f"    - {line}" for line in [*lines[:-1], f"¦{lines[-1]}"])


PERMIT = "bearer: neighbour, toward: owner, act: {closing: {by: neighbour, of: owner}}"
BAN = "bearer: neighbour, act: {closing: {by: neighbour, of: owner}}"


def measured(asked: str, more: str = "", per: str = "[by]") -> str:
    """A card with a measure of repairs, and a permission that asks it."""
    keys = f"phrases: [1], counts: {{repair: {{how: by hand}}}}, per: {per}, over: each day{', ' if more else ''}{more}"
    act = f"act: {{closing: {{by: neighbour, scope: everything}}}}, when: [{asked}]"
    return (
        one("measure repairs", f"{{{keys}}}") + f"      permission shut: {{phrases: [1], bearer: neighbour, {act}}}\n"
    )


FORMERLY = (
    (HEAD + VERSION).replace("(a)", "(b)").replace("effective: 2020-01-01", "effective: 2020-01-01\n      formerly: [(z) until 2021-01-01]")
    + MEND
    + "  (a):\n"
)  # fmt: skip

# Each: the name of the issue, the card with `¦` where the issue stands, and what is said there.
CARDS: list[tuple[str, str, str]] = [
    # what can be read, and cannot be meant
    (
        "another-doer",
        one(
            "permission shut",
            "{phrases: [1], bearer: neighbour, act: {¦closing: {by: owner, of: neighbour, scope: everything}}}",
        ),
        "`shut` binds or allows `neighbour`, and its `act` is an act of `owner`",
    ),
    (
        "lost-text",
        CARD.replace("85 FR 2", "Docket ¦#22-174; 85 FR 2"),
        "`#22-174; 85 FR 2` is a comment here, and no part of the text before it",
    ),
    (
        "wrong-reference",
        CARD.replace("{notice: {by: the Office, to: owner}}", "{closing: {of: owner}}").replace(
            "{repair: {by: owner, answers: notice}}", "{¦repair: {by: owner, answers: closing}}"
        ),
        "`answers` of repair names notice, and `closing` is none of these",
    ),
    (
        "idle-exception",
        mend("unless: [¦notice: {to: owner}]"),
        "what stands under `unless` is what it arises from, so that this never binds",
    ),
    (
        "idle-exception",
        mend("unless shown: [¦repair: {by: owner}]"),
        "what stands under `unless shown` is the very act that is owed, so that who does it too late is excused",
    ),
    (
        "idle-exception",
        one(
            "permission open",
            "{phrases: [1], bearer: neighbour, toward: owner, act: {opening: {by: neighbour, of: owner}}, "
            "arises from: {notice: {to: owner}}, unless: [¦report: {answers: notice}]}",
        ),
        "what excuses an act is read without what the norm arises from, so that `notice` is nothing here",
    ),
    (
        "idle-least",
        mend("within: {time: 5 days of notice, at least: ¦9 days}").replace(
            "[1: Mend it]", "[1: Mend it in 5 days, at least 9 days]"
        ),
        "a least time, and nobody states another: the window is as long as it says",
    ),
    (
        "idle-least",
        mend("within: {time: 5 days of notice, stated in: notice, at least: ¦9 days}").replace(
            "[1: Mend it]", "[1: Mend it in 5 days, at least 9 days]"
        ),
        "the least time is longer than the time that counts where none is stated",
    ),
    (
        "another-doer",
        CARD.replace("{repair: {by: owner", "{¦repair: {by: neighbour"),
        "`patch` binds or allows `owner`, and its `done by` is an act of `neighbour`",
    ),
    (
        "wrong-question",
        mend("question: ¦may-close"),
        "a burden cannot answer `may-close`, which asks what one `may`",
    ),
    (
        "wrong-question",
        one(
            "permission open",
            "{phrases: [1], question: ¦may-close, bearer: neighbour, act: {opening: {by: neighbour, of: owner}}}",
        ),
        "`may-close` supposes another act, `closing`, and this permission is about `opening`",
    ),
    (
        "wrong-subject",
        one(
            "permission shut",
            "{phrases: [1], bearer: neighbour, act: {¦closing: {by: neighbour, scope: everything, judged: good repair}}}",
        ),
        "`good repair` is answered about `repair` or `notice`, never about what it is asked of here",
    ),
    (
        "wrong-measure",
        measured("¦repairs: {around: closing, share: at most 3 %}"),
        "the measure `repairs` does not say out of what, so there is no share to ask for",
    ),
    (
        "wrong-measure",
        measured("¦repairs: {around: closing, count: at most 3}", "out of: {repair: {}}"),
        "the measure `repairs` tells a share, and a count is asked of it",
    ),
    (
        "wrong-measure",
        measured("¦repairs: {around: closing, count: at most 3}", per="[by, line]"),
        "the measure `repairs` groups by `line`, which this fact does not have",
    ),
    (
        "wrong-measure",
        measured("repairs: {around: closing, share: at most 3 %}", "out of: {¦notice: {}}"),
        "`repairs` counts a repair out of a notice",
    ),
    (
        "wrong-measure",
        measured("repairs: {around: closing, share: at most 3 %}", "out of: {¦repair: {how: by machine}}"),
        "nothing that `repairs` counts is among that of which it tells the share: `how` differs",
    ),
    (
        "wrong-start",
        mend("within: {time: 48 hours of notice, starts at: by}").replace("burden", "¦burden"),
        "`by` is no time of a notice that a window can start at",
    ),
    (
        "wrong-start",
        mend("within: {time: 48 hours of repair, stated in: repair}")
        .replace("notice: {by: the Office, to: owner}", "repair: {by: owner}")
        .replace("answers: notice", "answers: same as repair")
        .replace("burden", "¦burden"),
        "a repair can print no date and no length: it has no field of type `dates` or `length` or `date`",
    ),
    (
        "no-phrase",
        CARD + MEND.replace("patch", "again").replace("phrases: [1], ", "").replace("burden", "¦burden"),
        "`burden again` names no phrase of the gist",
    ),
    (
        "torn-phrase",
        HERE.replace("it]", "it], [2: ]").replace("phrases: [1]", "phrases: [1, 2]"),
        "phrase 2 of the gist has no words",
    ),
    (
        "shared-number",
        CARD
        + (VERSION + MEND)
        .replace("    - effective", "  (b):\n    - ¦effective", 1)
        .replace("      authority", "      formerly: [(a) until 2021-01-01]\n      authority")
        .replace("patch", "again"),
        "(b) was (a) until 2021-01-01, but another paragraph is (a) since 2020-01-01",
    ),
    (
        "taken-name",
        CARD.replace("{owner: whoever was", "{¦the Office: it, owner: whoever was"),
        "`the Office` is the name of an office or of a kind of fact, and cannot name a party of this file",
    ),
    (
        "taken-name",
        CARD.replace("{owner: whoever was", "{¦report: it, owner: whoever was"),
        "`report` is the name of an office or of a kind of fact, and cannot name a party of this file",
    ),
    (
        "no-window",
        one("extension more", "{phrases: [1], extends: again, to: open}").replace("extension", "¦extension")
        + MEND.replace("patch", "again"),
        "`1 CFR 2.1(a) again` has no window that could be extended",
    ),
    (
        "unknown-card",
        HERE.replace("it]", "it], [2: soon]") + "      encoded in: {phrase 2: 1 CFR 1.1(q) has it}\n",
        "no card is cited `1 CFR 1.1(q)`",
    ),
    (
        "gist-number",
        one(
            "definition near repair",
            "{phrases: [1], arises from: {repair: {by: owner}}, when: [¦closing: {of: owner, within: 5 days before repair}]}",
        ).replace("Mend it", "Mend it in 3 days"),
        "`5 days` differs from every length that the gist states: `3 days`",
    ),
    (
        "gist-number",
        mend("within: ¦by 2022-06-30").replace("Mend it", "Mend it by June 30, 2021"),
        "`2022-06-30` differs from every date that the gist states: `2021-06-30`",
    ),
    (
        "gist-number",
        mend("within: ¦by 2022-06-30").replace("Mend it", "Mend it in 2021"),
        "`2022` differs from every year that the gist states: `2021`",
    ),
    (
        "gist-number",
        mend("within: ¦48 hours of notice").replace("Mend it", "Mend it within two days"),
        "`48 hours` differs from every length that the gist states: `2 days`",
    ),
    (
        "gist-number",
        mend("within: ¦5 days of notice").replace("Mend it", "Mend it within five business days"),
        "`5 days` differs from every length that the gist states: `5 business days`",
    ),
    (
        "gist-number",
        mend("within: ¦5 days of notice").replace("[1: Mend it]", "[1: Mend it in 3 days], [2: or in 5 days]")
        + "      left out: {phrase 2: because}\n",
        "`5 days` differs from every length that the gist states: `3 days`",
    ),
    (
        "gist-number",
        one("definition big repair", "{phrases: [1], arises from: {¦repair: {by: owner, parts: more than 3}}}").replace(
            "Mend it", "Mend it if more than four parts are broken"
        ),
        "`more than 3` differs from every number that the gist states: `4`",
    ),
    (
        "lost-length",
        HERE.replace("Mend it", "Mend it within 24 hours"),
        "phrase 1 states `24 hours`, and no construct of the card has that length",
    ),
    (
        "gives-nothing",
        one("definition mended", "{phrases: [1], arises from: {repair: {by: owner}}, gives: {¦ownr: owner}}"),
        "`mended` gives `ownr`, which is a field of no fact, and nobody asks for it",
    ),
    (
        "gives-nothing",
        one("definition mended", "{phrases: [1], arises from: {repair: {by: owner}}, gives: {¦of: neighbour}}"),
        "`mended` gives the party `neighbour`, which no fact of it names",
    ),
    (
        "unknown-field",
        one("definition mended", "{phrases: [1], arises from: {repair: {by: owner}}, gives: {¦lin: same as repair}}"),
        "unknown field `lin` of repair",
    ),
    (
        "unknown-field",
        one(
            "definition mended",
            "{phrases: [1], arises from: {repair: {by: owner}}, when: [closing: {of: owner, by: same as repair, ¦scope: how of repair}]}",
        ).replace("how of", "hov of"),
        "unknown field `hov` of repair",
    ),
    (
        "unknown-card",
        mend("when: [closing: {of: owner, ¦relies on: 1 CFR 1.1(q)}]"),
        "no card is cited `1 CFR 1.1(q)`",
    ),
    (
        "another-doer",
        one(
            "permission shut", "{phrases: [1], bearer: neighbour, act: {¦closing: {of: neighbour, scope: everything}}}"
        ),
        "`shut` binds or allows `neighbour`, and its `act` says not `by` whom: an act of anybody would count",
    ),
    (
        "lost-party",
        one(
            "¦permission shut",
            "{phrases: [1], bearer: neighbour, toward: owner, act: {closing: {by: neighbour, scope: everything}}}",
        ),
        "`shut` has `owner` for its `toward`, and no fact of it names that party",
    ),
    (
        "lost-party",
        one(
            "¦permission shut",
            "{phrases: [1], bearer: neighbour, toward: neighbour, act: {closing: {by: neighbour, scope: everything}}}",
        ),
        "`shut` binds or allows `neighbour` toward `neighbour` itself",
    ),
    (
        "lost-party",
        CARD.replace("burden patch", "¦burden patch").replace(", to: owner}", "}"),
        "`patch` binds `owner`, and what it arises from does not name that party: it would bind everybody",
    ),
    (
        "never-holds",
        mend("when: [discharged: 1 CFR 1.1(a) mend, ¦not discharged: 1 CFR 1.1(a) mend]"),
        "`1 CFR 1.1(a) mend` is never `discharged` and `not discharged` at once, so that this never holds",
    ),
    (
        "never-holds",
        mend("when: [report: {by: owner, answers: notice}, ¦no report: {by: owner}]"),
        "there is a `report` of this sort and none, so that this never holds",
    ),
    (
        "never-holds",
        mend("when: [closing: {of: owner, scope: everything}, ¦closing: {of: owner, scope: one line}]"),
        "`scope` of this `closing` is asked to be two things, so that this never holds",
    ),
    (
        "never-holds",
        mend("when: [¦report: {by: owner, before: notice, after: notice}]"),
        "this lies before and after `notice`, so that it never holds",
    ),
    (
        "never-holds",
        mend(
            "when: [judgement: {of: good repair, about: notice}, ¦judgement: {of: good repair, about: notice, says: no}]"
        ),
        "`good repair` is never answered yes and no at once, so that this never holds",
    ),
    (
        "never-holds",
        mend("when: [report: {by: owner, answers: notice}], unless: [¦report: {by: owner, answers: notice}]"),
        "what stands under `unless` stands under `when` too, so that this never binds",
    ),
    (
        "exchanged-fields",
        mend("unless: [extension: {by: the Office, to: owner}]")
        + MEND.replace("patch", "again").replace(DONE, f"{DONE}, unless: [¦extension: {{by: owner, to: the Office}}]"),
        "`to` of this extension is an office and `by` a party, and everywhere else it is the reverse",
    ),
    (
        "said-twice",
        mend("unless: [extension: {to: owner, of: notice}, ¦extension: {to: owner, of: notice}]"),
        "this stands twice under `unless`",
    ),
    (
        "no-first-day",
        HERE.replace("effective: 2020-01-01", "effective: always"),
        "(a) is in force `always`, and it is no letter: other law begins on a day",
    ),
    (
        "later-than-rulebook",
        HERE.replace("effective: 2020-01-01", "proposed: {as of: 2027-01-01, by: 91 FR 9}"),
        "1 CFR 2.1(a) is told as it was on 2027-01-01, and the rulebook is of 2026-11-21",
    ),
    # phrases
    ("unencoded-phrase", HERE.replace("it]", "it], [2: soon]"), "no construct encodes phrase 2"),
    ("unknown-phrase", CARD.replace("phrases: [1]", "phrases: [1, ¦3]"), "the gist has no phrase 3"),
    ("unknown-phrase", CARD.replace("answers:", "phrase: ¦9, answers:"), "the gist has no phrase 9"),
    (
        "unknown-phrase",
        HERE + "      left out: {phrase 2: because}\n",
        "`left out` names phrase 2, which is not in the gist",
    ),
    (
        "unknown-phrase",
        HERE + "      encoded in: {phrase 2: a calendar}\n",
        "`encoded in` names phrase 2, which is not in the gist",
    ),
    (
        "left-out-but-encoded",
        HERE + "      left out: {phrase 1: because}\n",
        "phrase 1 stands under `left out`, and a construct encodes it",
    ),
    ("phrase-twice", HERE.replace("it]", "it], [1: soon]"), "the gist has 2 phrases 1"),
    ("torn-phrase", HERE.replace("it].", "it], [2 soon]."), "a bracket of the gist belongs to no phrase"),
    # names of one card
    (
        "two-sorts",
        CARD + MEND.replace("burden", "¦duty"),
        "`patch` is a burden elsewhere in this card, and a duty here",
    ),
    (
        "defined-twice",
        one("¦definition repair", "{phrases: [1], arises from: {report: {}}}"),
        "`repair` is a kind of fact already",
    ),
    (
        "defined-twice",
        one("definition darning", "{phrases: [1], arises from: {repair: {how: by hand}}}")
        + "  (b):\n"
        + VERSION
        + "      ¦definition darning: {phrases: [1], arises from: {repair: {how: by machine}}}\n",
        "`darning` is defined in rules/extra.yaml:9 too",
    ),
    # days
    (
        "two-versions",
        versions("effective: 2020-01-01, until: 2021-06-01", "effective: 2021-01-01"),
        "two versions of (a) are in force from 2021-01-01 until 2021-06-01",
    ),
    (
        "version-gap",
        versions("effective: 2020-01-01", "effective: 2021-01-01, compliance: 2021-06-01"),
        "no version of (a) binds from 2021-01-01 until 2021-06-01",
    ),
    (
        "compliance-order",
        versions("effective: 2020-01-01, compliance: 2019-01-01"),
        "(a) binds from 2019-01-01, before it is in force on 2020-01-01",
    ),
    (
        "never-binds",
        versions("effective: 2020-01-01, compliance: 2021-01-01, until: 2021-01-01"),
        "(a) ends on 2021-01-01, before it binds on 2021-01-01",
    ),
    (
        "formerly-order",
        versions("effective: 2020-01-01, formerly: [(b) until 2022-01-01, (c) until 2021-01-01]"),
        "(a) was (c) until 2021-01-01, but (b) until 2022-01-01 stands before it",
    ),
    (
        "formerly-order",
        versions("effective: 2020-01-01, formerly: [(b) until 2020-01-01]"),
        "(a) was (b) until 2020-01-01, before its first version of 2020-01-01",
    ),
    (
        "formerly-order",
        versions("effective: 2020-01-01, formerly: [(a) until 2021-01-01]"),
        "(a) is its own former number",
    ),
    # what prevails
    (
        "despite-nothing",
        one("prohibition stop", f"{{phrases: [1], {BAN}, despite: [¦1 CFR 1.1(b), 1 CFR 1.1(a)]}}"),
        "`1 CFR 1.1(b)` holds no permission or power for this prohibition to prevail over",
    ),
    (
        "despite-nothing",
        one("permission go", f"{{phrases: [1], {PERMIT}, despite: [¦1 CFR 1.1(a), 1 CFR 1.1(c)]}}"),
        "`1 CFR 1.1(a)` holds no prohibition for this permission to prevail over",
    ),
    (
        "despite-nothing",
        one("prohibition stop", "{phrases: [1], bearer: owner, act: {opening: {by: owner}}, despite: ¦1 CFR 1.1(a)}"),
        "nothing that `1 CFR 1.1(a)` allows or forbids is also what this prohibition is about",
    ),
    (
        "clash",
        one("¦prohibition stop", f"{{phrases: [1], {BAN}}}"),
        "`1 CFR 2.1(a) stop` forbids what `1 CFR 1.1(a) close` allows, and neither prevails",
    ),
    (
        "impossible-step",
        one("permission go", f"{{phrases: [1], {PERMIT}, despite: 1 CFR 1.1(c), only after: ¦1 CFR 1.1(a) close}}"),
        "`1 CFR 1.1(a) close` is a permission and cannot come before a use",
    ),
    # clocks and deadlines
    (
        "unknown-clock",
        mend("within: {time: 48 hours of notice, counted by: ¦notice hours}"),
        "the calendar `office` has no clock `notice hours`",
    ),
    (
        "unknown-clock",
        mend("within: ¦2 business days of notice"),
        "the calendar `office` has no clock `business days`",
    ),
    (
        "clock-unit",
        mend("within: {time: 48 hours of notice, counted by: ¦days}"),
        "clock `days` does not count `hours`",
    ),
    (
        "window-out-of-scope",
        mend("within: ¦48 hours of repair"),
        "no fact of this card that a time can run from is called `repair`",
    ),
    (
        "no-deadline",
        mend("revived by: [¦report: {by: owner, answers: notice, after: the deadline}]"),
        "`1 CFR 2.1(a) patch` has no deadline",
    ),
    (
        "no-deadline",
        mend("unless: [¦report: {by: owner, after: the deadline of 1 CFR 1.1(a) close}]"),
        "`1 CFR 1.1(a) close` has no deadline",
    ),
    (
        "unknown-norm",
        mend("unless: [¦report: {by: owner, after: the deadline of mendings}]"),
        "`mendings` is no norm",
    ),
    ("unknown-norm", mend("unless: [discharged: ¦mends]"), "`1 CFR 2.1(a) patch` names `mends`, which is no norm"),
    ("unknown-norm", fine("[¦pach]"), "`fine` names `pach`, which is no norm"),
    ("never-broken", fine("[¦patch]"), "`fine` names `patch`, which nobody can break: it is a burden"),
    (
        "row-order",
        fine(
            "1 CFR 1.1(c)",
            "{from: 2021-01-01, at most: 2 USD, source: x}, ¦{from: 2021-01-01, at most: 1 USD, source: x}",
        ),
        "the row of 2021-01-01 stands after the row of 2021-01-01",
    ),
    (
        "gist-number",
        mend("within: ¦48 hours of notice").replace("Mend it", "Mend it within 24 hours"),
        "`48 hours` differs from every length that the gist states: `24 hours`",
    ),
    (
        "gist-number",
        mend("within: {time: ¦10 days then 5 days of notice}").replace(
            "Mend it", "Mend it in ten days, or thirty-five days"
        ),
        "`5 days` differs from every length that the gist states: `10 days`, `35 days`",
    ),
    # names that join
    (
        "loose-term",
        mend("when: [report: {answers: notice}, ¦extension: {by: the Office}]"),
        "nothing ties this extension to what stands before it",
    ),
    (
        "loose-term",
        CARD.replace(DONE, "done by: {¦repair: {how: by hand}}"),
        "nothing ties this repair to what stands before it",
    ),
    (
        "loose-term",
        one(
            "deeming silence",
            "{phrases: [1], when: [¦report: {by: the Office}], deems: {not discharged: 1 CFR 1.1(a) mend}}",
        ),
        "nothing ties this report to what stands before it",
    ),
    (
        "unknown-question",
        one("permission go", f"{{phrases: [1], {PERMIT}, despite: 1 CFR 1.1(c), question: ¦may-clothe}}"),
        "unknown question `may-clothe`",
    ),
    # what reading and lowering refuse
    (
        "circle",
        mend("unless: [pending: patch]").replace("burden", "¦burden"),
        "norms that build on each other in a circle: `1 CFR 2.1(a) patch` → `1 CFR 2.1(a) patch`",
    ),
    (
        "impossible-status",
        mend("unless: [violated: ¦1 CFR 1.1(a) mend]"),
        "`1 CFR 1.1(a) mend` is a burden and is never `violated`",
    ),
    (
        "impossible-status",
        mend("unless: [violated: ¦1 CFR 1.1(a) close]"),
        "`1 CFR 1.1(a) close` is a permission and is never `violated`",
    ),
    (
        "no-window",
        one("extension granted", "{phrases: [1], extends: ¦1 CFR 1.1(a) close, when: [notice: {to: owner}], to: open}"),
        "`1 CFR 1.1(a) close` is a permission and has no window, and is never met or missed",
    ),
    (
        "ambiguous-norm",
        one("extension granted", "{phrases: [1], extends: ¦1 CFR 1.1(a), when: [notice: {to: owner}], to: open}"),
        "`1 CFR 1.1(a)` names 2 norms, where one is needed",
    ),
    (
        "unknown-reading",
        how("{reading: ¦clock stat, issuance: by hand}"),
        "unknown reading `clock stat`",
    ),
    (
        "reading-options",
        how("{reading: ¦clock start, issuance: by hand}"),
        "the reading `clock start` has an option `receipt`, and nothing is said for it here",
    ),
    (
        "reading-options",
        how("{reading: clock start, issuance: by hand, receipt: by machine, ¦both: nothing}"),
        "the reading `clock start` has no option `both`",
    ),
    ("unknown-kind", CARD.replace("{repair:", "{¦repairs:"), "unknown kind of fact `repairs`"),
    ("unknown-field", CARD.replace("answers:", "¦answer:"), "unknown field `answer` of repair"),
    ("unknown-choice", how("¦hand"), "unknown choice `hand` for `how`"),
    ("unknown-party", CARD.replace("bearer: owner", "bearer: ¦ownr"), "unknown party `ownr`"),
    ("unknown-standard", CARD.replace("answers:", "judged: ¦good, answers:"), "unknown standard `good`"),
    ("unknown-key", CARD.replace("phrases: [1]", "¦phrase: 1"), "unknown key `phrase` in the burden `patch`"),
    (
        "missing-key",
        CARD.replace("patch: {", "patch: ¦{").replace(f", {DONE}", ""),
        "the burden `patch` lacks `done by`",
    ),
    (
        "malformed",
        CARD.replace("phrases: [1]", "phrases: ¦'1, 2'"),
        "`phrases` should be a list of numbers, not the one text `1, 2`",
    ),
    ("unfinished", HERE.replace("85 FR 2", "(to be written)"), "the authority of 1 CFR 2.1(a) is still to be written"),
    ("unfinished", HERE.replace("Mend it", "(to be written)"), "the gist of 1 CFR 2.1(a) is still to be written"),
    # what moved
    (
        "moved-citation",
        FORMERLY
        + one("duty tell", f"{{phrases: [1], {TRIGGER}, {DONE}, unless: [discharged: ¦(z) patch]}}")[len(HEAD) :],
        "`(z) patch` is a former number: what stood there until 2021-01-01 is 1 CFR 2.1(b)",
    ),
    (
        "moved-citation",
        FORMERLY
        + one(
            "duty tell",
            f"{{phrases: [1], {TRIGGER}, {DONE}, unless: [closing: {{of: owner, relies on: ¦1 CFR 2.1(z)}}]}}",
        )[len(HEAD) :],
        "`1 CFR 2.1(z)` is a former number: what stood there until 2021-01-01 is 1 CFR 2.1(b)",
    ),
]


@pytest.mark.parametrize(("name", "text", "said"), CARDS, ids=[f"{name} {n}" for n, (name, _, _) in enumerate(CARDS)])
def test_an_issue_of_a_card_is_found(name: str, text: str, said: str, issues: Issues) -> None:
    """A card with one thing wrong gives an issue of that name, at that place."""
    assert f"rules/extra.yaml:{marked(text)}: {said} [{name}]" in issues(text.replace("¦", ""))


def test_only_what_is_wrong_is_told(issues: Issues) -> None:
    """A card with one thing wrong gives one issue, whatever the readings are."""
    for name, text, _ in CARDS:
        if name not in ("malformed", "missing-key", "unknown-key", "unknown-kind"):
            assert {line[line.rindex("[") :] for line in issues(text.replace("¦", ""))} == {f"[{name}]"}, text


AMENDED = """    - effective: 2021-01-01
      authority: 86 FR 2
      gist: as before
"""
TURNING = "within: {time: 48 hours of notice, starts at: {reading: clock start, issuance: happened, receipt: received}}"
NAMING = one("duty tell", f"{{phrases: [1], {TRIGGER}, {DONE}, when: [not discharged: 1 CFR 3.1(a) patch]}}")
DROPPING = (
    CARD.replace("1 CFR 2.1", "1 CFR 3.1")
    + "    - ¦effective: 2021-01-01\n      authority: 86 FR 2\n      gist: as before\n      left out: {phrase 1: repealed}\n"
)

READINGS = (GOOD / "readings.yaml").read_text("utf-8")

# Each: the name of the warning, the files with `¦` where it stands, and what is said there.
WARNED: list[tuple[str, dict[str, str], str]] = [
    (
        "lost-reading",
        {"extra": mend(TURNING) + AMENDED + "      ¦burden patch: {as before except: {within: 48 hours of notice}}\n"},
        "`1 CFR 2.1(a) patch` no longer consults the reading `clock start`, as its former version did",
    ),
    (
        "dropped-norm",
        {"extra": NAMING, "dropped": DROPPING},
        "the burden `1 CFR 3.1(a) patch` ends on 2021-01-01, and `1 CFR 2.1(a) tell` still builds on it then",
    ),
    (
        "dropped-norm",
        {
            "extra": NAMING,
            "dropped": CARD.replace("1 CFR 2.1", "1 CFR 3.1").replace("- eff", "- ¦until: 2022-01-01\n      eff"),
        },
        "the burden `1 CFR 3.1(a) patch` ends on 2022-01-01, and `1 CFR 2.1(a) tell` still builds on it then",
    ),
    (
        "unused-reading",
        {"readings": READINGS + "¦" + READINGS.replace("clock start", "idle")},
        "no construct and no clock consults the reading `idle`: to turn it changes nothing",
    ),
]


@pytest.mark.parametrize(("name", "files", "said"), WARNED, ids=[f"{name} {n}" for n, (name, *_) in enumerate(WARNED)])
def test_a_warning_is_given(name: str, files: dict[str, str], said: str, issues: Issues) -> None:
    """What may have been lost is told at its place as a warning, and as nothing else, and is no issue."""
    assert issues(**{file: text.replace("¦", "") for file, text in files.items()}) == []
    (place,) = (f"rules/{file}.yaml:{marked(text)}" for file, text in files.items() if "¦" in text)
    told = [str(warning).splitlines()[0] for warning in warnings(load_rulebook("rules"))]
    assert told == [f"{place}: {said} [{name}]"]


@pytest.mark.parametrize(
    "files",
    [
        {"extra": mend(TURNING) + AMENDED + "      burden patch: as before\n"},
        {"extra": mend(TURNING) + AMENDED + f"      burden patch: {{phrases: [1], {TRIGGER}, {DONE}}}\n"},
        {
            "extra": NAMING.replace("- effective: 2020-01-01", "- effective: 2020-01-01\n      until: 2021-01-01"),
            "dropped": DROPPING,
        },
        {
            "extra": NAMING.replace("patch]", "patch, not discharged: 1 CFR 1.1(a) mend]"),
            "dropped": DROPPING.partition("    - ¦")[0],
        },
        {
            "extra": one("prohibition stop", f"{{phrases: [1], {BAN}, despite: [1 CFR 1.1(a), 1 CFR 3.1(a)]}}"),
            "dropped": DROPPING.replace(
                MEND, f"      permission go: {{phrases: [1], {PERMIT}, despite: 1 CFR 1.1(c)}}\n"
            ),
        },
    ],
    ids=["as before", "written anew", "both end", "none dropped", "only prevailed over"],
)
def test_what_an_amendment_keeps_is_no_warning(files: dict[str, str], issues: Issues) -> None:
    """A construct taken over or written anew, norms that end together, and a norm that was only prevailed over are nothing to look at."""
    assert issues(**{file: text.replace("¦", "") for file, text in files.items()}) == []
    assert warnings(load_rulebook("rules")) == []


def test_a_clock_that_is_lost_loses_its_readings(issues: Issues) -> None:
    """An amended window without its `counted by` no longer consults what that clock hung on."""
    hours = "  hours: {counts: elapsed time}"
    options = "issuance: {counts: elapsed time}, receipt: {counts: wall clock}"
    clock = f"{hours}\n  slow hours: {{reading: clock start, {options}}}"
    office = changed("calendars/office", "  hours: {counts: elapsed time}", clock)
    text = mend("within: {time: 48 hours of notice, counted by: slow hours}") + AMENDED
    assert (
        issues(
            text + "      burden patch: {as before except: {within: 48 hours of notice}}\n",
            **{"calendars/office": office},
        )
        == []
    )
    assert ["lost-reading" in str(warning) for warning in warnings(load_rulebook("rules"))] == [True]


def test_the_rulebook_has_no_warning() -> None:
    """The rules that come with the package drop nothing unseen, and every reading of theirs bites somewhere."""
    assert [str(warning) for warning in warnings(load_rulebook(ROOT / "rules"))] == []


def test_a_warning_is_no_failure(issues: Issues) -> None:
    """The command prints warnings after `warning:`, counts them, and they are not among the problems that it fails for."""
    _, files, said = WARNED[-1]
    issues(**{file: text.replace("¦", "") for file, text in files.items()})
    problems, told, summary = checked(Path("rules"))
    assert problems == []
    assert [line.startswith("warning: rules/readings.yaml:") and said in line for line in told] == [True]
    assert summary.endswith("no problem(s), 1 warning(s)")


BUSINESS = "  days: {counts: days}\n  business days: {counts: business days}"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("effective: 2020-01-01\n      until: 2021-01-01", True),
        ("effective: 2023-01-01", True),
        ("effective: 2020-01-01", False),
    ],
    ids=["before the table", "after the table", "with the table"],
)
def test_a_window_that_no_day_can_be_counted_for_is_found(days: str, told: bool, issues: Issues) -> None:
    """Business days of a text that was in force only in years without a table of holidays are an issue, and of no other."""
    office = changed("calendars/office", "  days: {counts: days}", BUSINESS)
    text = mend("within: ¦2 business days of notice").replace("effective: 2020-01-01", days)
    said = "this window can never be counted: the calendar `office` covers only 2022 [calendar-gap]"
    found = issues(text.replace("¦", ""), **{"calendars/office": office})
    assert found == ([f"rules/extra.yaml:{marked(text)}: {said}"] if told else [])


@pytest.mark.parametrize(
    ("gist", "window"),
    [
        ("Mend it", "48 hours"),
        ("Mend it within two weeks", "14 days"),
        ("Mend it within forty-eight hours", "48 hours"),
        ("Mend it within 24 hours, or with leave within 48 hours", "48 hours"),
        ("Mend it within one year", "12 months"),
        ("Mend it within a month, not two", "1 months"),
    ],
)
def test_a_gist_may_say_it_otherwise(gist: str, window: str, issues: Issues) -> None:
    """A gist states a window's length in figures, in words or in a larger unit, or states none."""
    clocks = changed("calendars/office", "  days: {counts: days}", "  days: {counts: days}\n  months: {counts: months}")
    text = mend(f"within: {window} of notice").replace("Mend it", gist)
    assert [line for line in issues(text, **{"calendars/office": clocks}) if "gist-number" in line] == []


FILES: list[tuple[str, str, str, str, str]] = [
    (
        "nobody-decides",
        "vocabulary",
        "anyone: [the Office, bearer]\nstandards:\n  good repair:\n    asks: Is the repair good?",
        "anyone: []\nstandards:\n  good repair:\n    asks: Is the repair good?",
        "nobody decides on `good repair`",
    ),
    (
        "unknown-subject",
        "vocabulary",
        "about: [repair, notice]",
        "¦about: [repair, letter]",
        "`good repair` is asked about an unknown `letter`",
    ),
    ("unanswered-question", "questions", "may-close:", "¦may-open:", "no norm answers `may-open`"),
    (
        "unknown-reading",
        "calendars/office",
        "{counts: elapsed time}",
        "{reading: ¦sun time, a: {counts: elapsed time}, b: {counts: wall clock}}",
        "unknown reading `sun time`",
    ),
    (
        "reading-options",
        "calendars/office",
        "{counts: elapsed time}",
        "{reading: clock start, issuance: {counts: elapsed time}, ¦recipt: {counts: wall clock}}",
        "the reading `clock start` has no option `recipt`",
    ),
]


@pytest.mark.parametrize(("name", "file", "old", "new", "said"), FILES, ids=[name for name, *_ in FILES])
def test_an_issue_of_another_file_is_found(name: str, file: str, old: str, new: str, said: str, issues: Issues) -> None:
    """A standard, a question or a calendar with one thing wrong gives an issue of that name, at that place."""
    text = changed(file, old, new)
    if "¦" not in text:
        text = text.replace("decided by", "¦decided by")
    assert f"rules/{file}.yaml:{marked(text)}: {said} [{name}]" in issues(**{file: text.replace("¦", "")})


# Each: the name of the issue, the file with `¦` where reading it stumbles, and what is said there.
REFUSED: list[tuple[str, str, str]] = [
    (
        "version-order",
        versions("effective: 2021-01-01", "effective: 2020-01-01"),
        "(a): the version of 2020-01-01 stands after the one of 2021-01-01",
    ),
    (
        "never-binds",
        HEAD + "    - {effective: 2021-01-01, until: ¦2020-01-01, authority: 85 FR 2, gist: x}\n",
        "(a): it ends on 2020-01-01, not after the day it begins",
    ),
    (
        "nothing-before",
        HEAD + VERSION + "      ¦burden patch: as before\n",
        "`burden patch` says `as before`, but the version before has no such construct",
    ),
    (
        "nothing-before",
        CARD + VERSION.replace("2020-01-01", "2021-01-01") + "      burden patch: {as before except: {within: ¦nothing}}\n",
        "there was no `within` to take away",
    ),
    ("key-twice", CARD.replace("phrases: [1]", "phrases: [1], ¦phrases: [2]"), "`phrases` is given twice, first at line 9, column 22"),
    ("missing-key", HEAD + "    - ¦{effective: 2020-01-01, gist: x}\n", "a version of `(a)` lacks `authority`"),
    ("unknown-key", HEAD + VERSION + "      ¦gits: x\n", "unknown key `gits` in a version of `(a)`"),
    ("malformed", HEAD + VERSION + "     ¦burden patch: {phrases: [1]}\n", "this line fits no line above it"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "said"), REFUSED, ids=[f"{name} {n}" for n, (name, *_) in enumerate(REFUSED)])
def test_what_cannot_be_read_has_a_name_too(name: str, text: str, said: str, issues: Issues) -> None:
    """A half-edited card is told by the command at its place and with the name of its issue, though nothing else was checked."""
    with pytest.raises(BadInput):
        issues(text.replace("¦", ""))
    problems, _, summary = checked(Path("rules"))
    assert [line.splitlines()[0] for line in problems] == [f"rules/extra.yaml:{marked(text)}: {said} [{name}]"]
    assert summary == "1 problem(s); nothing was checked beyond reading"


# Each: the name of the issue, a file beside the rules with `¦` where it stands, and what is said there.
BESIDE: list[tuple[str, str, str]] = [
    ("unknown-card", "provisions:\n  one: ¦1 CFR 1.1(q)\n", "no card is cited `1 CFR 1.1(q)`"),
    (
        "provision-fate",
        "provisions:\n  one: ¦{cards: 1 CFR 1.1(a), left out: why}\n",
        "the provision `one` says not one of `cards`, `encoded in`, `left out`",
    ),
]


@pytest.mark.parametrize(("name", "text", "said"), BESIDE, ids=[name for name, *_ in BESIDE])
def test_an_issue_beside_the_rules_is_found(name: str, text: str, said: str, issues: Issues) -> None:
    """A file that says which card encodes which provision is checked with the rules."""
    Path("rules", "provisions").mkdir()
    Path("rules", "provisions", "one.yaml").write_text(text.replace("¦", ""), encoding="utf-8")
    assert issues() == [f"rules/provisions/one.yaml:{marked(text)}: {said} [{name}]"]


def test_notes_are_told_only_when_asked_for(issues: Issues) -> None:
    """Unused words are told with `--unused` alone, each after `note:`, and change no count."""
    issues()
    assert checked(Path("rules"))[1] == []
    _, told, summary = checked(Path("rules"), unused=True)
    assert [line.partition(":")[0] for line in told] == ["note"] * len(told)
    assert told
    assert summary.endswith(": no problem(s)")


def test_an_issue_under_one_option_names_it(issues: Issues) -> None:
    """What is wrong only where a reading is changed is told with that reading, and once."""
    text = how("{reading: clock start, issuance: by hand, receipt: ¦by foot}")
    said = "unknown choice `by foot` for `how`, when `clock start` is `receipt` [unknown-choice]"
    assert issues(text.replace("¦", "")) == [f"rules/extra.yaml:{marked(text)}: {said}"]


def test_a_clash_is_shown_by_an_act_and_a_day(issues: Issues, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two norms of opposite effect give an act that both cover, with its fixed fields, and a day on which they do."""
    ban = BAN.replace("of: owner", "of: owner, scope: [one line, everything], relies on: 1 CFR 2.1")
    issues(one("prohibition stop", f"{{phrases: [1], {ban}}}").replace("2020-01-01", "2021-07-01"))
    (clash,) = check(load_rulebook("rules"))
    witness = "for instance a closing with scope: one line, relies on: 1 CFR 2.1, on 2021-07-01"
    assert clash.help == f"{witness}; write `despite` in the one that prevails"


@pytest.mark.parametrize(
    "settled",
    [
        one("prohibition stop", f"{{phrases: [1], {BAN}, despite: [1 CFR 1.1(a)]}}"),
        one("prohibition stop", f"{{phrases: [1], {BAN}}}").replace("calendar:", "layer: order\ncalendar:"),
        one("prohibition stop", f"{{phrases: [1], {BAN}}}").replace(
            "2020-01-01", "2019-01-01\n      until: 2020-01-01"
        ),
        one("prohibition stop", "{phrases: [1], bearer: owner, act: {opening: {by: owner}}}"),
    ],
    ids=["an edge", "another layer", "other days", "another act"],
)
def test_what_settles_a_clash_is_seen(settled: str, issues: Issues) -> None:
    """An edge, a layer, days apart and acts of another kind leave nothing to settle."""
    assert issues(settled) == []


def test_acts_with_other_fixed_fields_do_not_clash(issues: Issues) -> None:
    """A ban on closing one line and a permission to close everything are about different acts."""
    ban = BAN.replace("of: owner", "of: owner, scope: one line")
    section = changed(
        "section",
        "act: {closing: {by: neighbour, of: owner}}",
        "act: {closing: {by: neighbour, of: owner, scope: everything}}",
    )
    assert [
        line for line in issues(one("prohibition stop", f"{{phrases: [1], {ban}}}"), section=section) if "clash" in line
    ] == []


@pytest.mark.parametrize(
    "heads",
    [
        ("effective: 2020-01-01", "effective: 2021-01-01"),
        ("effective: 2020-01-01, until: 2021-06-01", "effective: 2021-01-01, compliance: 2021-06-01"),
        ("effective: 2020-01-01, until: 2020-06-01", "effective: 2021-01-01"),
        ("effective: 2020-01-01, until: 2021-01-01", "effective: 2021-01-01, compliance: 2021-06-01"),
        ("effective: 2020-01-01", "delayed: {as of: 2021-01-01, waits for: approval}"),
    ],
)
def test_days_that_are_said_are_no_issue(heads: tuple[str, ...], issues: Issues) -> None:
    """Versions that follow each other, an old text that binds longer, a gap that `until` says, and a delayed text are in order."""
    assert issues(versions(*heads).replace("¦", "")) == []


def test_unused_words_are_notes(issues: Issues) -> None:
    """Kinds and standards that no rule uses are no issues, and told only as notes."""
    extra = "unused standard:\n    asks: Is it used?\n    about: [repair]\n    decided by: anyone\n  good repair:"
    assert issues(vocabulary=changed("vocabulary", "good repair:", extra)) == []
    assert [str(note).splitlines()[0].partition("no rule uses ")[2] for note in notes(load_rulebook("rules"))] == [
        "the standard `unused standard` [unused]",
        "the kind of fact `report` [unused]",
        "the kind of fact `opening` [unused]",
    ]


def test_every_kind_of_issue_is_tried_here() -> None:
    """No name of an issue stands in the code without a bad rulebook that shows it, here or where it is said."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "evaluator" / "passes").glob("*.py"))
    there = {*re.findall(r'\bissue\(\s*"([a-z-]+)"', code), *BY_WORDS.values(), MOVED, "malformed"}
    tried = {
        *(name for name, *_ in (*CARDS, *FILES, *WARNED, *REFUSED, *BESIDE)),
        "calendar-gap",
        "calendar-years",
        "holiday-rule",
        "no-version",
        "not-reread",  # in test_reread.py
        "odd-one-out",
        "unused",
        "never-done",
        "wrong-place",
    }
    assert there == tried


def test_the_page_on_the_language_names_every_issue() -> None:
    """Every kind of problem and of warning has its words in the page on the language."""
    page = (ROOT / "docs" / "language.md").read_text("utf-8").partition("## What check finds")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", page))
    tried = {name for name, *_ in (*CARDS, *FILES, *WARNED, *REFUSED, *BESIDE)} | {
        *("calendar-gap", "calendar-years", "holiday-rule", "never-done", "no-version", "odd-one-out", "wrong-place")
    }
    assert sorted(tried - named) == []


@pytest.mark.parametrize(("group", "do", "expected"), [(False, True, 1), (True, True, 0), (True, False, 0)])
def test_an_act_that_may_be_demanded_can_be_done(tmp_path: Path, group: bool, do: bool, expected: int) -> None:
    """A letter may ask only for what counts as an answer: an act in `do` alone would stay open although it was done."""
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    file = tmp_path / "rules" / "vocabulary.yaml"
    kind = (
        "  customer list:\n    means: whom it serves\n    by: party\n    to: parties\n    answers: document or demand\n"
    )
    written = file.read_text(encoding="utf-8").replace("  measures report:\n", f"{kind}  measures report:\n", 1)
    for wanted, before in ((group, "\n  answer: ["), (do, "do: {several of: [")):
        assert written.count(before) == 1
        written = written.replace(before, f"{before}customer list, ") if wanted else written
    file.write_text(written, encoding="utf-8")
    found = [str(problem) for problem in check(load_rulebook(tmp_path / "rules")) if "customer list" in problem.what]
    assert len(found) == expected
    assert all("`answer` does not take" in each and "[never-done]" in each for each in found)


def test_a_construct_forgotten_in_a_new_version_is_named(tmp_path: Path) -> None:
    """A version that changes one construct says `as before` of the others: one that it leaves out is named where its phrase is missed."""
    shutil.copytree(GOOD, tmp_path / "rules")
    later = VERSION.replace("2020-01-01", "2021-01-01")
    (tmp_path / "rules" / "extra.yaml").write_text(CARD + later, encoding="utf-8")
    (found,) = (problem for problem in check(load_rulebook(tmp_path / "rules")) if "[unencoded-phrase]" in problem.what)
    assert found.help.startswith("is `burden patch: as before` missing? else name it under `phrases`")


@pytest.mark.parametrize(("time", "what", "help"), [
    ("[48 hours of notice]", "a time should be", ""),
    ("99999 days of notice", "`99999 days` is no length that can be counted", "between 1 and 9999 days"),
    ("0 days of notice", "`0 days` is no length that can be counted", "between 1 and 9999 days"),
    ("soon of notice", "`soon` is not a length of time", "for instance `48 hours of notice`"),
    ("48 hours", "`48 hours` does not say of what", "for instance `48 hours of notice`"),
])  # fmt: skip
def test_a_time_that_cannot_be_read_is_one_problem(tmp_path: Path, time: str, what: str, help: str) -> None:
    """A time that is no time is told once, with what to write instead: the limit, where a length passes it."""
    shutil.copytree(GOOD, tmp_path / "rules")
    card = CARD.replace("done by:", f"within: {{time: {time}}}, done by:")
    (tmp_path / "rules" / "extra.yaml").write_text(card, encoding="utf-8")
    (problem,) = check(load_rulebook(tmp_path / "rules"))
    assert problem.what.startswith(what)
    assert problem.help.startswith(help)


def test_a_torn_phrase_is_told_as_torn_only(tmp_path: Path) -> None:
    """A bracket that is not closed hides its number: that the gist lacks the phrase would be a second message for one slip."""
    shutil.copytree(GOOD, tmp_path / "rules")
    torn = CARD.replace("[1: Mend it]", "[1: Mend it")
    (tmp_path / "rules" / "extra.yaml").write_text(torn, encoding="utf-8")
    found = [problem.what for problem in check(load_rulebook(tmp_path / "rules"))]
    assert [what for what in found if "phrase" in what] == ["a bracket of the gist belongs to no phrase [torn-phrase]"]


@pytest.mark.parametrize("gist", ["[1: Mend it, [9: soon].", "[1: Mend it, [9: soon] again]."])
def test_a_phrase_within_a_phrase_is_torn(tmp_path: Path, gist: str) -> None:
    """A second bracket inside a phrase would be read as its words: that the bracket is torn is told, and nothing else of its number."""
    shutil.copytree(GOOD, tmp_path / "rules")
    (tmp_path / "rules" / "extra.yaml").write_text(CARD.replace("[1: Mend it].", gist), encoding="utf-8")
    found = [problem.what for problem in check(load_rulebook(tmp_path / "rules"))]
    assert [what for what in found if "phrase" in what] == ["a bracket of the gist belongs to no phrase [torn-phrase]"]


@pytest.mark.parametrize(("first", "second", "expected"), [
    ("Mending Act", "Mendng Act", ["`shields from` names `Mendng Act` here and nowhere else, and `Mending Act` elsewhere"]),
    ("Mending Act", "Darning Act", []),
    ("Communications Act", "Telecommunications Act", []),
])  # fmt: skip
def test_a_shield_is_called_by_one_name(tmp_path: Path, first: str, second: str, expected: list[str]) -> None:
    """What a permission shields from is printed as it stands, so a name that stands once and nearly as another may be a slip."""
    shutil.copytree(GOOD, tmp_path / "rules")
    permissions = "".join(
        f"      permission {name}: {{phrases: [1], bearer: owner, act: {{repair: {{by: owner}}}}, shields from: [{shield}]}}\n"
        for name, shield in (("one", first), ("two", first), ("three", second))
    )
    (tmp_path / "rules" / "extra.yaml").write_text(CARD + permissions, encoding="utf-8")
    found = [problem for problem in check(load_rulebook(tmp_path / "rules")) if "[odd-one-out]" in problem.what]
    assert [problem.what for problem in found] == [f"{each} [odd-one-out]" for each in expected]
    assert [problem.help for problem in found] == ["did you mean `Mending Act`?"] * len(expected)
    assert [(problem.line, problem.column > 0) for problem in found] == [(12, True)] * len(expected)
