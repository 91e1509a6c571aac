package org.messagesgateway.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Makes changes in one transaction, all that wait at once, and forces it to the disk: what comes while one is under way goes
 * with the next. Thread-safe.
 */
final class GroupCommit implements Changes {

    private final LinkedBlockingQueue<Change<?>> waiting = new LinkedBlockingQueue<>();
    private final Database database;
    private final Executor writer;

    /** @param writer one thread, and not a caller's: an interrupt would close the database's file */
    GroupCommit(Database database, Executor writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public <T> CompletableFuture<T> begin(Database.Work<T> work) {
        var change = new Change<>(work, new CompletableFuture<T>());
        waiting.add(change);
        try {
            writer.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            change.fail(new JobStoreException("the job store is closed", e));
        }
        return change.end();
    }

    /** Nothing is left, where an earlier turn took it along. */
    private void writeAll() {
        var group = new ArrayList<Change<?>>();
        waiting.drainTo(group);
        if (!group.isEmpty()) {
            write(group);
        }
    }

    /** When a group fails, its halves are tried: at last, what does not fit on the disk fails alone. */
    private void write(List<Change<?>> group) {
        try {
            database.run(connection -> commit(connection, group)).forEach(Runnable::run);
        } catch (RuntimeException | Error e) {
            if (group.size() == 1 || e.getCause() instanceof SQLTransientConnectionException) {
                group.forEach(change -> change.fail(e));
            } else {
                int half = group.size() / 2;
                write(group.subList(0, half));
                write(group.subList(half, group.size()));
            }
        }
    }

    /** What then tells each caller. */
    private static List<Runnable> commit(Connection connection, List<Change<?>> group) throws SQLException {
        connection.setAutoCommit(false);
        var ends = new ArrayList<Runnable>();
        for (var change : group) {
            ends.add(change.attempt(connection));
        }
        connection.commit();
        Database.update(connection, "CHECKPOINT SYNC");
        return ends;
    }

    /** What a caller wants done, and hears the end of. */
    private record Change<T>(Database.Work<T> work, CompletableFuture<T> end) {

        /** A statement that fails has done nothing, and does no harm to the others. */
        Runnable attempt(Connection connection) {
            try {
                T result = work.run(connection);
                return () -> end.complete(result);
            } catch (SQLException e) {
                return () -> fail(Database.failure(e));
            } catch (RuntimeException | Error e) {
                return () -> fail(e);
            }
        }

        void fail(Throwable cause) {
            end.completeExceptionally(cause);
        }
    }
}
