"""The reference engine's acts on record: each act that an act norm may be about, judged by the law and position of its own moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluator.documents.case import Telling
from evaluator.documents.terms import Construct, Term
from evaluator.engines.acts import Acts
from evaluator.engines.instances import touches
from evaluator.engines.rivals import in_force
from evaluator.passes.grounds import Act
from evaluator.passes.program import Norm, Wording
from evaluator.words.formula import ALWAYS, NEVER_SO, Every, Node, Opposite, Throughout, Told

Names = Mapping[str, Any]


class Uses:
    """Acts on record under the act norms of one case."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.conditions, self.instances = acts, acts.conditions, acts.instances

    def on_record(self, norm: Norm) -> list[Act]:
        """One entry for each act on record that the norm may be about."""
        found: list[Act] = []
        for wording in norm.wordings:
            term = wording.construct.act
            assert term is not None
            for tellings in self.conditions.events(term, {}):
                if not touches(wording, *tellings):
                    continue
                for names in self.instances.bound(term, tellings, {}):
                    act = self._act(norm, wording, term, tellings, names)
                    if act is not None:
                        found.append(act)
        return found

    def _act(
        self, norm: Norm, wording: Wording, term: Term, tellings: Sequence[Telling], names: dict[str, Any]
    ) -> Act | None:
        """The act under every telling: each of its conditions read at the moment that telling gives."""
        told = [self._told(norm, wording, term, telling, {**names, term.name: telling}) for telling in tellings]
        if all(each is None for each in told):
            return None
        columns = zip(*(each or (NEVER_SO,) * 4 for each in told), strict=True)
        done, allowed, excused, first = (column[0] if len(column) == 1 else Told(column) for column in columns)
        return Act(norm, wording, {**names, term.name: tellings[0]}, tellings[0], done, allowed, excused, first)

    def _told(
        self, norm: Norm, wording: Wording, term: Term, telling: Telling, names: Names
    ) -> tuple[Node, Node, Node, Node] | None:
        construct, span = wording.construct, telling.time
        done = self._done(term, telling, names) if touches(wording, telling) else None
        if done is None or not self._relies(norm, construct, term, telling, names):
            return None
        defeated, excused = self.acts.defeated(norm, telling, names), self.acts.excused(construct, names)
        parts = [in_force(wording), self.acts.holds(construct, names, excuses=False)]
        plain = Every(parts if defeated is NEVER_SO else [*parts, Opposite(defeated)])

        def then(node: Node) -> Node:
            return Throughout(node, span.earliest, span.latest - 1)

        first = (
            Every([self.acts.first(id, names, telling) for id in construct.only_after])
            if construct.only_after
            else ALWAYS
        )
        if excused is NEVER_SO:
            return done, then(plain), NEVER_SO, first
        return done, then(Every([plain, Opposite(excused)])), then(Every([plain, excused])), first

    def _done(self, term: Term, telling: Telling, names: Names) -> Node | None:
        fits = self.conditions.fit(term, telling, names)
        return None if fits is None else Every([fits, self.conditions.happened(telling)])

    def _relies(self, norm: Norm, construct: Construct, term: Term, telling: Telling, names: Names) -> bool:
        """Whether an act can be a use of this norm: it says so, or says nothing and the norm's trigger is on record."""
        if norm.kind == "prohibition":
            return True
        kind = self.conditions.vocabulary.kinds[telling.kind]
        said = [
            telling.fields[f.name] for f in kind.fields.values() if f.type == "citation" and f.name in telling.fields
        ]
        if said:
            return any(construct.citation == each or construct.citation.startswith(f"{each}(") for each in said)
        trigger = construct.arises[0] if construct.arises else None
        return trigger is None or (isinstance(trigger, Term) and bool(self.conditions.events(trigger, names)))
