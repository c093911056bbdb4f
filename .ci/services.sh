#!/usr/bin/env bash
# Installs what integration tests use where it is there: PostgreSQL's programs, and AWS's command line as a
# second client of the local Lambda host. The tests start and stop servers of their own on loopback; no
# server of the system is touched.
set -euo pipefail

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v aws >/dev/null || missing+=(awscli)
((${#missing[@]})) || exit 0
as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}
command -v apt-get >/dev/null || {
  echo "no apt-get: tests that need ${missing[*]} will be skipped" >&2
  exit 0
}
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -qq
# Without a cluster of the system's own.
as_root mkdir -p /etc/postgresql-common/createcluster.d
echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/continuum.conf >/dev/null
failed=0
for package in "${missing[@]}"; do
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" || failed=1
done
exit "$failed"
