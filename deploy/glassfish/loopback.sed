# Binds every listener of a GlassFish domain to the loopback address, and starts no message broker.
s/<network-listener \(port="[0-9]*"\)/<network-listener address="127.0.0.1" \1/
s/address="0\.0\.0\.0"/address="127.0.0.1"/
s/<jms-service type="EMBEDDED"/<jms-service type="REMOTE"/
# A model's name may hold a slash, as in /v1/models/openai%2Fgpt-x.
/<protocol name="http-listener-1"/,/<\/protocol>/s/<http /<http encoded-slash-enabled="true" /
