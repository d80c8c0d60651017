"""Duties: for each burden, duty and act on record, who owes what by when, how it stands, why, and from which source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.documents.case import Telling
from evaluator.documents.leaves import Fits, Happened, InForce, InTime, Lasting, Over, Presumed
from evaluator.passes.blocks import TONES, Paragraph, Sentence
from evaluator.passes.contradicted import contradiction, differing
from evaluator.passes.cost_words import cost_sentences
from evaluator.passes.findings import Explained, Finding
from evaluator.passes.matters import filled
from evaluator.passes.partly import revived, taken_back, unmet
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import by_key, listed, quoted
from evaluator.passes.sentences import STATUS, Reason, because, said
from evaluator.passes.stated_times import stated_time
from evaluator.passes.timeline import question_name
from evaluator.passes.ways import factored
from evaluator.words.formula import View, leaves
from evaluator.words.times import EVER
from evaluator.words.truth import NO, YES, decided

MOST_WAYS = 4
SAID_OF = {"not arisen": "no duty at all", "not done": "no such act"}  # what a status that is told nowhere comes to


def duties(
    record: Assessment, chosen: Sequence[Finding], phrases: Phrases
) -> Iterator[tuple[list[Finding], Paragraph]]:
    """A paragraph for each finding, soonest first, with what it is about; demands that stand alike, without a time, share one."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for number, finding in enumerate(chosen):
        key = (finding.status, finding.bearer, finding.trigger.derived_from if finding.trigger else "")
        plain = finding.trigger and finding.trigger.derived_from and finding.due is None and not finding.done
        alike.setdefault(key if plain else (str(number),), []).append(finding)
    for group in alike.values():
        yield group, duty(group[0], record, phrases) if len(group) == 1 else _together(group, record, phrases)


def duty(finding: Finding, record: Assessment, phrases: Phrases, most: int | None = MOST_WAYS) -> Paragraph:
    """The paragraph of one finding, with so many ways to decide it."""
    short = unmet(finding, phrases.say) or revived(finding, phrases.say)
    stands = f"{_upper(status_words(finding, phrases))}{f': {short}' if short else ''}."
    sentences = [Sentence(stands, phrases.cites(finding))]
    sentences += _asked(finding, phrases)
    sentences += stated_time(finding, phrases)
    sentences += _arising(finding, phrases)
    sentences += why(finding, phrases)
    sentences += _done(finding, phrases)
    sentences += undecided(finding, phrases, most)
    sentences += _later(finding, phrases)
    sentences += _source(finding, phrases)
    sentences += _effect([finding], record, phrases)
    sentences += cost_sentences(finding, record, phrases, open_too=most is None)
    return Paragraph(tuple(sentences), finding.status.upper(), TONES.get(finding.status, ""), 1)


def _together(group: Sequence[Finding], record: Assessment, phrases: Phrases) -> Paragraph:
    """One paragraph for several demands of a document that stand alike and have no time set."""
    first = group[0]
    words = listed(phrases.label(f).removeprefix("the demand ") for f in group)
    status = STATUS[first.kind, first.status].format(who=phrases.say.party(first.bearer), norm=f"the demands {words}")
    sentences = [Sentence(f"{_upper(status)}.", phrases.cites(first))]
    asked = listed(phrases.owed(f) for f in group)
    sentences.append(Sentence(f"Asked for on {_on(first, phrases)}: {asked}; no time is set."))
    sentences += [sentence for finding in group for sentence in _arising(finding, phrases)]
    sentences += _effect(group, record, phrases)
    return Paragraph(tuple(sentences), first.status.upper(), TONES.get(first.status, ""), 1)


def status_words(finding: Finding, phrases: Phrases, act: str = "", norm: str = "") -> str:
    """The sentence of a finding's construct and status; `act` and `norm` say what was done and under what, if that is more than its own."""
    names = finding.names
    return STATUS[finding.kind, finding.status].format(
        who=phrases.who(finding.bearer, finding.wording, finding.norm, str(names.get("target", ""))),
        norm=norm or phrases.label(finding),
        act=act or (phrases.say.fact(finding.trigger) if finding.trigger else "an act not on record"),
        toward=phrases.say.party(finding.toward) if finding.toward else "anyone",
    )


def _on(finding: Finding, phrases: Phrases) -> str:
    """The document or fact on which something is owed."""
    assert finding.trigger is not None
    return phrases.say.fact(phrases.say.document(finding.trigger))


def _asked(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """What is asked for, by when; in the law's own words too, unless a kind of act and a window say it all."""
    before = finding.wording.construct.before is not None
    on = "" if before or finding.trigger is None else f" on {_on(finding, phrases)}"
    within = finding.wording.construct.within
    window = (
        "" if within is not None and within.fixed else phrases.window(finding)
    )  # a day that the card names is its end
    time = ", ".join(each for each in (window, phrases.due(finding)) if each) or "no time is set"
    owed = f"Asked for{on}: {phrases.owed(finding)}; {time}." if finding.position is not None else ""
    construct = finding.wording.construct
    said = construct.within is not None and construct.done_by is not None and not construct.done_by.judged
    words = f"In short: {phrases.quote(finding.wording, 9 if finding.position else 3)}."
    rule = "" if said or finding.layer == "letter" else words
    return [Sentence(each) for each in (owed, rule) if each]


def _arising(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """What it hangs on whether a burden or duty arises at all, where that is open."""
    position, view = finding.position, finding.view
    if position is None or decided(position.arises.truth(view)) or finding.status == "undetermined":
        return []
    reasons = [r for r in because([position.arises], view, position) if not decided(r.truth)]
    found = _said([r for r in reasons if not isinstance(r.node, Happened)], phrases)
    own = f" of {phrases.say.fact(finding.trigger)}" if finding.trigger else ""
    words = "; ".join(words.replace(own, "") for words in found)
    return [Sentence(f"Whether {phrases.label(finding)} binds at all is open: {words}.")] if words else []


def why(explained: Explained, phrases: Phrases, lead: str = "Why: ") -> list[Sentence]:
    """What carries a decided status, in one sentence; nothing for an undetermined one."""
    found = reasons(explained, phrases) if explained.status != "undetermined" else {}
    if explained.status == "pending" and isinstance(explained, Finding):
        shown = because([node for _, node in explained.revived_by], explained.view, explained.position)
        found |= _said([reason for reason in shown if not isinstance(reason.node, Happened)], phrases)
    cites = tuple(cite for each in found.values() for cite in each)
    return [Sentence(f"{lead}{'; '.join(found)}.", cites)] if found else []


def reasons(explained: Explained, phrases: Phrases) -> dict[str, tuple[str, ...]]:
    """What carries a status: each reason worth a sentence in words, with its citations."""
    own = explained.position if isinstance(explained, Finding) else None
    found = because(explained.decisive, explained.view, own)
    told = {id(r.node.telling) for r in found if isinstance(r.node, InTime | Lasting)}
    if isinstance(explained, Finding):
        told.add(id(explained.trigger))
    kept = [r for r in found if not _plain(r, told) and not (isinstance(r.node, Over) and r.truth == NO)]
    if isinstance(explained, Finding):  # what is presumed stands among the assumptions
        kept = [r for r in kept if not isinstance(r.node, Presumed)] or kept
    return _said([r for r in kept if not isinstance(r.node, InForce)] or kept, phrases) or _on_file(kept, phrases)


def _on_file(reasons: Sequence[Reason], phrases: Phrases) -> dict[str, tuple[str, ...]]:
    """Where nothing else is worth a sentence: the facts without a time (roles, say) on which it rests."""
    kinds = phrases.record.case.vocabulary.kinds
    facts = (r.node.telling for r in reasons if isinstance(r.node, Fits) and r.truth == YES)
    return {f"{phrases.say.fact(fact)} is on file": () for fact in facts if kinds[fact.kind].timeless}


def _plain(reason: Reason, told: set[int]) -> bool:
    """Whether a reason only says that a fact happened or a norm was in force, of which more is said elsewhere."""
    node = reason.node
    return isinstance(node, Happened | InForce) and reason.truth == YES and id(node.telling) in told


def _said(reasons: Sequence[Reason], phrases: Phrases) -> dict[str, tuple[str, ...]]:
    words = [words for reason in reasons if (words := said(reason, phrases)) is not None]
    return dict(words)


def _done(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """The good acts on record, late ones called so, where the reasons do not name them."""
    if finding.status in ("discharged", "fulfilled"):
        return []
    told = taken_back(finding)
    words = [
        f"{phrases.say.fact(telling)} ({phrases.say.when(telling.time)}){', too late' if late else ''}"
        for telling, late in finding.done
        if telling not in told
    ]
    return [Sentence(f"On record: {listed(words)}.")] if words else []


def undecided(explained: Explained, phrases: Phrases, most: int | None = MOST_WAYS) -> list[Sentence]:
    """What would decide an undetermined status, in words: the shortest ways, one at least to each status; `most` None tells all."""
    if explained.status != "undetermined":
        return []
    disputed = contradiction(explained, phrases.say)
    despite = explained.despite_unknowns
    anyway = f" Every way of filling the gaps gives: {despite}." if despite else ""
    ways = decisions(explained, phrases)
    if not ways:
        rest = (
            "To settle it, find out which is right, and leave out the rest."
            if differing(explained, phrases.say)
            else "No three matters together would decide it."
        )
        return [Sentence(f"{disputed}{rest}{anyway}")]
    by_status: dict[str, list[list[str]]] = {}
    for matters, leads in shortest(ways, most):
        by_status.setdefault(leads, []).append(matters)
    words = [f"It would be {leads} if {'; or if '.join(factored(found))}" for leads, found in by_status.items()]
    more = f"; {the_rest(len(ways) - most)}" if most is not None and len(ways) > most else ""
    told = " ".join(stopped(each) for each in [*words[:-1], f"{words[-1]}{more}"])
    return [Sentence(f"{disputed}{told}{anyway}")]


def stopped(words: str) -> str:
    """A clause with its full stop; one that ends with an abbreviation has it already."""
    return words if words.endswith(".") else f"{words}."


def shortest(ways: Sequence[tuple[list[str], str]], most: int | None) -> list[tuple[list[str], str]]:
    """Ways with what each leads to, the shortest first; of too many the shortest, but one at least to each status."""
    ordered = sorted(ways, key=lambda way: (len(way[0]), len(listed(way[0]))))
    first = [next(way for way in ordered if way[1] == leads) for leads in dict.fromkeys(leads for _, leads in ordered)]
    kept = [*first, *(way for way in ordered if way not in first)][:most]
    return [way for way in ordered if way in kept]


def the_rest(more: int) -> str:
    """Where ways that are not told can be read."""
    return f"`explain` tells {'one more way' if more == 1 else f'{more} more ways'}"


def decisions(explained: Explained, phrases: Phrases) -> list[tuple[list[str], str]]:
    """The minimal sets of open matters that settle a status, each filled in words, with the status each leads to."""
    known = by_key(list(leaves(*explained.roots)))
    found: dict[tuple[str, ...], str] = {}
    for each, leads in explained.missing:
        words = filled(each, leads, explained, known, phrases.say)
        found.setdefault(tuple(words), SAID_OF.get(leads, leads))
    return [(list(words), leads) for words, leads in found.items()]


def _later(finding: Finding, phrases: Phrases) -> list[Sentence]:
    until = finding.until
    if until is None or until >= EVER - 1:
        return []
    status = finding.read(View(until, finding.view.at))
    return [Sentence(f"If nothing more happens: {status} {phrases.since(until)}.")]


def _source(finding: Finding, phrases: Phrases) -> list[Sentence]:
    """Where each further fact is told that carries the status; the trigger's place stands with the citation."""
    used = [finding.trigger, *(telling for telling, _ in (*finding.done, *finding.revived_by))]
    used += [getattr(leaf, "telling", None) for leaf in finding.carried]
    facts = {id(t): t for t in used if t is not None}
    told = {f"{phrases.say.fact(t)}: {phrases.say.source(t)}": None for t in facts.values() if _elsewhere(t, finding)}
    supposed = dict.fromkeys(phrases.say.fact(t) for t in facts.values() if t.supposed)
    words = [Sentence(f"Source: {listed(told)}.")] if told else []
    return words + ([Sentence(f"Only supposed: {listed(supposed)}.")] if supposed else [])


def _elsewhere(telling: Telling, finding: Finding) -> bool:
    return bool(telling.source) and (finding.trigger is None or telling.source != finding.trigger.source)


def _effect(group: Sequence[Finding], record: Assessment, phrases: Phrases) -> list[Sentence]:
    """What missing it leads to; a letter alone opens nothing."""
    opened = dict.fromkeys(each for finding in group for each in opens(finding, record, phrases))
    bears = f"It bears on {listed(opened)}." if opened else "It bears on nothing else."
    if group[0].kind == "burden":
        return [Sentence(bears)]
    if group[0].layer == "letter":
        return [Sentence(bears if opened else "It opens nothing under the rule."), *_threats(group)]
    return []


def _threats(group: Sequence[Finding]) -> list[Sentence]:
    """What a document announces for a demand that was missed; to announce is not yet to act."""
    told = [f.trigger.fields.get("threatens") for f in group if f.trigger is not None and f.status == "violated"]
    words = listed(dict.fromkeys(quoted(each) for each in told if isinstance(each, str)))
    return [Sentence(f"Threatened: {words}; a threat is not yet an act.")] if words else []


def opens(finding: Finding, record: Assessment, phrases: Phrases) -> list[str]:
    """The questions that build on this instance; where there are none, the norms."""
    if finding.position is None:
        return []
    anybody = [a for a in record.answers if not a.asked.question.owed and a.asked.by in ("", "*")]
    built = [answer for answer in anybody if phrases.builds_on(answer, finding.position)]
    own = finding.bearer
    asked = [a.asked.question.name if a.asked.toward == own else question_name(a, phrases) for a in built]
    others = [other for other in record.findings if other is not finding and other.layer != "letter"]
    norms = [
        f"{phrases.label(other)} ({phrases.citation(other)})"
        for other in others
        if phrases.builds_on(other, finding.position)
    ]
    return list(dict.fromkeys(asked or norms))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
