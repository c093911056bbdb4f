#!/usr/bin/env bash
# Installs what integration tests use where it is there: PostgreSQL's programs, of which the tests start and
# stop a server of their own on loopback; AWS's command line, a second client of the local Lambda host; and a
# Docker engine, which this script starts if none answers. What cannot be had is said; its tests are then skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}
export DEBIAN_FRONTEND=noninteractive

postgresql() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return 0
  command -v apt-get >/dev/null && as_root apt-get update -qq || return 1
  # Without a cluster of the system's own.
  as_root mkdir -p /etc/postgresql-common/createcluster.d &&
    echo 'create_main_cluster = false' |
    as_root tee /etc/postgresql-common/createcluster.d/continuum.conf >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
}

aws_client() {
  command -v aws >/dev/null && return 0
  command -v apt-get >/dev/null && as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends awscli
}

docker_engine() {
  docker version >/dev/null 2>&1 && return 0
  if ! command -v dockerd >/dev/null; then
    command -v apt-get >/dev/null && as_root apt-get update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io iptables ||
      return 1
  fi
  local log
  log=$(mktemp) || return 1
  as_root setsid dockerd >"$log" 2>&1 </dev/null &
  mkdir -p .continuum && echo $! >.continuum/dockerd.pid
  for ((i = 0; i < 60; i++)); do
    docker version >/dev/null 2>&1 && return 0
    sleep 0.5
  done
  tail -n 5 "$log" >&2
  return 1
}

postgresql || echo "PostgreSQL could not be installed: its tests are skipped" >&2
aws_client || echo "awscli could not be installed: its tests are skipped" >&2
docker_engine || echo "no Docker engine could be started: tests in containers are skipped" >&2
