#!/usr/bin/env bash
# How many instructions each piece of work takes, counted by valgrind, beside the committed baseline: the same on a busy machine as
# on an idle one. UPDATE=1 renews the baseline.
#
# A call costs what many passes take more than one pass, divided: start-up and warm-up fall out. What was counted with another
# compiler, C library or valgrind is shown and not judged, unless STRICT=1; that no count scans is judged always.
# memcpy and memset are glibc's, which has one for each kind of CPU and counts bytes as instructions in some: here it takes the
# plain one, the same on every x86-64. What the loop over a piece costs, some instructions, is in its figure; the timeline hashes
# with a random key, and differs by half a percent from run to run.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
plain=glibc.cpu.hwcaps=-ERMS,-AVX2,-AVX_Fast_Unaligned_Load
baseline=benches/instructions/baseline.txt
tolerance=5 # percent

if ! command -v valgrind > /dev/null; then
    echo "instructions: skipped, valgrind is missing"
    [ "${CI:-false}" != true ]
    exit
fi

# In one unit, lest how the compiler divides the crate move what it inlines.
program=$(cargo bench --quiet --package doithoai --bench instructions --no-run --locked --message-format json-render-diagnostics \
    --config profile.bench.package.doithoai.codegen-units=1 |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
with="$(rustc --version), $(rustc -vV | sed -n 's/^host: //p'), $(getconf GNU_LIBC_VERSION), $(valgrind --version)"

# PIECE PASSES
instructions() {
    GLIBC_TUNABLES=$plain valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" 2> "$out/log" || {
        cat "$out/log" >&2
        return 1
    }
    sed -n 's/.*Collected : //p' "$out/log"
}

while read -r piece calls passes; do
    one=$(instructions "$piece" 1)
    many=$(instructions "$piece" $((passes + 1)))
    awk -v piece="$piece" -v more=$((many - one)) -v calls=$((calls * passes)) 'BEGIN { printf "%s %.1f\n", piece, more / calls }'
done < <("$program") > "$out/now"

failed=0

echo "Whatever the distance, the same: within 2 % or 5 instructions"
same() {
    awk -v near="$1" -v far="$2" '
        { of[$1] = $2 }
        END {
            a = of[near]; b = of[far]; apart = b > a ? b - a : a - b; most = a * 0.02 > 5 ? a * 0.02 : 5
            wrong = !(near in of && far in of) || apart > most
            printf "  %-24s%10.1f   %-24s%10.1f%s\n", near, a, far, b, wrong ? "   FAILED" : ""
            exit wrong
        }' "$out/now" || failed=1
}
same add-1-from-2015 add-20000-from-2015
same count-1-day count-80-years
same due-firm-1 due-firm-10-years
same due-firm-days-7 due-firm-days-3647
same due-provisional-1 due-provisional-5000

if [ "${UPDATE:-0}" = 1 ]; then
    { echo "# Instructions a call; benches/instructions/run.sh compares, UPDATE=1 renews."; echo "# $with"; cat "$out/now"; } > "$baseline"
fi

echo
echo "Instructions a call"
judged=1
awk -v tolerance="$tolerance" '
    /^#/ { next }
    FNR == NR { was[$1] = $2; next }
    FNR == 1 { printf "  %-24s%12s%12s%10s\n", "", "baseline", "now", "change" }
    !($1 in was) { printf "  %-24s%12s%12.1f%10s   NOT IN THE BASELINE\n", $1, "-", $2, "-"; wrong = 1; next }
    {
        change = 100 * ($2 / was[$1] - 1)
        if (change < 0.05 && change > -0.05) change = 0 # not -0.0
        verdict = change > tolerance ? "   MORE" : change < -tolerance ? "   FEWER" : ""
        if (verdict != "") wrong = 1
        printf "  %-24s%12.1f%12.1f%9.1f%%%s\n", $1, was[$1], $2, change, verdict
        delete was[$1]
    }
    END {
        for (piece in was) { printf "  %-24s%12.1f%12s%10s   NO LONGER A PIECE\n", piece, was[piece], "-", "-"; wrong = 1 }
        exit wrong
    }' "$baseline" "$out/now" || judged=0

if [ "$(sed -n '2s/^# //p' "$baseline")" != "$with" ] && [ "${STRICT:-0}" != 1 ]; then
    echo "Not judged: the baseline is of $(sed -n '2s/^# //p' "$baseline")"
    echo "                 and this is of $with"
elif [ "$judged" = 0 ]; then
    failed=1
    echo "More than $tolerance % from the baseline. If that is meant: UPDATE=1 benches/instructions/run.sh, and say why in the commit"
fi
exit "$failed"
