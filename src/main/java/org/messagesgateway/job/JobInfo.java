package org.messagesgateway.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a job, without its content; all times are the store's. Immutable.
 *
 * @param expiresAt when it becomes invisible; null before its end
 */
public record JobInfo(
        JobId id,
        String model,
        JobStatus status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant expiresAt) {

    /** As its submitter hears of it. */
    static JobInfo submitted(JobId id, String model) {
        return new JobInfo(id, model, JobStatus.PENDING, Instant.EPOCH, null, null, null);
    }
}
