# shellcheck shell=bash
# Sourced by ./marketplace for `marketplace test [clients]`; reads $root.

# Names the packages of scripts/debian-packages whose command is not there.
missing_packages() {
    local package command _
    while read -r package command _; do
        case $package in '' | '#'*) continue ;; esac
        # A daemon lives in /usr/sbin, which is not on everybody's PATH.
        PATH=$PATH:/usr/sbin:/sbin command -v "$command" >/dev/null || printf '%s\n' "$package"
    done <"$root/scripts/debian-packages"
}

retry() {
    local attempt
    for attempt in 1 2 3; do
        "$@" && return
        say "Attempt $attempt of 3 failed: $*"
        sleep $((attempt * 2))
    done
    return 1
}

# The packages are for the tests to start on ports of their own: their services are not started by the installation.
install_without_services() {
    local policy=/usr/sbin/policy-rc.d ours=
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && ours=1
    fi
    local status=0
    retry apt-get install -y -q --no-install-recommends "$@" >&2 || status=$?
    if [ -n "$ours" ]; then rm -f "$policy"; fi
    return "$status"
}

require_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    if [ "${#missing[@]}" = 0 ]; then return; fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing for the tests: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        retry apt-get update -q >&2 && install_without_services "${missing[@]}" && mapfile -t missing < <(missing_packages)
        if [ "${#missing[@]}" = 0 ]; then return; fi
    fi
    say "The tests need what is not installed here: ${missing[*]}" \
        "On Debian: apt-get install ${missing[*]}. Why each is needed stands in scripts/debian-packages."
    exit 3
}

# One line for each module from Maven's log. Not from the reports: a class with examples and properties runs in two
# engines, and the report of the second replaces that of the first.
report_tests() {
    awk '
        BEGIN { printf "\n%-10s %7s %7s %7s %7s\n", "module", "tests", "failed", "errors", "skipped" }
        match($0, /< dev\.llmmarketplace:marketplace-[a-z-]+ >/) {
            module = substr($0, RSTART + 33, RLENGTH - 35)
        }
        /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
            sub(/.*Tests run: /, "")
            split($0, number, /[^0-9]+/)
            if (!(module in tests)) order[++modules] = module
            tests[module] += number[1]; failed[module] += number[2]
            errors[module] += number[3]; skipped[module] += number[4]
        }
        END {
            for (i = 1; i <= modules; i++) {
                module = order[i]
                printf "%-10s %7d %7d %7d %7d\n", module, tests[module], failed[module], errors[module], skipped[module]
            }
        }
    ' "$1"
}

# Runs Maven with the given arguments, keeps what it says in target/<name>.log and sums its tests up.
run_tests() {
    local log=$root/target/$1.log status=0
    shift
    mkdir -p "$root/target"
    (cd "$root" && ./mvnw -B -ntp verify "$@") 2>&1 | tee "$log" || status=$?
    report_tests "$log"
    if [ "$status" != 0 ]; then say "" "Failed; the first [ERROR] in $log says where."; fi
    return "$status"
}

test_everything() {
    require_packages
    run_tests test || return
    say "" "Passed: formatting, compiler checks, architecture, dependencies and the tests above, in $SECONDS s."
}

require_languages() {
    if ! command -v go >/dev/null || ! python3 -m venv --help >/dev/null 2>&1; then
        say "The clients' tests need Go (1.26 or newer) and Python 3 with its venv module."
        exit 3
    fi
}

# Only the end-to-end tests that are marked for it: the others have run, or will, in test_everything.
test_clients() {
    require_languages
    run_tests test-clients -Dfast -Pclients -pl it -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false || return
    say "" "Passed: the official clients for Python and Go, in $SECONDS s."
}

marketplace_test() {
    case ${1:-} in
        '') test_everything ;;
        clients) test_clients ;;
        *)
            say "Usage: marketplace test [clients]"
            return 2
            ;;
    esac
}
