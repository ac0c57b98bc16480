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

# One line for each module: how many tests ran since $1, a file as old as the beginning.
report_tests() {
    local module reports
    printf '\n%-10s %7s %7s %7s %7s\n' module tests failed errors skipped
    for module in core gateway adapters server it bench sdk/java; do
        mapfile -t reports < <(find "$root/$module"/target/{surefire,failsafe}-reports -name 'TEST-*.xml' -newer "$1" 2>/dev/null)
        if [ "${#reports[@]}" = 0 ]; then continue; fi
        awk -v module="$module" '
            function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
            /<testsuite / { in_head = 1 }
            in_head { tests += number("tests"); failed += number("failures"); errors += number("errors"); skipped += number("skipped") }
            in_head && />/ { in_head = 0 }
            END { printf "%-10s %7d %7d %7d %7d\n", module, tests, failed, errors, skipped }
        ' "${reports[@]}"
    done
}

test_everything() {
    require_packages
    local begun status=0
    begun=$(mktemp)
    (cd "$root" && ./mvnw -ntp verify) || status=$?
    report_tests "$begun"
    rm -f "$begun"
    if [ "$status" = 0 ]; then
        say "" "Passed: formatting, compiler checks, architecture, dependencies and the tests above, in $SECONDS s."
    else
        say "" "Failed; the first [ERROR] above says where."
    fi
    return "$status"
}

test_clients() {
    if [ ! -f "$root/it/clients/run.sh" ]; then
        say "There are no client tests yet: it/clients/run.sh is missing."
        return
    fi
    if [ "${MARKETPLACE_NO_BUILD:-}" != 1 ] && ! is_built; then build; fi
    bash "$root/it/clients/run.sh"
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
