"""Questions: whether someone may or must do something, why, what comes before, what never, until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from evaluator.documents.case import TIMELESS
from evaluator.passes.assess import Answer
from evaluator.passes.blocks import Paragraph, Sentence, Tone
from evaluator.passes.duties import MOST_WAYS, undecided, why
from evaluator.passes.grounds import Ground
from evaluator.passes.in_force import dormant, lasting, limits, too_early
from evaluator.passes.phrases import Assessment, Phrases
from evaluator.passes.plain_no import Told, idle_names, nothings
from evaluator.passes.program import Norm, Program, Wording
from evaluator.passes.say import listed
from evaluator.passes.settle import Position
from evaluator.passes.timeline import apart
from evaluator.words.formula import Named, Node
from evaluator.words.times import EVER, local
from evaluator.words.truth import NO, YES

DONE_TO = ("to", "of", "against")  # the fields in which a fact names whom it is done to
TONES: dict[str, Tone] = {"yes": "bad", "undetermined": "open", "no": "good"}
STANDS = {YES: "so this limb holds", NO: "so this limb does not hold"}


def questions(
    record: Assessment, chosen: Sequence[Answer], phrases: Phrases, full: bool = False
) -> Iterator[Paragraph]:
    """A paragraph for each answer that something on file bears on; the others share the last ones.

    Of answers that say the same of other parties and documents, the first is told whole; `full` tells each.
    """
    lawless = [answer for answer in chosen if answer.status == "no" and answer.asked.in_force.truth(answer.view) == NO]
    plain = [
        a for a in chosen if a not in lawless and (idle(a, record) or (a.asked.question.owed and a.status == "no"))
    ]
    anyone = [answer for answer in general(chosen) if answer not in lawless]
    nothing = [a for a in anyone if a not in plain and a.status == "no" and not a.asked.question.owed]
    nothing = [a for a in nothing if not a.asked.positions]
    nothing = [a for a in nothing if not any(limbs(a, phrases))]
    covered = {_pair(a) for a in nothing}
    own = [a for a in chosen if a not in plain and a not in lawless and _pair(a) not in covered]
    as_anybody = _as_anybody([a for a in own if a not in anyone], phrases)
    told = Told(full)
    for answer in own:
        if answer in anyone:
            yield told.once(answer, question(answer, phrases), phrases)
        elif id(answer) in as_anybody:
            yield as_anybody[id(answer)]
    yield from nothings(nothing, lambda a: (_said(a, phrases), *out_of_time(a, phrases), *why(a, phrases)), phrases)
    unspoken = listed(dict.fromkeys(answer.asked.question.name for answer in lawless))
    sentences = [Sentence(f"No law then in force speaks of: {unspoken}.")] if lawless else []
    if plain:
        sentences.append(Sentence(f"Nothing on file bears on: {idle_names(plain, phrases)}."))
    if sentences:
        yield Paragraph(tuple(sentences), "NO AS WELL", "good", 1)


def _said(answer: Answer, phrases: Phrases) -> Sentence:
    words = statement(answer, phrases)
    nothing = " Nothing." if answer.status == "no" and words.endswith("?") else ""
    return Sentence(f"{ended(words)}{nothing}", cites_of(answer, phrases))


def ended(words: str) -> str:
    """A clause or a question with its mark at the end."""
    return words if words.endswith(("?", ".")) else f"{words}."


def _pair(answer: Answer) -> tuple[str, str, str]:
    return answer.asked.question.name, answer.asked.toward, answer.status


def _as_anybody(answers: Sequence[Answer], phrases: Phrases) -> dict[int, Paragraph]:
    """The answers of named parties where they are that of anybody: a paragraph for those alike, by the first of them."""
    groups: dict[object, list[Answer]] = {}
    for answer in answers:
        steps = tuple(map(str, before(answer, phrases)))
        groups.setdefault((*_pair(answer), steps, cites_of(answer, phrases), bool(answer.asked.steps)), []).append(
            answer
        )
    return {id(group[0]): _alike(group, phrases) for group in groups.values()}


def _alike(group: Sequence[Answer], phrases: Phrases) -> Paragraph:
    """The answer of named parties where it is that of anybody."""
    answer, parties = group[0], [phrases.say.party(each.asked.by) for each in group]
    done = bool(answer.asked.steps) and answer.status in (
        "yes",
        "undetermined",
    )  # of what nobody may, nothing comes first
    first = before(answer, phrases) or ([Sentence("What must come first is done.")] if done else [])
    words = statement(answer, phrases).replace(parties[0], listed(parties), 1)
    sentences = (Sentence(f"{words}, as above.", cites_of(answer, phrases)), *first)
    return Paragraph(sentences, _lead(answer), TONES.get(answer.status, ""), 1)


def _lead(answer: Answer) -> str:
    return f"{answer.status.upper()}, {answer.asked.question.name}"


def general(answers: Sequence[Answer]) -> list[Answer]:
    """The answers for anybody; a named party's only where it differs."""
    anyone = {_pair(answer) for answer in answers if answer.asked.by in ("", "*")}
    return [a for a in answers if a.asked.by in ("", "*") or _pair(a) not in anyone]


def idle(answer: Answer, record: Assessment) -> bool:
    """Whether nothing on file bears on a question: it is no or out of place, and no fact is done to its target."""
    asked = answer.asked
    if answer.status not in ("no", "not applicable"):
        return False
    party = asked.toward or asked.by
    done = (
        telling for telling in record.case.tellings if telling.time != TIMELESS
    )  # to have a role is nothing done to it
    values = (telling.fields.get(name) for telling in done for name in DONE_TO)
    return not any(party in value for value in values if isinstance(value, tuple))


def spoken_of(answer: Answer) -> bool:
    """Whether some norm in force answers a question, and its object exists."""
    return answer.status != "not applicable" and bool(answer.grounds or answer.asked.positions)


def question(answer: Answer, phrases: Phrases, most: int | None = MOST_WAYS) -> Paragraph:
    """The paragraph of one answer, with so many ways to decide it."""
    sentences = [_said(answer, phrases)]
    if answer.status == "not applicable":
        sentences.append(Sentence(f"What it asks about did not exist before {answer.asked.question.since}."))
        return Paragraph(tuple(sentences), _lead(answer), "", 1)
    sentences += out_of_time(answer, phrases)
    later = answer.status == "no" and answer.begins is not None  # then the day it begins is the reason
    sentences += list(limbs(answer, phrases)) or _bound(answer, phrases) or ([] if later else why(answer, phrases))
    sentences += before(answer, phrases)
    sentences += shields(answer, phrases)
    sentences += never(answer, phrases)
    sentences += undecided(answer, phrases, most)
    sentences += until(answer, phrases)
    return Paragraph(tuple(sentences), _lead(answer), TONES.get(answer.status, ""), 1)


def out_of_time(answer: Answer, phrases: Phrases) -> list[Sentence]:
    """Of a `no`: which paragraphs would answer and are not in force, and what came before one was."""
    if answer.status != "no":
        return []
    program, told = phrases.record.program, dict[str, None]()
    ahead: dict[date, dict[str, None]] = {}
    for norm, begins, ended in dormant(answer.asked, program, answer.view.at):
        if begins is not None:
            ahead.setdefault(begins, {})[phrases.cite(norm)] = None
        else:
            gone = (
                f"The {phrases.called(norm).removeprefix('the ')} of "
                if _stands_without(norm, answer.view.at, program)
                else ""
            )
            told[f"{gone}{phrases.cite(norm)} is no longer in force{_since(ended)}."] = None
    if ahead:
        days = listed(f"{listed(cites)} (from {day} on)" for day, cites in sorted(ahead.items()))
        told[f"Not yet in force: {days}."] = None
    grounds = (ground for ground, _ in answer.grounds)
    for telling, norm in too_early(answer.asked, grounds, program, phrases.early):
        begins = local(norm.wordings[0].since, phrases.record.zone).date()
        fact = phrases.say.fact(telling)
        told[
            f"{fact[:1].upper()}{fact[1:]} came before {phrases.cite(norm)} was in force, on {begins}, and starts nothing under it."
        ] = None
    return [Sentence(words) for words in told]


def _stands_without(norm: Norm, at: int, program: Program) -> bool:
    """Whether the paragraph of a norm that is gone stands, without it."""
    others = (each for each in program.norms.values() if each.card is norm.card and each is not norm)
    return any(wording.since <= at < wording.until for other in others for wording in other.wordings)


def _since(day: date | None) -> str:
    return f" since {day}" if day is not None else ""


def cites_of(answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """The norms it rests on: those that carry a yes, those that may, or all that do not."""
    positions = [phrases.cite(p.norm, phrases.arose(p.trigger)) for p in answer.asked.positions]
    bears = {"yes": ("yes",), "undetermined": ("yes", "undetermined")}.get(answer.status, ("yes", "undetermined", "no"))
    grounds = [phrases.cite(ground.norm) for ground, truth in answer.grounds if truth in bears]
    return tuple(dict.fromkeys([*positions, *grounds]))


def statement(answer: Answer, phrases: Phrases, status: str = "") -> str:
    """The question and its answer, or another, as one clause; a question that is no `may` or `must` as it stands."""
    who, verb, what = phrases.asked(answer)
    if not verb:
        return what
    yet = " yet" if answer.begins is not None else ""
    clauses = {
        ("may", "yes"): f"{who} may {what}",
        ("may", "no"): f"nothing on file lets {who} {what}{yet}",
        ("must", "yes"): f"{who} must {what}",
        ("must", "no"): f"nothing on file makes {who} {what}{yet}",
    }
    clause = clauses.get((verb, status or answer.status), f"whether {who} {verb} {what}")
    return clause[:1].upper() + clause[1:]


def limbs(answer: Answer, phrases: Phrases) -> Iterator[Sentence]:
    """How each limb stands: each status of a burden or duty that one of the norms builds on."""
    for ground, _ in answer.grounds:
        words, cites = [], [phrases.cite(ground.norm)]
        for node in _statuses(ground):
            position = node.about
            assert isinstance(position, Position)
            finding = phrases.found.get(position)
            stands = STANDS.get(node.truth(answer.view), "which leaves it open")
            label = phrases.called(position.norm, position.trigger)
            words.append(f"{label} is {finding.status if finding else 'not arisen'}, {stands}")
            cites.append(phrases.citation(finding) if finding else phrases.cite(position.norm))
        if words:
            name = phrases.called(ground.norm)
            said = f"{name[:1].upper()}{name[1:]}, limb by limb: {'; '.join(words)}."
            yield Sentence(said, tuple(cites))


def _statuses(ground: Ground) -> Iterator[Named]:
    """The outermost statuses of instances in a norm's condition."""
    stack: list[Node] = [ground.node]
    while stack:
        node = stack.pop()
        if isinstance(node, Named) and isinstance(node.about, Position):
            if node.name != "arisen":  # that a duty is there is no limb of its own
                yield node
        else:
            stack.extend(reversed(node.parts))


def _bound(answer: Answer, phrases: Phrases) -> list[Sentence]:
    """What binds, where a question asks what is owed."""
    by_status: dict[str, dict[str, None]] = {}
    found = [each for position in answer.asked.positions if (each := phrases.found.get(position)) is not None]
    names = apart(found, phrases)
    for finding in found:
        by_status.setdefault(finding.status, {})[names[id(finding)].removeprefix("demand ")] = None
    words = "; ".join(f"{status}: {listed(names)}" for status, names in by_status.items())
    return [Sentence(f"{words[:1].upper()}{words[1:]}.")] if words else []


def before(answer: Answer, phrases: Phrases) -> list[Sentence]:
    """The steps still owed by whoever wants to use a permission or power."""
    found = []
    for step in answer.before_use if answer.status != "no" else ():
        words = phrases.quote(phrases.wording(step.norm) or step.wording)
        found.append(Sentence(f"Before use: {words}.", (phrases.cite(step.norm),)))
    return found


def shields(answer: Answer, phrases: Phrases) -> list[Sentence]:
    """What the use of a permission is protected from, where it may be available."""
    found: dict[str, list[str]] = {}
    for ground, truth in answer.grounds:
        shielded = ground.wording.construct.shields
        if shielded and truth != "no":
            words = f"Who uses it as it says is not liable under {listed(f'the {each}' for each in shielded)}."
            found.setdefault(words, []).append(phrases.cite(ground.norm))
    return [Sentence(words, tuple(cites)) for words, cites in found.items()]


def never(answer: Answer, phrases: Phrases, *, absolute: bool = False) -> list[Sentence]:
    """What it never reaches: the prohibitions in force that prevail over it; `absolute` leaves out those with an excuse."""
    words, cites = [], []
    for norm in limits(answer.asked, phrases.record.program) if answer.status != "no" else ():
        wording = phrases.wording(norm)
        if wording is not None and lasting(wording) and not (absolute and excusable(wording)):
            words.append(f'"{wording.version.plain_gist.rstrip(".")}"')
            cites.append(phrases.cite(norm))
    return [Sentence(f"Never: {listed(words)}.", tuple(cites))] if words else []


def excusable(wording: Wording) -> bool:
    """Whether an edge excuses from a norm."""
    return bool(wording.construct.items("unless") or wording.construct.items("unless shown"))


def until(answer: Answer, phrases: Phrases) -> list[Sentence]:
    """Until when the answer stands if nothing more happens."""
    moment = answer.until
    if answer.asked.question.owed:
        return []
    if moment is None or moment >= EVER - 1:
        return [Sentence("If nothing more happens, it stays so.")] if answer.status != "no" else []
    if answer.begins == moment:
        return [Sentence(f"If nothing more happens, it is yes {phrases.since(moment)}.")]
    return [Sentence(f"If nothing more happens, it stays so {phrases.until(moment)}.")]
