#!/bin/bash
# Makes a GlassFish domain with the gateway in INSTANCE and runs it in the foreground.
#   SERVER_HOME  an unpacked GlassFish 7          WAR        anthropic.war
#   INSTANCE     a directory of its own           JAVA_OPTS  -Dgateway.config=FILE ... (heap: domain.xml)
set -eu
cd "$(dirname "$0")"
domain="$INSTANCE/gateway"
asadmin() { bash "$SERVER_HOME/glassfish/bin/asadmin" "$@"; }
asadmin create-domain --nopassword --checkports=false --domaindir "$INSTANCE" \
    --instanceport "${GATEWAY_PORT:-8080}" --adminport "${GATEWAY_ADMIN_PORT:-4848}" gateway
sed -i -f loopback.sed "$domain/config/domain.xml"
for option in ${JAVA_OPTS:-}; do
    sed -i "0,/<jvm-options>/s|<jvm-options>|<jvm-options>$option</jvm-options>\n        <jvm-options>|" "$domain/config/domain.xml"
done
cp "$WAR" "$domain/autodeploy/anthropic.war"
exec bash "$SERVER_HOME/glassfish/bin/startserv" --domaindir "$INSTANCE" gateway
