# For tests/run.sh. Runs a command with a time bound; what exceeds it is ended with everything it started, and says where it stood.
# shellcheck shell=bash

# A process and all below it, children first found last.
tree_of() {
  local id
  echo "$1"
  for id in $(ps -o pid= --ppid "$1" 2>/dev/null); do tree_of "$id"; done
}

# What runs, and what .NET processes are doing when dotnet-stack is there to say it.
where_it_stood() { # pid log
  echo "-- last test that began, or began and did not end:"
  grep -E '\[(STARTING|FINISHED)\]' "$2" | sed -E 's/ \[(STARTING|FINISHED)\].*//' | sort | uniq -u | tail -n 5
  echo "-- processes:"
  # shellcheck disable=SC2046
  ps -o pid,ppid,etimes,time,stat,args -p $(tree_of "$1" | paste -sd,) | cut -c 1-200
  command -v dotnet-stack >/dev/null || return 0
  local id
  for id in $(tree_of "$1"); do
    [[ $(cat "/proc/$id/comm" 2>/dev/null) == dotnet ]] && { echo "-- stacks of $id:"; timeout 20 dotnet-stack report -p "$id" 2>&1 | head -n 400; }
  done
}

# Whatever a command started, also in sessions of their own: they all inherited its mark.
marked() { grep -lzx "BOUNDED_BY=$1" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3; }

# For the end of the whole run, at Ctrl+C too: the compiler, which other builds use, ends by itself.
end_run() {
  local id
  for id in $(grep -lzx "BOUNDED_RUN=$$" /proc/[0-9]*/environ 2>/dev/null | cut -d / -f 3); do
    grep -qz VBCSCompiler "/proc/$id/cmdline" 2>/dev/null || kill -9 "$id" 2>/dev/null
  done
}

end_all() { # pid mark
  local ids
  ids="$(tree_of "$1") $(marked "$2")"
  # shellcheck disable=SC2086
  kill $ids 2>/dev/null
  for _ in {1..20}; do
    # shellcheck disable=SC2086
    kill -0 $ids 2>/dev/null || return 0
    sleep 0.25
  done
  # shellcheck disable=SC2086
  kill -9 $ids 2>/dev/null
}

bounded() { # seconds log command...; status 124 when the bound was exceeded
  local seconds=$1 log=$2 mark="$BASHPID-$RANDOM$RANDOM" pid status end left
  shift 2
  BOUNDED_RUN=$$ BOUNDED_BY=$mark setsid "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  end=$((SECONDS + seconds))
  while kill -0 "$pid" 2>/dev/null; do
    if ((SECONDS >= end)); then
      { printf '\nENDED: it took longer than %s s. Where it stood:\n' "$seconds"; where_it_stood "$pid" "$log"; } >"$log.where" 2>&1
      end_all "$pid" "$mark"
      wait "$pid" 2>/dev/null
      { echo "-- the end of what it wrote:"; tail -n 15 "$log"; } >>"$log.where"
      cat "$log.where" >>"$log"
      return 124
    fi
    sleep 0.2
  done
  wait "$pid"
  status=$?
  # A suite ends what it starts; what it did not end would hold ports and memory of the next.
  left=$(ps -o pid=,args= -p "$(marked "$mark" | paste -sd,)" 2>/dev/null | grep -vE 'VBCSCompiler|MSBuild\.dll' | cut -c 1-160)
  if [[ -n $left ]]; then
    printf 'left behind, and ended now:\n%s\n' "$left" >>"$log"
    # shellcheck disable=SC2046
    kill -9 $(awk '{print $1}' <<<"$left") 2>/dev/null
  fi
  return "$status"
}
