from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from pickle import dumps, loads
from random import Random
from typing import Any

import pytest
import test_corner_cases as corners
from crowds import crowded, every_construct
from damages import INSTANT, KINDS, entries, leaves, nodes, plain, shifted, values
from gaps import PARTIES, Plan, told
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from situations import case_of
from strategies import Days, plans
from typer.testing import CliRunner

from evaluator import Case, Record, Rulebook, assess
from evaluator.documents import case as cases
from evaluator.documents.leaves import InTime, Spoken, Unrecorded
from evaluator.doors.cli import app
from evaluator.doors.demos import demo_case
from evaluator.engines.conditions import Absences, Conditions
from evaluator.engines.instances import Instances
from evaluator.engines.reference import Reckoning
from evaluator.engines.windows import Windows
from evaluator.passes import proof, verify_strange
from evaluator.passes.lower import lower
from evaluator.passes.record import digest
from evaluator.passes.verify import Refusal, Verifier
from evaluator.words.errors import CallrulesError
from evaluator.words.formula import NEVER_SO
from evaluator.words.truth import NO, YES

Data = dict[str, Any]
ROOT = Path(__file__).parent.parent
DEMOS = ROOT / "evaluator" / "demos"
DAMAGED = 560  # a run refuses at least 500 of them


def written(record: Record) -> Data:
    """A record as a file would hold it."""
    document: Data = json.loads(record.to_json())
    return document


def refusals(checker: Verifier, document: Data) -> list[Refusal]:
    """What is refused of a record that was changed and given the digest of what it says now."""
    document["digest"] = digest({**document, "digest": ""})
    return checker.refusals(document)


def demo_records() -> Iterator[Record]:
    """The demo letter alone and with its records supposed complete, at the instants of the design's table."""
    book = Rulebook.load()
    alone = Case.load(DEMOS / "sipkonnect.yaml", rulebook=book)
    for at in (
        "2022-07-07T12:00:00-04:00",
        "2022-07-09T12:00:00-04:00",
        "2022-07-10T00:00:00-04:00",
        "2022-07-22T00:00:00-04:00",
        "2023-01-01T00:00:00-05:00",
    ):
        yield assess(book, alone, at=at)
        yield assess(book, demo_case("sipkonnect", at, book)[0], at=at)
    attached = Case.load(DEMOS / "sipkonnect-attachment.yaml", rulebook=book)
    yield assess(book, attached, at="2022-07-10T00:00:00-04:00")
    yield assess(book, alone, at="2022-07-10T00:00:00-04:00", law="2019-01-01")
    yield assess(book, alone, at="2022-07-10T00:00:00-04:00", presume=False)
    yield assess(book, alone, at="2022-07-10T00:00:00-04:00", readings={"clock_48h_start": "actual receipt"})


def corner_tries() -> list[Any]:
    """Every try of every corner case, as parameters."""
    return [
        try_
        for group in dict.fromkeys(row["group"] for row in corners.PAGE["rows"])
        for try_ in corners.rows(group).args[1]
    ]


# -- what holds is accepted


def test_demo_records_are_accepted() -> None:
    """Every record of the demo cases is accepted, under another law and other readings too."""
    assert [refusal for record in demo_records() for refusal in record.verify()] == []


@pytest.mark.parametrize("given", corner_tries())
def test_corner_cases_are_accepted(given: Any) -> None:
    """The record of every corner case that the program answers is accepted."""
    try:
        record = corners.record_of(given)
    except CallrulesError:
        return  # a corner case of bad input
    assert record.verify() == ()


def examples(count: int) -> Callable[[Any], Any]:
    """The same examples each time."""
    return settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])


@examples(36)
@given(plans(uses=True), st.integers(0, 2**20))
def test_drawn_cases_are_accepted(plan: Plan, seed: int) -> None:
    """Records of drawn cases are accepted under drawn laws and readings, on what was known at drawn instants."""
    book, random = Rulebook.load(), Random(seed)
    turned = {r.name: random.choice(r.options) for r in book.readings.values() if random.random() < 0.5}
    law = random.choice([None, None, "2019-01-01", "2020-10-14", "2022-07-07", "2024-02-01"])
    known = random.choice([None, None, plan.at])
    case = case_of(told(plan), book)
    at = plan.at + random.choice([-1, 0, 1])
    record = assess(book, case, at=at, known=known, law=law, readings=turned, presume=random.random() < 0.7)
    assert record.verify() == ()


def test_drawn_cases_with_excuses_are_accepted(excuse: Rulebook) -> None:
    """Records of drawn cases are accepted under a rulebook with an exception."""

    @examples(15)
    @given(plans(excuses=True))
    def accepted(plan: Plan) -> None:
        record = assess(excuse, case_of(told(plan), excuse), at=plan.at, readings=plan.readings)
        assert record.verify() == ()

    accepted()


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """A rulebook with every construct of the language."""
    return every_construct(tmp_path_factory.mktemp("everything") / "rules")


def test_every_construct_is_checked(everything: Rulebook) -> None:
    """Records of crowded cases are accepted under a rulebook with every construct of the language, and say something of each."""
    seen: Counter[str] = Counter()

    @examples(16)
    @given(plans(uses=True), st.integers(0, 2**20))
    def accepted(plan: Plan, seed: int) -> None:
        at = Random(seed).choice([plan.at, Days(date(2022, 7, 7)).at(seed % 23)])
        record = assess(everything, crowded(plan, seed, everything), at=at)
        seen.update(finding.name for finding in record.findings if finding.citation == "9 CFR 9.9(a)")
        assert record.verify() == ()

    accepted()
    silent = {
        "remove",
        "silence",
        "of the year",
        "to a day",
        "file again",
        "granted",
        "while asked",
        "never ends",
        "ended customer",
    }  # powers nobody used; riders; a definition
    named = {norm.removeprefix("9 CFR 9.9(a) ") for norm in lower(everything).norms if norm.startswith("9 CFR 9.9(a)")}
    assert named - set(seen) <= silent


def test_a_prevailing_norm_is_asked_of_the_blocker_meant(everything: Rulebook) -> None:
    """Whether a prohibition is excused for one blocker says nothing of another: each pair has an answer of its own."""
    roles = {"roles": {"other": "originating"}}
    facts = [
        {"traffic": {"id": "autowarranty", **roles}},
        {"notice": {"id": "letter", "happened": "2022-07-01", "by": "fcc", "to": "other", "traffic": ["autowarranty"]}},
        {"blocking": {"id": "block", "began": "2022-07-11", "by": "acme", "of": "other"}},
    ]
    word = {"standard": "all reasonable efforts", "about": "acme", "says": "yes", "by": "fcc"}
    data = {
        "case": "two blockers",
        "zone": "America/New_York",
        "parties": PARTIES,
        "facts": facts,
        "determinations": [word],
    }
    record = assess(everything, case_of(data, everything), at="2022-07-12T00:00:00-04:00")
    judged: dict[str, set[tuple[str, ...]]] = {}
    for answer in record.answers:
        if (answer.asked.question.name, answer.asked.toward) == ("may-block-all", "other"):
            spoken = (leaf for leaf in answer.leaves if isinstance(leaf, Spoken))
            judged[answer.asked.by] = {leaf.about for leaf in spoken if leaf.judged.standard == word["standard"]}
    assert judged == {"*": {("*",)}, "acme": {("acme",)}}
    assert record.verify() == ()


def test_an_authorization_against_another_is_nothing_to_rely_on() -> None:
    """A blocking that does not say what it relies on is no use of an authorization against somebody else."""
    for against, found in (("other", []), ("sipkonnect", ["used while not available"])):
        facts = [
            {"blocking": {"id": "block", "began": "2022-07-11", "by": "acme", "of": "sipkonnect"}},
            {"blocking authorization": {"id": "leave", "happened": "2022-07-12", "by": "fcc", "against": against}},
        ]
        case = case_of({"case": "leave", "zone": "America/New_York", "parties": PARTIES, "facts": facts})
        record = assess(Rulebook.load(), case, at="2022-07-13T00:00:00-04:00")
        assert [finding.status for finding in record.about("agency letter authorization")] == found


def test_another_sufficient_part_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof that rests on another part than the engine would choose is accepted where that part suffices too."""
    records = list(demo_records())
    before = [written(record) for record in records]
    choose = proof._chosen

    def last(*how: Any) -> Any:
        chosen, (node, view, truth) = choose(*how), how
        agreeing = [part for part in node.parts if part.truth(view) == truth]
        return agreeing[-1:] if len(chosen) == 1 < len(node.parts) and agreeing else chosen

    monkeypatch.setattr(proof, "_chosen", last)
    assert [written(record) for record in records] != before
    assert [refusal for record in records for refusal in record.verify()] == []


# -- what does not hold is refused


@pytest.fixture(scope="module")
def pool(everything: Rulebook) -> list[tuple[Data, Verifier]]:
    """Records to damage, each with a checker for it: demos, every third corner case, and crowds."""
    book = Rulebook.load()
    records = [*demo_records()]
    for number, parameter in enumerate(corner_tries()):
        if number % 3 == 0:
            try:
                records.append(corners.record_of(parameter.values[0], book))
            except CallrulesError:
                continue
    found = [(written(record), Verifier(book, record.case)) for record in records]

    @examples(8)
    @given(plans(uses=True), st.integers(0, 2**20))
    def crowd(plan: Plan, seed: int) -> None:
        case = crowded(plan, seed, everything)
        found.append((written(assess(everything, case, at=plan.at)), Verifier(everything, case)))

    crowd()
    return found


def test_damaged_proofs_are_refused(pool: list[tuple[Data, Verifier]]) -> None:
    """More than 500 damaged records, of every kind of damage, are all refused; each damage is a change."""
    random, count, through = Random(3), Counter[str](), []
    for number in range(DAMAGED):
        damage = KINDS[number % len(KINDS)]
        for document, checker in random.sample(pool, len(pool)):
            damaged = loads(dumps(document))
            if damage(damaged, random) and plain(damaged) != plain(document):
                count[damage.__name__] += 1
                if not refusals(checker, damaged):
                    through.append(
                        (damage.__name__, document["at"], document["case"]["name"], difference(document, damaged))
                    )
                break
    assert through == []
    assert (len(count), min(count.values()) >= 10, sum(count.values()) >= 500) == (len(KINDS), True, True), count


def difference(one: Any, other: Any, way: str = "") -> str:
    """The first place at which two records differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next((difference(one[k], other[k], f"{way}.{k}") for k in one if one[k] != other[k]), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return next(
            (difference(a, b, f"{way}[{i}]") for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), ""
        )
    return f"{way}: {str(one)[:200]} became {str(other)[:200]}"


def test_every_instant_moved_is_refused(pool: list[tuple[Data, Verifier]]) -> None:
    """Each instant of one record, in its proofs and beside them, is refused when it is a microsecond off either way."""
    document, checker = pool[5]
    places = [(number, place) for number, entry in enumerate(entries(document)) for place in enumerate(values(entry))]
    found = [(n, i) for n, (i, (box, key)) in places if isinstance(box[key], str) and INSTANT.fullmatch(box[key])]
    assert len(found) >= 50
    for number, index in found:
        for step in (-1, 1):
            damaged = loads(dumps(document))
            box, key = [*values(entries(damaged)[number])][index]
            box[key] = shifted(box[key], step)
            assert refusals(checker, damaged), (key, box)


def test_every_leaf_dropped_is_refused(pool: list[tuple[Data, Verifier]]) -> None:
    """Each part of one record's proofs is missed when it is left out."""
    document, checker = pool[5]
    spots = [(number, i) for number, node in enumerate(nodes(document)) for i in range(len(node.get("parts", ())))]
    assert len(spots) > 50
    for number, i in spots:
        damaged = loads(dumps(document))
        del nodes(damaged)[number]["parts"][i]
        assert refusals(checker, damaged)


def test_a_record_changed_since_is_refused() -> None:
    """The digest of a record is of everything in it: words for people, the package and the engine too."""
    record = next(demo_records())
    document = written(record)
    document["package"] = "another"
    said = [str(refusal) for refusal in Verifier(Rulebook.load(), record.case).refusals(document)]
    assert said == ["the record: `digest` is not that of the rest of it: it is not as it was written"]


def test_a_refusal_names_its_place() -> None:
    """What is refused is told in one sentence, with the finding and the way to the place in its proof."""
    record = next(demo_records())
    document = written(record)
    finding = next(finding for finding in document["findings"] if finding["name"] == "report measures")
    [leaf] = leaves({"findings": [finding], "answers": []}, "over")
    leaf["due"][0] = "2022-07-22T03:59:59.999998Z"
    assert [str(refusal) for refusal in refusals(Verifier(Rulebook.load(), record.case), document)] == [
        "finding of FCC 20-96 para. 43 report measures sipkonnect letter, proof 1, `pending`, part 1 of `not`: `due` says"
        " `2022-07-22T03:59:59.999998Z`, `2022-07-22T04:00:00Z`, and it is `2022-07-22T03:59:59.999999Z`, `2022-07-22T04:00:00Z`"
    ]


def test_nonsense_is_refused_without_a_crash(pool: list[tuple[Data, Verifier]]) -> None:
    """Whatever stands in the place of a value, the checker refuses it and goes on."""
    random = Random(7)
    document, checker = pool[3]
    for _ in range(300):
        damaged = loads(dumps(document))
        box, key = random.choice([*values(damaged)])
        if box is not damaged.get("engine") and key not in ("package", "engine"):
            box[key] = random.choice([None, 7, True, "", [], {}, [[]], [{}], {"truth": "yes"}, -1, 1.5])
            check = checker.refusals if key == "digest" else partial(refusals, checker)
            assert plain(damaged) == plain(document) or check(damaged), (key, box[key])
    assert [checker.refusals(each) != [] for each in (None, [], {}, "record", 4)] == [True] * 5


# -- an engine that errs is refused


def forgets_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Absences, "hidden", lambda *_: NEVER_SO)


def takes_any_declaration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Unrecorded, "truth", lambda leaf, view: NO if any(leaf.declared) else 0)


def closes_a_window_early(monkeypatch: pytest.MonkeyPatch) -> None:
    start = Windows._start
    hour = timedelta(hours=1) // timedelta(microseconds=1)
    monkeypatch.setattr(Windows, "_start", lambda *how: type(s := start(*how))(s.earliest - hour, s.latest))


def counts_late_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = InTime.__init__

    def generous(leaf: InTime, *how: Any) -> None:
        made(leaf, *how)
        leaf.value = leaf.fixed = YES

    monkeypatch.setattr(InTime, "__init__", generous)


def forgets_extensions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Windows, "_extended", lambda *_: iter(()))


def forgets_deemings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instances, "_deemed", lambda *_: NEVER_SO)


def forgets_relapses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instances, "_relapses", lambda *_: [])


def asks_one_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Instances._parts
    monkeypatch.setattr(Instances, "_parts", lambda *how: parts(*how)[:1])


def asks_one_recipient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Conditions, "each", lambda _, term, names: [term])


def hears_the_lowest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Conditions, "_rank", lambda *_: 0)


def forgets_what_may_be_untold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reckoning, "_untold", lambda *_: NEVER_SO)


def shows_what_is_known_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases.Case, "facts", lambda case, known: cases.Facts(case))


FAULTS: dict[Callable[[pytest.MonkeyPatch], None], str] = {  # with the corner case that is tried first
    forgets_what_is_hidden: "5.1", takes_any_declaration: "6.1", closes_a_window_early: "5.1", counts_late_acts: "22.2",
    forgets_extensions: "38.1", forgets_deemings: "5.1", forgets_relapses: "48.1", asks_one_campaign: "44.1", asks_one_recipient: "7.1",
    hears_the_lowest: "60.1", shows_what_is_known_later: "12.1", forgets_what_may_be_untold: "5.1",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_an_engine_that_errs_is_refused(
    fault: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records of an engine with a fault, coherent in themselves, are refused where the fault shows."""
    fault(monkeypatch)
    tries = sorted(corner_tries(), key=lambda each: not each.id.startswith(f"{FAULTS[fault]} "))
    assert any(refused(parameter.values[0]) for parameter in tries)


def refused(given: Any) -> bool:
    """Whether the record of a corner case is refused; one of bad input has none."""
    try:
        return corners.record_of(given).verify() != ()
    except CallrulesError:
        return False


# -- what the checker does not know is refused


@pytest.mark.parametrize("key", ["revived by", "when any"])
def test_what_is_not_known_is_not_accepted(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A construct that says something the checker has not learned cannot be checked, and is refused."""
    monkeypatch.setattr(verify_strange, "CONDITIONS", tuple(each for each in verify_strange.CONDITIONS if each != key))
    record = next(demo_records())
    refused = Verifier(Rulebook.load(ROOT / "rules"), record.case).refusals(written(record))
    assert any("cannot be checked" in str(refusal) and f"`{key}`" in str(refusal) for refusal in refused)


def test_a_slot_not_known_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is a construct with a slot that is new, once it is used."""
    known = dict(verify_strange.KNOWN)
    kind = next(each for each in known if each.__name__ == "Window")
    monkeypatch.setattr(verify_strange, "KNOWN", {**known, kind: known[kind] - {"starts_at"}})
    record = next(demo_records())
    refused = Verifier(Rulebook.load(ROOT / "rules"), record.case).refusals(written(record))
    assert any("says `starts at`, which this checker does not know" in str(refusal) for refusal in refused)


def test_the_checker_is_code_of_its_own() -> None:
    """The checker imports the loader, calendars and times, and nothing of what writes proofs; nor do these import it."""
    shared = {"verify", "words", "documents"}
    writers = {"leaves", "formula", "truth", "lower", "settle", "proof", "program"}
    for path in sorted((ROOT / "evaluator" / "passes").glob("verify*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("evaluator"):
                _, floor, module = str(node.module).split(".")[:3]
                assert floor in shared or module.startswith("verify"), f"{path.name} imports {node.module}"
                assert module not in writers, f"{path.name} imports {node.module}"


# -- doors


def run(*arguments: str | Path) -> tuple[int, str]:
    """The exit code and the output of `callrules`."""
    from evaluator.doors.leaving import leave

    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        assert isinstance(result.exception, Exception)
        return leave(result.exception), str(result.exception)
    return result.exit_code, result.output


def test_verify_on_the_command_line(tmp_path: Path) -> None:
    """`callrules verify` leaves with 0 for a record that holds, 5 for one that does not, 4 for what is no record."""
    case, file = DEMOS / "sipkonnect.yaml", tmp_path / "record.json"
    document = written(next(demo_records()))
    file.write_text(json.dumps(document), encoding="utf-8")
    assert run("verify", file, "--case", case)[0] == 0
    other = run("verify", file, "--case", DEMOS / "sipkonnect-attachment.yaml")
    assert other == (5, "the record, `case`: it was made from another case, or this one was changed since\n")
    document["findings"][0]["status"] = "discharged"
    file.write_text(json.dumps(document), encoding="utf-8")
    code, said = run("verify", file, "--case", case, "--json")
    assert (code, json.loads(said)["accepted"]) == (5, False)
    for text in ("{", "[]", '{"format": "callrules record 0"}', '{"format": 1, "format": 1}', "NaN"):
        file.write_text(text, encoding="utf-8")
        assert run("verify", file, "--case", case)[0] == 4, text
    assert run("verify", tmp_path / "nothing.json", "--case", case)[0] == 4


def test_what_stands_beside_the_proofs_is_held_to_the_rulebook(tmp_path: Path) -> None:
    """Another engine, and other words of what is presumed, are refused in a record that was sealed again; what is not looked at is told."""
    case, file = DEMOS / "sipkonnect.yaml", tmp_path / "record.json"
    document = written(next(demo_records()))

    def said(**changed: Any) -> tuple[int, str]:
        resealed = {**loads(dumps(document)), **changed, "digest": ""}
        file.write_text(json.dumps({**resealed, "digest": digest(resealed)}), encoding="utf-8")
        return run("verify", file, "--case", case)

    code, words = said()
    assert code == 0
    assert [line.partition(":")[0] for line in words.splitlines()] == ["accepted", *["not checked"] * 3]
    for name in ("durable", "an oracle"):
        assert said(engine={"asked": name, "answered": name})[0] == 5
    assert said(engine={"asked": "reference", "answered": "durable"})[0] == 5
    findings = loads(dumps(document["findings"]))
    presumed = next(finding["presumes"][0] for finding in findings if finding["presumes"])
    presumed["words"] = presumed["words"].replace("no ", "nearly no ", 1)
    assert said(findings=findings)[0] == 5


def test_what_is_missing_is_told_at_all_and_once() -> None:
    """An undetermined status that one matter would settle names what is missing, and each set once, those of few matters first."""
    record = next(demo_records())
    checker = Verifier(Rulebook.load(), record.case)

    def said(change: Callable[[list[Any]], object]) -> list[str]:
        document = written(record)
        found = [entry["missing"] for entry in entries(document) if len({len(s["if"]) for s in entry["missing"]}) > 1]
        change(found[0])
        return [refusal.what for refusal in refusals(checker, document)]

    [emptied] = said(lambda sets: sets.clear())
    assert emptied.startswith("`missing` is empty, and one matter alone would settle it: ")
    assert said(lambda sets: sets.append(sets[-1]))[0].endswith("of `missing` holds all of one before it")
    assert said(lambda sets: sets.reverse())[0].endswith("of `missing` names fewer matters than the one before it")
    assert said(lambda sets: sets[0]["if"].append(sets[0]["if"][0])) == ["set 1 of `missing` names one matter twice"]


@pytest.mark.parametrize("key", ["findings", "answers"])
def test_findings_and_answers_stand_in_their_order(key: str) -> None:
    """A record in which two of them have changed places, and which was sealed again, is refused."""
    record = next(demo_records())
    document = written(record)
    document[key].reverse()
    [refusal] = refusals(Verifier(Rulebook.load(), record.case), document)
    assert str(refusal) == f"the record, `{key}`: they do not stand in the order in which a record lists them"


def test_refusals_are_plain() -> None:
    """A refusal reads as a sentence without names of our classes."""
    assert str(Refusal("finding of x", ("proof 1",), "it is not so")) == "finding of x, proof 1: it is not so"
