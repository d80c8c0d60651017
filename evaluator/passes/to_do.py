"""What is still to be done: for each party what it owes and by when, and what would settle what is open, made from the rulebook's terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from evaluator.documents.case import ANY_PARTY
from evaluator.documents.leaves import FieldOpen, Over, Presumed, Spoken, Unrecorded
from evaluator.passes.all_told import all_told, declared
from evaluator.passes.blocks import TONES, Paragraph, Sentence, paragraph
from evaluator.passes.change import Changes, target_of
from evaluator.passes.contradicted import which_is_right
from evaluator.passes.deeds import by_sort, owed_names
from evaluator.passes.findings import Finding
from evaluator.passes.partly import MISSED, revived
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import article, by_key, listed, matter_kind
from evaluator.passes.sentences import because
from evaluator.words.formula import Leaf, Node, leaves
from evaluator.words.times import EVER, MINUTE, round_end
from evaluator.words.truth import YES, decided

AHEAD = ("pending", "undetermined")
MOST_MATTERS = 4  # matters that one item names
Settling: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # instructions behind a lead


def to_do(record: Assessment, phrases: Phrases, changes: Changes | None = None) -> Iterator[Paragraph]:
    """An item for each duty and burden that is pending or open, soonest first, then for what was missed and not done late either.

    Of the reader, or of each party in turn; `changes` tells what would still come of doing it now.
    """
    found: dict[str, list[Finding]] = {}
    for finding in record.findings:
        own = phrases.reader in ("", finding.bearer) and finding.bearer != ANY_PARTY
        if (
            finding.position is None
            or not own
            or (finding.status in MISSED and finding.done and all(finding.done_parts))
        ):
            continue
        if finding.status in MISSED or (
            finding.status in AHEAD and finding.position.met.truth(finding.view) != YES
        ):  # met already: nothing is left to do, even if it is open whether it binds
            found.setdefault(finding.bearer, []).append(finding)
    if phrases.reader and not found:
        yield paragraph(f"Nothing is pending or open for {phrases.say.party(phrases.reader).rstrip('.')}.")
    for bearer, chosen in sorted(found.items()):
        if len(found) > 1:
            yield paragraph(f"{phrases.say.party(bearer)}:")
        missed = [finding for finding in chosen if finding.status in MISSED]
        together = all_told([finding for finding in chosen if finding not in missed], phrases)
        yield from declared(together, phrases)
        apart = {id(finding) for group in (missed, *together.values()) for finding in group}
        for (status, when), group in _by_end([f for f in chosen if id(f) not in apart], phrases).items():
            lead = when if status == "pending" else f"open, {when}"
            sentences = [
                each for alike, settling in _alike(group, phrases) for each in _asked(alike, settling, phrases)
            ]
            yield Paragraph(tuple(sentences), lead[:1].upper() + lead[1:], TONES.get(status, ""), 1)

        ends: dict[str, list[Finding]] = {}
        for finding in missed:
            ends.setdefault(_now(finding, phrases, changes), []).append(finding)
        for now, group in ends.items():
            asked = [each for alike, _ in _alike(group, phrases) for each in _asked(alike, (), phrases)]
            words = now.replace("It was due", "All were due", 1) if len(asked) > 1 else now
            cites = tuple(dict.fromkeys(map(phrases.citation, group)))
            last = (Sentence(words, cites if len(cites) == 1 else ()),) if words else ()
            yield Paragraph((*asked, *last), "Missed", "bad", 1)


def _now(finding: Finding, phrases: Phrases, changes: Changes | None) -> str:
    """By when it was due, and what would still come of it."""
    ended = finding.due if finding.wording.construct.before is None else None
    wide = ended is not None and ended.latest - ended.earliest > MINUTE
    due = (
        f"It was due by {phrases.say.instant(round_end(ended.latest) if wide else ended.earliest)}"
        if ended is not None
        else ""
    )
    due += " at the latest." if wide else "." if due else ""
    late = changes.late.get(target_of(finding)) if changes is not None else None
    turned = listed(f"{question} to {to}" for question, to in late or ())
    still = (
        f"Done now it is late, and would still turn {turned}."
        if turned
        else "Done now it is too late to turn any answer."
    )
    return " ".join(each for each in (due, still if late is not None else "") if each)


def _by_end(chosen: Sequence[Finding], phrases: Phrases) -> dict[tuple[str, str], list[Finding]]:
    """What stands alike and ends at one time, together, soonest first; what has no end comes last."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(chosen, key=lambda f: f.due.earliest if f.due is not None else EVER):
        groups.setdefault((finding.status, phrases.due(finding) or "no time is set"), []).append(finding)
    return groups


def _alike(group: Sequence[Finding], phrases: Phrases) -> list[tuple[list[Finding], Settling]]:
    """What one paragraph asks for on one document, with the same to say of it, together."""
    alike: dict[tuple[str, str, Settling], list[tuple[Finding, Settling]]] = {}
    for finding in group:
        on, settling = _on(finding, phrases), _settling(finding, phrases)
        fact = phrases.say.fact(finding.trigger) if finding.trigger is not None and not on else "\0"
        each = tuple((lead, tuple(way.replace(fact, "each") for way in ways)) for lead, ways in settling)
        alike.setdefault((on, phrases.citation(finding), each), []).append((finding, settling))
    one = {key: len({id(finding.trigger) for finding, _ in found}) == 1 for key, found in alike.items()}
    return [([f for f, _ in found], found[0][1] if one[key] else key[2]) for key, found in alike.items()]


def _asked(group: Sequence[Finding], settling: Settling, phrases: Phrases) -> Iterator[Sentence]:
    """What is asked for, under which name and citation, and what would settle it."""
    first = group[0]
    names = listed(owed_names(found, phrases) for found in by_sort(group, phrases))
    asked = listed(dict.fromkeys(phrases.owed(finding, only_left=True) for finding in group))
    cites = (phrases.citation(first),)
    yield Sentence(f"{asked[:1].upper()}{asked[1:]} ({names}{_on(first, phrases)}).", cites)
    for lead, ways in settling:
        more = "; `explain` tells the rest" if len(ways) > MOST_MATTERS else ""
        yield Sentence(f"{lead}: {'; or '.join(ways[:MOST_MATTERS])}{more}.", cites)


def _on(finding: Finding, phrases: Phrases) -> str:
    if finding.trigger is None or finding.wording.construct.before is not None:
        return ""
    fact = phrases.say.fact(phrases.say.document(finding.trigger))
    return "" if phrases.label(finding).endswith(fact) else f" on {fact}"


# -- what would settle it


def _settling(finding: Finding, phrases: Phrases) -> Settling:
    """What somebody would have to decide, declare, enter or find out; at last the zone on which the end of its time hangs.

    Of what was done and is owed again, first what revived it.
    """
    settling, position, say = _matters(finding, phrases), finding.position, phrases.say
    again = revived(finding, say)
    settling = (("Owed again", (again,)), *settling) if again else settling
    ends = position.ends if position is not None and finding.trigger is not None else ()
    ending = say.endings.get((finding.trigger.root, ends[0].due)) if ends and finding.trigger is not None else None
    if ending is None or not ending.party:
        return settling
    asked, enter = (
        f"find out {ending.words}",
        f"enter the zone of {say.party(ending.party)}, under `zone` among the parties",
    )
    if any(asked in ways for _, ways in settling):
        return tuple((lead, tuple(enter if way == asked else way for way in ways)) for lead, ways in settling)
    return (*settling, ("To know the end", (enter,)))


def _matters(finding: Finding, phrases: Phrases) -> Settling:
    if finding.status == "undetermined":
        known = by_key(list(leaves(*finding.roots)))
        ways = sorted(finding.missing, key=lambda each: len(each[0]))
        matters = [(known[key], value) for way, _ in ways for key, value in sorted(way) if key in known]
        matters.sort(key=lambda each: (not isinstance(each[0], Spoken), not each[1]))
        words = dict.fromkeys(which_is_right(finding, phrases.say))
        words |= dict.fromkeys(_instruction(leaf, value, finding, phrases) for leaf, value in matters)
        return (("To settle it", tuple(words)),) if words else ()
    position, construct = finding.position, finding.wording.construct
    assert position is not None
    asked = {judged.standard for judged in construct.done_by.judged} if construct.done_by is not None else set()
    unsure = may_not_bind(finding)
    asked_of = [
        (leaf, value) for leaf in unsure for value in ((True, False) if isinstance(leaf, Unrecorded) else (False,))
    ]
    binds = dict.fromkeys(_instruction(leaf, value, finding, phrases) for leaf, value in asked_of)
    trigger = finding.trigger
    apart = {trigger.id, trigger.root, trigger.derived_from} if trigger is not None else set()
    spoken = (leaf for leaf in leaves(*finding.roots) if isinstance(leaf, Spoken) and not _sure(leaf, finding))
    acts = {leaf.key: leaf for leaf in spoken if leaf.judged.standard in asked and apart.isdisjoint(leaf.about)}
    judging = dict.fromkeys(_determination(leaf, finding, phrases) for leaf in acts.values())
    leads = (("Whether it binds at all is open", binds), ("On file and not judged", judging))
    return tuple((lead, tuple(found)) for lead, found in leads if found)


def may_not_bind(finding: Finding) -> list[Spoken | FieldOpen | Unrecorded]:
    """What leaves open whether something is owed at all; that the hour of the letter is not known is not among it."""
    position = finding.position
    if position is None or _sure(position.arises, finding):
        return []
    arising = because([position.arises], finding.view, position)
    return [r.node for r in arising if isinstance(r.node, Spoken | FieldOpen | Unrecorded) and not decided(r.truth)]


def _sure(node: Node, finding: Finding) -> bool:
    return decided(node.truth(finding.view))


def _instruction(leaf: Leaf, value: bool, finding: Finding, phrases: Phrases) -> str:
    say = phrases.say
    match leaf:
        case Spoken():
            return _determination(leaf, finding, phrases)
        case Unrecorded():
            whose = f" {say.whose(leaf.kinds)} {say.party(leaf.about)}"
            own = "" if leaf.about == finding.bearer else whose
            if value:
                there = "there was one in time" if say.whose(leaf.kinds) == "by" else "there is one"
                return f"enter {say.another(leaf).removesuffix(whose)}{own}, if {there}"
            return (
                f"if there was none, declare the record of {listed(leaf.kinds, 'or')}{own} complete{say.through(leaf)}"
            )
        case FieldOpen():
            return f'find out "{leaf.test.field}" of {say.fact(leaf.telling)}'
        case Presumed():
            return f"find out whether there was {article(listed(leaf.kinds, 'or'))} concerning {say.party(leaf.about)}"
        case Over():
            return f"find out {say.ending(leaf)}"
        case _:
            matter = say.decider(leaf)
            return f"find out {matter}" if matter_kind(leaf) != "supposition" else matter


def _determination(leaf: Spoken, finding: Finding, phrases: Phrases) -> str:
    """Who may answer a standard about what; where equals disagree, nobody below them settles it."""
    standards, say = phrases.record.program.rulebook.vocabulary.standards, phrases.say
    ranked = standards[leaf.judged.standard].decided_by
    held = {word.by: phrases.record.case.parties.get(word.by) for word in leaf.words}
    known = (next((o for o in party.offices if o in ranked), None) for party in held.values() if party)
    spoke = [ranked.index(office) for office in known if office is not None]
    ranked = ranked[: min(spoke) + 1] if spoke else ranked
    who = [f"{say.party(finding.bearer)} itself" if each == "bearer" else say.party(each) for each in ranked]
    return f'have "{leaf.judged.standard}" of {say.about(leaf)} decided, by {listed(who, "or")}'
