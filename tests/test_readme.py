from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evaluator import Rulebook, assess, demo

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.S)
COMMANDS = [
    (line.removeprefix("$ "), block.split("\n", 1)[1] if block.count("$ ") == 1 else "")
    for kind, block in BLOCKS
    if kind == "console"
    for line in block.splitlines()
    if line.startswith("$ ")
]


def test_the_python_lines_run() -> None:
    """The README's Python lines run as they stand, and their assertion holds."""
    code = next(block for kind, block in BLOCKS if kind == "python")
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "47 CFR 64.1200(k)(4) mitigate pending" in run.stdout


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_of_the_readme(command: str, shown: str) -> None:
    """Each command of the README answers, and what the README shows of its answer is its answer's beginning."""
    words = [part.strip("'") for part in re.findall(r"'[^']*'|\S+", command)][1:]
    run = subprocess.run(
        [sys.executable, "-m", "evaluator", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode in (0, 1, 3), run.stderr
    beginning = shown.split("…")[0].strip()
    assert beginning in run.stdout
    assert run.stdout.strip() or "no problem" in run.stderr


def test_links_lead_somewhere() -> None:
    """Every page and picture the README points to is there."""
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert missing == []


def test_what_comes_back_cannot_be_changed() -> None:
    """A record, its findings and its answers refuse to be changed, as the README promises."""
    record = assess(Rulebook.load(), demo("sipkonnect"), at="2022-07-08T12:00:00-04:00")
    for thing, name in ((record, "findings"), (record.findings[0], "status"), (record.answers[0], "status")):
        before = getattr(thing, name)
        with pytest.raises(AttributeError, match="cannot be changed"):
            setattr(thing, name, "violated")
        assert getattr(thing, name) is before
