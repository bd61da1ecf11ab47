# Completion of fusion-cli for bash. Made by: fusion-cli completion bash

_fusion_cli() {
    local line words cur prev command arguments i
    # The line is split at blanks only: bash itself also splits at the colons of ws://host:port.
    line=${COMP_LINE:0:COMP_POINT}
    read -r -a words <<< "$line"
    cur=
    [[ $line == *[[:space:]] ]] || cur=${words[${#words[@]}-1]}
    [[ -z $cur ]] || unset "words[${#words[@]}-1]"
    prev=${words[${#words[@]}-1]}
    command=
    arguments=0
    for ((i = 1; i < ${#words[@]}; i++)); do
        case ${words[i]} in
            --editing-mode|--url|--user|--password-file|--cacert|--cert|--key|--connect-timeout|--timeout|-o|--output|--color|--config|-e|-f|-r|-i|--class|--create|--map|--link|--link-missing|--format|--delimiter|--count|--protocol|--query|--connections|--threads|--requests|--warmup|--pipeline|--size|--keys|--mix) i=$((i + 1)) ;;
            -*) ;;
            *)
                if [[ -z $command ]]; then command=${words[i]}; else arguments=$((arguments + 1)); fi ;;
        esac
    done
    COMPREPLY=()
    case $command in
        '')
            case $prev in
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --editing-mode) return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-h --help --version --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config --editing-mode' -- "$cur"))
                return 0
            fi
            COMPREPLY=($(compgen -W 'shell exec load dump monitor stat latency bench completion help' -- "$cur"))
            ;;
        shell)
            case $prev in
                --editing-mode) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '--editing-mode -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            ;;
        exec)
            [[ $arguments -eq 0 ]] || return 0
            case $prev in
                -e) return 0 ;;
                -f) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                -r) return 0 ;;
                -i) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-e -f -x -r -i --keep-going --require-value -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            COMPREPLY=($(compgen -W 'PING ECHO QUIT HELLO AUTH SELECT CLIENT COMMAND RESET GET SET SETNX SETEX PSETEX MGET MSET MSETNX GETSET GETDEL GETEX APPEND STRLEN INCR DECR INCRBY DECRBY INCRBYFLOAT GETRANGE SETRANGE DEL UNLINK EXISTS TYPE EXPIRE PEXPIRE EXPIREAT PEXPIREAT TTL PTTL EXPIRETIME PERSIST RENAME RENAMENX RANDOMKEY KEYS SCAN DBSIZE FLUSHDB FLUSHALL TOUCH OBJECT JSON.GET JSON.SET JSON.DEL JSON.TYPE JSON.MGET JSON.ARRAPPEND JSON.STRAPPEND JSON.NUMINCRBY FUSE GET_FUSED UNFUSE FUSE_INFO COMPOSITES FUSED_BY FQL INFO CONFIG MEMORY SLOWLOG LATENCY DEBUG SHUTDOWN TIME MONITOR' -- "$(printf %s "$cur" | tr '[:lower:]' '[:upper:]')"))
            ;;
        load)
            case $prev in
                --class) return 0 ;;
                --create) return 0 ;;
                --map) return 0 ;;
                --link) return 0 ;;
                --link-missing) COMPREPLY=($(compgen -W 'error null' -- "$cur")); return 0 ;;
                --format) COMPREPLY=($(compgen -W 'auto json csv' -- "$cur")); return 0 ;;
                --delimiter) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '--kv --class --create --coerce --ignore-unknown --map --link --link-missing --format --delimiter -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))
            ;;
        dump)
            case $prev in
                --class) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '--class --kv -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            ;;
        monitor)
            case $prev in
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            ;;
        stat)
            case $prev in
                -i) return 0 ;;
                --count) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-i --count -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            ;;
        latency)
            case $prev in
                -i) return 0 ;;
                --count) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-i --count -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            ;;
        bench)
            case $prev in
                --protocol) COMPREPLY=($(compgen -W 'text kv fql' -- "$cur")); return 0 ;;
                --query) return 0 ;;
                --connections) return 0 ;;
                --threads) return 0 ;;
                --requests) return 0 ;;
                --warmup) return 0 ;;
                --pipeline) return 0 ;;
                --size) return 0 ;;
                --keys) return 0 ;;
                --mix) return 0 ;;
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '--protocol --query --connections --threads --requests --warmup --pipeline --size --keys --mix -h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            ;;
        completion)
            case $prev in
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur"))
            ;;
        help)
            case $prev in
                --url) return 0 ;;
                --user) return 0 ;;
                --password-file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cacert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --cert) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --key) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
                --connect-timeout) return 0 ;;
                --timeout) return 0 ;;
                -o|--output) COMPREPLY=($(compgen -W 'pretty json raw table csv' -- "$cur")); return 0 ;;
                --color) COMPREPLY=($(compgen -W 'always never auto' -- "$cur")); return 0 ;;
                --config) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return 0 ;;
            esac
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '-h --help --url --user --askpass --password-file --cacert --cert --key --insecure --connect-timeout --timeout -o --output --color --timing --progress --quiet --debug --config' -- "$cur"))
                return 0
            fi
            COMPREPLY=($(compgen -W 'shell exec load dump monitor stat latency bench completion' -- "$cur"))
            ;;
    esac
}

complete -F _fusion_cli fusion-cli
