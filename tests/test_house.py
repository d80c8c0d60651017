from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "evaluator").rglob("*.py"))
TESTS = [*sorted((ROOT / "tests").rglob("test_*.py")), *sorted((ROOT / "features").rglob("test_*.py"))]
PASSING = {".git", ".venv", "build", "dist", ".hypothesis", "__pycache__"}

LAW = {
    "a citation": r"\d+ (C\.?F\.?R|U\.?S\.?C|F\.?R)\b|\b64\.\d{4}|\b310\.\d|\bFCC \d\d-\d",
    "an hour count": r"\b(24|48|72)[ _-]?hours?\b|\bhours=(24|48|72)\b|\b(48|72) \* HOUR",
    "the name of a notice": r"(?i)sipkonnect|connexum|voipmax",
    "an empty name": r"\bclass \w*(Manager|Handler|Processor|Helper)\b|\b(import|from) [\w.]*\.(utils|helpers)\b",
    "work left behind": r"\b(TODO|FIXME|XXX|HACK)\b",
}

# Put together from pieces, as this file is searched too.
HOSTS = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "deb" + r"\.debian\.org"))
)
MACHINE = re.compile(r"(?<![\w$}.\"'~])/(" + "|".join(("work", "tmp", "root", "Users")) + r")(?=/|\b)")


def without_remarks(text: str) -> str:
    """Python source without comments, docstrings and what its messages give as an instance."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = node.value.partition("for instance")[0]
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [each for each in body if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]
            node.body = kept or [ast.Pass()]  # type: ignore[attr-defined]  # every node with a list called body has it
    return ast.unparse(tree)


def law_in(text: str) -> list[str]:
    """What of the law stands in Python source, with the words that show it."""
    bare = without_remarks(text)
    return [f"{what}: {found[0]}" for what, pattern in LAW.items() for found in re.finditer(pattern, bare)]


def files() -> Iterator[Path]:
    """Every file of the checkout that a commit could hold."""
    for directory, inside, names in os.walk(ROOT):
        inside[:] = [name for name in inside if name not in PASSING and not name.endswith("_cache")]
        yield from (Path(directory, name) for name in names)


def texts() -> Iterator[tuple[str, str]]:
    """Every text file by its path in the checkout."""
    for path in files():
        yield str(path.relative_to(ROOT)), path.read_bytes().decode("utf-8", errors="replace")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_knows_no_law(path: Path) -> None:
    """No citation, hour count or notice stands in Python outside remarks: the law lives in rules/ only."""
    assert law_in(path.read_text(encoding="utf-8")) == []


def test_law_in_code_would_be_seen() -> None:
    """The search finds law in strings, names and numbers, and leaves docstrings, comments and remarks alone."""
    guilty = (
        'def due(start):\n    if "47 CFR 64.1200" in KNOWN:\n        return start + 48 * HOUR\n    return sipkonnect\n'
    )
    innocent = (
        '"""As 47 CFR 64.1200 says."""\nLIMIT = 1\n"""48 hours."""\n# SipKonnect\nhelp = "for instance `48 hours`"\n'
    )
    assert [found.split(":")[0] for found in law_in(guilty)] == [
        "a citation",
        "a citation",
        "an hour count",
        "the name of a notice",
    ]
    assert law_in(innocent) == []


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_says_what_it_holds(path: Path) -> None:
    """Every test function has one sentence as its docstring, and every module in features has one of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    told: list[ast.FunctionDef | ast.Module] = [*tests]
    if path.is_relative_to(ROOT / "features"):
        told.append(tree)
    assert [getattr(node, "name", "module") for node in told if not is_sentence(ast.get_docstring(node))] == []


def is_sentence(text: str | None) -> bool:
    """Whether a text is one sentence: it ends with a period, and no other sentence begins inside it."""
    return text is not None and text.endswith(".") and not re.search(r"[.!?]\s+[A-Z]|\n\n", text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("A cut-off at 12:00 is in time.", True), ("Two. Sentences.", False), ("no period", False), (None, False)],
)
def test_a_sentence_is_told_from_others(text: str | None, answer: bool) -> None:
    """One sentence ends with a period and holds no second one."""
    assert is_sentence(text) is answer


@pytest.mark.parametrize("pattern", [HOSTS, MACHINE], ids=["the host of a registry", "a path of a machine"])
def test_no_file_knows_where_it_was_made(pattern: re.Pattern[str]) -> None:
    """No file of the checkout names the host of a package registry or a directory of somebody's machine."""
    found = [f"{name}: {match[0]}" for name, text in texts() for match in [pattern.search(text)] if match]
    assert found == []


def test_such_names_would_be_seen() -> None:
    """The two searches find what they are for, and leave paths inside other paths alone."""
    assert HOSTS.search("https://" + "py" + "pi.org/simple")
    assert MACHINE.search("see " + "/tm" + "p/x")
    assert MACHINE.search("(" + "/roo" + "t)")
    assert not MACHINE.search('"$root/root" /workshop docs/work/x')


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_requirements_are_pinned_by_hash(path: Path) -> None:
    """Every requirement has a version and a hash, and no line says where to fetch it."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    entries = "\n".join(lines).replace("\\\n", " ").splitlines()
    assert entries
    bad = [
        entry
        for entry in entries
        if not re.fullmatch(r"[a-z0-9.-]+==[\w.+!]+ *(;[^#]*?)?( +--hash=sha256:\w{64})+", entry)
    ]
    assert bad == []


def test_requirements_agree() -> None:
    """A package that two of the files pin has one version in both."""
    versions: dict[str, set[str]] = {}
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
