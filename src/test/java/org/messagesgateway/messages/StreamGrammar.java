package org.messagesgateway.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.messagesgateway.json.Json;

/** Checks that events are a word of the grammar of a Messages stream. */
public final class StreamGrammar {

    private final List<StreamEvent> events;
    private final Set<String> serverTools = new HashSet<>();
    private int next;
    private boolean calledTool;
    private boolean brokenInput;

    private StreamGrammar(List<StreamEvent> events) {
        this.events = events.stream()
                .filter(event -> !(event instanceof StreamEvent.Ping))
                .toList();
    }

    /** Fails if a stream is none; says whether it ended well. */
    public static boolean check(List<StreamEvent> events) {
        return new StreamGrammar(events).check();
    }

    private boolean check() {
        if (isFailure()) {
            return false;
        }
        var start = take(StreamEvent.MessageStart.class);
        assertThat(start.message().content()).isEmpty();
        assertThat(start.message().stopReason()).isNull();
        assertThat(start.message().id()).startsWith("msg_");
        for (var index = 0; !isFailure() && peek() instanceof StreamEvent.BlockStart; index++) {
            block(index);
        }
        if (isFailure()) {
            return false;
        }
        var delta = take(StreamEvent.MessageDelta.class);
        take(StreamEvent.MessageStop.class);
        assertThat(next).as("nothing after the end").isEqualTo(events.size());
        assertThat(delta.stopReason() == StopReason.TOOL_USE)
                .as("tool_use asks for a call")
                .isIn(calledTool, false);
        if (calledTool) {
            assertThat(delta.stopReason()).isNotEqualTo(StopReason.END_TURN);
        }
        if (brokenInput) {
            assertThat(delta.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        }
        return true;
    }

    private void block(int index) {
        var start = take(StreamEvent.BlockStart.class);
        assertThat(start.index()).isEqualTo(index);
        var input = new StringBuilder();
        var deltas = 0;
        var signatures = 0;
        while (peek() instanceof StreamEvent.BlockDelta delta) {
            next++;
            assertThat(delta.index()).isEqualTo(index);
            assertThat(signatures).as("nothing after the signature").isZero();
            fits(start.block(), delta.delta());
            signatures += delta.delta() instanceof Delta.Signature ? 1 : 0;
            if (delta.delta() instanceof Delta.InputJson json) {
                assertThat(json.partialJson().isEmpty())
                        .as("the first input delta is empty")
                        .isEqualTo(deltas == 0);
                input.append(json.partialJson());
            }
            deltas++;
        }
        if (isFailure()) {
            return;
        }
        assertThat(take(StreamEvent.BlockStop.class).index()).isEqualTo(index);
        if (start.block() instanceof ContentBlock.Thinking) {
            assertThat(signatures).isOne();
        }
        if (start.block() instanceof ContentBlock.ToolUse use) {
            tool(use, deltas, input.toString());
        }
        if (start.block() instanceof ContentBlock.ServerToolUse use) {
            assertThat(use.id()).matches("srvtoolu_[a-zA-Z0-9_]+");
            assertThat(use.input()).isEmpty();
            Json.parseObject(input.toString());
            serverTools.add(use.id());
        }
        if (start.block() instanceof ContentBlock.Other whole) {
            assertThat(deltas).as("a whole block has no deltas").isZero();
            assertThat(serverTools).contains(whole.raw().getString("tool_use_id"));
        }
    }

    private void tool(ContentBlock.ToolUse use, int deltas, String input) {
        calledTool = true;
        assertThat(use.id()).matches("[a-zA-Z0-9_-]+");
        assertThat(use.name()).isNotEmpty();
        assertThat(use.input()).isEmpty();
        assertThat(deltas).as("every call has an input delta").isPositive();
        try {
            Json.parseObject(input.isEmpty() ? "{}" : input);
        } catch (RuntimeException e) {
            brokenInput = true;
        }
    }

    private static void fits(ContentBlock block, Delta delta) {
        if (delta instanceof Delta.Citation) {
            assertThat(block).isEqualTo(new ContentBlock.Text(""));
        } else if (delta instanceof Delta.Text text) {
            assertThat(block).isEqualTo(new ContentBlock.Text(""));
            assertThat(text.text()).isNotEmpty();
        } else if (delta instanceof Delta.InputJson) {
            assertThat(block).isInstanceOfAny(ContentBlock.ToolUse.class, ContentBlock.ServerToolUse.class);
        } else {
            assertThat(block).isEqualTo(new ContentBlock.Thinking("", ""));
        }
    }

    private StreamEvent peek() {
        assertThat(next).as("the stream ends without its end: " + events).isLessThan(events.size());
        return events.get(next);
    }

    private boolean isFailure() {
        if (!(peek() instanceof StreamEvent.Failure)) {
            return false;
        }
        assertThat(next).as("nothing after a failure").isEqualTo(events.size() - 1);
        return true;
    }

    private <E extends StreamEvent> E take(Class<E> type) {
        assertThat(peek()).isInstanceOf(type);
        return type.cast(events.get(next++));
    }
}
