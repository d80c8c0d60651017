"""Versions of norms as the proof checker has them, and what it says of those that it does not know."""

from __future__ import annotations

from dataclasses import dataclass

from evaluator.documents.cards import Version
from evaluator.documents.terms import Construct


class Unknown(Exception):
    """Something that this checker does not know, so that what rests on it cannot be checked."""


@dataclass(frozen=True, eq=False)
class Wording:
    """One version of a norm, in force from `since` to `until` (µs UTC, half-open). `strange` is what the checker does not know of it."""

    construct: Construct
    since: int
    until: int
    version: Version
    strange: str = ""

    def known(self) -> Construct:
        """The construct, if the checker knows all that it says."""
        if self.strange:
            raise Unknown(f"`{self.construct.id}` {self.strange}")
        return self.construct
