"""Windows as the proof checker counts them: through the calendar, from the rulebook's lengths and the fact's start, under the readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluator.documents.case import REDACTED, Telling
from evaluator.documents.terms import Construct, Item, Term, Window
from evaluator.documents.yearly import Occasion
from evaluator.passes.verify_facts import Known
from evaluator.passes.verify_law import Law, Norm
from evaluator.passes.verify_leaves import in_force, over
from evaluator.passes.verify_nodes import ALWAYS, NEVER, NO, AllOf, AnyOf, Named, Part, Told
from evaluator.passes.verify_wordings import Wording
from evaluator.words.calendars import Calendar
from evaluator.words.times import EVER, Interval, parse_date
from evaluator.words.times import NEVER as OPEN_START

Names = Mapping[str, Any]


@dataclass(eq=False)
class End:
    """An end of a window: what it takes, and the last instant in time; of the first one also the date printed and the date computed."""

    granted: Part
    due: Interval
    printed: Interval | None = None
    computed: Interval | None = None


class Windows:
    """Counts windows over one case, under one law."""

    def __init__(self, law: Law, known: Known) -> None:
        self.law, self.known = law, known

    def _calendar(self, construct: Construct) -> Calendar:
        return self.law.rulebook.calendars[construct.calendar]

    def _count(
        self, construct: Construct, window: Window, lengths: tuple[tuple[int, str], ...], start: Interval, names: Names
    ) -> Interval:
        """Lengths counted from a start, where the bearer's office is."""
        bearer = self.known.facts.parties.get(str(names.get(construct.bearer or "", "")))
        zone = bearer.zone if bearer is not None else None
        calendar = self._calendar(construct)
        count = calendar.due if lengths is window.lengths else calendar.stated
        return count(start, lengths, window.counted_by, self.law.readings, zone)

    def counted(self, construct: Construct, window: Window, names: Names) -> Interval:
        """The end of a window that runs from a fact, or of a fixed day."""
        if window.fixed:
            return self._calendar(construct).end_of_day(parse_date(window.fixed))
        return self._count(construct, window, window.lengths, _start(window, names[window.of]), names)

    def begins(self, construct: Construct, window: Window, names: Names) -> Part:
        """It has begun to bind."""
        if window.fixed:
            return over(self.counted(construct, window, names), construct.id)
        telling = names[window.of]
        if not window.lengths:
            return self.known.happened(telling)
        return over(self.counted(construct, window, names), telling.root)

    def readings(self, construct: Construct) -> frozenset[str]:
        """The readings of a construct, and of the clocks that count its windows."""
        used = set(construct.readings)
        for window in (construct.within, construct.begins):
            if window is not None and (window.lengths or window.counted_by or window.yearly):
                lengths = window.lengths or ((1, "days"),)
                for clock in self._calendar(construct).clocks(lengths, window.counted_by, self.law.readings):
                    used |= clock.readings
        return frozenset(used)

    def ends(self, norm: Norm, construct: Construct, names: Names, telling: Telling) -> list[End]:
        """The end of a burden's or duty's window, and each that more time was granted to; none where the time is open."""
        if construct.before is not None:
            return [End(ALWAYS, just_before(telling))]
        first = self._first(construct, names, telling) if construct.within is not None else None
        return [first, *self._extended(norm, names, telling)] if first is not None else []

    def _first(self, construct: Construct, names: Names, telling: Telling) -> End | None:
        window = construct.within
        assert window is not None
        source = names.get(window.of or window.stated_in, telling)
        start = _start(window, source)
        computed = self._count(construct, window, window.lengths, start, names) if window.lengths else None
        printed = None
        if window.stated_in:
            fields = names.get(window.stated_in, telling).fields
            stated = fields.get("stated due")
            allowed = fields.get("time allowed") if not window.printed else None
            day = (stated.get(construct.name) if isinstance(stated, dict) else stated) or fields.get("due")
            if isinstance(day, date):
                printed = self._calendar(construct).end_of_day(day)
            elif isinstance(allowed, tuple) and allowed:
                computed = self._count(construct, window, allowed, start, names)
            elif day is REDACTED or allowed is REDACTED:
                computed = Interval(source.time.earliest, EVER)
        if isinstance(telling, Occasion):
            computed = Interval(telling.closes, telling.closes + 1)
        if window.fixed:
            computed = self._calendar(construct).end_of_day(parse_date(window.fixed))
        due = printed or computed
        if window.at_least:
            least = self._count(construct, window, window.at_least, start, names)
            due = due or Interval(least.earliest, EVER)  # however long the agency gave, no less than this
            due = Interval(max(due.earliest, least.earliest), max(due.latest, least.latest))
        return End(ALWAYS, due, printed, computed) if due is not None else None

    # -- more time

    def _extended(self, norm: Norm, names: Names, telling: Telling) -> Iterator[End]:
        for rider in norm.extensions:
            for wording in rider.wordings:
                construct = wording.construct
                force = in_force(construct.citation, wording.since, wording.until, telling)
                if force.fixed != NO and wording.known().to is not None:
                    yield from self._granted(rider, construct, force, names, telling)

    def _granted(self, rider: Norm, construct: Construct, force: Part, names: Names, telling: Telling) -> Iterator[End]:
        """An end for each grant and each day that its sources tell of."""
        to = construct.to
        assert to is not None
        grants: dict[str, list[tuple[Part, Interval, Telling | None]]] = {}
        for part, found in self._found(construct.items("when"), names):
            extension = found.get(to.new_date_in) if to.new_date_in else None
            due = self._new_end(construct, to, extension, found, telling)
            grants.setdefault(extension.root if extension is not None else "", []).append((part, due, extension))
        for told in grants.values():
            several = len({id(extension) for _, _, extension in told}) > 1
            for due in dict.fromkeys(due for _, due, _ in told):
                ways = [part if each == due else NEVER for part, each, _ in told]
                granted = AllOf([force, Told(ways) if several else AnyOf(ways)])
                yield End(Named("granted", granted, {"norm": rider.id}), due)

    def _new_end(
        self, construct: Construct, to: Window, extension: Telling | None, found: Names, telling: Telling
    ) -> Interval:
        if to.open_ended:
            return Interval(EVER, EVER + 1)
        day = extension.fields.get("new date") if extension is not None else None
        if isinstance(day, date):
            return self._calendar(construct).end_of_day(day)
        if to.new_date_in:
            return Interval(OPEN_START, EVER)
        if to.fixed:
            return self.counted(construct, to, found)
        return self._count(construct, to, to.lengths, _start(to, found.get(to.of, telling)), found)

    def _found(self, items: Sequence[Item], names: Names) -> Iterator[tuple[Part, Names]]:
        """Every choice of facts for all items, with the condition that they are so; what is not on record has not happened."""
        if not items:
            yield ALWAYS, names
            return
        item, rest = items[0], items[1:]
        if not isinstance(item, Term) or item.absent or item.name in names:
            here = self.known.one(item, names, None, True)
            if here.fixed != NO:
                for part, found in self._found(rest, names):
                    yield AllOf([here, part]), found
            return
        for tellings in self.known.events(item, names):
            fits = [self.known.fit(item, telling, names) for telling in tellings]
            for telling, fit in zip(tellings, fits, strict=True) if any(fits) else ():
                if fit is None:  # one telling of several under which it is not so
                    yield NEVER, {**names, item.name: telling}
                else:
                    so = [fit, self.known.happened(telling), self.known.beyond(item, telling, names, None, True)]
                    for part, found in self._found(rest, {**names, item.name: telling}):
                        yield AllOf([*so, part]), found


def just_before(telling: Telling) -> Interval:
    """The last instant strictly before a fact."""
    return Interval(telling.time.earliest - 1, telling.time.latest - 1)


def touches(wording: Wording, telling: Telling) -> bool:
    """A fact may lie in the time in which a wording is in force."""
    return telling.time.earliest < wording.until and wording.since < telling.time.latest


def _start(window: Window, telling: Telling) -> Interval:
    """What a window runs from: the first of its fields on record; if none is, no sooner than the fact."""
    for name in window.starts_at or ("happened",):
        value = telling.time if name in ("happened", "began") else telling.fields.get(name)
        if isinstance(value, Interval):
            return value
    return Interval(telling.time.earliest, EVER)
