"""How far a card reaches: which others its change may show in, so that only scenarios and rows about one of those are asked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from mutant_kinds import AMOUNT, CONSTRUCTS, Mutant

from evaluator.words.nodes import Listed, Mapped, Node, Text

BEFORE_A_NAME = ("no ", "the deadline of ")
RIDERS = ("deeming", "extension")
EVERYWHERE = ("definition", "measure")  # their names are known in the whole rulebook


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


def bare(written: Iterable[str]) -> set[str]:
    """Texts without what may stand before a name."""
    found = set(written)
    return found | {each.removeprefix(word) for each in found for word in BEFORE_A_NAME}


def holds(whole: str, cite: str) -> bool:
    """Whether a part, a section or a paragraph holds a card: `16 CFR 310` and `47 USC 227(b)` hold all below them."""
    return cite == whole or cite.startswith((f"{whole}(", f"{whole}.", f"{whole} "))


class Names:
    """What the names that cards write stand for, as the language finds them: in the card, else its file, else the whole rulebook."""

    def __init__(self, cards: Mapping[str, tuple[str, Node]], kinds: Collection[str]) -> None:
        self.number = {cite: number for cite, (number, _) in cards.items()}
        self.everywhere: dict[str, set[str]] = {}
        self.norms: dict[str, dict[str, set[str]]] = {}  # by section, and under "" all: by what may be written
        for cite, (number, versions) in cards.items():
            for word, name, _ in constructs(versions):
                if word in EVERYWHERE:
                    self.everywhere.setdefault(name, set()).add(cite)
                elif name not in kinds:
                    self._add(self.section(cite), cite, name, number, f"{number} {name}")
                    self._add("", cite, name, cite, f"{cite} {name}", self.section(cite))

    def _add(self, section: str, cite: str, *written: str) -> None:
        for each in written:
            self.norms.setdefault(section, {}).setdefault(each, set()).add(cite)

    def section(self, cite: str) -> str:
        """The section of a card."""
        return cite.removesuffix(self.number[cite])

    def found(self, one: str, written: Iterable[str]) -> set[str]:
        """The cards that a card names by what it writes; all of its section where the section has the name."""
        found: set[str] = set()
        near, far = self.norms.get(self.section(one), {}), self.norms.get("", {})
        for each in bare(written):
            found |= self.everywhere.get(each, set()) | (near.get(each) or far.get(each, set()))
        return found


def constructs(versions: Node) -> Iterator[tuple[str, str, Mapped]]:
    """Every construct of a card, its word and its name; one that is as before has nothing in it."""
    for version in versions:
        for key, construct in version.items() if isinstance(version, Mapped) else ():
            word, _, name = str(key).partition(" ")
            if word in CONSTRUCTS:
                yield word, name, construct if isinstance(construct, Mapped) else Mapped()


class Reach:
    """Which cards build on which, by the names they use: rather one too many, as two norms may share a name."""

    def __init__(self, cards: Mapping[str, tuple[str, Node]], kinds: Collection[str]) -> None:
        """`cards` maps each citation to its number and its versions; a name that is one of the `kinds` of facts is theirs."""
        names = Names(cards, kinds)
        self.questions: dict[str, set[str]] = {}
        self.shown: dict[str, set[str]] = {cite: {cite} for cite in cards}
        self.priced: dict[str, set[str]] = {}
        for cite, (_, versions) in cards.items():
            used: set[str] = set()  # what a condition or a term names
            bent: set[str] = set()  # what is prevailed over, extended or deemed
            priced: set[str] = (
                set()
            )  # of what it tells the sums: those show there, and what builds on that knows nothing of them
            for word, _, construct in constructs(versions):
                amended = construct.get("as before except")
                if word == AMOUNT:
                    priced |= set(texts(construct.get("of", Listed())))
                    continue
                for part in (construct, amended if isinstance(amended, Mapped) else Mapped()):
                    plain = set(texts(Mapped([(k, v) for k, v in part.items() if k not in ("despite", "question")])))
                    used |= plain
                    bent |= {*texts(part.get("despite", Listed())), *(plain if word in RIDERS else ())}
                    self.questions.setdefault(str(part.get("question", "")), set()).add(cite)
            for other in names.found(cite, used):
                self.shown[other].add(cite)
            self.shown[cite] |= names.found(cite, bent)
            self.priced[cite] = names.found(cite, priced) | {
                other for other in cards if any(holds(each, other) for each in priced)
            }

    def of(self, card: str) -> set[str]:
        """The cards in which a change of one may show, itself among them."""
        found, ahead = {card}, [card]
        while ahead:
            more = self.shown.get(ahead.pop(), set()) - found
            found |= more
            ahead += more
        return found | self.priced.get(card, set())


def around(mutant: Mutant) -> tuple[str, str, str]:
    """Where a mutant is: its place, its construct or version key, its card."""
    return mutant.place, f"{mutant.file} {mutant.path[1:4]}", mutant.card
