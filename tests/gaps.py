"""Cases with gaps: what is told of each thing, and every history on a small grid that may lie behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod
from random import Random
from typing import Any, NamedTuple

from histories import Deed, History, Law, judged
from situations import Data

from evaluator.words.times import rfc3339

MOST = 128  # histories tried of one plan; of more, an even choice
RECORDS = {"sipkonnect": ["mitigation", "measures report"], "acme": ["blocking notice"]}
PARTIES = {
    "sipkonnect": {"name": "SipKonnect LLC"},
    "other": {"name": "Other Voice Inc"},
    "acme": {"name": "Acme Telecom"},
    "fcc": {"name": "FCC Enforcement Bureau", "zone": "America/New_York"},
    "wireline": {"name": "Wireline Competition Bureau", "zone": "America/New_York"},
    "ftc": {"name": "Federal Trade Commission", "zone": "America/New_York"},
    "audit-one": {"name": "First Audit", "office": "auditor"},
    "audit-two": {"name": "Second Audit", "office": "auditor"},
}


class State(NamedTuple):
    """What is told of one thing: nothing, one value, or two by two sources; and the values it may really have."""

    told: tuple[Any, ...]
    may_be: tuple[Any, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may have several values, and nobody contradicts anybody."""
        return len(self.may_be) > 1 and len(self.told) < 2


def known(value: Any) -> State:
    """Told, and so."""
    return State((value,), (value,))


def unknown(*values: Any) -> State:
    """Not told; it may be any of these."""
    return State((), values)


def redacted(*values: Any) -> State:
    """Told, and blacked out; it may be any of these."""
    return State(("redacted",), values)


def disputed(first: Any, second: Any) -> State:
    """Told two ways."""
    return State((first, second), (first, second))


NOT_SAID = State((), (None,))


class Thing(NamedTuple):
    """One fact as it is told: its time as written, with instants it may have had; its fields; how its standard was answered."""

    kind: str
    id: str
    time: State
    fields: Mapping[str, State]
    good: State = NOT_SAID


class Plan(NamedTuple):
    """A case with gaps, the instant it is asked at and its readings. `records` says how far each party's record is complete."""

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
    def letters(self) -> list[str]:
        """The notices that may be the provider's."""
        return [thing.id for thing in self.things if thing.kind == "notice" and thing.id != "elsewhere"]


# -- a plan as a case


def told(plan: Plan) -> Data:
    """The case as it is told, with its gaps."""
    roles = {"roles": {"sipkonnect": plan.role.told[0]}} if plan.role.told else {}
    facts: list[Data] = [{"traffic": {"id": "autowarranty", **roles}}, {"traffic": {"id": "loans", "roles": CARRIED}}]
    said = []
    for thing in plan.things:
        facts += tellings(thing)
        deciders = ("audit-one", "audit-two") if len(thing.good.told) > 1 else ("fcc",)
        said += [judged(thing.kind, thing.id, good, by) for good, by in zip(thing.good.told, deciders, strict=False)]
    said += [excused("letter", answer) for answer in plan.excused.told]
    if plan.excused != NOT_SAID:
        said += [excused(id, False) for id in plan.letters if id != "letter"]
    reach = [(party, through) for party, through in plan.records.items() if through is not None]
    complete = [{"records": RECORDS[party], "about": party, "through": rfc3339(end)} for party, end in reach]
    parts = {"facts": facts, "complete": complete, "determinations": said}
    return {"case": "plan", "zone": "America/New_York", "parties": PARTIES, **parts}


CARRIED = {"sipkonnect": "originating"}


def excused(id: str, answer: bool) -> Data:
    """An answer to the standard of excuse."""
    return {"standard": "excuse", "about": id, "says": "yes" if answer else "no", "by": "fcc"}


def tellings(thing: Thing) -> list[Data]:
    """A fact as one source tells it, or as two do."""
    states = {("began" if thing.kind == "blocking" else "happened"): thing.time, **thing.fields}
    ways = max(len(state.told) for state in states.values())
    found = []
    for way in range(ways):
        values = {name: state.told[min(way, len(state.told) - 1)] for name, state in states.items() if state.told}
        fields = {name: str(value) if isinstance(value, date) else value for name, value in values.items()}
        prints = fields.pop("prints", None)
        stated = {"stated due": prints if prints == "redacted" else {"report measures": prints}} if prints else {}
        source = {"source": {"document": f"source-{way}.txt"}} if ways > 1 else {}
        found.append({thing.kind: {"id": thing.id, **fields, **stated, **source}})
    return found


# -- the histories behind a plan


def histories(plan: Plan) -> Iterator[History]:
    """Every way of filling the gaps on the grid, or an even choice of them."""
    choices: list[list[Any]] = [[*ways(thing)] for thing in plan.things]
    choices += [[None, *hidden] for hidden in hidden_acts(plan)]
    choices += [list(plan.role.may_be), list(plan.excused.may_be)]
    size = prod(len(each) for each in choices)
    for number in range(size) if size <= MOST else sorted(Random(size).sample(range(size), MOST)):
        *deeds, role, excuse = nth(choices, number)
        yield History(tuple(deed for deed in deeds if deed is not None), role, excuse)


def ways(thing: Thing) -> Iterator[Deed]:
    """Every way a thing may have been."""
    for time, good, *values in product(
        thing.time.may_be, thing.good.may_be, *(state.may_be for state in thing.fields.values())
    ):
        yield Deed(thing.kind, thing.id, time, dict(zip(thing.fields, values, strict=True)), good)


def hidden_acts(plan: Plan) -> Iterator[list[Deed]]:
    """For each record that is not complete, the good acts it may hide."""
    own = {"by": "sipkonnect", "answers": [thing.id for thing in plan.things if thing.kind == "notice"]}
    fields: dict[str, Data] = {
        "mitigation": {**own, "traffic": ["autowarranty", "loans"]},
        "measures report": {**own, "to": ["fcc", "itg"]},
        "blocking notice": {"by": "acme", "to": "fcc", "about": "sipkonnect", "summary": "given"},
    }
    for party, kinds in RECORDS.items():
        through = plan.records[party]
        times = [time for time in plan.hidden_at if time <= plan.at and (through is None or time > through)]
        for kind in kinds:
            good = None if kind == "blocking notice" else True
            yield [Deed(kind, f"hidden {kind}", time, fields[kind], good) for time in times]


def nth(choices: Sequence[Sequence[Any]], number: int) -> list[Any]:
    """One choice from each, counted through."""
    picked = []
    for each in choices:
        number, index = divmod(number, len(each))
        picked.append(each[index])
    return picked
