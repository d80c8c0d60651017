"""Cases with gaps, drawn by Hypothesis: a letter with whatever may come with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gaps import NOT_SAID, RECORDS, Plan, State, Thing, disputed, known, redacted, unknown
from histories import EASTERN, Law
from hypothesis import strategies as st

from evaluator.words.times import HOUR, Interval, parse_time

# Plain days; the two on which clocks change; a fourteenth day that is a holiday; the eve of the rule.
FIRST_DAYS = [date(2022, 7, 7), date(2022, 3, 11), date(2022, 11, 5), date(2022, 12, 12), date(2020, 10, 13)]


class Days:
    """Times around the first day of a letter."""

    def __init__(self, first: date) -> None:
        self.first = first

    def day(self, offset: int) -> date:
        """A day so many days later."""
        return self.first + timedelta(days=offset)

    def text(self, offset: int, clock: str = "") -> str:
        """A day, or an hour of it, as it is written."""
        return f"{self.day(offset)}T{clock}" if clock else str(self.day(offset))

    def at(self, offset: int, clock: str = "00:00:00") -> int:
        """An exact instant."""
        return parse_time(self.text(offset, clock), EASTERN).earliest

    def state(self, text: str, marks: Sequence[int] = ()) -> State:
        """A time as it is written, and the instants of the grid that it may have been: its ends, and the marks inside."""
        whole = parse_time(text, EASTERN)
        span = Interval(max(whole.earliest, self.at(-2)), min(whole.latest, self.at(40)))
        inside = {span.earliest, span.last, *(mark for mark in marks if span.earliest < mark < span.last)}
        return State((text,), tuple(sorted(inside)))


NOON, AFTER = "12:00:00", "12:00:00.000001"
TIMES: dict[str, list[tuple[int, str]]] = {
    "letter": [(0, ""), (0, ""), (0, "12:00"), (0, NOON)],
    "act": [
        *((1, "15:00"), (1, ""), (2, ""), (2, "12:00"), (2, NOON), (2, AFTER), (2, "00:00:00"), (2, "00:00:00.000001")),
        *((4, "09:00"), (4, "")),
    ],
    "report": [(4, "09:00"), (13, ""), (14, ""), (14, "23:59:59.999999"), (15, "00:00:00"), (15, "")],
    "seen": [(1, "20:00"), (2, ""), (2, NOON), (2, AFTER), (4, ""), (4, "09:00:00")],
    "grant": [(13, ""), (15, ""), (16, "10:00")],
    "block": [(1, ""), (2, ""), (2, "12:00"), (3, "00:00:00"), (4, ""), (4, "09:00:00"), (4, "09:00:00.000001")],
    "told": [(0, "18:00"), (3, "18:00"), (4, ""), (4, "09:00:00")],
    "removal": [(5, ""), (5, "10:00:00")],
    "leave": [(5, ""), (5, "10:00:00"), (5, "10:00:00.000001"), (5, "00:00:00"), (6, "00:00:00"), (8, "")],
}
ASKED = [
    *((0, "00:00:00"), (0, NOON), (1, "00:00:00"), (1, "15:00:30"), (2, "00:00:00"), (2, "00:00:00.000001"), (2, NOON)),
    *((2, AFTER), (2, "23:59:59.999999"), (3, "00:00:00"), (4, "09:00:00"), (5, "00:00:00"), (5, "10:00:00")),
    *((5, "10:00:00.000001"), (6, "00:00:00"), (14, "23:59:59.999999"), (15, "00:00:00"), (16, NOON), (19, "00:00:00")),
    *((21, "00:00:00"), (29, "00:00:00")),
]
UNSEEN = [(-1, NOON), (1, NOON), (2, NOON), (4, "09:00:00"), (13, NOON), (20, NOON)]


@st.composite
def plans(draw: st.DrawFn, disputes: bool = True, excuses: bool = False, uses: bool = False) -> Plan:
    """A letter with whatever may come with it, always a block if `uses`; each thing, each field and each record may be open."""
    days = Days(draw(st.sampled_from(FIRST_DAYS)))
    letter_time = days.state(days.text(*draw(st.sampled_from(TIMES["letter"]))))
    if days.first.year == 2020 and draw(st.booleans()):  # on both sides of the day on which the rule begins
        letter_time = days.state(f"{days.text(0)} to {days.text(1)}")
    ends = [time + 48 * HOUR + late for time in letter_time.may_be for late in (0, 1)]
    make = Things(draw, days, ends, disputes, uses)
    excuse = make.one(known(True), known(False), unknown(True, False)) if excuses else NOT_SAID
    return Plan(
        tuple(make.all(letter_time)),
        make.one(known("originating"), known("terminating"), unknown("originating", "terminating")),
        excuse,
        make.records(),
        (*(days.at(*each) for each in UNSEEN), *ends[:2]),
        days.at(*draw(st.sampled_from(ASKED[9:] if uses else ASKED))),
        Law(draw(st.integers(0, 3)) > 0, draw(st.integers(0, 3)) == 0),
    )


def fields(values: Mapping[str, Any]) -> dict[str, State]:
    """Fields that are all known."""
    return {name: known(value) for name, value in values.items()}


class Things:
    """Draws the things of one plan. `ends` are instants that times should be tried at."""

    def __init__(self, draw: st.DrawFn, days: Days, ends: Sequence[int], disputes: bool, uses: bool) -> None:
        self.draw, self.days, self.ends, self.disputes, self.uses = draw, days, ends, disputes, uses

    def all(self, letter_time: State) -> Iterator[Thing]:
        """A letter, one to somebody else, and some of what may follow."""
        elsewhere = {"by": ["fcc"], "to": ["other"], "traffic": ["autowarranty"]}
        yield Thing("notice", "elsewhere", self.days.state(self.days.text(-1, NOON)), fields(elsewhere))
        yield self.letter("letter", letter_time)
        if self.rarely(3):
            yield self.letter("letter-2", self.days.state(self.days.text(4)))
        for number in range(self.draw(st.integers(0, 2))):
            yield self.act(f"act-{number}")
        for make in (self.report, self.seen, self.grant, self.block, self.removal):
            if self.rarely(2) or (self.uses and make == self.block):
                yield from make()

    def rarely(self, times: int) -> bool:
        return self.draw(st.integers(0, times)) == 0

    def one(self, *values: State) -> State:
        """Mostly the first of them, so that one gap alone is often what an answer turns on."""
        return values[0] if self.draw(st.integers(0, 4)) else self.draw(st.sampled_from(values))

    def open(self, first: Any, *others: Any) -> State:
        """A field: known, mostly as the first value, or not told, or blacked out."""
        return self.one(known(first), *map(known, others), unknown(first, *others), redacted(first, *others))

    def time(self, name: str) -> State:
        return self.days.state(self.days.text(*self.draw(st.sampled_from(TIMES[name]))), self.ends)

    def good(self) -> State:
        two = [disputed(True, False)] if self.disputes else []
        return self.one(known(True), known(False), unknown(True, False), *two)

    def thing(self, kind: str, id: str, time: State, good: State = NOT_SAID, /, **values: State) -> Thing:
        """A thing, now and then with its time told two ways."""
        if self.disputes and self.rarely(7) and all(len(state.told) < 2 for state in values.values()):
            other = self.days.state(self.days.text(self.draw(st.sampled_from([1, 4]))), self.ends)
            if other.told != time.told:
                time = State((*time.told, *other.told), (*time.may_be, *other.may_be))
        return Thing(kind, id, time, values, good)

    def letter(self, id: str, time: State) -> Thing:
        by = [disputed(["fcc"], ["ftc"])] if self.disputes else []
        whole = self.one(NOT_SAID, NOT_SAID, known(True), known(False))
        return self.thing(
            "notice", id, time, whole,
            by=self.one(known(["fcc"]), unknown(["fcc"], ["ftc"]), *by),
            to=self.one(known(["sipkonnect"]), unknown(["sipkonnect"], ["other"])),
            traffic=self.open(["autowarranty"], ["autowarranty", "loans"]),
            prints=self.one(NOT_SAID, known(self.days.day(13)), redacted(self.days.day(13), self.days.day(20))),
        )  # fmt: skip

    def act(self, id: str) -> Thing:
        written = [self.days.text(*each) for each in TIMES["act"]]
        written += [f"before {self.days.text(0)}", f"after {self.days.text(3)}"]
        time = self.days.state(self.draw(st.sampled_from(written)), self.ends)
        return self.thing(
            "mitigation", id, time, self.good(), by=self.open("sipkonnect", "other"), answers=self.answers(),
            traffic=self.open(["autowarranty"], ["loans"], ["autowarranty", "loans"]),
        )  # fmt: skip

    def answers(self) -> State:
        two = [disputed(["letter"], ["elsewhere"])] if self.disputes else []
        return self.one(known(["letter"]), known(["elsewhere"]), unknown(["letter"], ["elsewhere"]), *two)

    def report(self) -> Iterator[Thing]:
        to = self.open(["fcc", "itg"], ["fcc"])
        own = {"by": known("sipkonnect"), "answers": self.answers(), "to": to}
        yield self.thing("measures report", "report", self.time("report"), self.good(), **own)

    def seen(self) -> Iterator[Thing]:
        own = {"from": known("sipkonnect"), "resembles": self.answers()}
        yield self.thing("traffic seen", "seen", self.time("seen"), self.good(), **own)

    def grant(self) -> Iterator[Thing]:
        new = [self.days.day(28), self.days.day(18)]
        day = self.one(self.open(*new), *([disputed(*new)] if self.disputes else []))
        own = {"by": known("fcc"), "to": known("sipkonnect"), "of": self.open(["letter"], ["elsewhere"])}
        yield self.thing("extension", "grant", self.time("grant"), **own, **{"new date": day})

    def block(self) -> Iterator[Thing]:
        own = {"by": "acme", "of": "sipkonnect", "scope": "all traffic", "call type": "ordinary"}
        relies = known("47 CFR 64.1200(k)(4)")
        yield self.thing("blocking", "block", self.time("block"), **fields(own), **{"relies on": relies})
        if self.draw(st.booleans()):
            notice = {"by": "acme", "to": "fcc", "about": "sipkonnect", "summary": "given"}
            yield self.thing("blocking notice", "told", self.time("told"), **fields(notice))

    def removal(self) -> Iterator[Thing]:
        yield self.thing("removal order", "removal", self.time("removal"), **fields({"by": "fcc", "of": "sipkonnect"}))
        for bureau in ("fcc", "wireline"):
            if self.draw(st.booleans()):
                leave = fields({"by": bureau, "to": "sipkonnect"})
                yield self.thing("leave to refile", f"leave-{bureau}", self.time("leave"), **leave)

    def records(self) -> dict[str, int | None]:
        """How far each record is complete: well past everything, about the end of the window, or not at all."""
        last = self.days.at(2, "23:59:59.999999")
        choices = [self.days.at(30), self.days.at(30), None, self.days.at(2), last - 1, last, last + 1]
        return {party: self.draw(st.sampled_from(choices)) for party in RECORDS}
