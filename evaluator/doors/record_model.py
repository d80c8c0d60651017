"""The shape of a record, as pydantic models: the published schema, and a check that a record read back is one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Instant = Annotated[str, Field(description="RFC 3339, UTC", examples=["2022-07-10T04:00:00Z"])]


class Shape(BaseModel):
    """A closed, unchanging object."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Due(Shape):
    """The last instant still in time: as an interval over every start there may have been; an instant on its earliest end is in time."""

    earliest: Instant | None
    latest: Instant | None
    printed: Instant | None = Field(description="the date the agency printed, which replaces the computed one")
    computed: list[Instant] | None
    agrees: bool | None = Field(description="whether printed and computed agree")


class Done(Shape):
    """A good act on record."""

    fact: str
    kind: str
    time: list[Instant]
    late: bool


class ReadingUsed(Shape):
    """A switch the status rests on."""

    name: str
    option: str
    cite: str


class Matter(Shape):
    """One open matter, filled."""

    matter: str
    about: list[str]
    is_: Literal["yes", "no"] = Field(alias="is")
    words: str


class Missing(Shape):
    """A minimal set of open matters that settles the status, and the status it leads to."""

    if_: list[Matter] = Field(alias="if")
    then: str


class Presumption(Shape):
    """What is presumed absent."""

    kinds: list[str]
    about: str
    words: str


class Declaration(Shape):
    """Whose word it is that a record is complete."""

    records: str
    about: str
    through: Instant
    said_by: str


class Word(Shape):
    """A determination it rests on."""

    standard: str
    about: list[str]
    says: Literal["yes", "no"]
    by: str


class Rule(Shape):
    """A norm by citation and name, with what it says."""

    citation: str
    name: str
    gist: str


class Ground(Shape):
    """A norm that answers the question."""

    citation: str
    name: str
    layer: str
    status: str
    trigger: str | None = None


class Dormant(Shape):
    """A norm that would answer the question and is not in force."""

    citation: str
    name: str
    begins: str | None = Field(description="the first day of its next version; null: there is none")
    ended: str | None = Field(description="the first day on which its last version no longer stood")


class Early(Shape):
    """A fact that came before a norm it would set off, so that nothing arose from it."""

    citation: str
    name: str
    fact: str
    begins: Instant


class Wording(Shape):
    """The version applied."""

    effective: str
    authority: str


class Explained(Shape):
    """What answers and findings share."""

    status: str
    disputed: bool
    decided_despite_unknowns: str | None
    until: Instant | None = Field(
        description="next instant at which the status changes if nothing more happens; null: never by itself"
    )
    readings: list[ReadingUsed]
    missing: list[Missing]
    presumes: list[Presumption]
    declarations: list[Declaration]
    determinations: list[Word]
    own_word: list[Word] = Field(description="determinations by the party itself")
    supposed: list[str]
    because: list[dict[str, Any]] = Field(description="the proof: nested conditions down to facts")


class AnswerModel(Explained):
    """The answer to one question for one pair."""

    question: str
    asks: str
    by: str | None = Field(description="a party, or `*` for any other provider")
    toward: str | None
    status: Literal["yes", "no", "undetermined", "not applicable"]
    from_: Instant | None = Field(alias="from")
    before_use: list[Rule]
    never: list[Rule]
    norms: list[Ground]
    not_in_force: list[Dormant]
    too_early: list[Early]


class Assessed(Shape):
    """The assessment on file that picks the sum."""

    fact: str
    time: list[Instant]
    sure: bool = Field(description="it has surely happened, and is of this breach")
    supposed: bool


class Sum(Shape):
    """A sum from one day on: for each `per`, and `in_all` at most."""

    from_: str = Field(alias="from")
    sort: Literal["at most", "base", "exactly", "at least"] | None
    sum: str | None
    per: str | None
    in_all: str | None
    source: str
    sure: str
    doubts: str | None


class Amount(Shape):
    """What a breach may cost: `assessed` null as if assessed at `at`; several sums where the day is not sure. Never a total."""

    citation: str
    name: str
    only_if: str | None
    assessed: Assessed | None
    sums: list[Sum]
    none_known_before: str | None = Field(
        description="the day may lie before this one, the first for which a sum is known"
    )


class FindingModel(Explained):
    """One norm's instance."""

    citation: str
    name: str
    kind: Literal["burden", "duty", "prohibition", "permission", "power"]
    bearer: str
    toward: str | None
    trigger: str | None
    year: int | None = Field(default=None, description="of a yearly norm: the year")
    layer: Literal["statute", "rule", "order", "letter"]
    due: Due | None
    done: list[Done]
    version: Wording
    sure: str
    amounts: list[Amount] | None = Field(default=None, description="of a breach, or what may be one; there only if any")


class Engine(Shape):
    """Which engine was asked and which answered."""

    asked: str
    answered: str


class Compared(Shape):
    """How much of what the reference says was laid beside the words of the other engine."""

    findings: int
    answers: int


class Undecided(Shape):
    """Norms and questions that the other engine does not decide, and why."""

    why: str
    names: list[str]


class Second(Shape):
    """What another engine said of the same case: that it agrees, or why there is no second opinion."""

    engine: str
    agreed: Literal[True] | None = Field(
        description="null: there is no second opinion; a record on which two engines differ is not made"
    )
    why_none: str | None
    compared: Compared | None
    unsupported: list[Undecided]
    shared: list[str] = Field(description="what the other engine did not work out by itself")


class RulebookUsed(Shape):
    """The rulebook as a whole."""

    version: str
    digest: str


class CaseUsed(Shape):
    """The case as a whole; its digest is over what it says that was recorded by `known`, however it is written."""

    name: str
    digest: str
    supposes: bool


class Asked(Shape):
    """What was asked, of what, and who answered."""

    at: Instant
    known: Instant | None
    law: str | None
    as_if: list[str] | None = Field(
        default=None, description="paragraphs applied in a text that is not in force; there only where some were named"
    )
    counterfactual: bool
    presume: Literal["default", "none"]
    readings: dict[str, str] = Field(description="switches turned away from their defaults")
    engine: Engine
    rulebook: RulebookUsed
    case: CaseUsed
    package: str


class RecordModel(Asked):
    """Everything needed to repeat and defend an answer."""

    format: Literal["callrules record 1"]
    second_opinion: Second | None = Field(default=None, description="there only where one was asked for")
    digest: str = Field(description="SHA-256 of this record's canonical JSON (RFC 8785) with an empty text here")
    recorded_presumed: list[str] = Field(
        description="facts without `recorded`: taken as known as soon as they may have happened"
    )
    offices: dict[str, str] = Field(description="parties taken for an office, by what they declare or by their name")
    answers: list[AnswerModel]
    findings: list[FindingModel]
