package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.messagesgateway.config.JobStoreConfig;
import org.messagesgateway.config.Secret;
import org.messagesgateway.testing.Postgres;

/** A shared PostgreSQL, without keys. */
class PostgresJobStoreTest extends JobStoreContract {

    private String url;

    @BeforeAll
    static void needsPostgres() {
        assumeTrue(Postgres.url().isPresent(), Postgres.missing());
    }

    @Override
    @BeforeEach
    void openStore() throws Exception {
        url = Postgres.emptySchema(Postgres.url().orElseThrow());
        super.openStore();
    }

    List<Secret> keys() {
        return List.of();
    }

    private JobStoreConfig config(String url) {
        return new JobStoreConfig(null, url, null, null, keys(), Path.of("nowhere"));
    }

    @Override
    JobStore open() {
        return JobStores.opener(config(url), null).apply(Runnable::run);
    }

    @Override
    Connection connect() throws SQLException {
        return Postgres.connect(url);
    }

    @Test
    void nodesThatMakeTheTablesAtOnceDoNotDisturbEachOther() throws Exception {
        var config = config(Postgres.emptySchema(Postgres.url().orElseThrow()));
        var nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<byte[]> opening = () -> {
                try (var store = JobStores.opener(config, null).apply(Runnable::run)) {
                    return store.salt();
                }
            };
            var salts = new ArrayList<byte[]>();
            for (var salt : nodes.invokeAll(List.of(opening, opening, opening, opening))) {
                salts.add(salt.get());
            }
            assertThat(salts).allSatisfy(salt -> assertThat(salt).isEqualTo(salts.get(0)));
        } finally {
            nodes.shutdown();
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAStoreThatIsDown() {
        assertThatThrownBy(() -> JobStores.opener(config("jdbc:postgresql://127.0.0.1:1/x?user=gateway"), null)
                        .apply(Runnable::run))
                .isInstanceOf(JobStoreException.class);
    }

    @Test
    void aDatabaseWithoutADriverIsSaidSo() {
        assertThatThrownBy(
                        () -> JobStores.opener(config("jdbc:nonsense:x"), null).apply(Runnable::run))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("no JDBC driver");
    }
}
