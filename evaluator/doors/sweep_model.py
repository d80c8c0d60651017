"""The shape of a sweep over all readings, as pydantic models: what `assess --all-readings --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evaluator.doors.record_model import RecordModel, Shape


class Turn(Shape):
    """Switches turned together, and the status they give."""

    readings: dict[str, str]
    then: str


class SweptModel(Shape):
    """One finding or answer under all readings."""

    kind: Literal["answer", "finding"]
    label: str
    status: str
    holds: bool = Field(description="under every reading that was looked at")
    turns_on: list[str]
    turns: list[Turn] = Field(description="the fewest switches that give each other status")
    whole: bool = Field(description="every combination was looked at; else each switch was turned alone")


class SweepModel(Shape):
    """An assessment, and what becomes of it under all readings: what `assess --all-readings --json` prints."""

    format: Literal["callrules sweep 1"]
    record: RecordModel
    switches: list[str] = Field(description="every switch that a norm consults")
    evaluations: int = Field(description="how often a norm was matched")
    swept: list[SweptModel]
