package org.messagesgateway.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {

    private static final String OLD = "2023-06-01";
    private static final String NEW = "2026-10-21";

    private static Envelope read(String body, String version) {
        return EnvelopeReader.read(body.getBytes(StandardCharsets.UTF_8), version);
    }

    @Test
    void theFactsAreFoundWhereverTheyStand() {
        var body = "{\"tools\":[{\"model\":\"x\",\"stream\":false}],\"stream\":true,\"messages\":[{\"model\":\"y\"}],"
                + "\"max_tokens\":0, \"model\" : \"m\\u00e9\" }";
        var envelope = read(body, OLD);
        assertThat(envelope.model()).isEqualTo("mé");
        assertThat(envelope.stream()).isTrue();
        var span = envelope.modelSpan();
        assertThat(body.substring(span.start(), span.end())).isEqualTo("\"m\\u00e9\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|body: Input should be an object",
                "{}|messages: Field required",
                "{'messages':[{}]}|max_tokens: Field required",
                "{'messages':[{}],'max_tokens':1}|model: Field required",
                "{'model':7}|model: Input should be a valid string",
                "{'model':null}|model: Input should be a valid string",
                "{'model':''}|model: String should have at least 1 character",
                "{'messages':{}}|messages: Input should be a valid array",
                "{'messages':[]}|messages: at least one message is required",
                "{'messages':[7]}|messages: Input should be an array of objects",
                "{'max_tokens':'1'}|max_tokens: Input should be a valid integer",
                "{'max_tokens':1.0}|max_tokens: Input should be a valid integer",
                "{'max_tokens':-1}|max_tokens: Input should be greater than or equal to 0",
                "{'max_tokens':9999999999999999999}|max_tokens: Input should be a valid integer",
                "{'stream':'true'}|stream: Input should be a valid boolean",
                "{'stream':1}|stream: Input should be a valid boolean"
            })
    void aWrongMemberIsNamedInTheApisWords(String body, String message) {
        refuses(body.replace('\'', '"'), OLD, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "top_k"})
    void theNewVersionKnowsNoSampling(String member) {
        var body = "{\"" + member + "\":1,\"model\":\"m\",\"max_tokens\":1,\"messages\":[{}]}";
        assertThat(read(body, OLD).model()).isEqualTo("m");
        refuses(body, NEW, member + ": Extra inputs are not permitted");
    }

    @Test
    void aPromptToBeCountedNeedsNoLimitAndIsNeverStreamed() {
        var body = "{\"model\":\"m\",\"stream\":true,\"messages\":[{}]}".getBytes(StandardCharsets.UTF_8);
        assertThat(EnvelopeReader.readPrompt(body, OLD).model()).isEqualTo("m");
        assertThat(EnvelopeReader.readPrompt(body, OLD).stream()).isFalse();
    }

    @Test
    void aModelsNameHasItsLength() {
        var body = "{\"model\":\"%s\",\"max_tokens\":1,\"messages\":[{}]}";
        assertThat(read(body.formatted("m".repeat(256)), OLD).model()).hasSize(256);
        refuses(body.formatted("m".repeat(257)), OLD, "model: String should have at most 256 characters");
    }

    @Test
    void theWholeBodyIsProvedToBeJson() {
        var good = "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"content\":\"x\"}]}";
        for (var bad : new String[] {good + "x", good + good, good.replace("\"x\"", "x"), good + "\u0000"}) {
            refuses(bad, OLD, "not valid JSON");
        }
        refuses("", OLD, "empty");
    }

    private static void refuses(String body, String version, String message) {
        assertThatThrownBy(() -> read(body, version)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.error().status()).isEqualTo(400);
            assertThat(e.error().message()).contains(message);
        });
    }
}
