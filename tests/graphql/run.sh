#!/usr/bin/env bash
# Starts the API on a free port with a data directory of its own, runs the Node tests against it, and stops it.
set -euo pipefail
cd "$(dirname "$0")"
root="$(cd ../.. && pwd)"
work="$(mktemp -d)"
server=""
cleanup() {
  if [[ -n "$server" ]]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

[[ -d node_modules ]] || npm ci --no-audit --no-fund --loglevel=error
dotnet build "$root/api" -m:2 -v:q -nologo -p:BuildPages="${BUILD_PAGES:-false}"

export SMARTDAIRY_KEY="test-key-of-the-node-tests"
Security__BootstrapApiKey="$SMARTDAIRY_KEY" Data__Directory="$work/data" ASPNETCORE_URLS=http://127.0.0.1:0 \
  Mqtt__Port=0 Cluster__SiloPort=0 Cluster__GatewayPort=0 \
  dotnet "$root/api/bin/Debug/net10.0/SmartDairy.Api.dll" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 150); do
  SMARTDAIRY_URL="$(grep -om1 'http://127.0.0.1:[0-9]*' "$work/log" || true)"
  [[ -n "$SMARTDAIRY_URL" ]] && break
  kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
  sleep 0.2
done
[[ -n "$SMARTDAIRY_URL" ]] || { echo "the API did not start:"; cat "$work/log"; exit 1; }
export SMARTDAIRY_URL
# The subscriptions watch the demo farm, which comes into being a little after the address.
for _ in $(seq 150); do
  curl -sf "$SMARTDAIRY_URL/graphql" -H "Authorization: Bearer $SMARTDAIRY_KEY" -H 'Content-Type: application/json' \
    -d '{"query":"{ devices(farmId: 1, first: 1) { totalCount } }"}' | grep -q '"totalCount":[1-9]' && break
  sleep 0.2
done
node --test --test-reporter="${REPORTER:-dot}" || { tail -50 "$work/log"; exit 1; }
