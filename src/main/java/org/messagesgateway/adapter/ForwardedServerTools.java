package org.messagesgateway.adapter;

import java.util.List;
import org.messagesgateway.json.JsonEdits;
import org.messagesgateway.json.Located;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.MessageStream;

/** What a history tells of searches and code that another upstream ran: Claude refuses what it has not made. */
final class ForwardedServerTools {

    private final JsonEdits edits;
    private final Dropped dropped;

    ForwardedServerTools(JsonEdits edits, Dropped dropped) {
        this.edits = edits;
        this.dropped = dropped;
    }

    void removeForeign(Located body) {
        for (var turn : body.member("messages").orElseThrow().children()) {
            for (var block : turn.member("content").map(Located::children).orElse(List.of())) {
                if (isForeign(block)) {
                    remove(block, block.text("type"));
                }
                block.member("citations")
                        .filter(ForwardedServerTools::isForeignList)
                        .ifPresent(citations -> remove(citations, "citations"));
            }
        }
    }

    private static boolean isForeign(Located block) {
        return MessageStream.isOwnServerTool(block.text("id"))
                || MessageStream.isOwnServerTool(block.text("tool_use_id"));
    }

    private static boolean isForeignList(Located citations) {
        return citations.children().stream()
                .anyMatch(citation -> BrandedSignature.isBranded(citation.text("encrypted_index")));
    }

    private void remove(Located value, String what) {
        if (!edits.isGone(value)) {
            edits.remove(value);
            dropped.add("messages.content." + what);
        }
    }
}
