"""A live case: it takes one fact at a time and gives back the findings and answers that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from evaluator.documents.case import Written
from evaluator.documents.intake import Intake
from evaluator.doors.api import Case, Record, Rulebook, assess
from evaluator.doors.arguments import Instant, to_instant
from evaluator.doors.inquiry import of_one_vocabulary, texts, turned
from evaluator.passes.compare import Moved, moved
from evaluator.words.errors import BadInput, Problem, UsageError
from evaluator.words.nodes import Listed, Mapped, Node
from evaluator.words.plain_source import plain_source

PARTIES = "parties"


class Session:
    """One case in memory, assessed again at each new fact. Not safe to share between threads.

    >>> from evaluator import Rulebook, Session, demo
    >>> session = Session(Rulebook.load(), demo("sipkonnect"), at="2022-07-12T00:00:00-04:00")
    >>> word = {"standard": "effective mitigation", "about": "letter", "says": "no", "by": "the FCC", "dated": "2022-07-11"}
    >>> for moved in session.post(word):
    ...     print(moved)
    may-block-all toward sipkonnect: undetermined → yes
    47 CFR 64.1200(k)(4) mitigate on letter, sipkonnect: undetermined → not discharged
    """

    def __init__(
        self,
        rulebook: Rulebook,
        case: Case,
        *,
        at: Instant,
        known: Instant | None = None,
        law: date | str | None = None,
        readings: Mapping[str, str] | None = None,
        as_if: Sequence[str] = (),
        presume: bool = True,
    ) -> None:
        """The arguments are those of `assess`; UsageError for a case that was put together otherwise than from files."""
        of_one_vocabulary(rulebook, case)
        self.rulebook = rulebook
        self._how: dict[str, Any] = {
            "known": known, "law": law, "readings": turned(rulebook, readings), "as_if": texts(as_if, "as_if"),
            "presume": presume,
        }  # fmt: skip
        self._posted: list[tuple[str, Node]] = []
        self._first, self._later = case.written[:1], case.written[1:]
        read = self._read(self._posted) if case.written else None
        if read is None or read.digest != case.digest:
            raise UsageError(
                "a session needs a case as it was read", "give what `Case.load`, `Case.read` or `demo` returns"
            )
        self.case = read
        self._record = self._assessed(read, at)

    @property
    def at(self) -> int:
        """The instant asked about, in µs UTC."""
        return self._record.at

    def record(self) -> Record:
        """The assessment of everything said so far: to the byte that of a file that says it all."""
        return self._record

    def post(self, fact: Mapping[str, Any]) -> tuple[Moved, ...]:
        """Take one fact, determination, declaration or party, as a mapping as in a case file; returns what changed.

        `{"mitigation": {…}}` is a fact, `{"standard": …}` a determination, `{"records": …}` a declaration of completeness and
        `{"parties": {…}}` declares parties. BadInput with every problem in it; the session is then as it was before.
        """
        entry = _entry(fact, f"post {len(self._posted) + 1}")
        posted = [*self._posted, entry]
        self._declared_once(*entry)
        case = self._read(posted)
        record = self._assessed(case, self.at)
        changed = self._moved_to(record)
        self.case, self._posted, self._record = case, posted, record
        return changed

    def advance(self, at: Instant) -> tuple[Moved, ...]:
        """Let time pass: the same facts at a later instant; returns what changed."""
        instant = to_instant(at, self.case.zone)
        if instant < self.at:
            raise UsageError("a session goes forward only", "begin another one for an earlier instant")
        record = self._assessed(self.case, instant)
        changed = self._moved_to(record)
        self._record = record
        return changed

    def _moved_to(self, record: Record) -> tuple[Moved, ...]:
        before = self._record
        return moved((*before.answers, *before.findings), (*record.answers, *record.findings))

    def _assessed(self, case: Case, at: Instant) -> Record:
        record: Record = assess(self.rulebook, case, at=at, **self._how)
        return record

    def _read(self, posted: list[tuple[str, Node]]) -> Case:
        """The case with what was posted, as if its first file had said it too: what is supposed lies over all of it."""
        intake = Intake(self.rulebook.vocabulary)
        for written in (*self._first, *_parted(posted), *self._later):
            intake.read(written)
        return Case.of(intake.case(self._first[0].file))

    def _declared_once(self, file: str, entry: Node) -> None:
        """A party that is there already cannot be declared anew, for what was said of it would change in silence."""
        parties = entry.get(PARTIES) if isinstance(entry, Mapped) else None
        for name in parties if isinstance(parties, Mapped) else ():
            if name in self.case.parties and self.case.parties[name].declared:
                place = parties.place_of(name) if isinstance(parties, Mapped) else (0, 0)
                raise BadInput(
                    [Problem(file, *place, f"the party `{name}` is declared already", "give it another key")]
                )


def _entry(fact: Mapping[str, Any], file: str) -> tuple[str, Node]:
    """One entry of a case file as the file would have it."""
    if not isinstance(fact, Mapping):
        raise UsageError(
            "what is posted is a mapping, as in a case file", 'for instance `{"mitigation": {"by": "acme"}}`'
        )
    source = plain_source(fact, file)
    if source.gaps:
        raise BadInput(source.gaps)
    return file, source.data


def _parted(posted: list[tuple[str, Node]]) -> list[Written]:
    """What was posted as more files of the case, parties first, as a file reads them first; a problem is told of the entry it is in."""
    parties, others = [], []
    for file, entry in posted:
        assert isinstance(entry, Mapped)
        if set(entry) == {PARTIES} and isinstance(entry[PARTIES], Mapped):
            parties.append(Written(file, entry, part=True))
            continue
        part = "determinations" if "standard" in entry else "complete" if "records" in entry else "facts"
        others.append(Written(file, Mapped([(part, Listed([entry]))]), part=True))
    return [*parties, *others]
