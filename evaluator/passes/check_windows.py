"""Issues of windows: a length that the gist does not state, and one that no day of its version can be counted for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from evaluator.documents.cards import MEANING, Version
from evaluator.documents.terms import Construct, Place, Window
from evaluator.documents.windows import MONTHS
from evaluator.passes.check_norms import tree_of
from evaluator.passes.issues import issue, spot
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.resolved import shared_construct
from evaluator.words.calendars import Calendar
from evaluator.words.errors import Problem, UsageError
from evaluator.words.times import EVER, NEVER, Interval, local, midnight
from evaluator.words.workdays import CalendarGap, spans

_LOW = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_HIGH = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _LOW.split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {
    f"{ten}-{_ONES[one]}".removesuffix("-zero"): 10 * n + one
    for n, ten in enumerate(_HIGH.split(), 2)
    for one in range(10)
}
_LENGTH = re.compile(
    rf"\b(\d+|(?<=\bwithin )an?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})[ -](?:\w+[ -])?(minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"\b({'|'.join(MONTHS)}) ([0-9]{{1,2}})\b(?!,? [0-9]{{4}})")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_LARGER = {"week": (7, "day"), "day": (24, "hour"), "hour": (60, "minute"), "year": (12, "month")}


def gist_issues(program: Program, norms: Sequence[Norm]) -> Iterator[Problem]:
    """Lengths of windows that differ from every length the gist states, where it states any."""
    gists = {id(w.version): w.version for norm in norms for w in norm.wordings}
    lengths = {key: list(lengths_in(version)) for key, version in gists.items()}
    named = {key: {(month, int(day)) for month, day in _DAY.findall(each.plain_gist)} for key, each in gists.items()}
    for version, construct in _meanings(program):
        stated = list(lengths_in(version))
        for term in construct.terms:
            for length in (length for relation in term.relations for length in relation.lengths):
                yield from _unstated(length, stated, term.place)
        over = construct.over
        for length in (
            over.lengths if over is not None and over.sort == "each" else ()
        ):  # the day itself comes to `N days before`
            yield from _unstated(length, stated, construct.place)
    for norm in norms:
        for wording in norm.wordings:
            stated, days = lengths[id(wording.version)], named[id(wording.version)]
            for key, window in _windows(wording):
                for month, day in _days(window) if days else ():
                    if (month, day) not in days:
                        what = f"`{month} {day}` differs from every day of a year that the gist states"
                        yield issue("gist-number", _at(wording, key), what, "one of the two is wrong")
                for length in (*window.lengths, *window.at_least):
                    yield from _unstated(length, stated, _at(wording, key))
                years, year = set(_YEAR.findall(wording.version.plain_gist)), _year(window)
                if years and year and year not in years:
                    what = f"`{year}` differs from every year that the gist states: {', '.join(sorted(years))}"
                    yield issue("gist-number", _at(wording, key), what, "one of the two is wrong")
            for term in (term for term in wording.construct.terms if not term.defined):
                for length in (length for relation in term.relations for length in relation.lengths):
                    yield from _unstated(length, stated, term.place)


def _meanings(program: Program) -> Iterator[tuple[Version, Construct]]:
    """Definitions and measures, which are no norms, each with its version."""
    for section, card in program.rulebook.cards():
        for version in card.versions:
            for (word, _), written in version.constructs.items():
                if word in MEANING:
                    yield version, shared_construct(program.rulebook, section, card, written, program.readings, [])


def _unstated(length: tuple[int, str], stated: list[tuple[int, str]], at: Place) -> Iterator[Problem]:
    """A length that differs from every one the gist states, where it states any."""
    if stated and _smallest(*length) not in {_smallest(*each) for each in stated}:
        said = ", ".join(f"`{_told(*each)}`" for each in dict.fromkeys(stated))
        what = f"`{_told(*length)}` differs from every length that the gist states: {said}"
        yield issue("gist-number", at, what, "one of the two is wrong")


def _year(window: Window) -> str:
    """The year that a window names."""
    return str(window.yearly.first) if window.yearly is not None else (window.fixed or "")[:4]


def _days(window: Window) -> list[tuple[str, int]]:
    """The days of a year that a window names."""
    yearly = window.yearly
    return [] if yearly is None else [(MONTHS[month - 1], day) for month, day in (yearly.opens, yearly.day)]


def lengths_in(version: Version) -> Iterator[tuple[int, str]]:
    """The lengths of time that a gist states, in figures or in words."""
    for number, unit in _LENGTH.findall(version.plain_gist):
        count = int(number) if number.isdigit() else _WORDS.get(number.casefold(), 1)  # `within a year` is one
        yield count, f"{unit.casefold()}s"


def _told(number: int, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def _smallest(number: int, unit: str) -> tuple[int, str]:
    """A length in minutes or months; business days as days, for a gist may leave out which."""
    unit = unit.rpartition(" ")[2].removesuffix("s").casefold()
    while unit in _LARGER:
        times, unit = _LARGER[unit]
        number *= times
    return number, unit


def gap_issues(program: Program, norms: Sequence[Norm]) -> Iterator[Problem]:
    """Windows that run on business days, where the calendar has no table for any day on which their version is in force."""
    for norm in norms:
        for wording in norm.wordings:
            calendar = program.rulebook.calendars[wording.construct.calendar]
            for key, window in _windows(wording):
                first = window.yearly.first if window.yearly is not None else None
                if first is not None and first not in calendar.file.workdays.years:
                    what = f"the year {first} can never be counted: the calendar `{calendar.name}` has no table of its holidays"
                    help = "begin with a year that the calendar covers, or add the years to it"
                    yield issue("calendar-gap", _at(wording, key), what, help)
                for lengths in (window.lengths, window.at_least):
                    if lengths and not _counted(calendar, wording, window, lengths, program):
                        years = calendar.file.workdays.years
                        table = f"covers only {spans(years)}" if years else "has no table of holidays"
                        what = f"this window can never be counted: the calendar `{calendar.name}` {table}"
                        help = "add the years in which this text is in force to the calendar, or count by another clock"
                        yield issue("calendar-gap", _at(wording, key), what, help)


def _counted(
    calendar: Calendar, wording: Wording, window: Window, lengths: tuple[tuple[int, str], ...], program: Program
) -> bool:
    """Whether there is a day of the version from which the window can be counted."""
    for start in _starts(calendar, wording):
        try:
            calendar.due(Interval(start, start + 1), lengths, window.counted_by, program.readings, calendar.zone)
        except CalendarGap:
            continue
        except UsageError:
            return True  # the clock is wrong, which is told elsewhere
        return True
    return False


def _starts(calendar: Calendar, wording: Wording) -> Iterator[int]:
    """A day early in each year that the table covers and the version is in force in; any day, where there is no table."""
    first = local(wording.since, calendar.zone).year if wording.since > NEVER else date.min.year
    last = local(wording.until - 1, calendar.zone).year if wording.until < EVER else date.max.year
    years = sorted(year for year in calendar.file.workdays.years if first <= year <= last)
    days = [midnight(date(year, 1, 15), calendar.zone) for year in years or [min(max(first, 2000), last)]]
    inside = [day for day in days if wording.since <= day < wording.until]
    yield from inside or [wording.since if wording.since > NEVER else days[0]]


def _windows(wording: Wording) -> Iterator[tuple[str, Window]]:
    construct = wording.construct
    for key, window in (("within", construct.within), ("begins", construct.begins), ("to", construct.to)):
        if window is not None:
            yield key, window


def _at(wording: Wording, key: str) -> Place:
    """Where a window's time is written; where it hangs on a reading, the construct."""
    tree, place = tree_of(wording), wording.construct.place
    found = spot(tree, key, "time") or spot(tree, key)
    return (place[0], found.line, found.column) if found is not None else place
