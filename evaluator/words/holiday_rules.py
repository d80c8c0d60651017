"""Which days a table of holidays should have: rules that it carries itself, held against its dated days and its years.

`January 1`, `third Monday of January`, `last Monday of May`; then perhaps `every 4 years` and `from 2021`. Under `observed` stands
on which side a holiday is kept that falls on a weekend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from evaluator.words.calendar_page import Page, items, key_in, whole
from evaluator.words.errors import TimeProblem, advise
from evaluator.words.workdays import WEEKDAYS, spans

MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
ORDER = ("first", "second", "third", "fourth", "last")
SIDES = {"the day before": -1, "the day after": 1}
OBSERVED = ", observed"
YEARS = range(1900, 2201)
_RULE = re.compile(r"(?:(\w+) (\w+) of (\w+)|(\w+) (\d{1,2}))(?: every (\d{1,2}) years)?(?: from (\d{4}))?")
_SUCH_AS = "for instance `July 4`, `third Monday of January` or `June 19 from 2021`"


@dataclass(frozen=True)
class Fall:
    """When a holiday falls: on a `day` of a `month`, or on its `nth` `weekday` (both from 0; of `nth` -1 is the last).

    It does so each `step` years from `first` on.
    """

    month: int
    day: int
    nth: int
    weekday: int
    step: int
    first: int

    def of(self, year: int) -> date | None:
        """The day of a year; None in a year that has none."""
        if year < self.first or (year - self.first) % self.step:
            return None
        if self.day:
            return date(year, self.month, self.day)
        start = date(year, self.month, 1)
        days = [start + timedelta(days=n) for n in range(31)]
        return [day for day in days if day.month == self.month and day.weekday() == self.weekday][self.nth]


def check_table(page: Page, holidays: Mapping[str, object], weekend: list[str]) -> None:
    """What the table has and its rules do not say, and what they say and it does not have; years missing; days out of order."""
    table = {heading: days for heading, days in page.mapping(holidays, "table").items() if isinstance(days, Mapping)}
    _in_order(page, table)
    for days in table.values():
        _in_order(page, days)
    years = {int(each): each for each in table if re.fullmatch("[0-9]{4}", each) and int(each) in YEARS}
    _covered(page, holidays, years)
    if "rules" not in holidays and "observed" not in holidays:
        return
    before = len(page.problems)
    rules, observed = page.mapping(holidays, "rules"), page.mapping(holidays, "observed")
    falls = {name: fall for name in rules if (fall := page.parsed(rules, name, _fall, None)) is not None}
    sides = {day: SIDES.get(page.one_of(observed, day, SIDES), 0) for day in observed}
    for day in sides:
        if day not in weekend:
            page.blame(day, f"`{day}` is no day of the weekend", advise(day, weekend))
    if len(page.problems) > before:
        return
    moved = {WEEKDAYS.index(day): side for day, side in sides.items()}
    for year, heading in years.items():
        _year(page, year, heading, _days(table[heading]), falls, moved)


def _days(listed: Mapping[str, object]) -> list[tuple[str, date, str]]:
    """The days under a year, as far as they can be read: each as it stands there, with what it is called."""
    found = []
    for text, reason in listed.items():
        try:
            found.append((text, date.fromisoformat(text), str(reason)))
        except ValueError:
            continue  # told where it is read
    return found


def _in_order(page: Page, keys: Iterable[str]) -> None:
    for before, after in pairwise(keys):
        if after < before:
            what = f"`{after}` stands after `{before}` in the table of holidays"
            page.blame(after, what, "the earliest stands first")


def _covered(page: Page, holidays: Mapping[str, object], years: Mapping[int, str]) -> None:
    """The years of the table are those that `covers` names; where it is left out, none is missing between two."""
    if "covers" not in holidays:
        for before, after in pairwise(sorted(years)):
            if after != before + 1:
                what = f"no table of the holidays of {before + 1} stands before this year"
                page.blame(years[after], what, "add it, or say under `covers` which years there are")
        return
    named: set[int] = set()
    for text in items(page, holidays, "covers"):
        named |= set(page.tried(text if isinstance(text, str) else str(text), _years, range(0)))
    for lacking in sorted(named - years.keys()):
        what = f"`covers` names {lacking}, and no table of {lacking} is there"
        page.blame(key_in(holidays, "covers"), what, "add it, or name the years again")
    for year in sorted(years.keys() - named):
        what = f"`covers` does not name {year}, whose table stands here: it names {spans(frozenset(named))}"
        page.blame(years[year], what, "add it there")


def _year(
    page: Page,
    year: int,
    heading: str,
    listed: list[tuple[str, date, str]],
    falls: Mapping[str, Fall],
    sides: Mapping[int, int],
) -> None:
    """The days of one year against the rules."""
    expected = list(_expected(year, falls, sides))
    told = [(text, day, said) for text, day, reason in listed for said in reason.split("; ")]
    right = {(name, day) for name, day, _ in expected}
    for text, day, said in sorted(told, key=lambda each: (each[2].removesuffix(OBSERVED), each[1]) not in right):
        name = said.removesuffix(OBSERVED)
        if name not in falls:
            page.blame(text, f"no rule of this calendar says when `{name}` falls", advise(name, falls))
            continue
        same = [each for each in expected if each[0] == name]
        if not same:
            page.blame(text, f"`{name}` falls on no other day of {year}, and stands here too", "take it away")
            continue
        found = next((each for each in same if each[1] == day), same[0])
        expected.remove(found)
        if found[1] != day:
            what = f"`{name}` falls on {found[1]} in {year}, by its rule, and stands here on {day}"
            page.blame(text, what, "one of the two is wrong")
        elif found[2] != said.endswith(OBSERVED):
            how = (
                "another day is kept instead, so it is `observed`"
                if found[2]
                else "that is the day itself, and not one kept instead"
            )
            advice = f"write `{name}{OBSERVED if found[2] else ''}`"
            page.blame(text, f"`{name}` falls on {day} in {year}: {how}", advice)
    for name, day, moved in expected:
        what = f"`{name}` falls on {day} in {year}, by its rule, and the table does not have it"
        page.blame(heading, what, f"add `{day}: {name}{OBSERVED if moved else ''}`")


def _expected(year: int, falls: Mapping[str, Fall], sides: Mapping[int, int]) -> Iterator[tuple[str, date, bool]]:
    """Each holiday that is kept in a year, with its day, and whether that is another than the day itself."""
    for name, fall in falls.items():
        for day in (fall.of(each) for each in (year - 1, year, year + 1)):
            if day is not None:
                kept = day
                while kept.weekday() in sides:
                    kept += timedelta(days=sides[day.weekday()] or 1)
                if kept.year == year:
                    yield name, kept, kept != day


def _fall(text: str) -> Fall | None:
    found = _RULE.fullmatch(text)
    month = (found[3] or found[4]) if found is not None else ""
    if found is None or month not in MONTHS or (found[1] and (found[1] not in ORDER or found[2] not in WEEKDAYS)):
        raise TimeProblem(f"`{text}` is no rule of a holiday", _SUCH_AS)
    nth, weekday = (ORDER.index(found[1]), WEEKDAYS.index(found[2])) if found[1] else (0, 0)
    fall = Fall(
        MONTHS.index(month) + 1,
        int(found[5] or 0),
        -1 if found[1] == ORDER[-1] else nth,
        weekday,
        int(found[6] or 1),
        int(found[7] or 1),
    )
    try:
        fall.of(fall.first)
    except ValueError:
        raise TimeProblem(f"there is no {month} {found[5]}", _SUCH_AS) from None
    return fall


def _years(text: str) -> range:
    first, _, last = text.partition(" to ")
    start, end = whole(first), whole(last or first)
    if start not in YEARS or end not in YEARS:
        raise TimeProblem(f"`{text}` is no year", f"from {YEARS[0]} to {YEARS[-1]}")
    if end < start:
        raise TimeProblem(f"`{text}` ends before it begins", "name the first year, then the last")
    return range(start, end + 1)
