package org.messagesgateway.provider;

import java.util.UUID;

/** What follows the prefix of an id of the gateway's own. Stateless. */
final class RandomId {

    private static final int LENGTH = 24;

    private RandomId() {}

    static String digits() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
    }
}
