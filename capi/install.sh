#!/bin/sh
# Builds the C interface and installs it: install.sh [PREFIX], by default /usr/local. DESTDIR stands before every path, for
# packagers. Linux only.
set -eu
cd "$(dirname "$0")/.."
prefix=${1:-/usr/local}
case $prefix in
    /*) ;;
    *) echo "install.sh: PREFIX is \`$prefix\`, and needs to begin with /" >&2; exit 2 ;;
esac
lib=${DESTDIR:-}$prefix/lib
include=${DESTDIR:-}$prefix/include
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)

cargo build --quiet --release --locked -p doithoai-capi
built=${CARGO_TARGET_DIR:-target}/release
install -d "$lib/pkgconfig" "$include"
install -m 755 "$built/libdoithoai.so" "$lib/libdoithoai.so.$version"
ln -sf "libdoithoai.so.$version" "$lib/libdoithoai.so.0"
ln -sf libdoithoai.so.0 "$lib/libdoithoai.so"
install -m 644 "$built/libdoithoai.a" "$lib"
install -m 644 capi/include/doithoai.h capi/include/doithoai.hpp "$include"
sed "s|@prefix@|$prefix|; s|@version@|$version|" capi/doithoai.pc.in > "$lib/pkgconfig/doithoai.pc"
chmod 644 "$lib/pkgconfig/doithoai.pc"
echo "doithoai $version is in ${DESTDIR:-}$prefix; run ldconfig if programs do not find it in $prefix/lib"
