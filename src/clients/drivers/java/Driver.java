import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.BetaMessageAccumulator;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.models.ModelListParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Does what the catalogue says with Anthropic's Java client, and prints one line a case: what the client saw.
 * {@code java Driver BASE_URL CASES}.
 */
final class Driver {

    private static final JsonMapper JSON = ObjectMappers.jsonMapper();
    private static final Pattern CALL_ID = Pattern.compile("\\$ID(\\d)");

    private final AnthropicClient client;
    private ArrayNode history = JSON.createArrayNode();
    private JsonNode answer = JSON.createObjectNode();

    private Driver(AnthropicClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        var client = AnthropicOkHttpClient.builder().baseUrl(arguments[0]).apiKey("client-key").build();
        for (var one : JSON.readTree(Files.readString(Path.of(arguments[1])))) {
            var line = JSON.createObjectNode().put("id", one.get("id").asText());
            line.set("saw", new Driver(client).played(one.get("steps")));
            System.out.println(JSON.writeValueAsString(line));
        }
        System.exit(0); // The client's pools would keep it for a minute.
    }

    private ArrayNode played(JsonNode steps) throws Exception {
        var saw = JSON.createArrayNode();
        for (var raw : steps) {
            var step = JSON.readTree(filled(raw.toString()));
            if (step.path("fresh").asBoolean()) {
                history = JSON.createArrayNode();
            }
            step.path("messages").forEach(history::add);
            var body = (ObjectNode) step.path("body").deepCopy();
            body.set("messages", history.deepCopy());
            var started = System.nanoTime();
            var seen = attempt(step, body);
            saw.add(seen.put("seconds", (System.nanoTime() - started) / 1e9));
            if (seen.has("message")) {
                answer = seen.get("message");
                history.add(seen.remove("param"));
            }
        }
        return saw;
    }

    private String filled(String text) {
        var calls = new ArrayList<String>();
        for (var block : answer.path("content")) {
            if (block.path("type").asText().equals("tool_use")) {
                calls.add(block.get("id").asText());
            }
        }
        var filled = CALL_ID.matcher(text).replaceAll(found -> calls.get(Integer.parseInt(found.group(1))));
        return filled.replace("$ANSWER", answer.path("id").asText()).replace("$20MB", "x".repeat(20_000_000));
    }

    private ObjectNode attempt(JsonNode step, ObjectNode body) {
        var seen = JSON.createObjectNode();
        try {
            return perform(step, body);
        } catch (AnthropicServiceException e) {
            seen.putObject("error")
                    .put("class", e.getClass().getSimpleName())
                    .put("status", e.statusCode())
                    .put("type", e.errorType().map(Object::toString).orElse(null))
                    .put("request_id", e.headers().values("request-id").stream().findFirst().orElse(null))
                    .put("text", e.body().toString());
        } catch (Exception e) {
            seen.putObject("error").put("class", e.getClass().getSimpleName()).put("text", String.valueOf(e));
        }
        return seen;
    }

    private ObjectNode perform(JsonNode step, ObjectNode body) throws Exception {
        var using = client.withOptions(options -> options.maxRetries(step.path("retries").asInt(0)));
        var isBeta = step.path("beta").asBoolean();
        return switch (step.get("do").asText()) {
            case "create" -> step.has("times") ? crowd(using, step, body) : isBeta ? betaCreated(using, body) : created(using, step, body);
            case "accumulate" -> isBeta ? betaAccumulated(using, body) : accumulated(using, step, body);
            case "stream" -> events(using, step, body);
            case "cancel" -> cancelled(using, step, body);
            case "count" -> JSON.createObjectNode().put("count", using.messages().countTokens(counted(body)).validate().inputTokens());
            case "models" -> models(using);
            case "model" -> JSON.createObjectNode().put("model", using.models().retrieve(step.get("model").asText()).validate().id());
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    private static ObjectNode created(AnthropicClient using, JsonNode step, ObjectNode body) throws Exception {
        var message = using.messages().create(params(step, body)).validate();
        while (step.has("until") && message.content().isEmpty()) {
            message = using.messages().create(params(step, body)).validate();
        }
        return shown(message, message.toParam());
    }

    private static ObjectNode accumulated(AnthropicClient using, JsonNode step, ObjectNode body) throws Exception {
        var accumulator = MessageAccumulator.create();
        try (var events = using.messages().createStreaming(params(step, body))) {
            events.stream().forEach(event -> accumulator.accumulate(event.validate()));
        }
        return shown(accumulator.message(), accumulator.message().toParam());
    }

    private static ObjectNode betaCreated(AnthropicClient using, ObjectNode body) throws Exception {
        var message = using.beta().messages().create(betaParams(body)).validate();
        return shown(message, message.toParam());
    }

    private static ObjectNode betaAccumulated(AnthropicClient using, ObjectNode body) throws Exception {
        var accumulator = BetaMessageAccumulator.create();
        try (var events = using.beta().messages().createStreaming(betaParams(body))) {
            events.stream().forEach(event -> accumulator.accumulate(event.validate()));
        }
        return shown(accumulator.message(), accumulator.message().toParam());
    }

    /** The message, and as what the client's own conversion would send it back. */
    private static ObjectNode shown(Object message, Object param) {
        var seen = JSON.createObjectNode();
        seen.set("message", JSON.valueToTree(message));
        seen.set("param", JSON.valueToTree(param));
        return seen;
    }

    private static ObjectNode crowd(AnthropicClient using, JsonNode step, ObjectNode body) throws Exception {
        var times = step.get("times").asInt();
        var params = params(step, body);
        var threads = Executors.newFixedThreadPool(times);
        var running = new ArrayList<Callable<Message>>();
        for (int i = 0; i < times; i++) {
            running.add(() -> using.messages().create(params).validate());
        }
        var seen = JSON.createObjectNode();
        var messages = seen.putArray("messages");
        for (var one : threads.invokeAll(running)) {
            messages.add(JSON.<JsonNode>valueToTree(one.get()));
        }
        threads.shutdown();
        return seen;
    }

    private static ObjectNode events(AnthropicClient using, JsonNode step, ObjectNode body) throws Exception {
        var seen = JSON.createObjectNode();
        var all = seen.putArray("events");
        try (var events = using.messages().createStreaming(params(step, body))) {
            events.stream().forEach(event -> all.add(JSON.<JsonNode>valueToTree(event.validate())));
        }
        return seen;
    }

    private static ObjectNode cancelled(AnthropicClient using, JsonNode step, ObjectNode body) throws Exception {
        try (var events = using.messages().createStreaming(params(step, body))) {
            return JSON.createObjectNode().put("cancelled", events.stream().limit(4).count());
        }
    }

    private static ObjectNode models(AnthropicClient using) {
        var seen = JSON.createObjectNode();
        var ids = seen.putArray("models");
        var query = ModelListParams.builder().limit(3).build();
        using.models().list(query).autoPager().forEach(model -> ids.add(model.validate().id()));
        return seen;
    }

    private static MessageCreateParams params(JsonNode step, ObjectNode body) throws Exception {
        var params = MessageCreateParams.builder().body(read(body, MessageCreateParams.Body.class));
        step.path("headers").fields().forEachRemaining(
                header -> params.putAdditionalHeader(header.getKey(), header.getValue().asText()));
        return params.build();
    }

    private static MessageCountTokensParams counted(ObjectNode body) throws Exception {
        body.remove("max_tokens");
        return MessageCountTokensParams.builder().body(read(body, MessageCountTokensParams.Body.class)).build();
    }

    private static com.anthropic.models.beta.messages.MessageCreateParams betaParams(ObjectNode body) throws Exception {
        var params = com.anthropic.models.beta.messages.MessageCreateParams.builder();
        body.remove("betas").forEach(beta -> params.addBeta(beta.asText()));
        return params.body(read(body, com.anthropic.models.beta.messages.MessageCreateParams.Body.class)).build();
    }

    private static <T> T read(ObjectNode body, Class<T> type) throws Exception {
        return JSON.treeToValue(body, type);
    }
}
