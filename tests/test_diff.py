"""Two records compared: what changed, and which fact, reading, law or instant did it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from letters import AT, NAMES, TRAFFIC, complete, cutoff, notice, word
from situations import Data, case_of
from typer.testing import CliRunner

from evaluator import Record, Rulebook, assess
from evaluator.doors.cli import app
from evaluator.doors.diff import Changed, Diff, diff
from evaluator.doors.stored import Stored
from evaluator.passes.compare import label

RULES = Path(__file__).parent.parent / "rules"
LATER = "2022-07-22T00:00:00-04:00"


class Kept:
    """A folder of cases and records."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files = folder, list[Path]()

    def case(self, *facts: Data, words: tuple[Data, ...] = (), declared: tuple[Data, ...] = (), **more: Any) -> Data:
        """A case of the letter with what happened after it, written to a file."""
        data: Data = {
            "case": "example",
            "zone": "America/New_York",
            "parties": {**NAMES, **more},
            "facts": [TRAFFIC, notice(), *facts],
        }
        data |= {"determinations": list(words), "complete": list(declared)}
        path = self.folder / f"case-{len(self.files)}.json"
        path.write_text(json.dumps(data), "utf-8")
        self.files.append(path)
        return data

    def record(self, data: Data, at: str = AT, **how: Any) -> Stored:
        """The record of a case, as a file would hold it."""
        made: Record = assess(Rulebook.load(), case_of(data), at=at, **how)
        return Stored(f"{at}.json", made.to_json(), made.document())

    def compared(self, one: Stored, other: Stored) -> Diff:
        """The two compared, with every case at hand."""
        return diff(one, other, Rulebook.load(), self.files)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """An empty folder."""
    return Kept(tmp_path)


def of(found: Diff, name: str) -> Changed:
    """The one change of a finding or an answer; `name` ends its label or begins it."""
    [each] = [c for c in found.changed if label(c.key).startswith(name) or f" {name} on " in label(c.key)]
    return each


def did(change: Changed) -> list[list[str]]:
    """The sets of causes, by their sort and the first words."""
    return [[cause.words for cause in given] for given in change.causes]


MAY = "may-block-all toward target"
MITIGATE = "47 CFR 64.1200(k)(4) mitigate"  # the duty of (n)(2) has the same name
CURE = "RMD removal procedure cure"  # the Bureau's power to order it ends alike


def test_equal_records_differ_in_nothing(kept: Kept) -> None:
    """A record compared with itself has no change and no differing input."""
    record = kept.record(kept.case())
    found = kept.compared(record, record)
    assert (found.changed, found.inputs, found.notes) == ((), (), ())
    assert next(found.lines()).endswith("nothing changed")


def test_the_instant_did_it(kept: Kept) -> None:
    """Of two instants of one case with complete records, the later one turns the report from pending to not discharged."""
    data = kept.case(declared=(complete(),))
    found = kept.compared(kept.record(data), kept.record(data, LATER))
    change = of(found, "report measures")
    assert (change.one or {})["status"] == "pending"
    assert (change.other or {})["status"] == "not discharged"
    assert did(change) == [["at: 2022-07-10T04:00:00Z → 2022-07-22T04:00:00Z"]]


def test_two_facts_did_it_together(kept: Kept) -> None:
    """A cut-off turns the answer from yes to no only with the word that it was effective; both are named, the third new fact is not."""
    done, judged = cutoff(), word("effective mitigation", "cutoff")
    other_party = {"mitigation": {"id": "elsewhere", "happened": "2022-07-08", "by": "blocker"}}
    one = kept.record(kept.case(declared=(complete(),)))
    other = kept.record(kept.case(done, other_party, words=(judged,), declared=(complete(),)))
    found = kept.compared(one, other)
    [given] = did(of(found, MAY))
    assert given == [
        "fact new: `cutoff`, a mitigation",
        'determination new: fcc says yes to "effective mitigation" of cutoff',
    ]
    assert "fact new: `elsewhere`, a mitigation" in found.inputs


def test_a_correction_did_it(kept: Kept) -> None:
    """A fact told otherwise, an hour after the end of the window instead of before it, is named as that."""
    judged, own = (word("effective mitigation", "cutoff"),), (complete(),)
    early = kept.case(cutoff("2022-07-08T15:00"), words=judged, declared=own)
    late = kept.case(cutoff("2022-07-10T01:00"), words=judged, declared=own)
    at = "2022-07-12T00:00:00-04:00"
    change = of(kept.compared(kept.record(early, at), kept.record(late, at)), MAY)
    assert ((change.one or {})["status"], (change.other or {})["status"]) == ("no", "yes")
    assert did(change) == [["fact told otherwise: `cutoff`, a mitigation"]]


def test_what_is_gone_did_it(kept: Kept) -> None:
    """Without the word that its records are complete, what was missed is open again."""
    one, other = kept.record(kept.case(declared=(complete(),))), kept.record(kept.case())
    change = of(kept.compared(one, other), "mitigate")
    assert (change.other or {})["status"] == "undetermined"
    [[words]] = did(change)
    assert words.startswith("declaration gone: target says that the record of ")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"law": "2018-02-12"}, "law: of each day → 2018-02-12"),
        ({"known": "2022-07-09T00:00:00-04:00"}, "known: everything → 2022-07-09T04:00:00Z"),
        ({"readings": {"hours_vs_1.4": "two filing days"}}, "reading hours_vs_1.4: elapsed hours → two filing days"),
    ],
    ids=["law", "known", "reading"],
)
def test_the_what_if_did_it(how: dict[str, Any], words: str, kept: Kept) -> None:
    """A law before the paragraph, an instant before the word that records are complete, and a slower clock leave the answer not yes."""
    data = kept.case(declared=(complete() | {"recorded": "2022-07-09T12:00:00", "dated": "2022-08-01"},))
    one, other = kept.record(data), kept.record(data, **how)
    change = of(kept.compared(one, other), MAY)
    assert (change.one or {})["status"] == "yes"
    assert (change.other or {})["status"] != "yes"
    assert did(change) == [[words]]


def test_a_finding_appears_and_is_gone(kept: Kept) -> None:
    """A duty that a new fact sets off appears, and is gone the other way round."""
    order = {"deficiency order": {"id": "order", "happened": "2022-07-08", "by": "fcc", "to": "target"}}
    one, other = kept.record(kept.case()), kept.record(kept.case(order))
    appeared, gone = of(kept.compared(one, other), CURE), of(kept.compared(other, one), CURE)
    assert appeared.one is None
    assert "appeared (pending)" in appeared.words
    assert did(appeared) == [["fact new: `order`, a deficiency order"]]
    assert gone.other is None
    assert did(gone) == [["fact gone: `order`, a deficiency order"]]


def test_a_window_that_moved_is_a_change(kept: Kept) -> None:
    """More time leaves the report pending, with another end; the extension did it."""
    grant = {
        "extension": {
            "id": "more",
            "happened": "2022-07-09",
            "by": "fcc",
            "to": "target",
            "of": "letter",
            "new date": "2022-08-04",
        }
    }
    found = kept.compared(kept.record(kept.case()), kept.record(kept.case(grant)))
    change = of(found, "report measures")
    assert "pending as before" in change.words
    assert did(change) == [["fact new: `more`, an extension"]]


# -- where it cannot be said


def test_without_the_cases_the_inputs_are_named(kept: Kept) -> None:
    """Without the facts at hand the changes are told, the heads compared, and it is said that the cause is not known."""
    one, other = kept.record(kept.case()), kept.record(kept.case(declared=(complete(),)), LATER)
    found = diff(one, other, Rulebook.load())
    assert found.changed
    assert [words.split(":")[0] for words in found.inputs] == ["at", "facts"]
    assert found.notes[0] == "Which of the differences did it cannot be said:"
    assert all(change.causes == () for change in found.changed)
    assert not any("by no three" in line for line in found.lines())


def test_another_rulebook_is_named(kept: Kept, tmp_path: Path) -> None:
    """Records of two rulebooks are compared, with both rulebooks named, and nothing is put down to a fact."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    (folder / "readings.yaml").write_text((folder / "readings.yaml").read_text("utf-8") + "# one more\n", "utf-8")
    other = Rulebook.load(folder)
    data = kept.case()
    made = assess(other, case_of(data, other), at=LATER)
    found = kept.compared(kept.record(data), Stored("other.json", made.to_json(), made.document()))
    assert any(words.startswith("rulebook: ") for words in found.inputs)
    assert any(other.digest[:12] in note for note in found.notes)
    assert found.changed


def test_a_record_that_does_not_replay_explains_nothing(kept: Kept) -> None:
    """A tampered record is compared as it stands, and it is said that it does not replay."""
    data = kept.case()
    one, other = kept.record(data), kept.record(data, LATER)
    text = other.text.replace('"status":"undetermined"', '"status":"discharged"', 1)
    found = kept.compared(one, Stored("bad.json", text, json.loads(text)))
    assert "bad.json does not replay; `callrules replay` says where it differs." in found.notes


def test_more_than_three_together_is_said(kept: Kept) -> None:
    """Four campaigns, each cut off and judged: no three new facts alone discharge the burden, and that is said."""
    named = [f"c{n}" for n in range(4)]
    things = [{"traffic": {"id": name, "roles": {"target": "originating provider"}}} for name in named]
    head = {"case": "four", "zone": "America/New_York", "parties": NAMES, "complete": [complete()]}
    act = {"by": "target", "answers": "letter", "happened": "2022-07-08T15:00"}
    cut = [{"mitigation": {"id": f"cut {name}", "traffic": [name], **act}} for name in named]
    words = [word("effective mitigation", f"cut {name}") for name in named]
    facts = [*things, notice(traffic=named)]
    before = {**head, "facts": [*facts, *cut], "determinations": []}
    after = {**before, "determinations": words}
    for number, data in enumerate((before, after)):
        (kept.folder / f"four-{number}.json").write_text(json.dumps(data), "utf-8")
        kept.files.append(kept.folder / f"four-{number}.json")
    found = kept.compared(kept.record(before), kept.record(after))
    change = of(found, MITIGATE)
    assert (change.other or {})["status"] == "discharged"
    assert change.causes == ()
    assert "  by no three of the differences alone" in list(found.lines())


# -- the command


def test_the_command_prints_words_and_data(kept: Kept) -> None:
    """`callrules diff` tells changes and causes in words and as data, and leaves with 0."""
    data = kept.case(declared=(complete(),))
    paths = []
    for number, at in enumerate((AT, LATER)):
        paths.append(str(kept.folder / f"record-{number}.json"))
        Path(paths[-1]).write_text(kept.record(data, at).text + "\n", "utf-8")
    words = CliRunner().invoke(app, ["diff", *paths, "--case", str(kept.files[0])])
    assert words.exit_code == 0
    assert "report measures on letter, target: pending → not discharged\n  by at: " in words.stdout
    told = CliRunner().invoke(app, ["diff", *paths, "--case", str(kept.files[0]), "--json"])
    document = json.loads(told.stdout)
    assert document["inputs"] == ["at: 2022-07-10T04:00:00Z → 2022-07-22T04:00:00Z"]
    assert {cause["kind"] for change in document["changed"] for given in change["did_it"] for cause in given} == {"at"}


def test_records_that_are_not_as_they_were_written_are_told_first(kept: Kept) -> None:
    """A record whose own digest is of other content is named before what it says, in words and as data, and the command leaves with 5."""
    one, other = kept.record(kept.case()), kept.record(kept.case(), LATER)
    paths = [str(kept.folder / f"{name}.json") for name in ("one", "bad")]
    Path(paths[0]).write_text(one.text, "utf-8")
    Path(paths[1]).write_text(other.text.replace('"status":"undetermined"', '"status":"discharged"', 1), "utf-8")
    done = CliRunner().invoke(app, ["diff", *paths])
    said = f"{paths[1]}: it is not as it was written: its own digest is of other content"
    assert (done.exit_code, done.stdout.splitlines()[0]) == (5, said)
    done = CliRunner().invoke(app, ["diff", *paths, "--json"])
    assert (done.exit_code, json.loads(done.stdout)["problems"]) == (5, [said])
