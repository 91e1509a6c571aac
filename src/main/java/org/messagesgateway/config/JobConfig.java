package org.messagesgateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

    /** Where nothing is configured. */
    public static JobConfig standard(Path home) {
        return new JobConfig(
                Duration.ofHours(1),
                Duration.ofDays(7),
                64,
                100_000,
                Duration.ofDays(1),
                2,
                64,
                new JobStoreConfig(null, null, null, null, List.of(), home));
    }

    /** @param home the gateway's folder, for a store of its own */
    static JobConfig from(Section client, Path home) {
        var standard = standard(home);
        var config = new JobConfig(
                client.longSeconds("async_job_result_ttl", standard.resultTtl),
                client.longSeconds("async_job_result_ttl_max", standard.resultTtlMax),
                client.whole("async_concurrency", standard.concurrency, 1, 100_000),
                client.whole("async_queue_limit", standard.queueLimit, 1, Integer.MAX_VALUE),
                client.longSeconds("async_job_timeout", standard.timeout),
                client.whole("async_max_attempts", standard.maxAttempts, 1, 1_000),
                client.whole("job_cache_mb", standard.cacheMegabytes, 1, 1_000_000),
                JobStoreConfig.from(client.section("job_store"), home));
        if (config.resultTtl.compareTo(config.resultTtlMax) > 0) {
            client.problem("async_job_result_ttl", "must not be above async_job_result_ttl_max");
        }
        return config;
    }
}
