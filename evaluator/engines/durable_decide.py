"""A case decided at one instant by rules: the order of work, from the law and what is known to an opinion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from evaluator.documents.terms import Construct, Term, deep
from evaluator.engines.durable_acts import Acts
from evaluator.engines.durable_asked import Questions, answering
from evaluator.engines.durable_match import CaseRules, Matcher
from evaluator.engines.durable_norms import is_act
from evaluator.engines.durable_parcel import MOST_FACTS, Known, Law
from evaluator.engines.durable_record import Absences
from evaluator.engines.durable_rete import Refused
from evaluator.engines.durable_rivals import Rivals, rivals
from evaluator.engines.durable_scope import unsupported
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.engines.durable_table import NOTHING, Tables
from evaluator.engines.durable_truths import Truths
from evaluator.engines.opinions import Found, Opinion

Thing = TypeVar("Thing")
NAME = "durable"
SHARED = ("loading of rules and cases", "lowering", "clocks and calendars")
MOST_TESTS = 6_000  # whose rules are kept; the whole rulebook has some hundreds under each choice of readings
FAULTS = ("limb", "bound", "start", "edge", "unknown", "count")


class Rules:
    """The rules that laws share: of truth, of statuses, and of each test that some fact was put to. `fault` breaks them in one way."""

    def __init__(self, fault: str = "") -> None:
        if fault and fault not in FAULTS:
            raise ValueError(fault)
        self.fault = fault
        self.truths, self.tables, self.case = Truths(fault), Tables(), CaseRules()

    @property
    def many(self) -> bool:
        """Whether there are so many that it is time to begin anew."""
        return len(self.case.tests) > MOST_TESTS

    def delete(self) -> None:
        """Give back what the library keeps of them."""
        for rules in (*self.case.all, *self.truths.all, *self.tables.rules.values()):
            rules.delete()


class Compiled:
    """One law, for any number of cases; `rules` may be shared with others."""

    def __init__(self, law: Law, fault: str = "", rules: Rules | None = None) -> None:
        self.law, self.rules = law, rules if rules is not None else Rules(fault)
        self.rules.case.texts.learn(_texts(law))
        fault = self.rules.fault
        self.rivals: Rivals = rivals(law) if fault != "edge" else dict.fromkeys(law.provisions, ())
        self.unsupported = unsupported(law, rivals(law))
        self.decided = [p for p in law.provisions.values() if p.id not in self.unsupported]
        self.answering = {name: norms for name, norms in answering(law).items() if name not in self.unsupported}

    def opinion(self, known: Known, at: int, presume: bool = True) -> Opinion:
        """What the rules say of a case at an instant (µs UTC); Refused where it cannot be given to them."""
        if known.size > MOST_FACTS:
            raise Refused(f"a case of {known.size:,} facts is more than the {MOST_FACTS:,} that durable-rules is given")
        rules = self.rules
        rules.case.texts.forget()
        sheet = Sheet(at, rules.truths)
        matcher = Matcher(known, self.law.vocabulary, rules.case, rules.truths, rules.fault)
        case = Acts(self.law, self.rivals, matcher, sheet, Absences(known, self.law.vocabulary, sheet, presume))
        for provision in self.decided:
            if provision.kind in ("burden", "duty"):
                case.find(provision)
        answers = Questions(case, self.answering).answers()
        return Opinion(NAME, (*self._owed(case), *self._used(case)), tuple(answers), self.unsupported, SHARED)

    def _owed(self, case: Acts) -> Iterator[Found]:
        instances = [instance for found in case.instances.values() for instance in found]
        cells = [{"a": i.arises, "m": i.met, "e": i.excused, "x": i.missed, "o": i.over} for i in instances]
        for instance, status in self._settled(case.sheet, [(i.provision.kind, i) for i in instances], cells):
            due, names = instance.due(), sides(instance.text.construct, instance.names)
            ends = (due.earliest, due.latest) if due is not None else None
            yield Found(instance.provision.id, instance.matches[0].trigger.id, *names, status, ends)

    def _used(self, case: Acts) -> Iterator[Found]:
        provisions = [provision for provision in self.decided if is_act(provision)]
        uses = [use for provision in provisions for use in case.uses(provision)]
        cells = [{"d": use.done, "h": use.held, "e": use.excused, "f": use.first} for use in uses]
        for use, status in self._settled(case.sheet, [(use.provision.kind, use) for use in uses], cells):
            names = sides(use.text.construct, use.names)
            yield Found(use.provision.id, use.telling.id, *names, status, None)

    def _settled(
        self, sheet: Sheet, things: Sequence[tuple[str, Thing]], cells: Sequence[Mapping[str, Cell]]
    ) -> Iterator[tuple[Thing, str]]:
        """Each thing with its status, but for those that have none."""
        truths = [{name: sheet.truth(cell) for name, cell in each.items()} for each in cells]
        for kind in dict.fromkeys(kind for kind, _ in things):
            here = [number for number, (own, _) in enumerate(things) if own == kind]
            statuses = self.rules.tables.statuses(kind, [truths[number] for number in here])
            for number, status in zip(here, statuses, strict=True):
                if status not in NOTHING:
                    yield things[number][1], status


def sides(construct: Construct, names: Mapping[str, Any]) -> tuple[str, str]:
    """Who it binds, and toward whom."""
    bearer, toward = construct.bearer or "", construct.toward or ""
    return str(names.get(bearer, bearer)), str(names.get(toward, toward)) if toward else ""


def _texts(law: Law) -> Iterator[str]:
    """Every text that a term of the law may ask for, and every office."""
    yield from law.vocabulary.offices
    for provision in law.provisions.values():
        for text in provision.texts:
            for item in deep(text.construct.all_items):
                if isinstance(item, Term):
                    yield from (wanted for test in item.tests for wanted in test.wanted)
