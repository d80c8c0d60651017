"""Ways to spoil a file: in its tree, keeping it well-formed, and in its text, whatever comes of that."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any, TypeAlias

from evaluator.words.source import Listed, Mapped, Node, load_text

Tree: TypeAlias = dict[str, Any] | list[Any] | str
Spot: TypeAlias = tuple[Any, Any]  # a container and the key or index of one of its values

TRAPS: tuple[Any, ...] = (
    "redacted", "same as", "same as notice", "same as letter", "as before", "nothing", "no", "yes", "no notice", "*", "any party",
    "48:00", "48 hours", "48 hours of notice", "0 days", "9999 years", "2 fortnights of notice", "stated in notice", "new date in notice",
    "the deadline", "the deadline of mitigate", "2022-13-01", "2022-02-30", "2022-07-07", "2022-07-07T12:00", "2022-03-13T02:30",
    "2022-11-06T01:30", "1900-01-01", "2200-12-31", "before 1900-01-02", "after 2200-12-30", "before after 2022-07-07", "always",
    "2022-07-10 to 2022-07-08", "9" * 5_000, "-1", "1e999999999", "at least 1e9", "at least many", "more than 2", "", " ", "​", "🦜",
    "null", "judgement", "burden", "demand", "notice", "mitigation", "role", "blocking", "traffic", "target", "letter", "fcc", "(k)(4)",
    "47 CFR 64.1200(k)(4) mitigate", "not discharged", "available", "used", "violated", "Europe/Atlantis", "localtime", "x" * 300,
    "‮fcc", "[1: torn", "notice or demand", "party", "dates", "date", "number", "money", "length", "time", "clock time", "citation",
    [], {}, [[]], [[[["deep"]]]], {"reading": "dst"}, {"reading": "dst", "elapsed time": "hours", "wall clock": "nothing"},
    {"reading": "no such", "a": "b"}, {"as before except": {"within": "nothing"}}, {"judgement": {"of": "cured", "about": "target"}},
    {"notice": {"id": "letter"}}, {"notice": "letter"}, {"one of": ["a"]}, {"several of": []}, ["redacted", "letter"], ["letter", "letter"],
)  # fmt: skip


def plain(node: Node) -> Tree:
    """A loaded tree as plain dictionaries, lists and texts."""
    if isinstance(node, Mapped):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, Listed) else str(node)


def written(tree: Tree) -> str:
    """A tree as text that is JSON and YAML at once, one entry to a line where it helps to read a difference."""
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"


def spots(tree: Tree) -> Iterator[Spot]:
    """Every place in a tree where a value stands."""
    ahead: list[Tree] = [tree]
    while ahead:
        node = ahead.pop()
        places = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        for place in places:
            yield node, place
            ahead.append(node[place])


def drop(random: Random, tree: Tree, found: list[Spot]) -> None:
    node, place = random.choice(found)
    if place in node if isinstance(node, dict) else place < len(node):
        del node[place]


def double(random: Random, tree: Tree, found: list[Spot]) -> None:
    node, place = random.choice(found)
    if isinstance(node, list):
        node.insert(random.randrange(len(node) + 1), copy.deepcopy(node[place]))
    else:
        node[f"{place} again"] = copy.deepcopy(node[place])


def trap(random: Random, tree: Tree, found: list[Spot]) -> None:
    node, place = random.choice(found)
    node[place] = copy.deepcopy(random.choice(TRAPS))


def swap(random: Random, tree: Tree, found: list[Spot]) -> None:
    (a, at_a), (b, at_b) = random.choice(found), random.choice(found)
    a[at_a], b[at_b] = copy.deepcopy(b[at_b]), copy.deepcopy(a[at_a])


def graft(random: Random, tree: Tree, found: list[Spot]) -> None:
    (a, at_a), (b, at_b) = random.choice(found), random.choice(found)
    a[at_a] = copy.deepcopy(b[at_b])


def rename(random: Random, tree: Tree, found: list[Spot]) -> None:
    keys = [(node, place) for node, place in found if isinstance(node, dict)]
    (node, place), (_, other) = random.choice(keys), random.choice(keys)
    name = (
        random.choice([other, *(each for each in TRAPS if isinstance(each, str))]) if random.random() < 0.5 else other
    )
    entries = [(name if key == place else key, value) for key, value in node.items()]
    node.clear()
    node.update(entries)


def move(random: Random, tree: Tree, found: list[Spot]) -> None:
    (a, at_a), (b, at_b) = random.choice(found), random.choice(found)
    value = copy.deepcopy(a[at_a])
    del a[at_a]
    if isinstance(b, dict):
        b[at_a if isinstance(at_a, str) else at_b] = value
    else:
        b.append(value)


def wrap(random: Random, tree: Tree, found: list[Spot]) -> None:
    node, place = random.choice(found)
    node[place] = random.choice(
        ([node[place]], {"id": node[place]}, {str(place): node[place]}, [node[place], node[place]])
    )


def alike(random: Random, tree: Tree, found: list[Spot]) -> None:
    """Put in what stands elsewhere under the same key: the likeliest slip, and the one that gets furthest."""
    node, place = random.choice(found)
    same = [(other, at) for other, at in found if at == place and isinstance(place, str) and other is not node]
    if same:
        other, at = random.choice(same)
        node[place] = copy.deepcopy(other[at])


def word(random: Random, tree: Tree, found: list[Spot]) -> None:
    """Put in the place of one text another one of the same file."""
    texts = [(node, place) for node, place in found if isinstance(node[place], str)]
    (node, place), (other, at) = random.choice(texts), random.choice(texts)
    node[place] = other[at]


def kin(random: Random, tree: Tree, found: list[Spot]) -> None:
    """Rename a key to one that stands in a mapping like this one, or add such a key with its value."""
    mappings = list({id(node): node for node, _ in found if isinstance(node, dict)}.values())
    node = random.choice(mappings)
    like = [other for other in mappings if other is not node and other.keys() & node.keys()]
    if not like or not node:
        return
    other = random.choice(like)
    key = random.choice(list(other))
    if random.random() < 0.5:
        node[key] = copy.deepcopy(other[key])
        return
    gone = random.choice(list(node))
    entries = [(key if each == gone else each, value) for each, value in node.items()]
    node.clear()
    node.update(entries)


TREE_WAYS: tuple[Callable[[Random, Tree, list[Spot]], None], ...] = (
    *[alike] * 6, *[word] * 6, *[kin] * 6, *[drop] * 3, *[trap] * 3, double, swap, graft, rename, move, wrap,
)  # fmt: skip


def spoiled_tree(random: Random, tree: Tree) -> str:
    """The tree with one to three slips in it, written down."""
    tree = copy.deepcopy(tree)
    for _ in range(random.choice((1, 1, 1, 1, 2, 3))):
        found = list(spots(tree))
        if found:
            random.choice(TREE_WAYS)(random, tree, found)
    return written(tree)


def slipped(tree: Tree, number: int, value: str | None) -> str:
    """The tree with one value in the place of another, or with that one left out, written down."""
    tree = copy.deepcopy(tree)
    node, place = next(islice(spots(tree), number, None))
    if value is None:
        del node[place]
    else:
        node[place] = value
    return written(tree)


def spoiled_text(random: Random, text: str) -> str:
    """The text with one to three accidents: lines lost, doubled, exchanged or moved in, characters flipped or put in."""
    for _ in range(random.choice((1, 1, 2, 3))):
        lines = text.split("\n")
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(7):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = random.choice(("  ", " ", "\t", "- ")) + lines[at]
            case 4:
                lines[at] = lines[at][random.choice((1, 2, 4)) :]
            case _:
                place = random.randrange(len(text) + 1)
                char = chr(random.choice((0, 9, 10, 34, 35, 39, 44, 58, 91, 93, 123, 125, 0x202E, 0xFEFF, 0x1F99C)))
                text = (
                    text[:place]
                    + random.choice((char, chr(random.randrange(32, 127))))
                    + text[place + random.randrange(2) :]
                )
                continue
        text = "\n".join(lines)
    return text


def tree_of(text: str) -> Tree:
    """The tree of a good YAML text."""
    return plain(load_text(text, "seed.yaml").data)
