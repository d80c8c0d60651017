"""Every file that is made by the program, not by hand: `python scripts/regenerate.py` writes those that are not current.

The stored reports in tests/golden hold what the report says about the demo letters; read the difference before you commit it.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator import Case, Rulebook, assess  # noqa: E402  # the checkout this script stands in, installed or not
from evaluator.doors.demos import demo_case  # noqa: E402
from evaluator.doors.explained import report, timeline_of  # noqa: E402
from evaluator.doors.markdown import markdown  # noqa: E402
from evaluator.doors.svg import timeline_svg  # noqa: E402
from evaluator.doors.text import text  # noqa: E402
from evaluator.words.times import Interval  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
AT = "2022-07-10T00:00:00-04:00"


def goldens() -> dict[Path, str]:
    """The stored reports by their paths, as they should be: each letter with records supposed complete, and otherwise."""
    book = Rulebook.load(ROOT / "rules")
    demo, at = demo_case("sipkonnect", AT, book)
    alone = Case.load(ROOT / "evaluator" / "demos" / "sipkonnect.yaml", rulebook=book)
    supposed = assess(book, demo, at=at)
    before_the_rule, monday = demo_case("connexum", "", book)
    reports = {
        "sipkonnect-supposed-complete.txt": text(report(supposed)),
        "sipkonnect-supposed-complete.md": markdown(report(supposed)),
        "sipkonnect-supposed-complete.svg": timeline_svg(timeline_of(supposed)),
        "sipkonnect-declared-complete.txt": text(report(assess(book, declared(demo), at=at))),
        "sipkonnect-alone.txt": text(report(assess(book, alone, at=at))),
        "connexum-supposed-complete.txt": text(report(assess(book, before_the_rule, at=monday))),
        "connexum-after-the-rule.txt": text(report(assess(book, before_the_rule, at="2020-12-01T00:00:00-05:00"))),
        "connexum-law-of-2020-10-14.txt": text(report(assess(book, before_the_rule, at=monday, law="2020-10-14"))),
    }
    return {GOLDEN / name: f"{words}\n" for name, words in reports.items()}


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
    for path, words in goldens().items():
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            path.write_text(words, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
