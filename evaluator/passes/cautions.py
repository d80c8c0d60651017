"""Cautions: what the file says that can hardly be meant, and would make a clean answer out of a slip; said before the verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluator.documents.case import Telling
from evaluator.documents.entries import DOCUMENTS
from evaluator.documents.vocabulary import PARTY_TYPES
from evaluator.passes.blocks import Paragraph, paragraph
from evaluator.passes.phrases import Assessment
from evaluator.passes.say import listed
from evaluator.words.times import EVER, Interval

ALSO_CALLED = (
    r"\b(?:d/?b/?a|a/?k/?a|f/?k/?a|also known as|also called|doing business as|trading as|formerly|formerly known as)"
)
ADDRESSED = ("to", "of", "against")  # the fields in which a document names whom it is for

ARRIVED = ("delivered", "received")  # times of a document that follow the one it bears
OR_SAY_SO = "An agency under another name is one by `office`, among the parties."


def cautions(record: Assessment) -> Iterator[Paragraph]:
    """A warning for each word or time that is odd, and each official act whose author is no office: no norm counts it as an agency's."""
    for odd in (*_unheard(record), *_untimely(record), *_untold(record), *_two_names(record)):
        yield paragraph(f"{odd[:1].upper()}{odd[1:]}", lead="WARNING", tone="bad")
    for telling in seen(record):
        authors = _by_nobody(telling, record)
        if not authors:
            continue
        say = record.sayer
        whom = [id for name in ADDRESSED for id in _named(telling, name)]
        swapped = [say.party(id) for id in whom if _is_office(id, record)]
        who, verb = listed(map(say.party, authors)), "are" if len(authors) > 1 else "is"
        what = f"{say.fact(telling)} is by {who}, who {verb} no agency here, so nothing follows from it that an agency's would set off."
        help = f"Is it the other way round, by {listed(swapped)}?" if swapped else OR_SAY_SO
        yield paragraph(f"{what[:1].upper()}{what[1:]} {help}", lead="WARNING", tone="bad")


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
        if telling.recorded_said and not telling.period and telling.recorded < telling.time.earliest:
            yield f"{say.fact(telling)} was recorded before it happened, as the file has it: one of the two times is wrong."


def _two_names(record: Assessment) -> Iterator[str]:
    """Parties one of which gives the other's name as its own second one: what is told of one is not told of the other."""
    say, parties = record.sayer, list(record.case.parties.values())
    for party in parties:
        for other in parties:
            if other is not party and re.search(
                rf"{ALSO_CALLED}\W+{re.escape(other.name)}(?!\w)", party.name, re.IGNORECASE
            ):
                yield (
                    f"{say.party(party.id)} and {say.party(other.id)} are two parties here, `{party.id}` and `{other.id}`: "
                    "what one of them did is not done for the other. If they are one, keep one."
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
        for id in _named(t, name)
    }
    for telling in found:
        untold = [id for id in _named(telling, "about") if id not in told]
        if untold:
            them = "it" if len(untold) == 1 else "them"
            yield (
                f"{say.fact(telling)} names {listed(map(say.party, untold))}, and no letter or order on file is to {them}: "
                "to be named starts no time and opens nothing. If it was itself sent as the letter, enter that as a fact of its own."
            )


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
        authors = _named(telling, subject) if subject else ()
        for other in (by_root[id] for id in _named(telling, "answers") if id in by_root):
            whom = _named(other, "to")
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
    involved = [id for name in fields for id in _named(telling, name)]
    return () if any(_is_office(id, record) for id in involved) else _named(telling, "by")


def _named(telling: Telling, field: str) -> tuple[str, ...]:
    value = telling.fields.get(field)
    return value if isinstance(value, tuple) else ()


def _is_office(id: str, record: Assessment) -> bool:
    party = record.case.parties.get(id)
    return party is not None and bool(party.offices)
