"""Cases with gaps, for Hypothesis: what is told of each thing, and every history on a small grid that may lie behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random
from typing import Any, NamedTuple

from histories import EASTERN, Deed, History, Law, judged
from hypothesis import strategies as st
from situations import Data

from evaluator.words.times import Interval, parse_time, rfc3339

MOST = 256  # histories tried of one plan; of more, an even choice
FIRST_DAYS = [date(2022, 7, 7), date(2022, 3, 11), date(2022, 11, 5), date(2022, 12, 12), date(2020, 10, 13)]
PARTIES = {
    "sipkonnect": {"name": "SipKonnect LLC"},
    "other": {"name": "Other Voice Inc"},
    "acme": {"name": "Acme Telecom"},
    "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    "wireline": {"name": "Wireline Competition Bureau", "zone": "America/New_York"},
    "ftc": {"name": "Federal Trade Commission", "zone": "America/New_York"},
}


class State(NamedTuple):
    """What is told of one thing: nothing, one value, or two by two sources; and the values it may really have."""

    told: tuple[Any, ...]
    may_be: tuple[Any, ...]


def known(value: Any) -> State:
    """Told, and so."""
    return State((value,), (value,))


def unknown(*values: Any) -> State:
    """Not told; it may be any of these."""
    return State((), values)


NOT_SAID = State((), (None,))


def disputed(first: Any, second: Any) -> State:
    """Told two ways."""
    return State((first, second), (first, second))


class Thing(NamedTuple):
    """One fact as it is told: its time as written, with instants it may have had; its fields; how its standard was answered."""

    kind: str
    id: str
    time: State
    fields: Mapping[str, State]
    good: State


class Plan(NamedTuple):
    """A case with gaps, the instant it is asked at and the readings it is asked under. `records` says how far each record is complete."""

    things: tuple[Thing, ...]
    role: State
    excused: State
    records: Mapping[str, int | None]
    hidden_at: tuple[int, ...]
    at: int
    law: Law

    @property
    def readings(self) -> dict[str, str]:
        """The readings as the rulebook names them."""
        return {
            "relapse_window": "any similar traffic" if self.law.relapse_counts else "new notice needed",
            "cure_after_blocking": "ends on cure" if self.law.cure_ends else "blocking may go on",
        }

    @property
    def is_disputed(self) -> bool:
        """Whether anything in it is told two ways."""
        return any(len(state.told) > 1 for thing in self.things for state in (thing.time, *thing.fields.values()))


# -- a plan as a case


def told(plan: Plan) -> Data:
    """The case as it is told, with its gaps."""
    roles = {"sipkonnect": plan.role.told[0]} if plan.role.told else {}
    facts: list[Data] = [{"traffic": {"id": "autowarranty", **({"roles": roles} if roles else {})}}]
    facts.append({"traffic": {"id": "loans", "roles": {"sipkonnect": "originating"}}})
    said = []
    for thing in plan.things:
        facts += tellings(thing)
        said += [judged(thing.kind, thing.id, good) for good in thing.good.told]
    if plan.excused.told:
        said.append({"standard": "excuse", "about": "letter", "says": "yes" if plan.excused.told[0] else "no", "by": "fcc"})
    if plan.excused.may_be != (None,):
        said += [{"standard": "excuse", "about": t.id, "says": "no", "by": "fcc"} for t in plan.things if t.id == "letter-2"]
    complete = []
    for party, kinds in RECORDS.items():
        through = plan.records[party]
        if through is not None:
            complete.append({"records": kinds, "about": party, "through": rfc3339(through)})
    return case(facts, complete, said)


RECORDS = {"sipkonnect": ["mitigation", "measures report"], "acme": ["blocking notice"]}


def case(facts: Sequence[Data], complete: Sequence[Data], said: Sequence[Data]) -> Data:
    """A whole case as data."""
    parts = {"facts": list(facts), "complete": list(complete), "determinations": list(said)}
    return {"case": "plan", "zone": "America/New_York", "parties": PARTIES, **parts}


def tellings(thing: Thing) -> list[Data]:
    """A fact as one source tells it, or as two do."""
    ways = max(len(state.told) for state in (thing.time, *thing.fields.values()))
    found = []
    for way in range(ways):
        fields: Data = {"id": thing.id}
        for name, state in {("began" if thing.kind == "blocking" else "happened"): thing.time, **thing.fields}.items():
            if not state.told:
                continue
            value = state.told[min(way, len(state.told) - 1)]
            fields[name] = str(value) if isinstance(value, date) else value
        prints = fields.pop("prints", None)
        if prints:
            fields["stated due"] = {"report measures": prints}
        if ways > 1:
            fields["source"] = {"document": f"source-{way}.txt"}
        found.append({thing.kind: fields})
    return found


# -- the histories behind a plan


def histories(plan: Plan) -> Iterator[History]:
    """Every way of filling the gaps on the grid, or an even choice of them."""
    choices = [
        *([deed_of(thing, *way) for way in _ways(thing)] for thing in plan.things),
        *([None, *hidden] for hidden in _hidden(plan)),
    ]
    spread = [*choices, list(plan.role.may_be), list(plan.excused.may_be)]
    size = prod(len(each) for each in spread)
    picked = range(size) if size <= MOST else sorted(Random(size).sample(range(size), MOST))
    for number in picked:
        *deeds, role, excused = _nth(spread, number)
        yield History(tuple(deed for deed in deeds if deed is not None), role, excused)


def _ways(thing: Thing) -> Iterator[tuple[Any, ...]]:
    return product(thing.time.may_be, *(state.may_be for state in thing.fields.values()), thing.good.may_be)


def deed_of(thing: Thing, time: int, *filled: Any) -> Deed:
    """One way a thing may have been."""
    *values, good = filled
    return Deed(thing.kind, thing.id, time, dict(zip(thing.fields, values, strict=True)), good)


def _hidden(plan: Plan) -> Iterator[list[Deed]]:
    """For each record that is not complete, the good acts it may hide."""
    letters = [thing.id for thing in plan.things if thing.kind == "notice"]
    both = ["autowarranty", "loans"]
    own = {"by": "sipkonnect", "answers": letters}
    fields: dict[str, Data] = {
        "mitigation": {**own, "traffic": both},
        "measures report": {**own, "to": ["fcc", "itg"]},
        "blocking notice": {"by": "acme", "to": "fcc", "about": "sipkonnect", "summary": "given"},
    }
    for party, kinds in RECORDS.items():
        through = plan.records[party]
        for kind in kinds:
            times = [time for time in plan.hidden_at if time <= plan.at and (through is None or time > through)]
            good = None if kind == "blocking notice" else True
            yield [Deed(kind, f"hidden {kind}", time, fields[kind], good) for time in times]


def _nth(choices: Sequence[Sequence[Any]], number: int) -> list[Any]:
    picked = []
    for each in choices:
        number, index = divmod(number, len(each))
        picked.append(each[index])
    return picked


# -- drawing plans


class Days:
    """Times around the first day of a letter."""

    def __init__(self, first: date) -> None:
        self.first = first

    def text(self, offset: int, clock: str = "") -> str:
        """A day, or an hour of it, as it is written."""
        day = self.first + timedelta(days=offset)
        return f"{day}T{clock}" if clock else str(day)

    def at(self, offset: int, clock: str) -> int:
        """An exact instant."""
        return parse_time(self.text(offset, clock), EASTERN).earliest

    def state(self, text: str, marks: Sequence[int] = ()) -> State:
        """A time as it is written, and the instants of the grid that it may have been: its ends, and the marks inside."""
        whole = parse_time(text, EASTERN)
        first = max(whole.earliest, self.at(-2, "12:00:00"))
        span = Interval(first, min(whole.latest, self.at(40, "12:00:00")))
        inside = {span.earliest, span.last, *(mark for mark in marks if span.earliest < mark < span.last)}
        return State((text,), tuple(sorted(inside)))


NOON, AFTER = "12:00:00", "12:00:00.000001"
TIMES: dict[str, list[tuple[int, str]]] = {
    "letter": [(0, ""), (0, ""), (0, "12:00"), (0, NOON)],
    "act": [(1, "15:00"), (1, ""), (2, ""), (2, "12:00"), (2, NOON), (2, AFTER), (2, "00:00:00"), (2, "00:00:00.000001"), (4, "09:00"), (4, "")],
    "report": [(4, "09:00"), (13, ""), (14, ""), (14, "23:59:59.999999"), (15, "00:00:00"), (15, "")],
    "seen": [(1, "20:00"), (2, ""), (2, NOON), (2, AFTER), (4, ""), (4, "09:00:00")],
    "grant": [(13, ""), (15, ""), (16, "10:00")],
    "block": [(1, ""), (2, ""), (3, "00:00:00"), (4, ""), (4, "09:00:00"), (4, "09:00:00.000001")],
    "told": [(0, "18:00"), (3, "18:00"), (4, ""), (4, "09:00:00")],
    "removal": [(5, ""), (5, "10:00:00")],
    "leave": [(5, ""), (5, "10:00:00"), (5, "10:00:00.000001"), (5, "00:00:00"), (6, "00:00:00"), (8, "")],
}
ASKED = [
    *((0, "00:00:00"), (0, NOON), (1, "00:00:00"), (1, "15:00:30"), (2, "00:00:00"), (2, "00:00:00.000001"), (2, NOON), (2, AFTER)),
    *((2, "23:59:59.999999"), (3, "00:00:00"), (4, "09:00:00"), (5, "00:00:00"), (5, "10:00:00"), (5, "10:00:00.000001"), (6, "00:00:00")),
    *((14, "23:59:59.999999"), (15, "00:00:00"), (16, NOON), (19, "00:00:00"), (21, "00:00:00"), (29, "00:00:00")),
]


@st.composite
def plans(draw: st.DrawFn, disputes: bool = True, excuses: bool = False) -> Plan:
    """A letter with whatever may come with it; each thing, each field and each record may be open."""
    days = Days(draw(st.sampled_from(FIRST_DAYS)))
    spread = draw(st.booleans()) and days.first.year == 2020
    letter_time = days.state(f"{days.text(0)} to {days.text(1)}") if spread else _time(draw, days, "letter")
    ends = tuple(time + 48 * 3_600_000_000 + late for time in letter_time.may_be for late in (0, 1))
    here = _Drawing(draw, days, ends, disputes)
    things = [here.letter("letter", letter_time)]
    if draw(st.integers(0, 3)) == 0:
        things.append(here.letter("letter-2", days.state(days.text(4))))
    things.append(Thing("notice", "elsewhere", days.state(days.text(-1, NOON)), _fields(ELSEWHERE), NOT_SAID))
    things += [here.act(f"act-{number}") for number in range(draw(st.integers(0, 2)))]
    for name, make in here.others.items():
        if draw(st.integers(0, 2)) == 0:
            things += make(name)
    return Plan(
        tuple(things),
        draw(st.sampled_from([known("originating")] * 7 + [known("terminating"), unknown("originating", "terminating")])),
        draw(st.sampled_from([known(True), known(False), unknown(True, False)])) if excuses else NOT_SAID,
        here.records(),
        (*(days.at(*each) for each in ((-1, NOON), (1, NOON), (2, NOON), (4, "09:00:00"), (13, NOON), (20, NOON))), *ends[:2]),
        days.at(*draw(st.sampled_from(ASKED))),
        Law(draw(st.integers(0, 3)) > 0, draw(st.integers(0, 3)) == 0),
    )


ELSEWHERE = {"by": ["fcc"], "to": ["other"], "traffic": ["autowarranty"]}


def _fields(values: Mapping[str, Any]) -> dict[str, State]:
    return {name: known(value) for name, value in values.items()}


def _time(draw: st.DrawFn, days: Days, name: str, marks: Sequence[int] = ()) -> State:
    return days.state(days.text(*draw(st.sampled_from(TIMES[name]))), marks)


class _Drawing:
    """Draws the things of one plan."""

    def __init__(self, draw: st.DrawFn, days: Days, ends: Sequence[int], disputes: bool) -> None:
        self.draw, self.days, self.ends, self.disputes = draw, days, ends, disputes
        self.others = {
            "report": self.report,
            "seen": self.seen,
            "grant": self.grant,
            "block": self.block,
            "removal": self.removal,
        }

    def one(self, *values: State) -> State:
        """Mostly the first of them."""
        return self.draw(st.sampled_from([values[0]] * (2 * len(values)) + list(values)))

    def time(self, name: str) -> State:
        return _time(self.draw, self.days, name, self.ends)

    def good(self) -> State:
        return self.one(known(True), known(False), unknown(True, False))

    def thing(self, kind: str, id: str, time: State, good: State = NOT_SAID, **fields: State) -> Thing:
        """A thing, now and then with its time told two ways."""
        if self.disputes and self.draw(st.integers(0, 7)) == 0 and all(len(state.told) < 2 for state in fields.values()):
            other = self.days.state(self.days.text(self.draw(st.sampled_from([1, 4]))), self.ends)
            if other.told != time.told and len(time.told) == 1:
                time = State((*time.told, *other.told), (*time.may_be, *other.may_be))
        return Thing(kind, id, time, {name: state for name, state in fields.items()}, good)

    def letter(self, id: str, time: State) -> Thing:
        ours, two = ["autowarranty"], ["autowarranty", "loans"]
        by = [known(["fcc"]), unknown(["fcc"], ["ftc"]), *([disputed(["fcc"], ["ftc"])] if self.disputes else [])]
        return self.thing(
            "notice", id, time, self.one(NOT_SAID, NOT_SAID, known(True), known(False)),
            by=self.one(*by), to=self.one(known(["sipkonnect"]), unknown(["sipkonnect"], ["other"])),
            traffic=self.one(known(ours), known(two), unknown(ours, two)),
            prints=self.one(NOT_SAID, NOT_SAID, known(self.days.first + timedelta(days=13))),
        )  # fmt: skip

    def act(self, id: str) -> Thing:
        times = [*(self.days.text(*each) for each in TIMES["act"]), f"before {self.days.text(0)}", f"after {self.days.text(3)}"]
        time = self.days.state(self.draw(st.sampled_from(times)), self.ends)
        campaigns = [["autowarranty"], ["loans"], ["autowarranty", "loans"]]
        return self.thing(
            "mitigation", id, time, self.good(), by=self.party(), answers=self.answers(),
            traffic=self.one(*map(known, campaigns), unknown(*campaigns)),
        )  # fmt: skip

    def party(self) -> State:
        return self.one(known("sipkonnect"), known("other"), unknown("sipkonnect", "other"))

    def answers(self) -> State:
        told = disputed(["letter"], ["elsewhere"]) if self.disputes else known(["elsewhere"])
        return self.one(known(["letter"]), unknown(["letter"], ["elsewhere"]), told)

    def report(self, id: str) -> list[Thing]:
        both = ["fcc", "itg"]
        to = self.one(known(both), known(["fcc"]), unknown(both, ["fcc"]))
        fields = {"by": known("sipkonnect"), "answers": self.answers(), "to": to}
        return [self.thing("measures report", id, self.time("report"), self.good(), **fields)]

    def seen(self, id: str) -> list[Thing]:
        fields = {"from": known("sipkonnect"), "resembles": self.answers()}
        return [self.thing("traffic seen", id, self.time("seen"), self.good(), **fields)]

    def grant(self, id: str) -> list[Thing]:
        new = [self.days.first + timedelta(days=days) for days in (28, 18)]
        day = self.one(known(new[0]), known(new[1]), unknown(*new), *([disputed(*new)] if self.disputes else []))
        fields = {"by": known("fcc"), "to": known("sipkonnect"), "of": self.one(known(["letter"]), unknown(["letter"], ["elsewhere"]))}
        return [self.thing("extension", id, self.time("grant"), **fields, **{"new date": day})]

    def block(self, id: str) -> list[Thing]:
        whole = _fields({"by": "acme", "of": "sipkonnect", "scope": "all traffic", "call type": "ordinary"})
        found = [self.thing("blocking", id, self.time("block"), **whole, **{"relies on": known("47 CFR 64.1200(k)(4)")})]
        if self.draw(st.booleans()):
            told = _fields({"by": "acme", "to": "fcc", "about": "sipkonnect", "summary": "given"})
            found.append(self.thing("blocking notice", "told", self.time("told"), **told))
        return found

    def removal(self, id: str) -> list[Thing]:
        found = [self.thing("removal order", id, self.time("removal"), by=known("fcc"), of=known("sipkonnect"))]
        for bureau in ("fcc", "wireline"):
            if self.draw(st.booleans()):
                leave = self.time("leave")
                found.append(self.thing("leave to refile", f"leave-{bureau}", leave, by=known(bureau), to=known("sipkonnect")))
        return found

    def records(self) -> dict[str, int | None]:
        far = [self.days.at(2, "00:00:00"), self.days.at(3, "00:00:00"), self.days.at(30, "00:00:00")]
        edges = [self.days.at(2, "23:59:59.999998"), self.days.at(2, "23:59:59.999999")]
        choices = st.sampled_from([far[2], far[2], None, *far, *edges])
        return {party: self.draw(choices) for party in RECORDS}
