#!/usr/bin/env bash
# Makes the archive of loaded classes (Java 25: also of their profiles) that shortens the start of a hub, by playing the
# sandbox once.
#
#   mkdir -p HOME && cp -r target/deskbridge.jar bin HOME
#   bin/train.sh HOME
#   java @HOME/bin/jvm.options @HOME/cache.options -jar HOME/deskbridge.jar
#
# The archive fits this Java and these files alone; any other Java ignores it. The image and bench/start.sh use the same
# steps, so that what is measured is what is shipped.
set -euo pipefail
home=$(cd "${1:?the folder that holds deskbridge.jar and bin}" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
hub=
finish() {
    if [ -n "$hub" ]; then kill -KILL "$hub" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap finish EXIT

version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
if [ "$version" -ge 25 ]; then
    archive=$home/deskbridge.aot make=-XX:AOTCacheOutput use=-XX:AOTCache
else
    archive=$home/deskbridge.jsa make=-XX:ArchiveClassesAtExit use=-XX:SharedArchiveFile
fi
rm -f "$archive" "$home/cache.options"

# in an empty folder nothing is configured: the sandbox runs, with the shipped routes
cd "$work"
"$java" "@$home/bin/jvm.options" "$make=$archive" -Djava.io.tmpdir="$work" \
    -jar "$home/deskbridge.jar" --server.port=0 >log 2>&1 &
hub=$!

# wait_for SECONDS COMMAND...: until it succeeds
wait_for() {
    local left=$(($1 * 5))
    shift
    until "$@"; do
        if [ $((left -= 1)) -lt 0 ] || ! kill -0 "$hub" 2>/dev/null; then
            cat log >&2
            echo "train.sh: the hub did not do what was waited for: $*" >&2
            exit 1
        fi
        sleep 0.2
    done
}
wait_for 120 grep -q 'Deskbridge is ready' log
url=$(sed -n 's/.*Deskbridge is ready: \(http[^ ]*\)\/.*/\1/p' log)
curl -fsS -o post -H 'Authorization: Bearer customer-anna' -H 'Content-Type: application/json' \
    -d '{"text": "@acme my order is late"}' "$url/sandbox/x/2/tweets"
ticketed() { curl -fsS "$url/api/counts" | grep -q '"ticketed":[1-9]'; }
wait_for 60 ticketed

kill -TERM "$hub"
wait "$hub" || true # 143: it was told to end
hub=
if [ ! -s "$archive" ]; then
    cat log >&2
    echo "train.sh: no archive was written" >&2
    exit 1
fi
chmod a+r "$archive"
echo "$use=$archive" >"$home/cache.options"
