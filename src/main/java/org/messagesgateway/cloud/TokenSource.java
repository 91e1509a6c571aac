package org.messagesgateway.cloud;

import java.util.function.Consumer;

/** Fetches something that expires. Thread-safe; asked for one at a time. */
@FunctionalInterface
interface TokenSource<T> {

    /** Returns at once; calls one of the two back, once, in the end. */
    void fetch(Consumer<Lease<T>> got, Consumer<Throwable> failed);
}
