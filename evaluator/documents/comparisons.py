"""Parsing of what a term asks of a number or of an hour: `at least 15`, `at most 3 %`, `from 08:00 to 21:00`, `outside 08:00 to 21:00`."""

from __future__ import annotations

import re
from decimal import Decimal

from evaluator.documents.reader import Reader
from evaluator.documents.terms import Test
from evaluator.words.hours import parse_hours
from evaluator.words.nodes import Text

_BOUND = re.compile(r"(-?[0-9]{1,30}(?:\.[0-9]{1,30})?)(?: %| USD)?")
COMPARED = ("at least ", "more than ", "at most ", "less than ")


def parse_comparison(reader: Reader, name: str, text: Text) -> Test | None:
    """A number with its bound; None after reporting a problem."""
    words = next((words for words in COMPARED if text.startswith(words)), None)
    written = _BOUND.fullmatch(text.removeprefix(words)) if words is not None else None
    if written is None or words is None:
        reader.wrong(text, f"`{name}` takes a comparison, not `{text}`", "for instance `at least 15` or `more than 2`")
        return None
    bound, included = Decimal(written[1]), words in ("at least ", "at most ")
    low = words in ("at least ", "more than ")
    return Test(name, "number", (str(text),), (bound, None, included, True) if low else (None, bound, True, included))


def parse_hours_test(reader: Reader, name: str, text: Text) -> Test | None:
    """Hours of the day; None after reporting a problem."""
    try:
        parse_hours(str(text))
    except ValueError as problem:
        passes = "ends before" in str(problem)
        advice = "for instance `from 08:00 to 21:00`, or `outside 08:00 to 21:00`"
        reader.wrong(text, str(problem), "what passes midnight is `outside` the hours between" if passes else advice)
        return None
    return Test(name, "hours", (str(text),))


def is_hours(text: str) -> bool:
    """Whether a text is written as hours of the day."""
    return text.startswith(("from ", "outside ")) and " to " in text
