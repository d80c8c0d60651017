"""Cautions: what the file says that can hardly be meant, and would make a clean answer out of a slip; said before the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evaluator.documents.case import Telling
from evaluator.documents.entries import DOCUMENTS
from evaluator.documents.vocabulary import PARTY_TYPES
from evaluator.passes.blocks import Paragraph, paragraph
from evaluator.passes.check_words import unread_kinds
from evaluator.passes.miscast import by_key_alone, by_other_breadth, by_other_offices, by_other_paragraphs, named
from evaluator.passes.namesakes import doubles, slips
from evaluator.passes.phrases import Assessment
from evaluator.passes.say import listed
from evaluator.words.times import EVER, NEVER, Interval, day_of, local

ADDRESSED = ("to", "of", "against")  # the fields in which a document names whom it is for

ARRIVED = ("delivered", "received")  # times of a document that follow the one it bears
OR_SAY_SO = "An agency under another name is one by `office`, among the parties."


def cautions(record: Assessment) -> Iterator[Paragraph]:
    """A warning for each word or time that is odd, and each official act whose author is no office: no norm counts it as an agency's."""
    case, say = record.case, record.sayer
    odds = (_before_the_law, _unheard, _untimely, _too_far, _untold, _unread)
    told = seen(record)
    names = (*by_key_alone(record), *doubles(case, say), *slips(told, case, say))
    cast = (*by_other_offices(record, told), *by_other_paragraphs(record, told), *by_other_breadth(record, told))
    for odd in (*(words for look in odds for words in look(record)), *cast, *names):
        yield paragraph(f"{odd[:1].upper()}{odd[1:]}", lead="WARNING", tone="bad")
    for telling in told:
        authors = _by_nobody(telling, record)
        if not authors:
            continue
        whom = [id for name in ADDRESSED for id in named(telling, name)]
        swapped = [say.party(id) for id in whom if _is_office(id, record)]
        who, verb = listed(map(say.party, authors)), "are" if len(authors) > 1 else "is"
        what = f"{say.fact(telling)} is by {who}, who {verb} no agency here, so nothing follows from it that an agency's would set off."
        help = f"Is it the other way round, by {listed(swapped)}?" if swapped else OR_SAY_SO
        yield paragraph(f"{what[:1].upper()}{what[1:]} {help}", lead="WARNING", tone="bad")


def _before_the_law(record: Assessment) -> Iterator[str]:
    """An instant asked about, or the day of a what-if, of which the rulebook need not hold the law."""
    first = record.program.rulebook.law_from
    day = record.program.law or local(record.at, record.zone).date()
    if first is not None and day < first:
        yield (
            f"the rulebook holds the law from {first} on, and {day} is asked about: where it says no, or nothing, of so early a "
            "day, that says nothing of the law that then was."
        )


def _unheard(record: Assessment) -> Iterator[str]:
    """Answers to standards by somebody who is not among those that decide on them: no norm counts these."""
    known = EVER if record.known is None else record.known
    standards, say = record.case.vocabulary.standards, record.sayer
    for said in record.case.said:
        rank, party = standards[said.standard].decided_by, record.case.parties.get(said.by)
        offices = party.offices if party is not None else ()
        if said.recorded > known or not rank or set(offices) & set(rank) or (not offices and "bearer" in rank):
            continue
        about = listed(f"`{each}`" for each in said.about)
        yield (
            f'what {say.party(said.by)} says of "{said.standard}" about {about} counts for nothing here, '
            f"for it is decided by {listed(rank, 'or')}."
        )


def _untimely(record: Assessment) -> Iterator[str]:
    """Times that cannot be meant: a letter that came before it was written, a date printed in it that lies before it."""
    say = record.sayer
    for telling in seen(record):
        for name in (name for name in ARRIVED if isinstance(telling.fields.get(name), Interval)):
            if telling.fields[name].latest <= telling.time.earliest:
                yield f"{say.fact(telling)} was {name} before it happened, as the file has it: one of the two times is wrong."
        for what, day in _printed(telling, record):
            if day_of(day, telling.zone or record.zone).latest <= telling.time.earliest:
                yield f"{what} is due on {day}, before {say.fact(say.document(telling))} happened: one of the two times is wrong."
        if telling.recorded_said and not telling.period and telling.recorded < telling.time.earliest:
            yield f"{say.fact(telling)} was recorded before it happened, as the file has it: one of the two times is wrong."


def _printed(telling: Telling, record: Assessment) -> Iterator[tuple[str, date]]:
    """The days that a document prints for what it asks, or for what a rule does."""
    for name, value in telling.fields.items():
        if isinstance(value, date):
            if name == "due":
                yield record.sayer.fact(telling), value
        elif isinstance(value, dict):
            yield from (
                (f"what {record.sayer.fact(telling)} calls {record.sayer.code(what)}", day)
                for what, day in value.items()
            )


def _too_far(record: Assessment) -> Iterator[str]:
    """Records vouched for through a day that is still to come, on a day that is not told."""
    say, now = record.sayer, min(record.at, EVER if record.known is None else record.known)
    today = day_of(local(now, record.zone).date(), record.zone)
    undated = [c for c in record.case.complete if c.dated is None and c.recorded <= NEVER and not c.supposed]
    far: dict[str, list[int]] = {}
    for said in undated:
        if said.through >= today.latest:
            far.setdefault(said.about, []).append(said.through)
    for about, ends in far.items():
        yield (
            f"the record of {say.party(about)} is called complete through {say.instant(max(ends))}, and it is not told when that "
            f"was said: {say.day(today)} lies before it. Nobody can vouch for what is still to come; say under `dated` when it was said."
        )


def _untold(record: Assessment) -> Iterator[str]:
    """Parties that a document is about and no document is to: nothing here counts them as told."""
    say, documents = record.sayer, record.case.vocabulary.groups.get(DOCUMENTS, ())
    found = [t for t in seen(record) if t.kind in documents]
    told = {
        id
        for t in found
        if "about" not in record.case.vocabulary.kinds[t.kind].fields
        for name in ADDRESSED
        for id in named(t, name)
    }
    for telling in found:
        untold = [id for id in named(telling, "about") if id not in told]
        if untold:
            them = "it" if len(untold) == 1 else "them"
            yield (
                f"{say.fact(telling)} names {listed(map(say.party, untold))}, and no letter or order on file is to {them}: "
                "to be named starts no time and opens nothing. If it was itself sent as the letter, enter that as a fact of its own."
            )


def _unread(record: Assessment) -> Iterator[str]:
    """Facts of a kind that no rule reads: whoever enters one expects something of it."""
    unread = unread_kinds(record.program)
    for kind in dict.fromkeys(telling.kind for telling in seen(record) if telling.kind in unread):
        facts = listed(dict.fromkeys(record.sayer.fact(t) for t in seen(record) if t.kind == kind))
        yield f"no rule reads a {kind}, so nothing follows from {facts}, neither for anybody nor against."


def seen(record: Assessment) -> list[Telling]:
    """The facts known, those that were corrected left out."""
    known = EVER if record.known is None else record.known
    found = [t for t in record.case.tellings if t.recorded <= known]
    replaced = {t.replaces for t in found}
    return [t for t in found if t.id not in replaced and t.derived_from not in replaced]


def strangers(record: Assessment) -> Iterator[str]:
    """Each act that answers a document which is to others than whoever did it, as a clause."""
    say, by_root = record.sayer, {t.root: t for t in record.case.tellings}
    for telling in seen(record):
        subject = record.case.vocabulary.kinds[telling.kind].subject
        authors = named(telling, subject) if subject else ()
        for other in (by_root[id] for id in named(telling, "answers") if id in by_root):
            whom = named(other, "to")
            if authors and whom and not other.derived_from and set(authors).isdisjoint(whom):
                by, to = (listed(map(say.party, parties)) for parties in (authors, whom))
                yield f"{say.fact(telling)} by {by} answers {say.fact(other)}, which is to {to}"


def _by_nobody(telling: Telling, record: Assessment) -> tuple[str, ...]:
    """The authors of an official act, where none of them is an office."""
    vocabulary = record.case.vocabulary
    kind = vocabulary.kinds[telling.kind]
    if not kind.absent_unless_shown or telling.derived_from or "by" not in kind.fields:
        return ()
    document = kind.name in vocabulary.groups.get(DOCUMENTS, ())
    fields = ["by"] if document else [f.name for f in kind.fields.values() if f.type in PARTY_TYPES]
    involved = [id for name in fields for id in named(telling, name)]
    return () if any(_is_office(id, record) for id in involved) else named(telling, "by")


def _is_office(id: str, record: Assessment) -> bool:
    party = record.case.parties.get(id)
    return party is not None and bool(party.offices)
