#!/usr/bin/env bash
# The C interface under Miri, under AddressSanitizer (with leaks) and under ThreadSanitizer; each writes its row of result.md.
#
#   run.sh [miri|address|thread]…    all three, some twenty minutes
#
# Miri runs each call once, as it is meant and then wrong (capi/src/each_call.rs, cut down for it); the sanitizers run the C programs of
# capi/tests/c, linked into a Rust test, with the standard library built under them too. Needs rustup and a C compiler; installs a nightly
# compiler where it is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
what=("$@")
[ $# -gt 0 ] || what=(miri address thread)
rustup toolchain list | grep -q '^nightly' || rustup toolchain install nightly --profile minimal --no-self-update
rustup component add --toolchain nightly miri rust-src > /dev/null 2>&1
host=$(rustc -vV | sed -n 's/^host: //p')
target=${CARGO_TARGET_DIR:-$PWD/target}
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

run() {
    case $1 in
    miri)
        # SHA-256 by the instructions of the processor, which Miri knows: as Rust, each hash of a calendar takes it minutes.
        local flags=
        [ "${host%%-*}" != x86_64 ] || flags=-Ctarget-feature=+sha,+ssse3,+sse4.1
        RUSTFLAGS=$flags CARGO_TARGET_DIR=$target/miri cargo +nightly miri test -p doithoai-capi --lib -- each_call
        ;;
    address | thread)
        export SANITIZER=$1 RUSTFLAGS="-Zsanitizer=$1 -Cforce-frame-pointers=yes" CARGO_TARGET_DIR=$target/sanitizers-$1
        export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 TSAN_OPTIONS=halt_on_error=1
        local build=(cargo +nightly test --manifest-path scripts/sanitizers/Cargo.toml --locked -Zbuild-std --target "$host")
        "${build[@]}"
        # That it would have been found.
        local planted=planted
        [ "$1" = address ] || planted=planted_race
        if "${build[@]}" --quiet -- --ignored --exact $planted > "$logs/planted" 2>&1 || ! grep -q 'SUMMARY: .*Sanitizer' "$logs/planted"; then
            cat "$logs/planted"
            echo "the planted mistake is not found"
            return 1
        fi
        ;;
    esac
}

failed=0
for one in "${what[@]}"; do
    started=$SECONDS status=0
    (set -e; run "$one") > "$logs/$one" 2>&1 || status=$?
    passed=$(sed -n 's/^test result: .* \([0-9]*\) passed.*/\1/p' "$logs/$one" | sort -n | tail -1)
    found=none
    if [ $status -ne 0 ]; then
        failed=1 found="**yes**"
        tail -60 "$logs/$one"
    fi
    row="| $one | ${passed:-0} | $found | $((SECONDS - started)) s | $(git log -1 --format='%h of %cs') | $(date -u +%F) | $(rustc +nightly -V) |"
    printf '%s\n' "$row"
    {
        echo "# The last runs of scripts/sanitizers"
        echo
        echo "On $(git log -1 --format='%h of %cs') the last of them: scripts/sanitizers/run.sh $one"
        echo
        echo "| under | tests passed | findings | time | commit | run on | with |"
        echo "|---|---|---|---|---|---|---|"
        { grep -E '^\| (miri|address|thread) ' scripts/sanitizers/result.md 2> /dev/null | grep -v "^| $one " || true; echo "$row"; } | sort
    } > "$logs/result.md"
    cp "$logs/result.md" scripts/sanitizers/result.md
done
exit $failed
