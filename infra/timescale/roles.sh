#!/bin/sh
# Runs once, when the database is made: the role of the silos and API nodes, which owns the database, and the role that only reads.
# Passwords from $SECRETS (default /secrets).
set -eu
secrets=${SECRETS:-/secrets}
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-smartdairy}" \
  --set database="${POSTGRES_DB:-smartdairy}" \
  --set owner_password="$(cat "$secrets/smartdairy-password")" --set reader_password="$(cat "$secrets/reader-password")" <<'SQL'
create role smartdairy login password :'owner_password';
alter database :"database" owner to smartdairy;
alter schema public owner to smartdairy;
create role reader login password :'reader_password' connection limit 20;
alter role reader set default_transaction_read_only = on;
alter role reader set statement_timeout = '30s';
revoke connect on database :"database" from public;
grant connect on database :"database" to reader;
SQL
