"""The pages of docs/ that are made from the rules and from the program: `python scripts/docs.py` writes them all.

`docs/fidelity.md` is half and half: what stands above the mark is written by hand and kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from evaluator import BadInput, Rulebook, assess  # noqa: E402  # the checkout this script stands in, installed or not
from evaluator.documents.cards import Card, Section, Version  # noqa: E402
from evaluator.documents.terms import Construct, JudgementItem, Term  # noqa: E402
from evaluator.documents.vocabulary import Field, Kind  # noqa: E402
from evaluator.doors.cli import app  # noqa: E402
from evaluator.doors.demos import demo_case  # noqa: E402
from evaluator.doors.render import rendered  # noqa: E402
from evaluator.doors.schemas import schema_text  # noqa: E402
from evaluator.passes.resolved import construct_of  # noqa: E402
from evaluator.words.errors import Problem, one  # noqa: E402

DOCS = ROOT / "docs"
MARK = "<!-- Everything below is made from rules/ by scripts/docs.py. -->"
MADE = "<!-- Made from {} by scripts/docs.py; edit that instead. -->"

EXITS = (
    ("0", "answered"),
    ("1", "with `--for PARTY`: that party missed a duty or burden, or a question against it is yes"),
    ("2", "the question cannot be asked that way"),
    ("3", "with `--for PARTY`: something about that party is undetermined"),
    ("4", "bad input, or `check` found a problem; each problem is told as `file:line:column`"),
    ("5", "a record, a proof or a second opinion does not hold; an engine asked by itself gives no answer"),
    ("70", "a bug; please report it"),
    ("74", "what was asked for cannot be written: the disk is full, or standard output is closed"),
)


def pages() -> dict[Path, str]:
    """Every generated page by its path, as it should be."""
    book = Rulebook.load(ROOT / "rules")
    return {
        DOCS / "vocabulary.md": vocabulary(book),
        DOCS / "commands.md": commands(),
        DOCS / "fidelity.md": fidelity(book, (DOCS / "fidelity.md").read_text(encoding="utf-8")),
        DOCS / "case.schema.json": f"{schema_text('case', ROOT / 'rules')}\n",
        DOCS / "record.schema.json": f"{schema_text('record')}\n",
        DOCS / "ruling.schema.json": f"{schema_text('ruling')}\n",
        DOCS / "rules.schema.json": f"{schema_text('rules')}\n",
        DOCS / "sipkonnect.svg": picture(book),
    }


def picture(book: Rulebook) -> str:
    """The timeline of the demo, as the README shows it."""
    case, at = demo_case("sipkonnect", "", book)
    return rendered(assess(book, case, at=at), "svg").rstrip("\n") + "\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines]


def code(words: Iterable[str]) -> str:
    """Names set off, with commas between."""
    return ", ".join(f"`{word}`" for word in words)


# -- commands


def commands() -> str:
    """The page of commands: what each takes, and how each can end."""
    lines = [
        MADE.format("evaluator/doors/cli.py"),
        "# Commands",
        "",
        "What is asked for goes to standard output; all else (the clock used, a summary, an error) to standard error.",
        "",
        "## Exit codes",
        "",
        *table(("code", "means"), EXITS),
        "",
        "A missed duty (1) comes before something undetermined (3). Without `--for` any answer is an answer: 0.",
    ]
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # a group of commands
        lines += ["", f"## callrules {name}", "", command.help, "", *_usage(name, command.params)]
    return "\n".join(lines) + "\n"


def _usage(name: str, params: list[Any]) -> Iterator[str]:
    arguments = [p for p in params if p.param_type_name == "argument"]
    options = [p for p in params if p.param_type_name == "option"]
    shown = [p.name.upper() if p.required else f"[{p.name.upper()}]" for p in arguments]
    yield f"    callrules {' '.join([name, *shown, *(['[OPTIONS]'] if options else [])])}"
    yield ""
    rows = [(f"`{p.name.upper()}`", p.help or "", _default(p)) for p in arguments]
    rows += [(f"`{p.opts[0]}`", p.help or "", _default(p)) for p in options]
    yield from table(("", "what it is", "left out"), rows)


def _default(param: Any) -> str:
    if param.required:
        return "must be given"
    return f"`{param.default}`" if param.default not in (None, False) else ""


# -- vocabulary


def vocabulary(book: Rulebook) -> str:
    """The page of words that cases and rules may use."""
    words = book.vocabulary
    lines = [
        MADE.format("rules/vocabulary.yaml, rules/readings.yaml and rules/questions.yaml"),
        "# Vocabulary",
        "",
        "The words a case may use, the switches a question may turn, and the questions there are. How to use them:",
        "[cases](cases.md).",
    ]
    lines += titled(
        "Kinds of fact",
        "Every fact may also have `id`, `recorded`, `source`, `replaces`, `zone`, `strength`, `note` and",
        "`draft`. Kinds marked",
        "*absent unless shown* are taken not to exist where the case has none; all others are unknown until their",
        "record is declared complete.",
    )
    for kind in words.kinds.values():
        lines += ["", f"### {kind.name}", "", *_kind(kind)]
    lines += titled("Things", f"Declared once and referred to by `id`: {code(words.things)}.")
    lines += titled("Groups", *(f"- `{name}`: {code(kinds)}" for name, kinds in words.groups.items()))
    lines += titled("Offices", "A party is an office if its `office`, its name or its key is one of these names.", "")
    offices = words.offices.values()
    seats = [
        (f"`{o.name}`", ", ".join(sorted(o.also)), ", ".join(o.chain[1:]), o.zone.key if o.zone else "", o.cite)
        for o in offices
    ]
    lines += table(("office", "also called", "part of", "zone", "cited"), seats)
    lines += titled(
        "Classes of parties", "A document may be to all parties that are so; a case may declare classes of its own.", ""
    )
    classes = [
        (f"`{c.name}`", ", ".join(c.also), ", ".join(f"{k}: {v}" for k, v in c.asks.items())) for c in words.classes
    ]
    lines += table(("class", "also called", "its members are"), classes)
    asked = "Open-textured words of the law. People answer them, in `determinations`; the highest who spoke wins."
    lines += titled("Standards", asked, "")
    standards = words.standards.values()
    rows = [(f"`{s.name}`", s.asks, ", ".join(s.about), ", then ".join(s.decided_by)) for s in standards]
    lines += table(("standard", "asks", "about", "decided by"), rows)
    turned = "Where the law can be read in more than one way. Turn one with `--reading NAME=OPTION`."
    lines += titled("Readings", turned)
    for reading in book.readings.values():
        options = ", ".join(f"**{o}**" if o == reading.default else o for o in reading.options)
        why = f"The default is bold, because {reading.why} ({reading.cite})."
        lines += ["", f"### {reading.name}", "", reading.asks, "", f"Options: {options}. {why}"]
    lines += titled("Questions", "")
    rows = [(f"`{q.name}`", q.asks, q.kind, str(q.since or "always")) for q in book.questions.values()]
    lines += table(("question", "asks", "kind", "its object exists since"), rows)
    return "\n".join(lines) + "\n"


def titled(title: str, *words: str) -> list[str]:
    """A section of a page."""
    return ["", f"## {title}", "", *words] if any(words) else ["", f"## {title}", ""]


def _kind(kind: Kind) -> Iterator[str]:
    time = "`began`, `ended`" if kind.period else "none" if kind.timeless else "`happened`"
    absent = " *Absent unless shown.*" if kind.absent_unless_shown else ""
    yield f"{kind.means[:1].upper()}{kind.means[1:]}. Time: {time}.{absent}"
    yield ""
    yield from table(("field", "takes"), [(f"`{field.name}`", _takes(field)) for field in kind.fields.values()])


def _takes(field: Field) -> str:
    if field.type == "reference":
        return f"the id of {one(' or '.join(field.options))}; or several"
    if field.type not in ("choice", "several"):
        return field.type
    also = [spelling for spelling in field.spellings if spelling not in field.options]
    words = f"{'some' if field.type == 'several' else 'one'} of {code(field.options)}"
    return words + (f"; also written {code(also)}" if also else "")


# -- fidelity


def _within(words: str) -> str:
    """Words as they go on in a sentence: a name in capitals keeps them."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def fidelity(book: Rulebook, now: str) -> str:
    """The page on how faithful the rulebook is: the part written by hand, then every paragraph as its card has it."""
    by_hand, mark, _ = now.partition(MARK)
    if not mark:
        raise SystemExit(f"docs/fidelity.md lacks the line `{MARK}`")
    lines = [by_hand.rstrip(), "", MARK, "", "## Paragraph by paragraph"]
    for section in book.sections.values():
        layer, file = section.layer, Path(section.file).relative_to(book.root)
        lines += ["", f"### {section.name}: {section.heading}", ""]
        lines += [f"`rules/{file}`, layer {layer}, last reread {section.reread}."]
        for card in section.cards.values():
            lines += ["", f"#### {section.cite(card.number)}", *_card(book, section, card)]
    return "\n".join(lines) + "\n"


def _card(book: Rulebook, section: Section, card: Card) -> Iterator[str]:
    if card.formerly:
        yield ""
        yield "Formerly " + ", ".join(f"{number} until {until}" for number, until in card.formerly) + "."
    before: list[str] = []
    for version in card.versions:
        yield ""
        effective = version.effective
        day = "Always" if effective and effective.year == 1 else f"From {effective or 'a day not yet set'}"
        day = f"Only proposed, by {version.proposed_by}, as of {version.as_of}" if version.proposed_by else day
        binds = f", binding from {version.compliance}" if version.compliance else ""
        now = [*_phrases(version), *_people(book, section, card, version)]
        same = " In the same words." if now == before else ""
        sure = f" ({version.sure})" if version.sure else ""
        doubts = f" In doubt{sure}: {_within(version.doubts)}." if version.doubts else ""
        yield f"{day}{binds} ({version.authority}).{same}{doubts}"
        if now != before:
            yield ""
            yield from now
        before = now


def _phrases(version: Version) -> Iterator[str]:
    """Each phrase of a gist, and what became of it."""
    encoders: dict[str, list[str]] = {}
    for (kind, name), (_, tree) in version.written.items():
        named = tree.get("phrases", ()) if isinstance(tree, dict) else ()
        for number in [named] if isinstance(named, str) else named:
            encoders.setdefault(str(number), []).append(f"{kind} `{name}`")
    for number, words in version.phrases.items():
        if number in encoders:
            fate = f"encoded by {', '.join(encoders[number])}"
        elif number in version.encoded_in:
            fate = f"encoded elsewhere: {version.encoded_in[number]}"
        else:
            fate = f"**left out**: {version.left_out.get(number, 'no reason given')}"
        yield f"- {number}. “{re.sub(r'[ ]+', ' ', words)}”: {fate}."


def _people(book: Rulebook, section: Section, card: Card, version: Version) -> Iterator[str]:
    """What people must judge, and which switches it hangs on, under the default readings."""
    problems: list[Problem] = []
    chosen = book.chosen({})
    found = [construct_of(book, section, card, place, chosen, problems) for place in version.constructs.values()]
    if problems:
        raise BadInput(problems)
    judged = sorted({standard for construct in found for standard in _standards(construct)})
    readings = sorted({reading for construct in found for reading in construct.readings})
    if judged:
        yield f"- Judged by people: {code(judged)}."
    if readings:
        yield f"- Open readings: {code(readings)}."


def _standards(construct: Construct) -> Iterator[str]:
    items = [*construct.arises, construct.before, construct.act, construct.done_by, *construct.kept_by]
    items += [item for group in construct.conditions.values() for item in group]
    for item in items:
        if isinstance(item, JudgementItem):
            yield item.judged.standard
        elif isinstance(item, Term):
            yield from (judged.standard for judged in item.judged)


def main() -> None:
    """Write every page that is not as it should be."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
