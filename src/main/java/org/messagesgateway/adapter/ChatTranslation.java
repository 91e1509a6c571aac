package org.messagesgateway.adapter;

import java.util.function.Function;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.ThinkingDisplay;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.TranslatedExchange;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UpstreamErrors;

/** Puts a request into Chat Completions, and its answer's reader beside it. Stateless. */
final class ChatTranslation {

    private ChatTranslation() {}

    /** @param request in its normal form */
    static Translation of(MessagesRequest request, Target target) {
        var profile = target.modelProfile().chat();
        var names = ToolNames.of(request);
        var drops = new Dropped();
        var body = new ChatRequests(request, profile, names, drops).body(target.model());
        var upstream = UpstreamRequest.postJson(target.resolve(profile.path()), target.headers(), Json.bytes(body));
        var errors = new UpstreamErrors(request.model(), target.credential());
        var back = new ChatWayBack(profile, names, errors, ThinkingDisplay.of(request.thinking()));
        Function<EventSink, ChatReader> reader = out ->
                new ChatReader(back, ToolIds.of(request), new MessageStream(MessageStream.Opening.of(request), out));
        return new TranslatedExchange(
                upstream,
                drops.paths(),
                errors,
                (response, out) -> new ChatAnswers(reader.apply(out), errors).read(response),
                out -> new ChatStream(reader.apply(out), errors));
    }
}
