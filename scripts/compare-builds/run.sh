#!/usr/bin/env bash
# Whether two builds of the command judge alike: 400 dialogues and all scenario files, byte for byte. See compare.py.
#   scripts/compare-builds/run.sh [OLD_REF] [NEW_FOLDER] [--text]
# OLD_REF is built in a worktree under target/ (a9e2ac5 if it is not named), NEW_FOLDER (this folder) as it stands.
# CARGO is what builds; OLD_BINARY and NEW_BINARY name binaries that are there already.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
text=()
[ "${!#}" != --text ] || { text=(--text); set -- "${@:1:$#-1}"; }
old=$(git rev-parse --verify "${1:-a9e2ac5}^{commit}") new=$(cd "${2:-.}" && pwd)
work=$root/target/compare-builds
tree=$work/old-$old

mkdir -p "$work"
[ -d "$tree" ] || { git worktree prune && git worktree add --quiet --detach "$tree" "$old"; }
built() { # FOLDER: its release binary
    (cd "$1" && CARGO_TARGET_DIR=$1/target "${CARGO:-cargo}" build --quiet --release --locked -p doithoai-cli)
    echo "$1/target/release/doithoai"
}
old_binary=${OLD_BINARY:-$(built "$tree")}
new_binary=${NEW_BINARY:-$(built "$new")}
exec python3 -B "$root/scripts/compare-builds/compare.py" "$old_binary" "$new_binary" "$tree" "$work" "${text[@]}"
