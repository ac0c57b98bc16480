#!/bin/sh
# Prints the home of a JDK 25, or fails in silence. Asks no JVM: a JDK says its version in the file "release".
# Order: JAVA_HOME, the system's JDKs, SDKMAN, /opt, macOS, the java on the PATH.

is_25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -Eq '^JAVA_VERSION="25(["._+-])' "$1/release"
}

offer() {
    if is_25 "$1"; then
        printf '%s\n' "$1"
        exit 0
    fi
}

if [ -n "${JAVA_HOME:-}" ]; then offer "$JAVA_HOME"; fi
for home in /usr/lib/jvm/*25* /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.sdkman/candidates/java/current \
    "$HOME"/.jdks/*25* /opt/*25* /opt/jdk* /opt/java/* /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    offer "$home"
done
if [ -x /usr/libexec/java_home ]; then
    home=$(/usr/libexec/java_home -v 25 2>/dev/null) && offer "$home"
fi
java=$(command -v java) || exit 1
while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
        /*) java=$target ;;
        *) java=$(dirname "$java")/$target ;;
    esac
done
offer "$(dirname "$(dirname "$java")")"
exit 1
