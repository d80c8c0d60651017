"""What the proof checker makes of one case: every instance, use and question, and what they come to at an instant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY, Facts, Telling
from evaluator.documents.questions import Question
from evaluator.documents.terms import StatusItem
from evaluator.passes.verify_acts import Acts
from evaluator.passes.verify_claims import Answered, Owed, Used, existed
from evaluator.passes.verify_facts import Known
from evaluator.passes.verify_instances import Instance
from evaluator.passes.verify_law import Law
from evaluator.passes.verify_matches import Names
from evaluator.passes.verify_nodes import AnyOf, Part, When
from evaluator.passes.verify_printed import of_answer, of_finding
from evaluator.passes.verify_questions import Asked, Questions
from evaluator.passes.verify_settled import Settled
from evaluator.passes.verify_strange import ACTS
from evaluator.passes.verify_uses import Use, Uses
from evaluator.passes.verify_wordings import Unknown
from evaluator.words.times import midnight


class Account:
    """What the checker makes of one case, as known, under one law, one choice of readings and one choice of presumptions."""

    def __init__(self, law: Law, facts: Facts, presume: bool) -> None:
        self.law, self.facts = law, facts
        self.known = Known(facts, law.rulebook.vocabulary, presume, self._status_of, self._in_window)
        self.known.zones = {name: calendar.zone for name, calendar in law.rulebook.calendars.items()}
        self.settled = Settled(law, self.known)
        self.deeds = Uses(Acts(law, self.known, self.settled))
        self.settled.run()
        self.questions = Questions(self.deeds)
        self.unknown: dict[str, Unknown] = dict(self.settled.unknown)
        self.uses: list[Use] = []
        for norm in law.norms.values():
            if norm.kind in ACTS:
                try:
                    self.uses += self.deeds.on_record(norm)
                except Unknown as unknown:
                    self.unknown[norm.id] = unknown
        self._asked: dict[tuple[str, str, str], Asked | Unknown] = {}

    def _status_of(self, item: StatusItem, names: Names) -> Part:
        ways: list[Part] = []
        for id in item.norms:
            norm = self.law.norms[id]
            read = self.deeds.status_of if norm.kind in ACTS else self.settled.status_of
            ways += read(norm, item, names)
        return AnyOf(ways)

    def _in_window(self, telling: Telling, norm: str, names: Names) -> Part:
        return self.settled.in_window(telling, norm, names)

    def instances(self) -> Iterator[Instance]:
        """Every instance of every burden and duty."""
        for found in self.settled.found.values():
            yield from found

    def asked(self, question: str, by: str, toward: str) -> Asked:
        """What a question rests on for one pair."""
        key = question, by, toward
        if key not in self._asked:
            try:
                self._asked[key] = self.questions.asked(self.law.rulebook.questions[question], by, toward)
            except Unknown as unknown:
                self._asked[key] = unknown
        found = self._asked[key]
        if isinstance(found, Unknown):
            raise found
        return found

    # -- who is asked about

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Every question with the parties it is put for: whoever something was done to, and who some fact names beside them."""
        people = sorted(party.id for party in self.facts.parties.values() if not party.offices)
        acting, done_to, near = self._roles(frozenset(people))
        concerned = [id for id in people if id in done_to or id not in acting]
        for question in self.law.rulebook.questions.values():
            doer = question.of[0] in ("by", "bearer") if len(question.of) == 1 else question.kind == "is"
            for id in self._raised(question, people) if question.raised_by else concerned:
                for other in (ANY_PARTY, *sorted(near.get(id, ()))) if len(question.of) == 2 else ("",):
                    yield (question.name, id, other) if doer else (question.name, other, id)

    def _raised(self, question: Question, people: Sequence[str]) -> list[str]:
        """Whom a fact that raises a question names in the field that counts."""
        told = [telling.fields.get(question.raised_by.get(telling.kind, "")) for telling in self._tellings()]
        named = {party for value in told if isinstance(value, tuple) for party in value}
        return [party for party in people if party in named]

    def _roles(self, people: frozenset[str]) -> tuple[set[str], set[str], dict[str, set[str]]]:
        acting: set[str] = set()
        done_to: set[str] = set()
        near: dict[str, set[str]] = {}
        for telling in self._tellings():
            kind = self.known.vocabulary.kinds[telling.kind]
            named: set[str] = set()
            for name, value in telling.fields.items():
                parties = value if isinstance(value, tuple) else ()
                named |= {each for each in parties if each in people}
                if name == kind.subject:
                    acting |= set(parties)
                if name != kind.subject or kind.timeless:
                    done_to |= set(parties)
            for one in named:
                near.setdefault(one, set()).update(named - {one})
        return acting, done_to, near

    def _tellings(self) -> Iterator[Telling]:
        for events in self.facts.events.values():
            for event in events:
                yield from event.tellings


class Claims:
    """Everything that an account comes to at one instant."""

    def __init__(self, account: Account, at: int) -> None:
        self.account, self.at = account, at
        self.zone = next(iter(account.law.rulebook.calendars.values())).zone
        self.when = When(at, at)
        owed = [Owed(instance, self.when) for instance in account.instances()]
        used = [Used(use, self.when) for use in account.uses]
        self.findings: list[Owed | Used] = [
            *(each for each in owed if each.status != "not arisen"),
            *(each for each in used if each.status != "not done"),
        ]
        self.found = {each.instance for each in self.findings if isinstance(each, Owed)}
        self.findings.sort(key=lambda each: each.due.earliest if isinstance(each, Owed) and each.due else 10**18)
        self.printed = [of_finding(each, account.law, account.facts) for each in self.findings]
        self._answers: dict[tuple[str, str, str], tuple[Answered, dict[str, Any]]] = {}

    def answer(self, question: str, by: str, toward: str) -> tuple[Answered, dict[str, Any]]:
        """The answer for one pair, and what a record must print of it."""
        key = question, by, toward
        if key not in self._answers:
            law = self.account.law
            since = law.rulebook.questions[question].since
            begun = existed(since, self.at, law.law, lambda day: midnight(day, self.zone))
            answer = Answered(self.account.asked(*key), self.when, begun)
            self._answers[key] = answer, of_answer(answer, law, self.account.facts)
        return self._answers[key]
