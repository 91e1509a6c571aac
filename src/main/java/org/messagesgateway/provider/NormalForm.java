package org.messagesgateway.provider;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.messagesgateway.json.Json;
import org.messagesgateway.messages.ApiException;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Source;

/**
 * The form of a conversation that every dialect but Messages itself starts from: no attribution block, no empty text, no
 * two neighbours of one role, and behind every assistant turn that calls tools a user turn that begins with exactly one
 * result for each call, in the order of the calls. Stateless.
 */
public final class NormalForm {

    /** Claude Code's own system block; its hash changes by the turn and would spoil every prompt cache. */
    private static final String ATTRIBUTION = "x-anthropic-billing-header:";

    private NormalForm() {}

    /** @throws ApiException 400 if nothing in the conversation says anything */
    public static MessagesRequest of(MessagesRequest request) {
        var system = request.system().stream()
                .filter(NormalForm::isContent)
                .filter(block -> !isAttribution(block))
                .toList();
        var turns = ToolTurns.paired(merged(request.messages()));
        if (turns.isEmpty()) {
            throw ApiException.invalid("messages: text content blocks must be non-empty");
        }
        return request.cacheControl() == null
                ? request.with(system, turns)
                : markedLast(request.with(system, turns), request.cacheControl());
    }

    private static boolean isAttribution(ContentBlock block) {
        return block instanceof ContentBlock.Text text && Json.startsWith(text.json(), ATTRIBUTION);
    }

    /** Whether a system block's text is the client's own note of who is billed. */
    public static boolean isAttribution(String text) {
        return text.startsWith(ATTRIBUTION);
    }

    private static boolean isContent(ContentBlock block) {
        return !(block instanceof ContentBlock.Text text && text.isEmpty());
    }

    private static List<InputMessage> merged(List<InputMessage> turns) {
        var merged = new ArrayList<InputMessage>();
        for (var turn : turns) {
            var content = turn.content().stream()
                    .filter(NormalForm::isContent)
                    .map(NormalForm::withSafeMediaType)
                    .toList();
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (content.isEmpty()) {
                continue;
            }
            if (last != null && last.role() == turn.role()) {
                merged.set(merged.size() - 1, new InputMessage(turn.role(), joined(last.content(), content)));
            } else {
                merged.add(new InputMessage(turn.role(), content));
            }
        }
        return merged;
    }

    /** There is no {@code image/jpg}, but clients send it. */
    private static ContentBlock withSafeMediaType(ContentBlock block) {
        return block instanceof ContentBlock.Image image
                        && image.source() instanceof Source.Base64 base64
                        && base64.mediaType().equals("image/jpg")
                ? new ContentBlock.Image(new Source.Base64("image/jpeg", base64.data()), image.cacheControl())
                : block;
    }

    static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
        var joined = new ArrayList<T>(first);
        joined.addAll(second);
        return joined;
    }

    /** The top-level marker is meant for the last block that can carry one. */
    private static MessagesRequest markedLast(MessagesRequest request, JsonObject marker) {
        var turns = new ArrayList<>(request.messages());
        for (var t = turns.size() - 1; t >= 0; t--) {
            var content = new ArrayList<>(turns.get(t).content());
            for (var b = content.size() - 1; b >= 0; b--) {
                var block = content.get(b);
                if (block instanceof ContentBlock.Text text) {
                    content.set(b, new ContentBlock.Text(text.json(), marker));
                } else if (block instanceof ContentBlock.ToolResult result) {
                    content.set(
                            b,
                            new ContentBlock.ToolResult(
                                    result.toolUseId(), result.content(), result.isError(), marker));
                } else {
                    continue;
                }
                turns.set(t, new InputMessage(turns.get(t).role(), content));
                return request.with(request.system(), turns);
            }
        }
        return request;
    }
}
