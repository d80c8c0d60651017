"""Small cases made from the words of one norm: its trigger, what completes it, its act, in a few variants; as plain data.

They are guesses, to be assessed: what no sample shows may still be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from evaluator.documents.terms import Construct, Item, JudgementItem, StatusItem, Term, Test
from evaluator.documents.vocabulary import PARTY_TYPES, Kind, Vocabulary
from evaluator.passes.program import Program

Data = dict[str, Any]
DONE: Mapping[str, timedelta | None] = {  # when the act asked for is done after the trigger, if at all
    "not done": None,
    "done soon": timedelta(hours=1),
    "done late": timedelta(days=3),
}
ASKED = (timedelta(days=60), timedelta(hours=2), timedelta(days=8))
DEEPEST = 2  # norms that build on norms that build on norms


@dataclass(frozen=True)
class Variant:
    """What one sample does: whether the act is done, what people say, which values and alternatives are taken.

    `filled`: choices that the norm leaves open are made, each for the first there is.
    """

    done: str = "not done"
    says: bool = True
    turn: int = 0
    filled: bool = False
    ask: timedelta = ASKED[0]


@dataclass
class Sample:
    """One case under construction; times are days and hours after `start`, in the case's zone."""

    vocabulary: Vocabulary
    start: datetime
    variant: Variant
    facts: list[tuple[str, Data]] = field(default_factory=list)
    said: list[Data] = field(default_factory=list)
    parties: dict[str, Data] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # by the name of a term, with the norm it is of
    keys: dict[str, str] = field(default_factory=dict)

    def fields_of(self, id: str) -> Data:
        """The fields of one of its facts."""
        return next(fields for _, fields in self.facts if fields["id"] == id)


def samples(
    program: Program, construct: Construct, day: date, rider: Construct | None = None
) -> Iterator[tuple[Data, datetime]]:
    """Cases for one norm as a program has it, each with the instant to ask about (no zone: the case's); around a day.

    With a `rider`, also what makes that deeming or extension of the norm apply.
    """
    start = datetime(day.year, day.month, day.day, 12) - timedelta(days=90)
    widest = max(
        (len(test.wanted) for term in construct.terms for test in term.tests if test.kind == "one of"), default=1
    )
    for done, says, filled, turn, ask in product(DONE, (True, False), (True, False), range(max(widest, 2)), ASKED):
        sample = Sample(program.rulebook.vocabulary, start, Variant(done, says, turn, filled, ask))
        writer = _Writer(program, sample)
        writer.norm(construct)
        if rider is not None:
            writer.rider(rider)
        writer.fill()
        yield _case(program, construct, sample), start + ask


def _case(program: Program, construct: Construct, sample: Sample) -> Data:
    calendar = program.rulebook.calendars[construct.calendar]
    kinds = sample.vocabulary.kinds
    through = (sample.start + sample.variant.ask).isoformat()
    named = {kind for term in construct.terms for kind in term.kinds if kind in kinds}
    records = sorted(name for name in named if kinds[name].subject and not kinds[name].absent_unless_shown)
    complete = [{"records": records, "about": party, "through": through} for party in sample.parties if records]
    data: Data = {"case": "a witness", "zone": str(calendar.zone.key), "parties": sample.parties}
    data["facts"] = [{kind: fields} for kind, fields in sample.facts]
    return (
        data | ({"complete": complete} if complete else {}) | ({"determinations": sample.said} if sample.said else {})
    )


class _Writer:
    """Writes the facts that a norm names into one sample."""

    def __init__(self, program: Program, sample: Sample) -> None:
        self.program, self.sample = program, sample
        self.kinds = sample.vocabulary.kinds

    def norm(self, construct: Construct, depth: int = 0) -> None:
        """Everything that makes a norm apply, and the act it asks for, forbids or allows."""
        zero = timedelta(0)
        self._items(construct.arises, construct, zero, depth)
        for key in ("when", "when any"):
            items = construct.items(key)
            chosen = [items[self.sample.variant.turn % len(items)]] if key == "when any" and items else items
            self._items(chosen, construct, zero, depth)
        for act in (construct.before, construct.act):
            if act is not None:
                self._term(act, construct, timedelta(days=1) if construct.arises else zero)
        after = DONE[self.sample.variant.done]
        if construct.done_by is not None and after is not None:
            self._term(construct.done_by, construct, after)
        if after is not None or construct.done_by is None:
            self._items(construct.kept_by, construct, zero, depth)

    def rider(self, construct: Construct) -> None:
        """What makes a deeming or an extension apply, and the day that it grants."""
        self._items(construct.items("when"), construct, timedelta(days=1), DEEPEST)
        granted = self.sample.ids.get(construct.to.new_date_in) if construct.to is not None else None
        if granted is not None:
            self.sample.fields_of(granted).setdefault("new date", self._at(timedelta(days=70))[:10])

    def fill(self) -> None:
        """Make the choices that are open, if this sample does."""
        for name, fields in self.sample.facts if self.sample.variant.filled else ():
            for each in self.kinds[name].fields.values() if name in self.kinds else ():
                if each.type == "choice" and each.options:
                    fields.setdefault(each.name, each.options[0])

    def _items(self, items: Sequence[Item], construct: Construct, after: timedelta, depth: int) -> None:
        for item in items:
            if isinstance(item, Term) and not item.absent:
                self._term(item, construct, after)
            elif isinstance(item, JudgementItem):
                about = [self.sample.ids.get(name) or self._party(name) for name in item.about]
                self._said(item.judged.standard, about[0], item.judged.says, item.judged.strength)
            elif isinstance(item, StatusItem) and depth < DEEPEST:
                norm = self.program.norms[item.norms[0]] if item.norms else None
                if norm is not None and norm.wordings:
                    self.norm(norm.wordings[-1].construct, depth + 1)

    def _term(self, term: Term, construct: Construct, after: timedelta) -> None:
        """A fact that fits a term, once for each name; with it what a definition asks beside it."""
        if term.name in self.sample.ids:
            self._narrow(term)
            return
        kind = self.kinds.get(self._kind(term))
        if kind is None:
            return
        if kind.name == "role":
            self._role(term)
            return
        id = f"{kind.name.replace(' ', '-')}-{len(self.sample.facts) + 1}"
        self.sample.ids[term.name] = id
        fields: Data = {"id": id, **self._time(term, kind, after)}
        self.sample.facts.append((kind.name, fields))
        self._fill(term, kind, fields)
        for judged in term.judged:
            self._said(judged.standard, id, judged.says == self.sample.variant.says, judged.strength)
        for proviso in term.guard:
            if proviso.how in ("when", "when any"):
                self._items(
                    proviso.items[:1] if proviso.how == "when any" else proviso.items, construct, after, DEEPEST
                )

    def _kind(self, term: Term) -> str:
        return term.kinds[self.sample.variant.turn % len(term.kinds)]

    def _narrow(self, term: Term) -> None:
        """What a later term asks of a fact that is there already."""
        id = self.sample.ids[term.name]
        fields = self.sample.fields_of(id)
        self._fill(term, self.kinds[next(kind for kind, told in self.sample.facts if told is fields)], fields)
        for judged in term.judged:
            self._said(judged.standard, id, judged.says == self.sample.variant.says, judged.strength)

    def _fill(self, term: Term, kind: Kind, fields: Data) -> None:
        for test in term.tests:
            value = self._value(test, kind)
            if value is not None and test.field in kind.fields:
                fields.setdefault(test.field, value)

    def _value(self, test: Test, kind: Kind) -> Any:
        of = kind.fields[test.field].type if test.field in kind.fields else ""
        if test.kind == "party":
            return self._party(test.wanted[0])
        if test.kind == "offices":
            return list(test.wanted) if test.every else test.wanted[self.sample.variant.turn % len(test.wanted)]
        if test.kind == "same":
            return self._key(test, of)
        if test.kind == "fact":
            return next((self.sample.ids[name] for name in test.wanted if name in self.sample.ids), None)
        if test.kind == "number":
            low, high = test.bounds[:2]
            return str(low if low is not None else high)
        if test.kind == "one of":
            value = test.wanted[self.sample.variant.turn % len(test.wanted)]
            return [value] if of == "several" else value
        return list(test.wanted) if test.kind == "all of" else None

    def _key(self, test: Test, of: str) -> Any:
        """A value that two facts share: a key by the name of its field, else what the other fact has."""
        other = self.sample.ids.get(test.wanted[0])
        fields = self.sample.fields_of(other) if other else {}
        if test.field not in fields:
            if of in PARTY_TYPES or of == "reference":
                return None
            fields[test.field] = self._thing(test.field)
        return fields[test.field]

    def _thing(self, field: str) -> str:
        """The one key that all facts of the sample share in a field; declared where keys of that name are."""
        if field not in self.sample.keys:
            self.sample.keys[field] = f"{field.replace(' ', '-')}-1"
            if field in self.sample.vocabulary.things:
                self.sample.facts.insert(0, (field, {"id": self.sample.keys[field]}))
        return self.sample.keys[field]

    def _role(self, term: Term) -> None:
        """A role is told of the traffic, or of the fact that is the call."""
        tests = {test.field: test for test in term.tests}
        over = next((name for name in tests if name not in ("of", "is")), "traffic")
        party = self._party(tests["of"].wanted[0]) if "of" in tests else ""
        role = tests["is"].wanted[self.sample.variant.turn % len(tests["is"].wanted)] if "is" in tests else ""
        key = self._thing(over)
        told = next((fields for _, fields in self.sample.facts if fields["id"] == key), None)
        if told is None:
            told = {"id": key, "happened": self._at(timedelta(0))}
            self.sample.facts.insert(0, (over, told))
        told.setdefault("roles", {}).setdefault(party, role)
        if over in tests and tests[over].kind == "same":
            self._key(tests[over], "key")

    def _party(self, name: str) -> str:
        """A party of the file, by its name there; an office by its own."""
        if name in self.sample.vocabulary.offices:
            return name
        id = name.replace(" ", "-")
        self.sample.parties.setdefault(id, {"name": f"{name.capitalize()} Inc."})
        return id

    def _said(self, standard: str, about: str, says: bool, strength: str | None) -> None:
        known = self.sample.vocabulary.standards[standard]
        by = next((office for office in known.decided_by if office != "bearer"), None)
        told = {
            "standard": standard,
            "about": about,
            "says": "yes" if says else "no",
            "by": by,
            "dated": self._at(ASKED[1])[:10],
        }
        if by is not None and not any(
            (each["standard"], each["about"]) == (standard, about) for each in self.sample.said
        ):
            self.sample.said.append(told | ({"strength": strength} if strength else {}))

    def _time(self, term: Term, kind: Kind, after: timedelta) -> Data:
        moved = {relation.how for relation in term.relations if "the deadline" not in relation.names[0]}
        after += timedelta(days=-1) if "before" in moved else timedelta(days=1) if "after" in moved else timedelta(0)
        if kind.timeless:
            return {}
        if kind.period:
            return {"began": self._at(after - timedelta(days=10))}
        told = [name for name in ("received", "delivered", "published") if name in kind.fields]
        clocks = {name: self._at(after) for name in told if kind.fields[name].type == "time"}
        return {"happened": self._at(after), **clocks}

    def _at(self, after: timedelta) -> str:
        return (self.sample.start + after).isoformat()
