package org.messagesgateway.job;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.messagesgateway.dispatch.Caller;
import org.messagesgateway.dispatch.Reply;
import org.messagesgateway.http.Headers;
import org.messagesgateway.messages.Inbound;

/** The gateway's pipeline as a job sees it: jobs that were started, for a test to answer. */
final class StartedJobs implements JobRunner.Execution {

    /** One that was started. */
    static final class Started {

        final Inbound inbound;
        final Caller caller;
        volatile boolean cancelled;
        private final Reply reply;

        Started(Inbound inbound, Caller caller, Reply reply) {
            this.inbound = inbound;
            this.caller = caller;
            this.reply = reply;
            reply.whenAbandoned(() -> cancelled = true);
        }

        void answer(String text) {
            reply.exclusively(() -> reply.message(Headers.NONE.with("x-a", "b"), Samples.bytes(text)));
        }

        JobId id() {
            return new JobId(reply.requestId());
        }
    }

    final BlockingQueue<Started> queue = new LinkedBlockingQueue<>();

    @Override
    public void start(Inbound inbound, Caller caller, Reply reply, Duration timeout) {
        queue.add(new Started(inbound, caller, reply));
    }

    /** The oldest not yet taken; waits for it, at most 20 seconds. */
    Started next() throws InterruptedException {
        var next = queue.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no job was started");
        }
        return next;
    }
}
