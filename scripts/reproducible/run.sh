#!/usr/bin/env bash
# Whether a release of the last commit has the same bytes wherever it is built: in two clones, at paths of different length, each
# with a folder of its own to build in. Writes result.md; some five minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
one=$folder/a two=$folder/somewhere/else/altogether
for clone in "$one" "$two"; do
    git clone --quiet "$root" "$clone"
    git -C "$clone" checkout --quiet "$(git rev-parse HEAD)"
    env -u CARGO_TARGET_DIR "$clone/scripts/release/build.sh" "$clone/out" > /dev/null
done
status=0
diff "$one/out/SHA256SUMS" "$two/out/SHA256SUMS" || status=$?
for file in "$one"/out/*; do
    if grep -qaF -e "$folder" -e "${CARGO_HOME:-$HOME/.cargo}" "$file"; then
        echo "a path is in $(basename "$file"):"
        grep -aoE "($folder|${CARGO_HOME:-$HOME/.cargo})[[:print:]]{0,60}" "$file" | sort | uniq -c | head -5
        status=1
    fi
done
{
    echo "# The last run of scripts/reproducible"
    echo
    echo "On $(git log -1 --format='%h') of $(git log -1 --format=%cs), run on $(date -u +%F) with $(rustc -V): two clones at different paths gave $([ $status = 0 ] && echo 'the same bytes' || echo '**different bytes**')."
    echo
    echo '```text'
    cat "$one/out/SHA256SUMS"
    echo '```'
} > scripts/reproducible/result.md
exit $status
