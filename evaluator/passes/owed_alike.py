"""Duties and burdens that stand alike in every word: one paragraph for several norms, or for several parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.deeds import owed_names
from evaluator.passes.duties import duties, status_words
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import listed


def owed_alike(record: Assessment, chosen: Sequence[Finding], phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for each finding, in their order; those of which the same is told share that of the first."""
    groups: dict[object, list[tuple[Finding, Paragraph]]] = {}
    for number, (findings, told) in enumerate(duties(record, chosen, phrases)):
        key: object = number if len(findings) > 1 else _same(findings[0], told, phrases)
        groups.setdefault(key, []).append((findings[0], told))
    for group in groups.values():
        for part in _whole(group, phrases):
            yield part[0][1] if len(part) == 1 else _together(part, phrases)


def _same(finding: Finding, told: Paragraph, phrases: Phrases) -> object:
    """What has to be the same: the status, the sort, and every sentence but for the names."""
    sort = phrases.label(finding).removeprefix("the ").partition(" ")[0]
    return finding.kind, sort, finding.status, tuple(_body(finding, told, phrases))


def _body(finding: Finding, told: Paragraph, phrases: Phrases) -> list[str]:
    who, label = phrases.say.party(finding.bearer), phrases.label(finding)
    body = [str(s).replace(label, "it").replace(who, "each of them") for s in told.sentences[1:]]
    return [each.replace(_fact(finding, phrases), "each") for each in body]


def _fact(finding: Finding, phrases: Phrases) -> str:
    """The fact on which it is owed, if other facts set off the same; else nothing that is told."""
    own = finding.trigger is not None and phrases.label(finding).endswith(phrases.say.fact(finding.trigger))
    return phrases.say.fact(finding.trigger) if own and finding.trigger is not None else "\0"


def _whole(group: Sequence[tuple[Finding, Paragraph]], phrases: Phrases) -> list[list[tuple[Finding, Paragraph]]]:
    """All at once if every party owes all of it; else by party."""
    by_party: dict[str, list[tuple[Finding, Paragraph]]] = {}
    for each in group:
        by_party.setdefault(each[0].bearer, []).append(each)
    owed = {tuple(sorted(phrases.label(f) for f, _ in own)) for own in by_party.values()}
    return [list(group)] if len(owed) == 1 else list(by_party.values())


def _together(group: Sequence[tuple[Finding, Paragraph]], phrases: Phrases) -> Paragraph:
    first, told = group[0]
    found = [finding for finding, _ in group]
    bearers = list(dict.fromkeys(phrases.say.party(f.bearer) for f in found))
    names = owed_names(list({phrases.label(f): f for f in found}.values()), phrases)
    one, all_of = phrases.say.party(first.bearer), listed(bearers)
    words = status_words(first, phrases, norm=names)
    if len(bearers) > 1:
        for verb, plural in (("has", "have"), ("is", "are"), ("still has", "still have")):
            words = words.replace(f"{one} {verb} ", f"{all_of} {plural} ")
    cites = tuple(dict.fromkeys(cite for finding in found for cite in phrases.cites(finding)))
    stands = Sentence(f"{words[:1].upper()}{words[1:]}.", cites)
    label = phrases.label(first)
    more = len(set(map(phrases.label, found))) > 1
    fact = _fact(first, phrases) if len({id(f.trigger) for f in found}) > 1 else "\0"
    rest = []
    for sentence in told.sentences[1:]:
        body = _named(sentence.text, label, more).replace(one, "each of them" if len(bearers) > 1 else one)
        rest.append(Sentence(body.replace(fact, "each"), sentence.cites))
    return replace(told, sentences=(stands, *rest))


def _named(words: str, label: str, several: bool) -> str:
    """Words about one norm, said of several."""
    return (
        words.replace(f"Whether {label} binds", "Whether any of them binds").replace(label, "each")
        if several
        else words
    )
