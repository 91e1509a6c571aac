package org.messagesgateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ChoreTest {

    private final Queue<Runnable> work = new ArrayDeque<>();
    private int runs;
    private boolean stopped;
    private final Chore chore = new Chore(task -> !stopped && work.add(task), () -> runs++);

    @Test
    void manyWishesBeforeItRunsAreOne() {
        chore.ask();
        chore.ask();
        assertThat(work).hasSize(1);
        work.remove().run();
        assertThat(work).isEmpty();
        assertThat(runs).isEqualTo(1);
    }

    @Test
    void aWishWhileItRunsIsNotLost() {
        var chores = new Chore[1];
        chores[0] = new Chore(work::add, () -> {
            if (runs++ == 0) {
                chores[0].ask();
                assertThat(work).as("not twice at a time").isEmpty();
            }
        });
        chores[0].ask();
        work.remove().run();
        work.remove().run();
        assertThat(runs).isEqualTo(2);
        assertThat(work).isEmpty();
    }

    @Test
    void aFailureDoesNotEndIt() {
        var failing = new Chore(work::add, () -> {
            throw new IllegalStateException("once");
        });
        failing.ask();
        try {
            work.remove().run();
        } catch (IllegalStateException e) {
            runs++;
        }
        failing.ask();
        assertThat(runs).isEqualTo(1);
        assertThat(work).hasSize(1);
    }

    @Test
    void aRefusalDoesNotEndIt() {
        stopped = true;
        chore.ask();
        stopped = false;
        chore.ask();
        assertThat(work).hasSize(1);
    }
}
