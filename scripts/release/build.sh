#!/usr/bin/env bash
# A release: the command, the C library with its headers, what each is made of (SBOM, CycloneDX), and the sums of all.
#
#   build.sh [FOLDER]    into target/release-files, if none is named
#
# The same commit and the same compiler give the same bytes wherever they are built: no path and no time is in them
# (scripts/reproducible tries it). Installs cargo-cyclonedx where it is missing; NO_SBOM=1 goes without.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-$PWD/target}
out=${1:-$target/release-files}
version=0.5.9

export CARGO_TARGET_DIR=$target CARGO_INCREMENTAL=0
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
# Where the sources lie is nobody's business: the paths of this tree, of what cargo keeps, and of the standard library.
export RUSTFLAGS="--remap-path-prefix=$PWD=/doithoai --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$(rustc --print sysroot)=/rust --remap-path-prefix=$target=/target"

cargo build --release --locked -p doithoai-cli
cargo build --release --locked -p doithoai-capi
rm -rf "$out"
mkdir -p "$out"
cp "$target/release/doithoai" "$target/release/libdoithoai.so" "$target/release/libdoithoai.a" capi/include/doithoai.h capi/include/doithoai.hpp "$out"

if [ -z "${NO_SBOM-}" ]; then
    case "$(cargo cyclonedx --version 2> /dev/null)" in
    *$version*) ;;
    *) env -u RUSTFLAGS cargo install cargo-cyclonedx --version $version --locked --quiet ;;
    esac
    # It writes beside each manifest.
    cargo cyclonedx --quiet --format json --spec-version 1.5
    mv cli/doithoai-cli.cdx.json "$out/doithoai.cdx.json"
    mv capi/doithoai-capi.cdx.json "$out/libdoithoai.cdx.json"
    rm -f doithoai.cdx.json
    # It names packages of this tree by where they lie.
    sed -i "s#file://$PWD#file:///doithoai#g" "$out"/*.cdx.json
fi
(cd "$out" && sha256sum -- * > ../SHA256SUMS.new && mv ../SHA256SUMS.new SHA256SUMS && cat SHA256SUMS)
