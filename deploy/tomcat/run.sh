#!/bin/sh
# Lays out an instance of Tomcat with the gateway in INSTANCE and runs it in the foreground.
#   SERVER_HOME  an unpacked Tomcat 10.1 or 11     WAR        anthropic.war
#   INSTANCE     a directory of its own            JAVA_OPTS  -Dgateway.config=FILE, heap ...
#   JDBC_DRIVER  a driver's jar, if background jobs are to be in a database of Tomcat's (context.xml)
set -eu
cd "$(dirname "$0")"
mkdir -p "$INSTANCE/conf" "$INSTANCE/logs" "$INSTANCE/temp" "$INSTANCE/webapps" "$INSTANCE/work"
cp server.xml "$SERVER_HOME/conf/web.xml" "$SERVER_HOME/conf/logging.properties" "$INSTANCE/conf"
if [ -n "${JDBC_DRIVER:-}" ]; then
    mkdir -p "$INSTANCE/lib"
    cp context.xml "$INSTANCE/conf"
    cp "$JDBC_DRIVER" "$INSTANCE/lib"
fi
cp "$WAR" "$INSTANCE/webapps/anthropic.war"
export CATALINA_HOME="$SERVER_HOME" CATALINA_BASE="$INSTANCE"
export CATALINA_OPTS="${JAVA_OPTS:-} -Dgateway.address=${GATEWAY_ADDRESS:-127.0.0.1} -Dgateway.port=${GATEWAY_PORT:-8080}"
unset JAVA_OPTS
exec sh "$SERVER_HOME/bin/catalina.sh" run
