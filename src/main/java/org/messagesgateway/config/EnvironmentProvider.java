package org.messagesgateway.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider that well-known variables switch on. */
final class EnvironmentProvider {

    private EnvironmentProvider() {}

    /** Empty if not all of the profile's variables are set. */
    static Optional<ProviderConfig> read(String name, Profile profile, Reading reading) {
        var variables = profile.environment();
        if (variables.isEmpty() || !variables.stream().allMatch(variable -> reading.variable(variable) != null)) {
            return Optional.empty();
        }
        var variable = variables.get(0);
        var value = String.valueOf(reading.variable(variable));
        if (!HeaderRule.isValue(value)) {
            reading.problem(variable, HeaderRule.VALUE);
        }
        var key = new ProviderKey(variable, new Secret(value), List.of(), 1, Map.of());
        var url = HttpUrl.parse(String.valueOf(baseUrl(profile, reading)));
        if (url == null) {
            reading.problem(variables.get(variables.size() - 1), HttpUrl.RULE);
            return Optional.empty();
        }
        return Optional.of(new ProviderConfig(
                name, variable + " is set", profile, BaseUrl.of(url, profile), List.of(key), Network.DEFAULT));
    }

    /** A server that only its operator knows is named by the variable after the key's. */
    private static @Nullable String baseUrl(Profile profile, Reading reading) {
        var variables = profile.environment();
        return profile.baseUrl() != null || variables.size() < 2
                ? profile.baseUrl()
                : reading.variable(variables.get(1));
    }
}
