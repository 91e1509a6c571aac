package org.messagesgateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messagesgateway.messages.ApiException;

class LossTest {

    @ParameterizedTest
    @CsvSource({
        "cache_control, HINT",
        "metadata, HINT",
        "service_tier, HINT",
        "speed, HINT",
        "top_k, HINT",
        "messages.content.thinking, HINT",
        "messages.content.redacted_thinking, HINT",
        "anthropic-beta.context-1m-2025-08-07, HINT",
        "anthropic-workspace-id, HINT",
        "diagnostics, HINT",
        "stop_sequences, BEHAVIOUR",
        "temperature, BEHAVIOUR",
        "max_tokens, BEHAVIOUR",
        "thinking, BEHAVIOUR",
        "output_config.effort, BEHAVIOUR",
        "context_management, BEHAVIOUR",
        "tool_choice.disable_parallel_tool_use, BEHAVIOUR",
        "tools.0.max_uses, BEHAVIOUR",
        "tool_choice, STRUCTURE",
        "output_config.format, STRUCTURE",
        "messages.content.image, CONTENT",
        "messages.content.web_search_tool_result, CONTENT",
        "system.image, CONTENT",
        "tools.12, SERVER_TOOL",
        "mcp_servers, SERVER_TOOL",
        "container, SERVER_TOOL",
        "fallbacks, UNKNOWN",
        "x, UNKNOWN"
    })
    void aPathTellsWhatIsLostWithIt(String path, Loss loss) {
        assertThat(Loss.of(path)).isEqualTo(loss);
    }

    @Test
    void hintsMayGo() {
        assertThatCode(() -> Loss.refuse(List.of("top_k", "cache_control"))).doesNotThrowAnyException();
    }

    @Test
    void anyOtherLossIsRefusedByItsPathAndRule() {
        assertThatThrownBy(() -> Loss.refuse(List.of("top_k", "stop_sequences", "tools.0", "x")))
                .isInstanceOf(ApiException.class)
                .hasMessage("stop_sequences (behaviour), tools.0 (server tool), x (unknown field): this model cannot be"
                        + " given it, and client.strict_translation lets nothing be dropped but hints");
    }
}
