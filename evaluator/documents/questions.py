"""The questions that may be put to a rulebook, as `questions.yaml` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evaluator.documents.reader import Reader, hint, quoted
from evaluator.documents.vocabulary import PARTY_TYPES, Vocabulary
from evaluator.words.errors import Problem
from evaluator.words.nodes import Listed, Node, Text
from evaluator.words.source import Source
from evaluator.words.times import parse_date

KINDS = ("may", "must", "must not", "is")
ACT_SIDES, NORM_SIDES = ("by", "of", "to"), ("bearer", "toward")  # fields of the act supposed; sides of a norm


@dataclass(frozen=True, eq=False)
class Question:
    """A question put to the rulebook: of which parties, about which supposed act, since when its object exists.

    `raised_by` are kinds of fact with the field that names whom it is asked of; empty if it is asked of everybody concerned.
    """

    name: str
    asks: str
    of: tuple[str, ...]
    kind: str
    act: tuple[str, Mapping[str, str]] | None
    since: date | None
    raised_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_doer(self) -> bool:
        """Whether it is asked of those who would act, not of those to whom it would be done."""
        return self.of in (("by",), ("bearer",)) or (self.kind == "is" and len(self.of) == 2)

    @property
    def owed(self) -> bool:
        """Whether it asks what one party owes, to whomever."""
        return self.kind == "must" and len(self.of) == 1


def load_questions(source: Source | None, vocabulary: Vocabulary | None) -> tuple[dict[str, Question], list[Problem]]:
    """The questions; without a vocabulary the acts they suppose are not looked at."""
    if source is None:
        return {}, []
    reader, questions = Reader(source.file), {}
    for name, node in reader.mapping(source.data, "the questions").items():
        keys = ("asks", "of", "kind", "act", "since", "raised by")
        entry = reader.mapping(node, f"the question `{name}`", keys, keys[:3])
        kind = reader.one_of(entry["kind"], "kind of question", KINDS) if "kind" in entry else "may"
        since = reader.parsed(entry["since"], "`since`", parse_date) if "since" in entry else None
        act = _supposed(reader, entry["act"], vocabulary) if "act" in entry and vocabulary is not None else None
        of = tuple(str(text) for text in reader.texts(entry["of"], "`of`")) if "of" in entry else ()
        if "of" in entry and len(of) not in (1, 2):
            reader.wrong(entry["of"], f"the question `{name}` is about {len(of)} parties", "it names one or two")
        elif "of" in entry:
            _sides(reader, entry["of"], of, "act" in entry)
        raised = _raised(reader, entry["raised by"], vocabulary) if "raised by" in entry and vocabulary else {}
        asks = str(reader.name(entry["asks"], "`asks`", long=True) or "") if "asks" in entry else ""
        questions[str(name)] = Question(str(name), asks, of, str(kind), act, since, raised)
    return questions, reader.problems


def _sides(reader: Reader, node: Node, of: tuple[str, ...], acting: bool) -> None:
    """Who is asked about: sides of the act supposed or of the norms that answer, who acts or owes first."""
    known = (*ACT_SIDES, *NORM_SIDES)
    wrong = [
        text for text in (node if isinstance(node, Listed) else [node]) if isinstance(text, Text) and text not in known
    ]
    for text in wrong:
        reader.wrong(text, f"unknown side {quoted(text)} of a question", reader.hint(text, known))
    acted = [side for side in of if side in ACT_SIDES]
    if not wrong and acted and not acting:
        what = f"`{acted[0]}` is a side of an act, and this question supposes none"
        reader.wrong(node, what, "add `act`, or ask of `bearer` and `toward`")
    if not wrong and len(of) == 2 and of[0] not in (ACT_SIDES[0], NORM_SIDES[0]):
        reader.wrong(node, f"a question names first who acts or owes, and not `{of[0]}`", f"write `[{of[1]}, {of[0]}]`")


def _raised(reader: Reader, node: Node, vocabulary: Vocabulary) -> dict[str, str]:
    """The kinds of fact that raise a question, each with the field that names whom it is asked of."""
    found: dict[str, str] = {}
    for name, value in reader.mapping(node, "`raised by`", vocabulary.kinds).items():
        kind = vocabulary.kinds.get(name)
        if kind is not None:
            parties = [field for field, told in kind.fields.items() if told.type in PARTY_TYPES]
            found[str(name)] = str(reader.one_of(value, f"party of the {name}", parties) or "")
    return found


def _supposed(reader: Reader, node: Node, vocabulary: Vocabulary) -> tuple[str, Mapping[str, str]] | None:
    """The act a question supposes: its kind, and the choices that are fixed."""
    act = reader.mapping(node, "`act`")
    if len(act) != 1:
        reader.wrong(node, "a question supposes one act", "for instance `act: {blocking: {scope: all traffic}}`")
    for of, fields in act.items():
        kind = vocabulary.kinds.get(of)
        if kind is None:
            reader.wrong(of, f"unknown kind of fact `{of}`", hint(of, vocabulary.kinds))
            continue
        fixed: dict[str, str] = {}
        for name, value in reader.mapping(fields, f"the supposed {of}", kind.fields).items():
            options = kind.fields[name].options if name in kind.fields else ()
            what = f"`{name}`"
            chosen = reader.choice(value, what, options) if options else reader.text(value, what)
            fixed[str(name)] = str(chosen or "")
        return str(of), fixed
    return None
