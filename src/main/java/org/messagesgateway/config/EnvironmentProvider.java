package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/** A provider that well-known variables switch on. */
final class EnvironmentProvider {

    private EnvironmentProvider() {}

    /** Empty if neither all of the profile's variables are set, nor those of an identity at its cloud. */
    static Optional<ProviderConfig> read(String name, Profile profile, Reading reading) {
        if (isSet(profile.environment(), reading)) {
            var variable = profile.environment().get(0);
            var value = String.valueOf(reading.variable(variable));
            if (!HeaderRule.isValue(value)) {
                reading.problem(variable, HeaderRule.VALUE);
            }
            return read(name, profile, profile.environment(), value, reading);
        }
        return profile.identityEnvironment().stream()
                .filter(variables -> isSet(variables, reading))
                .findFirst()
                .flatMap(variables -> read(name, profile, variables, "", reading));
    }

    private static boolean isSet(List<String> variables, Reading reading) {
        return !variables.isEmpty() && variables.stream().allMatch(variable -> reading.variable(variable) != null);
    }

    private static Optional<ProviderConfig> read(
            String name, Profile profile, List<String> variables, String value, Reading reading) {
        var variable = variables.get(0);
        var section = reading.section("/providers/" + name + "/keys/0", key(variable, value));
        var key = new KeyReader(profile, null, false).read(section, 1);
        var url = key.baseUrl() == null ? server(profile, variables, reading) : key.baseUrl();
        return url == null
                ? Optional.empty()
                : Optional.of(
                        new ProviderConfig(name, variable + " is set", profile, url, List.of(key), Network.DEFAULT));
    }

    private static JsonObject key(String name, String value) {
        return Json.object().add("name", name).add("value", value).build();
    }

    /** A server that only its operator knows is named by the last variable. */
    private static @Nullable URI server(Profile profile, List<String> variables, Reading reading) {
        var variable = variables.get(variables.size() - 1);
        var url = HttpUrl.parse(
                String.valueOf(profile.baseUrl() == null ? reading.variable(variable) : profile.baseUrl()));
        if (url == null && !profile.isRegional()) {
            reading.problem(variable, HttpUrl.RULE);
        }
        return url == null ? null : BaseUrl.of(url, profile);
    }
}
