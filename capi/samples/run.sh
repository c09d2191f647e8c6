#!/usr/bin/env bash
# Builds and runs the samples, and compares what they print with data/expected.txt:
#
#   run.sh [--require] [PREFIX [LANGUAGE…]]
#
# PREFIX is where the library is installed; if none is named, it is built and installed into a folder of its own. The
# languages are c cpp python node php java csharp go; if none is named, all of them.
# One whose tools are missing is skipped; with --require, or CI=true, that is a failure.
set -euo pipefail

die() {
  echo "$1" >&2
  exit 2
}

require=${CI:-false}
if [ "${1:-}" = --require ]; then
  require=true
  shift
fi
samples=$(cd "$(dirname "$0")" && pwd)
data=$samples/data
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
if [ $# -eq 0 ]; then
  sh "$samples/../install.sh" "$out/usr" > /dev/null
  set -- "$out/usr"
fi
for folder in lib include; do
  [ -d "$1/$folder" ] || die "$1 has no $folder/"
done
prefix=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- c cpp python node php java csharp go

jna=/usr/share/java/jna.jar
link=(-I "$prefix/include" -L "$prefix/lib")
strict=(-pedantic -Wall -Wextra -Werror)
unset DOITHOAI_LIBRARY # the samples are to find the one in PREFIX
export LD_LIBRARY_PATH=$prefix/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

# The first of these commands that is missing; nothing if all are there.
absent() {
  local tool
  for tool in "$@"; do
    command -v "$tool" > /dev/null || { echo "$tool"; return; }
  done
}

# What is missing for a language; nothing if it can run.
missing() {
  local tool=
  case $1 in
    c) tool=$(absent gcc) ;;
    cpp) tool=$(absent g++) ;;
    python) tool=$(absent python3); [ -n "$tool" ] || python3 -c 'import numpy' 2> /dev/null || tool=numpy ;;
    node) tool=$(absent node npm) ;;
    php) tool=$(absent php); [ -n "$tool" ] || php -r 'exit(extension_loaded("FFI") ? 0 : 1);' || tool="FFI of PHP" ;;
    java) tool=$(absent javac java); [ -n "$tool" ] || [ -f "$jna" ] || tool=$jna ;;
    csharp) tool=$(absent mcs mono) ;;
    go) tool=$(absent go gcc) ;;
    *) die "$1 is none of c cpp python node php java csharp go" ;;
  esac
  echo "$tool"
}

# Builds and runs a sample. Its commands are joined by &&: `set -e` is off in a function whose status is looked at.
run() {
  case $1 in
    c) gcc -std=c99 "${strict[@]}" "${link[@]}" -o "$out/c" "$samples/c/sample.c" -ldoithoai && "$out/c" "$data" ;;
    cpp)
      g++ -std=c++11 "${strict[@]}" "${link[@]}" -o "$out/cpp" "$samples/cpp/sample.cpp" -ldoithoai &&
        "$out/cpp" "$data"
      ;;
    python) python3 "$samples/python/sample.py" "$data" ;;
    node)
      mkdir "$out/node" && cp "$samples/node/package.json" "$samples/node/sample.js" "$out/node" && cd "$out/node" &&
        npm install --no-audit --no-fund >&2 && node sample.js "$data"
      ;;
    php) DOITHOAI_HEADER=$prefix/include/doithoai.h php "$samples/php/sample.php" "$data" ;;
    java)
      javac -encoding UTF-8 -cp "$jna" -d "$out" "$samples/java/Sample.java" &&
        java -Djna.encoding=UTF-8 -Djna.library.path="$prefix/lib" -cp "$jna:$out" Sample "$data"
      ;;
    csharp) mcs -out:"$out/sample.exe" "$samples/csharp/Sample.cs" >&2 && mono "$out/sample.exe" "$data" ;;
    go)
      cd "$samples/go" &&
        CGO_CFLAGS="-I$prefix/include" CGO_LDFLAGS="-L$prefix/lib -ldoithoai" go run . "$data"
      ;;
  esac
}

passed=0 failed=0 skipped=0
for language in "$@"; do
  what=$(missing "$language")
  if [ -n "$what" ]; then
    echo "$language: skipped, $what is missing"
    if [ "$require" = true ]; then failed=$((failed + 1)); else skipped=$((skipped + 1)); fi
  elif ! (run "$language") > "$out/$language.txt" 2> "$out/$language.log"; then
    echo "$language: FAILED"
    cat "$out/$language.log"
    failed=$((failed + 1))
  elif ! diff "$data/expected.txt" "$out/$language.txt" > "$out/$language.diff"; then
    echo "$language: DIFFERENT"
    cat "$out/$language.diff"
    failed=$((failed + 1))
  else
    echo "$language: ok"
    passed=$((passed + 1))
  fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
