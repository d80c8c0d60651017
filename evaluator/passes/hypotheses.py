"""Facts still to come: what the norms' own terms name, made up for the parties of one case, with the words needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from evaluator.documents.case import ANY_PARTY, TIMELESS, Case, Determination, Party, Telling
from evaluator.documents.leaves import Spoken
from evaluator.documents.terms import Construct, Item, Term, Test
from evaluator.passes.assess import Answer
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import article, listed
from evaluator.words.formula import leaves
from evaluator.words.times import EVER, Interval, local
from evaluator.words.truth import NO, YES

MORE_TIME = timedelta(days=14)
MOST_TOGETHER = 3


@dataclass(frozen=True, eq=False)
class Hypothesis:
    """One fact or one word that is not on file; `office` is who acts or speaks in it, if it is an office."""

    words: str
    telling: Telling | None = None
    said: Determination | None = None
    office: Party | None = None


def added(case: Case, hypotheses: Sequence[Hypothesis]) -> Case:
    """The case with hypotheses as supposed facts and words of it."""
    tellings = [h.telling for h in hypotheses if h.telling is not None]
    said = [h.said for h in hypotheses if h.said is not None]
    offices = {h.office.id: h.office for h in hypotheses if h.office is not None}
    return replace(
        case,
        parties={**case.parties, **offices},
        tellings=tuple(sorted((*case.tellings, *tellings), key=lambda t: (t.time, t.id))),
        said=(*case.said, *said),
    )


class Supposer:
    """Makes up facts for one assessment."""

    def __init__(self, record: Assessment, phrases: Phrases) -> None:
        self.record, self.phrases, self.say = record, phrases, phrases.say
        self.vocabulary = record.case.vocabulary
        self.number = 0
        self._acts: dict[Finding, list[tuple[Hypothesis, ...]]] = {}

    # -- what the norms name

    def bundles(self) -> Iterator[tuple[Hypothesis, ...]]:
        """Sets of at most three hypotheses that belong together, each once."""
        seen: set[tuple[str, ...]] = set()
        for bundle in self._all():
            words = tuple(h.words for h in bundle)
            if bundle and len(bundle) <= MOST_TOGETHER and words not in seen:
                seen.add(words)
                yield bundle

    def _all(self) -> Iterator[tuple[Hypothesis, ...]]:
        for answer in self.record.answers:
            yield from self.of_answer(answer)
        for finding in self.record.findings:
            if finding.position is not None:
                yield from self.acts(finding)
                yield from self.of_finding(finding)

    def acts(self, finding: Finding) -> list[tuple[Hypothesis, ...]]:
        """The act asked for: done now, and done in time but not on file yet where the window may be over."""
        if finding not in self._acts:
            self._acts[finding] = list(self._made(finding))
        return self._acts[finding]

    def _made(self, finding: Finding) -> Iterator[tuple[Hypothesis, ...]]:
        term = finding.wording.construct.done_by
        if term is None:
            return
        yield self.made(term, finding.names, self._now())
        due = finding.due
        if due is not None and due.earliest < self.record.at < EVER and finding.status != "pending":
            yield self.made(term, finding.names, Interval(due.earliest, due.earliest + 1), found=True)

    def of_finding(self, finding: Finding) -> Iterator[tuple[Hypothesis, ...]]:
        """What else its card names: words about its trigger and acts, more time, relapses, excuses."""
        construct = finding.wording.construct
        for judged in construct.done_by.judged if construct.done_by and finding.trigger else ():
            if finding.trigger and finding.trigger.kind in self.vocabulary.standards[judged.standard].about:
                for says in (True, False):
                    yield (self.spoken(judged.standard, (finding.trigger.id,), says),)
        for leaf in leaves(*finding.roots):
            if isinstance(leaf, Spoken):
                yield from self._words(leaf)
        for rider in finding.norm.extensions:
            for wording in rider.wordings:
                yield from self._items(wording.construct, "when", finding.names)
        for key in ("revived by", "unless"):
            yield from self._items(construct, key, finding.names)

    def of_answer(self, answer: Answer) -> Iterator[tuple[Hypothesis, ...]]:
        """What the norms that may answer name: what they arise from, what they ask, what ends them."""
        for ground, _ in answer.grounds:
            construct = ground.wording.construct
            for item in construct.arises:
                if isinstance(item, Term):
                    yield self.made(item, ground.names, self._now())
            yield from self._items(construct, "when", ground.names)
            for telling in self._triggers(construct):
                assert isinstance(construct.arises[0], Term)
                yield from self._items(construct, "until", {**ground.names, construct.arises[0].name: telling})

    def _triggers(self, construct: Construct) -> list[Telling]:
        first = construct.arises[0] if construct.arises else None
        return [t for t in self.record.case.tellings if isinstance(first, Term) and t.kind in first.kinds]

    def _items(self, construct: Construct, key: str, names: Mapping[str, Any]) -> Iterator[tuple[Hypothesis, ...]]:
        missing: list[Item] = list(construct.items(key))
        for item in missing:
            if isinstance(item, Term) and not item.absent and item.name not in names:
                yield self.made(item, names, self._now(), to=construct.to.new_date_in if construct.to else "")

    def _words(self, leaf: Spoken) -> Iterator[tuple[Hypothesis, ...]]:
        for says in (True, False):
            if leaf.value != (YES if says == leaf.judged.says else NO):
                yield (self.spoken(leaf.judged.standard, leaf.about, says),)

    # -- one fact

    def _now(self) -> Interval:
        return Interval(self.record.at, self.record.at + 1)

    def made(
        self, term: Term, names: Mapping[str, Any], time: Interval, *, found: bool = False, to: str = ""
    ) -> tuple[Hypothesis, ...]:
        """A fact that fits a term, with the words it needs; nothing where the term names a party that is any party."""
        kind = self._kind(term, names)
        fields, office = {}, None
        for test in term.tests:
            if test.kind == "party" and names.get(test.wanted[0], ANY_PARTY) == ANY_PARTY:
                return ()
            value, party = self._value(test, names)
            office = party or office
            if value is not None:
                field = self.vocabulary.kinds[kind].fields.get(test.field)
                fields[test.field] = value[0] if field and field.type == "citation" else value
        if to and to == term.name:
            fields["new date"] = self._later_day()
        self.number += 1
        id = f"supposed {self.number}"
        if self.vocabulary.kinds[kind].timeless:
            time = TIMELESS
        known = self.record.known
        telling = Telling(
            id, kind, time, fields, time.earliest if known is None else min(known, time.earliest), root=id
        )
        telling.supposed, telling.period = True, self.vocabulary.kinds[kind].period
        words = self._told(telling, found)
        judged = [self.spoken(j.standard, (id,), j.says, "it") for j in term.judged]
        return (Hypothesis(words, telling, None, office), *judged)

    def _kind(self, term: Term, names: Mapping[str, Any]) -> str:
        if term.kinds_from is not None and term.kinds_from[1] in names:
            asked = names[term.kinds_from[1]].fields.get(term.kinds_from[0])
            if isinstance(asked, tuple):
                return next((kind for kind in term.kinds if kind in asked), term.kinds[0])
        return term.kinds[0]

    def _value(self, test: Test, names: Mapping[str, Any]) -> tuple[tuple[Any, ...] | None, Party | None]:
        if test.kind == "party":
            return (names[test.wanted[0]],), None
        if test.kind == "offices":
            held = [self._office(office) for office in (test.wanted if test.every else test.wanted[:1])]
            return tuple(party.id for party in held), held[0]
        if test.kind == "same":
            other = names.get(test.wanted[0])
            value = other.fields.get(test.field) if isinstance(other, Telling) else None
            return value if isinstance(value, tuple) else None, None
        if test.kind == "field of":
            other = names.get(test.wanted[0])
            value = other.fields.get(test.wanted[1]) if isinstance(other, Telling) else None
            return value if isinstance(value, tuple) else None, None
        if test.kind == "fact":
            facts = [names[name].root for name in test.wanted if isinstance(names.get(name), Telling)]
            return tuple(facts[:1]) or None, None
        return (test.wanted if test.kind == "all of" else test.wanted[:1]) if test.kind not in (
            "number",
            "hours",
        ) else None, None

    def _office(self, office: str) -> Party:
        """A party of the case that holds an office; else the office itself."""
        held = [party for party in self.record.case.parties.values() if office in party.offices]
        held.sort(key=lambda party: (party.offices.index(office), party.id))
        chain = self.vocabulary.offices[office].chain if office in self.vocabulary.offices else (office,)
        return held[0] if held else Party(office, office, chain, office_by="declared")

    def _later_day(self) -> date:
        return local(self.record.at, self.record.zone).date() + MORE_TIME

    def spoken(self, standard: str, about: tuple[str, ...], says: bool, what: str = "") -> Hypothesis:
        """A word of the highest decider that the case names."""
        deciders = [self._office(each) for each in self.vocabulary.standards[standard].decided_by if each != "bearer"]
        by = next((party for party in deciders if party.id in self.record.case.parties), deciders[0])
        recorded = self.record.at if self.record.known is None else self.record.known
        said = Determination(standard, about, says, by.id, None, recorded, supposed=True)
        of = what or listed(self.say.named(id) for id in about)
        name = self.say.party(by.id) if by.id in self.record.case.parties else by.name
        return Hypothesis(f'{name} says {"yes" if says else "no"} to "{standard}" of {of}', None, said, by)

    def _told(self, telling: Telling, found: bool) -> str:
        fields = telling.fields
        words = article(telling.kind) + self.say.parties(telling)
        answers = [self.say.named(id) for id in fields.get("answers", ())]
        words += f" on {listed(answers)}" if answers else ""
        facts = [id for id in fields.get("of", ()) if self.record.case.telling(id) is not None]
        words += f" of {listed(self.say.named(id) for id in facts)}" if facts else ""
        words += f" to {fields['new date']}" if "new date" in fields else ""
        if found:
            return f"{words}, done by {self.say.instant(telling.time.earliest)}, comes to light"
        return words if telling.time == TIMELESS else f"{words}, now"
