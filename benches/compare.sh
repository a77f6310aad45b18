#!/usr/bin/env bash
# Annotation beside npm `compromise` 14 on the same text in the same run: benches/compare.sh [FILE…]
# Needs node and npm; installs compromise into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
files=("$@")
[ ${#files[@]} -gt 0 ] || files=(examples/articles/*.txt)
files=($(realpath "${files[@]}"))
peer=$(mktemp -d)
trap 'rm -rf "$peer"' EXIT
npm install --silent --no-fund --no-audit --prefix "$peer" compromise@14
cp benches/compromise.mjs "$peer/"
cargo bench --quiet --bench annotation -- "${files[@]}"
(cd "$peer" && node compromise.mjs "${files[@]}")
