#!/usr/bin/env bash
# How old the results of the long scripts are: how many commits of what each covers have come since it ran. Fails nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

# A result, and the paths that it is about.
covered() {
    cat << 'END'
scripts/cells/result.md src tests
scripts/mutants/result.md src/calendar src/calendar.rs src/time_limit src/time_limit.rs src/ruleset src/ruleset.rs src/timeline src/timeline.rs src/dialogue src/dialogue.rs src/audit src/audit.rs
scripts/fuzz/result.md src capi/src fuzz
scripts/proofs/result.md src tests/integration
scripts/sanitizers/result.md src capi/src scripts/sanitizers
scripts/reproducible/result.md src cli/src capi/src Cargo.toml Cargo.lock
END
}

shallow=$(git rev-parse --is-shallow-repository)
[ "$shallow" = false ] || echo "A shallow clone: what lies before $(git log --format=%h | tail -1) is not there to be counted."
covered | while read -r result paths; do
    if [ ! -f "$result" ]; then
        echo "$result: has not run yet"
        continue
    fi
    # The first line that begins with "On" or "Of" and a commit.
    commit=$(sed -nE '/^O[nf] /{s/^O[nf] `?([0-9a-f]{7,40}).*/\1/p;q}' "$result")
    if [ -z "$commit" ]; then
        echo "$result: names no commit"
        exit 1
    elif ! git cat-file -e "$commit^{commit}" 2> /dev/null; then
        echo "$result: of $commit, which this clone does not have"
    else
        # shellcheck disable=SC2086 # several paths
        echo "$result: $(git rev-list --count "$commit..HEAD" -- $paths) commits since $commit of $(git log -1 --format=%cs "$commit")"
    fi
done
