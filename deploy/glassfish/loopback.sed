# Binds every listener of a GlassFish domain to the loopback address.
s/<network-listener \(port="[0-9]*"\)/<network-listener address="127.0.0.1" \1/
s/address="0\.0\.0\.0"/address="127.0.0.1"/
# A message broker that is somewhere else: its own would listen on every interface.
s|<config name="server-config">|&<jms-service type="REMOTE" default-jms-host="none"><jms-host name="none" host="127.0.0.1" port="7676"/></jms-service>|
# A model's name may hold a slash, as in /v1/models/openai%2Fgpt-x.
/<protocol name="http-listener-1"/,/<\/protocol>/s/<http /<http encoded-slash-enabled="true" /
