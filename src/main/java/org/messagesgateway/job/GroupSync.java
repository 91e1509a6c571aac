package org.messagesgateway.job;

/**
 * Forces commits to the disk, many at once: whoever waits is served by the first sync that begins after it came.
 * Thread-safe.
 */
final class GroupSync {

    private final Runnable sync;
    private long asked;
    private long done;
    private boolean running;

    GroupSync(Runnable sync) {
        this.sync = sync;
    }

    /** Returns when everything committed before the call is on the disk; fails as the sync does. */
    void await() {
        long ticket;
        synchronized (this) {
            ticket = ++asked;
        }
        for (long covered = turn(ticket); covered >= 0; covered = turn(ticket)) {
            run(covered);
        }
    }

    /** How far the sync that the caller is to run reaches; -1, if there is nothing left for it to do. */
    private synchronized long turn(long ticket) {
        while (running && done < ticket) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JobStoreException("interrupted while a job was being stored", e);
            }
        }
        if (done >= ticket) {
            return -1;
        }
        running = true;
        return asked;
    }

    private void run(long covered) {
        var synced = false;
        try {
            sync.run();
            synced = true;
        } finally {
            synchronized (this) {
                running = false;
                done = synced ? Math.max(done, covered) : done;
                notifyAll();
            }
        }
    }
}
