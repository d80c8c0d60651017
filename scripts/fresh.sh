#!/usr/bin/env bash
# A stranger's first ten minutes, tried for real: `make fresh` (root, debootstrap and unshare needed).
#
# Builds a minimal Debian, installs what the README names and nothing else, clones the committed HEAD there, under a
# path with a space and with no locale, runs the README's two commands, and prints seconds and megabytes for each step.
# How this host reaches packages (apt and pip settings, proxies, certificates) goes along; the repository names no host.
# FRESH_SUITE picks another suite than the host's own; the downloaded system is kept under build/fresh/.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${FRESH_SUITE:-}
fresh=$PWD/build/fresh
certificates=/etc/ssl/certs/ca-certificates.crt
visitor=/home/visitor

die() {
    echo "$1" >&2
    exit 1
}

# One row of what apt fetches packages from: file:line, address, suite.
apt_sources() {
    apt-get indextargets --format '$(SOURCESENTRY) $(REPO_URI) $(RELEASE)' 'Created-By: Packages' | sort -u
}

pip_setting() { # pip_setting NAME: its words, from whatever files and variables pip reads
    "$python" -m pip config list 2> /dev/null | sed -n "s/^.*\.$1='\(.*\)'\$/\1/p" | tr ' ' '\n' | sort -u
}

build_system() { # a bare system, downloaded once
    local mirror=$1 tarball=$2 proxy
    [ -f "$tarball" ] && return
    mkdir -p "$fresh"
    proxy=$(apt-config dump Acquire::http::Proxy | sed -n 's/^.* "\(.*\)";$/\1/p')
    ${proxy:+env "http_proxy=$proxy"} debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$fresh/debootstrap.log"
    rm -rf "$root"/var/cache/apt/archives/*.deb
    tar -C "$root" --one-file-system -cf "$tarball.part" .
    mv "$tarball.part" "$tarball"
}

# Apt and name settings of the host, and the address of the host's mirror for another suite.
carry_settings() {
    local host_suite=$1 file
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    cp /etc/hosts "$root/etc/hosts"
    rm -f "$root/etc/apt/sources.list"
    apt_sources | awk -v suite="$host_suite" '$3 == suite || index($3, suite "-") == 1 { sub(/:[0-9]+$/, "", $1); print $1 }' | sort -u |
        while IFS= read -r file; do sed "s/\b$host_suite\b/$suite/g" "$file" > "$root$file"; done
    apt-config dump | grep -E '^Acquire::(https?|Check-|Retries|ForceIPv)' > "$root/etc/apt/apt.conf.d/90host" || true
    for file in .config/pip/pip.conf .pip/pip.conf; do
        if [ -f "$HOME/$file" ]; then install -D "$HOME/$file" "$root$visitor/$file"; fi
    done
    for file in /etc/pip.conf "${PIP_CONFIG_FILE:-}"; do
        if [ -n "$file" ] && [ -f "$file" ]; then install -D "$file" "$root$file"; fi
    done
}

# Runs in a namespace of its own: whatever it mounts is gone with it, however it ends.
visit() {
    local place
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    for place in $(pip_setting find-links) $(pip_setting extra-index-url) $(pip_setting index-url); do
        place=${place#file://}
        case $place in /*) ;; *) continue ;; esac
        place=${place%/simple}
        place=${place%/simple/}
        mkdir -p "$root$place"
        mount --bind "$place" "$root$place"
        mount -o remount,bind,ro "$root$place"
    done

    echo "step                                  seconds  megabytes"
    timed "apt-get update" inside apt-get -q update
    timed "the README's packages" inside sh -c "DEBIAN_FRONTEND=noninteractive $(bash scripts/prerequisites.sh --packages debian)"
    if [ -f "$certificates" ]; then mkdir -p "$root/etc/ssl/certs" && cp "$certificates" "$root$certificates"; fi
    timed "git clone" inside git clone -q /callrules.bundle "$visitor/call rules"
    timed "make demo" inside make -C "$visitor/call rules" demo
    timed "make demo, again" inside make -C "$visitor/call rules" demo
    timed "make test" inside make -C "$visitor/call rules" test
}

inside() {
    local carried=() name
    for name in $(compgen -e | grep -E '^(PIP_.*|[a-zA-Z]+_proxy|[A-Z]+_PROXY|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$'); do
        carried+=("$name=${!name}")
    done
    chroot "$root" env -i "HOME=$visitor" PATH=/usr/sbin:/usr/bin:/sbin:/bin "${carried[@]}" "$@"
}

megabytes() {
    du -smx "$root" | cut -f1
}

timed() {
    local title=$1 before begun seconds log="$fresh/${1//[^a-z]/-}.log"
    shift
    before=$(megabytes)
    begun=$EPOCHREALTIME
    if ! "$@" > "$log" 2>&1; then
        tail -n 60 "$log" >&2
        die "fresh: \`$title\` failed; all it said is in ${log#"$PWD"/}"
    fi
    seconds=$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
    printf '%-36s %8s %10s\n' "$title" "$seconds" "$(($(megabytes) - before))"
}

if [ "${1:-}" = "--visit" ]; then
    root=$2 python=$3
    visit
    exit
fi

[ "$(id -u)" -eq 0 ] || die "fresh: needs root, to make a system of its own"
for tool in debootstrap unshare apt-get git; do
    command -v "$tool" > /dev/null || die "fresh: needs $tool"
done
git rev-parse --verify --quiet HEAD > /dev/null || die "fresh: nothing is committed yet"
[ -z "$(git status --porcelain)" ] || echo "fresh: tries the last commit, without the changes made since" >&2
python=$(bash scripts/prerequisites.sh)
host_suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
suite=${suite:-$host_suite}
mirror=$(apt_sources | awk -v suite="$host_suite" '$3 == suite { print $2; exit }')
[ -n "$mirror" ] || die "fresh: the apt sources of this host name no mirror for \`$host_suite\`"

root=$(mktemp -d)
trap 'rm -rf --one-file-system "$root"' EXIT
tarball=$fresh/$suite.tar
build_system "$mirror" "$tarball"
find "$root" -mindepth 1 -delete
tar -C "$root" -xf "$tarball"
mkdir "$root$visitor"
chmod 755 "$root"  # apt drops root to download, and must still get in
carry_settings "$host_suite"
git bundle create -q "$root/callrules.bundle" HEAD
echo "a bare $suite: $(megabytes) megabytes"
unshare --mount --propagation private bash scripts/fresh.sh --visit "$root" "$python"
