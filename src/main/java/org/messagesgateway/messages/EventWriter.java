package org.messagesgateway.messages;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import org.messagesgateway.json.Json;

/** Writes stream events in the framing of SSE. Stateless. */
public final class EventWriter {

    private EventWriter() {}

    /** @param requestId stands in a failure's envelope */
    public static byte[] sse(StreamEvent event, String requestId) {
        if (event instanceof StreamEvent.Forwarded forwarded) {
            return forwarded.frame();
        }
        var data = event instanceof StreamEvent.Failure failure
                ? ErrorWriter.object(failure.error(), requestId)
                : data(event);
        var frame = "event: " + data.getString("type") + "\ndata: " + Json.text(data) + "\n\n";
        return frame.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject data(StreamEvent event) {
        if (event instanceof StreamEvent.MessageStart start) {
            return typed("message_start")
                    .add("message", MessageWriter.object(start.message()))
                    .build();
        }
        if (event instanceof StreamEvent.BlockStart start) {
            return indexed("content_block_start", start.index())
                    .add("content_block", BlockWriter.json(start.block()))
                    .build();
        }
        if (event instanceof StreamEvent.BlockDelta delta) {
            return indexed("content_block_delta", delta.index())
                    .add("delta", delta(delta.delta()))
                    .build();
        }
        if (event instanceof StreamEvent.BlockStop stop) {
            return indexed("content_block_stop", stop.index()).build();
        }
        if (event instanceof StreamEvent.MessageDelta delta) {
            return messageDelta(delta);
        }
        if (event instanceof StreamEvent.MessageStop) {
            return typed("message_stop").build();
        }
        if (event instanceof StreamEvent.Ping) {
            return typed("ping").build();
        }
        throw new IllegalArgumentException(
                "no event to write: " + event.getClass().getSimpleName());
    }

    private static JsonObject messageDelta(StreamEvent.MessageDelta delta) {
        var stop = Json.object();
        MessageWriter.addStop(stop, delta.stopReason(), delta.stopSequence(), delta.refusal());
        return typed("message_delta")
                .add("delta", stop.addNull("container"))
                .add("usage", UsageWriter.cumulative(delta.usage()))
                .build();
    }

    private static JsonObject delta(Delta delta) {
        if (delta instanceof Delta.Text text) {
            return typed("text_delta").add("text", text.text()).build();
        }
        if (delta instanceof Delta.Thinking thinking) {
            return typed("thinking_delta").add("thinking", thinking.thinking()).build();
        }
        if (delta instanceof Delta.Signature signature) {
            return typed("signature_delta")
                    .add("signature", signature.signature())
                    .build();
        }
        if (delta instanceof Delta.InputJson input) {
            return typed("input_json_delta")
                    .add("partial_json", input.partialJson())
                    .build();
        }
        if (delta instanceof Delta.Citation citation) {
            return typed("citations_delta").add("citation", citation.citation()).build();
        }
        throw new IllegalArgumentException(
                "no delta to write: " + delta.getClass().getSimpleName());
    }

    private static JsonObjectBuilder typed(String type) {
        return Json.object().add("type", type);
    }

    private static JsonObjectBuilder indexed(String type, int index) {
        return typed(type).add("index", index);
    }
}
