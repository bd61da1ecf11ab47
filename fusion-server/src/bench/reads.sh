#!/bin/bash
# Measures point reads while a STORE of 1,000,000 objects runs on the bulk interface, beside the same reads on the idle
# server. Prints a Markdown table.
#
#   fusion-server/src/bench/reads.sh [ROUNDS [OBJECTS]]        (default 5 1000000; needs redis-cli, and chrt as root)
set -euo pipefail

rounds=${1:-5}
objects=${2:-1000000}
# shellcheck source=fusion-server/src/bench/processes.sh
. "$(dirname "$0")/processes.sh"
rest_port=2941
ws_port=2942
bulk_port=2943
resp_port=2948

# shellcheck source=fusion-common/bin/launch.sh
java=$(. "$project/fusion-common/bin/launch.sh" && fusion_find_java "$project/runtime")
FUSION_JAVA_OPTS="${FUSION_JAVA_OPTS:-} -Xlog:gc,safepoint:file=$work/pauses.log:uptime:filecount=0" \
    "$project/fusion-server/bin/fusion-server" --set objects.rest.port=$rest_port --set objects.ws.port=$ws_port \
    --set objects.bulk.port=$bulk_port --set objects.bulk.maxRead=1GiB --set kv.port=$((resp_port - 1)) \
    --set resp.port=$resp_port >"$work/fusion.log" 2>&1 &
pids+=($!)
await "$work/fusion.log" "Fusion ready"

query() { # TEXT: asks, prints the answer
    curl -s "http://127.0.0.1:$rest_port/" -H 'Content-Type: application/json' --data-binary "$1"
}

query '{"CREATE_CLASSES":{"Pair":{"k":{"_type":"string","_index":true},"v":"string"}}}' >/dev/null
oid=$(query '{"STORE":{"_class":"Pair","_objects":[{"k":"one","v":"1"}]}}' |
    grep -o '"_oid":"[^"]*"' | cut -d'"' -f4)
redis-cli -p $resp_port SET key:one "$(printf '%0100d' 1)" >/dev/null
"$java" -Xmx3g -XX:+UseSerialGC "$project/fusion-server/src/bench/ReadsDuringStore.java" $resp_port $ws_port \
    $bulk_port "$objects" "$rounds" "{\"GET\":{\"Pair\":{\"_oids\":[\"$oid\"]}}}" &
harness=$!
pids+=("$harness")
# The readers measure the server and not how long they wait for a processor themselves, idle and during a STORE alike.
while [ "$(grep -l '^reader' /proc/"$harness"/task/*/comm 2>/dev/null | wc -l)" -lt 2 ]; do
    kill -0 "$harness"
    sleep 0.1
done
for thread in $(grep -l '^reader' /proc/"$harness"/task/*/comm); do
    thread=${thread%/comm}
    chrt --rr --pid 1 "${thread##*/}" || echo "The readers wait for processors as well: no right to chrt."
done
wait "$harness"
awk '/Total: *[0-9]+ ns/ {
        sub(/.*Total: */, ""); stops++; sum += $1; if ($1 > longest) longest = $1 }
    END { printf "\nThe server stood still %d times, %.0f ms together, %.0f ms at most.\n",
        stops, sum / 1e6, longest / 1e6 }' "$work/pauses.log"
