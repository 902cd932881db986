#!/usr/bin/env bash
# Starts Mosquitto with this directory's configuration on free ports and tries what the README promises: who may publish and subscribe
# to what, the shared subscription of the silos, a restart, TLS with client certificates, and what the access file can and cannot do.
# Prints one line a promise. Topics in quotes begin with a dollar sign: that is no variable.
# shellcheck disable=SC2016
# Exit status 0: all kept, or Mosquitto is not installed (then it says "skipped").
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin

for program in mosquitto mosquitto_passwd mosquitto_pub mosquitto_sub; do
  command -v "$program" >/dev/null || { echo "skipped: $program is not installed (Debian: apt-get install mosquitto mosquitto-clients)"; exit 0; }
done
plugin=
for file in /usr/lib/mosquitto_dynamic_security.so /usr/lib/*/mosquitto_dynamic_security.so; do
  if [[ -e $file ]]; then plugin=$file; fi
done
[[ -n $plugin ]] || { echo "skipped: Mosquitto's dynamic-security plugin is not installed"; exit 0; }

root=$(mktemp -d)
broker='' subscriber='' wrong=0
finish() {
  for process in "$broker" "$subscriber"; do [[ -z $process ]] || kill -KILL "$process" 2>/dev/null; done
  rm -rf "$root"
}
trap finish EXIT
chmod 0711 "$root"

# Root starts the broker as the user that the container's has; anyone else as himself.
as=()
if [[ $EUID -eq 0 ]]; then as=(setpriv --reuid 1883 --regid 1883 --clear-groups); fi

free_port() {
  local port
  for _ in {1..50}; do
    port=$((RANDOM % 10000 + 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

expect() { # what, wanted, got
  if [[ $2 == "$3" ]]; then echo "ok: $1"; else echo "WRONG: $1: expected '$2', got '$3'"; wrong=$((wrong + 1)); fi
}

until_true() { # tries for 10 s; a broker on a busy machine takes a while
  for _ in {1..100}; do if "$@"; then return 0; fi; sleep 0.1; done
  return 1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

start() { # configuration port
  "${as[@]}" mosquitto -c "$1" >"$root/log" 2>&1 &
  broker=$!
  until_true listens "$2" || { echo "WRONG: Mosquitto does not start"; cat "$root/log"; exit 1; }
}

stop() { # signal
  kill "-$1" "$broker" && wait "$broker" 2>/dev/null
  broker=''
}

# Options of the client who speaks; arrays so that no password is split.
device() { who=(-V mqttv5 -p "$port" -i "$1" -u "$1" -P "secret-$1"); }
silo() { who=(-V mqttv5 -p "$port" -i "silo-$1" -u smartdairy -P "$password"); }

# The reason code of the PUBACK; "none" when the connection was refused.
publish() { # topic
  local said
  said=$(timeout 10 mosquitto_pub "${who[@]}" -d -q 1 -t "$1" -m '{}' 2>&1)
  said=$(sed -nE 's/.*received PUBACK.*RC:([0-9]+).*/\1/p' <<<"$said" | head -n 1)
  echo "${said:-none}"
}

# The code of the SUBACK.
subscribe() { # filter
  local said
  said=$(timeout 2 mosquitto_sub "${who[@]}" -d -q 1 -t "$1" 2>&1)
  said=$(sed -nE 's/.*Subscribed \(mid: 1\): ([0-9]+).*/\1/p' <<<"$said" | head -n 1)
  echo "${said:-none}"
}

lines() { [[ $(wc -l <"$1") -ge $2 ]]; }

# Mosquitto's configuration, with the paths and ports of this run.
configure() { # source target port tls-port
  sed -E -e "s|/usr/lib/mosquitto_dynamic_security.so|$plugin|" -e "s|/mosquitto/config/|$root/config/|" -e "s|/mosquitto/data/|$root/broker/|" \
    -e "s|/mosquitto/certs/|$root/certs/|" -e "s|^listener 1883.*|listener $3 127.0.0.1|" -e "s|^listener 8883|listener $4 127.0.0.1|" "$1" >"$2"
}

mkdir -p "$root"/{app,postgres,mosquitto,broker,grafana,certs,config/listeners}
port=$(free_port) tls_port=$(free_port)

echo "== secrets"
sh "$here/../init/init.sh" "$root" >/dev/null || { echo "WRONG: init.sh failed"; exit 1; }
secrets() { cat "$root"/{app,postgres,mosquitto,broker,grafana}/* | sha256sum; }
before=$(secrets)
sh "$here/../init/init.sh" "$root" >/dev/null
expect "a second start leaves them as they are" "$before" "$(secrets)"
expect "nobody else reads them" "" "$(find "$root"/{app,postgres,mosquitto,broker,grafana} -perm /077)"
password=$(cat "$root/app/mqtt-password")

echo "== dynamic-security plugin"
configure "$here/mosquitto.conf" "$root/config/mosquitto.conf" "$port" "$tls_port"
configure "$here/listeners/tcp.conf" "$root/config/listeners/tcp.conf" "$port" "$tls_port"
chmod -R a+rX "$root/config"
start "$root/config/mosquitto.conf" "$port"
cat >"$root/devices" <<'DEVICES'
ENV-1 secret-ENV-1 dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry
ENV-2 secret-ENV-2 dairy/farm/1/barn/1/zone/3/sensor/ENV-2/telemetry
COL-7 secret-COL-7 dairy/farm/1/animal/COW-7/activity/telemetry
MTR-1 secret-MTR-1 dairy/farm/1/milking/parlor/1/stall/3/session/data
RFID-N secret-RFID-N dairy/farm/1/rfid/gate/NORTH/tag/read
GW-1 secret-GW-1 system/farm/1/device/GW-1/status
ENV-9 secret-ENV-9 dairy/farm/1/barn/1/zone/4/sensor/ENV-9/telemetry GW-1
DEVICES
apply() { XDG_CONFIG_HOME=$root/mosquitto MQTT_PORT=$port sh "$here/devices.sh" apply <"$root/devices"; }
expect "devices.sh apply" "7 devices may connect" "$(apply)"
expect "devices.sh apply again" "7 devices may connect" "$(apply)"
expect "... refuses a topic that is not the device's" refused \
  "$(sed 's|/ENV-1/telemetry|/ENV-2/telemetry|; 1q' "$root/devices" | XDG_CONFIG_HOME=$root/mosquitto MQTT_PORT=$port sh "$here/devices.sh" apply 2>/dev/null || echo refused)"

silo 0
mosquitto_sub "${who[@]}" -c -x 3600 -q 1 -t '$share/smartdairy/dairy/#' -t '$share/smartdairy/system/#' -F '%t' >"$root/received" &
subscriber=$!
expect "the silos' user may join the group" 1 "$(silo probe; subscribe '$share/probe/dairy/#')"
device ENV-1
expect "a sensor publishes its readings" 0 "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
expect "... and its status" 0 "$(publish system/farm/1/device/ENV-1/status)"
expect "... not another sensor's" 135 "$(publish dairy/farm/1/barn/1/zone/3/sensor/ENV-2/telemetry)"
expect "... not from another place" 135 "$(publish dairy/farm/1/barn/9/zone/2/sensor/ENV-1/telemetry)"
expect "... not to its own command topic" 135 "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/command)"
expect "... hears its commands" 1 "$(subscribe dairy/farm/1/barn/1/zone/2/sensor/ENV-1/command)"
expect "... not another's" 135 "$(subscribe dairy/farm/1/barn/1/zone/3/sensor/ENV-2/command)"
expect "... not everything" 135 "$(subscribe '#')"
expect "... does not join the silos' group" 135 "$(subscribe '$share/smartdairy/dairy/#')"
expect "... does not manage the broker" 135 "$(publish '$CONTROL/dynamic-security/v1')"
device COL-7
expect "a collar publishes under its animal" 0 "$(publish dairy/farm/1/animal/COW-7/fertility/heat)"
expect "... not under another" 135 "$(publish dairy/farm/1/animal/COW-8/fertility/heat)"
device MTR-1
expect "a meter publishes for its stall" 0 "$(publish dairy/farm/1/milking/parlor/1/stall/3/session/end)"
expect "... not for another" 135 "$(publish dairy/farm/1/milking/parlor/1/stall/4/session/end)"
device RFID-N
expect "a reader publishes for its gate" 0 "$(publish dairy/farm/1/rfid/gate/NORTH/tag/read)"
expect "... not for another" 135 "$(publish dairy/farm/1/rfid/gate/SOUTH/tag/read)"
device GW-1
expect "a gateway publishes for a device behind it" 0 "$(publish dairy/farm/1/barn/1/zone/4/sensor/ENV-9/telemetry)"
expect "... not for others" 135 "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
who=(-V mqttv5 -p "$port" -i ENV-1 -u ENV-1 -P wrong)
expect "a wrong password does not connect" none "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
who=(-V mqttv5 -p "$port" -i other -u ENV-1 -P secret-ENV-1)
expect "... nor another client id" none "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
who=(-V mqttv5 -p "$port" -i nobody)
expect "... nor anyone without a name" none "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
until_true lines "$root/received" 6
expect "the silo got what was allowed, and nothing else" 6 "$(wc -l <"$root/received")"

echo "== a silo away, the broker stopped and started"
kill "$subscriber"; wait "$subscriber" 2>/dev/null; subscriber=''
device ENV-1
expect "a publish for a silo that is away is taken" 0 "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
stop TERM
start "$root/config/mosquitto.conf" "$port"
silo 0
timeout 10 mosquitto_sub "${who[@]}" -c -x 3600 -q 1 -C 1 -t '$share/smartdairy/dairy/#' -F '%t' >"$root/kept"
expect "SIGTERM keeps it" 1 "$(wc -l <"$root/kept")"
device ENV-1
expect "the devices are still known" 0 "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
stop TERM

echo "== TLS"
if command -v openssl >/dev/null; then
  bash "$here/certs.sh" "$root/certs" localhost smartdairy ENV-1 >/dev/null 2>&1 || { echo "WRONG: certs.sh failed"; exit 1; }
  chmod -R a+rX "$root/certs"
  rm "$root/config/listeners/tcp.conf"
  configure "$here/listeners-tls/tls.conf" "$root/config/listeners/tls.conf" "$port" "$tls_port"
  chmod -R a+rX "$root/config"
  start "$root/config/mosquitto.conf" "$tls_port"
  who=(-V mqttv5 -h localhost -p "$tls_port" -i ENV-1 --cafile "$root/certs/ca.crt" --cert "$root/certs/ENV-1.crt" --key "$root/certs/ENV-1.key")
  expect "the certificate is the name: own topic" 16 "$(publish system/farm/1/device/ENV-1/status)"
  expect "... not another's" 135 "$(publish system/farm/1/device/ENV-2/status)"
  who=(-V mqttv5 -h localhost -p "$tls_port" -i silo-0 --cafile "$root/certs/ca.crt" --cert "$root/certs/smartdairy.crt" --key "$root/certs/smartdairy.key")
  expect "a silo joins its group" 1 "$(subscribe '$share/probe/dairy/#')"
  who=(-V mqttv5 -h localhost -p "$tls_port" -i ENV-2 -u ENV-2 -P secret-ENV-2 --cafile "$root/certs/ca.crt")
  expect "nobody connects without a certificate" none "$(publish system/farm/1/device/ENV-2/status)"
  stop TERM
else
  echo "skipped: openssl is not installed"
fi

echo "== access file"
port=$(free_port)
sed '/^per_listener_settings/,/^plugin_opt/d' "$here/mosquitto.conf" | cat "$here/acl.conf" - >"$root/plain.conf"
configure "$root/plain.conf" "$root/config/mosquitto.conf" "$port" "$tls_port"
rm -f "$root"/config/listeners/* "$root/broker/mosquitto.db"
configure "$here/listeners/tcp.conf" "$root/config/listeners/tcp.conf" "$port" "$tls_port"
{ printf 'smartdairy:%s\n' "$password"; awk '{ print $1 ":" $2 }' "$root/devices"; } >"$root/broker/passwords"
mosquitto_passwd -U "$root/broker/passwords"
{ cat "$here/access.acl"; sh "$here/devices.sh" acl <"$root/devices"; } >"$root/broker/access"
chmod -R a+rX "$root/config"
if [[ $EUID -eq 0 ]]; then chown 1883:1883 "$root/broker/passwords" "$root/broker/access"; fi
start "$root/config/mosquitto.conf" "$port"
silo 0
mosquitto_sub "${who[@]}" -q 1 -t '$share/smartdairy/dairy/#' -F '%t' >"$root/received" &
subscriber=$!
device ENV-2
timeout 4 mosquitto_sub "${who[@]}" -q 1 -t 'dairy/farm/1/barn/1/zone/2/sensor/ENV-1/#' -F '%t' >"$root/overheard" &
listener=$!
sleep 0.5
device ENV-1
expect "a sensor publishes its readings" 0 "$(publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry)"
expect "... not another's" 135 "$(publish dairy/farm/1/barn/1/zone/3/sensor/ENV-2/telemetry)"
device COL-7
expect "a collar publishes under its animal" 0 "$(publish dairy/farm/1/animal/COW-7/activity/telemetry)"
expect "... not under another" 135 "$(publish dairy/farm/1/animal/COW-8/activity/telemetry)"
device GW-1
expect "a gateway publishes for a device behind it" 0 "$(publish dairy/farm/1/barn/1/zone/4/sensor/ENV-9/telemetry)"
until_true lines "$root/received" 3
expect "the silo got what was allowed" 3 "$(wc -l <"$root/received")"
wait "$listener"
expect "what a device must not read is not delivered to it" 0 "$(wc -l <"$root/overheard")"
device ENV-2
timeout 6 mosquitto_sub "${who[@]}" -q 1 -t '$share/smartdairy/dairy/#' >/dev/null &
listener=$!
sleep 0.5
device ENV-1
for _ in {1..10}; do publish dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry >/dev/null; done
sleep 0.5
echo "note: a device that joined the silos' group made $((13 - $(wc -l <"$root/received"))) of 10 acknowledged readings vanish; the plugin refuses it"
wait "$listener"
kill "$subscriber"; wait "$subscriber" 2>/dev/null; subscriber=''
stop TERM

[[ $wrong -eq 0 ]] && echo "all promises kept" || echo "$wrong promises broken"
[[ $wrong -eq 0 ]]
