package org.messagesgateway.servlet;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.dispatch.ModelEntry;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;

/** A part of the list of models, as the Messages API pages it. Immutable. */
record ModelPage(int limit, @Nullable String afterId, @Nullable String beforeId) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1000;
    private static final List<String> NULLABLE =
            List.of("max_input_tokens", "max_tokens", "capabilities", "deprecated_at", "retires_at", "line");

    /** @throws ApiException 400, if the limit is none */
    static ModelPage of(HttpServletRequest request) {
        return new ModelPage(limit(request), request.getParameter("after_id"), request.getParameter("before_id"));
    }

    /** @throws ApiException 400, if it is none */
    static int limit(HttpServletRequest request) {
        var limit = request.getParameter("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("\\d{1,9}")) {
            throw ApiException.invalid("limit: Input should be a valid integer");
        }
        int number = Integer.parseInt(limit);
        if (number < 1 || number > MAX_LIMIT) {
            throw ApiException.invalid("limit: Input should be between 1 and " + MAX_LIMIT);
        }
        return number;
    }

    /** @throws ApiException 400, if the page is to begin at a model that is not there */
    JsonObject json(List<ModelEntry> models) {
        int start = afterId == null ? 0 : index(models, "after_id", afterId) + 1;
        int end = beforeId == null ? models.size() : index(models, "before_id", beforeId);
        if (beforeId != null) {
            start = Math.max(start, end - limit);
        }
        var rest = start < end ? models.subList(start, end) : Collections.<ModelEntry>emptyList();
        var page = rest.subList(0, Math.min(limit, rest.size()));
        var data = Json.array();
        page.forEach(model -> data.add(json(model)));
        var more = beforeId == null ? rest.size() > page.size() : start > 0;
        return Json.object()
                .add("data", data)
                .add("has_more", more)
                .add("first_id", id(page, 0))
                .add("last_id", id(page, page.size() - 1))
                .build();
    }

    private static int index(List<ModelEntry> models, String parameter, String id) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).id().equals(id)) {
                return i;
            }
        }
        throw ApiException.invalid(parameter + ": no such model");
    }

    private static JsonValue id(List<ModelEntry> page, int index) {
        return page.isEmpty() ? JsonValue.NULL : Json.string(page.get(index).id());
    }

    static JsonObject json(ModelEntry model) {
        var described = model.described();
        var name = Json.stringOrNull(described, "display_name");
        var json = Json.object()
                .add("id", model.id())
                .add("type", "model")
                .add("display_name", name == null ? model.id() : name)
                .add("created_at", createdAt(described));
        NULLABLE.forEach(key -> json.add(key, described.getOrDefault(key, JsonValue.NULL)));
        var lifecycle = Json.stringOrNull(described, "lifecycle");
        return json.add("lifecycle", lifecycle == null ? "active" : lifecycle).build();
    }

    /** Other dialects say {@code created}, in seconds; where nobody says anything it is the epoch, as the API does. */
    private static String createdAt(JsonObject described) {
        var created = Json.stringOrNull(described, "created_at");
        if (created != null) {
            return created;
        }
        long seconds = described.get("created") instanceof JsonNumber number ? number.longValue() : 0;
        return Instant.ofEpochSecond(Math.max(0, Math.min(seconds, 253_402_300_799L)))
                .toString();
    }
}
