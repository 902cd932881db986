#!/usr/bin/env bash
# Starts the API on free ports with scratch data, and a sensor that feeds it; runs the Node tests against it, and stops everything.
# BUILT=yes: what it starts is built already.
# SHAPE=embedded (default): the API alone. SHAPE=server: PostgreSQL, Mosquitto, a silo, and the API as its client.
set -euo pipefail
cd "$(dirname "$0")"
root="$(cd ../.. && pwd)"
configuration="${CONFIGURATION:-Debug}"
shape="${SHAPE:-embedded}"
work="$(mktemp -d)"
server="" feeder=""
cleanup() {
  { exec 9>&-; } 2>/dev/null || true
  if [[ $shape == server && -n $server ]]; then kill $feeder 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  for pid in $feeder $server; do kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
# Below 32768, where outgoing connections do not take it before it is used.
free_port() {
  node -e 'const net = require("net"), next = () => {
    const port = 18000 + Math.floor(Math.random() * 14768), server = net.createServer().on("error", next);
    server.listen(port, "0.0.0.0", () => { console.log(port); server.close(); });
  }; next()'
}

[[ -d node_modules ]] || npm ci --prefer-offline --no-audit --no-fund --loglevel=error
if [[ -z "${CI:-}${BUILT:-}" ]]; then
  dotnet build "$root/api" -c "$configuration" -m:2 -v:q -nologo -p:BuildPages="${BUILD_PAGES:-false}"
  [[ $shape == embedded ]] || for project in silo src/SmartDairy.Cli; do dotnet build "$root/$project" -c "$configuration" -v:q -nologo; done
fi

export SMARTDAIRY_KEY SMARTDAIRY_MQTT_PORT SMARTDAIRY_URL
if [[ $shape == server ]]; then
  mkfifo "$work/input"
  dotnet "$root/src/SmartDairy.Cli/bin/$configuration/net10.0/smartdairy.dll" cluster --silos 2 --api-nodes 1 --build "$root" <"$work/input" >"$work/where" 2>"$work/log" &
  server=$!
  exec 9>"$work/input" # held open: the cluster ends with its input
  for _ in $(seq 600); do
    grep -q '^# silo 2' "$work/where" && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
    sleep 0.2
  done
  # shellcheck source=/dev/null
  source <(grep '^SMARTDAIRY' "$work/where")
else
  SMARTDAIRY_KEY="test-key-of-the-node-tests"
  SMARTDAIRY_MQTT_PORT="$(free_port)"
  SMARTDAIRY_URL="http://127.0.0.1:$(free_port)"
  dotnet "$root/api/bin/$configuration/net10.0/SmartDairy.Api.dll" --urls="$SMARTDAIRY_URL" --Mqtt:Port="$SMARTDAIRY_MQTT_PORT" \
    --Cluster:SiloPort=0 --Cluster:GatewayPort=0 --Demo:Enabled=false --Data:Directory="$work/data" \
    --Security:BootstrapApiKey="$SMARTDAIRY_KEY" >"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    [[ "$(curl -s -o "$work/ready" -w '%{http_code}' "$SMARTDAIRY_URL/health/ready" || true)" == 200 ]] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
    sleep 0.2
  done
fi

node feeder.mjs >"$work/feeder" 2>&1 &
feeder=$!
for _ in $(seq 100); do
  grep -q feeding "$work/feeder" && break
  kill -0 "$feeder" 2>/dev/null || { cat "$work/feeder"; tail -50 "$work/log"; exit 1; }
  sleep 0.1
done
# A test that fails may leave a connection open: neither it nor anything else keeps the runner.
node --test --test-timeout=120000 --test-force-exit --test-reporter="${REPORTER:-dot}" || { tail -50 "$work/log"; exit 1; }
