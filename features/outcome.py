"""Reading a record: which finding or answer a sentence means, and what it says of time, of gaps and of its grounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from evaluator import Rulebook
from features.story import Data, Story

TICK = timedelta(microseconds=1)


def norm_of(finding: Data) -> str:
    """A norm as scenarios name it: its citation and its name."""
    return f"{finding['citation']} {finding['name']}"


def known_norms() -> set[str]:
    """Every norm of the rulebook by its citation and its name, in force or not."""
    return {
        f"{section.name}{space}{card.number} {name}"
        for section, card in Rulebook.load().cards()
        for version in card.versions
        for _, name in version.constructs
        for space in ("", " ")
    }


def findings_of(story: Story, norm: str) -> list[Data]:
    """The findings of one norm."""
    assert norm in known_norms(), f"the rulebook has no `{norm}`"
    return [finding for finding in story.document["findings"] if norm_of(finding) == norm]


def finding_of(story: Story, norm: str, trigger: str | None, bearer: str | None = None) -> Data:
    """The one finding of a norm, for one trigger or act, and of one party, if they are named."""
    there = findings_of(story, norm)
    found = [each for each in there if trigger in (None, each["trigger"]) and bearer in (None, each["bearer"])]
    assert len(found) == 1, f"{len(found)} findings; there are some for {[each['trigger'] for each in there]}"
    finding: Data = found[0]
    return finding


def answer_of(story: Story, question: str, by: str | None, toward: str | None) -> Data:
    """The one answer to a question; of several askers, unnamed in the sentence, the unnamed party."""
    answers = [each for each in story.document["answers"] if each["question"] == question]
    anybody = (None, "*")
    found = [
        each
        for each in answers
        if each["toward"] in ((toward,) if toward else anybody) and each["by"] in ((by,) if by else anybody)
    ]
    assert len(found) == 1, (
        f"{len(found)} answers; there are some for {[(each['by'], each['toward']) for each in answers]}"
    )
    answer: Data = found[0]
    return answer


def moment(text: str | None) -> datetime | None:
    """An instant as the record writes it; none stays none."""
    return None if text is None else datetime.fromisoformat(text)


def window_end(story: Story, words: str) -> tuple[datetime, datetime] | None:
    """The ends of a due time as a sentence puts it; None for no stated time."""
    if words == "no stated time":
        return None
    if words.startswith("between "):
        first, last = words.removeprefix("between ").split(" and ")
        return story.instant(first), story.instant(last)
    if words.startswith("the end of "):
        latest = story.end_of(words.removeprefix("the end of "))
        return latest - TICK, latest
    return story.instant(words), story.instant(words) + TICK


def due(it: Data) -> tuple[datetime | None, datetime | None] | None:
    """The ends of the due time that the record gives."""
    return (moment(it["due"]["earliest"]), moment(it["due"]["latest"])) if it["due"] else None


def next_change(story: Story, words: str) -> datetime | None:
    """The instant of the next change as a sentence puts it; None if only an event would bring one."""
    if words == "something happens":
        return None
    after = words.startswith("after ")
    return story.instant(words.removeprefix("after ")) + (TICK if after else timedelta())


def turns_on(it: Data) -> list[tuple[str, str]]:
    """What would settle it: each smallest set of open matters, filled in, with the status it leads to."""
    return sorted((" and ".join(sorted(matter(each) for each in way["if"])), way["then"]) for way in it["missing"])


def matter(gap: Data) -> str:
    """An open matter, filled in, in the words of the scenarios."""
    about, yes = [each for each in gap["about"] if not each.isdigit()], gap["is"] == "yes"
    match gap["matter"]:
        case "determination":
            return f"{about[0]} of {' and '.join(about[1:])}: {gap['is']}"
        case "unrecorded act":
            return f"another {about[0]} by {about[1]}" if yes else f"no {about[0]} by {about[1]} but those on record"
        case "hour" if len(about) == 1:
            return f"the hour of {about[0]}: the time is {'over' if yes else 'not over'}"
        case "hour":
            return f"the hour of {' and '.join(about)}: {'in time' if yes else 'too late'}"
        case "field":
            return f"{about[1]} of {about[0]} is {about[2]}: {gap['is']}"
        case other:
            return f"{other} {' and '.join(about)}: {gap['is']}"


def grounds(it: Data, sort: str) -> set[str]:
    """The names of what a finding or answer rests on, of one sort of ground."""
    match sort:
        case "reading":
            return {each["name"] for each in it["readings"]}
        case "presumed absence of":
            return {kind for each in it["presumes"] for kind in each["kinds"]}
        case "own word of":
            return {each["by"] for each in it["own_word"]}
        case "word of":
            return {each["by"] for each in it["determinations"]}
        case "declaration of":
            return {each["said_by"] for each in it["declarations"]}
        case "supposition":
            return set(it["supposed"])
        case other:
            raise AssertionError(f"nothing rests on a {other}")


def built_on(proof: Any) -> Iterator[str]:
    """The norms that a proof passes through, as far as they hold in it."""
    if isinstance(proof, list):
        for part in proof:
            yield from built_on(part)
    elif isinstance(proof, dict):
        if "norm" in proof and proof["truth"] == "yes":
            yield proof["norm"]
        for part in proof.values():
            yield from built_on(part)


def names(steps: list[Data]) -> set[str]:
    """The norms in a list of an answer: the steps before use, the limits."""
    return {norm_of(step) for step in steps}


def marks(story: Story) -> dict[str, bool]:
    """What a record says of itself: that its law or its facts are not the real ones."""
    document = story.document
    return {"counterfactual": document["counterfactual"], "supposed": document["case"]["supposes"]}
