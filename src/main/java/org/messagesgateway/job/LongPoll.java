package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.dispatch.Scheduler;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.ApiError;
import org.messagesgateway.messages.ErrorType;

/**
 * One look-up that waits for a job's end: it is woken where the job ends on this node, and looks from time to time, as it
 * may end on another. Runs exclusively, in the sense of its reply.
 */
final class LongPoll {

    private static final Logger LOG = System.getLogger(LongPoll.class.getName());

    private final Scheduler scheduler;
    private final Duration recheck;
    private final Reply reply;
    private final Supplier<Optional<JobView>> look;
    private final Consumer<Optional<JobView>> then;
    private Consumer<Runnable> workers = Runnable::run;
    private Runnable stopWaiting = () -> {};
    private long deadline;
    private volatile boolean over;

    LongPoll(
            Scheduler scheduler,
            Duration recheck,
            Reply reply,
            Supplier<Optional<JobView>> look,
            Consumer<Optional<JobView>> then) {
        this.scheduler = scheduler;
        this.recheck = recheck;
        this.reply = reply;
        this.look = look;
        this.then = then;
    }

    /**
     * @param register asks to be woken, and gives what ends that
     * @param workers where the store is asked
     */
    void start(Duration wait, Function<Runnable, Runnable> register, Consumer<Runnable> workers) {
        reply.exclusively(() -> {
            this.workers = workers;
            deadline = scheduler.nanos() + wait.toNanos();
            reply.whenAbandoned(this::stop);
            stopWaiting = register.apply(() -> workers.accept(this::look));
        });
        workers.accept(this::look);
    }

    private void look() {
        if (over) {
            return;
        }
        try {
            found(look.get());
        } catch (JobStoreException e) {
            LOG.log(Level.WARNING, "[{0}] {1}", reply.requestId(), e.getMessage());
            fail(Jobs.UNAVAILABLE, Jobs.RETRY_LATER);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "[" + reply.requestId() + "] the look-up of a job failed", e);
            fail(new ApiError(ErrorType.API_ERROR, "Internal server error"), Headers.NONE);
        }
    }

    private void fail(ApiError error, Headers headers) {
        reply.exclusively(() -> {
            if (!over) {
                stop();
                reply.fail(error, headers);
            }
        });
    }

    private void found(Optional<JobView> found) {
        reply.exclusively(() -> {
            if (over) {
                return;
            }
            var left = Duration.ofNanos(deadline - scheduler.nanos());
            var waiting = found.isPresent() && found.get().result() == null && left.compareTo(Duration.ZERO) > 0;
            if (waiting) {
                var next = left.compareTo(recheck) < 0 ? left : recheck;
                scheduler.after(next, () -> workers.accept(this::look));
            } else {
                stop();
                then.accept(found);
            }
        });
    }

    private void stop() {
        over = true;
        stopWaiting.run();
    }
}
