package org.messagesgateway.adapter;

import jakarta.json.JsonNumber;
import java.util.List;
import java.util.Set;
import org.messagesgateway.config.MessagesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonEdits;
import org.messagesgateway.json.Located;
import org.messagesgateway.messages.ThinkingMode;
import org.messagesgateway.provider.BrandedSignature;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.Effort;

/** The thinking that a request asks for and that its history holds, as its host takes it. Confined to one body. */
final class ForwardedThinking {

    /** Fewest tokens of thinking that the API knows. */
    private static final long LEAST_BUDGET = 1024;

    private static final ThinkingMode ADAPTIVE = new ThinkingMode(ThinkingMode.Kind.ADAPTIVE, null, false);

    private static final Set<String> THINKING = Set.of("thinking", "redacted_thinking");

    private final MessagesProfile host;
    private final JsonEdits edits;
    private final Dropped dropped;

    ForwardedThinking(MessagesProfile host, JsonEdits edits, Dropped dropped) {
        this.host = host;
        this.edits = edits;
        this.dropped = dropped;
    }

    /** Thinking of other models: Claude refuses what it has not signed, and nobody else reads what the gateway signed. */
    void removeForeign(Located body) {
        var turns = body.member("messages").orElseThrow().children();
        for (var turn : turns) {
            for (var block : content(turn)) {
                if (isForeign(block)) {
                    edits.remove(block);
                    dropped.add("messages.content.thinking");
                }
            }
        }
        if (!host.unsignedThinking() && turns.size() > 1 && hasLostItsStart(turns.get(turns.size() - 2))) {
            turnOff(body);
        }
    }

    private boolean isForeign(Located block) {
        if (!block.text("type").equals("thinking")) {
            return false;
        }
        var signature = block.text("signature");
        return BrandedSignature.isBranded(signature) || signature.isEmpty() && !host.unsignedThinking();
    }

    /** A turn that called tools has to begin with its thinking, where thinking has a budget. */
    private boolean hasLostItsStart(Located turn) {
        var content = content(turn);
        var left = content.stream().filter(block -> !edits.isGone(block)).toList();
        return left.size() < content.size()
                && left.stream().anyMatch(block -> block.text("type").equals("tool_use"))
                && !THINKING.contains(left.get(0).text("type"));
    }

    private void turnOff(Located body) {
        body.member("thinking")
                .filter(thinking -> thinking.text("type").equals("enabled"))
                .ifPresent(thinking -> remove("thinking", thinking));
        body.member("context_management")
                .flatMap(management -> management.member("edits"))
                .ifPresent(list -> list.children().stream()
                        .filter(edit -> edit.text("type").startsWith("clear_thinking"))
                        .forEach(edit -> remove("context_management.edits." + edit.text("type"), edit)));
    }

    private void remove(String path, Located value) {
        if (!edits.isGone(value)) {
            edits.remove(value);
            dropped.add(path);
        }
    }

    /** Gives thinking a budget where its host wants one; without room for one, it goes. */
    void budget(Located body) {
        body.member("thinking")
                .filter(thinking -> !host.adaptiveThinking() && !edits.isGone(thinking))
                .filter(thinking -> !Set.of("enabled", "disabled", "").contains(thinking.text("type")))
                .ifPresent(thinking -> budget(body, thinking));
    }

    private void budget(Located body, Located thinking) {
        var room = body.member("max_tokens")
                .map(Located::json)
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).longValue())
                .orElse(0L);
        if (room <= LEAST_BUDGET) {
            remove("thinking", thinking);
            return;
        }
        var word = body.member("output_config")
                .map(config -> config.text("effort"))
                .orElse(null);
        var wanted = Effort.of(ADAPTIVE, word).budget();
        edits.replace(
                thinking,
                Json.object()
                        .add("type", "enabled")
                        .add("budget_tokens", Math.max(LEAST_BUDGET, Math.min(wanted, room / 2)))
                        .build());
    }

    private static List<Located> content(Located turn) {
        return turn.member("content").map(Located::children).orElse(List.of());
    }
}
