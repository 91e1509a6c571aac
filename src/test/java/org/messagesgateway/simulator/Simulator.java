package org.messagesgateway.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/**
 * A small upstream that speaks Messages and Chat Completions, JSON and SSE, for trying the gateway without a provider.
 * Whatever it is asked, it says that it is a simulator. Thread-safe.
 */
public final class Simulator implements AutoCloseable {

    /** The shape of one dialect's answers. */
    interface Answers {
        JsonObject whole(String model, String text);

        /** The events of the same answer, each as its SSE text. */
        List<String> stream(String model, String text);
    }

    private final HttpServer server;

    private Simulator(HttpServer server) {
        this.server = server;
    }

    public static Simulator start() {
        // Else each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "simulator");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/v1/messages", exchange -> answer(exchange, new MessagesAnswers()));
            server.createContext("/v1/chat/completions", exchange -> answer(exchange, new ChatAnswers()));
            server.createContext("/v1/models", Simulator::models);
            server.start();
            return new Simulator(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, Answers answers) throws IOException {
        try (exchange) {
            try {
                answer(
                        exchange,
                        answers,
                        Json.parseObject(exchange.getRequestBody().readAllBytes()));
            } catch (JsonSyntaxException | ClassCastException | NullPointerException e) {
                json(exchange, 400, error("invalid_request_error", "the simulator cannot read this request"));
            }
        }
    }

    private static void answer(HttpExchange exchange, Answers answers, JsonObject request) throws IOException {
        var model = request.getString("model", "");
        var text = "This is the Messages Gateway's simulator, not a model. You asked " + model + " with "
                + request.getJsonArray("messages").size() + " message(s).";
        if (request.getBoolean("stream", false)) {
            stream(exchange, answers.stream(model, text));
        } else {
            json(exchange, 200, answers.whole(model, text));
        }
    }

    private static void models(HttpExchange exchange) throws IOException {
        try (exchange) {
            var model = Json.object().add("id", "simulated-model").add("type", "model");
            json(
                    exchange,
                    200,
                    Json.object().add("data", Json.array().add(model)).build());
        }
    }

    private static void stream(HttpExchange exchange, List<String> events) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (var event : events) {
            exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private static void json(HttpExchange exchange, int status, JsonObject answer) throws IOException {
        var bytes = Json.bytes(answer);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static JsonObject error(String type, String message) {
        return Json.object()
                .add("type", "error")
                .add("error", Json.object().add("type", type).add("message", message))
                .build();
    }
}
