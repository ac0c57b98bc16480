#!/bin/sh
# Builds the portal with the machine's npm: scripts/build-portal.sh <directory of the portal>
# Each step runs only when something that it reads is newer than what it made. Called by portal/pom.xml.
set -eu
cd "$1"

command -v npm >/dev/null || {
    echo "The portal is built with Node.js 20 or newer and its npm, and there is no npm on the PATH." >&2
    exit 1
}

installed=node_modules/.installed
if [ ! -f "$installed" ] || [ package.json -nt "$installed" ] || [ package-lock.json -nt "$installed" ]; then
    npm ci --no-audit --no-fund --loglevel=error
    mkdir -p node_modules
    touch "$installed"
fi

built=dist/index.html
sources=$(find . ../api \( -path ./node_modules -o -path ./dist -o -path ./target \) -prune -o ! -path . -newer "$built" -print 2>/dev/null | head -n 1)
if [ ! -f "$built" ] || [ -n "$sources" ]; then
    rm -rf target/classes/portal
    npm run build --silent
    touch "$built"
fi
