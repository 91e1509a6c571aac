package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {

    private final JdbcDataSource h2 = new JdbcDataSource();
    private final Database database = new Database(source());
    private int transactions;
    private int failures;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Runnable> turns = new CopyOnWriteArrayList<>();
    private final GroupCommit commit = new GroupCommit(database, tasks::add);

    /** Counts connections: a transaction takes one. */
    private DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    transactions++;
                    if (failures-- > 0) {
                        throw new SQLTransientConnectionException("down");
                    }
                    return h2.getConnection();
                });
    }

    @BeforeEach
    void createTable() {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.run(connection -> Database.update(connection, "CREATE TABLE kept (id INT PRIMARY KEY)"));
        transactions = 0;
    }

    @AfterEach
    void dropDatabase() {
        database.run(connection -> Database.update(connection, "SHUTDOWN"));
    }

    private static Database.Work<Integer> keep(int id) {
        return connection -> Database.update(connection, "INSERT INTO kept (id) VALUES (?)", id);
    }

    private List<Integer> kept() {
        return database.run(
                connection -> Database.query(connection, "SELECT id FROM kept ORDER BY id", row -> row.getInt(1)));
    }

    private static <T> CompletableFuture<T> called(Changes changes, Database.Work<T> work) {
        var answer = new CompletableFuture<T>();
        new Thread(() -> {
                    try {
                        answer.complete(changes.make(work));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }

    /** Returns when the change waits. */
    private <T> CompletableFuture<T> waiting(Database.Work<T> work) throws InterruptedException {
        var answer = called(commit, work);
        turns.add(tasks.take());
        return answer;
    }

    private void takeTurns() {
        var all = List.copyOf(turns);
        turns.clear();
        all.forEach(Runnable::run);
    }

    @Test
    void allThatWaitsIsOneTransaction() throws Exception {
        var first = waiting(keep(1));
        var second = waiting(keep(2));
        var third = waiting(keep(3));
        assertThat(first).isNotDone();
        takeTurns();

        assertThat(List.of(first.get(), second.get(), third.get())).containsExactly(1, 1, 1);
        assertThat(transactions).isEqualTo(1);
        assertThat(kept()).containsExactly(1, 2, 3);
    }

    @Test
    void whatComesAloneIsATransactionOfItsOwn() throws Exception {
        for (int id = 1; id <= 2; id++) {
            var alone = waiting(keep(id));
            takeTurns();
            assertThat(alone.get()).isEqualTo(1);
        }
        assertThat(transactions).isEqualTo(2);
    }

    /** The one that runs may be at its end already: only the next is theirs. */
    @Test
    void whatComesDuringATransactionGoesWithTheNextAndHearsNothingBeforeItsEnd() throws Exception {
        var begun = new Semaphore(0);
        var allowed = new Semaphore(0);
        Database.Work<Integer> slow = connection -> {
            begun.release();
            allowed.acquireUninterruptibly();
            return 0;
        };
        var first = waiting(slow);
        new Thread(this::takeTurns).start();
        begun.acquire();
        var others = new ArrayList<CompletableFuture<Integer>>();
        for (int id = 1; id <= 20; id++) {
            others.add(waiting(keep(id)));
        }
        others.add(waiting(slow));
        allowed.release();
        first.get();
        new Thread(this::takeTurns).start();
        begun.acquire();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        allowed.release();
        for (var other : others) {
            other.get();
        }
        assertThat(transactions).isEqualTo(2);
    }

    @Test
    void aStatementThatFailsIsItsCallersAlone() throws Exception {
        var first = waiting(keep(1));
        var again = waiting(keep(1));
        var second = waiting(keep(2));
        takeTurns();

        assertThat(first.get()).isEqualTo(1);
        assertThat(second.get()).isEqualTo(1);
        assertThatThrownBy(again::get).hasCauseInstanceOf(JobStoreException.class);
        assertThat(transactions).isEqualTo(1);
        assertThat(kept()).containsExactly(1, 2);
    }

    /** As one that is larger than what the disk has left. */
    @Test
    void whoeverMakesATransactionFailFailsAlone() throws Exception {
        var first = waiting(keep(1));
        var harmful = waiting(connection -> {
            connection.close();
            return 0;
        });
        var second = waiting(keep(2));
        takeTurns();

        assertThat(first.get()).isEqualTo(1);
        assertThat(second.get()).isEqualTo(1);
        assertThatThrownBy(harmful::get).hasCauseInstanceOf(JobStoreException.class);
        assertThat(kept()).containsExactly(1, 2);
    }

    /** Each attempt may take seconds. */
    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAllAndAgainForTheNext() throws Exception {
        var first = waiting(keep(1));
        var second = waiting(keep(2));
        failures = 1;
        takeTurns();
        assertThatThrownBy(first::get).hasCauseInstanceOf(JobStoreException.class);
        assertThatThrownBy(second::get).hasCauseInstanceOf(JobStoreException.class);

        var third = waiting(keep(3));
        takeTurns();
        assertThat(third.get()).isEqualTo(1);
        assertThat(kept()).containsExactly(3);
    }

    /** Only an administrator may ask for it. */
    @Test
    void whatIsNotForcedToTheDiskIsNotDone() throws Exception {
        database.run(connection -> Database.update(connection, "CREATE USER guest PASSWORD ''"));
        database.run(connection -> Database.update(connection, "GRANT ALL ON kept TO guest"));
        h2.setUser("guest");
        var change = waiting(keep(1));
        takeTurns();
        h2.setUser("");

        assertThatThrownBy(change::get).hasCauseInstanceOf(JobStoreException.class);
    }

    @Test
    void whatIsNotTheDatabasesFaultComesOutAsItIs() throws Exception {
        var wrong = waiting(connection -> {
            throw new IllegalArgumentException("wrong");
        });
        takeTurns();
        assertThatThrownBy(wrong::get).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoreThatIsClosedTakesNothing() {
        var closed = new GroupCommit(database, task -> {
            throw new RejectedExecutionException("closed");
        });
        assertThatThrownBy(() -> closed.make(keep(1))).isInstanceOf(JobStoreException.class);
    }
}
