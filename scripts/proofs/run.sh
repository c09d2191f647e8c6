#!/usr/bin/env bash
# What tests draw at random, drawn far more often; writes result.md. Half an hour.
#
# - 500 pairs of rule sets: what `compare --all` proves equal is equal under 2,000 random dialogues each.
# - What changes next, and nothing before it: each day after 12,000 random dialogues, and after 4,000 random offices, is looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() {
    local started=$SECONDS
    cargo test --locked --quiet -p doithoai --test integration -- "$1" --nocapture > "$log" 2>&1 || {
        tail -60 "$log"
        exit 1
    }
    took=$((SECONDS - started))
}
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED-$(date +%s)}
cargo test --locked --quiet -p doithoai --test integration --no-run
rows=()
DOITHOAI_PAIRS=500 DOITHOAI_DIALOGUES=2000 run what_is_proved_equal
rows+=("| what is proved equal | $(grep ' pairs: ' "$log") | none | $took s |")
DOITHOAI_TIMES=100 run the_next_change
rows+=("| what changes next | 12,000 dialogues, 150 days each; 4,000 offices, 400 days each | none | $took s |")
{
    echo "# The last run of scripts/proofs"
    echo
    echo "On $(git log -1 --format='%h of %cs'), run on $(date -u +%F): scripts/proofs/run.sh"
    echo
    echo "| what | how much | wrong | time |"
    echo "|---|---|---|---|"
    printf '%s\n' "${rows[@]}"
} > scripts/proofs/result.md
cat scripts/proofs/result.md
