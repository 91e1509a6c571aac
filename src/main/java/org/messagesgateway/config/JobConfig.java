package org.messagesgateway.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The {@code client} object's part about background jobs. Immutable.
 *
 * @param resultTtl how long a result lives after the job's end where the caller does not say
 * @param resultTtlMax the longest that a caller may say
 * @param concurrency jobs run at once by one node
 * @param queueLimit jobs waiting in one store
 * @param timeout how long a job may run
 * @param maxAttempts how often a job is run that its node does not bring to an end
 * @param cacheMegabytes finished results kept in memory
 * @param store where jobs are kept
 */
public record JobConfig(
        Duration resultTtl,
        Duration resultTtlMax,
        int concurrency,
        int queueLimit,
        Duration timeout,
        int maxAttempts,
        int cacheMegabytes,
        JobStoreConfig store) {

    private static final Duration DEFAULT_TTL = Duration.ofHours(1);
    private static final Duration DEFAULT_TTL_MAX = Duration.ofDays(7);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofDays(1);

    /** @param home the gateway's folder, for a store of its own */
    static JobConfig from(Section client, Path home) {
        var config = new JobConfig(
                client.longSeconds("async_job_result_ttl", DEFAULT_TTL),
                client.longSeconds("async_job_result_ttl_max", DEFAULT_TTL_MAX),
                client.whole("async_concurrency", 64, 1, 100_000),
                client.whole("async_queue_limit", 100_000, 1, Integer.MAX_VALUE),
                client.longSeconds("async_job_timeout", DEFAULT_TIMEOUT),
                client.whole("async_max_attempts", 2, 1, 1_000),
                client.whole("job_cache_mb", 64, 1, 1_000_000),
                JobStoreConfig.from(client.section("job_store"), home));
        if (config.resultTtl.compareTo(config.resultTtlMax) > 0) {
            client.problem("async_job_result_ttl", "must not be above async_job_result_ttl_max");
        }
        return config;
    }
}
