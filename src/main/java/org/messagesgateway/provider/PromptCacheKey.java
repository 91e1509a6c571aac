package org.messagesgateway.provider;

import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/** What an upstream may know of {@code metadata.user_id}: a hash of the session, the same in all its turns. Stateless. */
public final class PromptCacheKey {

    private PromptCacheKey() {}

    public static String of(String userId) {
        return Hashes.hex(session(userId), 32);
    }

    /** Claude Code puts an object in there, as text, that names the session beside account and device. */
    private static String session(String user) {
        try {
            var session = Json.stringOrNull(Json.parseObject(user), "session_id");
            return session == null ? user : session;
        } catch (JsonSyntaxException e) {
            return user;
        }
    }
}
