package org.messagesgateway.config;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object of the document. Asking for a key makes it known; an answer of the wrong kind is noted as a problem with
 * its JSON pointer and the fallback is given, so that reading goes on to the next problem. A null counts as absent.
 * Confined to one load; not thread-safe.
 */
final class Section {

    private static final long DAY = 86_400;

    private final Reading reading;
    private final String pointer;
    private final JsonObject object;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> foreign = new TreeSet<>();

    Section(Reading reading, String pointer, JsonObject object) {
        this.reading = reading;
        this.pointer = pointer;
        this.object = object;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    Set<String> keys() {
        return object.keySet();
    }

    void problem(String key, String message) {
        reading.problem(at(key), message);
    }

    /** A variable of the environment, or null. */
    @Nullable
    String variable(String name) {
        return reading.variable(name);
    }

    /** Keys that mean something to Bifrost and nothing here. */
    void ignore(Set<String> keys) {
        foreign.addAll(keys);
        keys.stream().filter(object::containsKey).sorted().forEach(key -> reading.ignore(at(key)));
    }

    /** A key of Bifrost's that would restrict who may do what: not to be ignored in silence. */
    void refuse(String key, String reason) {
        foreign.add(key);
        if (object.containsKey(key) && value(key) != null) {
            problem(key, "not supported" + reason);
        }
    }

    void reportUnknownKeys() {
        for (var key : object.keySet()) {
            if (!known.contains(key) && !foreign.contains(key)) {
                problem(key, "unknown key; known here: " + String.join(", ", known));
            }
        }
    }

    /** The member's value; null if it is absent. */
    @Nullable
    JsonValue value(String key) {
        known.add(key);
        var value = object.get(key);
        return value == null || value == JsonValue.NULL ? null : value;
    }

    /** The member as an object; one without members if it is absent. */
    Section section(String key) {
        return section(at(key), value(key));
    }

    /** The member of a list, as if it were an object without members. */
    Section section(String key, int position) {
        return section(at(key) + "/" + position, null);
    }

    /** The objects in the list that the member is; none if it is absent. */
    List<Section> sections(String key) {
        var list = new ArrayList<Section>();
        var array = array(key);
        for (int i = 0; i < array.size(); i++) {
            var member = section(at(key) + "/" + i, array.get(i));
            if (array.get(i) instanceof JsonObject) {
                list.add(member);
            }
        }
        return list;
    }

    private Section section(String where, @Nullable JsonValue value) {
        if (value instanceof JsonObject member) {
            return reading.section(where, member);
        }
        if (value != null) {
            reading.problem(where, "must be an object");
        }
        return reading.section(where, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Whether the member is absent or an empty text. */
    boolean isBlank(String key) {
        var value = value(key);
        return value == null
                || value instanceof JsonString text && text.getString().isBlank();
    }

    /** The member as a text that is not empty, taken from the environment if it says so; null if it is absent. */
    @Nullable
    String text(String key) {
        var value = value(key);
        return value == null ? null : text(at(key), value);
    }

    /** As {@link #text(String)}, of a member that must be there. */
    String requiredText(String key) {
        if (!has(key)) {
            problem(key, "is missing");
        }
        var text = text(key);
        return text == null ? "" : text;
    }

    private @Nullable String text(String where, JsonValue value) {
        if (!(value instanceof JsonString string)) {
            reading.problem(where, "must be a string");
            return null;
        }
        if (string.getString().isBlank()) {
            reading.problem(where, "must not be empty");
            return null;
        }
        return reading.resolve(where, string.getString());
    }

    /**
     * The member, or else the first of {@code variables} that is set.
     *
     * @param what it must be, for people
     * @return null, and a problem, if there is neither or it does not match the regular expression
     */
    @Nullable
    String matching(String key, String rule, String what, String... variables) {
        var text = has(key) ? text(key) : firstVariable(variables);
        if (text == null && !has(key)) {
            problem(key, "is missing, and the environment has no " + String.join(" or ", variables));
        }
        if (text != null && !text.matches(rule)) {
            problem(key, "must be " + what);
            return null;
        }
        return text;
    }

    private @Nullable String firstVariable(String... variables) {
        for (var name : variables) {
            var value = variable(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The member as a list of texts; an empty one if it is absent. */
    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        var array = array(key);
        for (int i = 0; i < array.size(); i++) {
            var text = text(at(key) + "/" + i, array.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** All members as texts, in the order of the document. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        for (var key : object.keySet()) {
            var text = text(key);
            if (text != null) {
                texts.put(key, text);
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    /** The member as a secret that a header can carry; null if it is absent. */
    @Nullable
    Secret secret(String key) {
        var text = text(key);
        if (text != null && !HeaderRule.isValue(text)) {
            problem(key, HeaderRule.VALUE);
        }
        return text == null ? null : new Secret(text);
    }

    /** As {@link #secret(String)}, of a member that must be there. */
    Secret requiredSecret(String key) {
        if (!has(key)) {
            problem(key, "is missing");
        }
        var secret = secret(key);
        return secret == null ? new Secret("") : secret;
    }

    boolean flag(String key, boolean fallback) {
        var value = value(key);
        if (value == null) {
            return fallback;
        }
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            problem(key, "must be true or false");
        }
        return value == JsonValue.TRUE;
    }

    int whole(String key, int fallback, int least, int most) {
        var value = value(key);
        if (value == null) {
            return fallback;
        }
        if (value instanceof JsonNumber number
                && number.isIntegral()
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.intValue();
        }
        problem(key, "must be a whole number from " + least + " to " + most);
        return fallback;
    }

    Duration seconds(String key, Duration fallback, int least) {
        return Duration.ofSeconds(whole(key, (int) fallback.toSeconds(), least, (int) DAY));
    }

    /** Whole seconds, from 1 to ten years. */
    Duration longSeconds(String key, Duration fallback) {
        return Duration.ofSeconds(whole(key, (int) fallback.toSeconds(), 1, 3_650 * (int) DAY));
    }

    double aboveZero(String key, double fallback) {
        var value = value(key);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof JsonNumber number)) {
            problem(key, "must be a number");
            return fallback;
        }
        if (!(number.doubleValue() > 0) || Double.isInfinite(number.doubleValue())) {
            problem(key, "must be above 0");
        }
        return number.doubleValue();
    }

    /** The member as an absolute http or https URL; null if it is absent. */
    @Nullable
    URI url(String key) {
        var text = text(key);
        if (text == null) {
            return null;
        }
        var url = HttpUrl.parse(text);
        if (url == null) {
            problem(key, HttpUrl.RULE);
        }
        return url;
    }

    private JsonArray array(String key) {
        var value = value(key);
        if (value instanceof JsonArray array) {
            return array;
        }
        if (value != null) {
            problem(key, "must be a list");
        }
        return JsonValue.EMPTY_JSON_ARRAY;
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
