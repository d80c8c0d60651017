"""What is counted beside a fact: as many more of its group as bring the count near its bound, within the stretch and at its ends."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.documents.terms import Counting, Term
from evaluator.words.times import HOUR
from tests.generated.dice import DAY
from tests.generated.story import Fact, Names
from tests.generated.supply import Supply

# How far from the fact around which is counted, in µs: days as long as a stretch may be, and a little off.
APART = (0, 1, -1, HOUR, -HOUR, 5 * HOUR, -5 * HOUR, DAY, -DAY, -6 * DAY, -7 * DAY, -29 * DAY, -30 * DAY, 29 * DAY)
UNSURE = 0.25  # how often a fact to count is told so that it may be none
MANY = 9  # so many follow each other by the minute
# How many others there are where a share is asked: of thirty-four and more one is three percent or less.
OTHERS: Mapping[int, int] = {0: 30, 1: 26, 2: 21, 3: 21, 34: 2}


class Beside:
    """Tells of facts to count."""

    def __init__(self, supply: Supply) -> None:
        self.supply, self.story, self.dice = supply, supply.story, supply.dice

    def tell(self, term: Term, counting: Counting, names: Names) -> None:
        """Facts that a count is about, around one that is told; where that is not told, one such fact."""
        around = names.get(counting.around)
        if not isinstance(around, Fact):
            self.supply.fact(term, {**names})
            return
        self._start(counting, around)
        bound = int(next(each for each in counting.test.bounds[:2] if each is not None))
        if counting.base is None:
            self._some(term, names, around, max(0, bound + self.dice.pick((-1, 0, 0, 1))))
            return
        others = self.dice.weighted(OTHERS)
        self._some(counting.base, names, around, others)
        self._some(term, names, around, 0 if others > bound else self.dice.pick((0, 0, 1)))

    def _some(self, term: Term, names: Names, around: Fact, number: int) -> None:
        many = number > MANY
        for place in range(number):
            us = around.us + (place * HOUR // 60 if many else self.dice.pick(APART))
            fact = self.supply.fact(term, {name: each for name, each in names.items() if name != term.name}, us)
            if fact is not None and not many and self.dice.chance(UNSURE):
                self._blur(fact, term)

    def _blur(self, fact: Fact, term: Term) -> None:
        """It may be one to count and may be none: a field that is asked for is blacked out, or its time is told roughly."""
        asked = [test.field for test in term.tests if test.kind != "same"]
        if asked and self.dice.chance(0.7):
            fact.fields[self.dice.pick(asked)] = "redacted"
        else:
            fact.when = self.dice.written(fact.us, self.dice.pick(("date", "span")))

    def _start(self, counting: Counting, around: Fact) -> None:
        """The fact from which stretches run, mostly, of the same group."""
        start = counting.over.start
        if not start or any(fact.kind == start for fact in self.story.facts) or not self.dice.chance(0.8):
            return
        fact = self.story.new(start, around.us - self.dice.pick((0, HOUR, 3 * DAY, 29 * DAY, 30 * DAY, 40 * DAY)))
        shared = [name for name in counting.per if name in self.story.vocabulary.kinds[start].fields]
        for name in shared:
            if name not in around.fields:
                around.fields[name] = self.story.key(name)
            fact.fields[name] = around.fields[name]
        self.story.mark(fact)
