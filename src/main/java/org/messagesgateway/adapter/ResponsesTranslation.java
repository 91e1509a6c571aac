package org.messagesgateway.adapter;

import java.util.Set;
import java.util.function.Function;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.Counting;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.EventSink;
import org.messagesgateway.provider.MessageStream;
import org.messagesgateway.provider.Target;
import org.messagesgateway.provider.ToolIds;
import org.messagesgateway.provider.ToolNames;
import org.messagesgateway.provider.TranslatedExchange;
import org.messagesgateway.provider.Translation;
import org.messagesgateway.provider.UpstreamErrors;

/** Puts a request into Responses, and its answer's reader beside it. Stateless. */
final class ResponsesTranslation {

    /** What {@code input_tokens} takes of a request's body. */
    private static final Set<String> COUNTED = Set.of(
            "model",
            "instructions",
            "input",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "truncation");

    private ResponsesTranslation() {}

    /** The call that counts what {@link #of} would send. */
    static Counting counting(MessagesRequest request, Target target) {
        var profile = target.modelProfile().responses();
        var drops = new Dropped();
        var names = ToolNames.of(request);
        var input = new ResponsesInput(profile, names, ResponsesThoughts.of(target), drops);
        var body = Json.object();
        new ResponsesRequests(request, profile, names, drops)
                .body(target.model(), input)
                .forEach((key, value) -> {
                    if (COUNTED.contains(key)) {
                        body.add(key, value);
                    }
                });
        var uri = target.resolve(profile.path() + "/input_tokens");
        return Counting.translated(
                UpstreamRequest.postJson(uri, target.headers(), Json.bytes(body.build())),
                drops.paths().stream()
                        .filter(path -> !path.equals("max_tokens"))
                        .toList(),
                "input_tokens",
                new UpstreamErrors(request.model(), target.credential())::of);
    }

    /** @param request in its normal form */
    static Translation of(MessagesRequest request, Target target) {
        var profile = target.modelProfile().responses();
        var drops = new Dropped();
        var names = ToolNames.of(request);
        var thoughts = ResponsesThoughts.of(target);
        var input = new ResponsesInput(profile, names, thoughts, drops);
        var body = new ResponsesRequests(request, profile, names, drops).body(target.model(), input);
        var upstream = UpstreamRequest.postJson(target.resolve(profile.path()), target.headers(), Json.bytes(body));
        var errors = new UpstreamErrors(request.model(), target.credential());
        Function<EventSink, ResponsesReader> reader = out -> {
            var stream = new MessageStream(MessageStream.Opening.of(request), out);
            var items = new ResponsesItems(new ResponsesItem.Way(names, ToolIds.of(request), thoughts, stream));
            return new ResponsesReader(items, stream, errors);
        };
        return new TranslatedExchange(
                upstream,
                drops.paths(),
                errors,
                (response, out) -> new ResponsesAnswers(reader.apply(out), errors).read(response),
                out -> new ResponsesStream(reader.apply(out)));
    }
}
