#!/usr/bin/env bash
# Builds the container image of the AR functions FROM nothing: a JRE cut to what they need (jlink), the C
# library of this machine, OpenCV unpacked, the jar. No registry is asked. Needs Linux, a JDK and a Docker
# engine.
#
#   functions-ar/image/build.sh [JAR] [NAME] [CLIENT]
#
# JAR: the deployable jar, by default the newest under functions-ar/target. NAME: of the image, by default
# continuum/functions-ar. CLIENT: directory with the jars of AWS's runtime interface client, by default the local
# Maven repository; where it has them, NAME:lambda is the same image with Lambda's entry point. Says how large the
# images became.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

jar=${1:-$(find "$here/target" -name 'continuum-functions-ar-*-deploy.jar' -printf '%T@ %p\n' 2>/dev/null |
  sort -n | tail -n 1 | cut -d' ' -f2-)}
jar=$(readlink -f "$jar" 2>/dev/null || true)
name=${2:-continuum/functions-ar}
if [[ -z $jar || ! -r $jar ]]; then
  echo "no deployable jar: build it by ./mvnw -Dfast -pl functions-ar package" >&2
  exit 2
fi
client=${3:-$HOME/.m2/repository}
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/opt" "$root/tmp" "$root/etc"
chmod 1777 "$root/tmp"
echo 'action:x:1000:1000::/tmp:/bin/false' >"$root/etc/passwd"

# gson works without java.sql, OpenCV without java.desktop unless windows are opened.
"$jdk/bin/jlink" --add-modules java.base,java.logging,jdk.httpserver,jdk.unsupported \
  --strip-java-debug-attributes --no-header-files --no-man-pages --output "$root/opt/java"
(cd "$root/opt" && "$jdk/bin/jar" xf "$jar" nu/pattern/opencv)
library=$(find "$root/opt/nu" -name '*.so')
mv "$library" "$root/opt/opencv.so"
rm -r "$root/opt/nu"
cp "$jar" "$root/opt/functions.jar"
chmod 644 "$root/opt/functions.jar" "$root/opt/opencv.so"
# A class-data archive of the classes of the JDK: a third of the start.
"$root/opt/java/bin/java" -Xshare:dump -XX:+UseSerialGC >/dev/null

# The C library and whatever the JRE and OpenCV link to, from where they are here.
while read -r file; do
  mkdir -p "$root$(dirname "$file")"
  cp -L "$file" "$root$file"
done < <({
  find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + 2>/dev/null
  ldd "$root/opt/opencv.so"
} | tr ' \t' '\n\n' | grep '^/' | grep -v -e "$root" -e ':$' | sort -u)

# What AWS runs on Lambda; the rest of an entry point is the same.
jars=()
for each in com/amazonaws/aws-lambda-java-{runtime-interface-client,core,serialization} utils-lite; do
  found=$(find "$client" -path "*${each##*/}*.jar" -not -name '*-sources.jar' 2>/dev/null | sort -V | tail -n 1)
  [[ -n $found ]] && jars+=("$found")
done
options='"-XX:MaxRAMPercentage=37","-XX:+UseSerialGC","-XX:TieredStopAtLevel=1","-Xshare:auto","--enable-native-access=ALL-UNNAMED"'

# The heap leaves the other five eighths to OpenCV, the code and the stacks.
made() {
  tar -C "$root" --owner=0 --group=0 -c . | docker import \
    --change 'ENV PATH=/opt/java/bin LD_LIBRARY_PATH=/opt/java/lib CONTINUUM_OPENCV=/opt/opencv.so' \
    --change 'USER 1000' --change 'EXPOSE 8080' --change "ENTRYPOINT [\"/opt/java/bin/java\",$options,$2]" \
    - "$1" >/dev/null
  docker image inspect --format "$1: {{.Size}} bytes" "$1"
}
made "$name" '"-jar","/opt/functions.jar"'
if ((${#jars[@]} == 4)); then
  mkdir "$root/opt/client"
  install -m 644 -t "$root/opt/client" "${jars[@]}"
  made "${name%:*}:lambda" '"-cp","/opt/functions.jar:/opt/client/*","com.amazonaws.services.lambda.runtime.api.client.AWSLambda","dev.continuum.functions.LambdaEntry"'
else
  echo "no runtime interface client in $client: no image for Lambda" >&2
fi
