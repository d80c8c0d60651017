"""Deeds: what acts on record come to under prohibitions, permissions and powers; those that stand alike share a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from evaluator.documents.case import Determination
from evaluator.documents.leaves import Spoken
from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.duties import duty, status_words
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import listed, plural
from evaluator.words.formula import leaves
from evaluator.words.truth import decided

MOST_NAMED = 12  # acts that one sentence names


def deeds(record: Assessment, chosen: Sequence[Finding], phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for each act; acts of one party that stand alike in every word share one."""
    groups: dict[tuple[str, ...], list[tuple[Finding, Paragraph]]] = {}
    for finding in chosen:
        told = duty(finding, record, phrases)
        weaker = listed(dict.fromkeys(_weaker(finding, record, phrases)))
        more = (Sentence(f"{weaker}: not enough for this norm."),) if weaker else ()
        told = replace(told, sentences=(*told.sentences, *more))
        body = [_each(str(sentence), finding, phrases) for sentence in told.sentences[1:]]
        groups.setdefault((*_same(finding), *body), []).append((finding, told))
    for group in groups.values():
        yield _told([finding for finding, _ in group], group[0][1], phrases)


def alike(chosen: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one norm, party and status, together where they are about acts."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for number, finding in enumerate(chosen):
        key = _same(finding) if finding.position is None else (str(number),)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def bundled(
    groups: Sequence[list[Finding]], phrases: Phrases, apart: Callable[[Finding], object] = lambda _: ""
) -> list[list[list[Finding]]]:
    """Groups of findings, together those of one sort of norm that say the same of one party, for prohibitions of the same acts.

    `apart` says what is told of a duty or burden besides; only those of which the same is told stand together.
    """
    found: dict[object, list[list[Finding]]] = {}
    for number, group in enumerate(groups):
        first, acts = group[0], frozenset(id(finding.trigger) for finding in group)
        same: object = (first.kind, first.status, first.bearer, first.toward, acts)
        if first.position is not None:
            same = (_sort(first, phrases), first.status, first.bearer, apart(first))
        found.setdefault(same if first.kind == "prohibition" or first.position is not None else number, []).append(
            group
        )
    return list(found.values())


def _sort(finding: Finding, phrases: Phrases) -> str:
    """What sort of thing is owed: a burden, a duty, or what a document demands."""
    return phrases.label(finding).removeprefix("the ").partition(" ")[0]


def by_sort(chosen: Sequence[Finding], phrases: Phrases) -> list[list[Finding]]:
    """Burdens, duties and demands apart."""
    found: dict[str, list[Finding]] = {}
    for finding in chosen:
        found.setdefault(_sort(finding, phrases), []).append(finding)
    return list(found.values())


def owed_names(chosen: Sequence[Finding], phrases: Phrases) -> str:
    """Several duties, burdens or demands of one sort by their names, each document named once."""
    sort = _sort(chosen[0], phrases)
    by_end: dict[str, dict[str, None]] = {}
    for finding in chosen:
        name, mark, on = phrases.label(finding).removeprefix(f"the {sort} ").partition(" on ")
        by_end.setdefault(mark + on, {})[name] = None
    ends: dict[tuple[str, ...], list[str]] = {}  # the documents on which the same is owed
    for end, names in by_end.items():
        ends.setdefault(tuple(names), []).append(end)
    number = sum(map(len, ends))
    words = listed(f"{listed(names)}{_on(found)}" for names, found in ends.items())
    return f"the {plural(sort) if number > 1 else sort} {words}"


def _on(ends: Sequence[str]) -> str:
    """The documents or facts on which something is owed; those of one kind by its plural: ` on the calls `a` and `b``."""
    if len(ends) == 1:
        return ends[0]
    by_kind: dict[str, list[str]] = {}
    for end in ends:
        kind, mark, name = end.removeprefix(" on the ").partition(" `")
        by_kind.setdefault(kind, []).append(mark.strip() + name)
    told = (f"the {plural(kind) if len(names) > 1 else kind} {listed(names)}" for kind, names in by_kind.items())
    return f" on {listed(told)}"


def summed_up(bundle: Sequence[list[Finding]], phrases: Phrases, most: int = MOST_NAMED) -> Sentence:
    """What a bundle says, in one sentence, with a citation for each norm."""
    names = dict.fromkeys(f'"{group[0].name}"' for group in bundle)
    told = [*names][:most] if len(names) > most + 1 else [*names]
    rest = [f"{len(names) - len(told)} more"] if len(told) < len(names) else []
    norm = f"the {plural(bundle[0][0].kind)} {listed([*told, *rest])}" if len(names) > 1 else ""
    if bundle[0][0].position is not None:
        norm = owed_names([finding for group in bundle for finding in group], phrases) if len(bundle) > 1 else ""
    words = together(bundle[0], phrases, most, norm)
    cites = list(dict.fromkeys(phrases.citation(group[0]) for group in bundle))
    more = [f"and {len(cites) - most} more paragraphs"] if rest and len(cites) > most + 1 else []
    return Sentence(f"{words[:1].upper()}{words[1:]}.", (*(cites[:most] if more else cites), *more))


def together(group: Sequence[Finding], phrases: Phrases, most: int = MOST_NAMED, norm: str = "") -> str:
    """The status of several acts in one sentence; `norm` names the norms, if there are more than that of the group."""
    if len(group) == 1:
        return status_words(group[0], phrases, norm=norm)
    found = [finding.trigger for finding in group if finding.trigger is not None]
    triggers = sorted(found, key=lambda telling: (telling.time, telling.id))
    kind = plural(triggers[0].kind)
    named = listed(phrases.say.code(telling.id) for telling in triggers)
    return status_words(
        group[0], phrases, f"the {kind} {named}" if len(triggers) <= most else f"{len(triggers)} {kind}", norm
    )


def _same(finding: Finding) -> tuple[str, ...]:
    kind = finding.trigger.kind if finding.trigger else ""
    return finding.norm.id, finding.status, finding.bearer, finding.toward, kind


def _each(words: str, finding: Finding, phrases: Phrases) -> str:
    return words.replace(phrases.say.fact(finding.trigger), "each") if finding.trigger else words


def _told(group: Sequence[Finding], first: Paragraph, phrases: Phrases) -> Paragraph:
    if len(group) == 1:
        return first
    cites = list(dict.fromkeys(cite for finding in group for cite in phrases.cites(finding)))
    more = [f"and {len(cites) - 2} more places"] if len(cites) > 2 else []
    status = together(group, phrases)
    body = [Sentence(f"{status[:1].upper()}{status[1:]}.", (*cites[:2], *more))]
    body += [Sentence(_each(s.text, group[0], phrases), s.cites) for s in first.sentences[1:]]
    return replace(first, sentences=tuple(body))


def _weaker(finding: Finding, record: Assessment, phrases: Phrases) -> Iterator[str]:
    """What was said of an open standard, but less firmly than the norm asks."""
    for leaf in leaves(*finding.roots):
        if isinstance(leaf, Spoken) and leaf.judged.strength is not None and not decided(leaf.truth(finding.view)):
            for said in record.case.said:
                if said.standard == leaf.judged.standard and said.about == leaf.about and _known(said, record):
                    yes, by = "yes" if said.says else "no", phrases.say.party(said.by)
                    yield f'{by} says {yes} to "{said.standard}" as {said.strength}, where {leaf.judged.strength} is asked'


def _known(said: Determination, record: Assessment) -> bool:
    return record.known is None or said.recorded <= record.known
