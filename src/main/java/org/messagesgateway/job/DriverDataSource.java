package org.messagesgateway.job;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messagesgateway.config.JobStoreConfig;

/** Connections of one driver: {@code DriverManager} does not see drivers of other class loaders. Thread-safe. */
record DriverDataSource(Driver driver, String url, JobStoreConfig config) implements DataSource {

    private static final int SILENCE_MILLIS = 30_000;

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(config.username(), JobStores.reveal(config.password()));
    }

    @Override
    public Connection getConnection(@Nullable String username, @Nullable String password) throws SQLException {
        var properties = new Properties();
        if (username != null) {
            properties.setProperty("user", username);
            properties.setProperty("password", password == null ? "" : password);
        }
        var connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know this URL");
        }
        limitSilence(connection);
        return connection;
    }

    /** A database that is cut off must not hold a thread for as long as TCP takes to notice. */
    private static void limitSilence(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
        } catch (SQLFeatureNotSupportedException e) {
            // Then the driver's own limits hold.
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
