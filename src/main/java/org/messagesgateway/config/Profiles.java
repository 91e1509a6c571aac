package org.messagesgateway.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/**
 * The table of known providers. A row is merged over the row that it is {@code like}, if any, and the {@code default} row;
 * then over it what the row says of its dialect ({@code dialects}), then the operator's overrides. Immutable.
 */
public final class Profiles {

    private static final String DEFAULT = "default";
    private static final String LIKE = "like";

    private static final class Standard {
        static final Profiles INSTANCE = read("profiles.json");
    }

    private final Map<String, JsonObject> rows;
    private final JsonObject common;
    private final Profile commonProfile;

    private Profiles(JsonObject table) {
        common = table.getJsonObject(DEFAULT);
        var named = new LinkedHashMap<String, JsonObject>();
        table.forEach((name, row) -> named.put(name, likeAnother(row.asJsonObject(), table)));
        named.remove(DEFAULT);
        rows = Collections.unmodifiableMap(named);
        commonProfile = ProfileBinding.bind(common);
    }

    private static JsonObject likeAnother(JsonObject row, JsonObject table) {
        var other = Json.stringOrNull(row, LIKE);
        return other == null
                ? row
                : merge(
                        table.getJsonObject(other),
                        Json.object(row).remove(LIKE).build());
    }

    /** The table that comes with the gateway. */
    public static Profiles standard() {
        return Standard.INSTANCE;
    }

    private static Profiles read(String resource) {
        try (var in = Profiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new Profiles(Json.parseObject(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the known providers, in the table's order. */
    public Set<String> names() {
        return rows.keySet();
    }

    /** The dialects that the table's rows can speak. */
    public Set<String> dialects() {
        var dialects = new TreeSet<String>();
        dialects.add(common.getString("dialect"));
        for (var row : rows.values()) {
            dialects.add(row.getString("dialect", common.getString("dialect")));
            dialects.addAll(merge(common, row).getJsonObject("dialects").keySet());
        }
        return dialects;
    }

    public Optional<Profile> named(String name) {
        return named(name, JsonValue.EMPTY_JSON_OBJECT);
    }

    /**
     * The row {@code name} with the operator's changes.
     *
     * @param overrides members of a row; objects are merged, everything else replaces
     * @throws IllegalArgumentException if a member is unknown or has a wrong type; the message names it
     */
    public Optional<Profile> named(String name, JsonObject overrides) {
        return Optional.ofNullable(rows.get(name)).map(row -> profile(row, overrides));
    }

    /** The profile of a provider that is not in the table: the default row with {@code overrides}. */
    public Profile custom(JsonObject overrides) {
        return profile(JsonValue.EMPTY_JSON_OBJECT, overrides);
    }

    Profile common() {
        return commonProfile;
    }

    private Profile profile(JsonObject row, JsonObject overrides) {
        var dialect = Json.stringOrNull(overrides, "dialect");
        var base = merge(common, row);
        var merged = merge(merge(base, ofDialect(base, dialect)), overrides);
        checkMembers(merged);
        return ProfileBinding.bind(merged);
    }

    /** The default row has every member that there is. */
    private void checkMembers(JsonObject row) {
        checkMembers(row, common);
        checkFlags(row);
        for (var model : row.getJsonObject("models").values()) {
            checkMembers(model.asJsonObject(), modelMembers());
            checkFlags(model.asJsonObject());
        }
    }

    private void checkFlags(JsonObject owner) {
        for (var dialect : ProfileBinding.DIALECTS) {
            if (owner.containsKey(dialect)) {
                checkMembers(owner.getJsonObject(dialect), common.getJsonObject(dialect));
            }
        }
    }

    /** A model's row has the flags of every dialect, for all or for one. */
    private JsonObject modelMembers() {
        var members = Json.object().add("dialect", "").add("like", "");
        for (var dialect : ProfileBinding.DIALECTS) {
            members.add(dialect, "");
            common.getJsonObject(dialect).forEach(members::add);
        }
        return members.build();
    }

    private static void checkMembers(JsonObject object, JsonObject known) {
        for (var member : object.keySet()) {
            if (!known.containsKey(member)) {
                throw new IllegalArgumentException("profile: unknown member " + member);
            }
        }
    }

    private static JsonObject ofDialect(JsonObject row, @Nullable String dialect) {
        var dialects = Json.objectOrNull(row, "dialects");
        var own = dialects == null || dialect == null ? null : Json.objectOrNull(dialects, dialect);
        return own == null ? JsonValue.EMPTY_JSON_OBJECT : own;
    }

    static JsonObject merge(JsonObject below, JsonObject above) {
        var merged = Json.object(below);
        above.forEach((key, value) -> {
            var old = below.get(key);
            merged.add(
                    key,
                    old instanceof JsonObject oldObject && value instanceof JsonObject object
                            ? merge(oldObject, object)
                            : value);
        });
        return merged.build();
    }
}
