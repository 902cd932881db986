#!/usr/bin/env bash
# Starts PostgreSQL with postgresql.conf (without what only TimescaleDB knows) and tries the roles, the reader's view, the views of
# emqx/views.sql and the dashboard's queries. The tables stand in for those of the product: their columns are those that are read here.
# Prints one line a promise. Exit status 0: all kept, or PostgreSQL is not installed (then it says "skipped").
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=
for candidate in /usr/lib/postgresql/*/bin; do
  if [[ -x $candidate/initdb ]]; then bin=$candidate; fi
done
[[ -n $bin ]] || { echo "skipped: PostgreSQL is not installed (Debian: apt-get install postgresql)"; exit 0; }

root=$(mktemp -d)
wrong=0
as=()
if [[ $EUID -eq 0 ]]; then as=(setpriv --reuid postgres --regid postgres --init-groups); chown postgres "$root"; fi
finish() {
  "${as[@]}" "$bin/pg_ctl" --pgdata "$root/data" --mode immediate stop >/dev/null 2>&1
  rm -rf "$root"
}
trap finish EXIT
cd "$root" || exit 1

expect() { # what, wanted, got
  if [[ $2 == "$3" ]]; then echo "ok: $1"; else echo "WRONG: $1: expected '$2', got '$3'"; wrong=$((wrong + 1)); fi
}

port=$((RANDOM % 10000 + 20000))
until ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((RANDOM % 10000 + 20000)); done
mkdir "$root/secrets"
for name in superuser smartdairy reader; do printf 'secret-%s' "$name" >"$root/secrets/$name-password"; done
chmod -R a+rX "$root"
if [[ $EUID -eq 0 ]]; then chown -R postgres "$root"; fi
# A small shared memory: the machine of a test need not have a gigabyte to spare.
{
  grep -v timescaledb "$here/postgresql.conf" | grep -vE '^(listen_addresses|port|shared_buffers) '
  printf "listen_addresses = '127.0.0.1'\nport = %s\nshared_buffers = 32MB\nunix_socket_directories = '%s'\n" "$port" "$root"
} >"$root/postgresql.conf"
chmod a+r "$root/postgresql.conf"

"${as[@]}" "$bin/initdb" --pgdata "$root/data" --username postgres --auth scram-sha-256 --pwfile "$root/secrets/superuser-password" --data-checksums >"$root/initdb.log" 2>&1 ||
  { cat "$root/initdb.log"; exit 1; }
"${as[@]}" "$bin/pg_ctl" --pgdata "$root/data" --log "$root/data/log" --wait --timeout 60 \
  -o "-c config_file=$root/postgresql.conf" start >/dev/null ||
  { echo "WRONG: PostgreSQL does not start"; cat "$root/data/log"; exit 1; }

export PGHOST=127.0.0.1 PGPORT=$port PGDATABASE=smartdairy SECRETS=$root/secrets
run() { # role sql
  PGPASSWORD="secret-$1" "$bin/psql" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --username "$1" --command "$2" 2>&1
}
superuser() { PGUSER=postgres PGPASSWORD=secret-superuser PATH=$bin:$PATH "$@"; }

echo "== settings"
superuser "$bin/createdb" smartdairy
expect "every setting is known" "" "$(superuser "$bin/psql" -XtAqc "select name || ': ' || error from pg_file_settings where error is not null")"
expect "a commit is on disk before it is answered" "on on on" \
  "$(superuser "$bin/psql" -XtAqc "select current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' ' || current_setting('full_page_writes')")"

echo "== roles"
superuser sh "$here/roles.sh" || { echo "WRONG: roles.sh failed"; exit 1; }
expect "the silos' role makes its tables" "" "$(run smartdairy "
create table device (device_id text primary key, farm int not null, type int not null, parlor int, gate text, area text, gateway text,
    place text not null unique, enabled boolean not null, secret_hash bytea not null);
create table environment (device_id text, farm int, time timestamptz, value float8);
create view sensor_data (time, sensor_id, farm_id, barn_id, zone_id, sensor_type, metric_name, value, unit, quality_score) as
    select time, device_id, farm, 1, 1, 'environment', 'temperature_c', value, '°C', 100 from environment;
insert into environment values ('ENV-1', 1, now() - interval '1 minute', 21.5), ('ENV-1', 1, now() - interval '2 minutes', 20.5);
insert into device values
    ('ENV-1', 1, 0, null, null, null, null, 'dairy/farm/1/barn/1/zone/2/sensor/ENV-1', true, sha256('secret')),
    ('COL-7', 1, 1, null, null, null, null, 'dairy/farm/1/animal/COW-7', true, sha256('x')),
    ('MTR-1', 1, 2, 1, null, null, null, 'dairy/farm/1/milking/parlor/1/stall/3', true, sha256('x')),
    ('RFID-N', 1, 3, null, 'NORTH', null, null, 'dairy/farm/1/rfid/gate/NORTH', true, sha256('x')),
    ('GW-1', 1, 4, null, null, null, null, 'system/farm/1/device/GW-1', true, sha256('x')),
    ('ENV-9', 1, 0, null, null, null, 'GW-1', 'dairy/farm/1/barn/1/zone/4/sensor/ENV-9', true, sha256('x')),
    ('ENV-OFF', 1, 0, null, null, null, null, 'dairy/farm/1/barn/1/zone/5/sensor/ENV-OFF', false, sha256('x'))")"
superuser sh "$here/readers.sh" || { echo "WRONG: readers.sh failed"; exit 1; }
expect "the reader sees readings" 2 "$(run reader "select count(*) from sensor_data")"
expect "... no secrets" 1 "$(run reader "select secret_hash from device" | grep -c 'permission denied')"
expect "... and writes nothing" 1 "$(run reader "create table t (a int)" | grep -cE 'permission denied|read-only')"

echo "== EMQX"
views() { superuser "$bin/psql" -Xq --set role_password=secret-emqx --set silo_password=secret-silo -f "$here/../emqx/views.sql" 2>&1 | grep -v NOTICE; }
expect "views.sql" "" "$(views)"
expect "views.sql again" "" "$(views)"
expect "a device's hash as EMQX computes it" "$(printf secret | sha256sum | cut -d' ' -f1) f" "$(run emqx "select password_hash || ' ' || left(is_superuser::text, 1) from emqx.login where username = 'ENV-1'")"
expect "the silos' account" "$(printf secret-silo | sha256sum | cut -d' ' -f1) t" "$(run emqx "select password_hash || ' ' || left(is_superuser::text, 1) from emqx.login where username = 'smartdairy'")"
expect "a disabled device does not log in" 0 "$(run emqx "select count(*) from emqx.login where username = 'ENV-OFF'")"
expect "EMQX's role sees no table" 1 "$(run emqx "select * from device" | grep -c 'permission denied')"
# The same rules as mosquitto/devices.sh makes: two brokers, one grammar.
printf '%s\n' 'ENV-1 p dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry' 'COL-7 p dairy/farm/1/animal/COW-7/activity/telemetry' \
  'MTR-1 p dairy/farm/1/milking/parlor/1/stall/3/session/data' 'RFID-N p dairy/farm/1/rfid/gate/NORTH/tag/read' \
  'GW-1 p system/farm/1/device/GW-1/status' 'ENV-9 p dairy/farm/1/barn/1/zone/4/sensor/ENV-9/telemetry GW-1' |
  sh "$here/../mosquitto/devices.sh" acl | awk '/^user/ { user = $2; next } { print user, ($2 == "write" ? "publish" : "subscribe"), $3 }' | sort >"$root/mosquitto"
run emqx "select username || ' ' || action || ' ' || topic from emqx.rule" | LC_ALL=C.UTF-8 sort >"$root/emqx"
expect "EMQX's rules are Mosquitto's" "" "$(LC_ALL=C.UTF-8 sort "$root/mosquitto" | diff - "$root/emqx")"

echo "== dashboard"
queries() { # the SQL of the dashboard with Grafana's words filled in, separated by NUL
  python3 - "$here/../grafana/dashboards/smartdairy.json" <<'PYTHON'
import json, re, sys
for panel in json.load(open(sys.argv[1]))["panels"]:
    for target in panel.get("targets", []):
        if "rawSql" in target:
            sql = re.sub(r"\$__timeFilter\((\w+)\)", r"\1 between now() - interval '1 hour' and now()", target["rawSql"])
            sys.stdout.write(sql.replace("$__interval_ms", "60000").replace("$farm", "1").replace("$metric", "temperature_c") + "\0")
PYTHON
}
if command -v python3 >/dev/null; then
  count=0
  while IFS= read -r -d '' query; do
    count=$((count + 1))
    expect "query $count finds the sensor" 1 "$(run reader "$query" | grep -c ENV-1 | sed 's/[1-9][0-9]*/1/')"
  done < <(queries)
  expect "the dashboard asks the database" 2 "$count"
else
  echo "skipped: python3 is not installed"
fi

[[ $wrong -eq 0 ]] && echo "all promises kept" || echo "$wrong promises broken"
[[ $wrong -eq 0 ]]
