#!/bin/sh
# Lays out a Jetty base with the gateway in INSTANCE and runs it in the foreground.
#   SERVER_HOME  an unpacked jetty-home 12.0 or 12.1     WAR        anthropic.war
#   INSTANCE     a directory of its own                  JAVA_OPTS  -Dgateway.config=FILE, heap ...
#   JETTY_EE     ee10 (the default), or ee11 on Jetty 12.1
set -eu
cd "$(dirname "$0")"
mkdir -p "$INSTANCE/start.d" "$INSTANCE/webapps" "$INSTANCE/environments" "$INSTANCE/work"
cp core.ini "${JETTY_EE:-ee10}.ini" "$INSTANCE/start.d"
cp "$WAR" "$INSTANCE/webapps/anthropic.war"
cd "$INSTANCE"
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${JAVA_OPTS:-} -jar "$SERVER_HOME/start.jar" \
    jetty.http.host="${GATEWAY_ADDRESS:-127.0.0.1}" jetty.http.port="${GATEWAY_PORT:-8080}"
