package org.messagesgateway.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs; several nodes may share one. Its clock is the only one that counts. Every method may throw
 * {@link JobStoreException}. Thread-safe.
 */
interface JobStore extends AutoCloseable {

    /** Whether what is kept is encrypted. */
    boolean isEncrypted();

    /** A secret of the store's own, the same for every node, to make owners' names with. */
    byte[] salt();

    /** Never waits. When it has ended, the job survives a crash. */
    CompletionStage<?> add(NewJob job);

    /** Empty, if there is none, or it has expired. */
    Optional<StoredJob> find(JobId id);

    /** An owner's jobs that have not expired, newest first. {@code after} is the last one of the page before. */
    List<JobInfo> list(String owner, @Nullable JobId after, int limit);

    /** Whether it was there. When it returns, the job stays deleted. */
    boolean delete(JobId id);

    /** What was deleted in this last stretch of time, at most a day, so that no node goes on showing it. */
    List<JobId> deleted(Duration since);

    /** Jobs that wait to be taken up. */
    int pending();

    /** Takes up waiting jobs, and those whose node has not renewed its lease; oldest first. No two nodes get the same. */
    List<Claim> claim(String node, int limit, Duration lease);

    /** Takes up waiting jobs alone. */
    List<Claim> claimWaiting(String node, int limit, Duration lease);

    /** Renews the leases of a node and tells which it still has: other jobs were taken over, or deleted. */
    Set<JobId> renew(String node, Collection<Claim> claims, Duration lease);

    /** Keeps the result and forgets the request. Empty, if the job is not the node's any more, in this attempt. */
    Optional<StoredJob> finish(String node, Claim claim, JobResult result);

    /** Hands all of a node's jobs back, as if they had not been taken up. */
    void release(String node);

    /** Forgets up to {@code limit} expired jobs; tells how many there were. */
    int purge(int limit);

    @Override
    void close();
}
