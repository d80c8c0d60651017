"""How far a card reaches: which others its change may show in, so that only scenarios and rows about one of those are asked again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mutant_kinds import AMOUNT, CONSTRUCTS

from evaluator.words.nodes import Listed, Mapped, Node, Text


def texts(node: Node) -> Iterator[str]:
    """Every key and value of a tree."""
    if isinstance(node, Text):
        yield str(node)
    elif isinstance(node, Listed):
        for item in node:
            yield from texts(item)
    else:
        for key, value in node.items():
            yield str(key)
            yield from texts(value)


def named(number: str, names: set[str], written: set[str]) -> bool:
    """Whether a card, or one of its constructs, is named in what is written."""
    return any(
        number in each or any(each in (name, f"no {name}") or each.endswith(f") {name}") for name in names)
        for each in written
    )


def holds(whole: str, cite: str) -> bool:
    """Whether a part, a section or a paragraph holds a card: `16 CFR 310` and `47 USC 227(b)` hold all below them."""
    return cite == whole or cite.startswith((f"{whole}(", f"{whole}.", f"{whole} "))


class Reach:
    """Which cards build on which, by the names they use: rather one too many, as two norms may share a name."""

    def __init__(self, cards: Mapping[str, tuple[str, Node]], kinds: Collection[str]) -> None:
        """`cards` maps each citation to its number and its versions; a name that is one of the `kinds` of facts is theirs."""
        names: dict[str, set[str]] = {}
        used: dict[str, set[str]] = {}  # by whom a condition or a term names something
        bent: dict[str, set[str]] = {}  # by whom something is prevailed over, extended or deemed
        priced: dict[str, set[str]] = {}  # by whom it is told what a breach costs
        self.questions: dict[str, set[str]] = {}
        for cite, (_, versions) in cards.items():
            for key, construct in ((k, c) for v in versions if isinstance(v, Mapped) for k, c in v.items()):
                word, _, name = str(key).partition(" ")
                if word not in CONSTRUCTS or not isinstance(construct, Mapped):
                    continue
                names.setdefault(cite, set()).update({name} - set(kinds))
                amended = construct.get("as before except")
                for part in (construct, amended if isinstance(amended, Mapped) else Mapped()):
                    plain = Mapped(
                        [(k, v) for k, v in part.items() if k not in ("despite", "question", "as before except")]
                    )
                    used.setdefault(cite, set()).update(texts(plain))
                    bent.setdefault(cite, set()).update(texts(part.get("despite", Listed())))
                    if word in ("deeming", "extension"):
                        bent[cite].update(texts(plain))
                    if word == AMOUNT:
                        bent[cite].update(texts(part.get("of", Listed())))
                        priced.setdefault(cite, set()).update(texts(part.get("of", Listed())))
                    self.questions.setdefault(str(part.get("question", "")), set()).add(cite)
        self.shown: dict[str, set[str]] = {cite: {cite} for cite in cards}
        for one, written in used.items():
            for other, wanted in names.items():
                if named(cards[other][0], wanted, written):
                    self.shown[other].add(one)
        for one, written in bent.items():
            for other, wanted in names.items():
                if named(cards[other][0], wanted, written):
                    self.shown[one].add(other)
        for one, written in priced.items():
            self.shown[one] |= {other for other in cards if any(holds(each, other) for each in written)}

    def of(self, card: str) -> set[str]:
        """The cards in which a change of one may show, itself among them."""
        found, ahead = {card}, [card]
        while ahead:
            more = self.shown.get(ahead.pop(), set()) - found
            found |= more
            ahead += more
        return found
