# What the benches that start several servers share: a folder for their files, and their end. Sourced by bash; sets
# project, work and pids, to which whoever starts a server adds its process.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
pids=()

stop_all() {
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap stop_all EXIT

await() { # FILE WORD: a started program says that it is ready
    for _ in $(seq 300); do
        if grep -q "$2" "$1" 2>/dev/null; then
            return
        fi
        sleep 0.1
    done
    cat "$1" >&2
    exit 1
}
