package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.messagesgateway.testing.ManualScheduler;

class LongPollTest {

    private static final JobId ID = JobId.random();
    private static final JobView RUNNING = view(JobStatus.PROCESSING, null);
    private static final JobView DONE = view(JobStatus.COMPLETED, Samples.message("done"));

    private final ManualScheduler scheduler = new ManualScheduler();
    private final RecordingReply reply = new RecordingReply();
    private final Waiters waiters = new Waiters();
    private final List<Optional<JobView>> answers = new ArrayList<>();
    private Optional<JobView> state = Optional.of(RUNNING);
    private int looks;

    private static JobView view(JobStatus status, JobResult result) {
        return new JobView(new JobInfo(ID, "m", status, Instant.EPOCH, null, null, null), result);
    }

    private void start(Duration wait, Supplier<Optional<JobView>> look) {
        new LongPoll(scheduler, Duration.ofSeconds(1), reply, look, answers::add)
                .start(wait, wakeUp -> waiters.add(ID, wakeUp), Runnable::run);
    }

    private Optional<JobView> look() {
        looks++;
        return state;
    }

    @Test
    void whatHasEndedIsAnsweredAtOnce() {
        state = Optional.of(DONE);
        start(Duration.ofSeconds(5), this::look);
        assertThat(answers).containsExactly(Optional.of(DONE));
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void whatIsNotThereIsAnsweredAtOnce() {
        state = Optional.empty();
        start(Duration.ofSeconds(5), this::look);
        assertThat(answers).containsExactly(Optional.empty());
    }

    @Test
    void theEndOnThisNodeIsHeardOfAtOnce() {
        start(Duration.ofSeconds(5), this::look);
        assertThat(answers).isEmpty();
        state = Optional.of(DONE);
        waiters.ended(ID);
        assertThat(answers).containsExactly(Optional.of(DONE));
        scheduler.pass(Duration.ofSeconds(10));
        assertThat(answers).hasSize(1);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void theEndOnAnotherNodeIsSeenSoon() {
        start(Duration.ofSeconds(5), this::look);
        state = Optional.of(DONE);
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(answers).containsExactly(Optional.of(DONE));
    }

    @Test
    void afterTheTimeTheStateIsAnswered() {
        start(Duration.ofMillis(2_500), this::look);
        scheduler.pass(Duration.ofMillis(2_499));
        assertThat(answers).isEmpty();
        scheduler.pass(Duration.ofMillis(1));
        assertThat(answers).containsExactly(Optional.of(RUNNING));
    }

    @Test
    void aCallerThatLeavesIsForgotten() {
        start(Duration.ofSeconds(60), this::look);
        reply.leave.run();
        waiters.ended(ID);
        scheduler.pass(Duration.ofSeconds(60));
        assertThat(answers).isEmpty();
        assertThat(looks).isEqualTo(1);
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void aStoreThatIsDownIsSaidSo() {
        start(Duration.ofSeconds(5), () -> {
            throw new JobStoreException("down", new IOException());
        });
        assertThat(reply.answers).containsExactly("503 retry-after 5");
    }

    @Test
    void whatNobodyForesawIsAnsweredToo() {
        start(Duration.ofSeconds(5), () -> {
            throw new IllegalStateException("unforeseen");
        });
        assertThat(reply.answers).containsExactly("500 retry-after none");
    }
}
