"""Attack the agreement of two engines with generated cases: `make agree N=200000`.

Prints how many cases and norms were compared, how often each status came up, every difference as the least case that shows it, and what a
second opinion costs. With `--keep` it may be broken off and taken up again: batches that agreed are kept until something changes. `--kills`
kills the engine's process in the middle of its work and looks what becomes of the answers.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from agree_results import Results  # noqa: E402
from kills import kills  # noqa: E402

from evaluator import Rulebook  # noqa: E402  # the checkout comes first, wherever this is called from
from evaluator.engines.opinions import NoOpinion  # noqa: E402
from evaluator.engines.registry import engine, others  # noqa: E402
from tests.generated.agreeing import Attack, Tally  # noqa: E402
from tests.generated.shrink import as_yaml, shrunk  # noqa: E402

BATCH = 250
LEAST = 0.03  # the share of the answers that every status should have
SHRUNK = 3  # differing cases that are made small
_ATTACKS: dict[str, Attack] = {}


def attack(name: str) -> Attack:
    """The attack on one engine in this process."""
    if name not in _ATTACKS:
        _ATTACKS[name] = Attack(Rulebook.load(), engine(name))
    return _ATTACKS[name]


def close(name: str) -> None:
    """End the process that an engine may have, so that its time is counted."""
    end = getattr(_ATTACKS[name].other, "close", None) if name in _ATTACKS else None
    if end is not None:
        end()


def batch(name: str, seeds: range) -> Tally:
    """One batch of cases."""
    return attack(name).run(seeds)


def batches(first: int, cases: int) -> Iterator[range]:
    """The numbers of the cases, in batches that end at round numbers, so that other runs have the same."""
    end = first + cases
    while first < end:
        after = min(first - first % BATCH + BATCH, end)
        yield range(first, after)
        first = after


def run(name: str, first: int, cases: int, processes: int, kept: Results | None) -> tuple[Tally, int]:
    """All batches, by several processes if there are to be several; and how many cases were known from before."""
    tally, todo = Tally(), []
    for seeds in batches(first, cases):
        before = kept.known(seeds) if kept is not None else None
        if before is None:
            todo.append(seeds)
        else:
            tally.add(before)
    if tally.cases:
        print(f"{seen(tally):,} of {cases:,} cases are known from before", file=sys.stderr)
    progress = Progress(tally, cases)
    if processes < 2:
        for seeds in todo:
            progress.add(seeds, batch(name, seeds), kept)
        progress.done()
        return tally, progress.before
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        found = {pool.submit(batch, name, seeds): seeds for seeds in todo}
        try:
            for each in as_completed(found):
                progress.add(found[each], each.result(), kept)
        except BaseException:  # broken off: what is under way is not waited for
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    progress.done()
    return tally, progress.before


def seen(tally: Tally) -> int:
    """How many cases were looked at."""
    return tally.cases + tally.bad + tally.none.total()


class Progress:
    """Gathers batches, and says now and then how far it is and how long the rest may take."""

    def __init__(self, tally: Tally, cases: int) -> None:
        self.tally, self.cases, self.before = tally, cases, seen(tally)
        self.began = self.told = time.monotonic()

    def add(self, seeds: range, found: Tally, kept: Results | None) -> None:
        """One batch more."""
        self.tally.add(found)
        if kept is not None:
            kept.keep(seeds, found)
        now = time.monotonic()
        if now - self.told > 5:
            self.told, done = now, seen(self.tally)
            rest = (now - self.began) / max(1, done - self.before) * (self.cases - done)
            line = f"{done:,} of {self.cases:,} cases, {self.tally.differences} differ, {rest / 60:,.0f} min left"
            print(f"\r{line:<70}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """The line of progress is over."""
        print("\r", end="", file=sys.stderr)


def report(name: str, tally: Tally, seconds: float, spent: float, brief: bool) -> Iterator[str]:
    """What came of it, in lines."""
    yield f"{tally.cases:,} cases decided by `reference` and `{name}` in {seconds:,.0f} s ({tally.bad} more were no cases)"
    yield f"{tally.norms:,} norms × cases, {tally.findings:,} findings and {tally.answers:,} answers compared"
    yield f"{tally.differences} cases differ"
    for why, count in tally.none.most_common(5):
        yield f"{count} without a second opinion: {why}"
    if brief:
        rare = {status: share for status, share in tally.shares().items() if share < LEAST}
        yield f"every status at least {min(tally.shares().values()):.1%} of its kind" + "".join(
            f", {s} rare" for s in rare
        )
        return
    yield (
        f"{1000 * spent:.0f} ms of processor time a case, generating and comparing included"
        if spent
        else "all were known from before"
    )
    yield "how often each status came up, of all findings or of all answers:"
    for status, share in tally.shares().items():
        yield f"  {share:6.1%}  {status}{'  (rare)' if share < LEAST else ''}"
    for what, seen in (("reference alone", tally.alone), (f"`{name}`", tally.second)):
        if len(seen) > 1:
            p99 = quantiles(seen, n=100)[98]
            yield f"{what}: median {1000 * median(seen):.2f} ms, p99 {1000 * p99:.2f} ms a case"
    if tally.unsupported:
        yield f"{len(tally.unsupported)} norms and questions are not decided by `{name}`:"
        yield from (f"  {norm}: {why}" for norm, why in sorted(tally.unsupported.items()))
    for each in tally.shared:
        yield f"shared with the reference: {each}"


def small(name: str, tally: Tally) -> Iterator[str]:
    """The first differing cases, each made as small as it can be while something differs."""
    one = attack(name)
    for seed, words in tally.differing[:SHRUNK]:
        least = shrunk(one.world.case(seed), lambda case: bool(one.differs(case)))
        yield as_yaml(least, "\n".join(one.differs(least) or words))
    for seed, words in tally.differing[SHRUNK:]:
        yield f"# seed {seed}: {words[0]}"


def main() -> int:
    """Run, print, and leave with 1 if anything differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--engine", default=others()[0], choices=others())
    parser.add_argument("--keep", action="store_true", help="keep what agreed, and take over what is kept")
    parser.add_argument("--brief", action="store_true", help="four lines, unless something differs")
    parser.add_argument("--kills", action="store_true", help="kill the engine's process 50 times in 1,000 assessments")
    asked = parser.parse_args()
    try:
        if asked.kills:
            return kills(asked.engine, sys.stdout)
        began = time.monotonic()
        with Results(asked.engine) if asked.keep else nullcontext() as kept:
            tally, before = run(asked.engine, asked.first, asked.cases, asked.processes, kept)
    except KeyboardInterrupt:
        print("broken off" + (", what agreed is kept" if asked.keep else ""), file=sys.stderr)
        return 130
    except NoOpinion as none:
        print(none, file=sys.stderr)
        return 1
    close(asked.engine)
    times, new = os.times(), seen(tally) - before
    spent = (times.user + times.system + times.children_user + times.children_system) / new if new else 0
    print("\n".join(report(asked.engine, tally, time.monotonic() - began, spent, asked.brief)))
    for each in small(asked.engine, tally) if tally.differing else ():
        print(each, flush=True)
    return 1 if tally.differences or tally.none or not tally.cases else 0


if __name__ == "__main__":
    sys.exit(main())
