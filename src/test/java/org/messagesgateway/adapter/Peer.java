package org.messagesgateway.adapter;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.messagesgateway.provider.Translation;

/**
 * An upstream that a conversation may go to.
 *
 * @param translate a Messages request
 * @param thinkingAndTwoCalls a stream in which it thinks, says a word and calls {@code clock} and {@code weather}
 * @param own its thinking, as it gets it back and no other upstream does
 * @param rules fail for a request that it would not take
 */
record Peer(
        String name,
        Function<String, Translation> translate,
        byte[] thinkingAndTwoCalls,
        String own,
        Consumer<JsonObject> rules) {

    Peer(
            String name,
            Function<String, Translation> translate,
            String thinkingAndTwoCalls,
            String own,
            Consumer<JsonObject> rules) {
        this(name, translate, thinkingAndTwoCalls.getBytes(StandardCharsets.UTF_8), own, rules);
    }

    @Override
    public String toString() {
        return name;
    }
}
