package org.messagesgateway.servlet;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.dispatch.ModelCatalog;
import org.messagesgateway.dispatch.ModelEntry;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.http.Headers;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ErrorType;

/** {@code GET /v1/models} and {@code /v1/models/{id}}; an id with a slash comes as {@code %2F}, or as it is. */
public final class ModelsServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    private static final String PATH = "/v1/models";

    private final transient ModelCatalog catalog;
    private final transient CallerCheck callers;

    public ModelsServlet(ModelCatalog catalog, CallerCheck callers) {
        super("GET", "HEAD");
        this.catalog = catalog;
        this.callers = callers;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = callers.caller(request);
        var id = id(request);
        if (id.isPresent()) {
            var reply = AsyncReply.start(request, response);
            catalog.list(caller, reply, models -> retrieve(id.get(), models, caller, reply));
        } else {
            var page = ModelPage.of(request);
            var reply = AsyncReply.start(request, response);
            catalog.list(caller, reply, models -> list(page, models, reply));
        }
    }

    private static void list(ModelPage page, List<ModelEntry> models, Reply reply) {
        try {
            send(reply, page.json(models));
        } catch (ApiException e) {
            reply.fail(e.error(), Headers.NONE);
        }
    }

    private void retrieve(String id, List<ModelEntry> models, Caller caller, Reply reply) {
        models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .or(() -> unlisted(id, caller))
                .ifPresentOrElse(
                        model -> send(reply, ModelPage.json(model)),
                        () -> reply.fail(new ApiError(ErrorType.NOT_FOUND_ERROR, "model: " + id), Headers.NONE));
    }

    /** A provider that does not list its models may still have this one. */
    private Optional<ModelEntry> unlisted(String id, Caller caller) {
        return catalog.mayKnow(id, caller)
                ? Optional.of(new ModelEntry(id, JsonObject.EMPTY_JSON_OBJECT))
                : Optional.empty();
    }

    private static void send(Reply reply, JsonObject json) {
        reply.message(Headers.NONE, Json.bytes(json));
    }

    private static Optional<String> id(HttpServletRequest request) {
        var path = path(request);
        var rest = path.substring(path.indexOf(PATH) + PATH.length());
        if (rest.isEmpty() || rest.equals("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(rest.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ApiException(new ApiError(ErrorType.NOT_FOUND_ERROR, "Not Found"));
        }
    }
}
