#!/usr/bin/env bash
# Pins every dependency by version and hash, for all supported Pythons at once: `make lock`.
# The files it writes name no index and no host, so that they install from wherever pip is told to look.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$(bash scripts/prerequisites.sh)
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
"$python" -m venv "$tool"
"$tool/bin/python" -m pip install --quiet uv

pin() { # pin OUTPUT ARGUMENT...
    local output=$1
    shift
    "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
        --no-header --no-annotate "$@" --output-file "$tool/locked.txt"
    { echo "# Made by \`make lock\`; edit pyproject.toml or requirements/build.in instead."; cat "$tool/locked.txt"; } > "$output"
    rm "$tool/locked.txt"
}

pin requirements/core.txt pyproject.toml
pin requirements/test.txt pyproject.toml --extra test --extra docs --constraint requirements/core.txt
pin requirements/build.txt requirements/build.in --constraint requirements/test.txt
