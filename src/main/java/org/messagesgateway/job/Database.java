package org.messagesgateway.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain SQL on a data source; what goes wrong is a {@link JobStoreException}. Thread-safe. */
final class Database {

    /** Work with one connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Reads the current row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource source;
    private final Runnable failed;

    Database(DataSource source) {
        this(source, () -> {});
    }

    /** @param failed is run after each failure, before it is reported */
    Database(DataSource source, Runnable failed) {
        this.source = source;
        this.failed = failed;
    }

    /** Each statement commits by itself. */
    <T> T run(Work<T> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(true);
            return work.run(connection);
        } catch (SQLException e) {
            failed.run();
            throw failure(e);
        }
    }

    static JobStoreException failure(SQLException cause) {
        return new JobStoreException("the job store failed: " + cause.getMessage(), cause);
    }

    /** Milliseconds since 1970 by the database's clock. */
    static long now(Connection connection) throws SQLException {
        return query(connection, "SELECT CURRENT_TIMESTAMP", row -> row.getTimestamp(1)
                        .getTime())
                .get(0);
    }

    static <T> List<T> query(Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
        try (var statement = prepare(connection, sql, parameters)) {
            var rows = new ArrayList<T>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        }
    }

    /** The number of rows that were changed. */
    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }
}
