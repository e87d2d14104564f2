#!/usr/bin/env bash
#
# Prepares a Payara or a WildFly, starts it with the EAR, and stops it.
#
#   pappus.sh run payara|wildfly      in the foreground; Ctrl-C or SIGTERM stops it, the data stays
#   pappus.sh start payara|wildfly    the same in the background; returns as soon as it answers
#   pappus.sh stop                    stops what runs on the data directory
#   pappus.sh audit-verify payara|wildfly [--head sequence:hash]
#                                     verifies the audit in the database of the settings; only reads (docs/operations.md)
#   pappus.sh prepare payara|wildfly  only prepares a server, without EAR, for a test that deploys by itself (see below)
#
# Settings, all by environment (docs/configuration.md has those of the application):
#   PAPPUS_HTTP_ADDRESS, PAPPUS_HTTP_PORT             127.0.0.1, 8080
#   PAPPUS_PUBLIC_URL                                 http://127.0.0.1:<port>
#   PAPPUS_DATA_DIR                                   ./data
#   PAPPUS_DB_URL, PAPPUS_DB_USER, PAPPUS_DB_PASSWORD an H2 file in the data directory; jdbc:postgresql:… for PostgreSQL
#   PAPPUS_DB_PASSWORD_FILE                           a file that holds the password
#   PAPPUS_PORT_BASE          first of five ports on 127.0.0.1 for the server itself: <http port> + 1000
#   PAPPUS_JAVA_OPTS          -Xmx1g; options for the server's JVM
#   PAPPUS_START_SECONDS      300; how long the application may take to be ready
#   PAPPUS_LOG_DIR            <data>/log
#   PAPPUS_SERVER_HOME        target/server/payara6 or target/server/wildfly of distribution-ear
#   PAPPUS_EAR                target/pappus.ear of distribution-ear
#   PAPPUS_STOP_WITH_PARENT   true: stop when the process that called this script is gone (set by the run profile)
#
# Files: <data>/server.pid holds the process id of the server's JVM, for as long as it runs; <data>/log/ its log.
# <data>/.lock is locked by that JVM: two servers never share a data directory.
#
# Each HTTP port has a prepared server of its own: <Payara>/glassfish/domains/pappus-<port>, or
# <WildFly>/pappus-<port> as jboss.server.base.dir. Preparing is done once, and again when this folder changes.
#
# For Arquillian call "prepare" with a PAPPUS_HTTP_PORT of the tests' own; it prints, one a line as NAME=value, what
# arquillian.xml and the environment of the test JVM (which the server inherits) need:
#   Payara managed: payaraHome=PAYARA_HOME, domain=PAPPUS_SERVER_NAME, adminHost=127.0.0.1, adminPort=PAPPUS_ADMIN_PORT,
#     allowConnectingToRunningServer=true; the environment must hold the PAPPUS_DB_* and PAPPUS_DATA_DIR printed here.
#   WildFly managed: jbossHome=JBOSS_HOME, managementPort=PAPPUS_ADMIN_PORT, javaVmArguments=WILDFLY_JAVA_OPTS; the same
#     environment.
# Nothing is checked and nothing locked then.

set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
module=$(cd "$here/../../.." && pwd)

fail() {
  echo "pappus: $*" >&2
  exit 1
}

# ---------------------------------------------------------------- settings

java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME/bin/java"; else command -v java; fi
}

settings() {
  export PAPPUS_HTTP_ADDRESS="${PAPPUS_HTTP_ADDRESS:-127.0.0.1}"
  export PAPPUS_HTTP_PORT="${PAPPUS_HTTP_PORT:-8080}"
  case $PAPPUS_HTTP_PORT in '' | *[!0-9]*) fail "PAPPUS_HTTP_PORT is no number: $PAPPUS_HTTP_PORT" ;; esac
  export PAPPUS_PUBLIC_URL="${PAPPUS_PUBLIC_URL:-http://127.0.0.1:$PAPPUS_HTTP_PORT}"

  data=${PAPPUS_DATA_DIR:-./data}
  (umask 077 && mkdir -p "$data") 2>/dev/null || fail "The data directory $data cannot be made."
  data=$(cd "$data" 2>/dev/null && pwd) || fail "The data directory $data cannot be entered."
  [ -w "$data" ] || fail "The data directory $data cannot be written to."
  export PAPPUS_DATA_DIR="$data"
  log=${PAPPUS_LOG_DIR:-$data/log}
  pid_file=$data/server.pid
}

server_settings() {
  server=$1
  java=$(java_command)
  [ -n "$java" ] && [ -x "$java" ] || fail "No Java found: set JAVA_HOME to a JDK 17 or newer."
  ear=${PAPPUS_EAR:-$module/target/pappus.ear}

  local base=${PAPPUS_PORT_BASE:-$((PAPPUS_HTTP_PORT + 1000))}
  admin_port=$base
  jms_port=$((base + 1))
  # OpenMQ opens a registry a hundred above its own port
  jms_registry_port=$((jms_port + 100))
  iiop_port=$((base + 2))
  name=pappus-$PAPPUS_HTTP_PORT

  case $server in
    payara)
      home=${PAPPUS_SERVER_HOME:-$module/target/server/payara6}
      base_dir=$home/glassfish/domains/$name
      h2_driver=$home/h2db/bin/h2.jar
      postgresql_driver=$home/pappus/lib/postgresql.jar
      ;;
    wildfly)
      home=${PAPPUS_SERVER_HOME:-$module/target/server/wildfly}
      base_dir=$home/$name
      h2_driver=$(echo "$home"/modules/system/layers/base/com/h2database/h2/main/h2-*.jar)
      postgresql_driver=$home/modules/org/postgresql/main/postgresql.jar
      ;;
    *) fail "Say which server: payara or wildfly." ;;
  esac
  [ -d "$home" ] || fail "There is no server at $home: build with mvn -Pservers package."
}

# A PostgreSQL URL alone is enough: the driver follows from it, and it may bring user and password.
database_settings() {
  export PAPPUS_DB_URL="${PAPPUS_DB_URL:-jdbc:h2:file:$data/pappus;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE}"
  if [ -n "${PAPPUS_DB_PASSWORD_FILE:-}" ]; then
    PAPPUS_DB_PASSWORD=$(cat "$PAPPUS_DB_PASSWORD_FILE") || fail "PAPPUS_DB_PASSWORD_FILE cannot be read."
  fi
  case $PAPPUS_DB_URL in
    jdbc:postgresql:*)
      export PAPPUS_DB_DRIVER=postgresql PAPPUS_DB_CLASS=org.postgresql.ds.PGSimpleDataSource
      driver=$postgresql_driver
      PAPPUS_DB_USER=${PAPPUS_DB_USER:-$(url_parameter user)}
      PAPPUS_DB_PASSWORD=${PAPPUS_DB_PASSWORD:-$(url_parameter password)}
      ;;
    jdbc:h2:*)
      export PAPPUS_DB_DRIVER=h2 PAPPUS_DB_CLASS=org.h2.jdbcx.JdbcDataSource
      driver=$h2_driver
      ;;
    *) fail "PAPPUS_DB_URL must begin with jdbc:postgresql: or jdbc:h2:." ;;
  esac
  export PAPPUS_DB_USER="${PAPPUS_DB_USER:-pappus}"
  export PAPPUS_DB_PASSWORD="${PAPPUS_DB_PASSWORD:-pappus}"
}

url_parameter() {
  case $PAPPUS_DB_URL in *\?*) ;; *) return ;; esac
  local encoded
  encoded=$(printf '%s' "${PAPPUS_DB_URL#*\?}" | tr '&' '\n' | sed -n "s/^$1=//p")
  printf '%b' "${encoded//%/\\x}"
}

# ---------------------------------------------------------------- preparing

# Prepared again when the scripts, the server or the JVM are others than the last time.
stamp() {
  { find "$here/.." -type f -print0 | sort -z | xargs -0 cat; cat "$postgresql_driver"; echo "$home $java"; "$java" -version 2>&1; } | cksum
}

prepare() {
  if [ ! -f "$base_dir/prepared" ] || [ "$(cat "$base_dir/prepared")" != "$(stamp)" ]; then
    rm -rf "$base_dir"
    "prepare_$server" || fail "The server could not be prepared in $base_dir."
    stamp >"$base_dir/prepared"
  fi
}

prepare_payara() {
  cp -R "$home/glassfish/domains/domain1" "$base_dir" &&
    cp "$postgresql_driver" "$base_dir/lib/" || return
  # OpenMQ listens on every interface unless told before its first start
  local broker=$base_dir/imq/instances/imqbroker/props
  mkdir -p "$broker"
  printf '%s\n' imq.instanceconfig.version=300 imq.hostname=127.0.0.1 imq.portmapper.hostname=127.0.0.1 \
    imq.jmx.connector.activelist= >"$broker/config.properties"
  configure_payara
  # the server's own launcher knows best which options its JVM needs; it is asked once and saves a JVM at each start
  AS_JAVA=${JAVA_HOME:-} "$home/bin/asadmin" start-domain --dry-run "$name" |
    sed -n '/^Dump of/d; /^Command start-domain/d; /^$/d; p' | sed '1d' >"$base_dir/arguments"
  grep -q ASMain "$base_dir/arguments"
}

# The configuration is made anew for each start, so that no application is in it and the ports are the wanted ones.
configure_payara() {
  local config=$base_dir/config
  sed -n '/<resources>/,/<\/resources>/p' "$here/../payara/glassfish-resources.xml" | sed '1d;$d' >"$config/resources"
  sed -f "$here/../payara/domain.sed" "$home/glassfish/domains/domain1/config/domain.xml" |
    sed -e "/@RESOURCES@/{r $config/resources" -e 'd;}' |
    sed -e "s|@HTTP_ADDRESS@|$PAPPUS_HTTP_ADDRESS|; s|@HTTP_PORT@|$PAPPUS_HTTP_PORT|; s|@JMS_PORT@|$jms_port|" \
      -e "s|@IIOP_PORT@|$iiop_port|; s|@ADMIN_PORT@|$admin_port|" >"$config/domain.xml"
  sed -e "s|^\(com.sun.*GFFileHandler.file\)=.*|\1=$log/payara.log|" \
    -e "s|^\(com.sun.*GFFileHandler.rotationLimitInBytes\)=.*|\1=20000000|" \
    -e "s|^\(com.sun.*GFFileHandler.maxHistoryFiles\)=.*|\1=10|" \
    -e "s|^\(java.util.logging.ConsoleHandler.level\)=.*|\1=SEVERE|" \
    "$home/glassfish/domains/domain1/config/logging.properties" >"$config/logging.properties"
  # a page for each expired certificate authority that Payara brings
  echo javax.enterprise.system.security.ssl.level=SEVERE >>"$config/logging.properties"
}

prepare_wildfly() {
  cp -R "$home/standalone" "$base_dir" || return
  rm -rf "$base_dir/deployments" "$base_dir/data" "$base_dir/log"
  mkdir "$base_dir/deployments"
  local commands=$base_dir/prepare.cli
  { echo embed-server; cat "$here/../wildfly/pappus.cli" "$here/../wildfly/standalone.cli"; echo stop-embedded-server; } >"$commands"
  JAVA_OPTS="-Djboss.server.base.dir=$base_dir" "$home/bin/jboss-cli.sh" --file="$commands" >"$base_dir/prepare.log" 2>&1 ||
    { cat "$base_dir/prepare.log" >&2; return 1; }
}

# ---------------------------------------------------------------- starting

launch_payara() {
  configure_payara
  # the bundled administrator has no password; with this digest of nothing nobody is let in
  echo "admin;{SSHA256}$(head -c 40 /dev/urandom | base64 | tr -d '\n');asadmin" >"$base_dir/config/admin-keyfile"
  rm -rf "$base_dir/applications" "$base_dir/generated"
  echo "deploy --name pappus $ear" >"$base_dir/deploy.asadmin"

  local arguments=() argument
  while IFS= read -r argument; do
    # our options after the server's own, so that they win
    if [ "$argument" = com.sun.enterprise.glassfish.bootstrap.ASMain ]; then arguments+=($jvm_options); fi
    arguments+=("$argument")
  done <"$base_dir/arguments"
  "$java" "${arguments[@]}" -postbootcommandfile "$base_dir/deploy.asadmin" </dev/null >"$log/$server-console.log" 2>&1 &
  pid=$!
}

launch_wildfly() {
  rm -rf "$base_dir/deployments"
  mkdir "$base_dir/deployments"
  cp "$ear" "$base_dir/deployments/pappus.ear"
  rm -f "$base_dir/pid"
  # in the background, because only then a pid file is written
  LAUNCH_JBOSS_IN_BACKGROUND=true JBOSS_PIDFILE=$base_dir/pid JAVA=$java \
    JAVA_OPTS="$(wildfly_jvm_options)" \
    "$home/bin/standalone.sh" "-Djboss.server.base.dir=$base_dir" "-Djboss.server.log.dir=$log" \
    </dev/null >"$log/$server-console.log" 2>&1 &
  local shell=$!
  until [ -s "$base_dir/pid" ]; do
    kill -0 "$shell" 2>/dev/null || fail "WildFly did not start, see $log/$server-console.log."
    sleep 0.1
  done
  pid=$(cat "$base_dir/pid")
}

wildfly_jvm_options() {
  echo "$jvm_options -Djava.awt.headless=true -Djboss.bind.address=$PAPPUS_HTTP_ADDRESS" \
    "-Djboss.bind.address.management=127.0.0.1 -Djboss.http.port=$PAPPUS_HTTP_PORT" \
    "-Djboss.management.http.port=$admin_port -Djboss.tx.node.id=$name"
}

# Status of /api/health/ready, nothing when nobody listens.
readiness() {
  local address=$PAPPUS_HTTP_ADDRESS
  case $address in 0.0.0.0) address=127.0.0.1 ;; ::) address=::1 ;; esac
  (
    exec 3<>"/dev/tcp/$address/$PAPPUS_HTTP_PORT" || exit
    printf 'GET /api/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
    IFS=' ' read -r -t 5 _ status _ <&3 && echo "$status"
  ) 2>/dev/null
}

refused() {
  case $server in
    payara) new_log | grep -q 'Exception while loading the app\|Error occurred during deployment\|PlainTextActionReporterFAILURE' ;;
    wildfly) [ -e "$base_dir/deployments/pappus.ear.failed" ] ;;
  esac
}

new_log() {
  tail -c "+$log_start" "$server_log" 2>/dev/null
}

wait_until_ready() {
  local end=$((SECONDS + ${PAPPUS_START_SECONDS:-300}))
  local answer
  until answer=$(readiness) && [ "$answer" = 200 ]; do
    if ! kill -0 "$pid" 2>/dev/null; then
      rm -f "$pid_file"
      fail "The server ended before it was ready, see $server_log and $log/$server-console.log."
    fi
    if refused; then
      local cause
      cause=$(new_log | grep -o 'Caused by: .*\|Error occurred during deployment: .*' | tail -1 | cut -c1-300)
      stop_server
      fail "The server refused the application${cause:+ ($cause)}, see $server_log."
    fi
    if [ $SECONDS -ge $end ]; then
      stop_server
      fail "The application was not ready in time (last answer: ${answer:-none}), see $server_log."
    fi
    sleep 0.3
  done
}

announce() {
  local credentials=$data/initial-credentials.txt shown=$data/.credentials-shown
  echo "Pappus is ready on $server: $PAPPUS_PUBLIC_URL/console"
  echo "Data in $data, log in $server_log"
  if [ -f "$credentials" ] && [ ! -f "$shown" ]; then
    echo
    echo "Shown this once, from $credentials:"
    cat "$credentials"
    : >"$shown"
  fi
}

start_server() {
  [ -f "$ear" ] || fail "There is no EAR at $ear: build with mvn package."
  mkdir -p "$log" || fail "The log directory $log cannot be made."

  # The server inherits the descriptor, so that the lock ends with it, however it ends.
  # A server that is just stopping gets some seconds for it.
  exec 9>"$data/.lock" || fail "The data directory $data cannot be written to."
  if command -v flock >/dev/null && ! flock -w 5 9; then
    fail "The data directory $data is in use by another server (process $(cat "$pid_file" 2>/dev/null))."
  fi
  local listeners=("$PAPPUS_HTTP_ADDRESS:$PAPPUS_HTTP_PORT")
  case $server in
    payara) listeners+=("127.0.0.1:$jms_port" "127.0.0.1:$jms_registry_port" "127.0.0.1:$iiop_port") ;;
    wildfly) listeners+=("127.0.0.1:$admin_port") ;;
  esac
  "$java" -XX:TieredStopAtLevel=1 -cp "$driver" "$here/Preflight.java" "$data" "${listeners[@]}" || exit 1

  prepare
  jvm_options="-Xmx1g ${PAPPUS_JAVA_OPTS:-}"
  case $server in payara) server_log=$log/payara.log ;; wildfly) server_log=$log/server.log ;; esac
  # what stands in it already is of earlier starts
  log_start=1
  if [ -f "$server_log" ]; then log_start=$(($(wc -c <"$server_log") + 1)); fi
  echo "Starting $server on $PAPPUS_HTTP_ADDRESS:$PAPPUS_HTTP_PORT, log in $log"
  "launch_$server"
  echo "$pid" >"$pid_file"
}

stop_server() {
  kill -TERM "$pid" 2>/dev/null
  local end=$((SECONDS + 60))
  while kill -0 "$pid" 2>/dev/null; do
    if [ $SECONDS -ge $end ]; then
      echo "pappus: The server does not stop by itself, it is killed." >&2
      kill -KILL "$pid" 2>/dev/null
    fi
    sleep 0.2
  done
  rm -f "$pid_file"
}

on_signal() {
  trap '' INT TERM
  [ -n "${pid:-}" ] && stop_server
  echo "Pappus is stopped; the data stays in $data."
  exit 0
}

run() {
  trap on_signal INT TERM
  local parent=$PPID
  start_server
  wait_until_ready
  announce
  echo "Ctrl-C stops it."
  while kill -0 "$pid" 2>/dev/null; do
    if [ "${PAPPUS_STOP_WITH_PARENT:-}" = true ] && ! kill -0 "$parent" 2>/dev/null; then on_signal; fi
    sleep 0.5
  done
  rm -f "$pid_file"
  fail "The server ended by itself, see $server_log."
}

# The driver is the server's, the verifier is the EAR's own, the command around it lies beside this script.
audit_verify() {
  [ -f "$ear" ] || fail "There is no EAR at $ear: build with mvn package."
  local unpacked status
  unpacked=$(mktemp -d) || fail "No temporary directory can be made."
  (cd "$unpacked" && "${java%java}jar" -xf "$ear" domain-ejb.jar) || fail "The EAR at $ear cannot be read."
  "$java" -XX:TieredStopAtLevel=1 -cp "$driver:$unpacked/domain-ejb.jar" "$here/AuditVerify.java" "$@"
  status=$?
  rm -rf "$unpacked"
  exit $status
}

# ---------------------------------------------------------------- commands

case ${1:-} in
  run | start)
    settings
    server_settings "${2:-}"
    database_settings
    if [ "$1" = run ]; then run; fi
    start_server
    wait_until_ready
    announce
    ;;
  stop)
    settings
    [ -f "$pid_file" ] || fail "Nothing runs on $data."
    pid=$(cat "$pid_file")
    stop_server
    ;;
  audit-verify)
    settings
    server_settings "${2:-}"
    database_settings
    audit_verify "${@:3}"
    ;;
  prepare)
    settings
    server_settings "${2:-}"
    database_settings
    prepare
    jvm_options="-Xmx1g ${PAPPUS_JAVA_OPTS:-}"
    echo "PAPPUS_SERVER_NAME=$name"
    echo "PAPPUS_ADMIN_PORT=$admin_port"
    case $server in
      payara) echo "PAYARA_HOME=$home" ;;
      wildfly)
        echo "JBOSS_HOME=$home"
        echo "WILDFLY_JAVA_OPTS=$(wildfly_jvm_options) -Djboss.server.base.dir=$base_dir"
        ;;
    esac
    env | grep -E '^PAPPUS_(DB_(URL|USER|CLASS|DRIVER)|DATA_DIR|PUBLIC_URL|HTTP_ADDRESS|HTTP_PORT)='
    ;;
  *) fail "Say what to do: run, start, stop, audit-verify or prepare." ;;
esac
