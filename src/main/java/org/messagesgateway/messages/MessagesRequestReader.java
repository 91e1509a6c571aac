package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonSyntaxException;

/** Reads request bodies and checks their shape, not their meaning, in Anthropic's words. Stateless. */
public final class MessagesRequestReader {

    private static final Set<String> UNDERSTOOD = Set.of(
            "model",
            "max_tokens",
            "stream",
            "system",
            "messages",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "output_format",
            "stop_sequences",
            "temperature",
            "top_p",
            "top_k",
            "metadata",
            "service_tier",
            "cache_control");

    private MessagesRequestReader() {}

    /**
     * A whole request.
     *
     * @throws ApiException 400 if a member is missing or has a wrong type
     */
    public static MessagesRequest read(Inbound inbound) {
        return read(inbound, true);
    }

    /** As {@link #read}, for counting its tokens: {@code max_tokens} may be absent. */
    public static MessagesRequest readPrompt(Inbound inbound) {
        return read(inbound, false);
    }

    private static MessagesRequest read(Inbound inbound, boolean whole) {
        var shape = new Shape(parse(inbound), Path.BODY);
        var model = shape.requiredString("model");
        var messages = shape.required("messages");
        var maxTokens = whole || shape.has("max_tokens") ? maxTokens(shape) : 0;
        var turns = Shape.elements(messages, shape.path("messages"), MessagesRequestReader::turn);
        if (turns.isEmpty()) {
            throw shape.wrong("messages", "at least one message is required");
        }
        var metadata = shape.object("metadata");
        return new MessagesRequest(
                model,
                maxTokens,
                shape.bool("stream"),
                shape.has("system") ? BlockReader.content(shape, "system") : List.of(),
                turns,
                shape.list("tools", element -> ToolReader.tool(element.object())),
                ToolReader.choice(shape.object("tool_choice")),
                thinking(shape.object("thinking")),
                effort(shape),
                outputSchema(shape),
                shape.list("stop_sequences", Shape.Element::string),
                shape.number("temperature"),
                shape.number("top_p"),
                shape.number("top_k"),
                metadata == null ? null : metadata.string("user_id"),
                shape.string("service_tier"),
                shape.rawObject("cache_control"),
                rest(shape.json()));
    }

    private static JsonObject parse(Inbound inbound) {
        try {
            return Json.parseObject(inbound.body(), inbound.envelope().strings());
        } catch (JsonSyntaxException e) {
            throw ApiException.invalid("The request body is " + e.getMessage());
        }
    }

    private static long maxTokens(Shape shape) {
        var maxTokens = shape.requiredInteger("max_tokens");
        if (maxTokens < 0) {
            throw shape.wrong("max_tokens", "Input should be greater than or equal to 0");
        }
        return maxTokens;
    }

    private static InputMessage turn(Shape.Element element) {
        var turn = element.object();
        return new InputMessage(role(turn), turn.has("content") ? BlockReader.content(turn, "content") : none(turn));
    }

    /** A system turn may be there for its {@code output_config} alone. */
    private static List<ContentBlock> none(Shape turn) {
        if (role(turn) == Role.SYSTEM) {
            return List.of();
        }
        throw turn.wrong("content", "Field required");
    }

    private static Role role(Shape turn) {
        return switch (turn.requiredString("role")) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> throw turn.wrong("role", "Input should be 'user', 'assistant' or 'system'");
        };
    }

    private static @Nullable ThinkingMode thinking(@Nullable Shape thinking) {
        if (thinking == null) {
            return null;
        }
        var omitted = "omitted".equals(thinking.string("display"));
        return switch (thinking.requiredString("type")) {
            case "disabled" -> new ThinkingMode(ThinkingMode.Kind.DISABLED, null, false);
            case "enabled" ->
                new ThinkingMode(ThinkingMode.Kind.ENABLED, thinking.requiredInteger("budget_tokens"), omitted);
            case "adaptive" -> new ThinkingMode(ThinkingMode.Kind.ADAPTIVE, null, omitted);
            case "between_tools" -> new ThinkingMode(ThinkingMode.Kind.BETWEEN_TOOLS, null, omitted);
            default ->
                throw thinking.wrong("type", "Input should be 'enabled', 'disabled', 'adaptive' or 'between_tools'");
        };
    }

    private static @Nullable String effort(Shape shape) {
        var effort = effortOf(shape);
        for (var turn : shape.list("messages", Shape.Element::object)) {
            var own = effortOf(turn);
            effort = own == null ? effort : own;
        }
        return effort;
    }

    private static @Nullable String effortOf(Shape owner) {
        var config = owner.object("output_config");
        return config == null ? null : config.string("effort");
    }

    /** {@code output_format} is the older place of {@code output_config.format}. */
    private static @Nullable JsonObject outputSchema(Shape shape) {
        var config = shape.object("output_config");
        var format = config == null ? null : config.object("format");
        var chosen = format == null ? shape.object("output_format") : format;
        return chosen == null ? null : chosen.requiredObject("schema").json();
    }

    private static JsonObject rest(JsonObject body) {
        var rest = Json.object(body);
        UNDERSTOOD.forEach(rest::remove);
        return rest.build();
    }
}
