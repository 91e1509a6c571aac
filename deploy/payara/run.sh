#!/bin/sh
# Runs the gateway on Payara Micro in the foreground.
#   SERVER_HOME  the directory of payara-micro-*.jar     WAR        anthropic.war
#   INSTANCE     a directory of its own                  JAVA_OPTS  -Dgateway.config=FILE, heap ...
set -eu
cd "$(dirname "$0")"
settings="$(pwd)/before-boot.asadmin"
export GATEWAY_ADDRESS="${GATEWAY_ADDRESS:-127.0.0.1}"
mkdir -p "$INSTANCE"
cp "$WAR" "$INSTANCE/anthropic.war"
# --nohazelcast: without it, even with --nocluster, Hazelcast listens on every interface. The WAR's name is its context path.
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" ${JAVA_OPTS:-} -jar "$SERVER_HOME"/payara-micro-*.jar \
    --rootdir "$INSTANCE/root" --nohazelcast --port "${GATEWAY_PORT:-8080}" --prebootcommandfile "$settings" \
    --deploy "$INSTANCE/anthropic.war"
