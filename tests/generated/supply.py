"""Facts made for terms: what a rule asks for, told as it asks, or nearly so."""

from __future__ import annotations

from typing import Any

from evaluator.documents.terms import DEADLINE_OF, Judged, JudgementItem, Relation, Term, Test
from tests.generated.dice import DAY
from tests.generated.story import Fact, Names, Story

WRONG = 0.05  # how often a field is told otherwise than the rule asks
EXTRA = 0.75  # how often a field that nobody asks for is told


class Supply:
    """Makes the facts that terms ask for, and has them judged."""

    def __init__(self, story: Story) -> None:
        self.story, self.dice = story, story.dice

    def fact(self, term: Term, names: Names, us: int | None = None) -> Fact | None:
        """The fact a term asks for, new unless one goes by its name already; it goes by its name from then on."""
        here = names.get(term.name)
        if isinstance(here, Fact) and here.kind in term.kinds:
            self._fill(here, term, names)
        else:
            kinds = self._asked(term, names)
            here = self._made(self.dice.pick(kinds), term, names, self._when(term, names) if us is None else us)
            if here is None:
                return None
            names[term.name] = here
            self._fill(here, term, names)
            self._more(here)
            for name, field in term.binds:
                if isinstance(here.fields.get(field), str):
                    names.setdefault(name, here.fields[field])
        self.story.mark(here)
        for judged in term.judged:
            self.judge(judged, (here.id,), here)
        self._judge_more(here)
        return here

    def _asked(self, term: Term, names: Names) -> tuple[str, ...]:
        source = names.get(term.kinds_from[1]) if term.kinds_from is not None else None
        do = source.fields.get("do") if isinstance(source, Fact) else None
        return tuple(do) if do and not self.dice.slips(0.1) else term.kinds

    def _made(self, kind: str, term: Term, names: Names, us: int) -> Fact | None:
        if kind == "demand":
            return self._demand(term, names, us)
        return self.story.new(kind, us)

    def _demand(self, term: Term, names: Names, us: int) -> Fact | None:
        """A demand stands in a document: the one that is named, or a new letter."""
        inside = next((names.get(t.wanted[0]) for t in term.tests if t.field == "in"), None)
        documents = self.story.vocabulary.groups["document"]
        if not isinstance(inside, Fact) or inside.kind not in documents:
            here = [f for f in self.story.facts if f.kind in documents and "to" in f.fields]
            inside = self.dice.pick(here) if here and self.dice.chance(0.6) else self.story.new("notice", us)
            if "to" not in inside.fields:
                self._more(inside)
                inside.fields.setdefault("to", self.story.person(names))
                inside.fields["by"] = self.dice.pick(("enforcement-bureau", "the-commission", "ftc"))
        fact = self.story.new("demand", inside.us, "exact")
        fact.when, fact.inside = inside.when, inside
        for name in ("by", "to", "traffic"):
            if name in inside.fields:
                fact.fields[name] = inside.fields[name]
        to = inside.fields.get("to")
        for test in term.tests:
            if test.kind == "party" and isinstance(to, str):
                names.setdefault(test.wanted[0], to)
        return fact

    def _when(self, term: Term, names: Names) -> int:
        """When such a fact happens: as its relations to others ask, else near something."""
        story = self.story
        for relation in term.relations:
            at = self._related(relation, names)
            if at is not None and not self.dice.slips(0.15):
                return at
        return story.moment()

    def _related(self, relation: Relation, names: Names) -> int | None:
        story = self.story
        for name in relation.names:
            other = names.get(name)
            if name.startswith(DEADLINE_OF) or (name == "the deadline" and not isinstance(other, Fact)):
                base = self.dice.pick(story.ends or story.marks)
            elif isinstance(other, Fact):
                base = other.us
            else:
                continue
            if relation.how == "before":
                return base - self.dice.pick((1, 1, DAY))
            if relation.how == "while":
                return base - self.dice.pick((-1, 0, 1, DAY, 30 * DAY))
            return base + self.dice.pick((0, 1, 1, DAY, 3 * DAY))
        return None

    # -- fields

    def _fill(self, fact: Fact, term: Term, names: Names) -> None:
        for test in term.tests:
            if fact.kind == "demand" and test.field in ("to", "in", "by"):
                continue
            value = self._value(test, names, fact)
            if value is not None:
                fact.fields[test.field] = value

    def _value(self, test: Test, names: Names, fact: Fact) -> Any:
        """What a field has to say for a test to hold; now and then something else."""
        kind = self.story.vocabulary.kinds[fact.kind]
        told = kind.fields.get(test.field)
        if told is None:
            return None
        if test.kind != "party" and self.dice.slips(WRONG):
            return self.story.value(kind, told, fact.us)
        if test.kind == "one of":
            here = fact.fields.get(test.field)
            chosen = here if isinstance(here, str) and here in test.wanted else self.dice.pick(test.wanted)
            return [chosen] if told.type == "several" else chosen
        if test.kind == "all of":
            return list(test.wanted)
        if test.kind == "party":
            if test.wanted[0] not in names:
                here = fact.fields.get(test.field)
                known = isinstance(here, str) and here in self.story.cast.people
                names[test.wanted[0]] = here if known else self.story.person(names)
            wanted = names[test.wanted[0]]
            return self.story.person({}) if self.dice.slips(WRONG / 2) else wanted
        return self._joined(test, names, told.name, fact)

    def _joined(self, test: Test, names: Names, field: str, fact: Fact) -> Any:
        other = names.get(test.wanted[0]) if test.wanted else None
        match test.kind:
            case "offices":
                holders = [self.dice.pick(self.story.cast.holders[office]) for office in test.wanted]
                return sorted(set(holders)) if test.every else self.dice.pick(holders)
            case "fact":
                return other.id if isinstance(other, Fact) else None
            case "same":
                if not isinstance(other, Fact):
                    return None
                if field not in other.fields:
                    other.fields[field] = self.story.key(field)
                return self._single(other.fields[field], fact, field)
            case "field of":
                asked = test.wanted[2:] or (other.fields.get(test.wanted[1], ()) if isinstance(other, Fact) else ())
                return asked if isinstance(asked, str) else list(asked) or None
            case "number":
                bound = next((b for b in test.bounds[:2] if b is not None), 0)
                return str(bound + self.dice.pick((0, 0, 1, -1)))
        return None

    def _single(self, value: Any, fact: Fact, field: str) -> Any:
        """All of a list where the field takes a list, now and then a part of it; one of it where the field takes one."""
        several = self.story.vocabulary.kinds[fact.kind].fields[field].type in ("keys", "parties", "several")
        if isinstance(value, str):
            return value
        part = [self.dice.pick(value)] if len(value) > 1 and self.dice.chance(0.25) else value
        return part if several else self.dice.pick(value)

    def _more(self, fact: Fact) -> None:
        """Fields that the rule does not ask for; a demand says when it is due or what its time runs from."""
        kind = self.story.vocabulary.kinds[fact.kind]
        for name, told in kind.fields.items():
            if name not in fact.fields and self.dice.chance(EXTRA):
                value = self.story.value(kind, told, fact.us)
                if value is not None:
                    fact.fields[name] = value

    # -- judgements

    def judge(self, judged: Judged, about: tuple[str, ...], fact: Fact | None = None) -> None:
        """The standard answered, mostly as the rule asks; not at all, by two who differ, by somebody of a higher or of no rank."""
        dice = self.dice
        if dice.slips(0.2):
            return
        says = judged.says != dice.slips(0.25)
        self._word(judged.standard, about, says, fact)
        if dice.slips(0.15):
            self._word(judged.standard, about, not says, fact)

    def judge_people(self) -> None:
        """Standards about parties themselves, answered of who has acted."""
        acting = {str(fact.fields.get("by")) for fact in self.story.facts} & set(self.story.cast.people)
        for standard in self.story.vocabulary.standards.values():
            for party in sorted(acting) if "party" in standard.about else ():
                if self.dice.chance(0.6 if self.dice.plain else 0.25):
                    self._word(standard.name, (party,), self.dice.chance(0.5), None)

    def _judge_more(self, fact: Fact) -> None:
        """Standards that nobody asks for here, but that may be asked of such a fact: mostly answered too, with no as often as with yes."""
        if self.dice.plain and fact.kind in self.story.vocabulary.groups["document"]:
            return  # what was judged of a letter speaks for the whole burden
        told = {word["standard"] for word in self.story.judged if fact.id in word["about"]}
        for standard in self.story.vocabulary.standards.values():
            if fact.kind not in standard.about or standard.name in told:
                continue
            if self.dice.chance(0.85 if self.dice.plain else 0.55):
                self._word(standard.name, (fact.id,), self.dice.chance(0.5), fact)

    def _word(self, standard: str, about: tuple[str, ...], says: bool, fact: Fact | None) -> None:
        dice, story = self.dice, self.story
        rank = story.vocabulary.standards[standard].decided_by
        decider = dice.pick(rank[:2] if dice.plain else rank)
        holders = story.cast.holders.get(decider)
        by = dice.pick(holders) if holders else str((fact.fields.get("by") if fact else None) or dice.pick(about))
        known = {*story.cast.people, *story.cast.offices}
        if by not in known or dice.slips(0.04):
            by = dice.pick(sorted(known))
        word: dict[str, Any] = {"standard": standard, "about": list(about), "says": "yes" if says else "no", "by": by}
        if dice.chance(0.5):
            word["dated"] = dice.written(story.moment(), dice.pick(("exact", "date")))
        if dice.slips(0.15):
            word["strength"] = dice.pick(("alleged", "apparent", "found", "adjudicated", "settled"))
        if dice.slips(0.08):
            word["from"] = dice.written(story.moment(), dice.pick(("exact", "date")))
        story.judged.append(word)

    def judgement(self, item: JudgementItem, names: Names) -> None:
        """A standard answered about facts or parties of the story."""
        about = []
        for name in item.about:
            thing = names.setdefault(name, self.story.person(names))
            about.append(thing.id if isinstance(thing, Fact) else str(thing))
        fact = next((names[name] for name in item.about if isinstance(names[name], Fact)), None)
        self.judge(item.judged, tuple(about), fact)
