#!/usr/bin/env bash
# Certificates for the TLS listener: an authority of the farm's own, one for the broker, one for each client.
#
#   certs.sh DIRECTORY BROKER-HOST CLIENT...
#
# A client is a device's id, or "smartdairy" for silos and API nodes. What exists already is kept: call it again to add clients.
# ca.key signs new certificates: keep it away from the broker.
set -euo pipefail
umask 077
[[ $# -ge 2 ]] || { sed -n '2,7p' "$0"; exit 2; }
directory=$1 host=$2
shift 2
mkdir -p "$directory"
cd "$directory"

key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

if [[ ! -e ca.key ]]; then
  key ca.key
  openssl req -x509 -new -key ca.key -days 3650 -subj "/CN=Smart Dairy farm authority" -out ca.crt \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign"
fi

issue() { # file common-name extensions
  [[ ! -e $1.crt ]] || return 0
  key "$1.key"
  openssl req -new -key "$1.key" -subj "/CN=$2" | openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out "$1.crt" -extfile <(printf '%s\n' "$3")
}

issue server "$host" "subjectAltName=DNS:$host
extendedKeyUsage=serverAuth"
for client in "$@"; do
  [[ $client =~ ^[A-Za-z0-9_-]{1,64}$ ]] || { echo "certs.sh: '$client' is no id" >&2; exit 1; }
  issue "$client" "$client" "extendedKeyUsage=clientAuth"
done
