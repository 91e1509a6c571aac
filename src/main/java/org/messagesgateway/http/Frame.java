package org.messagesgateway.http;

/**
 * One message of an upstream's stream. Immutable; nobody writes to {@code raw}.
 *
 * @param name the event's name, empty where the framing gave none; of a failure in {@link EventStreamDecoder}, made up
 * @param data its payload; empty for a comment, which is only a sign of life
 * @param raw its bytes as they came, terminator included
 */
public record Frame(String name, String data, byte[] raw) {

    public boolean isComment() {
        return name.isEmpty() && data.isEmpty();
    }
}
