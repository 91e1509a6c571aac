package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.HOUR;
import static org.messagesgateway.job.Samples.LEASE;
import static org.messagesgateway.job.Samples.LOST;
import static org.messagesgateway.job.Samples.bytes;
import static org.messagesgateway.job.Samples.failure;
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

/** What every job store does, on whatever database, encrypted or not. */
abstract class JobStoreContract {

    private JobStore store;

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

    private JobId added() {
        return added(job());
    }

    private JobId added(NewJob job) {
        store.add(job);
        return job.id();
    }

    private Claim claimed(String node, Duration lease) {
        var claims = store.claim(node, 1, lease);
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private JobId finished(Duration ttl) {
        var id = added(job("owner", ttl));
        assertThat(store.finish("a", claimed("a", LEASE), message("done"))).isPresent();
        return id;
    }

    private JobInfo info(JobId id) {
        return store.find(id).orElseThrow().info();
    }

    @Test
    void anAddedJobIsPending() {
        var id = added();

        var found = store.find(id).orElseThrow();
        assertThat(found.info().status()).isEqualTo(JobStatus.PENDING);
        assertThat(found.info().model()).isEqualTo("claude-x");
        assertThat(found.info().startedAt()).isNull();
        assertThat(found.info().expiresAt()).isNull();
        assertThat(found.owner()).isEqualTo("owner");
        assertThat(found.result()).isNull();
        assertThat(store.pending()).isEqualTo(1);
    }

    @Test
    void whatIsStoredIsThereAfterAReopening() throws Exception {
        var done = finished(HOUR);
        var waiting = added();
        var salt = store.salt();
        store.close();
        store = open();

        assertThat(text(store.find(done).orElseThrow().result().body())).isEqualTo("done");
        assertThat(claimed("a", LEASE).id()).isEqualTo(waiting);
        assertThat(store.salt()).isEqualTo(salt).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void anUnknownIdIsNotFound() {
        assertThat(store.find(JobId.random())).isEmpty();
        assertThat(store.delete(JobId.random())).isFalse();
    }

    @Test
    void aClaimHasAllThatARunNeeds() {
        var job = job("somebody", Duration.ofSeconds(90));
        store.add(job);

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

    /** What a node took up but does not run, as it failed in between, must run out. */
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
    void aFinishedJobHasItsResultAndNoRequestAnyMore() throws Exception {
        var id = added(job("owner", Duration.ofMinutes(5)));
        var claim = claimed("a", LEASE);

        var finished = store.finish("a", claim, message("done")).orElseThrow();
        var found = store.find(id).orElseThrow();
        for (var job : List.of(finished, found)) {
            assertThat(job.info().status()).isEqualTo(JobStatus.COMPLETED);
            assertThat(text(job.result().body())).isEqualTo("done");
            assertThat(job.result().headers()).containsEntry("request-id", "req_1");
            assertThat(Duration.between(job.info().endedAt(), job.info().expiresAt()))
                    .isEqualTo(Duration.ofMinutes(5));
            assertThat(job.left()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        }
        try (var connection = connect();
                var row = connection.createStatement().executeQuery("SELECT request FROM gateway_job")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBytes(1)).isNull();
        }
    }

    @Test
    void aFailureIsAResultToo() {
        var id = added();
        store.finish("a", claimed("a", LEASE), failure());

        var found = store.find(id).orElseThrow();
        assertThat(found.info().status()).isEqualTo(JobStatus.FAILED);
        assertThat(found.result().status()).isEqualTo(529);
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
    void aDeletedJobIsGoneAlsoForTheNodeThatRunsIt() {
        var id = added();
        var claim = claimed("a", LEASE);

        assertThat(store.delete(id)).isTrue();
        assertThat(store.find(id)).isEmpty();
        assertThat(store.renew("a", Set.of(claim), LEASE)).isEmpty();
        assertThat(store.finish("a", claim, message("late"))).isEmpty();
        assertThat(store.find(id)).isEmpty();
        assertThat(store.delete(id)).isFalse();
    }

    @Test
    void everyNodeHearsOfADeletion() {
        var id = finished(HOUR);
        store.delete(id);

        assertThat(store.deleted(HOUR)).contains(id);
        assertThat(store.deleted(Duration.ofMinutes(-1))).isEmpty();
    }

    @Test
    void aResultIsInvisibleTheMomentItExpires() {
        var gone = finished(Duration.ZERO);
        var there = finished(HOUR);

        assertThat(store.find(gone)).isEmpty();
        assertThat(store.list("owner", null, 10)).extracting(JobInfo::id).containsExactly(there);
    }

    @Test
    void expiredJobsAreForgottenInBatchesAndNoOthers() {
        var kept = List.of(finished(HOUR), added(job("owner", Duration.ZERO)));
        claimed("a", LEASE);
        for (int i = 0; i < 5; i++) {
            finished(Duration.ZERO);
        }
        added(job("owner", Duration.ZERO));

        assertThat(store.purge(3)).isEqualTo(3);
        assertThat(store.purge(3)).isEqualTo(2);
        assertThat(store.purge(3)).isZero();
        assertThat(kept).allSatisfy(id -> assertThat(store.find(id)).isPresent());
        assertThat(store.pending()).isEqualTo(1);
    }

    @Test
    void anOwnersJobsAreListedNewestFirstPageByPage() {
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, added(new NewJob(JobId.at(1_000_000 + i), "owner", "m", bytes("r"), HOUR)));
        }
        added(job("another", HOUR));

        assertThat(store.list("owner", null, 2)).extracting(JobInfo::id).isEqualTo(ids.subList(0, 2));
        assertThat(store.list("owner", ids.get(1), 2)).extracting(JobInfo::id).isEqualTo(ids.subList(2, 4));
        assertThat(store.list("owner", ids.get(3), 2)).extracting(JobInfo::id).isEqualTo(ids.subList(4, 5));
        assertThat(store.list("owner", ids.get(4), 2)).isEmpty();
    }

    @Test
    void aListGoesOnAfterAJobThatIsGone() {
        var older = added(new NewJob(JobId.at(1), "owner", "m", bytes("r"), HOUR));
        var gone = added(new NewJob(JobId.at(2), "owner", "m", bytes("r"), HOUR));
        store.delete(gone);

        assertThat(store.list("owner", gone, 10)).extracting(JobInfo::id).containsExactly(older);
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

    @Test
    void aResultOfThirtyMegabytesComesBackWhole() {
        var body = new byte[30 * 1024 * 1024];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 + i / 1000);
        }
        var id = added(new NewJob(JobId.random(), "owner", "m", body, HOUR));
        var claim = claimed("a", LEASE);
        assertThat(java.util.Arrays.equals(claim.request(), body)).isTrue();
        store.finish("a", claim, new JobResult(200, java.util.Map.of(), body));

        assertThat(java.util.Arrays.equals(store.find(id).orElseThrow().result().body(), body))
                .isTrue();
    }

    @Test
    void aModelMayHaveAnyNameThatJsonCanSpell() {
        var name = "\u0000\ud800 \ud83d\ude00 '\"; --" + "x".repeat(246);
        var id = added(new NewJob(JobId.random(), "owner", name, bytes("r"), HOUR));

        assertThat(info(id).model()).startsWith("?? \ud83d\ude00 '\"; --xxx").hasSize(name.length());
    }

    @Test
    void anEncryptedStoreHoldsNothingReadable() throws Exception {
        added(new NewJob(JobId.random(), "owner", "m", bytes("a request to hide"), HOUR));
        store.finish("a", claimed("a", LEASE), message("a result to hide"));
        added(new NewJob(JobId.random(), "owner", "m", bytes("a request to hide"), HOUR));

        var stored = new StringBuilder();
        try (var connection = connect();
                var row = connection.createStatement().executeQuery("SELECT request, result FROM gateway_job")) {
            while (row.next()) {
                for (int column = 1; column <= 2; column++) {
                    var value = row.getBytes(column);
                    stored.append(value == null ? "" : text(value));
                }
            }
        }
        assertThat(stored.toString().contains("to hide")).isEqualTo(!store.isEncrypted());
    }
}
