package org.messagesgateway.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a watch of the test's own. */
@Timeout(30)
class ServerThreadsTest {

    private final ServerThreads threads = new ServerThreads(2);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private void waitingTasks(int count) {
        for (int i = 0; i < count; i++) {
            threads.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void looks(int count) {
        for (int i = 0; i < count; i++) {
            threads.look();
        }
    }

    private CountDownLatch started() {
        var started = new CountDownLatch(1);
        threads.execute(started::countDown);
        return started;
    }

    @Test
    void noMoreAreMadeWhileTasksAreTaken() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            var started = started();
            threads.look();
            started.await();
        }
        assertThat(threads.getLargestPoolSize()).isLessThanOrEqualTo(2);
    }

    @Test
    void whatWaitsBehindThreadsThatWaitIsRunByMore() throws InterruptedException {
        waitingTasks(2);
        var started = started();
        looks(1);
        assertThat(threads.getPoolSize()).isEqualTo(2);
        looks(1);
        started.await();
    }

    @Test
    void thereAreNeverMoreThanTheMost() throws InterruptedException {
        waitingTasks(1000);
        looks(1000);
        assertThat(threads.getPoolSize()).isEqualTo(200);
    }

    @Test
    void afterACalmTimeThereAreAsFewAsBefore() throws InterruptedException {
        waitingTasks(20);
        looks(10);
        assertThat(threads.getCorePoolSize()).isGreaterThan(8);
        release.countDown();
        started().await();
        looks(1000 * 8);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        assertThat(threads.getMaximumPoolSize()).isEqualTo(2);
    }
}
