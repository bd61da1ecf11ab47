#!/bin/bash
# Measures storing in bulk, and the memory that objects take. Prints Markdown tables.
#
#   fusion-server/src/bench/bulk.sh [OBJECTS [ROWS]]      (default 3750000 in one STORE, and files of 1000000 rows)
#
# The server is started anew for each step, with a heap of 6 GiB at most, and stopped at the end. Rates of files are
# those of fusion-cli load, start of the program included. Needs the JDK's jcmd.
set -euo pipefail

objects=${1:-3750000}
rows=${2:-1000000}
project=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
rest_port=2961
ws_port=2962
bulk_port=2963
server=

# shellcheck source=fusion-common/bin/launch.sh
. "$project/fusion-common/bin/launch.sh"
java=$(fusion_find_java "$project/runtime")
"$project/fusion-server/bin/fusion-server" --version >/dev/null
"$project/fusion-cli/bin/fusion-cli" --version >/dev/null

stop_server() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
        server=
    fi
}
trap 'stop_server; rm -rf "$work"' EXIT

start_server() { # [JVM OPTIONS]
    stop_server
    FUSION_JAVA_OPTS="-Xmx6g ${1:-}" "$project/fusion-server/bin/fusion-server" --set objects.rest.port=$rest_port \
        --set objects.ws.port=$ws_port --set objects.bulk.port=$bulk_port --set kv.enabled=false \
        --set resp.enabled=false --set objects.bulk.maxRead=1GiB >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 600); do
        if grep -q "Fusion ready" "$work/server.log"; then
            return
        fi
        sleep 0.1
    done
    cat "$work/server.log" >&2
    exit 1
}

step() { # STEP ARGUMENTS...
    "$java" -Xmx4g -cp "$project/fusion-server/target/fusion-server.jar:$project/fusion-server/target/lib/*" \
        "$project/fusion-server/src/jmh/java/io/fusioncache/server/query/BulkLoad.java" "$@"
}

account() { # bytes that the server says it holds
    curl -s "http://127.0.0.1:$rest_port/metrics" | awk '$1 == "fusion_memory_used_bytes" { printf "%d\n", $2 }'
}

kilobytes() { # FIELD of the server's /proc status
    awk -v field="$1:" '$1 == field { print $2 }' "/proc/$server/status"
}

clear_all() {
    curl -s "http://127.0.0.1:$rest_port/" -H 'Content-Type: application/json' \
        --data '{"CLEAR":{"_confirm":"IKnowWhatImDoing"}}' >/dev/null
}

collect() { # garbage
    "${java%java}jcmd" "$server" GC.run >/dev/null
    "${java%java}jcmd" "$server" GC.run >/dev/null
}

load() { # FILE: seconds
    local begin
    begin=$(date +%s.%N)
    "$project/fusion-cli/bin/fusion-cli" --url "ws://127.0.0.1:$ws_port" load --class Pair \
        --create '{"k":{"_type":"string","_index":true},"v":"string"}' "$1" >"$work/load.log" 2>&1 || {
        cat "$work/load.log" >&2
        exit 1
    }
    echo "$begin $(date +%s.%N)" | awk '{ print $2 - $1 }'
}

later_load() { # FILE: seconds, median of 3 behind two
    for _ in 1 2 3 4 5; do
        clear_all
        load "$1"
    done | sed 1,2d | sort -n | sed -n 2p
}

read -r walk bytes _ < <(step walk "$objects" 50)
for _ in 1 2 3; do
    start_server
    idle=$(kilobytes VmRSS)
    step store "$objects" 50 "ws://127.0.0.1:$bulk_port"
    peak=$(kilobytes VmHWM)
    charged=$(account)
done >"$work/first"
read -r first _ < <(sort -n "$work/first" | sed -n 2p)
for _ in 1 2 3 4 5 6 7; do # The first two warm the server up.
    clear_all
    step store "$objects" 50 "ws://127.0.0.1:$bulk_port"
done >"$work/stores"
read -r store sent < <(sed 1,2d "$work/stores" | sort -n | sed -n 3p)
read -r walk_again _ < <(step walk "$objects" 50)
step files "$rows" 50 "$work"
start_server
ndjson=$(load "$work/pairs.ndjson")
ndjson_later=$(later_load "$work/pairs.ndjson")
start_server
csv=$(load "$work/pairs.csv")
csv_later=$(later_load "$work/pairs.csv")

# A heap that is never much larger than what it holds, so that the operating system sees what is held.
start_server "-XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10"
collect
small_idle=$(kilobytes VmRSS)
step store "$rows" 12 "ws://127.0.0.1:$bulk_port" >/dev/null
collect
small_held=$(kilobytes VmRSS)
small_charged=$(account)

awk -v objects="$objects" -v rows="$rows" -v bytes="$bytes" -v walk="$walk" -v again="$walk_again" -v store="$store" -v sent="$sent" \
    -v first="$first" -v idle="$idle" -v peak="$peak" -v charged="$charged" -v ndjson="$ndjson" -v csv="$csv" \
    -v ndjson_later="$ndjson_later" -v csv_later="$csv_later" \
    -v small_idle="$small_idle" -v small_held="$small_held" -v small_charged="$small_charged" 'BEGIN {
    walk = (walk + again) / 2
    rate = objects / store * 1000
    first_rate = objects / first * 1000
    print "| what | figure |"
    print "| --- | --- |"
    printf "| message | %d objects, %.0f MB |\n", objects, bytes / 1e6
    printf "| Jackson walks its tokens | %d ms |\n", walk
    printf "| the first STORE of a server, sending included, median of 3 | %d ms, %.1f x |\n", first, first / walk
    printf "| a later one, median of 5 behind two | %d ms, %.1f x, %d objects/s; sent after %d ms |\n", store, store / walk,
        rate, sent
    printf "| held afterwards, by the account | %.0f MB |\n", charged / 1e6
    printf "| peak of the first, resident, less the idle server and what is held | %.0f MB, %.1f x the message |\n",
        (peak - idle) * 1024 / 1e6 - charged / 1e6, ((peak - idle) * 1024 - charged) / bytes
    loaded("NDJSON, first of a server", ndjson)
    loaded("NDJSON, a later one, median of 3 behind two", ndjson_later)
    loaded("CSV, first of a server", csv)
    loaded("CSV, a later one, median of 3 behind two", csv_later)
    printf "| bytes for each of %d objects of 25 and 12 bytes | account %.0f, operating system %.0f |\n", rows,
        small_charged / rows, (small_held - small_idle) * 1024 / rows
}
function loaded(format, seconds) {
    printf "| load of %s | %.2f s, %d rows/s, %.2f x the first STORE, %.2f x a later one |\n",
        format, seconds, rows / seconds, rows / seconds / first_rate, rows / seconds / rate
}'
