"""What the scenarios and rows would notice: `make mutants`. Every number, unit, operator, deadline, date and office of the encoded norms is
changed alone, and every scenario and row is asked again, those about the norm first, until one does not come out as it should.

A mutant is *killed* by such a check; *refused* if the loader, the lowering or `check` will not have it; *idle* if it changes nothing by
construction (a list of one: all of it or one of it), which is told and not counted; else it *survives*. Each survivor must be explained in
mutants.yaml by a sentence; one that is not, and an explanation that explains none, make this fail. `--short` takes a fixed sample.
What was found is kept in `.mutants.json`: a run that was broken off goes on from there, `--afresh` does without.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutant_checks import FAILED, ROOT, Check, Law, collect
from mutant_kinds import AMOUNT, Mutant, mutants
from mutant_reach import Reach, around
from mutant_report import Explanation, explanations, table
from mutant_results import REFUSED, Outcome, Results
from mutant_trees import DATE, DAY, KINDS, day_beside, edited

from evaluator import BadInput, Rulebook
from evaluator.documents.cards import load_section
from evaluator.documents.reader import Reader
from evaluator.documents.rulebook import printable
from evaluator.passes.check import check
from evaluator.passes.kept import copied
from evaluator.passes.lower import lower
from evaluator.words.nodes import Listed, Mapped, Node
from evaluator.words.source import Source, load_path

RULES = ROOT / "rules"
SHORT = 29  # every so many-th mutant is in the sample
CONTROL = (
    50  # every so many-th check is asked of a rulebook in which nothing was changed, or every one where all is tried
)
FIRST = 60  # so many checks are asked before `check` is, which costs as much as some hundred


class Bench:
    """The rulebook as files, and the checks; one for each process."""

    def __init__(self, whole: bool = True) -> None:
        """Unless the `whole` is asked for, most checks are not asked beforehand whether they hold without a mutant."""
        self.sources: dict[Path, Source] = {path: load_path(path) for path in sorted(RULES.rglob("*.yaml"))}
        self.checks, self.wrong = collect(whole)
        sections = Law.shipped.sections.values()
        self.files = {Path(section.file).resolve(): section for section in sections}
        self.reach = Reach(dict(self.cards()), {*Law.shipped.vocabulary.kinds, *Law.shipped.vocabulary.groups})
        for each in self.checks:
            if each.says:
                each.about = {
                    card for card in self.reach.shown if any(said.startswith(f"{card} ") for said in each.says)
                }
            each.about |= {card for question in each.asked for card in self.reach.questions.get(question, ())}
        self.deadly: Counter[tuple[str, str]] = (
            Counter()
        )  # (a place or what is around it, check): how many it killed there
        self.hints: dict[str, str] = {}
        gc.collect()
        gc.freeze()  # nothing made so far is looked through again, here or in a process that begins here
        gc.disable()

    def mutants(self) -> list[Mutant]:
        """Every mutant of the rulebook."""
        trees = {str(path.relative_to(RULES)): cast(Mapped, source.data) for path, source in self.sources.items()}
        return list(mutants(trees, tuple(Law.shipped.vocabulary.offices), self.cite))

    def untouched(self, step: int) -> list[str]:
        """Each so many-th check that fails where nothing was changed: what fails there would seem to kill every mutant."""
        path = next(iter(self.files))
        Law.use(self.put(path, cast(Mapped, self.sources[path].data)))
        failing = [each.name for each in self.checks[::step] if each.fails()]
        Law.use(Law.shipped)
        return failing

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
            return Outcome(REFUSED, str(refusal).split("\n")[0])
        Law.use(book)
        try:
            likely = self.likely(mutant)
            hinted = self.refused(book) if self.hints.get(mutant.name) == REFUSED else None
            return (
                hinted
                or self.killed(mutant, book, likely[:FIRST])
                or self.refused(book)
                or self.killed(mutant, book, likely[FIRST:])
                or Outcome("survived")
            )
        finally:
            Law.use(Law.shipped)

    def killed(self, mutant: Mutant, book: Rulebook, likely: Sequence[Check]) -> Outcome | None:
        """That one of these checks fails, and holds without the mutant."""
        for each in likely:
            if each.fails() and self.stands(each, book):
                self.deadly.update((place, each.name) for place in around(mutant))
                return Outcome("killed", each.name)
        return None

    def refused(self, book: Rulebook) -> Outcome | None:
        """What `check` says of it, if it says anything."""
        try:
            found = [problem for problem in check(book) if not problem.what.startswith("warning")]
        except BadInput as refusal:
            found = list(refusal.problems)
        return Outcome(REFUSED, found[0].what) if found else None

    def stands(self, each: Check, book: Rulebook) -> bool:
        """Whether a check that failed still holds under the law as it is, so that it was the mutant that made it fail."""
        Law.use(Law.shipped)
        fine = not each.fails()
        Law.use(book)
        return fine

    def changed(self, mutant: Mutant) -> Rulebook:
        """The rulebook with one mutant in it; BadInput if it cannot be read. What it leaves alone is neither read nor lowered again."""
        path = RULES / mutant.file
        assert mutant.change is not None
        return self.put(path, cast(Mapped, edited(self.sources[path].data, mutant.path, mutant.change)))

    def put(self, path: Path, data: Mapped) -> Rulebook:
        """The rulebook with other data in one of its files."""
        shipped, old, source = Law.shipped, self.files[path], self.sources[path]
        reader = Reader(old.file)
        new = load_section(replace(source, data=data), reader, shipped.calendars)
        if new is None or reader.problems:
            raise BadInput(reader.problems)
        written, before = cast(Mapped, data["paragraphs"]), cast(Mapped, cast(Mapped, source.data)["paragraphs"])
        cards = {
            number: old.cards[number] if written[number] is before[number] else card
            for number, card in new.cards.items()
        }
        sections = {**shipped.sections, old.name: replace(new, cards=cards)}
        vocabulary = replace(shipped.vocabulary, norms=printable(sections.values(), shipped.vocabulary))
        return replace(shipped, sections=sections, vocabulary=vocabulary, programs={}, lowered=copied(shipped.lowered))

    def likely(self, mutant: Mutant) -> list[Check]:
        """The checks that a mutant may show in, the likeliest first; a sum shows only where sums are expected.

        First the one that killed it last time, then those that killed its neighbours, then those in which a day that was moved is written,
        or the one before or after; then those that speak of its own norm, then of its card, then of one that names it, and among them those
        whose days lie in the time of its version.
        """
        reached, sum = self.reach.of(mutant.card), str(mutant.path[3]).startswith(AMOUNT)
        days = DAY.findall(mutant.what) if mutant.kind == DATE else []
        edges = {day_beside(day, by) for day in days for by in (-1, 0, 1)}
        norm = f"{mutant.card} {str(mutant.path[3]).partition(' ')[2]}"
        beside = self.reach.shown.get(mutant.card, set())
        first, last = self.span(mutant)
        hint, places = self.hints.get(mutant.name), around(mutant)

        def order(each: Check) -> tuple[object, ...]:
            killed = tuple(-self.deadly[place, each.name] for place in places)
            nearness = norm not in each.says, mutant.card not in each.about, not each.about & beside
            return (
                each.name != hint,
                *killed[:2],
                bool(edges) and not edges & each.days,
                *nearness,
                killed[2],
                not any(first <= day <= last for day in each.days),
            )

        near = (each for each in self.checks if not each.about or each.about & reached)
        return sorted((each for each in near if not sum or not each.says or "amounts" in each.says), key=order)

    def span(self, mutant: Mutant) -> tuple[str, str]:
        """The days of the version, or of the row of an amount, that a mutant is in, one more on either side."""
        node: Node = self.sources[RULES / mutant.file].data
        in_row = "values" in mutant.path
        for part in mutant.path[: mutant.path.index("values") + 1] if in_row else mutant.path[:2]:
            node = cast(Mapped, node)[part] if isinstance(part, str) else cast(Listed, node)[part]
        number = cast(int, mutant.path[mutant.path.index("values") + 1 if in_row else 2])
        begin = "from" if in_row else "effective"
        version, *following = (cast(Mapped, each) for each in cast(Listed, node)[number : number + 2])
        end = str(version["until"]) if "until" in version else str(following[0].get(begin, "")) if following else ""
        return day_beside(str(version.get(begin, "")), -1), day_beside(end, 1) or "9999-12-31"


_BENCH: list[Bench] = []


def bench(whole: bool = True) -> Bench:
    """The one of this process; those that begin here share what it holds."""
    if not _BENCH:
        _BENCH.append(Bench(whole))
    return _BENCH[0]


def fate(number: int) -> Outcome:
    """What becomes of the mutant of a number; run in a process of its own."""
    return bench().fate(_made()[number])


_MADE: list[Mutant] = []


def _made() -> list[Mutant]:
    if not _MADE:
        _MADE.extend(bench().mutants())
    return _MADE


def judged(
    made: Sequence[Mutant], chosen: Sequence[int], processes: int, reasons: Sequence[Explanation], results: Results
) -> Iterator[tuple[Mutant, Outcome]]:
    """The mutants of these numbers with what became of each; one that survives unexplained is told at once."""
    known = {number: outcome for number in chosen if (outcome := results.known(key(made[number]))) is not None}
    ahead = [number for number in chosen if number not in known]
    bench().hints = {made[number].name: results.hint(key(made[number])) for number in ahead}
    with get_context("fork").Pool(
        processes, maxtasksperchild=2
    ) as pool:  # an engine keeps what it made of each rulebook
        outcomes = pool.imap(fate, ahead, chunksize=10)
        for number in chosen:
            each = made[number]
            outcome = known.get(number) or next(outcomes)
            if number not in known:
                results.keep(key(each), outcome)
            if outcome.fate == "survived" and not any(reason.fits(each) for reason in reasons):
                print(f"SURVIVES rules/{each.file}:{each.line}: {each.kind}: {each.name}", flush=True)
            yield each, outcome


def key(mutant: Mutant) -> str:
    """A mutant's kind and name."""
    return f"{mutant.kind}: {mutant.name}"


def main(arguments: Sequence[str]) -> int:
    """Run the mutants and print what became of them; 0 if each survivor is explained and every explanation is needed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a fixed sample")
    parser.add_argument("--only", default="", help="those whose name holds this text")
    parser.add_argument("--kind", choices=KINDS, help="those of one kind")
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--afresh", action="store_true", help="take over nothing from a run before")
    asked = parser.parse_args(arguments)
    began, results = time.perf_counter(), Results()  # what is read from here on is no older than its state
    whole = not (asked.short or asked.only or asked.kind)
    bench(whole)
    broken = bench().untouched(1 if whole else CONTROL)
    if broken:
        print(f"BROKEN: {len(broken)} checks fail where nothing is changed, {broken[0]} among them")
        return 1
    made, reasons = _made(), explanations()
    for name in bench().wrong:
        print(f"does not hold without a mutant, and is left out: {name}")
    chosen = [i for i, each in enumerate(made) if asked.only in each.name and asked.kind in (None, each.kind)]
    chosen = chosen[::SHORT] if asked.short else chosen
    with results:
        results.afresh = asked.afresh
        found = list(judged(made, chosen, asked.processes, reasons, results))
    survivors = [mutant for mutant, outcome in found if outcome.fate == "survived"]
    excused = {each.name for each in survivors if any(reason.fits(each) for reason in reasons)}
    for reason in reasons:
        fit = [each for each in survivors if reason.fits(each)]
        if fit:
            print(f"{len(fit):4} {reason.kind} {reason.mutants}: {reason.because}")
    idle = [reason for reason in reasons if whole and not any(reason.fits(each) for each in survivors)]
    for reason in idle:
        print(f"EXPLAINS NOTHING: {reason.kind} {reason.mutants}: such a mutant is killed by now, or is not made")
    print("\n".join(table(found, excused)))
    print(f"{len(bench().checks)} scenarios and rows, {time.perf_counter() - began:.0f} s")
    return int(bool(idle or bench().wrong or any(each.name not in excused for each in survivors)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
