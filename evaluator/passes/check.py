"""Checking a rulebook: everything static that reading it does not refuse already, each issue under a short stable name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluator.documents.pending import as_if, pending
from evaluator.documents.provisions import load_provisions
from evaluator.documents.rulebook import Rulebook
from evaluator.passes.check_amendments import amendment_warnings
from evaluator.passes.check_cards import card_issues
from evaluator.passes.check_clashes import clash_issues
from evaluator.passes.check_fields import Defined
from evaluator.passes.check_files import file_issues
from evaluator.passes.check_gist import gist_issues, lost_lengths
from evaluator.passes.check_moved import moved, moved_issues
from evaluator.passes.check_norms import Seen, definition_issues, norm_issues
from evaluator.passes.check_reread import reread_problems, reread_warnings
from evaluator.passes.check_sense import sense_issues
from evaluator.passes.check_unfinished import unfinished_issues
from evaluator.passes.check_windows import gap_issues
from evaluator.passes.check_words import calendar_problems, reading_warnings, word_issues, word_notes
from evaluator.passes.issues import Sheets, named
from evaluator.passes.lower import lower
from evaluator.words.errors import BadInput, Problem


def check(rulebook: Rulebook) -> list[Problem]:
    """Every issue of a rulebook, by place; each ends its first line with its name in brackets. Empty if there is none.

    Norms are looked at under the default readings and under every other option of each reading, one at a time; texts that are not in force,
    as if each were.
    """
    sheets = Sheets(rulebook.root)
    found = [
        *card_issues(rulebook),
        *word_issues(rulebook, sheets),
        *moved_issues(rulebook),
        *unfinished_issues(rulebook),
        *file_issues(rulebook, sheets),
        *lost_lengths(rulebook),
    ]
    beside = [*calendar_problems(rulebook, sheets), *load_provisions(rulebook)[1], *reread_problems(rulebook)]
    refused = [(problem, "") for problem in beside]
    seen, defined = Seen(), Defined(rulebook)
    for chosen, under in _choices(rulebook):
        try:
            program = lower(rulebook, readings=chosen)
        except BadInput as bad:
            refused += [(problem, under) for problem in bad.problems]
        else:
            norms = seen.fresh(program)
            found += [*norm_issues(program, norms), *gap_issues(program, norms)]
            found += [*definition_issues(program, seen), *clash_issues(program, seen)]
            found += sense_issues(program, seen, defined)
            found += gist_issues(program, norms) if not chosen else ()
    for each in pending(rulebook):
        try:
            program = lower(as_if(rulebook, [each]))
        except BadInput as bad:
            refused += [(problem, ", as if it were in force") for problem in bad.problems]
        else:
            norms = seen.fresh(program)
            found += [*norm_issues(program, norms), *gist_issues(program, norms)]
    first = {
        (problem.file, problem.line, problem.column, problem.what): (problem, under)
        for problem, under in reversed(refused)
    }
    told = {moved(rulebook, problem) or named(problem, under) for problem, under in first.values()}
    return sorted({*found, *told})


def warnings(rulebook: Rulebook) -> list[Problem]:
    """What is not wrong for sure, and a person should look at, by place; only of a rulebook in which `check` finds nothing."""
    sheets = Sheets(rulebook.root)
    return sorted(
        {
            *amendment_warnings(lower(rulebook)),
            *reading_warnings(rulebook, sheets),
            *reread_warnings(rulebook, sheets),
        }
    )


def notes(rulebook: Rulebook) -> list[Problem]:
    """What is not wrong, but perhaps forgotten: kinds and standards that nothing uses."""
    return sorted(word_notes(rulebook, Sheets(rulebook.root)))


def _choices(rulebook: Rulebook) -> Iterator[tuple[Mapping[str, str], str]]:
    """The defaults, then every other option of each reading, with words for it."""
    yield {}, ""
    for reading in rulebook.readings.values():
        for option in reading.options:
            if option != reading.default:
                yield {reading.name: option}, f", when `{reading.name}` is `{option}`"
