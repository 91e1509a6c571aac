package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import org.messagesgateway.config.GeminiProfile;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.provider.CallSignatures;
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

/** Puts a request into {@code generateContent}, and its answer's reader beside it. Stateless. */
final class GeminiTranslation {

    /** What Vertex counts. */
    private static final Set<String> PROMPT = Set.of("contents", "systemInstruction", "tools", "generationConfig");

    private GeminiTranslation() {}

    /**
     * @param request in its normal form
     * @param signatures hears of those of the answer
     */
    static Translation of(MessagesRequest request, Target target, CallSignatures signatures) {
        var drops = new Dropped();
        var names = ToolNames.of(request);
        var body = new GeminiRequests(request, target.modelProfile().gemini(), names, drops).body();
        var upstream = UpstreamRequest.postJson(
                uri(target, request.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent"),
                target.headers(),
                Json.bytes(body));
        var errors = new UpstreamErrors(request.model(), target.credential());
        Function<EventSink, GeminiReader> reader = out -> {
            var stream = new MessageStream(MessageStream.Opening.of(request), out);
            return new GeminiReader(stream, new GeminiCalls(names, ToolIds.of(request), stream), errors, signatures);
        };
        return new TranslatedExchange(
                upstream,
                drops.paths(),
                errors,
                (response, out) -> new GeminiAnswers(reader.apply(out), errors).read(response),
                out -> new GeminiStream(reader.apply(out)));
    }

    /** The call that counts what {@link #of} would send. */
    static Counting counting(MessagesRequest request, Target target) {
        var drops = new Dropped();
        var gemini = target.modelProfile().gemini();
        var body = new GeminiRequests(request, gemini, ToolNames.of(request), drops).body();
        return Counting.translated(
                UpstreamRequest.postJson(
                        uri(target, ":countTokens"), target.headers(), Json.bytes(counted(body, target, gemini))),
                drops.paths(),
                "totalTokens",
                new UpstreamErrors(request.model(), target.credential())::of);
    }

    private static JsonObject counted(JsonObject body, Target target, GeminiProfile gemini) {
        if (gemini.wholeCounts()) {
            var whole = Json.object(body).add("model", "models/" + name(target));
            return Json.object().add("generateContentRequest", whole).build();
        }
        var prompt = Json.object();
        body.forEach((member, value) -> {
            if (PROMPT.contains(member)) {
                prompt.add(member, value);
            }
        });
        return prompt.build();
    }

    private static String name(Target target) {
        return target.model().startsWith("models/") ? target.model().substring(7) : target.model();
    }

    /** The caller's word for a model must not reach beyond its own segment of the path. */
    private static URI uri(Target target, String call) {
        var segment = URLEncoder.encode(name(target), StandardCharsets.UTF_8).replace("+", "%20");
        return target.resolve(target.modelProfile().gemini().path() + "/" + segment + call);
    }
}
