package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.HOUR;
import static org.messagesgateway.job.Samples.LOST;
import static org.messagesgateway.job.Samples.text;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node does while the store is away, and when it is back. */
class JobOutageTest extends OneNode {

    @Test
    void aStoreThatComesUpAfterTheGatewayIsTakenIntoUse() {
        store.down = true;
        var runner = runner(2, () -> {
            if (store.down) {
                throw new JobStoreException("down", new IOException());
            }
            return store;
        });
        added();
        runner.start(true);
        scheduler.pass(Duration.ofSeconds(20));
        assertThat(started.queue).isEmpty();
        store.down = false;
        scheduler.pass(Duration.ofSeconds(3));
        assertThat(started.queue).hasSize(1);
    }

    @Test
    void anAnswerIsKeptUntilTheStoreTakesIt() throws Exception {
        var id = added();
        running();
        var job = started.next();
        store.down = true;
        job.answer("done");
        scheduler.pass(Duration.ofMinutes(5));
        assertThat(found(id).info().status()).isEqualTo(JobStatus.PROCESSING);
        store.down = false;
        scheduler.pass(Duration.ofSeconds(3));

        assertThat(text(found(id).result().body())).isEqualTo("done");
        assertThat(ended).containsExactly(id);
        assertThat(started.queue).isEmpty();
    }

    @Test
    void aDatabaseThatFailsAroundTheCommitOfAnAnswerHasItOnce() throws Exception {
        var id = added();
        var next = added();
        var runner = runner(1, () -> store);
        runner.start(true);
        scheduler.pass(SECOND);
        var job = started.next();
        assertThat(job.id()).isEqualTo(id);
        store.deaf = true;
        job.answer("done");
        assertThat(started.queue).isEmpty();
        store.deaf = false;
        scheduler.pass(SECOND);

        assertThat(text(found(id).result().body())).isEqualTo("done");
        assertThat(started.next().id()).isEqualTo(next);
    }

    /** Its own leases have run out by then: they are renewed before anything is taken up. */
    @Test
    void aStoreThatWasAwayInMidJobLetsNoJobRunTwice() throws Exception {
        var id = added();
        running();
        var job = started.next();
        store.down = true;
        scheduler.pass(Duration.ofMinutes(2));
        expireLeases();
        store.down = false;
        scheduler.pass(Duration.ofSeconds(30));

        assertThat(started.queue).isEmpty();
        job.answer("done");
        assertThat(text(found(id).result().body())).isEqualTo("done");
    }

    /** Whichever of them the store comes back to first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreThatWasAwayFromTwoNodesLetsNoJobRunTwice(boolean thisOneFirst) throws Exception {
        var other = new BreakableStore(store);
        added();
        running();
        var job = started.next();
        runner(2, () -> other).start(true);
        scheduler.pass(NODES_LEASE);
        store.down = true;
        other.down = true;
        scheduler.pass(Duration.ofMinutes(2));
        expireLeases();
        (thisOneFirst ? store : other).down = false;
        scheduler.pass(NODES_LEASE.minus(SECOND));
        (thisOneFirst ? other : store).down = false;
        scheduler.pass(Duration.ofMinutes(2));

        assertThat(started.queue).isEmpty();
        assertThat(job.cancelled).isFalse();
        job.answer("done");
        assertThat(text(found(job.id()).result().body())).isEqualTo("done");
    }

    /** It goes on, as it may be the only one; what it brings comes too late. */
    @Test
    void aNodeThatIsCutOffLosesItsJobToTheOthers() throws Exception {
        var other = new BreakableStore(store);
        var id = added();
        running();
        var lost = started.next();
        runner(2, () -> other).start(true);
        scheduler.pass(NODES_LEASE);
        store.down = true;
        expireLeases();
        scheduler.pass(SECOND);
        var taken = started.next();
        assertThat(taken.id()).isEqualTo(id);
        store.down = false;
        scheduler.pass(Duration.ofSeconds(7));

        assertThat(lost.cancelled).isTrue();
        assertThat(taken.cancelled).isFalse();
        taken.answer("done");
        assertThat(text(found(id).result().body())).isEqualTo("done");
    }

    private void expireLeases() {
        store.behind().renew(store.node, claims(), LOST);
    }

    private List<Claim> claims() {
        return store.behind().list("owner", null, 10).stream()
                .map(job -> new Claim(job.id(), "owner", "m", new byte[0], HOUR, 1, Duration.ZERO))
                .toList();
    }
}
