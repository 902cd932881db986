#!/bin/sh
# Turns registrations into what Mosquitto needs to let those devices in, each to its own topics.
#
#   devices.sh apply       creates them in the running broker (dynamic-security plugin); again is harmless
#   devices.sh commands    prints the plugin's commands instead
#   devices.sh acl         prints lines for the access file (acl.conf)
#
# Reads lines of standard input: ID PASSWORD PUBLISH-TOPIC [GATEWAY], as registerDevices answers them. The gateway, when the device
# is registered behind one, may then publish for it; gateways come before what is behind them, and together with it.
# "apply" finds user and password in $XDG_CONFIG_HOME/mosquitto_sub and mosquitto_pub.
# Topics in quotes begin with a dollar sign: that is no variable.
# shellcheck disable=SC2016
set -eu

fail() { echo "devices.sh: $*" >&2; exit 1; }

# What a device may publish (w) and subscribe to (r), from its id and the topic it publishes to.
rules() {
  id=$1 topic=$2
  rest=${topic#*/farm/}; farm=${rest%%/*}
  case $topic in
    dairy/farm/*/barn/*/zone/*/sensor/"$id"/telemetry)
      place=${topic%/telemetry}
      printf 'w %s\n' "$topic" "$place/status"
      printf 'r %s\n' "$place/command" "$place/config" ;;
    dairy/farm/*/animal/*/activity/telemetry)
      place=${topic%/activity/telemetry}
      printf 'w %s\n' "$topic" "$place/health/status" "$place/fertility/heat"
      printf 'r %s\n' "$place/activity/command" "dairy/farm/$farm/config/device/$id" ;;
    dairy/farm/*/milking/parlor/*/stall/*/session/data)
      session=${topic%/data}; parlor=${topic%/stall/*}
      printf 'w %s\n' "$session/start" "$topic" "$session/end" "$parlor/status"
      printf 'r %s\n' "dairy/farm/$farm/config/command/$id" "dairy/farm/$farm/config/device/$id" ;;
    dairy/farm/*/rfid/gate/*/tag/read | dairy/farm/*/rfid/area/*/presence)
      printf 'w %s\n' "$topic" "dairy/farm/$farm/rfid/animal/+/location"
      printf 'r %s\n' "dairy/farm/$farm/config/command/$id" "dairy/farm/$farm/config/device/$id" ;;
    system/farm/*/device/"$id"/status)
      printf 'r %s\n' "dairy/farm/$farm/config/command/$id" "dairy/farm/$farm/config/device/$id" ;;
    *) fail "$id cannot publish to $topic" ;;
  esac
  printf 'w %s\n' "system/farm/$farm/device/$id/status"
}

acl() {
  while read -r id _ topic gateway; do
    [ -n "$id" ] || continue
    lines=$(rules "$id" "$topic") || exit 1
    lines=$(printf '%s\n' "$lines" | sed 's/^w /topic write /; s/^r /topic read /')
    printf 'user %s\n%s\n' "$id" "$lines"
    [ -z "${gateway:-}" ] || printf 'user %s\n%s\n' "$gateway" "$lines"
  done
}

# Rules as the plugin's JSON.
role() {
  printf '%s\n' "$1" | sed \
    -e 's|^w \(.*\)$|{"acltype":"publishClientSend","topic":"\1","allow":true}|' \
    -e 's|^r \(.*\)$|{"acltype":"subscribeLiteral","topic":"\1","allow":true}|' | paste -sd, -
}

commands() {
  printf '{"commands":['
  comma='' attached=''
  while read -r id password topic gateway; do
    [ -n "$id" ] || continue
    case $id$password${gateway:-} in *[!A-Za-z0-9_-]*) fail "$id: ids and passwords are of A-Z a-z 0-9 _ -" ;; esac
    lines=$(rules "$id" "$topic") || exit 1
    acls=$(role "$lines")
    printf '%s{"command":"deleteClient","username":"%s"},{"command":"deleteRole","rolename":"device-%s"},' "$comma" "$id" "$id"
    printf '{"command":"createRole","rolename":"device-%s","acls":[%s]},' "$id" "$acls"
    printf '{"command":"createClient","username":"%s","clientid":"%s","password":"%s","roles":[{"rolename":"device-%s"}]}' "$id" "$id" "$password" "$id"
    [ -z "${gateway:-}" ] || attached="$attached,{\"command\":\"addClientRole\",\"username\":\"$gateway\",\"rolename\":\"device-$id\"}"
    comma=,
  done
  printf '%s]}\n' "$attached"
}

# Sends the request and prints the answer. The subscription says nowhere that it is there: whoever was too early asks again.
ask() {
  for pause in 1 2 4 8; do
    mosquitto_sub -V mqttv5 -p "${MQTT_PORT:-1883}" -C 1 -W $((pause + 60)) -t '$CONTROL/dynamic-security/v1/response' >"$said" &
    listening=$!
    sleep "$pause"
    printf '%s' "$1" | mosquitto_pub -V mqttv5 -p "${MQTT_PORT:-1883}" -q 1 -s -t '$CONTROL/dynamic-security/v1' || fail "the broker cannot be reached"
    if wait "$listening"; then cat "$said"; return; fi
  done
  fail "the broker did not answer"
}

# Sends what is in $batch. Small ones: the plugin writes its whole file after each command, and the broker waits for it.
send() {
  [ -s "$batch" ] || return 0
  request=$(commands <"$batch")
  answer=$(ask "$request" | tr '{' '\n')
  # Deleting what is not there yet is no error.
  wrong=$(printf '%s' "$answer" | grep '"error"' | grep -v '"command":"delete' || true)
  [ -z "$wrong" ] || fail "$wrong"
  applied=$((applied + $(printf '%s' "$answer" | grep -c '"command":"createClient"')))
  : >"$batch"
  waiting=0
}

apply() {
  said=$(mktemp) batch=$(mktemp) applied=0 waiting=0
  trap 'rm -f "$said" "$batch"' EXIT
  while read -r line; do
    printf '%s\n' "$line" >>"$batch"
    waiting=$((waiting + 1))
    [ "$waiting" -lt 50 ] || send
  done
  send
  echo "$applied devices may connect"
}

case ${1:-} in
  acl | commands | apply) "$1" ;;
  *) sed -n '2,10p' "$0"; exit 2 ;;
esac
