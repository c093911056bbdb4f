#!/usr/bin/env bash
# Builds an image FROM nothing that runs the probe: a shell and the tools it calls, with the C library of this
# machine. No registry is asked.
#
#   probe-image.sh BOOTSTRAP NAME
set -euo pipefail
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/tmp" "$root/bin"
chmod 1777 "$root/tmp"
cp "$1" "$root/bootstrap"
chmod 755 "$root/bootstrap"
for tool in sh curl cat mktemp grep tr cut sed sleep; do
  cp -L "$(command -v "$tool")" "$root/bin/$tool"
done
while read -r file; do
  mkdir -p "$root$(dirname "$file")"
  cp -L "$file" "$root$file"
done < <(ldd "$root"/bin/* | tr ' \t' '\n\n' | grep '^/' | grep -v -e "$root" -e ':$' | sort -u)
tar -C "$root" --owner=0 --group=0 -c . | docker import \
  --change 'ENV PATH=/bin' --change 'ENTRYPOINT ["/bin/sh","/bootstrap"]' - "$2" >/dev/null
