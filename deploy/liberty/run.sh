#!/bin/sh
# Lays out an Open Liberty server with the gateway in INSTANCE and runs it in the foreground.
#   SERVER_HOME       an unpacked Open Liberty (wlp)     WAR        anthropic.war
#   INSTANCE          a directory of its own             JAVA_OPTS  -Dgateway.config=FILE, heap ...
#   LIBERTY_FEATURES  servlet-6.0 (the default) or webProfile-10.0
set -eu
cd "$(dirname "$0")"
server="$INSTANCE/servers/gateway"
mkdir -p "$server/configDropins/defaults" "$server/dropins"
cp server.xml "$server"
cp "features/${LIBERTY_FEATURES:-servlet-6.0}.xml" "$server/configDropins/defaults"
cp "$WAR" "$server/dropins/anthropic.war"
export WLP_USER_DIR="$INSTANCE" JVM_ARGS="${JAVA_OPTS:-}"
unset JAVA_OPTS
exec sh "$SERVER_HOME/bin/server" run gateway
