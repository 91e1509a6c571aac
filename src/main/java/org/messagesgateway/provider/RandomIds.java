package org.messagesgateway.provider;

import java.util.UUID;

/** What follows the prefix of an id of the gateway's own. Stateless. */
final class RandomIds {

    private static final int LENGTH = 24;

    private RandomIds() {}

    static String next() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
    }
}
