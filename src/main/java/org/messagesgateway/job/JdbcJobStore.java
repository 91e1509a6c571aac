package org.messagesgateway.job;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in a database. A job is taken up, and brought to its end, by an update that names the state it expects, so that of
 * several nodes one succeeds. Thread-safe.
 */
final class JdbcJobStore implements JobStore {

    /** After every id in the order of text. */
    private static final String ABOVE_EVERY_ID = "job_g";

    private static final String INFO = "id, model, status, created, started, ended, expires";
    private static final long DELETIONS_KEPT_MILLIS = 24 * 3_600_000L;

    /** Finds the ids of jobs to be taken up. */
    private interface Candidates {
        List<String> find(Connection connection, long now) throws SQLException;
    }

    private final Database database;
    private final Changes changes;
    private final Sealer sealer;
    private final AutoCloseable source;
    private final byte[] salt;

    /** @param source is closed with the store */
    JdbcJobStore(Database database, Changes changes, Sealer sealer, AutoCloseable source) {
        this.database = database;
        this.changes = changes;
        this.sealer = sealer;
        this.source = source;
        JobSchema.bringUpToDate(database);
        this.salt = database.run(
                connection -> Database.query(connection, "SELECT salt FROM gateway_store", row -> row.getBytes(1))
                        .get(0));
    }

    @Override
    public boolean isEncrypted() {
        return sealer.isEncrypting();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public CompletionStage<?> add(NewJob job) {
        var request = sealer.seal(job.id(), job.request());
        return changes.begin(connection -> Database.update(
                connection,
                "INSERT INTO gateway_job (id, owner, model, status, ttl, created, attempt, request)"
                        + " VALUES (?, ?, ?, 'pending', ?, ?, 0, ?)",
                job.id().value(),
                job.owner(),
                storable(job.model()),
                job.ttl().toMillis(),
                Database.now(connection),
                request));
    }

    /** What JSON can spell and a database cannot keep: halves of characters, and NUL. */
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    @Override
    public Optional<StoredJob> find(JobId id) {
        return database.run(connection -> find(connection, id));
    }

    private Optional<StoredJob> find(Connection connection, JobId id) throws SQLException {
        long now = Database.now(connection);
        return Database.query(
                        connection,
                        "SELECT " + INFO + ", owner, result FROM gateway_job"
                                + " WHERE id = ? AND (expires IS NULL OR expires > ?)",
                        row -> stored(row, now),
                        id.value(),
                        now)
                .stream()
                .findFirst();
    }

    @Override
    public List<JobInfo> list(String owner, @Nullable JobId after, int limit) {
        return database.run(connection -> Database.query(
                connection,
                "SELECT " + INFO + " FROM gateway_job WHERE owner = ? AND id < ? AND (expires IS NULL OR expires > ?)"
                        + " ORDER BY id DESC" + first(limit),
                JdbcJobStore::info,
                owner,
                after == null ? ABOVE_EVERY_ID : after.value(),
                Database.now(connection)));
    }

    private static String first(int limit) {
        return " FETCH FIRST " + limit + " ROWS ONLY";
    }

    @Override
    public boolean delete(JobId id) {
        return changes.make(connection -> {
            Database.update(
                    connection,
                    "INSERT INTO gateway_deleted (id, deleted) VALUES (?, ?)",
                    id.value(),
                    Database.now(connection));
            return Database.update(connection, "DELETE FROM gateway_job WHERE id = ?", id.value()) > 0;
        });
    }

    @Override
    public List<JobId> deleted(Duration since) {
        return database.run(connection -> Database.query(
                connection,
                "SELECT id FROM gateway_deleted WHERE deleted >= ?",
                row -> new JobId(row.getString(1)),
                Database.now(connection) - since.toMillis()));
    }

    @Override
    public int pending() {
        return database.run(connection -> Database.query(
                        connection, "SELECT COUNT(*) FROM gateway_job WHERE status = 'pending'", row -> row.getInt(1))
                .get(0));
    }

    @Override
    public List<Claim> claim(String node, int limit, Duration lease) {
        return claim(node, lease, (connection, now) -> {
            var candidates = lost(connection, limit, now);
            candidates.addAll(waiting(connection, limit - candidates.size()));
            return candidates;
        });
    }

    @Override
    public List<Claim> claimWaiting(String node, int limit, Duration lease) {
        return claim(node, lease, (connection, now) -> waiting(connection, limit));
    }

    /** What was taken up before a failure is given out all the same: it is this node's. */
    private List<Claim> claim(String node, Duration lease, Candidates candidates) {
        return changes.make(connection -> {
            long now = Database.now(connection);
            var claims = new ArrayList<Claim>();
            try {
                for (var id : candidates.find(connection, now)) {
                    if (take(connection, node, id, now, lease)) {
                        claims.addAll(claimed(connection, node, id, now));
                    }
                }
            } catch (SQLException e) {
                if (claims.isEmpty()) {
                    throw e;
                }
            }
            return claims;
        });
    }

    /** Those whose node has gone. */
    private static List<String> lost(Connection connection, int limit, long now) throws SQLException {
        return Database.query(
                connection,
                "SELECT id FROM gateway_job WHERE status = 'processing' AND lease < ? ORDER BY status, created"
                        + first(limit),
                row -> row.getString(1),
                now);
    }

    private static List<String> waiting(Connection connection, int limit) throws SQLException {
        return Database.query(
                connection,
                "SELECT id FROM gateway_job WHERE status = 'pending' ORDER BY status, created" + first(limit),
                row -> row.getString(1));
    }

    private static boolean take(Connection connection, String node, String id, long now, Duration lease)
            throws SQLException {
        return Database.update(
                        connection,
                        "UPDATE gateway_job SET status = 'processing', node = ?, lease = ?, attempt = attempt + 1,"
                                + " started = COALESCE(started, ?)"
                                + " WHERE id = ? AND (status = 'pending' OR status = 'processing' AND lease < ?)",
                        node,
                        now + lease.toMillis(),
                        now,
                        id,
                        now)
                > 0;
    }

    private List<Claim> claimed(Connection connection, String node, String id, long now) throws SQLException {
        return Database.query(
                connection,
                "SELECT owner, model, request, ttl, attempt, started FROM gateway_job WHERE id = ? AND node = ?",
                row -> {
                    var job = new JobId(id);
                    return new Claim(
                            job,
                            row.getString(1),
                            row.getString(2),
                            opened(job, row.getBytes(3)),
                            Duration.ofMillis(row.getLong(4)),
                            row.getInt(5),
                            Duration.ofMillis(Math.max(0, now - row.getLong(6))));
                },
                id,
                node);
    }

    /** What cannot be opened is claimed all the same, and fails as a job: it must not come back for ever. */
    private byte[] opened(JobId id, byte[] request) {
        try {
            return sealer.open(id, request);
        } catch (JobStoreException e) {
            return new byte[0];
        }
    }

    @Override
    public Set<JobId> renew(String node, Collection<Claim> claims, Duration lease) {
        return changes.make(connection -> {
            long until = Database.now(connection) + lease.toMillis();
            var kept = new HashSet<JobId>();
            for (var claim : claims) {
                int count = Database.update(
                        connection,
                        "UPDATE gateway_job SET lease = ? WHERE id = ? AND node = ? AND attempt = ?"
                                + " AND status = 'processing'",
                        until,
                        claim.id().value(),
                        node,
                        claim.attempt());
                if (count > 0) {
                    kept.add(claim.id());
                }
            }
            return kept;
        });
    }

    /** All running jobs wait to be taken up again, as their next attempt. */
    void endLeases() {
        changes.make(connection -> Database.update(
                connection,
                "UPDATE gateway_job SET status = 'pending', node = NULL, lease = NULL WHERE status = 'processing'"));
    }

    @Override
    public Optional<StoredJob> finish(String node, Claim claim, JobResult result) {
        var sealed = sealer.seal(claim.id(), result.toBytes());
        return changes.make(connection -> {
            long now = Database.now(connection);
            int count = Database.update(
                    connection,
                    "UPDATE gateway_job SET status = ?, ended = ?, expires = ?, result = ?, request = NULL,"
                            + " node = NULL, lease = NULL"
                            + " WHERE id = ? AND node = ? AND attempt = ? AND status = 'processing'",
                    result.end().wireName(),
                    now,
                    now + claim.ttl().toMillis(),
                    sealed,
                    claim.id().value(),
                    node,
                    claim.attempt());
            return count == 0 ? Optional.<StoredJob>empty() : ended(connection, claim, result, now);
        });
    }

    private static Optional<StoredJob> ended(Connection connection, Claim claim, JobResult result, long now)
            throws SQLException {
        return Database.query(
                        connection,
                        "SELECT " + INFO + " FROM gateway_job WHERE id = ?",
                        row -> new StoredJob(info(row), claim.owner(), result, left(info(row), now)),
                        claim.id().value())
                .stream()
                .findFirst();
    }

    private static Duration left(JobInfo info, long now) {
        return Duration.ofMillis(info.expiresAt() == null ? 0 : info.expiresAt().toEpochMilli() - now);
    }

    @Override
    public void release(String node) {
        changes.make(connection -> Database.update(
                connection,
                "UPDATE gateway_job SET status = 'pending', node = NULL, lease = NULL, attempt = attempt - 1,"
                        + " started = CASE WHEN attempt = 1 THEN NULL ELSE started END"
                        + " WHERE node = ? AND status = 'processing'",
                node));
    }

    @Override
    public int purge(int limit) {
        return changes.make(connection -> {
            long now = Database.now(connection);
            Database.update(connection, "DELETE FROM gateway_deleted WHERE deleted < ?", now - DELETIONS_KEPT_MILLIS);
            var expired = Database.query(
                    connection,
                    "SELECT id FROM gateway_job WHERE expires <= ? ORDER BY expires" + first(limit),
                    row -> row.getString(1),
                    now);
            for (var id : expired) {
                Database.update(connection, "DELETE FROM gateway_job WHERE id = ?", id);
            }
            return expired.size();
        });
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (Exception e) {
            throw new JobStoreException("the job store did not close in order", e);
        }
    }

    private StoredJob stored(ResultSet row, long now) throws SQLException {
        var info = info(row);
        var sealed = row.getBytes("result");
        return new StoredJob(
                info,
                row.getString("owner"),
                sealed == null ? null : JobResult.of(sealer.open(info.id(), sealed)),
                left(info, now));
    }

    private static JobInfo info(ResultSet row) throws SQLException {
        return new JobInfo(
                new JobId(row.getString("id")),
                row.getString("model"),
                JobStatus.ofWireName(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("created")),
                instant(row, "started"),
                instant(row, "ended"),
                instant(row, "expires"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
