#!/usr/bin/env bash
# Installs buf into the source tree, under .continuum/: the tests of the wire format use it where it is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=1.75.0
[[ -x .continuum/tools/node_modules/.bin/buf ]] && exit 0
command -v npm >/dev/null || {
  echo "no npm: tests of the wire format with buf are skipped" >&2
  exit 0
}
mkdir -p .continuum/tools
npm install --silent --no-fund --no-audit --prefix .continuum/tools "@bufbuild/buf@$version"
