"""Norms about acts over one case: when they hold, and what each act on record comes to at its own moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluator.documents.case import ANY_PARTY, Telling
from evaluator.documents.terms import Construct, StatusItem, Term
from evaluator.engines.durable_match import Matcher, Names
from evaluator.engines.durable_norms import alike, completing, renamed, touches
from evaluator.engines.durable_owed import Owed
from evaluator.engines.durable_parcel import Law, Provision, Text
from evaluator.engines.durable_record import Absences
from evaluator.engines.durable_rivals import Rivals, alone, joined
from evaluator.engines.durable_sheet import Cell, Sheet
from evaluator.words.times import EVER, NEVER, Interval, local
from evaluator.words.truth import NO, YES


@dataclass
class Use:
    """An act on record under a norm: it was done; the norm held; it would have, but for an excuse; what comes first was done first."""

    provision: Provision
    text: Text
    names: Mapping[str, Any]
    telling: Telling
    done: Cell
    held: Cell
    excused: Cell
    first: Cell


class Acts(Owed):
    """Prohibitions, permissions and powers."""

    def __init__(self, law: Law, rivals: Rivals, matcher: Matcher, sheet: Sheet, absences: Absences) -> None:
        super().__init__(law, matcher, sheet, absences)
        self.rivals = rivals
        self._uses: dict[str, list[Use]] = {}

    def in_force(self, text: Text) -> Cell:
        """A version is in force at the instant read at."""
        return self.sheet.clock(text.since, text.since, text.until, text.until)

    # -- what a norm says at an instant

    def holds(self, construct: Construct, names: Names, excuses: bool = True) -> Cell:
        """Trigger, conditions, beginning and end of a norm, without its version; with `excuses`, no excusing edge holds either."""
        if not construct.arises:
            return self._terms(construct, names, excuses)
        trigger = construct.arises[0]
        assert isinstance(trigger, Term)
        ways = [self.hidden(trigger, names)]
        for event in self.events(trigger, names):
            for bound in self.bound(trigger, event, names):
                found = [self._from(construct, trigger, telling, bound, excuses) for telling in event]
                if any(cell is not None for cell in found):
                    ways.append(self.sheet.told([NO if cell is None else cell for cell in found]))
        return self.sheet.some(ways)

    def _from(self, construct: Construct, trigger: Term, telling: Telling, names: Names, excuses: bool) -> Cell | None:
        fits = self.fit(trigger, telling, names)
        if fits is None:
            return None
        inner, bearer = {**names, trigger.name: telling}, names.get(construct.bearer or "")
        parts = [fits, self.happened(telling), self.every(completing(construct, names), inner, None)]
        parts.append(self.beyond(trigger, telling, names, bearer or ""))
        own = names.get(construct.act.name) if construct.act is not None and joined(construct) else None
        if construct.act is not None and isinstance(own, Telling):
            shared = self.fit(construct.act, own, inner)
            if shared is None:
                return None
            parts.append(shared)
        return self.sheet.every([*parts, self._terms(construct, inner, excuses)])

    def _terms(self, construct: Construct, names: Names, excuses: bool) -> Cell:
        sheet, bearer = self.sheet, names.get(construct.bearer or "")
        names = self.with_periods(construct, names, bearer)
        parts = [self.every(construct.items("when"), names, bearer), self.any_limb(construct, names, bearer)]
        parts += [self._clock(construct, names, begins) for begins in (True, False)]
        if construct.items("until"):
            ended = [self.one(item, names, bearer, True) for item in construct.items("until")]
            parts.append(sheet.no(sheet.every(ended)))
        if excuses:
            parts.append(sheet.no(self.excused(construct, names, bearer)))
        return sheet.every(parts)

    def _clock(self, construct: Construct, names: Names, begins: bool) -> Cell:
        """It has begun, or it is not over: by the version in force when the trigger arose, for an amendment does not reset a clock."""
        if (construct.begins if begins else construct.within) is None and not construct.arises:
            return YES
        if not begins and construct.within is None:
            return YES
        trigger = construct.arises[0] if construct.arises else None
        telling = names.get(trigger.name) if isinstance(trigger, Term) else None
        if not isinstance(telling, Telling):
            return self._run(construct, names, begins)
        texts = [text for text in self.law.provisions[construct.id].texts if touches(text, telling)]
        if len(texts) < 2:
            return self._run(texts[0].construct if texts else construct, names, begins)
        return self.sheet.some([
            self.sheet.every([
                self.sheet.in_force(text.since, text.until, telling.time), self._run(text.construct, names, begins)
            ])
            for text in texts
        ])  # fmt: skip

    def _run(self, construct: Construct, names: Names, begins: bool) -> Cell:
        if begins:
            return self.windows.begun(construct, names)
        window = construct.within
        if window is None:
            return YES
        return self.sheet.no(self.sheet.over(self.windows.counted(construct, window, names, names[window.of])))

    def first(self, duty: str, names: Names, act: Telling) -> Cell:
        """What comes before a use was done strictly before the act."""
        texts = self.law.provisions[duty].texts
        if not texts:
            return NO
        term, sheet = texts[0].construct.done_by, self.sheet
        assert term is not None
        bearer = str(names.get(texts[0].construct.bearer or "", ANY_PARTY))
        ways = [self.hidden(term, names, act.time.latest - 2)]
        for event in self.fitting(term, names):
            ways.append(sheet.told([
                NO if fits is None else sheet.every([
                    fits, self.happened(t), self.beyond(term, t, names, bearer), sheet.before(t.time, act.time)
                ])
                for t, fits in event
            ]))  # fmt: skip
        return sheet.some(ways)

    def defeated(self, provision: Provision, telling: Telling) -> Cell:
        """A norm that prevails covers an act."""
        ways: list[Cell] = []
        for text in (text for rival in self.rivals[provision.id] for text in rival.texts):
            term = alone(text.construct)
            if term is None or telling.kind not in term.kinds:
                continue
            for bound in self.bound(term, [telling], {}):
                fits = self.fit(term, telling, bound)
                if fits is not None:
                    holds = self.holds(text.construct, {**bound, term.name: telling})
                    ways.append(self.sheet.every([fits, self.in_force(text), holds]))
        return self.sheet.some(ways)

    # -- acts on record

    def uses(self, provision: Provision) -> list[Use]:
        """One entry for each act on record that a norm may be about."""
        if provision.id not in self._uses:
            self._uses[provision.id] = self._found(provision)
        return self._uses[provision.id]

    def _found(self, provision: Provision) -> list[Use]:
        found: list[Use] = []
        judged: set[str] = set()  # an act that lasts is judged once, under the first version that it reaches
        for text in provision.texts:
            term = text.construct.act
            assert term is not None
            for event in self.events(term, {}):
                if event[0].root in judged or not any(reaches(provision, text, telling) for telling in event):
                    continue
                here = [self._use(provision, text, term, event, names) for names in self.bound(term, event, {})]
                found += [use for use in here if use is not None]
                if lasts(provision, event[0]) and any(use is not None for use in here):
                    judged.add(event[0].root)
        return found

    def _use(
        self, provision: Provision, text: Text, term: Term, event: Sequence[Telling], names: Mapping[str, Any]
    ) -> Use | None:
        told = [self._at_its_moment(provision, text, term, t, {**names, term.name: t}) for t in event]
        if all(each is None for each in told):
            return None
        columns = zip(*(each if each is not None else (NO,) * 4 for each in told), strict=True)
        done, held, excused, first = (self.sheet.told(column) for column in columns)
        return Use(provision, text, {**names, term.name: event[0]}, event[0], done, held, excused, first)

    def _at_its_moment(
        self, provision: Provision, text: Text, term: Term, telling: Telling, names: Names
    ) -> tuple[Cell, Cell, Cell, Cell] | None:
        construct, sheet = text.construct, self.sheet
        fits = self.fit(alone(construct) or term, telling, names) if reaches(provision, text, telling) else None
        if fits is None or not self._relies(provision, construct, term, telling, names):
            return None
        done = sheet.every([fits, self.happened(telling), self.beyond(term, telling, names, None)])
        texts = [text]
        if lasts(provision, telling):
            texts += [t for t in provision.texts if t.since > text.since and reaches(provision, t, telling)]
        held = sheet.some([
            sheet.every([self.in_force(t), self.holds(t.construct, _as(t, names, telling), excuses=False)]) for t in texts
        ])  # fmt: skip
        held = sheet.every([held, sheet.no(self.defeated(provision, telling))])
        excused = sheet.some([
            sheet.every([self.in_force(t), self._excuse(t.construct, _as(t, names, telling))]) for t in texts
        ])  # fmt: skip
        first = sheet.every([self.first(duty, names, telling) for duty in construct.only_after])
        plain, but_for = sheet.every([held, sheet.no(excused)]), sheet.every([held, excused])
        return done, self._then(provision, telling, plain), self._then(provision, telling, but_for), first

    def _excuse(self, construct: Construct, names: Names) -> Cell:
        return self.excused(construct, names, names.get(construct.bearer or ""))

    def _then(self, provision: Provision, telling: Telling, cell: Cell) -> Cell:
        """At the moment of the act; of one that lasts and is forbidden, at some moment of it."""
        if cell == NO:
            return NO
        if lasts(provision, telling):
            return self.sheet.sometime(cell, telling.time, telling.ended)
        return self.sheet.throughout(cell, telling.time)

    def _relies(self, provision: Provision, construct: Construct, term: Term, telling: Telling, names: Names) -> bool:
        """Whether an act can be a use of a norm: it says so, or says nothing and the norm's trigger is on record."""
        if provision.kind == "prohibition":
            return True
        kind = self.law.vocabulary.kinds[telling.kind]
        said = [
            telling.fields[f.name] for f in kind.fields.values() if f.type == "citation" and f.name in telling.fields
        ]
        if said:
            then = self._cited(provision, construct, telling.time)
            return any(then == each or then.startswith(f"{each}(") for each in said)
        trigger = construct.arises[0] if construct.arises else None
        if not isinstance(trigger, Term):
            return True
        if joined(construct):
            tellings = [each for event in self.events(trigger, {}) for each in event]
            return any(self.fit(term, telling, {**names, trigger.name: each}) is not None for each in tellings)
        tellings = [each for event in self.events(trigger, names) for each in event]
        return any(self.fit(trigger, each, names) is not None for each in tellings)

    def _cited(self, provision: Provision, construct: Construct, time: Interval) -> str:
        """A norm's paragraph under the number it had when an act was done."""
        if time.earliest <= NEVER:
            return provision.cited[-1][1]
        day = local(time.earliest, self.windows.calendar(construct).zone).date()
        return next((cite for until, cite in provision.cited if day < until), provision.cited[-1][1])

    def acts_of(self, provision: Provision, item: StatusItem, names: Names) -> list[Cell]:
        ways: list[Cell] = []
        for use in self.uses(provision):
            called = renamed(use.text.construct, item, names)
            own = use.text.construct.act.name if use.text.construct.act else ""
            if all(alike(use.names[n], called[n]) for n in use.names if n in called and n != own):
                placed = [cell for relation in item.relations for cell in self.related(use.telling, relation, names)]
                first = [use.first] if item.status == "used" else []
                ways.append(self.sheet.every([use.done, use.held, *first, *placed]))
        if provision.texts:
            called = renamed(provision.texts[0].construct, item, names)
            acts = dict.fromkeys(text.construct.act for text in provision.texts if text.construct.act is not None)
            ways += [self.hidden(act, called, EVER) for act in acts]
        return ways


def lasts(provision: Provision, telling: Telling) -> bool:
    """Whether an act is judged over its whole length: one that lasts, and is prohibited."""
    return provision.kind == "prohibition" and telling.period


def reaches(provision: Provision, text: Text, telling: Telling) -> bool:
    """Whether an act may fall under a version; one that lasts, also under one that took effect while it went on."""
    if not lasts(provision, telling):
        return touches(text, telling)
    return telling.time.earliest < text.until and (telling.ended is None or text.since < telling.ended.latest)


def _as(text: Text, names: Names, telling: Telling) -> Names:
    assert text.construct.act is not None
    return {**names, text.construct.act.name: telling}
