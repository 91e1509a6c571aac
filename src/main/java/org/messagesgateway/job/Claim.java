package org.messagesgateway.job;

import java.time.Duration;

/**
 * A job that a node has taken up, for as long as it renews its lease. Immutable; nobody writes to {@code request}.
 *
 * @param attempt the how-manieth run of it this is, from 1
 * @param age since it was first started
 */
record Claim(JobId id, String owner, String model, byte[] request, Duration ttl, int attempt, Duration age) {}
