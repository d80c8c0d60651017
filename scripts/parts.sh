# Sourced by scripts that run many steps: all of them run, and what failed or could not run is told at the end.
#
#   step TITLE COMMAND...                a step that must pass
#   beside TITLE COMMAND...              the same, begun now and run beside the steps that follow; told where they come together
#   together                             waits for what runs beside
#   optional PART TITLE COMMAND...       the same, if the system has the command PART; else it is told as not run, with how to
#                                        install it where `how` says so: how="apt-get install part" optional …
#   conclude                             the last line: exits 1 if a step failed, or if CI=true and one was not run

failed=()
not_run=()
titles=()
jobs=()

step() {
    local title=$1
    shift
    echo "== $title"
    "$@" || failed+=("$title")
}

beside() {
    local title=$1
    shift
    mkdir -p build
    "$@" > "build/beside-${#jobs[@]}.txt" 2>&1 &
    jobs+=($!)
    titles+=("$title")
}

together() {
    local n
    for ((n = 0; n < ${#jobs[@]}; n++)); do
        wait "${jobs[$n]}" || failed+=("${titles[$n]}")
        echo "== ${titles[$n]}"
        cat "build/beside-$n.txt"
        rm "build/beside-$n.txt"
    done
    titles=()
    jobs=()
}

optional() {
    local part=$1 title=$2
    shift 2
    if command -v "$part" > /dev/null 2>&1; then
        step "$title" "$@"
    else
        not_run+=("$title: this system has no \`$part\`${how:+; install it with: $how}")
    fi
}

conclude() {
    local line status=0
    echo
    if [ ${#failed[@]} -gt 0 ]; then
        for line in "${failed[@]}"; do echo "FAILED: $line"; done
        status=1
    fi
    if [ ${#not_run[@]} -gt 0 ]; then
        for line in "${not_run[@]}"; do echo "NOT RUN: $line"; done
        if [ "${CI:-}" = "true" ]; then status=1; fi
    fi
    if [ $status -eq 0 ]; then echo "all steps passed"; fi
    exit $status
}
