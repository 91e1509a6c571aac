package org.messagesgateway.provider;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.Delta;
import org.messagesgateway.messages.ErrorType;
import org.messagesgateway.messages.Message;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.StopReason;
import org.messagesgateway.messages.StreamEvent;
import org.messagesgateway.messages.Usage;
import org.messagesgateway.tokens.TokenEstimate;

/**
 * Makes a well-formed Messages stream of what an adapter says it saw, in whatever order. Confined to one stream; not
 * thread-safe.
 *
 * <pre>
 *   FRESH --started() or content--> STREAMING --end()--> ENDED
 *     |                                 |
 *     +--------------fail()-------------+--> ENDED
 * </pre>
 *
 * One block is open at a time. Pieces that come while a tool call is open wait behind it, each collecting its own, as
 * nobody can know that a call is complete before it is ended or the stream is. The stop reason and the usage are held
 * until {@link #end}, since both may come late, twice, or in either order.
 */
public final class MessageStream {

    /**
     * What the stream needs to know before it starts. Immutable.
     *
     * @param id the message's, {@code msg_...}
     * @param model the name that the caller asked for
     * @param inputEstimate guesses the tokens of the prompt, asked only if the upstream has not told them
     */
    public record Opening(String id, String model, LongSupplier inputEstimate, ThinkingDisplay thinking) {

        /** Of an answer to {@code request}. */
        public static Opening of(MessagesRequest request) {
            return new Opening(
                    "msg_" + RandomId.digits(),
                    request.model(),
                    () -> TokenEstimate.quick(request),
                    ThinkingDisplay.of(request.thinking()));
        }
    }

    private enum Phase {
        FRESH,
        STREAMING,
        ENDED
    }

    private record Stop(StopReason reason, @Nullable String sequence) {}

    /** With the gateway's mark: to Anthropic such a block means nothing. */
    private static final String SERVER_TOOL_ID = "srvtoolu_gw1_";

    private static final ApiError TRUNCATED =
            new ApiError(502, ErrorType.API_ERROR, "the upstream's stream ended before its answer was complete");

    private static final ApiError BROKEN_CALL =
            new ApiError(502, ErrorType.API_ERROR, "the upstream called a tool with arguments that are not JSON");

    private final Opening opening;
    private final EventSink out;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private @Nullable Piece open;
    private Phase phase = Phase.FRESH;
    private @Nullable Stop stop;
    private @Nullable Usage usage;
    private final StringBuilder refusal = new StringBuilder();
    private int blocks;
    private long outputLength;
    private int serverTools;
    private int webSearches;
    private boolean calledTools;
    private boolean cut;

    /** Whether an id of a server tool's call is one that the gateway has made up: only it can read what belongs to it. */
    public static boolean isOwnServerTool(String id) {
        return id.startsWith(SERVER_TOOL_ID);
    }

    public MessageStream(Opening opening, EventSink out) {
        this.opening = opening;
        this.out = out;
    }

    /** The upstream has begun to answer, though with nothing to show yet: thinking that is hidden may take minutes. */
    public void started() {
        if (phase == Phase.FRESH) {
            phase = Phase.STREAMING;
            var known = usage != null && usage.prompt() > 0 // 0 would be taken for the truth.
                    ? usage
                    : new Usage(opening.inputEstimate().getAsLong(), 0, 0, 0, 0);
            out.accept(new StreamEvent.MessageStart(
                    new Message(opening.id(), opening.model(), List.of(), null, null, null, known.atStart())));
        }
    }

    public void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        var last = last();
        var piece = last instanceof Piece.Text textPiece && !textPiece.isComplete(false)
                ? textPiece
                : enqueue(new Piece.Text());
        piece.pending.append(text);
        advance();
    }

    /** The text seen last is whole: text that follows is another block. */
    public void textEnd() {
        if (last() instanceof Piece.Text text) {
            text.end();
        }
        advance();
    }

    public void thinking(String text) {
        if (text.isEmpty() || opening.thinking() == ThinkingDisplay.HIDDEN) {
            return;
        }
        openThinking().pending.append(text);
        advance();
    }

    /** The whole signature of the thinking seen last; with no thinking seen, of a block without text. */
    public void signature(String signature) {
        if (opening.thinking() == ThinkingDisplay.HIDDEN) {
            return;
        }
        openThinking().seal(signature);
        advance();
    }

    /** Thinking that only its model can read: a block of its own. */
    public void redacted(String data) {
        if (opening.thinking() != ThinkingDisplay.HIDDEN) {
            enqueue(new Piece.Redacted(data));
            advance();
        }
    }

    /** Text that says why the model declines; the answer's stop reason will be {@code refusal}. */
    public void refusal(String text) {
        refusal.append(text);
        text(text);
    }

    /** The answer was held back or cut off by a filter; all that is said of it is {@code why}. */
    public void blocked(String why) {
        refusal.setLength(0);
        refusal.append(why);
        stop(StopReason.REFUSAL, null);
    }

    /** @param key names the call among the calls of this stream */
    public void toolCall(String key, String id, String name) {
        enqueue(new Piece.Tool(key, id, name));
        advance();
    }

    /** The next piece of a call's arguments; of a call that is not there, nothing. */
    public void toolArguments(String key, String json) {
        tool(key).ifPresent(tool -> tool.append(json));
        advance();
    }

    /** No more arguments come for a call; where an upstream does not say so, {@link #end} does. */
    public void toolEnd(String key) {
        tool(key).ifPresent(Piece.Tool::end);
        advance();
    }

    /** A source of what the text seen last says; of text that is over, nothing. */
    public void citation(JsonObject citation) {
        pieces().filter(Piece.Text.class::isInstance)
                .map(Piece.Text.class::cast)
                .reduce((earlier, later) -> later)
                .ifPresent(text -> text.cite(citation));
        advance();
    }

    /**
     * A whole call of a tool that the upstream runs itself.
     *
     * @return its id, for the result
     */
    public String serverTool(String name, JsonObject input) {
        var id = SERVER_TOOL_ID + opening.id().replaceFirst("msg_", "") + "_" + serverTools++;
        webSearches += name.equals(WebSearch.TOOL) ? 1 : 0;
        enqueue(new Piece.ServerTool(id, name, input));
        advance();
        return id;
    }

    /** The whole block of what such a tool gave. */
    public void serverToolResult(JsonObject block) {
        enqueue(new Piece.Whole(block));
        advance();
    }

    /** Why the answer ends; said again, the last word holds. */
    public void stop(StopReason reason, @Nullable String sequence) {
        stop = new Stop(reason, sequence);
    }

    /** Cumulative; said again, the last word holds. */
    public void usage(Usage newUsage) {
        usage = newUsage;
    }

    public boolean hasStop() {
        return stop != null;
    }

    /** Nothing follows. */
    public void fail(ApiError error) {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            out.accept(new StreamEvent.Failure(error));
        }
    }

    /** The upstream has said everything. Without a stop reason before it, the answer is cut off: a failure. */
    public void end() {
        if (phase == Phase.ENDED) {
            return;
        }
        if (stop == null) {
            fail(TRUNCATED);
            return;
        }
        pieces().forEach(piece -> {
            if (piece instanceof Piece.Tool tool) {
                tool.end();
            }
        });
        advance();
        closeLast();
        if (phase != Phase.ENDED) {
            finish(stop);
        }
    }

    private void closeLast() {
        if (phase != Phase.ENDED && open != null) {
            close(open);
        }
        waiting.clear();
    }

    private void finish(Stop seen) {
        var reason = reason(seen.reason());
        started();
        if (blocks == 0 && reason != StopReason.REFUSAL && reason != StopReason.MAX_TOKENS) {
            start(new Piece.Text());
            closeLast();
        }
        phase = Phase.ENDED;
        out.accept(new StreamEvent.MessageDelta(
                reason,
                reason == StopReason.STOP_SEQUENCE ? seen.sequence() : null,
                reason == StopReason.REFUSAL && !refusal.isEmpty() ? refusal.toString() : null,
                (usage == null ? new Usage(opening.inputEstimate().getAsLong(), 0, 0, outputLength / 4, 0) : usage)
                        .withWebSearches(webSearches)));
        out.accept(new StreamEvent.MessageStop());
    }

    /** What was seen decides between an ended turn and a call of tools, whatever the upstream called it. */
    private StopReason reason(StopReason said) {
        if (cut) {
            return StopReason.MAX_TOKENS;
        }
        return switch (said) {
            case END_TURN, TOOL_USE -> {
                if (!refusal.isEmpty()) {
                    yield StopReason.REFUSAL;
                }
                yield calledTools ? StopReason.TOOL_USE : StopReason.END_TURN;
            }
            case MAX_TOKENS, STOP_SEQUENCE, REFUSAL, MODEL_CONTEXT_WINDOW_EXCEEDED -> said;
        };
    }

    private Piece.Thinking openThinking() {
        var last = last();
        return last instanceof Piece.Thinking thinking && !thinking.isComplete(false)
                ? thinking
                : enqueue(new Piece.Thinking(opening.thinking() == ThinkingDisplay.OMITTED));
    }

    private @Nullable Piece last() {
        var last = waiting.peekLast();
        return last == null ? open : last;
    }

    private <P extends Piece> P enqueue(P piece) {
        waiting.add(piece);
        return piece;
    }

    private Stream<Piece> pieces() {
        var current = open;
        return Stream.concat(current == null ? Stream.empty() : Stream.of(current), List.copyOf(waiting).stream());
    }

    private Optional<Piece.Tool> tool(String key) {
        return pieces().filter(Piece.Tool.class::isInstance)
                .map(Piece.Tool.class::cast)
                .filter(tool -> tool.key.equals(key))
                .reduce((earlier, later) -> later);
    }

    /** Sends all that can be sent now. */
    private void advance() {
        while (phase != Phase.ENDED) {
            var current = open;
            if (current != null) {
                current.drain(this::delta);
                if (!current.isComplete(!waiting.isEmpty())) {
                    return;
                }
                close(current);
            } else if (!openNext()) {
                return;
            }
        }
    }

    private boolean openNext() {
        var next = waiting.peek();
        if (next == null) {
            return false;
        }
        if (next.isWorthABlock()) {
            waiting.remove();
            start(next);
            return true;
        }
        if (next.isComplete(waiting.size() > 1)) {
            waiting.remove();
            return true;
        }
        return false;
    }

    private void start(Piece piece) {
        started();
        open = piece;
        calledTools |= piece instanceof Piece.Tool;
        out.accept(new StreamEvent.BlockStart(blocks, piece.start()));
        piece.opened(this::delta);
    }

    private void close(Piece piece) {
        var verdict = piece instanceof Piece.Tool tool ? tool.verdict() : ToolInput.Verdict.OBJECT;
        var isCut = stop != null && stop.reason() == StopReason.MAX_TOKENS;
        if (verdict == ToolInput.Verdict.BROKEN && !isCut) {
            fail(BROKEN_CALL);
            return;
        }
        cut |= verdict != ToolInput.Verdict.OBJECT;
        piece.closing(this::delta);
        out.accept(new StreamEvent.BlockStop(blocks++));
        open = null;
    }

    private void delta(Delta delta) {
        outputLength += length(delta);
        out.accept(new StreamEvent.BlockDelta(blocks, delta));
    }

    private static int length(Delta delta) {
        if (delta instanceof Delta.Text text) {
            return text.text().length();
        }
        if (delta instanceof Delta.Thinking thinking) {
            return thinking.thinking().length();
        }
        return delta instanceof Delta.InputJson input ? input.partialJson().length() : 0;
    }
}
