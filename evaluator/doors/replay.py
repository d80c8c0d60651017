"""Replay: a record is made again from the same rulebook and the same facts, and compared to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluator.documents.reader import quoted
from evaluator.doors.api import Case, Record, Rulebook, assess
from evaluator.doors.arguments import package_version, to_instant
from evaluator.doors.demos import demo_case, demos
from evaluator.doors.stored import Stored
from evaluator.engines.reference import NAME
from evaluator.engines.registry import ENGINES
from evaluator.engines.second import SecondOpinion
from evaluator.passes.differences import Difference, differences, shown
from evaluator.passes.record import whole
from evaluator.words.errors import BadInput, UsageError

MOST_FILES = 6


@dataclass(frozen=True)
class Replay:
    """What came of a replay: nothing wrong, or why it could not be made, or each place where the two differ."""

    stored: Stored
    refused: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    broken: tuple[str, ...] = ()
    record: Record | None = field(default=None, repr=False)

    @property
    def identical(self) -> bool:
        """Whether the record was made again to the byte."""
        return not (self.refused or self.differences or self.broken)

    def lines(self) -> Iterator[str]:
        """In words, one difference a line."""
        if self.identical:
            document = self.stored.document
            yield f"{self.stored.file}: identical to the byte (case {quoted(document['case']['name'])}, at {document['at']})"
            return
        for what in (*self.refused, *self.broken):
            yield f"{self.stored.file}: {what}"
        other = [each for each in self.differences if each.key == "case.digest"]
        for each in other or self.differences:
            yield f"{self.stored.file}: {said(each)}"
        if other and len(self.differences) > len(other):
            more = len(self.differences) - len(other)
            yield f"{self.stored.file}: {more} more differences, as of other facts; `--json` names each"

    def document(self) -> dict[str, Any]:
        """As plain data."""
        found = [{**each.document(), "words": said(each)} for each in self.differences]
        return {
            "record": self.stored.file,
            "identical": self.identical,
            "problems": [*self.refused, *self.broken],
            "differences": found,
        }


def replay(stored: Stored, rulebook: Rulebook, case: Callable[[], Case]) -> Replay:
    """Make a record again and compare. A record of another rulebook or engine is not made again: that is said instead.

    `case` gives the case it was made from, and is asked only where the record can be made again.
    """
    document = stored.document
    refused, sealed = tuple(_refused(document, rulebook)), unsealed(stored)
    if refused:
        return Replay(stored, refused, (), sealed)
    facts = case()
    try:
        record = assessed(document, rulebook, facts)
    except UsageError as problem:
        return Replay(stored, (f"it cannot be made again: {problem.what}",), (), sealed)
    if record.to_json() == stored.text:
        return Replay(stored, record=record)
    found = tuple(differences(document, record.document()))
    if not found and not sealed:
        sealed = ("it says the same, but is not written as it was: spaces, line ends or the order of keys differ",)
    return Replay(stored, (), found, sealed, record)


def unsealed(stored: Stored) -> tuple[str, ...]:
    """Why a record is not as it was written, by its own digest: nothing else is needed to say so."""
    return () if whole(stored.document) else ("it is not as it was written: its own digest is of other content",)


def assessed(document: Mapping[str, Any], rulebook: Rulebook, case: Case) -> Record:
    """The assessment that the head of a record asks for, of a case."""
    record = assess(
        rulebook,
        case,
        at=document["at"],
        known=document["known"],
        law=document["law"],
        readings=document["readings"] or None,
        as_if=document.get("as_if") or (),
        presume=document["presume"] != "none",
    )
    told = document.get("second_opinion")
    if told is None:
        return record
    if told["agreed"] is None:  # that there was none is a fact of that hour: nothing to make again
        return record.seconded(SecondOpinion(told["engine"], told["why_none"] or ""))
    return record.seconded(told["engine"])


def _refused(document: Mapping[str, Any], rulebook: Rulebook) -> Iterator[str]:
    made, here = document["rulebook"], {"version": rulebook.version, "digest": rulebook.digest}
    if made != here:
        yield (
            f"it was made with the rulebook {rulebook_words(made)}, and this is {rulebook_words(here)}\n"
            "  help: name the folder of that rulebook with --rules"
        )
    engine = document["engine"]["asked"]
    if engine != NAME and engine in ENGINES:
        yield f"it names the engine `{engine}`, and only the engine `{NAME}` writes records"
    elif engine != NAME:
        yield f"it was made by the engine `{engine}`, which is not here; there is `{NAME}`"
    second = document.get("second_opinion")
    if second is not None and second["engine"] not in ENGINES:
        yield f"its second opinion is that of the engine `{second['engine']}`, which is not here"


def rulebook_words(told: Mapping[str, str]) -> str:
    """A rulebook by its version and the beginning of its digest."""
    return f"{told['version']} ({told['digest'][:12]})"


def said(each: Difference) -> str:
    """One difference in words."""
    if each.of is not None and not each.key:
        if each.other is None:
            return f"{each.where}: in the record ({shown(each.one)}), and not when made again"
        return f"{each.where}: missing from the record; made again it is {shown(each.other)}"
    if each.key == "case.digest":
        return f"`case.digest`: the facts are not those it was made from ({each.one[:12]}; these are {each.other[:12]})"
    if each.key == "package":
        return f"`package`: made by callrules {each.one}; this is {package_version()}"
    return f"{each.where}: {shown(each.one)} in the record, {shown(each.other)} when made again"


# -- the case of a record


def demo_of(stored: Stored, rulebook: Rulebook) -> Case | None:
    """The demo that a record was made from, alone or with what is supposed beside it; None if it was made from no demo."""
    document = stored.document
    known = to_instant(document["known"], None) if document["known"] else None
    for name in demos():
        with_supposed, _ = demo_case(name, document["at"], rulebook)
        for case in (with_supposed, Case.load(with_supposed.file, rulebook=rulebook)):
            if case.digest_at(known) == document["case"]["digest"]:
                return case
    return None


def named_case(stored: Stored, rulebook: Rulebook, files: Sequence[str | Path]) -> Case:
    """The case that the files give, the first with the others laid over it; without files the demo the record was made from."""
    if files:
        return Case.load(files[0], rulebook=rulebook, suppose=files[1:])
    case = demo_of(stored, rulebook)
    if case is None:
        what = f"{stored.file} was made from the case {quoted(stored.document['case']['name'])}, which a record does not hold"
        raise UsageError(
            what, "name its file with --case, and with --case again each file of suppositions laid over it"
        )
    return case


def found_case(stored: Stored, rulebook: Rulebook, files: Sequence[str | Path]) -> Case | None:
    """The case of a record among files of which some may be laid over others, found by its digest; None if it is not there."""
    if len(files) > MOST_FILES:
        raise UsageError(f"{len(files)} files are too many to try", f"name at most {MOST_FILES}")
    known = stored.document["known"]
    limit = to_instant(known, None) if known else None
    bad: BadInput | None = None
    loaded = 0
    for first, over in _ways(files):
        try:
            case = Case.load(first, rulebook=rulebook, suppose=over)
        except BadInput as problem:
            bad = bad or problem
            continue
        loaded += 1
        if case.digest_at(limit) == stored.document["case"]["digest"]:
            return case
    if bad is not None and not loaded:
        raise bad
    return demo_of(stored, rulebook)


def _ways(files: Sequence[str | Path]) -> Iterator[tuple[str | Path, tuple[str | Path, ...]]]:
    """Every file with any of the others laid over it, fewest first."""
    for count in range(len(files)):
        for first in files:
            yield from ((first, over) for over in combinations([f for f in files if f != first], count))
