package org.messagesgateway.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One token for everybody: fetched once for all who wait, kept, and fetched anew before it expires, while the old one
 * still serves. Whoever waits too long is told so, whatever the fetch does. Thread-safe.
 */
final class RenewedToken<T> {

    /** Longest wait for a token. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How long before its end a token is fetched anew. */
    static final Duration EARLY = Duration.ofMinutes(4);

    /** Between fetches that are not urgent. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** A token that ends within this may end on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Somebody who needs the token. */
    private final class Waiting {

        private final Consumer<T> then;
        private final Consumer<CloudException> failed;
        private Runnable cancelTimer = () -> {};

        Waiting(Consumer<T> then, Consumer<CloudException> failed) {
            this.then = then;
            this.failed = failed;
        }
    }

    private final TokenSource<T> source;
    private final Clock clock;
    private final Timer timer;
    private final Consumer<CloudException> log;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable Lease<T> lease;
    private Instant next = Instant.MIN;
    private boolean fetching;

    /** @param log hears of every failure once */
    RenewedToken(TokenSource<T> source, Clock clock, Timer timer, Consumer<CloudException> log) {
        this.source = source;
        this.clock = clock;
        this.timer = timer;
        this.log = log;
    }

    /** Calls one of the two back, once: at once where it can. */
    void get(Consumer<T> then, Consumer<CloudException> failed) {
        Lease<T> usable;
        synchronized (this) {
            usable = usable();
            if (usable == null) {
                var one = new Waiting(then, failed);
                waiting.add(one);
                one.cancelTimer = timer.after(PATIENCE, () -> giveUp(one));
            }
        }
        if (usable != null) {
            then.accept(usable.value());
        }
        if (begins(usable)) {
            source.fetch(this::got, this::failed);
        }
    }

    private @Nullable Lease<T> usable() {
        var now = clock.instant();
        return lease != null && lease.expires().minus(MARGIN).isAfter(now) ? lease : null;
    }

    /** Whether a fetch has to begin now. */
    private synchronized boolean begins(@Nullable Lease<T> usable) {
        var now = clock.instant();
        var early = usable != null && (usable.expires().minus(EARLY).isAfter(now) || next.isAfter(now));
        if (fetching || early || usable == null && waiting.isEmpty()) {
            return false;
        }
        fetching = true;
        return true;
    }

    private void got(Lease<T> fetched) {
        List<Waiting> served;
        synchronized (this) {
            lease = fetched;
            served = fetched();
        }
        for (var one : served) {
            one.cancelTimer.run();
            one.then.accept(fetched.value());
        }
    }

    private void failed(Throwable cause) {
        var failure = CloudException.of(cause);
        List<Waiting> refused;
        synchronized (this) {
            refused = fetched();
        }
        log.accept(failure);
        for (var one : refused) {
            one.cancelTimer.run();
            one.failed.accept(failure);
        }
    }

    /** Ends a fetch: those who have waited for it. */
    private List<Waiting> fetched() {
        fetching = false;
        next = clock.instant().plus(PAUSE);
        var all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private void giveUp(Waiting one) {
        boolean still;
        synchronized (this) {
            still = waiting.remove(one);
        }
        if (still) {
            one.failed.accept(CloudException.late());
        }
    }
}
