"""How long the command line takes on this machine: `make bench`.

Prints the median and the slowest of several runs, in milliseconds, start of the interpreter included.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 15
COMMANDS = (("--help",), ("demo", "sipkonnect"))
ANSWERED = (0, 1, 3)


def milliseconds(command: list[str]) -> float:
    """The wall time of one run of `command`; a run that did not answer ends the benchmark."""
    begun = perf_counter()
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    taken = (perf_counter() - begun) * 1000
    if run.returncode not in ANSWERED:
        sys.exit(f"`{' '.join(command)}` ended with {run.returncode}\n{run.stderr}")
    return taken


def main() -> None:
    """Run each command a few times, the first run apart: it warms the disk cache."""
    callrules = str(Path(sys.executable).with_name("callrules"))
    for arguments in COMMANDS:
        command = [callrules, *arguments]
        first = milliseconds(command)
        runs = [milliseconds(command) for _ in range(RUNS)]
        name = " ".join(("callrules", *arguments))
        print(f"{name:28} median {median(runs):6.0f} ms   slowest {max(runs):6.0f} ms   first {first:6.0f} ms")


if __name__ == "__main__":
    main()
