#!/usr/bin/env bash
# How what the command takes grows with its input: each size is doubled eight times, with --ci four times, and the instructions are counted
# by valgrind. Fails if a piece grows faster than size to the power of 1.2.
# The exponent is that of the growth itself: what the last doubling adds, against what the first added, so that what every start takes
# counts for nothing.
# `run.sh [--ci] [PIECE…]`; PROGRAM= names a command that is built already, MOST= how many doublings. Needs cargo, python3 and valgrind.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."
most=1.2
doublings=${MOST-8}
if [ "${1-}" = --ci ]; then
    doublings=4
    shift
fi
# As the tests build it: there it is built already.
program=${PROGRAM-}
if [ -z "$program" ]; then
    program=$(cargo build --quiet --locked --profile test --bin doithoai --message-format=json-render-diagnostics |
        sed -n 's/.*"name":"doithoai".*"executable":"\([^"]*\)".*/\1/p')
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The instructions of one run. Whether the command says yes or no is not asked, but that it ends by itself.
counted() {
    local status=0 in=$folder/$1-$2 arguments
    mapfile -t arguments < <(python3 benches/growth/inputs.py "$1" "$2" "$in")
    valgrind --tool=cachegrind --cache-sim=no --vex-guest-chase=no --cachegrind-out-file=/dev/null --log-file="$in/log" \
        "$program" "${arguments[@]}" --lang en > "$in/out" 2>&1 || status=$?
    if [ "$status" -gt 1 ]; then
        echo "$1 $2: status $status" >&2
        tail "$in/log" >&2
        return 1
    fi
    sed -n 's/.* I *refs: *//; T; s/,//g; p' "$in/log"
    rm -r "$in"
}

# One line of a piece: its first and last size, what each took, and the exponent.
piece() {
    local name=$1 first=$2 size one taken=()
    if [ "$3" -gt 0 ] && [ $((first << doublings)) -gt "$3" ]; then
        first=$(($3 >> doublings))
    fi
    local last=$((first << doublings))
    for size in "$first" $((first * 2)) $((last / 2)) $last; do
        one=$(counted "$name" "$size")
        taken+=("$one")
    done
    awk -v name="$name" -v first="$first" -v last=$last -v doublings="$doublings" -v most=$most '{
        grown = ($4 - $3) / ($2 - $1)
        exponent = grown > 0 ? log(grown) / log(2) / (doublings - 1) : 0
        bad = exponent > most
        printf "%-28s%8d%9d%12.1f%12.1f%9.2f%s\n", name, first, last, $1 / 1e6, $4 / 1e6, exponent, bad ? " !" : ""
        exit bad
    }' <<< "${taken[*]}"
}

export -f counted piece
export folder program doublings most
printf '%-28s%8s%9s%12s%12s%9s\n' "million instructions" from to "at first" "at last" exponent
python3 benches/growth/inputs.py | while read -r name first most; do
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    echo "$name $first $most"
done | xargs -P "$(nproc)" -L 1 bash -euo pipefail -c 'piece "$0" "$1" "$2"' || {
    echo "grows faster than size to the power of $most" >&2
    exit 1
}
