"""Windows: where each ends for every start there may be, and which grants move the end. Calendars and clocks are those of all engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from evaluator.documents.case import REDACTED, Telling
from evaluator.documents.terms import Construct, Item, Term, Window
from evaluator.engines.durable_conditions import Conditions
from evaluator.engines.durable_match import Names
from evaluator.engines.durable_parcel import Law, Provision, Text
from evaluator.engines.durable_rete import Refused
from evaluator.engines.durable_sheet import Cell
from evaluator.engines.durable_years import InYear
from evaluator.words.calendars import Calendar
from evaluator.words.times import EVER, NEVER, Interval, parse_date
from evaluator.words.truth import NO, YES
from evaluator.words.workdays import CalendarGap

Lengths = tuple[tuple[int, str], ...]


class End(NamedTuple):
    """One end of a window: the condition on which it counts, and the last instant in time for every start there may be."""

    granted: Cell
    due: Interval


class Windows:
    """Counts windows of one case."""

    def __init__(self, law: Law, conditions: Conditions) -> None:
        self.law, self.conditions, self.sheet = law, conditions, conditions.sheet

    def calendar(self, construct: Construct) -> Calendar:
        """The calendar of a construct's section."""
        return self.law.calendars[construct.calendar]

    def counted(
        self, construct: Construct, window: Window, names: Names, telling: Telling, stated: Lengths | None = None
    ) -> Interval:
        """The end of a window from a fact, of its own lengths or those an agency stated, where the bearer's office is."""
        party = self.conditions.known.parties.get(str(names.get(construct.bearer or "", "")))
        zone = party.zone if party is not None else None
        calendar, start = self.calendar(construct), self._start(window, telling)
        try:
            if stated is not None:
                return calendar.stated(start, stated, window.counted_by, self.law.readings, zone)
            return calendar.due(start, window.lengths, window.counted_by, self.law.readings, zone)
        except CalendarGap as gap:
            raise Refused(f"the window of `{construct.id}` cannot be counted: {gap}") from None

    def _start(self, window: Window, telling: Telling) -> Interval:
        """When a window begins: the first of the times it may run from that is on record; else no sooner than the fact."""
        found = Interval(telling.time.earliest, EVER)
        for name in window.starts_at or ("happened",):
            value = telling.time if name in ("happened", "began") else telling.fields.get(name)
            if isinstance(value, Interval):
                found = value
                break
        if self.conditions.matcher.fault == "start":
            return Interval(found.latest - 1, found.latest)
        return found

    def begun(self, construct: Construct, names: Names) -> Cell:
        """What begins to bind later has begun."""
        window = construct.begins
        if window is None:
            return YES
        telling = names[window.of]
        if not window.lengths:
            return self.conditions.happened(telling)
        return self.sheet.over(self.counted(construct, window, names, telling))

    def ends(self, provision: Provision, construct: Construct, names: Names, telling: Telling) -> list[End]:
        """The ends of the window of an instance, the own one first; none if the time is left open."""
        if construct.before is not None:
            return [End(YES, Interval(telling.time.earliest - 1, telling.time.latest - 1))]
        due = self._due(construct, construct.within, names, telling) if construct.within is not None else None
        if due is None:
            return []
        return [End(YES, due), *self._extended(provision, names, telling)]

    def _due(self, construct: Construct, window: Window, names: Names, telling: Telling) -> Interval | None:
        calendar = self.calendar(construct)
        source = names.get(window.of or window.stated_in, telling)
        due = self.counted(construct, window, names, source) if window.lengths else None
        printed: Interval | None = None
        if window.stated_in:
            fields = names.get(window.stated_in, telling).fields
            days = fields.get("stated due")
            day = (days.get(construct.name) if isinstance(days, Mapping) else days) or fields.get("due")
            allowed = fields.get("time allowed") if not window.printed else None  # a length is for other duties
            if isinstance(day, date):
                printed = calendar.end_of_day(day)
            elif isinstance(allowed, tuple) and allowed:
                due = self.counted(construct, window, names, source, allowed)
            elif REDACTED in (day, allowed):  # a time was stated, and nobody can read it
                due = Interval(source.time.earliest, EVER)
        if isinstance(telling, InYear):
            due = Interval(telling.year.closes, telling.year.closes + 1)
        if window.fixed:
            due = calendar.end_of_day(parse_date(window.fixed))
        due = printed or due
        if window.at_least:
            least = self.counted(construct, window, names, source, window.at_least)
            low, high = due or (least.earliest, EVER)  # what the agency stated is not on file
            due = Interval(max(low, least.earliest), max(high, least.latest))
        return due

    # -- extensions

    def _extended(self, provision: Provision, names: Names, telling: Telling) -> Iterator[End]:
        for id in provision.extensions:
            for text in self.law.provisions[id].texts:
                force = self.sheet.in_force(text.since, text.until, telling.time)
                if text.construct.to is not None and not self.sheet.impossible(force):
                    yield from self._granted(text, force, names, telling)

    def _granted(self, text: Text, force: Cell, names: Names, telling: Telling) -> Iterator[End]:
        """An end for each grant, and for each day that the sources of one grant tell of."""
        construct = text.construct
        to = construct.to
        assert to is not None
        grants: dict[str, list[tuple[Cell, Interval, Telling | None]]] = {}
        for so, found in self._ways(construct.items("when"), names):
            grant = found.get(to.new_date_in) if to.new_date_in else None
            due = self._moved(construct, to, grant, found, telling)
            grants.setdefault(grant.root if grant is not None else "", []).append((so, due, grant))
        for told in grants.values():
            several = len({grant for _, _, grant in told}) > 1
            for due in dict.fromkeys(due for _, due, _ in told):
                ways = [so if each == due else NO for so, each, _ in told]
                yield End(self.sheet.every([force, self.sheet.told(ways) if several else self.sheet.some(ways)]), due)

    def _moved(
        self, construct: Construct, to: Window, grant: Telling | None, found: Names, telling: Telling
    ) -> Interval:
        day = grant.fields.get("new date") if grant is not None else None
        if to.open_ended:
            return Interval(EVER, EVER + 1)
        if isinstance(day, date):
            return self.calendar(construct).end_of_day(day)
        if to.new_date_in:  # more time was granted, and nobody knows to when
            return Interval(NEVER, EVER)
        return self.counted(construct, to, found, found.get(to.of, telling))

    def _ways(self, items: Sequence[Item], names: Names) -> Iterator[tuple[Cell, Names]]:
        """Every way to find facts for all items, left to right, with the condition that they are so."""
        if not items:
            yield YES, names
            return
        item, rest = items[0], items[1:]
        if not isinstance(item, Term) or item.absent or item.name in names:
            here = self.conditions.one(item, names, None, True)
            for so, found in self._ways(rest, names):
                yield self.sheet.every([here, so]), found
            return
        for event in self.conditions.fitting(item, names):
            for telling, fits in event if any(fits is not None for _, fits in event) else ():
                if fits is None:
                    yield NO, {**names, item.name: telling}
                else:
                    happened = self.conditions.happened(telling)
                    beyond = self.conditions.beyond(item, telling, names, None, True)
                    for so, found in self._ways(rest, {**names, item.name: telling}):
                        yield self.sheet.every([fits, happened, beyond, so]), found
