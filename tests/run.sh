#!/usr/bin/env bash
# Installs what is missing on Debian, builds everything once, then runs every check and every suite.
# The last line sums them up: "N passed, N failed, N skipped". Exit status 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export CI="${CI:-}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
configuration="${CONFIGURATION:-Release}"
logs="$(mktemp -d)"
trap 'rm -rf "$logs"' EXIT
passed=0 failed=0 skipped=0

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }
check() { # name command...
  local name=$1; shift
  step "$name"
  if "$@"; then passed=$((passed + 1)); else echo "FAILED: $name"; failed=$((failed + 1)); fi
}

install_missing() {
  local wanted=()
  command -v node >/dev/null || wanted+=(nodejs npm)
  command -v mosquitto_pub >/dev/null || wanted+=(mosquitto-clients)
  command -v chromium >/dev/null || wanted+=(chromium)
  [[ -x /usr/sbin/mosquitto ]] || wanted+=(mosquitto)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  [[ ${#wanted[@]} -eq 0 ]] && return 0
  if ! command -v apt-get >/dev/null || [[ $EUID -ne 0 ]]; then
    echo "missing: ${wanted[*]} (install them, or run as root on Debian); the tests that need them will be skipped, or fail in CI"
    return 0
  fi
  echo "installing ${wanted[*]}"
  # The tests start servers of their own: the packages shall not start any.
  mkdir -p /etc/postgresql-common && { grep -qs create_main_cluster /etc/postgresql-common/createcluster.conf || echo 'create_main_cluster = false' >>/etc/postgresql-common/createcluster.conf; }
  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >"$logs/apt.log" 2>&1 ||
    { tail -n 5 "$logs/apt.log"; return 1; }
}

summed() { sed -nE "s/^ +$2: ([0-9]+)$/\\1/p" "$1" | tail -n 1; } # a figure of the test runner's closing lines

check "tools" install_missing
check "restore" dotnet restore SmartDairy.Orleans.sln -v quiet
check "build, warnings as errors" dotnet build SmartDairy.Orleans.sln -c "$configuration" --no-restore -v quiet -nologo -p:RunAnalyzersDuringBuild=true -p:BuildPages=true
[[ $failed -gt 0 ]] && { printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"; exit 1; }
check "format" dotnet format SmartDairy.Orleans.sln --verify-no-changes --no-restore -v quiet

step "dotnet tests"
dotnet test --solution SmartDairy.Orleans.sln -c "$configuration" --no-build --max-parallel-test-modules 1 --no-progress >"$logs/dotnet.log" 2>&1
status=$?
grep -E '^ *(failed|skipped) |\(net10\.0\|.*(passed|failed)' "$logs/dotnet.log" | sort -u
p=$(summed "$logs/dotnet.log" succeeded) f=$(summed "$logs/dotnet.log" failed) s=$(summed "$logs/dotnet.log" skipped)
echo ".NET: ${p:-0} passed, ${f:-0} failed, ${s:-0} skipped"
passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
if [[ $status -ne 0 ]]; then
  grep -A 25 -E '^failed ' "$logs/dotnet.log" | head -n 200
  if [[ ${f:-0} -eq 0 ]]; then tail -n 60 "$logs/dotnet.log"; failed=$((failed + 1)); fi
elif [[ ${p:-0} -eq 0 ]]; then
  echo "FAILED: no test ran"; failed=$((failed + 1))
fi

node_tests() { # shape
  step "GraphQL over the wire (Node), $1"
  if command -v npm >/dev/null; then
    SHAPE="$1" CONFIGURATION="$configuration" REPORTER=tap bash tests/graphql/run.sh >"$logs/node.log" 2>&1
    local status=$?
    p=$(sed -nE 's/^# pass ([0-9]+)$/\1/p' "$logs/node.log" | tail -n 1) f=$(sed -nE 's/^# fail ([0-9]+)$/\1/p' "$logs/node.log" | tail -n 1)
    s=$(sed -nE 's/^# skipped ([0-9]+)$/\1/p' "$logs/node.log" | tail -n 1)
    echo "Node, $1: ${p:-0} passed, ${f:-0} failed, ${s:-0} skipped"
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
    if [[ $status -ne 0 ]]; then grep -vE '^ *(ok|#) ' "$logs/node.log" | tail -n 80; [[ ${f:-0} -gt 0 ]] || failed=$((failed + 1)); fi
  elif [[ -n "$CI" ]]; then echo "FAILED: Node.js is missing"; failed=$((failed + 1))
  else echo "skipped: Node.js is missing"; skipped=$((skipped + 1)); fi
}

has_servers() { [[ -x /usr/sbin/mosquitto ]] && compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

node_tests embedded
if has_servers; then node_tests server
elif [[ -n "$CI" ]]; then echo "FAILED: PostgreSQL or Mosquitto is missing"; failed=$((failed + 1))
else echo "skipped: GraphQL over the wire, server: PostgreSQL or Mosquitto is missing"; skipped=$((skipped + 1)); fi

# Its checks need tools that are not all installed here: it says which it skipped, and those that need PostgreSQL or Mosquitto have them.
step "infra"
bash infra/check.sh >"$logs/infra.log" 2>&1
cat "$logs/infra.log"
counts=$(tail -n 1 "$logs/infra.log")
if [[ $counts =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
  passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2])) skipped=$((skipped + BASH_REMATCH[3]))
else failed=$((failed + 1)); fi

printf '\ntook %s s\n%s passed, %s failed, %s skipped\n' "$SECONDS" "$passed" "$failed" "$skipped"
[[ $failed -eq 0 ]]
