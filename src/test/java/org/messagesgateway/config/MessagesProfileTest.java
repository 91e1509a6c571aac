package org.messagesgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.messagesgateway.json.Json;

class MessagesProfileTest {

    private final Profiles profiles = Profiles.standard();

    private MessagesProfile host(String row, String model) {
        return profiles.named(row).orElseThrow().model(model).messages();
    }

    @Test
    void onlyAnthropicsOwnTakesAnything() {
        assertThat(host("anthropic", "claude-x").takesAnything()).isTrue();
        for (var row : List.of("vertex", "bedrock", "foundry", "azure", "openrouter", "deepseek", "ollama", "vllm")) {
            assertThat(host(row, "claude-x").takesAnything()).as(row).isFalse();
        }
    }

    @Test
    void aServerOfNoKnownRowThatSpeaksMessagesTakesAnything() {
        var standard = profiles.named("anthropic", Json.parseObject("{\"dialect\":\"messages\"}"));
        assertThat(standard.orElseThrow().messages().takesAnything()).isTrue();
    }

    @Test
    void claudeSpeaksMessagesOnEveryHost() {
        assertThat(profiles.named("vertex")
                        .orElseThrow()
                        .model("claude-opus-4-6")
                        .dialect())
                .isEqualTo("messages");
        assertThat(profiles.named("vertex")
                        .orElseThrow()
                        .model("gemini-2.5-pro")
                        .dialect())
                .isEqualTo("gemini");
        assertThat(profiles.named("azure")
                        .orElseThrow()
                        .model("claude-opus-4-6")
                        .dialect())
                .isEqualTo("messages");
        assertThat(profiles.named("azure").orElseThrow().model("gpt-5").dialect())
                .isEqualTo("responses");
        for (var model : List.of("anthropic.claude-v2", "us.anthropic.claude-3", "global.anthropic.claude-x")) {
            assertThat(profiles.named("bedrock").orElseThrow().model(model).dialect())
                    .as(model)
                    .isEqualTo("messages");
        }
    }

    @Test
    void geminiOnVertexHasTheFlagsOfItsGeneration() {
        var vertex = profiles.named("vertex").orElseThrow();
        assertThat(vertex.environment()).isEmpty();
        var flash = vertex.model("gemini-2.5-flash").gemini();
        assertThat(flash.path()).isEqualTo("/publishers/google/models");
        assertThat(flash.functionIds()).isFalse();
        assertThat(flash.thinking()).isEqualTo(GeminiProfile.ThinkingRequest.BUDGET);
    }

    @Test
    void whatAnUnknownFlagSwitchesOnIsRefused() {
        assertThat(host("ollama", "m").refused())
                .contains("context_management", "tools.*.defer_loading", "mcp_servers", "**.cache_control.scope");
        assertThat(host("anthropic", "m").refused()).isEmpty();
    }

    /** Two flags switch compaction on; a host needs to know but one. */
    @Test
    void whatOneKnownFlagSwitchesOnIsNotRefusedForAnother() {
        var vertex = host("vertex", "claude-x");
        assertThat(vertex.knowsBeta("tool-search-tool-2025-10-19")).isTrue();
        assertThat(vertex.knowsBeta("advanced-tool-use-2025-11-20")).isFalse();
        assertThat(vertex.refused()).contains("tools.*.allowed_callers").doesNotContain("tools.*.defer_loading");
        assertThat(vertex.refused()).doesNotContain("messages.*.output_config");
    }

    @Test
    void everyMemberCanBeOverridden() {
        var own = "{\"messages\":{\"known_betas\":[\"x-*\"],\"removed\":[\"tools.*.strict\"],\"at_dates\":false}}";
        var host = profiles.named("vertex", Json.parseObject(own)).orElseThrow().messages();
        assertThat(host.knowsBeta("x-1")).isTrue();
        assertThat(host.atDates()).isFalse();
        assertThat(host.bodyVersion()).isEqualTo("vertex-2023-10-16");
    }
}
