package org.messagesgateway.job;

/** How a store's changes are made. Thread-safe. */
interface Changes {

    /**
     * When it returns, the change survives the loss of power. Each of its statements is done or not by itself; the work may be
     * begun anew, when nothing of it was done.
     */
    <T> T make(Database.Work<T> work);
}
