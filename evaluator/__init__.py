"""callrules: rules as code for the United States' anti-robocall law.

>>> from evaluator import Case, Rulebook, assess, demo
>>> book = Rulebook.load()
>>> record = assess(book, demo("sipkonnect"), at="2022-07-10T00:00:00-04:00")
>>> record.answer("may-block-all", toward="sipkonnect").status
'undetermined'
"""

from evaluator.doors.api import Case, Record, Rulebook, assess, demo
from evaluator.passes.assess import Answer
from evaluator.passes.findings import Finding
from evaluator.words.errors import BadInput, CallrulesError, IntegrityError, Problem, UsageError

__all__ = [
    "Answer",
    "BadInput",
    "CallrulesError",
    "Case",
    "Finding",
    "IntegrityError",
    "Problem",
    "Record",
    "Rulebook",
    "UsageError",
    "assess",
    "demo",
]
