"""The days of a calendar file: weekends, holidays, closures, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evaluator.words.calendar_page import Page, items, key_in, whole
from evaluator.words.errors import advise
from evaluator.words.holiday_rules import check_table
from evaluator.words.times import parse_date
from evaluator.words.workdays import WEEKDAYS, Workdays


@dataclass(frozen=True)
class Doubt:
    """What could not be confirmed about some days, from the first to the last of each stretch, and how they are counted meanwhile."""

    what: str
    counted: str
    days: tuple[tuple[date, date], ...]


def workdays(page: Page, holidays: Mapping[str, object], name: str) -> Workdays:
    """Weekends, holidays and closures, as a calendar file lists them."""
    if holidays:
        page.check_keys(holidays, {"weekend", "table"}, {"closures", "covers", "rules", "observed"})
    weekend = [day if isinstance(day, str) else str(day) for day in items(page, holidays, "weekend")]
    for weekday in weekend:
        if weekday not in WEEKDAYS:
            page.blame(weekday, f"`{weekday}` is not a day of the week", advise(weekday, WEEKDAYS))
    if "weekend" in holidays and len({*weekend}) not in range(1, len(WEEKDAYS)):
        page.blame(
            key_in(holidays, "weekend"), "`weekend` has no day, or all of them", "for instance `[Saturday, Sunday]`"
        )
        return Workdays(str(name), frozenset(), {}, {}, frozenset())
    table = page.mapping(holidays, "table")
    legal: dict[date, str] = {}
    years: set[int] = set()
    for heading in table:
        year = page.tried(heading, whole, 0)
        years.add(year)
        if not page.mapping(table, heading):
            page.blame(
                heading,
                f"no holiday stands under `{heading}`",
                "list them, or take the year away: then it is not covered",
            )
        for text, day, reason in _dated(page, page.mapping(table, heading), weekend):
            if day.year != year:
                page.blame(text, f"`{text}` stands under `{heading}`", f"move it under `{day.year}`")
            legal[day] = reason
    check_table(page, holidays, weekend)
    closures: dict[date, str] = {}
    for text, day, reason in _dated(page, page.mapping(holidays, "closures"), weekend):
        if day.year not in years or day in legal:
            page.blame(text, f"closure `{text}` is " + ("a holiday already" if day in legal else "outside the table"))
        closures[day] = reason
    return Workdays(str(name), frozenset(weekend), legal, closures, frozenset(years))


def _dated(page: Page, mapping: Mapping[str, object], weekend: list[str]) -> Iterator[tuple[str, date, str]]:
    for text in mapping:
        day = page.tried(text, parse_date, date.min)
        if day != date.min:
            if WEEKDAYS[day.weekday()] in weekend:
                page.blame(
                    text, f"`{text}` is a {WEEKDAYS[day.weekday()]}", "list the day on which it is observed, if any"
                )
            yield text, day, str(page.text(mapping, text))


def doubts(page: Page, doubts: object, workdays: Workdays) -> Iterator[Doubt]:
    """What is doubtful in a calendar file, each with how it is counted here."""
    if not isinstance(doubts, list):
        page.blame(doubts, "`doubts` takes a list")
        return
    for doubt in doubts:
        if not isinstance(doubt, Mapping):
            page.blame(doubt, "a doubt takes keys with values", "`what`, `counted as`, `sure`, perhaps `dates`")
            continue
        page.check_keys(doubt, {"what", "counted as", "sure"}, {"dates"})
        page.one_of(doubt, "sure", ("low", "medium"))
        counted = page.text(doubt, "counted as")
        days = []
        for text in items(page, doubt, "dates"):
            written = text if isinstance(text, str) else str(text)
            day, end = page.tried(written, _first, date.min), page.tried(written, _last, date.min)
            days.append((day, end))
            if " to " in written:
                if date.min not in (day, end) and end <= day:
                    page.blame(text, f"`{text}` ends before it begins", "name the first day, then the last")
                continue  # a stretch of days holds such as are counted in another way
            if day != date.min and counted == "closures" and day not in workdays.closures:
                page.blame(
                    text,
                    f"`{text}` is said to be counted as a closure, and stands under no `closures`",
                    "list it there",
                )
            if (
                day != date.min
                and counted.startswith("business days")
                and day in {**workdays.closures, **workdays.legal}
            ):
                page.blame(
                    text,
                    f"`{text}` is said to be counted as a business day, and is none in this file",
                    "look at both again",
                )
        yield Doubt(str(page.text(doubt, "what")), str(counted), tuple(days))


def _first(text: str) -> date:
    return parse_date(text.partition(" to ")[0])


def _last(text: str) -> date:
    return parse_date(text.rpartition(" to ")[2])
