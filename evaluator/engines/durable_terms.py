"""Terms of cards as rules: which facts surely fit one, which surely do not, field by field.

A fact is a row `fact`; each field that a term asks for is a row `field` (told 1, open 0) with a row `value` for each of its values.
What the term asks for that only the case knows (a party bound before, a field of another fact) comes as rows `want`. Offices are told
as the value of whoever holds them. The first
stratum has the rules that are read off the card: a test is hit. The second says what is missed or open, the third what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.terms import Term, Test
from evaluator.engines.durable_rete import Hit, Pattern, Refused, Row, Rules, Ruleset, row, same
from evaluator.words.truth import NO, OPEN, YES, Truth

FACT, NEED, FIELD, VALUE, WANT, OFFICE, FIRST, HITS, MISSED, UNSURE = range(1, 11)
SCALE = 10**6  # of numbers and money
_numbers = count()
JOINS = ("party", "fact", "same")


class Words:
    """Texts as whole numbers: those of the law have even ones, those of a case odd ones."""

    def __init__(self, law: Iterable[str]) -> None:
        self.law = {text: 2 * number + 2 for number, text in enumerate(dict.fromkeys((*law, ANY_PARTY)))}
        self.case: dict[str, int] = {}

    def forget(self) -> None:
        """Drop the words of a case."""
        self.case = {}

    def __getitem__(self, text: str) -> int:
        found = self.law.get(text)
        return found if found is not None else self.case.setdefault(text, 2 * len(self.case) + 1)


class TermRules:
    """The rules of one term."""

    def __init__(self, term: Term, words: Words) -> None:
        self.term, self.words = term, words
        first: dict[str, Sequence[Pattern]] = {}
        for number, test in enumerate(term.tests):
            for way, patterns in enumerate(_hit(test, number, words)):
                first[f"{test.kind} {number} {way}"] = patterns
        self.rules = Ruleset(f"term {next(_numbers)}", [first, _STRANDED, _SETTLED])

    def fits(self, facts: Sequence[Sequence[Row]], shared: Sequence[Row]) -> list[Truth]:
        """Whether each fact, given by its own rows, fits; `shared` are the rows of what is wanted."""
        rows = [*shared, *(each for rows in facts for each in rows)]
        found: list[Truth] = [OPEN] * len(facts)
        for name, match in self.rules.run(rows, _derived):
            if name in ("fits", "fails"):
                found[int(match["f"]["t"])] = YES if name == "fits" else NO
        return found


def _derived(stratum: int, hits: Sequence[Hit]) -> list[Row]:
    if stratum == 0:
        found = {(int(m["f"]["t"]), int(m["n"]["n"])) for _, m in hits}
        return [{"k": HITS, "t": t, "n": n} for t, n in sorted(found)]
    kinds = {"missed": MISSED, "unsure": UNSURE}
    return [{"k": kinds[name], "t": m["f"]["t"], "n": m["n"]["n"]} for name, m in hits if name in kinds]


def _of(fact: str = "f") -> dict[str, Any]:
    return same("t", fact, "t")


_NEED = row("n", NEED)
_TOLD = row("d", FIELD, {"s": 1}, same("t", "f", "t"), same("j", "n", "j"))
_OPEN = row("d", FIELD, {"s": 0}, same("t", "f", "t"), same("j", "n", "j"))
_HIT = row("h", HITS, same("t", "f", "t"), same("n", "n", "n"), absent=True)
_STRANDED: Rules = {
    "missed": [row("f", FACT), _NEED, _TOLD, _HIT],
    "unsure": [row("f", FACT), _NEED, _OPEN],
}
_SETTLED: Rules = {
    "fits": [row("f", FACT), row("x", MISSED, _of(), absent=True), row("y", UNSURE, _of(), absent=True)],
    "fails": [row("f", FACT), row("x", MISSED, _of())],
}


def _hit(test: Test, number: int, words: Words) -> Iterator[list[Pattern]]:
    """The ways in which a value passes a test, each as a rule."""
    fact, need, own = row("f", FACT), row("n", NEED, {"j": number}), {"j": number}
    if test.kind in JOINS or test.kind == "field of":
        want = row("w", WANT, own, same("n", "n", "n"))
        yield [fact, need, want, row("v", VALUE, own, _of(), same("v", "w", "v"))]
    if test.kind == "same":
        yield [fact, need, row("v", VALUE, own, {"v": words[ANY_PARTY]}, _of())]
    if test.kind == "field of":  # the same office under another name
        asked = row("o", FIRST, same("p", "w", "v"))
        held = row("h", OFFICE, same("o", "o", "o"))
        yield [fact, need, want, asked, held, row("v", VALUE, own, _of(), same("v", "h", "p"))]
    alternatives = test.kind == "one of" or (test.kind == "offices" and not test.every)
    if alternatives:
        for wanted in test.wanted:
            yield [fact, need, row("v", VALUE, own, {"v": words[wanted]}, _of())]
    if test.kind in ("all of", "offices") and not alternatives:
        yield [fact, need, *(row(f"v{i}", VALUE, own, {"v": words[w]}, _of()) for i, w in enumerate(test.wanted))]
    if test.kind == "number":
        low, high, low_in, high_in = test.bounds
        bounds = []
        if low is not None:
            bounds.append({"$gte" if low_in else "$gt": {"v": scaled(low)}})
        if high is not None:
            bounds.append({"$lte" if high_in else "$lt": {"v": scaled(high)}})
        yield [fact, need, row("v", VALUE, own, *bounds, _of())]


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


def rows_of(number: int, told: Sequence[Sequence[int] | None]) -> list[Row]:
    """A fact as rows for one term: for each of its tests the values told, None where that is open."""
    rows: list[Row] = [{"k": FACT, "t": number}]
    for test, values in enumerate(told):
        rows.append({"k": FIELD, "t": number, "j": test, "s": int(values is not None)})
        rows += [{"k": VALUE, "t": number, "j": test, "v": value} for value in values or ()]
    return rows
