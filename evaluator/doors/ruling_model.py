"""The shape of a ruling, as pydantic models: what `assess --engine durable --json` prints, where an engine gives no reasons."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluator.doors.record_model import Asked, Instant, Shape


class RuledDue(Shape):
    """The end of a window, as an interval over every start there may have been."""

    earliest: Instant
    latest: Instant


class RuledFinding(Shape):
    """The status of one instance of a norm."""

    norm: str
    about: str = Field(description="the fact it arises from, or the act it judges")
    bearer: str
    toward: str | None
    status: str
    due: RuledDue | None = Field(description="null: it has no end, or none that is known")


class RuledAnswer(Shape):
    """The answer to one question for one party, or for one party toward another."""

    question: str
    by: str | None
    toward: str | None
    status: str


class RulingModel(Asked):
    """What an engine that gives no reasons says of a case; no record, and nothing that can be replayed."""

    format: Literal["callrules ruling 1"]
    findings: list[RuledFinding]
    answers: list[RuledAnswer]
    unsupported: dict[str, str] = Field(description="the norms and questions that this engine does not decide, and why")
    shared: list[str] = Field(description="what this engine did not work out by itself")
