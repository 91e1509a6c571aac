package org.messagesgateway.provider;

import java.util.UUID;

/** What ids of messages and calls are made from: 24 hexadecimal digits. Stateless. */
final class RandomId {

    private RandomId() {}

    static String digits() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }
}
