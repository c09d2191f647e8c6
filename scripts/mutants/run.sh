#!/usr/bin/env bash
# Changes the code, one small mistake at a time as cargo-mutants draws them up, and sees whether a test fails.
#
#   run.sh           all of calendar and time_limit, then 320 drawn by seed over ruleset, timeline, dialogue, audit
#   run.sh --ci      20 drawn by seed over all six
#   run.sh PATTERN   those whose name has the pattern, again
#   run.sh --report  result.md anew, from what was tried
#
# What was tried stands in tried.tsv, one mistake a line, written as it goes: a second start goes on where the first stopped. A mistake
# is tried again once its function has changed. Those that change no answer are in equivalent.tsv with the reason. Ends with 1 if one
# survived that is not there. took.tsv has the tests that take longer than most, which come last; without it all are timed again. Needs python3; installs cargo-mutants and tree-sitter where they are missing. FOLDER is where it builds.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=27.1.0
folder=${FOLDER:-$PWD/target/mutants}
[ "$(cargo mutants --version 2> /dev/null)" = "cargo-mutants $version" ] || cargo install cargo-mutants --version $version --locked --quiet --debug
if ! "$folder/python/bin/python" -c 'import tree_sitter_rust' 2> /dev/null; then
    python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install -q tree-sitter==0.26.1 tree-sitter-rust==0.24.2
fi
exec "$folder/python/bin/python" -B scripts/mutants/mutants.py "$PWD" "$folder" "$@"
