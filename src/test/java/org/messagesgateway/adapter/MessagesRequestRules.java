package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messagesgateway.json.Json;
import org.messagesgateway.provider.Translation;

/** What must hold for every request to a host that is not Anthropic's own. */
final class MessagesRequestRules {

    private static final Set<String> DATA = Set.of("input", "input_schema", "schema", "metadata");

    /** Members that never reach a host, wherever they stand outside of the caller's own data. */
    private static final Map<String, List<String>> FORBIDDEN = Map.of(
            "vertex", List.of("model", "service_tier", "mcp_servers", "allowed_callers", "scope", "strict", "format"),
            "bedrock", List.of("model", "stream", "service_tier", "mcp_servers", "allowed_callers", "scope"),
            "foundry", List.of("service_tier", "fallbacks", "speed"),
            "ollama",
                    List.of(
                            "context_management",
                            "output_config",
                            "mcp_servers",
                            "defer_loading",
                            "caller",
                            "strict",
                            "allowed_callers",
                            "scope",
                            "display",
                            "service_tier",
                            "container"));

    private MessagesRequestRules() {}

    static void check(String host, JsonObject asked, Translation translation) {
        var request = translation.request();
        var sent = Json.parseObject(request.body());
        var text = request.headers().first("anthropic-beta").orElse("")
                + (sent.containsKey("anthropic_beta") ? Json.text(sent.get("anthropic_beta")) : "");
        assertThat(text).doesNotContain("not-yet-known");
        if (!host.equals("foundry")) {
            assertThat(text).doesNotContain("claude-code", "advanced-tool-use");
        }
        checkMembers(host, sent, "");
        var dropped = translation.dropped();
        checkSubset(host, asked, sent, "", dropped);
        if (sent.get("tool_choice") instanceof JsonObject choice && choice.containsKey("name")) {
            assertThat(Json.text(sent.get("tools"))).contains("\"name\":\"" + choice.getString("name") + "\"");
        }
        if (host.equals("ollama") && sent.get("thinking") instanceof JsonObject thinking) {
            assertThat(thinking.getString("type")).isIn("enabled", "disabled");
        }
    }

    private static void checkMembers(String host, JsonValue value, String place) {
        if (value instanceof JsonArray list) {
            list.forEach(element -> checkMembers(host, element, place + "[]"));
        } else if (value instanceof JsonObject object) {
            object.forEach((key, member) -> {
                var isAdvisorsModel = key.equals("model") && !place.isEmpty();
                if (!isAdvisorsModel) {
                    assertThat(FORBIDDEN.get(host)).as(place).doesNotContain(key);
                }
                if (key.equals("signature")) {
                    assertThat(((JsonString) member).getString()).doesNotStartWith("gw1.");
                }
                if (!DATA.contains(key)) {
                    checkMembers(host, member, place + "." + key);
                }
            });
        }
    }

    /** Everything that was asked is there, unless it was dropped by name; what is there is as it was asked. */
    private static void checkSubset(String host, JsonValue asked, JsonValue sent, String place, List<String> dropped) {
        if (asked instanceof JsonObject block && block.getString("type", "").equals("tool_reference")) {
            return; // It may be told in words.
        }
        if (asked instanceof JsonObject object && sent instanceof JsonObject other && !place.endsWith("thinking")) {
            object.forEach((key, member) -> {
                if (other.containsKey(key)) {
                    checkSubset(host, member, other.get(key), place.isEmpty() ? key : place + "." + key, dropped);
                } else if (!List.of("model", "stream").contains(key)) {
                    assertThat(dropped)
                            .as("%s.%s is missing for %s", place, key, host)
                            .anyMatch(path -> path.startsWith(place.isEmpty() ? key : place));
                }
            });
        } else if (asked instanceof JsonArray list && sent instanceof JsonArray other) {
            if (list.size() == other.size()) {
                for (var i = 0; i < list.size(); i++) {
                    checkSubset(host, list.get(i), other.get(i), place, dropped);
                }
            } else {
                assertThat(dropped).as("of %s for %s", place, host).anyMatch(path -> path.startsWith(place));
            }
        } else if (!place.endsWith("thinking") && !place.equals("model")) {
            assertThat(sent).as("%s for %s", place, host).isEqualTo(asked);
        }
    }
}
