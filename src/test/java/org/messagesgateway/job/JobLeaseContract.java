package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.HOUR;
import static org.messagesgateway.job.Samples.LEASE;
import static org.messagesgateway.job.Samples.LOST;
import static org.messagesgateway.job.Samples.bytes;
import static org.messagesgateway.job.Samples.job;
import static org.messagesgateway.job.Samples.message;
import static org.messagesgateway.job.Samples.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a store gives jobs to nodes and takes them back; with what all tests of stores need. */
abstract class JobLeaseContract {
    JobStore store;

    /** Opens the test's own database. */
    abstract JobStore open() throws Exception;

    /** A look past the store. */
    abstract Connection connect() throws SQLException;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    final JobId added() {
        return added(job());
    }

    final JobId added(NewJob job) {
        Samples.add(store, job);
        return job.id();
    }

    final Claim claimed(String node, Duration lease) {
        var claims = store.claim(node, 1, lease);
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    final JobId finished(Duration ttl) {
        var id = added(job("owner", ttl));
        assertThat(store.finish("a", claimed("a", LEASE), message("done"))).isPresent();
        return id;
    }

    final JobInfo info(JobId id) {
        return store.find(id).orElseThrow().info();
    }

    /** What a node took up but does not run, as it failed in between, must run out. */
    @Test
    void aClaimHasAllThatARunNeeds() {
        var job = job("somebody", Duration.ofSeconds(90));
        Samples.add(store, job);

        var claim = claimed("a", LEASE);
        assertThat(claim.id()).isEqualTo(job.id());
        assertThat(claim.owner()).isEqualTo("somebody");
        assertThat(claim.model()).isEqualTo("claude-x");
        assertThat(text(claim.request())).isEqualTo("request of somebody");
        assertThat(claim.ttl()).isEqualTo(Duration.ofSeconds(90));
        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.age()).isZero();
    }

    @Test
    void aJobThatIsRunIsNotTakenUpByOthers() {
        var id = added();
        claimed("a", LEASE);

        assertThat(store.claim("b", 10, LEASE)).isEmpty();
        assertThat(store.claim("a", 10, LEASE)).isEmpty();
        assertThat(info(id).status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(info(id).startedAt()).isNotNull();
        assertThat(store.pending()).isZero();
    }

    @Test
    void olderJobsComeFirstAndNoMoreThanAskedFor() {
        var first = added();
        var created = info(first).createdAt();
        var second = added();
        while (info(second).createdAt().equals(created)) {
            store.delete(second);
            second = added();
        }
        added();

        assertThat(store.claim("a", 1, LEASE)).extracting(Claim::id).containsExactly(first);
        assertThat(store.claim("a", 1, LEASE)).extracting(Claim::id).containsExactly(second);
        assertThat(store.claim("a", 10, LEASE)).hasSize(1);
    }

    @Test
    void nodesThatClaimAtOnceGetEachJobOnce() throws Exception {
        var added = new ArrayList<JobId>();
        for (int i = 0; i < 120; i++) {
            added.add(added());
        }
        var nodes = Executors.newFixedThreadPool(4);
        try {
            var claiming = new ArrayList<Callable<List<JobId>>>();
            for (var node : List.of("a", "b", "c", "d")) {
                claiming.add(() -> claimAll(node));
            }
            var claimed = new ArrayList<JobId>();
            for (var ids : nodes.invokeAll(claiming)) {
                claimed.addAll(ids.get());
            }
            assertThat(claimed).containsExactlyInAnyOrderElementsOf(added);
        } finally {
            nodes.shutdown();
        }
    }

    private List<JobId> claimAll(String node) {
        var claimed = new ArrayList<JobId>();
        while (store.pending() > 0) {
            store.claim(node, 7, LEASE).forEach(claim -> claimed.add(claim.id()));
        }
        return claimed;
    }

    @Test
    void aJobWhoseLeaseRanOutIsTakenUpAsItsNextAttempt() {
        var id = added();
        claimed("a", LOST);
        var started = info(id).startedAt();

        var again = claimed("b", LEASE);
        assertThat(again.id()).isEqualTo(id);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(text(again.request())).isEqualTo("request of owner");
        assertThat(info(id).startedAt()).isEqualTo(started);
    }

    @Test
    void aNodeThatIsPatientLeavesJobsAloneWhoseLeaseRanOut() {
        var lost = added();
        claimed("a", LOST);
        var waiting = added();

        assertThat(store.claimWaiting("b", 10, LEASE)).extracting(Claim::id).containsExactly(waiting);
        assertThat(store.claimWaiting("b", 10, LEASE)).isEmpty();
        assertThat(claimed("b", LEASE).id()).isEqualTo(lost);
    }

    @Test
    void aLeaseCanBeRenewedAsLongAsNobodyElseHasTheJob() {
        added();
        var claim = claimed("a", LOST);

        assertThat(store.renew("a", Set.of(claim), LEASE)).containsExactly(claim.id());
        assertThat(store.claim("b", 10, LEASE)).isEmpty();
    }

    @Test
    void aJobThatAnotherNodeTookOverIsNotRenewed() {
        added();
        var lost = claimed("a", LOST);
        var taken = claimed("b", LEASE);

        assertThat(store.renew("a", Set.of(lost), LEASE)).isEmpty();
        assertThat(store.renew("b", Set.of(taken), LEASE)).containsExactly(taken.id());
    }

    @Test
    void onlyWhatANodeNamesIsRenewed() {
        added();
        added();
        var claims = store.claim("a", 2, LOST);

        store.renew("a", Set.of(claims.get(0)), LEASE);
        assertThat(store.claim("b", 2, LEASE))
                .extracting(Claim::id)
                .containsExactly(claims.get(1).id());
    }

    @Test
    void aNodeThatLostAJobCannotFinishIt() {
        var id = added();
        var lost = claimed("a", LOST);
        var taken = claimed("b", LEASE);

        assertThat(store.finish("a", lost, message("late"))).isEmpty();
        assertThat(store.finish("b", taken, message("done"))).isPresent();
        assertThat(text(store.find(id).orElseThrow().result().body())).isEqualTo("done");
    }

    @Test
    void anEarlierAttemptOfTheSameNodeCannotFinishIt() {
        added();
        var lost = claimed("a", LOST);
        var again = claimed("a", LEASE);

        assertThat(store.finish("a", lost, message("late"))).isEmpty();
        assertThat(store.finish("a", again, message("done"))).isPresent();
    }

    @Test
    void aJobEndsOnce() {
        var id = added();
        var claim = claimed("a", LEASE);
        store.finish("a", claim, message("first"));

        assertThat(store.finish("a", claim, message("second"))).isEmpty();
        assertThat(text(store.find(id).orElseThrow().result().body())).isEqualTo("first");
    }

    @Test
    void aReleasedJobIsAsIfItHadNotBeenTakenUp() {
        var id = added();
        var claim = claimed("a", LEASE);
        store.release("a");

        assertThat(info(id).status()).isEqualTo(JobStatus.PENDING);
        assertThat(info(id).startedAt()).isNull();
        assertThat(store.finish("a", claim, message("late"))).isEmpty();
        assertThat(claimed("b", LEASE).attempt()).isEqualTo(1);
    }

    @Test
    void aReleaseLeavesOtherNodesAndEarlierAttemptsAlone() {
        added();
        claimed("a", LOST);
        claimed("b", LEASE);
        added();
        claimed("c", LEASE);
        store.release("b");

        assertThat(store.pending()).isEqualTo(1);
        assertThat(claimed("d", LEASE).attempt()).isEqualTo(2);
    }

    @Test
    void noNodesClockMatters() {
        var past = added(new NewJob(JobId.at(0), "owner", "m", bytes("r"), HOUR));
        var future = added(new NewJob(JobId.at(1L << 45), "owner", "m", bytes("r"), HOUR));

        assertThat(List.of(info(past), info(future))).allSatisfy(info -> assertThat(info.createdAt())
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600)));
        assertThat(store.claim("a", 2, LEASE)).hasSize(2).allSatisfy(claim -> assertThat(claim.age())
                .isLessThan(Duration.ofMinutes(1)));
        assertThat(store.claim("b", 2, LEASE)).isEmpty();
    }
}
