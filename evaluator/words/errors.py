"""What can go wrong, and how it is said.

CallrulesError
├── BadInput          a file, an argument or a rulebook is wrong; carries every problem at once (exit 4)
├── UsageError        the question itself cannot be asked that way (exit 2)
└── IntegrityError    a record, a proof or a second opinion does not hold (exit 5)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

Given = TypeVar("Given")


class CallrulesError(Exception):
    """Root of every error this package raises on purpose."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong at one place: `file:line:column: what`, with advice on a second line.

    Lines and columns count from 1; both are 0 when the problem has no place inside the file.
    """

    file: str
    line: int
    column: int
    what: str
    help: str = ""

    def __str__(self) -> str:
        file = "".join(
            char if char.isprintable() else ascii(char)[1:-1] for char in self.file
        )  # a name can hold anything
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return f"{place}: {self.what}" + (f"\n  help: {self.help}" if self.help else "")


class BadInput(CallrulesError):
    """Input that cannot be read as what it should be; `problems` holds them all, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BadInput], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class UsageError(CallrulesError):
    """A question that cannot be asked that way; `help` says how it can."""

    def __init__(self, what: str, help: str = "") -> None:
        self.what, self.help = what, help
        super().__init__(f"{what}\n  help: {help}" if help else what)

    def __reduce__(self) -> tuple[type[UsageError], tuple[str, str]]:
        return type(self), (self.what, self.help)


def every(asks: Iterable[Callable[[], Given]]) -> list[Given]:
    """What each of these gives; where some cannot be asked, all are asked first, and one UsageError tells of each."""
    given, wrong = [], list[UsageError]()
    for ask in asks:
        try:
            given.append(ask())
        except UsageError as problem:
            wrong.append(problem)
    if wrong:
        told = list(dict.fromkeys(map(str, wrong)))
        last = next(each for each in wrong if str(each) == told[-1])
        raise UsageError("\n".join([*told[:-1], last.what]), last.help)
    return given


class IntegrityError(CallrulesError):
    """A record, a proof or a second opinion that does not hold."""


class TimeProblem(ValueError):
    """A text that is no time, or one that the clock never shows; `help` gives an instance of a good one."""

    def __init__(self, what: str, help: str = "") -> None:
        self.what, self.help = what, help
        super().__init__(what)

    def __reduce__(self) -> tuple[type[TimeProblem], tuple[str, str]]:
        return type(self), (self.what, self.help)


def nearest(name: str, options: Iterable[str]) -> str | None:
    """The option that `name` was most likely meant to be, or None if nothing is near."""
    known = {option.casefold(): option for option in options}
    found = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else None


def advise(name: str, options: Iterable[str], most: int = 8) -> str:
    """Advice for an unknown name: the nearest one, else a short list of what there is."""
    known = sorted(set(options))
    near = nearest(name, known)
    if near is not None:
        return f"did you mean `{near}`?{_odd(name) if near.isascii() else ''}"
    if not known:
        return "there is nothing of the kind to name here"
    more = f", and {len(known) - most} more" if len(known) > most else ""
    return "there is " + ", ".join(f"`{option}`" for option in known[:most]) + more


def _odd(name: str) -> str:
    """What a name holds that may look like something else: a letter of another script, a space that is none."""
    found = [
        f"U+{ord(sign):04X} ({unicodedata.name(sign, 'no name').lower()})"
        for sign in dict.fromkeys(name)
        if not sign.isascii()
    ]
    return f" What is written here holds {', '.join(found[:3])}" if found else ""


def one(noun: str) -> str:
    """A noun with `a` or `an` before it, by its first letter."""
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"
