package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messagesgateway.job.Samples.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messagesgateway.config.JobStoreConfig;

/** The store that a gateway has of its own: H2 in a file, encrypted. */
class EmbeddedJobStoreTest extends JobStoreContract {

    @TempDir
    private Path folder;

    private JobStoreConfig config() {
        return new JobStoreConfig(null, null, null, null, List.of(), folder.resolve("home"));
    }

    @Override
    JobStore open() {
        return JobStores.opener(config(), null).apply(Runnable::run);
    }

    @Override
    Connection connect() throws SQLException {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("home/jobs"));
        source.setUser("gateway");
        return source.getConnection();
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assertThat(permissions("home")).isEqualTo("rwx------");
        assertThat(permissions("home/jobs.key")).isEqualTo("rw-------");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    @Test
    void whatAGatewayRanThatIsGoneIsTakenUpAtOnce() {
        var store = open();
        Samples.add(store, job());
        store.claim("gone", 1, Samples.LEASE);

        assertThat(open().claim("next", 1, Samples.LEASE))
                .extracting(Claim::attempt)
                .containsExactly(2);
    }

    /** As H2 does when it cannot write; all that was committed is there again. */
    @Test
    void aDatabaseThatGaveUpOnItsFileIsOpenedAnew() throws Exception {
        var done = finished(Samples.HOUR);
        var waiting = added();
        crash();
        assertThatThrownBy(() -> Samples.add(store, job())).isInstanceOf(JobStoreException.class);

        var id = added();
        assertThat(store.find(done).orElseThrow().result()).isNotNull();
        assertThat(store.claim("a", 10, Samples.LEASE)).extracting(Claim::id).contains(waiting, id);
    }

    /** They are written together; one of them cannot be. */
    @Test
    void allThatWasAddedAtOnceIsThereAfterACrashAndWhatWasRefusedIsNot() throws Exception {
        var callers = Executors.newFixedThreadPool(16);
        var adding = new ArrayList<Callable<JobId>>();
        for (int i = 0; i < 100; i++) {
            adding.add(this::added);
        }
        var wrong = new NewJob(JobId.random(), "owner", "m".repeat(1000), new byte[0], Samples.HOUR);
        adding.add(50, () -> added(wrong));
        var kept = new ArrayList<JobId>();
        var refused = new ArrayList<Throwable>();
        try {
            for (var added : callers.invokeAll(adding)) {
                try {
                    kept.add(added.get());
                } catch (ExecutionException e) {
                    refused.add(e.getCause());
                }
            }
        } finally {
            callers.shutdown();
        }
        crash();
        assertThatThrownBy(this::added).isInstanceOf(JobStoreException.class);

        assertThat(refused).singleElement().isInstanceOf(JobStoreException.class);
        assertThat(store.claim("a", 200, Samples.LEASE))
                .extracting(Claim::id)
                .hasSize(100)
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    private void crash() throws SQLException {
        execute("SHUTDOWN IMMEDIATELY");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = connect()) {
            connection.createStatement().execute(statement);
        }
    }

    /** As earlier gateways kept them. */
    @Test
    void aShortRequestThatDoesNotStandInItsRowIsTakenUpAllTheSame() throws Exception {
        execute("SET MAX_LENGTH_INPLACE_LOB 0");
        var id = added();
        store.close();
        store = open();

        var claim = claimed("a", Samples.LEASE);
        assertThat(Samples.text(claim.request())).isEqualTo("request of owner");
        store.finish("a", claim, Samples.message("done"));
        assertThat(Samples.text(store.find(id).orElseThrow().result().body())).isEqualTo("done");
    }

    @Test
    void isThereOnceAJobWasKept() {
        assertThat(JobStores.isThere(config())).isTrue();
        var elsewhere = new JobStoreConfig(null, null, null, null, List.of(), folder.resolve("elsewhere"));
        assertThat(JobStores.isThere(elsewhere)).isFalse();
    }

    @Test
    void aFolderThatCannotBeMadeIsAStoreThatIsDown() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var config = new JobStoreConfig(null, null, null, null, List.of(), file.resolve("home"));
        assertThatThrownBy(() -> JobStores.opener(config, null).apply(Runnable::run))
                .isInstanceOf(JobStoreException.class);
    }

    @Test
    void aStoreOfANewerGatewayIsLeftAlone() throws Exception {
        execute("UPDATE gateway_store SET version = 99");
        assertThatThrownBy(this::open).isInstanceOf(JobStoreException.class).hasMessageContaining("newer gateway");
    }

    /** As after an operator's mistake: the job comes out, as one that cannot be read, and not again and again. */
    @Test
    void aJobThatCannotBeDecryptedIsTakenUpAllTheSame() throws Exception {
        var store = open();
        Samples.add(store, job());
        execute("UPDATE gateway_job SET request = X'01020304'");
        assertThat(store.claim("a", 10, Samples.LEASE)).singleElement().satisfies(claim -> assertThat(claim.request())
                .isEmpty());
    }
}
