#!/usr/bin/env bash
# Changes each cell of the tables of events, words and scenario keys in a copy of the package, and writes to result.md what
# noticed it; ends with 1 if something was not noticed. See cells.py.
#   scripts/cells/run.sh
#   SAMPLE=5 scripts/cells/run.sh      five cells drawn at random, each alone, with all tests of the package; to standard output
# CARGO is what builds.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy"
export CARGO_TARGET_DIR=$root/target
commit=$(git rev-parse --short HEAD)$(git diff --quiet HEAD -- src tests || echo ' and what is not committed')
python3 -B "$root/scripts/cells/cells.py" "$copy" "$root/scripts/cells/result.md" "$commit" "${SAMPLE:-0}"
