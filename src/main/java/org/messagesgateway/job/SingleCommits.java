package org.messagesgateway.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Makes each change by itself, on a database that keeps what was committed. Thread-safe.
 *
 * @param threads where the database is waited for
 */
record SingleCommits(Database database, Executor threads) implements Changes {

    @Override
    public <T> CompletableFuture<T> begin(Database.Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> database.run(work), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new JobStoreException("the job store is closed", e));
        }
    }

    @Override
    public <T> T make(Database.Work<T> work) {
        return database.run(work);
    }
}
