package org.messagesgateway.job;

import java.time.Duration;

/**
 * A job to be kept. Immutable; nobody writes to {@code request}.
 *
 * @param owner who may see it; empty for whoever knows the id
 * @param request a {@link JobRequest}'s bytes
 * @param ttl how long the result lives after the end
 */
record NewJob(JobId id, String owner, String model, byte[] request, Duration ttl) {}
