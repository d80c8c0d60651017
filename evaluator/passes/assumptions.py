"""What a report supposes, said before anything rests on it: facts on file, presumptions, declarations, readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from evaluator.documents.case import Complete, Telling
from evaluator.documents.roles import Carriers
from evaluator.passes.assess import Answer
from evaluator.passes.blocks import Paragraph, paragraph
from evaluator.passes.cautions import strangers
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.program import Program
from evaluator.passes.say import listed, plural, quoted
from evaluator.words.times import EVER, NEVER, local, spoken

MOST_NAMED = 4
MOST_DOUBTS = 6  # paragraphs whose doubts a report tells unasked
NEAR = timedelta(days=4)  # a long weekend: how far a day that may be no holiday can move an end


def what_if_words(program: Program) -> str:
    """Which law is applied instead of that of each day, in words; empty if none is."""
    parts = [f"under the law of {program.law} applied to everything"] if program.law else []
    if program.rulebook.as_if:
        parts.append(f"as if {listed(program.rulebook.as_if)} were in force in a text that is not")
    return f"{' and '.join(parts)} (COUNTERFACTUAL)" if parts else ""


def supposition(record: Assessment, phrases: Phrases) -> Paragraph:
    """The first words of a report: what the answer supposes."""
    say, case, program = phrases.say, record.case, record.program
    known = EVER if record.known is None else record.known
    told = [t for t in case.tellings if t.recorded <= known]
    newer = {t.replaces for t in told}
    seen = Counter(kind for kind, _ in {(t.kind, t.root) for t in told if not t.supposed and t.id not in newer})
    counted = listed(f"{count} {plural(kind) if count > 1 else kind}" for kind, count in sorted(seen.items()))
    what_if = what_if_words(program)
    law = f", {what_if}" if what_if else ""
    parts = [f"At {say.instant(record.at)}{_elsewhere(record)}{law}, on what is on file ({counted or 'nothing'})"]
    if record.known is not None:
        parts.append(f"as known at {say.instant(record.known)}")
    declared = sorted({say.party(c.about) for c in case.complete if not c.supposed and c.recorded <= known})
    if declared:
        parts.append(f"with records declared complete for {listed(declared)}")
    elif not any(c.supposed and c.recorded <= known for c in case.complete):
        parts.append("with no record declared complete")
    supposed = _supposed(record, phrases)
    if supposed:
        parts.append(f"and SUPPOSING {supposed}")
    turned = _turned(record)
    rest = [f"Readings turned: {turned}." if turned else "", "" if record.presume else "Nothing is presumed absent."]
    return paragraph(", ".join(parts) + ".", *[each for each in rest if each], lead=quoted(case.name))


def _elsewhere(record: Assessment) -> str:
    """The same instant by the clock of the case, where that shows another hour than the clock by which the report tells times."""
    here, there = record.zone, record.case.zone or record.zone
    if local(record.at, here).utcoffset() == local(record.at, there).utcoffset():
        return ""
    return f" ({spoken(record.at, there)} where the case is told)"


def _supposed(record: Assessment, phrases: Phrases) -> str:
    """Everything that overlays add, in words."""
    say, case = phrases.say, record.case
    known = EVER if record.known is None else record.known
    facts = [say.fact(t) for t in case.tellings if t.supposed and not t.derived_from and t.recorded <= known]
    records = [f"that {phrases.complete(c.kinds, c.about, c.through)}" for c in case.complete if _now(c, known)]
    words = [
        f'that {say.party(d.by)} says {"yes" if d.says else "no"} to "{d.standard}" '
        f"of {listed(say.named(id) for id in d.about)}"
        for d in case.said
        if d.supposed and d.recorded <= known
    ]
    return listed([*facts, *records, *words])


def _now(declaration: Complete, known: int) -> bool:
    return declaration.supposed and declaration.recorded <= known


def _turned(record: Assessment) -> str:
    readings = record.program.rulebook.readings
    turned = {name: option for name, option in record.program.readings.items() if option != readings[name].default}
    return listed(f"{name} = {option}" for name, option in sorted(turned.items()))


def assumptions(
    record: Assessment, chosen: Sequence[Explained], phrases: Phrases, full: bool = True
) -> Iterator[Paragraph]:
    """Every assumption and presumption that the chosen findings and answers rest on, one item each; many doubts only if `full`."""
    yield from _presumed(chosen, phrases)
    yield from _declared(chosen, phrases)
    yield from _own_words(chosen, phrases)
    yield from _straddling(record, phrases)
    yield from _too_soon(record, phrases)
    yield from _strangers(record)
    yield from _carried(record, phrases)
    yield from _recorded(record, phrases)
    yield from _offices(record, phrases)
    yield from _clocks(record)
    yield from _readings(record, chosen)
    yield from _doubts(chosen, phrases, full)
    yield from _days_in_doubt(record, chosen, phrases)
    if record.program.rulebook.not_yet:
        yield paragraph(f"Not looked at: {record.program.rulebook.not_yet}.", depth=1)
    later = [t.id for t in record.case.tellings if t.time.earliest > record.at and not t.derived_from]
    if later:
        yield paragraph(
            f"Left out, as it lies after the instant asked about: {listed(phrases.say.code(id) for id in later)}.",
            depth=1,
        )


def _presumed(chosen: Sequence[Explained], phrases: Phrases) -> Iterator[Paragraph]:
    absent: dict[str, dict[str, None]] = {}
    for explained in chosen:
        for leaf in explained.presumes:
            absent.setdefault(listed(leaf.kinds, "or"), {}).setdefault(phrases.say.party(leaf.about))
    about: dict[str, list[str]] = {}
    for kinds, parties in sorted(absent.items()):
        about.setdefault(listed(sorted(parties), "or"), []).append(kinds)
    words = [f"no other {listed(kinds, 'or')} concerning {parties}" for parties, kinds in sorted(about.items())]
    if words:
        yield paragraph(f"Presumed: {listed(words)}.", depth=1)


def _declared(chosen: Sequence[Explained], phrases: Phrases) -> Iterator[Paragraph]:
    say = phrases.say
    found: dict[tuple[str, str, int], set[str]] = {}
    for explained in chosen:
        for leaf in explained.declarations:
            for word in (word for word in leaf.used() if not word.supposed):
                found.setdefault((say.party(word.said_by), leaf.about, word.through), set()).update(leaf.kinds)
    for (by, about, through), kinds in sorted(found.items()):
        yield paragraph(f"On the word of {by}: {phrases.complete(kinds, about, through)}.", depth=1)


def _own_words(chosen: Sequence[Explained], phrases: Phrases) -> Iterator[Paragraph]:
    say = phrases.say
    own = {
        f'{say.party(said.by)} says {"yes" if said.says else "no"} to "{said.standard}" of {say.about(leaf)}': None
        for explained in chosen
        if isinstance(explained, Finding)
        for leaf, said in explained.words
        if said.by == explained.bearer
    }
    if own:
        yield paragraph(f"A party's own word, which nobody higher confirmed: {listed(own)}.", depth=1)


def _straddling(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    at = record.at
    open_facts = [t for t in record.case.tellings if t.time.earliest <= at < t.time.last and not t.derived_from]
    if open_facts:
        facts = listed(f"{phrases.say.fact(t)} ({phrases.say.when(t.time)})" for t in open_facts)
        yield paragraph(f"Not known to have happened by then, nor known not to have: {facts}.", depth=1)


def _too_soon(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    """Acts on record that came before what they answer: they count, and may be a slip."""
    say, known = phrases.say, EVER if record.known is None else record.known
    seen = [t for t in record.case.tellings if t.recorded <= known]
    replaced = {t.replaces for t in seen}
    words = [
        f"{say.fact(t)} ({say.when(t.time)}) came before {say.fact(other)} ({say.when(other.time)}) that it answers"
        for t in seen
        for other in map(record.case.telling, _answered(t) if t.id not in replaced else ())
        if other is not None and t.time.latest <= other.time.earliest
    ]
    if words:
        yield paragraph(
            f"To be looked at by a person: {'; '.join(words)}. It counts as an answer all the same.", depth=1
        )


def _strangers(record: Assessment) -> Iterator[Paragraph]:
    """Acts on record that answer what was sent to others: they count for nobody else, and may be a slip."""
    words = list(strangers(record))
    if words:
        yield paragraph(f"To be looked at by a person: {'; '.join(words)}.", depth=1)


def _carried(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    """Calls of which nobody says who made them, with those who carry them: they are not taken to be the ones."""
    say, by_whom = phrases.say, dict[tuple[str, ...], list[str]]()
    for telling, parties in Carriers(record.case.facts(record.known).told, record.case.vocabulary).unsaid:
        by_whom.setdefault(tuple(sorted(map(say.party, parties))), []).append(say.fact(telling))
    for whom, facts in by_whom.items():
        more = [f"{len(facts) - MOST_NAMED} others"] if len(facts) > MOST_NAMED + 1 else []
        named = listed([*(facts[:MOST_NAMED] if more else facts), *more])
        made = f"Nobody says who made {named}"
        verb = "are" if len(whom) > 1 else "is"
        yield paragraph(
            f"{made}. To carry it is not to make it: {listed(whom)}, by role, {verb} not taken to have.", depth=1
        )


def _answered(telling: Telling) -> tuple[str, ...]:
    value = telling.fields.get("answers")
    return value if isinstance(value, tuple) else ()


def _recorded(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    silent = [t for t in record.case.tellings if not t.recorded_said and t.kind != "role" and not t.derived_from]
    if silent:
        verb = "they are" if len(silent) > 1 else "it is"
        more = [f"{len(silent) - MOST_NAMED} other facts"] if len(silent) > MOST_NAMED + 1 else []
        named = silent[:MOST_NAMED] if more else silent
        facts = listed([*(phrases.say.fact(t) for t in named), *more])
        yield paragraph(f"When {facts} became known is not said; {verb} taken as known at once.", depth=1)


def _offices(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    parties = [p for _, p in sorted(record.case.parties.items()) if p.offices and p.office_by != "declared"]
    named = [
        name if p.offices[0].removeprefix("the ").casefold() in name.casefold() else f"{name} ({_the(p.offices[0])})"
        for p in parties
        for name in [phrases.say.party(p.id)]
    ]
    if named:
        yield paragraph(f"Offices by name alone: {listed(named)}.", depth=1)


def _clocks(record: Assessment) -> Iterator[Paragraph]:
    """By which clocks times are told, where the case is told by others."""
    told, case = record.zone, record.case.zone
    if case is not None and local(record.at, told).utcoffset() != local(record.at, case).utcoffset():
        yield paragraph(f"Times are told by the clocks of {told}; the case is told in {case}.", depth=1)


def _readings(record: Assessment, chosen: Sequence[Explained]) -> Iterator[Paragraph]:
    used = sorted({name for explained in chosen for name in rested_on(explained)})
    book, taken = record.program.rulebook.readings, record.program.readings
    by_cite: dict[str, list[str]] = {}
    for name in used:
        by_cite.setdefault(book[name].cite, []).append(f"{name} = {quoted(taken[name])}")
    if by_cite:
        words = [f"{', '.join(names)} ({cite})" for cite, names in sorted(by_cite.items())]
        yield paragraph(f"Readings: {'; '.join(words)}.", depth=1)


def rested_on(explained: Explained) -> frozenset[str]:
    """The readings a status rests on; of an answer's own norms, only the versions in force."""
    if isinstance(explained, Answer):
        own = {name for ground, _ in explained.grounds for name in ground.wording.construct.readings}
        return explained.readings | own
    return explained.all_readings if isinstance(explained, Finding) else explained.readings


def _doubts(chosen: Sequence[Explained], phrases: Phrases, full: bool) -> Iterator[Paragraph]:
    doubts: dict[str, None] = {}
    for explained in chosen:
        if isinstance(explained, Finding) and explained.wording.version.doubts:
            version = explained.wording.version
            sure = f" ({version.sure} certainty)" if version.sure else ""
            doubts.setdefault(f"{phrases.citation(explained)}{sure}: {version.doubts}")
    told = [*doubts] if full or len(doubts) <= MOST_DOUBTS + 1 else [*doubts][:MOST_DOUBTS]
    more = f" … and {len(doubts) - len(told)} more paragraphs; `--full` tells them." if len(told) < len(doubts) else ""
    if doubts:
        yield paragraph(f"Doubts about the text itself: {'; '.join(told)}.{more}", depth=1)


def _days_in_doubt(record: Assessment, chosen: Sequence[Explained], phrases: Phrases) -> Iterator[Paragraph]:
    """Days on or shortly before the end of a window, or within its business days, of which it is not certain how they count."""
    doubts: dict[str, dict[str, None]] = {}
    for finding in chosen:
        if not isinstance(finding, Finding) or finding.due is None or not NEVER < finding.due.latest < EVER:
            continue
        calendar = record.program.rulebook.calendars[finding.wording.construct.calendar]
        end = local(finding.due.latest - 1, calendar.zone).date()
        window, trigger = finding.wording.construct.within, finding.trigger
        if window is not None and window.lengths and all("hour" in unit for _, unit in window.lengths):
            continue
        counted = window is not None and any("business" in unit for _, unit in window.lengths)
        begun = trigger is not None and counted and trigger.time.earliest > NEVER
        since = local(trigger.time.earliest, calendar.zone).date() if begun and trigger is not None else end - NEAR
        for doubt in calendar.doubts:
            if any(first <= end and since <= last for first, last in doubt.days):
                doubts.setdefault(f"{doubt.what} (counted as {doubt.counted})", {}).setdefault(phrases.label(finding))
    for words, labels in doubts.items():
        whose = f"the window of {listed(labels)}" if len(labels) < MOST_NAMED else f"{len(labels)} windows"
        yield paragraph(f"Days in doubt that bear on {whose}: {words}.", depth=1)


def _the(office: str) -> str:
    return office if office.startswith("the ") else f"the {office}"
