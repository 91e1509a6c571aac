#!/bin/sh
# Lays out a WildFly server directory with the gateway in INSTANCE and runs it in the foreground.
#   SERVER_HOME  an unpacked WildFly              WAR        anthropic.war
#   INSTANCE     a directory of its own           JAVA_OPTS  -Dgateway.config=FILE, heap ...
set -eu
cd "$(dirname "$0")"
settings="$(pwd)/gateway.yml"
mkdir -p "$INSTANCE"
cp -R "$SERVER_HOME/standalone/configuration" "$INSTANCE"
mkdir -p "$INSTANCE/deployments"
cp "$WAR" "$INSTANCE/deployments/anthropic.war"
exec sh "$SERVER_HOME/bin/standalone.sh" --yaml="$settings" \
    -Djboss.server.base.dir="$INSTANCE" \
    -Djboss.bind.address="${GATEWAY_ADDRESS:-127.0.0.1}" -Djboss.http.port="${GATEWAY_PORT:-8080}" \
    -Djboss.https.port="${GATEWAY_HTTPS_PORT:-8443}" -Djboss.management.http.port="${GATEWAY_ADMIN_PORT:-9990}"
