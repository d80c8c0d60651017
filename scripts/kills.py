"""Kill the process of an engine at random in the middle of its work, and look what becomes of the answers, the processes and the memory."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path
from random import Random
from threading import Timer
from time import sleep
from typing import TextIO

from evaluator import Rulebook
from evaluator.engines.registry import engine
from evaluator.engines.second import second_opinion
from evaluator.engines.stated import Reference
from evaluator.words.errors import BadInput
from tests.generated.cases import World

ASSESSMENTS, KILLS = 1_000, 50
LATEST = 0.03  # seconds after the beginning of an assessment
SEED = 4
PLAIN = (None, ())  # the program under the law of each time and the readings by default


def below(pid: int) -> list[int]:
    """The living processes below one, as Linux tells; those that ended and wait to be asked how are not among them."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(")")
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if state != "Z":
            parents[int(name.split()[0])] = int(parent)
    found = [child for child, parent in parents.items() if parent == pid]
    return found + [deeper for child in found for deeper in below(child)]


def resident(pids: list[int]) -> int:
    """The memory that processes hold, in kB."""
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return total


def end(pids: list[int]) -> None:
    """Kill some processes, those that are gone already too."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def kills(name: str, out: TextIO) -> int:
    """1,000 assessments in a row, of which 50 have the engine's process killed; 1 if any is wrong or a process is left behind."""
    random, book, reference, me = Random(SEED), Rulebook.load(), Reference(), os.getpid()
    world, found = World(book), Counter[str]()
    struck = set(random.sample(range(10, ASSESSMENTS), KILLS))
    seed = done = 0
    while done < ASSESSMENTS:
        case, seed = world.case(seed), seed + 1
        try:
            program, facts = case.program(book), case.facts(book)
            first = reference.opinion(program, facts, case.at, case.presume)
        except BadInput:
            continue
        timer = Timer(random.uniform(0, LATEST), lambda: end(below(me))) if done in struck else None
        if timer is not None:
            timer.start()
        try:
            second = second_opinion(first, name, program, facts, case.at, case.presume)
            found["agreed" if second.agreed else "none"] += 1
            if not second.agreed:
                print(f"  no second opinion: {second.why}", file=out)
        except Exception as problem:  # whatever else comes of it is wrong, and counted as that
            found["differ"] += 1
            print(f"seed {case.seed}: {problem}", file=out)
        if timer is not None:
            timer.join()
        done += 1
        for key in [key for key in book.programs if key != PLAIN]:
            del book.programs[key]  # one for each law and choice of readings, kept on purpose: it would hide a leak
        if done % 200 == 0 or done == 50:
            own, child = resident([me]) / 1024, resident(below(me)) / 1024
            print(
                f"  after {done:>5,}: {own:.0f} MB here, {child:.0f} MB in the engine's process", file=out, flush=True
            )
    close = getattr(engine(name), "close", None)
    if callable(close):
        close()
    sleep(1)
    left = below(me)
    came = f"{found['agreed']} agreed, {found['none']} without a second opinion, {found['differ']} differ"
    print(f"{ASSESSMENTS:,} assessments, {KILLS} kills: {came}; {len(left)} processes left behind", file=out)
    return 1 if found["differ"] or left else 0
