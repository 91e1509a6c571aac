package org.messagesgateway.job;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A job's id: {@code job_}, the millisecond in which it was made, so that ids are in order, and 128 random bits, all in
 * hex. Immutable.
 */
public record JobId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();

    static JobId random() {
        return at(System.currentTimeMillis());
    }

    /** @param millis of this node's clock: nothing but the order of a list depends on it */
    static JobId at(long millis) {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new JobId("job_" + HEX.toHexDigits(millis, 12) + HEX.formatHex(bits));
    }

    /** Empty, if it cannot be an id. */
    public static Optional<JobId> parse(String text) {
        return text.matches("job_[0-9a-f]{44}") ? Optional.of(new JobId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
