package org.messagesgateway.adapter;

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
import org.messagesgateway.provider.ThinkingDisplay;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UpstreamErrors;

/** One request in Chat Completions and the way back. Confined to one exchange; not thread-safe. */
final class ChatTranslation implements Translation {

    private final MessagesRequest request;
    private final UpstreamRequest upstream;
    private final ChatWayBack back;
    private final UpstreamErrors errors;
    private final List<String> dropped;

    /** @param request in its normal form */
    ChatTranslation(MessagesRequest request, Target target) {
        this.request = request;
        var profile = target.modelProfile().chat();
        var names = ToolNames.of(request);
        var drops = new Dropped();
        var body = new ChatRequests(request, profile, names, drops).body(target.model());
        upstream = UpstreamRequest.postJson(target.resolve(profile.path()), target.headers(), Json.bytes(body));
        errors = new UpstreamErrors(request.model(), target.credential());
        back = new ChatWayBack(profile, names, errors, ThinkingDisplay.of(request.thinking()));
        dropped = drops.paths();
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
        new ChatAnswers(reader(message::accept), errors).read(response);
        return MessageWriter.json(message.message());
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new ChatStream(reader(out), errors);
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return errors.of(response);
    }

    private ChatReader reader(EventSink out) {
        return new ChatReader(back, ToolIds.of(request), new MessageStream(MessageStream.Opening.of(request), out));
    }
}
