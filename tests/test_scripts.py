from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.build import build_wheel

ROOT = Path(__file__).parent.parent
BASH = shutil.which("bash") or "bash"


def run(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A few lines of bash, run at the top of the checkout."""
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [BASH, "-c", f"set -euo pipefail\n{script}"],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_step_runs_and_every_failure_is_told() -> None:
    """A failing step does not hide the ones after it, and the whole then fails."""
    done = run(". scripts/parts.sh; step one false; step two echo second; step three false; conclude")
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["== one", "== two", "second", "== three", "", "FAILED: one", "FAILED: three"]


@pytest.mark.parametrize(("environment", "status"), [({}, 0), ({"CI": "true"}, 1)])
def test_a_missing_part_is_told(environment: dict[str, str], status: int) -> None:
    """What the system cannot run is told as not run, which is a failure on a build server only."""
    done = run(". scripts/parts.sh; optional no-such-command third echo hidden; conclude", **environment)
    assert done.returncode == status
    assert "NOT RUN: third: this system has no `no-such-command`" in done.stdout
    assert "hidden" not in done.stdout


def test_a_part_that_is_there_runs() -> None:
    """An optional step whose part the system has is a step like any other."""
    done = run(". scripts/parts.sh; optional bash third false; conclude")
    assert (done.returncode, "FAILED: third" in done.stdout) == (1, True)


def test_a_bare_system_is_told_what_it_lacks(tmp_path: Path) -> None:
    """Where nothing is installed, every gap is named at once on standard error, with the line that fills it."""
    done = run("bash() { :; }; . scripts/prerequisites.sh", PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:5] == [
        "missing:",
        "  python3, 3.11 or later",
        "  a C compiler (cc)",
        "  git",
        "  make",
    ]
    assert "install" in done.stderr.splitlines()[6]


def test_an_old_python_is_told(tmp_path: Path) -> None:
    """A Python that is too old is told with its version, not as if there were none."""
    python = tmp_path / "python3"
    python.write_text(f"#!{BASH}\necho 'python3 3.11 or later (python3 is 3.9)'\n", encoding="utf-8")
    python.chmod(0o755)
    done = run(". scripts/prerequisites.sh", PATH=str(tmp_path))
    assert "  python3 3.11 or later (python3 is 3.9)" in done.stderr.splitlines()


def test_the_readme_names_the_install_lines() -> None:
    """The README asks for exactly the packages that the scripts ask for, system by system."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for system in ("debian", "fedora", "macos"):
        line = run(f"bash scripts/prerequisites.sh --packages {system}").stdout.strip()
        assert line
        assert line in readme


def test_the_wheel_holds_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A built wheel holds every rule file, every demo case, the licence and the mark of types, and no tests."""
    monkeypatch.chdir(ROOT)
    with ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        names = set(wheel.namelist())
    rules = {f"evaluator/_rules/{path.relative_to(ROOT / 'rules')}" for path in (ROOT / "rules").rglob("*.yaml")}
    demos = {str(path.relative_to(ROOT)) for path in (ROOT / "evaluator" / "demos").rglob("*.yaml")}
    assert rules
    assert demos
    assert (rules | demos | {"evaluator/py.typed"}) - names == set()
    assert {name for name in names if name.startswith(("tests/", "features/", "rules/"))} == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)
