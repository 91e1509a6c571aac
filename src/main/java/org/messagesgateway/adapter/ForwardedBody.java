package org.messagesgateway.adapter;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.messagesgateway.config.MessagesProfile;
import org.messagesgateway.json.Json;
import org.messagesgateway.json.JsonEdits;
import org.messagesgateway.json.Located;
import org.messagesgateway.messages.Inbound;
import org.messagesgateway.provider.Dropped;
import org.messagesgateway.provider.NormalForm;

/**
 * A request's body as its host takes it: the caller's bytes, edited in the places where this host is not Anthropic's own
 * API. Confined to one request; not thread-safe.
 */
final class ForwardedBody {

    /** The caller's own documents: whatever is in them, it is data. */
    private static final Set<String> OPAQUE = Set.of("input", "input_schema", "input_examples", "schema", "metadata");

    /** What both of the next two have in them. */
    private static final String OWN = "gw1";

    private static final String BRANDED = "\"gw1.";
    private static final String SERVER_TOOL = "_gw1_";
    private static final String SIGNATURE = "\"signature\"";
    private static final Pattern EMPTY = Pattern.compile("\\s*:\\s*\"\"");

    private final String model;
    private final MessagesProfile host;
    private final Dropped dropped;
    private final Located body;
    private final JsonEdits edits;

    private ForwardedBody(Inbound inbound, String model, MessagesProfile host, Dropped dropped) {
        this.model = model;
        this.host = host;
        this.dropped = dropped;
        this.body = Located.of(inbound.body(), OPAQUE);
        this.edits = new JsonEdits(inbound.body(), body);
    }

    /** @param betas the flags that go along */
    static byte[] of(Inbound inbound, String model, MessagesProfile host, ForwardedBetas betas, Dropped dropped) {
        return host.takesAnything() && !mayHoldForeignBlocks(inbound)
                ? inbound.bodyFor(model)
                : new ForwardedBody(inbound, model, host, dropped).edited(betas);
    }

    /** A glance at the bytes: most bodies hold none, and are not looked into. What is looked for is where strings start. */
    private static boolean mayHoldForeignBlocks(Inbound inbound) {
        var text = inbound.envelope().strings().outline(inbound.body());
        if (text.contains(OWN) && (text.contains(BRANDED) || text.contains(SERVER_TOOL))) {
            return true;
        }
        var empty = EMPTY.matcher(text);
        for (var at = text.indexOf(SIGNATURE); at >= 0; at = text.indexOf(SIGNATURE, at + 1)) {
            if (empty.region(at + SIGNATURE.length(), text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private byte[] edited(ForwardedBetas betas) {
        new ForwardedRemovals(edits, dropped).remove(body, host.refused());
        outputConfig();
        attribution();
        var thinking = new ForwardedThinking(host, edits, dropped);
        thinking.removeForeign(body);
        new ForwardedServerTools(edits, dropped).removeForeign(body);
        thinking.budget(body);
        toolReferences();
        emptyTurns();
        toolChoice();
        envelope(betas);
        return edits.result();
    }

    private void outputConfig() {
        body.member("output_config").ifPresent(config -> config.children().stream()
                .filter(member -> !host.knowsOutputConfig(member.key()))
                .forEach(member -> remove("output_config." + member.key(), member)));
    }

    private void attribution() {
        body.member("system").filter(system -> !host.attribution()).ifPresent(system -> system.children().stream()
                .filter(block -> NormalForm.isAttribution(block.text("text")))
                .forEach(edits::remove));
    }

    /** What a tool has loaded is told in words where there is no block for it. */
    private void toolReferences() {
        if (host.toolReferences()) {
            return;
        }
        for (var turn : body.member("messages").orElseThrow().children()) {
            for (var block : content(turn)) {
                for (var part : content(block)) {
                    if (part.text("type").equals("tool_reference")) {
                        var words = "[Loaded tool: " + part.text("tool_name") + "]";
                        edits.replace(
                                part,
                                Json.object()
                                        .add("type", "text")
                                        .add("text", words)
                                        .build());
                    }
                }
            }
        }
    }

    private static List<Located> content(Located owner) {
        return owner.member("content").map(Located::children).orElse(List.of());
    }

    /** A turn that has lost what it was there for says nothing any more. */
    private void emptyTurns() {
        for (var turn : body.member("messages").orElseThrow().children()) {
            var content = turn.member("content");
            var isEmpty = content.isPresent()
                    ? edits.isGone(content.get())
                    : turn.children().stream().anyMatch(edits::isGone);
            if (isEmpty) {
                edits.remove(turn);
            }
        }
    }

    /** No choice of a tool that is not there. */
    private void toolChoice() {
        var tools = body.member("tools");
        var choice = body.member("tool_choice");
        if (tools.isEmpty() || choice.isEmpty()) {
            return;
        }
        var names = tools.get().children().stream()
                .filter(tool -> !edits.isGone(tool))
                .map(tool -> tool.text("name"))
                .collect(Collectors.toSet());
        var chosen = choice.get().text("name");
        if (edits.isGone(tools.get())
                || choice.get().text("type").equals("tool")
                        && !names.contains(chosen)
                        && tools.get().children().stream().anyMatch(edits::isGone)) {
            remove("tool_choice", choice.get());
        }
    }

    /** What tells the host how to read the rest. */
    private void envelope(ForwardedBetas betas) {
        body.member("model").ifPresent(name -> {
            if (host.namesModelInPath()) {
                edits.remove(name);
            } else if (!name.text().equals(model)) {
                edits.replace(name, Json.string(model));
            }
        });
        if (!host.streamMember()) {
            body.member("stream").ifPresent(edits::remove);
        }
        if (host.countWrapped() && body.member("max_tokens").isEmpty()) {
            edits.add(body, "max_tokens", Json.number(1)); // Only a count comes without, and only its own call may.
        }
        if (host.betasInBody()) {
            body.member("anthropic_beta").ifPresent(edits::remove);
            if (!betas.flags().isEmpty()) {
                edits.add(body, "anthropic_beta", betas.json());
            }
        }
        if (host.bodyVersion() != null) {
            body.member("anthropic_version").ifPresent(edits::remove);
            edits.add(body, "anthropic_version", Json.string(host.bodyVersion()));
        }
    }

    private void remove(String path, Located value) {
        edits.remove(value);
        dropped.add(path);
    }
}
