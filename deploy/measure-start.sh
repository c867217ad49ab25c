#!/usr/bin/env bash
# Measures what the service takes from the start of the JVM until it listens, without the AOT cache and with it, in turn:
# milliseconds, milliseconds of CPU (which other load on the machine changes less), and resident memory. First: mvn -q -DskipTests -Paot package
#
# Usage: deploy/measure-start.sh [RUNS]; JAVA and PORT may be set.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-5}
export PORT=${PORT:-3999} API_PORT=0 METRICS_PORT=0
java=${JAVA:-java}
target=bootstrap/target
flags=(-XX:+UseCompactObjectHeaders -XX:+UseG1GC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30)
log=$(mktemp)
trap 'rm "$log"' EXIT

measure() {
  local began now cpu memory
  : >"$log" # or the line of the last run is found
  began=$(date +%s%N)
  "$java" "${flags[@]}" "$@" -jar "$target/sup-messenger.jar" >"$log" 2>&1 &
  local pid=$!
  until grep -q 'listens on port' "$log"; do # the port alone is tried before all else
    kill -0 "$pid" || exit 1
    sleep 0.01
  done
  now=$(date +%s%N)
  cpu=$(awk -v hz="$(getconf CLK_TCK)" '{ print int(($14 + $15) * 1000 / hz) }' "/proc/$pid/stat")
  memory=$(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")
  kill "$pid"
  wait "$pid" || true
  echo "$(((now - began) / 1000000)) ms, $cpu ms of CPU, $memory MB"
}

for run in $(seq "$runs"); do
  echo "run $run without the cache: $(measure)"
  echo "run $run with the cache:    $(measure "-XX:AOTCache=$target/sup-messenger.aot")"
done
