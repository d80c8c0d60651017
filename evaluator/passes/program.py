"""A program: the norms of a rulebook for one law and one choice of readings, each with its wordings and what rides on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.leaves import InForce
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct, Term
from evaluator.passes.amounts import Priced

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Wording:
    """One version of a norm, in force over [`since`, `until`) in µs; `compliance` is when it begins to bind."""

    construct: Construct
    since: int
    until: int
    version: Version

    @cached_property
    def force(self) -> InForce:
        """That it is in force at the instant read at; one leaf for all who ask."""
        return InForce(self.construct.citation, self.since, self.until)


@dataclass(frozen=True, eq=False)
class Norm:
    """A norm through all its versions. `deemings` and `extensions` are the norms that ride on it."""

    id: str
    kind: str
    card: Card
    section: Section
    wordings: tuple[Wording, ...]
    deemings: tuple[Norm, ...] = ()
    extensions: tuple[Norm, ...] = ()

    @cached_property
    def is_act(self) -> bool:
        """Whether it is about acts: a prohibition, permission or power."""
        return self.kind in ("prohibition", "permission", "power")

    @cached_property
    def acts(self) -> tuple[Term, ...]:
        """The acts that it is about, in one of its wordings or another."""
        return tuple(dict.fromkeys(w.construct.act for w in self.wordings if w.construct.act is not None))

    @cached_property
    def acts_on(self) -> frozenset[str]:
        """The kinds of fact that are those acts."""
        return frozenset(kind for act in self.acts for kind in act.kinds)

    @cached_property
    def set_off_by(self) -> frozenset[str]:
        """The kinds of fact that set a burden or duty off, or that a norm about acts may judge; of any other norm, none."""
        if self.kind not in ("burden", "duty") and not self.is_act:
            return frozenset()
        constructs = [wording.construct for wording in self.wordings]
        terms = [c.act if self.is_act else c.before or c.arises[0] for c in constructs]
        return frozenset(kind for term in terms if isinstance(term, Term) for kind in term.kinds)


@dataclass(frozen=True, eq=False)
class Program:
    """Norms in an order in which each stands after those it builds on, with names resolved for one law and one choice of readings.

    `amounts` are what the breach of a norm may cost, by its id. `plans` is for an engine to keep what it works out of the norms alone."""

    rulebook: Rulebook
    norms: Mapping[str, Norm]
    law: date | None
    readings: Mapping[str, str]
    plans: dict[Any, Any] = field(default_factory=dict, repr=False)
    amounts: Mapping[str, tuple[Priced, ...]] = field(default_factory=dict)

    @property
    def counterfactual(self) -> bool:
        """Whether another law is applied than that of each day."""
        return self.law is not None or bool(self.rulebook.as_if)


def of_program(make: Callable[Concatenate[Program, P], R]) -> Callable[Concatenate[Program, P], R]:
    """Work something out once for each program: it is kept with the program, and gone with it."""

    @wraps(make)
    def kept(program: Program, /, *args: P.args, **named: P.kwargs) -> R:
        key = (make, *args)
        if key not in program.plans:
            program.plans[key] = make(program, *args, **named)
        found: R = program.plans[key]
        return found

    return kept
