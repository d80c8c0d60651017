"""Arguments of the Python door: instants and days as users give them, exact ones only."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from evaluator.documents import rulebook as documents
from evaluator.words.errors import TimeProblem, UsageError
from evaluator.words.times import micro, parse_date, parse_instant

Instant = str | datetime | int


def to_instant(value: Instant, zone: ZoneInfo | None, what: str = "at") -> int:
    """An exact instant in µs UTC, from RFC 3339 text, an aware datetime or µs; UsageError for anything vaguer."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str | datetime):
        raise UsageError(f"`{what}` is no instant", "give RFC 3339 text, an aware datetime, or microseconds UTC")
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise UsageError(f"`{what}` is a datetime without a zone", "give an aware datetime")
        return micro(value)
    try:
        return parse_instant(value, zone)
    except TimeProblem as problem:
        raise UsageError(f"`{what}`: {problem.what}", problem.help) from None


def to_day(value: date | str | None, what: str = "law") -> date | None:
    """A day, from text or a date; UsageError for anything else, by the name of what was to be a day."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if not isinstance(value, str):
        advice = "give a text such as `2022-07-08`, or a date" + (" (`.date()` of it)" * isinstance(value, datetime))
        raise UsageError(f"`{what}` is no day", advice)
    try:
        return parse_date(value)
    except TimeProblem as problem:
        raise UsageError(f"`{what}`: {problem.what}", problem.help) from None


def law_of(rulebook: documents.Rulebook, law: date | str | None) -> date | None:
    """The day whose law is applied; UsageError for one whose law the rulebook does not hold."""
    day = to_day(law)
    if day is not None and rulebook.law_from is not None and day < rulebook.law_from:
        what = f"`law`: this rulebook does not hold the law of {day}"
        raise UsageError(
            what, f"it holds the law from {rulebook.law_from} on; its silence about earlier days says nothing"
        )
    return day


@cache
def package_version() -> str:
    """The version of the installed package."""
    from importlib.metadata import PackageNotFoundError, version  # it brings the readers of e-mail with it

    try:
        return version("callrules")
    except PackageNotFoundError:
        return "0+checkout"
