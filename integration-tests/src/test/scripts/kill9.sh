#!/usr/bin/env bash
#
# Kills the server with kill -9, starts it again, and expects every webhook. Or stops the database instead, or takes the
# bells away.
#
#   kill9.sh payara|wildfly h2|postgresql [rounds, 10] [upload|load|outage|purge]
#
#   upload   killed within 50 ms of the 201 of an upload
#   load     killed at a random moment under load
#   outage   PostgreSQL is stopped for OUTAGE seconds (30) under load, and killed itself in every second round
#   purge    the broker's queue is held under load, and what gathered in it is thrown away
#
# Needs the EAR and the servers (mvn package). For PostgreSQL it makes a cluster of its own in a temporary directory,
# with fsync on, from the binaries in PG_BIN (default: the newest of /usr/lib/postgresql/*/bin); as root it runs them as
# the user postgres.
#
#   PAPPUS_HTTP_PORT   18081; the server's own ports are counted from it
#   PAPPUS_JAVA_OPTS   a JVM that starts fast
#
# Ends with status 0 if nothing was lost, 1 if something was, 2 if it could not run.

set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../../.." && pwd)
pappus=$root/distribution-ear/src/main/scripts/pappus.sh

server=${1:?payara or wildfly}
database=${2:?h2 or postgresql}
rounds=${3:-10}
way=${4:-upload}

work=$(mktemp -d "${TMPDIR:-/tmp}/pappus-kill9.XXXXXX")

export PAPPUS_HTTP_PORT=${PAPPUS_HTTP_PORT:-18081}
export PAPPUS_DATA_DIR=$work/data
export PAPPUS_WEBHOOK_ALLOWED_NETWORKS=127.0.0.0/8
export PAPPUS_JAVA_OPTS=${PAPPUS_JAVA_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}
PAPPUS_ADMIN_TOKEN=kill9-$(head -c 24 /dev/urandom | base64 | tr -dc 'A-Za-z0-9')-$(date +%s)
export PAPPUS_ADMIN_TOKEN
unset PAPPUS_DB_URL PAPPUS_DB_USER PAPPUS_DB_PASSWORD PAPPUS_DB_PASSWORD_FILE

as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgresql() {
  local bin=${PG_BIN:-}
  if [ -z "$bin" ]; then bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1); fi
  [ -x "${bin:-}/initdb" ] || { echo "kill9: no PostgreSQL binaries, set PG_BIN" >&2; exit 2; }
  local port=$((PAPPUS_HTTP_PORT + 1010))
  pg_ctl=$bin/pg_ctl
  mkdir "$work/pg"
  chmod 711 "$work"
  if [ "$(id -u)" = 0 ]; then chown postgres "$work/pg"; fi
  as_postgres "$bin/initdb" --auth=trust --encoding=UTF8 --locale=C --username=pappus -D "$work/pg/data" >"$work/initdb.log"
  as_postgres "$pg_ctl" -w -s -D "$work/pg/data" -l "$work/pg/log" \
    -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=" start
  as_postgres "$bin/createdb" -h 127.0.0.1 -p "$port" -U pappus pappus
  export PAPPUS_DB_URL="jdbc:postgresql://127.0.0.1:$port/pappus"
  cat >"$work/database" <<END
#!/usr/bin/env bash
# start | stop fast | stop immediate
as() { if [ "\$(id -u)" = 0 ]; then cd / && runuser -u postgres -- "\$@"; else "\$@"; fi; }
case \$1 in
  stop) as "$pg_ctl" -w -s -m "\$2" -D "$work/pg/data" stop ;;
  start) as "$pg_ctl" -w -s -D "$work/pg/data" -l "$work/pg/log" \\
    -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=" start ;;
esac
END
  chmod 755 "$work/database"
}

# hold | purge, which says how many messages it threw away
queue_script() {
  local base=$((PAPPUS_HTTP_PORT + 1000)) servers=$root/distribution-ear/target/server
  case $server in
    wildfly)
      cat >"$work/queue" <<END
#!/usr/bin/env bash
set -e
queue=/deployment=pappus.ear/subdeployment=domain-ejb.jar/subsystem=messaging-activemq/server=default/jms-queue=pappusDeliveryBell
cli() { "$servers/wildfly/bin/jboss-cli.sh" --connect --controller=127.0.0.1:$base --commands="\$1"; }
case \$1 in
  hold) cli "\$queue:pause" ;;
  purge) cli "\$queue:remove-messages,\$queue:resume" ;;
esac
END
      ;;
    payara)
      (umask 077 && echo "imq.imqcmd.password=admin" >"$work/queue-password")
      cat >"$work/queue" <<END
#!/usr/bin/env bash
set -e
imq() {
  "$servers/payara6/mq/bin/imqcmd" "\$@" -t q -n pappusDeliveryBell -b 127.0.0.1:$((base + 1)) -u admin \\
    -passfile "$work/queue-password" -f -javahome "\$(dirname "\$(dirname "\$(readlink -f "\$(command -v java)")")")"
}
case \$1 in
  hold) imq pause dst -pst CONSUMERS ;;
  purge)
    imq query dst
    imq purge dst
    imq resume dst
    ;;
esac
END
      ;;
  esac
  chmod 755 "$work/queue"
}

end() {
  local status=$?
  "$pappus" stop >/dev/null 2>&1 || true
  if [ -n "${pg_ctl:-}" ]; then as_postgres "$pg_ctl" -w -s -m fast -D "$work/pg/data" stop || true; fi
  if [ $status = 0 ]; then rm -rf "$work"; else echo "kill9: left for a look: $work" >&2; fi
}
trap end EXIT

mkdir "$PAPPUS_DATA_DIR"
if [ "$database" = postgresql ]; then start_postgresql; fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
case $way in
  upload)
    echo "kill -9 after an upload: $server on $database, $rounds rounds"
    "$java" "$here/KillAfterUpload.java" "$pappus" "$server" "$rounds"
    ;;
  load)
    echo "kill -9 under load: $server on $database, $rounds rounds"
    "$java" "$here/KillUnderLoad.java" "$pappus" "$server" "$rounds"
    ;;
  outage)
    if [ "$database" != postgresql ]; then echo "kill9: H2 lives inside the server" >&2; exit 2; fi
    echo "PostgreSQL away for ${OUTAGE:-30} s under load: $server, $rounds rounds"
    "$java" "$here/KillUnderLoad.java" "$pappus" "$server" "$rounds" "$work/database" "${OUTAGE:-30}"
    ;;
  purge)
    queue_script
    echo "the broker's queue purged under load: $server on $database, $rounds rounds"
    "$java" "$here/KillUnderLoad.java" "$pappus" "$server" "$rounds" "$work/queue"
    ;;
  *)
    echo "kill9: $way is neither upload nor load nor outage nor purge" >&2
    exit 2
    ;;
esac
