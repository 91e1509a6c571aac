package org.messagesgateway.provider;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/**
 * Searches of the web that an upstream made, in the words of Messages. Where Anthropic has encrypted text, which its own
 * models read again, the gateway's brand stands: there is nothing to read. Stateless.
 */
public final class WebSearch {

    public static final String TOOL = "web_search";

    /** As much of a page as Anthropic cites, in characters. */
    private static final int MOST_CITED = 150;

    private static final String NO_TEXT = new BrandedSignature("web", "").text();

    /** A page that was found; without a title if the upstream tells none. */
    public record Page(String url, @Nullable String title) {}

    private WebSearch() {}

    /** The input of a search. */
    public static JsonObject input(String query) {
        return Json.object().add("query", query).build();
    }

    /** @param id of the search's {@code server_tool_use} */
    public static JsonObject result(String id, List<Page> pages) {
        var content = Json.array();
        pages.forEach(page -> content.add(Json.object()
                .add("type", "web_search_result")
                .add("url", page.url())
                .add("title", page.title() == null ? page.url() : page.title())
                .add("encrypted_content", NO_TEXT)
                .addNull("page_age")));
        return Json.object()
                .add("type", "web_search_tool_result")
                .add("tool_use_id", id)
                .add("content", content)
                .add("caller", Json.object().add("type", "direct"))
                .build();
    }

    /** @param text of the page, as far as the upstream tells it */
    public static JsonObject citation(Page page, String text) {
        var title = page.title();
        var cited = text.codePoints()
                .limit(MOST_CITED)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Json.object()
                .add("type", "web_search_result_location")
                .add("cited_text", cited)
                .add("url", page.url())
                .add("title", title == null ? JsonValue.NULL : Json.string(title))
                .add("encrypted_index", NO_TEXT)
                .build();
    }
}
