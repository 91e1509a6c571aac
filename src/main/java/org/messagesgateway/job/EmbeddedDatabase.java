package org.messagesgateway.job;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;

/**
 * H2 in a file. When it cannot write, as on a full disk, H2 gives up on its file for good; it is then opened anew, with all that
 * was committed, and goes on once there is room. Thread-safe.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());

    /** Two blocks, which H2 writes before anything else. */
    private static final int HEAD = 2 * 4096;

    private final JdbcDataSource h2 = new JdbcDataSource();
    private final HikariDataSource pool;
    private final Database database;
    private final ExecutorService writer = Workers.pool("gateway-job-store", 1);

    /** Belongs to nobody's statement, so that the file can be given up and looked after at any time. */
    private Connection keeper;

    /** @param file without H2's ending */
    EmbeddedDatabase(Path file) throws IOException {
        emptyIfUnfinished(file.resolveSibling(file.getFileName() + ".mv.db"));
        // Each commit is written at once; GroupCommit then forces it to the disk. What is short stands in its row.
        h2.setURL("jdbc:h2:file:" + file.toAbsolutePath()
                + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384;TRACE_LEVEL_FILE=0"
                + ";MAX_LENGTH_INPLACE_LOB=4096");
        h2.setUser("gateway");
        try {
            keeper = h2.getConnection();
        } catch (SQLException e) {
            throw new JobStoreException("the job store cannot be opened: " + e.getMessage(), e);
        }
        try {
            pool = JobStores.pool(h2);
        } catch (RuntimeException e) {
            giveUp();
            throw e;
        }
        database = new Database(pool, this::checkFile);
    }

    /** A file without room for its head holds no job, and H2 would never open it again. Unless somebody has just begun it. */
    private static void emptyIfUnfinished(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) < HEAD) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock != null && channel.size() < HEAD) {
                    channel.truncate(0);
                }
            }
        }
    }

    Database database() {
        return database;
    }

    Changes changes() {
        return new GroupCommit(database, writer);
    }

    /** After a failure, whatever it was. */
    private synchronized void checkFile() {
        if (!isUsable()) {
            giveUp();
            pool.getHikariPoolMXBean().softEvictConnections();
            try {
                keeper = h2.getConnection();
                LOG.log(Level.DEBUG, "the job store had given up on its file, and was opened anew");
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "the job store cannot be opened anew yet", e);
            }
        }
    }

    private boolean isUsable() {
        try (var statement = keeper.createStatement()) {
            return statement.execute("SELECT COUNT(*) FROM INFORMATION_SCHEMA.USERS");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Closes the file without writing to it, if it is not closed yet. */
    private void giveUp() {
        try (var old = keeper;
                var statement = old.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the job store's file was given up before", e);
        }
    }

    /** Closes what could not be opened in order. */
    void abandon() {
        endWriter();
        synchronized (this) {
            pool.close();
            if (isUsable()) {
                closeKeeper();
            } else {
                giveUp();
            }
        }
    }

    private void closeKeeper() {
        try {
            keeper.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the job store's connection did not close", e);
        }
    }

    @Override
    public void close() throws SQLException {
        endWriter();
        synchronized (this) {
            pool.close();
            try (var statement = keeper.createStatement()) {
                statement.execute("SHUTDOWN");
            } finally {
                giveUp();
                // It has made itself known to the whole server, which would keep this application's classes.
                org.h2.Driver.unload();
            }
        }
    }

    /** It may have to look after the file, at its end. */
    private void endWriter() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the job store does not answer, and is closed under a change");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
