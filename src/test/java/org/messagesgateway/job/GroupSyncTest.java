package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupSyncTest {

    private final AtomicInteger syncs = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore allowed = new Semaphore(0);

    private void slowSync() {
        syncs.incrementAndGet();
        begun.release();
        allowed.acquireUninterruptibly();
    }

    @Test
    void whoeverComesAloneIsServedByASyncOfItsOwn() {
        var sync = new GroupSync(syncs::incrementAndGet);
        sync.await();
        sync.await();
        assertThat(syncs).hasValue(2);
    }

    /** The one that runs may have begun before their commits: only the next is theirs. */
    @Test
    void allWhoComeDuringASyncAreServedByTheNextOne() throws Exception {
        var sync = new GroupSync(this::slowSync);
        var first = new Thread(sync::await);
        first.start();
        begun.acquire();
        var served = new CountDownLatch(20);
        var others = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            var other = new Thread(() -> {
                sync.await();
                served.countDown();
            });
            others.add(other);
            other.start();
        }
        for (var other : others) {
            while (other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        allowed.release();
        begun.acquire();
        assertThat(served.getCount()).isEqualTo(20);
        allowed.release();

        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        first.join();
        assertThat(syncs).hasValue(2);
    }

    @Test
    void aFailureIsItsCallersAndTheNextOneTriesAgain() {
        var sync = new GroupSync(() -> {
            if (syncs.incrementAndGet() == 1) {
                throw new IllegalStateException("no disk");
            }
        });
        assertThatThrownBy(sync::await).hasMessage("no disk");
        sync.await();
        assertThat(syncs).hasValue(2);
    }
}
