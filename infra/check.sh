#!/usr/bin/env bash
# Every check of this directory that the machine has the tools for. Says what it skipped; exit status 0 when nothing failed.
# Last line: "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")" || exit 1
passed=0 failed=0 skipped=0
said=$(mktemp)
trap 'rm -f "$said"' EXIT

check() { # name command...; a command that says "skipped:" in its first line had nothing to check with
  local name=$1
  shift
  if "$@" >"$said" 2>&1; then
    if head -n 1 "$said" | grep -q '^skipped:'; then
      skipped=$((skipped + 1)); echo "skipped: $name: $(head -n 1 "$said" | cut -c 10-)"
    else
      passed=$((passed + 1)); echo "passed: $name"
      grep -E '^(skipped|note):' "$said" | sed 's/^/  /'
    fi
  else
    failed=$((failed + 1)); echo "FAILED: $name"; sed 's/^/  /' "$said"
  fi
}

with() { # program command...: skipped when the program is not there
  if command -v "$1" >/dev/null; then "${@:2}"; else echo "skipped: $1 is not installed"; fi
}

yaml() {
  python3 -c 'import yaml' 2>/dev/null || { echo "skipped: python3 with PyYAML is not installed"; return; }
  python3 - compose.yaml compose.tls.yaml prometheus/*.yml grafana/provisioning/*/*.yaml <<'PYTHON'
import sys, yaml

class Loader(yaml.SafeLoader): pass
Loader.add_multi_constructor("!", lambda loader, suffix, node: loader.construct_sequence(node))
for file in sys.argv[1:]:
    yaml.load(open(file), Loader)
services = yaml.load(open("compose.yaml"), Loader)["services"]
declared = yaml.load(open("compose.yaml"), Loader)["volumes"]
wrong = []
for name, service in services.items():
    for other, how in service.get("depends_on", {}).items():
        if other not in services: wrong.append(f"{name} depends on {other}, which is not there")
        elif how["condition"] == "service_healthy" and "healthcheck" not in services[other]: wrong.append(f"{name} waits for the health of {other}, which has no check")
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        if source.startswith("."):
            import os
            if not os.path.exists(source): wrong.append(f"{name} mounts {source}, which is not there")
        elif source not in declared: wrong.append(f"{name} mounts {source}, which is not declared")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
PYTHON
}

json() { for file in grafana/dashboards/*.json; do python3 -m json.tool "$file" >/dev/null || return 1; done; }

# Only where an engine's own reader of compose files is there; it does not need the engine.
compose() {
  docker compose version >/dev/null 2>&1 || { echo "skipped: docker compose is not installed"; return; }
  docker compose -f compose.yaml config --quiet && docker compose -f compose.yaml -f compose.tls.yaml config --quiet
}

# What a Dockerfile names must be there, and it must run the program that its file is named after.
images() {
  local name program wrong=0
  for name in api silo; do
    program=$(sed -nE 's/^ENTRYPOINT \["dotnet", "(.*)\.dll"\]/\1/p' "docker/$name.Dockerfile")
    [[ -f ../$name/$program.csproj ]] || { echo "$name.Dockerfile runs $program, which is not in $name/"; wrong=1; }
    grep -q "^USER \$APP_UID" "docker/$name.Dockerfile" || { echo "$name.Dockerfile runs as root"; wrong=1; }
  done
  for name in ../api/*/package.json; do
    name=$(basename "$(dirname "$name")")
    grep -q "COPY api/$name api/$name" docker/api.Dockerfile || { echo "api.Dockerfile does not build the page api/$name"; wrong=1; }
  done
  return $wrong
}

check "Mosquitto, as configured" bash mosquitto/check.sh
check "PostgreSQL, roles and EMQX's views" bash timescale/check.sh
check "Prometheus: configuration" with promtool promtool check config prometheus/prometheus.yml
check "Prometheus: alerts" with promtool promtool test rules prometheus/rules.test.yml
check "YAML, and what compose.yaml refers to" with python3 yaml
check "JSON of the dashboards" with python3 json
check "compose files" with docker compose
check "images" images
check "shell scripts" with shellcheck shellcheck check.sh init/init.sh mosquitto/check.sh mosquitto/certs.sh mosquitto/devices.sh timescale/check.sh timescale/roles.sh timescale/readers.sh

echo "not checked anywhere but by reading: the images themselves, EMQX's configuration, TimescaleDB, Grafana's provisioning (see README.md)"
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 ]]
