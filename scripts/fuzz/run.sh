#!/usr/bin/env bash
# Random input, guided by coverage, for every reader and for each call of the C interface that takes a document, under AddressSanitizer.
#
#   run.sh [TARGET…]            20 s a target with a fixed seed
#   SECONDS_EACH=1800 run.sh    longer; from 60 s on each run is a line of runs.tsv, their sum is in result.md, and what the
#                               corpus gained in fuzz/corpus.tar.xz
#
# Each target begins with the files of the repository that are of its kind, and with what fuzz/corpus.tar.xz has for it. What fails lies
# in fuzz/artifacts: make it a test, then mend. Needs rustup; installs a nightly compiler and cargo-fuzz where they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
each=${SECONDS_EACH:-20}
targets=("$@")
[ $# -gt 0 ] || targets=(rules overlay decree log office scenario facts capi)

rustup toolchain list | grep -q '^nightly' || rustup toolchain install nightly --profile minimal --no-self-update
command -v cargo-fuzz > /dev/null || cargo install cargo-fuzz --locked --quiet --debug
cargo +nightly fuzz build
[ "${1-}" != --prepare ] || exit 0

seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
# The files of the repository by the targets that read them.
seeds_of() {
    case $1 in
    rules) ls src/ruleset/builtin/*.toml examples/regulations/*.toml tests/broken/*.toml tests/forms/*.toml ;;
    overlay) ls examples/da-nang/*.toml tests/broken/*.toml ;;
    decree) ls examples/swap-*.toml src/calendar/vietnam.toml ;;
    log) ls examples/*-dialogue.jsonl ;;
    office) ls examples/commune-2026.jsonl ;;
    scenario) ls tests/rules/*.test.toml tests/forms/*.test.toml examples/regulations/*.test.toml ;;
    esac
}
# A facts document, and a call of the C interface: its number, then the document.
other_seeds() {
    local facts='{"appointed":"2026-08-20","facts":[{"event":"opened","on":"2026-08-20"},{"event":"petition-raised","on":"2026-08-20","petition":"1"},{"event":"closed","on":"2026-08-20"},{"event":"extension-notified","on":"2026-09-01","petition":"1","until":"2026-10-01"}]}'
    printf '%s' "$facts" > "$1/facts/facts.json"
    local number
    for number in 00 02 0e 0f; do printf "\\x$number" | cat - src/ruleset/builtin/can-tho-10.toml > "$1/capi/rules-$number"; done
    printf '\x03' | cat - examples/swap-2027-example.toml > "$1/capi/decree"
    printf '\x04%s' '{"hcmc-935/settle-petition":"ten-as-in-words"}' > "$1/capi/choices"
    printf '\x05%s' "$facts" > "$1/capi/facts"
    printf '\x10%s' "$facts" > "$1/capi/next"
    printf '\x06%s' '{"as_of":"2026-09-30","known_on":null}' > "$1/capi/view"
    printf '\x07%s' '{"files":{"a.test.toml":"format = 1\n","a.toml":"format = 1\n"},"mutate":false}' > "$1/capi/scenario"
    printf '\x08' | cat - examples/hcmc-dialogue.jsonl > "$1/capi/log"
    printf '\x09%s' '{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}' > "$1/capi/plan"
    printf '\x0a' | cat - <(tail -n +2 examples/hcmc-dialogue.jsonl) > "$1/capi/record"
    # Entries that no release knows yet, of an office, of its petitions, about a period, without a day; suspended twice; keys of one's own.
    local strange='{"event":"hall-opened","on":"2026-03-01","about":"2026-Q1","x-b":[2 ],"x-a":1}
{"event":"hall-opened","of":["2026-01"]}
{"event":"weighed","on":"2026-03-02","petition":"1"}
{"event":"suspended","on":"2026-03-03","petition":"1"}
{"event":"resumed","on":"2026-03-04","petition":"1"}
{"event":"weighed","on":"2026-03-05","petition":"2","corrects":5,"recorded":"2026-03-06"}'
    { head -n 1 examples/commune-2026.jsonl; printf '%s\n' "$strange"; } > "$1/office/strange.jsonl"
    { cat examples/hcmc-dialogue.jsonl; printf '%s\n' "$strange"; } > "$1/log/strange.jsonl"
}
for target in rules overlay decree log office scenario facts capi; do
    mkdir -p "$seeds/$target" "fuzz/corpus/$target"
    seeds_of "$target" | xargs -r cp --backup=numbered -t "$seeds/$target"
done
other_seeds "$seeds"
tar -xJf fuzz/corpus.tar.xz -C fuzz

# Of the corpus a short run takes every eighth file: to read them all takes longer than it has.
seed=1 corpus=$PWD/fuzz/corpus
if [ "$each" -ge 60 ]; then
    seed=$(date +%s)
else
    corpus=$seeds/corpus
    mkdir -p "$corpus"
    cp -r fuzz/corpus/. "$corpus"
    find "$corpus" -type f | sort | awk 'NR % 8 != 1' | xargs -r rm
fi
# One target, on one core; its row is printed when it ends.
fuzz() {
    local target=$1 status=0 took runs covered found=$seeds/found-$1 log=$seeds/$1.log
    mkdir -p "$found"
    TIMEFORMAT='of the processor: %U'
    {
        time cargo +nightly fuzz run "$target" "$found" "$corpus/$target" "$seeds/$target" -- -seed="$seed" -max_total_time="$each" \
            -timeout=60 -rss_limit_mb=4096 -print_final_stats=1 -verbosity=1 || status=$?
    } > "$log" 2>&1
    took=$(sed -n 's/^of the processor: \([0-9]*\).*/\1/p' "$log")
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
    local found_one=$((status != 0))
    printf '| %s | %d s | %s | %s | %s |\n' "$target" "${took:-0}" "${runs:-?}" "${covered:-?}" $found_one
    if [ $found_one = 1 ]; then
        grep -vE '^#[0-9]+' "$log" | tail -40
    fi
    if [ "$each" -ge 60 ]; then
        printf '%s\t%s\t%s\t%d\t%s\t%s\t%d\n' "$(date -u +%F)" "$(git log -1 --format=%h)" "$target" "${took:-0}" "${runs:-0}" \
            "${covered:-0}" $found_one >> scripts/fuzz/runs.tsv
        cargo +nightly fuzz run "$target" "fuzz/corpus/$target" "$found" -- -merge=1 -max_len=4096 > /dev/null 2>&1 || true
    fi
    return $found_one
}
export -f fuzz
export each seed seeds corpus
failed=0
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I '{}' bash -euo pipefail -c 'fuzz {}' || failed=1
# Hours add up over runs, each with its commit. The corpus is one file, so that a change of it is one.
if [ "$each" -ge 60 ]; then
    tar --sort=name --mtime=@0 --owner=0 --group=0 -cJf fuzz/corpus.tar.xz -C fuzz corpus
    python3 -B scripts/fuzz/hours.py
fi
exit $failed
