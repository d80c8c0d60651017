"""`python -m evaluator` is `callrules`."""

from evaluator.doors.cli import main

main()
