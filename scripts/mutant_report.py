"""What is said of mutants in the end: the sentences that explain survivors, and the totals of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import yaml
from mutant_kinds import Mutant
from mutant_results import Outcome
from mutant_trees import KINDS

EXPLAINED = Path(__file__).with_name("mutants.yaml")


class Explanation(NamedTuple):
    """Why some mutants survive: the kind, a pattern of their names, and a sentence."""

    kind: str
    mutants: str
    because: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether it speaks of this mutant."""
        return self.kind == mutant.kind and fnmatchcase(mutant.name, self.mutants.replace("[", "[[]"))


def explanations() -> list[Explanation]:
    """Those of the data file."""
    return [Explanation(**entry) for entry in yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or ()]


def table(found: Sequence[tuple[Mutant, Outcome]], excused: set[str]) -> Iterator[str]:
    """The totals of each kind: `of` the counted, those killed or refused, or whose survival is explained."""
    yield f"{'kind':<10}{'mutants':>9}{'killed':>9}{'refused':>9}{'explained':>11}{'survived':>10}{'idle':>7}{'noticed':>10}"
    for kind in (*KINDS, "all"):
        own = [(mutant, outcome) for mutant, outcome in found if kind in (mutant.kind, "all")]
        fates = Counter(outcome.fate for _, outcome in own)
        known = sum(outcome.fate == "survived" and mutant.name in excused for mutant, outcome in own)
        counted = len(own) - fates["idle"]
        share = (fates["killed"] + fates["refused"]) / (counted - known) if counted > known else 1
        yield (
            f"{kind:<10}{counted:>9}{fates['killed']:>9}{fates['refused']:>9}{known:>11}{fates['survived'] - known:>10}"
            f"{fates['idle']:>7}{share:>10.1%}"
        )
