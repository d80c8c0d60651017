"""What the program costs on this machine: `make bench`. Figures are medians of one run; ratios hold better than milliseconds.

One assessment is a case already read, from facts to every finding and answer with its formulas, in process. What is worked out only when
asked for (until and missing, proofs written out, what would change it, words) is shown apart. Calls are counted by cProfile: a figure that
does not depend on the machine or its mood.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from cProfile import Profile
from functools import partial
from pathlib import Path
from pstats import Stats
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
AT, LATER = "2022-07-12T00:00:00-04:00", "2022-07-22T00:00:00-04:00"
DEMO = ROOT / "evaluator" / "demos" / "sipkonnect.yaml"


def provider(name: str) -> tuple[dict[str, Any], list[Any], list[Any], list[Any]]:
    """Parties, 25 facts, declarations and determinations about one notified provider: two letters, answers, a relapse, two blockers."""
    letter, second, cut, report = f"{name}-letter", f"{name}-second", f"{name}-cut", f"{name}-report"
    blocker, other, traffic = f"{name}-blocker", f"{name}-other", f"{name}-traffic"
    parties = {name: {"name": f"{name} LLC"}, blocker: {"name": f"{name} blocker"}, other: {"name": f"{name} other"}}
    demands = [
        {"id": f"{name}-d1", "do": "investigation"},
        {"id": f"{name}-d2", "do": "mitigation", "only if": "necessary"},
        {"id": f"{name}-d3", "do": "safeguards"},
        {"id": f"{name}-d4", "do": "status report", "within": "48 hours"},
        {"id": f"{name}-d5", "do": "measures report", "due": "2022-07-21", "silence means": "no effective measures"},
    ]
    act = {"by": name, "answers": letter}
    use = {"of": name, "scope": "all traffic", "call type": "ordinary", "relies on": "47 CFR 64.1200(k)(4)"}
    told = {"by": blocker, "to": "fcc", "about": name, "summary": "given"}
    call, cure = {"by": blocker, "of": name, "scope": "one call"}, {"cure": "2022-07-25"}
    facts: list[dict[str, object]] = [
        {"traffic": {"id": traffic, "roles": {name: "originating provider"}}},
        {"notice": {"id": letter, "happened": "2022-07-07", "by": "fcc", "to": name, "traffic": [traffic],
                    "stated due": {"report measures": "2022-07-21"}, "demands": demands}},
        {"notice": {"id": second, "happened": "2022-07-11T10:00", "by": "fcc", "to": name, "traffic": [traffic]}},
        {"investigation": {"id": f"{name}-looked", "happened": "2022-07-07T15:00", **act}},
        {"mitigation": {"id": cut, "happened": "2022-07-08T15:00", "traffic": [traffic], **act}},
        {"mitigation": {"id": f"{name}-cut-2", "happened": "2022-07-10", "traffic": [traffic], **act}},
        {"safeguards": {"id": f"{name}-safe", "happened": "2022-07-09", **act}},
        {"status report": {"id": f"{name}-status", "happened": "2022-07-08T17:00", "to": ["fcc", "itg"], **act}},
        {"measures report": {"id": report, "happened": "2022-07-11T09:00", "to": ["fcc", "itg"], **act}},
        {"extension": {"id": f"{name}-more", "happened": "2022-07-09", "by": "fcc", "to": name, "of": letter, "new date": "2022-08-04"}},
        {"traffic seen": {"id": f"{name}-seen", "happened": "2022-07-08", "from": name, "resembles": letter}},
        {"traffic seen": {"id": f"{name}-again", "happened": "2022-07-11", "from": name, "resembles": letter}},
        {"blocking notice": {"id": f"{name}-told", "happened": "2022-07-10T18:00", **told}},
        {"blocking": {"id": f"{name}-block", "began": "2022-07-11", "by": blocker, **use}},
        {"blocking": {"id": f"{name}-block-2", "began": "2022-07-11T08:00", "by": other, **use}},
        {"blocking": {"id": f"{name}-911", "began": "2022-07-11T09:00", **call, "call type": "911"}},
        {"blocking": {"id": f"{name}-safety", "began": "2022-07-11T09:30", **call, "call type": "public safety"}},
        {"cessation": {"id": f"{name}-stop", "happened": "2022-07-11", **act}},
        {"deficiency order": {"id": f"{name}-order", "happened": "2022-07-11", "by": "fcc", "to": name, "stated due": cure}},
    ]  # fmt: skip
    complete = [{"records": ["answer"], "about": name, "through": AT, "said by": name}]
    said = [
        {"standard": "effective mitigation", "about": cut, "says": "yes", "by": "fcc", "dated": "2022-07-11"},
        {"standard": "same or similar", "about": f"{name}-again", "says": "yes", "by": "fcc", "dated": "2022-07-11"},
        {"standard": "effective measures", "about": report, "says": "yes", "by": name, "dated": "2022-07-11"},
    ]
    return dict(parties), facts, complete, said


def case_of(names: list[str]) -> dict[str, object]:
    """One case of several providers."""
    whole: dict[str, object] = {"case": "bench", "zone": "America/New_York"}
    parties: dict[str, object] = {"fcc": {"name": "FCC Enforcement Bureau"}}
    lists: dict[str, list[dict[str, object]]] = {"facts": [], "complete": [], "determinations": []}
    for name in names:
        own, facts, complete, said = provider(name)
        parties |= own
        lists["facts"] += facts
        lists["complete"] += complete
        lists["determinations"] += said
    return {**whole, "parties": parties, **lists}


def times(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and 99th percentile of the processor time of one call, in milliseconds."""
    taken = []
    for _ in range(rounds):
        begun = process_time()
        work()
        taken.append((process_time() - begun) * 1000)
    return median(taken), quantiles(taken, n=100)[98]


def calls(work: Callable[[], object]) -> int:
    """How many calls, of Python and of what is built in, one call makes; what is only worked out once has been."""
    work()
    profile = Profile()
    profile.runcall(work)
    return int(vars(Stats(profile))["total_calls"])


def whole(command: list[str], rounds: int = 5) -> float:
    """Median wall time of a command as a whole process, in seconds."""
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        taken.append(perf_counter() - begun)
        if run.returncode not in (0, 1, 3):
            sys.exit(f"`{' '.join(command)}` ended with {run.returncode}\n{run.stderr}")
    return median(taken)


def show(name: str, base: float, middle: float, high: float) -> None:
    """One line of figures, in milliseconds and as a multiple of one assessment."""
    print(f"  {name:<30}{middle:8.3f} ms median {high:8.3f} ms p99 {middle / base:6.1f} x")


def main() -> None:
    """Print every figure."""
    from evaluator import Case, Rulebook, assess
    from evaluator.doors.explained import changes_of, report
    from evaluator.doors.sweep import sweep
    from evaluator.doors.text import text
    from evaluator.passes.lower import lower

    short = "--short" in sys.argv
    rounds = 30 if short else 400
    book = Rulebook.load()
    program = lower(book)
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.json"), Path(folder, "large.json")
        small.write_text(json.dumps(case_of(["acme"])))
        large.write_text(json.dumps(case_of([f"p{number:02}" for number in range(40)])))
        case, big = Case.load(small, rulebook=book), Case.load(large, rulebook=book)
        record = assess(book, case, at=AT)
        facts, many = len(case.tellings), len(big.tellings)
        print(f"norms considered {len(program.norms)}, wordings {sum(len(n.wordings) for n in program.norms.values())}")
        print(f"one case of {facts} facts: {len(record.findings)} findings, {len(record.answers)} answers")
        del record  # while a record is held, its formulas are there to be read at another instant
        base, tail = times(lambda: assess(book, case, at=AT), rounds)
        show("one assessment with proof", base, base, tail)
        fresh = [Case.of(case) for _ in range(rounds)]
        show("the first of a case just read", base, *times(lambda: assess(book, fresh.pop(), at=AT), rounds))
        held = assess(book, case, at=AT)
        show("held, at another instant", base, *times(lambda: assess(book, case, at=LATER), rounds))
        del held
        once, often = calls(lambda: assess(book, case, at=AT)), calls(lambda: assess(book, big, at=AT))
        print(f"  calls of one assessment       {once:8}")
        print(f"  calls for each fact           {once / facts:8.0f} of {facts} facts {often / many:8.0f} of {many}")
        parts: dict[str, Callable[[], object]] = {
            "until and missing of all": lambda: [
                (x.until, x.missing) for r in [assess(book, case, at=AT)] for x in (*r.findings, *r.answers)
            ],
            "record written as JSON": lambda: assess(book, case, at=AT).to_json(),
            "what would change it": lambda: changes_of(assess(book, case, at=AT)),
            "in words": lambda: text(report(assess(book, case, at=AT), change=False)),
        }
        for name, work in parts.items():
            show(name, base, *times(work, 3 if short else 20))
        for name, swept in (("the demo letter", Case.load(DEMO, rulebook=book)), (f"{facts} facts", case)):
            whole_sweep = sweep(book, swept, at=AT)
            print(
                f"all readings of {name}: {len(whole_sweep.switches)} switches consulted, {whole_sweep.evaluations} evaluations"
            )
            show("swept", base, *times(partial(sweep, book, swept, at=AT), 3 if short else 20))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory of this process         {peak:8.1f} MB at most")
        command = [sys.executable, "-m", "evaluator"]
        helped = whole([*command, "--help"], 2 if short else 7)
        assessed = whole([*command, "assess", str(large), "--at", AT, "--json"], 1 if short else 5)
        print(f"callrules --help               {helped:8.3f} s whole process")
        print(f"assess --json of {many} facts   {assessed:8.3f} s whole process {assessed / helped:6.1f} x of --help")


if __name__ == "__main__":
    main()
