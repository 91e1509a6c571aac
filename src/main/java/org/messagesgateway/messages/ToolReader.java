package org.messagesgateway.messages;

import org.jspecify.annotations.Nullable;
import org.messagesgateway.json.Json;

/** Reads tool definitions and the choice among them. Stateless. */
final class ToolReader {

    private ToolReader() {}

    /** The type decides, never the name: a caller's own tool may be called {@code bash_runner}. */
    static Tool tool(Shape tool) {
        var type = tool.string("type", "custom");
        if (!type.equals("custom")) {
            return new Tool.Defined(type, tool.json());
        }
        var schema = tool.rawObject("input_schema");
        return new Tool.Custom(
                tool.requiredString("name"),
                tool.rawString("description"),
                schema == null ? Json.object().build() : schema,
                tool.bool("strict"),
                tool.rawObject("cache_control"));
    }

    static @Nullable ToolChoice choice(@Nullable Shape choice) {
        if (choice == null) {
            return null;
        }
        var single = choice.bool("disable_parallel_tool_use");
        return switch (choice.requiredString("type")) {
            case "auto" -> new ToolChoice(ToolChoice.Kind.AUTO, null, single);
            case "any" -> new ToolChoice(ToolChoice.Kind.ANY, null, single);
            case "tool" -> new ToolChoice(ToolChoice.Kind.TOOL, choice.requiredString("name"), single);
            case "none" -> new ToolChoice(ToolChoice.Kind.NONE, null, false);
            default -> throw choice.wrong("type", "Input should be 'auto', 'any', 'tool' or 'none'");
        };
    }
}
