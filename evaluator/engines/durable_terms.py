"""Terms of cards as rules: which facts surely fit one, which surely do not, field by field.

Each field of a fact that a term asks for is a row `field` (told 1, open 0) with a row `value` for each of its values. What the term asks
for that only the case knows (a party bound before, a field of another fact) comes as rows `want`. Offices are told as the value of
whoever holds them. The first stratum has the rules that are read off the card: a value passes a test. The second says what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import Any, TypeAlias

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.terms import Term, Test
from evaluator.engines.durable_memory import Memory
from evaluator.engines.durable_rete import Hit, Pattern, Refused, Row, Ruleset, row, same
from evaluator.words.truth import NO, OPEN, YES, Truth

FIELD, VALUE, WANT, OFFICE, FIRST, PASSED = range(1, 7)
MOST_WORDS = 100_000  # no two numbers below are one under the hash of the library
SCALE = 10**6  # of numbers and money
_numbers = count()
Values: TypeAlias = Sequence[Sequence[int] | None]  # for each test of a term; None where that is open
Asked: TypeAlias = tuple[
    tuple[tuple[int, ...] | None, ...], tuple[tuple[int, ...] | None, ...], tuple[tuple[int, ...], ...]
]
IN_HOURS = 1  # the value of a field of hours that shows one of those asked for
JOINS = ("party", "fact", "same", "field of")


class Words:
    """Texts as whole numbers: those of the law have even ones, those of a case odd ones."""

    def __init__(self, law: Iterable[str]) -> None:
        self.law: dict[str, int] = {}
        self.case: dict[str, int] = {}
        self.learn((*law, ANY_PARTY))

    def learn(self, law: Iterable[str]) -> None:
        """The words of one more law; those of others keep their numbers."""
        for text in law:
            self.law.setdefault(text, 2 * len(self.law) + 2)

    def forget(self) -> None:
        """Drop the words of a case."""
        self.case = {}

    def __getitem__(self, text: str) -> int:
        found = self.law.get(text)
        if found is None:
            found = self.case.setdefault(text, 2 * len(self.case) + 1)
        if found >= MOST_WORDS:
            raise Refused(f"a case with more than {MOST_WORDS // 2:,} names is not given to durable-rules")
        return found


class TermRules:
    """The rules of one term."""

    def __init__(self, term: Term, words: Words) -> None:
        passing: dict[str, Sequence[Pattern]] = {}
        for number, test in enumerate(term.tests):
            for way, patterns in enumerate(_passes(test, number, words)):
                passing[f"{test.kind} {number} {way}"] = patterns
        passed = [
            row(f"p{n}", PASSED, {"j": n}, *([same("t", "p0", "t")] if n else ())) for n in range(len(term.tests))
        ]
        self.rules = Ruleset(f"term {next(_numbers)}", [passing, {"fits": passed, "fails": _FAILS}])
        self.measured = [test.kind in ("number", "hours") for test in term.tests]  # whose values are numbers, not words
        self._said = Memory[Asked, Truth](self._ask)

    def told(self, values: Values, wanted: Values, offices: Sequence[tuple[int, ...]]) -> Truth:
        """Whether a fact fits, given by the values of its fields, as to what is wanted; `offices`: a party and all that it holds."""
        return self._said.one(self._alike(values, wanted, offices))

    def _alike(self, values: Values, wanted: Values, offices: Sequence[tuple[int, ...]]) -> Asked:
        """The same under other names: words that only a case has are as good as any other such."""
        seen: dict[int, int] = {}

        def renamed(words: Sequence[int]) -> tuple[int, ...]:
            return tuple([word if word % 2 == 0 else seen.setdefault(word, 2 * len(seen) + 1) for word in words])

        return (
            tuple([
                None if here is None else tuple(here) if measured else renamed(here)
                for here, measured in zip(values, self.measured, strict=True)
            ]),
            tuple([None if here is None else renamed(here) for here in wanted]),
            tuple([renamed(party) for party in offices]),
        )  # fmt: skip

    def _ask(self, asked: Sequence[Asked]) -> list[Truth]:
        """The rules asked, of all that wants the same at once."""
        found: dict[Asked, Truth] = {}
        for wanted, offices in dict.fromkeys((wanted, offices) for _, wanted, offices in asked):
            here = [each for each in asked if each[1:] == (wanted, offices)]
            rows = [rows_of(number, values) for number, (values, *_) in enumerate(here)]
            found |= zip(here, self.fits(rows, _shared(wanted, offices)), strict=True)
        return [found[each] for each in asked]

    def fits(self, facts: Sequence[Sequence[Row]], shared: Sequence[Row]) -> list[Truth]:
        """Whether each fact, given by its own rows, fits; `shared` are the rows of what is wanted."""
        rows = [*shared, *(each for rows in facts for each in rows)]
        found: list[Truth] = [OPEN] * len(facts)
        for name, match in self.rules.run(rows, _passed):
            if name == "fits":
                found[int(match["p0"]["t"])] = YES
            elif name == "fails":
                found[int(match["d"]["t"])] = NO
        return found


def _shared(wanted: Values, offices: Sequence[tuple[int, ...]]) -> list[Row]:
    """What is wanted; and the offices, where a party will do for another that holds the same."""
    rows: list[Row] = [{"k": WANT, "j": test, "v": each} for test, asked in enumerate(wanted) for each in asked or ()]
    rows += [{"k": FIRST, "p": party, "o": held[0]} for party, *held in offices]
    return rows + [{"k": OFFICE, "p": party, "o": each} for party, *held in offices for each in held]


_FAILS = [row("d", FIELD, {"s": 1}), row("p", PASSED, same("t", "d", "t"), same("j", "d", "j"), absent=True)]


def _passed(stratum: int, hits: Sequence[Hit]) -> list[Row]:
    found = {(int(match["v0"]["t"]), int(match["v0"]["j"])) for _, match in hits}
    return [{"k": PASSED, "t": t, "j": j} for t, j in sorted(found)]


def _passes(test: Test, number: int, words: Words) -> Iterator[list[Pattern]]:
    """The ways in which a value passes a test, each as a rule."""
    own = {"j": number}
    wants = row("w", WANT, own)
    if test.kind in JOINS:
        yield [wants, row("v0", VALUE, own, same("v", "w", "v"))]
    if test.kind == "same":
        yield [row("v0", VALUE, own, {"v": words[ANY_PARTY]})]
    if test.kind == "field of":  # the same office under another name
        asked, held = row("o", FIRST, same("p", "w", "v")), row("h", OFFICE, same("o", "o", "o"))
        yield [wants, asked, held, row("v0", VALUE, own, same("v", "h", "p"))]
    alternatives = test.kind == "one of" or (test.kind == "offices" and not test.every)
    if alternatives:
        for wanted in test.wanted:
            yield [row("v0", VALUE, own, {"v": words[wanted]})]
    if test.kind in ("all of", "offices") and not alternatives:
        others = enumerate(test.wanted[1:], 1)
        first = row("v0", VALUE, own, {"v": words[test.wanted[0]]})
        yield [first, *(row(f"v{i}", VALUE, own, {"v": words[w]}, same("t", "v0", "t")) for i, w in others)]
    if test.kind == "hours":
        yield [row("v0", VALUE, own, {"v": IN_HOURS})]
    if test.kind == "number":
        low, high, low_in, high_in = test.bounds
        bounds = [] if low is None else [{"$gte" if low_in else "$gt": {"v": scaled(low)}}]
        bounds += [] if high is None else [{"$lte" if high_in else "$lt": {"v": scaled(high)}}]
        yield [row("v0", VALUE, own, *bounds)]


def scaled(value: Decimal | int) -> int:
    """A number in millionths; Refused if it is finer than that."""
    if not isinstance(value, Decimal | int):
        raise Refused(f"durable-rules is given whole numbers only, not `{value}`")
    found = Decimal(value) * SCALE
    if found != int(found) or abs(found) > 10**17:
        raise Refused(f"durable-rules cannot carry the number `{value}`")
    return int(found)


def values_of(value: Any, words: Words) -> list[int]:
    """The values of a field that is told, as whole numbers."""
    if isinstance(value, str):
        return [words[value]]
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return [words[each] for each in dict.fromkeys(value)]
    return [scaled(value)]


def rows_of(number: int, told: Values) -> list[Row]:
    """A fact as rows for one term: for each of its tests the values told, None where that is open."""
    rows: list[Row] = []
    for test, values in enumerate(told):
        rows.append({"k": FIELD, "t": number, "j": test, "s": int(values is not None)})
        rows += [{"k": VALUE, "t": number, "j": test, "v": value} for value in values or ()]
    return rows
