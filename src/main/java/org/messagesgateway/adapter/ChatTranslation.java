package org.messagesgateway.adapter;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.MessageAccumulator;
import org.messagesgateway.messages.MessageWriter;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Tool;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.StreamTranslator;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.ThinkingDisplay;
import org.messagesgateway.provider.TokenEstimate;
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
        var profile = target.profile().chat(target.model());
        var names = new ToolNames(toolNames(request).toList());
        var drops = new Dropped();
        var body = new ChatRequests(request, profile, names, drops).body(target.model());
        upstream = UpstreamRequest.postJson(target.resolve(profile.path()), target.headers(), Json.bytes(body));
        errors = new UpstreamErrors(request.model(), target.credential());
        back = new ChatWayBack(profile, names, errors, ThinkingDisplay.of(request.thinking()));
        dropped = drops.paths();
    }

    private static Stream<String> toolNames(MessagesRequest request) {
        var defined =
                request.tools().stream().filter(Tool.Custom.class::isInstance).map(tool -> ((Tool.Custom) tool).name());
        return Stream.concat(defined, called(request, ContentBlock.ToolUse::name));
    }

    private static Stream<String> called(MessagesRequest request, Function<ContentBlock.ToolUse, String> part) {
        return request.messages().stream()
                .flatMap(turn -> turn.content().stream())
                .filter(ContentBlock.ToolUse.class::isInstance)
                .map(ContentBlock.ToolUse.class::cast)
                .map(part);
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
        var id = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
        var opening = new MessageStream.Opening(
                "msg_" + id, request.model(), TokenEstimate.of(request), ThinkingDisplay.of(request.thinking()));
        var ids = new ToolIds(called(request, ContentBlock.ToolUse::id).toList(), id);
        return new ChatReader(back, ids, new MessageStream(opening, out));
    }
}
