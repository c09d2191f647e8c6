#!/usr/bin/env bash
# How many instructions pieces of work take, counted by valgrind: the same on a busy machine, so that a gate can hold it.
# Each piece runs in two programs' lives, once without passes and once with some: the difference is what the passes took.
# Fails if a piece takes 5 % more or less than baseline.txt says, or if a count takes more the further it goes.
# UPDATE=1 writes the baseline anew. Another compiler counts otherwise: then the baseline is shown, not judged.
# Needs cargo and valgrind. Valgrind shows programs a processor of its own, but with the AVX of the real one: what the C library
# copies and clears with it is counted a little differently on a processor without.
set -euo pipefail
cd "$(dirname "$0")/../.."
baseline=benches/instructions/baseline.txt
tolerance=5
compiler=$(rustc --version)

program=$(cargo bench --quiet --locked --bench instructions --no-run --message-format=json 2> /dev/null |
    sed -n 's/.*"name":"instructions".*"executable":"\([^"]*\)".*/\1/p')
counted() {
    env -i valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
now=$(mktemp)
trap 'rm -f "$now"' EXIT
"$program" | while read -r piece calls passes; do
    # One pass first: what is only done once is in both.
    few=$(counted "$piece" 1) many=$(counted "$piece" $((passes + 1)))
    awk -v piece="$piece" -v taken=$((many - few)) -v calls=$((calls * passes)) 'BEGIN { printf "%s %.1f\n", piece, taken / calls }'
done > "$now"

if [ "${UPDATE-}" = 1 ]; then
    { echo "# Instructions a call, by run.sh; $compiler"; cat "$now"; } > "$baseline"
    echo "written: $baseline"
fi

judged=$(sed -n '1s/.*; //p' "$baseline")
awk -v tolerance=$tolerance -v judge="$([ "$judged" = "$compiler" ] && echo 1)" '
    NR == FNR { if ($1 != "#") was[$1] = $2; next }
    FNR == 1 { printf "%-26s%12s%12s%9s\n", "instructions a call", "baseline", "now", "change" }
    !($1 in was) { printf "%-26s%12s%12s\n", $1, "none", $2; bad = judge; next }
    {
        seen[$1] = 1
        change = 100 * ($2 - was[$1]) / was[$1]
        off = change > tolerance || change < -tolerance
        printf "%-26s%12s%12s%8.1f%%%s\n", $1, was[$1], $2, change, off ? " !" : ""
        if (off && judge) bad = 1
    }
    END {
        for (piece in was) if (!(piece in seen)) { printf "%-26s%12s%12s\n", piece, was[piece], "none"; if (judge) bad = 1 }
        exit bad
    }' "$baseline" "$now" || {
    echo "not within $tolerance % of $baseline: mend it, or renew the baseline with UPDATE=1 $0 and say why in the commit" >&2
    exit 1
}
[ "$judged" = "$compiler" ] || echo "not judged: the baseline is of $judged, this is $compiler"

# However far a count goes: as many instructions, give or take a branch. Any compiler is judged.
far() {
    awk -v near="$1" -v far="$2" '
        { taken[$1] = $2 }
        END {
            apart = taken[far] - taken[near]
            printf "%-26s%12s%12s\n", near " / " far, taken[near], taken[far]
            exit apart > 5 || apart < -5 || !(near in taken) || !(far in taken)
        }' "$now" || {
        echo "$far takes more than $near: something scans" >&2
        exit 1
    }
}
echo
echo "near and far"
far add-1 add-20000
far count-1-day count-80-years
far due-firm-1 due-firm-10-years
far due-provisional-1 due-provisional-5000
