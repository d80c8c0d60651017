"""Histories: everything as it really was, to the microsecond, and what the law makes of it, worked out plainly.

With nothing unknown there are no intervals and no third truth: a few comparisons say every status (the law is that of the letter: the
burdens of 47 CFR 64.1200(k)(4), the report of FCC 20-96 para. 43, a blocking under (k)(4), the removal from the database in 2022).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from situations import Data

from evaluator.words.times import HOUR, local, micro, rfc3339

EASTERN = ZoneInfo("America/New_York")
HOLIDAYS = {
    date(2022, 7, 4),
    date(2022, 12, 26),
    date(2023, 1, 2),
    date(2020, 10, 12),
    date(2022, 11, 11),
    date(2022, 11, 24),
}
RULE_BEGINS = micro(datetime(2020, 10, 14, tzinfo=EASTERN))
REFUSAL_BEGINS = micro(datetime(2021, 9, 28, tzinfo=EASTERN))
CARRIES = ("originating", "gateway", "intermediate")
STANDARDS = {
    "mitigation": "effective mitigation",
    "measures report": "effective measures",
    "traffic seen": "same or similar",
    "notice": "effective mitigation",
}


class Deed(NamedTuple):
    """One fact: when it happened (µs UTC), its fields, and how its standard was answered, if it has one and was."""

    kind: str
    id: str
    time: int
    fields: Mapping[str, Any]
    good: bool | None = None


class History(NamedTuple):
    """All there is: deeds in any order, the part played for the first campaign, whether the first letter's burden is excused."""

    deeds: tuple[Deed, ...]
    role: str
    excused: bool | None = None

    def by(self, at: int, kind: str, **fields: str) -> list[Deed]:
        """The deeds of a kind that have happened, with these values among those of their fields."""
        found = [deed for deed in self.deeds if deed.kind == kind and deed.time <= at]
        return [deed for deed in found if all(named(deed, *field) for field in fields.items())]


def named(deed: Deed, field: str, value: str) -> bool:
    """Whether a value is that of a field, or among its values."""
    told = deed.fields[field]
    return value in told if isinstance(told, list) else value == told


class Law(NamedTuple):
    """The two readings on which later events turn."""

    relapse_counts: bool = True
    cure_ends: bool = False


def end_of(day: date) -> int:
    """The last microsecond of a day in Eastern time."""
    return micro(datetime.combine(day + timedelta(days=1), datetime.min.time(), EASTERN)) - 1


def report_day(letter: Deed) -> int:
    """The end of the fourteenth day after a letter's, or of the next business day; or of the day it prints."""
    if letter.fields.get("prints"):
        return end_of(letter.fields["prints"])
    day = local(letter.time, EASTERN).date() + timedelta(days=14)
    while day.weekday() > 4 or day in HOLIDAYS:
        day += timedelta(days=1)
    return end_of(day)


def settled(met: bool, excused: bool, over: bool) -> str:
    """The status of a burden that has arisen."""
    return "discharged" if met else "excused" if excused else "not discharged" if over else "pending"


def notified(letter: Deed, at: int) -> bool:
    """Whether the Commission has notified the provider by then, under the rule."""
    return (
        letter.time <= at
        and letter.time >= RULE_BEGINS
        and named(letter, "by", "fcc")
        and named(letter, "to", "sipkonnect")
    )


def carries(history: History, letter: Deed) -> bool:
    """Whether the provider plays a part that the rule names, for a campaign of the letter."""
    return history.role in CARRIES or "loans" in letter.fields["traffic"]


def mitigation(history: History, letter: Deed, at: int, law: Law) -> tuple[str, bool]:
    """The burden to mitigate, and whether a missed one was cured late."""
    if not notified(letter, at) or not carries(history, letter):
        return "not arisen", False
    due = letter.time + 48 * HOUR
    good = [deed for deed in history.by(at, "mitigation", by="sipkonnect", answers=letter.id) if deed.good]
    campaigns = letter.fields["traffic"]

    def done(deeds: list[Deed]) -> bool:
        return all(any(campaign in deed.fields["traffic"] for deed in deeds) for campaign in campaigns)

    met = letter.good if letter.good is not None else done([deed for deed in good if deed.time <= due])
    again = [
        deed.time for deed in history.by(at, "traffic seen", resembles=letter.id) if deed.good and law.relapse_counts
    ]
    relapsed = any(seen > due for seen in again)
    for_us = [deed for deed in good if set(deed.fields["traffic"]) & set(campaigns)]
    late = any(deed.time > due and not any(seen > deed.time for seen in again) for deed in for_us)
    excused = bool(history.excused) and letter.id == "letter"
    status = settled(met and not relapsed, excused, at > due)
    return status, status == "not discharged" and done(good) and late


def report(history: History, letter: Deed, at: int) -> str:
    """The burden of an upstream provider to report measures; an extension counts once it is granted."""
    if not notified(letter, at) or not carries(history, letter):
        return "not arisen"
    ends = [report_day(letter)]
    ends += [end_of(deed.fields["new date"]) for deed in history.by(at, "extension", of=letter.id)]
    told = history.by(at, "measures report", by="sipkonnect", answers=letter.id, to="fcc")
    met = any(deed.time <= max(ends) for deed in told if "itg" in deed.fields["to"])
    return settled(met, False, at > max(ends))


def measures(history: History, letter: Deed, at: int) -> str:
    """The second limb: no day of its own, but silence past the day of the report counts as having none."""
    if not notified(letter, at) or not carries(history, letter):
        return "not arisen"
    told = history.by(at, "measures report", by="sipkonnect", answers=letter.id)
    silent = report(history, letter, at) == "not discharged"
    return settled(any(deed.good for deed in told) and not silent, False, bool(told) or silent)


def may_block(history: History, at: int, law: Law) -> bool:
    """Whether others may block all the provider's calls."""
    for letter in history.by(at, "notice"):
        first, cured = mitigation(history, letter, at, law)
        if first == "not discharged" and not (cured and law.cure_ends):
            return True
        if measures(history, letter, at) == "not discharged":
            return True
    return False


def statuses(history: History, at: int, law: Law) -> dict[str, str]:
    """Every status and answer, by the names that the tests use."""
    found = {"B": "yes" if may_block(history, at, law) else "no", "refuse": "yes" if must_refuse(history, at) else "no"}
    for letter in (deed for deed in history.deeds if deed.kind == "notice"):
        found[f"M {letter.id}"] = mitigation(history, letter, at, law)[0]
        found[f"R {letter.id}"] = report(history, letter, at)
        found[f"S {letter.id}"] = measures(history, letter, at)
    for block in (deed for deed in history.deeds if deed.kind == "blocking"):
        if block.time > at or block.time < RULE_BEGINS:
            found["use"] = found["tell"] = "not arisen"
            continue
        letters = [each for each in history.by(at, "notice", by="fcc", to="sipkonnect") if each.time < block.time]
        words = [deed for deed in history.by(at, "blocking notice") if deed.time < block.time]
        first = any(letter.time < word.time for letter in letters for word in words)  # its basis is that letter
        found["tell"] = "not arisen" if not letters else "fulfilled" if first else "violated"
        protected = "used" if first else "used without the condition"
        found["use"] = protected if may_block(history, block.time, law) else "used while not available"
    return found


def must_refuse(history: History, at: int) -> bool:
    """Whether others must refuse the provider's calls: removed, and not let back in by both bureaus since."""
    for order in history.by(at, "removal order", of="sipkonnect"):
        leaves = [deed for deed in history.by(at, "leave to refile") if deed.time > order.time]
        if not all(any(named(deed, "by", bureau) for deed in leaves) for bureau in ("fcc", "wireline")):
            return at >= REFUSAL_BEGINS
    return False


def written(history: History, at: int) -> Data:
    """The history as a case that leaves nothing open."""
    facts: list[Data] = [{"traffic": {"id": "autowarranty", "roles": {"sipkonnect": history.role}}}]
    facts.append({"traffic": {"id": "loans", "roles": {"sipkonnect": "originating"}}})
    listed = {"of": "sipkonnect", "class": "voice service"}
    facts.append({"listing": {"id": "listed", "began": "2020-01-01T00:00:00Z", **listed}})
    said = []
    for deed in history.deeds:
        if deed.kind == "leave to refile":  # let back in, it is listed again at once
            facts.append({"listing": {"id": f"listed after {deed.id}", "began": rfc3339(deed.time), **listed}})
        fields = {name: str(value) if isinstance(value, date) else value for name, value in deed.fields.items()}
        prints = fields.pop("prints", None)
        if prints:
            fields["stated due"] = {"report measures": prints}
        when = "began" if deed.kind == "blocking" else "happened"
        facts.append({deed.kind: {"id": deed.id, when: rfc3339(deed.time), **fields}})
        if deed.good is not None:
            said.append(judged(deed.kind, deed.id, deed.good))
    if history.excused is not None:
        said.append({"standard": "excuse", "about": "letter", "says": "yes" if history.excused else "no", "by": "fcc"})
        said += [{**said[-1], "about": deed.id, "says": "no"} for deed in history.deeds if deed.id == "letter-2"]
    own = ["mitigation", "measures report", "role"]
    complete = [{"records": own, "about": "sipkonnect", "through": rfc3339(at)}]
    complete.append({"records": ["blocking notice"], "about": "acme", "through": rfc3339(at)})
    return {"case": "history", "facts": facts, "complete": complete, "determinations": said}


def judged(kind: str, id: str, good: bool, by: str = "fcc") -> Data:
    """A determination on a deed."""
    return {"standard": STANDARDS[kind], "about": id, "says": "yes" if good else "no", "by": by}
