"""What a leaf says, for people: used where something is missing, presumed or relied on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from evaluator.documents.case import Telling
from evaluator.documents.leaves import (
    Assumed,
    Early,
    FieldOpen,
    Fits,
    Happened,
    InForce,
    InTime,
    Lasting,
    Ordered,
    Over,
    Presumed,
    Spoken,
    Unrecorded,
)
from evaluator.documents.near import Near
from evaluator.documents.stretches import Alongside, Inside
from evaluator.documents.yearly import OnFile
from evaluator.passes.tell import Ending, Teller, article, listed, plural, quoted, safe
from evaluator.words.formula import Key, Leaf
from evaluator.words.times import EVER, MINUTE, SECOND, Interval, spoken

__all__ = ["WHY_OPEN", "Sayer", "article", "by_key", "listed", "matter_kind", "plural", "quoted", "safe"]
WHY_OPEN = {
    "absent": "not stated",
    "redacted": "redacted",
    "alleged": "it is only alleged",
    "apparent": "it is only apparent",
    "hour": "the hour there is not certain",
}


class Sayer(Teller):
    """Says leaves of one case, with times in one zone.

    `endings` says what leaves the end of a window uncertain where that is not the time of its trigger.
    """

    endings: Mapping[tuple[str, Interval], Ending] = {}

    def open_matter(self, leaf: Leaf) -> str:
        """What would have to be known, as a noun phrase."""
        match leaf:
            case Over():
                return self.ending(leaf)
            case InTime():
                return self.either_moment(leaf)
            case FieldOpen():
                asked = self.wanted(leaf)
                return f'"{leaf.test.field}" of {self.fact(leaf.telling)} ({self._why(leaf)}; asked: {asked})'
            case Spoken():
                return f"a determination of {leaf.judged.standard} about {self.about(leaf)}"
            case Unrecorded():
                return f"{self.another(leaf)}{self.through(leaf)}, not on record"
            case Happened():
                return f"whether {self.fact(self.document(leaf.telling))} has happened yet"
            case InForce():
                since = spoken(leaf.since, self.zone)
                return (
                    f"whether {self.named(leaf.key[2])} came before or after {since}, when {leaf.citation} took effect"
                )
            case Ordered():
                return f"whether {self.fact(leaf.telling)} came {leaf.how} {self.fact(leaf.other)}"
            case Near():
                return f"whether {self.fact(leaf.telling)} came {self.nearness(leaf)}"
            case Inside():
                return f"whether {self.fact(leaf.telling)} is counted ({leaf.said})"
            case Alongside():
                return f"whether {self.fact(leaf.telling)} is counted with {self.fact(leaf.other)} ({leaf.said})"
            case Lasting() | OnFile():
                return f"whether {self.fact(_of(leaf))} is going on {self._by_then(leaf)}"
            case Presumed():
                return f"whether there is {article(listed(leaf.kinds, 'or'))} concerning {self.party(leaf.about)}"
            case _:
                return " ".join(leaf.key)

    def decider(self, leaf: Leaf) -> str:
        """The one thing that would decide, as the subject of a question."""
        match leaf:
            case Unrecorded():
                return f"whether there was {self.another(leaf)}{self.through(leaf)} that is not on record"
            case Spoken():
                return (
                    f'the answer to "{self.case.vocabulary.standards[leaf.judged.standard].asks}" of {self.about(leaf)}'
                )
            case FieldOpen():
                return f'"{leaf.test.field}" of {self.fact(leaf.telling)}'
            case Happened():
                return self.moment_of(leaf.telling)
            case _:
                return self.open_matter(leaf)

    def wanted(self, leaf: FieldOpen) -> str:
        """What is asked of a field: one of several, or all of them."""
        words = quoted(leaf.key[3])
        return listed(words.split(" or ")) if leaf.test.kind == "all of" else words

    def either_moment(self, leaf: InTime) -> str:
        """What is not known of the time of an act, or of the end of its window; of the one known to the minute, nothing that matters."""
        act = self.moment_of(leaf.telling)
        if leaf.due.latest - leaf.due.earliest <= MINUTE:
            return act
        return self.ending(leaf) if _exact(leaf.telling) else f"{self.ending(leaf)} or {act}"

    def ending(self, leaf: Over | InTime) -> str:
        """What leaves the end of a window uncertain."""
        told, telling = self.endings.get((leaf.trigger, leaf.due)), self.case.telling(leaf.trigger)
        if told is not None:
            return told.words
        if telling is not None and telling.time.latest == telling.time.earliest + 1:  # nothing of its time is open
            return f"the end of the time that runs from {self.fact(self.document(telling))}"
        return self.moment(leaf.trigger)

    def moment(self, id: str) -> str:
        """What is not known of the time of a fact: `the hour of the notice`."""
        telling = self.case.telling(id)
        return self.moment_of(telling) if telling is not None else f"the hour of {self.named(id)}"

    def moment_of(self, telling: Telling) -> str:
        """As `moment`; what a document asks for has the time of the document."""
        return f"{self.unknown(telling.time)} of {self.fact(self.document(telling))}"

    def another(self, leaf: Unrecorded) -> str:
        """The act that may be missing from the record: `another` where one like it is there."""
        kinds = listed(leaf.kinds, "or") or "act"
        there = self.concerned(leaf.kinds, leaf.about)
        return f"{f'another {kinds}' if there else article(kinds)} {self.whose(leaf.kinds)} {self.party(leaf.about)}"

    def whose(self, kinds: Iterable[str]) -> str:
        """Whether a record of these kinds is of acts `by` a party, if they are official, `concerning` it, or of what is so `of` it."""
        known = [self.case.vocabulary.kinds[kind] for kind in kinds if kind in self.case.vocabulary.kinds]
        if known and all(kind.absent_unless_shown for kind in known):
            return "concerning"
        return "of" if known and all(kind.timeless for kind in known) else "by"

    def about(self, leaf: Spoken) -> str:
        """What a standard is asked about."""
        return listed(self.named(id) for id in leaf.about)

    def presumption(self, leaf: Presumed, *, apart: bool = False) -> str:
        """What is presumed absent; `apart` tells parties of one name by their keys, which a record has beside the words."""
        kinds, party = listed(leaf.kinds, "or"), self.party(leaf.about) if apart else self.name(leaf.about)
        there = self.concerned(leaf.kinds, leaf.about)
        return (
            f"no other {kinds} concerning {party} than those on record" if there else f"no {kinds} concerning {party}"
        )

    def filled(self, leaf: Leaf, value: bool) -> str:
        """An open matter filled one way."""
        what = self.open_matter(leaf)
        match leaf:
            case Spoken():
                answer = "yes" if value else "no"
                return f'whoever may decide says {answer} to "{leaf.judged.standard}" of {self.about(leaf)}'
            case Unrecorded() if value:
                good = ", in time and good," if self.whose(leaf.kinds) == "by" else ""
                return f"{self.another(leaf)}{good} comes to light"
            case Unrecorded():
                kinds = listed(leaf.kinds, "or")
                whose = f"{self.whose(leaf.kinds)} {self.party(leaf.about)}"
                return f"the record of {kinds} {whose} is complete{self.through(leaf)}"
            case Over():
                return f"{what} is such that the window is {'over' if value else 'not over'}"
            case InTime():
                return f"{what} is such that the act was {'in time' if value else 'too late'}"
            case FieldOpen():
                asked = self.wanted(leaf)
                asked = self.party(asked) if asked in self.case.parties else asked
                says = ("names", "does not name all of") if leaf.test.kind == "all of" else ("is", "is not")
                return f'"{leaf.test.field}" of {self.fact(leaf.telling)} {says[not value]} {asked}'
            case Happened():
                return f"{self.fact(self.document(leaf.telling))} has {'' if value else 'not '}happened"
            case InForce():
                since = spoken(leaf.since, self.zone)
                side = f"at or after {since}" if value else f"before {since}"
                return f"{self.named(leaf.key[2])} came {side}, when {leaf.citation} took effect"
            case Ordered():
                verb = "came" if value else "did not come"
                return f"{self.fact(leaf.telling)} {verb} {leaf.how} {self.fact(leaf.other)}"
            case Near():
                verb = "came" if value else "did not come"
                return f"{self.fact(leaf.telling)} {verb} {self.nearness(leaf)}"
            case Inside():
                return f"{self.fact(leaf.telling)} {'is' if value else 'is not'} counted ({leaf.said})"
            case Alongside():
                verb = "is" if value else "is not"
                return f"{self.fact(leaf.telling)} {verb} counted with {self.fact(leaf.other)} ({leaf.said})"
            case Lasting() | OnFile():
                return f"{self.fact(_of(leaf))} is {'' if value else 'not '}going on {self._by_then(leaf)}"
            case Presumed():
                there = article(listed(leaf.kinds, "or")) if value else f"no {listed(leaf.kinds, 'or')}"
                return f"there is {there} concerning {self.party(leaf.about)}"
            case _:
                return f"{what}: {'yes' if value else 'no'}"

    def nearness(self, leaf: Near) -> str:
        """How near a fact has to be, and to what."""
        return f"within {leaf.said} {self.fact(leaf.other) if leaf.other is not None else 'that moment'}"

    def _by_then(self, leaf: Lasting | OnFile) -> str:
        """When something has to be going on: then, or when a year's time ends."""
        return "then" if isinstance(leaf, Lasting) else f"when the time of {leaf.occasion.year} ends"

    def _why(self, leaf: FieldOpen) -> str:
        return WHY_OPEN.get(leaf.why, "not known")

    def through(self, leaf: Unrecorded) -> str:
        """Up to when a record must be complete."""
        if leaf.until >= EVER - 1:
            return ""
        short = (leaf.until + 2) % SECOND == 0  # two microseconds short of a whole second: just before an act at it
        return f" through {spoken(leaf.until + short, self.zone)}"


def _of(leaf: Lasting | OnFile) -> Telling:
    return leaf.telling if isinstance(leaf, Lasting) else leaf.occasion


def _exact(telling: Telling) -> bool:
    """Whether a fact is told to the minute at least."""
    return telling.time.latest - telling.time.earliest <= MINUTE


def matter_kind(leaf: Leaf) -> str:
    """What sort of matter is open: hour, determination, field, unrecorded act, …"""
    kinds = {
        Over: "hour",
        InTime: "hour",
        Early: "hour",
        FieldOpen: "field",
        Spoken: "determination",
        Unrecorded: "unrecorded act",
        Happened: "happened",
        InForce: "effective date",
        Ordered: "order",
        Lasting: "period",
        Presumed: "presumption",
        Fits: "fact",
        Assumed: "supposition",
        OnFile: "on file",
        Near: "within",
        Alongside: "stretch",
        Inside: "stretch",
    }
    return kinds.get(type(leaf), "matter")


def by_key(found: Sequence[Leaf]) -> dict[Key, Leaf]:
    """Leaves by the key that assumptions use."""
    return {leaf.key: leaf for leaf in found}


def filled_in(name: str, words: str) -> str:
    """Words about B with its name; a name that ends with an s takes no other for what is its own."""
    return re.sub(r"\bB\b('s)?", lambda found: own(name) if found[1] else name, words)


def own(name: str) -> str:
    """The possessive of a name."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
