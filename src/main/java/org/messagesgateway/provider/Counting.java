package org.messagesgateway.provider;

import jakarta.json.JsonNumber;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.messagesgateway.http.UpstreamRequest;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/**
 * An upstream asked for its own count of a prompt's tokens. Immutable.
 *
 * @param answers makes the Messages API's answer of a success
 * @param errors what an answer with an error status means to the caller
 */
public record Counting(
        UpstreamRequest request,
        List<String> dropped,
        Function<UpstreamResponse, byte[]> answers,
        Function<UpstreamResponse, ApiError> errors)
        implements Translation {

    private static final String TOKENS = "input_tokens";

    /** What a server says of a call that it does not know. */
    private static final Set<Integer> UNKNOWN = Set.of(404, 405, 501);

    public Counting {
        dropped = List.copyOf(dropped);
    }

    /** Of an upstream that speaks Messages: its answer stays as it came. */
    public static Counting forwarded(UpstreamRequest request, Function<UpstreamResponse, ApiError> errors) {
        Function<UpstreamResponse, byte[]> answers = response -> {
            tokens(response, TOKENS);
            return response.body();
        };
        return new Counting(request, List.of(), answers, errors);
    }

    /** @param member of the upstream's answer that is the count */
    public static Counting translated(
            UpstreamRequest request, List<String> dropped, String member, Function<UpstreamResponse, ApiError> errors) {
        return new Counting(request, dropped, response -> json(tokens(response, member)), errors);
    }

    /** The Messages API's answer. */
    public static byte[] json(long tokens) {
        return Json.bytes(Json.object().add(TOKENS, tokens).build());
    }

    private static long tokens(UpstreamResponse response, String member) {
        if (UpstreamJson.of(response).get(member) instanceof JsonNumber tokens && tokens.longValue() >= 0) {
            return tokens.longValue();
        }
        throw UpstreamJson.unreadable("the upstream's count has no " + member);
    }

    @Override
    public byte[] answer(UpstreamResponse response) {
        return answers.apply(response);
    }

    @Override
    public StreamTranslator stream(EventSink out) {
        throw new UnsupportedOperationException("a count is never streamed");
    }

    /** A 404 for a call that is not there, whatever status says so. */
    @Override
    public ApiError error(UpstreamResponse response) {
        return UNKNOWN.contains(response.status())
                ? new ApiError(ErrorType.NOT_FOUND_ERROR, "the upstream does not count this model's tokens")
                : errors.apply(response);
    }
}
