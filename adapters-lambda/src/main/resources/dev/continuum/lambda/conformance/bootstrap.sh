#!/bin/sh
# A custom runtime that answers with the identity of its instance; what an event asks for:
# {"hold": MS} answers later, {"fail": true} fails, {"exit": true} ends the process,
# {"log": true} writes a line, {"echo": "..."} comes back with the event.
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
id=$(cat /proc/sys/kernel/random/uuid)
# A file without a name, so that a process that is killed leaves nothing behind.
file=$(mktemp)
exec 3<>"$file"
rm -f "$file"
headers=/proc/$$/fd/3
if [ -n "$INIT_FAILS" ]; then
  curl -sS -o /dev/null -H 'Lambda-Runtime-Function-Error-Type: Probe.InitFailure' \
    -d '{"errorMessage":"as asked","errorType":"Probe.InitFailure"}' "$api/init/error"
  exit 1
fi
calls=0
while :; do
  event=$(curl -sS -D "$headers" "$api/invocation/next") || exit 1
  request=$(grep -i '^lambda-runtime-aws-request-id:' "$headers" | tr -d '[:space:]' | cut -d: -f2)
  arn=$(grep -i '^lambda-runtime-invoked-function-arn:' "$headers" | tr -d '[:space:]' | cut -d: -f2-)
  calls=$((calls + 1))
  hold=$(printf '%s' "$event" | sed -n 's/.*"hold": *\([0-9]*\).*/\1/p')
  if [ -n "$hold" ]; then
    sleep "$((hold / 1000)).$(printf '%03d' $((hold % 1000)))"
  fi
  case $event in
    *'"fail"'*)
      curl -sS -o /dev/null -H 'Lambda-Runtime-Function-Error-Type: Probe.Failure' \
        -d '{"errorMessage":"as asked","errorType":"Probe.Failure"}' "$api/invocation/$request/error"
      continue
      ;;
    *'"exit"'*) exit 3 ;;
    *'"log"'*) echo "a line of the probe" ;;
  esac
  printf '{"instance":{"id":"%s","calls":%s,"initialisation":"%s"},"arn":"%s","version":"%s","memory":"%s","mark":"%s","event":%s}' \
    "$id" "$calls" "$AWS_LAMBDA_INITIALIZATION_TYPE" "$arn" "$AWS_LAMBDA_FUNCTION_VERSION" \
    "$AWS_LAMBDA_FUNCTION_MEMORY_SIZE" "$MARK" "$event" |
    curl -sS -o /dev/null --data-binary @- "$api/invocation/$request/response"
done
