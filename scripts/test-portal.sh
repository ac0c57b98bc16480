#!/bin/sh
# Lints and tests the portal: scripts/test-portal.sh <directory of the portal>
# Runs only when something that it reads is newer than the last run that passed. Called by portal/pom.xml.
set -eu
cd "$1"

passed=target/tested
sources=$(find . ../api \( -path ./node_modules -o -path ./dist -o -path ./target -o -path ./e2e \) -prune -o -newer "$passed" -print 2>/dev/null | head -n 1)
if [ ! -f "$passed" ] || [ -n "$sources" ]; then
    npm test --silent
    mkdir -p target
    touch "$passed"
fi
