"""The pages of docs/check: what `check` prints for each bad example is put into its page, and the list of pages is made.

`python scripts/check_pages.py` writes those that are not current. A page is written by hand but for what stands after `$ callrules check`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator.doors.library import checked  # noqa: E402  # the checkout this script stands in, installed or not

PAGES = ROOT / "docs" / "check"
RULES = ROOT / "tests" / "bad_input" / "rulebook"
FILE = re.compile(r"^```(?:yaml|text) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GONE = re.compile(r"^```gone (\S+)\n```$", re.MULTILINE)  # a file of the small rulebook that the example takes away
TOLD = re.compile(r"^```console\n\$ callrules check rules(?P<how>[^\n]*)\n.*?^```$", re.MULTILINE | re.DOTALL)
HEAD = """# What `check` finds

`callrules check` ends the first line of each problem with the name of its sort, in brackets. Every name has a page: what it means, a bad
example with exactly what is printed for it, and how to mend it. The examples are laid over the small rulebook of
`tests/bad_input/rulebook`, which is no law.

"""


def told(files: dict[str, str], unused: bool, gone: list[str] | None = None) -> list[str]:
    """What the command prints for a small rulebook with these files laid over it, and without those that are `gone`."""
    here = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            shutil.copytree(RULES, "rules")
            for name in gone or ():
                Path("rules", name).unlink()
            for name, text in files.items():
                path = Path("rules", name)
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
            problems, more, _ = checked(Path("rules"), unused)
        finally:
            os.chdir(here)
    return [*problems, *more]


def made(page: str) -> str:
    """A page as it should be."""
    files = dict(FILE.findall(page))

    def output(found: re.Match[str]) -> str:
        lines = told(files, "--unused" in found["how"], GONE.findall(page))
        return "\n".join(["```console", f"$ callrules check rules{found['how']}", *lines, "```"])

    return TOLD.sub(output, page)


def pages() -> dict[Path, str]:
    """Every page by its path, as it should be, and the list of them."""
    found = {path: made(path.read_text("utf-8")) for path in sorted(PAGES.glob("*.md")) if path.stem != "index"}
    return {**found, PAGES / "index.md": HEAD + "\n".join(_listed(found)) + "\n"}


def _listed(found: dict[Path, str]) -> Iterator[str]:
    yield "| name | says |"
    yield "| --- | --- |"
    for path, text in found.items():
        words = (
            " ".join(text.split("\n\n")[1].split())
            .replace("**A warning.**", "A warning:")
            .replace("**A note**,", "A note,")
        )
        first = re.match(r".*?(?<![a-z]\.[a-z])[.](?= |$)", words)
        yield f"| [{path.stem}]({path.name}) | {(first[0] if first else words).replace('|', chr(92) + '|')} |"


def main() -> None:
    """Write every page that is not as it should be, and say which."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
