from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluator import Rulebook

RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture(scope="session")
def excuse(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook, with one more standard that excuses the burden to mitigate."""
    folder = tmp_path_factory.mktemp("excuse") / "rules"
    shutil.copytree(RULES, folder)
    words = folder / "vocabulary.yaml"
    standard = "\nstandards:\n  excuse:\n    asks: Is it excused?\n    about: [notice]\n    decided by: anyone\n"
    words.write_text(words.read_text(encoding="utf-8").replace("\nstandards:\n", standard), encoding="utf-8")
    section = folder / "47-cfr" / "64.1200.yaml"
    before, act, after = section.read_text(encoding="utf-8").partition(
        "\n            traffic: same as notice\n        for each: traffic\n"
    )
    unless = "        unless:\n"
    assert act
    assert after.index(unless) < after.index("      burden ")
    excused = f"{unless}          - judgement: {{of: excuse, about: notice}}\n"
    section.write_text(before + act + after.replace(unless, excused, 1), encoding="utf-8")
    return Rulebook.load(folder)
