"""What an agency's act of lifting leaves as it is: a settlement ends what the document demands, and not what a rule has opened on it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.documents.case import Telling
from evaluator.passes.blocks import Paragraph, paragraph
from evaluator.passes.cautions import seen
from evaluator.passes.deeds import by_sort, owed_names
from evaluator.passes.findings import Finding
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.say import listed

LIFTING = "lifting"  # the group of kinds by which an agency closes, lifts or puts back a matter
SETTLED = ("discharged", "fulfilled", "excused")


def untouched(record: Assessment, phrases: Phrases) -> Iterator[Paragraph]:
    """For each act of lifting: what on the same document no rule lets it end, though it ends something else there."""
    say = phrases.say
    kinds = record.case.vocabulary.groups.get(LIFTING, ())
    for telling in (t for t in seen(record) if t.kind in kinds and t.time.last <= record.at):
        for document in _of(telling, record):
            found = [f for f in record.findings if f.position is not None and _on(f, document)]
            left = [f for f in found if f.layer != "letter" and f.status not in SETTLED]
            ended = [f for f in found if _read(f, telling) and f.status == "excused"]
            if not left or not ended:
                continue
            ends, stays = (
                listed(owed_names(each, phrases) for each in by_sort(some, phrases)) for some in (ended, left)
            )
            cites = tuple(dict.fromkeys(map(phrases.citation, left)))
            verb = "stand" if len(left) > 1 else "stands"
            words = (
                f"{say.fact(telling)} ({say.when(telling.time)}) ends {ends}. It does not take {say.fact(document)} back: "
                f"{stays} {verb} as without it, and so does what others may do on that."
            )
            yield paragraph(words[:1].upper() + words[1:], lead="LEFT AS IT IS", tone="open", cites=cites)


def _of(telling: Telling, record: Assessment) -> Iterator[Telling]:
    value = telling.fields.get("of")
    by_root = {t.root: t for t in record.case.tellings if not t.derived_from}
    for id in value if isinstance(value, tuple) else ():
        if id in by_root:
            yield by_root[id]


def _on(finding: Finding, document: Telling) -> bool:
    trigger = finding.trigger
    return trigger is not None and document.root in (trigger.root, trigger.derived_from)


def _read(finding: Finding, telling: Telling) -> bool:
    """Whether a status reads a fact at all."""
    return any(getattr(leaf, "telling", None) is telling for leaf in finding.leaves)
