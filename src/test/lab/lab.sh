#!/usr/bin/env bash
# Starts and stops the real counterparts that `mvn verify -Plab` talks to, by the scripts of a folder beside the project:
# an AT Protocol network with its PostgreSQL, and Postfix with Dovecot. Without that folder it says so, and the tests skip.
set -euo pipefail
lab="${DESKBRIDGE_SHARED:-../shared}/lab"
if [ ! -d "$lab" ]; then
  echo "SKIPPED: $lab is missing; it is not part of the project. Name another folder by DESKBRIDGE_SHARED."
  exit 0
fi
lab=$(cd "$lab" && pwd)
log=$PWD/target/lab.log
started=$PWD/target/lab.started
mkdir -p target

# run NAME: start what answers to nobody yet, and remember that it was us. The servers must not hold our output open.
run() {
  if (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then
    echo "$1 runs already"
    return
  fi
  echo "starting $1"
  if bash "$lab/$1/start.sh" >>"$log" 2>&1 </dev/null; then
    echo "$1" >>"$started"
  else
    echo "SKIPPED: $1 could not be started; the tests that need it skip. The end of $log:"
    tail -n 20 "$log"
  fi
}

case "${1:-}" in
  start)
    : >"$started"
    run postgres 15432
    run atproto 2583
    run mail 18025
    ;;
  stop)
    [ -f "$started" ] || exit 0
    tac "$started" | while read -r name; do
      echo "stopping $name"
      bash "$lab/$name/stop.sh" >>"$log" 2>&1 </dev/null || echo "$name did not stop cleanly; see $log"
    done
    rm -f "$started"
    ;;
  *)
    echo "usage: lab.sh start|stop" >&2
    exit 2
    ;;
esac
