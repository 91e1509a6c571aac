package org.messagesgateway.adapter;

import jakarta.json.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonEdits;
import org.messagesgateway.json.Located;

/** Completes a {@code message_start} that does not tell the prompt's size: clients read it, and show 0 as it is. Stateless. */
final class ForwardedStart {

    private static final Pattern TELLS_INPUT = Pattern.compile("\"input_tokens\"\\s*:\\s*[1-9]");

    private static final List<String> INPUT =
            List.of("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens");

    private ForwardedStart() {}

    /**
     * @param event its data, which is JSON
     * @param estimate of the prompt's tokens, asked for only where it is needed
     */
    static byte[] complete(byte[] event, LongSupplier estimate) {
        if (TELLS_INPUT.matcher(new String(event, StandardCharsets.ISO_8859_1)).find()) {
            return event;
        }
        var root = Located.of(event, Set.of());
        var edits = new JsonEdits(event, root);
        root.member("message").filter(Located::isObject).ifPresent(message -> complete(message, edits, estimate));
        return edits.result();
    }

    private static void complete(Located message, JsonEdits edits, LongSupplier estimate) {
        if (message.member("content").isEmpty()) {
            edits.add(message, "content", Json.array().build());
        }
        var usage = message.member("usage").filter(Located::isObject);
        if (usage.isEmpty()) {
            message.member("usage").ifPresent(edits::remove);
            var told = Json.object().add("input_tokens", estimate.getAsLong()).add("output_tokens", 0);
            edits.add(message, "usage", told.build());
        } else if (INPUT.stream().allMatch(member -> count(usage.get(), member) == 0)) {
            usage.get().member("input_tokens").ifPresent(edits::remove);
            edits.add(usage.get(), "input_tokens", Json.number(estimate.getAsLong()));
        }
    }

    private static long count(Located usage, String member) {
        return usage.member(member)
                .map(Located::json)
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).longValue())
                .orElse(0L);
    }
}
