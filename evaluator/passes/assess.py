"""Assessing: a reckoning, read at one instant, becomes findings and answers."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from evaluator.documents.terms import Construct
from evaluator.passes.findings import STATUS_WORDS, Explained, Finding
from evaluator.passes.grounds import Act, Asked, Ground, Step
from evaluator.passes.naming import SETTLED
from evaluator.passes.reasons import Reading
from evaluator.passes.settle import NOT_ARISEN, Position, due, status
from evaluator.words.formula import Every, Named, Node, Opposite, View
from evaluator.words.times import midnight
from evaluator.words.truth import DISPUTED, NO, YES


def position_finding(position: Position, view: Reading) -> Finding | None:
    """The finding of a burden's or duty's instance; None while it has not arisen."""
    told = status(position, view)
    if told[0] == NOT_ARISEN:
        return None
    words = STATUS_WORDS[position.norm.kind]

    def read(at: View) -> str:
        found = status(position, at)[0]
        return words.get(found, found)

    def ways() -> dict[str, Node]:
        return {
            words.get("fulfilled", "fulfilled"): Named("fulfilled", Every([position.arises, position.met]), position),
            "excused": Named("excused", Every([position.arises, position.excused]), position),
            words.get("missed", "missed"): Named("missed", position.missed, position),
            "pending": Named("pending", Opposite(position.over), position),
            "not arisen": Named("not arisen", Opposite(position.arises), position),
        }

    about = {"norm": position.norm, "wording": position.wording, "names": position.names, "trigger": position.trigger}
    own = {**about, "position": position, "due": due(position, view)}
    return Finding((words.get(told[0], told[0]), told[1]), ways, read, view, own)


def truth_word(node: Node, view: View) -> tuple[str, bool]:
    """Yes, no or undetermined, and whether it is disputed."""
    truth = node.truth(view)
    return ("yes" if truth == YES else "no" if truth == NO else "undetermined", truth == DISPUTED)


def act_finding(act: Act, view: Reading) -> Finding | None:
    """The finding of an act on record under an act norm; None if it has surely not been done by now."""
    if act.done.truth(view) == NO:
        return None
    ways = _ways(act)

    def read(at: View) -> str:
        if act.done.truth(at) == NO:
            return "not done"
        for word, node in ways:
            if node.truth(at) == YES:
                return word
        return "undetermined"

    told = read(view)
    disputed = told == "undetermined" and any(node.truth(view) == DISPUTED for _, node in ways)
    about = {"norm": act.norm, "wording": act.wording, "names": act.names, "trigger": act.telling}
    return Finding((told, disputed), lambda: dict(ways), read, view, about)


def _ways(act: Act) -> list[tuple[str, Node]]:
    done, allowed, first = act.done, act.allowed, act.first
    if act.norm.kind == "prohibition":
        return [
            ("violated", Every([done, allowed])),
            ("excused", Every([done, act.excused])),
            ("respected", Opposite(allowed)),
        ]
    return [
        ("used", Every([done, allowed, first])),
        ("used without the condition", Every([done, allowed, Opposite(first)])),
        ("used while not available", Every([done, Opposite(allowed)])),
    ]


class Answer(Explained):
    """The answer to one question for one pair at one instant: yes, no, undetermined or not applicable."""

    asked: Asked

    def __init__(self, asked: Asked, view: Reading, applicable: bool = True) -> None:
        word, disputed = truth_word(asked.node, view)
        told = (word if applicable else "not applicable", disputed)
        super().__init__(
            told, lambda: {"": asked.node}, lambda at: truth_word(asked.node, at)[0], view, {"asked": asked}
        )

    @property
    def constructs(self) -> tuple[Construct, ...]:
        """Those of the norms in force that may answer."""
        return tuple(ground.wording.construct for ground, _ in self.grounds)

    @cached_property
    def own_readings(self) -> frozenset[str]:
        """The readings on which the norms in force that may answer rest themselves."""
        at = self.view.at
        owed = [n for n in self.asked.norms if n.kind in SETTLED]
        bound = [w for norm in owed for w in norm.wordings if w.since <= at < w.until]
        wordings = [*bound, *(ground.wording for ground, _ in self.grounds)]
        return frozenset(name for wording in wordings for name in wording.construct.readings)

    @cached_property
    def before_use(self) -> tuple[Step, ...]:
        """The steps still owed by whoever wants to use the permission.

        Of one that is surely not there, none beside another that may be; nor of any beside one that is there and asks for none.
        """
        owed = tuple(step for step in self.asked.steps if step.node.truth(self.view) != YES)
        if self.status == "no":
            return owed
        there = [ground for ground in self.asked.grounds if ground.node.truth(self.view) == YES]
        if any(all(ground not in step.of for step in owed) for ground in there):
            return ()
        return tuple(step for step in owed if any(ground.node.truth(self.view) != NO for ground in step.of))

    @cached_property
    def begins(self) -> int | None:
        """For an answer that is not yes: the next instant (µs) at which it becomes yes if nothing more happens."""
        if self.status == "yes":
            return None
        moment = self.until
        return moment if moment is not None and self.read(View(moment, self.view.at)) == "yes" else None

    @cached_property
    def grounds(self) -> tuple[tuple[Ground, str], ...]:
        """The norms in force that may answer, each with its own truth."""
        return tuple(
            (g, truth_word(g.node, self.view)[0]) for g in self.asked.grounds if g.force.truth(self.view) == YES
        )


def not_applicable(asked: Asked, at: int, zone: ZoneInfo, law: date | None) -> bool:
    """Whether the object of a question did not exist yet."""
    since = asked.question.since
    return since is not None and ((law < since) if law is not None else at < midnight(since, zone))
