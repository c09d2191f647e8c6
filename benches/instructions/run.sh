#!/usr/bin/env bash
# How many instructions pieces of work take, counted by valgrind: the same on a busy machine, so that a gate can hold it.
# Each piece runs in two programs' lives, once without passes and once with some: the difference is what the passes took.
# Fails if a piece takes 5 % more or less than baseline.txt says, or if a count takes more the further it goes.
# UPDATE=1 writes the baseline anew. Another compiler, C library or valgrind counts otherwise: then the baseline is shown, not judged,
# unless STRICT=1.
# Needs cargo and valgrind. Of what copies and clears, the C library takes the plain code here, the same on every x86-64: its choice
# for a newer processor counts each byte. The timeline hashes with a random key: half a percent from run to run.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."
baseline=benches/instructions/baseline.txt
tolerance=5
plain=glibc.cpu.hwcaps=-ERMS,-AVX2,-AVX_Fast_Unaligned_Load
by="$(rustc --version), $(rustc -vV | sed -n 's/^host: //p'), $(getconf GNU_LIBC_VERSION), $(valgrind --version)"
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS

# In one unit: how the compiler divides the crate moves what it inlines, and an unrelated change moved figures by 2 %.
program=$(cargo bench --quiet --locked --package doithoai --bench instructions --no-run --message-format=json-render-diagnostics \
    --config profile.bench.package.doithoai.codegen-units=1 |
    sed -n 's/.*"name":"instructions".*"executable":"\([^"]*\)".*/\1/p')
now=$(mktemp) logs=$(mktemp -d)
trap 'rm -rf "$now" "$logs"' EXIT
counted() {
    local log=$logs/$1-$2
    env -i GLIBC_TUNABLES="$plain" "$(command -v valgrind)" --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null "$program" "$@" 2> "$log" || {
        cat "$log" >&2
        return 1
    }
    sed -n 's/.* I *refs: *//; T; s/,//g; p' "$log"
}
# One line of a piece. One pass first: what is only done once is in both.
piece() {
    local few many
    few=$(counted "$1" 1)
    many=$(counted "$1" $(($3 + 1)))
    awk -v piece="$1" -v taken=$((many - few)) -v calls=$(($2 * $3)) 'BEGIN { printf "%s %.1f\n", piece, taken / calls }' > "$logs/$1.line"
}
export -f counted piece
export program plain logs
"$program" > "$logs/pieces"
xargs -P "$(nproc)" -L 1 bash -euo pipefail -c 'piece "$0" "$1" "$2"' < "$logs/pieces"
while read -r name _; do cat "$logs/$name.line"; done < "$logs/pieces" > "$now"

if [ "${UPDATE-}" = 1 ]; then
    { echo "# Instructions a call, by run.sh; $by"; cat "$now"; } > "$baseline"
    echo "written: $baseline"
fi

failed=0
judged=$(sed -n '1s/.*; //p' "$baseline")
judge=${STRICT-}
[ "$judged" != "$by" ] || judge=1
awk -v tolerance=$tolerance -v judge="$judge" '
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
    failed=1
}
[ "$judge" = 1 ] || printf 'not judged: the baseline is of %s\n                       this is %s\n' "$judged" "$by"

# However far a count goes: as many instructions, give or take a branch. Any compiler is judged.
far() {
    awk -v near="$1" -v far="$2" '
        { taken[$1] = $2 }
        END {
            apart = taken[far] - taken[near]
            printf "%-42s%8s%8s\n", near " / " far, taken[near], taken[far]
            exit apart > 5 || apart < -5 || !(near in taken) || !(far in taken)
        }' "$now" || {
        echo "$2 does not take what $1 does: something scans" >&2
        failed=1
    }
}
echo
echo "near and far"
far add-1 add-20000
far count-1-day count-80-years
far due-firm-1 due-firm-10-years
far due-firm-days-7 due-firm-days-3647
far due-provisional-1 due-provisional-5000
exit "$failed"
