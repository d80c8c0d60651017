#!/usr/bin/env bash
# Makes .venv ready: `core` for using callrules, `test` for working on it.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=$1

if ! .venv/bin/python -c "" 2> /dev/null; then
    python=$(bash scripts/prerequisites.sh)
    echo "making .venv with $python" >&2
    "$python" -m venv --clear .venv
fi

quietly_install() {
    .venv/bin/python -m pip --disable-pip-version-check install --quiet "$@"
}

# durable-rules calls a C function that Python 3.13 dropped; the one that replaced it has been there all along.
export CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"

# The build tools come first and by hash too, so that building needs nothing that is not pinned.
quietly_install --require-hashes -r requirements/build.txt
quietly_install --require-hashes --no-build-isolation -r "requirements/$kind.txt"
quietly_install --no-deps --no-build-isolation --editable .
