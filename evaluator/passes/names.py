"""Names of norms: what a card writes, resolved to ids, nearest first; and which right name a wrong one was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from evaluator.documents.reader import LONGEST, MOST_NEAR

MOST_LISTED = 8
NEAR = 0.6  # how much of two names must agree for one to be a slip of the other
_NUMBER = re.compile(r".*\(\w+\)")  # a paragraph without a name: a wrong one is no slip of another


class Names:
    """Resolves a norm's name as a card writes it."""

    def __init__(self, ids: Iterable[tuple[str, str, str, str]]) -> None:
        self._by: dict[tuple[str, str], list[str]] = {}
        self._all: list[tuple[str, str, str, str]] = []
        for id, section, number, name in ids:
            self._all.append((id, section, number, name))
            for scope, written in (
                ("", id), ("", section), ("", id.removesuffix(f" {name}")),
                (section, name), (section, number), (section, f"{number} {name}"), (f"{section}{number}", name),
            ):  # fmt: skip
                self._by.setdefault((scope, written), []).append(id)

    def find(self, written: str, section: str, number: str) -> tuple[str, ...]:
        """The ids a name stands for, nearest first: the card, the file, the whole rulebook; empty if unknown."""
        for scope in (f"{section}{number}", section, ""):
            found = self._by.get((scope, written))
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def below(self, written: str) -> tuple[str, ...]:
        """The norms of all that a full citation holds: `47 USC 227(b)` holds `(b)(1)(A)`, `16 CFR 310` every section of the part."""
        return tuple(id for id, _, _, _ in self._all if id.startswith((f"{written}(", f"{written}.")))

    def advice(self, written: str, section: str, number: str) -> str:
        """Advice for a name that finds nothing: the nearest name that would, else some, those of the card and the file first."""
        if len(written) > LONGEST:
            return ""
        if _NUMBER.fullmatch(written):
            return _there_is(dict.fromkeys(self._numbers(written, section)))
        known = list(self._forms(section, number))
        if len(known) > MOST_NEAR:
            start = written[:2].casefold()
            known = [each for each in known if each[0] < 2 or each[1][:2].casefold() == start][:MOST_NEAR]
        slip = SequenceMatcher(None, b=written.casefold())
        ranked = sorted((-_alike(slip, form), far, right) for far, form, right in known)
        if ranked and -ranked[0][0] >= NEAR:
            return f"did you mean `{ranked[0][2]}`?"
        return _there_is(dict.fromkeys(right for _, _, right in sorted(ranked, key=lambda each: (each[1], each[0]))))

    def _forms(self, section: str, number: str) -> Iterator[tuple[int, str, str]]:
        """Every norm as seen from a card: how far it lies (card 0, file 1, rulebook 2), its name or its id, and what to write for it."""
        for id, where, paragraph, name in self._all:
            far = 2 if where != section else 0 if paragraph == number else 1
            known = self.find(name, section, number) == (id,)
            right = name if known else f"{paragraph} {name}" if far == 1 else id
            yield from ((far, form, right) for form in (name, f"{paragraph} {name}", id))

    def _numbers(self, written: str, section: str) -> Iterator[str]:
        """The paragraphs that a paragraph may have been meant to be: those of the file, or of the section it names."""
        if written.startswith("("):
            yield from (number for _, where, number, _ in self._all if where == section)
        else:
            named = written.partition("(")[0].rstrip()
            yield from (id.removesuffix(f" {name}") for id, where, _, name in self._all if where == named)


def _alike(slip: SequenceMatcher[str], form: str) -> float:
    slip.set_seq1(form.casefold())
    return slip.ratio() if slip.quick_ratio() >= NEAR else slip.quick_ratio() / 2


def _there_is(names: Iterable[str]) -> str:
    known = list(names)
    if not known:
        return "no norm of the rulebook stands there"
    more = f", and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
    return "there is " + ", ".join(f"`{name}`" for name in known[:MOST_LISTED]) + more
