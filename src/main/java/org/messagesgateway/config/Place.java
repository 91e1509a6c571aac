package org.messagesgateway.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where in a cloud a key's models are. Immutable.
 *
 * @param region null if a problem left none, or the cloud has no such thing
 * @param project likewise
 */
record Place(@Nullable String region, @Nullable String project) {

    static final Place NOWHERE = new Place(null, null);

    private static final String REGION = "{region}";
    private static final String PROJECT = "{project}";

    /** A part of a host's name and of a path. */
    static final String REGION_RULE = "[a-z0-9-]{1,40}";

    static boolean isIn(@Nullable String template) {
        return template != null && (template.contains(REGION) || template.contains(PROJECT));
    }

    /** The profile's base URL here; null if it asks for what is not known, or is no URL. */
    @Nullable
    URI fill(Profile profile) {
        var template = profile.urlTemplate(String.valueOf(region));
        if (region == null && template.contains(REGION) || project == null && template.contains(PROJECT)) {
            return null;
        }
        return HttpUrl.parse(
                template.replace(REGION, String.valueOf(region)).replace(PROJECT, String.valueOf(project)));
    }
}
