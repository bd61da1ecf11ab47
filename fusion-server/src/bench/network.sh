#!/bin/bash
# Measures Fusion over the network beside its peers: Redis, and a bare Undertow. Prints a Markdown table of medians.
#
#   fusion-server/src/bench/network.sh [ROUNDS [ROWS]]     (default 5; needs redis-server, redis-tools and wrk)
#
# ROWS is a regular expression: only rows whose name it finds are measured.
#
# All are started here and stopped at the end. Each row is measured peer, Fusion, peer, Fusion, ..., so that what else
# the machine does falls on both. "spread" is (highest - lowest) / median of Fusion's rounds.
set -euo pipefail

rounds=${1:-5}
wanted=${2:-.}
# shellcheck source=fusion-server/src/bench/processes.sh
. "$(dirname "$0")/processes.sh"
redis_port=2979
peer_port=2980
kv_peer_port=2990
rest_port=2981
ws_port=2982
resp_port=2988
keys=100000

start_redis() {
    redis-server --port $redis_port --save '' --appendonly no >"$work/redis.log" 2>&1 &
    pids+=($!)
    await "$work/redis.log" "Ready to accept"
}

start_fusion() {
    "$project/fusion-server/bin/fusion-server" --fusion --set objects.rest.port=$rest_port \
        --set objects.ws.port=$ws_port --set objects.bulk.port=$((ws_port + 1)) --set kv.port=$((ws_port + 5)) \
        --set resp.port=$resp_port >"$work/fusion.log" 2>&1 &
    pids+=($!)
    await "$work/fusion.log" "Fusion ready"
}

start_peer() { # PORT FILE: what it answers
    local threads
    threads=$(curl -s "http://127.0.0.1:$rest_port/metrics" | awk '$1 == "fusion_io_threads" { print $2 }')
    "$java" -XX:+UseG1GC -XX:+UseCompactObjectHeaders -cp "$project/fusion-server/target/lib/*" \
        "$project/fusion-server/src/bench/UndertowPeer.java" "$1" "$threads" "$2" >"$work/peer.$1.log" 2>&1 &
    pids+=($!)
    await "$work/peer.$1.log" ready
}

query() { # TEXT: asks Fusion, prints the answer
    curl -s "http://127.0.0.1:$rest_port/" -H 'Content-Type: application/json' --data-binary "$1"
}

# Each measurement prints: requests per second, p50 and p99 in milliseconds.

redis_benchmark() { # PORT CLIENTS PIPELINE REQUESTS COMMAND...
    local port=$1 clients=$2 pipeline=$3 requests=$4
    shift 4
    redis-benchmark -p "$port" -c "$clients" -P "$pipeline" -n "$requests" -r $keys --csv "$@" 2>/dev/null |
        tail -n 1 | tr -d '"' | awk -F, '{ print $(NF - 6), $(NF - 3), $(NF - 1) }'
}

wrk_post() { # PORT CLIENTS QUERY
    cat >"$work/post.lua" <<EOF
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = [[$3]]
EOF
    wrk -t 1 -c "$2" -d 3s --latency -s "$work/post.lua" "http://127.0.0.1:$1/" | awk '
        function milliseconds(text) {
            return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000
        }
        $1 == "50%" { p50 = milliseconds($2) }
        $1 == "99%" { p99 = milliseconds($2) }
        $1 == "Requests/sec:" { print $2, p50, p99 }'
}

web_socket() { # PORT PATH CLIENTS QUERY
    local requests=$(($3 == 1 ? 40000 : 200000))
    "$project/fusion-cli/bin/fusion-cli" --url "ws://127.0.0.1:$1$2" bench -o json --connections "$3" \
        --requests $requests --warmup $((requests / 2)) --query "$4" | awk '
        function figure(name) {
            match($0, "\"" name "\":[0-9.]+")
            return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
        }
        { print figure("requestsPerSecond"), figure("p50Micros") / 1000, figure("p99Micros") / 1000 }'
}

median() { # COLUMN FILE
    awk -v c="$1" '{ print $c }' "$2" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

row() { # NAME PEER -- PEER'S MEASUREMENT -- FUSION'S MEASUREMENT
    local name=$1 peer=$2
    shift 3
    if ! [[ $name =~ $wanted ]]; then
        return
    fi
    local theirs=()
    while [ "$1" != -- ]; do
        theirs+=("$1")
        shift
    done
    shift
    : >"$work/theirs"
    : >"$work/ours"
    # Two rounds that count for neither side: in the first three seconds of a new REST row Java still compiles.
    for _ in 1 2; do
        "${theirs[@]}" >/dev/null
        "$@" >/dev/null
    done
    for _ in $(seq "$rounds"); do
        "${theirs[@]}" >>"$work/theirs"
        "$@" >>"$work/ours"
    done
    local spread
    spread=$(sort -n "$work/ours" | awk '{ v[NR] = $1 } END { printf "%.0f %%", 100 * (v[NR] - v[1]) / v[int((NR + 1) / 2)] }')
    awk -v name="$name" -v peer="$peer" -v spread="$spread" \
        -v a="$(median 1 "$work/theirs")" -v b="$(median 1 "$work/ours")" \
        -v a50="$(median 2 "$work/theirs")" -v b50="$(median 2 "$work/ours")" \
        -v a99="$(median 3 "$work/theirs")" -v b99="$(median 3 "$work/ours")" 'BEGIN {
            printf "| %s | %s | %.0f | %.0f | %.2f | %.2f | %.2f | %s |\n", name, peer, a, b, b / a,
                b50 / a50, b99 / a99, spread }'
}

java=$(. "$project/fusion-common/bin/launch.sh" && fusion_find_java "$project/runtime")
start_redis
start_fusion

printf '| path | peer | its requests/s | Fusion | throughput | p50 | p99 | spread |\n'
printf '| --- | --- | --- | --- | --- | --- | --- | --- |\n'

# The keys of every row, and compiled code in the server.
for port in $redis_port $resp_port; do
    for _ in 1 2 3; do
        redis_benchmark $port 50 16 600000 -t set -d 100 >/dev/null
        redis_benchmark $port 50 16 600000 -t get >/dev/null
    done
done

for clients in 50 1; do
    requests=$((clients == 1 ? 50000 : 200000))
    for test in get set; do
        row "RESP \`${test^^}\`, $clients clients" "Redis, the same" \
            -- redis_benchmark $redis_port $clients 1 $requests -t $test -d 100 \
            -- redis_benchmark $resp_port $clients 1 $requests -t $test -d 100
    done
done
for test in get set; do
    row "RESP \`${test^^}\`, 50 clients, \`-P 16\`" "Redis, the same" \
        -- redis_benchmark $redis_port 50 16 1000000 -t $test -d 100 \
        -- redis_benchmark $resp_port 50 16 1000000 -t $test -d 100
done

# 1,000 composites of four fragments that exist on both sides; redis-benchmark draws twelve digits.
awk 'BEGIN { for (i = 0; i < 1000; i++) { for (f = 0; f < 4; f++) {
    printf "SET part:%012d:%d %0100d\r\n", i, f, i } } }' >"$work/parts"
redis-cli -p $redis_port --pipe <"$work/parts" >/dev/null
redis-cli -p $resp_port --pipe <"$work/parts" >/dev/null
awk 'BEGIN { for (i = 0; i < 1000; i++) {
    printf "FUSE page:%012d part:%012d:0 part:%012d:1 part:%012d:2 part:%012d:3\r\n", i, i, i, i, i } }' |
    redis-cli -p $resp_port --pipe >/dev/null
keys=1000
for pipeline in 1 16; do
    row "RESP \`GET_FUSED\` of 4, 50 clients, \`-P $pipeline\`" "Redis, \`MGET\` of 4" \
        -- redis_benchmark $redis_port 50 $pipeline $((200000 * (pipeline == 1 ? 1 : 3))) \
        MGET part:__rand_int__:0 part:__rand_int__:1 part:__rand_int__:2 part:__rand_int__:3 \
        -- redis_benchmark $resp_port 50 $pipeline $((200000 * (pipeline == 1 ? 1 : 3))) GET_FUSED page:__rand_int__
done

query '{"CREATE_CLASSES":{"Address":{"city":"string"},"Person":{"forename":"string","surname":"string","age":"int","address":"Address"}}}' >/dev/null
oid=$(query '{"STORE":{"_class":"Person","_objects":[{"forename":"Ada","surname":"Byron","age":36,"address":{"city":"London"}}]}}' |
    grep -o '"_oid":"[^"]*"' | tail -n 1 | cut -d'"' -f4)
get="{\"GET\":{\"Person\":{\"_oids\":[\"$oid\"]}}}"
query "$get" >"$work/answer"
start_peer $peer_port "$work/answer"
for clients in 50 1; do
    row "REST \`GET\`, $clients connections" "Undertow, same bytes" \
        -- wrk_post $peer_port $clients "$get" -- wrk_post $rest_port $clients "$get"
done
for clients in 50 1; do
    row "WebSocket FQL \`GET\`, $clients connections" "Undertow echo, same sizes" \
        -- web_socket $peer_port /ws $clients "$get" -- web_socket $ws_port / $clients "$get"
done

# A value as the other rows have it, and the answer as it comes.
key=key:000000000001
redis-cli -p $resp_port SET $key "$(printf '%0100d' 1)" >/dev/null
get="{\"KV_GET\":[\"$key\"]}"
"$project/fusion-cli/bin/fusion-cli" --url "ws://127.0.0.1:$ws_port/" exec -o json "$get" | tr -d '\n' >"$work/kv"
start_peer $kv_peer_port "$work/kv"
for clients in 50 1; do
    row "WebSocket \`KV_GET\`, $clients connections" "Undertow echo, same sizes" \
        -- web_socket $kv_peer_port /ws $clients "$get" -- web_socket $ws_port / $clients "$get"
done
