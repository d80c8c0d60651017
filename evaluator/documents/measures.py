"""Parsing of measures: over which stretch facts are counted, which belong together, and what is asked of their number or share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluator.documents.comparisons import COMPARED, parse_comparison
from evaluator.documents.reader import Reader, hint
from evaluator.documents.terms import Over, Term, Test
from evaluator.documents.vocabulary import Vocabulary
from evaluator.words.errors import TimeProblem
from evaluator.words.nodes import Mapped, Node, Text
from evaluator.words.times import parse_length

AROUND, SHARE, COUNT = "around", "share", "count"
ASKED = (AROUND, SHARE, COUNT)
SUCH_AS = "for instance `each day`, `each 30 days from campaign start` or `30 days before`"


def parse_over(reader: Reader, node: Node, kinds: Mapping[str, object]) -> Over | None:
    """A stretch: `each day`, `each 30 days from KIND`, `30 days before`; None after reporting a problem."""
    text = reader.text(node, "`over`")
    if text == "each day":
        return Over("day")
    length, start = text.removeprefix("each ").removesuffix(" before"), ""
    if text.startswith("each "):
        length, _, start = length.partition(" from ")
    try:
        lengths = parse_length(length)
    except (TimeProblem, ValueError):
        lengths = ()
    plain = len(lengths) == 1 and lengths[0][1] == "days" and (bool(start) != text.endswith(" before"))
    if not plain:
        reader.wrong(node, f"`{text}` is no stretch over which to count", SUCH_AS)
        return None
    if start and start not in kinds:
        reader.wrong(node, f"unknown kind of fact `{start}`", hint(start, kinds))
    return Over("each", lengths, str(start)) if start else Over("before", lengths)


def parse_per(reader: Reader, node: Node, counted: Term | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The fields that facts counted together share: names and keys of the kind counted."""
    texts = reader.texts(node, "`per`")
    kind = vocabulary.kinds.get(counted.kinds[0]) if counted is not None and counted.kinds else None
    for text in texts:
        if kind is not None and text not in kind.fields:
            reader.wrong(text, f"unknown field `{text}` of {kind.name}", hint(text, kind.fields))
    return tuple(str(text) for text in texts)


def parse_asked(reader: Reader, node: Node, what: str, facts: Sequence[str]) -> tuple[Test, ...]:
    """What is asked of a measure: around which fact, and a bound of the share or the count."""
    entry = reader.mapping(node, f"what is asked of the measure `{what}`", ASKED, (AROUND,))
    asked = [key for key in (SHARE, COUNT) if key in entry]
    if isinstance(node, Mapped) and len(asked) != 1:
        reader.wrong(
            node,
            f"of the measure `{what}` one of `share` and `count` is asked",
            f"for instance `share: {COMPARED[2]}3 %`",
        )
    tests = []
    if AROUND in entry:
        name = reader.one_of(entry[AROUND], "fact of this card", facts)
        tests += [Test(AROUND, "fact", (str(name),))] if name is not None else []
    bound = _bound(reader, asked[0], reader.text(entry[asked[0]], f"`{asked[0]}`")) if asked else None
    return (*tests, bound) if bound is not None else tuple(tests)


def _bound(reader: Reader, asked: str, text: Text) -> Test | None:
    """A share of up to 100 in percent, or a count in whole numbers; None after reporting a problem."""
    found = parse_comparison(reader, asked, text)
    if found is None:
        return None
    number = next(each for each in found.bounds[:2] if each is not None)
    if asked == SHARE and not (text[-1:] in "%0123456789" and 0 <= number <= 100):
        reader.wrong(text, f"`{text}` is no bound of a share", f"for instance `{COMPARED[2]}3 %`, up to 100 %")
    elif asked == COUNT and not (text[-1:].isdigit() and number >= 0 and number == int(number)):
        reader.wrong(text, f"`{text}` is no bound of a count", f"for instance `{COMPARED[2]}3`, in whole numbers")
    else:
        return found
    return None
