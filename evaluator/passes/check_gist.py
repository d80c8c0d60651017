"""Issues of figures: a length, a number, an hour or a day that a construct has and the gist of its card states otherwise, or the reverse.

Where the gist states none of that sort, nothing is said: it may tell in words what the construct counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from evaluator.documents.cards import MEANING, Version
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct, Place, Term, Window
from evaluator.documents.windows import MONTHS
from evaluator.passes.check_windows import time_at, windows_of
from evaluator.passes.issues import issue
from evaluator.passes.program import Norm, Program
from evaluator.passes.resolved import shared_construct
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Mapped, Node

Length = tuple[int, str]

_LOW = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_HIGH = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = _LOW.split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {
    f"{ten}-{_ONES[one]}".removesuffix("-zero"): 10 * n + one
    for n, ten in enumerate(_HIGH.split(), 2)
    for one in range(10)
}
_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
_LENGTH = re.compile(
    rf"\b(\d+|(?<=\bwithin )an?|{_NUMBER})[ -](\w+[ -])?(minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)
_COUNT = re.compile(rf"(?<![\w.(/-])(\d[\d,]*(?:\.\d+)?|{_NUMBER})(?![\w)/]|\.\d)", re.IGNORECASE)
_SHARE = re.compile(rf"\b(\d+(?:\.\d+)?|{_NUMBER})(?: ?%| per ?cent\b)", re.IGNORECASE)
_HOUR = re.compile(r"\b(\d{1,2})(?::(\d\d))?(?: ?([ap])\.?m\b)?")
_CLOCK = re.compile(r"\d\d:\d\d")
_CITED = re.compile(r"\b(?:\d+ )?[A-Z]{2,} \d\S*")
_DAY = re.compile(rf"\b({'|'.join(MONTHS)}) ([0-9]{{1,2}})\b(,? [0-9]{{4}})?")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_LARGER = {"week": (7, "day"), "hour": (60, "minute"), "year": (12, "month")}
_HALF = 12  # hours from noon to midnight
HELP = "one of the two is wrong"


class Stated:
    """The figures that a gist states, each sort looked for when it is asked for."""

    def __init__(self, version: Version) -> None:
        self.version, self.text = version, version.plain_gist

    @cached_property
    def lengths(self) -> tuple[Length, ...]:
        return lengths_in(self.text)

    @cached_property
    def _plain(self) -> str:
        return _CITED.sub("", _DAY.sub("", self.text))

    @cached_property
    def numbers(self) -> set[Decimal]:
        return {_whole(each) for each in _COUNT.findall(self._plain)}

    @cached_property
    def shares(self) -> set[Decimal]:
        return {_whole(each) for each in _SHARE.findall(self.text)}

    @cached_property
    def counts(self) -> bool:
        """Whether it states a number that is no length and no mere `one`."""
        return any(each.casefold() != "one" for each in _COUNT.findall(_LENGTH.sub("", self._plain)))

    @cached_property
    def hours(self) -> set[str]:
        return {hour for found in _HOUR.findall(self.text) if (hour := _hour(*found))}

    @cached_property
    def days(self) -> set[tuple[str, int]]:
        return {(month, int(day)) for month, day, year in _DAY.findall(self.text) if not year}

    @cached_property
    def dates(self) -> set[str]:
        found = _DAY.findall(self.text)
        return {f"{year.strip(', ')}-{MONTHS.index(month) + 1:02}-{int(day):02}" for month, day, year in found if year}

    @cached_property
    def years(self) -> set[str]:
        return set(_YEAR.findall(self.text))

    def of(self, construct: Construct) -> tuple[Length, ...]:
        """The lengths in the phrases that a construct encodes; if there are none, those of the whole gist."""
        return lengths_in(self.version.said(construct.phrases)) or self.lengths


def gist_issues(program: Program, norms: Sequence[Norm]) -> Iterator[Problem]:
    """Figures that differ from every one of their sort that the gist states, where it states any."""
    gists: dict[int, Stated] = {}

    def stated(version: Version) -> Stated:
        return gists.setdefault(id(version), gists.get(id(version)) or Stated(version))

    for version, construct in _meanings(program):
        yield from _terms(construct, stated(version))
        over = construct.over
        if over is not None and over.sort == "each":  # the day itself comes to `N days before`
            for length in over.lengths:
                yield from _unstated(length, stated(version).lengths, construct.place, loose=True)
    for norm in norms:
        for wording in norm.wordings:
            gist = stated(wording.version)
            for key, window in windows_of(wording):
                yield from _window(window, gist, wording.construct, time_at(wording, key))
            yield from _terms(wording.construct, gist)


def lost_lengths(rulebook: Rulebook) -> Iterator[Problem]:
    """Lengths in a phrase that constructs encode, of which none of the card has the number, in figures or in words."""
    told: dict[int, tuple[Node, str]] = {}
    for _, card in rulebook.cards():
        for version in card.versions:
            aside = {*version.left_out, *version.encoded_in}
            phrases = {number: words for number, words in version.phrases.items() if number not in aside}
            lengths = [(number, each) for number, words in phrases.items() for each in lengths_in(words)]
            if not lengths or not version.constructs:
                continue
            trees = [tree for _, tree in version.written.values()]
            for tree in trees:
                if id(tree) not in told:
                    told[id(tree)] = tree, " | ".join(_texts(tree)).casefold()
            texts = [told[id(tree)][1] for tree in trees]
            stated = {_loosely(*each) for _, each in lengths}
            if any(_loosely(*each) not in stated for text in texts for each in lengths_in(text)):
                continue  # another length stands in its place, and that is told
            words = {word for text in texts for word in text.split()}
            for phrase, (number, unit) in lengths:
                if words.isdisjoint(_spellings(number, unit)):
                    what = (
                        f"phrase {phrase} states `{_told(number, unit)}`, and no construct of the card has that length"
                    )
                    yield issue("lost-length", version.place, what, "say it in a window, or why not under `left out`")


def _texts(tree: Node) -> Iterator[str]:
    """Every key and text of a tree but the numbers of its phrases."""
    ahead = [tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Mapped):
            ahead += [value for key, value in node.items() if key != "phrases"]
            yield from node
        elif isinstance(node, Listed):
            ahead += node
        else:
            yield node


def _spellings(number: int, unit: str) -> set[str]:
    """How a rule may write a length: in its own unit, in a smaller or larger one, or less the day on which it is counted."""
    counts = {number, number - 1}
    for larger, (times, smaller) in {**_LARGER, "day": (24, "hour")}.items():
        counts |= {number * times} if unit.endswith(f"{larger}s") else set()
        counts |= {number // times} if unit.endswith(f"{smaller}s") and number % times == 0 else set()
    return {str(each) for each in counts} | {word for word, count in _WORDS.items() if count == number}


def _window(window: Window, gist: Stated, construct: Construct, at: Place) -> Iterator[Problem]:
    for length in (*window.lengths, *window.at_least):
        yield from _unstated(length, gist.of(construct), at, loose=False)
    for month, day in _days(window) if gist.days else ():
        if (month, day) not in gist.days:
            told = f"`{month} {day}` differs from every day of a year that the gist states"
            yield issue("gist-number", at, told, HELP)
    year = str(window.yearly.first) if window.yearly is not None else (window.fixed or "")[:4]
    if window.fixed and gist.dates and window.fixed not in gist.dates:
        yield from _differs(window.fixed, "date", sorted(gist.dates), at)
    elif year and gist.years and year not in gist.years:
        yield from _differs(year, "year", sorted(gist.years), at)


def _terms(construct: Construct, gist: Stated) -> Iterator[Problem]:
    """What the facts of a construct are asked for: how near they lie, numbers and hours of the day."""
    for term in construct.terms:
        if term.defined and term.defined != term.kind:
            continue  # what a definition asks is told where it stands
        for relation in term.relations:
            for length in relation.lengths:
                yield from _unstated(length, gist.lengths, term.place, loose=True)
        yield from _asked(term, gist)


def _asked(term: Term, gist: Stated) -> Iterator[Problem]:
    for test in term.tests:
        if test.kind == "number":
            percent = test.wanted[0].endswith("%")
            stated = gist.shares if percent else gist.numbers if gist.counts else set()
            for bound in test.bounds[:2]:
                if bound and stated and bound not in stated:
                    sort = "percentage" if percent else "number"
                    yield from _differs(test.wanted[0], sort, map(str, sorted(stated)), term.place)
        elif test.kind == "hours" and gist.hours:
            for hour in _CLOCK.findall(test.wanted[0]):
                if hour not in gist.hours:
                    yield from _differs(hour, "hour", sorted(gist.hours), term.place)


def _differs(figure: str, sort: str, stated: Iterable[str], at: Place) -> Iterator[Problem]:
    told = ", ".join(f"`{each}`" for each in stated)
    yield issue("gist-number", at, f"`{figure}` differs from every {sort} that the gist states: {told}", HELP)


def _meanings(program: Program) -> Iterator[tuple[Version, Construct]]:
    """Definitions and measures, which are no norms, each with its version."""
    for section, card in program.rulebook.cards():
        for version in card.versions:
            for (word, _), written in version.constructs.items():
                if word in MEANING:
                    yield version, shared_construct(program.rulebook, section, card, written, program.readings, [])


def _unstated(length: Length, stated: Sequence[Length], at: Place, loose: bool) -> Iterator[Problem]:
    """A length that differs from every one the gist states; `loose`: of hours and days, and of business days, only the amount counts."""
    measured = _loosely if loose else _smallest
    if stated and measured(*length) not in {measured(*each) for each in stated}:
        said = ", ".join(f"`{_told(*each)}`" for each in dict.fromkeys(stated))
        what = f"`{_told(*length)}` differs from every length that the gist states: {said}"
        yield issue("gist-number", at, what, HELP)


def _days(window: Window) -> list[tuple[str, int]]:
    """The days of a year that a window names."""
    yearly = window.yearly
    return [] if yearly is None else [(MONTHS[month - 1], day) for month, day in (yearly.opens, yearly.day)]


@lru_cache(2048)
def lengths_in(text: str) -> tuple[Length, ...]:
    """The lengths of time that a text states, in figures or in words."""
    found = []
    for number, sort, unit in _LENGTH.findall(text):
        count = int(number) if number.isdigit() else _WORDS.get(number.casefold(), 1)  # `within a year` is one
        business = "business " if sort.strip(" -").casefold() == "business" else ""
        found.append((count, f"{business}{unit.casefold()}s"))
    return tuple(found)


def _told(number: int, unit: str) -> str:
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


def _smallest(number: int, unit: str) -> tuple[int, str]:
    """A length in minutes, days, business days or months: two days end at the end of a day, and 48 hours do not."""
    sort, _, unit = unit.rpartition(" ")
    unit = unit.removesuffix("s").casefold()
    while unit in _LARGER:
        times, unit = _LARGER[unit]
        number *= times
    return number, f"{sort} {unit}".strip()


def _loosely(number: int, unit: str) -> tuple[int, str]:
    """A length in minutes or months; business days as days."""
    number, unit = _smallest(number, unit.rpartition(" ")[2])
    return (number * 24 * 60, "minute") if unit == "day" else (number, unit)


def _whole(number: str) -> Decimal:
    return Decimal(_WORDS.get(number.casefold(), 0)) if number[0].isalpha() else Decimal(number.replace(",", ""))


def _hour(hour: str, minute: str, half: str) -> str:
    """An hour of the day as a rule writes it; empty for a number that is none."""
    count = int(hour)
    if not (minute or half) or count > 23 or int(minute or 0) > 59:
        return ""
    if half and 1 <= count <= _HALF:
        count = count % _HALF + (_HALF if half == "p" else 0)
    return f"{count:02}:{minute or '00'}"
