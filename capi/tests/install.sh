#!/usr/bin/env bash
# Installs the library into a folder, and builds programs with what is there: the ones of the READMEs through pkg-config, shared
# and static, and the CMake example. What a missing tool would show is skipped with a line; with CI=true that is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
prefix=$out/usr

fail() {
  echo "install: $1" >&2
  exit 1
}

# Whether the tools are there.
has() {
  local tool
  for tool in "$@"; do
    command -v "$tool" > /dev/null && continue
    [ "${CI:-false}" != true ] || fail "$tool is missing"
    echo "skipped what needs $tool"
    return 1
  done
}

same() { [ "$1" = "$2" ] || fail "expected \`$1\`, found \`$2\`"; }

sh capi/install.sh "$prefix"
DESTDIR=$out/staged sh capi/install.sh /opt/doithoai > /dev/null
(cd "$prefix" && find . ! -type d | sort) > "$out/plain"
(cd "$out/staged/opt/doithoai" && find . ! -type d | sort) > "$out/there"
diff "$out/plain" "$out/there" || fail "DESTDIR gives other files"
same prefix=/opt/doithoai "$(head -n 1 "$out/staged/opt/doithoai/lib/pkgconfig/doithoai.pc")"
sh capi/install.sh here 2> /dev/null && fail "a PREFIX that is not absolute is taken"

if has readelf; then
  same libdoithoai.so.0 "$(readelf -d "$prefix/lib/libdoithoai.so" | sed -n 's/.*soname: \[\(.*\)\]/\1/p')"
fi
if has nm; then
  nm -D --defined-only "$prefix/lib/libdoithoai.so" | awk '{ print $3 }' | sort > "$out/exported"
  grep -o 'doithoai_[a-z0-9_]*(' "$prefix/include/doithoai.h" | tr -d '(' | sort -u > "$out/declared"
  diff "$out/declared" "$out/exported" || fail "what the header declares is not what the library exports"
fi

export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
# The command of the README, with the library found where it was installed.
if has cc pkg-config; then
  for readme in README.md README.vi.md; do
    # shellcheck disable=SC2016 # the fence of a block
    sed -n '/^```c$/,/^```$/p' "$readme" | sed '1d;$d' > "$out/example.c"
    for kind in --shared --static; do
      read -ra flags <<< "$(pkg-config --cflags --libs ${kind#--shared} doithoai)"
      [ $kind = --shared ] || flags=("${flags[@]/-ldoithoai/$prefix/lib/libdoithoai.a}")
      cc -std=c99 -pedantic -Wall -Wextra -Werror "$out/example.c" "${flags[@]}" -Wl,-rpath,"$prefix/lib" -o "$out/example"
      same 20703 "$("$out/example")"
    done
  done
fi
if has cc cmake pkg-config; then
  cmake -S capi/examples/cmake -B "$out/build" > /dev/null
  cmake --build "$out/build" > /dev/null
  "$out/build/due" 20685 > "$out/explained"
  grep -q '07/09/2026' "$out/explained" || fail "due says $(cat "$out/explained")"
  "$out/build/due" 99999 2> "$out/late" && fail "due takes a day of 2243"
  grep -q '2015-2100' "$out/late" || fail "due says $(cat "$out/late")"
fi
echo "install: ok"
