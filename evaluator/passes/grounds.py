"""What an engine finds about acts: acts on record under act norms, and the grounds on which questions are answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.questions import Question
from evaluator.passes.program import Norm, Wording
from evaluator.passes.settle import Position
from evaluator.words.formula import Node


@dataclass(slots=True, eq=False)
class Act:
    """An act on record under an act norm, each condition read at the act's own moment.

    `done`: it fits and has happened; `allowed`: the norm held (a permission was available, a prohibition bound it); `excused`: it would
    have held but for an excuse; `first`: what had to come before it did.
    """

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    telling: Telling
    done: Node
    allowed: Node
    excused: Node
    first: Node


@dataclass(slots=True, eq=False)
class Ground:
    """A version of a norm that answers a question for one pair, the condition under which it does, and that it is in force."""

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    node: Node
    force: Node


@dataclass(slots=True, eq=False)
class Step:
    """A duty owed before a permission is used: whether it is done, and the grounds that ask for it."""

    norm: Norm
    wording: Wording
    node: Node
    of: Sequence[Ground] = ()


@dataclass(eq=False)
class Asked:
    """One question for one pair. `by` is a party, `*` for any, or empty; `norms` are all that may answer it.

    What goes with its use is found when it is asked for.
    """

    question: Question
    by: str
    toward: str
    node: Node
    grounds: Sequence[Ground]
    positions: Sequence[Position]
    in_force: Node
    norms: Sequence[Norm]
    steps_of: Callable[[Sequence[Ground]], Sequence[Step]]
    limits_of: Callable[[Sequence[Ground]], Sequence[Norm]]

    @cached_property
    def steps(self) -> Sequence[Step]:
        """What is owed before use."""
        return self.steps_of(self.grounds)

    @cached_property
    def limits(self) -> Sequence[Norm]:
        """What prevails whatever holds."""
        return self.limits_of(self.grounds)
