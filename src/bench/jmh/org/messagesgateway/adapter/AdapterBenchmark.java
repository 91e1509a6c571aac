package org.messagesgateway.adapter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.messagesgateway.bench.Payloads;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.messages.EventWriter;
import org.messagesgateway.provider.Translation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Each adapter: an agent's request of 100 KB, and a stream of 200 pieces of text, a piece at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AdapterBenchmark {

    @Param({"messages", "chat", "responses", "gemini"})
    String dialect;

    private String request;
    private byte[][] stream;

    @Setup
    public void prepare() {
        request = new String(Payloads.agentRequest("m"), StandardCharsets.UTF_8);
        stream = TextStreams.of(dialect);
    }

    private Translation translation(String body) {
        return switch (dialect) {
            case "messages" -> ChatCase.translate(
                    new MessagesAdapter(), ChatCase.profile("anthropic"), "claude-test", body);
            case "chat" -> ChatCase.translate("custom", body);
            case "responses" -> ResponsesCase.translate(body);
            default -> GeminiCase.translate(body);
        };
    }

    @Benchmark
    public byte[] request() {
        return translation(request).request().body();
    }

    /** To the bytes that a client gets. */
    @Benchmark
    public void stream(Blackhole client) throws UpstreamException {
        var translator =
                translation(ChatCase.PROMPT).stream(event -> client.consume(EventWriter.sse(event, "req_1")));
        for (var piece : stream) {
            translator.decoder().decode(ByteBuffer.wrap(piece), translator::on);
        }
        translator.end();
    }
}
