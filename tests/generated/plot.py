"""Plots: for each norm the facts that set it off, meet it, break it, excuse it, extend it and revive it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from evaluator.documents.terms import Construct, Item, JudgementItem, StatusItem, Term
from evaluator.passes.program import Norm, Wording
from evaluator.words.errors import CallrulesError
from evaluator.words.times import Interval
from evaluator.words.workdays import CalendarGap
from tests.generated.beside import Beside
from tests.generated.dice import DAY
from tests.generated.story import Fact, Names, Story
from tests.generated.supply import Supply

DEEP = 4
FAILED = ("not discharged", "never discharged", "missed")
# How often what a condition asks for is there: what the norm needs mostly is, what ends or excuses it now and then.
SHARES = {"when": 0.88, "when any": 0.7, "unless": 0.6, "unless shown": 0.5, "until": 0.25, "revived by": 0.3}
# And of a norm that is to come out excused, or a prohibition that is to be broken.
AIMED = {
    "excused": {**SHARES, "when": 1, "unless": 0.95, "unless shown": 0.95, "until": 0.02, "revived by": 0.02},
    "broken": {**SHARES, "when": 1, "when any": 1, "unless": 0.03, "unless shown": 0.03, "until": 0.02},
    "counted": {**SHARES, "when": 1, "when any": 1, "unless": 0.9, "unless shown": 0.9, "until": 0.02},
}


class Plot:
    """Tells one norm after the other into one story. `aim` is what the norm itself is to come to: used, excused, broken, counted."""

    def __init__(self, story: Story, aim: str = "") -> None:
        self.story, self.dice, self.supply, self.aim = story, story.dice, Supply(story), aim
        self.counting = Beside(self.supply)
        self.most = 5 if aim == "used" else 2  # how often an act is done at most

    def tell(self, norm: Norm, names: Names, depth: int = 0, failing: bool = False) -> None:
        """The facts of one instance of a norm; what it builds on is told with it. `failing`: mostly it is not met."""
        if depth > DEEP or not norm.wordings:
            return
        wording = self._wording(norm)
        construct = wording.construct
        self.story.marks += [mark for mark in (wording.since,) if abs(mark - self.story.start) < 60 * 86_400_000_000]
        for place, item in enumerate(construct.arises):
            self._item(item, names, depth, self.story.start if place == 0 and not depth else None)
        if construct.before is not None:
            self.supply.fact(construct.before, names)
        self._deadline(construct, names)
        for key, items in construct.conditions.items():
            if key == "when any":
                self._items([self.dice.pick(items)], names, depth, 0.9)
                items = tuple(self.dice.some(items, 0.25))
            self._items(items, names, depth, (SHARES if depth else AIMED.get(self.aim, SHARES)).get(key, 0.5))
        aimed = not depth and self.aim in AIMED
        self._done(construct, names, (0 if self.dice.plain else 0.15) if failing else 1 if aimed else 0.6)
        if failing:
            self.story.whole.add(str(names.get(construct.bearer or "")))
        for id in construct.only_after:
            if self.dice.chance(0.33 if self.most > 2 else 0.45):
                self.tell(self.story.program.norms[id], names, depth + 1)
        for rider in (*norm.extensions, *norm.deemings):
            if self.dice.chance(0.3):
                self.tell(rider, {**names}, depth + 1)
        self._vouched(construct, names)

    def _wording(self, norm: Norm) -> Wording:
        now = [each for each in norm.wordings if each.since <= self.story.start < each.until]
        return self.dice.pick(now or list(norm.wordings))

    def _items(self, items: Iterable[Item], names: Names, depth: int, share: float) -> None:
        for item in items:
            if self.dice.chance(share) or (share > 0.8 and self.dice.plain):
                self._item(item, names, depth)

    def _item(self, item: Item, names: Names, depth: int, us: int | None = None) -> None:
        if isinstance(item, StatusItem):
            norm = self.story.program.norms[self.dice.pick(item.norms)]
            failing = item.status in FAILED and not self.dice.slips(0.2)
            self.tell(norm, self._renamed(item, norm, names), depth + 1, failing)
        elif isinstance(item, JudgementItem):
            self.supply.judgement(item, names)
        elif item.counted is not None:
            self.counting.tell(item, item.counted, names)
        elif not item.absent or self.dice.slips(0.6):
            inner = {**names} if item.absent else names
            self.supply.fact(item, inner, us)
            for proviso in item.guard:
                self._items(proviso.items, inner, depth, SHARES.get(proviso.how, 0.5))

    def _renamed(self, item: StatusItem, norm: Norm, names: Names) -> Names:
        """The names of another norm: its bearer and whom it concerns, where the item says who they are here."""
        if not item.names or not norm.wordings:
            return names
        construct = norm.wordings[0].construct
        own = {"by": construct.bearer, "toward": construct.toward}
        return {name: names[here] for key, here in item.names.items() if (name := own.get(key)) and here in names}

    def _deadline(self, construct: Construct, names: Names) -> None:
        """The ends of its window, as far as they can be told beforehand, are worth looking round."""
        trigger = construct.before or next((i for i in construct.arises if isinstance(i, Term)), None)
        fact = names.get(trigger.name) if trigger is not None else None
        if not isinstance(fact, Fact):
            return
        if construct.before is not None:
            self.story.ends.append(fact.span.earliest - 1)
        calendar = self.story.program.rulebook.calendars[construct.calendar]
        for window in (construct.within, construct.begins):
            if window is not None and window.yearly is not None:
                days = (
                    date(window.yearly.first + year, *day)
                    for year in (0, 1)
                    for day in (window.yearly.opens, window.yearly.day)
                )
                ends = [calendar.end_of_day(day).earliest for day in days]
                self.story.ends += [*ends, *(end + DAY for end in ends)]
            if window is None or not (window.lengths or window.at_least):
                continue
            source = names.get(window.of or window.stated_in, fact)
            if not isinstance(source, Fact):
                continue
            span, readings = Interval(*source.span), self.story.program.readings
            try:
                due = calendar.due(span, window.lengths or window.at_least, window.counted_by, readings, None)
            except (CalendarGap, CallrulesError):
                continue
            self.story.ends += [due.earliest, due.latest, due.latest - 1]

    def _done(self, construct: Construct, names: Names, share: float) -> None:
        """What meets the norm, once or twice; or the act that it forbids or allows."""
        done = [construct.done_by] if construct.done_by is not None else []
        done += [construct.act] if construct.act is not None else []
        late = construct.act is not None and construct.kind != "prohibition"
        for term in done:
            chance = (1 if self.dice.plain else 0.85) if late else share
            for _ in range(self.most if late else 2):
                if self.dice.chance(chance):
                    names.pop(term.name, None)
                    after = max((*self.story.ends, self.story.start)) + self.dice.pick((0, 1, 1000, DAY, 9 * DAY))
                    self._item(term, names, DEEP, after if late and not self.dice.slips(0.3) else None)
                    self._relied(construct, names.get(term.name))
                chance = 0.75 if late and self.most > 2 else 0.15
        for item in construct.kept_by:
            if self.dice.chance(0.7):
                self._item(item, names, DEEP)

    def _relied(self, construct: Construct, act: object) -> None:
        """An act that may say what it relies on mostly says that it is this norm."""
        if isinstance(act, Fact) and construct.citation[0].isdigit() and not self.dice.slips(0.3):
            kind = self.story.vocabulary.kinds[act.kind]
            act.fields |= {field.name: construct.citation for field in kind.fields.values() if field.type == "citation"}

    def _vouched(self, construct: Construct, names: Names) -> None:
        """Whose record of which kinds now matters."""
        kinds = self.story.vocabulary.kinds
        for term in construct.terms:
            for kind in term.kinds:
                for test in term.tests:
                    party = names.get(test.wanted[0]) if test.kind == "party" else None
                    if isinstance(party, str) and test.field in kinds[kind].recorders:
                        self.story.owed.setdefault(party, set()).add(kind)
