"""What the reference engine can say of a term whatever the case: what it tests, whose record it is in, what it joins on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from evaluator.documents.terms import Term, Test
from evaluator.documents.vocabulary import Vocabulary

Check = tuple[str, str, Any, Test, str | None]


class Plan:
    """One term, looked at once.

    `checks` are its tests as (field, kind, what is wanted, test, the same in words), `parties` the names that it binds with the field of
    each, `names` those names once each. `subject` is the name of the party whose record such a fact is in, `others` of those who keep it
    too, `presumed`: it is absent unless shown. `to` is the one recipient that it asks for; `several`: it may ask for more than one.
    `joined` keeps which items after it join on it.
    """

    __slots__ = (
        "checks", "joined", "joins", "kinds", "loose", "names", "others", "parties", "presumed", "several", "subject", "term", "to",
    )  # fmt: skip

    def __init__(self, term: Term, vocabulary: Vocabulary) -> None:
        kinds = [vocabulary.kinds[kind] for kind in term.kinds]
        fields = {field for kind in kinds for field in kind.recorders}
        named = [test for test in term.tests if test.kind == "party"]
        self.term, self.kinds, self.loose = term, term.kinds, term.kinds_from is not None
        self.checks: tuple[Check, ...] = tuple(_check(test) for test in term.tests)
        self.parties = tuple((test.wanted[0], test.field) for test in named)
        self.names = tuple(dict.fromkeys(name for name, _ in self.parties))
        self.presumed = all(kind.absent_unless_shown for kind in kinds)
        own = [test.wanted[0] for test in named if test.field in fields]
        whose = own or ([name for name, _ in self.parties] if self.presumed else [])
        self.subject = whose[0] if whose else None
        self.others = tuple(dict.fromkeys(own[1:]))
        self.several = any(test.kind == "field of" or (test.every and len(test.wanted) > 1) for test in term.tests)
        self.joined: dict[tuple[int, ...], bool] = {}
        self.to = next((test.wanted[-1] for test in term.tests if test.kind == "offices" and test.every), "")
        self.to = next(
            (test.wanted[2] for test in term.tests if test.kind == "field of" and len(test.wanted) > 2), self.to
        )
        self.joins: Sequence[Test] = [test for test in term.tests if test.kind == "fact"] or named


class Plans(dict[int, Plan]):
    """The plans of the terms of one rulebook, by the identity of each term; a plan holds its term, so that no other takes its identity."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self._made: dict[object, Term] = {}

    def kept(self, key: object, make: Callable[[], Term]) -> Term:
        """A term made from others, the same each time: it is known by its identity."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = make()
        return found

    def of(self, term: Term) -> Plan:
        """The plan of a term, made when it is first asked for."""
        plan = self.get(id(term))
        if plan is None:
            plan = self[id(term)] = Plan(term, self.vocabulary)
        return plan


class Lent:
    """Terms made for one case, of what it says: their plans are dropped as soon as nobody can ask for them any more."""

    def __init__(self, plans: Plans) -> None:
        self.plans = plans
        self.splits: dict[tuple[object, ...], list[Term]] = {}

    def __del__(self) -> None:
        for term in (term for made in self.splits.values() for term in made):
            self.plans.pop(id(term), None)


def _check(test: Test) -> Check:
    """A test, and what it asks for in words where no name has to be looked up for that."""
    wanted = test.wanted[:1] if test.kind == "hours" else test.wanted
    words = None if test.kind in ("party", "fact", "same") else " or ".join(wanted)
    return (test.field, test.kind, test.wanted[0] if test.kind == "party" else test.wanted, test, words)
