"""Questions over one case: who asks them of whom, and what the norms that answer them say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.questions import Question
from evaluator.documents.terms import Construct, Term
from evaluator.engines.durable_acts import Acts
from evaluator.engines.durable_match import Names
from evaluator.engines.durable_norms import is_act, needs_more, trigger_of
from evaluator.engines.durable_parcel import Law, Provision
from evaluator.engines.durable_rivals import supposed_against
from evaluator.engines.durable_settle import Instance, settled
from evaluator.engines.durable_sheet import Cell
from evaluator.engines.opinions import Answered
from evaluator.words.times import midnight
from evaluator.words.truth import NO, YES

_WORDS = {YES: "yes", NO: "no"}


def answering(law: Law) -> dict[str, list[Provision]]:
    """For each question the norms that answer it."""
    return {
        name: [p for p in law.provisions.values() if any(text.construct.question == name for text in p.texts)]
        for name in law.questions
    }


class Questions:
    """Questions put to the law of one case."""

    def __init__(self, acts: Acts, answering: Mapping[str, Sequence[Provision]]) -> None:
        self.answering = answering
        self.acts, self.law, self.sheet, self.known = acts, acts.law, acts.sheet, acts.known

    def answers(self) -> Iterator[Answered]:
        """Every question, of each party it concerns and of each pair that a fact puts together."""
        asked = list(self._asked())
        cells = [self._cell(question, by, toward) for question, by, toward in asked]
        for (question, by, toward), cell in zip(asked, cells, strict=True):
            word = _WORDS.get(self.sheet.truth(cell), "undetermined")
            yield Answered(question.name, by, toward, word if self._applies(question) else "not applicable")

    def _applies(self, question: Question) -> bool:
        """Whether its object exists yet."""
        if question.since is None:
            return True
        if self.law.day is not None:
            return self.law.day >= question.since
        zone = next(iter(self.law.calendars.values())).zone
        return self.sheet.at >= midnight(question.since, zone)

    # -- of whom

    def _asked(self) -> Iterator[tuple[Question, str, str]]:
        concerned, near = self._concerned()
        for question in (self.law.questions[name] for name in self.answering):
            for one in self._raised(question) if question.raised_by else concerned:
                others = [ANY_PARTY, *sorted(near.get(one, ()))] if len(question.of) == 2 else [""]
                for other in others:
                    yield question, *((one, other) if question.of_doer else (other, one))

    def _raised(self, question: Question) -> list[str]:
        named = {
            party
            for kind, field in question.raised_by.items()
            for event in self.known.told.get(kind, ())
            for telling in event
            if isinstance(value := telling.fields.get(field), tuple)
            for party in value
        }
        return sorted(named.intersection(self.acts.people))

    def _concerned(self) -> tuple[list[str], dict[str, set[str]]]:
        """The parties to whom something was done, or who have done nothing; and for each the others that some fact names beside it."""
        people, doing, done_to = set(self.acts.people), set[str](), set[str]()
        near: dict[str, set[str]] = {}
        for telling in (t for events in self.known.told.values() for event in events for t in event):
            kind = self.law.vocabulary.kinds[telling.kind]
            named = {field: set(value) for field, value in telling.fields.items() if isinstance(value, tuple)}
            own = named.get(kind.subject or "", set())
            others = set[str]().union(*(value for field, value in named.items() if field != kind.subject))
            doing |= own
            done_to |= others | (own if kind.timeless else set())
            here = (own | others) & people
            for one in here:
                near.setdefault(one, set()).update(here - {one})
        return sorted(one for one in people if one in done_to or one not in doing), near

    # -- what the norms say

    def _cell(self, question: Question, by: str, toward: str) -> Cell:
        ways: list[Cell] = []
        for provision in self.answering[question.name]:
            if question.owed:
                ways += [i.status("binding") for i in self._instances(provision) if _bearer(i) == by]
            elif is_act(provision):
                ways += self._act(provision, question, by, toward)
            else:
                bound = self._between(provision, by, toward)
                if by == ANY_PARTY or (not bound and toward != ANY_PARTY and needs_more(provision)):
                    bound = self._if_completed(provision, by, toward)
                ways += [instance.status("binding") for instance in bound]
                ways.append(self._untold(provision, by, toward))
        return self.sheet.some(ways)

    def _instances(self, provision: Provision) -> Sequence[Instance]:
        return self.acts.instances.get(provision.id, ())

    def _between(self, provision: Provision, by: str, toward: str) -> list[Instance]:
        return [i for i in self._instances(provision) if (_bearer(i), _toward(i)) == (by, toward)]

    def _if_completed(self, provision: Provision, by: str, toward: str) -> list[Instance]:
        """The instances that bind a party if what completes them is so, on record or not; one that the case does not name has it."""
        found = []
        for text in provision.texts:
            construct = text.construct
            if not construct.arises or not construct.toward or not construct.bearer:
                continue
            trigger = trigger_of(construct)
            for event in self.acts.occasions(text, trigger):
                for names in self.acts.bound(trigger, event, {construct.toward: toward, construct.bearer: by}):
                    match = self.acts.match(provision, text, trigger, event[0], names)
                    if match is not None:
                        found.append(settled(self.sheet, provision, text, {**names, trigger.name: event[0]}, [match]))
        return found

    def _untold(self, provision: Provision, by: str, toward: str) -> Cell:
        """There may be one more trigger that is not on record."""
        construct = provision.texts[-1].construct
        names = {construct.bearer or "": by, construct.toward or "": toward}
        hidden = self.acts.hidden(trigger_of(construct), names)
        return self.sheet.every([self.sheet.some([self.acts.in_force(text) for text in provision.texts]), hidden])

    def _act(self, provision: Provision, question: Question, by: str, toward: str) -> list[Cell]:
        construct = provision.texts[0].construct
        names: dict[str, Any] = {}
        if construct.bearer and by:
            names[construct.bearer] = by
        if construct.toward and toward:
            names[construct.toward] = toward
        supposed = [
            cell for text in provision.texts for cell in self._supposed(provision, text.construct, question, names)
        ]
        if question.kind != "is":
            return supposed
        named = {name: party for name, party in names.items() if party != ANY_PARTY}
        uses = [use for use in self.acts.uses(provision) if named.items() <= use.names.items()]
        if (
            uses and construct.act is not None and len(named) == len(names)
        ):  # beside those on record there may be one more
            more = [self.acts.hidden(construct.act, names), self.sheet.some(supposed)]
            supposed = [self.sheet.every(more)] if supposed else []
        return [*(self.sheet.every([use.done, use.held]) for use in uses), *supposed]

    def _supposed(self, provision: Provision, construct: Construct, question: Question, names: Names) -> list[Cell]:
        """The norm holds for the act that a question supposes: its fixed fields must fit, the others are as the norm asks."""
        term = construct.act
        if construct.question != question.name or term is None or not _fits(term, question):
            return []
        parts = [self.acts.in_force(text) for text in provision.texts if text.construct is construct]
        parts += [self.acts.holds(construct, names), self.sheet.no(self._defeated(provision, question, term, names))]
        return [self.sheet.every(parts)]

    def _defeated(self, provision: Provision, question: Question, act: Term, names: Names) -> Cell:
        """A norm that prevails covers the supposed act; whom it concerns goes by the fields of the act."""
        told = {t.field: names[t.wanted[0]] for t in act.tests if t.kind == "party" and t.wanted[0] in names}
        ways = []
        for text, term in supposed_against(self.acts.rivals[provision.id], question):
            own = {t.wanted[0]: told.get(t.field, ANY_PARTY) for t in term.tests if t.kind == "party"}
            ways.append(self.sheet.every([self.acts.in_force(text), self.acts.holds(text.construct, {**names, **own})]))
        return self.sheet.some(ways)


def _fits(term: Term, question: Question) -> bool:
    """Whether the act that a question supposes is one that a norm may be about."""
    if question.act is None:
        return True
    kind, fixed = question.act
    tests = [test for test in term.tests if test.field in fixed and test.kind in ("one of", "all of")]
    return kind in term.kinds and all(fixed[test.field] in test.wanted for test in tests)


def _bearer(instance: Instance) -> str:
    return str(instance.names.get(instance.text.construct.bearer or "", ""))


def _toward(instance: Instance) -> str:
    return str(instance.names.get(instance.text.construct.toward or "", ""))
