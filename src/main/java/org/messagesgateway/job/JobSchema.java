package org.messagesgateway.job;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The store's tables, made and brought up to date when it is opened. A version is added at the end of
 * {@link #versions}, never changed. Two nodes may do it at the same time: one of them fails, table by table, and
 * tries again.
 */
final class JobSchema {

    private static final int ATTEMPTS = 50;
    private static final int SALT_BYTES = 32;

    private JobSchema() {}

    static void bringUpToDate(Database database) {
        for (int attempt = 1; ; attempt++) {
            try {
                database.run(connection -> {
                    migrate(connection);
                    return true;
                });
                return;
            } catch (JobStoreException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void migrate(Connection connection) throws SQLException {
        var blob = blobType(connection);
        Database.update(
                connection,
                "CREATE TABLE IF NOT EXISTS gateway_store (id INT PRIMARY KEY, version INT NOT NULL, salt " + blob
                        + " NOT NULL)");
        if (Database.query(connection, "SELECT version FROM gateway_store", row -> row.getInt(1))
                .isEmpty()) {
            var salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            Database.update(connection, "INSERT INTO gateway_store (id, version, salt) VALUES (1, 0, ?)", salt);
        }
        int version = Database.query(connection, "SELECT version FROM gateway_store", row -> row.getInt(1))
                .get(0);
        var versions = versions(blob);
        if (version > versions.size()) {
            throw new SQLException("the job store was made by a newer gateway");
        }
        for (int next = version; next < versions.size(); next++) {
            for (var statement : versions.get(next)) {
                Database.update(connection, statement);
            }
            Database.update(
                    connection, "UPDATE gateway_store SET version = ? WHERE id = 1 AND version = ?", next + 1, next);
        }
    }

    /** Times are milliseconds since 1970; requests and results are sealed. */
    private static List<List<String>> versions(String blob) {
        return List.of(List.of(
                """
                CREATE TABLE IF NOT EXISTS gateway_job (
                    id VARCHAR(48) PRIMARY KEY,
                    owner VARCHAR(200) NOT NULL,
                    model VARCHAR(600) NOT NULL,
                    status VARCHAR(10) NOT NULL,
                    ttl BIGINT NOT NULL,
                    created BIGINT NOT NULL,
                    started BIGINT,
                    ended BIGINT,
                    expires BIGINT,
                    attempt INT NOT NULL,
                    node VARCHAR(36),
                    lease BIGINT,
                    request %s,
                    result %s)"""
                        .formatted(blob, blob),
                "CREATE INDEX IF NOT EXISTS gateway_job_waiting ON gateway_job (status, created)",
                "CREATE INDEX IF NOT EXISTS gateway_job_node ON gateway_job (node)",
                "CREATE INDEX IF NOT EXISTS gateway_job_expiry ON gateway_job (expires)",
                "CREATE INDEX IF NOT EXISTS gateway_job_owner ON gateway_job (owner, id)",
                "CREATE TABLE IF NOT EXISTS gateway_deleted (id VARCHAR(48) NOT NULL, deleted BIGINT NOT NULL)",
                "CREATE INDEX IF NOT EXISTS gateway_deleted_time ON gateway_deleted (deleted)"));
    }

    private static String blobType(Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return switch (product) {
            case "postgresql" -> "BYTEA";
            case "h2" -> "BLOB";
            default -> throw new SQLException("jobs are kept in PostgreSQL or H2, not in " + product);
        };
    }
}
