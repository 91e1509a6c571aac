package org.messagesgateway.job;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.JobStoreConfig;
import org.messagesgateway.config.Secret;

/** Opens the store that the configuration names. */
public final class JobStores {

    private static final int CONNECTIONS = 10;
    private static final long PATIENCE_MILLIS = 5_000;

    private JobStores() {}

    /**
     * What opens the store, given threads that may wait for it; it may fail, and be tried again.
     *
     * @param managed the estate's data source, where the configuration names one
     */
    static Function<Executor, JobStore> opener(JobStoreConfig config, @Nullable DataSource managed) {
        if (config.isEmbedded()) {
            return threads -> embedded(config);
        }
        return threads -> shared(config, managed, threads);
    }

    /** Whether there are jobs from before. */
    static boolean isThere(JobStoreConfig config) {
        return !config.isEmbedded() || Files.exists(config.home().resolve("jobs.mv.db"));
    }

    private static JobStore embedded(JobStoreConfig config) {
        try {
            makeOwnFolder(config.home());
            var key = KeyFile.readOrCreate(config.home());
            var embedded = new EmbeddedDatabase(config.home().resolve("jobs"));
            try {
                var store = new JdbcJobStore(
                        embedded.database(), embedded.changes(), new AesSealer(List.of(key)), embedded);
                // Nobody else has the file open, so that whoever ran these jobs is gone.
                store.endLeases();
                return store;
            } catch (RuntimeException e) {
                embedded.abandon();
                throw e;
            }
        } catch (IOException e) {
            throw new JobStoreException("the job store's folder cannot be used", e);
        } catch (JobStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JobStoreException("the job store cannot be opened", e);
        }
    }

    private static void makeOwnFolder(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder, OwnerOnly.folder(folder));
        }
    }

    private static JobStore shared(JobStoreConfig config, @Nullable DataSource managed, Executor threads) {
        var keys = config.encryptionKeys().stream()
                .map(key -> Base64.getDecoder().decode(key.reveal()))
                .toList();
        var sealer = keys.isEmpty() ? Sealer.OPEN : new AesSealer(keys);
        if (managed != null) {
            return single(new Database(managed), threads, sealer, () -> {});
        }
        try {
            var pool = pool(new DriverDataSource(driver(config), String.valueOf(config.url()), config));
            try {
                return single(new Database(pool), threads, sealer, pool);
            } catch (RuntimeException e) {
                pool.close();
                throw e;
            }
        } catch (JobStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JobStoreException("the job store cannot be opened", e);
        }
    }

    private static JobStore single(Database database, Executor threads, Sealer sealer, AutoCloseable source) {
        return new JdbcJobStore(database, new SingleCommits(database, threads), sealer, source);
    }

    static HikariDataSource pool(DataSource source) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("gateway-jobs");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        return new HikariDataSource(config);
    }

    private static Driver driver(JobStoreConfig config) {
        return ServiceLoader.load(Driver.class, JobStores.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(driver -> accepts(driver, String.valueOf(config.url())))
                .findFirst()
                .orElseThrow(() -> new JobStoreException(
                        "no JDBC driver for client.job_store.url: put its jar into the server's libraries, or, for"
                                + " java -jar, into the folder lib beside gateway.json",
                        new IllegalStateException("no driver")));
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    /** A password, or none. */
    static String reveal(@Nullable Secret secret) {
        return secret == null ? "" : secret.reveal();
    }
}
