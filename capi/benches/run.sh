#!/bin/sh
# What the C interface costs, in CPU time: one doithoai_due from C beside Terms::due from Rust. The argument is the folder of
# libdoithoai.so; without one, the library is built. Needs cargo and a C compiler. Let nothing else run meanwhile.
# The batches are measured by benches/peers/run.py.
set -eu
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-$PWD/target}
rounds=7

if [ $# -eq 0 ]; then
    cargo build --quiet --release -p doithoai-capi
    set -- "$target/release"
fi
cargo build --quiet --release -p doithoai-capi --example due_cost
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
ln -s "$(realpath "$1/libdoithoai.so")" "$out/libdoithoai.so"
ln -s libdoithoai.so "$out/libdoithoai.so.0"
cc -std=c99 -O2 -Wall -Wextra -pedantic -Icapi/include capi/benches/due.c -L"$out" -ldoithoai -Wl,-rpath,"$out" -o "$out/due"

# In turns, so that what disturbs one disturbs the other.
for _ in $(seq $rounds); do
    "$out/due" >>"$out/c"
    "$target/release/examples/due_cost" >>"$out/rust"
done
if [ "$(cat "$out/c" "$out/rust" | cut -d' ' -f2 | sort -u | wc -l)" -ne 1 ]; then
    echo "C and Rust get different dates" >&2
    exit 1
fi
best() { sort -n "$out/$1" | head -n 1 | cut -d' ' -f1; }
median() { sort -n "$out/$1" | sed -n "$((rounds / 2 + 1))p" | cut -d' ' -f1; }
echo "1000000 due dates of 2026, one call each; CPU ns, best and median of $rounds rounds in turns"
echo
awk -v c="$(best c)" -v cm="$(median c)" -v r="$(best rust)" -v rm="$(median rust)" 'BEGIN {
    printf "%-24s%8.1f /%6.1f\n%-24s%8.1f /%6.1f\n", "Terms::due, Rust", r, rm, "doithoai_due, C", c, cm
    printf "%-24s%7.2fx /%5.2fx\n", "C to Rust", c / r, cm / rm
}'
