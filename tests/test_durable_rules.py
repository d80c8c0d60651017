"""The rules that durable-rules is given, layer by layer (truth, clocks, order, terms, words, tables), and the guards of its driver."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import Any

import pytest

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.terms import Term, Test
from evaluator.engines.durable_rete import (
    MOST_PATTERNS,
    MOST_ROWS,
    MOST_TESTS,
    Refused,
    Ruleset,
    compared,
    distinct,
    hashed,
    row,
    same,
)
from evaluator.engines.durable_sheet import NEVER_AGAIN, Sheet
from evaluator.engines.durable_table import TABLES, Tables
from evaluator.engines.durable_terms import MOST_WORDS, WANT, TermRules, Words, rows_of, scaled
from evaluator.engines.durable_truths import ALL, ANY, NOT, SHOWN, TOLD, Truths
from evaluator.engines.durable_words import LastWords, Word
from evaluator.words.times import HOUR, Interval
from evaluator.words.truth import DISPUTED, NO, OPEN, YES, Truth, every, opposite, some, told

pytest.importorskip("durable_rules_engine", reason="durable-rules is not there", exc_type=ImportError)

EVERY_TRUTH = (OPEN, YES, NO, DISPUTED)
COMBINED = [each for count in (1, 2, 3) for each in product(EVERY_TRUTH, repeat=count)]


@pytest.fixture(scope="module")
def truths() -> Truths:
    """The rules of truth."""
    return Truths()


def test_truth_is_that_of_the_design(truths: Truths) -> None:
    """And, or, not, told and shown come out of the rules as the tables of truth have them, for all of up to three parts."""
    asked = [(way, each) for each in COMBINED for way in (ALL, ANY, TOLD)]
    asked += [(way, each) for each in product(EVERY_TRUTH, repeat=1) for way in (NOT, SHOWN)]
    by_hand = {
        ALL: every, ANY: some, TOLD: told, NOT: lambda parts: opposite(parts[0]),
        SHOWN: lambda parts: YES if parts[0] == YES else NO,
    }  # fmt: skip
    found = truths.joined([(way, set(each)) for way, each in asked])
    assert found == [by_hand[way](each) for way, each in asked]


def test_a_day_that_has_happened(truths: Truths) -> None:
    """A fact has surely happened at its last microsecond, may have from its first on, and has not before."""
    sheet = Sheet(10 * HOUR, truths)
    cell = sheet.happened(Interval(HOUR, 2 * HOUR))
    at = {HOUR - 1: NO, HOUR: OPEN, 2 * HOUR - 2: OPEN, 2 * HOUR - 1: YES, 2 * HOUR: YES}
    assert {moment: sheet.truth(cell, moment) for moment in at} == at


def test_a_window_that_is_over(truths: Truths) -> None:
    """A window is over at the latest end and not over at the earliest; between them it is open."""
    sheet = Sheet(10 * HOUR, truths)
    cell = sheet.over(Interval(HOUR, 2 * HOUR))
    at = {HOUR: NO, HOUR + 1: OPEN, 2 * HOUR - 1: OPEN, 2 * HOUR: YES}
    assert {moment: sheet.truth(cell, moment) for moment in at} == at


def test_a_period_that_goes_on_and_ends(truths: Truths) -> None:
    """A clock with an end is so between its sure ends, open at either edge, and not so outside."""
    sheet = Sheet(10 * HOUR, truths)
    cell = sheet.clock(10, 20, 40, 31)
    at = {9: NO, 10: OPEN, 19: OPEN, 20: YES, 30: YES, 31: OPEN, 39: OPEN, 40: NO}
    assert {moment: sheet.truth(cell, moment) for moment in at} == at


def test_nothing_new_happens_after_the_instant_asked_about(truths: Truths) -> None:
    """A fact that begins after the instant of the assessment has not happened at any later moment that a rule looks at."""
    sheet = Sheet(HOUR, truths)
    assert sheet.truth(sheet.happened(Interval(HOUR + 1, HOUR + 2)), 5 * HOUR) == NO


@pytest.mark.parametrize(
    ("act", "expected"),
    [((99, 100), YES), ((100, 101), YES), ((101, 102), OPEN), ((100, 102), OPEN), ((109, 110), OPEN), ((110, 111), NO)],
)
def test_in_time_to_the_microsecond(truths: Truths, act: tuple[int, int], expected: Truth) -> None:
    """An act at the deadline is in time, one at the latest end is late, between them the hour decides (semantics notes 6 and 7)."""
    sheet = Sheet(0, truths)
    earliest, latest = act
    assert sheet.truth(sheet.order(latest - 1, earliest, 100, 110)) == expected


def test_instants_far_apart_are_compared_exactly(truths: Truths) -> None:
    """Two instants of this century that differ by one microsecond are told apart, and so are the open ends."""
    sheet, now = Sheet(0, truths), 1_657_198_800_000_000
    one = [sheet.order(now + step, now + step, now, now + 1) for step in (-1, 0, 1)]
    assert [sheet.truth(cell) for cell in one] == [YES, YES, NO]
    assert sheet.truth(sheet.before(Interval(-(10**17), 0), Interval(1, 10**17))) == YES


def test_throughout_a_day_something_must_hold_at_every_instant(truths: Truths) -> None:
    """What begins within an interval holds throughout it only openly; what began before it surely does."""
    sheet = Sheet(100, truths)
    begun = sheet.clock(50, 50)
    spans = {Interval(50, 60): YES, Interval(49, 60): OPEN, Interval(40, 50): NO, Interval(40, 51): OPEN}
    assert {span: sheet.truth(sheet.throughout(begun, span)) for span in spans} == spans


def test_sometime_in_a_period(truths: Truths) -> None:
    """What holds at one sure instant of a period was so, up to the instant read at; at an unsure edge it may have been."""
    sheet = Sheet(100, truths)
    there = sheet.clock(30, 30, 40, 40)
    lasting = sheet.sometime(there, Interval(10, 11), None)
    assert {at: sheet.truth(lasting, at) for at in (29, 30, 50)} == {29: NO, 30: YES, 50: YES}
    edge = sheet.sometime(there, Interval(39, 42), Interval(90, 91))  # it may have begun before the end, or after it
    assert sheet.truth(edge, 50) == OPEN


def test_what_can_never_be(truths: Truths) -> None:
    """A condition with a part that no instant can change is impossible; one that only its hour denies is not."""
    sheet = Sheet(100, truths)
    never, later = sheet.order(5, 5, 4, 5), sheet.happened(Interval(500, 501))
    assert sheet.impossible(sheet.every([never, later]))
    assert not sheet.impossible(later)


# -- terms


def fits(term: Term, told: Sequence[Sequence[int] | None], wants: Sequence[tuple[int, int]], words: Words) -> Truth:
    """Whether a fact with these values fits a term that wants these (test, value)."""
    wanted = [{"k": WANT, "j": number, "v": value} for number, value in wants]
    [found] = TermRules(term, words).fits([rows_of(0, told)], wanted)
    return found


def test_a_term_field_by_field() -> None:
    """A fact fits if each field passes, fails if one surely does not, and is open where one is unknown and none fails."""
    words = Words(["a", "b", "c"])
    term = Term("kind", "kind", ("kind",), (Test("by", "party", ("who",)), Test("is", "one of", ("a", "b"))))
    who, other, a, c = words["x"], words["y"], words["a"], words["c"]
    cases: dict[tuple[Any, Any], Truth] = {
        ((who,), (a,)): YES, ((who, other), (c, a)): YES, ((other,), (a,)): NO, ((who,), (c,)): NO,
        (None, (a,)): OPEN, ((who,), None): OPEN, (None, None): OPEN, (None, (c,)): NO, ((other,), None): NO,
    }  # fmt: skip
    assert {each: fits(term, each, [(0, who)], words) for each in cases} == cases


def test_all_of_some_values() -> None:
    """A field that must hold all of some values holds them in any order, with others beside them."""
    words = Words(["a", "b", "c"])
    term = Term("kind", "kind", ("kind",), (Test("holds", "all of", ("a", "b")),))
    a, b, c = words["a"], words["b"], words["c"]
    assert [fits(term, [each], [], words) for each in ((a, b), (b, c, a), (a,), (c,))] == [YES, YES, NO, NO]


def test_a_field_shared_with_anybody() -> None:
    """A field that is told of anybody is the same as whatever another fact says."""
    words = Words([])
    term = Term("kind", "kind", ("kind",), (Test("of", "same", ("other",)),))
    assert fits(term, [[words[ANY_PARTY]]], [(0, words["x"])], words) == YES
    assert fits(term, [[words["y"]]], [(0, words["x"])], words) == NO


@pytest.mark.parametrize(("value", "expected"), [("27.999999", NO), ("28", YES), ("28.5", YES)])
def test_numbers_are_compared_in_millionths(value: str, expected: Truth) -> None:
    """At least 28 is met at 28 and above, to the millionth."""
    words = Words([])
    term = Term("kind", "kind", ("kind",), (Test("days", "number", ("at least 28",), (Decimal(28), None, True, True)),))
    assert fits(term, [[scaled(Decimal(value))]], [], words) == expected


def test_words_of_a_case_are_never_words_of_the_law() -> None:
    """Texts that only a case has get numbers that no text of the law has, and are forgotten with it."""
    words = Words(["a", "b"])
    law, case = {words["a"], words["b"], words[ANY_PARTY]}, {words["x"], words["y"]}
    assert len(law | case) == 5
    words.forget()
    assert words["z"] in case
    assert words["a"] in law


def test_more_names_than_numbers_are_refused() -> None:
    """A case with more names than there are numbers that the library tells apart is refused."""
    words = Words([])
    for number in range(MOST_WORDS // 2):
        assert words[str(number)] < MOST_WORDS
    with pytest.raises(Refused, match="more than 50,000 names"):
        words["one more"]


# -- whose word counts


def test_the_last_words_of_the_highest_stand() -> None:
    """A court outweighs whoever is below it; of one decider the last word counts; equals stand beside each other."""
    bureau, again, court = Word(1, 7, 10), Word(1, 7, 20), Word(0, 8, 5)
    other, same_time = Word(1, 9, 1), Word(1, 7, 20)
    standing = LastWords().standing
    assert standing([]) == []
    assert standing([bureau]) == [0]
    assert standing([bureau, again]) == [1]
    assert standing([again, court, other]) == [1]
    assert standing([bureau, again, other]) == [1, 2]
    assert standing([again, same_time]) == [0, 1]


# -- tables


def test_the_table_of_a_burden_is_read_from_the_top() -> None:
    """For every way its truths can lie, a burden's status is the first line of the table of section 6 that is so."""
    ways = [dict(zip("amexo", each, strict=True)) for each in product((OPEN, YES, NO), repeat=5)]

    def by_hand(a: Truth, m: Truth, e: Truth, x: Truth, o: Truth) -> str:
        if a == NO:
            return "not arisen"
        if a == m == YES:
            return "discharged"
        if a == e == YES:
            return "excused"
        if x == YES:
            return "not discharged"
        return "pending" if o == NO else "undetermined"

    tables = Tables()
    assert tables.statuses("burden", ways) == [by_hand(**each) for each in ways]
    assert tables.statuses("burden", []) == []


def test_a_duty_is_called_otherwise() -> None:
    """A duty that is met is fulfilled, one that is missed is violated."""
    met = {"a": YES, "m": YES, "e": NO, "x": NO, "o": NO}
    missed = {"a": YES, "m": NO, "e": NO, "x": YES, "o": YES}
    assert Tables().statuses("duty", [met, missed]) == ["fulfilled", "violated"]


def test_each_sort_of_norm_has_a_table_that_ends() -> None:
    """Every sort of norm with findings has a table, whose last line always holds."""
    assert set(TABLES) == {"burden", "duty", "prohibition", "permission", "power"}
    assert all(list(table.items())[-1] == ("undetermined", {}) for table in TABLES.values())


# -- the driver


def lonely() -> Ruleset:
    """Rules that tell of a row without another of its number."""
    alone = row("b", 2, same("n", "a", "n"), absent=True)
    return Ruleset("lonely", [{"alone": [row("a", 1), alone], "both": [row("a", 1), row("b", 2, same("n", "a", "n"))]}])


def test_the_order_of_rows_is_nothing_to_a_rule() -> None:
    """Whatever the order in which rows are told, the same rules fire, also those that ask that there be none."""
    rules = lonely()
    rows = [{"k": 1, "n": 1}, {"k": 2, "n": 1}, {"k": 1, "n": 2}, {"k": 2, "n": 3}]
    found = {tuple(sorted((n, m["a"]["n"]) for n, m in rules.run(order))) for order in permutations(rows)}
    assert found == {(("alone", 2), ("both", 1))}


def test_a_join_whose_last_conjunct_is_false_does_no_harm() -> None:
    """Thousands of joins that fail at their last conjunct neither crash nor fire: the driver ends each with one that is true."""
    later = compared("$gt", "t", "a", "t")
    rules = Ruleset("padded", [{"later": [row("a", 1), row("b", 2, same("n", "a", "n"), later)]}])
    rows = [{"k": kind, "n": n, "t": 10 - kind} for n in range(30) for kind in (1, 2)]
    assert [rules.run(rows) for _ in range(40)] == [[]] * 40
    [conjuncts] = [pattern["$and"] for pattern in row("b", 2, same("n", "a", "n"), later).values()]
    assert conjuncts[-1] == same("n", "a", "n")


def test_a_case_leaves_nothing_to_the_next() -> None:
    """What was told in one run is not there in the next, nor in one that reuses its state."""
    rules = lonely()
    for _ in range(20):
        assert [name for name, _ in rules.run([{"k": 1, "n": 1}, {"k": 2, "n": 1}])] == ["both"]
        assert [name for name, _ in rules.run([{"k": 1, "n": 1}])] == ["alone"]


def test_names_that_collide_are_refused() -> None:
    """Names of fields and rules that are one under the 32-bit hash of the library are refused when rules are loaded."""
    one, other = "p2039599", "p2222382"
    assert hashed(one) == hashed(other)
    with pytest.raises(Refused, match="one name under the 32-bit hash"):
        distinct([one, other])
    with pytest.raises(Refused, match="one name under the 32-bit hash"):
        Ruleset("fields", [{"rule": [row("a", 1, {one: 1}), row("b", 1, {other: 1})]}])
    with pytest.raises(Refused, match="one name under the 32-bit hash"):
        Ruleset("rules", [{one: [row("a", 1)], other: [row("a", 1)]}])


def test_rows_that_are_told_at_once_have_names_of_their_own() -> None:
    """No two rows of the largest run the driver allows, and no two numbers it may join on, are one under the hash."""
    distinct(f"f{number}" for number in range(MOST_ROWS))
    distinct(str(number) for number in range(MOST_WORDS))


@pytest.mark.parametrize("value", [None, 1.5, "text", True, 2**62, -(2**62), Decimal(1)])
def test_a_value_it_cannot_carry_is_refused(value: Any) -> None:
    """A row holds whole numbers below 63 bits; what the library would take for something else is refused by name."""
    with pytest.raises(Refused, match="cannot carry the value"):
        lonely().run([{"k": 1, "n": value}])


def test_too_many_rows_at_once_are_refused() -> None:
    """More rows than the driver allows are refused before the library sees them."""
    with pytest.raises(Refused, match="rows at once"):
        lonely().run([{"k": 1, "n": 1}] * (MOST_ROWS + 1))


def test_rules_beyond_the_limits_of_the_library_are_refused() -> None:
    """Too many conditions in a rule, too many tests in a set, one name for two rules: refused when they are loaded."""
    with pytest.raises(Refused, match="conditions"):
        Ruleset("long", [{"long": [row(f"p{n}", n) for n in range(MOST_PATTERNS)]}])
    with pytest.raises(Refused, match="distinct tests"):
        Ruleset("wide", [{f"r{n}": [row("a", n)] for n in range(MOST_TESTS)}])
    with pytest.raises(Refused, match="one name"):
        Ruleset("twice", [{"r": [row("a", 1)]}, {"r": [row("a", 1)]}])


def test_a_clock_that_never_comes() -> None:
    """A clock beyond every instant is never so."""
    assert NEVER_AGAIN < 2**62
