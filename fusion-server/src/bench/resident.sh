#!/bin/bash
# What 1,000,000 keys of 16 bytes with values of 100 take: by either server's account, and by the operating system right
# after they were loaded and when a minute and a half has passed without a command. Prints a Markdown table.
#
#   fusion-server/src/bench/resident.sh [KEYS]        (default 1000000; needs redis-server and redis-cli)
set -euo pipefail

keys=${1:-1000000}
idle=90
# shellcheck source=fusion-server/src/bench/processes.sh
. "$(dirname "$0")/processes.sh"
redis_port=2969
resp_port=2978

resident() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$1/status"; }
account() { redis-cli -p "$1" INFO memory | tr -d '\r' | sed -n 's/^used_memory:\([0-9]*\).*/\1/p'; }

awk -v keys="$keys" 'BEGIN {
    value = sprintf("%0100d", 7)
    for (i = 0; i < keys; i++)
        printf "*3\r\n$3\r\nSET\r\n$16\r\nkey:%012d\r\n$100\r\n%s\r\n", i, value
}' >"$work/commands"

row() { # NAME PORT PROCESS
    local before empty loaded
    before=$(resident "$3")
    empty=$(account "$2")
    redis-cli -p "$2" --pipe <"$work/commands" >/dev/null
    loaded=$(resident "$3")
    sleep $idle
    printf '| %s | %s bytes | %s MB | %s MB |\n' "$1" $((($(account "$2") - empty) / keys)) $((loaded - before)) \
        $(($(resident "$3") - before))
}

redis-server --port $redis_port --save '' --appendonly no >"$work/redis.log" 2>&1 &
pids+=($!)
"$project/fusion-server/bin/fusion-server" --set objects.rest.port=2971 --set objects.ws.port=2972 \
    --set objects.bulk.port=2973 --set kv.port=2977 --set resp.port=$resp_port >"$work/fusion.log" 2>&1 &
pids+=($!)
await "$work/redis.log" "Ready to accept"
await "$work/fusion.log" "Fusion ready"
printf '| %s keys | account, each | resident grew by | %s s later |\n| --- | --- | --- | --- |\n' "$keys" $idle
row Redis $redis_port "${pids[0]}"
row Fusion $resp_port "${pids[1]}"
