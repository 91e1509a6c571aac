package org.messagesgateway.adapter;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.messagesgateway.bench.Payloads;
import org.messagesgateway.config.Network;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.EventWriter;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
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

    @Param({"messages", "chat", "responses", "gemini", "converse"})
    String dialect;

    private ProviderAdapter adapter;
    private Target target;
    private Inbound request;
    private Inbound prompt;
    private byte[][] stream;

    @Setup
    public void prepare() {
        adapter = switch (dialect) {
            case "messages" -> new MessagesAdapter();
            case "chat" -> new ChatAdapter();
            case "responses" -> new ResponsesAdapter();
            case "converse" -> new ConverseAdapter();
            default -> new GeminiAdapter(org.messagesgateway.provider.CallSignatures.NONE);
        };
        var profile = ChatCase.profile(
                Map.of("messages", "anthropic", "responses", "openai", "gemini", "gemini", "converse", "bedrock")
                        .getOrDefault(dialect, "custom"));
        var model = Map.of("gemini", GeminiCase.NEWEST, "converse", ConverseCase.NOVA)
                .getOrDefault(dialect, ResponsesCase.MODEL);
        target = new Target(
                "test", model, profile, URI.create("http://localhost"), new Credential.None(), Network.DEFAULT);
        request = inbound(Payloads.agentRequest("m"));
        prompt = inbound(ChatCase.PROMPT.getBytes(StandardCharsets.UTF_8));
        stream = TextStreams.of(dialect);
    }

    private static Inbound inbound(byte[] body) {
        return new Inbound(body, EnvelopeReader.read(body, "2023-06-01"), "2023-06-01", List.of());
    }

    @Benchmark
    public byte[] request() {
        return adapter.translate(request, target).request().body();
    }

    /** To the bytes that a client gets. */
    @Benchmark
    public void stream(Blackhole client) throws UpstreamException {
        var translator = adapter.translate(prompt, target)
                .stream(event -> client.consume(EventWriter.sse(event, "req_1")));
        for (var piece : stream) {
            translator.decoder().decode(ByteBuffer.wrap(piece), translator::on);
        }
        translator.end();
    }
}
