"""What an engine says of one case at one instant, so that the words of two engines can be laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from evaluator.documents.case import Facts
from evaluator.passes.program import Program


class Found(NamedTuple):
    """The status of one instance of a norm. `about` is the id of the fact it arises from, or of the act it judges.

    `due` is the end of its window, [earliest, latest) in µs UTC; None where it has none.
    """

    norm: str
    about: str
    bearer: str
    toward: str
    status: str
    due: tuple[int, int] | None


class Answered(NamedTuple):
    """The answer to one question for one party, or for one party toward another."""

    question: str
    by: str
    toward: str
    status: str


class Opinion(NamedTuple):
    """Everything an engine says; `unsupported` gives, for each norm or question it does not decide, why.

    `shared` names what it did not work out by itself but took from the code it shares with the others.
    """

    engine: str
    findings: tuple[Found, ...]
    answers: tuple[Answered, ...]
    unsupported: Mapping[str, str]
    shared: tuple[str, ...]


class NoOpinion(Exception):
    """The engine could not answer: a crash, a refusal, a time-out, a library that is not there. The message is a plain sentence."""


class Engine(Protocol):
    """Something that decides cases."""

    name: str

    def opinion(self, program: Program, facts: Facts, at: int, presume: bool = True) -> Opinion:
        """What it says of these facts at an instant (µs UTC); NoOpinion if it cannot say."""
