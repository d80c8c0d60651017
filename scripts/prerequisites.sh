#!/usr/bin/env bash
# Looks for what `make demo` and `make test` need from the system, and prints the Python they should use.
# On a gap it says what is missing and the one line that installs it, and exits 1.
# `--packages debian` (or fedora, macos) prints that line alone; `--browser debian` the one for the browser, which only the last steps
# of `make test` look into; `--browser` the one for this system, or all of them where it is not known.
set -euo pipefail

install_line() {
    case $1 in
        debian) echo "apt-get install -y --no-install-recommends git ca-certificates make gcc python3-dev python3-venv" ;;
        fedora) echo "dnf install -y git make gcc python3-devel" ;;
        macos) echo "xcode-select --install; brew install python" ;;
    esac
}

browser_line() {
    case $1 in
        debian) echo "apt-get install -y --no-install-recommends chromium" ;;
        fedora) echo "dnf install -y chromium" ;;
        macos) echo "brew install --cask google-chrome" ;;
    esac
}

# debian, fedora or macos; nothing for another system.
this_system() {
    local like=""
    if [ -r /etc/os-release ]; then like=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}"); fi
    case "$OSTYPE $like" in
        darwin*) echo macos ;;
        *debian* | *ubuntu*) echo debian ;;
        *fedora* | *rhel*) echo fedora ;;
    esac
}

case ${1:-} in
    --packages)
        install_line "$2"
        exit
        ;;
    --browser)
        system=${2:-$(this_system)}
        if [ -n "$system" ]; then
            browser_line "$system"
        else
            echo "$(browser_line debian) (Debian, Ubuntu); $(browser_line fedora) (Fedora); $(browser_line macos) (macOS)"
        fi
        exit
        ;;
esac

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
    system=$(this_system)
    if [ -n "$system" ]; then
        echo "  $(install_line "$system")"
    else
        echo "  Debian, Ubuntu: $(install_line debian)"
        echo "  Fedora:         $(install_line fedora)"
        echo "  macOS:          $(install_line macos)"
    fi
} >&2
exit 1
