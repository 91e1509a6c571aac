package org.messagesgateway.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is found. Immutable.
 *
 * @param owner who may see it; empty: whoever knows the id
 * @param result null before its end
 * @param left until it expires, by the store's clock; zero before its end
 */
record StoredJob(JobInfo info, String owner, @Nullable JobResult result, Duration left) {

    boolean isVisibleTo(String caller) {
        return owner.isEmpty() || owner.equals(caller);
    }
}
