"""Engines agree on generated cases, and so does the proof checker; what is planted is found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluator import Case, Record, Rulebook, assess
from evaluator.engines.opinions import Engine, NoOpinion
from evaluator.engines.registry import ENGINES, REFERENCE, engine, others
from evaluator.engines.stated import Reference
from evaluator.words.errors import BadInput
from tests.generated.agreeing import Attack
from tests.generated.cases import TURN, World, aim_of, case_of
from tests.generated.faults import FAULTS, Broken
from tests.generated.shrink import as_yaml, shrunk

ROOT = Path(__file__).parent.parent
SHORT = 60  # cases of each engine here; `make test` tries more with scripts/agree.py, `make agree` many more
CHECKED = 120  # records put before the proof checker
ROUNDS = 24  # how often the turn may come to a version of a norm of which nothing was found yet
RARE = 2_300  # where cases begin that show a fault of counting: few do, so the many before it are not asked again each time
MOST = 200  # cases in which a planted fault has to show, of those that aim at what it breaks


@pytest.fixture(scope="module")
def world() -> World:
    """The world of the rulebook's generated cases."""
    return World(Rulebook.load())


def made(name: str) -> Engine:
    """An engine of the registry; the test is skipped where it cannot be loaded."""
    try:
        return engine(name)
    except NoOpinion as none:
        pytest.skip(str(none))


def attacked(fault: str) -> Iterable[int]:
    """The numbers of cases in which a planted fault has to show: the first, or the first that have something to count."""
    if fault != "count":
        return islice(count(), MOST)
    return islice((seed for seed in count(RARE) if aim_of(seed) == "counted"), MOST)


# -- the generator


def test_the_same_number_gives_the_same_case(world: World) -> None:
    """A seed names one case for good: drawn again, in a world of its own, it is the same to the letter."""
    again = World(Rulebook.load())
    assert [world.case(seed) for seed in range(20)] == [again.case(seed) for seed in range(20)]


def test_cases_come_near_the_boundaries(world: World) -> None:
    """Of 300 cases many have what is hard: instants a microsecond off, two sources, blacked-out fields, corrections, late knowledge."""
    texts = [json.dumps(world.case(seed).data) for seed in range(300)]
    for mark in (
        ".000001Z",
        "59.999999Z",
        '"redacted"',
        '"source": "two"',
        '"replaces"',
        '"recorded"',
        '"complete"',
        '"says": "no"',
    ):
        assert sum(mark in text for text in texts) >= 8, mark
    assert sum(world.case(seed).known is not None for seed in range(300)) >= 8
    assert sum(bool(world.case(seed).readings) for seed in range(300)) >= 8
    assert sum(world.case(seed).law is not None for seed in range(300)) >= 4


def test_every_norm_is_told_of(world: World) -> None:
    """Among the cases in which the turn comes to a norm, at most ROUNDS for each of its versions, is one with a finding of it."""
    found: set[str] = set()
    norms = world.book.programs[None, ()].norms.values()
    can = {n.id for n in norms if n.wordings and n.kind not in ("extension", "deeming")}
    for seed in range(0, ROUNDS * TURN * len(world.turns), TURN):
        turn_of = world.turns[seed // TURN % len(world.turns)][0]
        if turn_of in found or turn_of not in can:
            continue
        case = world.case(seed)
        try:
            opinion = Reference().opinion(case.program(world.book), case.facts(world.book), case.at, case.presume)
        except BadInput:
            continue
        found |= {each.norm for each in opinion.findings}
    assert can - found == set()


# -- agreement


@pytest.mark.parametrize("name", [name for name in ENGINES if name != REFERENCE])
def test_engines_agree(name: str) -> None:
    """Every engine of the registry says of generated cases what the reference says; each difference is printed with its seed."""
    tally = Attack(Rulebook.load(), made(name)).run(range(SHORT))
    assert tally.differing == []
    assert (tally.none.total(), tally.cases + tally.bad) == (0, SHORT)
    assert tally.cases >= SHORT - 5


def test_records_of_generated_cases_are_accepted(world: World) -> None:
    """The proof checker, which works everything out a second time, accepts the record of every generated case."""
    for seed in range(7000, 7000 + CHECKED):
        case = world.case(seed)
        try:
            record: Record = assess(world.book, case.case(world.book), **case.asked)
        except BadInput:  # a story may run into a year of which the calendar has no holidays
            continue
        assert record.verify() == (), f"seed {seed}"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_reference_is_found(fault: str) -> None:
    """A reference broken in one way differs from the other engine on some generated case."""
    attack = Attack(Rulebook.load(), made(others()[0]), Broken(fault))
    assert attack.first_difference(attacked(fault)) is not None


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_other_engine_is_found(fault: str) -> None:
    """The other engine broken in one way differs from the reference on some generated case."""
    made(others()[0])
    from evaluator.engines.durable import Durable

    faulty = Durable(fault=fault)
    try:
        assert Attack(Rulebook.load(), faulty).first_difference(attacked(fault)) is not None
    finally:
        faulty.close()


def test_a_fault_is_gone_with_its_engine() -> None:
    """What breaks the reference for a test is put back: the reference then agrees with itself on the same cases."""
    attack = Attack(Rulebook.load(), Reference(), Broken("unknown"))
    assert attack.first_difference(range(30)) is not None
    assert Attack(Rulebook.load(), Reference()).first_difference(range(30)) is None


# -- the least case


def test_a_difference_is_made_small(tmp_path: Path) -> None:
    """The least case of a planted fault still differs, has fewer facts, and is a file that the program reads."""
    attack = Attack(Rulebook.load(), Reference(), Broken("bound"))
    seed, _ = attack.first_difference(range(MOST)) or (0, ())
    whole = attack.world.case(seed)
    least = shrunk(whole, lambda case: bool(attack.differs(case)))
    assert attack.differs(least)
    assert len(json.dumps(least.data)) < len(json.dumps(whole.data))
    file = tmp_path / "case.yaml"
    file.write_text(as_yaml(least), "utf-8")
    assert Case.load(file).digest == least.case(attack.book).digest
    assert f"# seed {seed}" in file.read_text("utf-8")
    assert yaml.safe_load(file.read_text("utf-8"))["case"] == whole.data["case"]


# -- what generated cases have found


def assessed(facts: list[dict[str, Any]], at: str, **more: Any) -> Record:
    """An assessment of a few facts about two providers."""
    parties = {"beta": {"name": "Beta Carrier Inc."}, "gamma": {"name": "Gamma Gateway LLC"}}
    data = {"case": "found", "zone": "America/New_York", "parties": parties, "facts": facts}
    book = Rulebook.load()
    record: Record = assess(book, case_of({**data, **more}, book), at=at)
    return record


def test_an_act_told_at_two_times_is_judged_at_each() -> None:
    """Calls taken on the 29th by one source and on the 30th by another, a listing from the 30th on: disputed (47 CFR 64.6305(g)(1))."""
    taken = {"id": "taken", "by": "beta", "of": "gamma", "call type": "ordinary", "upstream class": "voice service"}
    facts = [
        {"listing": {"of": "gamma", "class": "voice service", "began": "2024-01-30T00:00:00-05:00"}},
        {"acceptance": {**taken, "happened": "2024-01-29", "source": "one"}},
        {"acceptance": {**taken, "happened": "2024-01-30", "source": "two"}},
    ]
    complete = [{"records": ["listing"], "about": "gamma", "through": "2024-04-01T00:00:00-04:00"}]
    record = assessed(facts, "2024-03-09T05:00:00Z", complete=complete)
    [finding] = record.about("47 CFR 64.6305(g)(1)")
    assert (finding.status, finding.disputed) == ("undetermined", True)
    assert record.verify() == ()


def test_a_proof_names_the_party_it_is_about() -> None:
    """Of a block by nobody knows whom, at nobody knows whose request, each party's proof asks about that party (47 CFR 64.1200(k)(1))."""
    record = assessed([{"blocking": {}}, {"block request": {}}], "2024-05-27T04:00:00Z")
    assert len(record.about("47 CFR 64.1200(k)(1)")) == 2
    assert record.verify() == ()


def test_a_period_that_may_be_going_on_is_an_open_matter() -> None:
    """Of a listing whose beginning is not known, what is missing is whether it is going on, in words and for the proof checker."""
    record = assessed([{"listing": {"of": "gamma", "class": "voice service"}}], "2022-12-25T00:00:00-05:00")
    answer = record.answer("must-refuse-traffic", toward="gamma")
    [written] = [a for a in record.document()["answers"] if a["question"] == "must-refuse-traffic" and a["by"] == "*"]
    words = {matter["words"] for each in written["missing"] for matter in each["if"] if matter["matter"] == "period"}
    assert {word.rsplit("` is ", 1)[1] for word in words} == {"going on then", "not going on then"}
    assert (answer.status, record.verify()) == ("undetermined", ())


@pytest.mark.parametrize("allowed", ["36 hours", "48 hours", "3 business days"])
def test_a_letter_may_allow_hours_where_the_rule_counts_days(allowed: str) -> None:
    """A time that a letter states in its own unit runs by the clock of that unit, whatever clock the rule names (47 CFR 1.4(k))."""
    order = {
        "id": "order",
        "happened": "2022-07-05T12:00:00-04:00",
        "by": "Enforcement Bureau",
        "to": "gamma",
        "time allowed": allowed,
    }
    for option in ("rolls", "does not roll"):
        parties = {"gamma": {"name": "Gamma Gateway LLC"}}
        data = {"case": "hours", "zone": "America/New_York", "parties": parties, "facts": [{"deficiency order": order}]}
        book = Rulebook.load()
        record = assess(book, case_of(data, book), at="2022-07-05T13:00:00-04:00", readings={"day14_rollover": option})
        [finding] = record.about("RMD removal procedure cure")
        assert finding.due is not None
        if allowed == "36 hours":
            assert finding.due.earliest == finding.due.latest - 1 == record.at + 35 * 3_600_000_000
        assert record.verify() == ()


# -- the script


def test_the_script_prints_what_was_compared() -> None:
    """`scripts/agree.py` prints cases, norms × cases, how often each status came up and what an opinion costs, and leaves with 0."""
    made(others()[0])
    command = [sys.executable, "scripts/agree.py", "--cases", "3", "--processes", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for line in ("3 cases decided by `reference` and", " norms × cases, ", "0 cases differ", "undetermined", "median"):
        assert line in done.stdout
