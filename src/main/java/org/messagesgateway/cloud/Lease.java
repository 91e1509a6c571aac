package org.messagesgateway.cloud;

import java.time.Instant;

/**
 * What a cloud has given for a while. Immutable.
 *
 * @param expires when it is of no use any more
 */
record Lease<T>(T value, Instant expires) {}
