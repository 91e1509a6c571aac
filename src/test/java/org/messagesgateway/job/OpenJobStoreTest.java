package org.messagesgateway.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;

/** A shared database without keys, reached by a data source of the server's. */
class OpenJobStoreTest extends JobStoreContract {

    @TempDir
    private Path folder;

    private JdbcDataSource source() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("jobs") + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    @Override
    JobStore open() {
        var database = new Database(source());
        return new JdbcJobStore(database, new SingleCommits(database, Runnable::run), Sealer.OPEN, this::shutDown);
    }

    private void shutDown() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    @Override
    Connection connect() throws SQLException {
        return source().getConnection();
    }
}
