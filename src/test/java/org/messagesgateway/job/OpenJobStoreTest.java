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
        source.setURL("jdbc:h2:file:" + folder.resolve("jobs"));
        return source;
    }

    @Override
    JobStore open() {
        return new JdbcJobStore(source(), Sealer.OPEN, () -> {}, () -> {});
    }

    @Override
    Connection connect() throws SQLException {
        return source().getConnection();
    }
}
