package org.messagesgateway.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;

/** What the container has to say about one exchange: it can take more bytes, or nobody is there any more. */
record ContainerWatch(Runnable writable, Runnable gone) implements AsyncListener, WriteListener {

    @Override
    public void onWritePossible() {
        writable.run();
    }

    @Override
    public void onError(Throwable failure) {
        gone.run();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone.run();
    }

    @Override
    public void onError(AsyncEvent event) {
        gone.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
