package org.messagesgateway.adapter;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.MessageAccumulator;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UpstreamErrors;

/** One request in {@code generateContent} and the way back. Confined to one exchange; not thread-safe. */
final class GeminiTranslation implements Translation {

    private final MessagesRequest request;
    private final UpstreamRequest upstream;
    private final ToolNames names;
    private final UpstreamErrors errors;
    private final List<String> dropped;

    /** @param request in its normal form */
    GeminiTranslation(MessagesRequest request, Target target) {
        this.request = request;
        var drops = new Dropped();
        names = ToolNames.of(request);
        var body = new GeminiRequests(request, target.modelProfile().gemini(), names, drops).body();
        upstream = UpstreamRequest.postJson(uri(target, request.stream()), target.headers(), Json.bytes(body));
        errors = new UpstreamErrors(request.model(), target.credential());
        dropped = drops.paths();
    }

    /** The caller's word for a model must not reach beyond its own segment of the path. */
    private static URI uri(Target target, boolean streamed) {
        var name = target.model().startsWith("models/") ? target.model().substring(7) : target.model();
        var segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return target.resolve(
                "/models/" + segment + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent"));
    }

    @Override
    public UpstreamRequest request() {
        return upstream;
    }

    @Override
    public List<String> dropped() {
        return dropped;
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        var message = new MessageAccumulator();
        new GeminiAnswers(reader(message::accept), errors).read(response);
        return MessageWriter.json(message.message());
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new GeminiStream(reader(out));
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return errors.of(response);
    }

    private GeminiReader reader(EventSink out) {
        var stream = new MessageStream(MessageStream.Opening.of(request), out);
        return new GeminiReader(stream, new GeminiCalls(names, ToolIds.of(request), stream), errors);
    }
}
