package org.messagesgateway.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code azure_key_config}, but for the address in it. */
record EntraReader(Section azure) implements CloudReader {

    private static final String AUTHORITY = "https://login.microsoftonline.com";
    /** Each with the variable that stands in for it. */
    private static final Map<String, String> MEMBERS = Map.of(
            "client_id", "AZURE_CLIENT_ID",
            "client_secret", "AZURE_CLIENT_SECRET",
            "tenant_id", "AZURE_TENANT_ID");

    private static final String SCOPE = "https://cognitiveservices.azure.com/.default";

    /** A GUID or a domain. */
    private static final String TENANT_RULE = "[A-Za-z0-9.-]{1,120}";

    @Override
    public @Nullable CloudAccess access() {
        if (MEMBERS.keySet().stream().noneMatch(azure::has)
                && MEMBERS.values().stream().anyMatch(variable -> azure.variable(variable) == null)) {
            azure.value("authority_host");
            azure.value("scopes");
            return null;
        }
        var tenant = member("tenant_id", TENANT_RULE, "the id or the domain of a tenant");
        var client = member("client_id", ".+", "one line");
        var secret = member("client_secret", ".+", "one line");
        var scopes = azure.texts("scopes");
        return new CloudAccess.Entra(
                authority(), tenant, client, new Secret(secret), scopes.isEmpty() ? SCOPE : String.join(" ", scopes));
    }

    private String member(String key, String rule, String what) {
        return String.valueOf(azure.matching(key, rule, what, String.valueOf(MEMBERS.get(key))));
    }

    /** Not the same for every cloud of Azure. */
    private String authority() {
        var configured =
                azure.has("authority_host") ? azure.text("authority_host") : azure.variable("AZURE_AUTHORITY_HOST");
        if (configured == null) {
            return AUTHORITY;
        }
        if (HttpUrl.parse(configured) == null) {
            azure.problem("authority_host", HttpUrl.RULE);
        }
        return configured.replaceFirst("/+$", "");
    }

    @Override
    public Place place() {
        return Place.NOWHERE;
    }
}
