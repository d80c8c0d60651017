"""A program: the norms of a rulebook for one law and one choice of readings, each with its wordings and what rides on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evaluator.documents.cards import Card, Section, Version
from evaluator.documents.rulebook import Rulebook
from evaluator.documents.terms import Construct
from evaluator.passes.amounts import Priced


@dataclass(frozen=True, eq=False)
class Wording:
    """One version of a norm, in force over [`since`, `until`) in µs; `compliance` is when it begins to bind."""

    construct: Construct
    since: int
    until: int
    version: Version


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
