"""What a leaf says, for people: used where something is missing, presumed or relied on."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, Case, Telling
from evaluator.documents.leaves import (
    Assumed, FieldOpen, Fits, Happened, InForce, InTime, Ordered, Over, Presumed, Spoken, Unrecorded,
)  # fmt: skip
from evaluator.words.formula import Key, Leaf
from evaluator.words.times import EVER, NEVER, Interval, spoken


class Sayer:
    """Says leaves of one case, with times in one zone."""

    def __init__(self, case: Case, zone: ZoneInfo) -> None:
        self.case, self.zone = case, zone

    def party(self, id: str) -> str:
        """A party's name; an unnamed one is `any other provider`."""
        if id in (ANY_PARTY, ""):
            return "any other provider"
        known = self.case.parties.get(id)
        return known.name if known else id

    def fact(self, telling: Telling) -> str:
        """A fact: its kind and id."""
        return f"the {telling.kind} `{telling.id}`"

    def when(self, time: Interval, zone: ZoneInfo | None = None) -> str:
        """An interval: a day, a minute, an instant or a range."""
        zone = zone or self.zone
        if time.earliest <= NEVER and time.latest >= EVER:
            return "at an unknown time"
        if time.earliest <= NEVER:
            return f"before {spoken(time.latest, zone)}"
        if time.latest >= EVER:
            return f"not before {spoken(time.earliest, zone)}"
        if time.latest == time.earliest + 1:
            return spoken(time.earliest, zone)
        first, after = spoken(time.earliest, zone), spoken(time.latest, zone)
        if time.latest - time.earliest == 60_000_000:
            return first
        day = spoken(time.latest - 1, zone)
        if first.split(" 00:00")[0] == day.removeprefix("the end of ").split(" 00:00")[0]:
            return first.split(" 00:00")[0] + ", hour unknown"
        return f"between {first} and {after}"

    def open_matter(self, leaf: Leaf) -> str:
        """What would have to be known, as a noun phrase."""
        match leaf:
            case Over():
                return f"the hour of {self._id(leaf.trigger)}"
            case InTime():
                exact = leaf.telling.time.latest == leaf.telling.time.earliest + 1
                return f"the hour of {self._id(leaf.trigger) if exact else self.fact(leaf.telling)}"
            case FieldOpen():
                return f"{leaf.test.field} of {self.fact(leaf.telling)} ({self._why(leaf)}; asked: {leaf.key[3]})"
            case Spoken():
                about = " and ".join(self._id(id) for id in leaf.about)
                return f"a determination of {leaf.judged.standard} about {about}"
            case Unrecorded():
                until = "" if leaf.until >= EVER - 1 else f" up to {spoken(leaf.until, self.zone)}"
                return f"another {' or '.join(leaf.kinds)} by {self.party(leaf.about)}{until}, not on record"
            case Happened():
                return f"whether {self.fact(leaf.telling)} has happened yet"
            case InForce():
                since = spoken(leaf.since, self.zone)
                return f"whether {self._id(leaf.key[2])} came before or after {since}, when {leaf.citation} took effect"
            case Ordered():
                return f"whether {self.fact(leaf.telling)} came {leaf.how} {self.fact(leaf.other)}"
            case _:
                return " ".join(leaf.key)

    def presumption(self, leaf: Presumed) -> str:
        """What is presumed absent."""
        return f"no other {' or '.join(leaf.kinds)} concerning {self.party(leaf.about)} than those on record"

    def filled(self, leaf: Leaf, value: bool) -> str:
        """An open matter filled one way."""
        what = self.open_matter(leaf)
        match leaf:
            case Spoken():
                return f"{what}: {'yes' if value else 'no'}"
            case Unrecorded():
                kinds = " or ".join(leaf.kinds)
                return what.replace(", not on record", " turns up, in time and good") if value else f"the record of {kinds} is complete"
            case Over():
                return f"{what}: the window is {'over' if value else 'not over'}"
            case InTime():
                return f"{what}: {'in time' if value else 'too late'}"
            case FieldOpen():
                return f"{leaf.test.field} of {self.fact(leaf.telling)} is {'' if value else 'not '}{leaf.key[3]}"
            case Happened():
                return f"{self.fact(leaf.telling)} has {'' if value else 'not '}happened"
            case _:
                return f"{what}: {'yes' if value else 'no'}"

    def _why(self, leaf: FieldOpen) -> str:
        return {"absent": "not stated", "redacted": "redacted"}.get(leaf.why, "not known")

    def _id(self, id: str) -> str:
        telling = self.case.telling(id)
        return self.fact(telling) if telling is not None else self.party(id)


def matter_kind(leaf: Leaf) -> str:
    """What sort of matter is open: hour, determination, field, unrecorded act, …"""
    kinds = {
        Over: "hour", InTime: "hour", FieldOpen: "field", Spoken: "determination", Unrecorded: "unrecorded act", Happened: "happened",
        InForce: "effective date", Ordered: "order", Presumed: "presumption", Fits: "fact", Assumed: "supposition",
    }  # fmt: skip
    return kinds.get(type(leaf), "matter")


def by_key(found: list[Leaf]) -> dict[Key, Leaf]:
    """Leaves by the key that assumptions use."""
    return {leaf.key: leaf for leaf in found}
