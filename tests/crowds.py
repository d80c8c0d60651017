"""Cases in which much happens at once, under a rulebook with every construct of the language: for what the letters never ask."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from textwrap import indent
from typing import Any

from gaps import Plan, told
from situations import Data, case_of

from evaluator import Case, Rulebook

ROOT = Path(__file__).parent.parent
HEAD = """section: 9 CFR 9.9
calendar: fcc
parties: {target: the notified provider, blocker: another provider}
paragraphs:
  (a):
    - effective: 2018-02-12
      authority: an example
      gist: "[1: everything]"
"""
AGAIN = """    - effective: 2022-07-09
      authority: another example
      gist: as before
"""
TIMES = (
    "2022-07-05", "2022-07-07", "2022-07-08T12:00", "2022-07-09", "2022-07-10T00:00:00", "2022-07-12", "2022-07-16", "2022-07-20",
    "before 2022-07-08", "after 2022-07-09",
)  # fmt: skip
PEOPLE = ("sipkonnect", "other", "acme")
KINDS: dict[str, dict[str, Any]] = {
    "deficiency order": {"by": ("fcc", "ftc"), "to": PEOPLE},
    "deficiency contact": {"by": ("wireline",), "to": PEOPLE},
    "removal order": {"by": ("fcc",), "of": PEOPLE},
    "cessation": {"by": PEOPLE, "answers": ("letter",)},
    "status report": {"by": PEOPLE, "answers": ("letter",)},
    "measures report": {"by": PEOPLE, "answers": ("letter",), "to": (["fcc"], ["fcc", "itg"], ["itg"])},
    "traffic seen": {"from": PEOPLE, "resembles": ("letter",)},
    "blocking": {
        "by": ("acme",), "of": PEOPLE, "scope": ("all traffic", "one call"), "call type": ("ordinary", "911", "public safety"),
        "relies on": ("9 CFR 9.9(a)", "9 CFR 9.9"),
    },
    "blocking notice": {"by": ("acme",), "to": ("fcc",), "about": PEOPLE, "summary": ("given",)},
    "extension": {"by": ("fcc",), "to": PEOPLE, "of": ("letter",), "new date": ("2022-08-01",)},
    "acceptance": {"by": PEOPLE, "of": PEOPLE, "in role": ("intermediate", "gateway"), "call": ("first", "second")},
    "blocking authorization": {"by": ("fcc",), "against": PEOPLE},
}  # fmt: skip
STANDARDS = {
    "blocking": "all reasonable efforts",
    "traffic seen": "same or similar",
    "measures report": "effective measures",
}


def every_construct(folder: Path) -> Rulebook:
    """The rulebook, with the examples of the language page and the constructs beside this file as two versions of one more card."""
    shutil.copytree(ROOT / "rules", folder)
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    examples = [*re.findall(r"```yaml construct\n(.*?)```", page, re.DOTALL)]
    examples.append((ROOT / "tests" / "every_construct.yaml").read_text(encoding="utf-8"))
    keys = [key for example in examples for key in re.findall(r"^([a-z]+ [^:\n]+):$", example, re.MULTILINE)]
    card = HEAD + "".join(indent(example, "      ") for example in examples) + AGAIN
    card += "".join(f"      {key}: as before\n" for key in keys)
    (folder / "examples.yaml").write_text(card, encoding="utf-8")
    return Rulebook.load(folder)


def crowded(plan: Plan, seed: int, rulebook: Rulebook) -> Case:
    """A drawn case, with up to two facts of each kind beside it, each field of which may be left out."""
    random, data = Random(seed), told(plan)
    facts = [*_facts(random)]
    said = []
    for kind, fields in (pair for fact in facts for pair in fact.items()):
        if kind in STANDARDS and random.random() < 0.6:
            word = {"says": random.choice(["yes", "no"]), "by": random.choice(["fcc", "audit-one"])}
            said.append({"standard": STANDARDS[kind], "about": fields["id"], **word})
    if random.random() < 0.5:
        word = {"standard": "all reasonable efforts", "about": "acme", "says": "yes", "by": "fcc"}
        said.append(random.choice([word, {**word, "from": "2022-07-06", "to": "2022-07-14"}]))
    whole = ["cessation", "status report", "measures report", "mitigation", "cure"]
    complete = [
        {"records": whole, "about": party, "through": "2022-07-19"} for party in PEOPLE if random.random() < 0.5
    ]
    data["facts"] += facts
    data["determinations"] = [*data["determinations"], *said]
    data["complete"] = [*data["complete"], *complete]
    return case_of(data, rulebook)


def _facts(random: Random) -> Iterator[Data]:
    for kind, fields in KINDS.items():
        for number in range(random.randint(0, 2)):
            values = {name: random.choice(options) for name, options in fields.items() if random.random() < 0.85}
            if random.random() < 0.9:
                values["began" if kind == "blocking" else "happened"] = random.choice(TIMES)
            if kind == "blocking" and random.random() < 0.4:
                values["ended"] = "2022-07-25"
            yield {kind: {"id": f"{kind} {number}", **values}}
