"""What the scenarios and rows would notice: `make mutants`. Every number, unit, operator, deadline, date and office of the encoded norms is
changed alone, and every scenario and row is asked again, those about the norm first, until one does not come out as it should.

A mutant is *killed* by such a check; *refused* if the loader, the lowering or `check` will not have it; *idle* if it changes nothing by
construction (a list of one: all of it or one of it), which is told and not counted; else it *survives*. Each survivor must be explained in
mutants.yaml by a sentence; one that is not, and an explanation that explains none, make this fail. `--short` takes a fixed sample.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple, cast

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutant_checks import FAILED, ROOT, Check, Law, collect
from mutant_kinds import KINDS, Mutant, edited, mutants
from mutant_reach import Reach

from evaluator import BadInput, Rulebook
from evaluator.documents import rulebook as documents
from evaluator.passes.check import check
from evaluator.passes.lower import lower
from evaluator.words.nodes import Mapped, Node
from evaluator.words.source import Source, load_path

EXPLAINED = Path(__file__).with_suffix(".yaml")
RULES = ROOT / "rules"
SHORT = 29  # every so many-th mutant is in the sample


class Outcome(NamedTuple):
    """What became of a mutant, and by what."""

    fate: str
    by: str = ""


class Bench:
    """The rulebook as files, and the checks; one for each process."""

    def __init__(self) -> None:
        self.sources: dict[Path, Source] = {path: load_path(path) for path in sorted(RULES.rglob("*.yaml"))}
        vars(documents)["load_path"] = lambda path, **limits: self.sources.get(Path(path)) or load_path(path, **limits)
        self.checks, self.wrong = collect()
        sections = Law.shipped.sections.values()
        self.files = {Path(section.file).resolve(): section for section in sections}
        self.reach = Reach(dict(self.cards()), {*Law.shipped.vocabulary.kinds, *Law.shipped.vocabulary.groups})
        for each in self.checks:
            if each.says:
                each.asked &= set(each.says)
                each.about = {
                    card for card in self.reach.shown if any(said.startswith(f"{card} ") for said in each.says)
                }
            each.about |= {card for question in each.asked for card in self.reach.questions.get(question, ())}
        self.deadly: Counter[tuple[str, str]] = (
            Counter()
        )  # (place of a norm, check): how often it killed a mutant there

    def mutants(self) -> list[Mutant]:
        """Every mutant of the rulebook."""
        trees = {str(path.relative_to(RULES)): cast(Mapped, source.data) for path, source in self.sources.items()}
        return list(mutants(trees, tuple(Law.shipped.vocabulary.offices), self.cite))

    def cite(self, file: str, number: str) -> str:
        """The citation of a card of a file below `rules/`."""
        return self.files[RULES / file].cite(number)

    def cards(self) -> Iterator[tuple[str, tuple[str, Node]]]:
        """Every card with its number and its versions as they are written."""
        for path, section in self.files.items():
            tree = cast(Mapped, self.sources[path].data)
            for number, versions in cast(Mapped, tree["paragraphs"]).items():
                yield section.cite(number), (number, versions)

    def fate(self, mutant: Mutant) -> Outcome:
        """What becomes of a mutant; the checks that killed its neighbours, then those about its norm come first."""
        if mutant.change is None:
            return Outcome("idle")
        try:
            book = self.changed(mutant)
            lower(book)
        except FAILED as refusal:
            return Outcome("refused", str(refusal).split("\n")[0])
        Law.use(book)
        try:
            for each in self.likely(mutant):
                if each.fails() and self.stands(each, book):
                    self.deadly[mutant.place, each.name] += 1
                    return Outcome("killed", each.name)
            return self.looked_at(book)
        finally:
            Law.use(Law.shipped)

    def stands(self, each: Check, book: Rulebook) -> bool:
        """Whether a check that failed still holds under the law as it is, so that it was the mutant that made it fail."""
        Law.use(Law.shipped)
        fine = not each.fails()
        Law.use(book)
        return fine

    def changed(self, mutant: Mutant) -> Rulebook:
        """The rulebook with one mutant in it; BadInput if it cannot be read. What the mutant leaves alone is not lowered again."""
        path = RULES / mutant.file
        source = self.sources[path]
        assert mutant.change is not None
        data = edited(source.data, mutant.path, mutant.change)
        assert data is not None
        self.sources[path] = replace(source, data=data)
        try:
            book = Law.read(RULES)
        finally:
            self.sources[path] = source
        if "paragraphs" in source.data:
            book.lowered.update(Law.shipped.lowered)
        return book

    def likely(self, mutant: Mutant) -> list[Check]:
        """The checks that a mutant may show in: those that killed another in the same place first, then those about its own card."""
        if not mutant.card:
            return self.checks
        reached = self.reach.of(mutant.card)

        def order(each: Check) -> tuple[int, int]:
            return -self.deadly[mutant.place, each.name], 0 if mutant.card in each.about else 1

        return sorted((each for each in self.checks if not each.about or each.about & reached), key=order)

    def looked_at(self, book: Rulebook) -> Outcome:
        """A mutant that no scenario and no row noticed: what `check` says of it."""
        try:
            found = [problem for problem in check(book) if not problem.what.startswith("warning")]
        except BadInput as refusal:
            found = list(refusal.problems)
        return Outcome("refused", found[0].what) if found else Outcome("survived")


_BENCH: list[Bench] = []


def bench() -> Bench:
    """The one of this process."""
    if not _BENCH:
        _BENCH.append(Bench())
    return _BENCH[0]


def fate(number: int) -> Outcome:
    """What becomes of the mutant of a number; run in a process of its own."""
    return bench().fate(_made()[number])


_MADE: list[Mutant] = []


def _made() -> list[Mutant]:
    if not _MADE:
        _MADE.extend(bench().mutants())
    return _MADE


class Explanation(NamedTuple):
    """Why some mutants survive: the kind, a pattern of their names, and a sentence."""

    kind: str
    mutants: str
    because: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether it speaks of this mutant."""
        return self.kind == mutant.kind and fnmatchcase(mutant.name, self.mutants.replace("[", "[[]"))


def explanations() -> list[Explanation]:
    """Those of the data file."""
    return [Explanation(**entry) for entry in yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or ()]


def judged(
    made: Sequence[Mutant], chosen: Sequence[int], processes: int, reasons: Sequence[Explanation]
) -> Iterator[tuple[Mutant, Outcome]]:
    """The mutants of these numbers with what became of each; one that survives unexplained is told at once."""
    with ProcessPoolExecutor(processes) if processes > 1 else nullcontext() as pool:
        outcomes = pool.map(fate, chosen, chunksize=10) if pool else map(fate, chosen)
        for number, outcome in zip(chosen, outcomes, strict=True):
            each = made[number]
            if outcome.fate == "survived" and not any(reason.fits(each) for reason in reasons):
                print(f"SURVIVES rules/{each.file}:{each.line}: {each.kind}: {each.name}", flush=True)
            yield each, outcome


def table(found: Sequence[tuple[Mutant, Outcome]], excused: set[str]) -> Iterator[str]:
    """The totals of each kind: `of` the counted, those killed or refused, or whose survival is explained."""
    yield f"{'kind':<10}{'mutants':>9}{'killed':>9}{'refused':>9}{'explained':>11}{'survived':>10}{'idle':>7}{'noticed':>10}"
    for kind in (*KINDS, "all"):
        own = [(mutant, outcome) for mutant, outcome in found if kind in (mutant.kind, "all")]
        fates = Counter(outcome.fate for _, outcome in own)
        known = sum(outcome.fate == "survived" and mutant.name in excused for mutant, outcome in own)
        counted = len(own) - fates["idle"]
        share = (fates["killed"] + fates["refused"]) / (counted - known) if counted > known else 1
        yield (
            f"{kind:<10}{counted:>9}{fates['killed']:>9}{fates['refused']:>9}{known:>11}{fates['survived'] - known:>10}"
            f"{fates['idle']:>7}{share:>10.1%}"
        )


def main(arguments: Sequence[str]) -> int:
    """Run the mutants and print what became of them; 0 if each survivor is explained and every explanation is needed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a fixed sample")
    parser.add_argument("--only", default="", help="those whose name holds this text")
    parser.add_argument("--kind", choices=KINDS, help="those of one kind")
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))
    asked = parser.parse_args(arguments)
    began = time.perf_counter()
    made, reasons = _made(), explanations()
    for name in bench().wrong:
        print(f"does not hold without a mutant, and is left out: {name}")
    chosen = [i for i, each in enumerate(made) if asked.only in each.name and asked.kind in (None, each.kind)]
    chosen = chosen[::SHORT] if asked.short else chosen
    found = list(judged(made, chosen, asked.processes, reasons))
    survivors = [mutant for mutant, outcome in found if outcome.fate == "survived"]
    excused = {each.name for each in survivors if any(reason.fits(each) for reason in reasons)}
    for reason in reasons:
        fit = [each for each in survivors if reason.fits(each)]
        if fit:
            print(f"{len(fit):4} {reason.kind} {reason.mutants}: {reason.because}")
    whole = not (asked.short or asked.only or asked.kind)
    idle = [reason for reason in reasons if whole and not any(reason.fits(each) for each in survivors)]
    for reason in idle:
        print(f"EXPLAINS NOTHING: {reason.kind} {reason.mutants}: such a mutant is killed by now, or is not made")
    print("\n".join(table(found, excused)))
    print(f"{len(bench().checks)} scenarios and rows, {time.perf_counter() - began:.0f} s")
    return int(bool(idle or bench().wrong or any(each.name not in excused for each in survivors)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
