#!/bin/bash
# Writes at the memory bound, to Fusion and to Redis, with the same commands in the same order and as many bytes for
# data by either's own account. Prints hit ratios, resident memory over time and pauses.
#
#   fusion-server/src/bench/eviction.sh [SETS [KEYS [HEAP]]]        (default 50000000 2000000 256m; needs redis-server)
#
# The bound is Fusion's default, 60 % of its heap; Redis gets the same number as maxmemory, with allkeys-lfu.
set -euo pipefail

sets=${1:-50000000}
keys=${2:-2000000}
heap=${3:-256m}
# shellcheck source=fusion-server/src/bench/processes.sh
. "$(dirname "$0")/processes.sh"
redis_port=2949
resp_port=2958

trace() { # PORT PROCESS
    "$java" -Xmx512m -XX:+UseSerialGC "$project/fusion-server/src/bench/CacheTrace.java" "$1" "$2" "$sets" "$keys"
}

# shellcheck source=fusion-common/bin/launch.sh
java=$(. "$project/fusion-common/bin/launch.sh" && fusion_find_java "$project/runtime")

FUSION_JAVA_OPTS="-Xmx$heap ${FUSION_JAVA_OPTS:-} -Xlog:gc,safepoint:file=$work/pauses.log:uptime:filecount=0" \
    "$project/fusion-server/bin/fusion-server" --set objects.rest.port=$((resp_port - 7)) \
    --set objects.ws.port=$((resp_port - 6)) --set objects.bulk.port=$((resp_port - 5)) \
    --set kv.port=$((resp_port - 1)) --set resp.port=$resp_port >"$work/fusion.log" 2>&1 &
fusion=$!
pids+=("$fusion")
await "$work/fusion.log" "Fusion ready"
bound=$(redis-cli -p $resp_port CONFIG GET maxmemory | tail -n 1)
echo "Fusion, heap $heap, bound $bound bytes"
trace $resp_port "$fusion"
redis-cli -p $resp_port INFO memory | tr -d '\r' | grep '^used_memory:'
kill "$fusion"
wait "$fusion" || true

# Java writes each stop with its whole length in nanoseconds; a stop of the collector is one of them.
awk '/Total: *[0-9]+ ns/ {
        sub(/.*Total: */, ""); stops++; sum += $1; if ($1 > 5e6) over5++; if ($1 > 20e6) over20++
        if ($1 > longest) longest = $1 }
    END { printf "stops %d, %.1f s together, above 5 ms %d, above 20 ms %d, longest %.1f ms\n",
        stops, sum / 1e9, over5, over20, longest / 1e6 }' "$work/pauses.log"

redis-server --port $redis_port --save '' --appendonly no --maxmemory "$bound" --maxmemory-policy allkeys-lfu \
    >"$work/redis.log" 2>&1 &
redis=$!
pids+=("$redis")
await "$work/redis.log" "Ready to accept"
echo "Redis, allkeys-lfu, maxmemory $bound bytes"
trace $redis_port "$redis"
redis-cli -p $redis_port INFO memory | tr -d '\r' | grep '^used_memory:'
