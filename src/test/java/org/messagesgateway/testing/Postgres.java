package org.messagesgateway.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** A PostgreSQL that whoever runs the tests has named: {@code -Dtest.postgres.url=$(.ci/postgres start)}. */
public final class Postgres {

    private static final String PROPERTY = "test.postgres.url";

    private Postgres() {}

    /** Its JDBC URL; empty, if there is none. */
    public static Optional<String> url() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).filter(url -> !url.isBlank());
    }

    /** What to say when there is none. */
    public static String missing() {
        return "no PostgreSQL: give -D" + PROPERTY + "=$(.ci/postgres start)";
    }

    /** The URL of an empty schema in it. */
    public static String emptySchema(String url) throws SQLException {
        var schema = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
