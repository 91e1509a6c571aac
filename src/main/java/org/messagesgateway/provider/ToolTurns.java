package org.messagesgateway.provider;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.messagesgateway.messages.ContentBlock;
import org.messagesgateway.messages.ContentBlock.ToolResult;
import org.messagesgateway.messages.ContentBlock.ToolUse;
import org.messagesgateway.messages.InputMessage;
import org.messagesgateway.messages.Role;

/**
 * Pairs the calls of tools with their results. Results stand directly behind the turn that called, one for each call; a
 * call without a result gets one that says so; a result without a call becomes text. Confined to one history.
 */
final class ToolTurns {

    private static final String NO_RESULT = "no result";

    private final List<InputMessage> paired = new ArrayList<>();

    private ToolTurns() {}

    static List<InputMessage> paired(List<InputMessage> turns) {
        var history = new ToolTurns();
        var next = 0;
        while (next < turns.size()) {
            var turn = turns.get(next++);
            var answers = new ArrayList<InputMessage>();
            while (turn.role() == Role.ASSISTANT
                    && next < turns.size()
                    && turns.get(next).role() != Role.ASSISTANT) {
                answers.add(turns.get(next++));
            }
            history.add(turn, answers);
        }
        return history.paired;
    }

    /** @param answers the turns from this one to the assistant's next */
    private void add(InputMessage turn, List<InputMessage> answers) {
        var calls = turn.role() == Role.ASSISTANT ? calls(turn) : List.<ToolUse>of();
        var queues = new HashMap<String, Queue<ToolResult>>();
        calls.forEach(call -> queues.put(call.id(), new ArrayDeque<>()));
        var others = new ArrayList<InputMessage>();
        addRest(turn, queues, others);
        answers.forEach(answer -> addRest(answer, queues, others));
        if (calls.isEmpty()) {
            others.forEach(this::append);
            return;
        }
        append(others.remove(0));
        append(new InputMessage(Role.USER, results(calls, queues)));
        others.forEach(this::append);
    }

    private static List<ToolUse> calls(InputMessage turn) {
        return turn.content().stream()
                .filter(ToolUse.class::isInstance)
                .map(ToolUse.class::cast)
                .toList();
    }

    /** Puts a turn's results into the queues of their calls, and the turn without them into {@code others}. */
    private static void addRest(InputMessage turn, Map<String, Queue<ToolResult>> queues, List<InputMessage> others) {
        var rest = new ArrayList<ContentBlock>();
        for (var block : turn.content()) {
            if (!(block instanceof ToolResult result)) {
                addUnlessMisplaced(block, turn.role(), rest);
            } else if (queues.containsKey(result.toolUseId())) {
                queues.get(result.toolUseId()).add(result);
            } else {
                rest.add(new ContentBlock.Text("Result of an earlier tool call (" + result.toolUseId() + "):"));
                rest.addAll(result.content());
            }
        }
        if (!rest.isEmpty()) {
            others.add(new InputMessage(turn.role(), rest));
        }
    }

    /** Only the assistant calls. */
    private static void addUnlessMisplaced(ContentBlock block, Role role, List<ContentBlock> rest) {
        if (role == Role.ASSISTANT || !(block instanceof ToolUse)) {
            rest.add(block);
        }
    }

    private static List<ContentBlock> results(List<ToolUse> calls, Map<String, Queue<ToolResult>> queues) {
        var results = new ArrayList<ContentBlock>();
        for (var call : calls) {
            var queue = queues.getOrDefault(call.id(), new ArrayDeque<>());
            var result = queue.poll();
            results.add(
                    result == null
                            ? new ToolResult(call.id(), List.of(new ContentBlock.Text(NO_RESULT)), false, null)
                            : result);
        }
        return results;
    }

    private void append(InputMessage turn) {
        var last = paired.isEmpty() ? null : paired.get(paired.size() - 1);
        if (last != null && last.role() == turn.role()) {
            paired.set(
                    paired.size() - 1,
                    new InputMessage(turn.role(), NormalForm.joined(last.content(), turn.content())));
        } else {
            paired.add(turn);
        }
    }
}
