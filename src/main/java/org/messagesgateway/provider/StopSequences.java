package org.messagesgateway.provider;

import java.util.List;
import org.messagesgateway.messages.MessagesRequest;

/** The stop sequences that an upstream takes: none that is blank, and only so many. Stateless. */
public final class StopSequences {

    private StopSequences() {}

    /** @param dropped hears of it if some are left out */
    public static List<String> of(MessagesRequest request, int limit, Dropped dropped) {
        var wanted = request.stopSequences().stream()
                .filter(sequence -> !sequence.isBlank())
                .toList();
        var taken = wanted.subList(0, Math.min(wanted.size(), limit));
        if (taken.size() < request.stopSequences().size()) {
            dropped.add("stop_sequences");
        }
        return taken;
    }
}
