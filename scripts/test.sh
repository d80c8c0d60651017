#!/usr/bin/env bash
# Every check the repository asks for, in the order in which a failure is quickest to find: `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/parts.sh

python=.venv/bin/python

step "lint" "$python" -m ruff check --quiet .
step "format" "$python" -m ruff format --quiet --check .
step "types" "$python" -m mypy
step "rulebook" .venv/bin/callrules check rules
step "shape" .venv/bin/callrules fmt --check rules
step "features" "$python" -m features.lint features
step "agreement" "$python" scripts/agree.py --cases 2030 --brief
step "site" "$python" -m scripts.website
browser=$("$python" -m scripts.website.browser --which)
how=$(bash scripts/prerequisites.sh --browser)
optional "${browser:-chromium}" "site in a browser" "$python" -m scripts.website.browser
step "tests" "$python" -m pytest -q -n auto
conclude
