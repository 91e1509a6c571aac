package org.messagesgateway.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Finished jobs in memory outside the heap, bounded in bytes, each until its own expiry: polling one does not touch the
 * database. Never a job that can still change. The memory is taken with the first job. Thread-safe.
 */
final class ResultCache implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ResultCache.class.getName());

    /** A larger entry would drive out many others, or find no room at all. */
    private static final int LARGEST_ENTRY_PER_MEGABYTE = 16 * 1024;

    private static final String NAME = "results";
    private static final int HEAD = 3 * Long.BYTES + 2 * Integer.BYTES;

    private final int megabytes;
    private final LongSupplier millis;
    private boolean closed;
    private @Nullable CacheManager manager;
    private volatile @Nullable Cache<String, byte[]> cache;

    /** @param millis this node's clock, from any moment on */
    ResultCache(int megabytes, LongSupplier millis) {
        this.megabytes = megabytes;
        this.millis = millis;
    }

    /** A job that has not ended is not taken. */
    void put(StoredJob job) {
        if (job.result() == null) {
            return;
        }
        var entry = bytes(job, job.result(), millis.getAsLong() + job.left().toMillis());
        var open = open();
        if (open != null && entry.length <= (long) megabytes * LARGEST_ENTRY_PER_MEGABYTE) {
            open.put(job.info().id().value(), entry);
        }
    }

    Optional<StoredJob> find(JobId id) {
        var open = cache;
        var bytes = open == null ? null : open.get(id.value());
        return bytes == null ? Optional.empty() : job(id, ByteBuffer.wrap(bytes));
    }

    void remove(JobId id) {
        var open = cache;
        if (open != null) {
            open.remove(id.value());
        }
    }

    private @Nullable Cache<String, byte[]> open() {
        var open = cache;
        return open == null ? create() : open;
    }

    /** Null if there cannot be one: results then come from the store. */
    private synchronized @Nullable Cache<String, byte[]> create() {
        if (cache == null && !closed) {
            try {
                manager = manager();
                cache = manager.getCache(NAME, String.class, byte[].class);
            } catch (RuntimeException e) {
                closed = true;
                LOG.log(Level.WARNING, "no memory for client.job_cache_mb; finished jobs are read from the store", e);
            }
        }
        return cache;
    }

    private CacheManager manager() {
        var pools = ResourcePoolsBuilder.newResourcePoolsBuilder().offheap(megabytes, MemoryUnit.MB);
        return CacheManagerBuilder.newCacheManagerBuilder()
                .withCache(
                        NAME,
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(String.class, byte[].class, pools)
                                .withExpiry(new OwnExpiry(millis)))
                .build(true);
    }

    @Override
    public synchronized void close() {
        closed = true;
        cache = null;
        if (manager != null) {
            manager.close();
            manager = null;
        }
    }

    /** Expiry by this node's clock; created, ended and expires; owner; model; result. */
    private static byte[] bytes(StoredJob job, JobResult result, long expiry) {
        var owner = job.owner().getBytes(StandardCharsets.UTF_8);
        var model = job.info().model().getBytes(StandardCharsets.UTF_8);
        var content = result.toBytes();
        return ByteBuffer.allocate(HEAD + Long.BYTES + owner.length + model.length + content.length)
                .putLong(expiry)
                .putLong(job.info().createdAt().toEpochMilli())
                .putLong(millis(job.info().endedAt()))
                .putLong(millis(job.info().expiresAt()))
                .putInt(owner.length)
                .putInt(model.length)
                .put(owner)
                .put(model)
                .put(content)
                .array();
    }

    private Optional<StoredJob> job(JobId id, ByteBuffer bytes) {
        var left = Duration.ofMillis(bytes.getLong() - millis.getAsLong());
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        var created = Instant.ofEpochMilli(bytes.getLong());
        var ended = Instant.ofEpochMilli(bytes.getLong());
        var expires = Instant.ofEpochMilli(bytes.getLong());
        var owner = new byte[bytes.getInt()];
        var model = new byte[bytes.getInt()];
        bytes.get(owner).get(model);
        var content = new byte[bytes.remaining()];
        bytes.get(content);
        var result = JobResult.of(content);
        var name = new String(model, StandardCharsets.UTF_8);
        var info = new JobInfo(id, name, result.end(), created, null, ended, expires);
        return Optional.of(new StoredJob(info, new String(owner, StandardCharsets.UTF_8), result, left));
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }

    /** Each entry says itself when it expires. */
    private record OwnExpiry(LongSupplier millis) implements ExpiryPolicy<String, byte[]> {

        @Override
        public Duration getExpiryForCreation(String id, byte[] entry) {
            return Duration.ofMillis(Math.max(0, ByteBuffer.wrap(entry).getLong() - millis.getAsLong()));
        }

        @Override
        public @Nullable Duration getExpiryForAccess(String id, Supplier<? extends byte[]> entry) {
            return null;
        }

        @Override
        public Duration getExpiryForUpdate(String id, Supplier<? extends byte[]> old, byte[] entry) {
            return getExpiryForCreation(id, entry);
        }
    }
}
