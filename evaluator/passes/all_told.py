"""Duties and burdens that bind only if something more is on no record: one declaration, that all is told, settles them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluator.documents.leaves import Unrecorded
from evaluator.passes.blocks import Paragraph, Sentence
from evaluator.passes.deeds import by_sort, owed_names
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Phrases
from evaluator.passes.say import by_key, listed
from evaluator.words.formula import Key, View, leaves
from evaluator.words.times import EVER
from evaluator.words.truth import NO, decided


def all_told(chosen: Sequence[Finding], phrases: Phrases) -> dict[Unrecorded, list[Finding]]:
    """Of what is open, the findings that a record of a kind without a time (roles), once complete, leaves unarisen; several by each."""
    found: dict[Key, tuple[Unrecorded, list[Finding]]] = {}
    without = [(finding, _without(finding, phrases)) for finding in chosen]
    bound = {
        _owed(finding) for finding, leaf in without if leaf is None
    }  # by another version, say, with no such record
    for finding, leaf in without:
        if leaf is not None and _owed(finding) not in bound:
            found.setdefault(leaf.key, (leaf, []))[1].append(finding)
    return dict(each for each in found.values() if len(each[1]) > 1)


def _owed(finding: Finding) -> tuple[str, str, str, str]:
    trigger = finding.trigger.root if finding.trigger is not None else ""
    return finding.norm.id, trigger, finding.bearer, finding.toward


def declared(groups: dict[Unrecorded, list[Finding]], phrases: Phrases) -> Iterator[Paragraph]:
    """A paragraph for each such record: whom to ask for what, and what then binds nobody."""
    for leaf, findings in groups.items():
        kind, whose = listed(leaf.kinds, "or"), phrases.say.party(leaf.about)
        names = listed(owed_names(found, phrases) for found in by_sort(findings, phrases))
        cites = tuple(dict.fromkeys(map(phrases.citation, findings)))
        what = f"If {whose} has no other {kind} than is on file, declare the record of {kind} complete; it then owes nothing under {names}."
        first = min(findings, key=lambda finding: finding.due.earliest if finding.due is not None else EVER)
        end = phrases.due(first)
        more = (Sentence(f"If it has, the first is to be done {end}."),) if end else ()
        yield Paragraph((Sentence(what, cites), *more), "One declaration", "open", 1)


def _without(finding: Finding, phrases: Phrases) -> Unrecorded | None:
    """The record that would do, if there is one."""
    position, view, kinds = finding.position, finding.view, phrases.record.case.vocabulary.kinds
    if position is None or decided(position.arises.truth(view)):
        return None
    for leaf in by_key(list(leaves(position.arises))).values():
        told = isinstance(leaf, Unrecorded) and all(kinds[kind].timeless for kind in leaf.kinds)
        if isinstance(leaf, Unrecorded) and told and position.arises.truth(_told(view, leaf)) == NO:
            return leaf
    return None


def _told(view: View, leaf: Unrecorded) -> View:
    return View(view.at, view.quiet, {**(view.assume or {}), leaf.key: False})
