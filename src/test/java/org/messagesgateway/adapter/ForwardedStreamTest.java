package org.messagesgateway.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.http.SseDecoder;
import org.messagesgateway.messages.EnvelopeReader;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.StreamEvent.Forwarded;
import org.messagesgateway.messages.StreamEvent.Forwarded.Kind;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.Target;

/** The caller has asked for {@code asked}. */
class ForwardedStreamTest {

    private static final String START = "{\"type\":\"message_start\",\"message\":{\"model\":\"theirs\",\"content\":[],"
            + "\"usage\":{\"input_tokens\":3}}}";
    private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private final List<StreamEvent> events = new ArrayList<>();
    private final ForwardedStream stream = stream();

    private ForwardedStream stream() {
        var body = "{\"model\":\"asked\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        var inbound = new Inbound(body, EnvelopeReader.read(body, "2023-06-01"), "2023-06-01", List.of());
        var profile = Profiles.standard().named("anthropic").orElseThrow();
        var target = new Target("p", "theirs", profile, URI.create("http://u"), new Credential.None(), Network.DEFAULT);
        return (ForwardedStream) new ForwardedExchange(inbound, target).stream(events::add);
    }

    private String forwarded(String wire) throws Exception {
        stream.decoder().decode(ByteBuffer.wrap(wire.getBytes(StandardCharsets.UTF_8)), stream::on);
        stream.end();
        var text = new StringBuilder();
        for (var event : events) {
            if (event instanceof Forwarded one) {
                text.append(new String(one.frame(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    @Test
    void onlyTheModelsNameIsAnother() throws Exception {
        var wire = "event: message_start\ndata: " + START + "\n\n" + STOP;
        assertThat(forwarded(wire)).isEqualTo(wire.replace("theirs", "asked"));
    }

    /** Data may come in several lines; each of them needs its name again. */
    @Test
    void aStartInSeveralLinesIsStillOneEvent() throws Exception {
        var wire =
                "event: message_start\ndata: {\"type\":\"message_start\",\ndata: \"message\":\ndata: {\"model\":\"theirs\",\"content\":[],"
                        + "\"usage\":{\"input_tokens\":3}}}\n\n";
        var frames = new ArrayList<String>();
        new SseDecoder(9999)
                .decode(
                        ByteBuffer.wrap(forwarded(wire + STOP).getBytes(StandardCharsets.UTF_8)),
                        frame -> frames.add(frame.data().replace("\n", "")));
        assertThat(frames).containsExactly(START.replace("theirs", "asked"), "{\"type\":\"message_stop\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"message_start\"}", "{broken", "[]", "{\"model\":7}"})
    void aStartThatIsOddIsLeftAsItIs(String data) throws Exception {
        var wire = "event: message_start\ndata: " + data + "\n\n";
        assertThat(forwarded(wire + STOP)).isEqualTo(wire + STOP);
    }

    @Test
    void kindsTellWhatMayStillBecomeAStatus() throws Exception {
        forwarded("event: message_start\ndata: {}\n\n: c\n\nevent: ping\ndata: {}\n\n"
                + "event: content_block_start\ndata: {}\n\nevent: new\ndata: {}\n\n" + STOP);
        assertThat(events)
                .extracting(event -> ((Forwarded) event).kind())
                .containsExactly(
                        Kind.PREAMBLE, Kind.PREAMBLE, Kind.PREAMBLE, Kind.BLOCK_START, Kind.CONTENT, Kind.STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}\n\n",
                "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}\n\n"
            })
    void anErrorIsAFailureWithOrWithoutItsName(String wire) throws Exception {
        forwarded(wire);
        var error = events.get(0).failure().orElseThrow();
        assertThat(error.status() + error.message()).isEqualTo("529m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"event: error\ndata: nonsense\n\n", "event: error\ndata: {}\n\n", "event: error\n\n", ""})
    void whateverIsNoEndIsAFailure(String wire) throws Exception {
        forwarded(wire);
        assertThat(events.get(0).failure()).isPresent();
    }

    private static String start(String message) {
        return "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{" + message + "}}\n\n";
    }

    /** maximhq/bifrost 4556. */
    @Test
    void ofTwoStartsTheFirstGoesOut() throws Exception {
        var wire = "event: message_start\ndata: " + START + "\n\n";
        assertThat(forwarded(wire + wire + STOP)).isEqualTo(wire.replace("theirs", "asked") + STOP);
    }

    /** vercel/ai 17326 and maximhq/bifrost 5885: clients count by it, or stumble over its absence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"content\":[],\"usage\":{\"input_tokens\":0,\"output_tokens\":0}",
                "\"content\":[],\"usage\":{\"output_tokens\":0}",
                "\"content\":[],\"usage\":null",
                "\"content\":[]",
                "\"id\":\"m\""
            })
    void aStartThatDoesNotTellThePromptsSizeGetsAnEstimate(String message) throws Exception {
        assertThat(forwarded(start(message) + STOP))
                .containsPattern("\"input_tokens\":[1-9]")
                .contains("\"content\":[]", "\"output_tokens\":0");
    }

    @Test
    void aPromptThatIsAllCachedIsNoPromptOfNothing() throws Exception {
        var wire = start("\"content\":[],\"usage\":{\"input_tokens\":0,\"cache_read_input_tokens\":9}");
        assertThat(forwarded(wire + STOP)).isEqualTo(wire + STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_block_start", "content_block_delta", "message_delta", "message_stop"})
    void aStreamThatDoesNotBeginWithItsStartIsAFailure(String name) throws Exception {
        assertThat(forwarded("event: " + name + "\ndata: {\"type\":\"" + name + "\"}\n\n"))
                .isEmpty();
        assertThat(events.get(0).failure().orElseThrow().status()).isEqualTo(502);
    }
}
