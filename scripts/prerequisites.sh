#!/usr/bin/env bash
# Looks for what `make demo` and `make test` need from the system, and prints the Python they should use.
# On a gap it says what is missing and the one line that installs it, and exits 1.
# `--packages debian` (or fedora, macos) prints that line alone.
set -euo pipefail

install_line() {
    case $1 in
        debian) echo "apt-get install -y --no-install-recommends git ca-certificates make gcc python3-dev python3-venv" ;;
        fedora) echo "dnf install -y git make gcc python3-devel" ;;
        macos) echo "xcode-select --install; brew install python" ;;
    esac
}

if [ "${1:-}" = "--packages" ]; then
    install_line "$2"
    exit
fi

missing=()

# What a Python lacks, one item a line; nothing if it will do. It is asked to compile nothing: the headers need only be there.
lacks() {
    "$1" - 2>/dev/null <<'PYTHON' || echo "a working python3"
import sys
if sys.version_info < (3, 11):
    print("python3 3.11 or later (%s is %d.%d)" % ((sys.executable,) + sys.version_info[:2]))
else:
    import importlib.util, os, sysconfig
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            print("the python module %s" % module)
    if not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")):
        print("the C headers of python (Python.h)")
PYTHON
}

python="" gaps="" fallback=""
for candidate in ${PYTHON:+"$PYTHON"} python3.14 python3.13 python3.12 python3.11 python3; do
    command -v "$candidate" > /dev/null 2>&1 || continue
    gaps=$(lacks "$candidate")
    if [ -z "$gaps" ]; then
        python=$candidate
        break
    fi
    case $gaps in
        "a working python3") ;;  # a name that leads nowhere, as version managers leave behind
        *) fallback=$gaps ;;
    esac
done
if [ -z "$python" ]; then
    while IFS= read -r gap; do missing+=("$gap"); done <<< "${fallback:-python3, 3.11 or later}"
fi

compiler=${CC:-cc}
command -v "${compiler%% *}" > /dev/null 2>&1 || command -v gcc > /dev/null 2>&1 || missing+=("a C compiler (cc)")
for tool in git make; do
    command -v "$tool" > /dev/null 2>&1 || missing+=("$tool")
done

if [ ${#missing[@]} -eq 0 ]; then
    echo "$python"
    exit
fi

{
    echo "missing:"
    printf '  %s\n' "${missing[@]}"
    echo "install with (as root where the system asks for it):"
    like=""
    if [ -r /etc/os-release ]; then like=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}"); fi
    case "$OSTYPE $like" in
        darwin*) echo "  $(install_line macos)" ;;
        *debian* | *ubuntu*) echo "  $(install_line debian)" ;;
        *fedora* | *rhel*) echo "  $(install_line fedora)" ;;
        *)
            echo "  Debian, Ubuntu: $(install_line debian)"
            echo "  Fedora:         $(install_line fedora)"
            echo "  macOS:          $(install_line macos)"
            ;;
    esac
} >&2
exit 1
