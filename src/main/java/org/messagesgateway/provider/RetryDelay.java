package org.messagesgateway.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.messagesgateway.http.Headers;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/** When to try again, from upstreams that say it in the error's body and not in {@code retry-after}. Stateless. */
public final class RetryDelay {

    private static final String RETRY_AFTER = "retry-after";
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,9})?)s");

    private RetryDelay() {}

    /** The headers of a refusal, with {@code retry-after} wherever it was said. */
    public static Headers headers(UpstreamResponse response) {
        var headers = response.headers();
        return headers.first(RETRY_AFTER).isPresent()
                ? headers
                : seconds(response)
                        .map(seconds -> headers.with(RETRY_AFTER, seconds))
                        .orElse(headers);
    }

    /** Whole seconds, from Google's {@code RetryInfo}. */
    private static Optional<String> seconds(UpstreamResponse response) {
        try {
            return details(Json.parse(response.body()));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> details(JsonValue body) {
        var root = body instanceof JsonArray list && !list.isEmpty() ? list.get(0) : body;
        var error = root instanceof JsonObject object ? Json.objectOrNull(object, "error") : null;
        if (error == null || !(error.get("details") instanceof JsonArray details)) {
            return Optional.empty();
        }
        return details.stream()
                .filter(JsonObject.class::isInstance)
                .map(detail -> detail.asJsonObject().getString("retryDelay", ""))
                .map(SECONDS::matcher)
                .filter(delay -> delay.matches())
                .map(delay -> new BigDecimal(delay.group(1))
                        .setScale(0, RoundingMode.CEILING)
                        .toPlainString())
                .findFirst();
    }
}
