#!/bin/sh
# Runs once before everything else: makes what must be secret, each file readable by the one service that needs it.
# What is there already stays as it is, so starting again changes nothing. Needs sh, head, base64 and mosquitto_passwd.
# Argument: the directory that holds a directory for each of them, app, postgres, broker, mosquitto and grafana.
# Topics in quotes begin with a dollar sign: that is no variable.
# shellcheck disable=SC2016
set -eu
umask 077
root=${1:-/secrets}

# Owners by number: they are users of other images.
app=1654 postgres=70 mosquitto=1883 grafana=472

# Whoever is not root keeps the files: the check in mosquitto/check.sh may be.
own() { [ "$(id -u)" -ne 0 ] || chown "$1:$1" "$2"; }

secret() { head -c 32 /dev/urandom | base64 | tr -d '/+=\n'; }

# put DIRECTORY NAME OWNER < content; mode 0400.
put() {
  cat >"$root/$1/.$2"
  chmod 0400 "$root/$1/.$2"
  own "$3" "$root/$1/.$2"
  mv "$root/$1/.$2" "$root/$1/$2"
}

owned() { # directory owner
  own "$2" "$root/$1"
  chmod 0700 "$root/$1"
}

owned app $app
owned postgres $postgres
owned mosquitto $mosquitto
owned grafana $grafana
# The broker's own data: the plugin writes its file anew whenever a device is added.
owned broker $mosquitto

# Written last, below: a run that was cut short starts over.
[ ! -e "$root/app/complete" ] || { echo "secrets are there"; exit 0; }

database=$(secret) reader=$(secret) broker=$(secret) admin=$(secret)

secret | put postgres superuser-password $postgres
printf '%s' "$database" | put postgres smartdairy-password $postgres
printf '%s' "$reader" | put postgres reader-password $postgres

# In libpq's format, which Npgsql reads too: host, port, database, user, password.
printf '*:*:*:smartdairy:%s\n' "$database" | put app pgpass $app
printf '%s' "$broker" | put app mqtt-password $app

printf '%s' "$reader" | put grafana database-password $grafana
secret | put grafana admin-password $grafana

# Options that mosquitto's own programs read from $XDG_CONFIG_HOME.
for program in mosquitto_pub mosquitto_sub mosquitto_ctrl; do
  printf -- '-u admin\n-P %s\n' "$admin" | put mosquitto $program $mosquitto
done

# hashed USER PASSWORD: sets salt and hash, as the plugin keeps them (PBKDF2, SHA-512).
hashed() {
  passwords=$(mktemp)
  printf '%s:%s\n' "$1" "$2" >"$passwords"
  mosquitto_passwd -U "$passwords"
  line=$(cat "$passwords")
  rm -f "$passwords"
  iterations=$(printf '%s' "$line" | cut -d'$' -f3) salt=$(printf '%s' "$line" | cut -d'$' -f4) hash=$(printf '%s' "$line" | cut -d'$' -f5)
}

client() { # user password role
  hashed "$1" "$2"
  printf '{"username":"%s","password":"%s","salt":"%s","iterations":%s,"roles":[{"rolename":"%s"}]}' "$1" "$hash" "$salt" "$iterations" "$3"
}

acl() { printf '{"acltype":"%s","topic":"%s","priority":0,"allow":true}' "$1" "$2"; }

{
  printf '{"defaultACLAccess":{"publishClientSend":false,"publishClientReceive":true,"subscribe":false,"unsubscribe":true},'
  printf '"clients":[%s,%s],"groups":[],"roles":[' "$(client admin "$admin" admin)" "$(client smartdairy "$broker" service)"
  printf '{"rolename":"admin","acls":[%s,%s,%s,%s]},' "$(acl publishClientSend '$CONTROL/dynamic-security/#')" \
    "$(acl publishClientReceive '$CONTROL/dynamic-security/#')" "$(acl subscribePattern '$CONTROL/dynamic-security/#')" "$(acl subscribePattern '$SYS/#')"
  printf '{"rolename":"service","acls":[%s,%s,%s,%s,%s,%s]}]}\n' "$(acl publishClientSend 'dairy/#')" "$(acl publishClientSend 'system/#')" \
    "$(acl subscribePattern 'dairy/#')" "$(acl subscribePattern 'system/#')" "$(acl subscribePattern '$share/+/dairy/#')" "$(acl subscribePattern '$share/+/system/#')"
} | put broker dynamic-security.json $mosquitto
chmod 0600 "$root/broker/dynamic-security.json"

: | put app complete $app
echo "secrets are made"
