"""What the durable engine says: of the corner cases of the meaning, of the letters beside the reference, and under planted faults."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

import kit
import pytest
import test_corner_cases as corners
from crowds import crowded, every_construct
from gaps import Plan
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from letters import assessed, block, complete, cutoff, letter, word
from situations import BLOCK, MEASURES, REPORT, case_of
from strategies import Days, plans
from test_floors import MODULES, imported

from evaluator import Case, Record, Rulebook, assess
from evaluator.doors.demos import demo_case
from evaluator.engines.agreement import compared
from evaluator.engines.durable_decide import FAULTS, Compiled
from evaluator.engines.durable_parcel import Known, Law, packed, unpacked
from evaluator.engines.durable_rivals import rivals
from evaluator.engines.durable_scope import LEFT, PARTS, unsupported
from evaluator.engines.opinions import Opinion
from evaluator.engines.stated import stated
from evaluator.passes.lower import lower
from evaluator.passes.program import Program

pytest.importorskip("durable_rules_engine", reason="durable-rules is not there", exc_type=ImportError)

OWN = "evaluator.engines.durable"
# What the durable engine may know of the rest: the ground floor without formulas, documents without their leaves, the lowered program.
GIVEN = {"evaluator.passes.program", "evaluator.engines.opinions"}
CHECKED = {"evaluator.words.formula", "evaluator.words.sometime", "evaluator.documents.leaves"}


@cache
def compiled(program: Program, fault: str = "") -> Compiled:
    """The rules of a program, as the process of the engine would get them."""
    return Compiled(unpacked(packed(Law.of(program))), fault)


def opinion(record: Record, fault: str = "") -> Opinion:
    """What the durable engine says of what a record is about."""
    known = Known.of(record.case.facts(record.known))
    return compiled(record.program, fault).opinion(unpacked(packed(known)), record.at, record.presume)


def said(record: Record, name: str) -> str:
    """The durable engine's word on what a row of the corner cases calls by a letter."""
    told, (short, _, trigger) = opinion(record), name.partition(" ")
    if short in corners.QUESTIONS:
        question = corners.QUESTIONS[short]
        return next(a.status for a in told.answers if (a.question, a.toward) == (question, "sipkonnect"))
    found = [f for f in told.findings if f.norm == corners.NORMS[short] and trigger in ("", f.about)]
    nothing = "not used" if short == "use" else "not arisen"
    return " and ".join(sorted(f.status for f in found)) if found else nothing


def apart(record: Record, fault: str = "") -> list[str]:
    """Where the two engines differ on what a record is about."""
    zone = record.program.rulebook.calendars["fcc"].zone
    found = compared(stated(record.findings, record.answers), opinion(record, fault))
    return [difference.words(zone) for difference in found.differences]


def tries(group: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The tries of the rows of a group that give a status, by name."""
    _, found = corners.rows(group).mark.args
    for each in found:
        [row] = each.values
        if "expect" in row:
            yield str(each.id), row


GROUPS = sorted({row["group"] for row in corners.PAGE["rows"]})


@pytest.mark.parametrize("group", GROUPS)
def test_the_corner_cases_come_out_as_the_law_has_them(group: str, excuse: Rulebook) -> None:
    """Each try of a group of corner cases gives the status that its row expects by the law, decided by rules alone."""
    wrong = {}
    for name, row in tries(group):
        record = corners.record_of(row, excuse if group == "excuses" else None)
        expected = {n: s.removesuffix(" disputed").removesuffix(" late") for n, s in row["expect"].items()}
        told = {n: said(record, n).removesuffix(" late") for n in expected}
        if told != expected:
            wrong[name] = (told, expected)
    assert wrong == {}


INSTANTS = {
    "sipkonnect": ["2022-07-07T12:00", "2022-07-09T00:00", "2022-07-09T12:00", "2022-07-10T00:00", "2022-07-22T00:00", "2023-08-21T00:00"],
    "connexum": ["2020-04-03T12:00", "2020-04-05T00:00", "2020-04-06T00:00", "2020-12-01T00:00"],
    "ftc-nine": ["2020-03-27T12:00", "2020-03-28T00:00", "2021-01-01T00:00"],
}  # fmt: skip


@pytest.mark.parametrize("name", INSTANTS)
def test_it_reads_the_letters_as_the_reference_does(name: str) -> None:
    """Of each letter, alone and with its records supposed complete, both engines say the same of every norm and question."""
    book = Rulebook.load()
    for at in INSTANTS[name]:
        case, instant = demo_case(name, at, book)
        record = assess(book, case, at=instant)
        assert apart(record) == []
        assert len(record.findings) + len(record.answers) > 0


def test_it_reads_every_construct_as_the_reference_does(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In crowded cases under a rulebook with every construct of the language both engines say the same of all of it."""
    book = every_construct(tmp_path_factory.mktemp("everything") / "rules")
    seen: Counter[str] = Counter()

    @settings(max_examples=8, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(plans(uses=True), st.integers(0, 2**20))
    def agreed(plan: Plan, seed: int) -> None:
        at = Random(seed).choice([plan.at, Days(date(2022, 7, 7)).at(seed % 23)])
        record = assess(book, crowded(plan, seed, book), at=at, presume=seed % 5 > 0)
        seen.update(finding.kind for finding in record.findings if finding.citation == "9 CFR 9.9(a)")
        assert apart(record) == []

    agreed()
    assert set(seen) == {"burden", "duty", "prohibition", "permission", "power"}


def test_it_supports_the_whole_rulebook() -> None:
    """It declares nothing of the rulebook unsupported, neither what counts nor what falls due each year; it names what it shares."""
    told = opinion(assessed(letter()))
    assert dict(told.unsupported) == {}
    assert told.shared == ("loading of rules and cases", "lowering", "clocks and calendars")


def changed(law: Law, id: str, **how: Any) -> Law:
    """A law in which a construct says something else in each of its versions."""
    norm = law.provisions[id]
    texts = tuple(replace(text, construct=replace(text.construct, **how)) for text in norm.texts)
    return replace(law, provisions={**law.provisions, id: replace(norm, texts=texts)})


def test_what_it_does_not_know_it_declares_with_what_builds_on_it() -> None:
    """A norm that says what no rule of the engine knows is declared, and so is whatever builds on it, up to the question."""
    law = Law.of(lower(Rulebook.load()))
    strange = changed(law, MEASURES, conditions={"whenever": ()})
    declared = unsupported(strange, rivals(strange))
    assert declared == {
        MEASURES: "it does not know the conditions under `whenever`",
        BLOCK: f"it builds on `{MEASURES}`",
        "may-block-all": f"`{BLOCK}` answers it",
    }
    record = assessed(letter(block()))
    told = Compiled(strange).opinion(Known.of(record.case.facts()), record.at)
    assert dict(told.unsupported) == declared
    assert {MEASURES, BLOCK}.isdisjoint(finding.norm for finding in told.findings)
    assert "may-block-all" not in {answer.question for answer in told.answers}
    assert compared(stated(record.findings, record.answers), told).differences == ()


def test_a_strange_sort_of_norm_or_test_is_declared() -> None:
    """So is a sort of norm, or a test of a field, that the language may get one day; and what a rider is to the norm it rides on."""
    law = Law.of(lower(Rulebook.load()))
    silence = "FCC 20-96 para. 43 silence"
    norms = {**law.provisions, silence: replace(law.provisions[silence], kind="measure")}
    measured = replace(law, provisions=norms)
    assert unsupported(measured, {})[silence] == "it does not know what a measure is"
    assert unsupported(measured, {})[MEASURES] == f"it builds on `{silence}`"
    term = law.provisions[REPORT].texts[0].construct.done_by
    assert term is not None
    test = replace(term.tests[0], kind="sounds like")
    sounding = changed(law, REPORT, done_by=replace(term, tests=(test,)))
    assert unsupported(sounding, {})[REPORT] == "it does not know the test `sounds like`"


def test_every_part_of_the_language_has_been_seen() -> None:
    """Each part of a construct, window, term or item is among those that the engine reads or leaves; a new one is put there first."""
    for kind, parts in PARTS.items():
        assert sorted(each.name for each in fields(kind)) == sorted([*parts, *LEFT.get(kind, ())]), kind


# -- planted faults


def calls_of(name: str, unknown: str) -> Case:
    """A case of the conformance kit in which nobody knows of what exempt class one of the calls was."""
    [row] = [row for row in kit.rows() if str(row) == name]
    facts = [{"call": {**fact["call"]}} if "call" in fact else fact for fact in row.given["facts"]]
    [call] = [fact["call"] for fact in facts if fact.get("call", {}).get("id") == unknown]
    del call["exempt class"]
    return case_of({**row.given, "facts": facts}, Rulebook.load())


# Cases that each show one fault, and what it makes of them; the law stands in the rows of the corner cases named.
LIMB = letter(cutoff(), words=(word("effective mitigation", "cutoff"),), declared=(complete(),))
BOUND = letter(cutoff("2022-07-09T00:00:00"), words=(word("effective mitigation", "cutoff"),), declared=(complete(),))
START = letter(declared=(complete(),))
EDGE = letter(block(call_type="911", scope="one call"), declared=(complete(),))
UNKNOWN = letter(cutoff(), declared=(complete(),))
COUNT = calls_of("64.1200-a: a call with a recording to a home, the fourth of its class in 30 days", unknown="one")
FAULTY: Mapping[str, tuple[Case, str, str]] = {
    "limb": (LIMB, "2022-07-22T00:00:00-04:00", "may-block-all by * toward target: `yes` (reference), `no` (durable)"),
    "bound": (BOUND, "2022-07-12T00:00:00-04:00", "`discharged`, due"),
    "start": (START, "2022-07-09T12:00:00-04:00", "`undetermined`, due"),
    "edge": (EDGE, "2022-07-12T00:00:00-04:00", "block all on block"),
    "unknown": (UNKNOWN, "2022-07-10T00:00:00-04:00", "`not discharged`, due"),
    "count": (COUNT, "2026-11-01T00:00:00-04:00", "`excused` (reference), `violated` (durable)"),
}


def test_every_fault_has_its_case() -> None:
    """There is a case for each of the ways in which the rules can be broken."""
    assert sorted(FAULTY) == sorted(FAULTS)


@pytest.mark.parametrize("fault", FAULTY)
def test_a_planted_fault_shows(fault: str) -> None:
    """Rules that are broken in one way give another opinion than the reference, and unbroken ones the same."""
    case, at, shows = FAULTY[fault]
    record = assessed(case, at)
    assert apart(record) == []
    assert any(shows in each for each in apart(record, fault)), apart(record, fault)


def test_an_unheard_of_fault_is_none() -> None:
    """A fault that is not one of those is refused, so that no test passes for a misspelt one."""
    with pytest.raises(ValueError, match="limbo"):
        compiled(assessed(letter()).program, "limbo")


# -- independence


def test_it_shares_no_code_with_what_it_checks() -> None:
    """Its modules import words, documents, the lowered program and each other: no formula, no leaf, no settling, no other engine."""
    own = [name for name in MODULES if name.startswith(OWN)]
    assert len(own) > 10
    foreign = set()
    for name in own:
        path = MODULES[name]
        for target, _ in imported(name, path, ast.parse(path.read_text(encoding="utf-8"))):
            floor = target.split(".")[:2]
            ground = floor in (["evaluator", "words"], ["evaluator", "documents"]) and target not in CHECKED
            if floor[0] == "evaluator" and not ground and target not in GIVEN and not target.startswith(OWN):
                foreign.add((name, target))
    assert foreign == set()


def test_the_library_is_asked_for_only_where_rules_run() -> None:
    """To import the engine loads nothing of durable-rules; only rules that are loaded do, in the process made for them."""
    named = {name for name, path in MODULES.items() if "durable_rules_engine" in path.read_text(encoding="utf-8")}
    assert named == {"evaluator.engines.durable_rete"}
    path = MODULES["evaluator.engines.durable_rete"]
    found = {target for target, _ in imported("x", path, ast.parse(path.read_text(encoding="utf-8")))}
    assert not any("durable_rules" in target for target in found)
