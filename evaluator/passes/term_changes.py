"""Two versions of a norm's terms and windows side by side: what became wider or narrower, longer or shorter, and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from evaluator.documents.terms import Item, JudgementItem, StatusItem, Term, Test, Window
from evaluator.documents.windows import MONTHS
from evaluator.passes.say import listed

Found: TypeAlias = tuple[str, str]  # the sort of change, and what is said of it
ALTERNATIVE = ("when any",)
EXCEPTIONS = ("unless", "unless shown", "until")
HOURS = {
    "minutes": 1 / 60,
    "hours": 1.0,
    "days": 24.0,
    "business days": 34.0,
    "weeks": 168.0,
    "months": 730.0,
    "years": 8760.0,
}


def window_changes(old: Window | None, new: Window | None, what: str) -> Iterator[Found]:
    """How a window changed: `what` is what it bounds."""
    if old == new:
        return
    if old is None or new is None:
        given = new is not None
        yield (
            ("shorter" if given else "longer"),
            (
                f"{what} now ends after {told_window(new)}; it had no fixed time"
                if new is not None
                else f"{what} has no fixed time any more; it was {told_window(old)}"
            ),
        )
        return
    before, after = (sum(HOURS.get(unit, 0) * amount for amount, unit in each.lengths) for each in (old, new))
    if before != after and before and after:
        yield ("longer" if after > before else "shorter"), f"{what} is {told_window(new)} instead of {told_window(old)}"
    elif old.lengths == new.lengths and old.counted_by != new.counted_by:
        yield "clock", f"{what} is {told_window(new)} instead of {told_window(old)}"
    elif old.lengths == new.lengths and (old.of, old.starts_at) != (new.of, new.starts_at):
        yield "start", f"{what} runs from {_start(new)} instead of {_start(old)}"
    else:
        yield "time", f"{what} is {told_window(new)} instead of {told_window(old)}"


def told_window(window: Window | None) -> str:
    """A window in words."""
    if window is None:
        return "no time"
    if window.open_ended:
        return "an open time"
    if window.fixed:
        return f"the day {window.fixed}"
    if window.yearly is not None:
        month, day = window.yearly.day
        return f"{MONTHS[month - 1]} {day} of each year"
    length = " then ".join(
        f"{amount} {unit if amount > 1 else unit.removesuffix('s')}" for amount, unit in window.lengths
    )
    if window.stated_in and not length:
        length = f"the time stated in the {window.stated_in}"
        length += "".join(f", at least {amount} {unit}" for amount, unit in window.at_least)
    if not length:
        return f"with {_start(window)}"
    counted = f", counted by {window.counted_by}" if window.counted_by else ""
    start = f" from {_start(window)}" if window.of else ""
    return f"{length}{start}{counted}"


def _start(window: Window) -> str:
    field = window.starts_at[0] if window.starts_at and window.starts_at[0] != "happened" else ""
    return f"the {window.of} ({field})" if field else f"the {window.of}"


# -- terms


def term_changes(old: Term, new: Term, what: str, performing: bool = False) -> Iterator[Found]:
    """How what is asked of one fact changed; `performing`: of the act that fulfils."""
    if set(old.kinds) != set(new.kinds):
        yield _sort(set(old.kinds), set(new.kinds)), f"{what} is {_a(new)} instead of {_a(old)}"
    before, after = ({test.field: test for test in each.tests} for each in (old, new))
    for field in dict.fromkeys([*before, *after]):
        one, other = before.get(field), after.get(field)
        if one == other:
            continue
        if other is None and one is not None:
            yield "wider", f"{what} may have any `{field}`; only {_values(one)} counted"
        elif one is None and other is not None:
            yield "narrower", f"{what} counts only where `{field}` is {_values(other)}"
        elif one is not None and other is not None:
            sort = _sort(set(one.wanted), set(other.wanted)) if one.kind == other.kind else "changed"
            yield (
                sort,
                f"`{field}` of {what} {'must be' if performing else 'is'} {_values(other)} instead of {_values(one)}",
            )
    standards, now = ({j.standard for j in each.judged} for each in (old, new))
    if standards != now:
        gone, come = sorted(standards - now), sorted(now - standards)
        words = [f"no longer be judged {_all(gone)}"] if gone else []
        words += [f"be judged {_all(come)}"] if come else []
        yield "standard", f"{what} must {' and '.join(words)}"
    if old.relations != new.relations:
        yield "changed", f"{what} lies otherwise in time"


def _sort(before: set[str], after: set[str]) -> str:
    return "wider" if before < after else "narrower" if after < before else "changed"


def _values(test: Test) -> str:
    if test.kind == "number":
        low, high = test.bounds[:2]
        return " ".join(
            each
            for each in (f"from {low}" if low is not None else "", f"to {high}" if high is not None else "")
            if each
        )
    words = listed([f"`{each}`" for each in test.wanted], "and" if test.kind == "all of" or test.every else "or")
    return f"that of {words}" if test.kind == "same" else words


def _all(names: Sequence[str]) -> str:
    return listed([f'"{name}"' for name in names])


def _a(term: Term) -> str:
    return f"`{term.kind}`"


# -- items of lists


def item_changes(old: Sequence[Item], new: Sequence[Item], key: str) -> Iterator[Found]:
    """How the items under a key changed: those that are alike are compared, the others came or went."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    for item in list(gone):
        other = max((each for each in come if _alike(item, each)), key=lambda each: _shared(item, each), default=None)
        if other is not None:
            gone.remove(item)
            come.remove(other)
            if isinstance(item, Term) and isinstance(other, Term):
                flipped = (key in EXCEPTIONS) != item.absent
                for sort, words in term_changes(item, other, f"the {item.kind} under `{key}`"):
                    yield (_turned(sort) if flipped else sort), words
            else:
                yield "changed", f"under `{key}`, {told_item(other)} instead of {told_item(item)}"
    for item in come:
        yield _come(key), f"{_said(key)} {told_item(item)}"
    for item in gone:
        yield _turned(_come(key)), f"no longer {_said(key)} {told_item(item)}".replace("no longer an", "no")


def _come(key: str) -> str:
    return (
        "wider"
        if key in ALTERNATIVE or key == "revived by"
        else "exception added"
        if key in EXCEPTIONS
        else "condition added"
    )


def _turned(sort: str) -> str:
    pairs = {"wider": "narrower", "condition added": "condition dropped", "exception added": "exception dropped"}
    return {**pairs, "narrower": "wider"}.get(sort, sort)


def _said(key: str) -> str:
    told = {"when any": "also where there is", "unless shown": "an exception where it is shown that there is"}
    told |= {"unless": "an exception where there is", "until": "only until there is"}
    told |= {"revived by": "taken back by", "kept by": "kept by"}
    return told.get(key, "only where there is")


def _shared(one: Item, other: Item) -> int:
    """How much two items of one sort have in common."""
    fields = [
        {(test.field, test.kind) for test in each.tests} if isinstance(each, Term) else set() for each in (one, other)
    ]
    same = [set(each.tests) if isinstance(each, Term) else set() for each in (one, other)]
    return len(fields[0] & fields[1]) + 2 * len(same[0] & same[1])


def _alike(one: Item, other: Item) -> bool:
    if isinstance(one, Term):
        return isinstance(other, Term) and (one.kind, one.absent) == (other.kind, other.absent)
    if isinstance(one, StatusItem):
        return isinstance(other, StatusItem) and one.status == other.status
    return isinstance(other, JudgementItem)


def told_item(item: Item) -> str:
    """An item in words, for people who know the language of rules."""
    if isinstance(item, StatusItem):
        return f"`{item.status}` of {listed([f'`{norm}`' for norm in item.norms], 'or')}"
    if isinstance(item, JudgementItem):
        answer = "" if item.judged.says else "a no to "
        return f'{answer}the standard "{item.judged.standard}" about {listed(item.about)}'
    fields = [f"{test.field} {_values(test)}" for test in item.tests]
    fields += [f'judged "{j.standard}"' for j in item.judged]
    with_fields = f" ({'; '.join(fields)})" if fields else ""
    return f"{'no ' if item.absent else 'a '}{item.kind}{with_fields}"
