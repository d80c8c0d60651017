"""Every file that is made by the program, not by hand: `python scripts/regenerate.py` writes those that are not current.

The stored reports in tests/golden hold what the report says about the demo letters; read the difference before you commit it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator import Case, Record, Rulebook, assess  # noqa: E402  # the checkout this script stands in, installed or not
from evaluator.doors.demos import demo_case  # noqa: E402
from evaluator.doors.explained import report, timeline_of  # noqa: E402
from evaluator.doors.markdown import markdown  # noqa: E402
from evaluator.doors.svg import timeline_svg  # noqa: E402
from evaluator.doors.text import text  # noqa: E402
from evaluator.words.times import Interval  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
AT = "2022-07-10T00:00:00-04:00"


def goldens() -> dict[Path, Callable[[], str]]:
    """The stored reports by their paths, each made when it is asked for: each letter with records supposed complete, and otherwise."""
    book = Rulebook.load(ROOT / "rules")
    demo, at = demo_case("sipkonnect", AT, book)
    alone = Case.load(ROOT / "evaluator" / "demos" / "sipkonnect.yaml", rulebook=book)
    before_the_rule, monday = demo_case("connexum", "", book)

    def record(case: Case = demo, at: int | str = at, law: str | None = None) -> Record:
        return assess(book, case, at=at, law=law)

    later = "2020-12-01T00:00:00-05:00"
    reports: dict[str, Callable[[], str]] = {
        "sipkonnect-supposed-complete.txt": lambda: text(report(record())),
        "sipkonnect-supposed-complete.md": lambda: markdown(report(record())),
        "sipkonnect-supposed-complete.svg": lambda: timeline_svg(timeline_of(record())),
        "sipkonnect-declared-complete.txt": lambda: text(report(record(declared(demo)))),
        "sipkonnect-alone.txt": lambda: text(report(record(alone))),
        "connexum-supposed-complete.txt": lambda: text(report(record(before_the_rule, monday))),
        "connexum-after-the-rule.txt": lambda: text(report(record(before_the_rule, later))),
        "connexum-law-of-2020-10-14.txt": lambda: text(report(record(before_the_rule, monday, law="2020-10-14"))),
    }
    return {GOLDEN / name: make for name, make in reports.items()}


def declared(case: Case) -> Case:
    """The demo with what it supposes of its records as the provider's own word, given the day after."""
    from dataclasses import replace

    words = [
        replace(c, supposed=False, dated=Interval(c.through, c.through + 1), recorded=c.through) for c in case.complete
    ]
    return replace(case, complete=tuple(words))


def main() -> None:
    """Write every stored report that is not as it should be, and say which."""
    GOLDEN.mkdir(exist_ok=True)
    for path, make in goldens().items():
        words = f"{make()}\n"
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            path.write_text(words, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
