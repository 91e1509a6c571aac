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
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.JobStoreConfig;
import org.messagesgateway.config.Secret;

/** Opens the store that the configuration names. */
public final class JobStores {

    private static final int CONNECTIONS = 10;
    private static final long PATIENCE_MILLIS = 5_000;

    private JobStores() {}

    /**
     * What opens the store; it may fail, and be tried again.
     *
     * @param managed the estate's data source, where the configuration names one
     */
    static Supplier<JobStore> opener(JobStoreConfig config, @Nullable DataSource managed) {
        if (config.isEmbedded()) {
            return () -> embedded(config);
        }
        return () -> shared(config, managed);
    }

    /** Whether there are jobs from before. */
    static boolean isThere(JobStoreConfig config) {
        return !config.isEmbedded() || Files.exists(config.home().resolve("jobs.mv.db"));
    }

    private static JobStore embedded(JobStoreConfig config) {
        try {
            makeOwnFolder(config.home());
            var h2 = new JdbcDataSource();
            // Each commit is written at once; GroupSync then forces it to the disk.
            h2.setURL("jdbc:h2:file:" + config.home().toAbsolutePath().resolve("jobs")
                    + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384");
            h2.setUser("gateway");
            var pool = pool(h2);
            try {
                var sealer = new AesSealer(List.of(KeyFile.readOrCreate(config.home())));
                var database = new Database(pool);
                var sync =
                        new GroupSync(() -> database.run(connection -> Database.update(connection, "CHECKPOINT SYNC")));
                var store = new JdbcJobStore(pool, sealer, sync::await, () -> close(pool, h2));
                // Nobody else has the file open, so that whoever ran these jobs is gone.
                store.endLeases();
                return store;
            } catch (IOException | RuntimeException e) {
                pool.close();
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

    private static void close(HikariDataSource pool, JdbcDataSource h2) throws SQLException {
        pool.close();
        try (var connection = h2.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } finally {
            // It has made itself known to the whole server, which would keep this application's classes.
            org.h2.Driver.unload();
        }
    }

    private static JobStore shared(JobStoreConfig config, @Nullable DataSource managed) {
        var keys = config.encryptionKeys().stream()
                .map(key -> Base64.getDecoder().decode(key.reveal()))
                .toList();
        var sealer = keys.isEmpty() ? Sealer.OPEN : new AesSealer(keys);
        if (managed != null) {
            return new JdbcJobStore(managed, sealer, () -> {}, () -> {});
        }
        try {
            var pool = pool(new DriverDataSource(driver(config), String.valueOf(config.url()), config));
            try {
                return new JdbcJobStore(pool, sealer, () -> {}, pool);
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

    private static HikariDataSource pool(DataSource source) {
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
