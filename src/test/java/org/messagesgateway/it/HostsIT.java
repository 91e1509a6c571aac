package org.messagesgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.messagesgateway.testing.BinaryStream;
import org.messagesgateway.testing.Script;
import org.messagesgateway.testing.ScriptedUpstream;

/** Claude on other hosts than Anthropic's own, on the wire. */
class HostsIT {

    private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start(Script.silence());
    private static final RunningGateway GATEWAY = RunningGateway.start(
            """
            {"providers": {
               "vertex": {"keys": [{"name": "k", "value": "operator-key", "vertex_key_config": {"project_id": "p"}}],
                          "network_config": {"base_url": "%s/v1/projects/p/locations/l"}},
               "bedrock": {"keys": [{"name": "k", "value": "operator-key",
                                     "bedrock_key_config": {"region": "us-east-1"}}],
                           "network_config": {"base_url": "%s"}},
               "foundry": {"keys": [{"name": "k", "value": "operator-key"}],
                           "network_config": {"base_url": "%s/anthropic"}}}}
            """
                    .formatted(UPSTREAM.uri(), UPSTREAM.uri(), UPSTREAM.uri()));

    private static final String BEDROCK = "bedrock/us.anthropic.claude-x-v1:0";

    @AfterAll
    static void close() throws IOException {
        GATEWAY.close();
        UPSTREAM.close();
    }

    private static Script binary(byte[]... pieces) {
        return call -> {
            call.raw(
                    "HTTP/1.1 200 OK\r\ncontent-type: " + BinaryStream.TYPE + "\r\ntransfer-encoding: chunked\r\n\r\n");
            for (var piece : pieces) {
                call.send(piece);
            }
            call.end();
        };
    }

    @Test
    void vertexAnswersUnderTheNameOfTheModel() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        var answer = GATEWAY.post(Sample.request("vertex/claude-opus-4-5-20251101", false), "anthropic-beta", "new-1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"model\":\"vertex/claude-opus-4-5-20251101\"");
        assertThat(answer.headers().firstValue("x-gateway-dropped")).hasValue("anthropic-beta.new-1");
        var request = UPSTREAM.nextCall().request();
        assertThat(request.path())
                .isEqualTo(
                        "/v1/projects/p/locations/l/publishers/anthropic/models/claude-opus-4-5@20251101:rawPredict");
        assertThat(request.headers().first("x-goog-api-key")).hasValue("operator-key");
        assertThat(request.text())
                .isEqualTo("{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":64,\"stream\":false,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
    }

    @Test
    void vertexStreams() throws Exception {
        UPSTREAM.plays(Script.stream(Sample.stream("Hi", 3)));
        var answer = GATEWAY.post(Sample.request("vertex/claude-x", true));
        assertThat(answer.body()).contains("\"text\":\"Hi\"", "event: message_stop");
        assertThat(UPSTREAM.nextCall().request().path()).endsWith("/claude-x:streamRawPredict");
    }

    @Test
    void bedrocksBinaryStreamIsAStreamOfEvents() throws Exception {
        var sse = String.join("", Sample.stream("Hi", 3));
        UPSTREAM.plays(binary(BinaryStream.of(sse)));
        var answer = GATEWAY.post(Sample.request(BEDROCK, true));
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body().replaceAll("event: ping\ndata: [^\n]*\n\n", ""))
                .isEqualTo(sse.replace("\"claude-x\"", "\"" + BEDROCK + "\""));
        var request = UPSTREAM.nextCall().request();
        assertThat(request.path()).isEqualTo("/model/us.anthropic.claude-x-v1%3A0/invoke-with-response-stream");
        assertThat(request.headers().first("accept")).hasValue(BinaryStream.TYPE);
        assertThat(request.text()).doesNotContain("\"stream\"", "\"model\"").contains("bedrock-2023-05-31");
    }

    @Test
    void anExceptionBeforeTheFirstContentIsAStatus() throws Exception {
        UPSTREAM.plays(binary(BinaryStream.of(Sample.START), BinaryStream.exception("throttlingException", "Slow")));
        Envelope.of(GATEWAY.post(Sample.request(BEDROCK, true))).is(429, "rate_limit_error", "Slow");
    }

    @Test
    void anExceptionAfterItIsAnEvent() throws Exception {
        UPSTREAM.plays(binary(
                BinaryStream.of(Sample.opening("Hi")), BinaryStream.exception("modelStreamErrorException", "Broke")));
        var answer = GATEWAY.post(Sample.request(BEDROCK, true));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("event: error", "Broke").doesNotContain("message_stop");
    }

    @Test
    void aStreamThatIsCutOrOfAnotherKindIsNoAnswer() throws Exception {
        UPSTREAM.plays(binary(BinaryStream.of(Sample.START)));
        Envelope.of(GATEWAY.post(Sample.request(BEDROCK, true))).is(502, "api_error");
        UPSTREAM.plays(Script.stream(Sample.stream("Hi", 1)));
        Envelope.of(GATEWAY.post(Sample.request(BEDROCK, true))).is(502, "api_error");
        UPSTREAM.plays(binary("no event stream at all".getBytes(StandardCharsets.UTF_8)));
        Envelope.of(GATEWAY.post(Sample.request(BEDROCK, true))).is(502, "api_error");
    }

    @Test
    void bedrocksErrorsHaveTheirMeaning() throws Exception {
        UPSTREAM.plays(
                Script.json(400, "{\"message\":\"Wait\"}", "x-amzn-errortype", "ThrottlingException:http://internal/"));
        Envelope.of(GATEWAY.post(Sample.request(BEDROCK, false))).is(429, "rate_limit_error", "Wait");
    }

    @Test
    void foundryIsCalledLikeAnthropic() throws Exception {
        UPSTREAM.plays(Script.json(200, Sample.MESSAGE));
        assertThat(GATEWAY.post(Sample.request("foundry/claude-x", false)).statusCode())
                .isEqualTo(200);
        var request = UPSTREAM.nextCall().request();
        assertThat(request.path()).isEqualTo("/anthropic/v1/messages");
        assertThat(request.headers().first("x-api-key")).hasValue("operator-key");
        assertThat(request.text()).isEqualTo(Sample.request("claude-x", false));
    }
}
