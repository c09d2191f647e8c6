#!/usr/bin/env bash
# What a timeline costs beside an old build, in turns in one process, and what terms and dialogues keep in memory.
#   scripts/compare-builds/speed.sh [OLD_REF]
# Fails if a goal is missed. CARGO is what builds. The project is made under target/; the old crate comes from git by its commit.
set -euo pipefail
cd "$(dirname "$0")/../.."
old=$(git rev-parse --verify "${1:-a9e2ac5}^{commit}")
project=target/compare-builds/speed
mkdir -p "$project"
cp -r scripts/compare-builds/speed/. "$project"
sed -i "s|HERE|$PWD|" "$project/src/lib.rs"
# The duties alone: `AnyDialogue::duties(view)`, as soon as there is one.
features=()
! grep -q 'pub fn duties(&self, view: View)' src/dialogue/any.rs || features=(--features duties)
sed -e "s|GIT|file://$(realpath "$(git rev-parse --git-common-dir)")|" -e "s|COMMIT|$old|" -e "s|HERE|$PWD|" \
    scripts/compare-builds/speed/Cargo.toml.in > "$project/Cargo.toml"
cp Cargo.lock "$project/Cargo.lock"
(cd "$project" && "${CARGO:-cargo}" build --quiet --release "${features[@]}")
missed=0
for program in time memory; do "$project/target/release/$program" || missed=1; done
exit $missed
