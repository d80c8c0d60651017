"""Fuzzing: a spoiled case or rulebook loads and can be assessed, or is refused in plain words. Nothing else may happen.

A longer run than the test suite's: `python -m tests.fuzz --seconds 600 --first 100000`.
One trial again: `python -m tests.fuzz --first 17 --only cases --seconds 0`.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

from evaluator.documents.intake import load_case
from evaluator.documents.rulebook import Rulebook, load_rulebook
from evaluator.doors import api
from evaluator.passes.check import check
from evaluator.words.calendars import CalendarGap
from evaluator.words.errors import BadInput, UsageError
from tests.mutations import Tree, slipped, spoiled_text, spoiled_tree, spots, tree_of, written

ROOT = Path(__file__).parent.parent
YEARS = ("2021", "2022", "2023")  # of the table of holidays; the others only take time to read
MOMENTS = ("2022-07-09T12:00:00-04:00", "2022-07-22T00:00:00-04:00")
FOREIGN = re.compile(
    r"Traceback|<class|object at 0x|\bNone\b|\bdict\b|Mapped|Listed|Interval\(|Decimal|Error\b|pydantic"
)
LONGEST_MESSAGE = 1_500
REFUSALS = (BadInput, UsageError, CalendarGap)  # the last where a day lies outside the table of holidays

# The demo, and what may happen after it: acts, corrections, declarations, determinations, a use of the permission.
STORY = """
  - mitigation: {id: cut off, happened: 2022-07-08T15:00, by: sipkonnect, answers: letter, traffic: [autowarranty], recorded: 2022-07-09}
  - mitigation: {id: corrected, happened: 2022-07-08T16:00, by: sipkonnect, answers: mitigate, replaces: cut off, source: log}
  - measures report: {id: report, happened: 2022-07-20, by: sipkonnect, to: [fcc, consortium], answers: [letter, tell within 14 days]}
  - extension: {id: more time, happened: 2022-07-20, by: fcc, to: sipkonnect, of: letter, new date: 2022-08-04}
  - traffic seen: {id: seen, happened: 2022-07-11, from: sipkonnect, resembles: letter, traffic: [autowarranty]}
  - blocking notice: {id: told, happened: 2022-07-10T18:00, by: downstream, to: fcc, about: sipkonnect, summary: given}
  - blocking: {id: block, began: 2022-07-11, by: downstream, of: sipkonnect, scope: all traffic, relies on: 47 CFR 64.1200(k)(4)}
  - deficiency order: {id: order, happened: 2022-07-12, by: fcc, to: sipkonnect, time allowed: 14 days}
  - removal order: {id: removal, happened: 2022-08-12, by: fcc, of: sipkonnect}
complete:
  - {records: [mitigation, measures report], about: sipkonnect, through: 2022-07-20, said by: sipkonnect, dated: 2022-07-21}
  - {records: answer, about: sipkonnect, through: 2022-07-10T00:00:00-04:00}
determinations:
  - {standard: effective mitigation, about: corrected, says: yes, by: fcc, dated: 2022-07-12, strength: found}
  - {standard: same or similar, about: seen, says: yes, by: fcc, dated: 2022-07-12, recorded: 2022-07-13}
"""


def seed_case() -> str:
    """The demo with its story, as one YAML text."""
    demo = (ROOT / "evaluator" / "demos" / "sipkonnect.yaml").read_text("utf-8").rstrip("\n")
    return demo.replace("parties:\n", "parties:\n  downstream: {name: Downstream Inc.}\n", 1) + STORY


class Trials:
    """Trials by number: the same number spoils the same file in the same way.

    The first ones black out and drop each value of the case in turn; after them chance decides.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.case_text = seed_case()
        self.case_tree = tree_of(self.case_text)
        self.case_file = folder / "case.yaml"
        places = range(len(list(spots(self.case_tree))))
        self.slips = [(place, trap) for trap in ("redacted", None) for place in places]
        self.rules = folder / "rules"
        self.trees: dict[str, Tree] = {}
        self.texts: dict[str, str] = {}
        for path in sorted((ROOT / "rules").rglob("*.yaml")):
            name = path.relative_to(ROOT / "rules").as_posix()
            self.texts[name] = path.read_text("utf-8")
            tree = tree_of(self.texts[name])
            if isinstance(tree, dict) and "holidays" in tree:
                tree["holidays"]["table"] = {year: tree["holidays"]["table"][year] for year in YEARS}
                tree["holidays"]["closures"], tree["doubts"] = {}, []
                tree["holidays"]["covers"] = list(YEARS)
                self.texts[name] = written(tree)
            self.trees[name] = tree
            self._write(name, self.texts[name])
        cards = [name for name, tree in self.trees.items() if isinstance(tree, dict) and "paragraphs" in tree]
        self.names = [*cards * 4, *self.trees]
        self.book = load_rulebook(self.rules)
        self.case_file.write_text(self.case_text, "utf-8")

    def _write(self, name: str, text: str) -> None:
        target = self.rules / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "surrogatepass"))

    def cases(self, number: int) -> None:
        """Spoil the case, and assess it."""
        random = Random(f"case {number}")
        whole = number >= len(self.slips) and random.random() < 0.3
        if number < len(self.slips):
            text = slipped(self.case_tree, *self.slips[number])
        else:
            text = spoiled_text(random, self.case_text) if whole else spoiled_tree(random, self.case_tree)
        self.case_file.write_bytes(text.encode("utf-8", "surrogatepass"))
        self._judge(
            number, "cases", self.case_text if whole else written(self.case_tree), text, lambda: self._assess(self.book)
        )

    def rulebooks(self, number: int) -> None:
        """Spoil one file of the rules, check them, and assess the good case by them."""
        random = Random(f"rules {number}")
        name = random.choice(self.names)
        whole = random.random() < 0.2
        text = spoiled_text(random, self.texts[name]) if whole else spoiled_tree(random, self.trees[name])
        self._write(name, text)
        try:
            good = self.texts[name] if whole else written(self.trees[name])
            self._judge(number, "rulebooks", good, text, lambda: self._reread(number % 10 == 0))
        finally:
            self._write(name, self.texts[name])

    def _reread(self, checked: bool) -> None:
        book = load_rulebook(self.rules)
        for problem in check(book) if checked else ():
            judge_message(str(problem))
        self._assess(book)

    def _assess(self, book: Rulebook) -> None:
        case = load_case(self.case_file, book.vocabulary)
        for moment in MOMENTS:
            api.assess(book, case, at=moment).to_json()

    def _judge(self, number: int, kind: str, before: str, after: str, act: Callable[[], None]) -> None:
        try:
            act()
        except REFUSALS as refusal:
            try:
                judge_message(str(refusal).replace(str(self.folder), "."))
            except AssertionError as ugly:
                raise AssertionError(f"{kind} {number}: {ugly}\n{shown(before, after)}") from None
        except Exception as error:
            raise AssertionError(f"{kind} {number}: {type(error).__name__}: {error}\n{shown(before, after)}") from error


def judge_message(message: str) -> None:
    """A refusal speaks to a lawyer: nothing of Python in it, and no line is endless."""
    found = FOREIGN.search(message)
    assert found is None, f"`{found[0]}` in the message: {message}"
    for line in message.splitlines():
        assert len(line) <= LONGEST_MESSAGE, f"a message of {len(line)} characters: {line[:200]}…"


def shown(before: str, after: str) -> str:
    """What was spoiled, as a difference."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "good", "spoiled", lineterm="", n=8)
    return "\n".join(line[:400] for line in lines)


def within(seconds: float, first: int = 0) -> Iterator[int]:
    """Numbers of trials for about so many seconds, at least one."""
    end = time.monotonic() + seconds
    for number in count(first):
        yield number
        if time.monotonic() >= end:
            return


def main() -> int:
    """Fuzz for a while; prints each failure, and goes on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", choices=("cases", "rulebooks"))
    asked = parser.parse_args()
    failures, done = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(Path(folder))
        for number in within(asked.seconds, asked.first):
            for kind in [asked.only] if asked.only else ["cases", "rulebooks"]:
                done += 1
                try:
                    getattr(trials, kind)(number)
                except AssertionError as failure:
                    failures += 1
                    print(f"{failure}\n", flush=True)
    print(f"{done} trials from {asked.first}, {failures} failures", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
