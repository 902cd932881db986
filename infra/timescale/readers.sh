#!/bin/sh
# What the role "reader" may see: the view sensor_data, which shows the readings of all farms, and nothing else. To be run again after
# an upgrade that makes the view anew. Password from $SECRETS (default /secrets).
set -eu
PGPASSWORD=$(cat "${SECRETS:-/secrets}/superuser-password")
export PGPASSWORD
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 <<'SQL'
grant usage on schema public to reader;
grant select on sensor_data to reader;
SQL
