package org.messagesgateway.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Jobs and their ends. */
final class Samples {

    static final Duration HOUR = Duration.ofHours(1);
    static final Duration LEASE = Duration.ofMinutes(10);

    /** A lease that ran out before it began. */
    static final Duration LOST = Duration.ofMinutes(-1);

    private Samples() {}

    static NewJob job(String owner, Duration ttl) {
        return new NewJob(JobId.random(), owner, "claude-x", bytes("request of " + owner), ttl);
    }

    static NewJob job() {
        return job("owner", HOUR);
    }

    static JobResult message(String text) {
        return new JobResult(200, Map.of("request-id", "req_1"), bytes(text));
    }

    static JobResult failure() {
        return new JobResult(529, Map.of("request-id", "req_2"), bytes("overloaded"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
