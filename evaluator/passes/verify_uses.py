"""Acts on record under prohibitions, permissions and powers, as the proof checker works them out: each judged at its own moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.terms import Construct, StatusItem, Term
from evaluator.passes.verify_acts import Acts, alone, shares
from evaluator.passes.verify_law import Norm
from evaluator.passes.verify_matches import Names
from evaluator.passes.verify_nodes import (
    ALWAYS,
    NEVER,
    AllOf,
    AnyOf,
    Named,
    Not,
    Part,
    Sometime,
    Throughout,
    Told,
    together,
)
from evaluator.passes.verify_windows import touches
from evaluator.passes.verify_wordings import Wording
from evaluator.words.times import NEVER as OPEN_START
from evaluator.words.times import local


@dataclass(eq=False)
class Use:
    """An act on record under an act norm, each condition read at the act's own moment."""

    norm: Norm
    wording: Wording
    names: dict[str, Any]
    telling: Telling
    done: Part
    allowed: Part
    excused: Part
    first: Part


class Uses:
    """Acts on record under the act norms of one case."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.law, self.known, self.settled = acts, acts.law, acts.known, acts.settled
        self._on_record: dict[str, list[Use]] = {}

    def on_record(self, norm: Norm) -> list[Use]:
        """Every act on record that a norm may be about, worked out when it is first asked for."""
        if norm.id not in self._on_record:
            self._on_record[norm.id] = list(self._uses(norm))
        return self._on_record[norm.id]

    def status_of(self, norm: Norm, item: StatusItem, names: Names) -> list[Part]:
        """An act on record has a status under this norm, or one that is not on record may have."""
        if item.status == "respected":  # nothing on record or hidden breaks it
            return [Not([AnyOf(self.status_of(norm, replace(item, status="violated"), names))])]
        ways: list[Part] = []
        for use in self.on_record(norm):
            construct = use.wording.construct
            called = self.settled.called(construct, item, names)
            shared = [n for n in use.names if n in called and not (construct.act and n == construct.act.name)]
            if all(_id(use.names[n]) == _id(called[n]) for n in shared):
                where = [part for each in item.relations for part in self.known.related(use.telling, each, names)]
                first = [use.first] if item.status == "used" else []
                ways.append(Named(item.status, AllOf([use.done, use.allowed, *first, *where]), {"norm": norm.id}, norm))
        for term in dict.fromkeys(w.construct.act for w in norm.wordings):
            if term is not None:
                ways.append(self.known.hidden(term, self.settled.called(norm.wordings[0].construct, item, names)))
        return ways

    def _uses(self, norm: Norm) -> Iterator[Use]:
        """One for each act on record that the norm may be about; an act that lasts goes under the first version it reaches."""
        lasting: set[str] = set()
        for wording in norm.wordings:
            term = wording.construct.act
            assert term is not None
            for tellings in self.known.events(term, {}):
                root = tellings[0].root
                if root in lasting or not any(_reaches(norm, wording, telling) for telling in tellings):
                    continue
                wording.known()
                found = [
                    use
                    for names in self.settled.parties.bound(term, tellings, {})
                    if (use := self._use(norm, wording, term, tellings, names)) is not None
                ]
                yield from found
                if found and _lasts(norm, tellings[0]):
                    lasting.add(root)

    def _use(
        self, norm: Norm, wording: Wording, term: Term, tellings: Sequence[Telling], names: dict[str, Any]
    ) -> Use | None:
        told = [self._told(norm, wording, term, telling, {**names, term.name: telling}) for telling in tellings]
        if all(each is None for each in told):
            return None
        columns = zip(*(each or (NEVER,) * 4 for each in told), strict=True)
        done, allowed, excused, first = (together(column, Told) for column in columns)
        return Use(norm, wording, {**names, term.name: tellings[0]}, tellings[0], done, allowed, excused, first)

    def _told(
        self, norm: Norm, wording: Wording, term: Term, telling: Telling, names: Names
    ) -> tuple[Part, Part, Part, Part] | None:
        construct, lasts = wording.construct, _lasts(norm, telling)
        own = alone(construct) or term
        fit = self.known.fit(own, telling, names) if _reaches(norm, wording, telling) else None
        if fit is None or not self._relies(norm, construct, term, telling, names):
            return None
        so = [fit, self.known.happened(telling)]
        if term.judged or term.guard:
            so.append(self.known.beyond(term, telling, names, None))
        defeated = self.acts.defeated(norm, telling)
        later = [
            each for each in norm.wordings if lasts and each.since > wording.since and _reaches(norm, each, telling)
        ]
        held = [self._held(each, telling, names) for each in (wording, *later)]
        holds = together([part for part, _ in held], AnyOf)
        plain = holds if defeated is NEVER else AllOf([holds, Not([defeated])])
        excuses = [part for _, part in held if part is not NEVER]
        before = [self.acts.first(id, names, telling) for id in construct.only_after]

        def then(part: Part) -> Part:
            if lasts:
                return Sometime(part, telling.time, telling.ended)
            return Throughout(part, telling.time.earliest, telling.time.latest - 1)

        done, first = AllOf(so), AllOf(before) if before else ALWAYS
        if not excuses:
            return done, then(plain), NEVER, first
        excuse = together(excuses, AnyOf)
        return done, then(AllOf([plain, Not([excuse])])), then(AllOf([plain, excuse])), first

    def _held(self, wording: Wording, telling: Telling, names: Names) -> tuple[Part, Part]:
        """A version is in force and holds; it is in force and an exception of it holds."""
        construct, force = wording.known(), self.acts.force(wording)
        assert construct.act is not None
        names = {**names, construct.act.name: telling}
        excuse = self.acts.excuse(construct, names)
        holds = AllOf([force, self.acts.holds(construct, names, excuses=False)])
        return holds, NEVER if excuse is NEVER else AllOf([force, excuse])

    def _cited(self, norm: Norm, construct: Construct, telling: Telling) -> str:
        """The paragraph under the number it had on the day of an act."""
        if telling.time.earliest <= OPEN_START:
            return construct.citation
        day = local(telling.time.earliest, self.law.rulebook.calendars[construct.calendar].zone).date()
        return norm.section.cite(
            min((end, number) for number, end in [*norm.card.formerly, (norm.card.number, date.max)] if day < end)[1]
        )

    def _relies(self, norm: Norm, construct: Construct, term: Term, telling: Telling, names: Names) -> bool:
        """An act may be a use of a norm: it says so; or it says nothing, and what the norm arises from may be on record."""
        if norm.kind == "prohibition":
            return True
        kind = self.known.vocabulary.kinds[telling.kind]
        said = [
            telling.fields[f.name] for f in kind.fields.values() if f.type == "citation" and f.name in telling.fields
        ]
        if said:
            then = self._cited(norm, construct, telling)
            return any(then == each or then.startswith(f"{each}(") for each in said)
        trigger = construct.arises[0] if construct.arises else None
        if not isinstance(trigger, Term):
            return True
        joins = shares(construct)
        told = [each for tellings in self.known.events(trigger, {} if joins else names) for each in tellings]
        if not joins:
            return any(self.known.fit(trigger, each, names) is not None for each in told)
        return any(self.known.fit(term, telling, {**names, trigger.name: each}) is not None for each in told)


def _id(value: Any) -> Any:
    return value.root if isinstance(value, Telling) else value


def _lasts(norm: Norm, telling: Telling) -> bool:
    """An act is judged over its whole length: one that lasts, and is prohibited."""
    return norm.kind == "prohibition" and telling.period


def _reaches(norm: Norm, wording: Wording, telling: Telling) -> bool:
    """An act may fall under a version; one that lasts may reach a version that takes effect while it goes on."""
    if not _lasts(norm, telling):
        return touches(wording, telling)
    return telling.time.earliest < wording.until and (telling.ended is None or wording.since < telling.ended.latest)
