#!/bin/sh
# Makes the secrets that compose.yaml names and nobody needs to know: each once, under secrets/, and none anew that is there.
# MSG91's own key is yours to write there: secrets/msg91-auth-key.
set -eu
cd "$(dirname "$0")/.."

# Only the folder is closed: programs in containers have other user ids, and their files are mounted one by one.
umask 022
mkdir -p secrets
chmod 700 secrets

random() { head -c 32 /dev/urandom | base64 | tr -d '=\n' | tr '+/' '-_'; }

make() {
  [ -s "secrets/$1" ] || printf '%s\n' "$2" >"secrets/$1"
}

# Empty, and readable where it is mounted, whatever the mask of who writes into it.
[ -e secrets/msg91-auth-key ] || : >secrets/msg91-auth-key
make postgres-password "$(random)"
make redis-password "$(random)"
make database-url "postgres://support:$(cat secrets/postgres-password)@postgres:5432/support"
make redis-url "redis://:$(cat secrets/redis-password)@redis:6379/0"
make webhook-token "$(random)"
make admin-api-key "$(random)"
make admin-password "$(random)"
make metrics-token "$(random)"
make grafana-password "$(random)"
# As "keys new" makes one. Keep a copy where the database is not: without it nothing personal can be read again.
make encryption-keys "$(date -u +%Y%m%d%H%M%S):$(head -c 32 /dev/urandom | base64 | tr -d '\n')"

[ -s secrets/msg91-auth-key ] || echo "Still missing: secrets/msg91-auth-key, the authkey of MSG91's dashboard."
