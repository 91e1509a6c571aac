package org.messagesgateway.adapter;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.TranslatedExchange;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UpstreamErrors;

/** Puts a request into {@code Converse}, and its answer's reader beside it. Stateless. */
final class ConverseTranslation {

    private ConverseTranslation() {}

    /**
     * @param request in its normal form
     * @param betas the flags that the caller asked for
     */
    static Translation of(MessagesRequest request, List<String> betas, Target target) {
        var drops = new Dropped();
        var names = ToolNames.of(request);
        var profile = target.modelProfile().converse();
        var thoughts = ConverseThoughts.of(target.model(), profile);
        var format = ConverseOutputFormat.of(request, profile);
        var body = new ConverseRequests(request, betas, profile, format, thoughts, names, drops).body();
        var upstream = UpstreamRequest.postJson(uri(target, request.stream()), target.headers(), Json.bytes(body));
        var errors = new UpstreamErrors(request.model(), target.credential());
        Function<EventSink, ConverseReader> reader = out -> {
            var stream = new MessageStream(MessageStream.Opening.of(request), out);
            return new ConverseReader(stream, new ConverseCalls(names, ToolIds.of(request), format, stream), thoughts);
        };
        return new TranslatedExchange(
                upstream,
                drops.paths(),
                errors,
                (response, out) -> new ConverseAnswers(reader.apply(out), errors).read(response),
                out -> new ConverseStream(reader.apply(out), errors));
    }

    /** A model may be named by an ARN, slashes and all; the caller's word for it must not reach beyond its segment. */
    private static URI uri(Target target, boolean streamed) {
        var segment = URLEncoder.encode(target.model(), StandardCharsets.UTF_8).replace("+", "%20");
        return target.resolve("/model/" + segment + (streamed ? "/converse-stream" : "/converse"));
    }
}
