"""The reference engine's windows: where each ends, under every reading of its start, and by which extension it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from evaluator.documents.case import REDACTED, Telling
from evaluator.documents.leaves import InForce, Over
from evaluator.documents.terms import Construct, Item, Term, Window
from evaluator.documents.yearly import Occasion
from evaluator.engines.conditions import Conditions
from evaluator.passes.program import Norm, Program, Wording, of_program
from evaluator.passes.settle import End
from evaluator.words.calendars import Calendar, due_by
from evaluator.words.clocks import Clock
from evaluator.words.errors import BadInput, Problem
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Named, Node, Some, Told
from evaluator.words.times import EVER, NEVER, Interval, parse_date
from evaluator.words.truth import NO
from evaluator.words.workdays import CalendarGap

Names = Mapping[str, Any]
Lengths = tuple[tuple[int, str], ...]


class Windows:
    """Counts the windows of one program over one case."""

    def __init__(self, program: Program, conditions: Conditions) -> None:
        self.program, self.conditions = program, conditions
        self.gaps: list[Problem] = []
        # ends are the same whatever the program: kept with the facts they run from, by the clocks that count them
        self._ends: dict[tuple[object, ...], Interval] = conditions.facts.plans.setdefault("ends", {})

    def calendar(self, construct: Construct) -> Calendar:
        """The calendar that counts a construct's windows."""
        return self.program.rulebook.calendars[construct.calendar]

    def begun(self, wording: Wording, names: Names, telling: Telling) -> Node:
        window = wording.construct.begins
        return self.begins(wording.construct, window, names) if window else self.conditions.happened(telling)

    def begins(self, construct: Construct, window: Window, names: Names) -> Node:
        """From when something binds: a fact, or the end of a window of it."""
        if window.fixed:
            return Over(self.last_day(construct, window, names), construct.id)
        telling = names[window.of]
        if not window.lengths:
            return self.conditions.happened(telling)
        return Over(self.last_day(construct, window, names), telling.root)

    def last_day(self, construct: Construct, window: Window, names: Names) -> Interval:
        """The end of the time in which a permission or power may be used."""
        if window.fixed:
            return self.calendar(construct).end_of_day(parse_date(window.fixed))
        return self._due(construct, window, names[window.of], names)

    def _due(
        self,
        construct: Construct,
        window: Window,
        telling: Telling,
        names: Names,
        lengths: Lengths | None = None,
    ) -> Interval:
        """The end of a window from a fact, of its own lengths or those an agency stated, counted where the bearer's office is.

        Where no table counts its days, that is noted.
        """
        start = self._start(window, telling)
        party = self.conditions.facts.parties.get(str(names.get(construct.bearer or "", "")))
        zone = party.zone if party is not None else None
        try:
            if lengths is not None:
                calendar = self.calendar(construct)
                return calendar.stated(start, lengths, window.counted_by, self.program.readings, zone)
            clocks = self._clocks(construct, window.lengths, window.counted_by)
            counted = (start, window.lengths, zone and zone.key, *[id(clock.counting) for clock in clocks])
            if counted not in self._ends:
                self._ends[counted] = due_by(clocks, start, window.lengths, zone)
            return self._ends[counted]
        except CalendarGap as gap:
            what = f"the window of `{construct.id}` from this {telling.kind} cannot be counted: {gap}"
            advice = "look at its date; if that is right, add the year to the calendar of the rulebook"
            self.gaps.append(Problem(*telling.place, what, advice))
            return Interval(start.earliest, EVER)

    def _clocks(self, construct: Construct, lengths: Lengths, counted_by: str | None) -> tuple[Clock, ...]:
        """The clock of each length, found once for a program."""
        key = ("clocks", construct.calendar, lengths, counted_by)
        plans = self.program.plans
        if key not in plans:
            plans[key] = self.calendar(construct).clocks(lengths, counted_by, self.program.readings)
        found: tuple[Clock, ...] = plans[key]
        return found

    def finish(self) -> None:
        """Raise BadInput with every window that could not be counted, each at the fact it runs from."""
        if self.gaps:
            raise BadInput(self.gaps)

    def _start(self, window: Window, telling: Telling) -> Interval:
        """The time a window runs from: the first of its fields on record; unknown, it began no sooner than the fact."""
        for name in window.starts_at or ("happened",):
            if name in ("happened", "began"):
                return telling.time
            value = telling.fields.get(name)
            if isinstance(value, Interval):
                return value
        return Interval(telling.time.earliest, EVER)

    def ends(self, norm: Norm, wording: Wording, names: Names, telling: Telling) -> list[End]:
        construct = wording.construct
        if construct.before is not None:
            time = telling.time
            return [End(ALWAYS, Interval(time.earliest - 1, time.latest - 1))]
        window = construct.within
        end = self._end(construct, window, names, telling) if window is not None else None
        if end is None:
            return []
        return [end, *self._extended(norm, construct, names, telling)]

    def _end(self, construct: Construct, window: Window, names: Names, telling: Telling) -> End | None:
        calendar = self.calendar(construct)
        source = names.get(window.of or window.stated_in, telling)
        computed = self._due(construct, window, source, names) if window.lengths else None
        printed: Interval | None = None
        if window.stated_in:
            fields = names.get(window.stated_in, telling).fields
            dates = fields.get("stated due")
            day = dates.get(construct.name) if isinstance(dates, dict) else dates
            day = day or fields.get("due")
            allowed = None if window.printed else fields.get("time allowed")
            if isinstance(day, date):
                printed = calendar.end_of_day(day)
            elif isinstance(allowed, tuple) and allowed:
                computed = self._due(construct, window, source, names, allowed)
            elif REDACTED in (day, allowed):
                computed = Interval(source.time.earliest, EVER)  # a time was stated, and it is blacked out
        if window.yearly is not None and isinstance(telling, Occasion):
            computed = Interval(telling.closes, telling.closes + 1)
        if window.fixed:
            computed = calendar.end_of_day(parse_date(window.fixed))
        due = printed or computed
        if window.at_least:
            least = self._due(construct, window, source, names, window.at_least)
            stated = due or Interval(least.earliest, EVER)  # what the agency stated is not on file
            due = Interval(max(stated.earliest, least.earliest), max(stated.latest, least.latest))
        return End(ALWAYS, due, printed, computed) if due is not None else None

    def _extended(self, norm: Norm, construct: Construct, names: Names, telling: Telling) -> Iterator[End]:
        for rider in norm.extensions:
            for wording in rider.wordings:
                force = InForce(wording.construct.citation, wording.since, wording.until, telling)
                to = wording.construct.to
                if force.value == NO or to is None:
                    continue
                yield from self._granted(rider, wording.construct, to, force, names, telling)

    def _granted(
        self, rider: Norm, construct: Construct, to: Window, force: InForce, names: Names, telling: Telling
    ) -> Iterator[End]:
        """An end for each grant; where sources differ on one grant, each end they tell of is disputed."""
        grants: dict[str, list[tuple[Node, Interval, Telling | None]]] = {}
        for node, found in self._bindings(construct.items("when"), names):
            extension = found.get(to.new_date_in) if to.new_date_in else None
            due = self._new_end(construct, to, extension, found, telling)
            grants.setdefault(extension.root if extension is not None else "", []).append((node, due, extension))
        for told in grants.values():
            for due in dict.fromkeys(due for _, due, _ in told):
                ways = [node if each == due else NEVER_SO for node, each, _ in told]
                node = Told(ways) if len({t for _, _, t in told}) > 1 else Some(ways)
                yield End(Named("granted", Every([force, node]), rider), due)

    def _new_end(
        self, construct: Construct, to: Window, extension: Telling | None, found: Names, telling: Telling
    ) -> Interval:
        day = extension.fields.get("new date") if extension is not None else None
        if to.open_ended:
            return Interval(EVER, EVER + 1)
        if to.new_date_in and not isinstance(day, date):
            return Interval(NEVER, EVER)  # more time was granted, and nobody knows to when
        if isinstance(day, date):
            return self.calendar(construct).end_of_day(day)
        if to.fixed:
            return self.last_day(construct, to, found)
        return self._due(construct, to, found.get(to.of, telling), found)

    def _bindings(self, items: Sequence[Item], names: Names) -> Iterator[tuple[Node, Names]]:
        """Every way to find facts for all items, left to right, with the condition that they are so."""
        if not items:
            yield ALWAYS, names
            return
        item, rest = items[0], items[1:]
        if not isinstance(item, Term) or item.absent or item.name in names:
            here = self.conditions.one(item, names, None, True)
            for node, found in self._bindings(rest, names) if here.fixed != NO else ():
                yield Every([here, node]), found
            return
        for tellings in self.conditions.events(item, names):
            fitting = [self.conditions.fit(item, telling, names) for telling in tellings]
            for telling, fits in zip(tellings, fitting, strict=True) if any(fitting) else ():
                if fits is None:  # as this source tells it, nothing was granted
                    yield NEVER_SO, {**names, item.name: telling}
                    continue
                happened = self.conditions.happened(telling)
                judged = self.conditions.beyond(item, telling, names, None, True)
                for node, found in self._bindings(rest, {**names, item.name: telling}):
                    yield Every([fits, happened, judged, node]), found


@of_program
def readings_of(program: Program, construct: Construct) -> frozenset[str]:
    """The readings on which a construct rests: its own, and those of the clocks that count its windows."""
    used = set(construct.readings)
    for window in (construct.within, construct.begins):
        if window is not None and (window.lengths or window.counted_by or window.yearly):
            lengths = window.lengths or ((1, "days"),)
            calendar = program.rulebook.calendars[construct.calendar]
            for clock in calendar.clocks(lengths, window.counted_by, program.readings):
                used |= clock.readings
    return frozenset(used)
