package org.messagesgateway.dispatch;

import java.time.Duration;
import java.util.List;
import org.messagesgateway.provider.Target;

/**
 * Where a request may go, best first. Immutable.
 *
 * @param targets at least one
 */
record Route(List<Target> targets) {

    Route {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a route without a target");
        }
    }

    Route within(Duration timeout) {
        return new Route(targets.stream().map(target -> target.within(timeout)).toList());
    }
}
