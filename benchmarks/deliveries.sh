#!/usr/bin/env bash
#
# deliveries.sh payara|wildfly [parts]: see README.md. Parts: accept,drain,latency,hang,backlog,future,history.
# EVENTS (10000), RATE (200 events a second where it is calm), FINISHED (10000000), FUTURE (1000000), BACKLOG (1000000), WARMUP (six times EVENTS), PORT (18080).
set -euo pipefail
server=${1:?payara or wildfly}
parts=${2:-accept,drain,latency,hang,backlog,future,history}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
port=${PORT:-18080}
pg_port=$((port + 7))
work=$(mktemp -d)
chmod 755 "$work"
pg_bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

end() {
  PAPPUS_DATA_DIR=$work/data PAPPUS_HTTP_PORT=$port bash "$top/distribution-ear/src/main/scripts/pappus.sh" stop >/dev/null 2>&1 || true
  as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT

mkdir "$work/pg" "$work/data"
if [ "$(id -u)" = 0 ]; then chown postgres "$work/pg"; fi
as_postgres "$pg_bin/initdb" -D "$work/pg" -U postgres --auth=trust >/dev/null
as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" -o "-p $pg_port -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories=$work/pg -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.max=10000" start >/dev/null
psql() { command psql -X -q -h 127.0.0.1 -p "$pg_port" -U postgres "$@"; }
psql -c 'create database pappus'
psql -d pappus -c 'create extension pg_stat_statements'

export PAPPUS_HTTP_PORT=$port PAPPUS_DATA_DIR=$work/data PAPPUS_WEBHOOK_ALLOWED_NETWORKS=127.0.0.0/8
export PAPPUS_DB_URL=jdbc:postgresql://127.0.0.1:$pg_port/pappus PAPPUS_DB_USER=postgres PAPPUS_DB_PASSWORD=none
export PAPPUS_WEBHOOK_PER_APP_LIMIT=128
export PAPPUS_ADMIN_TOKEN=benchmark-token-benchmark-token-benchmark
bash "$top/distribution-ear/src/main/scripts/pappus.sh" start "$server" >/dev/null

lib=$work/lib
mkdir "$lib"
(cd "$lib" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$top/distribution-ear/target/pappus.ear" lib)
driver=$(ls "$top"/distribution-ear/target/server/payara6/pappus/lib/postgresql*.jar | head -1)
echo "server: $server, $(nproc) cores"
java -Dbacklog="${BACKLOG:-1000000}" -Dwarmup="${WARMUP:-$((6 * ${EVENTS:-10000}))}" -Dfinished="${FINISHED:-10000000}" -Dfuture="${FUTURE:-1000000}" -cp "$lib/lib/*:$driver" "$here/DeliveryBenchmark.java" "http://127.0.0.1:$port" "$PAPPUS_ADMIN_TOKEN" \
  "$(cat "$work/data/server.pid")" "$PAPPUS_DB_URL?user=postgres" "${EVENTS:-10000}" "${RATE:-200}" "$parts"
