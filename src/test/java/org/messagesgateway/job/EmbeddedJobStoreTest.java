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
import java.util.List;
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
        return JobStores.opener(config(), null).get();
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
        store.add(job());
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
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
        assertThatThrownBy(() -> store.add(job())).isInstanceOf(JobStoreException.class);

        var id = added();
        assertThat(store.find(done).orElseThrow().result()).isNotNull();
        assertThat(store.claim("a", 10, Samples.LEASE)).extracting(Claim::id).contains(waiting, id);
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
        assertThatThrownBy(() -> JobStores.opener(config, null).get()).isInstanceOf(JobStoreException.class);
    }

    @Test
    void aStoreOfANewerGatewayIsLeftAlone() throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE gateway_store SET version = 99");
        }
        assertThatThrownBy(this::open).isInstanceOf(JobStoreException.class).hasMessageContaining("newer gateway");
    }

    /** As after an operator's mistake: the job comes out, as one that cannot be read, and not again and again. */
    @Test
    void aJobThatCannotBeDecryptedIsTakenUpAllTheSame() throws Exception {
        var store = open();
        store.add(job());
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE gateway_job SET request = X'01020304'");
        }
        assertThat(store.claim("a", 10, Samples.LEASE)).singleElement().satisfies(claim -> assertThat(claim.request())
                .isEmpty());
    }
}
