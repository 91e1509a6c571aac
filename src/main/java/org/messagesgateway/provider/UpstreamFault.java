package org.messagesgateway.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.http.UpstreamResponse;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/**
 * What an upstream said when it refused, read from whatever shape it chose. Immutable.
 *
 * @param status of the answer, or the one that its body names; 0 if neither does
 * @param words every code and type it gave, and the message, in lower case: what is classified by
 * @param message for people, one line, without keys
 * @param kind what the body was
 */
record UpstreamFault(int status, String words, String message, Kind kind) {

    /** What the body was. */
    enum Kind {
        JSON,
        /** A proxy's word or nothing: it says little about the request. */
        TEXT,
        PAGE
    }

    /** Where AWS says what kind of error it is: {@code ThrottlingException}, and perhaps a colon and a URL. */
    static final String AWS_TYPE = "x-amzn-errortype";

    private static final int LONGEST = 1000;

    /** Anything that looks like a key, also one that the upstream has masked in part; the number of an account at AWS. */
    private static final Pattern KEY =
            Pattern.compile("(?i)\\b(?:bearer\\s+\\S+|(?:sk|pk|gsk|xai|csk|fw|tgp|hf|r8|nvapi|pplx)[-_][\\w*.-]{6,}"
                    + "|AIza[\\w-]{10,}|AKIA\\w{10,}|[\\w-]*\\*{3,}[\\w-]*)"
                    + "|(?<=:)\\d{12}(?=:)");

    static UpstreamFault of(UpstreamResponse response) {
        var fault = of(response.status(), response.text());
        var type = response.headers().first(AWS_TYPE).orElse("").replaceAll(":.*", "");
        return type.isEmpty()
                ? fault
                : new UpstreamFault(fault.status, lower(type) + " " + fault.words, fault.message, fault.kind);
    }

    private static UpstreamFault of(int status, String body) {
        try {
            return of(status, Json.parse(body));
        } catch (JsonSyntaxException e) {
            var text = body.strip();
            var line = text.lines().findFirst().orElse("");
            return text.startsWith("<")
                    ? new UpstreamFault(status, "", "", Kind.PAGE)
                    : new UpstreamFault(status, lower(line), safe(line), Kind.TEXT);
        }
    }

    static UpstreamFault of(int status, JsonValue body) {
        var root = body instanceof JsonArray list && !list.isEmpty() ? list.get(0) : body;
        if (!(root instanceof JsonObject object)) {
            return new UpstreamFault(status, lower(string(root)), safe(string(root)), Kind.TEXT);
        }
        var inner = object.containsKey("error") ? object.get("error") : object;
        var error = inner instanceof JsonObject innerObject ? innerObject : object;
        var message = message(inner, error, object);
        var words = lower(String.join(
                " ",
                text(error, "code"),
                text(error, "type"),
                text(error, "status"),
                text(object, "code"),
                text(object, "__type"),
                message));
        return new UpstreamFault(status == 0 ? statusIn(error) : status, words, safe(message), Kind.JSON);
    }

    private static String message(JsonValue inner, JsonObject error, JsonObject root) {
        if (inner instanceof JsonString text) {
            return text.getString();
        }
        var metadata = Json.objectOrNull(error, "metadata");
        var raw = metadata == null ? "" : string(metadata.get("raw"));
        for (var key : new String[] {"message", "Message", "detail", "msg", "error"}) {
            var own = string(error.get(key));
            var found = own.isEmpty() ? string(root.get(key)) : own;
            if (!found.isEmpty()) {
                // A router's own words are few; the model's host says more.
                return raw.isEmpty() ? found : found + ": " + raw;
            }
        }
        return raw;
    }

    /** Strings as they are, the first message inside of lists and objects, nothing of numbers. */
    private static String string(@Nullable JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value instanceof JsonArray list && !list.isEmpty()) {
            return string(list.get(0));
        }
        if (value instanceof JsonObject object) {
            return string(object.get(object.containsKey("msg") ? "msg" : "message"));
        }
        return "";
    }

    private static String text(JsonObject object, String key) {
        var value = object.get(key);
        return value instanceof JsonNumber ? value.toString() : string(value);
    }

    private static int statusIn(JsonObject error) {
        for (var key : new String[] {"code", "status", "status_code"}) {
            var text = text(error, key);
            if (text.matches("[45]\\d\\d")) {
                return Integer.parseInt(text);
            }
        }
        return 0;
    }

    private static String safe(String message) {
        var line = message.strip().replaceAll("\\s+", " ");
        var masked = KEY.matcher(line).replaceAll("***");
        return masked.length() > LONGEST ? masked.substring(0, LONGEST) : masked;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean says(String... phrases) {
        for (var phrase : phrases) {
            if (words.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
