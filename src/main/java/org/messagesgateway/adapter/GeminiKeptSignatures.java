package org.messagesgateway.adapter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.MessagesRequest;
import org.messagesgateway.messages.Role;
import org.messagesgateway.provider.CallSignatures;

/** Puts signatures back where a client that shows no thinking has left them out. Stateless. */
final class GeminiKeptSignatures {

    private GeminiKeptSignatures() {}

    static MessagesRequest restored(MessagesRequest request, CallSignatures signatures) {
        var turns = new ArrayList<InputMessage>();
        for (var turn : request.messages()) {
            turns.add(
                    turn.role() == Role.ASSISTANT
                            ? new InputMessage(turn.role(), restored(turn.content(), signatures))
                            : turn);
        }
        return request.with(request.system(), turns);
    }

    private static List<ContentBlock> restored(List<ContentBlock> content, CallSignatures signatures) {
        var signed = signed(content);
        var restored = new ArrayList<ContentBlock>();
        for (var block : content) {
            if (block instanceof ContentBlock.ToolUse use && !signed.contains(use.id())) {
                signatures
                        .find(use.id())
                        .map(value -> new ContentBlock.Thinking("", new GeminiSignature(use.id(), value).text()))
                        .ifPresent(restored::add);
            }
            restored.add(block);
        }
        return restored;
    }

    private static Set<String> signed(List<ContentBlock> content) {
        var ids = new HashSet<String>();
        for (var block : content) {
            if (block instanceof ContentBlock.Thinking thinking) {
                GeminiSignature.of(thinking).map(GeminiSignature::callId).ifPresent(ids::add);
            }
        }
        return ids;
    }
}
