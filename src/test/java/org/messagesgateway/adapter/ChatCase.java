package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.config.KeyHeader;
import org.messagesgateway.config.Network;
import org.messagesgateway.config.Profile;
import org.messagesgateway.config.Profiles;
import org.messagesgateway.config.Secret;
import org.messagesgateway.http.Frame;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamException;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessageAccumulator;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.provider.Credential;
import org.messagesgateway.provider.ProviderAdapter;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.testing.Inbounds;

/** One request through the chat adapter, as tests say it. */
final class ChatCase {

    static final String PROMPT =
            """
            {"model":"claude-test","max_tokens":1024,"thinking":{"type":"adaptive"},
             "messages":[{"role":"user","content":"Hi"}]}""";

    private ChatCase() {}

    static Translation translate(String provider, String body) {
        return translate(profile(provider), "upstream-model", body);
    }

    static Translation translate(Profile profile, String model, String body) {
        return translate(new ChatAdapter(), profile, model, body);
    }

    static Translation translate(ProviderAdapter adapter, Profile profile, String model, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var inbound = Inbounds.unread(bytes, Json.parseObject(body).getString("model", ""));
        return adapter.translate(inbound, target(profile, model));
    }

    static Target target(String provider, String model) {
        return target(profile(provider), model);
    }

    static Target target(Profile profile, String model) {
        var base = profile.baseUrl() == null
                ? "http://localhost:8000/v1"
                : profile.baseUrl().replace("{region}", "us-east-1").replace("{project}", "a-project");
        var credential = profile.keyHeader() == KeyHeader.NONE
                ? new Credential.None()
                : new Credential.OperatorKey(new Secret("secret"));
        return new Target("test", model, profile, URI.create(base), credential, Network.DEFAULT);
    }

    static Profile profile(String provider) {
        return Profiles.standard().named(provider).orElseGet(() -> Profiles.standard()
                .custom(Json.object().build()));
    }

    static JsonObject body(Translation translation) {
        return Json.parseObject(translation.request().body());
    }

    /** A request's upstream body, from a provider's profile. */
    static JsonObject body(String provider, String body) {
        return body(translate(provider, body));
    }

    static UpstreamResponse response(int status, String body) {
        return new UpstreamResponse(status, Headers.NONE, body.getBytes(StandardCharsets.UTF_8));
    }

    static JsonObject answer(Translation translation, String body) {
        return Json.parseObject(translation.answer(response(200, body)));
    }

    /** The events of a stream that comes in pieces of {@code size} bytes; 0 for whole. */
    static List<StreamEvent> stream(Translation translation, byte[] sse, int size) {
        var events = new ArrayList<StreamEvent>();
        var stream = translation.stream(events::add);
        var step = size == 0 ? Math.max(1, sse.length) : size;
        for (var start = 0; start < sse.length; start += step) {
            decode(stream, ByteBuffer.wrap(sse, start, Math.min(step, sse.length - start)));
        }
        stream.end();
        return events;
    }

    private static void decode(org.messagesgateway.provider.StreamTranslator stream, ByteBuffer bytes) {
        try {
            var frames = new ArrayList<Frame>();
            stream.decoder().decode(bytes, frames::add);
            frames.forEach(stream::on);
        } catch (UpstreamException e) {
            throw new AssertionError(e);
        }
    }

    static List<StreamEvent> stream(Translation translation, String sse) {
        return stream(translation, sse.getBytes(StandardCharsets.UTF_8), 0);
    }

    /** A stream of these chunks, each a {@code data} line, and {@code [DONE]}. */
    static String sse(String... chunks) {
        var sse = new StringBuilder();
        for (var chunk : chunks) {
            sse.append("data: ").append(chunk).append("\n\n");
        }
        return sse.append("data: [DONE]\n\n").toString();
    }

    static org.messagesgateway.messages.Message accumulated(List<StreamEvent> events) {
        var accumulator = new MessageAccumulator();
        events.forEach(accumulator::accept);
        return accumulator.message();
    }
}
