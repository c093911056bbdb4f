#!/usr/bin/env bash
# Builds the image from this machine's JDK and C library, with no base image and no registry.
#
#   deploy/docker/build.sh TAG [DIRECTORY]
#
# DIRECTORY holds the jars; without it they come from the build of ./continuum, which is made if need be.
set -euo pipefail

tag=${1:?usage: deploy/docker/build.sh TAG [DIRECTORY]}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
jars=${2:-}
if [[ -z $jars ]]; then
  "$root/continuum" version >/dev/null
  jars=$(<"$root/.continuum/current")/lib
fi
jdk=${JAVA_HOME:-}
[[ -n $jdk ]] || { read -r _ && read -r jdk; } <"$root/.continuum/jdk"
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
rootfs=$context/rootfs
mkdir -p "$rootfs"/{etc,opt/continuum/lib,var/lib/continuum,tmp,lib64}

modules=java.base,java.compiler,java.logging,java.management,java.naming,java.net.http,java.security.jgss
modules+=,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.unsupported,jdk.zipfs
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
  --output "$rootfs/opt/java"
cp "$jars"/*.jar "$rootfs/opt/continuum/lib"

# The loader and every library that the JVM, the solvers and SQLite are linked to.
{
  find "$rootfs/opt/java" -name '*.so' -print0 | xargs -0 ldd 2>/dev/null
  ldd "$rootfs/opt/java/bin/java"
  ldconfig -p | awk '/x86-64|AArch64/ && /libstdc\+\+\.so\.6|libgcc_s\.so\.1|libm\.so\.6|librt\.so\.1|libz\.so\.1 / {print $0}'
} | grep -oE '/[^ )]+\.so[^ )]*' | sort -u | while read -r library; do
  case $library in
    "$rootfs"/*) ;;
    *) install -D -m 755 "$(readlink -f "$library")" "$rootfs$library" ;;
  esac
done
echo 'continuum:x:65532:65532::/var/lib/continuum:/nowhere' >"$rootfs/etc/passwd"
echo 'hosts: files dns' >"$rootfs/etc/nsswitch.conf"
chmod 1777 "$rootfs/tmp"
chmod 777 "$rootfs/var/lib/continuum"
cp "$here/Dockerfile" "$context"
docker build --quiet --tag "$tag" "$context"
