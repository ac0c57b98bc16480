#!/bin/sh
# Builds and runs the JMH benchmarks of the module bench: scripts/benchmarks.sh [regular expression] [JMH options]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
./mvnw -q -Dfast -DskipTests -pl bench -am package
jdk=$(sh scripts/find-jdk.sh)
exec "$jdk/bin/java" -cp "bench/target/classes:bench/target/lib/*" org.openjdk.jmh.Main "$@"
