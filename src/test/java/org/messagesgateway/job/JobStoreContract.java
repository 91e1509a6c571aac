package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messagesgateway.job.Samples.HOUR;
import static org.messagesgateway.job.Samples.LEASE;
import static org.messagesgateway.job.Samples.bytes;
import static org.messagesgateway.job.Samples.failure;
import static org.messagesgateway.job.Samples.job;
import static org.messagesgateway.job.Samples.message;
import static org.messagesgateway.job.Samples.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every job store does, on whatever database, encrypted or not. */
abstract class JobStoreContract extends JobLeaseContract {

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
