package org.messagesgateway.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A store in memory that a test can take down. Other nodes reach the same jobs through {@link #behind}. */
final class BreakableStore implements JobStore {

    final List<Set<JobId>> renewals = new ArrayList<>();
    final AtomicInteger finds = new AtomicInteger();
    final Semaphore looksForDeletions = new Semaphore(0);
    volatile boolean down;

    /** What is asked is done, but its answer is lost: as when a connection breaks around a commit. */
    volatile boolean deaf;

    volatile String node = "";
    private final JobStore behind;

    BreakableStore(Sealer sealer) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var database = new Database(source);
        behind = new JdbcJobStore(database, new SingleCommits(database, Runnable::run), sealer, () -> {});
    }

    BreakableStore() {
        this(Sealer.OPEN);
    }

    /** Another node's way to the same jobs. */
    BreakableStore(BreakableStore other) {
        behind = other.behind;
    }

    JobStore behind() {
        return behind;
    }

    private <T> T unlessDown(Supplier<T> action) {
        if (down) {
            throw new JobStoreException("the store is down", new IOException("down"));
        }
        var answer = action.get();
        if (deaf) {
            throw new JobStoreException("the connection broke", new IOException("broken"));
        }
        return answer;
    }

    @Override
    public boolean isEncrypted() {
        return behind.isEncrypted();
    }

    @Override
    public byte[] salt() {
        return behind.salt();
    }

    @Override
    public CompletionStage<?> add(NewJob job) {
        return CompletableFuture.supplyAsync(
                () -> unlessDown(() -> {
                    Samples.add(behind, job);
                    return true;
                }),
                Runnable::run);
    }

    @Override
    public Optional<StoredJob> find(JobId id) {
        finds.incrementAndGet();
        return unlessDown(() -> behind.find(id));
    }

    @Override
    public List<JobInfo> list(String owner, @Nullable JobId after, int limit) {
        return unlessDown(() -> behind.list(owner, after, limit));
    }

    @Override
    public boolean delete(JobId id) {
        return unlessDown(() -> behind.delete(id));
    }

    @Override
    public List<JobId> deleted(Duration since) {
        looksForDeletions.release();
        return unlessDown(() -> behind.deleted(since));
    }

    @Override
    public int pending() {
        return unlessDown(behind::pending);
    }

    @Override
    public List<Claim> claim(String node, int limit, Duration lease) {
        this.node = node;
        return unlessDown(() -> behind.claim(node, limit, lease));
    }

    @Override
    public List<Claim> claimWaiting(String node, int limit, Duration lease) {
        this.node = node;
        return unlessDown(() -> behind.claimWaiting(node, limit, lease));
    }

    @Override
    public Set<JobId> renew(String node, Collection<Claim> claims, Duration lease) {
        return unlessDown(() -> {
            var kept = behind.renew(node, claims, lease);
            renewals.add(kept);
            return kept;
        });
    }

    @Override
    public Optional<StoredJob> finish(String node, Claim claim, JobResult result) {
        return unlessDown(() -> behind.finish(node, claim, result));
    }

    @Override
    public void release(String node) {
        unlessDown(() -> {
            behind.release(node);
            return true;
        });
    }

    @Override
    public int purge(int limit) {
        return unlessDown(() -> behind.purge(limit));
    }

    @Override
    public void close() {
        behind.close();
    }
}
