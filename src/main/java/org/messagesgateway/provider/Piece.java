package org.messagesgateway.provider;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.Delta;

/** A content block to be: what was seen of it and not yet sent. Confined to one stream; not thread-safe. */
abstract sealed class Piece {

    /** Seen, not sent. */
    final StringBuilder pending = new StringBuilder();

    /** The block as it starts. */
    abstract ContentBlock start();

    /** Whether enough is there to open a block for. */
    abstract boolean isWorthABlock();

    /** Whether nothing can be added any more, given that another piece {@code follows} or not. */
    boolean isComplete(boolean follows) {
        return follows;
    }

    abstract Delta delta(String part);

    /** Sends the deltas that a block begins with. */
    void opened(Consumer<Delta> out) {}

    /** Sends what is there, but half a character. */
    void drain(Consumer<Delta> out) {
        var length = pending.length();
        if (length > 0 && Character.isHighSurrogate(pending.charAt(length - 1))) {
            length--;
        }
        send(length, out);
    }

    /** Sends the rest. */
    void closing(Consumer<Delta> out) {
        send(pending.length(), out);
    }

    private void send(int length, Consumer<Delta> out) {
        if (length > 0) {
            out.accept(delta(pending.substring(0, length)));
            pending.delete(0, length);
        }
    }

    static final class Text extends Piece {

        private final List<JsonObject> citations = new ArrayList<>();
        private boolean ended;

        void end() {
            ended = true;
        }

        void cite(JsonObject citation) {
            citations.add(citation);
        }

        @Override
        boolean isComplete(boolean follows) {
            return ended || follows;
        }

        /** A source stands behind what it is a source of. */
        @Override
        void drain(Consumer<Delta> out) {
            super.drain(out);
            citations.forEach(citation -> out.accept(new Delta.Citation(citation)));
            citations.clear();
        }

        @Override
        ContentBlock start() {
            return new ContentBlock.Text("");
        }

        /** Blank text waits for more: a block of it alone is refused when the client sends it back. */
        @Override
        boolean isWorthABlock() {
            return !pending.toString().isBlank();
        }

        @Override
        Delta delta(String part) {
            return new Delta.Text(part);
        }
    }

    static final class Thinking extends Piece {

        private final boolean omitted;
        private String signature = "";
        private boolean sealed;

        Thinking(boolean omitted) {
            this.omitted = omitted;
        }

        void seal(String newSignature) {
            signature = newSignature;
            sealed = true;
        }

        @Override
        boolean isComplete(boolean follows) {
            return sealed || follows;
        }

        @Override
        ContentBlock start() {
            return new ContentBlock.Thinking("", "");
        }

        @Override
        boolean isWorthABlock() {
            return !pending.toString().isBlank() || !signature.isEmpty();
        }

        @Override
        Delta delta(String part) {
            return new Delta.Thinking(part);
        }

        @Override
        void drain(Consumer<Delta> out) {
            if (omitted) {
                pending.setLength(0);
            }
            super.drain(out);
        }

        @Override
        void closing(Consumer<Delta> out) {
            drain(out);
            super.closing(out);
            out.accept(new Delta.Signature(signature));
        }
    }

    static final class Redacted extends Piece {

        private final String data;

        Redacted(String data) {
            this.data = data;
        }

        @Override
        boolean isComplete(boolean follows) {
            return true;
        }

        @Override
        ContentBlock start() {
            return new ContentBlock.RedactedThinking(data);
        }

        @Override
        boolean isWorthABlock() {
            return true;
        }

        @Override
        Delta delta(String part) {
            throw new IllegalStateException("it comes whole");
        }
    }

    static final class Tool extends Piece {

        final String key;
        private final String id;
        private final String name;
        private final ToolInput input = new ToolInput();
        private boolean ended;

        Tool(String key, String id, String name) {
            this.key = key;
            this.id = id;
            this.name = name;
        }

        void append(String arguments) {
            if (!ended) {
                input.append(arguments, pending);
            }
        }

        ToolInput.Verdict verdict() {
            return input.end(pending);
        }

        void end() {
            ended = true;
        }

        @Override
        boolean isComplete(boolean follows) {
            return ended;
        }

        @Override
        ContentBlock start() {
            return new ContentBlock.ToolUse(id, name, Json.object().build());
        }

        @Override
        boolean isWorthABlock() {
            return true;
        }

        @Override
        void opened(Consumer<Delta> out) {
            out.accept(new Delta.InputJson(""));
        }

        @Override
        Delta delta(String part) {
            return new Delta.InputJson(part);
        }
    }

    /** A call of a tool that the upstream runs itself, whole. */
    static final class ServerTool extends Piece {

        private final String id;
        private final String name;

        ServerTool(String id, String name, JsonObject input) {
            this.id = id;
            this.name = name;
            pending.append(Json.text(input));
        }

        @Override
        boolean isComplete(boolean follows) {
            return true;
        }

        @Override
        ContentBlock start() {
            return new ContentBlock.ServerToolUse(id, name, Json.object().build());
        }

        @Override
        boolean isWorthABlock() {
            return true;
        }

        @Override
        void opened(Consumer<Delta> out) {
            out.accept(new Delta.InputJson(""));
        }

        @Override
        Delta delta(String part) {
            return new Delta.InputJson(part);
        }
    }

    /** A block that is whole as it starts. */
    static final class Whole extends Piece {

        private final JsonObject block;

        Whole(JsonObject block) {
            this.block = block;
        }

        @Override
        boolean isComplete(boolean follows) {
            return true;
        }

        @Override
        ContentBlock start() {
            return new ContentBlock.Other(block);
        }

        @Override
        boolean isWorthABlock() {
            return true;
        }

        @Override
        Delta delta(String part) {
            throw new IllegalStateException("a whole block has no deltas");
        }
    }
}
