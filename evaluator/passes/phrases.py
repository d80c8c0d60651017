"""Phrases: who, which norm, what is owed, by when, from which source; put together from the rulebook's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from evaluator.documents.case import ANY_PARTY, Case, Telling
from evaluator.documents.rulebook import former_number
from evaluator.documents.terms import JudgementItem, Term, Window
from evaluator.documents.windows import MONTHS
from evaluator.passes.assess import Answer
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.in_force import Early, early
from evaluator.passes.partly import items, left, recipients
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.proof import year_of
from evaluator.passes.say import Sayer, article, filled_in, listed, quoted
from evaluator.passes.settle import Position
from evaluator.passes.whens import begins, length_words, own_clock, waits_for
from evaluator.words.formula import Named, walk
from evaluator.words.times import EVER, HOUR, MINUTE, NEVER, Interval, local, round_end

CENTURY = 100 * 366 * 24 * HOUR  # longer than any window: an end so near the beginning of time has no known start


class Assessment(Protocol):
    """What a report is made from: an assessed case. `at` and `known` are µs UTC."""

    @property
    def program(self) -> Program: ...
    @property
    def case(self) -> Case: ...
    @property
    def at(self) -> int: ...
    @property
    def known(self) -> int | None: ...
    @property
    def presume(self) -> bool: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def answers(self) -> Sequence[Answer]: ...
    @property
    def sayer(self) -> Sayer: ...
    @property
    def zone(self) -> ZoneInfo: ...


class Phrases:
    """Phrases about one assessment. `reader` is the party it is written for, or empty."""

    def __init__(self, record: Assessment, reader: str = "") -> None:
        self.record, self.reader, self.say = record, reader, record.sayer
        self.several = self._several()
        self._built: dict[int, frozenset[int]] = {}
        self.found: Mapping[Position, Finding] = {f.position: f for f in record.findings if f.position is not None}

    # -- norms

    @cached_property
    def early(self) -> Early:
        """The facts that came before the norms they would set off."""
        return early(self.record.program, self.record.case, self.record.known)

    def day(self, us: int) -> date:
        """The day whose law and numbering are meant: that of the instant, or of the what-if."""
        return self.record.program.law or local(us, self.record.zone).date()

    def cite(self, norm: Norm, us: int | None = None) -> str:
        """A paragraph's citation by the number it had on the day, and the number it stands under today if that is another."""
        now = norm.card.number
        then = former_number(norm.card, self.day(self.record.at if us is None else us))
        own = now == then or now.startswith(
            f"{then} "
        )  # a card of a time that is past is called by its number and the time
        return norm.section.cite(now) if own else f"{norm.section.cite(then)}, today {now}"

    def citation(self, finding: Finding) -> str:
        """The citation of a finding's norm, numbered as of the day it arose."""
        return self.cite(finding.norm, self.arose(finding.trigger) if finding.trigger else None)

    def arose(self, trigger: Telling) -> int:
        """An instant at which a fact may have happened; of one that is open at its start, the last."""
        time = trigger.time
        return time.earliest if time.earliest > NEVER else time.last if time.latest < EVER else self.record.at

    def wording(self, norm: Norm) -> Wording | None:
        """The wording of a norm in force at the instant asked about."""
        return next((w for w in norm.wordings if w.since <= self.record.at < w.until), None)

    def _several(self) -> frozenset[str]:
        """The norms that more than one fact has set off."""
        triggers: dict[str, set[object]] = {}
        for finding in self.record.findings:
            if finding.trigger is not None and not finding.trigger.derived_from:
                triggers.setdefault(finding.norm.id, set()).add(
                    (finding.trigger.root, *year_of(finding.trigger).values())
                )
        return frozenset(id for id, roots in triggers.items() if len(roots) > 1)

    def label(self, finding: Finding) -> str:
        """What a finding is about, without its citation: `the burden "mitigate"`, `the demand "…"`."""
        return self.called(finding.norm, finding.trigger)

    def called(self, norm: Norm, trigger: Telling | None = None) -> str:
        """A norm by its name; what a document demands by the name of the demand."""
        if trigger is not None and trigger.derived_from:
            return f'the {trigger.kind} "{quoted(trigger.id)}"'
        settled = norm.kind in ("burden", "duty") and norm.id in self.several
        on = f" on {self.say.fact(trigger)}" if trigger is not None and settled else ""
        return f'the {norm.kind} "{norm.wordings[-1].construct.name}"{on}'

    def builds_on(self, explained: Explained, position: Position) -> bool:
        """Whether a status is read from that of an instance."""
        if id(explained) not in self._built:
            named = [node.about for node in walk(*explained.roots) if isinstance(node, Named)]
            self._built[id(explained)] = frozenset(id(about) for about in named)
        return id(position) in self._built[id(explained)]

    # -- parties

    def who(self, id: str, wording: Wording | None = None, norm: Norm | None = None, toward: str = "") -> str:
        """A party; one that the case does not name is described as its card does."""
        if id != ANY_PARTY or wording is None or norm is None:
            return self.say.party(id)
        construct = wording.construct
        words = norm.section.parties.get(construct.bearer or "", "")
        if not words:
            return self.say.party(id)
        for name in norm.section.parties if toward else ():
            if name == construct.toward:
                words = filled_in(self.say.party(toward), re.sub(rf"\bthe {re.escape(name)}\b", "B", words))
        return re.sub(r"^(an?|another) ", lambda found: "any other " if found[1] == "another" else "any ", words)

    def asked(self, answer: Answer) -> tuple[str, str, str]:
        """A question as a statement: who, `may` or `must`, and what; another question is its own last part."""
        question = answer.asked.question
        b = self.say.party(answer.asked.toward)
        found = re.fullmatch(r"(May|Must) (A|the(?: [A-Z]\w+)+) (.+)\?", question.asks)
        if found is None:
            words = re.sub(r"\bA\b", lambda _: self.say.party(answer.asked.by), question.asks)
            other = answer.asked.toward not in ("", ANY_PARTY) and not re.search(r"\bB\b", words)
            told = filled_in(b, words)
            return "", "", f"{told.removesuffix('?')}, here toward {b}?" if other else told
        subject = found[2] if found[2] != "A" else self._asker(answer)
        return subject, found[1].lower(), filled_in(b, found[3])

    def _asker(self, answer: Answer) -> str:
        asked = answer.asked
        layers = {"yes": 0, "undetermined": 1, "no": 2}
        rank = sorted(
            (layers[truth], g.wording.construct.layer == "letter", index)
            for index, (g, truth) in enumerate(answer.grounds)
        )
        if not rank and asked.positions:
            return self.who(asked.by, asked.positions[0].wording, asked.positions[0].norm, asked.toward)
        if not rank:
            return self.say.party(asked.by)
        ground = answer.grounds[rank[0][2]][0]
        return self.who(asked.by, ground.wording, ground.norm, asked.toward)

    # -- what is owed

    def owed(self, finding: Finding, only_left: bool = False) -> str:
        """The act that a burden or duty asks for, in the words of its term, or what is left of it; empty for other norms."""
        construct = finding.wording.construct
        term = construct.done_by
        if term is None:
            standards = self.record.program.rulebook.vocabulary.standards
            judged = [item.judged.standard for item in construct.kept_by if isinstance(item, JudgementItem)]
            kept = [article(kind) for item in construct.kept_by if isinstance(item, Term) for kind in item.kinds]
            return listed([*kept, *(f"{name} ({standards[name].asks})" for name in judged)])
        words = listed((article(kind) for kind in self._kinds(term, finding.names)), "or")
        tests = [test for test in term.tests if test.field == "to"]
        untold, undone = left(finding, self.say, finding.done_parts) if only_left else ([], [])
        to = untold or [who for test in tests for who in recipients(test, finding.names, self.say)]
        words += f" to {listed(to)}" if to else ""
        words += f", judged {listed(j.standard for j in term.judged)}" if term.judged else ""
        each = undone or items(finding, self.say)
        return words + (f", for {listed(each)}" if each else "")

    def _kinds(self, term: Term, names: Mapping[str, Any]) -> Sequence[str]:
        if term.kinds_from is None or term.kinds_from[1] not in names:
            return term.kinds
        asked = names[term.kinds_from[1]].fields.get(term.kinds_from[0])
        return (
            (tuple(kind for kind in term.kinds if kind in asked) or asked) if isinstance(asked, tuple) else term.kinds
        )

    def window(self, finding: Finding) -> str:
        """The window as the card or the document gives it: `within … of the notice`."""
        window = finding.wording.construct.within or finding.wording.construct.begins
        if window is None:
            return ""
        stated = finding.names.get(window.stated_in)
        if isinstance(stated, Telling) and not window.lengths:
            allowed = stated.fields.get("time allowed")
            length = f"within {length_words(allowed)}, as stated" if isinstance(allowed, tuple) and allowed else ""
            length = f"within {length_words(window.at_least)}" if length and finding.undercut else length
            return "by the day printed" if finding.printed is not None and finding.printed == finding.due else length
        return self.lengths(window)

    def lengths(self, window: Window) -> str:
        """A window's lengths in words."""
        if window.open_ended:
            return "promptly"
        if window.fixed:
            return f"by {window.fixed}"
        if window.yearly is not None:
            month, day = window.yearly.day
            return f"by {MONTHS[month - 1]} {day} each year"
        of = f" of the {window.of}" if window.of else ""
        return f"within {length_words(window.lengths)}{of}" if window.lengths else ""

    def due(self, finding: Finding) -> str:
        """By when: the one who owes it is shown the earliest end first, anyone else the latest."""
        due = finding.due
        if due is None:
            start = begins(finding)
            return f"from {self.say.instant(start.latest)} on" if start is not None else ""
        if finding.wording.construct.before is not None and finding.trigger is not None:
            return f"strictly before {self.say.fact(finding.trigger)} ({self.say.when(finding.trigger.time)})"
        if due.earliest >= EVER - 1:
            waits = listed((article(kind) for kind in waits_for(finding)), "or")
            return "on a day not yet known" + (f" (it waits for {waits})" if waits else "")
        why = self.why_open(finding)
        starts, ends = due.earliest > NEVER + CENTURY, due.latest < EVER
        latest = round_end(due.latest)
        if not starts or not ends:
            last = f"at the latest {self._clocks(latest, finding)}" if ends else ""
            first = f"by {self._clocks(due.earliest, finding)} to be safe; the end is not known" if starts else ""
            return (last or first or "no day can be given") + why
        first = self._clocks(due.earliest, finding)
        other = self.reader and self.reader != finding.bearer
        if due.latest - due.earliest <= (1 if other else MINUTE):
            return f"by {first}"
        last = self._clocks(latest, finding)
        if other:
            return f"surely over {'from' if latest == due.latest else 'after'} {last}; it may have ended from {first} on{why}"
        return f"by {first} to be safe, {last} at the latest{why}"

    def _clocks(self, us: int, finding: Finding) -> str:
        """An instant as the agency's clock shows it, and as that of whoever owes it, or else of the case, if that is another."""
        party = self.record.case.parties.get(finding.bearer)
        own = own_clock(us, self.record.zone, (party.zone if party is not None else None) or self.record.case.zone)
        return self.say.instant(us) + (f" ({own})" if own else "")

    def why_open(self, finding: Finding) -> str:
        """Why the end of a window is uncertain."""
        trigger, position = finding.trigger, finding.position
        if position is not None and trigger is not None and position.ends:
            other = self.say.endings.get((trigger.root, position.ends[0].due))
            if other is not None:
                return f" ({other.words} {'are' if ' and ' in other.words else 'is'} not known)"
        if trigger is None or trigger.time.latest == trigger.time.earliest + 1:
            return ""
        return f" ({self.say.unknown(trigger.time)} of the {self.say.document(trigger).kind} is not known)"

    def since(self, us: int) -> str:
        """From an instant on: `from …`, or `after …`."""
        words = self.say.instant(us)
        return words if words.startswith("after ") else f"from {words}"

    def until(self, us: int) -> str:
        """Up to an instant: `until …`, or `through …`."""
        words = self.say.instant(us)
        return f"through {words.removeprefix('after ')}" if words.startswith("after ") else f"until {words}"

    def ends(self, due: Interval) -> str:
        """When a window ends: `at …`, `on …, hour unknown`, `between … and …`."""
        words = self.say.when(due)
        if due.latest == due.earliest + 1:
            return words if words.startswith("after ") else f"at {words}"
        return f"on {words}" if words.endswith("hour unknown") else words

    def quote(self, wording: Wording, most: int = 9) -> str:
        """What the phrases say that a norm encodes, in the rulebook's own words."""
        said = wording.version.said(wording.construct.phrases[:most])
        return '"' + said.rstrip(".").replace("; ", " … ") + '"'

    def complete(self, kinds: Iterable[str], about: str, through: int) -> str:
        """A record that is complete, as a clause."""
        return (
            f"the record of {listed(sorted(kinds))} by {self.say.party(about)} is complete "
            f"through {self.say.instant(through)}"
        )

    def cites(self, finding: Finding) -> tuple[str, ...]:
        """A finding's citation, and the place where the fact it arose from is told."""
        place = self.say.source(finding.trigger) if finding.trigger else ""
        return (self.citation(finding), place) if place else (self.citation(finding),)
