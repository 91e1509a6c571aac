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
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UpstreamErrors;

/** One request in Responses and the way back. Confined to one exchange; not thread-safe. */
final class ResponsesTranslation implements Translation {

    private final MessagesRequest request;
    private final UpstreamRequest upstream;
    private final ToolNames names;
    private final ResponsesThoughts thoughts;
    private final UpstreamErrors errors;
    private final List<String> dropped;

    /** @param request in its normal form */
    ResponsesTranslation(MessagesRequest request, Target target) {
        this.request = request;
        var profile = target.modelProfile().responses();
        var drops = new Dropped();
        names = ToolNames.of(request);
        thoughts = ResponsesThoughts.of(target);
        var input = new ResponsesInput(profile, names, thoughts, drops);
        var body = new ResponsesRequests(request, profile, names, drops).body(target.model(), input);
        upstream = UpstreamRequest.postJson(target.resolve(profile.path()), target.headers(), Json.bytes(body));
        errors = new UpstreamErrors(request.model(), target.credential());
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
        new ResponsesAnswers(reader(message::accept), errors).read(response);
        return MessageWriter.json(message.message());
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        return new ResponsesStream(reader(out));
    }

    @Override
    public ApiError error(UpstreamResponse response) {
        return errors.of(response);
    }

    private ResponsesReader reader(EventSink out) {
        var stream = new MessageStream(MessageStream.Opening.of(request), out);
        var items = new ResponsesItems(new ResponsesItem.Way(names, ToolIds.of(request), thoughts, stream));
        return new ResponsesReader(items, stream, errors);
    }
}
