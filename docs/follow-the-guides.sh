#!/usr/bin/env bash
# Follows three guides as a team of strangers does, in an empty directory: swap-an-adapter.md,
# enforce-the-architecture.md and write-a-gateway.md. Writes the seconds that each one took.
#
#   docs/follow-the-guides.sh DIRECTORY
#
# The code comes from the pages. Needs Maven, and a JDK 25 in JAVA_HOME or /usr/lib/jvm.
set -euo pipefail
tree=$(cd "$(dirname "$0")/.." && pwd)
place=${1:?"the directory, which must not exist"}
mkdir "$place" && place=$(cd "$place" && pwd)

if ! grep -qs '^JAVA_VERSION="25' "${JAVA_HOME:-}/release"; then
  JAVA_HOME=$(dirname "$(grep -lsE '^JAVA_VERSION="25' /usr/lib/jvm/*/release | head -1)")
  export JAVA_HOME
fi

# Writes each file that a page shows: its path ends a paragraph, and its code is below.
write_files() { # PAGE DIRECTORY
  awk -v into="$2" '
    inside && /^```/ { inside = 0; close(path); path = ""; next }
    inside { print > path; next }
    match($0, /`[a-zA-Z0-9.\/-]+`( of the new project| names the class)?(:|[.] Add .*:)$/) {
      split(substr($0, RSTART), part, "`")
      path = seen[part[2]]++ ? "" : into "/" part[2]
      next
    }
    /^```/ && path != "" {
      folder = path; sub(/\/[^\/]*$/, "", folder); system("mkdir -p " folder); inside = 1; next
    }
    NF { path = "" }' "$tree/docs/$1"
}

# Returns the code of a block that begins after a line with a text.
block_after() { # PAGE TEXT
  awk -v text="$2" '
    index($0, text) { seen = 1 }
    /^```/ && inside { exit }
    /^```/ && seen { inside = 1; next }
    inside' "$tree/docs/$1"
}

# Puts text before the first line of a file that has a word.
insert_before() { # FILE WORD TEXT
  awk -v word="$2" -v text="$3" '!done && index($0, word) { print text; done = 1 } { print }' "$1" > "$1.new"
  mv "$1.new" "$1"
}

# Starts the service, and waits until it is ready.
start() { # CLASS_PATH VARIABLE...
  local jars=$1
  shift
  env PORT=3910 API_PORT=3911 "$@" "$JAVA_HOME/bin/java" -cp "$jars" com.sup.messenger.bootstrap.Main > service.log 2>&1 &
  service_pid=$!
  for _ in {1..300}; do
    curl -sf -o /dev/null localhost:3910/ready && return
    sleep 0.2
  done
  cat service.log >&2
  return 1
}

stop() {
  kill "$service_pid"
  wait "$service_pid" || true
}

followed() { # NAME
  echo "$1: $((SECONDS - began)) s"
  began=$SECONDS
}

began=$SECONDS
cd "$tree"
mvn -q -Dmaven.test.skip -Dformat.skip -pl port-contracts,bootstrap -am install
followed "the artifacts"

service=$tree/bootstrap/target/sup-messenger.jar
write_files swap-an-adapter.md "$place/acme"
cd "$place/acme"
insert_before pom.xml '</dependencies>' "$(block_after swap-an-adapter.md 'Add to the dependencies of')"
insert_before pom.xml '</plugins>' "$(block_after swap-an-adapter.md 'and to the plugins')"
echo acme.SqlModule >> src/main/resources/META-INF/services/com.sup.messenger.application.port.spi.AdapterModule
mvn -q package
start "$service:target/acme.jar:target/libs/*" ADAPTERS=memory,acme,acme-sql \
  "ACME_SQL_URL=jdbc:h2:mem:acme;DB_CLOSE_DELAY=-1"
stop
followed "an adapter"

cd "$tree"
mvn -q -pl architecture-rules -am -DskipTests -Dformat.skip install
write_files enforce-the-architecture.md "$place/shop"
cd "$place/shop"
rm -f src/main/java/acme/shop/domain/Bill.java # it breaks a rule
mvn -q test
followed "the rules"

gateway=$place/gateway
mkdir -p "$gateway/src/main/java/com/sup/messenger/bootstrap/sse" "$gateway/src/main/resources/META-INF/services"
cd "$gateway"
cp "$tree"/bootstrap/src/test/java/com/sup/messenger/bootstrap/sse/Sse{Connection,Gateway,Module}.java src/main/java/com/sup/messenger/bootstrap/sse/
echo com.sup.messenger.bootstrap.sse.SseModule > src/main/resources/META-INF/services/com.sup.messenger.application.gateway.GatewayModule
sed -e 's/acme-adapters/gateway/; s/sup-port-contracts/sup-json-codec/; s/<scope>test</<scope>provided</; s/<finalName>acme/<finalName>gateway/' \
  <(block_after swap-an-adapter.md 'of the new project:') > pom.xml
mvn -q package
start "$service:target/gateway.jar" GATEWAYS=socketio,sse SSE_PORT=3912
token=$(curl -s localhost:3910/dev/token -d '{"userId": "ada"}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
curl -s --max-time 2 -H "Authorization: Bearer $token" localhost:3912/events > stream || true
stop
grep -q '^event: sync:complete' stream
followed "a gateway"
