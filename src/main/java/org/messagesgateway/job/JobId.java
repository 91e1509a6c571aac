package org.messagesgateway.job;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A job's id: {@code job_} and 128 random bits in hex. Immutable. */
public record JobId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static JobId random() {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new JobId("job_" + HexFormat.of().formatHex(bits));
    }

    /** Empty, if it cannot be an id. */
    public static Optional<JobId> parse(String text) {
        return text.matches("job_[0-9a-f]{32}") ? Optional.of(new JobId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
