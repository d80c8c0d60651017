"""Where the command line's output goes: what is said, and which exit code stands, where it cannot be written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full here")


@pytest.mark.parametrize(
    ("where", "arguments", "code", "said"),
    [
        (">/dev/full", ["facts", "notice", "--json"], 74, "the output cannot be written: No space left on device\n  help: "),
        (">/dev/full", ["--help"], 74, "the output cannot be written: No space left on device\n  help: "),
        (">&-", ["facts", "notice", "--json"], 74, "the output cannot be written: standard output is closed\n  help: "),
        (">&-", ["check", "nowhere"], 74, "the output cannot be written: standard output is closed\n  help: "),
        (">/dev/full 2>/dev/full", ["facts", "notice"], 74, ""),
        (">&- 2>&-", ["facts", "notice"], 74, ""),
        ("2>/dev/full", ["facts", "nitice"], 2, ""),
        ("2>/dev/full", ["facts", "--nothing"], 2, ""),
        ("2>/dev/full", ["assess", "nowhere.yaml", "--at", "2022-07-10T00:00Z"], 4, ""),
    ],
)  # fmt: skip
def test_output_that_cannot_be_written(where: str, arguments: list[str], code: int, said: str) -> None:
    """A full disk and a closed output are told plainly with 74, and are no bug; an error that cannot be told keeps its code."""
    command = ["sh", "-c", f'exec "$0" "$@" {where}', sys.executable, "-m", "evaluator", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
    assert bool(done.stderr) == bool(said)
