#!/usr/bin/env bash
# Measures how long the hub takes from the process's start until it is ready, what it then holds in memory, and what it
# holds under load with a heap of 256 MB. It builds nothing: run mvn package before.
#
#   JAVA_HOME_25=/path/to/jdk-25 bench/start.sh [deskbridge.jar]
#
# Java 17 is JAVA_HOME_17, or the java that is found; Java 25 is left out without JAVA_HOME_25. RUNS (5) times each:
#   plain     java -jar deskbridge.jar
#   settings  java @bin/jvm.options -jar deskbridge.jar
#   image     as the image ships it: with those settings and the archive of bin/train.sh
# Idle is a hub with a channel and a desk that cannot be reached, after IDLE (20) seconds; load is the sandbox with POSTS
# (3000) posts of customers, each of which becomes a ticket. Beside the wall's clock stands the processor time, which
# other work on the machine disturbs less. Raw results: bench/results/start-<date>.csv. Linux only: it reads /proc.
set -euo pipefail
cd "$(dirname "$0")/.."
jar=$(realpath "${1:-target/deskbridge.jar}")
runs=${RUNS:-5} idle=${IDLE:-20} posts=${POSTS:-3000}
bin=$PWD/bin
raw=$PWD/bench/results/start-$(date +%F).csv
work=$(mktemp -d)
pid=
finish() {
    if [ -n "$pid" ]; then kill -KILL "$pid" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap finish EXIT

mkdir -p "$(dirname "$raw")" "$work/idle/config" "$work/idle/routes" "$work/load" "$work/tmp"
cp "$jar" "$work/deskbridge.jar"
cat >"$work/idle/config/deskbridge.yaml" <<'YAML'
deskbridge:
  channels:
    shop: { type: custom }
  desks:
    zendesk: { type: zendesk, base-url: "http://127.0.0.1:9", email: hub@acme.example, api-token: none }
YAML
route() {
    printf -- '- route:\n    id: %s\n    description: %s\n    from:\n      uri: %s\n      steps:\n        - to:\n            uri: %s\n' \
        "$1" "$2" "$3" "$4" >"$work/idle/routes/$1.camel.yaml"
}
route shop-to-zendesk 'Messages of the shop become tickets.' channel:shop desk:zendesk
route replies-from-zendesk 'Comments go back.' desk:zendesk channel:origin

# One curl for all posts: a post is a new conversation, so each becomes a ticket.
posts_of() {
    for ((i = 1; i <= posts; i++)); do
        printf 'url = "%s/sandbox/x/2/tweets"\nheader = "Authorization: Bearer customer-anna"\n' "$1"
        printf 'header = "Content-Type: application/json"\noutput = "/dev/null"\n'
        printf 'data = "{\\"text\\": \\"@acme order %d is late\\"}"\nnext\n' "$i"
    done | sed '$d'
}

status() { awk -v key="$1:" '$1 == key { print int($2 / 1024) }' "/proc/$pid/status"; }
# user and system time since the start, in milliseconds; the clock of /proc ticks a hundred times a second
processor() { sed 's/.*) //' "/proc/$pid/stat" | awk '{ print ($12 + $13) * 10 }'; }

# start FOLDER COMMAND...: until it is ready; sets pid, wall, url
start() {
    local folder=$1 begin
    shift
    cd "$folder"
    rm -rf data "$work"/tmp/*
    : >log
    begin=$(date +%s%N)
    "$@" "-Djava.io.tmpdir=$work/tmp" -jar "$home_jar" --server.port=0 >log 2>&1 &
    pid=$!
    until grep -q 'Deskbridge is ready' log; do
        kill -0 "$pid" 2>/dev/null || { cat log >&2; exit 1; }
        sleep 0.01
    done
    wall=$((($(date +%s%N) - begin) / 1000000))
    url=$(sed -n 's/.*Deskbridge is ready: \(http[^ ]*\)\/.*/\1/p' log)
    cd - >/dev/null
}

stop() {
    kill -TERM "$pid"
    wait "$pid" || true
    pid=
}

ticketed() { curl -fsS "$url/api/counts" | sed -n 's/.*"messages":{[^}]*"ticketed":\([0-9]*\).*/\1/p'; }

# measure JAVA VARIANT OPTIONS...: one line of results a run
measure() {
    local java=$1 variant=$2 begin cpu
    shift 2
    for ((run = 1; run <= runs; run++)); do
        start "$work/idle" "$java" "$@"
        cpu=$(processor)
        sleep "$idle"
        local line="$version,$variant,$run,$wall,$cpu,$(status VmRSS),$(ls "/proc/$pid/task" | wc -l)"
        stop
        start "$work/load" "$java" "$@" -Xmx256m
        posts_of "$url" >"$work/posts"
        begin=$(date +%s%N) cpu=$(processor)
        curl -fsS --parallel --parallel-max 16 --no-progress-meter -K "$work/posts"
        until [ "$(ticketed)" = "$posts" ]; do sleep 0.2; done
        line+=",$((($(date +%s%N) - begin) / 1000000)),$(($(processor) - cpu)),$(status VmHWM)"
        stop
        echo "$line" | tee -a "$raw"
    done
}

echo "java,variant,run,ready ms,ready cpu ms,idle RSS MB,threads,load ms,load cpu ms,load peak RSS MB" | tee "$raw"
homes=("${JAVA_HOME_17:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}")
if [ -n "${JAVA_HOME_25:-}" ]; then homes+=("$JAVA_HOME_25"); fi
for home in "${homes[@]}"; do
    java=$home/bin/java
    version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.version = //p')
    home_jar=$work/deskbridge.jar
    measure "$java" plain
    measure "$java" settings "@$bin/jvm.options"
    rm -rf "$work/image"
    mkdir "$work/image"
    cp -r "$home_jar" "$bin" "$work/image/"
    JAVA_HOME=$home bin/train.sh "$work/image"
    home_jar=$work/image/deskbridge.jar
    measure "$java" image "@$work/image/bin/jvm.options" "@$work/image/cache.options"
done

echo
echo "| Java | variant | ready | processor time until ready | RSS idle | RSS peak under load, -Xmx256m | load: time | load: processor time |"
echo "|---|---|---|---|---|---|---|---|"
median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }
tail -n +2 "$raw" | cut -d, -f1,2 | uniq | while IFS=, read -r version variant; do
    of() { grep "^$version,$variant," "$raw" | cut -d, -f"$1" | median; }
    seconds() { awk -v ms="$(of "$1")" 'BEGIN { printf "%.1f s", ms / 1000 }'; }
    echo "| $version | $variant | $(seconds 4) | $(seconds 5) | $(of 6) MB | $(of 10) MB | $(seconds 8) | $(seconds 9) |"
done
