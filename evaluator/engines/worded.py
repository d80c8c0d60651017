"""One wording of a burden or duty, looked at once for all cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, Item, Term, is_yearly
from evaluator.engines.windows import readings_of
from evaluator.passes.program import Norm, Program, Wording

Names = Mapping[str, Any]


def touches(wording: Wording, *tellings: Telling) -> bool:
    """Whether a fact may have happened, in one of its tellings, while a wording was in force."""
    since, until = wording.since, wording.until
    for telling in tellings:
        earliest, latest = telling.time
        if since < latest and earliest < until:
            return True
    return False


class Worded:
    """One wording of a burden or duty, looked at once: what sets it off, and which of the rarer things it asks.

    `completing` is what completes its trigger, `joined` those that may bring in more parties, `shown` as far as that has to be shown of a
    party that the case does not name. `deemings` are the wordings of what rides on its norm, each with its norm.
    """

    __slots__ = (
        "any", "by_entry", "completing", "construct", "deemings", "joined", "kinds", "norm", "readings", "relapses", "shown",
        "trigger", "when", "wording", "yearly",
    )  # fmt: skip

    def __init__(self, program: Program, norm: Norm, wording: Wording) -> None:
        self.norm, self.wording, self.construct = norm, wording, wording.construct
        construct = self.construct
        trigger = construct.before or construct.arises[0]
        assert isinstance(trigger, Term)
        self.trigger, self.kinds = trigger, frozenset(trigger.kinds)
        self.completing = construct.arises[1:]
        self.joined = [item for item in self.completing if isinstance(item, Term) and not item.absent]
        self.shown = [i for i in self.completing if isinstance(i, Term) and not _asks(i, construct.bearer)]
        self.when, self.any = construct.items("when"), construct.items("when any")
        self.by_entry, self.yearly = construct.by_entry, is_yearly(construct)
        self.relapses: list[Term] = [item for item in construct.items("revived by") if isinstance(item, Term)]
        self.deemings = [(rider, wording) for rider in norm.deemings for wording in rider.wordings]
        self.readings = readings_of(program, construct)


def is_joined(norm: Norm) -> bool:
    """Whether one more fact completes what a burden or duty arises from."""
    return any(isinstance(i, Term) and not i.absent for w in norm.wordings for i in w.construct.arises[1:])


def completing(construct: Construct, names: Names) -> Sequence[Item]:
    """What completes a trigger, as far as it has to be shown: an unnamed party has it."""
    if names.get(construct.bearer or "", ANY_PARTY) != ANY_PARTY:
        return construct.arises[1:]
    return [item for item in construct.arises[1:] if isinstance(item, Term) and not _asks(item, construct.bearer)]


def apart(called: Sequence[str], names: Names) -> bool:
    """Whether two names of one term are two parties."""
    return len({names[name] for name in called}) == len(called)


def _asks(term: Term, party: str | None) -> bool:
    """Whether a term asks that a fact name a party."""
    return any(test.kind == "party" and test.wanted[0] == party for test in term.tests)
