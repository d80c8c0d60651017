#!/usr/bin/env bash
# Every check the repository asks for, in the order in which a failure is quickest to find: `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/parts.sh

python=.venv/bin/python
unset PYTHONDONTWRITEBYTECODE # or every command that a test runs would compile the program anew

beside "site" "$python" -m scripts.website
step "lint" "$python" -m ruff check --quiet .
step "format" "$python" -m ruff format --quiet --check .
step "types" "$python" -m mypy
step "rulebook" .venv/bin/callrules check rules
step "shape" .venv/bin/callrules fmt --check rules
step "features" "$python" -m features.lint features
together
browser=$("$python" -m scripts.website.browser --which)
how=$(bash scripts/prerequisites.sh --browser)
optional "${browser:-chromium}" "site in a browser" "$python" -m scripts.website.browser
step "agreement" "$python" scripts/agree.py --cases 2030 --brief
step "tests" "$python" -m pytest -q -n auto --dist worksteal
conclude
