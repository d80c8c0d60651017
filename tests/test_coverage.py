"""Coverage: every phrase has a fate, norms are exercised or not, and a digest of the law is matched provision by provision."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from evaluator.documents.digests import load_digests
from evaluator.documents.provisions import load_provisions
from evaluator.documents.rulebook import load_rulebook
from evaluator.doors.cli import app
from evaluator.doors.covered import NO_TESTS, coverage
from evaluator.passes.against import against
from evaluator.words.errors import BadInput
from scripts.provisions import index

ROOT = Path(__file__).parent.parent
INDEX = Path(__file__).parent / "law" / "provisions"
KEYS = ("accounted", "unaccounted", "left_out", "sure_low", "deadlines_mismatched")


@pytest.fixture(scope="module")
def beside() -> dict[str, list[dict[str, str]]]:
    """The rules that come with the program beside the index of provisions."""
    book = load_rulebook(ROOT / "rules")
    mapped, problems = load_provisions(book)
    assert problems == []
    return against(book, load_digests(INDEX), mapped).document()


# -- the rules that come with the program


def test_what_is_said_of_provisions_is_said_of_real_ones(beside: dict[str, list[str]]) -> None:
    """Every provision named beside the rules stands in the index."""
    assert beside["unknown"] == []


@pytest.mark.parametrize(
    "start",
    ["47-cfr-64.1200-k-4", "47-cfr-64.1200-n-1", "47-cfr-64.1200-n-2", "47-cfr-64.1200-n-3", "47-cfr-64.1200-n-4",
     "47-cfr-64.6305-g-", "16-cfr-310.3-b"],
)  # fmt: skip
def test_what_matters_most_is_encoded(start: str, beside: dict[str, list[dict[str, str]]]) -> None:
    """Nothing of the paragraphs that decide who may block whom is left out or unaccounted for."""
    ids = [each.id for each in load_digests(INDEX) if each.id.startswith(start)]
    missing = {each["id"] for each in (*beside["unaccounted"], *beside["left_out"])}
    assert ids
    assert missing.isdisjoint(ids)


def test_every_deadline_of_an_encoded_provision_is_the_same_or_explained(
    beside: dict[str, list[dict[str, str]]],
) -> None:
    """Where a window is not the deadline that the index gives, the file beside the rules says why."""
    assert [each["id"] for each in beside["deadlines_mismatched"] if not each["reason"]] == []


def test_the_index_holds_no_prose() -> None:
    """The index has ids, citations, days and structured deadlines, and none of what a digest says in its own words."""
    keys = set()
    for path in sorted(INDEX.glob("*.yaml")):
        for provision in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["provisions"]:
            keys |= {*provision, *(key for version in provision["versions"] for key in version)}
    assert keys == {"id", "citation", "versions", "from", "to", "confidence", "deadline"}


def test_the_index_keeps_days_and_deadlines_only() -> None:
    """What is taken from a digest into the index leaves its requirements and notes behind."""
    told = {"from": "2020-01-01", "to": "null", "confidence": "high", "requirement": "do it", "note": "so"}
    deadline = {"amount": "2", "unit": "days", "runs_from": "the order", "clock": "calendar-days", "pauses": "at night"}
    digest = {
        "section": "s",
        "provisions": [{"id": "i", "citation": "c", "versions": [{**told, "deadline": deadline}]}],
    }
    kept = index(digest)["provisions"][0]["versions"][0]
    assert kept == {"from": "2020-01-01", "to": "null", "confidence": "high", "deadline": {**deadline, "pauses": "yes"}}


# -- a small digest


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the rules, with a word on one provision beside them."""
    folder = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    shutil.rmtree(folder / "provisions")
    (folder / "provisions").mkdir()
    return folder


def digest(folder: Path, **deadline: str) -> Path:
    """A digest of one provision that has one deadline."""
    told = {"amount": "48", "unit": "hours", "clock": "elapsed-hours", "runs_from": "the letter", **deadline}
    version = {"from": "2020-10-14", "to": "null", "confidence": "low", "deadline": told}
    page = {"provisions": [{"id": "k-4", "citation": "1 CFR 2", "versions": [version]}]}
    (folder / "digest").mkdir()
    (folder / "digest" / "one.yaml").write_text(yaml.safe_dump(page), encoding="utf-8")
    return folder / "digest"


MAPPED = "section: 47 CFR 64.1200\nstarts: {the letter: notice, the answer: blocking}\nprovisions:\n  k-4: "


def asked(rules: Path, folder: Path, told: str) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """Exit code and JSON of the command, after a word on the provision."""
    if told:
        (rules / "provisions" / "one.yaml").write_text(MAPPED + told, encoding="utf-8")
    command = ["coverage", "--rules", str(rules), "--against", str(folder), "--json"]
    done = CliRunner().invoke(app, command)
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.parametrize(
    ("told", "deadline", "code", "expected"),
    [
        ("(k)(4)", {}, 0, ""),
        ("(k)(4)", {"amount": "24"}, 1, "no card has this length"),
        ("(k)(4)", {"unit": "days", "clock": "calendar-days"}, 1, "no card has this length"),
        ("(k)(4)", {"clock": "business-days"}, 1, "the cards count it by another clock"),
        ("(k)(4)", {"runs_from": "the answer"}, 1, "the cards count it from another fact than blocking"),
        ("(k)(4)", {"runs_from": "the meeting"}, 1, "nobody has said which fact it runs from: name it under `starts`"),
        ("{cards: (k)(4), deadline differs: it is another}", {"amount": "24"}, 0, "no card has this length"),
        ("(k)(5)", {}, 1, "no card has this length"),
    ],
)
def test_a_deadline_is_the_same_in_every_part(
    told: str, deadline: dict[str, str], code: int, expected: str, rules: Path, tmp_path: Path
) -> None:
    """Amount, unit, clock and start of a deadline are those of a window of 47 CFR 64.1200(k)(4), or a reason is given."""
    left, found = asked(rules, digest(tmp_path, **deadline), told)
    assert (left, [each["what"] for each in found["deadlines_mismatched"]]) == (code, [expected] if expected else [])


def test_a_provision_is_accounted_for_left_out_or_neither(rules: Path, tmp_path: Path) -> None:
    """A provision nobody names is unaccounted for, and leaves with 1; one left out is accounted for with its reason."""
    folder = digest(tmp_path)
    code, found = asked(rules, folder, "")
    assert (code, found["accounted"], [each["id"] for each in found["unaccounted"]]) == (1, [], ["k-4"])
    code, found = asked(rules, folder, "{left out: nobody asks}")
    assert (code, found["accounted"], found["left_out"][0]["why"]) == (0, ["k-4"], "nobody asks")
    assert [each["said by"] for each in found["sure_low"]] == ["the digest"]
    assert set(KEYS) <= set(found)


@pytest.mark.parametrize(
    ("card", "missing"),
    [("(k)(4)", []), ("(k)(9)", ["2020-10-14"])],  # 47 CFR 64.1200(k)(9) begins on 2022-01-01
)
def test_a_text_that_no_version_of_the_card_has_is_unaccounted_for(
    card: str, missing: list[str], rules: Path, tmp_path: Path
) -> None:
    """A provision whose text of 2020 ended before its card of 2022 begins is unaccounted for, with the day of that text."""
    folder = digest(tmp_path)
    page = yaml.load((folder / "one.yaml").read_text("utf-8"), yaml.BaseLoader)
    version = {key: value for key, value in page["provisions"][0]["versions"][0].items() if key != "deadline"}
    page["provisions"][0]["versions"] = [{**version, "to": "2021-06-01"}, {**version, "from": "2021-06-01"}]
    (folder / "one.yaml").write_text(yaml.safe_dump(page), encoding="utf-8")
    code, found = asked(rules, folder, card)
    assert [each["versions"] for each in found["unaccounted"]] == ([missing] if missing else [])
    assert code == (1 if missing else 0)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("(k)(44)", "no card is cited `47 CFR 64.1200(k)(44)`"),
        ("{cards: (k)(4), left out: both}", "the provision `k-4` says not one of `cards`, `encoded in`, `left out`"),
        ("{deadline differs: why}", "the provision `k-4` says not one of `cards`, `encoded in`, `left out`"),
        ("{card: (k)(4)}", "unknown key `card` in the provision `k-4`"),
    ],
)
def test_a_slip_beside_the_rules_is_told_with_its_place(told: str, problem: str, rules: Path) -> None:
    """A card that is not there, two fates at once and an unknown key are told as file, line and column."""
    (rules / "provisions" / "one.yaml").write_text(MAPPED + told, encoding="utf-8")
    _, problems = load_provisions(load_rulebook(rules))
    found = [str(each).splitlines()[0] for each in problems]
    assert any(each.endswith(problem) and "one.yaml:4:" in each for each in found), found


def test_an_empty_folder_is_no_digest(tmp_path: Path) -> None:
    """To compare with nothing is refused."""
    with pytest.raises(BadInput, match="there is no digest here"):
        load_digests(tmp_path)


def test_what_stands_beside_the_rules_is_not_in_their_hash(rules: Path) -> None:
    """No answer rests on which provision a card encodes, so a word on it changes no hash, and a word in a card does."""
    before = load_rulebook(rules).digest
    (rules / "provisions" / "one.yaml").write_text(MAPPED + "(k)(4)", encoding="utf-8")
    assert load_rulebook(rules).digest == before
    page = rules / "questions.yaml"
    page.write_text(page.read_text("utf-8") + "# read again\n", encoding="utf-8")
    assert load_rulebook(rules).digest != before


# -- phrases and norms


@pytest.mark.parametrize(
    ("citation", "phrase", "fate", "by"),
    [
        ("47 CFR 64.1200(k)(3)", "1", "encoded", ("permission block on analytics",)),
        ("47 CFR 64.1200(k)(3)", "2", "judged by people", ("reasonable analytics",)),
        ("47 CFR 64.1200(k)(3)", "6", "encoded", ("permission block on analytics",)),
        ("47 CFR 64.1200(f)(8)", "2", "encoded elsewhere", ()),
        ("47 CFR 64.1200(k)", "1", "left out", ()),
    ],
)
def test_every_phrase_has_a_fate(citation: str, phrase: str, fate: str, by: tuple[str, ...]) -> None:
    """A phrase is encoded by norms, judged by people under a standard, encoded elsewhere or left out, as its card says."""
    told = coverage(load_rulebook(ROOT / "rules"), None, None).phrases
    [found] = [each for each in told if (each.citation, each.phrase) == (citation, phrase)]
    assert (found.fate, found.by) == (fate, by)


def test_norms_are_exercised_by_cases_and_features() -> None:
    """A norm for which cases expect that it is met, and that it is not, is exercised on both sides."""
    norms = {each.norm: each for each in coverage(load_rulebook(ROOT / "rules"), None, None).norms or ()}
    assert norms["47 CFR 64.1200(k)(4) mitigate"].sides == 2
    assert {"discharged", "not discharged"} <= set(norms["47 CFR 64.1200(k)(4) mitigate"].statuses)


def test_one_side_alone_is_told(tmp_path: Path) -> None:
    """A norm that is only ever met is exercised on one side, and one in no case on none."""
    case = {"cases": [{"expect": [{"norm": "47 CFR 64.1200(k)(4) mitigate", "status": "discharged"}]}]}
    (tmp_path / "kit.yaml").write_text(yaml.safe_dump(case), encoding="utf-8")
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    told = coverage(load_rulebook(tmp_path / "rules"), None, tmp_path)
    sides = {each.norm: each.sides for each in told.norms or ()}
    assert (sides["47 CFR 64.1200(k)(4) mitigate"], sides["47 CFR 64.1200(k)(4) measures"]) == (1, 0)
    assert "  47 CFR 64.1200(k)(4) mitigate (burden): only discharged" in list(told.lines())


def test_features_count_with_every_value_of_their_tables(tmp_path: Path) -> None:
    """A status that a scenario takes from its table counts with each of the values there."""
    rows = "| at | status |\n| 1 | discharged |\n| 2 | not discharged |\n"
    (tmp_path / "features").mkdir()
    text = f'Then "47 CFR 64.1200(k)(4) mitigate" is "<status>"\n\nExamples:\n{rows}'
    (tmp_path / "features" / "one.feature").write_text(text, encoding="utf-8")
    (tmp_path / "kit").mkdir()
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    told = coverage(load_rulebook(tmp_path / "rules"), None, tmp_path / "kit")
    sides = {each.norm: each.sides for each in told.norms or ()}
    assert sides["47 CFR 64.1200(k)(4) mitigate"] == 2


def test_a_kit_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A folder of cases that was named and is none is a problem, and not the same as no cases beside the rules."""
    with pytest.raises(BadInput, match="nowhere: there are no cases here"):
        coverage(load_rulebook(ROOT / "rules"), None, tmp_path / "nowhere")


def test_without_cases_it_says_what_it_needs(rules: Path) -> None:
    """Where no cases lie beside the rules, as in an installed package, nothing is said of norms but that."""
    told = coverage(load_rulebook(rules), None, None)
    assert told.norms is None
    assert NO_TESTS in list(told.lines())
