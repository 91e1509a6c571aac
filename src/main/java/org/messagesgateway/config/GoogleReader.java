package org.messagesgateway.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/** Reads {@code vertex_key_config}. */
record GoogleReader(Section google) implements CloudReader {

    /** A part of a path; old projects have a domain in front. */
    private static final String PROJECT_RULE = "[a-z0-9.:-]{1,80}";

    /** Where Google serves from if nobody says where. */
    private static final String GLOBAL = "global";

    @Override
    public CloudAccess access() {
        google.ignore(Bifrost.VERTEX);
        google.refuse("deployments", ": use aliases");
        var credentials = google.text("auth_credentials");
        if (credentials != null && Json.stringOrNull(parsed(credentials), "type") == null) {
            google.problem("auth_credentials", "must be the JSON of Google credentials");
        }
        return new CloudAccess.Google(credentials == null ? null : new Secret(credentials));
    }

    @Override
    public Place place() {
        return new Place(region(), project());
    }

    private @Nullable String region() {
        return google.has("region") || google.variable("GOOGLE_CLOUD_LOCATION") != null
                ? google.matching("region", Place.REGION_RULE, "the name of a region", "GOOGLE_CLOUD_LOCATION")
                : GLOBAL;
    }

    /** A service account says which project is its own. */
    private @Nullable String project() {
        var credentials = google.text("auth_credentials");
        var own = credentials == null ? null : Json.stringOrNull(parsed(credentials), "project_id");
        return own != null && own.matches(PROJECT_RULE) && !google.has("project_id")
                ? own
                : google.matching("project_id", PROJECT_RULE, "the id of a project", "GOOGLE_CLOUD_PROJECT");
    }

    private static JsonObject parsed(String credentials) {
        try {
            return Json.parseObject(credentials);
        } catch (JsonSyntaxException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
