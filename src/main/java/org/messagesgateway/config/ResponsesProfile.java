package org.messagesgateway.config;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server's Responses understand beyond, or short of, the common core. Immutable.
 *
 * @param path under the base URL
 * @param maxOutputTokens most that it accepts; null for no known limit
 * @param systemRole {@code system} or {@code developer}, inside a conversation
 * @param sampling whether it takes {@code temperature} and {@code top_p}
 * @param promptCacheKey whether it knows {@code prompt_cache_key}
 * @param parallelFlag whether it knows {@code parallel_tool_calls}
 * @param webSearch whether it has a {@code web_search} of its own
 * @param images whether it sees images
 * @param fileUrls whether it fetches files itself
 * @param efforts the words for effort that it knows, {@code none} and {@code minimal} among them where it does; none for
 *     a model that does not think
 * @param summaries whether it tells what it thought; some accounts may not ask for it
 * @param encryptedReasoning whether it hands out its thinking, encrypted, to be given back
 * @param extraBody members that are added to every request, and replace what is there
 */
public record ResponsesProfile(
        String path,
        @Nullable Integer maxOutputTokens,
        String systemRole,
        boolean sampling,
        boolean promptCacheKey,
        boolean parallelFlag,
        boolean webSearch,
        boolean images,
        boolean fileUrls,
        List<String> efforts,
        boolean summaries,
        boolean encryptedReasoning,
        JsonObject extraBody) {

    public ResponsesProfile {
        efforts = List.copyOf(efforts);
    }
}
