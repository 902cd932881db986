#!/usr/bin/env bash
# Installs what is missing on Debian, builds everything once with the analyzers, then runs every check and every suite, two at a time: many of them mostly
# wait. Each has a time bound, which ends it and says where it stood. SLOWEST=30 lists the slowest tests; AT_ONCE=1 runs one suite after the other.
# The last line sums them up: "N passed, N failed, N skipped". Exit status 0 only when nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export CI="${CI:-}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
configuration="${CONFIGURATION:-Release}"
# shellcheck source=tests/bounded.sh
source tests/bounded.sh
logs="$(mktemp -d)"
trap 'end_run; rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }
check() { # name seconds command...
  local name=$1 seconds=$2; shift 2
  step "$name"
  if bounded "$seconds" "$logs/check.log" "$@"; then passed=$((passed + 1)); else echo "FAILED: $name"; failed=$((failed + 1)); fi
  [[ ! -s $logs/check.log ]] || tail -n 200 "$logs/check.log"
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
  timeout -k 10 300 apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive timeout -k 10 900 apt-get install -y -qq --no-install-recommends "${wanted[@]}" >"$logs/apt.log" 2>&1 ||
    { tail -n 5 "$logs/apt.log"; return 1; }
}

step "tools"
if install_missing; then passed=$((passed + 1)); else echo "FAILED: tools"; failed=$((failed + 1)); fi
check "restore" 600 dotnet restore SmartDairy.Orleans.sln -v quiet
check "build, warnings as errors, analyzers and style among them" 1200 \
  dotnet build SmartDairy.Orleans.sln -c "$configuration" --no-restore -v quiet -nologo -p:RunAnalyzersDuringBuild=true -p:BuildPages=true
[[ $failed -gt 0 ]] && { printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"; exit 1; }

# Each suite leaves one line "passed failed skipped" in its .counts, and what it has to say in its .said.
dotnet_suite() { # project
  local project=$1 log="$logs/$1.log" status line p f s
  bounded 1200 "$log" dotnet "tests/$project/bin/$configuration/net10.0/$project.dll" -noColor -noLogo -reporter verbose
  status=$?
  line=$(grep -E '^ +[A-Za-z.]+  Total: [0-9]+' "$log" | tail -n 1)
  p=$(sed -nE 's/.*Total: ([0-9]+).*/\1/p' <<<"$line") f=$(sed -nE 's/.*Failed: ([0-9]+).*/\1/p' <<<"$line") s=$(sed -nE 's/.*Skipped: ([0-9]+).*/\1/p' <<<"$line")
  local errors not_run
  errors=$(sed -nE 's/.*Errors: ([0-9]+).*/\1/p' <<<"$line") not_run=$(sed -nE 's/.*Not Run: ([0-9]+).*/\1/p' <<<"$line")
  f=$((${f:-0} + ${errors:-0}))
  p=$((${p:-0} - f - ${s:-0} - ${not_run:-0}))
  [[ $p -ge 0 ]] || p=0
  {
    echo "${line:-  $project: no test was counted}"
    grep -E '\[SKIP\]|^left behind' -A 1 "$log" | grep -v -- '^--$'
    if [[ $status -ne 0 || $p -eq 0 ]]; then
      grep -A 25 -E '\[FAIL\]' "$log" | grep -vE '\[(STARTING|FINISHED)\]' | head -n 200
      [[ $f -gt 0 ]] || { tail -n 60 "$log" | grep -vE '\[(STARTING|FINISHED)\]'; f=1; }
    fi
  } >"$logs/$project.said" 2>&1
  echo "$p $f ${s:-0}" >"$logs/$project.counts"
}

node_suite() { # shape
  local shape=$1 log="$logs/node-$1.log" status p f s
  if ! command -v npm >/dev/null; then missing "node-$shape" "Node.js is missing"; return; fi
  if [[ $shape == server ]] && ! has_servers; then missing "node-$shape" "PostgreSQL or Mosquitto is missing"; return; fi
  SHAPE="$shape" CONFIGURATION="$configuration" REPORTER=tap BUILT=yes bounded 400 "$log" bash tests/graphql/run.sh
  status=$?
  p=$(sed -nE 's/^# pass ([0-9]+)$/\1/p' "$log" | tail -n 1) f=$(sed -nE 's/^# fail ([0-9]+)$/\1/p' "$log" | tail -n 1) s=$(sed -nE 's/^# skipped ([0-9]+)$/\1/p' "$log" | tail -n 1)
  f=${f:-0}
  {
    echo "   GraphQL over the wire (Node), $shape: ${p:-0} passed, $f failed, ${s:-0} skipped"
    if [[ $status -ne 0 ]]; then grep -vE '^ *(ok|#) ' "$log" | tail -n 80; [[ $f -gt 0 ]] || f=1; fi
  } >"$logs/node-$shape.said" 2>&1
  echo "${p:-0} $f ${s:-0}" >"$logs/node-$shape.counts"
}

# Its checks need tools that are not all installed here: it says which it skipped, and those that need PostgreSQL or Mosquitto have them.
infra_suite() {
  bounded 400 "$logs/infra.said" bash infra/check.sh
  local status=$? counts
  counts=$(tail -n 1 "$logs/infra.said")
  if [[ $status -ne 124 && $counts =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
    echo "${BASH_REMATCH[1]} ${BASH_REMATCH[2]} ${BASH_REMATCH[3]}" >"$logs/infra.counts"
  else echo "0 1 0" >"$logs/infra.counts"; fi
}

# Whitespace, order of usings, and the few style rules that only it judges; what else it knows, the build has judged already.
format_suite() {
  if bounded 1800 "$logs/format.said" nice -n 10 dotnet format SmartDairy.Orleans.sln --verify-no-changes --no-restore -v quiet --diagnostics IDE0003 IDE0009 IDE0049; then
    echo "   format: as it should be" >>"$logs/format.said"; echo "1 0 0" >"$logs/format.counts"
  else echo "0 1 0" >"$logs/format.counts"; fi
}

has_servers() { [[ -x /usr/sbin/mosquitto ]] && compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

missing() { # suite what
  if [[ -n "$CI" ]]; then echo "FAILED: $1: $2" >"$logs/$1.said"; echo "0 1 0" >"$logs/$1.counts"
  else echo "skipped: $1: $2" >"$logs/$1.said"; echo "0 0 1" >"$logs/$1.counts"; fi
}

# The longest first, so that none is left alone at the end.
suites=(EndToEnd.Tests format node-server node-embedded SmartDairy.Grains.Tests SmartDairy.Streaming.Mqtt.Tests SmartDairy.Hosting.Tests SmartDairy.Evaluation.Tests)
for project in tests/*.Tests; do
  project=$(basename "$project")
  [[ " ${suites[*]} " == *" $project "* ]] || suites+=("$project")
done
suites+=(infra)

step "${#suites[@]} suites, ${AT_ONCE:=2} at once"
running=0
for suite in "${suites[@]}"; do
  if [[ $running -ge $AT_ONCE ]]; then wait -n; running=$((running - 1)); fi
  (
    began=$SECONDS
    case $suite in
      format) format_suite ;;
      infra) infra_suite ;;
      node-*) node_suite "${suite#node-}" ;;
      *) dotnet_suite "$suite" ;;
    esac
    printf '\n-- %s, %s s\n%s\n' "$suite" "$((SECONDS - began))" "$(cat "$logs/$suite.said")"
  ) &
  running=$((running + 1))
done
wait

for suite in "${suites[@]}"; do
  if [[ -f $logs/$suite.counts ]]; then read -r p f s <"$logs/$suite.counts"; else echo "FAILED: $suite did not come to an end"; p=0 f=1 s=0; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

if [[ -n "${SLOWEST:-}" ]]; then
  step "the slowest tests"
  sed -nE 's/^ +(.*) \[FINISHED\] Time: ([0-9.]+)s$/\2 \1/p' "$logs"/*.Tests.log | sort -rn | head -n "$SLOWEST" | cut -c 1-160
fi

printf '\ntook %s s\n%s passed, %s failed, %s skipped\n' "$SECONDS" "$passed" "$failed" "$skipped"
[[ $failed -eq 0 ]]
