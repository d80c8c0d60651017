from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
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


def test_what_runs_beside_is_told_where_it_comes_together() -> None:
    """A step that runs beside others says what it says in one piece after them, and its failure is a failure."""
    begun = 'beside one bash -c "sleep 1; echo first; false"; beside two echo second'
    done = run(f". scripts/parts.sh; {begun}; step three echo third; together; together; conclude")
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["== three", "third", "== one", "first", "== two", "second", "", "FAILED: one"]


@pytest.mark.parametrize(("environment", "status"), [({}, 0), ({"CI": "true"}, 1)])
def test_a_missing_part_is_told(environment: dict[str, str], status: int) -> None:
    """What the system cannot run is told as not run, which is a failure on a build server only."""
    done = run(". scripts/parts.sh; optional no-such-command third echo hidden; conclude", **environment)
    assert done.returncode == status
    assert "NOT RUN: third: this system has no `no-such-command`" in done.stdout
    assert "hidden" not in done.stdout


def test_a_missing_part_is_told_with_how_to_get_it() -> None:
    """Where a line is known that installs what is missing, it is told; where none is, nothing stands in its place."""
    done = run(
        '. scripts/parts.sh; how="get it" optional no-such-command third echo; optional no-such other echo; conclude'
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("NOT RUN")]
    assert told == [
        "NOT RUN: third: this system has no `no-such-command`; install it with: get it",
        "NOT RUN: other: this system has no `no-such`",
    ]


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


def install_lines() -> dict[str, str]:
    """The install line of each system that the README's table has."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| System | Install line |")[2].partition("\n\n")[0]
    return {
        name.split()[0].strip(",").lower(): line for name, line in re.findall(r"^\| (.+?) \| `(.+)` \|$", table, re.M)
    }


def test_the_readme_names_the_install_lines() -> None:
    """The README's table has exactly the lines that the scripts print, system by system."""
    systems = ("debian", "fedora", "macos")
    told = {name: run(f"bash scripts/prerequisites.sh --packages {name}").stdout.strip() for name in systems}
    assert all(told.values())
    assert install_lines() == told


def test_the_readme_names_the_browser() -> None:
    """The README says how to install the browser that the last steps look into, as the script does for each system and for this one."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = {
        run(f"bash scripts/prerequisites.sh --browser {name}").stdout.strip() for name in ("debian", "fedora", "macos")
    }
    assert len(lines) == 3
    assert [line for line in lines if f"`{line}`" not in readme] == []
    here = run("bash scripts/prerequisites.sh --browser").stdout
    assert any(line in here for line in lines)


def test_an_unknown_system_is_told_every_line(tmp_path: Path) -> None:
    """Where the system is not known by its name, each of the README's lines is printed."""
    done = run(
        f"bash() {{ :; }}; OSTYPE=plan9; . <(sed 's|/etc/os-release|{tmp_path}/none|g' scripts/prerequisites.sh)",
        PATH=search(tmp_path),
    )
    assert done.returncode == 1
    assert [line for line in install_lines().values() if line not in done.stderr] == []


def search(folder: Path) -> str:
    """A search path with `sed` and nothing else."""
    (folder / "sed").symlink_to(shutil.which("sed") or "sed")
    return str(folder)


NEWER_BASH = r"\bmapfile\b|\breadarray\b|declare -A|\$\{\w+(\^|,)|\|&|&>>|\breadlink -f|\bsed -i|\bcoproc\b"


@pytest.mark.parametrize("name", ["parts.sh", "prerequisites.sh", "test.sh", "venv.sh"])
def test_scripts_run_with_the_bash_of_macos(name: str) -> None:
    """What `make demo` and `make test` run uses nothing that the bash 3.2 and the tools of macOS lack."""
    text = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    assert re.findall(NEWER_BASH, text) == []
    assert run(f"bash -n scripts/{name}").returncode == 0


# -- mutants


def test_slips_in_a_rule_are_noticed() -> None:
    """Of a few mutants of one window, each is killed or refused, and the totals say so for each kind."""
    command = "scripts/mutants.py --afresh --processes 1 --only 'FCC 20-96 para. 43 of 2020-10-14 burden report measures / within / time'"
    done = run(f"{shlex.quote(sys.executable)} {command}")
    totals = {
        line.split()[0]: line.split()[1:6]
        for line in done.stdout.splitlines()
        if line.split()[0] in ("number", "unit", "all")
    }
    assert totals.keys() == {"number", "unit", "all"}
    assert all(counts[3:] == ["0", "0"] for counts in totals.values())
    assert totals["number"][0] == totals["unit"][0] == "2"  # 13 and 15 days; hours and business days
    assert "SURVIVES" not in done.stdout
    assert done.returncode == 0, "every check also holds where nothing is changed"


def test_a_fate_is_taken_over_only_in_the_state_it_was_found_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept is known again in the same state, in another it is only a hint, and afresh it is neither."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    kept = import_module("mutant_results")
    with kept.Results(tmp_path / "kept.json") as first:
        first.keep("a slip", kept.Outcome("killed", "a scenario"))
    again = kept.Results(tmp_path / "kept.json")
    assert again.known("a slip") == ("killed", "a scenario")
    assert again.known("another slip") is None
    again.state = "another"
    assert (again.known("a slip"), again.hint("a slip")) == (None, "a scenario")
    again.afresh = True
    assert again.hint("a slip") == ""


# -- hooks


def hooks() -> dict[str, dict[str, Any]]:
    """The hooks that a commit in this repository runs, by their ids."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    [repository] = config["repos"]
    assert repository["repo"] == "local"
    return {hook["id"]: hook for hook in repository["hooks"]}


def test_hooks_run_what_the_test_script_runs() -> None:
    """Each hook runs a check of `make test`, from the same environment, on the whole or on the files that changed."""
    script = (ROOT / "scripts" / "test.sh").read_text(encoding="utf-8").replace('"$python"', ".venv/bin/python")
    for hook in hooks().values():
        assert hook["language"] == "system"
        command = hook["entry"].removesuffix(" --fix")
        assert re.search(rf'^step "\w+" {re.escape(command)}( |$)', script, re.M), hook["entry"]


@pytest.mark.parametrize("id", sorted(set(hooks()) - {"mypy"}))
def test_a_hook_passes_on_what_is_in_order(id: str) -> None:
    """The command of a hook passes on this checkout, whose Python stands in for the one of .venv; types are checked elsewhere."""
    hook = hooks()[id]
    stands_for = {
        ".venv/bin/callrules": [sys.executable, "-m", "evaluator"],
        ".venv/bin/python": [sys.executable],
        "--fix": [],
    }
    words = [each for word in hook["entry"].split() for each in stands_for.get(word, [word])]
    own = "rules/letters.yaml" if id == "callrules-fmt" else "evaluator/passes/to_do.py"
    files = [] if hook.get("pass_filenames") is False else [own]
    check = ["--check"] if id in ("ruff-format", "callrules-fmt") else []
    done = subprocess.run([*words, *check, *files], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_for_others_are_commands() -> None:
    """The hooks that other repositories may use call commands that the package installs: one on the folder of rules, one on each file."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    called = []
    for hook in hooks:
        command, *words = [*hook["entry"].split(), *hook.get("args", [])]
        module, _, function = scripts[command].partition(":")
        assert callable(getattr(import_module(module), function))
        called.append((words, hook.get("pass_filenames", True)))
    assert called == [(["check", "rules"], False), (["fmt"], True)]


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
