package org.messagesgateway.job;

import java.util.Locale;

/** How far a job has come: {@code pending → processing → completed | failed}, and back to pending if it is handed back. */
public enum JobStatus {
    PENDING,
    PROCESSING,
    COMPLETED,
    FAILED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobStatus ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public boolean isEnd() {
        return this == COMPLETED || this == FAILED;
    }
}
